/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keyness and weighted log-odds against the papers, quanteda, Wordless and tidylo. Rule
 * numbers are those of src/stat/keyness.c and src/stat/logodds.c. */
#include "base/base.h"

#include "check.h"
#include "stat/keyness.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const double EXACT = 1e-9;

/* Dunning 1993, table of bigrams: k(AB), k(A not B), k(not A B), k(neither). The first
 * row's 167.23 is on p. 72. */
static void dunning(void **state) {
    (void)state;
    static const struct {
        double cell[4];
        double g2;
    } rows[] = {
        {{10, 0, 3, 31764}, 167.229804},      {{110, 2442, 111, 29114}, 270.721877},
        {{29, 13, 123, 31612}, 263.896626},   {{31, 23, 139, 31584}, 256.836502},
        {{76, 104, 2476, 29121}, 157.212373}, {{16, 16, 51, 31694}, 157.027302},
        {{9, 0, 5, 31763}, 146.795189},       {{16, 0, 865, 30896}, 115.018390},
        {{10, 9, 41, 31717}, 104.529821},     {{8, 2, 27, 31740}, 100.958133},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const double *k = rows[i].cell;
        KeyCount count = {k[0], k[0] + k[1], k[2], k[2] + k[3]};
        check_close(keyness_signed(count, KEYNESS_G2), rows[i].g2, 1e-8);
        check_close(contingency_test((Grid){k, 2, 2}, CONTINGENCY_G2).statistic,
                    rows[i].g2, 1e-8);
    }
    static const double page_73[] = {3, 0, 0, 31774};
    check_close(contingency_test((Grid){page_73, 2, 2}, CONTINGENCY_PEARSON).statistic,
                31777, 1e-12);
}

/* quanteda's test documents: "a a a b b c c c c c c d e f g h h" (17), "a a b c c d d d d
 * e f h" (12). */
static const double FIRST[] = {3, 2, 6, 1, 1, 1, 1, 2};
static const double SECOND[] = {2, 1, 2, 4, 1, 1, 0, 1};

static KeyCount document_count(size_t feature) {
    return (KeyCount){FIRST[feature], 17, SECOND[feature], 12};
}

/* Columns a, b (= h), c, d, e (= f), g. */
static void quanteda(void **state) {
    (void)state;
    static const size_t feature[] = {0, 1, 2, 3, 4, 6};
    static const double expected[][6] = {
        [KEYNESS_CHI2] = {.00473856209, .0893036702, 1.221872082, -3.715032680,
                          -.0658133624, .731092437},
        [KEYNESS_CHI2_CONDITIONAL] = {.00473856209, .0893036702, .467298378, -2.040247141,
                                      -.0658133624, .731092437},
        [KEYNESS_G2] = {.00475140871, .0912418941, 1.274238010, -3.779440533,
                        -.0649004732, 1.093290983},
        [KEYNESS_G2_WILLIAMS] = {.00428895763, .0776166352, 1.188777335, -3.411590399,
                                 -.0514453638, 1.093290983},
        [KEYNESS_G2_TWO_CELL] = {.00393496628, .0820232943, .941184238, -3.123254178,
                                 -.0603546100, 1.068164972},
    };
    static const double pmi[] = {.02325686216, .1286173778,  .246400413,
                                 -1.075355427, -.1590646946, .534082486};
    static const double log_ratio[] = {
        .08246216019, .4974996595,  1.082462160,
        -2.502500341, -.5025003405, .4974996595}; /* g: 1/17 against 0.5/12 */
    for (size_t i = 0; i < COUNT(feature); i++) {
        KeyCount count = document_count(feature[i]);
        for (size_t which = 0; which < COUNT(expected); which++)
            check_close(keyness_signed(count, (KeynessStatistic)which),
                        expected[which][i], 2e-9);
        check_close(keyness_pmi(count), pmi[i], 5e-9);
        check_close(keyness_log_ratio(count, LOG_RATIO_HALF), log_ratio[i], EXACT);
    }
    assert_true(isinf(keyness_log_ratio(document_count(6), LOG_RATIO_PLAIN)));
}

/* Features a to h by falling statistic, ties in their own order. */
static void check_order(KeynessStatistic which, const char *expected) {
    char order[9] = "abcdefgh";
    for (size_t i = 1; i < 8; i++) {
        for (size_t k = i; k > 0; k--) {
            double left =
                keyness_signed(document_count((size_t)(order[k - 1] - 'a')), which);
            double right =
                keyness_signed(document_count((size_t)(order[k] - 'a')), which);
            if (left >= right)
                break;
            char swap = order[k];
            order[k] = order[k - 1];
            order[k - 1] = swap;
        }
    }
    assert_string_equal(order, expected);
}

