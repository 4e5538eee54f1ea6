/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/analyses.h"
#include "compare/sensitivity.h"

static const char *const words[] = {
#define X(of, word) [of] = (word),
    SENSITIVITY_OF(X)
#undef X
};

static bool sensitivity(const AnalysisInput *input, Arena *keep, Table *table, Err *err) {
    const Corpus *corpus = input->corpus;
    SensitivityOf of = SENSITIVITY_THEMES;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (slice_equal(input->settings->of, slice_of(words[i])))
            of = (SensitivityOf)i;
    }
    Corpus own = {0};
    CorpusChoice choice = input->settings->choice;
    choice.own = OWN_LEAST;
    bool with_own = input->settings->with_own;
    if (with_own && !corpus_load(input->store, &choice, keep, &own, err))
        return false;
    *table = sensitivity_table(corpus, with_own ? &own : NULL, &input->settings->choice,
                               of, keep);
    if (with_own)
        table_note(
            table,
            T("Own words: measures of which at least %.0f %% of the characters are copied from nowhere "
              "(see: reuse); %zu of %zu.",
              "自有表述：至少 %.0f%% 的文字并非承自他处的举措（见 reuse），共 %zu 条（全部 %zu 条）。"),
            OWN_LEAST * 100.0, own.n_measures, corpus->n_measures);
    return true;
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    return analysis_run(context, &analysis_sensitivity, settings, arguments);
}

static const Option sensitivity_options[] = {
    {"of", 0, OPTION_CHOICE, offsetof(AnalysisSettings, of), "WHAT", "themes|each|plans",
     "themes of all plans together, themes of each plan, or plans by theme (themes)",
     "排序对象：全部计划的主题、每份计划的主题、各主题下的计划（默认 themes）"},
    {"with-own", 0, OPTION_FLAG, offsetof(AnalysisSettings, with_own), NULL, NULL,
     "also in the plans' own words alone (looks for copies first)",
     "另加“仅计自有表述”的变体（需先查找承袭）"},
    OPTION_THEMES,
    OPTION_CODER,
    OPTION_TIDY,
};

static const Example sensitivity_examples[] = {
    {"plancmp sensitivity", "does the order of the themes hang on how one counts?",
     "主题排序是否取决于计数方式？"},
    {"plancmp sensitivity coast --of each",
     "in one plan, also without any one of its tasks", "单份计划，并逐一去掉各个任务"},
    {"plancmp sensitivity --of plans --theme safety",
     "which plan comes first in safety, and how surely",
     "哪份计划最重安全，结论是否稳健"},
};

const Command command_sensitivity = {
    .name = "sensitivity",
    .group = GROUP_ANSWERS,
    .arguments = "[PLAN…]",
    .en = "whether a ranking survives other ways of counting",
    .zh = "换一种计数方式，排序是否依然成立",
    COMMAND_EXAMPLES(sensitivity_examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(sensitivity_options),
    .settings_size = sizeof(AnalysisSettings),
    .run = run,
};

static AnalysisView view(const AnalysisSettings *settings, const Table *table) {
    (void)table;
    static const AnalysisView one = {.columns = {"item_name", "share", "rank", "best",
                                                 "worst", "same", "near", "top3",
                                                 "reading"}};
    static const AnalysisView many = {.columns = {"scope_name", "item_name", "share",
                                                  "rank", "best", "worst", "same", "near",
                                                  "reading"}};
    bool scopes = settings->of.n && !slice_equal(settings->of, S("themes"));
    return scopes ? many : one;
}

static const AnalysisChart sensitivity_charts[] = {{
    .name = "sensitivity",
    .spec = {.kind = CHART_DOTS,
             .row = "item",
             .row_label = "item_name",
             .column = "scope",
             .column_label = "scope_name",
             .value = "rank",
             .low = "best",
             .high = "worst",
             .only = "charted"},
    .title_en = "Rank of each theme, and its range over all variants",
    .title_zh = "各主题名次及其在全部变体中的范围",
}};

const Analysis analysis_sensitivity = {
    .command = &command_sensitivity,
    .run = sensitivity,
    .view_of = view,
    .section_en = "Does the ranking hold?",
    .section_zh = "排序是否稳健",
    .charts = sensitivity_charts,
    .n_charts = sizeof sensitivity_charts / sizeof *sensitivity_charts,
};
