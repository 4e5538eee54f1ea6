/* SPDX-License-Identifier: GPL-3.0-or-later */
/* comparable: what makes a plan odd among others, and the warnings on other Tables. */
#include "base/base.h"

#include "check.h"
#include "compare/comparable.h"
#include "corpus_maker.h"

/* Plans of 40 measures, two a task. */
static CorpusPlan *add_plan(CorpusMaker *maker, const char *slug, size_t measures) {
    corpus_plan(maker, slug);
    for (size_t i = 0; i < measures; i++) {
        CorpusMeasure *measure = corpus_measure(maker, "a");
        measure->task -= i % 2;
    }
    CorpusPlan *plan = vec_last(&maker->plans);
    plan->kind = S("工作计划");
    plan->year = 2025;
    return plan;
}

static void alike(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a");
    add_plan(&maker, "one", 40);
    add_plan(&maker, "two", 60)->kind = S("工作要点"); /* the same genre */
    Table table = comparable_table(corpus_end(&maker), &arena);
    for (size_t i = 0; i < 2; i++) {
        check_close(corpus_number(&table, i, "odd"), 0, 0);
        check_slice(corpus_text(&table, i, "reading"), "comparable");
        check_close(corpus_number(&table, i, "per_task"), 2, 0);
    }
    check_slice(corpus_text(&table, 1, "kind"), "工作要点");
    size_t notes = table.notes.n;
    comparable_warn(&table, &maker.corpus);
    assert_int_equal(table.notes.n, notes);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void odd_ones(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a");
    add_plan(&maker, "one", 40);
    add_plan(&maker, "two", 40);
    add_plan(&maker, "three", 44);
    add_plan(&maker, "long", 140);
    add_plan(&maker, "notice", 6)->kind = S("通知");
    add_plan(&maker, "old", 40)->year = 2019;
    corpus_plan(&maker, "uncoded");
    corpus_measures(&maker, 40, "");
    Table table = comparable_table(corpus_end(&maker), &arena);
    check_slice(corpus_text(&table, 0, "reading"), "comparable");
    check_slice(corpus_text(&table, 3, "reading"), "much longer");
    check_slice(corpus_text(&table, 4, "reading"),
                "another kind (通知), much shorter, too few measures for shares");
    check_slice(corpus_text(&table, 5, "reading"), "another year (2019)");
    check_slice(corpus_text(&table, 6, "reading"), "the theme scheme misses much of it");
    check_close(corpus_number(&table, 6, "no_theme"), 1, 0);
    comparable_warn(&table, &maker.corpus);
    assert_true(corpus_noted(&table, "long (140), notice (6)"));
    assert_true(corpus_noted(&table, "steady shares: notice (6)"));
    assert_true(corpus_noted(&table, "annual work plan 5, 通知 1"));
    assert_true(corpus_noted(&table, "no theme: uncoded (40)"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void alone_and_empty(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a");
    add_plan(&maker, "alone", 40);
    Table table = comparable_table(corpus_end(&maker), &arena);
    check_close(corpus_number(&table, 0, "odd"), 0, 0);
    table_release(&table);
    corpus_plan(&maker, "empty");
    table = comparable_table(corpus_end(&maker), &arena);
    check_close(corpus_number(&table, 1, "per_task"), NAN, 0);
    check_close(corpus_number(&table, 1, "with_duty"), NAN, 0);
    assert_true(corpus_number(&table, 1, "odd") > 0);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alike),
        cmocka_unit_test(odd_ones),
        cmocka_unit_test(alone_and_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
