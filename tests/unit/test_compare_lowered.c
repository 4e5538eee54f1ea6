/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lowered: which targets of two measures are compared, and when one is lower. */
#include "base/base.h"

#include "check.h"
#include "compare/lowered.h"

static MeasureTarget target(Comparator comparator, double value, const char *unit,
                            const char *object) {
    return (MeasureTarget){.comparator = comparator,
                           .value = value,
                           .high = value,
                           .words = slice_of(unit),
                           .unit = slice_of(unit),
                           .object = slice_of(object)};
}

static Lowered lowered(const MeasureTarget *from, const MeasureTarget *to,
                       bool same_place, Arena *arena) {
    return targets_lowered(&(MeasureTargets){from, 1}, &(MeasureTargets){to, 1},
                           same_place, arena);
}

static void numbers(void **state) {
    (void)state;
    Arena arena = {0};
    MeasureTarget was = target(COMPARE_AT_LEAST, 95, "%", "就业率");
    MeasureTarget is = target(COMPARE_EXACT, 90, "%", "就业率");
    was.words = S("95%");
    is.words = S("九成");
    Lowered found = lowered(&was, &is, false, &arena);
    assert_true(found.lower);
    check_slice(found.words, "95% → 九成");
    assert_false(lowered(&is, &was, false, &arena).lower);
    assert_false(lowered(&was, &was, false, &arena).lower);
    is.high = 96; /* 90% to 96% */
    assert_false(lowered(&was, &is, false, &arena).lower);
    is = target(COMPARE_EXACT, 90, "%", "就业率");
    is.redacted = true;
    assert_false(lowered(&was, &is, false, &arena).lower);
    is = target(COMPARE_ABOUT, 90, "%", "就业率");
    assert_false(lowered(&was, &is, false, &arena).lower);
    is = target(COMPARE_AT_MOST, 90, "%", "就业率");
    assert_false(lowered(&was, &is, false, &arena).lower);
    arena_release(&arena);
}

/* At most 48% is more than at most 50%. */
static void ceilings(void **state) {
    (void)state;
    Arena arena = {0};
    MeasureTarget was = target(COMPARE_AT_MOST, 48, "%", "近视率");
    MeasureTarget is = target(COMPARE_LESS, 50, "%", "总体近视率");
    assert_true(lowered(&was, &is, false, &arena).lower);
    assert_false(lowered(&is, &was, false, &arena).lower);
    arena_release(&arena);
}

/* Counts tell something within one place only; what is asked for per day everywhere. */
static void places(void **state) {
    (void)state;
    Arena arena = {0};
    MeasureTarget was = target(COMPARE_EXACT, 120, "人", "教师");
    MeasureTarget is = target(COMPARE_EXACT, 86, "人", "教师");
    assert_false(lowered(&was, &is, false, &arena).lower);
    assert_true(lowered(&was, &is, true, &arena).lower);
    was.period = is.period = S("每天");
    assert_true(lowered(&was, &is, false, &arena).lower);
    is.period = S("每学期");
    assert_false(lowered(&was, &is, true, &arena).lower);
    arena_release(&arena);
}

static void objects(void **state) {
    (void)state;
    Arena arena = {0};
    MeasureTarget was = target(COMPARE_EXACT, 5, "%", "规上工业增加值");
    MeasureTarget is = target(COMPARE_EXACT, 4, "%", "一产增加值");
    assert_false(lowered(&was, &is, true, &arena).lower);
    is.object = S("工业增加值");
    assert_true(lowered(&was, &is, true, &arena).lower);
    is.object = (Slice){0};
    assert_true(lowered(&was, &is, true, &arena).lower);
    /* Two that might be meant are none, unless one has the very same name. */
    MeasureTarget both[] = {is, is};
    MeasureTargets one = {&was, 1}, two = {both, 2};
    assert_false(targets_lowered(&one, &two, true, &arena).lower);
    assert_false(targets_lowered(&two, &one, true, &arena).lower);
    both[1].object = was.object;
    assert_true(targets_lowered(&one, &two, true, &arena).lower);
    assert_false(targets_lowered(&one, &(MeasureTargets){0}, true, &arena).lower);
    arena_release(&arena);
}

static void softer_words(void **state) {
    (void)state;
    Arena arena = {0};
    MeasureTarget was = target(COMPARE_EXACT, 90, "%", "就业率"), is = was;
    was.hardness = HARDNESS_FIRM;
    assert_false(lowered(&was, &is, false, &arena).softer);
    is.hardness = HARDNESS_STRIVE;
    assert_true(lowered(&was, &is, false, &arena).softer);
    assert_false(lowered(&was, &is, false, &arena).lower);
    was.hardness = HARDNESS_EXPLORE;
    assert_false(lowered(&was, &is, false, &arena).softer);
    arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),      cmocka_unit_test(ceilings),
        cmocka_unit_test(places),       cmocka_unit_test(objects),
        cmocka_unit_test(softer_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
