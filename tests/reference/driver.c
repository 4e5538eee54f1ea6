/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lends the statistics to R: reads a method's name and numbers a line, writes its answer
 * as numbers a line (17 digits). tests/reference/check.R asks it and R's own functions
 * the same. */
#include "base/base.h"

#include <errno.h>
#include <math.h>

#include "stat/agreement.h"
#include "stat/alpha.h"
#include "stat/cluster.h"
#include "stat/contingency.h"
#include "stat/distance.h"
#include "stat/interval.h"
#include "stat/multiple.h"
#include "stat/ordination.h"
#include "stat/trend.h"

/* Numbers of one line, taken one after another. */
typedef struct {
    const double *at;
    size_t left;
} Numbers;

static const double *take(Numbers *in, size_t n) {
    if (n > in->left)
        BUG("a line with too few numbers");
    const double *first = in->at;
    in->at += n;
    in->left -= n;
    return first;
}

static double take_one(Numbers *in) {
    return *take(in, 1);
}

static size_t take_size(Numbers *in) {
    return (size_t)take_one(in);
}

static void put(double x) {
    printf("%.17g ", x);
}

static void put_all(const double *x, size_t n) {
    for (size_t i = 0; i < n; i++)
        put(x[i]);
}

static void put_interval(Interval interval) {
    put(interval.lower);
    put(interval.upper);
}

static Grid take_grid(Numbers *in) {
    size_t rows = take_size(in), cols = take_size(in);
    return (Grid){take(in, rows * cols), rows, cols};
}

/* n, then the distances below the diagonal column after column, as R's dist has them. */
static Grid take_distances(Numbers *in, Arena *arena) {
    size_t n = take_size(in);
    double *square = ARENA_ARRAY(arena, double, n *n);
    for (size_t j = 0; j < n; j++) {
        for (size_t i = j + 1; i < n; i++)
            square[i * n + j] = square[j * n + i] = take_one(in);
    }
    return (Grid){square, n, n};
}

static void run_table(Numbers *in, Arena *arena) {
    Grid table = take_grid(in);
    TestResult pearson = contingency_test(table, CONTINGENCY_PEARSON);
    TestResult yates = contingency_test(table, CONTINGENCY_YATES);
    Association a = contingency_association(table);
    put(pearson.statistic);
    put(pearson.df);
    put(pearson.p);
    put(yates.statistic);
    put(contingency_test(table, CONTINGENCY_G2).statistic);
    put(a.cramer_v);
    put(a.cramer_v_corrected);
    double *residual = ARENA_ARRAY(arena, double, table.rows *table.cols);
    contingency_residuals(table, residual);
    put_all(residual, table.rows * table.cols);
}

static void run_fisher(Numbers *in, Arena *arena) {
    (void)arena;
    const double *x = take(in, 4);
    FisherResult f = fisher_exact((FourCells){x[0], x[1], x[2], x[3]}, 0.95);
    put(f.p);
    put(f.p_less);
    put(f.p_greater);
    put(f.odds_ratio);
    put_interval(f.interval);
}

static void run_adjust(Numbers *in, Arena *arena) {
    size_t n = take_size(in);
    const double *p = take(in, n);
    double *adjusted = ARENA_ARRAY(arena, double, n);
    for (int method = ADJUST_BENJAMINI_HOCHBERG; method <= ADJUST_BONFERRONI; method++) {
        p_adjust(method, p, n, adjusted);
        put_all(adjusted, n);
    }
}

static void run_share(Numbers *in, Arena *arena) {
    (void)arena;
    double hits = take_one(in), n = take_one(in), level = take_one(in);
    put_interval(share_wilson(hits, n, level));
    put_interval(share_wilson_corrected(hits, n, level));
    put_interval(share_exact(hits, n, level));
}

