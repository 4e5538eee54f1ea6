/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "compare/passages.h"

/* ---- The index of seeds ---- */

enum { PART_PLACES = 1 << 21, HASH_BYTES = 8 };

static const uint64_t HASH_FACTOR = UINT64_C(0x9E3779B97F4A7C15);

typedef struct {
    uint64_t hash;
    SeedPlace place;
} Seed;
typedef VEC(Seed) SeedList;

/* Spreads a polynomial's bits, of which the low ones are poor. */
static uint64_t mix(uint64_t hash) {
    hash ^= hash >> 31;
    hash *= UINT64_C(0xD6E8FEB86659FD93);
    return hash ^ (hash >> 32);
}

static void collect_plan(const Streams *streams, size_t plan, size_t part, size_t parts,
                         SeedList *list) {
    uint64_t drop = 1; /* the factor of the character that leaves the window */
    for (size_t i = 0; i < SEED_LENGTH; i++)
        drop *= HASH_FACTOR;
    uint64_t hash = 0;
    size_t run = 0;
    for (size_t i = streams->first[plan]; i < streams->first[plan + 1]; i++) {
        if (streams->rune[i] == 0) {
            hash = 0;
            run = 0;
            continue;
        }
        hash = hash * HASH_FACTOR + streams->rune[i];
        if (++run > SEED_LENGTH)
            hash -= drop * streams->rune[i - SEED_LENGTH];
        uint64_t mixed = mix(hash);
        if (run < SEED_LENGTH || mixed % parts != part)
            continue;
        size_t place = i + 1 - SEED_LENGTH;
        vec_push(list, (Seed){mixed, {(uint32_t)plan, (uint32_t)place}});
    }
}

/* By hash, byte by byte from the lowest; stable, so that places stay in order. */
static void sort_seeds(SeedList *list) {
    Seed *from = list->at, *to = memory_grow(NULL, list->n + 1, sizeof(Seed));
    Seed *spare = to;
    for (unsigned byte = 0; byte < HASH_BYTES; byte++) {
        size_t begin[257] = {0};
        for (size_t i = 0; i < list->n; i++)
            begin[((from[i].hash >> (8 * byte)) & 255) + 1]++;
        for (size_t i = 1; i < 257; i++)
            begin[i] += begin[i - 1];
        for (size_t i = 0; i < list->n; i++)
            to[begin[(from[i].hash >> (8 * byte)) & 255]++] = from[i];
        Seed *swap = from;
        from = to;
        to = swap;
    }
    free(spare); /* an even number of passes ends in the list's own memory */
}

typedef struct {
    VEC(SeedPlace) places;
    VEC(size_t) begin;
} Grouping;

/* Groups of the same hash in two plans or more. */
static void take_groups(const SeedList *list, SeedIndex *seeds, Grouping *grouping) {
    for (size_t i = 0, end; i < list->n; i = end) {
        for (end = i + 1; end < list->n && list->at[end].hash == list->at[i].hash;)
            end++;
        if (list->at[i].place.plan == list->at[end - 1].place.plan)
            continue;
        uint32_t group = (uint32_t)grouping->begin.n;
        vec_push(&grouping->begin, grouping->places.n);
        for (size_t k = i; k < end; k++) {
            seeds->group[list->at[k].place.place] = group;
            vec_push(&grouping->places, list->at[k].place);
        }
    }
}

void seeds_build(const Streams *streams, Arena *keep, SeedIndex *seeds) {
    *seeds = (SeedIndex){.group = ARENA_ARRAY(keep, uint32_t, streams->n)};
    Grouping grouping = {0};
    vec_push(&grouping.begin, 0); /* there is no group 0 */
    size_t parts = 1 + streams->n / PART_PLACES;
    SeedList list = {0};
    for (size_t part = 0; part < parts; part++) {
        list.n = 0;
        for (size_t plan = 0; plan < streams->n_plans; plan++)
            collect_plan(streams, plan, part, parts, &list);
        if (list.n)
            sort_seeds(&list);
        take_groups(&list, seeds, &grouping);
    }
    vec_release(&list);
    seeds->n_groups = grouping.begin.n - 1;
    vec_push(&grouping.begin, grouping.places.n);
    seeds->begin = ARENA_ARRAY(keep, size_t, grouping.begin.n);
    memcpy(seeds->begin, grouping.begin.at, grouping.begin.n * sizeof(size_t));
    seeds->at = ARENA_ARRAY(keep, SeedPlace, grouping.places.n);
    if (grouping.places.n)
        memcpy(seeds->at, grouping.places.at, grouping.places.n * sizeof(SeedPlace));
    vec_release(&grouping.begin);
    vec_release(&grouping.places);
}

