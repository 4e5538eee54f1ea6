/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which plans make a series: regions apart by province, one genre, one plan a year. */
#include "base/base.h"

#include "check.h"
#include "compare/series.h"
#include "corpus_maker.h"

static CorpusPlan *add(CorpusMaker *maker, const char *slug, const char *region,
                       int year) {
    CorpusPlan *plan = corpus_plan(maker, slug);
    plan->region = slice_of(region);
    plan->year = year;
    plan->kind = S("工作要点");
    return plan;
}

static SeriesList found(const Corpus *corpus, Arena *keep) {
    SeriesList list;
    Err err = {0};
    check_ok(series_find(corpus, keep, &list, &err), &err);
    assert_true(series_exist(corpus));
    return list;
}

static void check_plans(const Corpus *corpus, const Series *series, const char *slugs) {
    Buf out = {0};
    for (size_t i = 0; i < series->n; i++)
        buf_format(&out, "%s%.*s", i ? " " : "",
                   SLICE_ARG(corpus->plans[series->plans[i]].slug));
    check_slice(buf_slice(&out), slugs);
    buf_release(&out);
}

static void by_year_and_region(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a");
    add(&maker, "b-2025", "乙区", 2025);
    add(&maker, "b-2023", "乙区", 2023);
    add(&maker, "c-2025", "丙区", 2025);
    add(&maker, "a-2024", "甲区", 2024);
    add(&maker, "a-2025", "甲区", 2025);
    add(&maker, "x", "", 2024);
    add(&maker, "y", "乙区", 0);
    const Corpus *corpus = corpus_end(&maker);
    SeriesList list = found(corpus, &arena);
    assert_int_equal(list.n, 2);
    check_slice(list.at[0].region, "乙区");
    check_plans(corpus, &list.at[0], "b-2023 b-2025");
    check_plans(corpus, &list.at[1], "a-2024 a-2025");
    assert_int_equal(list.n_left, 3);
    assert_int_equal(list.left[0].why, LEFT_ALONE);
    assert_int_equal(list.left[0].plan, 2);
    assert_int_equal(list.left[1].why, LEFT_NO_REGION);
    assert_int_equal(list.left[2].why, LEFT_NO_YEAR);
    Table table = table_new(&arena, "t", S("t"));
    series_notes(&table, corpus, &list);
    assert_true(corpus_noted(&table, "gaps, not zeros: 乙区 2024."));
    assert_true(corpus_noted(&table, "Left out (the only year of its region): c-2025."));
    assert_true(corpus_noted(&table, "plancmp set PLAN year=2024): y."));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* One name in two provinces is two regions; a plan that does not tell its province goes
 * along only where there is no doubt. */
static void provinces_part_a_name(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a");
    add(&maker, "one-2024", "鼓楼区", 2024)->province = S("甲省");
    add(&maker, "one-2025", "鼓楼区", 2025)->province = S("甲省");
    add(&maker, "two-2024", "鼓楼区", 2024)->province = S("乙省");
    add(&maker, "two-2025", "鼓楼区", 2025)->province = S("乙省");
    add(&maker, "three-2023", "鼓楼区", 2023);
    add(&maker, "four-2024", "东区", 2024);
    add(&maker, "four-2025", "东区", 2025)->province = S("甲省");
    const Corpus *corpus = corpus_end(&maker);
    SeriesList list = found(corpus, &arena);
    assert_int_equal(list.n, 3);
    check_slice(list.at[0].region, "东区");
    check_plans(corpus, &list.at[0], "four-2024 four-2025");
    check_slice(list.at[1].region, "乙省 鼓楼区");
    check_plans(corpus, &list.at[1], "two-2024 two-2025");
    check_slice(list.at[2].region, "甲省 鼓楼区");
    assert_int_equal(list.n_left, 1);
    assert_int_equal(list.left[0].why, LEFT_ALONE);
    arena_release(&arena);
    corpus_release(&maker);
}

static void one_genre(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a");
    add(&maker, "a-2021", "甲区", 2021)->kind = S("规划");
    add(&maker, "a-2023", "甲区", 2023)->kind = S("工作计划");
    add(&maker, "a-2024", "甲区", 2024);
    add(&maker, "a-2025", "甲区", 2025)->kind = (Slice){0};
    /* As many years of either: the annual work plan. */
    add(&maker, "b-2024", "乙区", 2024);
    add(&maker, "b-2025", "乙区", 2025);
    add(&maker, "b-2024-x", "乙区", 2024)->kind = S("意见");
    add(&maker, "b-2025-x", "乙区", 2025)->kind = S("意见");
    const Corpus *corpus = corpus_end(&maker);
    SeriesList list = found(corpus, &arena);
    assert_int_equal(list.n, 2);
    check_plans(corpus, &list.at[0], "b-2024 b-2025");
    check_plans(corpus, &list.at[1], "a-2023 a-2024 a-2025");
    assert_int_equal(list.n_left, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(list.left[i].why, LEFT_OTHER_KIND);
    Table table = table_new(&arena, "t", S("t"));
    series_notes(&table, corpus, &list);
    assert_true(corpus_noted(&table, "(another kind than the series): a-2021 (规划)"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* A plan and what changes it: the last whole text counts, a notice of two clauses does
 * not. */
static void one_plan_a_year(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a");
    add(&maker, "a-2024", "甲区", 2024)->issued = S("2024-02-01");
    corpus_measures(&maker, 50, "a");
    add(&maker, "a-2024-notice", "甲区", 2024)->issued = S("2024-09-01");
    corpus_measures(&maker, 24, "a");
    add(&maker, "a-2024-revised", "甲区", 2024)->issued = S("2024-07-01");
    corpus_measures(&maker, 25, "a");
    add(&maker, "a-2025", "甲区", 2025);
    corpus_measures(&maker, 10, "a");
    add(&maker, "a-2025-long", "甲区", 2025);
    corpus_measures(&maker, 11, "a");
    const Corpus *corpus = corpus_end(&maker);
    SeriesList list = found(corpus, &arena);
    check_plans(corpus, &list.at[0], "a-2024-revised a-2025-long");
    assert_int_equal(list.n_left, 3);
    assert_int_equal(list.left[0].why, LEFT_SAME_YEAR);
    assert_int_equal(list.left[0].instead, 2);
    Table table = table_new(&arena, "t", S("t"));
    series_notes(&table, corpus, &list);
    assert_true(corpus_noted(&table, "a-2024-notice (counts: a-2024-revised)"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* Plans that do not tell their region, named together. */
static void named_together(void **state) {
    (void)state;
    static const uint32_t asked[] = {1, 0, 2};
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a");
    add(&maker, "coast-2023", "", 2023);
    add(&maker, "coast-2024", "", 2024);
    add(&maker, "other", "甲区", 2025);
    corpus_end(&maker);
    maker.corpus.asked = asked;
    maker.corpus.n_asked = 2;
    maker.corpus.n_plans = 2;
    SeriesList list = found(&maker.corpus, &arena);
    check_slice(list.at[0].region, "coast");
    check_plans(&maker.corpus, &list.at[0], "coast-2023 coast-2024");
    assert_int_equal(list.n_assumed, 2);
    Table table = table_new(&arena, "t", S("t"));
    series_notes(&table, &maker.corpus, &list);
    assert_true(corpus_noted(&table, "named together: coast-2023, coast-2024."));
    table_release(&table);
    /* One of them tells its region: then it is that of all. */
    maker.corpus.n_asked = maker.corpus.n_plans = 3;
    list = found(&maker.corpus, &arena);
    check_slice(list.at[0].region, "甲区");
    assert_int_equal(list.at[0].n, 3);
    /* Slugs that have nothing in common, not even half a character. */
    maker.corpus.plans[0].slug = S("东区-2023");
    maker.corpus.plans[1].slug = S("丙区-2024");
    maker.corpus.n_asked = maker.corpus.n_plans = 2;
    list = found(&maker.corpus, &arena);
    check_slice(list.at[0].region, "plans named");
    maker.corpus.n_asked = 0;
    SeriesList none;
    Err err = {0};
    assert_false(series_find(&maker.corpus, &arena, &none, &err));
    assert_non_null(strstr(err.text, "region not known"));
    arena_release(&arena);
    corpus_release(&maker);
}

static void check_refused(const Corpus *corpus, const char *words) {
    Arena arena = {0};
    SeriesList list;
    Err err = {0};
    assert_false(series_exist(corpus));
    assert_false(series_find(corpus, &arena, &list, &err));
    if (!strstr(err.text, words))
        fail_msg("%s", err.text);
    arena_release(&arena);
}

static void no_series_is_told(void **state) {
    (void)state;
    CorpusMaker maker;
    corpus_begin(&maker, "a");
    add(&maker, "a-2025", "甲区", 2025);
    add(&maker, "a-2025-again", "甲区", 2025);
    add(&maker, "x", "甲区", 0);
    check_refused(corpus_end(&maker), "a trend takes two years of one region");
    check_refused(corpus_end(&maker), "(the only year of its region): a-2025");
    check_refused(corpus_end(&maker), "year=2024): x");
    corpus_release(&maker);
    corpus_begin(&maker, "a");
    check_refused(corpus_end(&maker), "a trend takes two years of one region");
    corpus_release(&maker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_year_and_region), cmocka_unit_test(provinces_part_a_name),
        cmocka_unit_test(one_genre),          cmocka_unit_test(one_plan_a_year),
        cmocka_unit_test(named_together),     cmocka_unit_test(no_series_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
