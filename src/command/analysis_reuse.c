/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reuse: what each plan copies, and from whom. */
#include "base/base.h"

#include "command/analyses.h"
#include "compare/reuse.h"

static bool reuse(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    const AnalysisSettings *settings = input->settings;
    Corpus all = {0};
    Origins origins = {0};
    OriginOptions options = {.least = (size_t)settings->length};
    if (settings->length && settings->length < SEED_LENGTH)
        return err_set(err,
                       T("--least is at least %d characters, not %lld",
                         "--least 至少为 %d 字，而不是 %lld"),
                       SEED_LENGTH, (long long)settings->length);
    if (settings->choice.themes.n && !settings->by_theme)
        return err_set(
            err, "%s",
            T("plans are told apart by theme only with --by-theme; --theme needs it",
              "--theme 须与 --by-theme 合用"));
    bool found = corpus_load(input->store, &(CorpusChoice){0}, keep, &all, err) &&
                 origins_find(input->store, &all, options, keep, &origins, err);
    Reuse what = {&origins, input->corpus};
    if (found && settings->passages)
        *table = reuse_passages(what, keep);
    else if (found && settings->by_theme)
        *table = reuse_themes(what, &settings->choice, keep);
    else if (found)
        *table = reuse_shares(what, keep);
    origins_release(&origins);
    return found;
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    return analysis_run(context, &analysis_reuse, settings, arguments);
}

static const Option reuse_options[] = {
    {"passages", 'p', OPTION_FLAG, offsetof(AnalysisSettings, passages), NULL, NULL,
     "the passages themselves, beside their sources", "列出相同段落及其来源原文"},
    {"by-theme", 0, OPTION_FLAG, offsetof(AnalysisSettings, by_theme), NULL, NULL,
     "by theme, over the plans named", "按主题统计"},
    {"least", 0, OPTION_COUNT, offsetof(AnalysisSettings, length), "N", NULL,
     "shortest passage, in identical characters (20)", "段落最少相同字数（默认 20）"},
    OPTION_THEMES,
    OPTION_CODER,
    OPTION_TIDY,
};

static const Example reuse_examples[] = {
    {"plancmp reuse", "each plan: copied from above, formulas, its own words",
     "各计划：承自上级、通用表述与自有表述各占多少"},
    {"plancmp reuse yunhe-2025 --passages",
     "what it copied, beside the text it was copied from", "逐段对照抄自何处"},
    {"plancmp reuse --by-theme", "in which themes plans speak in their own words",
     "哪些主题多用自己的话"},
};

const Command command_reuse = {
    .name = "reuse",
    .group = GROUP_ANSWERS,
    .arguments = "[PLAN…]",
    .en = "what each plan copies: from above, from others, and what is its own",
    .zh = "各计划的文字从何而来：承自上级、同于他地、自有表述",
    .more_en =
        "Passages are found on characters, without words being cut, and followed through edits. Who copied from whom\n"
        "is told by level (national > province > city > county), place and date. Sources are searched in all plans\n"
        "of the database, also when few are named.",
    .more_zh =
        "按字查找相同段落（不依赖分词），并跨越改动继续比对。先后与上下级由层级（国家＞省＞市＞县）、地区与日期判断。\n"
        "即使只指定几份计划，来源也在库中全部计划里查找。",
    COMMAND_EXAMPLES(reuse_examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(reuse_options),
    .settings_size = sizeof(AnalysisSettings),
    .run = run,
};

static AnalysisView view(const AnalysisSettings *settings, const Table *table) {
    (void)table;
    static const AnalysisView plans = {.wide = {.row = "plan",
                                                .row_label = "plan_name",
                                                .column = "origin",
                                                .column_label = "origin_name",
                                                .values = {"share"}}};
    static const AnalysisView themes = {.wide = {.row = "theme",
                                                 .column = "origin",
                                                 .column_label = "origin_name",
                                                 .values = {"share"}}};
    static const AnalysisView passages = {
        .columns = {"plan_name", "measure", "source_name", "source_measure", "characters",
                    "similarity", "passage", "source_passage"}};
    if (settings->passages)
        return passages;
    return settings->by_theme ? themes : plans;
}

static const AnalysisChart reuse_charts[] = {{
    .name = "reuse",
    .spec = {.kind = CHART_HEAT,
             .row = "plan",
             .row_label = "plan_name",
             .column = "origin",
             .column_label = "origin_name",
             .value = "share"},
    .title_en = "Where each plan's text comes from",
    .title_zh = "各计划文字的来源",
}};

const Analysis analysis_reuse = {
    .command = &command_reuse,
    .run = reuse,
    .view_of = view,
    .grid = {.row = "plan",
             .row_label = "plan_name",
             .column = "origin",
             .column_label = "origin_name",
             .value = "share"},
    .section_en = "Copied and own text",
    .section_zh = "文字来源",
    .charts = reuse_charts,
    .n_charts = sizeof reuse_charts / sizeof *reuse_charts,
};
