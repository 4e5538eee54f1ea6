/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is learned from: whose codes count, what stays together, and folds that hang on
 * nothing but the plans and the seed. */
#include "base/base.h"

#include "check.h"
#include "compare/lessons.h"
#include "store_check.h"

enum { PLANS = 3, TASKS = 6, IN_TASK = 3, IN_PLAN = TASKS * IN_TASK };

typedef struct {
    Store *store;
    Arena arena;
    MeasureList measures;
} Study;

static Err err;

/* Plans p0 to p2, put in this order; the first measure of task 1 of p0 and of task 4 of
 * p1 are the same sentence, and each plan has the same short one in task 0. */
static void begin(Study *study, const size_t order[PLANS]) {
    *study = (Study){.store = check_store()};
    check_scheme(study->store, 6);
    for (size_t k = 0; k < PLANS; k++) {
        size_t plan = order[k];
        PlanMaker maker;
        char text[64];
        snprintf(text, sizeof text, "p%zu", plan);
        maker_begin(&maker, text);
        for (size_t task = 0; task < TASKS; task++) {
            uint32_t node = maker_heading(&maker, 0, NODE_TASK, "1.", "任务");
            for (size_t i = 0; i < IN_TASK; i++) {
                bool copy =
                    i == 0 && ((plan == 0 && task == 1) || (plan == 1 && task == 4));
                snprintf(text, sizeof text, "计划%zu任务%zu举措%zu。", plan, task, i);
                maker_leaf(&maker, node, NODE_MEASURE, PART_PLAN,
                           copy                  ? "抄自上级文件的同一句话。"
                           : task == 0 && i == 1 ? "人人有责。"
                                                 : text);
            }
        }
        maker_end(&maker);
        snprintf(text, sizeof text, "p%zu.txt", plan);
        check_put(study->store, &maker, text, plan + 1, &study->arena);
        maker_release(&maker);
    }
    check_ok(store_measures(study->store, &(MeasureFilter){0}, &study->arena,
                            &study->measures, &err),
             &err);
    assert_int_equal(study->measures.n, PLANS * IN_PLAN);
}

static void end(Study *study) {
    check_store_end(study->store);
    arena_release(&study->arena);
}

static void give(Study *study, const char *coder, size_t measure, const char *theme) {
    const MeasureRow *row = &study->measures.at[measure];
    HumanCode code = {row->span, slice_of(theme), slice_of(coder), S("")};
    check_ok(store_add_human(study->store, row->plan, &code, &err), &err);
}

static void give_all(Study *study, const char *coder, size_t n) {
    for (size_t i = 0; i < n; i++)
        give(study, coder, i, i % 4 ? "" : "t0");
}

static const LessonOptions usual = {.folds = 5, .seed = 1};

static Lessons load(Study *study, const LessonOptions *options) {
    Lessons lessons;
    check_ok(lessons_load(study->store, options, &study->arena, &lessons, &err), &err);
    return lessons;
}

static void refused(Study *study, const LessonOptions *options, const char *words) {
    Lessons lessons;
    assert_false(lessons_load(study->store, options, &study->arena, &lessons, &err));
    if (!strstr(err.text, words))
        fail_msg("'%s' does not say '%s'", err.text, words);
}

static bool gave(const Lessons *lessons, size_t i, const char *code) {
    size_t theme = theme_find(&lessons->themes, slice_of(code));
    return lessons->given[i * lessons->themes.n + theme];
}

static void the_majority_gives(void **state) {
    (void)state;
    Study study;
    begin(&study, (size_t[]){0, 1, 2});
    for (size_t i = 0; i < IN_PLAN; i++)
        give(&study, "anna", i, i < 4 ? "t0" : "");
    /* Bert on 0 to 2: agrees, disagrees, another code. Carl on 0 and 1. */
    give(&study, "bert", 0, "t0");
    give(&study, "bert", 1, "");
    give(&study, "bert", 2, "t0.1");
    give(&study, "carl", 0, "");
    give(&study, "carl", 1, "t0");
    give(&study, "carl", 40, "t3");
    Lessons lessons = load(&study, &usual);
    assert_int_equal(lessons.n, IN_PLAN + 1);
    assert_int_equal(lessons.n_people, 3);
    assert_int_equal(lessons.n_coded_twice, 3);
    assert_true(gave(&lessons, 0, "t0"));  /* two of three */
    assert_true(gave(&lessons, 1, "t0"));  /* two of three */
    assert_false(gave(&lessons, 2, "t0")); /* one of two */
    assert_false(gave(&lessons, 2, "t0.1"));
    assert_true(gave(&lessons, 3, "t0")); /* one of one */
    assert_false(gave(&lessons, 4, "t0"));
    assert_true(gave(&lessons, IN_PLAN, "t3"));
    assert_true(lessons.measures[IN_PLAN]->id == study.measures.at[40].id);

    Slice bert = S("bert"), anna = S("anna");
    LessonOptions one = {.people = {&anna, 1, 1}, .folds = 5, .seed = 1};
    lessons = load(&study, &one);
    assert_int_equal(lessons.n, IN_PLAN);
    assert_int_equal(lessons.n_people, 1);
    assert_true(gave(&lessons, 2, "t0"));
    one.people.at = &bert; /* three measures of one task */
    refused(&study, &one, "there are 1");
    end(&study);
}

