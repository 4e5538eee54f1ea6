/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coverage: shares with each kind of interval, breadth, depth, fractions and place, on
 * corpora small enough to count by hand. */
#include "base/base.h"

#include "check.h"
#include "compare/coverage.h"
#include "corpus_maker.h"
#include "stat/interval.h"

static const CorpusChoice all = {0};

static CoverageOptions options_with(CoverageInterval interval) {
    return (CoverageOptions){
        .level = 0.95, .interval = interval, .draws = 400, .seed = 7};
}

/* One plan of four measures. */
static const Corpus *four_measures(CorpusMaker *maker) {
    corpus_begin(maker, "a a.x a.y b c");
    corpus_plan(maker, "one");
    CorpusMeasure *measure = corpus_measure(maker, "a a.x");
    measure->targets = 2;
    measure->characters = 60;
    measure = corpus_measure(maker, "a.x b");
    measure->duties = 1;
    measure->task--;
    corpus_measure(maker, "b c")->deadlines = 1;
    corpus_measure(maker, "");
    return corpus_end(maker);
}

static void counts_of_a_theme(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    CoverageOptions options = options_with(COVERAGE_WILSON);
    Table table = coverage_table(four_measures(&maker), &all, &options, &arena);
    assert_int_equal(table_rows(&table), 6);
    check_close(corpus_number(&table, 0, "measures"), 2, 0);
    check_close(corpus_number(&table, 0, "share"), 0.5, 0);
    Interval wilson = share_wilson(2, 4, 0.95);
    check_close(corpus_number(&table, 0, "share_low"), wilson.lower, 0);
    check_close(corpus_number(&table, 0, "share_high"), wilson.upper, 0);
    check_close(corpus_number(&table, 0, "characters"), 80, 0);
    check_close(corpus_number(&table, 0, "character_share"), 80.0 / 120, 1e-12);
    check_close(corpus_number(&table, 0, "targets"), 2, 0);
    check_close(corpus_number(&table, 0, "fraction"), 1.5, 1e-12);
    check_close(corpus_number(&table, 0, "fraction_share"), 0.375, 1e-12);
    check_close(corpus_number(&table, 0, "subthemes"), 1, 0);
    check_close(corpus_number(&table, 0, "with_target"), 0.5, 0);
    check_close(corpus_number(&table, 0, "with_duty"), 0.5, 0);
    check_close(corpus_number(&table, 0, "with_deadline"), 0, 0);
    check_close(corpus_number(&table, 0, "position"), 0.25, 1e-12);
    /* A subtheme has no fraction, a theme without subthemes no breadth. */
    check_close(corpus_number(&table, 1, "fraction"), NAN, 0);
    check_close(corpus_number(&table, 3, "subthemes"), NAN, 0);
    check_close(corpus_number(&table, 3, "position"), 0.5, 1e-12);
    check_close(corpus_number(&table, 4, "with_deadline"), 1, 0);
    assert_int_equal(corpus_cell(&table, 0, "with_target")->n_measures, 1);
    assert_int_equal(corpus_cell(&table, 0, "with_target")->measures[0],
                     measure_id(1, 0));
    check_slice(corpus_text(&table, 5, "theme"), "-");
    check_close(corpus_number(&table, 5, "fraction"), 1, 0);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void fractions_add_to_one(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    CoverageOptions options = options_with(COVERAGE_WILSON);
    Table table = coverage_table(four_measures(&maker), &all, &options, &arena);
    double sum = 0;
    for (size_t i = 0; i < table_rows(&table); i++) {
        if (corpus_number(&table, i, "top") > 0)
            sum += corpus_number(&table, i, "fraction_share");
    }
    check_close(sum, 1, 1e-12);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* Goodman 1965's counts: 56 72 73 59 62 87 58 (Sison & Glaz). */
static void simultaneous(void **state) {
    static const char *const codes[] = {"a", "b", "c", "d", "e", "f", "g"};
    static const size_t counts[] = {56, 72, 73, 59, 62, 87, 58};
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a b c d e f g");
    corpus_plan(&maker, "one");
    for (size_t i = 0; i < 7; i++)
        corpus_measures(&maker, counts[i], codes[i]);
    CoverageOptions options = options_with(COVERAGE_GOODMAN);
    Table table = coverage_table(corpus_end(&maker), &all, &options, &arena);
    check_close(corpus_number(&table, 0, "share_low"), .085167, 1e-5);
    check_close(corpus_number(&table, 0, "share_high"), .166261, 1e-5);
    check_close(corpus_number(&table, 5, "share_low"), .142749, 1e-5);
    check_close(corpus_number(&table, 5, "share_high"), .239416, 1e-5);
    assert_true(corpus_noted(&table, "Goodman"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* 40 measures in 10 tasks of 4: a theme that fills whole tasks is less sure when tasks
 * are drawn. */
static const Corpus *clustered(CorpusMaker *maker) {
    corpus_begin(maker, "a b");
    corpus_plan(maker, "one");
    for (uint32_t i = 0; i < 40; i++)
        corpus_measure(maker, i < 12 ? "a" : "b")->task = i / 4;
    return corpus_end(maker);
}

static double width(const Corpus *corpus, CoverageOptions options) {
    Arena arena = {0};
    Table table = coverage_table(corpus, &all, &options, &arena);
    double low = corpus_number(&table, 0, "share_low"),
           high = corpus_number(&table, 0, "share_high");
    assert_true(low < 0.3 && high > 0.3);
    assert_true(corpus_noted(&table, "400 draws"));
    assert_true(corpus_noted(&table, "seed 7"));
    table_release(&table);
    arena_release(&arena);
    return high - low;
}

static void tasks_are_less_sure_than_measures(void **state) {
    (void)state;
    CorpusMaker maker;
    const Corpus *corpus = clustered(&maker);
    CoverageOptions options = options_with(COVERAGE_BOOTSTRAP);
    double measures = width(corpus, options);
    options.by_task = true;
    double tasks = width(corpus, options);
    assert_true(tasks > 1.5 * measures);
    /* The standard error of measures, sqrt(.3 * .7 / 40) = .0725, spans .284. */
    check_close(measures, 0.284, 0.12);
    corpus_release(&maker);
}

static void same_seed_same_table(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    const Corpus *corpus = clustered(&maker);
    CoverageOptions options = options_with(COVERAGE_BOOTSTRAP);
    Table first = coverage_table(corpus, &all, &options, &arena);
    Table again = coverage_table(corpus, &all, &options, &arena);
    corpus_check_same(&first, &again);
    table_release(&first);
    table_release(&again);
    arena_release(&arena);
    corpus_release(&maker);
}

static void by_character(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    const Corpus *corpus = four_measures(&maker);
    CoverageOptions options = options_with(COVERAGE_BOOTSTRAP);
    options.by_character = true;
    Table table = coverage_table(corpus, &all, &options, &arena);
    check_close(corpus_number(&table, 0, "share"), 80.0 / 120, 1e-12);
    assert_true(corpus_number(&table, 0, "share_low") < 0.6);
    assert_true(corpus_number(&table, 0, "share_high") > 0.7);
    assert_true(corpus_noted(&table, "characters"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void a_plan_without_measures(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a");
    corpus_plan(&maker, "empty");
    const Corpus *corpus = corpus_end(&maker);
    for (int interval = COVERAGE_WILSON; interval <= COVERAGE_BOOTSTRAP; interval++) {
        CoverageOptions options = options_with((CoverageInterval)interval);
        Table table = coverage_table(corpus, &all, &options, &arena);
        check_close(corpus_number(&table, 0, "share"), NAN, 0);
        check_close(corpus_number(&table, 0, "share_low"), NAN, 0);
        check_close(corpus_number(&table, 0, "with_target"), NAN, 0);
        check_close(corpus_number(&table, 0, "position"), NAN, 0);
        assert_true(corpus_noted(&table, "empty has no measures"));
        table_release(&table);
    }
    arena_release(&arena);
    corpus_release(&maker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_of_a_theme),
        cmocka_unit_test(fractions_add_to_one),
        cmocka_unit_test(simultaneous),
        cmocka_unit_test(tasks_are_less_sure_than_measures),
        cmocka_unit_test(same_seed_same_table),
        cmocka_unit_test(by_character),
        cmocka_unit_test(a_plan_without_measures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
