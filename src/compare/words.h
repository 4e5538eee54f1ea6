/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as notes write them, in the language in use. */
#ifndef COMPARE_WORDS_H
#define COMPARE_WORDS_H

#include "base/base.h"

Slice words_p(double p, Arena *keep); /* "p < 0.001", "p = 0.023", "p not defined" */

/* Names with separators between: "a, b" or “a、b”; the first `most` of n and how many are
 * left. */
Slice words_list(const Slice *names, size_t n, size_t most, Arena *keep);

#endif
