/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every unit test needs beside cmocka: a comparison of doubles that is one
 * (cmocka 1.1.5's assert_float_equal compares as float), of slices, and the way to the
 * corpus outside the project. Includes cmocka with what it needs first; a test includes
 * this after base/base.h. */
#ifndef TESTS_UNIT_CHECK_H
#define TESTS_UNIT_CHECK_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"

/* actual within tolerance of expected: relative to |expected|, absolute where expected is
 * 0. NaN equals only NaN, an infinity only itself. */
#define check_close(actual, expected, tolerance)                                         \
    check_close_at((actual), (expected), (tolerance), #actual, __FILE__, __LINE__)

/* The bytes of a slice are those of a C string. */
#define check_slice(actual, expected)                                                    \
    check_slice_at((actual), (expected), #actual, __FILE__, __LINE__)

/* The call is true; when not, what its Err says is shown. */
#define check_ok(call, err) check_ok_at((call), (err), #call, __FILE__, __LINE__)

void check_close_at(double actual, double expected, double tolerance, const char *what,
                    const char *file, int line);
void check_slice_at(Slice actual, const char *expected, const char *what,
                    const char *file, int line);
void check_ok_at(bool ok, const Err *err, const char *what, const char *file, int line);

/* The path of a file or folder in the corpus (PLANCMP_CORPUS) or the gold data
 * (PLANCMP_GOLD). Where it is absent the test is skipped, and under CI=true failed. Each
 * path lasts for three more calls. */
const char *corpus_path(const char *inside);
const char *gold_path(const char *inside);

#endif
