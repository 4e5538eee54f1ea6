/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantities that a measure sets out to reach, do, build, hold or keep to. Names that
 * hold numbers, dates, past results, and numbers that only say whom a measure is about
 * are no targets. */
#ifndef PLAN_TARGETS_H
#define PLAN_TARGETS_H

#include "base/base.h"
#include "plan/tree.h"

typedef VEC(Target) TargetList;

/* The targets of one measure's text (its own marker may stand at its head; "1." and "①"
 * are no numbers), in order, appended to found with measure = 0. Spans are relative to
 * `text` plus `shift`. Slices lie in keep, except unit_norm, which is static. Object: the
 * noun phrase behind the unit, else the one before the number; may be empty. */
void targets_find(Slice text, size_t shift, Arena *keep, TargetList *found);

/* Fills tree->targets from all measures of PART_PLAN and PART_ANNEX, in document order,
 * replacing what was there. */
void plan_find_targets(PlanTree *tree);

const char *comparator_word(Comparator comparator); /* "=", ">=", ">", "<=", "<", "~" */
const char *hardness_word(Hardness hardness); /* "plain", "firm", "strive", "explore" */

#endif
