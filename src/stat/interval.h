/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares and how sure we are of them: one share, two shares, all shares of a plan.
 *
 * Units: a share is a number in [0, 1]; hits and n are counts of measures (fractions are
 * allowed where measures are counted 1/m); level is the confidence, 0.95 for 95 %.
 * Undefined is NaN, in both ends of an interval: n not above 0, hits outside [0, n],
 * level outside (0, 1), or any NaN. Nothing here fails otherwise. The rules are numbered
 * at the head of interval.c. */
#ifndef STAT_INTERVAL_H
#define STAT_INTERVAL_H

#include <stddef.h>

typedef struct {
    double lower, upper;
} Interval;

/* Two independent shares, a compared with b. */
typedef struct {
    double hits_a, n_a;
    double hits_b, n_b;
} SharePair;

typedef struct {
    double value;
    double log_value, log_se; /* natural logarithm and its standard error */
    Interval interval;
} RatioEstimate;

typedef enum {
    ODDS_WOOLF, /* cells as they are: NaN interval when one is zero */
    ODDS_GART   /* 0.5 added to each cell */
} OddsMethod;

/* One share. */
double share_se(double hits, double n);                               /* rule 1 */
Interval share_wilson(double hits, double n, double level);           /* rule 2 */
Interval share_wilson_corrected(double hits, double n, double level); /* rule 3 */
Interval share_exact(double hits, double n, double level);            /* rule 4 */

/* Two shares: a minus b, or a over b. */
Interval difference_newcombe(SharePair pair, double level);                /* rule 5 */
Interval difference_agresti_caffo(SharePair pair, double level);           /* rule 6 */
double difference_cohen_h(SharePair pair);                                 /* rule 7 */
RatioEstimate odds_ratio(SharePair pair, OddsMethod method, double level); /* rule 8 */
RatioEstimate share_ratio_katz(SharePair pair, double level);              /* rule 9 */

/* All shares of one plan together. */
/* One of `themes` shares whose intervals hold jointly; also for several themes a measure.
 * Rule 10. */
Interval share_goodman(double hits, double n, size_t themes, double level);
/* Counts of exclusive categories, whole numbers; NaN throughout when they are not. Rule
 * 11. */
void share_sison_glaz(const double *counts, size_t n, double level, Interval *intervals);
/* The SE of the difference of two shares of the same n measures, exclusive categories.
 * Rule 12. */
double share_difference_se_within(double share_a, double share_b, double n);

/* Positions from two opposed counts. Rule 13. */
double position_rile(double right, double left, double n);
double position_logit(double right, double left);

#endif
