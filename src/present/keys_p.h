/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The different values of one column, in the order in which they first appear: rows and
 * columns of a pivot, rows, columns and groups of a chart. */
#ifndef PRESENT_KEYS_P_H
#define PRESENT_KEYS_P_H

#include "base/base.h"
#include "base/table.h"

typedef struct {
    size_t n;
    size_t *first;  /* [n] the table row where the value first appears */
    size_t *of_row; /* [rows] the number of the row's value; SIZE_MAX where the row is
                       left out */
} Keys;

/* keep_row[rows] says which rows count; NULL: all. Two cells are the same value when they
 * show alike. */
Keys keys_of(const Table *table, size_t column, const bool *keep_row, Arena *keep);

#endif
