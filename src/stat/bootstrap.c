/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: an interval for any number, by drawing the units again. It must not know what the
 * number is.
 *
 * 1. Percentile interval: quantiles (1-level)/2 and (1+level)/2 of the defined draws,
 *    type 7 (Hyndman & Fan 1996).
 * 2. sd has divisor draws - 1. */
#include "base/base.h"
#include "stat/bootstrap.h"
#include "stat/rng_p.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

gsl_rng *rng_new(uint64_t seed) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, (unsigned long)seed);
    return rng;
}

size_t rng_below(gsl_rng *rng, size_t n) {
    if (n <= UINT32_MAX)
        return gsl_rng_uniform_int(rng, n);
    double high = (double)gsl_rng_get(rng) * 4294967296.0;
    double u = (high + (double)gsl_rng_get(rng)) / 18446744073709551616.0;
    size_t pick = (size_t)(u * (double)n);
    return pick < n ? pick : n - 1;
}

Resampled resampled_summary(double *draws, size_t n, double level) {
    size_t defined = 0;
    for (size_t i = 0; i < n; i++) {
        if (!isnan(draws[i]))
            draws[defined++] = draws[i];
    }
    Resampled result = {NAN, NAN, {NAN, NAN}, n - defined};
    if (defined == 0 || !(level > 0 && level < 1))
        return result;
    gsl_sort(draws, 1, defined);
    result.mean = gsl_stats_mean(draws, 1, defined);
    result.sd = defined > 1 ? gsl_stats_sd_m(draws, 1, defined, result.mean) : NAN;
    double tail = (1 - level) / 2;
    result.interval.lower = gsl_stats_quantile_from_sorted_data(draws, 1, defined, tail);
    result.interval.upper =
        gsl_stats_quantile_from_sorted_data(draws, 1, defined, 1 - tail);
    return result;
}

Resampled bootstrap_units(size_t n, Resampling how, UnitStatistic statistic,
                          void *context) {
    Arena scratch = {0};
    double *draws = ARENA_ARRAY(&scratch, double, how.draws);
    size_t *picked = ARENA_ARRAY(&scratch, size_t, n);
    gsl_rng *rng = rng_new(how.seed);
    for (size_t draw = 0; draw < how.draws; draw++) {
        for (size_t i = 0; i < n; i++)
            picked[i] = rng_below(rng, n);
        draws[draw] = n > 0 ? statistic(picked, n, context) : NAN;
    }
    Resampled result = resampled_summary(draws, how.draws, how.level);
    gsl_rng_free(rng);
    arena_release(&scratch);
    return result;
}

/* Units in the order of their clusters: cluster c holds unit[start[c]] to unit[start[c +
 * 1]]. */
typedef struct {
    size_t *unit, *start;
    size_t clusters, largest;
} Clusters;

typedef struct {
    size_t cluster, unit;
} Member;

static int member_compare(const void *left, const void *right) {
    const Member *a = left, *b = right;
    if (a->cluster != b->cluster)
        return a->cluster < b->cluster ? -1 : 1;
    return a->unit < b->unit ? -1 : a->unit > b->unit;
}

static Clusters clusters_of(Arena *arena, const size_t *cluster, size_t n) {
    Clusters c = {.unit = ARENA_ARRAY(arena, size_t, n),
                  .start = ARENA_ARRAY(arena, size_t, n + 1)};
    Member *member = ARENA_ARRAY(arena, Member, n);
    for (size_t i = 0; i < n; i++)
        member[i] = (Member){cluster[i], i};
    qsort(member, n, sizeof *member, member_compare);
    for (size_t i = 0; i < n; i++) {
        c.unit[i] = member[i].unit;
        if (i == 0 || member[i].cluster != member[i - 1].cluster)
            c.start[c.clusters++] = i;
    }
    c.start[c.clusters] = n;
    for (size_t i = 0; i < c.clusters; i++) {
        size_t size = c.start[i + 1] - c.start[i];
        c.largest = size > c.largest ? size : c.largest;
    }
    return c;
}

