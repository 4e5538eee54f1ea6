/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trends, effective numbers, wordscores and rubric indices against R 4.2.2 and the
 * papers. */
#include "base/base.h"

#include "../reference/r_data.h"
#include "check.h"
#include "stat/diversity.h"
#include "stat/rubric.h"
#include "stat/trend.h"
#include "stat/wordscores.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const double EXACT = 1e-9;

/* R: prop.trend.test(c(83, 90, 129, 70), c(86, 93, 136, 82)), the smokers of
 * ?prop.test. */
static void cochran_armitage(void **state) {
    (void)state;
    static const double hits[] = {83, 90, 129, 70}, n[] = {86, 93, 136, 82};
    CochranArmitage t = trend_shares(hits, n, NULL, 4);
    check_close(t.chi2, 8.2249222852, EXACT);
    check_close(t.p, .00413189747764, EXACT);
    assert_true(t.slope < 0);
    static const double rising[] = {10, 15, 22, 30}, hundred[] = {100, 100, 100, 100};
    t = trend_shares(rising, hundred, NULL, 4);
    check_close(t.chi2, 14.43930682, EXACT);
    check_close(t.p, .0001447493532, EXACT);
    check_close(t.slope, .067, 1e-12);
    /* Only differences of scores count; an empty group does not. */
    static const double years[] = {2021, 2022, 2023, 2024, 2025};
    static const double gap_hits[] = {10, 15, 22, 30, 0},
                        gap_n[] = {100, 100, 100, 100, 0};
    check_close(trend_shares(gap_hits, gap_n, years, 5).chi2, t.chi2, 1e-12);
}

/* R: cor.test(1:100, Nile, method = "kendall", exact = FALSE); Mann-Kendall and Sen by
 * hand. */
static void kendall(void **state) {
    (void)state;
    double time[100];
    for (size_t i = 0; i < 100; i++)
        time[i] = (double)i;
    KendallTau nile = kendall_tau(time, NILE, 100);
    check_close(nile.tau, -.280741334725, EXACT);
    check_close(nile.z, -4.13104492582, EXACT);
    static const double series[] = {3, 4, 6, 5, 8, 9, 7, 12};
    MannKendall m = mann_kendall(series, COUNT(series));
    check_close(m.s, 22, 0);
    check_close(m.variance, 65.3333333333, EXACT);
    check_close(m.z, 2.598076211, EXACT);
    check_close(m.p, .009374768459, EXACT);
    check_close(sen_slope(NULL, series, COUNT(series)), 1.2, 1e-12);
    /* The test without its continuity correction is Kendall's. */
    MannKendall of_nile = mann_kendall(NILE, 100);
    check_close((of_nile.s) / sqrt(of_nile.variance), nile.z, 1e-12);
    /* Unequal steps of time. */
    static const double at[] = {1, 2, 4, 8}, line[] = {3, 5, 9, 17};
    check_close(sen_slope(at, line, 4), 2, 1e-15);
}

static void trend_edges(void **state) {
    (void)state;
    static const double none[] = {0, 0, 0}, ten[] = {10, 10, 10}, over[] = {11, 1, 1};
    static const double some[] = {1, 2, 3}, same_score[] = {1, 1, 1},
                        with_nan[] = {1, NAN, 3};
    assert_true(isnan(trend_shares(none, ten, NULL, 3).p));
    assert_true(isnan(trend_shares(ten, ten, NULL, 3).p));
    assert_true(isnan(trend_shares(over, ten, NULL, 3).p));
    assert_true(isnan(trend_shares(with_nan, ten, NULL, 3).p));
    assert_true(isnan(trend_shares(some, ten, same_score, 3).p));
    assert_true(isnan(trend_shares(some, ten, with_nan, 3).p));
    assert_true(isnan(trend_shares(some, ten, NULL, 1).p));
    assert_true(isnan(trend_shares(none, none, NULL, 3).p));
    assert_true(isnan(trend_shares(NULL, NULL, NULL, 0).p));
    assert_true(isnan(mann_kendall(with_nan, 3).p) && isnan(mann_kendall(some, 1).p));
    assert_true(isnan(mann_kendall(none, 3).s) && isnan(mann_kendall(NULL, 0).s));
    assert_true(isnan(sen_slope(NULL, some, 1)) && isnan(sen_slope(NULL, with_nan, 3)));
    assert_true(isnan(sen_slope(same_score, some, 3)) && isnan(sen_slope(NULL, NULL, 0)));
    assert_true(isnan(kendall_tau(some, none, 3).tau) &&
                isnan(kendall_tau(some, some, 2).tau));
    assert_true(isnan(kendall_tau(some, with_nan, 3).tau));
    check_close(kendall_tau(some, some, 3).tau, 1, 1e-15);
}

