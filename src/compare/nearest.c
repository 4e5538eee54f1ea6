/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: a promise wanders from plan to plan in other words; pairs of characters find it
 * again without a dictionary. */
#include "base/base.h"

#include <math.h>
#include <stdlib.h>

#include "compare/nearest.h"
#include "compare/streams.h"

NearestKind nearest_kind(double similarity) {
    if (similarity >= NEAREST_SAME)
        return NEAREST_IS_SAME;
    if (similarity >= NEAREST_REWORDED)
        return NEAREST_IS_REWORDED;
    return similarity >= NEAREST_RELATED ? NEAREST_IS_RELATED : NEAREST_IS_NONE;
}

/* ---- The pairs of characters, numbered as they first appear ---- */

typedef struct {
    uint64_t key; /* both runes; 0: free */
    uint32_t gram;
} GramSlot;

typedef struct {
    GramSlot *slots;
    size_t n_slots; /* a power of two, at least twice n */
    uint32_t n;
} Grams;

static GramSlot *gram_slot(const Grams *grams, uint64_t key) {
    size_t at = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 20);
    for (;; at++) {
        GramSlot *slot = &grams->slots[at & (grams->n_slots - 1)];
        if (slot->key == key || slot->key == 0)
            return slot;
    }
}

static void grams_grow(Grams *grams) {
    Grams larger = {.n_slots = grams->n_slots ? 2 * grams->n_slots : 1024, .n = grams->n};
    larger.slots = memory_grow(NULL, larger.n_slots, sizeof(GramSlot));
    memset(larger.slots, 0, larger.n_slots * sizeof(GramSlot));
    for (size_t i = 0; i < grams->n_slots; i++) {
        if (grams->slots[i].key)
            *gram_slot(&larger, grams->slots[i].key) = grams->slots[i];
    }
    free(grams->slots);
    *grams = larger;
}

static uint32_t gram_of(Grams *grams, uint32_t rune, uint32_t next) {
    if (2 * ((size_t)grams->n + 1) > grams->n_slots)
        grams_grow(grams);
    uint64_t key = (uint64_t)rune << 32 | next;
    GramSlot *slot = gram_slot(grams, key);
    if (slot->key == 0)
        *slot = (GramSlot){key, grams->n++};
    return slot->gram;
}

/* ---- Vectors ---- */

typedef struct {
    Grams grams;
    VEC(NearestPart) parts;
    VEC(uint32_t) holders; /* of each gram: in how many measures it stands */
    VEC(size_t) last;      /* of each gram: 1 + its last part */
} Building;

/* Weights are frequencies as yet. */
static void add_measure(Building *building, Slice text, StreamRunes *runes) {
    Arena scratch = {0};
    size_t begin = building->parts.n;
    runes->n = 0;
    stream_runes(text, &scratch, runes);
    for (size_t i = 0; i + 1 < runes->n; i++) {
        uint32_t gram =
            gram_of(&building->grams, runes->at[i].rune, runes->at[i + 1].rune);
        if (gram == building->holders.n) {
            vec_push(&building->holders, 0);
            vec_push(&building->last, 0);
        }
        if (building->last.at[gram] <= begin) {
            vec_push(&building->parts, (NearestPart){gram, 0});
            building->last.at[gram] = building->parts.n;
            building->holders.at[gram]++;
        }
        building->parts.at[building->last.at[gram] - 1].weight++;
    }
    arena_release(&scratch);
}

static void weigh(NearestIndex *index, const uint32_t *holders) {
    double n = (double)index->corpus->n_measures;
    for (size_t i = 0; i < index->corpus->n_measures; i++) {
        double squares = 0;
        for (size_t k = index->first[i]; k < index->first[i + 1]; k++) {
            NearestPart *part = &index->part[k];
            double weight = part->weight * log((n + 1) / holders[part->gram]);
            part->weight = (float)weight;
            squares += weight * weight;
        }
        for (size_t k = index->first[i]; k < index->first[i + 1]; k++)
            index->part[k].weight = (float)(index->part[k].weight / sqrt(squares));
    }
}

NearestIndex nearest_build(const Corpus *corpus, const Slice *texts, Arena *keep) {
    Building building = {0};
    StreamRunes runes = {0};
    NearestIndex index = {.corpus = corpus};
    index.first = ARENA_ARRAY(keep, size_t, corpus->n_measures + 1);
    for (size_t i = 0; i < corpus->n_measures; i++) {
        add_measure(&building, texts[i], &runes);
        index.first[i + 1] = building.parts.n;
    }
    index.n_grams = building.grams.n;
    index.part = ARENA_ARRAY(keep, NearestPart, building.parts.n);
    if (building.parts.n)
        memcpy(index.part, building.parts.at, building.parts.n * sizeof *index.part);
    weigh(&index, building.holders.at);
    vec_release(&runes);
    vec_release(&building.parts);
    vec_release(&building.holders);
    vec_release(&building.last);
    free(building.grams.slots);
    return index;
}

/* ---- Looking up ---- */

