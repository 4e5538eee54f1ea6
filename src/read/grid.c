/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "read/grid.h"

enum { LONG_TEXT = 1500, COLUMNS_MAX = 4096 };

void shape_cell(GridShape *shape) {
    shape->filled += shape->cell > 0;
    shape->all += shape->cell;
    shape->largest = shape->cell > shape->largest ? shape->cell : shape->largest;
    shape->cell = 0;
}

void shape_row(GridShape *shape) {
    shape_cell(shape);
    shape->rows += shape->filled >= 2;
    shape->filled = 0;
}

void shape_text(GridShape *shape, Slice text) {
    shape->cell += slice_trim(text).n;
}

bool shape_is_data(GridShape *shape) {
    shape_row(shape);
    bool one_holds_all = shape->all > LONG_TEXT && shape->largest * 5 > shape->all * 3;
    return !shape->nested && shape->rows >= 2 && !one_holds_all;
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
    rows = rows && rows < GRID_SPAN_MAX ? rows : GRID_SPAN_MAX;
    columns = columns < GRID_SPAN_MAX ? columns : GRID_SPAN_MAX;
    GridPlace place = {grid->row, grid->column, rows, columns ? columns : 1};
    if (place.column + place.columns > COLUMNS_MAX)
        place.columns = 1;
    for (unsigned i = 0; i < place.columns && grid->column < COLUMNS_MAX; i++) {
        while (grid->busy.n <= grid->column)
            vec_push(&grid->busy, 0);
        grid->busy.at[grid->column++] = place.row + place.rows;
    }
    return place;
}

void grid_skip(Grid *grid, unsigned columns) {
    grid->column += columns < COLUMNS_MAX ? columns : 0;
}

void grid_release(Grid *grid) {
    vec_release(&grid->busy);
    *grid = (Grid){0};
}
