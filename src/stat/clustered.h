/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares of measures that come in clusters (tasks, plans): measures of one cluster go
 * together, so there is less to learn from them than their number says. The rules are
 * numbered at the head of clustered.c. */
#ifndef STAT_CLUSTERED_H
#define STAT_CLUSTERED_H

#include <stddef.h>

#include "stat/interval.h"

/* One group: y measures of n have the theme, summed over its clusters c. */
typedef struct {
    double clusters;
    double y, n;
    double yy, yn, nn; /* sums of y_c * y_c, y_c * n_c, n_c * n_c */
} ClusteredCount;

/* The variance of y / n; NaN with fewer than two clusters or n not above 0. Rule 1. */
double clustered_variance(ClusteredCount count);

typedef struct {
    double design_effect; /* at least 1; rule 2 */
    double df;            /* clusters less one, summed over both groups */
    Interval interval;    /* of the difference; rule 3 */
    double statistic, p;  /* rule 4 */
} ClusteredDifference;

/* Adds what a group says of the design effect: variances with and without clusters, and
 * clusters less one. A group of fewer than two clusters says nothing. */
typedef struct {
    double clustered, single, df;
} DesignVariance;
void design_variance_add(DesignVariance *variance, ClusteredCount count);
double design_effect(DesignVariance variance); /* rule 2; 1 when nothing was added */

/* p of a chi-square with df degrees of a larger table over the mean design effect of its
 * columns; df_clusters: clusters less groups. Rule 5. */
double chi2_clustered_p(double chi2, double df, double effect, double df_clusters);

/* a minus b. NaN throughout: no group of at least two clusters, n not above 0, or nobody
 * or everybody has the theme. */
ClusteredDifference difference_clustered(ClusteredCount a, ClusteredCount b,
                                         double level);

#endif
