/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a learned coder beat the rules? Both are held against people's codes on the same
 * measures, the learned coder on measures it did not see. */
#ifndef COMPARE_HELDOUT_H
#define COMPARE_HELDOUT_H

#include "compare/lessons.h"
#include "stat/bootstrap.h"

typedef struct {
    const Lessons *lessons;
    const bool *ruled; /* what the rules gave: a row a measure, a column a theme */
    /* By theme: the probabilities that the learned coder gave to the measures it did not
     * see; NULL where it was not trained, and then why, in words. */
    const double *const *probability;
    const char *const *why;
    Resampling how; /* of groups of lessons; level for each theme before it is corrected
                     */
    size_t folds;
    bool by_plan;
} HeldOut;

typedef struct {
    double rules_f1, f1;
    double difference; /* f1 less rules_f1 */
    Interval interval; /* of it, for all trained themes together */
    size_t n_groups;   /* that carry the theme */
    bool offered; /* the difference is above 0, its interval leaves out 0, and at least
                     HELDOUT_GROUPS_LEAST groups carry the theme */
} Verdict;

/* Fewer groups cannot bear a bootstrap: three that happen to agree would always do. */
enum { HELDOUT_GROUPS_LEAST = 5 };

/* The verdict on each theme; NaN and false where nothing was trained. A theme is given at
 * a probability of 1/2. */
void heldout_judge(const HeldOut *held, Verdict *verdicts);

/* A row a theme that people or the rules gave, before them the sums: "*" over the themes
 * that were trained, "*core" over the core ones among them, "*applied" (only where a
 * theme is offered) over all themes as `plancmp code` would give them. Columns: theme,
 * theme_name, n, positive, result, rules_precision, rules_recall, rules_f1, precision,
 * recall, f1, difference, low, high, gained (measures that the learned coder has right
 * and the rules wrong), lost, brier, calibration_error. */
Table heldout_table(const HeldOut *held, const Verdict *verdicts, Arena *keep);

#endif
