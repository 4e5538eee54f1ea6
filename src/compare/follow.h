/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trend --measures and --targets: what each year kept of the year before, said in other
 * words, raised, lowered, added and dropped. */
#ifndef COMPARE_FOLLOW_H
#define COMPARE_FOLLOW_H

#include "base/table.h"
#include "compare/corpus.h"

typedef struct {
    const Corpus *corpus;
    const CorpusChoice *choice; /* its themes: measures with one of them in either year */
    const Slice *texts;         /* one a measure of the corpus */
    const TargetRowList *targets; /* of the corpus' plans, as store_targets;
                                     follow_targets alone needs them */
    double level;                 /* confidence of the intervals, 0.95 */
} FollowQuestion;

/* One row a measure of one year or of both (compare/followed.h), series by series
 * (compare/series.h), pair of years by pair of years: kept ones, reworded, dropped, new,
 * each by place. Columns: region, from_year, to_year, years ("2024 → 2025"); state (a
 * word of FOLLOWED_STATES), state_name; earlier, later (plans); before, after (the
 * sentences, with ids), similarity; themes (names, of the later sentence, of a dropped
 * one its own), place (the number of the measure in the later plan, of a dropped one in
 * the earlier); near (of new and dropped ones: the nearest sentence of the other year
 * about the same matter, with its id), near_similarity. Fails when there is no series. */
bool follow_measures(const FollowQuestion *question, Arena *keep, Table *table, Err *err);

/* One row a pair of years and theme, before them one for all measures (total 1, theme
 * ""). Columns: region, from_year, to_year, years; theme, theme_name, top, depth, core as
 * in coverage, total, summary (1 for it and for core themes); earlier_measures, kept,
 * reworded, dropped (together the earlier year's), later_measures, new, each with ids;
 * kept_share = (kept + reworded) / earlier_measures with kept_low, kept_high, new_share =
 * new / later_measures with new_low, new_high (Wilson). A measure kept or reworded counts
 * in the themes of its earlier sentence. Themes that occur in neither year are no rows.
 */
bool follow_themes(const FollowQuestion *question, Arena *keep, Table *table, Err *err);

/* One row a target of one year or of both (compare/pledged.h), pair of years by pair of
 * years: raised ones, lowered, changed, kept, masked, dropped, new, each by place.
 * Columns: region, from_year, to_year, years; state (a word of PLEDGED_STATES),
 * state_name; indicator (its name, else what the number is of), kind, until, demand
 * ("higher", "lower": what is more demanding, in the language in use); earlier_target,
 * later_target (as people read them), earlier_value, later_value, change in unit, all
 * with ids; earlier_hardness, later_hardness; matched ("indicator", "sentence", "");
 * earlier, later (plans); before, after (the sentences, with ids). Fails when there is no
 * series.
 */
bool follow_targets(const FollowQuestion *question, Arena *keep, Table *table, Err *err);

#endif
