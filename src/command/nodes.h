/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The nodes of a plan as a Table and as JSON lines: for show and export. */
#ifndef COMMAND_NODES_H
#define COMMAND_NODES_H

#include "base/table.h"
#include "plan/tree.h"

/* One row a node in document order: plan, kind, part, level, number, heading, text,
 * span_at, span_end. */
Table nodes_table(const PlanTree *tree, Slice slug, Arena *arena);

#endif
