/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tidy Table made wide, for people to read: one row a row key, one column a column key
 * (and value). */
#ifndef PRESENT_PIVOT_H
#define PRESENT_PIVOT_H

#include "base/base.h"
#include "base/table.h"

typedef struct {
    const char *row;          /* the key of the column that tells rows apart */
    const char *row_label;    /* the column shown for it; NULL: the same */
    const char *column;       /* the key of the column that tells columns apart */
    const char *column_label; /* the column whose text heads them; NULL: the same */
    const char *values[8];    /* the columns to spread, at most 8, ended by NULL */
    const char *once[8]; /* columns that are alike in all rows of a row key, shown once
                            behind the others; ended by NULL */
    const char *only; /* a count column: rows where it is 0 or empty are left out; NULL:
                         none */
} PivotSpec;

/* Rows and columns stand in the order in which they first appear; cells keep their
 * evidence; combinations that the table does not have are CELL_NONE. With several values
 * a heading is "label · value's heading". Title and notes are kept. Two rows for one
 * combination, or a key that is not there, are errors. */
bool table_pivot(const Table *table, PivotSpec spec, Arena *keep, Table *wide, Err *err);

#endif
