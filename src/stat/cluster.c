/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: which plans are alike, as a tree. It must not know plans.
 *
 * 1. Each step joins the nearest two clusters; among equals the one whose first item
 *    comes first, then the first partner (R's hclust).
 * 2. Distances to a new cluster by Lance & Williams 1967: single min, complete max,
 *    average weighed by size, Ward on squared distances with the root as height (Ward.D2:
 *    Murtagh & Legendre 2014).
 * 3. A cluster is known by its first item. Each item keeps its nearest later neighbour,
 *    looked for again only where that neighbour changed: about n^2 work.
 * 4. Order of children: items before steps, then the smaller number. */
#include "base/base.h"
#include "stat/cluster.h"
#include "stat/grid_p.h"

#include <gsl/gsl_statistics.h>
#include <math.h>

/* The state between two steps; distances above the diagonal, row after row. */
typedef struct {
    size_t n;
    double *distance;
    double *size;
    bool *alive;
    size_t *nearest; /* the nearest later living cluster */
    double *gap;     /* and how far it is */
} Forest;

static size_t pair_index(size_t n, size_t i, size_t j) {
    return i < j ? i * (2 * n - i - 1) / 2 + j - i - 1
                 : j * (2 * n - j - 1) / 2 + i - j - 1;
}

static double join_single(double to_first, double to_second, double between,
                          const double *size) {
    (void)between;
    (void)size;
    return fmin(to_first, to_second);
}

static double join_complete(double to_first, double to_second, double between,
                            const double *size) {
    (void)between;
    (void)size;
    return fmax(to_first, to_second);
}

static double join_average(double to_first, double to_second, double between,
                           const double *size) {
    (void)between;
    return (size[0] * to_first + size[1] * to_second) / (size[0] + size[1]);
}

static double join_ward(double to_first, double to_second, double between,
                        const double *size) {
    return ((size[0] + size[2]) * to_first + (size[1] + size[2]) * to_second -
            size[2] * between) /
           (size[0] + size[1] + size[2]);
}

/* size: of the first, the second, and the other cluster. */
typedef struct {
    double (*join)(double to_first, double to_second, double between, const double *size);
    bool squared;
} LinkageRule;

static const LinkageRule LINKAGE_RULES[] = {
    [LINKAGE_AVERAGE] = {join_average, false},
    [LINKAGE_WARD_D2] = {join_ward, true},
    [LINKAGE_COMPLETE] = {join_complete, false},
    [LINKAGE_SINGLE] = {join_single, false},
};

static void forest_find_nearest(Forest *f, size_t i) {
    f->gap[i] = INFINITY;
    f->nearest[i] = i;
    const double *row = f->distance + pair_index(f->n, i, i + 1) - (i + 1);
    for (size_t j = i + 1; j < f->n; j++) {
        if (f->alive[j] && row[j] < f->gap[i]) {
            f->gap[i] = row[j];
            f->nearest[i] = j;
        }
    }
}

static Forest forest_new(Arena *arena, Grid distance, const LinkageRule *rule) {
    size_t n = distance.rows;
    Forest f = {n,
                ARENA_ARRAY(arena, double, n *(n - 1) / 2 + 1),
                ARENA_ARRAY(arena, double, n),
                ARENA_ARRAY(arena, bool, n),
                ARENA_ARRAY(arena, size_t, n),
                ARENA_ARRAY(arena, double, n)};
    for (size_t i = 0; i < n; i++) {
        f.alive[i] = true;
        f.size[i] = 1;
        for (size_t j = i + 1; j < n; j++) {
            double d = grid_at(distance, i, j);
            f.distance[pair_index(n, i, j)] = rule->squared ? d * d : d;
        }
    }
    for (size_t i = 0; i + 1 < n; i++)
        forest_find_nearest(&f, i);
    return f;
}

static size_t forest_closest(const Forest *f) {
    size_t closest = 0;
    double least = INFINITY;
    for (size_t i = 0; i + 1 < f->n; i++) {
        if (f->alive[i] && f->gap[i] < least) {
            least = f->gap[i];
            closest = i;
        }
    }
    return closest;
}

/* Takes `second` into `first`, which comes before it, and mends the neighbours. */
static void forest_join(Forest *f, size_t first, size_t second, const LinkageRule *rule) {
    double between = f->distance[pair_index(f->n, first, second)];
    f->alive[second] = false;
    for (size_t k = 0; k < f->n; k++) {
        if (!f->alive[k] || k == first)
            continue;
        double size[] = {f->size[first], f->size[second], f->size[k]};
        double *to_first = &f->distance[pair_index(f->n, first, k)];
        *to_first = rule->join(*to_first, f->distance[pair_index(f->n, second, k)],
                               between, size);
        if (k < first && *to_first < f->gap[k]) {
            f->gap[k] = *to_first;
            f->nearest[k] = first;
        }
    }
    f->size[first] += f->size[second];
    for (size_t k = 0; k + 1 < f->n; k++) {
        if (f->alive[k] &&
            (k == first || f->nearest[k] == first || f->nearest[k] == second))
            forest_find_nearest(f, k);
    }
}

static bool merge_is_reversed(const Merge *step) {
    if (step->first > 0 && step->second < 0)
        return true;
    return step->first > 0 && step->second > 0 && step->first > step->second;
}

/* Left to right from the last step down. */
static void dendrogram_order(Arena *arena, Dendrogram *tree) {
    ptrdiff_t *stack = ARENA_ARRAY(arena, ptrdiff_t, tree->n + 1);
    size_t depth = 0, placed = 0;
    stack[depth++] = tree->n > 1 ? (ptrdiff_t)tree->n - 1 : -1;
    while (tree->n > 0 && depth > 0) {
        ptrdiff_t node = stack[--depth];
        if (node < 0) {
            tree->order[placed++] = (size_t)(-node - 1);
            continue;
        }
        stack[depth++] = tree->step[node - 1].second;
        stack[depth++] = tree->step[node - 1].first;
    }
}

bool dendrogram_build(Arena *keep, Grid distance, Linkage linkage, Dendrogram *tree,
                      Err *err) {
    if (!grid_check_distances(distance, err))
        return false;
    size_t n = distance.rows;
    *tree = (Dendrogram){n, ARENA_ARRAY(keep, Merge, n), ARENA_ARRAY(keep, size_t, n)};
    if (n == 0)
        return true;
    Arena scratch = {0};
    const LinkageRule *rule = &LINKAGE_RULES[linkage];
    Forest f = forest_new(&scratch, distance, rule);
    ptrdiff_t *made = ARENA_ARRAY(&scratch, ptrdiff_t, n); /* the step or item a cluster
                                                              is */
    for (size_t i = 0; i < n; i++)
        made[i] = -(ptrdiff_t)i - 1;
    for (size_t step = 0; step + 1 < n; step++) {
        size_t first = forest_closest(&f), second = f.nearest[first];
        Merge merge = {made[first], made[second], f.gap[first]};
        if (rule->squared)
            merge.height = sqrt(merge.height);
        if (merge_is_reversed(&merge))
            merge = (Merge){merge.second, merge.first, merge.height};
        tree->step[step] = merge;
        made[first] = (ptrdiff_t)step + 1;
        forest_join(&f, first, second, rule);
    }
    dendrogram_order(&scratch, tree);
    arena_release(&scratch);
    return true;
}

/* How many items hang below a child. */
static size_t child_size(const size_t *size, ptrdiff_t child) {
    return child < 0 ? 1 : size[child - 1];
}

void dendrogram_cophenetic(const Dendrogram *tree, double *square) {
    Arena scratch = {0};
    size_t n = tree->n;
    size_t *size = ARENA_ARRAY(&scratch, size_t, n);
    size_t *left = ARENA_ARRAY(&scratch, size_t, n); /* where a step's items begin in the
                                                        order */
    for (size_t s = 0; s + 1 < n; s++)
        size[s] = child_size(size, tree->step[s].first) +
                  child_size(size, tree->step[s].second);
    memset(square, 0, n * n * sizeof *square);
    for (size_t s = n > 0 ? n - 1 : 0; s-- > 0;) {
        Merge merge = tree->step[s];
        size_t middle = left[s] + child_size(size, merge.first);
        if (merge.first > 0)
            left[merge.first - 1] = left[s];
        if (merge.second > 0)
            left[merge.second - 1] = middle;
        for (size_t i = left[s]; i < middle; i++) {
            for (size_t j = middle; j < left[s] + size[s]; j++) {
                size_t a = tree->order[i], b = tree->order[j];
                square[a * n + b] = square[b * n + a] = merge.height;
            }
        }
    }
    arena_release(&scratch);
}

double dendrogram_correlation(const Dendrogram *tree, Grid distance) {
    Arena scratch = {0};
    size_t n = tree->n, pairs = 0;
    double *square = ARENA_ARRAY(&scratch, double, n *n);
    double *x = ARENA_ARRAY(&scratch, double, n *n / 2 + 1);
    double *y = ARENA_ARRAY(&scratch, double, n *n / 2 + 1);
    dendrogram_cophenetic(tree, square);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            x[pairs] = grid_at(distance, i, j);
            y[pairs++] = square[i * n + j];
        }
    }
    double r = NAN;
    if (pairs > 1) {
        double spread = gsl_stats_variance(x, 1, pairs) * gsl_stats_variance(y, 1, pairs);
        r = spread > 0 ? gsl_stats_correlation(x, 1, y, 1, pairs) : NAN;
    }
    arena_release(&scratch);
    return r;
}

void dendrogram_cut(const Dendrogram *tree, size_t groups, size_t *group) {
    Arena scratch = {0};
    size_t n = tree->n;
    if (n == 0)
        return;
    if (groups < 1 || groups > n)
        BUG("%zu groups of %zu items", groups, n);
    /* Each item follows the steps taken to the last cluster it is in. */
    size_t *parent = ARENA_ARRAY(&scratch, size_t, 2 * n); /* items, then steps; 0 for
                                                              none */
    for (size_t s = 0; s < n - groups; s++) {
        ptrdiff_t child[] = {tree->step[s].first, tree->step[s].second};
        for (size_t c = 0; c < 2; c++) {
            size_t at = child[c] < 0 ? (size_t)(-child[c] - 1) : n + (size_t)child[c] - 1;
            parent[at] = n + s;
        }
    }
    size_t *number = ARENA_ARRAY(&scratch, size_t, 2 * n), next = 0; /* group + 1 of a
                                                                        cluster */
    for (size_t i = 0; i < n; i++) {
        size_t top = i;
        while (parent[top] != 0)
            top = parent[top];
        if (number[top] == 0)
            number[top] = ++next;
        group[i] = number[top] - 1;
    }
    arena_release(&scratch);
}
