/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreement of two and of many coders on categories, against the papers. Rule numbers are
 * those of src/stat/agreement.c. */
#include "base/base.h"

#include "../reference/agreement_data.h"
#include "check.h"
#include "stat/agreement.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))
#define GRID(cells, cols) ((Grid){(cells), COUNT(cells) / (cols), (cols)})

static const double EXACT = 1e-9;

static const double COHEN_45[] = {88, 14, 18, 10, 40, 10, 2, 6, 12};
static const double COHEN_37[] = {25, 12, 3, 13, 2, 15, 12, 16, 2};
static const double ARTSTEIN[] = {46, 0, 0, 6, 32, 6, 0, 0, 10};
static const double FREELON_2[] = {43, 5, 1, 1};
static const double FREELON_8[] = {30, 1, 0, 0, 0, 6, 3, 0, 0, 0, 5, 2, 0, 0, 0, 3};

static void cohen_1960(void **state) {
    (void)state;
    TwoCoders t = agreement_two(GRID(COHEN_45, 3), 0.95);
    check_close(t.n, 200, 0);
    check_close(t.observed, .70, 1e-12);
    check_close(t.kappa_expected, .41, 1e-12);
    check_close(t.kappa, 0.4915254237, EXACT);
    assert_true(fabs(t.kappa_max - .831) <= 5e-4);
    check_close(t.kappa_z, 9.456242436, EXACT);
    check_close(t.kappa_se, 0.05100181558, EXACT);
    check_close(t.kappa_interval.lower, 0.3915637021, EXACT);
    check_close(t.kappa_interval.upper, 0.5914871454, EXACT);
    assert_true(fabs(t.ac1 - .57597) <= 5e-6);
    TwoCoders p37 = agreement_two(GRID(COHEN_37, 3), 0.95);
    check_close(p37.observed, .29, 1e-12);
    check_close(p37.kappa_expected, .35, 1e-12);
    check_close(p37.kappa, -0.09230769231, EXACT);
    assert_true(fabs(p37.ac1 - -.04797) <= 5e-6);
}

/* Artstein & Poesio 2008; "Chck" is the third category, at half the distance. */
static void artstein_poesio(void **state) {
    (void)state;
    TwoCoders t = agreement_two(GRID(ARTSTEIN, 3), 0.95);
    check_close(t.observed, .88, 1e-12);
    check_close(t.s, .82, 1e-12);
    assert_true(fabs(t.pi - .79953) <= 5e-6);
    check_close(t.kappa, .8013245033, EXACT);
    assert_true(fabs(t.alpha - .800) <= 5e-3);
    static const double distance[] = {0, 1, .5, 1, 0, .5, .5, .5, 0};
    assert_true(fabs(alpha_weighted(GRID(ARTSTEIN, 3), distance) - .8156) <= 5e-5);
    assert_true(fabs(kappa_weighted(GRID(ARTSTEIN, 3), distance) - .8163) <= 5e-5);
    static const double nominal[] = {0, 1, 1, 1, 0, 1, 1, 1, 0};
    check_close(alpha_weighted(GRID(ARTSTEIN, 3), nominal), t.alpha, 1e-12);
    check_close(kappa_weighted(GRID(ARTSTEIN, 3), nominal), t.kappa, 1e-12);
}

/* Freelon's ReCal, as in R's icr; the first is the kappa paradox. irrCAC's 80 7; 8 5. */
static void paradoxes(void **state) {
    (void)state;
    TwoCoders two = agreement_two(GRID(FREELON_2, 2), 0.95);
    check_close(two.observed, .88, 1e-12);
    check_close(two.pi, .1847826087, EXACT);
    check_close(two.kappa, .2021276596, EXACT);
    check_close(two.alpha, .1929347826, EXACT);
    TwoCoders eight = agreement_two(GRID(FREELON_8, 4), 0.95);
    check_close(eight.observed, .88, 1e-12);
    check_close(eight.pi, .7907220091, EXACT);
    check_close(eight.kappa, .7910863510, EXACT);
    check_close(eight.alpha, .7928147890, EXACT);
    static const double fifty[] = {20, 10, 20, 50};
    TwoCoders t = agreement_two(GRID(fifty, 2), 0.95);
    check_close(t.s, .4, 1e-12);
    assert_true(fabs(t.pi - .341) <= 5e-4 && fabs(t.kappa - .348) <= 5e-4);
    static const double gwet[] = {80, 7, 8, 5};
    assert_true(fabs(agreement_two(GRID(gwet, 2), 0.95).ac1 - .808) <= 5e-4);
}

