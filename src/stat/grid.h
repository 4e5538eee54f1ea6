/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view of a rectangle of numbers, row after row, for every function that takes a table
 * of counts. It owns nothing; cell may be NULL when there are no cells.
 *
 * To add a statistic to this room: arrays in, a result struct or array out, NaN where it
 * is undefined, no printing; a convention that packages differ in is an enum; the formula
 * and its source are a numbered rule at the head of the .c; published values are rows in
 * tests/unit/test_stat_*.c, and where R has it, a method in tests/reference/driver.c. */
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
