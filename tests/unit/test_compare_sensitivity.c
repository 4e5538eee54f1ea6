/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sensitivity: rankings that hold and rankings that do not, counted by hand. */
#include "base/base.h"

#include "check.h"
#include "compare/sensitivity.h"
#include "corpus_maker.h"

static const CorpusChoice all = {0};

/* Two plans alike, "a" far ahead, one theme a measure, measures of one length. */
static void a_ranking_that_holds(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a b c");
    for (int i = 0; i < 3; i++) {
        corpus_plan(&maker, i == 0 ? "one" : i == 1 ? "two" : "three");
        corpus_measures(&maker, 10, "a");
        corpus_measures(&maker, 5, "b");
    }
    Table table =
        sensitivity_table(corpus_end(&maker), NULL, &all, SENSITIVITY_THEMES, &arena);
    assert_int_equal(table_rows(&table), 2); /* c is nobody's */
    /* 6 ways, 2 poolings, all plans or without one of three. */
    check_close(corpus_number(&table, 0, "variants"), 48, 0);
    check_slice(corpus_text(&table, 0, "item"), "a");
    check_close(corpus_number(&table, 0, "share"), 2.0 / 3, 1e-12);
    for (size_t i = 0; i < 2; i++) {
        check_close(corpus_number(&table, i, "rank"), (double)i + 1, 0);
        check_close(corpus_number(&table, i, "worst"), (double)i + 1, 0);
        check_close(corpus_number(&table, i, "same"), 1, 0);
        check_slice(corpus_text(&table, i, "reading"), "holds");
    }
    assert_true(corpus_noted(
        &table, "The rank of the top theme (a) is the same in 100 % of 48 variants."));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* One plan: three measures of "a", each with "b" and "c" too; two of "d" alone, of twice
 * the length. By measure a, b, c lead with .6 to .4; split, d leads with 2 to 1; alone, d
 * is the only one; by character d has 80 of 140, a to c 60. */
static const Corpus *one_that_turns(CorpusMaker *maker) {
    corpus_begin(maker, "a b c d");
    corpus_plan(maker, "one");
    corpus_measures(maker, 3, "a b c");
    corpus_measures(maker, 2, "d");
    const Corpus *corpus = corpus_end(maker);
    for (size_t i = 3; i < 5; i++)
        maker->measures.at[i].characters = 40;
    return corpus;
}

static void a_ranking_that_turns(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    Table table =
        sensitivity_table(one_that_turns(&maker), NULL, &all, SENSITIVITY_THEMES, &arena);
    check_close(corpus_number(&table, 0, "variants"), 6, 0);
    assert_int_equal(table_rows(&table), 4);
    check_slice(corpus_text(&table, 3, "item"), "d");
    check_close(corpus_number(&table, 3, "rank"), 4, 0);
    check_close(corpus_number(&table, 3, "best"), 1, 0);
    check_close(corpus_number(&table, 3, "same"), 1.0 / 6, 1e-12);
    check_close(corpus_number(&table, 3, "top3"), 5.0 / 6, 1e-12);
    /* Equals share a rank. */
    for (size_t i = 0; i < 3; i++)
        check_close(corpus_number(&table, i, "rank"), 1, 0);
    check_close(corpus_number(&table, 0, "same"), 1.0 / 6, 1e-12);
    check_close(corpus_number(&table, 0, "near"), 1, 0);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* Tasks are left out one by one: the five measures are five tasks, so 6 * (1 + 5). */
static void in_each_plan(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    const Corpus *corpus = one_that_turns(&maker);
    Table table = sensitivity_table(corpus, NULL, &all, SENSITIVITY_EACH, &arena);
    check_close(corpus_number(&table, 0, "variants"), 36, 0);
    check_slice(corpus_text(&table, 0, "scope"), "one");
    /* Without one "a b c" of three, d and a tie by measure: both first. */
    check_close(corpus_number(&table, 0, "best"), 1, 0);
    Table again = sensitivity_table(corpus, NULL, &all, SENSITIVITY_EACH, &arena);
    corpus_check_same(&table, &again);
    table_release(&table);
    table_release(&again);
    arena_release(&arena);
    corpus_release(&maker);
}

static void plans_by_theme(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a b");
    corpus_plan(&maker, "less");
    corpus_measures(&maker, 2, "a");
    corpus_measures(&maker, 8, "b");
    corpus_plan(&maker, "more");
    corpus_measures(&maker, 8, "a");
    corpus_measures(&maker, 2, "b");
    Slice code = S("a");
    CorpusChoice choice = {.themes = {&code, 1, 1}};
    Table table =
        sensitivity_table(corpus_end(&maker), NULL, &choice, SENSITIVITY_PLANS, &arena);
    assert_int_equal(table_rows(&table), 2);
    check_slice(corpus_text(&table, 0, "scope"), "a");
    check_slice(corpus_text(&table, 0, "item"), "more");
    check_close(corpus_number(&table, 0, "share"), 0.8, 1e-12);
    check_close(corpus_number(&table, 0, "same"), 1, 0);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* Own words as one more way: most of what "a" has is copied. */
static void own_words_too(void **state) {
    (void)state;
    CorpusMaker maker, own;
    Arena arena = {0};
    for (int i = 0; i < 2; i++) {
        CorpusMaker *each = i ? &own : &maker;
        corpus_begin(each, "a b c");
        corpus_plan(each, "one");
        corpus_measures(each, i ? 1 : 9, "a");
        corpus_measures(each, i ? 3 : 5, "b");
        corpus_measures(each, i ? 4 : 1, "c");
    }
    const Corpus *corpus = corpus_end(&maker), *owned = corpus_end(&own);
    Table table = sensitivity_table(corpus, owned, &all, SENSITIVITY_THEMES, &arena);
    check_close(corpus_number(&table, 0, "variants"), 12, 0);
    check_close(corpus_number(&table, 0, "same"), 0.5, 0);
    assert_true(corpus_noted(&table, "own words alone it is -1.00"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
    corpus_release(&own);
}

static void nothing_to_rank(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a");
    corpus_plan(&maker, "empty");
    corpus_plan(&maker, "uncoded");
    corpus_measures(&maker, 3, "");
    const Corpus *corpus = corpus_end(&maker);
    for (int of = SENSITIVITY_THEMES; of <= SENSITIVITY_PLANS; of++) {
        Table table = sensitivity_table(corpus, NULL, &all, (SensitivityOf)of, &arena);
        assert_int_equal(table_rows(&table), 0);
        table_release(&table);
    }
    arena_release(&arena);
    corpus_release(&maker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ranking_that_holds), cmocka_unit_test(a_ranking_that_turns),
        cmocka_unit_test(in_each_plan),         cmocka_unit_test(plans_by_theme),
        cmocka_unit_test(own_words_too),        cmocka_unit_test(nothing_to_rank),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
