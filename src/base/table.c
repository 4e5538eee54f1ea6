/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>

#include "base/table.h"

Table table_new(Arena *arena, const char *name, Slice title) {
    return (Table){.arena = arena, .name = name, .title = arena_copy(arena, title)};
}

void table_release(Table *table) {
    vec_release(&table->columns);
    vec_release(&table->cells);
    vec_release(&table->notes);
}

void table_column(Table *table, Column column) {
    if (table->cells.n)
        BUG("column %s after the first row of table %s", column.key, table->name);
    if (table_find_column(table, column.key) != SIZE_MAX)
        BUG("column %s twice in table %s", column.key, table->name);
    vec_push(&table->columns, column);
}

void table_columns(Table *table, const Column *columns, size_t n) {
    for (size_t i = 0; i < n; i++)
        table_column(table, columns[i]);
}

size_t table_rows(const Table *table) {
    return table->columns.n ? table->cells.n / table->columns.n : 0;
}

Cell *table_row(Table *table) {
    size_t first = table->cells.n;
    for (size_t i = 0; i < table->columns.n; i++)
        vec_push(&table->cells, (Cell){.type = CELL_NONE});
    return table->cells.at + first;
}

Cell *table_cell(const Table *table, size_t row, size_t column) {
    if (column >= table->columns.n || row >= table_rows(table))
        BUG("cell %zu,%zu outside table %s", row, column, table->name);
    return table->cells.at + row * table->columns.n + column;
}

size_t table_find_column(const Table *table, const char *key) {
    for (size_t i = 0; i < table->columns.n; i++) {
        if (strcmp(table->columns.at[i].key, key) == 0)
            return i;
    }
    return SIZE_MAX;
}

void table_note(Table *table, const char *format, ...) {
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int n = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (n < 0)
        BUG("format \"%s\" failed", format);
    char *text = arena_alloc(table->arena, (size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    vec_push(&table->notes, (Slice){text, (size_t)n});
}

Cell cell_text(Arena *arena, Slice text) {
    return (Cell){.type = CELL_TEXT, .as.text = arena_copy(arena, text)};
}

Cell cell_count(int64_t count) {
    return (Cell){.type = CELL_COUNT, .as.count = count};
}

Cell cell_real(double real) {
    if (!isfinite(real))
        return (Cell){.type = CELL_NONE};
    return (Cell){.type = CELL_REAL, .as.real = real};
}

Cell cell_with(Arena *arena, Cell cell, const int64_t *measures, size_t n) {
    int64_t *copy = ARENA_ARRAY(arena, int64_t, n);
    if (n)
        memcpy(copy, measures, n * sizeof *copy);
    cell.measures = copy;
    cell.n_measures = n;
    return cell;
}

/* A small negative number rounds to "0.0", not to "-0.0". */
static void show_real(double value, int digits, Buf *out) {
    size_t at = out->n;
    buf_format(out, "%.*f", digits, value);
    if (value < 0 && strspn(out->p + at + 1, "0.") == out->n - at - 1) {
        out->n = at;
        buf_format(out, "%.*f", digits, 0.0);
    }
}

void cell_show(const Column *column, const Cell *cell, Buf *out) {
    switch (cell->type) {
    case CELL_NONE: break;
    case CELL_TEXT: buf_add(out, cell->as.text); break;
    case CELL_COUNT: buf_format(out, "%" PRId64, cell->as.count); break;
    case CELL_REAL:
        show_real(cell->as.real * (column->type == COLUMN_SHARE ? 100 : 1),
                  column->digits, out);
        if (column->type == COLUMN_SHARE)
            buf_add_byte(out, '%');
        break;
    }
}
