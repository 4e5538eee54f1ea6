/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of counts against published values and R 4.2.2. Rule numbers are those of
 * src/stat/contingency.c. */
#include "base/base.h"

#include "check.h"
#include "stat/contingency.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))
#define GRID(cells, cols) ((Grid){(cells), COUNT(cells) / (cols), (cols)})

static const double EXACT = 1e-9;

static const double SMOKE[] = {4,  2, 3,  2,  4,  3,  7,  4, 25, 10,
                               12, 4, 18, 24, 33, 13, 10, 6, 7,  2};
static const double HAIR_EYE[] = {68, 20, 15, 5,  119, 84, 54, 29,
                                  26, 17, 14, 14, 7,   94, 10, 16};
static const double ASSOCIATION[] = {100, 150, 203, 322, 420, 700, 320, 210};
static const double BERKELEY[] = {1198, 557, 1493, 1278};
static const double TWO_DOCUMENTS[] = {7, 3, 2, 7};
static const double PEDERSEN[] = {1, 3, 3, 1};
static const double TOY[] = {40, 25, 10, 5, 20, 30, 30, 30, 8, 2};
static const double YATES_TRAP[] = {3, 14, 2, 10};

/* R: chisq.test(x, correct = FALSE); G2 and Williams from quanteda's test file. */
static void statistics(void **state) {
    (void)state;
    const struct {
        Grid table;
        ContingencyStatistic which;
        double statistic, df, p, tolerance;
    } rows[] = {
        {GRID(SMOKE, 4), CONTINGENCY_PEARSON, 16.4416430722, 12, 0.171834778696, 1e-11},
        {GRID(HAIR_EYE, 4), CONTINGENCY_PEARSON, 138.289841626, 9, 2.3252867871e-25,
         EXACT},
        {GRID(ASSOCIATION, 2), CONTINGENCY_PEARSON, 84.0560687186, 3, NAN, EXACT},
        {GRID(BERKELEY, 2), CONTINGENCY_PEARSON, 92.2052804115, 1, NAN, EXACT},
        {GRID(TWO_DOCUMENTS, 2), CONTINGENCY_PEARSON, 4.33716049383, 1, NAN, EXACT},
        {GRID(TWO_DOCUMENTS, 2), CONTINGENCY_YATES, 2.6324382716, 1, NAN, EXACT},
        {GRID(TWO_DOCUMENTS, 2), CONTINGENCY_G2, 4.53493933226, 1, NAN, EXACT},
        {GRID(TWO_DOCUMENTS, 2), CONTINGENCY_G2_WILLIAMS, 4.20083341215, 1, NAN, EXACT},
        {GRID(PEDERSEN, 2), CONTINGENCY_YATES, 0.5, 1, 0.479500122186953, EXACT},
        {GRID(YATES_TRAP, 2), CONTINGENCY_YATES_LITERAL, 0.1851001, 1, NAN, 3e-7},
        {GRID(TOY, 5), CONTINGENCY_PEARSON, 27.3026973, 4, 1.726522384e-05, 2e-9},
        {GRID(TOY, 5), CONTINGENCY_G2, 30.14668198, 4, NAN, EXACT},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        TestResult actual = contingency_test(rows[i].table, rows[i].which);
        check_close(actual.statistic, rows[i].statistic, rows[i].tolerance);
        check_close(actual.df, rows[i].df, 0);
        if (!isnan(rows[i].p))
            check_close(actual.p, rows[i].p, 1e-9);
    }
    /* R caps Yates at |O - E|, so its answer here is rounding: 1.626e-31. */
    assert_true(contingency_test(GRID(YATES_TRAP, 2), CONTINGENCY_YATES).statistic <
                1e-28);
}

/* scipy stats/contingency.py documents the third table to 16 digits. */
static void association(void **state) {
    (void)state;
    check_close(contingency_association(GRID(SMOKE, 4)).cramer_v, 0.168512967333, EXACT);
    Association hair = contingency_association(GRID(HAIR_EYE, 4));
    check_close(hair.cramer_v, 0.279044623343, EXACT);
    check_close(hair.cramer_v_corrected, 0.270483152912, EXACT);
    Association scipy = contingency_association(GRID(ASSOCIATION, 2));
    check_close(scipy.cramer_v, 0.18617813077483678, 1e-14);
    check_close(scipy.tschuprow_t, 0.14146478765062995, 1e-14);
    check_close(scipy.contingency_c, 0.18303298140595667, 1e-14);
    check_close(contingency_association(GRID(BERKELEY, 2)).phi, 0.142731760206, EXACT);
    check_close(contingency_association(GRID(TOY, 5)).cramer_v, .3694773153, EXACT);
}

