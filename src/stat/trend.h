/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does something rise or fall over the years? With three to six plans no test has much
 * power: print the shares with their intervals first. NaN where undefined, in every
 * field. The rules are numbered at the head of trend.c. */
#ifndef STAT_TREND_H
#define STAT_TREND_H

#include <stddef.h>

typedef struct {
    double chi2, p; /* 1 df */
    double slope;   /* of the share, a unit of score */
} CochranArmitage;

/* hits[i] of n[i] in group i with this score; score NULL for 1, 2, 3. Groups with n = 0
 * are skipped. NaN: fewer than two groups, all or none hit, hits outside [0, n], scores
 * that do not vary. Rule 1. */
CochranArmitage trend_shares(const double *hits, const double *n, const double *score,
                             size_t groups);

typedef struct {
    double s, variance;
    double z, p; /* two-sided, with continuity correction */
} MannKendall;

/* Values in the order of time; NaN: a NaN value, fewer than two, no variation. Rule 2. */
MannKendall mann_kendall(const double *value, size_t n);

/* The median slope between any two points; time NULL for 1, 2, 3. Rule 3. */
double sen_slope(const double *time, const double *value, size_t n);

typedef struct {
    double tau;  /* tau-b */
    double z, p; /* two-sided, normal, without continuity correction */
} KendallTau;

/* NaN: a NaN value, fewer than three pairs, one side without variation. Rule 4. */
KendallTau kendall_tau(const double *x, const double *y, size_t n);

#endif
