/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaps: the statuses of themes and measures, what one plan alone has, and the edges. */
#include "base/base.h"

#include "check.h"
#include "compare/gaps.h"
#include "corpus_maker.h"

typedef struct {
    CorpusMaker maker;
    VEC(Slice) texts;
    Arena arena;
    CorpusChoice choice;
} Fixture;

static CorpusMeasure *add(Fixture *made, const char *codes, const char *text) {
    vec_push(&made->texts, slice_of(text));
    return corpus_measure(&made->maker, codes);
}

static void add_many(Fixture *made, size_t n, const char *codes) {
    for (size_t i = 0; i < n; i++)
        add(made, codes, "");
}

static void release(Fixture *made) {
    vec_release(&made->texts);
    arena_release(&made->arena);
    corpus_release(&made->maker);
}

typedef bool Gaps(const GapsQuestion *question, Arena *keep, Table *table, Err *err);

static GapsQuestion question_of(const Fixture *made, uint32_t reference) {
    return (GapsQuestion){.corpus = &made->maker.corpus,
                          .choice = &made->choice,
                          .texts = made->texts.at,
                          .reference = reference,
                          .level = 0.95};
}

static Table answer(Fixture *made, Gaps *gaps, uint32_t reference) {
    Table table = {0};
    Err err = {0};
    GapsQuestion question = question_of(made, reference);
    check_ok(gaps(&question, &made->arena, &table, &err), &err);
    return table;
}

static void refused(Fixture *made, Gaps *gaps, uint32_t reference, const char *words) {
    Table table = {0};
    Err err = {0};
    GapsQuestion question = question_of(made, reference);
    assert_false(gaps(&question, &made->arena, &table, &err));
    if (!slice_contains(slice_of(err.text), slice_of(words)))
        fail_msg("\"%s\" does not say \"%s\"", err.text, words);
}

static size_t row_of(const Table *table, const char *key, const char *value,
                     const char *plan) {
    for (size_t i = 0; i < table_rows(table); i++) {
        if (slice_equal(corpus_text(table, i, key), slice_of(value)) &&
            slice_equal(corpus_text(table, i, "plan"), slice_of(plan)))
            return i;
    }
    fail_msg("no row %s %s", value, plan);
    return 0;
}

static void has_status(const Table *table, const char *key, const char *value,
                       const char *plan, const char *status) {
    Slice found = corpus_text(table, row_of(table, key, value, plan), "status");
    if (!slice_equal(found, slice_of(status)))
        fail_msg("%s in %s is %.*s, not %s", value, plan, SLICE_ARG(found), status);
}

/* ---- Themes ---- */

/* The reference: 20 measures of a (subthemes x, y, z; with targets), 10 of b (with
 * owners), 10 of c. */
static void begin_reference(Fixture *made) {
    *made = (Fixture){0};
    corpus_begin(&made->maker, "a a.x a.y a.z b c d");
    corpus_plan(&made->maker, "reference");
    add_many(made, 17, "a");
    add(made, "a.x", "新增公办幼儿园学位")->targets = 1;
    add(made, "a.y", "食堂明厨亮灶全覆盖");
    add(made, "a.z", "开展应急疏散演练活动");
    for (size_t i = 0; i < 10; i++)
        add(made, "b", "")->duties = 1;
    add_many(made, 10, "c");
}

