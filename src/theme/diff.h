/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two versions of a scheme over the same plans: every measure whose codes change, and
 * what that does to each theme's share. */
#ifndef THEME_DIFF_H
#define THEME_DIFF_H

#include "base/table.h"
#include "plan/tree.h"
#include "theme/scheme.h"

typedef struct SchemeDiff SchemeDiff;
SchemeDiff *scheme_diff_new(const Scheme *before, const Scheme *after); /* both outlive it
                                                                         */
void scheme_diff_free(SchemeDiff *diff);

/* Codes one plan with both; plan is how the Table names it. Only measures of PART_PLAN
 * count. */
void scheme_diff_add(SchemeDiff *diff, const PlanTree *tree, Slice plan);

/* A row for each measure whose codes differ: plan, text, lost, gained. */
Table scheme_diff_measures(const SchemeDiff *diff, Arena *arena);
/* A row for each theme code of either scheme that changes anywhere, or all of them:
 * theme, before, after (measures), lost, gained, share_before, share_after, change. */
Table scheme_diff_shares(const SchemeDiff *diff, bool all, Arena *arena);

#endif
