/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing the charts of an analysis with their table beside them: for chart and the
 * report. */
#ifndef COMMAND_CHARTING_H
#define COMMAND_CHARTING_H

#include "command/analyses.h"

/* Draws the k-th chart of an analysis into the folder of context, which is there. */
bool charting_draw(Context *context, const Analysis *analysis, size_t k,
                   const Table *table, ChartFiles *files, Err *err);

/* NAME.csv of a Table in the folder of context, with a byte order mark, for Excel. */
bool charting_write_csv(Context *context, const Table *table, Err *err);

#endif
