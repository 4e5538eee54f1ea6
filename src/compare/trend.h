/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trend: the themes of a region over its years, and which of them rise, fall or stay. */
#ifndef COMPARE_TREND_H
#define COMPARE_TREND_H

#include "base/table.h"
#include "compare/corpus.h"

typedef struct {
    double level;  /* confidence of the intervals, 0.95 */
    double margin; /* "steady" is inside it; 0.05 */
} TrendOptions;

/* One row a series (compare/series.h), theme and year; series by region, themes in the
 * order of the scheme, last "-", the measures without any. Columns, of the year:
 *   region; theme, theme_name, top, depth, core as in coverage; line, line_name (theme,
 *   behind its region where there are several series; the name with its type where that
 *   is decided); plan, plan_name, year; measures (with ids), of, share (with ids) with
 *   share_low, share_high (Wilson);
 *   before: the year before in the series, change: the share minus that of `before` with
 *   change_low, change_high (Newcombe); empty in the first year and where one of the two
 *   has no measures;
 * and of the whole series, alike in all its years (compare/trajectory.h):
 *   years, from, to (with measures), first_share, last_share and difference = last -
 *   first share (with ids) with difference_low, difference_high; slope: of the share, a
 *   calendar year; statistic (Cochran-Armitage), p, p_adjusted, absence_p (adjusted):
 *   corrected over the themes of one depth in a series; type: a word of TRAJECTORIES,
 *   reading: in words; present: 1 where the theme occurs in some year; last: 1 in the
 *   last year; telling: 1 where something can be told (trajectory_tells); summary: 1 in
 *   the last year where that is so and, of up to 20 series, for core themes; charted: 1
 *   for top-level themes that occur, of several series only those in the summary unless
 *   themes were chosen.
 * Fails when there is no series. */
bool trend_table(const Corpus *corpus, const CorpusChoice *choice,
                 const TrendOptions *options, Arena *keep, Table *table, Err *err);

#endif
