/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terms of a corpus: words of ICU's dictionary and what the plans put together of
 * them again and again (课后服务, 体教融合), with the measures that hold them. */
#ifndef COMPARE_TERMS_H
#define COMPARE_TERMS_H

#include "compare/corpus.h"

typedef struct {
    Slice text;
    uint32_t words;
    const uint32_t *measures; /* indexes into the corpus, ascending */
    size_t n;
} Term;

typedef struct {
    const Term *at; /* by words, then as they first appear */
    size_t n;
} TermList;

enum { TERM_WORDS = 4, TERM_CHARACTERS = 12 };

/* texts: of each measure of the corpus. A term stands in at least `least` measures, has 2
 * to TERM_CHARACTERS characters and at most TERM_WORDS words without a number or mark
 * between; it neither begins nor ends with a stop word; it is left out where nearly all
 * its measures hold it within one longer term. */
bool terms_find(const Corpus *corpus, const Slice *texts, size_t least, Arena *keep,
                TermList *terms, Err *err);

#endif
