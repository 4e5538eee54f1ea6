/* SPDX-License-Identifier: GPL-3.0-or-later */
/* similar: how alike plans are in what they give their measures to, and which of them
 * belong together. */
#ifndef COMPARE_SIMILAR_H
#define COMPARE_SIMILAR_H

#include "base/table.h"
#include "compare/groups.h"

/* The measure of likeness that the tree is built on: word, en, zh */
#define LIKENESSES(X)                                                                    \
    X(LIKENESS_JS, "js", "1 - Jensen-Shannon distance", "1 - Jensen-Shannon 距离")       \
    X(LIKENESS_COSINE, "cosine", "cosine", "余弦相似度")
typedef enum {
#define X(likeness, word, en, zh) likeness,
    LIKENESSES(X)
#undef X
} Likeness;
#define LIKENESS_WORDS "js|cosine"
Likeness likeness_of(Slice word); /* the empty word is the first */

#define LINKAGE_WORDS "average|ward"

typedef struct {
    GroupKey by;
    Likeness likeness;
    bool ward; /* Ward.D2, else average */
} SimilarOptions;

enum { SIMILAR_MOST = 500 };

/* One row an ordered pair of plans (or groups), both in the order of the tree, so that
 * what is alike stands together; a plan with itself has no values. Columns: plan,
 * plan_name, other, other_name, measures and other_measures (coded), likeness, cosine,
 * js_distance (base 2), chance (the Jensen-Shannon distance that two plans of these sizes
 * and of one profile would have on average), joined_at (the height in the tree at which
 * both join), theme (code), theme_name and difference (of the share of measures in
 * fractional counts, plan minus other, where it is greatest). likeness and difference
 * carry the measures of that theme in both plans, while there are no more than 60 plans.
 * Fails for fewer than two plans with coded measures and for more than SIMILAR_MOST. */
bool similar_table(const Corpus *corpus, const SimilarOptions *options, Arena *keep,
                   Table *table, Err *err);

#endif
