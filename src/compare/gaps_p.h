/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the three tables of gaps share. */
#ifndef COMPARE_GAPS_P_H
#define COMPARE_GAPS_P_H

#include "compare/gaps.h"
#include "compare/nearest.h"

const char *gap_key(GapStatus status);
const char *gap_name(GapStatus status); /* in the language in use */

/* The plans held against the reference, in order: as they were named, else by slug. */
typedef struct {
    uint32_t *at;
    size_t n;
} GapPlans;
GapPlans gap_plans(const GapsQuestion *question, Arena *keep);

/* False with a message where the question has no answer. */
bool gaps_check(const GapsQuestion *question, Err *err);

/* Whether a measure is asked about and carries one of the chosen themes, or none are
 * chosen. */
bool gap_measure_shown(const GapsQuestion *question, const CorpusMeasure *measure);

/* "Reference: …": who is held against what. */
void gaps_note_reference(Table *table, const GapsQuestion *question);

/* How often each status was given to a plan. */
typedef struct {
    size_t n[GAP_STATUSES_COUNT];
} GapCounts;
/* "present 12, weaker 3, absent 2": those above 0. */
Slice gap_counts_words(const GapCounts *counts, Arena *keep);

enum { GAPS_PLANS_NOTED = 20 }; /* with more, notes do not go plan by plan */

/* Whether a plan names an owner in half of its measures at least. The others are told
 * once: where owners are not the custom, none missing is worth a word item by item. */
bool plan_names_owners(const Corpus *corpus, uint32_t plan);
void gaps_note_ownerless(Table *table, const GapsQuestion *question,
                         const GapPlans *plans);

/* That only some measures are asked about, where it is so. */
void gaps_note_asked(Table *table, const GapsQuestion *question);

/* How nearest measures were found, and that absent means: in these words. */
void gaps_note_similarity(Table *table);

/* The words of a measure with its id, and its themes. */
Cell gap_words(const GapsQuestion *question, uint32_t measure, Arena *keep);
Slice gap_theme_codes(const Corpus *corpus, const CorpusMeasure *measure, Arena *keep);

#endif
