/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares and differences of shares against published values and R 4.2.2. Rule numbers are
 * those of src/stat/interval.c. */
#include "base/base.h"

#include "check.h"
#include "stat/interval.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const double EXACT = 1e-9; /* relative: the value was recomputed to twelve digits
                                   */

static void check_interval(Interval actual, Interval expected, double tolerance) {
    check_close(actual.lower, expected.lower, tolerance);
    check_close(actual.upper, expected.upper, tolerance);
}

/* Within half a unit of the last digit printed. */
static void check_printed(Interval actual, Interval printed, double half_lower,
                          double half_upper) {
    assert_true(fabs(actual.lower - printed.lower) <= half_lower);
    assert_true(fabs(actual.upper - printed.upper) <= half_upper);
}

/* Rules 2 to 4. R: prop.test(x, n, correct = FALSE)$conf.int, prop.test(81,
 * 263)$conf.int, binom.test(81, 263)$conf.int. */
static void one_share(void **state) {
    (void)state;
    static const struct {
        Interval (*method)(double hits, double n, double level);
        double hits, n;
        Interval expected;
    } rows[] = {
        {share_wilson, 81, 263, {0.255288519878, 0.366209576983}},
        {share_wilson, 15, 148, {0.062386399531, 0.160487241723}},
        {share_wilson, 0, 20, {0, 0.161125158053}},
        {share_wilson, 1, 29, {0.006113214293, 0.171755218793}},
        {share_wilson_corrected, 81, 263, {0.253508682295, 0.368176201043}},
        {share_exact, 81, 263, {0.252736745585, 0.367621922601}},
        /* 1 - 0.025^(1/20) and 0.025^(1/20), the closed form at the ends */
        {share_exact, 0, 20, {0, 0.168433470983085}},
        {share_exact, 20, 20, {0.831566529016915, 1}},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_interval(rows[i].method(rows[i].hits, rows[i].n, 0.95), rows[i].expected,
                       EXACT);
}

/* statsmodels GH 7386: rounding once put these outside [0, 1]. */
static void wilson_stays_inside(void **state) {
    (void)state;
    for (size_t n = 1; n <= 200; n++) {
        Interval none = share_wilson(0, (double)n, 0.95);
        Interval all = share_wilson((double)n, (double)n, 0.95);
        assert_true(none.lower == 0 && none.upper < 1);
        assert_true(all.upper == 1 && all.lower > 0);
        check_close(1 - all.lower, none.upper, 1e-12);
    }
}

/* Rules 1 and 12: multinomial n = 200, p = (.15, .25, .10, .30, .20), in points. */
static void standard_errors(void **state) {
    (void)state;
    static const double hits[] = {30, 50, 20, 60, 40};
    static const double expected[] = {2.524876, 3.061862, 2.121320, 3.240370, 2.828427};
    for (size_t i = 0; i < COUNT(hits); i++)
        check_close(100 * share_se(hits[i], 200), expected[i], 5e-7);
    check_close(100 * share_difference_se_within(0.15, 0.25, 200), 4.415880, 5e-7);
}

/* Rule 5. Newcombe 1998 b, table II, contrasts (a) to (h), method 10; digits from R. */
static void newcombe(void **state) {
    (void)state;
    static const struct {
        SharePair pair;
        Interval expected;
    } rows[] = {
        {{56, 70, 48, 80}, {0.052431472402, 0.333872654037}},
        {{9, 10, 3, 10}, {0.170522723935, 0.809017973535}},
        {{6, 7, 2, 7}, {0.058227927482, 0.806249637524}},
        {{5, 56, 0, 29}, {-0.038137147904, 0.192560013855}},
        {{0, 10, 0, 20}, {-0.161125158053, 0.277532799863}},
        {{10, 10, 0, 10}, {0.607509350431, 1}},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_interval(difference_newcombe(rows[i].pair, 0.95), rows[i].expected, EXACT);
}

/* The toy table of five themes: all five differences. */
static void newcombe_toy_table(void **state) {
    (void)state;
    static const double a[] = {40, 25, 10, 5, 20}, b[] = {30, 30, 30, 8, 2};
    static const Interval expected[] = {{-0.0318903739, 0.2271722510},
                                        {-0.1714262377, 0.0733960803},
                                        {-0.3057892906, -0.0900020907},
                                        {-0.1055454389, 0.0429851984},
                                        {0.0966864670, 0.2700045199}};
    for (size_t i = 0; i < COUNT(a); i++)
        check_interval(difference_newcombe((SharePair){a[i], 100, b[i], 100}, 0.95),
                       expected[i], 2e-9);
}

/* 7/34 against 1/34, Fagerland, Lydersen & Laake 2015, as statsmodels asserts it (2
 * digits). */
static void two_shares_published(void **state) {
    (void)state;
    const SharePair pair = {7, 34, 1, 34};
    Interval newcombe_10 = difference_newcombe(pair, 0.95);
    Interval caffo = difference_agresti_caffo(pair, 0.95);
    Interval woolf = odds_ratio(pair, ODDS_WOOLF, 0.95).interval;
    Interval gart = odds_ratio(pair, ODDS_GART, 0.95).interval;
    Interval katz = share_ratio_katz(pair, 0.95).interval;
    check_printed(newcombe_10, (Interval){0.019, 0.34}, 5e-4, 5e-3);
    check_printed(caffo, (Interval){0.012, 0.32}, 5e-4, 5e-3);
    check_printed(woolf, (Interval){0.99, 74}, 5e-3, 0.5);
    check_printed(gart, (Interval){0.98, 38}, 5e-3, 0.5);
    check_printed(katz, (Interval){0.91, 54}, 5e-3, 0.5);
}

/* Rules 7 and 8. h(.5, .4) is in R's pwr::ES.h documentation. */
static void effects(void **state) {
    (void)state;
    check_close(difference_cohen_h((SharePair){5, 10, 4, 10}), 0.2013579208, EXACT);
    check_close(difference_cohen_h((SharePair){56, 70, 48, 80}), 0.442143188, 2e-9);
    RatioEstimate odds = odds_ratio((SharePair){56, 70, 48, 80}, ODDS_WOOLF, 0.95);
    check_close(odds.value, 8.0 / 3, EXACT);
    check_close(odds.log_value, 0.980829253, EXACT);
    check_close(odds.log_se, 0.3759907547, EXACT);
    check_interval(odds.interval, (Interval){1.276217871, 5.572019696}, EXACT);
}

/* Rules 10 and 11. Sison & Glaz 1995; Goodman's digits from R; the other's from R's
 * MultinomialCI as statsmodels asserts them, to 4 decimals (that package interpolates a
 * little otherwise). */
static void simultaneous(void **state) {
    (void)state;
    static const double counts[] = {56, 72, 73, 59, 62, 87, 58};
    static const Interval goodman[] = {
        {.085167, .166261}, {.114533, .204373}, {.116395, .206728}, {.090606, .173475},
        {.096077, .180655}, {.142749, .239416}, {.088789, .171074}};
    static const Interval sison_glaz[] = {{.07922912, .1643361}, {.11349036, .1985973},
                                          {.11563169, .2007386}, {.08565310, .1707601},
                                          {.09207709, .1771840}, {.14561028, .2307172},
                                          {.08351178, .1686187}};
    Interval actual[COUNT(counts)];
    share_sison_glaz(counts, COUNT(counts), 0.95, actual);
    for (size_t i = 0; i < COUNT(counts); i++) {
        check_interval(share_goodman(counts[i], 467, 7, 0.95), goodman[i], 6e-6);
        check_printed(actual[i], sison_glaz[i], 5e-5, 5e-5);
    }
}

/* Large counts: the half-width must go as one over the root of n (but for whole
 * counts). */
static void sison_glaz_large(void **state) {
    (void)state;
    static const double small[] = {100, 200, 300}, large[] = {1000000, 2000000, 3000000};
    Interval of_small[3], of_large[3];
    share_sison_glaz(small, 3, 0.95, of_small);
    share_sison_glaz(large, 3, 0.95, of_large);
    double width = of_small[1].upper - of_small[1].lower;
    check_close(100 * (of_large[1].upper - of_large[1].lower), width, 0.03);
}

static void positions(void **state) {
    (void)state;
    check_close(position_logit(60, 40), 0.4013413909, EXACT);
    check_close(position_logit(0, 10), -3.044522438, EXACT);
    check_close(position_rile(60, 40, 200), 10, EXACT);
    assert_true(isnan(position_rile(60, 40, 90)));
    assert_true(isnan(position_logit(NAN, 1)));
}

static void undefined(void **state) {
    (void)state;
    static const double bad[][3] = {
        {0, 0, .95}, {-1, 10, .95}, {11, 10, .95}, {NAN, 10, .95}, {1, NAN, .95},
        {1, 10, 0},  {1, 10, 1},    {1, 10, NAN},  {1, -5, .95},   {0, INFINITY, .95}};
    Interval (*const methods[])(double, double, double) = {
        share_wilson, share_wilson_corrected, share_exact};
    for (size_t i = 0; i < COUNT(bad); i++) {
        for (size_t m = 0; m < COUNT(methods); m++)
            check_interval(methods[m](bad[i][0], bad[i][1], bad[i][2]),
                           (Interval){NAN, NAN}, 0);
        SharePair pair = {bad[i][0], bad[i][1], 1, 2};
        check_interval(difference_newcombe(pair, bad[i][2]), (Interval){NAN, NAN}, 0);
        check_interval(odds_ratio(pair, ODDS_GART, bad[i][2]).interval,
                       (Interval){NAN, NAN}, 0);
        check_interval(share_goodman(bad[i][0], bad[i][1], 3, bad[i][2]),
                       (Interval){NAN, NAN}, 0);
    }
    /* A zero cell: no Woolf interval, but Gart's. */
    SharePair zero = {0, 10, 3, 10};
    check_close(odds_ratio(zero, ODDS_WOOLF, 0.95).value, 0, 0);
    check_interval(odds_ratio(zero, ODDS_WOOLF, 0.95).interval, (Interval){NAN, NAN}, 0);
    assert_true(odds_ratio(zero, ODDS_GART, 0.95).interval.lower > 0);
    check_interval(share_ratio_katz(zero, 0.95).interval, (Interval){NAN, NAN}, 0);
    /* No counts, half counts, one category, none at all. */
    Interval actual[2];
    share_sison_glaz((const double[]){0, 0}, 2, 0.95, actual);
    check_interval(actual[0], (Interval){NAN, NAN}, 0);
    share_sison_glaz((const double[]){1.5, 2}, 2, 0.95, actual);
    check_interval(actual[1], (Interval){NAN, NAN}, 0);
    share_sison_glaz((const double[]){5}, 1, 0.95, actual);
    assert_true(actual[0].lower >= 0 && actual[0].upper == 1);
    share_sison_glaz(NULL, 0, 0.95, NULL);
    check_interval(share_goodman(1, 2, 0, 0.95), (Interval){NAN, NAN}, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_share),
        cmocka_unit_test(wilson_stays_inside),
        cmocka_unit_test(standard_errors),
        cmocka_unit_test(newcombe),
        cmocka_unit_test(newcombe_toy_table),
        cmocka_unit_test(two_shares_published),
        cmocka_unit_test(effects),
        cmocka_unit_test(simultaneous),
        cmocka_unit_test(sison_glaz_large),
        cmocka_unit_test(positions),
        cmocka_unit_test(undefined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
