/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV and TSV (RFC 4180), row by row: for plans in tables and for coding sheets. */
#ifndef READ_CSV_P_H
#define READ_CSV_P_H

#include "base/base.h"

typedef struct {
    Slice text;
    size_t at, line; /* line: 1.. */
    char divider;
} Csv;

/* The values of a row; false with err when its quotes do not close. */
bool csv_row(Csv *csv, Arena *keep, SliceList *values, Err *err);

/* What divides fields: of those that could, the one most often in the first line. */
char csv_find_divider(Slice text);

#endif
