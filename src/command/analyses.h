/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Analyses are rows: `plancmp NAME`, `plancmp chart NAME`, the section in the report and the help come from one row.
 * To add an analysis: write its file in compare/, then add its row to the table in analyses.c. */
#ifndef COMMAND_ANALYSES_H
#define COMMAND_ANALYSES_H

#include "base/table.h"
#include "command/command.h"
#include "compare/corpus.h"
#include "present/chart.h"
#include "present/pivot.h"
#include "present/report.h"

/* Every parameter of every analysis; an analysis lists those it takes. */
typedef struct {
    CorpusChoice choice;
    double level; /* confidence, 0.95 */
    bool tidy;    /* print the tidy table on a terminal too */
} AnalysisSettings;

typedef struct {
    const char *name; /* of its chart file: "coverage" */
    ChartSpec spec;
    const char *title_en, *title_zh;
} AnalysisChart;

typedef struct {
    const Command *command; /* its name, help and options */
    Table (*run)(const Corpus *corpus, const AnalysisSettings *settings, Arena *keep);
    PivotSpec wide;               /* how it reads on a terminal; wide.row NULL: as it is */
    ReportGrid grid;              /* how it reads in the report; grid.row NULL: as a table */
    const char *section_en, *section_zh; /* its heading there */
    const AnalysisChart *charts;
    size_t n_charts;
} Analysis;

const Analysis *analysis_find(Slice name); /* NULL when there is none */
const Analysis *analysis_at(size_t i);     /* NULL behind the last */

/* The rows of an analysis that its k-th chart draws, as a spec with titles in the language in use; notes of the Table
 * that tell n and method become its subtitle and caption. */
ChartSpec analysis_chart_spec(const Analysis *analysis, size_t k, const Table *table, Arena *keep);

#endif
