/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/analyses.h"
#include "compare/compare.h"

static const char *const tests[] = {
#define X(test, word) [test] = (word),
    COMPARE_TESTS(X)
#undef X
};

static const char *const clusters[] = {
#define X(unit, word) [unit] = (word),
    CLUSTER_UNITS(X)
#undef X
};

static const struct {
    const char *word;
    Adjustment adjustment;
} adjustments[] = {
    {"bh", ADJUST_BENJAMINI_HOCHBERG},
    {"by", ADJUST_BENJAMINI_YEKUTIELI},
    {"holm", ADJUST_HOLM},
    {"none", ADJUST_NONE},
};

static bool compare(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    const AnalysisSettings *settings = input->settings;
    CompareOptions how = {.level = settings->level, .by = group_key(settings->by)};
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        if (slice_equal(settings->test, slice_of(tests[i])))
            how.test = (CompareTest)i;
    }
    how.cluster = compare_cluster_usual(input->corpus, how.by);
    for (size_t i = 0; i < sizeof clusters / sizeof *clusters; i++) {
        if (slice_equal(settings->cluster, slice_of(clusters[i])))
            how.cluster = (ClusterUnit)i;
    }
    how.adjustment = ADJUST_BENJAMINI_HOCHBERG;
    for (size_t i = 0; i < sizeof adjustments / sizeof *adjustments; i++) {
        if (slice_equal(settings->adjust, slice_of(adjustments[i].word)))
            how.adjustment = adjustments[i].adjustment;
    }
    return compare_table(input->corpus, &settings->choice, &how, keep, table, err);
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    return analysis_run(context, &analysis_compare, settings, arguments);
}

static const Option compare_options[] = {
    OPTION_BY,
    OPTION_THEMES,
    OPTION_OWN,
    OPTION_LEVEL,
    {"cluster", 0, OPTION_CHOICE, offsetof(AnalysisSettings, cluster), "UNIT",
     "measure|task|plan",
     "what is one observation: measures of a task go together (measure; with --by: plan)",
     "观测单位：同一任务内的举措相互关联（默认举措；分组时为计划）"},
    {"test", 0, OPTION_CHOICE, offsetof(AnalysisSettings, test), "TEST",
     "auto|chi2|fisher|g2", "which test gives p (auto: Fisher where counts are small)",
     "p 值所用检验（auto：频数小时用 Fisher）"},
    {"adjust", 0, OPTION_CHOICE, offsetof(AnalysisSettings, adjust), "HOW",
     "bh|by|holm|none", "how p is corrected for many themes (bh)",
     "多重比较校正方法（默认 bh）"},
    OPTION_CODER,
    OPTION_TIDY,
};

static const Example compare_examples[] = {
    {"plancmp compare coast bazhou",
     "theme by theme: who has more, and is that more than noise",
     "逐主题比较两份计划，并判断差异是否超出偶然"},
    {"plancmp compare --by level",
     "counties against cities, or each level against the rest",
     "按层级比较：区县对市，或各级对其余"},
    {"plancmp compare coast bazhou --cluster task",
     "the same with whole tasks as observations: what still stands is sure",
     "以整个任务为观测单位，结论更稳妥"},
    {"plancmp compare --by year yunhe-2024 yunhe-2025 --theme sports",
     "two years of one region, one theme", "同一地区两年，一个主题"},
    {"plancmp compare coast bazhou -f csv -o compare.csv",
     "with odds ratio, Cohen's h, test and p", "含优势比、Cohen h、检验与 p 值"},
};

const Command command_compare = {
    .name = "compare",
    .group = GROUP_ANSWERS,
    .arguments = "[PLAN…]",
    .en = "where plans differ by theme, and whether it is more than noise",
    .zh = "计划之间各主题的差异，以及差异是否超出偶然",
    .more_en =
        "Two plans (or groups) are set against each other, the first minus the second; of more, each is set against\n"
        "all others together. Each theme is tested alone, since a measure may carry several; p is corrected for the\n"
        "number of themes. Measures of one task go together: --cluster task allows for it, and finds less. The test of all themes together counts a measure with m themes 1/m in each.",
    .more_zh =
        "两份计划（或两组）时相互比较，差为前者减后者；多于两份时，每份与其余全部比较。一条举措可属多个主题，\n"
        "因此逐主题检验，并按主题数校正 p 值。总体检验中，含 m 个主题的举措在每个主题中计 1/m。",
    COMMAND_EXAMPLES(compare_examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(compare_options),
    .settings_size = sizeof(AnalysisSettings),
    .run = run,
};

static bool is_pair(const Table *table) {
    size_t against = table_find_column(table, "against");
    return table_rows(table) && table_cell(table, 0, against)->as.text.n > 0;
}

/* Two groups stand side by side; of more, each is a column: what it has, and whether that
 * is more or less than the others have. */
static AnalysisView view(const AnalysisSettings *settings, const Table *table) {
    (void)settings;
    static const AnalysisView pair = {.columns = {"theme", "share", "other_share",
                                                  "difference", "difference_low",
                                                  "difference_high", "reading"},
                                      .only = "present"};
    static const AnalysisView many = {.wide = {.row = "theme",
                                               .column = "group",
                                               .column_label = "group_name",
                                               .values = {"share", "mark"}}};
    return is_pair(table) ? pair : many;
}

/* On paper only what differs is told of many. */
static AnalysisView report_view(const AnalysisSettings *settings, const Table *table) {
    static const AnalysisView many = {
        .columns = {"group_name", "theme_name", "share", "other_share", "difference",
                    "difference_low", "difference_high", "reading"},
        .only = "detectable"};
    return is_pair(table) ? view(settings, table) : many;
}

static Slice name_at(const Table *table, const char *key) {
    return table_cell(table, 0, table_find_column(table, key))->as.text;
}

static void dress(const Table *table, Arena *keep, ChartSpec *spec) {
    spec->caption = slice_of(T(
        "Blue: detectable after correction for many themes. Grey: no detectable difference.",
        "蓝色：经多重比较校正后差异显著；灰色：无显著差异。"));
    if (!is_pair(table)) {
        spec->column = "group";
        spec->column_label = "group_name";
        return;
    }
    spec->below = arena_format(keep, T("more in %.*s", "%.*s 更多"),
                               SLICE_ARG(name_at(table, "against_name")));
    spec->above = arena_format(keep, T("more in %.*s", "%.*s 更多"),
                               SLICE_ARG(name_at(table, "group_name")));
}

static const AnalysisChart compare_charts[] = {{
    .name = "compare",
    .spec = {.kind = CHART_DIFFERENCE,
             .row = "theme",
             .row_label = "theme_name",
             .value = "difference",
             .low = "difference_low",
             .high = "difference_high",
             .only = "charted",
             .sure = "detectable"},
    .title_en = "Difference in the share of measures, by theme",
    .title_zh = "各主题举措占比之差",
    .dress = dress,
    .most_plans = 4,
}};

const Analysis analysis_compare = {
    .command = &command_compare,
    .run = compare,
    .view_of = view,
    .least_plans = 2,
    .most_plans = 40,
    .report_view = report_view,
    .section_en = "Differences by theme",
    .section_zh = "主题差异",
    .charts = compare_charts,
    .n_charts = sizeof compare_charts / sizeof *compare_charts,
};