static size_t clusters_pick(const Clusters *c, gsl_rng *rng, size_t *picked) {
    size_t n = 0;
    for (size_t i = 0; i < c->clusters; i++) {
        size_t which = rng_below(rng, c->clusters);
        for (size_t at = c->start[which]; at < c->start[which + 1]; at++)
            picked[n++] = c->unit[at];
    }
    return n;
}

Resampled bootstrap_clusters(const size_t *cluster, size_t n, Resampling how,
                             UnitStatistic statistic, void *context) {
    Arena scratch = {0};
    Clusters c = clusters_of(&scratch, cluster, n);
    double *draws = ARENA_ARRAY(&scratch, double, how.draws);
    size_t *picked = ARENA_ARRAY(&scratch, size_t, c.clusters * c.largest);
    gsl_rng *rng = rng_new(how.seed);
    for (size_t draw = 0; draw < how.draws; draw++) {
        size_t count = clusters_pick(&c, rng, picked);
        draws[draw] = count > 0 ? statistic(picked, count, context) : NAN;
    }
    Resampled result = resampled_summary(draws, how.draws, how.level);
    gsl_rng_free(rng);
    arena_release(&scratch);
    return result;
}

/* Draw by draw, category by category: at[category * draws + draw]. */
static void summaries(double *at, size_t categories, Resampling how, Resampled *shares) {
    for (size_t k = 0; k < categories; k++)
        shares[k] = resampled_summary(at + k * how.draws, how.draws, how.level);
}

void bootstrap_multinomial(const double *counts, size_t n, Resampling how,
                           Resampled *shares) {
    Arena scratch = {0};
    double *at = ARENA_ARRAY(&scratch, double, n *how.draws);
    double *weight = ARENA_ARRAY(&scratch, double, n);
    unsigned *drawn = ARENA_ARRAY(&scratch, unsigned, n);
    double total = 0;
    for (size_t k = 0; k < n; k++) {
        weight[k] = counts[k] >= 0 ? floor(counts[k]) : NAN;
        total += weight[k];
    }
    bool valid = total > 0 && total <= UINT32_MAX;
    gsl_rng *rng = rng_new(how.seed);
    for (size_t draw = 0; draw < how.draws; draw++) {
        if (valid)
            gsl_ran_multinomial(rng, n, (unsigned)total, weight, drawn);
        for (size_t k = 0; k < n; k++)
            at[k * how.draws + draw] = valid ? drawn[k] / total : NAN;
    }
    summaries(at, n, how, shares);
    gsl_rng_free(rng);
    arena_release(&scratch);
}

/* One draw of rows; sums into sum[theme], gives the size drawn. */
static double cluster_shares_draw(Grid hits, const double *size, gsl_rng *rng,
                                  double *sum) {
    double total = 0;
    memset(sum, 0, hits.cols * sizeof *sum);
    for (size_t i = 0; i < hits.rows; i++) {
        size_t row = rng_below(rng, hits.rows);
        total += size[row];
        for (size_t k = 0; k < hits.cols; k++)
            sum[k] += grid_at(hits, row, k);
    }
    return total;
}

void bootstrap_cluster_shares(Grid hits, const double *size, Resampling how,
                              Resampled *shares) {
    Arena scratch = {0};
    double *at = ARENA_ARRAY(&scratch, double, hits.cols *how.draws);
    double *sum = ARENA_ARRAY(&scratch, double, hits.cols);
    gsl_rng *rng = rng_new(how.seed);
    for (size_t draw = 0; draw < how.draws; draw++) {
        double total = cluster_shares_draw(hits, size, rng, sum);
        for (size_t k = 0; k < hits.cols; k++)
            at[k * how.draws + draw] = total > 0 ? sum[k] / total : NAN;
    }
    summaries(at, hits.cols, how, shares);
    gsl_rng_free(rng);
    arena_release(&scratch);
}
