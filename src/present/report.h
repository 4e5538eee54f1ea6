/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report: one self-contained HTML page made of Tables, texts and charts, in which
 * every number opens the measures behind it. Readable without JavaScript (cells then link
 * to their first measure), on a phone and on paper. The same Report gives the same bytes.
 */
#ifndef PRESENT_REPORT_H
#define PRESENT_REPORT_H

#include "base/base.h"
#include "base/table.h"
#include "present/chart.h"

/* A tidy Table shown as a tinted grid: one row a row key, one column a column key. Keys
 * as in ChartSpec. */
typedef struct {
    const char *row, *row_label;
    const char *column, *column_label;
    const char *value; /* tints and fills the cell; its measures open */
    const char *theme; /* which of row and column holds theme codes: their hits are
                          marked; NULL: none */
    const char *depth; /* a count column: rows of depth 2 stand indented, and can be
                          folded away; NULL: none */
} ReportGrid;

typedef enum {
    REPORT_HEADING, /* text: a section of the page and its table of contents */
    REPORT_TEXT,    /* text: a paragraph */
    REPORT_TABLE, /* table: as it is, with title and notes; cells with measures open them
                   */
    REPORT_GRID,  /* table and grid */
    REPORT_CHART, /* chart: the pictures and links to their files */
    REPORT_PLANS, /* all evidence, plan by plan, as an outline that unfolds; once in a
                     report */
} ReportKind;

typedef struct {
    ReportKind kind;
    Slice text;
    const Table *table;
    const char *plan; /* REPORT_TABLE: the key of a column that holds a plan as the
                       * evidence names it; it is not shown, the row's first shown text
                       * links to the plan's outline; NULL: none */
    bool folded;      /* REPORT_TABLE: behind its title, unfolded by a click */
    ReportGrid grid;
    const char *folder; /* REPORT_CHART: where the files are */
    const char *href;   /* the same place as seen from the page: "" or "charts/" */
    ChartFiles files;   /* STEM.svg goes into the page; of .svg .png .csv .gp .dat and
                         * -legend.html those that   exist are linked */
} ReportBlock;

/* The evidence: one row a measure, plan by plan in document order. Columns by key:
 *   id (count), plan (text: a key, see names), section, subsection, task, number (the
 * task's), text, themes (codes with spaces between), hits ("at-end:code", bytes of text,
 * with spaces between; a code may come often), note (shown behind the text: what spoke
 * for a theme outside the text, such as a heading). id, plan and text must be there;
 * others are optional. themes and plans are Tables of two text columns, code and name, in
 * the order in which lists show them; they may be NULL: codes are shown then. */
typedef struct {
    Slice title, subtitle;
    const Table *evidence;
    const Table *themes, *plans;
    VEC(ReportBlock) blocks;
} Report;

#define report_add(report, ...) vec_push(&(report)->blocks, (ReportBlock){__VA_ARGS__})

/* The whole page. Fails on a key that is not there, a measure behind a cell that the
 * evidence does not have, and a chart file that cannot be read. */
bool report_html(const Report *report, Buf *out, Err *err);

#endif
