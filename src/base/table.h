/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one result type: every analysis returns a Table; terminal, CSV, JSON, XLSX, charts
 * and the report render it. No analysis prints, no renderer computes. A Table is tidy
 * (one observation a row) unless its name says otherwise; renderers may pivot it by
 * column keys. Texts are in the language in use when the Table was made; keys are stable
 * English and the same in both. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/buf.h"
#include "base/vec.h"

typedef enum {
    COLUMN_TEXT,  /* CELL_TEXT */
    COLUMN_COUNT, /* CELL_COUNT: a whole number */
    COLUMN_REAL,  /* CELL_REAL, shown with `digits` decimals */
    COLUMN_SHARE, /* CELL_REAL in [0,1] (a difference: [-1,1]), shown as a percentage with
                   * `digits` decimals; CSV and JSON carry the fraction at full precision
                   */
} ColumnType;

typedef struct {
    const char *key;     /* [a-z0-9_]+, unique in its Table */
    const char *heading; /* in the language in use */
    ColumnType type;
    int digits;
} Column;

typedef enum { CELL_NONE, CELL_TEXT, CELL_COUNT, CELL_REAL } CellType;

/* A cell and the measures behind it. CELL_NONE is "no value" (shown empty, JSON null).
 * measures are ids of the store (node ids of one database), ascending; a renderer treats
 * them as opaque links into an evidence Table. */
typedef struct {
    CellType type;
    union {
        Slice text;
        int64_t count;
        double real;
    } as;
    const int64_t *measures;
    size_t n_measures;
} Cell;

typedef struct Table {
    Arena *arena;     /* owns all texts and ids; outlives the Table */
    const char *name; /* [a-z0-9-]+: file names and JSON */
    Slice title;
    VEC(Column) columns;
    VEC(Cell) cells; /* row by row; cells.n is a multiple of columns.n */
    VEC(Slice)
    notes; /* n, method, interval, seed, warnings: shown under the table, kept in every
              format */
} Table;

/* A new empty Table; table_release gives back its vectors (texts stay with the arena). */
Table table_new(Arena *arena, const char *name, Slice title);
void table_release(Table *table);

/* Before the first row; a doubled key is a BUG. */
void table_column(Table *table, Column column);
void table_columns(Table *table, const Column *columns, size_t n);
size_t table_rows(const Table *table);
/* Appends a row of empty cells; the pointer to its first cell is valid until the next
 * row. */
Cell *table_row(Table *table);
Cell *table_cell(const Table *table, size_t row, size_t column);
/* The column with this key; SIZE_MAX when there is none. */
size_t table_find_column(const Table *table, const char *key);
void table_note(Table *table, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

Cell cell_text(Arena *arena, Slice text); /* copies the text */
Cell cell_count(int64_t count);
Cell cell_real(double real); /* NaN and infinities become CELL_NONE: "not defined" is no
                                number */
/* The same cell with its evidence (copied). */
Cell cell_with(Arena *arena, Cell cell, const int64_t *measures, size_t n);

/* What a cell shows on a terminal and in a chart label: "12", "34.5%", "0.123". Never
 * locale dependent. */
void cell_show(const Column *column, const Cell *cell, Buf *out);

#endif