static void run_cluster(Numbers *in, Arena *arena) {
    Linkage linkage = (Linkage)take_one(in);
    Grid distance = take_distances(in, arena);
    Dendrogram tree;
    Err err = {0};
    if (!dendrogram_build(arena, distance, linkage, &tree, &err))
        BUG("%s", err.text);
    for (size_t s = 0; s + 1 < tree.n; s++) {
        put((double)tree.step[s].first);
        put((double)tree.step[s].second);
        put(tree.step[s].height);
    }
    for (size_t i = 0; i < tree.n; i++)
        put((double)tree.order[i] + 1);
    size_t *group = ARENA_ARRAY(arena, size_t, tree.n);
    dendrogram_cut(&tree, 3, group);
    for (size_t i = 0; i < tree.n; i++)
        put((double)group[i] + 1);
    put(dendrogram_correlation(&tree, distance));
}

static void run_scaling(Numbers *in, Arena *arena) {
    Grid distance = take_distances(in, arena);
    Scaling map;
    Err err = {0};
    if (!scaling_classical(arena, distance, 2, &map, &err))
        BUG("%s", err.text);
    put(map.fit_absolute);
    put(map.fit_positive);
    put_all(map.eigenvalue, map.n);
    put_all(map.point, map.n * map.axes);
}

static void run_correspondence(Numbers *in, Arena *arena) {
    Grid table = take_grid(in);
    Correspondence ca;
    Err err = {0};
    if (!correspondence_analysis(arena, table, &ca, &err))
        BUG("%s", err.text);
    put(ca.inertia);
    put_all(ca.singular, ca.axes);
    put_all(ca.rows.principal, table.rows * ca.axes);
    put_all(ca.cols.principal, table.cols * ca.axes);
}

static void run_trend(Numbers *in, Arena *arena) {
    (void)arena;
    size_t n = take_size(in);
    const double *hits = take(in, n), *size = take(in, n);
    CochranArmitage t = trend_shares(hits, size, NULL, n);
    put(t.chi2);
    put(t.p);
}

static void run_ranks(Numbers *in, Arena *arena) {
    (void)arena;
    size_t n = take_size(in);
    const double *x = take(in, n), *y = take(in, n);
    KendallTau kendall = kendall_tau(x, y, n);
    put(correlation_spearman(x, y, n));
    put(kendall.tau);
    put(kendall.z);
    put(kendall.p);
}

static void run_mantel(Numbers *in, Arena *arena) {
    size_t n = take_size(in);
    FourCells *strata = ARENA_ARRAY(arena, FourCells, n);
    for (size_t i = 0; i < n; i++) {
        const double *x = take(in, 4);
        strata[i] = (FourCells){x[0], x[1], x[2], x[3]};
    }
    MantelHaenszel m = mantel_haenszel(strata, n, true, 0.95);
    put(m.statistic);
    put(m.p);
    put(m.odds_ratio);
    put_interval(m.interval);
}

static const struct {
    const char *name;
    void (*run)(Numbers *in, Arena *arena);
} METHODS[] = {
    {"table", run_table},
    {"fisher", run_fisher},
    {"adjust", run_adjust},
    {"share", run_share},
    {"cluster", run_cluster},
    {"scaling", run_scaling},
    {"correspondence", run_correspondence},
    {"trend", run_trend},
    {"ranks", run_ranks},
    {"mantel", run_mantel},
};

static void answer(const char *line) {
    Arena arena = {0};
    const char *space = strchr(line, ' ');
    if (!space)
        BUG("a line without numbers: %s", line);
    VEC(double) numbers = {0};
    char *end = NULL;
    for (const char *at = space;; at = end) {
        errno = 0;
        double x = strtod(at, &end);
        if (end == at || errno)
            break;
        vec_push(&numbers, x);
    }
    for (size_t i = 0; i < sizeof METHODS / sizeof *METHODS; i++) {
        Numbers in = {numbers.at, numbers.n};
        size_t length = (size_t)(space - line);
        if (strlen(METHODS[i].name) == length &&
            memcmp(line, METHODS[i].name, length) == 0)
            METHODS[i].run(&in, &arena);
    }
    putchar('\n');
    vec_release(&numbers);
    arena_release(&arena);
}

int main(void) {
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0)
        answer(line);
    free(line);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 3;
}
