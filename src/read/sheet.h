/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spreadsheets that people filled in: CSV in any encoding a spreadsheet saves, and XLSX
 * of Excel, WPS and LibreOffice, as rows of texts. Nothing is known here of what the
 * cells mean. */
#ifndef READ_SHEET_H
#define READ_SHEET_H

#include "base/base.h"

typedef struct {
    size_t number; /* 1.., as the spreadsheet shows it */
    Slice *cells;  /* from column A on; trimmed; those left out by the writer are empty */
    size_t n;
} SheetRow;

typedef struct {
    Slice name; /* empty for CSV */
    SheetRow *rows;
    size_t n; /* rows without any text are left out */
} Sheet;

typedef struct {
    Slice format;    /* "csv", "xlsx" */
    Slice encoding;  /* of CSV */
    bool replaced;   /* the encoding does not hold all characters: what it could not hold
                        was saved as "?" */
    const Sheet *at; /* in the order of their tabs */
    size_t n;
} SheetBook;

/* Reads a file into keep. A merged cell's text stands in each cell of its range; of a
 * formula its last value is taken. encoding: of CSV, empty: found out. Errors name the
 * file: not a spreadsheet, an old .xls, broken or cut off, more than 1,048,576 rows or
 * 256 columns with text, rows out of order, merged ranges beyond 2,000,000 cells. */
bool sheet_read(Slice path, Slice encoding, Arena *keep, SheetBook *book, Err *err);
/* The same of bytes at hand, without the file's name in the message. */
bool sheet_read_bytes(Slice bytes, Slice encoding, Arena *keep, SheetBook *book,
                      Err *err);

#endif
