/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a tidy Table to a grid of values, and on to the kind of chart that was asked for.
 */
#include "base/base.h"

#include <math.h>

#include "base/file.h"
#include "present/chart_p.h"
#include "present/html_p.h"
#include "present/keys_p.h"

static bool find(const Table *table, const char *key, size_t *column, Err *err) {
    *column = key ? table_find_column(table, key) : SIZE_MAX;
    if (key && *column == SIZE_MAX)
        return err_set(err,
                       T("chart: table %s has no column %s", "图表：表 %s 没有 %s 列"),
                       table->name, key);
    return true;
}

/* The number in a cell, shares in percent; false when there is none. */
static bool number_of(const Table *table, size_t row, size_t column, double *number) {
    if (column == SIZE_MAX)
        return false;
    const Cell *cell = table_cell(table, row, column);
    if (cell->type == CELL_COUNT)
        *number = (double)cell->as.count;
    else if (cell->type == CELL_REAL)
        *number = cell->as.real;
    else
        return false;
    if (table->columns.at[column].type == COLUMN_SHARE)
        *number *= 100;
    return true;
}

typedef struct {
    size_t row, row_label, column, column_label, value, second, low, high, only, sure;
} Columns;

static bool find_columns(const Table *table, const ChartSpec *spec, Columns *at,
                         Err *err) {
    bool pairs = spec->kind == CHART_DENDROGRAM || spec->kind == CHART_MAP;
    if (!spec->row || !spec->value || (pairs && !spec->second))
        BUG("chart of table %s without row, value or second", table->name);
    return find(table, spec->row, &at->row, err) &&
           find(table, spec->column, &at->column, err) &&
           find(table, spec->row_label ? spec->row_label : spec->row, &at->row_label,
                err) &&
           find(table, spec->column_label ? spec->column_label : spec->column,
                &at->column_label, err) &&
           find(table, spec->value, &at->value, err) &&
           find(table, spec->second, &at->second, err) &&
           find(table, spec->low, &at->low, err) &&
           find(table, spec->high, &at->high, err) &&
           find(table, spec->only, &at->only, err) &&
           find(table, spec->sure, &at->sure, err);
}

static bool *rows_to_draw(const Table *table, size_t only, Arena *scratch) {
    bool *draw = ARENA_ARRAY(scratch, bool, table_rows(table));
    for (size_t row = 0; row < table_rows(table); row++) {
        double flag = 1;
        draw[row] = only == SIZE_MAX || (number_of(table, row, only, &flag) && flag != 0);
    }
    return draw;
}

static Slice *names_of(const Table *table, const Keys *keys, size_t column,
                       Arena *scratch) {
    Slice *names = ARENA_ARRAY(scratch, Slice, keys->n);
    Buf shown = {0};
    for (size_t i = 0; i < keys->n; i++) {
        buf_clear(&shown);
        cell_show(&table->columns.at[column], table_cell(table, keys->first[i], column),
                  &shown);
        names[i] = text_clean(scratch, buf_slice(&shown));
    }
    buf_release(&shown);
    return names;
}

static void fill_cell(Chart *chart, const Columns *at, size_t table_row,
                      ChartCell *cell) {
    const Table *table = chart->table;
    ChartGrid *grid = &chart->grid;
    cell->there = number_of(table, table_row, at->value, &cell->value);
    if (!cell->there)
        return;
    cell->interval = number_of(table, table_row, at->low, &cell->low) &&
                     number_of(table, table_row, at->high, &cell->high);
    if (!cell->interval)
        cell->low = cell->high = cell->value;
    cell->second = NAN;
    number_of(table, table_row, at->second, &cell->second);
    double sure = cell->low > 0 || cell->high < 0;
    if (at->sure != SIZE_MAX)
        number_of(table, table_row, at->sure, &sure);
    cell->sure = sure != 0;
    grid->least_low = fmin(grid->least_low, fmin(cell->low, cell->value));
    grid->most = fmax(grid->most, cell->value);
    grid->most_high = fmax(grid->most_high, fmax(cell->high, cell->value));
}

static bool nothing_to_draw(const Table *table, Err *err) {
    return err_set(
        err, T("chart: table %s has nothing to draw", "图表：表 %s 没有可绘制的数据"),
        table->name);
}

