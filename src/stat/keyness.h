/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keyness: what marks one text (or plan) against another, from how often a term occurs in
 * each.
 *
 * Significance (does it differ?) is signed: positive where the target has more than
 * expected. Effect (by how much?) has no p. Undefined is NaN: a total not above 0, a
 * count outside [0, total], NaN. The rules are numbered at the head of keyness.c and, for
 * weighted log-odds, of logodds.c. */
#ifndef STAT_KEYNESS_H
#define STAT_KEYNESS_H

#include "stat/contingency.h"
#include "stat/grid.h"

/* A term occurs `target` times among target_total, `reference` times among
 * reference_total. */
typedef struct {
    double target, target_total;
    double reference, reference_total;
} KeyCount;

typedef enum {
    KEYNESS_CHI2,             /* rule 1 */
    KEYNESS_CHI2_CONDITIONAL, /* rule 2: quanteda's default */
    KEYNESS_G2,               /* rule 3: four cells; right for shares of measures */
    KEYNESS_G2_WILLIAMS,      /* rule 4 */
    KEYNESS_G2_TWO_CELL /* rule 5: Rayson & Garside; for words in running text only */
} KeynessStatistic;

typedef enum {
    LOG_RATIO_HALF, /* a zero count is read as 0.5: always finite */
    LOG_RATIO_PLAIN /* a zero count gives an infinity; two give NaN */
} LogRatioZero;

double keyness_signed(KeyCount count, KeynessStatistic which);
double keyness_log_ratio(KeyCount count, LogRatioZero zero);       /* rule 6 */
double keyness_percent_difference(KeyCount count);                 /* rule 7 */
double keyness_bic(double g2, double n);                           /* rule 8 */
double keyness_difference_coefficient(KeyCount count);             /* rule 9 */
double keyness_kilgarriff(KeyCount count, double per, double add); /* rule 10 */
double keyness_odds_ratio(KeyCount count);                         /* rule 11 */
double keyness_pmi(KeyCount count);                                /* rule 12 */

/* Weighted log-odds with a Dirichlet prior (Monroe, Colaresi & Quinn 2008). */
typedef enum {
    LOG_ODDS_FOUR_TERMS, /* exact variance: use it for themes */
    LOG_ODDS_TWO_TERMS   /* for rare words only: overstates z where shares are large */
} LogOddsVariance;

typedef struct {
    double log_odds; /* above 0: more in the first */
    double z;
} LogOdds;

/* Two texts over the same n terms, with the prior's pseudo-counts. */
typedef struct {
    const double *first, *second, *prior;
    size_t n;
} LogOddsCounts;

/* Every pseudo-count the same. */
void log_odds_prior_flat(double pseudo_count, size_t n, double *prior);
/* weight spread over the terms as the background counts are; NaN when these are all
 * zero. */
void log_odds_prior_informative(const double *background, size_t n, double weight,
                                double *prior);

/* result has n places. NaN for a term that has no mass (or all the mass) in a text. */
void log_odds_weighted(LogOddsCounts counts, LogOddsVariance variance, LogOdds *result);

typedef enum {
    TIDYLO_EMPIRICAL, /* a term's total over all sets is added to each set */
    TIDYLO_FLAT       /* 1 is added */
} TidyloPrior;

/* Each set (row) against the whole, as the R package tidylo does; result has rows * cols
 * places. */
void log_odds_against_whole(Grid counts, TidyloPrior prior, LogOdds *result);

#endif
