/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A filled-in coding sheet, checked row by row against the project. Nothing is written
 * here. */
#ifndef COMMAND_CODINGS_READ_H
#define COMMAND_CODINGS_READ_H

#include "read/sheet.h"
#include "store/query.h"

/* Something wrong with a row, in words. */
typedef struct {
    size_t row; /* as the spreadsheet counts; 0: the sheet as a whole */
    Slice what;
} SheetFault;

/* What one row says. */
typedef struct {
    size_t row;
    int64_t plan, measure;
    Span span;
    const Slice *themes; /* codes of the scheme, each once; none: read, and no theme */
    size_t n_themes;
} SheetCoding;

typedef struct {
    VEC(SheetCoding) codings; /* as in the sheet */
    VEC(SheetFault) faults;   /* likewise */
    size_t blank;             /* rows without a code: not coded */
} SheetCodings;
void sheet_codings_release(SheetCodings *codings);

/* Texts live in keep. False only when the project cannot be read or the book has no sheet
 * of codes; what is wrong with a row is a fault. */
bool sheet_codings_read(Store *store, const SheetBook *book, Arena *keep,
                        SheetCodings *codings, Err *err);

#endif
