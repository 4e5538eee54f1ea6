/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copied passages on unsegmented Chinese: pure text, it knows neither dates nor levels.
 *
 * A seed is SEED_LENGTH characters in a row that stand in two or more plans. From a seed
 * the passage is extended to both sides through runs of identical characters; a gap (on
 * either side at most GAP_MOST characters replaced, added or left out) is bridged when
 * behind it the texts agree again for 4 characters more than the gap is long, SEED_LENGTH
 * being always enough. The nearest such place is taken.
 *
 * Memory: some 30 bytes a character of the plans (1,000 plans of 10,000 characters: 300
 * MB at most). Work: the index is linear; a pair of plans costs about the length of one.
 */
#ifndef COMPARE_PASSAGES_H
#define COMPARE_PASSAGES_H

#include "compare/streams.h"

enum { SEED_LENGTH = 13, GAP_MOST = 24, PLACES_TRIED = 8 };

typedef struct {
    uint32_t plan, place;
} SeedPlace;

typedef struct {
    uint32_t *group; /* for each place the group of the seed that begins there; 0: it is
                        in no other plan */
    size_t n_groups;
    size_t *begin; /* group g (1..) has at[begin[g]] to at[begin[g + 1]] */
    SeedPlace *at; /* within a group by plan, then place */
} SeedIndex;

void seeds_build(const Streams *streams, Arena *keep, SeedIndex *seeds);

typedef struct {
    size_t at, end;               /* places in the copy */
    size_t source_at, source_end; /* places in the source */
    uint32_t source;              /* plan */
    uint32_t matched;             /* characters in identical runs */
    size_t runs, n_runs; /* these runs, in PassageList.runs, ascending without overlap */
} Passage;

typedef struct {
    size_t at, end;
} PassageRun;

typedef struct {
    VEC(Passage) found;
    VEC(PassageRun) runs; /* of identical characters, as places in the copy */
} PassageList;
void passages_release(PassageList *list);

/* Appends the passages of `copy` that also stand in `source`, in the order of the copy
 * and without overlap there, of at least `least` identical characters. */
void passages_find(const Streams *streams, const SeedIndex *seeds, size_t copy,
                   size_t source, size_t least, PassageList *list);

/* Identical characters over the length of the longer side: 1 for a verbatim copy. */
double passage_similarity(const Passage *passage);

/* Whether the group has a place in the plan; *range is set to its places there, the first
 * PLACES_TRIED of them. */
bool seeds_in_plan(const SeedIndex *seeds, uint32_t group, size_t plan, Span *range);

#endif
