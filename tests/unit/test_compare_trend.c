/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trend: shares year by year, what the whole series says, and what is left out. */
#include "base/base.h"

#include <math.h>

#include "check.h"
#include "compare/trend.h"
#include "corpus_maker.h"

static const CorpusChoice all = {0};
static const TrendOptions usual = {0.95, 0.05};

static void add_plan(CorpusMaker *maker, const char *slug, const char *region, int year) {
    CorpusPlan *plan = corpus_plan(maker, slug);
    plan->region = slice_of(region);
    plan->year = year;
}

/* Of 80, 90, 100, 100 measures: a grows (5, 9, 14, 22), b was absent once, c fills up
 * and carries a subtheme in the last year only. No plan of 2023. */
static const Corpus *four_years(CorpusMaker *maker) {
    static const size_t n[] = {80, 90, 100, 100}, a[] = {5, 9, 14, 22},
                        b[] = {20, 0, 24, 25};
    static const int years[] = {2021, 2022, 2024, 2025};
    static const char *const slugs[] = {"p-2021", "p-2022", "p-2024", "p-2025"};
    corpus_begin(maker, "a b c c.x d");
    for (size_t i = 0; i < 4; i++) {
        add_plan(maker, slugs[i], "甲区", years[i]);
        corpus_measures(maker, a[i], "a");
        corpus_measures(maker, b[i], "b");
        corpus_measures(maker, n[i] - a[i] - b[i] - 1, "c");
        corpus_measure(maker, i == 3 ? "c.x" : "");
    }
    return corpus_end(maker);
}

static Table table_of(const Corpus *corpus, const CorpusChoice *choice, Arena *keep) {
    Table table;
    Err err = {0};
    check_ok(trend_table(corpus, choice, &usual, keep, &table, &err), &err);
    return table;
}

static size_t row_of(const Table *table, const char *region, const char *theme,
                     int year) {
    for (size_t i = 0; i < table_rows(table); i++) {
        if (slice_equal(corpus_text(table, i, "region"), slice_of(region)) &&
            slice_equal(corpus_text(table, i, "theme"), slice_of(theme)) &&
            corpus_number(table, i, "year") == year)
            return i;
    }
    fail_msg("no row of %s in %d", theme, year);
    return SIZE_MAX;
}

