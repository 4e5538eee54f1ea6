/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook for people to fill in: a Table whose last columns are theirs, with drop-down
 * lists, and on the second sheet the codebook that explains the entries. The same Tables
 * give the same bytes. */
#ifndef PRESENT_SHEET_H
#define PRESENT_SHEET_H

#include "base/table.h"

typedef struct {
    const Table *rows; /* its notes, which say what is to be done, become a third sheet */
    size_t first_fill; /* from this column on cells are filled in; */
    size_t n_lists;    /* so many of these columns have the drop-down */
    const Table *codebook; /* at least one row; */
    size_t entry;          /* its column with the entries of the drop-down */
} FillSheet;

/* Other texts than the entries are warned of, not refused: several codes may be written
 * into one cell. Headings are frozen. More rows than Excel holds are an error, since a
 * sheet of codes must be whole. */
bool fill_sheet_write(const FillSheet *sheet, Slice path, Err *err);

#endif
