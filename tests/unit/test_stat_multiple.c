/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adjusted p values: Benjamini & Hochberg's own example, multtest's, ties, gaps. R:
 * p.adjust(p, method). */
#include "base/base.h"

#include "check.h"
#include "stat/multiple.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const double BH95[15] = {.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344,
                                .0459, .3240, .4262, .5719, .6528, .7590, 1.0};
static const double MULTTEST[10] = {.001, .002, .003, .004, .005,
                                    .05,  .06,  .07,  .08,  .09};
static const double TIES[5] = {.01, .02, .03, .04, .05};
static const double TOY[5] = {.1377011879, .4282290685, 3.162661143e-4, .3875174524,
                              1.364713768e-5};

static void published(void **state) {
    (void)state;
    static const struct {
        const double *p;
        size_t n;
        Adjustment method;
        double expected[15];
        double tolerance;
    } rows[] = {
        {BH95,
         15,
         ADJUST_BENJAMINI_HOCHBERG,
         {.0015, .003, .0095, .035625, .0603, .0638571428571, .0638571428571, .0645,
          .0765, .486, .581181818182, .714875, .753230769231, .813214285714, 1},
         1e-9},
        {BH95,
         15,
         ADJUST_HOLM,
         {.0015, .0056, .0247, .114, .2211, .278, .278, .278, .3213, 1, 1, 1, 1, 1, 1},
         1e-9},
        {BH95,
         15,
         ADJUST_BENJAMINI_YEKUTIELI,
         {.00497734348984, .00995468697969, .0315231754357, .118211907884, .200089208292,
          .211892622853, .211892622853, .214025770063, .253844517983, 1, 1, 1, 1, 1, 1},
         1e-9},
        {MULTTEST,
         10,
         ADJUST_BONFERRONI,
         {.01, .02, .03, .04, .05, .5, .6, .7, .8, .9},
         1e-12},
        {MULTTEST,
         10,
         ADJUST_HOLM,
         {.01, .018, .024, .028, .03, .25, .25, .25, .25, .25},
         1e-12},
        {MULTTEST,
         10,
         ADJUST_HOCHBERG,
         {.01, .018, .024, .028, .03, .09, .09, .09, .09, .09},
         1e-12},
        {TIES, 5, ADJUST_BENJAMINI_HOCHBERG, {.05, .05, .05, .05, .05}, 1e-12},
        {TIES, 5, ADJUST_HOLM, {.05, .08, .09, .09, .09}, 1e-12},
        {TIES, 5, ADJUST_NONE, {.01, .02, .03, .04, .05}, 0},
        {TOY,
         5,
         ADJUST_BENJAMINI_HOCHBERG,
         {.2295019798, .4282290685, 7.906652859e-4, .4282290685, 6.823568841e-5},
         1e-9},
        {TOY,
         5,
         ADJUST_HOLM,
         {.4131035636, .7750349049, .0012650644574, .7750349049, 6.823568841e-5},
         1e-9},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        double actual[15];
        p_adjust(rows[i].method, rows[i].p, rows[i].n, actual);
        for (size_t k = 0; k < rows[i].n; k++)
            check_close(actual[k], rows[i].expected[k], rows[i].tolerance);
    }
}

/* At .05 Benjamini & Hochberg 1995 reject 4, Bonferroni and Holm 3. */
static void rejections(void **state) {
    (void)state;
    static const struct {
        Adjustment method;
        size_t expected;
    } rows[] = {{ADJUST_BENJAMINI_HOCHBERG, 4}, {ADJUST_BONFERRONI, 3}, {ADJUST_HOLM, 3}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        double actual[15];
        p_adjust(rows[i].method, BH95, 15, actual);
        size_t n = 0;
        for (size_t k = 0; k < 15; k++)
            n += actual[k] <= 0.05;
        assert_int_equal(n, rows[i].expected);
    }
}

/* NaN is no test: the others are adjusted as if it were not there. Order does not matter;
 * in place works. */
static void gaps_order_place(void **state) {
    (void)state;
    static const double gaps[] = {.05, NAN, .01, .03, NAN, .02, .04};
    static const double holm[] = {.09, NAN, .05, .09, NAN, .08, .09};
    double actual[COUNT(gaps)];
    memcpy(actual, gaps, sizeof gaps);
    p_adjust(ADJUST_HOLM, actual, COUNT(gaps), actual);
    for (size_t i = 0; i < COUNT(gaps); i++)
        check_close(actual[i], holm[i], 1e-12);
    double none[] = {NAN, NAN};
    p_adjust(ADJUST_BENJAMINI_YEKUTIELI, none, 2, none);
    assert_true(isnan(none[0]) && isnan(none[1]));
    p_adjust(ADJUST_HOLM, NULL, 0, NULL);
    double one[] = {.2};
    for (Adjustment method = ADJUST_NONE; method <= ADJUST_BONFERRONI; method++) {
        p_adjust(method, one, 1, one);
        check_close(one[0], .2, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published),
        cmocka_unit_test(rejections),
        cmocka_unit_test(gaps_order_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
