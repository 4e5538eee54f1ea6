/* SPDX-License-Identifier: GPL-3.0-or-later */
/* distinct: the toy table with a term for each theme, how terms are found, and the edges.
 */
#include "base/base.h"

#include "check.h"
#include "compare/distinct.h"
#include "compare/terms.h"
#include "corpus_maker.h"

static const DistinctOptions usual = {.level = 0.95, .least = 1, .top = 20};

static Table distinct(const Corpus *corpus, const Slice *texts, DistinctOptions options,
                      Arena *arena) {
    Table table = {0};
    Err err = {0};
    check_ok(distinct_table(corpus, texts, &options, arena, &table, &err), &err);
    return table;
}

/* The row of a term in a group; SIZE_MAX when there is none. */
static size_t row_of(const Table *table, const char *group, const char *term) {
    for (size_t i = 0; i < table_rows(table); i++) {
        if (slice_equal(corpus_text(table, i, "group"), slice_of(group)) &&
            slice_equal(corpus_text(table, i, "term"), slice_of(term)))
            return i;
    }
    return SIZE_MAX;
}

/* ---- The toy table, informative prior of weight 50 ---- */

static void toy(void **state) {
    static const char *const terms[] = {"alpha", "beta", "gamma", "delta", "omega"};
    static const size_t counts[2][5] = {{40, 25, 10, 5, 20}, {30, 30, 30, 8, 2}};
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    const Corpus *corpus = corpus_toy(&maker);
    Slice texts[200];
    for (size_t plan = 0, n = 0; plan < 2; plan++) {
        for (size_t i = 0; i < 5; i++) {
            for (size_t k = 0; k < counts[plan][i]; k++)
                texts[n++] = slice_of(terms[i]);
        }
    }
    DistinctOptions options = usual;
    options.level = 0.5; /* theme 1 has p = .138 */
    Table table = distinct(corpus, texts, options, &arena);
    size_t omega = row_of(&table, "first", "omega");
    size_t alpha = row_of(&table, "first", "alpha");
    size_t gamma = row_of(&table, "second", "gamma");
    assert_int_equal(omega, 0);
    assert_int_equal(alpha, 1);
    check_close(corpus_number(&table, omega, "log_odds"), 1.3588117154, 1e-9);
    check_close(corpus_number(&table, omega, "z"), 3.1372156992, 1e-9);
    check_close(corpus_number(&table, omega, "g2"), 18.9178274039, 1e-9);
    check_close(corpus_number(&table, omega, "p"), 1.364713768e-5, 1e-8);
    check_close(corpus_number(&table, omega, "p_adjusted"), 6.823568841e-5, 1e-8);
    check_close(corpus_number(&table, alpha, "log_odds"), 0.2937093908, 1e-9);
    check_close(corpus_number(&table, alpha, "z"), 1.2090713167, 1e-9);
    check_close(corpus_number(&table, alpha, "p_adjusted"), 0.2295019798, 1e-8);
    check_close(corpus_number(&table, gamma, "log_odds"), 0.8602012652, 1e-9);
    check_close(corpus_number(&table, gamma, "z"), 2.8393467926, 1e-9);
    check_close(corpus_number(&table, gamma, "g2"), 12.9715143260, 1e-9);
    check_close(corpus_number(&table, gamma, "p_adjusted"), 7.906652859e-4, 1e-8);
    check_close(corpus_number(&table, gamma, "log_ratio"), log2(3), 1e-12);
    assert_int_equal(corpus_cell(&table, omega, "measures")->n_measures, 20);
    assert_int_equal(corpus_cell(&table, omega, "measures")->measures[0],
                     measure_id(1, 80));
    assert_true(corpus_noted(&table, "weight 50"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* ---- Terms ---- */

static const Corpus *corpus_of_texts(CorpusMaker *maker, size_t n) {
    corpus_begin(maker, "a");
    corpus_plan(maker, "one");
    corpus_measures(maker, n, "a");
    return corpus_end(maker);
}

/* All terms with blanks between, and how many measures hold each. */
static const char *terms_of(Arena *arena, const Slice *texts, size_t n, size_t least) {
    CorpusMaker maker;
    Err err = {0};
    TermList terms = {0};
    const Corpus *corpus = corpus_of_texts(&maker, n);
    check_ok(terms_find(corpus, texts, least, arena, &terms, &err), &err);
    Buf out = {0};
    for (size_t i = 0; i < terms.n; i++)
        buf_format(&out, "%s%.*s %zu", i ? ", " : "", SLICE_ARG(terms.at[i].text),
                   terms.at[i].n);
    const char *shown = arena_cstring(arena, buf_slice(&out));
    buf_release(&out);
    corpus_release(&maker);
    return shown;
}

static void words_put_together(void **state) {
    (void)state;
    Arena arena = {0};
    const Slice texts[] = {S("推进体教融合。"), S("深化体教融合，学校放心"),
                           S("体教融合的学校"), S("体教融合、体教融合")};
    /* 体教融合 is no word of the dictionary; its parts stand nowhere else. A measure
     * counts once. */
    assert_string_equal(terms_of(&arena, texts, 4, 2), "学校 2, 体教融合 4");
    arena_release(&arena);
}

static void pieces_of_compounds(void **state) {
    (void)state;
    Arena arena = {0};
    const Slice texts[] = {S("推动文旅产融合"), S("加快农旅产融合"),
                           S("促进林文旅产融合")};
    /* 产融合 begins within 旅产 everywhere and is a piece. Where it also stands alone it
     * is a term. */
    assert_string_equal(terms_of(&arena, texts, 3, 3), "");
    const Slice alone[] = {S("推动文旅产融合"), S("产融合加快"), S("促进产融合")};
    assert_string_equal(terms_of(&arena, alone, 3, 3), "产融合 3");
    arena_release(&arena);
}

static void stop_words_and_numbers(void **state) {
    (void)state;
    Arena arena = {0};
    const Slice texts[] = {S("全面加强学校的建设12所"), S("全面加强学校的建设13所"),
                           S("新建xx所"), S("新建xx所")};
    /* 的 may stand inside, not at an end; numbers and masks divide. */
    assert_string_equal(terms_of(&arena, texts, 4, 2), "新建 2, 学校的建设 2");
    arena_release(&arena);
}

static void no_texts(void **state) {
    (void)state;
    Arena arena = {0};
    const Slice texts[] = {S(""), S("。。"), S("12")};
    assert_string_equal(terms_of(&arena, texts, 3, 1), "");
    arena_release(&arena);
}

/* ---- The table ---- */

static const Corpus *two_plans(CorpusMaker *maker, size_t each) {
    corpus_begin(maker, "a");
    for (int i = 0; i < 2; i++) {
        corpus_plan(maker, i ? "two" : "one")->region = i ? S("云禾区") : S("芦渡区");
        corpus_measures(maker, each, "a");
    }
    return corpus_end(maker);
}

static void regions_are_left_out(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    const Corpus *corpus = two_plans(&maker, 6);
    Slice texts[12];
    for (size_t i = 0; i < 12; i++)
        texts[i] = i < 6 ? S("芦渡区学校足球联赛") : S("学校管理");
    Table table = distinct(corpus, texts, usual, &arena);
    assert_int_not_equal(row_of(&table, "one", "学校足球联赛"), SIZE_MAX);
    for (size_t i = 0; i < table_rows(&table); i++)
        assert_false(slice_contains(corpus_text(&table, i, "term"), S("芦渡")));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void an_example_is_a_clause(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    const Corpus *corpus = two_plans(&maker, 6);
    Slice texts[12];
    for (size_t i = 0; i < 12; i++)
        texts[i] = i < 6 ? S("今年，举办校园足球联赛；年底总结") : S("学校管理");
    Table table = distinct(corpus, texts, usual, &arena);
    size_t row = row_of(&table, "one", "校园足球联赛");
    assert_int_not_equal(row, SIZE_MAX);
    check_slice(corpus_text(&table, row, "example"), "举办校园足球联赛");
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void nothing_distinct(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    const Corpus *corpus = two_plans(&maker, 5);
    Slice texts[10];
    for (size_t i = 0; i < 10; i++)
        texts[i] = S("学校管理");
    Table table = distinct(corpus, texts, usual, &arena);
    assert_int_equal(table_rows(&table), 0);
    Table again = distinct(corpus, texts, usual, &arena);
    corpus_check_same(&table, &again);
    table_release(&again);
    table_release(&table);
    for (size_t i = 0; i < 10; i++)
        texts[i] = (Slice){0};
    table = distinct(corpus, texts, usual, &arena);
    assert_int_equal(table_rows(&table), 0);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void one_plan(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    Err err = {0};
    Table table = {0};
    const Slice texts[] = {S("学校")};
    assert_false(
        distinct_table(corpus_of_texts(&maker, 1), texts, &usual, &arena, &table, &err));
    assert_non_null(strstr(err.text, "one"));
    arena_release(&arena);
    corpus_release(&maker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(toy),
        cmocka_unit_test(words_put_together),
        cmocka_unit_test(pieces_of_compounds),
        cmocka_unit_test(stop_words_and_numbers),
        cmocka_unit_test(no_texts),
        cmocka_unit_test(regions_are_left_out),
        cmocka_unit_test(an_example_is_a_clause),
        cmocka_unit_test(nothing_distinct),
        cmocka_unit_test(one_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