/* Krippendorff's two-coder examples as tables: rows the first coder. */
static void krippendorff_two(void **state) {
    (void)state;
    static const double letters[] = {1, 1, 0, 0, 4, 1, 0, 0, 5};
    TwoCoders t = agreement_two(GRID(letters, 3), 0.95);
    check_close(t.alpha, 0.734104046243, EXACT);
    check_close(t.observed, 10.0 / 12, 1e-12);
    static const double binary[] = {5, 3, 1, 1};
    t = agreement_two(GRID(binary, 2), 0.95);
    check_close(t.alpha, 0.0952380952381, EXACT);
    check_close(t.observed, .6, 1e-12);
    /* aacccccbbbbd / acccccbbbbbd: .759, printed .760 */
    static const double book[] = {1, 0, 1, 0, 0, 4, 0, 0, 0, 1, 4, 0, 0, 0, 0, 1};
    assert_true(fabs(agreement_two(GRID(book, 4), 0.95).alpha - .759) <= 5e-4);
}

/* The diagnoses as 30 units of 5 categories, and the first two coders alone. */
static void fleiss_1971(void **state) {
    (void)state;
    double counts[30 * 5] = {0}, first_two[5 * 5] = {0};
    for (size_t unit = 0; unit < 30; unit++) {
        const char *codes = FLEISS_DIAGNOSES[unit];
        for (size_t coder = 0; coder < 6; coder++)
            counts[unit * 5 + (size_t)(codes[coder] - '1')]++;
        first_two[(size_t)(codes[0] - '1') * 5 + (size_t)(codes[1] - '1')]++;
    }
    double category[5];
    FleissKappa f = fleiss_kappa(GRID(counts, 5), category);
    check_close(f.kappa, 0.43024452006, EXACT);
    check_close(f.z, 17.651830583, EXACT);
    assert_true(fabs(f.observed - .5556) <= 5e-5 && fabs(f.expected - .2201) <= 2e-4);
    static const double expected[] = {.245, .245, .520, .471, .566};
    for (size_t j = 0; j < 5; j++)
        assert_true(fabs(category[j] - expected[j]) <= 5e-4);
    TwoCoders t = agreement_two(GRID(first_two, 5), 0.95);
    check_close(t.kappa, .651162790698, EXACT);
    check_close(t.kappa_z, 6.99647076978, EXACT);
}

static void fleiss_wikipedia(void **state) {
    (void)state;
    static const double counts[] = {0, 0, 0, 0, 14, 0, 2, 6, 4, 2, 0, 0, 3, 5, 6, 0, 3,
                                    9, 2, 0, 2, 2,  8, 1, 1, 7, 7, 0, 0, 0, 3, 2, 6, 3,
                                    0, 2, 5, 3, 2,  2, 6, 5, 2, 1, 0, 0, 2, 2, 3, 7};
    assert_true(fabs(fleiss_kappa(GRID(counts, 5), NULL).kappa - .210) <= 5e-4);
}

static void scores(void **state) {
    (void)state;
    Scores s = scores_of((Confusion){6, 2, 3, 9});
    check_close(s.precision, .75, 0);
    check_close(s.recall, 2.0 / 3, 1e-15);
    check_close(s.f1, 12.0 / 17, 1e-15);
    check_close(s.specificity, 9.0 / 11, 1e-15);
    check_close(s.accuracy, .75, 0);
    static const Confusion themes[] = {{6, 2, 3, 9}, {0, 0, 4, 16}, {0, 0, 0, 20}};
    check_close(scores_micro(themes, 3).f1, 12.0 / 21, 1e-15);
    check_close(scores_macro(themes, 3).f1, (12.0 / 17 + 0) / 2, 1e-15); /* third: none */
    check_close(scores_macro(themes, 3).precision, .75, 1e-15);
    assert_true(isnan(scores_of((Confusion){0, 0, 0, 0}).accuracy));
    assert_true(isnan(scores_of((Confusion){0, 0, 0, 5}).f1));
    assert_true(isnan(scores_macro(NULL, 0).f1) && isnan(scores_micro(NULL, 0).f1));
}

