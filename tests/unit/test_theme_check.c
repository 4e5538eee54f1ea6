/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scheme's own tests, lint, dead terms, explanations and differences; and the default
 * scheme, which must pass its own. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "check.h"
#include "theme/check.h"
#include "theme/diff.h"
#include "theme/explain.h"
#include "theme_maker.h"

extern const char themes_json[];
extern const size_t themes_json_size;

#define A "\"code\": \"a\", \"en\": \"A\", \"zh\": \"甲\""
#define B "\"code\": \"b\", \"en\": \"B\", \"zh\": \"乙\""

/* The cell as shown. */
static void check_cell(const Table *table, size_t row, const char *column,
                       const char *wanted) {
    size_t k = table_find_column(table, column);
    assert_true(k != SIZE_MAX && row < table_rows(table));
    Buf shown = {0};
    cell_show(&table->columns.at[k], table_cell(table, row, k), &shown);
    assert_string_equal(shown.p ? shown.p : "", wanted);
    buf_release(&shown);
}

static bool has_row(const Table *table, const char *a, const char *x, const char *b,
                    const char *y) {
    size_t first = table_find_column(table, a), second = table_find_column(table, b);
    for (size_t i = 0; i < table_rows(table); i++) {
        if (slice_equal(table_cell(table, i, first)->as.text, slice_of(x)) &&
            slice_equal(table_cell(table, i, second)->as.text, slice_of(y)))
            return true;
    }
    return false;
}

static void examples_are_run(void **unused) {
    (void)unused;
    Scheme *scheme = scheme_of(
        "[{" A ", \"heading\": \"lend\", \"rules\": [{\"terms\": [\"体育\"]}],\n"
        "\"examples\": {\"yes\": [\"办体育\",\n\"办教育\", {\"text\": \"完善\", \"headings\": [\"体育\", "
        "\"工作\"]}],\n\"no\": [\"教育\", \"体育课\", \"操场\"]},\n"
        "\"themes\": [{\"code\": \"a.b\", \"en\": \"B\", \"zh\": \"乙\", \"rules\": [{\"terms\": "
        "[\"操场\"]}]}]}]");
    Arena arena = {0};
    Table table = scheme_check_examples(scheme, &arena);
    assert_int_equal(table_rows(&table), 4);
    check_cell(&table, 0, "line", "3"); /* 办教育 */
    check_cell(&table, 0, "wanted", "yes");
    check_cell(&table, 1, "text", "完善"); /* reach is 1, and the nearest heading is 工作
                                            */
    check_cell(&table, 2, "text", "体育课");
    check_cell(&table, 2, "coded", "a");
    check_cell(&table, 2, "hits", "a:体育");
    check_cell(&table, 3, "text", "操场"); /* a subtheme fires: no "no" for its parent */
    assert_true(slice_equal(table.notes.at[0], S("6 examples run, 4 failed.")));
    table_release(&table);
    arena_release(&arena);
    scheme_free(scheme);
}

