/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plans of a project as a Table: for list and the report. */
#ifndef COMMAND_PLANS_H
#define COMMAND_PLANS_H

#include "base/table.h"
#include "store/query.h"

/* One row a plan: plan (slug), title, year, region, sections, tasks, measures, targets,
 * duties, characters, doubts. */
Table plans_table(const PlanList *plans, Arena *arena);

#endif
