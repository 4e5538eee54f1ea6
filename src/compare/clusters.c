/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "compare/clusters.h"

/* The clusters of one plan: how many of its measures, and of those with a theme. */
typedef struct {
    size_t n, columns;
    double *size, *hits; /* hits: columns a cluster */
} Spread;

static size_t cluster_of(const Corpus *corpus, const CorpusPlan *plan, size_t i,
                         ClusterUnit unit, size_t *known, uint32_t *task) {
    if (unit == CLUSTER_PLAN)
        return *known = 1, 0;
    size_t at = 0;
    uint32_t own = corpus->measures[plan->first + i].task;
    /* Mostly the task of the measure before. */
    if (*known && task[*known - 1] == own)
        return *known - 1;
    while (at < *known && task[at] != own)
        at++;
    if (at == *known)
        task[(*known)++] = own;
    return at;
}

static void add_measure(const Corpus *corpus, const CorpusMeasure *measure,
                        double *hits) {
    if (measure->n_themes == 0)
        hits[corpus->n_themes] += 1;
    for (uint32_t k = 0; k < measure->n_themes; k++) {
        uint32_t theme = measure->themes[k], parent = corpus->themes[theme].parent;
        hits[theme] += 1;
        if (parent == UINT32_MAX)
            continue;
        /* A parent counts once, whether coded itself or through several subthemes. */
        bool counted = false;
        for (uint32_t j = 0; j < measure->n_themes && !counted; j++) {
            uint32_t other = measure->themes[j];
            counted =
                other == parent || (j < k && corpus->themes[other].parent == parent);
        }
        hits[parent] += counted ? 0 : 1;
    }
}

static Spread spread_of(const Corpus *corpus, const CorpusPlan *plan, ClusterUnit unit,
                        Arena *scratch) {
    Spread spread = {.columns = corpus->n_themes + 1};
    uint32_t *task = ARENA_ARRAY(scratch, uint32_t, plan->n);
    spread.size = ARENA_ARRAY(scratch, double, plan->n);
    spread.hits = ARENA_ARRAY(scratch, double, plan->n *spread.columns);
    for (size_t i = 0; i < plan->n; i++) {
        size_t at = cluster_of(corpus, plan, i, unit, &spread.n, task);
        spread.size[at] += 1;
        add_measure(corpus, &corpus->measures[plan->first + i],
                    &spread.hits[at * spread.columns]);
    }
    return spread;
}

static void add_spread(const Spread *spread, ClusteredCount *counts) {
    for (size_t c = 0; c < spread->n; c++) {
        double n = spread->size[c];
        for (size_t i = 0; i < spread->columns; i++) {
            double y = spread->hits[c * spread->columns + i];
            counts[i].clusters += 1;
            counts[i].y += y;
            counts[i].n += n;
            counts[i].yy += y * y;
            counts[i].yn += y * n;
            counts[i].nn += n * n;
        }
    }
}

ClusterSums cluster_sums(const ThemeTally *tally, ClusterUnit unit, Arena *keep) {
    const Corpus *corpus = tally->corpus;
    size_t columns = tally->n_themes + 1;
    ClusterSums sums = {.n_groups = tally->n_groups, .n_themes = tally->n_themes};
    sums.at = ARENA_ARRAY(keep, ClusteredCount, (tally->n_groups + 1) * columns);
    for (size_t i = 0; i < corpus->n_plans; i++) {
        uint32_t group = tally->groups->of_plan[i];
        if (group == NO_GROUP)
            continue;
        Arena scratch = {0};
        Spread spread = spread_of(corpus, &corpus->plans[i], unit, &scratch);
        add_spread(&spread, &sums.at[group * columns]);
        add_spread(&spread, &sums.at[sums.n_groups * columns]);
        arena_release(&scratch);
    }
    return sums;
}

ClusteredCount cluster_count(const ClusterSums *sums, size_t group, size_t place) {
    return sums->at[group * (sums->n_themes + 1) + place];
}

ClusteredCount cluster_others(const ClusterSums *sums, size_t group, size_t place) {
    ClusteredCount all = cluster_count(sums, sums->n_groups, place);
    ClusteredCount own = cluster_count(sums, group, place);
    return (ClusteredCount){
        .clusters = all.clusters - own.clusters,
        .y = all.y - own.y,
        .n = all.n - own.n,
        .yy = all.yy - own.yy,
        .yn = all.yn - own.yn,
        .nn = all.nn - own.nn,
    };
}
