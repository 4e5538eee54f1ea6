/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a workbook file with libxlsxwriter: what tables and coding sheets share. */
#ifndef PRESENT_XLSX_P_H
#define PRESENT_XLSX_P_H

#include "base/base.h"

#include <xlsxwriter.h>

/* Cut to so many UTF-16 units, which is what Excel counts, the last of them "…". */
Slice xlsx_cut(Arena *keep, Slice text, size_t most);
/* As a cell may hold it: clean, and cut at 32,767 units. */
const char *xlsx_text(Arena *keep, Slice text);

/* Makes a workbook, has it filled, and puts it in its place whole. */
typedef bool XlsxFill(void *context, lxw_workbook *file, Err *err);
bool xlsx_make(Slice path, XlsxFill *fill, void *context, Err *err);

#endif
