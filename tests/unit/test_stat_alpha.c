/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Krippendorff's alpha on every scale and on sets, with gaps, and its intervals. Rule
 * numbers are those of src/stat/alpha.c and src/stat/alpha_set.c. */
#include "base/base.h"

#include "../reference/agreement_data.h"
#include "check.h"
#include "stat/alpha.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const double EXACT = 1e-9;

static int make_arena(void **state) {
    static Arena arena;
    *state = &arena;
    return 0;
}

static int drop_arena(void **state) {
    arena_release(*state);
    return 0;
}

/* Units as strings, a character a coder. */
static AlphaStudy study_of(Arena *keep, const char *const *units, size_t n,
                           AlphaScale scale) {
    size_t coders = strlen(units[0]);
    double *value = ARENA_ARRAY(keep, double, coders *n);
    for (size_t unit = 0; unit < n; unit++) {
        for (size_t coder = 0; coder < coders; coder++) {
            char code = units[unit][coder];
            value[coder * n + unit] = code == '*' ? NAN : code - '0';
        }
    }
    AlphaStudy study;
    Err err = {0};
    check_ok(alpha_study_values(keep, (Ratings){value, coders, n}, scale, &study, &err),
             &err);
    return study;
}

/* Hayes & Krippendorff print .7598 and .4765, "C" .743 .815 .849 .797, Wikipedia .691 and
 * .811; the digits are R's. */
static void scales(void **state) {
    static const struct {
        const char *const *units;
        size_t n;
        double expected[4]; /* nominal, ordinal, interval, ratio */
    } rows[] = {
        {WIKIPEDIA, 15, {0.691358024691, 0.806721419941, 0.810844892812, 0.808943670784}},
        {KRIPPENDORFF_C,
         12,
         {0.743421052632, 0.815387503755, 0.849107142857, 0.797402774712}},
        {HAYES_KRIPPENDORFF,
         40,
         {0.476509567419, 0.759829189151, 0.757378277154, 0.662122966176}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t scale = 0; scale < 4; scale++) {
            AlphaStudy study =
                study_of(*state, rows[i].units, rows[i].n, (AlphaScale)scale);
            check_close(alpha_of(&study).alpha, rows[i].expected[scale], EXACT);
        }
    }
    AlphaStudy c = study_of(*state, KRIPPENDORFF_C, 12, ALPHA_NOMINAL);
    Alpha alpha = alpha_of(&c);
    assert_true(fabs(alpha.observed - .200) <= 5e-4 &&
                fabs(alpha.expected - .779) <= 5e-4);
    assert_int_equal(alpha.units, 11);
    check_close(alpha.codes, 40, 0);
    /* The twelfth unit has one code: without it nothing changes. */
    AlphaStudy without = study_of(*state, KRIPPENDORFF_C, 11, ALPHA_NOMINAL);
    check_close(alpha_of(&without).alpha, alpha.alpha, 0);
}

/* Two-coder examples of Krippendorff's text, the three coders of his 2018 book (p. 306),
 * and the dress of nltk's tests: YES NO NO, YES NO, NO. */
static void small_examples(void **state) {
    static const char *const letters[] = {"11", "12", "22", "22", "22", "22",
                                          "23", "33", "33", "33", "33", "33"};
    static const char *const binary[] = {"10", "11", "01", "00", "00",
                                         "01", "00", "01", "00", "00"};
    static const char *const book[] = {"000", "111", "001", "110", "010", "001",
                                       "000", "000", "111", "110", "100", "110"};
    static const char *const dress[] = {"100", "10*", "0**"};
    AlphaStudy study = study_of(*state, letters, 12, ALPHA_NOMINAL);
    check_close(alpha_of(&study).alpha, 0.734104046243, EXACT);
    assert_true(fabs(alpha_of(&study).observed - .1667) <= 5e-5);
    assert_true(fabs(alpha_of(&study).expected - .6268) <= 5e-5);
    study = study_of(*state, binary, 10, ALPHA_NOMINAL);
    check_close(alpha_of(&study).alpha, 0.0952380952381, EXACT);
    study = study_of(*state, book, 12, ALPHA_NOMINAL);
    assert_true(fabs(alpha_of(&study).alpha - .2343) <= 1e-4);
    study = study_of(*state, dress, 3, ALPHA_NOMINAL);
    check_close(alpha_of(&study).alpha, -1.0 / 3, 1e-12);
}

