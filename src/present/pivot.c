/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tidy to wide. Moves cells and computes none. */
#include "base/base.h"

#include "present/keys_p.h"
#include "present/pivot.h"

typedef struct {
    const Table *table;
    Keys rows, columns;
    size_t row_label, column_label;
    size_t values[8], once[8];
    size_t n_values, n_once;
    const bool *kept; /* table rows; NULL: all */
} Pivot;

static bool find(const Table *table, const char *key, size_t *column, Err *err) {
    *column = table_find_column(table, key);
    if (*column == SIZE_MAX)
        return err_set(err, T("table %s has no column %s", "表 %s 没有 %s 列"),
                       table->name, key);
    return true;
}

static bool find_all(Pivot *pivot, PivotSpec spec, size_t *row, size_t *column,
                     Err *err) {
    const Table *table = pivot->table;
    if (!find(table, spec.row, row, err) || !find(table, spec.column, column, err) ||
        !find(table, spec.row_label ? spec.row_label : spec.row, &pivot->row_label,
              err) ||
        !find(table, spec.column_label ? spec.column_label : spec.column,
              &pivot->column_label, err))
        return false;
    for (size_t i = 0; i < 8 && spec.values[i]; i++) {
        if (!find(table, spec.values[i], &pivot->values[pivot->n_values++], err))
            return false;
    }
    for (size_t i = 0; i < 8 && spec.once[i]; i++) {
        if (!find(table, spec.once[i], &pivot->once[pivot->n_once++], err))
            return false;
    }
    return true;
}

/* Which rows of the table count; NULL: all. */
static bool choose_rows(Pivot *pivot, const char *only, Arena *scratch, Err *err) {
    const Table *table = pivot->table;
    size_t column = 0;
    if (!only)
        return true;
    if (!find(table, only, &column, err))
        return false;
    bool *kept = ARENA_ARRAY(scratch, bool, table_rows(table));
    for (size_t row = 0; row < table_rows(table); row++) {
        const Cell *cell = table_cell(table, row, column);
        kept[row] = cell->type == CELL_COUNT && cell->as.count != 0;
    }
    pivot->kept = kept;
    return true;
}

static void add_columns(const Pivot *pivot, Arena *keep, Table *wide) {
    const Table *table = pivot->table;
    Column label = table->columns.at[pivot->row_label];
    table_column(wide, label);
    for (size_t c = 0; c < pivot->columns.n; c++) {
        const Cell *named =
            table_cell(table, pivot->columns.first[c], pivot->column_label);
        Buf shown = {0};
        cell_show(&table->columns.at[pivot->column_label], named, &shown);
        for (size_t v = 0; v < pivot->n_values; v++) {
            Column column = table->columns.at[pivot->values[v]];
            Slice key = arena_format(keep, "c%zu_%s", c + 1, column.key);
            Slice heading =
                pivot->n_values == 1
                    ? arena_copy(keep, buf_slice(&shown))
                    : arena_format(keep, "%.*s · %s", SLICE_ARG(buf_slice(&shown)),
                                   column.heading);
            column.key = key.p;
            column.heading = heading.p;
            table_column(wide, column);
        }
        buf_release(&shown);
    }
    for (size_t i = 0; i < pivot->n_once; i++)
        table_column(wide, table->columns.at[pivot->once[i]]);
}

static bool fill(const Pivot *pivot, Arena *scratch, Table *wide, Err *err) {
    const Table *table = pivot->table;
    bool *taken = ARENA_ARRAY(scratch, bool, pivot->rows.n * pivot->columns.n);
    size_t behind = 1 + pivot->columns.n * pivot->n_values;
    for (size_t r = 0; r < pivot->rows.n; r++) {
        Cell *cells = table_row(wide);
        cells[0] = *table_cell(table, pivot->rows.first[r], pivot->row_label);
        for (size_t i = 0; i < pivot->n_once; i++)
            cells[behind + i] = *table_cell(table, pivot->rows.first[r], pivot->once[i]);
    }
    for (size_t i = 0; i < table_rows(table); i++) {
        if (pivot->kept && !pivot->kept[i])
            continue;
        size_t r = pivot->rows.of_row[i], c = pivot->columns.of_row[i];
        if (taken[r * pivot->columns.n + c])
            return err_set(err,
                           T("table %s, row %zu: a second row for the same pair",
                             "表 %s 第 %zu 行：同一组合出现两行"),
                           table->name, i + 1);
        taken[r * pivot->columns.n + c] = true;
        for (size_t v = 0; v < pivot->n_values; v++)
            *table_cell(wide, r, 1 + c * pivot->n_values + v) =
                *table_cell(table, i, pivot->values[v]);
    }
    return true;
}

bool table_pivot(const Table *table, PivotSpec spec, Arena *keep, Table *wide, Err *err) {
    Arena scratch = {0};
    Pivot pivot = {.table = table};
    size_t row = 0, column = 0;
    bool ok = find_all(&pivot, spec, &row, &column, err) &&
              choose_rows(&pivot, spec.only, &scratch, err);
    if (ok) {
        pivot.rows = keys_of(table, row, pivot.kept, &scratch);
        pivot.columns = keys_of(table, column, pivot.kept, &scratch);
        *wide = table_new(keep, table->name, table->title);
        add_columns(&pivot, keep, wide);
        ok = fill(&pivot, &scratch, wide, err);
        for (size_t i = 0; ok && i < table->notes.n; i++)
            vec_push(&wide->notes, arena_copy(keep, table->notes.at[i]));
        if (!ok)
            table_release(wide);
    }
    arena_release(&scratch);
    return ok;
}
