/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of invented content for the tests of present/. */
#ifndef TESTS_UNIT_PRESENT_TABLES_H
#define TESTS_UNIT_PRESENT_TABLES_H

#include "base/base.h"
#include "base/table.h"
#include "present/report.h"

/* A tidy coverage Table, themes × plans: theme, plan, measures (with ids), share, low,
 * high, core. The numbers are made by a fixed generator; the first four themes are core.
 * The first plan of the second theme has no value. */
Table sample_coverage(Arena *keep, size_t themes, size_t plans);

/* Labels that try to break out of every format. */
extern const char *const hostile_labels[];
extern const size_t n_hostile_labels;
/* theme, plan, share; one row and column for each hostile label. */
Table sample_hostile(Arena *keep);

/* A whole report: what was read, coverage grid, evidence of plans × measures with hits,
 * notes. Given back with sample_report_release. */
typedef struct {
    Table evidence, themes, plans, coverage, read, diagnostics;
    Report report;
} SampleReport;
void sample_report(Arena *keep, size_t plans, size_t measures, SampleReport *sample);
void sample_report_release(SampleReport *sample);

#endif
