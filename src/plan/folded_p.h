/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stretch of text made easy to match: white space dropped (but one blank between ASCII
 * letters and figures), full-width ASCII narrowed, with the way back to the bytes as
 * published. Hard-wrapped lines are so joined. */
#ifndef PLAN_FOLDED_P_H
#define PLAN_FOLDED_P_H

#include "base/base.h"

typedef struct {
    Buf text;
    VEC(Span) from; /* of each folded byte: the published rune it stands for */
} Folded;

/* Replaces what was there. Spans are relative to `published`, moved on by `shift`. */
void folded_read(Folded *folded, Slice published, size_t shift);
void folded_release(Folded *folded);
Slice folded_text(const Folded *folded); /* valid until the next folded_read */
Span folded_span(const Folded *folded, Span span);

#endif
