/* SPDX-License-Identifier: GPL-3.0-or-later */
/* targets: the numbers plans promise, plan by plan; with --compare, the same indicator
 * across plans. */
#include "base/base.h"

#include "command/analyses.h"
#include "command/commands_p.h"
#include "command/fact_lists.h"
#include "compare/indicators.h"

typedef struct {
    AnalysisSettings analysis; /* first: analysis_run reads it */
    SliceList plans;
    Slice theme;
    bool redacted, compare;
} TargetSettings;

static bool targets(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    const Corpus *corpus = input->corpus;
    const AnalysisSettings *settings = input->settings;
    IndicatorChoice shown = {settings->every, settings->unit, settings->indicator};
    TargetRowList list = {0};
    int64_t *plans = ARENA_ARRAY(keep, int64_t, corpus->n_plans);
    for (size_t i = 0; i < corpus->n_plans; i++)
        plans[i] = corpus->plans[i].id;
    if (!store_targets(input->store, plans, corpus->n_plans, keep, &list, err))
        return false;
    *table = indicators_table(corpus, &list, &settings->choice, &shown, keep);
    return true;
}

/* Those named behind the command, then those of --plan. */
static SliceList plans_asked(const SliceList *given, const SliceList *arguments,
                             Arena *keep) {
    SliceList asked = {.at = ARENA_ARRAY(keep, Slice, arguments->n + given->n)};
    for (size_t i = 0; i < arguments->n; i++)
        asked.at[asked.n++] = arguments->at[i];
    for (size_t i = 0; i < given->n; i++)
        asked.at[asked.n++] = given->at[i];
    return asked;
}

static int refuse(const char *option, const char *en, const char *zh) {
    Err err = {0};
    err_set(&err, "%s %s", option, T(en, zh));
    command_fail(&err);
    return EXIT_USAGE;
}

static int run(Context *context, const void *given, const SliceList *arguments) {
    TargetSettings settings = *(const TargetSettings *)given;
    const AnalysisSettings *analysis = &settings.analysis;
    SliceList plans = plans_asked(&settings.plans, arguments, &context->arena);
    if (settings.compare) {
        if (settings.redacted)
            return refuse("--redacted",
                          "lists single numbers and does not go with --compare",
                          "只用于逐条列出，不能与 --compare 同用");
        if (settings.theme.n)
            settings.analysis.choice.themes = (SliceList){&settings.theme, 1, 1};
        return analysis_run(context, &analysis_targets, &settings, &plans);
    }
    const char *alone = analysis->every         ? "--all"
                        : analysis->indicator.n ? "--indicator"
                        : analysis->own         ? "--own"
                        : analysis->tidy        ? "--tidy"
                                                : NULL;
    if (alone)
        return refuse(alone, "needs --compare", "须与 --compare 同用");
    FactSettings facts = {.plans = plans,
                          .theme = settings.theme,
                          .unit = analysis->unit,
                          .redacted = settings.redacted};
    return fact_lists_targets(context, &facts);
}

static const Option target_options[] = {
    {"compare", 'c', OPTION_FLAG, offsetof(TargetSettings, compare), NULL, NULL,
     "the same indicator across plans, ranked", "把各计划的同一指标对齐、排名"},
    {"all", 0, OPTION_FLAG, offsetof(TargetSettings, analysis.every), NULL, NULL,
     "with --compare: also indicators that one plan alone has",
     "与 --compare 同用：也列出只有一份计划提出的指标"},
    {"indicator", 'i', OPTION_TEXT, offsetof(TargetSettings, analysis.indicator), "NAME",
     NULL, "with --compare: only indicators whose name holds this",
     "与 --compare 同用：只看名称含此文字的指标"},
    {"plan", 'p', OPTION_LIST, offsetof(TargetSettings, plans), "PLAN", NULL,
     "only this plan (may be repeated)", "只看该计划（可重复）"},
    {"theme", 't', OPTION_TEXT, offsetof(TargetSettings, theme), "CODE", NULL,
     "only measures with this theme", "只看该主题的举措"},
    {"unit", 'u', OPTION_TEXT, offsetof(TargetSettings, analysis.unit), "UNIT", NULL,
     "only quantities in this unit (个, %, 小时)",
     "只看以此为单位的数量（个、%、小时等）"},
    {"redacted", 0, OPTION_FLAG, offsetof(TargetSettings, redacted), NULL, NULL,
     "only masked numbers (x, *)", "只看被遮蔽的数字（x、*）"},
    {"own", 0, OPTION_FLAG, offsetof(TargetSettings, analysis.own), NULL, NULL,
     "with --compare: only measures in the plan's own words (see: reuse)",
     "与 --compare 同用：只看各计划的自有表述（参见 reuse）"},
    {"tidy", 0, OPTION_FLAG, offsetof(TargetSettings, analysis.tidy), NULL, NULL,
     "with --compare: all columns", "与 --compare 同用：显示全部列"},
};

static const Example target_examples[] = {
    {"plancmp targets -p coast-2023", "every number a plan promises, with its sentence",
     "计划承诺的每个数字及其原句"},
    {"plancmp targets --compare", "who promises most: the indicators plans share, ranked",
     "谁的指标定得高：各计划共有的指标及排名"},
    {"plancmp targets --compare --indicator 学位", "places in schools, plan by plan",
     "各计划新增多少学位"},
    {"plancmp targets --unit 小时 --theme sports", "hours of sport, in all plans",
     "各计划中以小时计的体育目标"},
    {"plancmp chart targets", "the shared indicators as dots", "把共有指标画成点图"},
};

const Command command_targets = {
    .name = "targets",
    .group = GROUP_ANSWERS,
    .arguments = "[PLAN…]",
    .en = "the numbers the plans promise; the same indicator across plans (--compare)",
    .zh = "计划承诺的数字；同一指标的横向比较（--compare）",
    .more_en =
        "Values are in the unit shown (1.54万平方米 is 15400 平方米); masked numbers have no value.\n"
        "--compare joins what has the same unit, action, period and object; what is not clearly the same stays\n"
        "apart. Kinds (primary schools, public ones) and years stand side by side and are ranked apart.",
    .more_zh =
        "数值已换算为所示单位（1.54万平方米为 15400 平方米）；被遮蔽的数字没有数值。\n"
        "--compare 只把单位、动作、频次、对象都相同的目标对齐，拿不准的不并。学段、公办民办等类别与期限不同的并列显示，\n"
        "分别排名。",
    COMMAND_EXAMPLES(target_examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(target_options),
    .settings_size = sizeof(TargetSettings),
    .run = run,
};

static const AnalysisChart target_charts[] = {{
    .name = "targets",
    .spec = {.kind = CHART_DOTS,
             .row = "plan",
             .row_label = "plan_name",
             .column = "panel",
             .value = "amount",
             .low = "amount_low",
             .high = "amount_high",
             .own_scale = true,
             .only = "charted"},
    .title_en = "The same indicator across plans",
    .title_zh = "同一指标各计划的目标值",
    .most_plans = 60,
}};

const Analysis analysis_targets = {
    .command = &command_targets,
    .run = targets,
    .view = {.columns = {"indicator", "kind", "until", "plan_name", "target", "hardness",
                         "standing", "excerpt"},
             .once = "indicator"},
    .least_plans = 2,
    .most_plans = 60,
    .section_en = "The same indicator across plans",
    .section_zh = "同类目标比较",
    .charts = target_charts,
    .n_charts = sizeof target_charts / sizeof *target_charts,
};
