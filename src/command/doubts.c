/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/doubts.h"
#include "plan/diagnostics.h"
#include "read/diagnostics.h"

/* The reader and the parser each know the words of their codes. */
static const char *words_of(const char *code) {
    const char *words = read_diagnostic_text(code);
    return words ? words : plan_diagnostic_text(code);
}

static int64_t line_of(Slice text, size_t at) {
    int64_t line = 1;
    for (size_t i = 0; i < at && i < text.n; i++)
        line += text.p[i] == '\n';
    return line;
}

static bool add_plan(Store *store, const PlanInfo *plan, Table *table, Err *err) {
    Arena arena = {0};
    DiagList list = {0};
    PlanSource source = {0};
    bool ok = store_diagnostics(store, plan->id, &arena, &list, err) &&
              (list.n == 0 || store_load_source(store, plan->id, &arena, &source, err));
    for (size_t i = 0; ok && i < list.n; i++) {
        const Diag *diag = &list.at[i];
        Cell *row = table_row(table);
        *row++ = cell_text(table->arena, plan->slug);
        *row++ = cell_text(table->arena, slice_of(diag->code));
        *row++ = cell_text(table->arena, slice_of(words_of(diag->code)));
        *row++ = cell_text(table->arena, diag->detail);
        if (!span_empty(diag->place))
            *row = cell_count(line_of(source.text, diag->place.at));
    }
    arena_release(&arena);
    return ok;
}

Table doubts_empty_table(Arena *arena, const char *name, Slice title) {
    Table table = table_new(arena, name, title);
    const Column columns[] = {
        {"plan", T("plan", "计划"), COLUMN_TEXT, 0},
        {"code", T("code", "代码"), COLUMN_TEXT, 0},
        {"doubt", T("finding", "事项"), COLUMN_TEXT, 0},
        {"detail", T("detail", "内容"), COLUMN_TEXT, 0},
        {"line", T("line", "行"), COLUMN_COUNT, 0},
    };
    table_columns(&table, columns, sizeof columns / sizeof *columns);
    return table;
}

bool doubts_table(Store *store, const PlanList *plans, Arena *arena, Table *table,
                  Err *err) {
    Slice title = slice_of(T("Doubts of reader and parser", "读入与解析中的存疑之处"));
    *table = doubts_empty_table(arena, "doubts", title);
    for (size_t i = 0; i < plans->n; i++) {
        if (!add_plan(store, &plans->at[i], table, err))
            return false;
    }
    return true;
}