/* The first place of the group in this plan or a later one. */
static size_t first_from(const SeedIndex *seeds, uint32_t group, size_t plan) {
    size_t low = seeds->begin[group], high = seeds->begin[group + 1];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (seeds->at[middle].plan < plan)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool seeds_in_plan(const SeedIndex *seeds, uint32_t group, size_t plan, Span *range) {
    size_t at = first_from(seeds, group, plan), end = at;
    while (end < seeds->begin[group + 1] && end < at + PLACES_TRIED &&
           seeds->at[end].plan == plan)
        end++;
    *range = (Span){at, end};
    return end > at;
}

/* ---- From a seed to a passage ---- */

/* Both texts from one point on, forward (step 1) or backward (step -1). */
typedef struct {
    const uint32_t *copy, *source;
    size_t copy_room, source_room;
    ptrdiff_t step;
} Walk;

typedef struct {
    size_t copy, source; /* how far the passage reaches */
    size_t matched;
} Reach;

static bool equal_at(const Walk *walk, size_t copy, size_t source) {
    uint32_t rune = walk->copy[(ptrdiff_t)copy * walk->step];
    return rune && rune == walk->source[(ptrdiff_t)source * walk->step];
}

static size_t run_at(const Walk *walk, size_t copy, size_t source, size_t most) {
    size_t n = 0;
    while (n < most && copy + n < walk->copy_room && source + n < walk->source_room &&
           equal_at(walk, copy + n, source + n))
        n++;
    return n;
}

/* Characters from here to a break or the end, at most GAP_MOST. */
static size_t room_before_break(const uint32_t *runes, Span room, ptrdiff_t step) {
    size_t n = 0;
    while (room.at + n < room.end && n < GAP_MOST &&
           runes[(ptrdiff_t)(room.at + n) * step])
        n++;
    return n;
}

static bool agree_behind(const Walk *walk, Reach from, size_t copy, size_t source) {
    size_t gap = copy > source ? copy : source;
    size_t need = gap + 4 < SEED_LENGTH ? gap + 4 : SEED_LENGTH;
    return run_at(walk, from.copy + copy, from.source + source, need) == need;
}

/* The smallest gap behind which the texts agree again; what was replaced one for one
 * comes before what was added or left out. */
static bool bridge(const Walk *walk, Reach *reach) {
    size_t copy_most =
        room_before_break(walk->copy, (Span){reach->copy, walk->copy_room}, walk->step);
    size_t source_most = room_before_break(
        walk->source, (Span){reach->source, walk->source_room}, walk->step);
    for (size_t gap = 1; gap <= copy_most || gap <= source_most; gap++) {
        for (size_t less = 0; less <= gap; less++) {
            size_t sides[2][2] = {{gap, gap - less}, {gap - less, gap}};
            for (size_t i = 0; i < (less ? 2 : 1); i++) {
                size_t copy = sides[i][0], source = sides[i][1];
                if (copy > copy_most || source > source_most ||
                    !agree_behind(walk, *reach, copy, source))
                    continue;
                reach->copy += copy;
                reach->source += source;
                return true;
            }
        }
    }
    return false;
}

/* Follows the passage as far as it goes; runs, when given, gets the identical runs as
 * distances from the start. */
static Reach follow(const Walk *walk, PassageList *list) {
    Reach reach = {0}, end = {0};
    do {
        size_t run = run_at(walk, reach.copy, reach.source, SIZE_MAX);
        if (list && run)
            vec_push(&list->runs, (PassageRun){reach.copy, reach.copy + run});
        reach = (Reach){reach.copy + run, reach.source + run, reach.matched + run};
        end = reach;
    } while (bridge(walk, &reach));
    return end;
}

typedef struct {
    const Streams *streams;
    const SeedIndex *seeds;
    size_t copy, source;
    size_t floor; /* of the copy: what lies before is in a passage already */
} Pairing;

static Walk walk_forward(const Pairing *pairing, size_t copy, size_t source) {
    const Streams *streams = pairing->streams;
    return (Walk){streams->rune + copy, streams->rune + source,
                  streams->first[pairing->copy + 1] - copy,
                  streams->first[pairing->source + 1] - source, 1};
}

/* The characters before these places. */
static Walk walk_backward(const Pairing *pairing, size_t copy, size_t source) {
    const Streams *streams = pairing->streams;
    size_t copy_room = copy - pairing->floor;
    size_t source_room = source - streams->first[pairing->source];
    return (Walk){streams->rune + copy - (copy_room > 0),
                  streams->rune + source - (source_room > 0), copy_room, source_room, -1};
}

/* Of the places where the source has the seed the one with the longest passage; with
 * equal ones the first. */
static size_t best_source(const Pairing *pairing, size_t at, Span range) {
    size_t best = SIZE_MAX, most = 0;
    for (size_t i = range.at; i < range.end; i++) {
        size_t source = pairing->seeds->at[i].place;
        Walk walk = walk_forward(pairing, at, source);
        size_t matched = follow(&walk, NULL).matched;
        /* Less than a seed: two seeds with one hash. */
        if (matched >= SEED_LENGTH && matched > most) {
            most = matched;
            best = source;
        }
    }
    return best;
}

/* Turns runs measured from a start into places, in ascending order. */
static void place_runs(PassageList *list, size_t first, size_t backward, size_t at) {
    for (size_t i = first; i < first + backward; i++) {
        PassageRun run = list->runs.at[i];
        list->runs.at[i] = (PassageRun){at - run.end, at - run.at};
    }
    for (size_t i = 0; i < backward / 2; i++) {
        PassageRun *low = &list->runs.at[first + i];
        PassageRun *high = &list->runs.at[first + backward - 1 - i];
        PassageRun swap = *low;
        *low = *high;
        *high = swap;
    }
    for (size_t i = first + backward; i < list->runs.n; i++) {
        list->runs.at[i].at += at;
        list->runs.at[i].end += at;
    }
}

static Passage passage_at(const Pairing *pairing, size_t copy, size_t source,
                          PassageList *list) {
    size_t runs = list->runs.n;
    Walk walk = walk_backward(pairing, copy, source);
    Reach before = follow(&walk, list);
    size_t backward = list->runs.n - runs;
    walk = walk_forward(pairing, copy, source);
    Reach behind = follow(&walk, list);
    place_runs(list, runs, backward, copy);
    return (Passage){.at = copy - before.copy,
                     .end = copy + behind.copy,
                     .source_at = source - before.source,
                     .source_end = source + behind.source,
                     .source = (uint32_t)pairing->source,
                     .matched = (uint32_t)(before.matched + behind.matched),
                     .runs = runs,
                     .n_runs = list->runs.n - runs};
}

void passages_find(const Streams *streams, const SeedIndex *seeds, size_t copy,
                   size_t source, size_t least, PassageList *list) {
    Pairing pairing = {streams, seeds, copy, source, streams->first[copy]};
    size_t end = streams->first[copy + 1];
    for (size_t i = streams->first[copy]; i < end;) {
        Span range = {0};
        size_t best = SIZE_MAX;
        if (seeds->group[i] && seeds_in_plan(seeds, seeds->group[i], source, &range))
            best = best_source(&pairing, i, range);
        if (best == SIZE_MAX) {
            i++;
            continue;
        }
        Passage passage = passage_at(&pairing, i, best, list);
        i = passage.end;
        if (passage.matched < least) {
            list->runs.n = passage.runs;
            continue;
        }
        vec_push(&list->found, passage);
        pairing.floor = passage.end;
    }
}

double passage_similarity(const Passage *passage) {
    size_t copy = passage->end - passage->at;
    size_t source = passage->source_end - passage->source_at;
    return (double)passage->matched / (double)(copy > source ? copy : source);
}

void passages_release(PassageList *list) {
    vec_release(&list->found);
    vec_release(&list->runs);
}
