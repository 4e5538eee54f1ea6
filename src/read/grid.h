/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of web pages and Word files: which are data and which only lay out a page, and
 * where a cell stands. For read/ only. */
#ifndef READ_GRID_H
#define READ_GRID_H

#include "base/base.h"

enum { GRID_SPAN_MAX = 1000 };

/* What tells a table of data: at least two rows of at least two filled cells, no table
 * within, and no single cell that holds most of a long text, which is a page laid out by
 * a table. Fed in document order; valid when zeroed. */
typedef struct {
    size_t rows;      /* with at least two filled cells */
    size_t filled;    /* cells with text in the row at hand */
    size_t all, cell; /* bytes of text in the table, in the cell at hand */
    size_t largest;   /* of the cells */
    bool nested;
} GridShape;
void shape_row(GridShape *shape);  /* a row begins */
void shape_cell(GridShape *shape); /* a cell begins */
void shape_text(GridShape *shape, Slice text);
bool shape_is_data(GridShape *shape); /* at the end */

/* The grid of one table while its cells are met in order. Valid when zeroed. */
typedef struct {
    VEC(unsigned) busy; /* for each column: the first row that is free */
    unsigned row, column;
    bool begun;
} Grid;
typedef struct {
    unsigned row, column, rows, columns;
} GridPlace;
void grid_row(Grid *grid);
/* Where a cell of these spans stands; 0 rows: to the end of the table. */
GridPlace grid_cell(Grid *grid, unsigned rows, unsigned columns);
void grid_skip(Grid *grid, unsigned columns); /* columns left out at the row's beginning
                                               */
void grid_release(Grid *grid);

#endif
