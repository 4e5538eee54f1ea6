/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tables of trend --measures, --by-theme and --targets share: a walk over series
 * and pairs of years. */
#ifndef COMPARE_FOLLOW_P_H
#define COMPARE_FOLLOW_P_H

#include "compare/follow.h"
#include "compare/followed.h"
#include "compare/pledged.h"
#include "compare/series.h"

/* One pair of years of one series. */
typedef struct {
    const Series *series;
    const SeriesCorpus *own;
    const PledgedTargets *targets; /* NULL without question->targets */
    uint32_t earlier, later;       /* plans of `own` */
    FollowedList followed;
} YearPair;

typedef struct {
    Table *table;
    const FollowQuestion *question;
} FollowMaking;

/* Calls add for each pair of years, then adds the notes that all tables have. On failure
 * the table is given back. */
bool follow_make(const FollowQuestion *question, Table *table,
                 void (*add)(const FollowMaking *making, const YearPair *pair), Err *err);

static inline const CorpusMeasure *pair_measure(const YearPair *pair, uint32_t measure) {
    return &pair->own->corpus.measures[measure];
}
static inline const CorpusPlan *pair_plan(const YearPair *pair, uint32_t plan) {
    return &pair->own->corpus.plans[plan];
}

/* "2024 → 2025" */
Slice pair_years(const YearPair *pair, Arena *keep);
/* Whether a measure (or NO_MEASURE: false) has a theme of the choice. */
bool pair_shows(const FollowMaking *making, const YearPair *pair, uint32_t measure);
/* The sentence with its id; no cell for NO_MEASURE. */
Cell pair_sentence(const FollowMaking *making, const YearPair *pair, uint32_t measure);

/* More pairs of years than this are not told one by one in the notes. */
enum { FOLLOW_MOST_NOTES = 12 };

#endif
