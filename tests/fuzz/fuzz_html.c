/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web pages. */
#include "fuzz_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_read((Slice){(const char *)data, size}, "x.html");
    return 0;
}
