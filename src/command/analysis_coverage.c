/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coverage: the row of the first analysis, and the pattern for the others. */
#include "base/base.h"

#include "command/analyses.h"
#include "compare/coverage.h"

static bool coverage(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    (void)err;
    CoverageOptions how = {.level = input->settings->level};
    *table = coverage_table(input->corpus, &input->settings->choice, &how, keep);
    return true;
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    return analysis_run(context, &analysis_coverage, settings, arguments);
}

static const Option coverage_options[] = {OPTION_THEMES, OPTION_LEVEL, OPTION_TIDY};

static const Example coverage_examples[] = {
    {"plancmp coverage",
     "every plan: how many measures carry each theme, and their share",
     "各计划每个主题的举措数与占比"},
    {"plancmp coverage coast bazhou --theme sports",
     "two plans, one theme and its subthemes", "两份计划，一个主题及其子主题"},
    {"plancmp coverage --format csv --bom -o coverage.csv",
     "with intervals, characters and targets, for Excel",
     "含区间、字数与目标数，可用 Excel 打开"},
};

const Command command_coverage = {
    .name = "coverage",
    .group = GROUP_ANSWERS,
    .arguments = "[PLAN…]",
    .en = "which themes each plan covers, and how much",
    .zh = "各计划覆盖哪些主题、分量多少",
    .more_en =
        "A measure counts once in each of its themes. Shares are of the plan's measures, with a Wilson interval;\n"
        "csv, json and --tidy carry also characters, their share, and the number of targets.",
    .more_zh =
        "一条举措在其每个主题中各计一次。占比以该计划的举措总数为分母，附 Wilson 区间；\n"
        "csv、json 与 --tidy 还给出字数、字数占比与目标数。",
    COMMAND_EXAMPLES(coverage_examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(coverage_options),
    .settings_size = sizeof(AnalysisSettings),
    .run = run,
};

static const AnalysisChart coverage_charts[] = {
    {
        .name = "coverage",
        .spec = {.kind = CHART_HEAT,
                 .row = "theme",
                 .row_label = "theme_name",
                 .column = "plan",
                 .column_label = "plan_name",
                 .value = "share",
                 .only = "top"},
        .title_en = "Share of measures by theme and plan",
        .title_zh = "各主题举措占比",
    },
    {
        .name = "core",
        .spec = {.kind = CHART_BARS,
                 .row = "plan",
                 .row_label = "plan_name",
                 .column = "theme",
                 .column_label = "theme_name",
                 .value = "share",
                 .low = "share_low",
                 .high = "share_high",
                 .only = "core"},
        .title_en = "Core themes: share of measures with interval",
        .title_zh = "核心主题举措占比及其区间",
    },
};

const Analysis analysis_coverage = {
    .command = &command_coverage,
    .run = coverage,
    .view.wide = {.row = "theme",
                  .column = "plan",
                  .column_label = "plan_name",
                  .values = {"measures", "share"}},
    .grid = {.row = "theme",
             .row_label = "theme_name",
             .column = "plan",
             .column_label = "plan_name",
             .value = "share",
             .theme = "theme",
             .depth = "depth"},
    .section_en = "Coverage by theme",
    .section_zh = "主题覆盖",
    .charts = coverage_charts,
    .n_charts = sizeof coverage_charts / sizeof *coverage_charts,
};