static void quanteda_order(void **state) {
    (void)state;
    check_order(KEYNESS_CHI2_CONDITIONAL, "gcbhaefd");
    check_order(KEYNESS_G2, "cgbhaefd");
}

/* Wordless's tests, with the pages of the papers they are from. */
static void effect_sizes(void **state) {
    (void)state;
    KeyCount marchi = {206523, 959641, 178174, 1562358};
    check_close(keyness_percent_difference(marchi), 88.71040904, EXACT);
    KeyCount todd = {16217, 2796938, 735, 2087946};
    check_close(keyness_odds_ratio(todd), 16.56121197, EXACT);
    check_close(keyness_difference_coefficient((KeyCount){18, 1e6, 35, 1e6}), -17.0 / 53,
                1e-12);
    KeyCount kilgarriff = {35, 112289811, 263, 1559717242};
    assert_true(fabs(keyness_kilgarriff(kilgarriff, 1e6, 1) - 1.1224) < 5e-5);
    KeyCount rayson = {100, 10000, 50, 10000};
    check_close(keyness_signed(rayson, KEYNESS_G2_TWO_CELL), 16.9899036795, EXACT);
    check_close(keyness_log_ratio(rayson, LOG_RATIO_PLAIN), 1, 1e-15);
    check_close(keyness_log_ratio((KeyCount){0, 10, 5, 10}, LOG_RATIO_PLAIN), -INFINITY,
                0);
    check_close(keyness_log_ratio((KeyCount){3, 30, 5, 50}, LOG_RATIO_HALF), 0, 0);
    check_close(keyness_bic(20, exp(5)), 15, 1e-12);
    assert_true(isinf(keyness_percent_difference((KeyCount){1, 10, 0, 10})));
}

/* Two districts, five themes, n = 100 each: per-theme four-cell G2 and its p. */
static const double TOY_A[] = {40, 25, 10, 5, 20};
static const double TOY_B[] = {30, 30, 30, 8, 2};

static void toy_g2(void **state) {
    (void)state;
    static const double g2[] = {2.2034618010, .6276216069, 12.9715143260, .7467175987,
                                18.9178274039};
    static const double p[] = {.1377011879, .4282290685, 3.162661143e-4, .3875174524,
                               1.364713768e-5};
    for (size_t i = 0; i < COUNT(g2); i++) {
        KeyCount count = {TOY_A[i], 100, TOY_B[i], 100};
        double actual = fabs(keyness_signed(count, KEYNESS_G2));
        check_close(actual, g2[i], EXACT);
        check_close(chi2_p(actual, 1), p[i], EXACT);
    }
}

typedef struct {
    double delta, z2, z4;
} ToyLogOdds;

static void check_toy(const double *prior, const ToyLogOdds *expected) {
    LogOdds two[5], four[5];
    LogOddsCounts counts = {TOY_A, TOY_B, prior, 5};
    log_odds_weighted(counts, LOG_ODDS_TWO_TERMS, two);
    log_odds_weighted(counts, LOG_ODDS_FOUR_TERMS, four);
    for (size_t i = 0; i < 5; i++) {
        check_close(two[i].log_odds, expected[i].delta, EXACT);
        check_close(four[i].log_odds, expected[i].delta, EXACT);
        check_close(two[i].z, expected[i].z2, EXACT);
        check_close(four[i].z, expected[i].z4, EXACT);
    }
}

static void toy_log_odds(void **state) {
    (void)state;
    static const ToyLogOdds weak[] = {{.4416542641, 1.8288944753, 1.4783610595},
                                      {-.2512097118, -.9278247983, -.7908047916},
                                      {-1.3491335747, -3.6962934665, -3.3876229523},
                                      {-.5013294364, -.8801421798, -.8524932523},
                                      {2.5009464755, 3.3800047679, 3.3120583560}};
    static const ToyLogOdds one[] = {{.4247668721, 1.7846668858, 1.4502415671},
                                     {-.2412734257, -.9072763362, -.7751165319},
                                     {-1.2753216208, -3.6338940991, -3.3226943291},
                                     {-.4362367668, -.8277010693, -.7987280715},
                                     {2.1400661635, 3.4673034708, 3.3725421161}};
    static const ToyLogOdds informative[] = {{.2937093908, 1.4979727399, 1.2090713167},
                                             {-.1673459702, -.7586005735, -.6462047311},
                                             {-.8602012652, -3.1410109130, -2.8393467926},
                                             {-.3315461183, -.7233190070, -.6999522821},
                                             {1.3588117154, 3.2711693971, 3.1372156992}};
    double prior[5], background[5];
    log_odds_prior_flat(.01, 5, prior);
    check_toy(prior, weak);
    log_odds_prior_flat(1, 5, prior);
    check_toy(prior, one);
    for (size_t i = 0; i < 5; i++)
        background[i] = TOY_A[i] + TOY_B[i];
    log_odds_prior_informative(background, 5, 50, prior);
    check_toy(prior, informative);
}

