/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The types of a trend: numbers as R gives them (prop.trend.test, lm with weights,
 * fisher.test, Newcombe's formula written out), and each rule at its border. */
#include "base/base.h"

#include <math.h>

#include "check.h"
#include "compare/trajectory.h"

enum { MOST = 6 };
typedef struct {
    double year[MOST], hits[MOST], n[MOST];
    size_t years;
} Sample;

static Trajectory of(const Sample *sample) {
    return trajectory_of(
        (YearCounts){sample->year, sample->hits, sample->n, sample->years}, 0.95);
}

/* One theme is a family of its own: nothing to correct. */
static TrajectoryType type_of(const Sample *sample) {
    Trajectory made = of(sample), *family[] = {&made};
    trajectories_adjust(family, 1);
    return trajectory_type(&made, 0.95, 0.05);
}

static const Sample growing = {
    {2021, 2022, 2024, 2025}, {5, 9, 14, 22}, {80, 90, 100, 100}, 4};
static const Sample bow = {{1, 2, 3}, {10, 30, 10}, {100, 100, 100}, 3};
static const Sample gone_once = {{1, 2, 3}, {12, 0, 11}, {100, 100, 100}, 3};
static const Sample gone_twice = {
    {1, 2, 3, 4, 5}, {12, 0, 11, 0, 10}, {100, 100, 100, 100, 100}, 5};
static const Sample rare = {{1, 2, 3}, {2, 0, 2}, {70, 70, 70}, 3};
static const Sample steady = {{1, 2, 3}, {100, 105, 98}, {1000, 1000, 1000}, 3};

static void numbers_are_those_of_r(void **state) {
    (void)state;
    Trajectory made = of(&growing);
    assert_int_equal(made.years, 4);
    assert_int_equal(made.present, 4);
    check_close(made.test.chi2, 9.84818465739, 1e-10);
    check_close(made.test.p, 0.00169999434034, 1e-10);
    check_close(made.test.slope, 0.035697187313, 1e-10);
    check_close(made.difference, 0.1575, 1e-12);
    check_close(made.interval.lower, 0.0544767513406, 1e-10);
    check_close(made.interval.upper, 0.2549070620075, 1e-10);
    check_close(made.spread, 0.1575, 1e-12);
    check_close(made.absence_p, NAN, 0);
    check_close(of(&gone_once).absence_p, 5.68126080252e-05, 1e-9);
    check_close(of(&gone_twice).absence_p, 2 * 0.000480174826228, 1e-9);
    check_close(of(&rare).absence_p, 0.194689813111, 1e-9);
}

static void types_follow_their_rules(void **state) {
    (void)state;
    assert_int_equal(type_of(&growing), TRAJECTORY_GROWING);
    Sample falling = growing;
    for (size_t i = 0; i < 4; i++)
        falling.hits[i] = growing.n[i] - growing.hits[i];
    assert_int_equal(type_of(&falling), TRAJECTORY_DECLINING);
    assert_int_equal(type_of(&bow), TRAJECTORY_UNDECIDED);
    assert_int_equal(type_of(&gone_once), TRAJECTORY_INTERMITTENT);
    assert_int_equal(type_of(&gone_twice), TRAJECTORY_INTERMITTENT);
    assert_int_equal(type_of(&rare), TRAJECTORY_UNDECIDED);
    assert_int_equal(type_of(&steady), TRAJECTORY_STEADY);
    assert_string_equal(trajectory_word(TRAJECTORY_STEADY), "steady");
}

/* A bow inside the first-to-last interval is not steady, and few measures show nothing to
 * be steady. */
static void steady_is_shown_not_assumed(void **state) {
    (void)state;
    Sample hump = steady;
    hump.hits[1] = 160;
    assert_int_equal(type_of(&hump), TRAJECTORY_UNDECIDED);
    Sample small = {{1, 2, 3}, {7, 7, 7}, {70, 70, 70}, 3};
    assert_int_equal(type_of(&small), TRAJECTORY_UNDECIDED);
    Sample slight = {{1, 2, 3}, {49, 49, 49}, {1000, 1000, 1000}, 3};
    assert_int_equal(type_of(&slight), TRAJECTORY_UNDECIDED);
    slight.hits[1] = 52;
    assert_int_equal(type_of(&slight), TRAJECTORY_STEADY);
    Trajectory made = of(&steady), *family[] = {&made};
    trajectories_adjust(family, 1);
    check_close(made.share, 0.101, 1e-12);
    assert_int_equal(trajectory_type(&made, 0.95, 0.029), TRAJECTORY_STEADY);
    assert_int_equal(trajectory_type(&made, 0.95, 0.028), TRAJECTORY_UNDECIDED);
}

/* The test finds a slope, but first and last do not differ; and the other way round. */
static void one_witness_is_not_enough(void **state) {
    (void)state;
    Sample late_fall = {
        {1, 2, 3, 4, 5}, {10, 5, 20, 35, 12}, {100, 100, 100, 100, 100}, 5};
    Trajectory made = of(&late_fall);
    check_close(made.test.p, 0.003687647, 1e-6);
    assert_true(made.interval.lower < 0);
    assert_int_equal(type_of(&late_fall), TRAJECTORY_UNDECIDED);
    Sample odd_first = {{1, 2, 3, 4}, {10, 45, 14, 24}, {100, 100, 100, 100}, 4};
    made = of(&odd_first);
    assert_true(made.interval.lower > 0);
    check_close(made.test.p, 0.5603825, 1e-6);
    assert_int_equal(type_of(&odd_first), TRAJECTORY_UNDECIDED);
}

/* What one theme shows alone it does not show as one of forty. */
static void many_themes_are_corrected(void **state) {
    (void)state;
    Sample mild = {{1, 2, 3}, {5, 10, 16}, {100, 100, 100}, 3};
    Trajectory themes[40], *family[40];
    for (size_t i = 0; i < 40; i++) {
        themes[i] = of(i ? &bow : &mild);
        family[i] = &themes[i];
    }
    assert_int_equal(type_of(&mild), TRAJECTORY_GROWING);
    trajectories_adjust(family, 40);
    check_close(themes[0].p_adjusted, fmin(1, themes[0].test.p * 40), 1e-9);
    assert_int_equal(trajectory_type(&themes[0], 0.95, 0.05), TRAJECTORY_UNDECIDED);
}

static void two_years_make_no_type(void **state) {
    (void)state;
    Sample pair = {{2024, 2025}, {5, 20}, {100, 100}, 2};
    Trajectory made = of(&pair), *family[] = {&made};
    trajectories_adjust(family, 1);
    check_close(made.test.chi2, 10.2857142857, 1e-9);
    check_close(made.interval.lower, 0.059153502962, 1e-9);
    assert_int_equal(trajectory_type(&made, 0.95, 0.05), TRAJECTORY_PAIR);
    assert_true(trajectory_tells(&made, TRAJECTORY_PAIR, 0.95));
    made.p_adjusted = 0.06;
    assert_false(trajectory_tells(&made, TRAJECTORY_PAIR, 0.95));
    assert_false(trajectory_tells(&made, TRAJECTORY_UNDECIDED, 0.95));
    assert_true(trajectory_tells(&made, TRAJECTORY_STEADY, 0.95));
}

/* Years without measures are no zeros, wherever they stand. */
static void empty_years_are_gaps(void **state) {
    (void)state;
    Sample gaps = {{2019, 2021, 2022, 2023, 2024, 2025},
                   {0, 5, 9, 0, 14, 22},
                   {0, 80, 90, 0, 100, 100},
                   6};
    Trajectory made = of(&gaps);
    assert_int_equal(made.years, 4);
    assert_int_equal(made.first, 1);
    assert_int_equal(made.last, 5);
    check_close(made.test.chi2, 9.84818465739, 1e-10);
    check_close(made.absence_p, NAN, 0);
    assert_int_equal(type_of(&gaps), TRAJECTORY_GROWING);
    Sample one = {{2024, 2025}, {3, 0}, {20, 0}, 2};
    assert_int_equal(type_of(&one), TRAJECTORY_NONE);
    check_close(of(&one).difference, NAN, 0);
    Sample never = {{1, 2, 3}, {0, 0, 0}, {50, 60, 70}, 3};
    assert_int_equal(type_of(&never), TRAJECTORY_NEVER);
    Sample always = {{1, 2, 3}, {50, 60, 70}, {50, 60, 70}, 3};
    assert_int_equal(type_of(&always), TRAJECTORY_UNDECIDED);
    Sample single = {{1, 2, 3}, {1, 1, 0}, {1, 1, 1}, 3};
    assert_int_equal(type_of(&single), TRAJECTORY_UNDECIDED);
    Sample none = {.years = 0};
    assert_int_equal(type_of(&none), TRAJECTORY_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_those_of_r),
        cmocka_unit_test(types_follow_their_rules),
        cmocka_unit_test(steady_is_shown_not_assumed),
        cmocka_unit_test(one_witness_is_not_enough),
        cmocka_unit_test(many_themes_are_corrected),
        cmocka_unit_test(two_years_make_no_type),
        cmocka_unit_test(empty_years_are_gaps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
