/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folded view of a text that terms are looked for in: full-width ASCII forms as
 * ASCII, letters small, white space (so line breaks inside a measure too) and quotation
 * marks left out. A map leads from the view back to the text. */
#ifndef THEME_FOLD_P_H
#define THEME_FOLD_P_H

#include "base/base.h"

/* From view offset `view` on (until the next row) text offset = view offset + shift. */
typedef struct {
    uint32_t view;
    size_t text;
} FoldRow;

typedef struct {
    Buf view;
    VEC(FoldRow) rows; /* by view */
} Fold;

/* Appends the folded bytes of a span of the text; spans may come in any order, all of one
 * text. */
void fold_add(Fold *fold, Slice text, Span span);
void fold_end_unit(Fold *fold); /* a '\n', which nothing else in a view is: no hit reaches
                                   over it */
void fold_clear(Fold *fold);
void fold_release(Fold *fold);
/* The span in the text the view was made of, of the view's bytes [at, end), end > at. */
Span fold_span(const Fold *fold, Slice text, uint32_t at, uint32_t end);

Slice fold_copy(Arena *arena, Slice text); /* just the folded text */

#endif