/* N1 and N2; 1.60, 1.71, 2.70 are the textbook's. R: exp(-sum(p * log(p))), 1 /
 * sum(p^2). */
static void effective_numbers(void **state) {
    (void)state;
    static const struct {
        double p[5], n1, n2;
    } rows[] = {
        {{.75, .25}, 1.7547653506, 1.6},
        {{.75, .1, .1, .05}, 2.28431268917, 1.7094017094},
        {{.55, .2, .15, .05, .05}, 3.43782552947, 2.7027027027},
        {{.35, .35, .3}, 2.99237482633, 2.98507462687},
        {{.4, .3, .2, .1}, 3.59611546662, 3.33333333333},
        {{.2, .2, .2, .2, .2}, 5, 5},
        {{.5, .25, .25}, 2.828427125, 2.666666667},
        {{40, 25, 10, 5, 20}, 4.116579452, 3.636363636363},
        {{30, 30, 30, 8, 2}, 3.911317507, 3.612716763},
        {{7, 0, 0, 0, 0}, 1, 1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        check_close(effective_number(rows[i].p, 5, 1), rows[i].n1, EXACT);
        check_close(effective_number(rows[i].p, 5, 2), rows[i].n2, EXACT);
        /* q near 1 runs into N1 */
        check_close(effective_number(rows[i].p, 5, 1 + 1e-6), rows[i].n1, 1e-5);
    }
    check_close(effective_number(rows[3].p, 5, 0), 3, 1e-15);
}

/* All of a plan rarefies to itself, one measure to one theme; in between the expectation
 * over all draws. */
static void rarefied(void **state) {
    (void)state;
    static const double count[] = {3, 2, 1};
    for (int q = 0; q <= 2; q++) {
        check_close(effective_number_rarefied(count, 3, q, 6),
                    effective_number(count, 3, q), 1e-12);
        check_close(effective_number_rarefied(count, 3, q, 1), 1, 1e-12);
    }
    /* Two of AAABBC: 4 of 15 pairs are alike, so 1 + 11/15 kinds, entropy 11/15 ln 2, sum
     * of squares (4 + 11/2) / 15. */
    check_close(effective_number_rarefied(count, 3, 0, 2), 1 + 11.0 / 15, 1e-12);
    check_close(effective_number_rarefied(count, 3, 1, 2), exp(11.0 / 15 * log(2)),
                1e-12);
    check_close(effective_number_rarefied(count, 3, 2, 2), 15 / 9.5, 1e-12);
}

static void diversity_edges(void **state) {
    (void)state;
    static const double zero[] = {0, 0}, negative[] = {1, -1}, with_nan[] = {1, NAN};
    static const double half[] = {1.5, 1}, one[] = {1, 0};
    assert_true(isnan(effective_number(zero, 2, 1)) &&
                isnan(effective_number(negative, 2, 2)));
    assert_true(isnan(effective_number(with_nan, 2, 1)) &&
                isnan(effective_number(NULL, 0, 1)));
    assert_true(isnan(effective_number(one, 2, -1)) &&
                isnan(effective_number(one, 2, NAN)));
    assert_true(isnan(effective_number_rarefied(half, 2, 1, 1)));
    assert_true(isnan(effective_number_rarefied(one, 2, 1.5, 1)));
    assert_true(isnan(effective_number_rarefied(one, 2, 1, 2)));
    assert_true(isnan(effective_number_rarefied(one, 2, 1, 0)));
    assert_true(isnan(effective_number_rarefied(zero, 2, 0, 1)));
    check_close(effective_number_rarefied(one, 2, 2, 1), 1, 1e-15);
}

/* The example of Laver, Benoit & Garry 2003, as quanteda.textmodels tests it: -0.45,
 * -0.53, -0.51. */
enum { WORDS = 37, REFERENCES = 5 };

static void wordscores_example(double *counts, double *virgin) {
    static const double base[] = {2,   3,   10, 22, 45, 78, 115, 146, 158,
                                  146, 115, 78, 45, 22, 10, 3,   2};
    for (size_t r = 0; r < REFERENCES; r++)
        memcpy(counts + r * WORDS + 5 * r, base, sizeof base);
    memcpy(virgin + 7, base, sizeof base);
}

static void wordscores(void **state) {
    (void)state;
    static const double position[] = {-1.5, -.75, 0, .75, 1.5};
    double counts[REFERENCES * WORDS] = {0}, virgin[WORDS] = {0}, word[WORDS], raw[6],
                               scaled[6];
    wordscores_example(counts, virgin);
    wordscores_words((Grid){counts, REFERENCES, WORDS}, position, word);
    TextScore v = wordscores_text(virgin, word, WORDS);
    check_close(v.score, -.4480590766, EXACT);
    check_close(v.se, .01189766679, EXACT);
    check_close(v.words, 1000, 0);
    for (size_t r = 0; r < REFERENCES; r++)
        raw[r] = wordscores_text(counts + r * WORDS, word, WORDS).score;
    raw[5] = v.score;
    check_close(raw[0], -1.31793133638, EXACT);
    check_close(raw[1], -.739559799964, EXACT);
    assert_true(fabs(raw[2]) < 1e-12);
    wordscores_rescale_lbg(raw, 6, position, REFERENCES, scaled);
    check_close(scaled[5], -.5296714913, EXACT);
    WordscoreAnchors anchors = {raw[0], raw[4], -1.5, 1.5};
    check_close(wordscores_rescale_mv(v.score, anchors), -.509957231, EXACT);
}

static void wordscores_edges(void **state) {
    (void)state;
    static const double counts[] = {1, 0, 0, 0, 0, 0}, position[] = {1, 2},
                        unseen[] = {0, 5, 5};
    double word[3], raw[] = {1, 1};
    wordscores_words((Grid){counts, 2, 3}, position, word); /* the second reference is
                                                               empty */
    assert_true(word[0] == 1 && isnan(word[1]) && isnan(word[2]));
    assert_true(isnan(wordscores_text(unseen, word, 3).score));
    wordscores_rescale_lbg(raw, 2, position, 2, raw);
    assert_true(isnan(raw[0]));
    assert_true(isnan(wordscores_rescale_mv(1, (WordscoreAnchors){1, 1, 0, 1})));
    wordscores_rescale_lbg(NULL, 0, NULL, 0, NULL);
}

/* The toy values of the plan quality and PMC literature. */
static void rubrics(void **state) {
    (void)state;
    static const double item[] = {2, 1, 0, 2, 1, 1}, wrong[] = {3}, zero[] = {0, 0};
    check_close(plan_quality(item, 6), 5.8333333333, EXACT);
    PlanBreadth b = plan_breadth(item, 6);
    check_close(b.breadth, 5.0 / 6, 1e-15);
    check_close(b.depth, .7, 1e-15);
    static const double pmc[] = {1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 1};
    static const size_t size[] = {4, 3, 5, 2};
    check_close(pmc_variable(pmc, 4), .75, 0);
    check_close(pmc_index(pmc, size, 4), 2.5166666667, EXACT);
    assert_true(isnan(plan_quality(wrong, 1)) && isnan(plan_quality(NULL, 0)));
    assert_true(isnan(plan_breadth(zero, 2).depth) && plan_breadth(zero, 2).breadth == 0);
    assert_true(isnan(pmc_variable(item, 2)) && isnan(pmc_index(NULL, NULL, 0)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cochran_armitage), cmocka_unit_test(kendall),
        cmocka_unit_test(trend_edges),      cmocka_unit_test(effective_numbers),
        cmocka_unit_test(rarefied),         cmocka_unit_test(diversity_edges),
        cmocka_unit_test(wordscores),       cmocka_unit_test(wordscores_edges),
        cmocka_unit_test(rubrics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
