/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaps: what of a reference each plan lacks, and what one plan alone promises. */
#include "base/base.h"

#include "command/analyses.h"
#include "compare/gaps.h"

/* The plan that was named, else a superior of all the others, else all together. */
static bool find_reference(const AnalysisInput *input, uint32_t *reference, Err *err) {
    const AnalysisSettings *settings = input->settings;
    int64_t id = 0;
    *reference = settings->united ? GAPS_UNION : gaps_superior(input->corpus);
    if (settings->against.n == 0)
        return true;
    if (!store_find_plan(input->store, settings->against, &id, err))
        return false;
    for (uint32_t i = 0; i < input->corpus->n_plans; i++) {
        if (input->corpus->plans[i].id == id)
            *reference = i;
    }
    return true;
}

/* Measures in a plan's own words may stand in other plans as copied ones: they are looked
 * for in whole plans. */
static bool load_whole(const AnalysisInput *input, Arena *keep, Corpus *whole,
                       GapsQuestion *question, Err *err) {
    CorpusChoice choice = input->settings->choice;
    choice.own = 0;
    if (!corpus_load(input->store, &choice, keep, whole, err))
        return false;
    question->asked = input->corpus;
    question->corpus = whole;
    return true;
}

static bool gaps(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    const AnalysisSettings *settings = input->settings;
    Corpus whole = {0};
    GapsQuestion question = {
        .corpus = input->corpus, .choice = &settings->choice, .level = settings->level};
    bool sentences = settings->by_measure || settings->only_here;
    if (!find_reference(input, &question.reference, err) ||
        (sentences && input->corpus->own > 0 &&
         !load_whole(input, keep, &whole, &question, err)) ||
        !corpus_texts(input->store, question.corpus, keep, &question.texts, err))
        return false;
    if (settings->only_here)
        return gaps_only(&question, keep, table, err);
    if (!settings->by_measure)
        return gaps_themes(&question, keep, table, err);
    return corpus_targets(input->store, question.corpus, keep, &question.targets, err) &&
           gaps_measures(&question, keep, table, err);
}

static int usage(const char *message) {
    Err err = {0};
    err_set(&err, "%s", message);
    command_fail(&err);
    return EXIT_USAGE;
}

static int run(Context *context, const void *given, const SliceList *arguments) {
    const AnalysisSettings *settings = given;
    if (settings->only_here && (settings->united || settings->by_measure))
        return usage(T("--only takes neither --union nor --measures",
                       "--only 不能与 --union 或 --measures 同用"));
    if (settings->only_here && arguments->n == 0)
        return usage(T("--only needs a plan: plancmp gaps --only PLAN",
                       "--only 需要指定计划：plancmp gaps --only 计划"));
    if (arguments->n == 0 && !settings->united)
        return usage(
            T("gaps needs a reference: plancmp gaps PLAN, or --union for all "
              "plans together",
              "请指定参照计划：plancmp gaps 计划；或用 --union 以全部计划之和为参照"));
    return analysis_run(context, &analysis_gaps, settings, arguments);
}

static const Option gaps_options[] = {
    {"measures", 'm', OPTION_FLAG, offsetof(AnalysisSettings, by_measure), NULL, NULL,
     "measure by measure, with the nearest sentence of each plan",
     "逐条举措对照，并列出各计划最相近的原句"},
    {"union", 0, OPTION_FLAG, offsetof(AnalysisSettings, united), NULL, NULL,
     "the reference is all plans together: what others have",
     "以全部计划之和为参照：别处有而本计划没有的"},
    {"only", 0, OPTION_FLAG, offsetof(AnalysisSettings, only_here), NULL, NULL,
     "turned round: what the first plan promises and no other does",
     "反过来：第一份计划有而其他计划都没有的"},
    OPTION_THEMES,
    OPTION_LEVEL,
    OPTION_CODER,
    OPTION_OWN,
    OPTION_TIDY,
};

