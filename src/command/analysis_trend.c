/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trend: one region over its years. */
#include "base/base.h"

#include "command/analyses.h"
#include "compare/series.h"
#include "compare/trend.h"

static bool trend(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    const AnalysisSettings *settings = input->settings;
    if (settings->margin >= 1)
        return err_set(
            err,
            T("--margin is a share between 0 and 1 (0.05 is five points), not %g",
              "--margin 应在 0 与 1 之间（0.05 即 5 个百分点），而不是 %g"),
            settings->margin);
    TrendOptions how = {.level = settings->level, .margin = settings->margin};
    return trend_table(input->corpus, &settings->choice, &how, keep, table, err);
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    return analysis_run(context, &analysis_trend, settings, arguments);
}

static const Option trend_options[] = {
    OPTION_THEMES,
    OPTION_LEVEL,
    {"margin", 0, OPTION_REAL, offsetof(AnalysisSettings, margin), "P", NULL,
     "steady is a change surely smaller than this share (0.05: five points)",
     "变动确在该幅度以内即为“持续”（默认 0.05，即 5 个百分点）"},
    OPTION_CODER,
    OPTION_TIDY,
};

static const Example trend_examples[] = {
    {"plancmp trend 云禾区",
     "its themes year by year: what grew, what fell, what cannot be told",
     "该地区各主题逐年占比：哪些成长、哪些衰退、哪些证据不足"},
    {"plancmp trend yunhe-2024 yunhe-2025 --theme sports", "by its plans, one theme",
     "按计划名指定，只看一个主题"},
    {"plancmp trend", "every region that has two years or more",
     "库中凡有两年以上计划的地区，逐一列出有结论的主题"},
    {"plancmp chart trend 云禾区", "the same as lines", "画成逐年折线图"},
};

const Command command_trend = {
    .name = "trend",
    .group = GROUP_ANSWERS,
    .arguments = "[REGION|PLAN…]",
    .en = "one region over the years: what grew, fell, stayed or came and went",
    .zh = "同一地区逐年比较：成长、衰退、持续、间断",
    .more_en =
        "A region is given by its name or by its plans. The four types (growing, declining, steady, intermittent)\n"
        "are told only where intervals and tests carry them; else the answer is \"not decided\". Of several plans of\n"
        "one year the one issued last counts, and only plans of one kind are a series. csv, json and --tidy have\n"
        "each year's interval, the change to the year before, the test and both p.",
    .more_zh =
        "可给出地区名或其各年计划。四种类型（成长、衰退、持续、间断）只在区间与检验足以支持时才给出，否则为“证据不足”。\n"
        "同年有多份计划时取最后印发者；只有同一文种的计划才构成系列。csv、json 与 --tidy 另含各年区间、\n"
        "较上一年度之差、检验统计量与两种 p 值。",
    COMMAND_EXAMPLES(trend_examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(trend_options),
    .settings_size = sizeof(AnalysisSettings),
    .run = run,
};

static bool is_one_region(const Table *table) {
    size_t region = table_find_column(table, "region"), rows = table_rows(table);
    return rows && slice_equal(table_cell(table, 0, region)->as.text,
                               table_cell(table, rows - 1, region)->as.text);
}

/* One region: its years side by side. Several: a line for what can be told of each. */
static AnalysisView view(const AnalysisSettings *settings, const Table *table) {
    static const AnalysisView one = {
        .wide = {.row = "theme",
                 .column = "year",
                 .values = {"share"},
                 .once = {"difference", "difference_low", "difference_high", "reading"},
                 .only = "present"}};
    static const AnalysisView many = {
        .columns = {"region", "theme_name", "from", "first_share", "to", "last_share",
                    "difference", "difference_low", "difference_high", "reading"},
        .only = "summary"};
    AnalysisView chosen = is_one_region(table) ? one : many;
    if (settings->choice.themes.n && !chosen.wide.row)
        chosen.only = "last"; /* who names themes wants their lines, told or not */
    return chosen;
}

static void dress(const Table *table, Arena *keep, ChartSpec *spec) {
    (void)keep;
    spec->title = table->title;
    spec->caption = slice_of(T(
        "Lines: share of measures, with its interval. Blue: what intervals and tests carry; grey: nothing that "
        "can be told.",
        "折线为举措占比，竖线为其区间。蓝色：区间与检验足以支持的结论；灰色：证据不足。"));
}

static const AnalysisChart trend_charts[] = {{
    .name = "trend",
    .spec = {.kind = CHART_SLOPE,
             .row = "year",
             .column = "line",
             .column_label = "line_name",
             .value = "share",
             .low = "share_low",
             .high = "share_high",
             .only = "charted",
             .sure = "telling"},
    .title_en = "Themes over the years: share of measures",
    .title_zh = "各主题举措占比的逐年变化",
    .dress = dress,
    .most_plans = 24,
}};

const Analysis analysis_trend = {
    .command = &command_trend,
    .run = trend,
    .view_of = view,
    .least_plans = 2,
    .has_answer = series_exist,
    .section_en = "Over the years",
    .section_zh = "逐年变化",
    .charts = trend_charts,
    .n_charts = sizeof trend_charts / sizeof *trend_charts,
};
