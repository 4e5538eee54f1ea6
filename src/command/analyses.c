/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/analyses.h"
#include "command/commands_p.h"
#include "command/session.h"
#include "command/wording.h"

/* ---- What every analysis shares ---- */

enum { MOST_DRAWS = 1000000 };

void analysis_defaults(AnalysisSettings *settings) {
    if (settings->level <= 0)
        settings->level = 0.95;
    if (settings->draws == 0)
        settings->draws = 1000;
    if (settings->seed == 0)
        settings->seed = 1;
    if (settings->own)
        settings->choice.own = OWN_LEAST;
    if (settings->top == 0)
        settings->top = 20;
    if (settings->least == 0)
        settings->least = 3;
    if (settings->margin <= 0)
        settings->margin = 0.05;
}

/* The first column of a view holds theme codes: people read names, subthemes set in. */
static void name_themes(const Corpus *corpus, Table *wide) {
    wide->columns.at[0].heading = T("theme", "主题");
    for (size_t row = 0; row < table_rows(wide); row++) {
        Cell *cell = table_cell(wide, row, 0);
        if (slice_equal(cell->as.text, S("-")))
            cell->as.text = slice_of(T("no theme", "未编码"));
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

Table analysis_columns(const Table *table, const char *const *keys, const char *only) {
    size_t kept = only ? table_find_column(table, only) : SIZE_MAX;
    Table picked = table_new(table->arena, table->name, table->title);
    size_t *from = ARENA_ARRAY(table->arena, size_t, table->columns.n), n = 0;
    for (; keys[n]; n++) {
        if (n == table->columns.n)
            BUG("table %s is asked for a column twice", table->name);
        from[n] = table_find_column(table, keys[n]);
        if (from[n] == SIZE_MAX)
            BUG("table %s has no column %s to show", table->name, keys[n]);
        table_column(&picked, table->columns.at[from[n]]);
    }
    for (size_t row = 0; row < table_rows(table); row++) {
        if (kept != SIZE_MAX && table_cell(table, row, kept)->as.count == 0)
            continue;
        Cell *cells = table_row(&picked);
        for (size_t i = 0; i < n; i++)
            cells[i] = *table_cell(table, row, from[i]);
    }
    for (size_t i = 0; i < table->notes.n; i++)
        vec_push(&picked.notes, table->notes.at[i]);
    return picked;
}

/* A name that heads several rows stands in the first of them. */
static void show_once(Table *table, const char *key) {
    size_t column = table_find_column(table, key);
    Slice above = {0};
    for (size_t row = 0; row < table_rows(table); row++) {
        Cell *cell = table_cell(table, row, column);
        Slice text = cell->as.text;
        if (row && slice_equal(text, above))
            *cell = (Cell){0};
        above = text;
    }
}

bool analysis_view(const Analysis *analysis, const AnalysisInput *input, bool report,
                   const Table *table, Table *view, bool *shown, Err *err) {
    AnalysisView how = analysis->view;
    if (report && analysis->report_view)
        how = analysis->report_view(input->settings, table);
    else if (analysis->view_of)
        how = analysis->view_of(input->settings, table);
    *shown = how.wide.row || how.columns[0];
    if (how.wide.row && !table_pivot(table, how.wide, table->arena, view, err))
        return false;
    if (!how.wide.row && how.columns[0])
        *view = analysis_columns(table, how.columns, how.only);
    if (*shown && how.once && !report)
        show_once(view, how.once);
    if (*shown && slice_equal(slice_of(view->columns.at[0].key), S("theme")))
        name_themes(input->corpus, view);
    return true;
}

static int show_analysis(const Context *context, const Analysis *analysis,
                         const AnalysisInput *input, const Table *table) {
    Err err = {0};
    Table view = {0};
    bool shown = false;
    if (!input->settings->tidy &&
        !analysis_view(analysis, input, false, table, &view, &shown, &err))
        return command_fail(&err);
    int status = session_show(context, table, shown ? &view : NULL);
    table_release(&view);
    return status;
}

bool analysis_fill(const Analysis *analysis, const AnalysisInput *input, Arena *keep,
                   Table *table, Err *err) {
    const Corpus *corpus = input->corpus;
    if (!analysis->run(input, keep, table, err))
        return false;
    if (corpus->own > 0)
        table_note(
            table,
            T("Only measures of which at least %.0f %% of the characters are the plan's own: %zu, while %zu that are "
              "mostly copied (from above, from other or earlier plans) or common formulas are left out.",
              "仅计自有表述占 %.0f%% 以上的举措，共 %zu 条；另有 %zu 条主要承自上级、他地、早前计划或为通用表述，未计。"),
            corpus->own * 100, corpus->n_measures, corpus->left_out);
    if (corpus->coder_note.n)
        table_note(table, "%.*s", SLICE_ARG(corpus->coder_note));
    return true;
}

bool analysis_load(const Analysis *analysis, Store *store, AnalysisSettings *settings,
                   Arena *keep, Corpus *corpus, Err *err) {
    SliceList *plans = &settings->choice.plans;
    if (analysis->takes_reference && plans->n && !settings->united) {
        settings->against = plans->at[0];
        if (plans->n == 1)
            *plans = (SliceList){0};
    }
    return wording_theme_codes(store, &settings->choice.themes, keep, err) &&
           corpus_load(store, &settings->choice, keep, corpus, err);
}

int analysis_run(Context *context, const Analysis *analysis, const void *given,
                 const SliceList *arguments) {
    AnalysisSettings settings = *(const AnalysisSettings *)given;
    Err err = {0};
    Corpus corpus = {0};
    settings.choice.plans = *arguments;
    analysis_defaults(&settings);
    if (settings.level >= 1) {
        err_set(&err,
                T("--level is a share between 0 and 1, not %g",
                  "--level 应在 0 与 1 之间，而不是 %g"),
                settings.level);
        command_fail(&err);
        return EXIT_USAGE;
    }
    if (settings.draws > MOST_DRAWS) {
        err_set(&err, T("--draws is at most %d", "--draws 最多为 %d"), MOST_DRAWS);
        command_fail(&err);
        return EXIT_USAGE;
    }
    Store *store = session_open(context, STORE_READ);
    if (!store)
        return EXIT_FAILED;
    int status = EXIT_FAILED;
    if (analysis_load(analysis, store, &settings, &context->arena, &corpus, &err)) {
        Table table = {0};
        AnalysisInput input = {store, &corpus, &settings};
        status = analysis_fill(analysis, &input, &context->arena, &table, &err)
                     ? show_analysis(context, analysis, &input, &table)
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
    if (analysis->charts[k].dress)
        analysis->charts[k].dress(table, keep, &spec);
    return spec;
}
