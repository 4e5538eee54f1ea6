/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distances against scipy's documentation and R 4.2.2. Rule numbers are those of
 * src/stat/distance.c. */
#include "base/base.h"

#include "check.h"
#include "stat/distance.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const double EXACT = 1e-9;

/* scipy.spatial.distance.jensenshannon: (1,0,0) and (0,1,0) base 2; (1,0) and (.5,.5)
 * base e. */
static void jensen_shannon(void **state) {
    (void)state;
    static const double first[] = {1, 0, 0}, second[] = {0, 1, 0};
    check_close(distance_js(first, second, 3, LOG_BITS), 1, 1e-15);
    static const double sure[] = {1, 0}, even[] = {.5, .5};
    check_close(distance_js(sure, even, 2, LOG_NATS), 0.46450140402245893, 1e-14);
    check_close(divergence_js(sure, even, 2, LOG_NATS), .215761554339, EXACT);
    check_close(divergence_js(sure, even, 2, LOG_BITS), .311278124459, EXACT);
    check_close(divergence_js(even, even, 2, LOG_BITS), 0, 0);
    static const double p[] = {.1, .4, .5}, q[] = {.8, .15, .05};
    check_close(divergence_js(p, q, 3, LOG_BITS), .420200570376, EXACT);
    check_close(distance_js(p, q, 3, LOG_BITS), .648228794776, EXACT);
    static const double toy_a[] = {40, 25, 10, 5, 20}, toy_b[] = {30, 30, 30, 8, 2};
    check_close(divergence_js(toy_a, toy_b, 5, LOG_BITS), .1087311715, EXACT);
    check_close(distance_js(toy_a, toy_b, 5, LOG_BITS), .3297441, 1e-7);
    check_close(distance_duncan(toy_a, toy_b, 5), .28, 1e-12);
}

static void kullback_leibler(void **state) {
    (void)state;
    static const double p[] = {.36, .48, .16}, uniform[] = {1, 1, 1};
    check_close(divergence_kl(p, uniform, 3, LOG_NATS), .0852996013184, EXACT);
    check_close(divergence_kl(uniform, p, 3, LOG_NATS), .0974550067854, EXACT);
    check_close(divergence_js(p, uniform, 3, LOG_BITS), .032402729261, EXACT);
    check_close(distance_js(p, uniform, 3, LOG_BITS), .180007581121, EXACT);
    static const double half[] = {1, 0}, even[] = {.5, .5};
    check_close(divergence_kl(half, even, 2, LOG_BITS), 1, 1e-15);
    check_close(divergence_kl(even, half, 2, LOG_BITS), INFINITY, 0);
}

/* R, on counts (12, 0, 3, 5) and (6, 2, 0, 5). */
static void counts(void **state) {
    (void)state;
    static const double a[] = {12, 0, 3, 5}, b[] = {6, 2, 0, 5};
    static const struct {
        double (*measure)(const double *a, const double *b, size_t n);
        double expected;
    } rows[] = {
        {similarity_cosine, .9017892519},
        {similarity_jaccard, .5},
        {similarity_dice, .6666666667},
        {similarity_ruzicka, .5},
        {distance_bray_curtis, .3333333333},
        {distance_hellinger, .4045718131},
        {distance_duncan, .2884615385},
        {correlation_spearman, .8},
        {distance_euclid, 7},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        check_close(rows[i].measure(a, b, 4), rows[i].expected, EXACT);
        check_close(rows[i].measure(b, a, 4), rows[i].expected, EXACT);
    }
}

/* R: cor(x, y, method = "spearman") with ties on both sides. */
static void spearman_ties(void **state) {
    (void)state;
    static const double a[] = {1, 2, 2, 4, 5, 5, 7}, b[] = {3, 3, 1, 6, 6, 8, 9};
    check_close(correlation_spearman(a, b, 7), 0.888888888888889, 1e-14);
}

/* Nothing to norm, nothing to compare, negative, NaN: NaN, or what the rule gives. */
static void undefined(void **state) {
    (void)state;
    double (*const all[])(const double *, const double *, size_t) = {
        similarity_cosine,    similarity_jaccard, similarity_dice, similarity_ruzicka,
        distance_bray_curtis, distance_hellinger, distance_duncan, correlation_spearman};
    static const double zero[] = {0, 0, 0}, nan_value[] = {1, NAN, 2}, some[] = {1, 2, 3};
    static const double negative[] = {1, -1, 2};
    for (size_t i = 0; i < COUNT(all); i++) {
        assert_true(isnan(all[i](zero, zero, 3)));
        assert_true(isnan(all[i](nan_value, some, 3)));
        assert_true(isnan(all[i](some, nan_value, 3)));
        assert_true(isnan(all[i](NULL, NULL, 0)));
        if (all[i] != correlation_spearman)
            assert_true(isnan(all[i](negative, some, 3)));
    }
    assert_true(isnan(distance_js(zero, some, 3, LOG_BITS)));
    assert_true(isnan(distance_hellinger(zero, some, 3)));
    assert_true(isnan(divergence_kl(some, negative, 3, LOG_NATS)));
    check_close(similarity_jaccard(zero, some, 3), 0, 0);
    check_close(distance_bray_curtis(zero, some, 3), 1, 0);
    /* Very large and very small numbers. */
    static const double large[] = {1e200, 2e200, 0}, tiny[] = {1e-200, 2e-200, 0};
    check_close(similarity_cosine(large, tiny, 3), 1, 1e-12);
    check_close(distance_js(large, tiny, 3, LOG_BITS), 0, 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jensen_shannon), cmocka_unit_test(kullback_leibler),
        cmocka_unit_test(counts),         cmocka_unit_test(spearman_ties),
        cmocka_unit_test(undefined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