static void themes_by_rule(void **state) {
    (void)state;
    Fixture made;
    begin_reference(&made);
    /* 2 of 40 against 20 of 40 measures of a: Newcombe from -.60 to -.26. */
    corpus_plan(&made.maker, "low");
    add(&made, "a.x", "")->targets = 1;
    add(&made, "a.y", "");
    for (size_t i = 0; i < 38; i++)
        add(&made, i < 10 ? "b" : "", "")->duties = 1;
    /* As many, but one subtheme of three, and no target; no owner of b among owners. */
    corpus_plan(&made.maker, "narrow");
    for (size_t i = 0; i < 20; i++)
        add(&made, "a.x", "")->duties = 1;
    add_many(&made, 10, "b");
    add(&made, "c", "");
    corpus_plan(&made.maker, "plain"); /* two subthemes of three, no target, no owners */
    for (size_t i = 0; i < 20; i++)
        add(&made, i ? "a.x" : "a.y", i ? "" : "食堂明厨亮灶全部覆盖");
    add_many(&made, 10, "b");
    corpus_end(&made.maker);
    Table table = answer(&made, gaps_themes, 0);
    has_status(&table, "theme", "a", "reference", "reference");
    has_status(&table, "theme", "a", "low", "weaker");
    has_status(&table, "theme", "a", "narrow", "weaker");
    has_status(&table, "theme", "a", "plain", "no-target");
    has_status(&table, "theme", "a.z", "plain", "absent");
    has_status(&table, "theme", "b", "narrow", "no-owner");
    has_status(&table, "theme", "b", "plain", "present"); /* owners are not its custom */
    has_status(&table, "theme", "b", "low", "present");
    has_status(&table, "theme", "c", "low", "absent");
    size_t row = row_of(&table, "theme", "a", "low");
    check_close(corpus_number(&table, row, "lower_share"), 1, 0);
    check_close(corpus_number(&table, row, "fewer_subthemes"), 0, 0);
    check_close(corpus_number(&table, row, "difference"), 2.0 / 40 - 20.0 / 40, 1e-12);
    assert_true(corpus_number(&table, row, "difference_high") < 0);
    assert_int_equal(corpus_cell(&table, row, "reference_measures")->n_measures, 20);
    assert_int_equal(corpus_cell(&table, row, "reading")->n_measures, 2);
    row = row_of(&table, "theme", "a", "narrow");
    check_close(corpus_number(&table, row, "lower_share"), 0, 0);
    check_close(corpus_number(&table, row, "fewer_subthemes"), 1, 0);
    check_close(corpus_number(&table, row, "no_target"), 1, 0);
    check_close(corpus_number(&table, row, "subthemes"), 1, 0);
    check_close(corpus_number(&table, row, "reference_subthemes"), 3, 0);
    row = row_of(&table, "theme", "a", "plain");
    check_close(corpus_number(&table, row, "found"), 1, 0);
    check_close(corpus_number(&table, row, "found_share"), 1.0 / 20, 1e-12);
    assert_int_equal(corpus_cell(&table, row, "found")->measures[0], measure_id(1, 18));
    check_slice(corpus_text(&table, row, "reading"), "no target 20");
    assert_true(corpus_noted(&table, "plain, of 3 themes: present 1, no target 1, absent "
                                     "1 (c)"));
    assert_true(corpus_noted(&table, "plain (0 of 30)"));
    Table again = answer(&made, gaps_themes, 0);
    corpus_check_same(&table, &again);
    table_release(&again);
    table_release(&table);
    release(&made);
}

/* Of three plans together: what a plan lacks, and has less of than the others. */
static void themes_of_the_union(void **state) {
    (void)state;
    Fixture made;
    begin_reference(&made);
    corpus_plan(&made.maker, "second");
    add(&made, "a.x", "新增公办幼儿园学位");
    add_many(&made, 4, "a");
    corpus_plan(&made.maker, "third");
    add_many(&made, 5, "d");
    corpus_end(&made.maker);
    Table table = answer(&made, gaps_themes, GAPS_UNION);
    has_status(&table, "theme", "d", "third", "present");
    has_status(&table, "theme", "d", "second", "absent");
    has_status(&table, "theme", "a", "third", "absent");
    size_t row = row_of(&table, "theme", "a", "second");
    check_close(corpus_number(&table, row, "reference_measures"), 20, 0);
    check_close(corpus_number(&table, row, "reference_of"), 45, 0);
    check_close(corpus_number(&table, row, "plans"), 2, 0);
    check_close(corpus_number(&table, row, "no_target"), 1, 0);
    check_close(corpus_number(&table, row, "found"), 1, 0);
    row = row_of(&table, "theme", "d", "third"); /* the others have none */
    check_close(corpus_number(&table, row, "reference_measures"), 0, 0);
    check_close(corpus_number(&table, row, "found_share"), NAN, 0);
    table_release(&table);
    release(&made);
}

/* ---- Measures ---- */

