/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as notes write them, in the language in use. */
#ifndef COMPARE_PHRASES_H
#define COMPARE_PHRASES_H

#include "base/base.h"

Slice phrase_p(double p, Arena *keep); /* "p < 0.001", "p = 0.023", "p not defined" */

/* Names with separators between: "a, b" or “a、b”; the first `most` of n and how many are
 * left. */
Slice phrase_list(const Slice *names, size_t n, size_t most, Arena *keep);

/* A plan's name cut to some 16 characters. */
Slice phrase_short(Slice name, Arena *keep);

#endif