static void residuals(void **state) {
    (void)state;
    double actual[16];
    contingency_residuals(GRID(HAIR_EYE, 4), actual);
    check_close(actual[0], 6.136519694577, EXACT);   /* black, brown */
    check_close(actual[13], 9.967550121154, EXACT);  /* blond, blue */
    check_close(actual[12], -8.328248328851, EXACT); /* blond, brown */
    static const double toy[] = {1.482498633, -.7918075825, -3.535533906, -.8604859293,
                                 4.067861532};
    contingency_residuals(GRID(TOY, 5), actual);
    for (size_t i = 0; i < COUNT(toy); i++) {
        check_close(actual[i], toy[i], EXACT);
        check_close(actual[5 + i], -toy[i], EXACT);
    }
    double expected[4];
    contingency_expected(GRID(TWO_DOCUMENTS, 2), expected);
    check_close(expected[0], 90.0 / 19, 1e-15);
    check_close(contingency_least_expected(GRID(TWO_DOCUMENTS, 2)), 81.0 / 19, 1e-15);
}

/* Rule 12. p from R: fisher.test(matrix(c(7, 2, 3, 7), 2)), whose uniroot stops at 1e-4
 * for the odds ratio (7.16628197382 and (0.7520078713, 113.4668907)); the digits here are
 * R's uniroot(tol = 1e-15) on the same equations. Pedersen 1996, p. 10. */
static void fisher(void **state) {
    (void)state;
    FisherResult two = fisher_exact((FourCells){7, 3, 2, 7}, 0.95);
    check_close(two.odds_ratio, 7.16628197382, 1e-5);
    check_close(two.odds_ratio, 7.16630630355789, EXACT);
    check_close(two.interval.lower, 0.752014673321611, EXACT);
    check_close(two.interval.upper, 113.444371235171, EXACT);
    check_close(two.p, 0.0697785186949, EXACT);
    FisherResult pedersen = fisher_exact((FourCells){1, 3, 3, 1}, 0.95);
    check_close(pedersen.p, 34.0 / 70, 1e-14); /* .486, .243, .986 */
    check_close(pedersen.p_less, 17.0 / 70, 1e-14);
    check_close(pedersen.p_greater, 69.0 / 70, 1e-14);
    /* Both ends of the support: 1/C(8,4) of all tables. */
    FisherResult end = fisher_exact((FourCells){4, 0, 0, 4}, 0.95);
    check_close(end.p_greater, 1.0 / 70, 1e-14);
    assert_true(isinf(end.odds_ratio) && isinf(end.interval.upper) &&
                end.interval.lower > 1);
    end = fisher_exact((FourCells){0, 4, 4, 0}, 0.95);
    assert_true(end.odds_ratio == 0 && end.interval.lower == 0 && end.interval.upper < 1);
    /* A large table still ends soon. */
    FisherResult large = fisher_exact((FourCells){50300, 49700, 49800, 50200}, 0.95);
    check_close(large.p, 0.0256413681135, EXACT);
}

/* Rule 13. R: mantelhaen.test(UCBAdmissions). */
static void berkeley(void **state) {
    (void)state;
    static const FourCells departments[] = {{512, 89, 313, 19},   {353, 17, 207, 8},
                                            {120, 202, 205, 391}, {138, 131, 279, 244},
                                            {53, 94, 138, 299},   {22, 24, 351, 317}};
    MantelHaenszel m = mantel_haenszel(departments, COUNT(departments), true, 0.95);
    check_close(m.statistic, 1.426946229, EXACT);
    check_close(m.p, 0.232263463, 2e-9);
    check_close(m.odds_ratio, 0.904696828259, EXACT);
    check_close(m.interval.lower, 0.771907361759, EXACT);
    check_close(m.interval.upper, 1.060329764437, EXACT);
    /* R takes no correction where the sum is below a half: mantelhaen.test of the same.
     */
    static const FourCells even[] = {
        {25, 28, 21, 22}, {18, 20, 15, 20}, {23, 22, 21, 18}};
    check_close(mantel_haenszel(even, 3, true, 0.95).statistic, 0.00133392040419, EXACT);
    /* Together they say the opposite (Simpson): 1.84. */
    check_close(fisher_exact((FourCells){1198, 557, 1493, 1278}, 0.95).odds_ratio, 1.84,
                0.005);
    assert_true(isnan(mantel_haenszel(departments, 0, true, 0.95).p));
    assert_true(
        isnan(mantel_haenszel((const FourCells[]){{1, 0, 0, 0}}, 1, true, 0.95).p));
}

