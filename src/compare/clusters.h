/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the themes of a group of plans are spread over its tasks or plans. */
#ifndef COMPARE_CLUSTERS_H
#define COMPARE_CLUSTERS_H

#include "compare/tally.h"
#include "stat/clustered.h"

#define CLUSTER_UNITS(X)                                                                 \
    X(CLUSTER_MEASURE, "measure")                                                        \
    X(CLUSTER_TASK, "task")                                                              \
    X(CLUSTER_PLAN, "plan")
typedef enum {
#define X(unit, word) unit,
    CLUSTER_UNITS(X)
#undef X
} ClusterUnit;

typedef struct {
    size_t n_groups, n_themes;
    ClusteredCount *at; /* groups, then all groups together: the themes in the order of
                           the scheme, then NO_THEME */
} ClusterSums;

/* unit is CLUSTER_TASK or CLUSTER_PLAN. */
ClusterSums cluster_sums(const ThemeTally *tally, ClusterUnit unit, Arena *keep);

/* A theme (its place: NO_THEME is n_themes) in a group. */
ClusteredCount cluster_count(const ClusterSums *sums, size_t group, size_t place);
/* In all groups but this one. */
ClusteredCount cluster_others(const ClusterSums *sums, size_t group, size_t place);

#endif
