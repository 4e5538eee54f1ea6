/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coverage: which themes each plan covers, and how much. */
#ifndef COMPARE_COVERAGE_H
#define COMPARE_COVERAGE_H

#include "base/table.h"
#include "compare/corpus.h"

/* How sure a share is. */
typedef enum {
    COVERAGE_WILSON,    /* each share alone */
    COVERAGE_GOODMAN,   /* all shares of a plan at one depth jointly */
    COVERAGE_BOOTSTRAP, /* by drawing the plan's measures, or its tasks, again */
} CoverageInterval;

typedef struct {
    double level; /* confidence of the intervals, 0.95 */
    CoverageInterval interval;
    bool by_character; /* shares of the plan's characters; their interval is always a
                          bootstrap */
    bool by_task;      /* a bootstrap draws whole tasks: measures cluster in them */
    size_t draws;
    uint64_t seed;
} CoverageOptions;

/* One row a theme and plan, theme by theme in the order of the scheme, plans by slug.
 * Columns: theme, theme_name, top (1 theme, 0 subtheme), depth (1, 2), core (1 core
 * theme, 0 its subthemes and all else), plan, plan_name, measures (with the ids behind
 * it), plan_measures (n), share = measures / n with share_low, share_high,
 *   characters, character_share, targets;
 *   fraction, fraction_share: a measure with m top-level themes counts 1/m in each, so
 * these add to 1 (themes at the top only);
 *   subthemes: how many of its own the plan touches (breadth; themes that have some);
 *   with_target, with_duty, with_deadline: the part of its measures that has one (depth);
 *   position: where its measures stand on average, 0 the beginning of the plan, 1 its
 * end.
 * By character, share is character_share.
 * A theme counts a measure once, whether the theme itself or several of its subthemes
 * were coded; a measure with several themes counts in each, so shares of a plan may add
 * to more than 1. The last rows, theme "-", are the measures without any theme. A plan
 * without measures has undefined shares. */
Table coverage_table(const Corpus *corpus, const CorpusChoice *choice,
                     const CoverageOptions *options, Arena *keep);

#endif
