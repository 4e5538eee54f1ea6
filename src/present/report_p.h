/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the report page: its evidence, tables, grids and figures. */
#ifndef PRESENT_REPORT_P_H
#define PRESENT_REPORT_P_H

#include "base/base.h"
#include "present/html_p.h"
#include "present/report.h"

typedef struct {
    int64_t id;
    size_t row;
} EvidenceRow;

/* The evidence Table with its columns found; SIZE_MAX for an optional one that is absent.
 */
typedef struct {
    const Table *table;
    size_t id, plan, section, subsection, task, number, text, themes, hits, note;
    EvidenceRow *rows; /* by id */
    size_t n_rows;
    Slice *plans; /* the different plans in order; outline "p1" is the first */
    size_t n_plans;
} ReportEvidence;

/* The measures behind one cell, as the page's script finds them: list number `n` of the
 * page's data. */
typedef struct {
    const int64_t *ids;
    size_t n;
} ReportList;

typedef struct {
    const Report *report;
    ReportEvidence evidence;
    VEC(ReportList) lists;
    size_t headings;
    Arena *scratch;
    Buf *out;
    Err *err;
} ReportPage;

bool evidence_open(const Report *report, Arena *scratch, ReportEvidence *evidence,
                   Err *err);
/* The row of a measure, which is its number in the page: ids depend on the database.
 * SIZE_MAX when it is not there. */
size_t evidence_find(const ReportEvidence *evidence, int64_t id);
/* 1.. of the plan's outline; 0 when there is none. */
size_t evidence_plan_number(const ReportEvidence *evidence, Slice plan);
void evidence_outline(ReportPage *page);

/* The name of a theme or plan; the code itself where the Table does not have it. */
Slice report_name(const Table *names, Slice code);

/* A cell's content: what it shows, as a link to its measures when it has some; false: a
 * measure is not there. */
bool report_cell(ReportPage *page, const Table *table, const Cell *cell, Slice shown);
bool report_table(ReportPage *page, const ReportBlock *block);
bool report_grid(ReportPage *page, const ReportBlock *block);
bool report_chart(ReportPage *page, const ReportBlock *block);
void report_notes(ReportPage *page, const Table *table);

#endif