static void doubts_are_found(void **unused) {
    (void)unused;
    Scheme *scheme = scheme_from(
        "{\"scheme\": \"t\", \"lists\": {\"used\": [\"甲乙\"], \"idle\": [\"x\"]}, \"themes\": [{" A
        ", \"rules\": [{\"terms\": [\"@used\", \"甲乙丙\", \"丁\", \"重复\", \"重复的\"], \"not\": [\"甲乙\", "
        "\"大甲乙\", \"无关\"]}, {\"terms\": [\"重复\"]}, {\"all\": [\"戊\"], \"none\": [\"戊\"]}]}, {" B
        ", \"rules\": [{\"terms\": [\"甲乙\"]}]}, {\"code\": \"c\", \"en\": \"C\", \"zh\": \"丙\", "
        "\"rules\": [{\"terms\": [\"弱词\"], \"weight\": 0.5}], \"examples\": {\"no\": [\"x\"]}}]}");
    Arena arena = {0};
    Table table = scheme_lint(scheme, &arena);
    assert_true(has_row(&table, "finding", "one-character", "term", "丁"));
    assert_true(has_row(&table, "finding", "doubled", "term", "重复"));
    assert_true(has_row(&table, "finding", "shadowed", "term", "重复的"));
    /* counts in 大甲乙丙, where 大甲乙 strikes 甲乙 */
    assert_false(has_row(&table, "finding", "shadowed", "term", "甲乙丙"));
    assert_true(has_row(&table, "finding", "two-themes", "term", "甲乙"));
    assert_true(has_row(&table, "finding", "idle-exclusion", "term", "无关"));
    assert_true(has_row(&table, "finding", "idle-exclusion", "term", "甲乙"));
    assert_false(has_row(&table, "finding", "idle-exclusion", "term", "大甲乙"));
    assert_true(has_row(&table, "finding", "idle-list", "term", "idle"));
    assert_true(has_row(&table, "finding", "never", "theme", "a"));
    assert_true(has_row(&table, "finding", "too-weak", "theme", "c"));
    assert_true(has_row(&table, "finding", "no-examples", "theme", "b"));
    assert_false(has_row(&table, "finding", "no-examples", "theme", "c"));
    assert_int_equal(table_rows(&table), 11);
    table_release(&table);
    arena_release(&arena);
    scheme_free(scheme);
}

static void dead_terms_are_told(void **unused) {
    (void)unused;
    Scheme *scheme =
        scheme_of("[{" A ", \"rules\": [{\"terms\": [\"甲\", \"乙\"], \"not\": "
                  "[\"甲子\", \"乙丑\"]}, {\"regex\": \"[0-9]{9}\"}, {\"all\": [\"丙\"], "
                  "\"none\": [\"丁\"]}]}]");
    SchemeUse *use = scheme_use_new(scheme);
    PlanMaker maker;
    make_measure(&maker, NULL, "丙", "甲子年");
    scheme_use_add(use, &maker.tree);
    Arena arena = {0};
    Table table = scheme_use_dead(use, &arena);
    assert_int_equal(table_rows(&table), 4);
    assert_true(has_row(&table, "kind", "term", "term", "乙"));
    assert_true(has_row(&table, "kind", "excluded phrase", "term", "乙丑"));
    assert_true(has_row(&table, "kind", "term", "term", "[0-9]{9}"));
    assert_true(has_row(&table, "kind", "term", "term", "丁"));
    table_release(&table);
    arena_release(&arena);
    maker_release(&maker);
    scheme_use_free(use);
    scheme_free(scheme);
}

static void check_fate(const Explanation *explanation, const PlanTree *tree,
                       const char *hit, uint32_t rule, Fate fate) {
    for (size_t i = 0; i < explanation->hits.n; i++) {
        const ExplainedHit *row = &explanation->hits.at[i];
        if (row->rule == rule && row->fate == fate &&
            slice_equal(slice_at(tree->text, row->span), slice_of(hit)))
            return;
    }
    fail_msg("no hit '%s' of rule %u that is '%s'", hit, rule, fate_word(fate));
}

