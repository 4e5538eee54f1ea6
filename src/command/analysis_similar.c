/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/analyses.h"
#include "compare/similar.h"

static bool similar(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    const AnalysisSettings *settings = input->settings;
    SimilarOptions how = {
        .by = group_key(settings->by),
        .likeness = likeness_of(settings->likeness),
        .ward = slice_equal(settings->linkage, S("ward")),
    };
    return similar_table(input->corpus, &how, keep, table, err);
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    return analysis_run(context, &analysis_similar, settings, arguments);
}

static const Option similar_options[] = {
    OPTION_BY,
    {"likeness", 0, OPTION_CHOICE, offsetof(AnalysisSettings, likeness), "MEASURE",
     LIKENESS_WORDS, "what the order is made from (js)", "排序所依据的相似度（默认 js）"},
    {"linkage", 0, OPTION_CHOICE, offsetof(AnalysisSettings, linkage), "METHOD",
     LINKAGE_WORDS, "how clusters are joined (average)", "聚类合并方法（默认 average）"},
    OPTION_OWN,
    OPTION_TIDY,
};

static const Example similar_examples[] = {
    {"plancmp similar", "which plans set the same weights, alike ones side by side",
     "哪些计划的主题结构相近，相近者排在一起"},
    {"plancmp chart similar", "the same as a picture, with the tree",
     "画成带聚类树的矩阵图"},
    {"plancmp similar --own", "without what all copied from the same source",
     "除去承自上级与他地的表述后再比"},
};

const Command command_similar = {
    .name = "similar",
    .group = GROUP_ANSWERS,
    .arguments = "[PLAN…]",
    .en = "which plans are alike in what they give their measures to",
    .zh = "哪些计划的主题结构彼此相近",
    .more_en =
        "Compares what share of its measures each plan gives to each theme, and sorts the plans by hierarchical\n"
        "clustering. Two plans with other words may be alike; for copied words see reuse.",
    .more_zh =
        "比较各计划分配给各主题的举措占比，并以层次聚类排序。措辞不同的计划也可能结构相近；\n"
        "文字雷同请看 reuse。",
    COMMAND_EXAMPLES(similar_examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(similar_options),
    .settings_size = sizeof(AnalysisSettings),
    .run = run,
};

static const AnalysisChart similar_charts[] = {{
    .name = "similar",
    .spec = {.kind = CHART_DENDROGRAM,
             .row = "plan",
             .row_label = "plan_name",
             .column = "other",
             .column_label = "other_name",
             .value = "likeness",
             .second = "joined_at"},
    .title_en = "How alike the plans are",
    .title_zh = "各计划主题结构的相似程度",
}};

const Analysis analysis_similar = {
    .command = &command_similar,
    .run = similar,
    .least_plans = 2,
    .most_plans = SIMILAR_MOST,
    .view = {.wide = {.row = "plan",
                      .row_label = "plan_name",
                      .column = "other",
                      .column_label = "other_name",
                      .values = {"likeness"}}},
    .grid = {.row = "plan",
             .row_label = "plan_name",
             .column = "other",
             .column_label = "other_name",
             .value = "likeness"},
    .section_en = "Alike plans",
    .section_zh = "相近的计划",
    .charts = similar_charts,
    .n_charts = sizeof similar_charts / sizeof *similar_charts,
};