static void critical_values(void **state) {
    (void)state;
    check_close(chi2_critical(0.05, 1), 3.841458821, EXACT);
    check_close(chi2_critical(0.01, 1), 6.634896601, EXACT);
    check_close(chi2_critical(0.001, 1), 10.82756617, EXACT);
    check_close(chi2_p(3.841458820694124, 1), 0.05, 1e-12);
    assert_true(isnan(chi2_p(NAN, 1)) && isnan(chi2_p(1, 0)) && chi2_p(0, 1) == 1);
    assert_true(isnan(chi2_critical(0, 1)) && isnan(chi2_critical(0.5, NAN)));
}

/* A zero row or column is as if it were not there. */
static void zero_margins(void **state) {
    (void)state;
    static const double with_zeros[] = {7, 0, 3, 0, 0, 0, 2, 0, 7};
    for (ContingencyStatistic which = CONTINGENCY_PEARSON;
         which <= CONTINGENCY_G2_WILLIAMS; which++) {
        TestResult plain = contingency_test(GRID(TWO_DOCUMENTS, 2), which);
        TestResult padded = contingency_test(GRID(with_zeros, 3), which);
        check_close(padded.statistic, plain.statistic, 1e-14);
        check_close(padded.df, 1, 0);
    }
    check_close(contingency_association(GRID(with_zeros, 3)).cramer_v_corrected,
                contingency_association(GRID(TWO_DOCUMENTS, 2)).cramer_v_corrected,
                1e-14);
    double actual[9];
    contingency_residuals(GRID(with_zeros, 3), actual);
    assert_true(isnan(actual[1]) && isnan(actual[4]) && !isnan(actual[0]));
    contingency_expected(GRID(with_zeros, 3), actual);
    assert_true(isnan(actual[1]));
    check_close(actual[0], 90.0 / 19, 1e-14);
    check_close(contingency_least_expected(GRID(with_zeros, 3)), 81.0 / 19, 1e-14);
}

static void undefined(void **state) {
    (void)state;
    static const double zeros[] = {0, 0, 0, 0}, one_row[] = {1, 2, 0, 0},
                        one_col[] = {1, 0, 2, 0}, negative[] = {1, 2, -1, 4},
                        nan_cell[] = {1, 2, NAN, 4}, infinite[] = {1, 2, INFINITY, 4};
    const double *const bad[] = {zeros, one_row, one_col, negative, nan_cell, infinite};
    for (size_t i = 0; i < COUNT(bad); i++) {
        Grid table = {bad[i], 2, 2};
        double actual[4];
        assert_true(isnan(contingency_test(table, CONTINGENCY_G2_WILLIAMS).p));
        assert_true(isnan(contingency_association(table).cramer_v));
        assert_true(isnan(contingency_least_expected(table)));
        contingency_residuals(table, actual);
        assert_true(isnan(actual[0]) && isnan(actual[3]));
    }
    assert_true(isnan(contingency_test((Grid){NULL, 0, 0}, CONTINGENCY_PEARSON).p));
    assert_true(isnan(contingency_test((Grid){zeros, 1, 4}, CONTINGENCY_PEARSON).p));
    /* One observation: no bias correction, no fault. */
    static const double tiny[] = {0.5, 0, 0, 0.5};
    assert_true(isnan(contingency_association(GRID(tiny, 2)).cramer_v_corrected));
    assert_true(isnan(fisher_exact((FourCells){0, 0, 0, 0}, 0.95).p));
    assert_true(isnan(fisher_exact((FourCells){1.5, 1, 1, 1}, 0.95).p));
    assert_true(isnan(fisher_exact((FourCells){-1, 1, 1, 1}, 0.95).p));
    assert_true(isnan(fisher_exact((FourCells){NAN, 1, 1, 1}, 0.95).p));
    FisherResult margin = fisher_exact((FourCells){3, 4, 0, 0}, 0.95);
    assert_true(margin.p == 1 && isnan(margin.odds_ratio));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statistics),   cmocka_unit_test(association),
        cmocka_unit_test(residuals),    cmocka_unit_test(fisher),
        cmocka_unit_test(berkeley),     cmocka_unit_test(critical_values),
        cmocka_unit_test(zero_margins), cmocka_unit_test(undefined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
