/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/analyses.h"
#include "compare/workload.h"

static bool workload(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    const Corpus *corpus = input->corpus;
    DutyList duties = {0};
    int64_t *plans = ARENA_ARRAY(keep, int64_t, corpus->n_plans);
    for (size_t i = 0; i < corpus->n_plans; i++)
        plans[i] = corpus->plans[i].id;
    if (!store_duties(input->store, plans, corpus->n_plans, keep, &duties, err))
        return false;
    *table = workload_table(corpus, &input->settings->choice, &duties, keep);
    return true;
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    return analysis_run(context, &analysis_workload, settings, arguments);
}

static const Option workload_options[] = {OPTION_THEMES, OPTION_CODER, OPTION_OWN,
                                          OPTION_TIDY};

static const Example workload_examples[] = {
    {"plancmp workload coast",
     "each unit's measures, as lead and as support, and its themes",
     "各单位承担的举措、牵头与配合数及主要主题"},
    {"plancmp workload coast --theme sports", "who is charged with sports",
     "体育工作由哪些单位承担"},
    {"plancmp chart workload coast", "units by themes as a heat map", "单位与主题热力图"},
};

const Command command_workload = {
    .name = "workload",
    .group = GROUP_ANSWERS,
    .arguments = "[PLAN…]",
    .en = "which unit is charged with how much, and what nobody owns",
    .zh = "各单位承担多少任务，哪些举措无人负责",
    .more_en =
        "On a terminal one line a unit; csv, json and --tidy have also a row for each of its themes.",
    .more_zh = "终端每个单位一行；csv、json 与 --tidy 另含其每个主题一行。",
    COMMAND_EXAMPLES(workload_examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(workload_options),
    .settings_size = sizeof(AnalysisSettings),
    .run = run,
};

/* With a theme asked for, its rows are the answer; else those of all themes. */
static AnalysisView view(const AnalysisSettings *settings, const Table *table) {
    (void)table;
    static const AnalysisView all = {.columns = {"plan_name", "unit_name", "measures",
                                                 "share", "responsible", "lead",
                                                 "support", "themes", "top_themes"},
                                     .only = "total"};
    static const AnalysisView some = {.columns = {"plan_name", "unit_name", "theme_name",
                                                  "measures", "share", "responsible",
                                                  "lead", "support"}};
    return settings->choice.themes.n ? some : all;
}

static const AnalysisChart workload_charts[] = {{
    .name = "workload",
    .spec = {.kind = CHART_HEAT,
             .row = "owner",
             .column = "theme",
             .column_label = "theme_name",
             .value = "measures",
             .only = "charted"},
    .title_en = "Measures by unit and theme",
    .title_zh = "各单位各主题的举措数",
    .most_plans = 3,
}};

const Analysis analysis_workload = {
    .command = &command_workload,
    .run = workload,
    .view_of = view,
    .most_plans = 20,
    .section_en = "Workload of the units",
    .section_zh = "各单位任务量",
    .charts = workload_charts,
    .n_charts = sizeof workload_charts / sizeof *workload_charts,
};
