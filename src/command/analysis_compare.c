/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/analyses.h"
#include "compare/compare.h"

static const char *const tests[] = {
#define X(test, word) [test] = (word),
    COMPARE_TESTS(X)
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
    {"by", 0, OPTION_CHOICE, offsetof(AnalysisSettings, by), "FACT", GROUP_WORDS,
     "groups of plans by a fact about them", "按计划的属性分组比较"},
    OPTION_THEMES,
    OPTION_LEVEL,
    {"test", 0, OPTION_CHOICE, offsetof(AnalysisSettings, test), "TEST",
     "auto|chi2|fisher|g2", "which test gives p (auto: Fisher where counts are small)",
     "p 值所用检验（auto：频数小时用 Fisher）"},
    {"adjust", 0, OPTION_CHOICE, offsetof(AnalysisSettings, adjust), "HOW",
     "bh|by|holm|none", "how p is corrected for many themes (bh)",
     "多重比较校正方法（默认 bh）"},
    OPTION_TIDY,
};

static const Example compare_examples[] = {
    {"plancmp compare coast bazhou",
     "theme by theme: who has more, and is that more than noise",
     "逐主题比较两份计划，并判断差异是否超出偶然"},
    {"plancmp compare --by level",
     "counties against cities, or each level against the rest",
     "按层级比较：区县对市，或各级对其余"},
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
        "number of themes. The test of all themes together counts a measure with m themes 1/m in each.",
    .more_zh =
        "两份计划（或两组）时相互比较，差为前者减后者；多于两份时，每份与其余全部比较。一条举措可属多个主题，\n"
        "因此逐主题检验，并按主题数校正 p 值。总体检验中，含 m 个主题的举措在每个主题中计 1/m。",
    COMMAND_EXAMPLES(compare_examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(compare_options),
    .settings_size = sizeof(AnalysisSettings),
    .run = run,
};

/* Two groups stand side by side; of more, each is a column: what it has and how far that
 * is from the others. */
static AnalysisView view(const Table *table) {
    static const AnalysisView pair = {
        .columns = {"theme", "measures", "share", "other_measures", "other_share",
                    "difference", "difference_low", "difference_high", "reading"},
        .only = "present"};
    static const AnalysisView many = {
        .wide = {.row = "theme",
                 .column = "group",
                 .column_label = "group_name",
                 .values = {"share", "difference", "mark"}}};
    size_t against = table_find_column(table, "against");
    bool of_two = table_rows(table) && table_cell(table, 0, against)->as.text.n > 0;
    return of_two ? pair : many;
}

const Analysis analysis_compare = {
    .command = &command_compare,
    .run = compare,
    .view_of = view,
    .asked_only = true,
    .section_en = "Differences by theme",
    .section_zh = "主题差异",
};