static void shares_and_changes(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    Table table = table_of(four_years(&maker), &all, &arena);
    assert_int_equal(table_rows(&table), 6 * 4);
    size_t row = row_of(&table, "甲区", "a", 2024);
    check_close(corpus_number(&table, row, "measures"), 14, 0);
    check_close(corpus_number(&table, row, "of"), 100, 0);
    check_close(corpus_number(&table, row, "share"), 0.14, 1e-12);
    /* Wilson 14/100 and Newcombe 14/100 - 9/90, by R. */
    check_close(corpus_number(&table, row, "share_low"), 0.0852634366, 1e-9);
    check_close(corpus_number(&table, row, "share_high"), 0.2213718821, 1e-9);
    check_close(corpus_number(&table, row, "before"), 2022, 0);
    check_close(corpus_number(&table, row, "change"), 0.04, 1e-12);
    check_close(corpus_number(&table, row, "change_low"), -0.0563085983625, 1e-10);
    check_close(corpus_number(&table, row, "change_high"), 0.1337176895565, 1e-10);
    assert_int_equal(corpus_cell(&table, row, "measures")->n_measures, 14);
    assert_int_equal(corpus_cell(&table, row, "change")->n_measures, 9 + 14);
    assert_int_equal(corpus_cell(&table, row, "difference")->n_measures, 5 + 22);
    row = row_of(&table, "甲区", "a", 2021);
    check_close(corpus_number(&table, row, "change"), NAN, 0);
    row = row_of(&table, "甲区", "-", 2021);
    check_close(corpus_number(&table, row, "measures"), 1, 0);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void whole_series(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    Table table = table_of(four_years(&maker), &all, &arena);
    for (int year = 2021; year <= 2025; year += 4) {
        size_t row = row_of(&table, "甲区", "a", year);
        check_close(corpus_number(&table, row, "statistic"), 9.84818465739, 1e-9);
        check_close(corpus_number(&table, row, "slope"), 0.035697187313, 1e-9);
        check_close(corpus_number(&table, row, "first_share"), 0.0625, 1e-12);
        check_close(corpus_number(&table, row, "last_share"), 0.22, 1e-12);
        check_slice(corpus_text(&table, row, "type"), "growing");
        check_slice(corpus_text(&table, row, "line_name"), "a: growing");
        check_close(corpus_number(&table, row, "last"), year == 2025, 0);
        check_close(corpus_number(&table, row, "summary"), year == 2025, 0);
    }
    size_t row = row_of(&table, "甲区", "b", 2025);
    check_slice(corpus_text(&table, row, "type"), "intermittent");
    check_slice(corpus_text(&table, row, "reading"), "intermittent, none in 2022");
    row = row_of(&table, "甲区", "d", 2025);
    check_slice(corpus_text(&table, row, "type"), "never");
    check_close(corpus_number(&table, row, "present"), 0, 0);
    check_close(corpus_number(&table, row, "charted"), 0, 0);
    row = row_of(&table, "甲区", "c.x", 2025);
    check_slice(corpus_text(&table, row, "reading"), "not decided");
    check_close(corpus_number(&table, row, "charted"), 0, 0);
    check_close(corpus_number(&table, row_of(&table, "甲区", "c", 2025), "charted"), 1,
                0);
    assert_true(corpus_noted(&table, "甲区: 2021 (80 measures), 2022 (90 measures)"));
    assert_true(corpus_noted(&table, "gaps, not zeros: 甲区 2023."));
    assert_true(corpus_noted(&table, "little power"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* The correction is over the themes asked for: the p of one theme alone is its own. */
/* Corrected as among all themes: looked at alone it is no surer. */
static void of_one_theme(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    Slice code = S("a");
    CorpusChoice choice = {.themes = {&code, 1, 1}};
    const Corpus *corpus = four_years(&maker);
    Table table = table_of(corpus, &choice, &arena);
    Table whole = table_of(corpus, &all, &arena);
    assert_int_equal(table_rows(&table), 4);
    size_t row = row_of(&whole, "甲区", "a", 2021);
    assert_true(corpus_number(&table, 0, "p") < corpus_number(&table, 0, "p_adjusted"));
    check_close(corpus_number(&table, 0, "p_adjusted"),
                corpus_number(&whole, row, "p_adjusted"), 1e-12);
    table_release(&table);
    table_release(&whole);
    arena_release(&arena);
    corpus_release(&maker);
}

static void two_years_and_an_empty_plan(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a b");
    add_plan(&maker, "p-2023", "甲区", 2023);
    add_plan(&maker, "p-2024", "甲区", 2024);
    corpus_measures(&maker, 5, "a");
    corpus_measures(&maker, 95, "b");
    add_plan(&maker, "p-2025", "甲区", 2025);
    corpus_measures(&maker, 20, "a");
    corpus_measures(&maker, 80, "b");
    Table table = table_of(corpus_end(&maker), &all, &arena);
    size_t row = row_of(&table, "甲区", "a", 2023);
    check_close(corpus_number(&table, row, "share"), NAN, 0);
    check_close(corpus_number(&table, row, "from"), 2024, 0);
    check_slice(corpus_text(&table, row, "type"), "pair");
    check_slice(corpus_text(&table, row, "reading"), "detectably up");
    row = row_of(&table, "甲区", "a", 2024);
    check_close(corpus_number(&table, row, "change"), NAN, 0);
    assert_true(corpus_noted(&table, "p-2023 has no measures"));
    table_release(&table);
    corpus_release(&maker);
    corpus_begin(&maker, "a");
    add_plan(&maker, "p-2024", "甲区", 2024);
    add_plan(&maker, "p-2025", "甲区", 2025);
    table = table_of(corpus_end(&maker), &all, &arena);
    check_slice(corpus_text(&table, 0, "reading"), "no measures to compare");
    assert_true(corpus_noted(&table, "Two years make no trend"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* Several regions: core themes in the summary, the first two of the scheme here. */
static void several_regions(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a b c");
    static const char *const slugs[] = {"p-2024", "p-2025", "q-2024", "q-2025"};
    for (int i = 0; i < 4; i++) {
        add_plan(&maker, slugs[i], i < 2 ? "乙区" : "甲区", 2024 + i % 2);
        corpus_measures(&maker, 10, "a");
        corpus_measures(&maker, i == 3 ? 60 : 10, "c");
    }
    Table table = table_of(corpus_end(&maker), &all, &arena);
    assert_int_equal(table_rows(&table), 2 * 4 * 2);
    size_t row = row_of(&table, "甲区", "c", 2025);
    check_slice(corpus_text(&table, row, "line_name"), "甲区 · c");
    check_slice(corpus_text(&table, row, "reading"), "detectably up");
    check_close(corpus_number(&table, row, "summary"), 1, 0);
    check_close(corpus_number(&table, row, "charted"), 1, 0);
    row = row_of(&table, "乙区", "c", 2025);
    check_close(corpus_number(&table, row, "summary"), 0, 0);
    check_close(corpus_number(&table, row, "charted"), 0, 0);
    row = row_of(&table, "乙区", "a", 2025);
    check_close(corpus_number(&table, row, "summary"), 1, 0);
    assert_true(corpus_noted(&table, "2 regions with two years or more, 4 plans; in them "
                                     "2 themes"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void one_year_is_refused(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    Table table;
    Err err = {0};
    corpus_begin(&maker, "a");
    add_plan(&maker, "p-2024", "甲区", 2024);
    assert_false(trend_table(corpus_end(&maker), &all, &usual, &arena, &table, &err));
    assert_non_null(strstr(err.text, "a trend takes two years"));
    arena_release(&arena);
    corpus_release(&maker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_and_changes),
        cmocka_unit_test(whole_series),
        cmocka_unit_test(of_one_theme),
        cmocka_unit_test(two_years_and_an_empty_plan),
        cmocka_unit_test(several_regions),
        cmocka_unit_test(one_year_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
