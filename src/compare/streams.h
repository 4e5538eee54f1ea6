/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The characters of plans, one after the other, as copying is searched in them: folded
 * (width, case, traditional forms), without punctuation, white space and list marks, so
 * that a copy with other commas is still a copy. */
#ifndef COMPARE_STREAMS_H
#define COMPARE_STREAMS_H

#include "compare/corpus.h"

/* Places count characters over all plans. Between the measures of different tasks stands
 * a break: a place whose rune is 0, which is equal to nothing, so that no passage runs
 * across a heading. */
typedef struct {
    size_t n_plans;
    size_t *first; /* n_plans + 1: plan i has the places first[i] to first[i + 1] */
    size_t n;      /* places; below 2^32 */
    uint32_t *rune;
    uint32_t *measure;  /* index into the measures of the corpus */
    uint32_t *at;       /* byte in that measure's text */
    const Slice *texts; /* a measure each */
} Streams;

/* texts: one a measure of the corpus, in its order; all lives in keep. Fails when the
 * plans hold more than 2^30 characters. */
bool streams_build(const Corpus *corpus, const Slice *texts, Arena *keep,
                   Streams *streams, Err *err);
/* The same with the texts of the store. */
bool streams_load(Store *store, const Corpus *corpus, Arena *keep, Streams *streams,
                  Err *err);

/* What is written from one place up to another of the same plan, punctuation included,
 * with " / " between measures. */
Slice streams_text(const Streams *streams, size_t at, size_t end, Arena *keep);

/* Appends the characters of a text that count; at: where in the text each begins. */
typedef struct {
    uint32_t rune, at;
} StreamRune;
typedef VEC(StreamRune) StreamRunes;
void stream_runes(Slice text, Arena *scratch, StreamRunes *runes);

#endif
