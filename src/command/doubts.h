/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reader and parser were unsure of, as a Table: for check and the report. */
#ifndef COMMAND_DOUBTS_H
#define COMMAND_DOUBTS_H

#include "base/table.h"
#include "store/query.h"

/* A Table of doubts without rows: plan, code, doubt (in words), detail, line (of the
 * canonical text, 1..; empty where it is about the whole file). */
Table doubts_empty_table(Arena *arena, const char *name, Slice title);

/* One row a doubt, plan by plan. */
bool doubts_table(Store *store, const PlanList *plans, Arena *arena, Table *table,
                  Err *err);

#endif
