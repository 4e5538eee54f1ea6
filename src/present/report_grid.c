/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tinted grid of the report: themes × plans, every cell a door to its measures. The
 * longer side goes down when it is much longer. Paper is narrower than a screen that
 * scrolls: wide grids are there a second time, cut into blocks of columns, for printing
 * alone. */
#include "base/base.h"

#include <math.h>

#include "present/keys_p.h"
#include "present/report_p.h"
#include "present/tint_p.h"

enum { PAPER_COLUMNS = 26, UPRIGHT_COLUMNS = 8 };

/* One side of the grid. */
typedef struct {
    Keys keys;
    size_t label, code; /* columns of the table; code: SIZE_MAX unless it holds themes */
} Side;

typedef struct {
    ReportPage *page;
    const Table *table;
    Side down, across;
    bool turned;
    size_t value, depth;
    const Cell **cells; /* [down * across] NULL: no such row */
    Tints tints;
} Grid;

static bool find(Grid *grid, const char *key, size_t *column) {
    *column = key ? table_find_column(grid->table, key) : SIZE_MAX;
    if (key && *column == SIZE_MAX)
        return err_set(grid->page->err,
                       T("report: table %s has no column %s", "报告：表 %s 没有 %s 列"),
                       grid->table->name, key);
    return true;
}

static double number_of(const Table *table, size_t column, const Cell *cell) {
    double scale = table->columns.at[column].type == COLUMN_SHARE ? 100 : 1;
    if (!cell || cell->type == CELL_NONE || cell->type == CELL_TEXT)
        return NAN;
    return cell->type == CELL_COUNT ? (double)cell->as.count : cell->as.real * scale;
}

