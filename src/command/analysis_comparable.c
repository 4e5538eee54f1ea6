/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/analyses.h"
#include "compare/comparable.h"

static bool comparable(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    (void)err;
    *table = comparable_table(input->corpus, keep);
    return true;
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    return analysis_run(context, &analysis_comparable, settings, arguments);
}

static const Option comparable_options[] = {OPTION_TIDY};

static const Example comparable_examples[] = {
    {"plancmp comparable",
     "which plans are of another kind, length or build than the rest",
     "哪些计划的文种、篇幅或结构与其余不同"},
};

const Command command_comparable = {
    .name = "comparable",
    .group = GROUP_ANSWERS,
    .arguments = "[PLAN…]",
    .en = "whether plans are of one kind before they are compared",
    .zh = "比较之前：各计划的文种、篇幅与结构是否可比",
    .more_en = "compare carries the same warnings in its notes.",
    .more_zh = "compare 的注释中也会给出同样的提醒。",
    COMMAND_EXAMPLES(comparable_examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(comparable_options),
    .settings_size = sizeof(AnalysisSettings),
    .run = run,
};

const Analysis analysis_comparable = {
    .command = &command_comparable,
    .run = comparable,
    .view.columns = {"plan_name", "kind", "level", "year", "measures", "per_task",
                     "per_measure", "with_duty", "no_theme", "reading"},
    .least_plans = 2,
    .section_en = "Are the plans comparable?",
    .section_zh = "各计划是否可比",
};
