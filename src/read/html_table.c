/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of web pages: which are data and which only lay out the page, and where a cell stands. */
#include "base/base.h"

#include "base/utf8.h"
#include "read/html_p.h"

enum { SPAN_MAX = 1000, LONG_TEXT = 1500, COLUMNS_MAX = 4096 };

typedef struct {
    size_t rows;      /* with at least two filled cells */
    size_t filled;    /* cells with text in the row at hand */
    size_t all, cell; /* bytes of text in the table, in the cell at hand */
    size_t largest;   /* of the cells */
} Shape;

static void end_cell(Shape *shape) {
    shape->filled += shape->cell > 0;
    shape->all += shape->cell;
    shape->largest = shape->cell > shape->largest ? shape->cell : shape->largest;
    shape->cell = 0;
}

static void end_row(Shape *shape) {
    end_cell(shape);
    shape->rows += shape->filled >= 2;
    shape->filled = 0;
}

bool html_table_is_data(xmlNode *table) {
    Slice role = html_attribute(table, "role");
    if (slice_equal(role, S("presentation")) || slice_equal(role, S("none")))
        return false;
    Shape shape = {0};
    for (xmlNode *node = html_next(table, table, false); node;
         node = html_next(node, table, false)) {
        if (html_name_is(node, "table"))
            return false;
        if (html_name_is(node, "tr"))
            end_row(&shape);
        else if (html_name_is(node, "td") || html_name_is(node, "th"))
            end_cell(&shape);
        else if (node->type == XML_TEXT_NODE)
            shape.cell += slice_trim(slice_of((const char *)node->content)).n;
    }
    end_row(&shape);
    bool one_holds_all = shape.all > LONG_TEXT && shape.largest * 5 > shape.all * 3;
    return shape.rows >= 2 && !one_holds_all;
}

unsigned html_span(const xmlNode *cell, const char *attribute) {
    int64_t value;
    if (!slice_int(slice_trim(html_attribute(cell, attribute)), &value) || value < 0)
        return 1;
    return value > SPAN_MAX ? SPAN_MAX : (unsigned)value;
}

void grid_row(Grid *grid) {
    grid->row += grid->begun;
    grid->begun = true;
    grid->column = 0;
}

static bool is_busy(const Grid *grid, size_t column) {
    return column < grid->busy.n && grid->busy.at[column] > grid->row;
}

GridPlace grid_cell(Grid *grid, unsigned rows, unsigned columns) {
    while (is_busy(grid, grid->column))
        grid->column++;
    GridPlace place = {grid->row, grid->column, rows ? rows : SPAN_MAX,
                       columns ? columns : 1};
    if (place.column + place.columns > COLUMNS_MAX)
        place.columns = 1;
    for (unsigned i = 0; i < place.columns && grid->column < COLUMNS_MAX; i++) {
        while (grid->busy.n <= grid->column)
            vec_push(&grid->busy, 0);
        grid->busy.at[grid->column++] = place.row + place.rows;
    }
    return place;
}

void grid_release(Grid *grid) {
    vec_release(&grid->busy);
    *grid = (Grid){0};
}