static void begin_measures(Fixture *made) {
    *made = (Fixture){0};
    corpus_begin(&made->maker, "a b");
    corpus_plan(&made->maker, "reference");
    CorpusMeasure *measure = add(made, "a", "①新增公办幼儿园学位900个。");
    measure->targets = measure->duties = 1;
    add(made, "b", "②学校食堂明厨亮灶全覆盖。");
    add(made, "a", "③建设智慧体育公园。");
    corpus_plan(&made->maker, "plan");
    add(made, "a", "建设职业教育实训基地");
    add(made, "", "新增公办幼儿园学位900个")->duties = 1;
    add(made, "b", "学校食堂明厨亮灶全面覆盖")->duties = 1;
    corpus_plan(&made->maker, "copy");
    add(made, "a", "新增公办幼儿园学位900个")->targets = 1;
    add(made, "b", "维修校舍")->duties = 1;
    corpus_end(&made->maker);
}

static void measures_by_rule(void **state) {
    (void)state;
    Fixture made;
    begin_measures(&made);
    Table table = answer(&made, gaps_measures, 0);
    assert_int_equal(table_rows(&table), 6);
    has_status(&table, "text", "①新增公办幼儿园学位900个。", "plan", "no-target");
    has_status(&table, "text", "①新增公办幼儿园学位900个。", "copy", "no-owner");
    has_status(&table, "text", "②学校食堂明厨亮灶全覆盖。", "plan", "present");
    has_status(&table, "text", "②学校食堂明厨亮灶全覆盖。", "copy", "absent");
    size_t row = row_of(&table, "text", "①新增公办幼儿园学位900个。", "plan");
    check_close(corpus_number(&table, row, "similarity"), 1, 0);
    check_close(corpus_number(&table, row, "nearest"), 2, 0);
    check_close(corpus_number(&table, row, "plans"), 3, 0);
    check_slice(corpus_text(&table, row, "nearest_text"), "新增公办幼儿园学位900个");
    assert_int_equal(corpus_cell(&table, row, "nearest_text")->measures[0],
                     measure_id(2, 1));
    assert_int_equal(corpus_cell(&table, row, "text")->measures[0], measure_id(1, 0));
    /* 建设 alone in common: below the bound, but told. */
    row = row_of(&table, "text", "③建设智慧体育公园。", "plan");
    check_slice(corpus_text(&table, row, "status"), "absent");
    assert_true(corpus_number(&table, row, "similarity") > 0);
    row = row_of(&table, "text", "③建设智慧体育公园。", "copy");
    assert_int_equal(corpus_cell(&table, row, "nearest_text")->type, CELL_NONE);
    assert_true(corpus_noted(&table, "plan, of 3 measures: present 1, no target 1, "
                                     "absent 1; 2 nearly in the same words"));
    table_release(&table);
    /* Of chosen themes only. */
    Slice code = S("b");
    made.choice.themes = (SliceList){&code, 1, 1};
    table = answer(&made, gaps_measures, 0);
    assert_int_equal(table_rows(&table), 2);
    check_close(corpus_number(&table, 0, "measure"), 2, 0);
    table_release(&table);
    release(&made);
}

/* Only some measures are asked about, but looked for everywhere. */
static void asked_about(void **state) {
    (void)state;
    Fixture made;
    begin_measures(&made);
    Corpus some = made.maker.corpus;
    CorpusPlan plans[] = {some.plans[0], some.plans[1], some.plans[2]};
    plans[0].n = 1;
    plans[1].n = 0;
    plans[2].n = 0;
    some.plans = plans;
    GapsQuestion question = question_of(&made, 0);
    question.asked = &some;
    Table table = {0};
    Err err = {0};
    check_ok(gaps_measures(&question, &made.arena, &table, &err), &err);
    assert_int_equal(table_rows(&table), 2);
    has_status(&table, "text", "①新增公办幼儿园学位900个。", "plan", "no-target");
    assert_true(corpus_noted(&table, "in its own words"));
    table_release(&table);
    release(&made);
}