static void tasks_and_copies_stay_together(void **state) {
    (void)state;
    Study study;
    begin(&study, (size_t[]){0, 1, 2});
    give_all(&study, "anna", PLANS * IN_PLAN);
    Lessons lessons = load(&study, &usual);
    assert_int_equal(lessons.n, PLANS * IN_PLAN);
    assert_int_equal(lessons.n_groups, PLANS * TASKS - 1);
    size_t filled[5] = {0};
    for (size_t i = 0; i < lessons.n; i++) {
        assert_true(lessons.fold[i] < 5);
        filled[lessons.fold[i]]++;
        if (i % IN_TASK)
            assert_int_equal(lessons.group[i], lessons.group[i - 1]);
        for (size_t k = 0; k < i; k++)
            assert_true(lessons.group[i] != lessons.group[k] ||
                        lessons.fold[i] == lessons.fold[k]);
    }
    assert_int_equal(lessons.group[IN_TASK], lessons.group[IN_PLAN + 4 * IN_TASK]);
    for (size_t k = 0; k < 5; k++)
        assert_in_range(filled[k], 9, 15); /* 54 in five, in steps of 3 and one 6 */
    LessonOptions other = usual;
    other.seed = 2;
    Lessons shuffled = load(&study, &other);
    assert_true(memcmp(lessons.fold, shuffled.fold, lessons.n * sizeof *lessons.fold));

    /* Whole plans, although p0 and p1 share a sentence. */
    LessonOptions plans = {.by_plan = true, .folds = 3, .seed = 1};
    lessons = load(&study, &plans);
    assert_int_equal(lessons.n_groups, 3);
    for (size_t i = 0; i < lessons.n; i++)
        assert_int_equal(lessons.group[i], i / IN_PLAN);
    plans.folds = 4;
    refused(&study, &plans, "there are 3");
    end(&study);
}

/* A theme that three tasks carry comes to stand in three folds, whatever the seed. */
static void rare_themes_are_spread(void **state) {
    (void)state;
    Study study;
    begin(&study, (size_t[]){0, 1, 2});
    static const size_t rare[] = {0, 20, 47};
    for (size_t i = 0; i < PLANS * IN_PLAN; i++) {
        bool is = i == rare[0] || i == rare[1] || i == rare[2];
        give(&study, "anna", i, is ? "t3" : i % 2 ? "t0" : "");
    }
    for (uint64_t seed = 1; seed <= 10; seed++) {
        LessonOptions options = {.folds = 3, .seed = seed};
        Lessons lessons = load(&study, &options);
        assert_true(lessons.fold[rare[0]] != lessons.fold[rare[1]]);
        assert_true(lessons.fold[rare[0]] != lessons.fold[rare[2]]);
        assert_true(lessons.fold[rare[1]] != lessons.fold[rare[2]]);
    }
    end(&study);
}

static void the_order_of_adding_does_not_matter(void **state) {
    (void)state;
    size_t folds[PLANS * IN_PLAN];
    for (size_t round = 0; round < 2; round++) {
        Study study;
        begin(&study, round ? (size_t[]){2, 0, 1} : (size_t[]){0, 1, 2});
        give_all(&study, "anna", PLANS * IN_PLAN);
        Lessons lessons = load(&study, &usual);
        if (round == 0)
            memcpy(folds, lessons.fold, sizeof folds);
        else
            assert_memory_equal(folds, lessons.fold, sizeof folds);
        end(&study);
    }
}

static void says_what_is_missing(void **state) {
    (void)state;
    Study study;
    begin(&study, (size_t[]){0, 1, 2});
    refused(&study, &usual, "no person has coded yet");
    give_all(&study, "anna", IN_TASK);
    refused(&study, &usual, "there are 1");
    Slice rules = S("rules"), nobody = S("nobody");
    LessonOptions from = {.people = {&rules, 1, 1}, .folds = 5, .seed = 1};
    refused(&study, &from, "is a machine");
    from.people.at = &nobody;
    refused(&study, &from, "nobody");
    LessonOptions plan = {.plans = {&nobody, 1, 1}, .folds = 5, .seed = 1};
    refused(&study, &plan, "nobody");
    end(&study);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_majority_gives),
        cmocka_unit_test(tasks_and_copies_stay_together),
        cmocka_unit_test(rare_themes_are_spread),
        cmocka_unit_test(the_order_of_adding_does_not_matter),
        cmocka_unit_test(says_what_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
