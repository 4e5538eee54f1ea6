/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text folded for matching, with the way back: the stored text stays as published. */
#ifndef BASE_NORMALIZE_H
#define BASE_NORMALIZE_H

#include "base/base.h"

enum {
    FOLD_CASE = 1,       /* ASCII letters to lower case */
    FOLD_SIMPLIFIED = 2, /* traditional to simplified characters, one by one */
    FOLD_SPACE = 4, /* white space and zero-width marks are left out: "工 作" is 工作 */
};

/* NFKC of a text, and for each of its bytes where in the original the characters begin
 * and end that gave it. NFKC folds width (（１） is (1)), enclosed numbers (① is 1),
 * ligatures and radicals (⼯ is 工). */
typedef struct {
    Slice text;
    const uint32_t *begin, *end; /* text.n each: byte offsets in the original */
} Folded;

/* The original must be valid UTF-8 and shorter than 4 GB; longer is a BUG. */
Folded text_fold(Arena *keep, Slice original, unsigned flags);
/* The span of the original that gave a span of the folded text, whole characters; an
 * empty span stays empty. */
Span fold_back(const Folded *folded, Span span);

/* The simplified form of a traditional character; any other rune is itself. */
uint32_t rune_simplified(uint32_t rune);

#endif