/* Resampling units: the SE of kappa must come out as Fleiss, Cohen & Everitt's. */
static void resampling(void **state) {
    (void)state;
    const Resampling how = {.seed = 20240101, .draws = 4000, .level = 0.95};
    Resampled kappa = agreement_bootstrap(GRID(COHEN_45, 3), MEASURE_KAPPA, how);
    check_close(kappa.sd, 0.05100181558, 0.04);
    assert_true(fabs(kappa.interval.lower - 0.3915637021) < 0.02);
    assert_true(fabs(kappa.interval.upper - 0.5914871454) < 0.02);
    Resampled again = agreement_bootstrap(GRID(COHEN_45, 3), MEASURE_KAPPA, how);
    assert_memory_equal(&kappa, &again, sizeof kappa);
    static const double codes[] = {6, 3, 2, 9};
    for (AgreementMeasure which = MEASURE_PERCENT; which <= MEASURE_F1; which++) {
        double point = agreement_measure(GRID(codes, 2), which);
        Resampled drawn = agreement_bootstrap(GRID(codes, 2), which, how);
        assert_true(drawn.interval.lower < point && point < drawn.interval.upper);
    }
    /* Recall without cases is undefined in some draws, and they are counted. */
    static const double rare[] = {1, 0, 0, 4};
    Resampled recall = agreement_bootstrap(GRID(rare, 2), MEASURE_RECALL, how);
    assert_true(recall.undefined > 0 && recall.undefined < how.draws);
    check_close(recall.mean, 1, 0);
}

static void undefined(void **state) {
    (void)state;
    static const double zero[] = {0, 0, 0, 0}, negative[] = {1, -1, 1, 1},
                        nan_cell[] = {1, NAN, 1, 1};
    const double *const bad[] = {zero, negative, nan_cell};
    const Resampling how = {.seed = 1, .draws = 10, .level = 0.95};
    for (size_t i = 0; i < COUNT(bad); i++) {
        TwoCoders t = agreement_two((Grid){bad[i], 2, 2}, 0.95);
        assert_true(isnan(t.observed) && isnan(t.kappa) && isnan(t.alpha) && isnan(t.s));
        assert_true(isnan(kappa_weighted((Grid){bad[i], 2, 2}, zero)));
        Resampled drawn = agreement_bootstrap((Grid){bad[i], 2, 2}, MEASURE_KAPPA, how);
        assert_true(isnan(drawn.mean) && drawn.undefined == 10);
    }
    assert_true(isnan(agreement_two((Grid){NULL, 0, 0}, 0.95).observed));
    assert_true(isnan(agreement_two((Grid){zero, 1, 4}, 0.95).observed));
    /* No variation: everybody always said the same. */
    static const double same[] = {9, 0, 0, 0};
    TwoCoders t = agreement_two(GRID(same, 2), 0.95);
    check_close(t.observed, 1, 0);
    assert_true(isnan(t.kappa) && isnan(t.pi) && isnan(t.alpha) && isnan(t.kappa_se));
    check_close(t.s, 1, 0);
    check_close(t.ac1, 1, 0);
    static const double one_category[] = {9};
    t = agreement_two(GRID(one_category, 1), 0.95);
    assert_true(t.observed == 1 && isnan(t.s) && isnan(t.ac1));
    assert_true(isnan(agreement_measure(GRID(COHEN_45, 3), MEASURE_F1)));
    /* Fleiss: unequal coders, one coder, nothing, no variation, half a coder. */
    static const double unequal[] = {2, 1, 1, 1}, single[] = {1, 0, 0, 1},
                        alike[] = {3, 0, 3, 0}, half[] = {1.5, .5, 1, 1};
    assert_true(isnan(fleiss_kappa(GRID(unequal, 2), NULL).kappa));
    assert_true(isnan(fleiss_kappa(GRID(single, 2), NULL).kappa));
    assert_true(isnan(fleiss_kappa(GRID(half, 2), NULL).observed));
    assert_true(isnan(fleiss_kappa((Grid){NULL, 0, 0}, NULL).kappa));
    double category[2];
    FleissKappa f = fleiss_kappa(GRID(alike, 2), category);
    assert_true(isnan(f.kappa) && f.observed == 1 && isnan(category[0]) &&
                isnan(category[1]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cohen_1960),  cmocka_unit_test(artstein_poesio),
        cmocka_unit_test(paradoxes),   cmocka_unit_test(krippendorff_two),
        cmocka_unit_test(fleiss_1971), cmocka_unit_test(fleiss_wikipedia),
        cmocka_unit_test(scores),      cmocka_unit_test(resampling),
        cmocka_unit_test(undefined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