/* Sets over A, B, C as bits; DKPro's SetAnnotationsTest. */
static const uint64_t SET_CODES[] = {0, 1, 1, 1, 3, 3, 7, 4, 4,
                                     0, 0, 1, 2, 1, 5, 7, 5, 5};

static void sets(void **state) {
    static const struct {
        SetDistance distance;
        double observed, expected, alpha, tolerance;
    } rows[] = {
        {SET_DISTANCE_STEPS, .333, .409, .186, 2e-3},
        {SET_DISTANCE_MASI_PRODUCT, .2530864198, .3387799564, .2529474812, EXACT},
        {SET_DISTANCE_MASI, .5432098765, .7472766885, .2730806608, EXACT},
        {SET_DISTANCE_JACCARD, .4629629630, .6764705882, .3156199678, EXACT},
    };
    bool present[COUNT(SET_CODES)];
    memset(present, 1, sizeof present);
    for (size_t i = 0; i < COUNT(rows); i++) {
        AlphaStudy study;
        Err err = {0};
        SetRatings ratings = {SET_CODES, present, 2, 9, 1};
        check_ok(alpha_study_sets(*state, ratings, rows[i].distance, &study, &err), &err);
        Alpha alpha = alpha_of(&study);
        check_close(alpha.observed, rows[i].observed, rows[i].tolerance);
        check_close(alpha.expected, rows[i].expected, rows[i].tolerance);
        check_close(alpha.alpha, rows[i].alpha, rows[i].tolerance);
    }
}

/* More than 64 codes need more words; a missing set is not an empty one. */
static void wide_sets(void **state) {
    uint64_t bits[2 * 10 * 2] = {0};
    bool present[20];
    for (size_t i = 0; i < 20; i++) {
        present[i] = true;
        bits[i * 2] = 0;
        bits[i * 2 + 1] = SET_CODES[i < 10 ? (i < 9 ? i : 0) : (i < 19 ? 9 + i - 10 : 0)];
    }
    present[9] = false;
    AlphaStudy study;
    Err err = {0};
    SetRatings ratings = {bits, present, 2, 10, 2};
    check_ok(alpha_study_sets(*state, ratings, SET_DISTANCE_JACCARD, &study, &err), &err);
    check_close(alpha_of(&study).alpha, .3156199678, EXACT);
    static const uint64_t a[] = {1, 1}, b[] = {1, 0}, none[] = {0, 0};
    check_close(set_distance(a, b, 2, SET_DISTANCE_JACCARD), .5, 0);
    check_close(set_distance(a, none, 2, SET_DISTANCE_STEPS), 1.0 / 3, 0);
    check_close(set_distance(a, none, 2, SET_DISTANCE_MASI), 1, 0);
    check_close(set_distance(none, none, 2, SET_DISTANCE_MASI), 0, 0);
}

/* R, 5,000 draws of pairs and 2,000 of units: to 0.02. The methods must not be mixed
 * up. */
