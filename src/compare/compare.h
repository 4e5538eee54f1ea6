/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare: where two plans, or groups of plans, differ by theme, and how surely. */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "base/table.h"
#include "compare/clusters.h"
#include "compare/groups.h"
#include "stat/multiple.h"

#define COMPARE_TESTS(X)                                                                 \
    X(COMPARE_CHI2_OR_FISHER, "auto") /* Fisher where a count below 5 is expected */     \
    X(COMPARE_CHI2, "chi2")                                                              \
    X(COMPARE_FISHER, "fisher")                                                          \
    X(COMPARE_G2, "g2")
typedef enum {
#define X(test, word) test,
    COMPARE_TESTS(X)
#undef X
} CompareTest;

/* Groups of plans are compared by plans, since plans differ within a group too; where
 * every group is a single plan, by measures. */
ClusterUnit compare_cluster_usual(const Corpus *corpus, GroupKey by);

typedef struct {
    double level; /* confidence of the intervals, 0.95 */
    GroupKey by;
    CompareTest test;
    Adjustment adjustment;
    ClusterUnit cluster; /* what is one observation; CLUSTER_TASK and CLUSTER_PLAN take
                            the place of `test` */
} CompareOptions;

/* Two groups: the first against the second. More: each against all the others together.
 * One row a theme and comparison, comparison by comparison; themes in the order of the
 * scheme, last "-", the measures without any. Columns:
 *   theme, theme_name, top, depth, core as in coverage;
 *   group, group_name, against, against_name (empty: the others together);
 *   measures (with ids), of, share; other_measures (with ids where there are two groups),
 *   other_of, other_share;
 *   difference = share - other_share with difference_low, difference_high: Newcombe, in
 *   clusters with effective sizes; design_effect: of the clusters, empty for measures;
 *   odds_ratio with odds_low, odds_high (Woolf; Gart where a cell is zero); cohen_h;
 *   test, statistic, p, p_adjusted: over all themes of one depth in one comparison, also
 *   those not shown; residual: adjusted residual of the table of groups by
 *   top-level themes in fractional counts;
 *   present: 1 where any of them has it; charted: likewise, for top-level themes;
 *   detectable: 1 where the interval leaves out 0 and p_adjusted is at most 1 - level;
 *   stands: 1 where that holds too when tasks are the observations (only for measures);
 *   mark: where detectable "+" or "-"; reading: the difference in words.
 * The notes tell the overall comparison. Fails when there are fewer than two groups. */
bool compare_table(const Corpus *corpus, const CorpusChoice *choice,
                   const CompareOptions *options, Arena *keep, Table *table, Err *err);

#endif
