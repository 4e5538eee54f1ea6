/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coverage: which themes each plan covers, and how much. */
#ifndef COMPARE_COVERAGE_H
#define COMPARE_COVERAGE_H

#include "base/table.h"
#include "compare/corpus.h"

typedef struct {
    double level; /* confidence of the intervals, 0.95 */
} CoverageOptions;

/* One row a theme and plan, theme by theme in the order of the scheme, plans by slug.
 * Columns: theme, theme_name, top (1 theme, 0 subtheme), depth (1, 2), core (1 core
 * theme, 0 its subthemes and all else), plan, plan_name, measures (with the ids behind
 * it), plan_measures (n), share = measures / n with share_low, share_high (Wilson),
 *   characters, character_share, targets.
 * A theme counts a measure once, whether the theme itself or several of its subthemes
 * were coded; a measure with several themes counts in each, so shares of a plan may add
 * to more than 1. The last rows, theme "-", are the measures without any theme. A plan
 * without measures has undefined shares. */
Table coverage_table(const Corpus *corpus, const CorpusChoice *choice,
                     const CoverageOptions *options, Arena *keep);

#endif
