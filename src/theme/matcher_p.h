/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds every occurrence of every literal in one pass over a text (Vectorscan). Knows
 * nothing of themes. */
#ifndef THEME_MATCHER_P_H
#define THEME_MATCHER_P_H

#include "base/base.h"

typedef struct Matcher Matcher;               /* shared by threads */
typedef struct MatcherScratch MatcherScratch; /* one a thread */

typedef struct {
    uint32_t at, end; /* bytes of the text */
    uint32_t literal;
} Hit;
typedef VEC(Hit) Hits;

/* The literals are copied; each has at least one byte and all differ. At most
 * MATCHER_TEXT_MAX bytes are scanned. */
#define MATCHER_TEXT_MAX (UINT32_C(1) << 31)
Matcher *matcher_new(const Slice *literals, size_t n, Err *err);
void matcher_free(Matcher *matcher);
MatcherScratch *matcher_scratch_new(const Matcher *matcher);
void matcher_scratch_free(MatcherScratch *scratch);

/* Appends all occurrences, overlapping ones too, by end. */
void matcher_scan(const Matcher *matcher, MatcherScratch *scratch, Slice text,
                  Hits *hits);

#endif
