/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/analyses.h"
#include "command/commands_p.h"
#include "command/session.h"

/* ---- What every analysis shares ---- */

static const AnalysisSettings default_settings = {.level = 0.95};

/* The wide table's first column holds theme codes: people read names, subthemes set in.
 */
static void name_themes(const Corpus *corpus, Table *wide) {
    for (size_t row = 0; row < table_rows(wide); row++) {
        Cell *cell = table_cell(wide, row, 0);
        for (size_t i = 0; i < corpus->n_themes; i++) {
            const ThemeInfo *theme = &corpus->themes[i];
            if (!slice_equal(theme->code, cell->as.text))
                continue;
            Slice name = theme_name(theme);
            cell->as.text =
                arena_format(wide->arena, "%s%.*s",
                             theme->parent == UINT32_MAX ? "" : "· ", SLICE_ARG(name));
            break;
        }
    }
}

static int show_analysis(const Context *context, const Analysis *analysis,
                         const Corpus *corpus, const AnalysisSettings *settings,
                         Table *table) {
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

int analysis_run(Context *context, const Analysis *analysis, const void *given,
                 const SliceList *arguments) {
    AnalysisSettings settings = *(const AnalysisSettings *)given;
    Err err = {0};
    Corpus corpus = {0};
    settings.choice.plans = *arguments;
    if (settings.level <= 0)
        settings.level = default_settings.level;
    if (settings.level >= 1) {
        err_set(&err,
                T("--level is a share between 0 and 1, not %g",
                  "--level 应在 0 与 1 之间，而不是 %g"),
                settings.level);
        command_fail(&err);
        return EXIT_USAGE;
    }
    Store *store = session_open(context, STORE_READ);
    if (!store)
        return EXIT_FAILED;
    int status = EXIT_FAILED;
    if (corpus_load(store, &settings.choice, &context->arena, &corpus, &err)) {
        Table table = {0};
        AnalysisInput input = {store, &corpus, &settings};
        status = analysis->run(&input, &context->arena, &table, &err)
                     ? show_analysis(context, analysis, &corpus, &settings, &table)
                     : command_fail(&err);
        table_release(&table);
    } else {
        command_fail(&err);
    }
    store_close(store);
    return status;
}

/* ---- The table ---- */

static const Analysis *const analyses[] = {
#define X(name) &analysis_##name,
    ANALYSES(X)
#undef X
};

const Analysis *analysis_at(size_t i) {
    return i < sizeof analyses / sizeof *analyses ? analyses[i] : NULL;
}

const Analysis *analysis_find(Slice name) {
    for (size_t i = 0; analysis_at(i); i++) {
        if (slice_equal(name, slice_of(analysis_at(i)->command->name)))
            return analysis_at(i);
    }
    return NULL;
}

ChartSpec analysis_chart_spec(const Analysis *analysis, size_t k, const Table *table,
                              Arena *keep) {
    ChartSpec spec = analysis->charts[k].spec;
    spec.title = slice_of(T(analysis->charts[k].title_en, analysis->charts[k].title_zh));
    if (table->notes.n)
        spec.subtitle = arena_copy(keep, table->notes.at[0]);
    if (table->notes.n > 1 && spec.low)
        spec.caption = arena_copy(keep, table->notes.at[1]);
    return spec;
}
