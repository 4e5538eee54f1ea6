/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of CSV and XLSX sheets share. */
#ifndef READ_SHEET_P_H
#define READ_SHEET_P_H

#include "read/sheet.h"

enum { SHEET_ROWS_MAX = 1048576, SHEET_COLUMNS_MAX = 256, SHEET_MERGED_MAX = 2000000 };

typedef VEC(SheetRow) SheetRows;

/* Appends a row unless it is blank; cells are copied to keep as a list, their texts are
 * not. False where there are too many rows. */
bool sheet_add_row(SheetRows *rows, size_t number, const Slice *cells, size_t n,
                   Arena *keep, Err *err);

bool sheet_read_xlsx(Slice bytes, Arena *keep, SheetBook *book, Err *err);

#endif
