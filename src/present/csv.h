/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Table as CSV (RFC 4180): commas, double quotes doubled, UTF-8, numbers at full
 * precision with a point, shares as fractions, "no value" as an empty field. */
#ifndef PRESENT_CSV_H
#define PRESENT_CSV_H

#include "base/base.h"
#include "base/table.h"

/* Zeroed: for programs (no BOM, LF, keys in the first line, texts as they are). */
typedef struct {
    bool bom;  /* a byte order mark first: without it Chinese Excel reads UTF-8 as GBK */
    bool crlf; /* line ends as the RFC has them */
    bool headings; /* the first line holds headings instead of keys */
    bool evidence; /* after the columns one KEY_evidence a column that has any: measure
                      ids with spaces between */
    bool notes; /* the notes after the rows, as lines of one field beginning "# ", below
                   an empty line */
    /* Texts that a spreadsheet would run as a formula (beginning = + - @, tab, CR, or
     * those in full width) get a leading '. Only on request, since it changes the data
     * for every other reader; numbers are never touched. */
    bool guard;
} CsvStyle;

void table_csv(const Table *table, CsvStyle style, Buf *out);

#endif
