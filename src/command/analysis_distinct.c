/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/analyses.h"
#include "compare/distinct.h"

static bool distinct(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    const AnalysisSettings *settings = input->settings;
    DistinctOptions how = {
        .level = settings->level,
        .by = group_key(settings->by),
        .least = (size_t)settings->least,
        .top = (size_t)settings->top,
        .prior = settings->prior,
    };
    const Slice *texts = NULL;
    return corpus_texts(input->store, input->corpus, keep, &texts, err) &&
           distinct_table(input->corpus, texts, &how, keep, table, err);
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    return analysis_run(context, &analysis_distinct, settings, arguments);
}

static const Option distinct_options[] = {
    OPTION_BY,
    OPTION_OWN,
    {"top", 0, OPTION_COUNT, offsetof(AnalysisSettings, top), "N", NULL,
     "terms a plan (20)", "每份计划列出多少词语（默认 20）"},
    {"least", 0, OPTION_COUNT, offsetof(AnalysisSettings, least), "N", NULL,
     "measures of its own that a term must stand in (3)",
     "词语至少见于本计划多少条举措（默认 3）"},
    {"prior", 0, OPTION_REAL, offsetof(AnalysisSettings, prior), "WEIGHT", NULL,
     "weight of the prior in occurrences (half a plan)",
     "先验权重（默认为平均每份计划的一半）"},
    OPTION_LEVEL,
    OPTION_CODER,
    OPTION_TIDY,
};

static const Example distinct_examples[] = {
    {"plancmp distinct", "the words that mark each plan against all others",
     "每份计划相对其余计划的特色词语"},
    {"plancmp distinct coast bazhou --top 10",
     "two plans, the ten strongest terms of each", "两份计划各自最突出的十个词语"},
    {"plancmp distinct --by level", "what counties speak of and cities do not",
     "区县与市级各自的特色词语"},
};

const Command command_distinct = {
    .name = "distinct",
    .group = GROUP_ANSWERS,
    .arguments = "[PLAN…]",
    .en = "the words that mark a plan against the others",
    .zh = "一份计划相对其余计划的特色词语",
    .more_en =
        "Terms are words, and what the plans put together of words again and again. A measure counts once for a term.\n"
        "Sorted by weighted log-odds (z), which shrinks rare terms to what all plans say; csv and json carry also\n"
        "G2, p, the log ratio and the measures behind each term.",
    .more_zh =
        "词语包括单词与各计划反复使用的词组；一条举措对一个词语只计一次。按加权对数优势（z）排序，\n"
        "该方法会把罕见词向总体收缩；csv 与 json 还给出 G²、p、对数比及每个词语对应的举措。",
    COMMAND_EXAMPLES(distinct_examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(distinct_options),
    .settings_size = sizeof(AnalysisSettings),
    .run = run,
};

const Analysis analysis_distinct = {
    .command = &command_distinct,
    .run = distinct,
    .view.columns = {"group_name", "term", "measures", "share", "other_measures",
                     "other_share", "z", "p_adjusted", "example"},
    .least_plans = 2,
    .most_plans = 40,
    .section_en = "What marks each plan",
    .section_zh = "各计划的特色词语",
};
