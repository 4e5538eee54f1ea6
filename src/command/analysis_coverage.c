/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coverage: the row of the first analysis, and the pattern for the others. */
#include "base/base.h"

#include "command/analyses.h"
#include "compare/corrected.h"
#include "compare/coverage.h"

static bool coverage(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    const AnalysisSettings *settings = input->settings;
    if (settings->corrected)
        return corrected_table(input->store, &settings->choice, settings->reference,
                               (Resampling){(uint64_t)settings->seed,
                                            (size_t)settings->draws, settings->level},
                               keep, table, err);
    bool drawn = settings->bootstrap || settings->by_character;
    if (drawn && settings->simultaneous)
        return err_set(
            err, "%s",
            T("--simultaneous has a formula for counts; it goes neither with --bootstrap nor with "
              "--by-character",
              "--simultaneous 只用于计数，不能与 --bootstrap 或 --by-character 同用"));
    if (settings->cluster.n && !settings->bootstrap)
        return err_set(err, "%s",
                       T("--cluster says what --bootstrap draws; give both",
                         "--cluster 指定 --bootstrap 的抽样单位，须同时给出"));
    CoverageOptions how = {
        .level = settings->level,
        .interval = drawn                    ? COVERAGE_BOOTSTRAP
                    : settings->simultaneous ? COVERAGE_GOODMAN
                                             : COVERAGE_WILSON,
        .by_character = settings->by_character,
        .by_task = slice_equal(settings->cluster, S("task")),
        .draws = (size_t)settings->draws,
        .seed = (uint64_t)settings->seed,
    };
    *table = coverage_table(input->corpus, &settings->choice, &how, keep);
    return true;
}

/* Who asks for a kind of interval wants to see it. */
static AnalysisView view(const AnalysisSettings *settings, const Table *table) {
    (void)table;
    AnalysisView view = {.wide = {.row = "theme",
                                  .column = "plan",
                                  .column_label = "plan_name",
                                  .values = {"measures", "share"}}};
    static const AnalysisView corrected = {
        .columns = {"theme", "plan_name", "measures", "share", "corrected",
                    "corrected_low", "corrected_high", "right", "missed", "sample_coded",
                    "state"}};
    if (settings->corrected)
        return corrected;
    if (settings->by_character)
        view.wide.values[0] = "characters";
    if (settings->bootstrap || settings->simultaneous) {
        view.wide.values[2] = "share_low";
        view.wide.values[3] = "share_high";
    }
    return view;
}

static int run(Context *context, const void *given, const SliceList *arguments) {
    AnalysisSettings settings = *(const AnalysisSettings *)given;
    if (settings.corrected) { /* the shares stay the rules' */
        settings.reference = settings.choice.coder;
        settings.choice.coder = (Slice){0};
    }
    return analysis_run(context, &analysis_coverage, &settings, arguments);
}

static const Option coverage_options[] = {
    OPTION_THEMES,
    OPTION_OWN,
    OPTION_LEVEL,
    {"simultaneous", 0, OPTION_FLAG, offsetof(AnalysisSettings, simultaneous), NULL, NULL,
     "intervals that hold for all themes of a plan together (Goodman)",
     "同一计划全部主题的联合区间（Goodman）"},
    {"bootstrap", 0, OPTION_FLAG, offsetof(AnalysisSettings, bootstrap), NULL, NULL,
     "intervals by drawing the measures again", "用自助法（重抽样）求区间"},
    {"cluster", 0, OPTION_CHOICE, offsetof(AnalysisSettings, cluster), "UNIT",
     "measure|task", "what a bootstrap draws: measures, or whole tasks (measure)",
     "自助法抽样单位：举措或整个任务（默认举措）"},
    OPTION_DRAWS,
    OPTION_SEED,
    {"by-character", 0, OPTION_FLAG, offsetof(AnalysisSettings, by_character), NULL, NULL,
     "shares of the plan's characters instead of its measures",
     "按字数而非举措数计算占比"},
    {"corrected", 0, OPTION_FLAG, offsetof(AnalysisSettings, corrected), NULL, NULL,
     "shares corrected for the errors that a person's codes (--coder) show",
     "按人工编码（--coder）测得的误差校正占比"},
    OPTION_CODER,
    OPTION_TIDY,
};

static const Example coverage_examples[] = {
    {"plancmp coverage",
     "every plan: how many measures carry each theme, and their share",
     "各计划每个主题的举措数与占比"},
    {"plancmp coverage coast bazhou --theme sports",
     "two plans, one theme and its subthemes", "两份计划，一个主题及其子主题"},
    {"plancmp coverage coast --bootstrap --cluster task",
     "with intervals that allow for measures clustering in tasks",
     "区间考虑同一任务内举措的聚集"},
    {"plancmp coverage --corrected --coder 张三",
     "what the shares would be without the rules' errors, as 张三 found them",
     "按张三的编码校正规则误差后的占比"},
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
        "csv, json and --tidy carry also characters, targets, fractional counts (1/m for a measure with m themes),\n"
        "how many subthemes are touched, how many measures have a target, an owner or a deadline, and where they stand.",
    .more_zh =
        "一条举措在其每个主题中各计一次。占比以该计划的举措总数为分母，附 Wilson 区间；\n"
        "csv、json 与 --tidy 还给出字数、目标数、分摊计数（含 m 个主题的举措各计 1/m）、涉及的子主题数、\n"
        "含目标、责任单位、时限的举措占比，以及平均位置。",
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
    .view_of = view,
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
