/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workload: units with their roles and themes, and measures that name nobody. */
#include "base/base.h"

#include "check.h"
#include "compare/workload.h"
#include "corpus_maker.h"

static const CorpusChoice all = {0};

/* Plan one: three measures; 体育科 leads the first two, 教研室 supports the second, the
 * third is nobody's. Plan two: one measure, nobody's. */
static const Corpus *two_plans(CorpusMaker *maker) {
    corpus_begin(maker, "a a.x b");
    corpus_plan(maker, "one");
    corpus_measure(maker, "a.x");
    corpus_measure(maker, "a b");
    corpus_measure(maker, "b");
    corpus_plan(maker, "two");
    corpus_measure(maker, "");
    return corpus_end(maker);
}

static const DutyRow rows[] = {
    {(1 << NODE_ID_SHIFT) + 0, DUTY_LEAD, {"体育科", 9}},
    {(1 << NODE_ID_SHIFT) + 1, DUTY_LEAD, {"体育科", 9}},
    {(1 << NODE_ID_SHIFT) + 1, DUTY_LEAD, {"体育科", 9}}, /* by two clauses */
    {(1 << NODE_ID_SHIFT) + 1, DUTY_SUPPORT, {"教研室", 9}},
};
static const DutyList duties = {rows, 4};

static size_t row_of(const Table *table, const char *plan, const char *unit,
                     const char *theme) {
    for (size_t i = 0; i < table_rows(table); i++) {
        const Cell *cell = corpus_cell(table, i, "theme");
        Slice code = cell->type == CELL_TEXT ? cell->as.text : (Slice){0};
        if (slice_equal(corpus_text(table, i, "plan"), slice_of(plan)) &&
            slice_equal(corpus_text(table, i, "unit"), slice_of(unit)) &&
            slice_equal(code, slice_of(theme)))
            return i;
    }
    return SIZE_MAX;
}

static void units_and_themes(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    Table table = workload_table(two_plans(&maker), &all, &duties, &arena);
    size_t row = row_of(&table, "one", "体育科", "");
    assert_int_equal(row, 0);
    check_close(corpus_number(&table, row, "measures"), 2, 0);
    check_close(corpus_number(&table, row, "share"), 2.0 / 3, 1e-12);
    check_close(corpus_number(&table, row, "lead"), 2, 0);
    check_close(corpus_number(&table, row, "support"), 0, 0);
    check_close(corpus_number(&table, row, "themes"), 2, 0);
    check_slice(corpus_text(&table, row, "top_themes"), "a 2, b 1");
    row = row_of(&table, "one", "体育科", "a.x");
    check_close(corpus_number(&table, row, "measures"), 1, 0);
    assert_int_equal(corpus_cell(&table, row, "lead")->measures[0], measure_id(1, 0));
    assert_int_equal(row_of(&table, "one", "教研室", "a.x"), SIZE_MAX);
    row = row_of(&table, "two", "-", "b");
    check_close(corpus_number(&table, row, "measures"), 0, 0);
    row = row_of(&table, "one", "-", "b");
    check_close(corpus_number(&table, row, "measures"), 1, 0);
    check_close(corpus_number(&table, row, "lead"), NAN, 0);
    assert_true(corpus_noted(&table, "one: 2 units; 1 of 3 measures name nobody"));
    assert_true(corpus_noted(&table, "two names no unit at all"));
    row = row_of(&table, "two", "-", "-");
    check_close(corpus_number(&table, row, "measures"), 1, 0);
    check_slice(corpus_text(&table, row, "owner"), "two · nobody named");
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* Measures left out of the corpus take their duties with them. */
static void left_out(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    const Corpus *corpus = two_plans(&maker);
    maker.corpus.plans[0].first = 1;
    maker.corpus.plans[0].n = 1;
    maker.plans.at[1].first = 3;
    const DutyRow more[] = {rows[0],
                            rows[1],
                            rows[3],
                            {(1 << NODE_ID_SHIFT) + 2, DUTY_LEAD, {"体育科", 9}},
                            {(2 << NODE_ID_SHIFT) + 0, DUTY_LEAD, {"办公室", 9}}};
    DutyList list = {more, 5};
    Table table = workload_table(corpus, &all, &list, &arena);
    size_t row = row_of(&table, "one", "体育科", "");
    check_close(corpus_number(&table, row, "measures"), 1, 0);
    assert_int_equal(row_of(&table, "one", "-", ""), SIZE_MAX);
    assert_int_not_equal(row_of(&table, "two", "办公室", ""), SIZE_MAX);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void of_one_theme(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    Slice code = S("b");
    CorpusChoice choice = {.themes = {&code, 1, 1}};
    Table table = workload_table(two_plans(&maker), &choice, &duties, &arena);
    assert_int_equal(table_rows(&table), 3);
    for (size_t i = 0; i < 3; i++)
        check_slice(corpus_text(&table, i, "theme"), "b");
    check_slice(corpus_text(&table, 2, "unit"), "-");
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void nothing(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a");
    corpus_plan(&maker, "empty");
    DutyList none = {0};
    Table table = workload_table(corpus_end(&maker), &all, &none, &arena);
    assert_int_equal(table_rows(&table), 0);
    assert_true(corpus_noted(&table, "empty has no measures"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_and_themes),
        cmocka_unit_test(left_out),
        cmocka_unit_test(of_one_theme),
        cmocka_unit_test(nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
