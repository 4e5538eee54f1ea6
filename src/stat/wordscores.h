/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wordscores (Laver, Benoit & Garry 2003): places texts on a scale given by reference
 * texts of known position. The rules are numbered at the head of wordscores.c. */
#ifndef STAT_WORDSCORES_H
#define STAT_WORDSCORES_H

#include "stat/grid.h"

#include <stddef.h>

/* word has counts.cols places: the score of each word, NaN for words in no reference
 * (rule 1). counts: a row a reference; position: a number each. An empty reference is
 * left out. */
void wordscores_words(Grid counts, const double *position, double *word);

typedef struct {
    double score, se;
    double words; /* counted: those with a score */
} TextScore;

/* count: one text over the same words. NaN without a scored word. Rule 2. */
TextScore wordscores_text(const double *count, const double *word, size_t n);

/* Raw scores pulled together towards the mean: two ways to stretch them back to the
 * references' scale. rescaled may be raw. */
/* Rule 3: raw holds all texts, references too. NaN when raw does not vary or holds
 * NaN. */
void wordscores_rescale_lbg(const double *raw, size_t n, const double *position,
                            size_t references, double *rescaled);

/* Two references with their raw scores and positions, the lowest and the highest. */
typedef struct {
    double raw_low, raw_high;
    double position_low, position_high;
} WordscoreAnchors;

/* Rule 4 (Martin & Vanberg 2008). NaN when the anchors' raw scores are the same. */
double wordscores_rescale_mv(double raw, WordscoreAnchors anchors);

#endif
