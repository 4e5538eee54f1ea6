/* SPDX-License-Identifier: GPL-3.0-or-later */
/* distinct: the terms that mark a plan, or a group of plans, against the others. */
#ifndef COMPARE_DISTINCT_H
#define COMPARE_DISTINCT_H

#include "base/table.h"
#include "compare/groups.h"
#include "stat/multiple.h"

typedef struct {
    double level; /* 0.95: a term marks a group when its corrected p is at most 0.05 */
    GroupKey by;
    size_t least; /* measures of the group that hold a term, 3 */
    size_t top;   /* terms a group, 20 */
    double prior; /* weight of the prior in occurrences; 0: half an average group */
} DistinctOptions;

/* One row a group and term, groups in order, terms by falling z. Counts are of measures
 * that hold a term at least once. Columns: group, group_name, rank (1..), term;
 *   measures (with ids), of, share; other_measures, other_of, other_share (all other
 *   groups together);
 *   log_odds and z: weighted log-odds with an informative Dirichlet prior, the terms of
 *   the whole corpus (Monroe, Colaresi & Quinn 2008, four-term variance);
 *   g2 (signed, four cells), p and p_adjusted (Benjamini-Hochberg over the group's
 *   terms), log_ratio (of the shares, base 2; a zero is read as a half);
 *   detectable: 1 where p_adjusted is at most 1 - level;
 *   example: the clause of its first measure that holds it.
 * A term is a row when the group has it more often and its own p is at most 1 - level;
 * not one whose measures
 * a row above has already shown within the same words; nor a part of a plan's region.
 * texts: of each measure. Fails when there are fewer than two groups. */
bool distinct_table(const Corpus *corpus, const Slice *texts,
                    const DistinctOptions *options, Arena *keep, Table *table, Err *err);

#endif
