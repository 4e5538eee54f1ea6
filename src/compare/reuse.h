/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reuse: how much of each plan is copied, from whom, and which passages. */
#ifndef COMPARE_REUSE_H
#define COMPARE_REUSE_H

#include "base/table.h"
#include "compare/origins.h"

/* What the tables show: some plans of the corpus that was searched. */
typedef struct {
    const Origins *origins;
    const Corpus *shown;
} Reuse;

/* One row a plan and origin, plans by slug, origins in a fixed order. Columns: plan,
 * plan_name, level, issued, origin (above, then those of ORIGINS; above is the sum of
 * national, province and city), origin_name, depth (2 for the parts of above, else 1),
 * characters (with the measures in which the origin has the most characters),
 * all_characters, share. */
Table reuse_shares(Reuse reuse, Arena *keep);

/* The same by theme: plan columns give way to theme, theme_name, top; a measure counts in
 * each of its themes. */
Table reuse_themes(Reuse reuse, const CorpusChoice *choice, Arena *keep);

/* One row a passage, by plan and place. Columns: plan, plan_name, measure (its number in
 * the plan), origin, origin_name (of the source), source, source_name, source_measure,
 * characters (identical ones), similarity (over the length of the longer side),
 * passage and source_passage (as written, with the measures they stand in). */
Table reuse_passages(Reuse reuse, Arena *keep);

#endif
