/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gaps: what of a reference each plan has, has weaker, or lacks; and what one plan
 * promises that no other does. */
#ifndef COMPARE_GAPS_H
#define COMPARE_GAPS_H

#include "base/table.h"
#include "compare/lowered.h"

/* Where several hold, the last of them is told. */
#define GAP_STATUSES(X)                                                                  \
    X(GAP_PRESENT, "present", "present", "有")                                           \
    X(GAP_NO_OWNER, "no-owner", "no owner", "无责任")                                    \
    X(GAP_NO_TARGET, "no-target", "no target", "无目标")                                 \
    X(GAP_WEAKER, "weaker", "weaker", "偏弱")                                            \
    X(GAP_ABSENT, "absent", "absent", "缺失")
typedef enum {
#define X(status, key, en, zh) status,
    GAP_STATUSES(X)
#undef X
        GAP_STATUSES_COUNT
} GapStatus;

/* All plans together are the reference: what any of them has. */
#define GAPS_UNION UINT32_MAX

typedef struct {
    const Corpus *corpus;
    const CorpusChoice *choice; /* its themes */
    const Slice *texts;         /* one a measure of the corpus; they outlive the Table */
    uint32_t reference;         /* index of a plan, or GAPS_UNION */
    const MeasureTargets *targets; /* likewise, for gaps_measures; NULL: not compared */
    double level;                  /* confidence of the intervals, 0.95 */
    /* gaps_measures, gaps_only: the same plans with some of the measures; only these are
     * asked about, while the nearest is looked for among all. NULL: all. */
    const Corpus *asked;
} GapsQuestion;

/* The plan that stands above all others as a superior and has measures; GAPS_UNION where
 * there is none. */
uint32_t gaps_superior(const Corpus *corpus);

/* Plans of which all measures can be compared with all measures of all others. */
enum { GAPS_UNION_MOST = 200 };

/* One row a theme that the reference has and plan, theme by theme in the order of the
 * scheme, plans in order, before them the reference itself (status "reference"). Columns:
 *   theme, theme_name, top, depth, core as in coverage; plan, plan_name;
 *   status, status_name; reading: the status with the number of measures;
 *   charted: 1 for themes at the top (and subthemes shown without theirs) of plans other
 * than the reference, where found is told; plans: how many plans have it;
 *   measures (with ids), of (the plan's), share; reference_measures (with ids where the
 * reference is one plan), reference_of, reference_share;
 *   difference = share - reference_share with difference_low, difference_high: Newcombe;
 *   subthemes, reference_subthemes: how many of the theme's own are touched (only themes
 * that have some);
 *   with_target, with_duty, reference_with_target, reference_with_duty: measures that
 * have one;
 *   lower_share: 1 where the interval of the difference lies below 0; fewer_subthemes: 1
 * where less than half of the reference's are touched (both are "weaker"); no_target: 1
 * where measures of the reference have targets and none of the plan's; no_owner:
 * likewise, for plans that name one in half of their measures at least;
 *   found (with the ids of the reference): its measures of this theme that the plan has
 * in the same or in other words (NEAREST_REWORDED); found_share.
 * Of all plans together the reference of a plan is all the others; with more than
 * GAPS_UNION_MOST found is empty. Fails where there is nothing to compare, or the
 * reference has no measures (of the chosen themes). */
bool gaps_themes(const GapsQuestion *question, Arena *keep, Table *table, Err *err);

/* One row a measure of the reference and plan, in document order. Columns:
 *   promise (1..), reference, reference_name, measure (its number there), label (its
 * number, or how many plans have it, and its words), text (with its id), themes (codes);
 *   plan, plan_name, status, status_name; reading: the status with the similarity;
 *   similarity to the nearest measure of the plan: nearest (its number), nearest_text
 * (with its id), none where not a pair of characters is alike;
 *   targets, duties, nearest_targets, nearest_duties: how many each has;
 *   related_only: 1 where the nearest is about the same matter, no more; lower, softer:
 * 1 where it asks for less (compare/lowered.h; all three are "weaker"); no_target,
 * no_owner: 1 where it has none and the reference has; reason: why it is less than
 * present, in words; plans: how many plans have it.
 * Of all plans together: measures that at least two plans share, each promise once, in
 * the words of the plan that has most of the others near it; the widest spread first.
 * What a single plan promises is no gap of the others: gaps_only. Fails as gaps_themes,
 * and for more than GAPS_UNION_MOST plans together. */
bool gaps_measures(const GapsQuestion *question, Arena *keep, Table *table, Err *err);

/* What the plan `reference` alone has: themes and subthemes without a measure in the
 * others, then its measures that have none related to them (NEAREST_RELATED) in any
 * other, the most concrete first: by how many of target, deadline and owner they have, of
 * equals in this order, then the least similar. Columns: rank, kind ("theme", "subtheme",
 * "measure"), kind_name, text (the theme's name or the measure, with ids), themes,
 * measure (its number), measures (1, or of the theme), targets, deadlines, duties,
 * concrete (0 to 3), similarity, nearest_plan, nearest_plan_name, nearest_text (with its
 * id). Other plans of the same place (its own of other years) are no others unless they
 * were named. Fails as gaps_themes. */
bool gaps_only(const GapsQuestion *question, Arena *keep, Table *table, Err *err);

#endif