static const Example gaps_examples[] = {
    {"plancmp gaps province-2025 coast-2025",
     "which themes of the province's plan the district has, has weaker, or lacks",
     "省里要求的主题，本区有没有、强不强"},
    {"plancmp gaps coast-2024 coast-2025 --measures",
     "which of last year's promises are still there, sentence beside sentence",
     "去年的举措今年还在不在，逐句对照"},
    {"plancmp gaps --union", "what each plan lacks that others have",
     "别处都有、哪份计划没有"},
    {"plancmp gaps --only coast-2025", "what only this plan promises, the concrete first",
     "只有这份计划才有的举措，具体的在前"},
};

const Command command_gaps = {
    .name = "gaps",
    .group = GROUP_ANSWERS,
    .arguments = "[REFERENCE] [PLAN…]",
    .en = "what of a reference each plan has, has weaker, or lacks",
    .zh = "对照参照计划，各计划缺什么、弱在哪里",
    .more_en =
        "The reference is the first plan named (a superior's, last year's) or, with --union, all plans together.\n"
        "Without further names it is held against all plans of the database. A theme or measure is present, weaker,\n"
        "without a target, without an owner, or absent; the notes say by which rules.",
    .more_zh =
        "参照是第一个计划（如上级计划、去年的计划），或用 --union 以全部计划之和为参照；不再列其他计划时，与库中全部计划对照。\n"
        "每个主题或举措判为有、偏弱、无目标、无责任或缺失，判定规则见表下注。",
    COMMAND_EXAMPLES(gaps_examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(gaps_options),
    .settings_size = sizeof(AnalysisSettings),
    .run = run,
};

/* Whether a column of the Table holds one text only. */
static bool is_one(const Table *table, const char *key) {
    size_t column = table_find_column(table, key);
    for (size_t row = 1; row < table_rows(table); row++) {
        if (!slice_equal(table_cell(table, row, column)->as.text,
                         table_cell(table, 0, column)->as.text))
            return false;
    }
    return true;
}

static AnalysisView view(const AnalysisSettings *settings, const Table *table) {
    static const AnalysisView themes = {.wide = {.row = "theme",
                                                 .column = "plan",
                                                 .column_label = "plan_name",
                                                 .values = {"reading"}}};
    static const AnalysisView many = {.wide = {.row = "promise",
                                               .row_label = "label",
                                               .column = "plan",
                                               .column_label = "plan_name",
                                               .values = {"reading"}}};
    static const AnalysisView one = {.columns = {"measure", "text", "status_name",
                                                 "reason", "similarity", "nearest_text"}};
    static const AnalysisView only = {.columns = {"kind_name", "text", "targets",
                                                  "deadlines", "duties", "similarity",
                                                  "nearest_plan_name", "nearest_text"}};
    if (settings->only_here)
        return only;
    if (!settings->by_measure)
        return themes;
    return is_one(table, "plan") ? one : many;
}

static void dress(const Table *table, Arena *keep, ChartSpec *spec) {
    (void)table;
    (void)keep;
    spec->caption = slice_of(T(
        "Found: the same promise, in the same words or others. Where the reference has "
        "few measures of a theme, one more or less moves the share far.",
        "“见于”指举措相同，字句相同或换了说法。参照中举措少的主题，增减一条比例就变动很大。"));
}

static const AnalysisChart gaps_charts[] = {{
    .name = "gaps",
    .spec = {.kind = CHART_HEAT,
             .row = "theme",
             .row_label = "theme_name",
             .column = "plan",
             .column_label = "plan_name",
             .value = "found_share",
             .only = "charted"},
    .title_en = "How many of the reference's measures each plan has, by theme",
    .title_zh = "各主题中，参照的举措有多少见于各计划",
    .dress = dress,
}};

const Analysis analysis_gaps = {
    .command = &command_gaps,
    .run = gaps,
    .takes_reference = true,
    .view_of = view,
    .least_plans = 2,
    .most_plans = 20,
    .section_en = "What plans lack",
    .section_zh = "各计划缺什么",
    .charts = gaps_charts,
    .n_charts = sizeof gaps_charts / sizeof *gaps_charts,
};
