/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables with a plan a row. */
#include "fuzz_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_read((Slice){(const char *)data, size}, "x.csv");
    return 0;
}