static bool fill(Chart *chart, const Columns *at, Err *err) {
    const Table *table = chart->table;
    ChartGrid *grid = &chart->grid;
    const bool *draw = rows_to_draw(table, at->only, chart->scratch);
    Keys rows = keys_of(table, at->row, draw, chart->scratch);
    Keys columns = {.n = 1};
    if (at->column != SIZE_MAX)
        columns = keys_of(table, at->column, draw, chart->scratch);
    if (rows.n == 0)
        return nothing_to_draw(table, err);
    *grid = (ChartGrid){.n_rows = rows.n, .n_columns = columns.n};
    grid->rows = names_of(table, &rows, at->row_label, chart->scratch);
    if (at->column != SIZE_MAX)
        grid->columns = names_of(table, &columns, at->column_label, chart->scratch);
    else
        grid->columns = ARENA_NEW(chart->scratch, Slice);
    grid->cells = ARENA_ARRAY(chart->scratch, ChartCell, rows.n * columns.n);
    bool *taken = ARENA_ARRAY(chart->scratch, bool, rows.n *columns.n), any = false;
    for (size_t i = 0; i < table_rows(table); i++) {
        if (!draw[i])
            continue;
        size_t cell =
            rows.of_row[i] * columns.n + (columns.of_row ? columns.of_row[i] : 0);
        if (taken[cell])
            return err_set(err,
                           T("chart: table %s, row %zu: a second row for the same pair",
                             "图表：表 %s 第 %zu 行：同一组合出现两行"),
                           table->name, i + 1);
        taken[cell] = true;
        fill_cell(chart, at, i, &grid->cells[cell]);
        any = any || grid->cells[cell].there;
    }
    return any || nothing_to_draw(table, err);
}

bool chart_has_values(const Table *table, const ChartSpec *spec) {
    Columns at;
    Arena scratch = {0};
    Err err = {0};
    if (!find_columns(table, spec, &at, &err))
        return true; /* chart_draw tells which is absent */
    const bool *draw = rows_to_draw(table, at.only, &scratch);
    bool any = false;
    double value = 0;
    for (size_t i = 0; i < table_rows(table) && !any; i++)
        any = draw[i] && number_of(table, i, at.value, &value);
    arena_release(&scratch);
    return any;
}

static void add_legend_html(const SliceList *legend, Buf *out) {
    buf_add(out, S("<!doctype html><meta charset=\"utf-8\"><table>\n"));
    for (size_t i = 0; i < legend->n; i++) {
        buf_format(out, "<tr><td>[%zu]<td>", i + 1);
        html_add_text(out, legend->at[i]);
        buf_add_byte(out, '\n');
    }
    buf_add(out, S("</table>\n"));
}

static bool write_legend(Chart *chart, Err *err) {
    Buf text = {0}, html = {0};
    for (size_t i = 0; i < chart->legend.n; i++)
        buf_format(&text, "[%zu]\t%.*s\n", i + 1, SLICE_ARG(chart->legend.at[i]));
    add_legend_html(&chart->legend, &html);
    const char *stem = chart->place->stem;
    bool ok = file_write(chart_path(chart, stem, "-legend.txt"), buf_slice(&text), err) &&
              file_write(chart_path(chart, stem, "-legend.html"), buf_slice(&html), err);
    buf_release(&text);
    buf_release(&html);
    return ok;
}

bool chart_draw(const Table *table, const ChartSpec *spec, const ChartPlace *place,
                Arena *keep, ChartFiles *files, Err *err) {
    static bool (*const kinds[])(Chart *, StemList *, Err *) = {
        [CHART_HEAT] = chart_heat,  [CHART_BARS] = chart_bars,
        [CHART_DOTS] = chart_dots,  [CHART_DENDROGRAM] = chart_heat,
        [CHART_MAP] = chart_map,    [CHART_DIFFERENCE] = chart_difference,
        [CHART_SLOPE] = chart_slope};
    Arena scratch = {0};
    Chart chart = {.table = table, .spec = spec, .place = place, .scratch = &scratch};
    StemList stems = {0};
    Columns at;
    bool ok = find_columns(table, spec, &at, err) && fill(&chart, &at, err);
    if (ok) {
        chart.value = &table->columns.at[at.value];
        ok = kinds[spec->kind](&chart, &stems, err);
    }
    if (chart.legend.n)
        ok = write_legend(&chart, ok ? err : NULL) && ok;
    if (ok) {
        *files = (ChartFiles){.n = stems.n, .numbered = chart.legend.n > 0};
        files->stems = ARENA_ARRAY(keep, const char *, stems.n);
        for (size_t i = 0; i < stems.n; i++)
            files->stems[i] = arena_cstring(keep, slice_of(stems.at[i]));
    }
    vec_release(&stems);
    vec_release(&chart.legend);
    arena_release(&scratch);
    return ok;
}