NearestPlan nearest_plan(const NearestIndex *index, uint32_t plan, Arena *keep) {
    const CorpusPlan *info = &index->corpus->plans[plan];
    size_t begin = index->first[info->first], end = index->first[info->first + info->n];
    size_t *first = ARENA_ARRAY(keep, size_t, index->n_grams + 2);
    NearestPart *at = ARENA_ARRAY(keep, NearestPart, end - begin);
    /* first[g + 2] counts gram g, then first[g + 1] is where its next one goes. */
    for (size_t k = begin; k < end; k++)
        first[index->part[k].gram + 2]++;
    for (size_t g = 0; g < index->n_grams; g++)
        first[g + 2] += first[g + 1];
    for (uint32_t i = 0; i < info->n; i++) {
        size_t measure = info->first + i;
        for (size_t k = index->first[measure]; k < index->first[measure + 1]; k++)
            at[first[index->part[k].gram + 1]++] =
                (NearestPart){i, index->part[k].weight};
    }
    return (NearestPlan){.index = index, .plan = plan, .first = first, .at = at};
}

/* Equal sums in another order of adding stay equal. */
static double settled(double similarity) {
    return similarity >= 1 ? 1 : round(similarity * 1e6) / 1e6;
}

static double told(double similarity) {
    return round(similarity * 100) / 100;
}

/* How alike each measure of the plan is to one of the corpus. */
static void score(const NearestPlan *plan, size_t measure, double *scores) {
    const NearestIndex *index = plan->index;
    size_t n = index->corpus->plans[plan->plan].n;
    memset(scores, 0, n * sizeof *scores);
    for (size_t k = index->first[measure]; k < index->first[measure + 1]; k++) {
        const NearestPart *part = &index->part[k];
        for (size_t i = plan->first[part->gram]; i < plan->first[part->gram + 1]; i++)
            scores[plan->at[i].gram] += (double)plan->at[i].weight * (double)part->weight;
    }
    for (size_t i = 0; i < n; i++)
        scores[i] = settled(scores[i]);
}

void nearest_find(const NearestPlan *plan, uint32_t other, Nearest *found) {
    const Corpus *corpus = plan->index->corpus;
    const CorpusPlan *info = &corpus->plans[other];
    size_t n = corpus->plans[plan->plan].n;
    Arena scratch = {0};
    double *scores = ARENA_ARRAY(&scratch, double, n);
    for (size_t i = 0; i < n; i++)
        found[i] = (Nearest){NO_MEASURE, 0};
    for (size_t measure = info->first; measure < info->first + info->n; measure++) {
        score(plan, measure, scores);
        for (size_t i = 0; i < n; i++) {
            if (scores[i] > found[i].similarity)
                found[i] = (Nearest){(uint32_t)measure, scores[i]};
        }
    }
    for (size_t i = 0; i < n; i++)
        found[i].similarity = told(found[i].similarity);
    arena_release(&scratch);
}

/* ---- One to one ---- */

static int most_alike_first(const void *a, const void *b) {
    const NearestPair *x = a, *y = b;
    if (x->similarity < y->similarity || x->similarity > y->similarity)
        return x->similarity > y->similarity ? -1 : 1;
    if (x->measure != y->measure)
        return x->measure < y->measure ? -1 : 1;
    return (x->other > y->other) - (x->other < y->other);
}

static int in_order(const void *a, const void *b) {
    const NearestPair *x = a, *y = b;
    return (x->measure > y->measure) - (x->measure < y->measure);
}

typedef VEC(NearestPair) PairList;

static void list_pairs(const NearestPlan *plan, uint32_t other, double least,
                       PairList *pairs) {
    const Corpus *corpus = plan->index->corpus;
    const CorpusPlan *own = &corpus->plans[plan->plan], *info = &corpus->plans[other];
    Arena scratch = {0};
    double *scores = ARENA_ARRAY(&scratch, double, own->n);
    for (size_t measure = info->first; measure < info->first + info->n; measure++) {
        score(plan, measure, scores);
        for (size_t i = 0; i < own->n; i++) {
            if (scores[i] > 0 && told(scores[i]) >= least)
                vec_push(pairs, (NearestPair){(uint32_t)(own->first + i),
                                              (uint32_t)measure, scores[i]});
        }
    }
    arena_release(&scratch);
}

/* Takes the pairs whose measures are both still free, the best first. */
static NearestPairs take_best(const Corpus *corpus, PairList *pairs, Arena *keep) {
    Arena scratch = {0};
    bool *taken = ARENA_ARRAY(&scratch, bool, corpus->n_measures);
    NearestPair *best = pairs->at;
    size_t n = 0;
    if (pairs->n)
        qsort(pairs->at, pairs->n, sizeof *pairs->at, most_alike_first);
    for (size_t i = 0; i < pairs->n; i++) {
        NearestPair pair = pairs->at[i];
        if (taken[pair.measure] || taken[pair.other])
            continue;
        taken[pair.measure] = taken[pair.other] = true;
        pair.similarity = told(pair.similarity);
        best[n++] = pair;
    }
    arena_release(&scratch);
    NearestPair *at = ARENA_ARRAY(keep, NearestPair, n);
    if (n) {
        qsort(best, n, sizeof *best, in_order);
        memcpy(at, best, n * sizeof *at);
    }
    return (NearestPairs){at, n};
}

NearestPairs nearest_align(const NearestPlan *plan, uint32_t other, double least,
                           Arena *keep) {
    PairList pairs = {0};
    list_pairs(plan, other, least, &pairs);
    NearestPairs best = take_best(plan->index->corpus, &pairs, keep);
    vec_release(&pairs);
    return best;
}