/* R: mtcars counts of gear (3, 4, 5) by vs, with tidylo's formulas. */
static void tidylo(void **state) {
    (void)state;
    static const double cells[] = {12, 2, 4, 3, 10, 1};
    static const double log_odds[] = {.285505793029,  -.433635985075, .170051464202,
                                      -.316669609325, .423814246776,  -.210721031316};
    static const double z[] = {1.172834723554,  -1.376751571244, .403312459744,
                               -1.135477730316, 1.566116790523,  -.436233979020};
    static const double z_flat[] = {1.891272860359,  -1.969105982865, .554917206913,
                                    -1.740710726339, 2.842143635576,  -.657067421302};
    LogOdds actual[6];
    log_odds_against_whole((Grid){cells, 2, 3}, TIDYLO_EMPIRICAL, actual);
    for (size_t i = 0; i < 6; i++) {
        check_close(actual[i].log_odds, log_odds[i], EXACT);
        check_close(actual[i].z, z[i], EXACT);
    }
    log_odds_against_whole((Grid){cells, 2, 3}, TIDYLO_FLAT, actual);
    for (size_t i = 0; i < 6; i++)
        check_close(actual[i].z, z_flat[i], EXACT);
}

static void undefined(void **state) {
    (void)state;
    static const KeyCount bad[] = {{1, 0, 1, 10},   {1, 10, 1, 0},   {11, 10, 1, 10},
                                   {1, 10, 11, 10}, {-1, 10, 1, 10}, {NAN, 10, 1, 10},
                                   {1, NAN, 1, 10}};
    for (size_t i = 0; i < COUNT(bad); i++) {
        for (KeynessStatistic which = KEYNESS_CHI2; which <= KEYNESS_G2_TWO_CELL; which++)
            assert_true(isnan(keyness_signed(bad[i], which)));
        assert_true(isnan(keyness_log_ratio(bad[i], LOG_RATIO_HALF)));
        assert_true(isnan(keyness_percent_difference(bad[i])));
        assert_true(isnan(keyness_kilgarriff(bad[i], 1e6, 1)));
        assert_true(isnan(keyness_odds_ratio(bad[i])));
        assert_true(isnan(keyness_pmi(bad[i])));
        assert_true(isnan(keyness_difference_coefficient(bad[i])));
    }
    /* A term nobody uses says nothing; one that is everything neither. */
    assert_true(isnan(keyness_signed((KeyCount){0, 10, 0, 10}, KEYNESS_G2)));
    assert_true(isnan(keyness_signed((KeyCount){10, 10, 10, 10}, KEYNESS_G2)));
    assert_true(isnan(keyness_log_ratio((KeyCount){0, 10, 0, 10}, LOG_RATIO_PLAIN)));
    assert_true(isnan(keyness_bic(1, 0)));
    LogOdds actual[2];
    static const double a[] = {1, 0}, b[] = {2, 3}, none[] = {0, 0},
                        nan_count[] = {NAN, 1};
    log_odds_weighted((LogOddsCounts){a, b, none, 2}, LOG_ODDS_FOUR_TERMS, actual);
    assert_true(isnan(actual[0].z) && isnan(actual[1].z));
    log_odds_weighted((LogOddsCounts){nan_count, b, none, 2}, LOG_ODDS_FOUR_TERMS,
                      actual);
    assert_true(isnan(actual[0].z));
    double prior[2];
    log_odds_prior_informative(none, 2, 10, prior);
    assert_true(isnan(prior[0]));
    log_odds_against_whole((Grid){none, 2, 1}, TIDYLO_FLAT, actual); /* one term */
    assert_true(isnan(actual[0].z) && isnan(actual[1].z));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dunning),        cmocka_unit_test(quanteda),
        cmocka_unit_test(quanteda_order), cmocka_unit_test(effect_sizes),
        cmocka_unit_test(toy_g2),         cmocka_unit_test(toy_log_odds),
        cmocka_unit_test(tidylo),         cmocka_unit_test(undefined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
