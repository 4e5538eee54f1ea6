/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/analyses.h"
#include "command/commands_p.h"
#include "command/session.h"
#include "compare/coverage.h"

/* ---- What every analysis shares ---- */

static const AnalysisSettings default_settings = {.level = 0.95};

#define OPTION_THEMES                                                                               \
    {"theme", 't', OPTION_LIST, offsetof(AnalysisSettings, choice.themes), "CODE", NULL,           \
     "only this theme and its subthemes (may be repeated)", "只看该主题及其子主题（可重复）"}
#define OPTION_LEVEL                                                                               \
    {"level", 0, OPTION_REAL, offsetof(AnalysisSettings, level), "P", NULL,                        \
     "confidence of the intervals (0.95)", "区间的置信水平（默认 0.95）"}
#define OPTION_TIDY                                                                                \
    {"tidy", 0, OPTION_FLAG, offsetof(AnalysisSettings, tidy), NULL, NULL,                         \
     "one observation a row, all columns", "每行一个观测，显示全部列"}

/* The wide table's first column holds theme codes: people read names, subthemes set in. */
static void name_themes(const Corpus *corpus, Table *wide) {
    for (size_t row = 0; row < table_rows(wide); row++) {
        Cell *cell = table_cell(wide, row, 0);
        for (size_t i = 0; i < corpus->n_themes; i++) {
            const ThemeInfo *theme = &corpus->themes[i];
            if (!slice_equal(theme->code, cell->as.text))
                continue;
            Slice name = theme_name(theme);
            cell->as.text = arena_format(wide->arena, "%s%.*s", theme->parent == UINT32_MAX ? "" : "· ",
                                         SLICE_ARG(name));
            break;
        }
    }
}

static int show_analysis(const Context *context, const Analysis *analysis, const Corpus *corpus,
                         const AnalysisSettings *settings, Table *table) {
    Err err = {0};
    Table wide = {0};
    bool pivot = analysis->wide.row && !settings->tidy;
    if (pivot && !table_pivot(table, analysis->wide, table->arena, &wide, &err))
        return command_fail(&err);
    if (pivot)
        name_themes(corpus, &wide);
    int status = session_show(context, table, pivot ? &wide : NULL);
    table_release(&wide);
    return status;
}

static int run_analysis(Context *context, const Analysis *analysis, const void *given,
                        const SliceList *arguments) {
    AnalysisSettings settings = *(const AnalysisSettings *)given;
    Err err = {0};
    Corpus corpus = {0};
    settings.choice.plans = *arguments;
    if (settings.level <= 0)
        settings.level = default_settings.level;
    if (settings.level >= 1) {
        err_set(&err, T("--level is a share between 0 and 1, not %g", "--level 应在 0 与 1 之间，而不是 %g"),
                settings.level);
        command_fail(&err);
        return EXIT_USAGE;
    }
    Store *store = session_open(context, STORE_READ);
    if (!store)
        return EXIT_FAILED;
    int status = EXIT_FAILED;
    if (corpus_load(store, &settings.choice, &context->arena, &corpus, &err)) {
        Table table = analysis->run(&corpus, &settings, &context->arena);
        status = show_analysis(context, analysis, &corpus, &settings, &table);
        table_release(&table);
    } else {
        command_fail(&err);
    }
    store_close(store);
    return status;
}

/* ---- coverage ---- */

static Table coverage(const Corpus *corpus, const AnalysisSettings *settings, Arena *keep) {
    return coverage_table(corpus, &settings->choice, &(CoverageOptions){.level = settings->level}, keep);
}

static int coverage_run(Context *context, const void *settings, const SliceList *arguments);

static const Option coverage_options[] = {OPTION_THEMES, OPTION_LEVEL, OPTION_TIDY};

static const Example coverage_examples[] = {
    {"plancmp coverage", "every plan: how many measures carry each theme, and their share", "各计划每个主题的举措数与占比"},
    {"plancmp coverage coast bazhou --theme sports", "two plans, one theme and its subthemes",
     "两份计划，一个主题及其子主题"},
    {"plancmp coverage --format csv --bom -o coverage.csv", "with intervals, characters and targets, for Excel",
     "含区间、字数与目标数，可用 Excel 打开"},
};

const Command command_coverage = {
    .name = "coverage",
    .group = GROUP_ANSWERS,
    .arguments = "[PLAN…]",
    .en = "which themes each plan covers, and how much",
    .zh = "各计划覆盖哪些主题、分量多少",
    .more_en = "A measure counts once in each of its themes. Shares are of the plan's measures, with a Wilson interval;\n"
               "csv, json and --tidy carry also characters, their share, and the number of targets.",
    .more_zh = "一条举措在其每个主题中各计一次。占比以该计划的举措总数为分母，附 Wilson 区间；\n"
               "csv、json 与 --tidy 还给出字数、字数占比与目标数。",
    COMMAND_EXAMPLES(coverage_examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(coverage_options),
    .settings_size = sizeof(AnalysisSettings),
    .run = coverage_run,
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

/* ---- The table ---- */

static const Analysis analyses[] = {
    {
        .command = &command_coverage,
        .run = coverage,
        .wide = {.row = "theme", .column = "plan", .column_label = "plan_name", .values = {"measures", "share"}},
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
    },
};

static int coverage_run(Context *context, const void *settings, const SliceList *arguments) {
    return run_analysis(context, &analyses[0], settings, arguments);
}

const Analysis *analysis_at(size_t i) {
    return i < sizeof analyses / sizeof *analyses ? &analyses[i] : NULL;
}

const Analysis *analysis_find(Slice name) {
    for (size_t i = 0; analysis_at(i); i++) {
        if (slice_equal(name, slice_of(analysis_at(i)->command->name)))
            return analysis_at(i);
    }
    return NULL;
}

ChartSpec analysis_chart_spec(const Analysis *analysis, size_t k, const Table *table, Arena *keep) {
    ChartSpec spec = analysis->charts[k].spec;
    spec.title = slice_of(T(analysis->charts[k].title_en, analysis->charts[k].title_zh));
    if (table->notes.n)
        spec.subtitle = arena_copy(keep, table->notes.at[0]);
    if (table->notes.n > 1 && spec.low)
        spec.caption = arena_copy(keep, table->notes.at[1]);
    return spec;
}
