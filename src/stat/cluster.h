/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agglomerative clustering on a matrix of distances, in the conventions of R's hclust,
 * ties included. Memory O(n^2): 3,000 items take 36 MB. The rules are numbered at the
 * head of cluster.c. */
#ifndef STAT_CLUSTER_H
#define STAT_CLUSTER_H

#include "base/arena.h"
#include "base/err.h"
#include "stat/grid.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    LINKAGE_AVERAGE,
    LINKAGE_WARD_D2,
    LINKAGE_COMPLETE,
    LINKAGE_SINGLE
} Linkage;

/* One joining: a child below 0 is item -child - 1, one above 0 the result of step child
 * (from 1). */
typedef struct {
    ptrdiff_t first, second;
    double height;
} Merge;

/*   height
 *     |      +--- step 2 ---+
 *     |   +- step 1 -+      |
 *     0  item 3   item 0  item 1      order = {3, 0, 1} */
typedef struct {
    size_t n; /* items; n - 1 steps */
    Merge *step;
    size_t *order; /* the items from left to right so that no branches cross */
} Dendrogram;

/* distance is square; only the part above the diagonal is read. An error names the first
 * pair whose distance is not a number of 0 or more. No item gives no step, one item an
 * order of one. */
bool dendrogram_build(Arena *keep, Grid distance, Linkage linkage, Dendrogram *tree,
                      Err *err);

/* n x n: the height at which two items join, 0 on the diagonal. */
void dendrogram_cophenetic(const Dendrogram *tree, double *square);

/* Correlation of these heights with the distances; NaN below three items or where one
 * side does not vary. */
double dendrogram_correlation(const Dendrogram *tree, Grid distance);

/* Cuts into `groups` groups (1 to n), numbered from 0 in the order of their first item;
 * group has n places. */
void dendrogram_cut(const Dendrogram *tree, size_t groups, size_t *group);

#endif
