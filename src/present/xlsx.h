/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as an Excel workbook: one sheet a Table, real numbers with percent formats,
 * first row frozen and filtered, columns as wide as their content (Chinese counts two).
 * The same Tables give the same bytes. */
#ifndef PRESENT_XLSX_H
#define PRESENT_XLSX_H

#include "base/base.h"
#include "base/table.h"

typedef struct {
    const Table *const *tables; /* [n] */
    size_t n;
    /* As in present/report.h: id, plan, text must be there. NULL: no evidence. Else the
     * last sheet lists, cell by cell, the measures behind the numbers, and each such
     * number links to its first line there. */
    const Table *evidence;
    const Table *plans;  /* code and name, for the evidence's plan; NULL: codes are shown
                          */
    const Table *themes; /* code and name, for its themes */
} Workbook;

/* Writes the file in one step. Limits of the format: texts are cut at 32,767 characters
 * (with …), rows beyond 1,048,576 and links beyond 65,000 a sheet are left out; a line
 * under the notes tells so. Failures name the file. */
bool xlsx_write(const Workbook *book, Slice path, Err *err);

/* The version of libxlsxwriter, which decides on the bytes: "1.1.5". */
const char *xlsx_version(void);

#endif