static void misses_are_explained(void **unused) {
    (void)unused;
    Scheme *scheme = scheme_of(
        "[{" A
        ", \"threshold\": 2, \"rules\": [{\"terms\": [\"体育\", \"体\"], \"not\": [\"体育局\"]}, "
        "{\"all\": [\"校园\", \"比赛\"]}, {\"terms\": [\"补课\"], \"negation\": {\"words\": [\"严禁\"]}}, "
        "{\"terms\": [\"操场\"], \"heading\": \"lend\"}, {\"terms\": [\"足球\"], \"context\": "
        "[\"联赛\"]}, {\"terms\": [\"产业\"], \"unless\": [\"b\"]}]}, {" B
        ", \"rules\": [{\"terms\": [\"经济\"]}]}]");
    PlanMaker maker;
    uint32_t measure =
        make_measure(&maker, NULL, NULL, "体育局办体育，校园足球，严禁补课，产业经济");
    Coder *coder = coder_new(scheme);
    Explanation explanation = {0};
    coder_explain(coder, &maker.tree, measure, &explanation);
    assert_int_equal(explanation.themes.n, 2);
    assert_false(explanation.themes.at[0].coded);
    check_close(explanation.themes.at[0].weight, 1, 1e-12);
    check_close(explanation.themes.at[0].threshold, 2, 1e-12);
    assert_true(explanation.themes.at[1].coded);
    check_fate(&explanation, &maker.tree, "体育", 0, FATE_EXCLUDED);
    check_fate(&explanation, &maker.tree, "体育", 0, FATE_TOO_WEAK);
    check_fate(&explanation, &maker.tree, "体", 0, FATE_COVERED);
    check_fate(&explanation, &maker.tree, "校园", 1, FATE_UNMET);
    check_fate(&explanation, &maker.tree, "补课", 2, FATE_NEGATED);
    check_fate(&explanation, &maker.tree, "足球", 4, FATE_NO_CONTEXT);
    check_fate(&explanation, &maker.tree, "产业", 5, FATE_UNLESS);
    Arena arena = {0};
    Table table = explanation_table(&explanation, scheme, &maker.tree, &arena);
    assert_int_equal(table_rows(&table), explanation.hits.n);
    assert_true(has_row(&table, "hit", "体育", "by", "体育局"));
    assert_true(has_row(&table, "hit", "经济", "result", "coded"));
    assert_true(has_row(&table, "hit", "体育", "result", "near miss"));
    table_release(&table);
    /* The plan is coded as before by the same coder. */
    PlanCoding coding = {0};
    coder_code_plan(coder, &maker.tree, &coding);
    assert_int_equal(coding.codings.n, 1);
    plan_coding_release(&coding);
    explanation_release(&explanation);
    maker_release(&maker);
    coder_free(coder);
    arena_release(&arena);
    scheme_free(scheme);
}

static void headings_that_do_not_lend_are_explained(void **unused) {
    (void)unused;
    Scheme *scheme = scheme_of(
        "[{" A ", \"heading\": \"lend\", \"rules\": [{\"terms\": [\"体育\"]}]}, "
        "{" B ", \"rules\": [{\"terms\": [\"经济\"]}]}]");
    PlanMaker maker;
    uint32_t measure = make_measure(&maker, NULL, "体育", "搞活经济");
    Coder *coder = coder_new(scheme);
    Explanation explanation = {0};
    coder_explain(coder, &maker.tree, measure, &explanation);
    assert_int_equal(explanation.hits.n, 2);
    check_fate(&explanation, &maker.tree, "体育", 0, FATE_NOT_LENT);
    assert_true(explanation.hits.at[0].from_heading);
    explanation_release(&explanation);
    maker_release(&maker);
    coder_free(coder);
    scheme_free(scheme);
}

