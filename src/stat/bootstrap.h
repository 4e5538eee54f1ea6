/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seeded resampling. Generator: mt19937 of GSL, one of its own for every call, so the
 * same seed gives the same numbers whatever runs beside it; callers with threads share
 * out calls, not draws. Intervals are percentile intervals, quantiles of type 7 (R's
 * default). A draw whose statistic is NaN is counted in `undefined` and left out. No
 * draws, a level outside (0, 1), or nothing defined: NaN. */
#ifndef STAT_BOOTSTRAP_H
#define STAT_BOOTSTRAP_H

#include <stddef.h>
#include <stdint.h>

#include "stat/grid.h"
#include "stat/interval.h"

typedef struct {
    uint64_t seed;
    size_t draws;
    double level;
} Resampling;

typedef struct {
    double mean, sd; /* of the defined draws */
    Interval interval;
    size_t undefined;
} Resampled;

/* A number from n picked units; the same unit may be picked often. */
typedef double (*UnitStatistic)(const size_t *picked, size_t n, void *context);

/* Each draw picks n of n units with replacement. */
Resampled bootstrap_units(size_t n, Resampling how, UnitStatistic statistic,
                          void *context);

/* Each draw picks whole clusters with replacement, as many as there are; cluster[i] is
 * the cluster of unit i, any number. The count of units picked varies between draws. */
Resampled bootstrap_clusters(const size_t *cluster, size_t n, Resampling how,
                             UnitStatistic statistic, void *context);

/* Shares of n exclusive categories: counts ~ multinomial(total, counts / total), as
 * manifestoR::mp_bootstrap. shares has n places. counts are rounded down to whole
 * numbers; all zero gives NaN. */
void bootstrap_multinomial(const double *counts, size_t n, Resampling how,
                           Resampled *shares);

/* Shares sum(hits) / sum(size) of many themes at once, resampling rows (clusters or
 * single measures): hits has a row a cluster and a column a theme, size a number a
 * cluster. shares has hits.cols places. */
void bootstrap_cluster_shares(Grid hits, const double *size, Resampling how,
                              Resampled *shares);

/* What the draws say; sorts them. */
Resampled resampled_summary(double *draws, size_t n, double level);

#endif