static bool same_key(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

static bool open_sides(Grid *grid, const ReportGrid *spec, Arena *scratch) {
    size_t row = 0, column = 0;
    if (!spec->row || !spec->column || !spec->value)
        BUG("report grid of %s without row, column or value", grid->table->name);
    if (!find(grid, spec->row, &row) || !find(grid, spec->column, &column) ||
        !find(grid, spec->value, &grid->value) ||
        !find(grid, spec->depth, &grid->depth) ||
        !find(grid, spec->row_label ? spec->row_label : spec->row, &grid->down.label) ||
        !find(grid, spec->column_label ? spec->column_label : spec->column,
              &grid->across.label))
        return false;
    grid->down.keys = keys_of(grid->table, row, NULL, scratch);
    grid->across.keys = keys_of(grid->table, column, NULL, scratch);
    grid->down.code = same_key(spec->theme, spec->row) ? row : SIZE_MAX;
    grid->across.code = same_key(spec->theme, spec->column) ? column : SIZE_MAX;
    grid->turned = grid->across.keys.n > 12 && grid->across.keys.n > grid->down.keys.n;
    if (grid->turned) {
        Side side = grid->down;
        grid->down = grid->across;
        grid->across = side;
    }
    return true;
}

static bool fill(Grid *grid, Arena *scratch) {
    size_t across = grid->across.keys.n;
    double most = 0;
    grid->cells = ARENA_ARRAY(scratch, const Cell *, grid->down.keys.n *across);
    for (size_t row = 0; row < table_rows(grid->table); row++) {
        size_t at = grid->down.keys.of_row[row] * across + grid->across.keys.of_row[row];
        if (grid->cells[at])
            return err_set(grid->page->err,
                           T("report: table %s, row %zu: a second row for the same pair",
                             "报告：表 %s 第 %zu 行：同一组合出现两行"),
                           grid->table->name, row + 1);
        grid->cells[at] = table_cell(grid->table, row, grid->value);
        double number = number_of(grid->table, grid->value, grid->cells[at]);
        most = number > most ? number : most;
    }
    grid->tints =
        tints_for(most, grid->table->columns.at[grid->value].type == COLUMN_COUNT);
    return true;
}

static Slice label_of(const Grid *grid, const Side *side, size_t i) {
    const Cell *cell = table_cell(grid->table, side->keys.first[i], side->label);
    Buf shown = {0};
    cell_show(&grid->table->columns.at[side->label], cell, &shown);
    Slice label = arena_copy(grid->page->scratch, buf_slice(&shown));
    buf_release(&shown);
    return label;
}

/* Themes have a depth, plans do not: whichever side holds the themes is asked. */
static bool is_deep(const Grid *grid, const Side *side, size_t i) {
    if (grid->depth == SIZE_MAX || side->code == SIZE_MAX)
        return false;
    const Cell *cell = table_cell(grid->table, side->keys.first[i], grid->depth);
    return cell->type == CELL_COUNT && cell->as.count > 1;
}

static void add_label(Grid *grid, const Side *side, size_t i, const char *scope) {
    Buf *out = grid->page->out;
    buf_format(out, "<th scope=%s", scope);
    if (is_deep(grid, side, i))
        buf_add(out, S(" class=d2"));
    if (side->code != SIZE_MAX) {
        buf_add(out, S(" data-t=\""));
        html_add_attribute(
            out, table_cell(grid->table, side->keys.first[i], side->code)->as.text);
        buf_add_byte(out, '"');
    }
    buf_add(out, S("><span>"));
    html_add_text(out, label_of(grid, side, i));
    buf_add(out, S("</span>"));
}

/* Percent without the sign, as a whole number; the legend says so. */
static Slice short_number(const Grid *grid, const Cell *cell) {
    Arena *scratch = grid->page->scratch;
    double number = number_of(grid->table, grid->value, cell);
    if (isnan(number))
        return S("–");
    if (number == 0)
        return (Slice){0};
    if (grid->table->columns.at[grid->value].type == COLUMN_REAL)
        return arena_format(scratch, "%.*f", grid->table->columns.at[grid->value].digits,
                            number);
    return number > 0 && number < 0.5 ? S("<1")
                                      : arena_format(scratch, "%.0f", round(number));
}

static bool add_cell(Grid *grid, size_t row, size_t column, bool link) {
    Buf *out = grid->page->out;
    const Cell *cell = grid->cells[row * grid->across.keys.n + column];
    double number = number_of(grid->table, grid->value, cell);
    size_t class = isnan(number) ? 0 : tint_class(&grid->tints, number);
    bool deep = is_deep(grid, &grid->across, column);
    buf_add(out, S("<td"));
    if (class)
        buf_format(out, deep ? " class=\"t%zu d2\"" : " class=t%zu",
                   grid->tints.shades[class - 1] + 1);
    else if (deep)
        buf_add(out, S(" class=d2"));
    buf_add_byte(out, '>');
    Slice shown = short_number(grid, cell);
    if (link && cell)
        return report_cell(grid->page, grid->table, cell, shown);
    html_add_text(out, shown);
    return true;
}

static bool add_table(Grid *grid, size_t from, size_t to, bool link) {
    Buf *out = grid->page->out;
    bool upright = to - from > UPRIGHT_COLUMNS;
    buf_add(out, upright ? S("<table class=\"grid up\"><thead><tr><td>")
                         : S("<table class=grid><thead><tr><td>"));
    for (size_t column = from; column < to; column++)
        add_label(grid, &grid->across, column, "col");
    buf_add(out, S("</thead><tbody>\n"));
    bool ok = true;
    for (size_t row = 0; row < grid->down.keys.n; row++) {
        buf_add(out, is_deep(grid, &grid->down, row) ? S("<tr class=d2>") : S("<tr>"));
        add_label(grid, &grid->down, row, "row");
        for (size_t column = from; column < to && ok; column++)
            ok = add_cell(grid, row, column, link);
        buf_add_byte(out, '\n');
    }
    buf_add(out, S("</table>\n"));
    return ok;
}

static void add_legend(Grid *grid) {
    Buf *out = grid->page->out;
    const Column *column = &grid->table->columns.at[grid->value];
    buf_add(out, S("<p class=key><b>"));
    html_add_text(out, slice_of(column->heading));
    buf_add(out, column->type == COLUMN_SHARE ? S(" (%)</b> <span><i></i>0</span>")
                                              : S("</b> <span><i></i>0</span>"));
    for (size_t i = 0; i < grid->tints.n; i++) {
        buf_format(out, " <span><i class=t%zu></i>", grid->tints.shades[i] + 1);
        if (i)
            buf_format(out, "%.10g–%.10g</span>", grid->tints.limits[i - 1],
                       grid->tints.limits[i]);
        else
            buf_format(out, "≤ %.10g</span>", grid->tints.limits[i]);
    }
    buf_add(out, S("</p>\n"));
}

static bool add_grid(Grid *grid) {
    Buf *out = grid->page->out;
    size_t n = grid->across.keys.n, blocks = (n + PAPER_COLUMNS - 1) / PAPER_COLUMNS;
    buf_add(out, S("<div class=table><h3>"));
    html_add_text(out, grid->table->title);
    buf_add(out, S("</h3>\n"));
    add_legend(grid);
    buf_add(out, blocks > 1 ? S("<div class=\"scroll screen\"") : S("<div class=scroll"));
    buf_add(out, S(" tabindex=0 role=region aria-label=\""));
    html_add_attribute(out, grid->table->title);
    buf_add(out, S("\">"));
    bool ok = add_table(grid, 0, n, true);
    buf_add(out, S("</div>\n"));
    for (size_t i = 0; ok && blocks > 1 && i < blocks; i++) {
        buf_add(out, S("<div class=paper>"));
        ok = add_table(grid, n * i / blocks, n * (i + 1) / blocks, false);
        buf_add(out, S("</div>\n"));
    }
    report_notes(grid->page, grid->table);
    buf_add(out, S("</div>\n"));
    return ok;
}

bool report_grid(ReportPage *page, const ReportBlock *block) {
    Grid grid = {.page = page, .table = block->table};
    return open_sides(&grid, &block->grid, page->scratch) && fill(&grid, page->scratch) &&
           add_grid(&grid);
}
