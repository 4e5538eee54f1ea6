/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The coding sheet: what `sample` writes and `import-codes` reads. Its columns are known
 * by their keys and by their headings in both languages, whatever their order. */
#ifndef COMMAND_CODING_SHEET_H
#define COMMAND_CODING_SHEET_H

#include "base/table.h"
#include "store/query.h"
#include "theme/scheme.h"

/* key, English and Chinese heading. The columns from code_1 on are the person's. */
#define SHEET_COLUMNS(X)                                                                 \
    X(SHEET_NUMBER, "number", "no.", "序号")                                             \
    X(SHEET_KEY, "key", "key", "键")                                                     \
    X(SHEET_PLAN, "plan", "plan", "计划")                                                \
    X(SHEET_SECTION, "section", "section", "部分")                                       \
    X(SHEET_TASK, "task", "task", "任务")                                                \
    X(SHEET_TEXT, "text", "measure", "举措")                                             \
    X(SHEET_CODE_1, "code_1", "code 1", "编码1")                                         \
    X(SHEET_CODE_2, "code_2", "code 2", "编码2")                                         \
    X(SHEET_CODE_3, "code_3", "code 3", "编码3")                                         \
    X(SHEET_CODE_4, "code_4", "code 4", "编码4")                                         \
    X(SHEET_NOTE, "note", "note", "备注")
typedef enum {
#define X(column, key, en, zh) column,
    SHEET_COLUMNS(X)
#undef X
        SHEET_COLUMNS_COUNT
} SheetColumn;

/* What stands for "read, and none of the themes". */
#define SHEET_NONE "-"

/* The rows to code, without notes; picked are places in measures. */
Table coding_sheet(const MeasureList *measures, const PlanList *plans,
                   const size_t *picked, size_t n, Arena *arena);
/* An entry a row ("sports.school 学校体育"), with the scheme's definition and notes; the
 * first is SHEET_NONE. */
Table coding_codebook(const Scheme *scheme, Arena *arena);

/* The column with this heading or key, in any language; SHEET_COLUMNS_COUNT: none of
 * ours. "codes", "编码", "主题" are SHEET_CODE_1: people's own sheets have one column. */
SheetColumn sheet_column_of(Slice heading);

#endif