static void differences_are_listed(void **unused) {
    (void)unused;
    Scheme *before =
        scheme_of("[{" A ", \"rules\": [{\"terms\": [\"体育\", \"健身\"]}]}, {\"code\": "
                  "\"old\", \"en\": \"O\", \"zh\": \"旧\", \"rules\": [{\"terms\": "
                  "[\"旧\"]}]}]");
    Scheme *after = scheme_of("[{" B ", \"rules\": [{\"terms\": [\"健身\"]}]}, {" A
                              ", \"rules\": [{\"terms\": [\"体育\"]}]}]");
    PlanMaker maker;
    maker_begin(&maker, "计划");
    maker_leaf(&maker, 0, NODE_MEASURE, PART_PLAN, "体育");
    maker_leaf(&maker, 0, NODE_MEASURE, PART_PLAN, "健身");
    maker_leaf(&maker, 0, NODE_MEASURE, PART_PLAN, "健身体育");
    maker_leaf(&maker, 0, NODE_MEASURE, PART_PLAN, "旧");
    maker_leaf(&maker, 0, NODE_MEASURE, PART_SUMMARY, "健身"); /* does not count */
    maker_end(&maker);
    SchemeDiff *diff = scheme_diff_new(before, after);
    scheme_diff_add(diff, &maker.tree, S("p1"));
    Arena arena = {0};
    Table measures = scheme_diff_measures(diff, &arena);
    assert_int_equal(table_rows(&measures), 3);
    check_cell(&measures, 0, "text", "健身");
    check_cell(&measures, 0, "plan", "p1");
    check_cell(&measures, 0, "lost", "a");
    check_cell(&measures, 0, "gained", "b");
    check_cell(&measures, 1, "lost", "");
    check_cell(&measures, 1, "gained", "b");
    check_cell(&measures, 2, "lost", "old");
    Table shares = scheme_diff_shares(diff, false, &arena);
    assert_int_equal(table_rows(&shares), 3);
    check_cell(&shares, 0, "theme", "a");
    check_cell(&shares, 0, "before", "3");
    check_cell(&shares, 0, "after", "2");
    check_cell(&shares, 0, "share_before", "75.0%");
    check_cell(&shares, 0, "change", "-25.0%");
    table_release(&measures);
    table_release(&shares);
    scheme_diff_free(diff);
    maker_release(&maker);
    arena_release(&arena);
    scheme_free(before);
    scheme_free(after);
}

static Scheme *default_scheme(void) {
    Err err = {0};
    Scheme *scheme = scheme_parse((Slice){themes_json, themes_json_size},
                                  S("themes.json"), (Slice){0}, &err);
    if (!scheme)
        fail_msg("%s", err.text);
    return scheme;
}

static void default_scheme_passes_its_examples(void **unused) {
    (void)unused;
    Arena arena = {0};
    Scheme *scheme = default_scheme();
    Table table = scheme_check_examples(scheme, &arena);
    for (size_t i = 0; i < table_rows(&table); i++)
        print_error("%.*s: %.*s\n", SLICE_ARG(table_cell(&table, i, 1)->as.text),
                    SLICE_ARG(table_cell(&table, i, 3)->as.text));
    assert_int_equal(table_rows(&table), 0);
    table_release(&table);
    arena_release(&arena);
    scheme_free(scheme);
}

/* What would be a slip of the scheme's writer; a term in two themes or within another may
 * be meant. */
static void default_scheme_has_no_slips(void **unused) {
    (void)unused;
    static const char *const slips[] = {"never",     "too-weak",       "doubled",
                                        "idle-list", "idle-exclusion", "no-examples"};
    Arena arena = {0};
    Scheme *scheme = default_scheme();
    Table table = scheme_lint(scheme, &arena);
    for (size_t i = 0; i < table_rows(&table); i++) {
        Slice finding = table_cell(&table, i, 2)->as.text;
        for (size_t k = 0; k < sizeof slips / sizeof *slips; k++) {
            if (slice_equal(finding, slice_of(slips[k])))
                fail_msg("%.*s: %s %.*s", SLICE_ARG(table_cell(&table, i, 1)->as.text),
                         slips[k], SLICE_ARG(table_cell(&table, i, 3)->as.text));
        }
    }
    table_release(&table);
    arena_release(&arena);
    scheme_free(scheme);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_are_run),
        cmocka_unit_test(doubts_are_found),
        cmocka_unit_test(dead_terms_are_told),
        cmocka_unit_test(misses_are_explained),
        cmocka_unit_test(headings_that_do_not_lend_are_explained),
        cmocka_unit_test(differences_are_listed),
        cmocka_unit_test(default_scheme_passes_its_examples),
        cmocka_unit_test(default_scheme_has_no_slips),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
