/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of counts: is there an association, how strong, and in which cells.
 *
 * A Grid holds counts or fractional counts, none negative. Rows and columns that are zero
 * throughout are left out, so they cost no degrees of freedom. A table with fewer than
 * two rows or columns left, a negative or NaN cell: every result is NaN. The rules are
 * numbered at the head of contingency.c. */
#ifndef STAT_CONTINGENCY_H
#define STAT_CONTINGENCY_H

#include <stdbool.h>

#include "stat/grid.h"
#include "stat/interval.h"

typedef enum {
    CONTINGENCY_PEARSON,       /* rule 1 */
    CONTINGENCY_YATES,         /* rule 2; as PEARSON beyond 2x2 */
    CONTINGENCY_YATES_LITERAL, /* rule 3; as PEARSON beyond 2x2 */
    CONTINGENCY_G2,            /* rule 4 */
    CONTINGENCY_G2_WILLIAMS    /* rule 5 */
} ContingencyStatistic;

typedef struct {
    double statistic, df, p;
} TestResult;

typedef struct {
    double n;
    double chi2;
    double phi;                /* rule 6 */
    double cramer_v;           /* rule 7 */
    double cramer_v_corrected; /* rule 8 */
    double tschuprow_t;        /* rule 9 */
    double contingency_c;      /* rule 10 */
} Association;

/* a, b in the first row, c, d in the second. */
typedef struct {
    double a, b, c, d;
} FourCells;

typedef struct {
    double odds_ratio; /* conditional; 0 or infinite at the ends of the support */
    Interval interval; /* exact, conditional */
    double p;          /* two-sided */
    double p_less, p_greater;
} FisherResult;

typedef struct {
    double statistic, p; /* chi-square, 1 df */
    double odds_ratio;   /* common to the strata */
    Interval interval;
} MantelHaenszel;

TestResult contingency_test(Grid counts, ContingencyStatistic which);
Association contingency_association(Grid counts);
/* Both fill rows * cols cells; NaN where the row or column is zero. */
void contingency_expected(Grid counts, double *expected);
void contingency_residuals(Grid counts, double *adjusted); /* rule 11 */
/* The smallest expected count among the rows and columns that are not zero. */
double contingency_least_expected(Grid counts);

/* Whole numbers up to 1e9 in all; NaN otherwise. A margin of zero: p 1, odds ratio NaN.
 * Rule 12. */
FisherResult fisher_exact(FourCells table, double level);
/* Strata with fewer than two observations say nothing and are skipped. Rule 13. */
MantelHaenszel mantel_haenszel(const FourCells *strata, size_t n, bool corrected,
                               double level);

/* P(chi-square with df >= x); NaN for NaN or df not above 0. */
double chi2_p(double x, double df);
double chi2_critical(double p, double df);

#endif
