/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view of a rectangle of numbers, row after row, for every function that takes a table
 * of counts. It owns nothing; cell may be NULL when there are no cells. */
#ifndef STAT_GRID_H
#define STAT_GRID_H

#include <stddef.h>

typedef struct {
    const double *cell; /* cell[row * cols + col] */
    size_t rows, cols;
} Grid;

static inline double grid_at(Grid grid, size_t row, size_t col) {
    return grid.cell[row * grid.cols + col];
}

#endif
