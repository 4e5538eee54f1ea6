/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trend: one region over its years. */
#include "base/base.h"

#include "command/analyses.h"
#include "compare/follow.h"
#include "compare/series.h"
#include "compare/trend.h"

static bool follow(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    const AnalysisSettings *settings = input->settings;
    FollowQuestion question = {
        .corpus = input->corpus, .choice = &settings->choice, .level = settings->level};
    if (!corpus_texts(input->store, input->corpus, keep, &question.texts, err))
        return false;
    if (settings->by_target) {
        TargetRowList targets = {0};
        int64_t *plans = ARENA_ARRAY(keep, int64_t, input->corpus->n_plans);
        for (size_t i = 0; i < input->corpus->n_plans; i++)
            plans[i] = input->corpus->plans[i].id;
        question.targets = &targets;
        return store_targets(input->store, plans, input->corpus->n_plans, keep, &targets,
                             err) &&
               follow_targets(&question, keep, table, err);
    }
    return settings->by_theme ? follow_themes(&question, keep, table, err)
                              : follow_measures(&question, keep, table, err);
}

static bool trend(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    const AnalysisSettings *settings = input->settings;
    if (settings->by_measure || settings->by_theme || settings->by_target)
        return follow(input, keep, table, err);
    TrendOptions how = {.level = settings->level, .margin = settings->margin};
    return trend_table(input->corpus, &settings->choice, &how, keep, table, err);
}

static int usage(const char *message) {
    Err err = {0};
    err_set(&err, "%s", message);
    command_fail(&err);
    return EXIT_USAGE;
}

static int run(Context *context, const void *given, const SliceList *arguments) {
    const AnalysisSettings *settings = given;
    if (settings->by_target && (settings->by_measure || settings->by_theme))
        return usage(T("--targets is a table of its own: it takes neither --measures nor "
                       "--by-theme",
                       "--targets 单独成表，不能与 --measures 或 --by-theme 同用"));
    if (settings->margin < 0 || settings->margin >= 1)
        return usage(T("--margin is a share between 0 and 1 (0.05 is five points)",
                       "--margin 应在 0 与 1 之间（0.05 即 5 个百分点）"));
    return analysis_run(context, &analysis_trend, settings, arguments);
}

static const Option trend_options[] = {
    {"measures", 'm', OPTION_FLAG, offsetof(AnalysisSettings, by_measure), NULL, NULL,
     "measure by measure: kept, reworded, new, dropped, with both sentences",
     "逐条举措：沿用、改写、新增、未再提，附两年原文"},
    {"by-theme", 0, OPTION_FLAG, offsetof(AnalysisSettings, by_theme), NULL, NULL,
     "how many of them, by theme", "按主题统计沿用、改写、新增、未再提各多少条"},
    {"targets", 0, OPTION_FLAG, offsetof(AnalysisSettings, by_target), NULL, NULL,
     "target by target: kept, raised, lowered, new, dropped, with both sentences",
     "逐项目标：不变、提高、降低、新增、未再提，附两年原文"},
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
    {"plancmp trend 云禾区 --targets",
     "which targets were raised, lowered, kept, dropped, with both sentences",
     "目标逐年对照：提高、降低、不变、未再提，附两年原文"},
    {"plancmp trend 云禾区 --measures",
     "which measures were kept, reworded, dropped, and which are new",
     "举措逐年对照：沿用、改写、未再提、新增"},
    {"plancmp trend yunhe-2024 yunhe-2025 --theme sports", "by its plans, one theme",
     "按计划名指定，只看一个主题"},
    {"plancmp trend", "every region that has two years or more",
     "库中凡有两年以上计划的地区，逐一列出核心主题与可下结论的主题"},
    {"plancmp chart trend 云禾区", "the themes as lines", "画成逐年折线图"},
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

static AnalysisView view_measures(const Table *table) {
    static const AnalysisView one = {.columns = {"years", "state_name", "before", "after",
                                                 "similarity", "near",
                                                 "near_similarity"}};
    static const AnalysisView many = {
        .columns = {"region", "years", "state_name", "before", "after", "similarity"}};
    return is_one_region(table) ? one : many;
}

static AnalysisView view_themes(const AnalysisSettings *settings, const Table *table) {
    static const AnalysisView one = {.columns = {"years", "theme_name",
                                                 "earlier_measures", "kept", "reworded",
                                                 "dropped", "kept_share", "kept_low",
                                                 "kept_high", "later_measures", "new"}};
    AnalysisView many = {.columns = {"region", "years", "theme_name", "earlier_measures",
                                     "kept", "reworded", "dropped", "kept_share",
                                     "later_measures", "new"},
                         .only = settings->choice.themes.n ? NULL : "summary"};
    return is_one_region(table) ? one : many;
}

/* One region: its years side by side. Several: a line for what can be told of each. */
static AnalysisView view_shares(const AnalysisSettings *settings, const Table *table) {
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

static AnalysisView view_targets(const Table *table) {
    static const AnalysisView one = {.columns = {"years", "state_name", "indicator",
                                                 "earlier_target", "later_target",
                                                 "before", "after"}};
    static const AnalysisView many = {.columns = {"region", "years", "state_name",
                                                  "indicator", "earlier_target",
                                                  "later_target", "before", "after"}};
    return is_one_region(table) ? one : many;
}

static AnalysisView view(const AnalysisSettings *settings, const Table *table) {
    if (settings->by_target)
        return view_targets(table);
    if (settings->by_theme)
        return view_themes(settings, table);
    return settings->by_measure ? view_measures(table) : view_shares(settings, table);
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