/* A lower number makes a promise weaker; counts are compared within one place only. */
static void lower_targets(void **state) {
    (void)state;
    static const MeasureTarget rates[] = {
        {.value = 95, .high = 95, .words = {"95%", 3}, .unit = {"%", 1}},
        {.value = 90, .high = 90, .words = {"90%", 3}, .unit = {"%", 1}}};
    static const MeasureTargets targets[] = {{&rates[0], 1}, {&rates[1], 1}};
    Fixture made = {0};
    corpus_begin(&made.maker, "a");
    for (size_t i = 0; i < 2; i++) {
        corpus_plan(&made.maker, i ? "now" : "before");
        add(&made, "a", "普惠性幼儿园覆盖率")->targets = 1;
    }
    corpus_end(&made.maker);
    for (uint32_t reference = 0; reference < 2; reference++) {
        GapsQuestion question = question_of(&made, reference);
        question.targets = targets;
        Table table = {0};
        Err err = {0};
        check_ok(gaps_measures(&question, &made.arena, &table, &err), &err);
        check_slice(corpus_text(&table, 0, "status"), reference ? "present" : "weaker");
        if (!reference)
            check_slice(corpus_text(&table, 0, "reason"), "lower (95% → 90%)");
        table_release(&table);
    }
    release(&made);
}

/* Each promise that two plans share is there once, the widest spread first. */
static void promises_of_the_union(void **state) {
    (void)state;
    Fixture made;
    begin_measures(&made);
    Table table = answer(&made, gaps_measures, GAPS_UNION);
    assert_int_equal(table_rows(&table), 2 * 3);
    check_close(corpus_number(&table, 0, "plans"), 3, 0);
    assert_true(slice_contains(corpus_text(&table, 0, "text"), S("幼儿园学位")));
    check_close(corpus_number(&table, 3, "plans"), 2, 0);
    assert_true(slice_contains(corpus_text(&table, 3, "text"), S("明厨亮灶")));
    assert_true(slice_starts(corpus_text(&table, 3, "label"), S("2 plans: ")));
    size_t own = row_of(&table, "text", "②学校食堂明厨亮灶全覆盖。", "reference");
    check_slice(corpus_text(&table, own, "status"), "present");
    check_close(corpus_number(&table, own, "similarity"), 1, 0);
    table_release(&table);
    release(&made);
}

/* ---- Only here ---- */

static void only_here(void **state) {
    (void)state;
    Fixture made = {0};
    corpus_begin(&made.maker, "a b b.x");
    corpus_plan(&made.maker, "one")->region = S("甲区");
    add(&made, "a", "新增公办幼儿园学位")->targets = 1; /* shared */
    add(&made, "b.x", "端午龙舟邀请赛");
    CorpusMeasure *measure = add(&made, "a", "皮划艇训练");
    measure->duties = measure->deadlines = 1;
    add(&made, "a", "体彩销量")->targets = 1;
    add(&made, "a", "射箭比赛")->duties = 1;
    corpus_plan(&made.maker, "one-last-year")->region = S("甲区");
    add(&made, "b", "端午龙舟邀请赛");
    corpus_plan(&made.maker, "two")->region = S("乙区");
    add(&made, "a", "新增公办幼儿园学位");
    corpus_end(&made.maker);
    Table table = answer(&made, gaps_only, 0);
    static const char *const texts[] = {"b",        "b.x",      "皮划艇训练",
                                        "体彩销量", "射箭比赛", "端午龙舟邀请赛"};
    static const char *const kinds[] = {"theme",   "subtheme", "measure",
                                        "measure", "measure",  "measure"};
    assert_int_equal(table_rows(&table), 6);
    for (size_t i = 0; i < 6; i++) {
        check_slice(corpus_text(&table, i, "text"), texts[i]);
        check_slice(corpus_text(&table, i, "kind"), kinds[i]);
    }
    check_close(corpus_number(&table, 2, "concrete"), 2, 0);
    assert_int_equal(corpus_cell(&table, 0, "measures")->measures[0], measure_id(1, 1));
    assert_true(corpus_noted(&table, "4 of 5 measures have nothing related in 1 other"));
    assert_true(corpus_noted(&table, "1 plans of the same place"));
    table_release(&table);
    /* Named, last year's plan counts: its race is no more alone, nor its theme. */
    static const uint32_t asked[] = {0, 1, 2};
    made.maker.corpus.asked = asked;
    made.maker.corpus.n_asked = 3;
    table = answer(&made, gaps_only, 0);
    assert_int_equal(table_rows(&table), 4);
    check_slice(corpus_text(&table, 0, "text"), "b.x");
    table_release(&table);
    release(&made);
}

/* ---- No answer ---- */

