/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives, and Word files in them. */
#include "fuzz_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_read((Slice){(const char *)data, size}, "x.zip");
    return 0;
}
