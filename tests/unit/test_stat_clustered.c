/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares in clusters: against R's lm on cluster residuals and against the plain formulas
 * where clusters are single measures. */
#include "base/base.h"

#include "check.h"
#include "stat/clustered.h"
#include "stat/contingency.h"

static ClusteredCount count_of(const double *y, const double *n, size_t clusters) {
    ClusteredCount count = {.clusters = (double)clusters};
    for (size_t i = 0; i < clusters; i++) {
        count.y += y[i];
        count.n += n[i];
        count.yy += y[i] * y[i];
        count.yn += y[i] * n[i];
        count.nn += n[i] * n[i];
    }
    return count;
}

/* k = 4: r = 10/40; e = 1.5, -1.5, 2.5, -2.5; sum of squares 17; 4/3 * 17 / 1600. */
static void variance_by_hand(void **state) {
    (void)state;
    const double y[] = {4, 1, 5, 0}, n[] = {10, 10, 10, 10};
    check_close(clustered_variance(count_of(y, n, 4)), 4.0 / 3 * 17 / 1600, 1e-12);
    /* Unequal clusters: r = 6/20, e = 2 - 1.2, 3 - 1.8, 1 - 3. */
    const double y3[] = {2, 3, 1}, n3[] = {4, 6, 10};
    check_close(clustered_variance(count_of(y3, n3, 3)), 1.5 * (0.64 + 1.44 + 4) / 400,
                1e-12);
    check_close(clustered_variance(count_of(y, n, 1)), NAN, 0);
    check_close(clustered_variance((ClusteredCount){0}), NAN, 0);
}

/* Clusters of one measure: n/(n-1) times the binomial variance, so the effect is that. */
static void single_measures(void **state) {
    (void)state;
    ClusteredCount a = {100, 40, 100, 40, 40, 100}, b = {100, 25, 100, 25, 25, 100};
    ClusteredDifference result = difference_clustered(a, b, 0.95);
    check_close(result.design_effect, 100.0 / 99, 1e-12);
    check_close(result.df, 198, 0);
    const double cells[] = {40, 60, 25, 75};
    double chi2 = contingency_test((Grid){cells, 2, 2}, CONTINGENCY_PEARSON).statistic;
    check_close(result.statistic, chi2 * 0.99, 1e-12);
    /* R: pf(5.12820512820513 * .99, 1, 198, lower.tail = FALSE) */
    check_close(result.p, 0.02534278, 1e-6);
    Interval plain = difference_newcombe((SharePair){40, 100, 25, 100}, 0.95);
    assert_true(result.interval.lower < plain.lower);
    check_close(result.interval.lower, plain.lower, 0.1);
    check_close(result.interval.upper, plain.upper, 0.01);
}

/* One plan of four has it all: with measures for units a sure thing, with plans not. */
static void one_plan_of_a_group(void **state) {
    (void)state;
    const double y[] = {40, 2, 3, 1}, n[] = {60, 60, 60, 60};
    const double y2[] = {5, 4, 6, 5, 7}, n2[] = {70, 70, 70, 70, 70};
    ClusteredDifference result =
        difference_clustered(count_of(y, n, 4), count_of(y2, n2, 5), 0.95);
    Interval plain = difference_newcombe((SharePair){46, 240, 27, 350}, 0.95);
    assert_true(plain.lower > 0);
    assert_true(result.design_effect > 10);
    assert_true(result.interval.lower < 0);
    assert_true(result.p > 0.05);
    check_close(result.df, 7, 0);
}

/* R: pf(20/(4*2.5), 4, 36, lower.tail = FALSE) */
static void larger_table(void **state) {
    (void)state;
    check_close(chi2_clustered_p(20, 4, 2.5, 9), 0.1153458596, 1e-9);
    check_close(chi2_clustered_p(20, 4, 0.5, 9), NAN, 0);
    check_close(chi2_clustered_p(20, 4, 1, 0), NAN, 0);
}

static void undefined(void **state) {
    (void)state;
    ClusteredCount one = {1, 5, 10, 25, 50, 100}, none = {2, 0, 20, 0, 0, 200};
    check_close(difference_clustered(one, one, 0.95).p, NAN, 0);
    check_close(difference_clustered(none, none, 0.95).interval.lower, NAN, 0);
    check_close(difference_clustered((ClusteredCount){0}, none, 0.95).p, NAN, 0);
    /* Nobody in one group: the single plan of the other tells no effect. */
    ClusteredDifference result = difference_clustered(one, none, 0.95);
    check_close(result.design_effect, 1, 0);
    check_close(result.df, 1, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(variance_by_hand),    cmocka_unit_test(single_measures),
        cmocka_unit_test(one_plan_of_a_group), cmocka_unit_test(larger_table),
        cmocka_unit_test(undefined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