static void no_answer(void **state) {
    (void)state;
    Fixture made = {0};
    Slice code = S("b");
    corpus_begin(&made.maker, "a b");
    corpus_plan(&made.maker, "lonely");
    add(&made, "a", "新增学位");
    corpus_end(&made.maker);
    refused(&made, gaps_themes, 0, "there is only lonely");
    refused(&made, gaps_measures, GAPS_UNION, "there is only lonely");
    corpus_plan(&made.maker, "empty");
    corpus_end(&made.maker);
    refused(&made, gaps_themes, 1, "empty has no measures");
    refused(&made, gaps_only, 1, "empty has no measures");
    made.choice.themes = (SliceList){&code, 1, 1};
    refused(&made, gaps_measures, 0, "lonely has no measure of b");
    refused(&made, gaps_themes, GAPS_UNION, "none of the plans has a measure of b");
    made.choice.themes = (SliceList){0};
    Table table = answer(&made, gaps_themes, 0);
    has_status(&table, "theme", "a", "empty", "absent");
    assert_true(corpus_noted(&table, "empty has no measures"));
    table_release(&table);
    table = answer(&made, gaps_measures, 0);
    has_status(&table, "text", "新增学位", "empty", "absent");
    table_release(&table);
    release(&made);
}

/* A plan of the same place only is no other. */
static void only_own_place(void **state) {
    (void)state;
    Fixture made = {0};
    corpus_begin(&made.maker, "a");
    for (size_t i = 0; i < 2; i++) {
        corpus_plan(&made.maker, i ? "now" : "before")->region = S("甲区");
        add(&made, "a", "新增学位");
    }
    corpus_end(&made.maker);
    refused(&made, gaps_only, 1, "of the same place as now");
    release(&made);
}

/* All with all is refused for many plans; one with all is not. */
static void many_plans(void **state) {
    (void)state;
    Fixture made = {0};
    corpus_begin(&made.maker, "a");
    for (size_t i = 0; i < GAPS_UNION_MOST + 1; i++) {
        corpus_plan(&made.maker, arena_format(&made.arena, "p%03zu", i).p);
        add(&made, "a", "新增学位");
    }
    corpus_end(&made.maker);
    refused(&made, gaps_measures, GAPS_UNION, "201 plans are too many");
    Table table = answer(&made, gaps_themes, GAPS_UNION);
    assert_int_equal(table_rows(&table), GAPS_UNION_MOST + 1);
    check_close(corpus_number(&table, 0, "found"), NAN, 0);
    table_release(&table);
    table = answer(&made, gaps_measures, 7);
    assert_int_equal(table_rows(&table), GAPS_UNION_MOST);
    table_release(&table);
    release(&made);
}

/* The plan above all others; none where nobody stands above all, or it is empty. */
static void superior(void **state) {
    (void)state;
    static const char *const levels[] = {"county", "province", "county"};
    CorpusMaker maker;
    corpus_begin(&maker, "a");
    for (size_t i = 0; i < 3; i++) {
        CorpusPlan *plan = corpus_plan(&maker, arena_format(&maker.arena, "p%zu", i).p);
        plan->level = slice_of(levels[i]);
        plan->province = S("某省");
        plan->n = 1;
        plan->year = 2025;
    }
    corpus_end(&maker);
    assert_int_equal(gaps_superior(&maker.corpus), 1);
    maker.corpus.plans[1].n = 0;
    assert_int_equal(gaps_superior(&maker.corpus), GAPS_UNION);
    maker.corpus.plans[1].n = 1;
    maker.corpus.plans[2].province = S("他省");
    assert_int_equal(gaps_superior(&maker.corpus), GAPS_UNION);
    maker.corpus.n_plans = 1;
    assert_int_equal(gaps_superior(&maker.corpus), GAPS_UNION);
    corpus_release(&maker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(themes_by_rule),   cmocka_unit_test(themes_of_the_union),
        cmocka_unit_test(measures_by_rule), cmocka_unit_test(asked_about),
        cmocka_unit_test(lower_targets),    cmocka_unit_test(promises_of_the_union),
        cmocka_unit_test(only_here),        cmocka_unit_test(no_answer),
        cmocka_unit_test(only_own_place),   cmocka_unit_test(many_plans),
        cmocka_unit_test(superior),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
