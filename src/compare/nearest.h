/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which measure of another plan says nearest the same thing. Pure text: it knows neither
 * themes nor dates.
 *
 * A measure is a vector over its character pairs g (of stream_runes: folded, without
 * punctuation, white space and list marks) with the weights
 *     w(g) = tf(g) ln((N + 1) / df(g)),
 * tf how often g stands in it, df in how many of the corpus' N measures, so that what
 * every plan says weighs little. Similarity is the cosine of two vectors, 0 to 1, told
 * with two decimals, so that a bound means what a table shows; what is nearer is decided
 * on six. N and df are those of the corpus: the same pair has slightly other values among
 * other plans (by .01 to .04 on average when two plans stand alone or among 11 to 64).
 *
 * Memory: 8 bytes a character of the plans. Time: two plans cost about the characters of
 * one of them times how often a pair of characters stands in the other.
 */
#ifndef COMPARE_NEAREST_H
#define COMPARE_NEAREST_H

#include "compare/corpus.h"

/* What a similarity means. Chosen by reading, by one reader: pairs of nearest measures
 * drawn at random from the sample plans, two districts' plans, 16 government reports and
 * a national document with its provincial and city versions, seven or eight of each of
 * three corpora a band of similarity, with the corpus as a whole behind N and df. About
 * the same matter were 17 of 21 pairs of .17 to .20, 16 of 24 of .15 to .17, 9 of 24 of
 * .13 to .15 and 6 of 24 of .11 to .13; the same promise in other words were 9 of 21 of
 * .20 to .25, 13 of 21 of .25 to .30, 17 of 21 of .30 to .35 and 19 of 21 of .35 to .40.
 * From .70 only a few characters or the number differ. So what is above a bound is
 * usually rightly so, not always: tables show the sentences. */
#define NEAREST_SAME 0.70     /* the same promise, nearly word by word */
#define NEAREST_REWORDED 0.30 /* the same promise in other words */
#define NEAREST_RELATED 0.15  /* about the same matter */

typedef enum {
    NEAREST_IS_NONE,
    NEAREST_IS_RELATED,
    NEAREST_IS_REWORDED,
    NEAREST_IS_SAME
} NearestKind;
NearestKind nearest_kind(double similarity);

typedef struct {
    uint32_t gram;
    float weight; /* of the vector with length 1 */
} NearestPart;

typedef struct {
    const Corpus *corpus;
    size_t n_grams;
    size_t *first; /* n_measures + 1: measure i has part[first[i]] to part[first[i + 1]]
                    */
    NearestPart *part; /* within a measure by first appearance */
} NearestIndex;

/* texts: one a measure of the corpus, in its order. */
NearestIndex nearest_build(const Corpus *corpus, const Slice *texts, Arena *keep);

/* One plan, ready to be looked up in: for each pair of characters the measures that hold
 * it. It takes 8 bytes for each kind of pair in the corpus: where many plans are made
 * ready, each wants a scratch arena. */
typedef struct {
    const NearestIndex *index;
    uint32_t plan;
    const size_t *first;   /* n_grams + 1 */
    const NearestPart *at; /* gram: the measure, counted in its plan */
} NearestPlan;
NearestPlan nearest_plan(const NearestIndex *index, uint32_t plan, Arena *keep);

#define NO_MEASURE UINT32_MAX

typedef struct {
    uint32_t measure; /* index into the corpus; NO_MEASURE: none has a pair in common */
    double similarity;
} Nearest;

/* For each measure of the plan, in order, the nearest of the other; of equals the first.
 * found has room for all of them. */
void nearest_find(const NearestPlan *plan, uint32_t other, Nearest *found);

typedef struct {
    uint32_t measure, other; /* indexes into the corpus */
    double similarity;
} NearestPair;
typedef struct {
    const NearestPair *at; /* in the order of the plan's measures */
    size_t n;
} NearestPairs;

/* Measures of the plan and of the other, one to one, of at least this similarity (and
 * above 0): the most alike first, of equals those that stand first. What is in no pair
 * has no counterpart. */
NearestPairs nearest_align(const NearestPlan *plan, uint32_t other, double least,
                           Arena *keep);

#endif
