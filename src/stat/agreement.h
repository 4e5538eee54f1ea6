/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreement of coders who chose one of K categories, and of a machine with a person.
 * (Krippendorff's alpha with missing codes, scales and sets is in alpha.h.)
 *
 * Two coders are a K x K table of counts: rows the first coder, columns the second. K
 * counts in S and AC1, so it is all the categories they could choose, used or not. NaN:
 * no units, a table that is not square, a negative cell, or a coefficient whose chance
 * agreement is 1 (no variation: undefined, not 1). The rules are numbered at the head of
 * agreement.c. */
#ifndef STAT_AGREEMENT_H
#define STAT_AGREEMENT_H

#include "stat/bootstrap.h"
#include "stat/contingency.h"
#include "stat/grid.h"

typedef struct {
    double n;
    double observed;         /* rule 1: the share of units coded alike */
    double kappa, kappa_max; /* rules 2, 4 */
    double kappa_expected;   /* agreement by chance, as kappa has it */
    double kappa_se;         /* rule 3 */
    Interval kappa_interval; /* kappa -+ z kappa_se */
    double kappa_z, kappa_p; /* against chance, two-sided (rule 3) */
    double pi;               /* rule 5: Scott */
    double s;                /* rule 6: Bennett, Alpert & Goldstein */
    double ac1;              /* rule 7: Gwet */
    double alpha;            /* rule 8: Krippendorff, nominal */
} TwoCoders;

TwoCoders agreement_two(Grid table, double level);

/* Distances between categories, K x K, zero on the diagonal. Rule 9. */
double kappa_weighted(Grid table, const double *distance);
double alpha_weighted(Grid table, const double *distance);

/* A machine's code (or a second person's) against the reference: hits are units both call
 * the theme. */
typedef struct {
    double hit, false_alarm, miss, rejection; /* tp, fp, fn, tn */
} Confusion;

typedef struct {
    double precision, recall, f1;
    double specificity, accuracy;
} Scores;

/* NaN where the divisor is zero: precision without alarms, recall without cases, F1
 * without either. */
Scores scores_of(Confusion counts);
Scores scores_micro(const Confusion *themes, size_t n); /* of the summed counts */
Scores scores_macro(const Confusion *themes, size_t n); /* mean over the themes where
                                                           defined */

typedef enum {
    MEASURE_PERCENT,
    MEASURE_KAPPA,
    MEASURE_PI,
    MEASURE_S,
    MEASURE_AC1,
    MEASURE_ALPHA,
    /* These three: 2x2, rows the reference, columns the machine, the theme first. */
    MEASURE_PRECISION,
    MEASURE_RECALL,
    MEASURE_F1
} AgreementMeasure;

double agreement_measure(Grid table, AgreementMeasure measure);

/* Resamples units: the table is drawn anew from its own cells (whole counts), which is
 * the same thing. */
Resampled agreement_bootstrap(Grid table, AgreementMeasure measure, Resampling how);

typedef struct {
    double kappa, observed, expected;
    double se, z; /* under chance */
} FleissKappa;

/* counts: a row a unit, a column a category, the number of coders who chose it. Every
 * unit needs the same number of coders, at least two; else NaN. category (may be NULL)
 * has counts.cols places; NaN for an unused one or one that is always used. Rules 10,
 * 11. */
FleissKappa fleiss_kappa(Grid counts, double *category);

#endif