static void intervals(void **state) {
    static const struct {
        const char *const *units;
        size_t n;
        AlphaScale scale;
        Interval pairs, resampled;
    } rows[] = {
        {HAYES_KRIPPENDORFF, 40, ALPHA_ORDINAL, {0.715, 0.803}, {0.620, 0.842}},
        {KRIPPENDORFF_C, 12, ALPHA_NOMINAL, {0.615, 0.872}, {0.419, 1.000}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        AlphaStudy study = study_of(*state, rows[i].units, rows[i].n, rows[i].scale);
        Resampling how = {.seed = 7, .draws = 5000, .level = 0.95};
        Interval pairs = alpha_bootstrap_pairs(&study, how).interval;
        assert_true(fabs(pairs.lower - rows[i].pairs.lower) <= 0.02);
        assert_true(fabs(pairs.upper - rows[i].pairs.upper) <= 0.02);
        how.draws = 2000;
        Interval units = alpha_bootstrap_units(&study, how).interval;
        assert_true(fabs(units.lower - rows[i].resampled.lower) <= 0.02);
        assert_true(fabs(units.upper - rows[i].resampled.upper) <= 0.02);
    }
}

/* Rule 10 by hand: alpha without each unit of a small study in turn. */
static void jackknife(void **state) {
    static const char *const units[] = {"11", "12", "22", "22", "21"};
    AlphaStudy study = study_of(*state, units, 5, ALPHA_NOMINAL);
    double without[5], mean = 0, squares = 0;
    for (size_t skip = 0; skip < 5; skip++) {
        const char *rest[4];
        for (size_t i = 0, n = 0; i < 5; i++) {
            if (i != skip)
                rest[n++] = units[i];
        }
        AlphaStudy part = study_of(*state, rest, 4, ALPHA_NOMINAL);
        without[skip] = alpha_of(&part).alpha;
        mean += without[skip] / 5;
    }
    for (size_t i = 0; i < 5; i++)
        squares += (without[i] - mean) * (without[i] - mean);
    AlphaJackknife j = alpha_jackknife(&study, 0.95);
    check_close(j.se, sqrt(0.8 * squares), 1e-12);
    double half = alpha_of(&study).alpha - j.interval.lower;
    assert_true(j.interval.upper <= 1);
    check_close(half / j.se, 2.7764451051977934, 1e-9); /* R: qt(.975, 4) */
    assert_true(isnan(alpha_jackknife(&study, 1.5).interval.lower));
}

static void check_error(Arena *keep, Ratings ratings, AlphaScale scale,
                        const char *word) {
    AlphaStudy study;
    Err err = {0};
    assert_false(alpha_study_values(keep, ratings, scale, &study, &err));
    if (!strstr(err.text, word))
        fail_msg("\"%s\" does not say \"%s\"", err.text, word);
}

static void edges(void **state) {
    static const double one[] = {1, 2}, apart[] = {1, NAN, NAN, 2},
                        gone[] = {NAN, NAN, NAN, NAN};
    static const double negative[] = {1, 2, 3, -4}, infinite[] = {1, INFINITY, 1, 2};
    check_error(*state, (Ratings){one, 1, 2}, ALPHA_NOMINAL, "two coders");
    check_error(*state, (Ratings){NULL, 0, 0}, ALPHA_NOMINAL, "two coders");
    check_error(*state, (Ratings){NULL, 2, 0}, ALPHA_NOMINAL, "none");
    check_error(*state, (Ratings){apart, 2, 2}, ALPHA_NOMINAL, "none");
    check_error(*state, (Ratings){gone, 2, 2}, ALPHA_ORDINAL, "none");
    check_error(*state, (Ratings){negative, 2, 2}, ALPHA_RATIO, "coder 2, unit 2");
    check_error(*state, (Ratings){infinite, 2, 2}, ALPHA_INTERVAL, "coder 1, unit 2");
    double *many = ARENA_ARRAY(*state, double, 10000);
    for (size_t i = 0; i < 10000; i++)
        many[i] = (double)i;
    check_error(*state, (Ratings){many, 2, 5000}, ALPHA_INTERVAL, "4096");
    /* No variation is undefined, and so is what resamples it. */
    static const char *const same[] = {"11", "11", "11"};
    for (AlphaScale scale = ALPHA_NOMINAL; scale <= ALPHA_RATIO; scale++) {
        AlphaStudy study = study_of(*state, same, 3, scale);
        assert_true(isnan(alpha_of(&study).alpha));
        Resampling how = {.seed = 1, .draws = 20, .level = 0.95};
        assert_int_equal(alpha_bootstrap_units(&study, how).undefined, 20);
        assert_int_equal(alpha_bootstrap_pairs(&study, how).undefined, 20);
        assert_true(isnan(alpha_jackknife(&study, 0.95).se));
    }
    static const char *const zeros[] = {"00", "01"};
    AlphaStudy ratio = study_of(*state, zeros, 2, ALPHA_RATIO);
    check_close(alpha_of(&ratio).alpha, 0, 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scales),    cmocka_unit_test(small_examples),
        cmocka_unit_test(sets),      cmocka_unit_test(wide_sets),
        cmocka_unit_test(intervals), cmocka_unit_test(jackknife),
        cmocka_unit_test(edges),
    };
    return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
