/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare: the toy table whose every statistic was computed in R, then the edges: several
 * themes a measure, subthemes, a plan without measures, groups of plans. */
#include "base/base.h"

#include "check.h"
#include "compare/compare.h"
#include "compare/overall.h"
#include "corpus_maker.h"

static const CorpusChoice all = {0};

static CompareOptions options_with(CompareTest test, Adjustment adjustment) {
    return (CompareOptions){.level = 0.95, .test = test, .adjustment = adjustment};
}

static Table compared(const Corpus *corpus, CompareOptions options, Arena *arena) {
    Table table = {0};
    Err err = {0};
    check_ok(compare_table(corpus, &all, &options, arena, &table, &err), &err);
    return table;
}

/* ---- The toy table ---- */

static void toy_each_theme(void **state) {
    static const double low[] = {-0.0318903739, -0.1714262377, -0.3057892906,
                                 -0.1055454389, 0.0966864670};
    static const double high[] = {0.2271722510, 0.0733960803, -0.0900020907, 0.0429851984,
                                  0.2700045199};
    static const double residual[] = {1.482498633, -0.7918075825, -3.535533906,
                                      -0.8604859293, 4.067861532};
    static const double g2[] = {2.2034618010, 0.6276216069, 12.9715143260, 0.7467175987,
                                18.9178274039};
    static const double p[] = {0.1377011879, 0.4282290685, 3.162661143e-4, 0.3875174524,
                               1.364713768e-5};
    static const double bh[] = {0.2295019798, 0.4282290685, 7.906652859e-4, 0.4282290685,
                                6.823568841e-5};
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    const Corpus *corpus = corpus_toy(&maker);
    Table table =
        compared(corpus, options_with(COMPARE_G2, ADJUST_BENJAMINI_HOCHBERG), &arena);
    assert_int_equal(table_rows(&table), 6);
    for (size_t i = 0; i < 5; i++) {
        check_close(corpus_number(&table, i, "difference_low"), low[i], 1e-8);
        check_close(corpus_number(&table, i, "difference_high"), high[i], 1e-8);
        check_close(corpus_number(&table, i, "residual"), residual[i], 1e-8);
        check_close(corpus_number(&table, i, "statistic"), g2[i], 1e-9);
        check_close(corpus_number(&table, i, "p"), p[i], 1e-8);
        check_close(corpus_number(&table, i, "p_adjusted"), bh[i], 1e-8);
    }
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void toy_holm(void **state) {
    static const double holm[] = {0.4131035636, 0.7750349049, 0.0012650644574,
                                  0.7750349049, 6.823568841e-5};
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    Table table =
        compared(corpus_toy(&maker), options_with(COMPARE_G2, ADJUST_HOLM), &arena);
    for (size_t i = 0; i < 5; i++)
        check_close(corpus_number(&table, i, "p_adjusted"), holm[i], 1e-8);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void toy_words(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    Table table =
        compared(corpus_toy(&maker),
                 options_with(COMPARE_CHI2_OR_FISHER, ADJUST_BENJAMINI_HOCHBERG), &arena);
    check_slice(corpus_text(&table, 0, "reading"), "no detectable difference");
    check_slice(corpus_text(&table, 2, "reading"),
                "more in second, by 9.0 to 30.6 points");
    check_slice(corpus_text(&table, 2, "mark"), "-");
    check_slice(corpus_text(&table, 4, "reading"),
                "more in first, by 9.7 to 27.0 points");
    check_slice(corpus_text(&table, 4, "test"), "chi2");
    check_slice(corpus_text(&table, 5, "theme"), "-");
    check_slice(corpus_text(&table, 5, "reading"), "nobody has it");
    assert_true(corpus_noted(&table, "first: 100 measures; second: 100 measures"));
    assert_true(corpus_noted(&table, "the profiles differ; chi-square = 27.30, df = 4, "
                                     "p < 0.001; Cramér's V = 0.369"));
    assert_true(corpus_noted(&table, "t5 +4.1, t3 -3.5"));
    assert_true(corpus_noted(&table, "Jensen-Shannon distance 0.330"));
    assert_true(corpus_noted(&table, "themes 4.1 in first, 3.9 in second"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void toy_overall(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    const Corpus *corpus = corpus_toy(&maker);
    PlanGroups groups = plan_groups(corpus, GROUP_PLAN, &arena);
    ThemeTally tally = theme_tally(corpus, &groups, &arena);
    Overall overall = overall_comparison(&tally, NULL, &arena);
    check_close(overall.chi2.statistic, 27.3026973, 1e-8);
    check_close(overall.chi2.df, 4, 0);
    check_close(overall.chi2.p, 1.726522384e-05, 1e-8);
    check_close(overall.association.cramer_v, 0.3694773153, 1e-9);
    check_close(overall.g2, 30.14668198, 1e-8);
    check_close(overall.distance[0], 0.3297441, 1e-6);
    check_close(overall.distance[0] * overall.distance[0], 0.1087311715, 1e-8);
    check_close(overall.duncan, 0.28, 1e-12);
    check_close(overall.themes[0], 4.116579452, 1e-9);
    check_close(overall.themes[1], 3.911317507, 1e-9);
    check_close(overall.themes_2[0], 3.636363636, 1e-9);
    check_close(overall.themes_2[1], 3.612716763, 1e-9);
    arena_release(&arena);
    corpus_release(&maker);
}

/* ---- Counting ---- */

static void measures_behind_cells(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    Table table =
        compared(corpus_toy(&maker),
                 options_with(COMPARE_CHI2_OR_FISHER, ADJUST_BENJAMINI_HOCHBERG), &arena);
    const Cell *own = corpus_cell(&table, 1, "measures");
    assert_int_equal(own->n_measures, 25);
    assert_int_equal(own->measures[0], measure_id(1, 40));
    const Cell *other = corpus_cell(&table, 4, "other_share");
    assert_int_equal(other->n_measures, 2);
    assert_int_equal(other->measures[1], measure_id(2, 99));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* A measure with a subtheme counts once in the theme above, also when that is coded too
 * or through two subthemes; in fractions it counts once over all top themes. */
static void several_themes(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a a.x a.y b c");
    corpus_plan(&maker, "one");
    corpus_measure(&maker, "a a.x");
    corpus_measure(&maker, "a.x a.y b");
    corpus_measure(&maker, "a.y b c");
    corpus_measure(&maker, "");
    corpus_plan(&maker, "two");
    corpus_measures(&maker, 3, "c");
    const Corpus *corpus = corpus_end(&maker);
    PlanGroups groups = plan_groups(corpus, GROUP_PLAN, &arena);
    ThemeTally tally = theme_tally(corpus, &groups, &arena);
    check_close(tally_at(&tally, 0, 0)->hits, 3, 0);
    check_close(tally_at(&tally, 0, 1)->hits, 2, 0);
    check_close(tally_at(&tally, 0, 3)->hits, 2, 0);
    check_close(tally_at(&tally, 0, 0)->fraction, 1 + 0.5 + 1.0 / 3, 1e-12);
    check_close(tally_at(&tally, 0, 1)->fraction, 0, 0);
    check_close(tally_at(&tally, 0, NO_THEME)->fraction, 1, 0);
    Grid fractions = tally_fractions(&tally, NULL, &arena);
    assert_int_equal(fractions.cols, 4);
    double sum = 0;
    for (size_t i = 0; i < fractions.cols; i++)
        sum += grid_at(fractions, 0, i);
    check_close(sum, 4, 1e-12);
    arena_release(&arena);
    corpus_release(&maker);
}

/* ---- Edges ---- */

static void no_measures(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a b");
    corpus_plan(&maker, "empty");
    corpus_plan(&maker, "full");
    corpus_measure(&maker, "a");
    Table table =
        compared(corpus_end(&maker),
                 options_with(COMPARE_CHI2_OR_FISHER, ADJUST_BENJAMINI_HOCHBERG), &arena);
    check_slice(corpus_text(&table, 0, "reading"), "no measures to compare");
    check_close(corpus_number(&table, 0, "difference"), NAN, 0);
    check_close(corpus_number(&table, 0, "p"), NAN, 0);
    assert_true(corpus_noted(&table, "empty has no measures"));
    assert_true(corpus_noted(&table, "not defined"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void one_measure_each(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a b");
    corpus_plan(&maker, "one");
    corpus_measure(&maker, "a");
    corpus_plan(&maker, "two");
    corpus_measure(&maker, "b");
    Table table =
        compared(corpus_end(&maker),
                 options_with(COMPARE_CHI2_OR_FISHER, ADJUST_BENJAMINI_HOCHBERG), &arena);
    check_slice(corpus_text(&table, 0, "test"), "fisher");
    check_close(corpus_number(&table, 0, "p"), 1, 1e-12);
    check_slice(corpus_text(&table, 0, "reading"), "no detectable difference");
    check_close(corpus_number(&table, 0, "detectable"), 0, 0);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void one_plan(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a");
    corpus_plan(&maker, "alone");
    corpus_measure(&maker, "a");
    Err err = {0};
    Table table = {0};
    CompareOptions options = options_with(COMPARE_CHI2, ADJUST_NONE);
    assert_false(compare_table(corpus_end(&maker), &all, &options, &arena, &table, &err));
    assert_non_null(strstr(err.text, "alone"));
    arena_release(&arena);
    corpus_release(&maker);
}

/* An interval that leaves out 0 is not called a difference when the corrected p does not
 * follow. */
static void only_a_hint(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a b c d e f g h");
    static const char *const rest[] = {"b", "c", "d", "e", "f", "g", "h"};
    for (int plan = 0; plan < 2; plan++) {
        corpus_plan(&maker, plan ? "two" : "one");
        corpus_measures(&maker, plan ? 6 : 16, "a");
        for (size_t i = 0; i < 7; i++)
            corpus_measures(&maker, 12, rest[i]);
    }
    Table table =
        compared(corpus_end(&maker),
                 options_with(COMPARE_CHI2_OR_FISHER, ADJUST_BENJAMINI_HOCHBERG), &arena);
    assert_true(corpus_number(&table, 0, "difference_low") > 0);
    assert_true(corpus_number(&table, 0, "p_adjusted") > 0.05);
    check_slice(corpus_text(&table, 0, "reading"), "a hint only, not after correction");
    check_slice(corpus_text(&table, 0, "mark"), "");
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

static void by_level(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a b");
    static const char *const levels[] = {"county", "city", "", "county"};
    static const char *const slugs[] = {"p1", "p2", "p3", "p4"};
    for (size_t i = 0; i < 4; i++) {
        corpus_plan(&maker, slugs[i])->level = slice_of(levels[i]);
        corpus_measures(&maker, 10, i == 1 ? "a" : "b");
    }
    CompareOptions options =
        options_with(COMPARE_CHI2_OR_FISHER, ADJUST_BENJAMINI_HOCHBERG);
    options.by = GROUP_LEVEL;
    Table table = compared(corpus_end(&maker), options, &arena);
    check_slice(corpus_text(&table, 0, "group"), "city");
    check_slice(corpus_text(&table, 0, "against"), "county");
    check_close(corpus_number(&table, 0, "of"), 10, 0);
    check_close(corpus_number(&table, 0, "other_of"), 20, 0);
    check_close(corpus_number(&table, 0, "difference"), 1, 0);
    assert_true(corpus_noted(&table, "1 of 4 plans are left out"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* Theme a fills two tasks of the first plan: sure by measures, not by tasks; theme b is
 * spread over many. */
static void tasks_as_observations(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a a.x b c");
    corpus_plan(&maker, "one");
    for (uint32_t i = 0; i < 60; i++) {
        const char *codes = i < 12 ? "a.x" : i % 3 == 0 ? "b" : "c";
        corpus_measure(&maker, codes)->task = i / 6;
    }
    corpus_plan(&maker, "two");
    for (uint32_t i = 0; i < 60; i++)
        corpus_measure(&maker, "c")->task = 10 + i / 6;
    const Corpus *corpus = corpus_end(&maker);
    CompareOptions options =
        options_with(COMPARE_CHI2_OR_FISHER, ADJUST_BENJAMINI_HOCHBERG);
    Table table = compared(corpus, options, &arena);
    check_close(corpus_number(&table, 0, "detectable"), 1, 0);
    check_close(corpus_number(&table, 0, "stands"), 0, 0);
    assert_true(slice_ends(corpus_text(&table, 0, "reading"), S("points, in few tasks")));
    check_close(corpus_number(&table, 2, "stands"), 1, 0);
    assert_true(slice_ends(corpus_text(&table, 2, "reading"), S("points")));
    assert_true(corpus_noted(&table, "of them stand when whole tasks"));
    table_release(&table);
    options.cluster = CLUSTER_TASK;
    table = compared(corpus, options, &arena);
    /* Two tasks of ten full of it: e = 6 - 1.2 twice, -1.2 eight times; 10/9 * 57.6 /
     * 3600 over .2 * .8 / 60 is 6.67. */
    check_close(corpus_number(&table, 0, "design_effect"),
                10.0 / 9 * 57.6 / 3600 / 0.16 * 60, 1e-9);
    check_close(corpus_number(&table, 0, "detectable"), 0, 0);
    check_slice(corpus_text(&table, 2, "test"), "rao-scott");
    check_close(corpus_number(&table, 2, "detectable"), 1, 0);
    check_close(corpus_number(&table, 2, "design_effect"), 1, 0);
    check_close(corpus_number(&table, 0, "stands"), NAN, 0);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* Parents count a measure once in a cluster, as everywhere. */
static void clusters_count_as_the_tally(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a a.x a.y b");
    static const char *const codes[] = {"a a.x", "a.x a.y", "a.y b", "", "a", "b"};
    for (int plan = 0; plan < 3; plan++) {
        corpus_plan(&maker, plan == 0 ? "one" : plan == 1 ? "two" : "three");
        for (size_t i = 0; i < 6; i++)
            corpus_measure(&maker, codes[i])->task -= i % 2;
    }
    const Corpus *corpus = corpus_end(&maker);
    PlanGroups groups = plan_groups(corpus, GROUP_PLAN, &arena);
    ThemeTally tally = theme_tally(corpus, &groups, &arena);
    for (int unit = CLUSTER_TASK; unit <= CLUSTER_PLAN; unit++) {
        ClusterSums sums = cluster_sums(&tally, (ClusterUnit)unit, &arena);
        for (size_t place = 0; place <= corpus->n_themes; place++) {
            uint32_t theme = place == corpus->n_themes ? NO_THEME : (uint32_t)place;
            ClusteredCount one = cluster_count(&sums, 0, place);
            check_close(one.y, tally_at(&tally, 0, theme)->hits, 0);
            check_close(one.n, 6, 0);
            check_close(one.clusters, unit == CLUSTER_TASK ? 3 : 1, 0);
            ClusteredCount others = cluster_others(&sums, 0, place);
            check_close(others.y, 2 * one.y, 0);
            check_close(others.yy, 2 * one.yy, 0);
        }
    }
    arena_release(&arena);
    corpus_release(&maker);
}

/* One plan of a group may lean to a theme without the group doing so. */
static void plans_as_observations(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a b");
    static const char *const slugs[] = {"p1", "p2", "p3", "p4", "p5", "p6", "p7"};
    for (size_t i = 0; i < 7; i++) {
        corpus_plan(&maker, slugs[i])->year = i < 3 ? 2024 : 2025;
        corpus_measures(&maker, i == 0 ? 40 : 3, "a");
        corpus_measures(&maker, i == 0 ? 20 : 57, "b");
    }
    const Corpus *corpus = corpus_end(&maker);
    CompareOptions options =
        options_with(COMPARE_CHI2_OR_FISHER, ADJUST_BENJAMINI_HOCHBERG);
    options.by = GROUP_YEAR;
    Table table = compared(corpus, options, &arena);
    check_close(corpus_number(&table, 0, "detectable"), 1, 0);
    table_release(&table);
    options.cluster = compare_cluster_usual(corpus, GROUP_YEAR);
    assert_int_equal(options.cluster, CLUSTER_PLAN);
    assert_int_equal(compare_cluster_usual(corpus, GROUP_PLAN), CLUSTER_MEASURE);
    table = compared(corpus, options, &arena);
    check_close(corpus_number(&table, 0, "detectable"), 0, 0);
    check_slice(corpus_text(&table, 0, "reading"), "no detectable difference");
    assert_true(corpus_noted(&table, "mean design effect"));
    assert_false(corpus_noted(&table, "What makes it"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* Three plans: each against the others together; and twice the same. */
static void each_against_the_others(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a b");
    static const char *const slugs[] = {"p1", "p2", "p3"};
    for (size_t i = 0; i < 3; i++) {
        corpus_plan(&maker, slugs[i]);
        corpus_measures(&maker, 10 + i, "a");
        corpus_measures(&maker, i * 10, "b");
    }
    CompareOptions options =
        options_with(COMPARE_CHI2_OR_FISHER, ADJUST_BENJAMINI_HOCHBERG);
    Table table = compared(corpus_end(&maker), options, &arena);
    assert_int_equal(table_rows(&table), 9);
    check_slice(corpus_text(&table, 3, "group"), "p2");
    check_close(corpus_number(&table, 3, "measures"), 11, 0);
    check_close(corpus_number(&table, 3, "other_measures"), 22, 0);
    check_close(corpus_number(&table, 3, "other_of"), 42, 0);
    assert_true(corpus_noted(&table, "farthest"));
    Table again = compared(&maker.corpus, options, &arena);
    corpus_check_same(&table, &again);
    table_release(&again);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(toy_each_theme),
        cmocka_unit_test(toy_holm),
        cmocka_unit_test(toy_words),
        cmocka_unit_test(toy_overall),
        cmocka_unit_test(measures_behind_cells),
        cmocka_unit_test(several_themes),
        cmocka_unit_test(no_measures),
        cmocka_unit_test(one_measure_each),
        cmocka_unit_test(one_plan),
        cmocka_unit_test(only_a_hint),
        cmocka_unit_test(by_level),
        cmocka_unit_test(tasks_as_observations),
        cmocka_unit_test(clusters_count_as_the_tally),
        cmocka_unit_test(plans_as_observations),
        cmocka_unit_test(each_against_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
