/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: a measure may carry several themes, so a code is a set; distances of sets, and a
 * study of sets. It must not know what the members are.
 *
 * J = shared / in either (1 for two empty sets), s = 0 same, 1/3 one within the other,
 * 2/3 overlapping, 1 apart (the empty set is within every other). Rules 1 to 4, 9 and 10
 * are in alpha.c.
 * 5. s. DKPro Statistics, SetAnnotationDistanceFunction.
 * 6. 1 - J (1 - s). Passonneau 2006; NLTK's masi_distance with 2/3 and 1/3 for its .67
 *    and .33.
 * 7. (1 - J) s. DKPro Statistics, MASISetAnnotationDistanceFunction.
 * 8. 1 - J. */
#include "base/base.h"
#include "stat/alpha_p.h"

typedef struct {
    double jaccard, steps;
} SetRelation;

static size_t bit_count(uint64_t word) {
    return (size_t)__builtin_popcountll(word);
}

static SetRelation set_relation(const uint64_t *a, const uint64_t *b, size_t words) {
    size_t in_a = 0, in_b = 0, shared = 0;
    for (size_t i = 0; i < words; i++) {
        in_a += bit_count(a[i]);
        in_b += bit_count(b[i]);
        shared += bit_count(a[i] & b[i]);
    }
    size_t either = in_a + in_b - shared;
    if (shared == either)
        return (SetRelation){1, 0};
    SetRelation relation = {(double)shared / (double)either, 1};
    if (shared == in_a || shared == in_b)
        relation.steps = 1.0 / 3;
    else if (shared > 0)
        relation.steps = 2.0 / 3;
    return relation;
}

static double distance_steps(SetRelation r) {
    return r.steps;
}

static double distance_masi(SetRelation r) {
    return 1 - r.jaccard * (1 - r.steps);
}

static double distance_masi_product(SetRelation r) {
    return (1 - r.jaccard) * r.steps;
}

static double distance_jaccard(SetRelation r) {
    return 1 - r.jaccard;
}

static double (*const SET_DISTANCES[])(SetRelation r) = {
    [SET_DISTANCE_STEPS] = distance_steps,
    [SET_DISTANCE_MASI] = distance_masi,
    [SET_DISTANCE_MASI_PRODUCT] = distance_masi_product,
    [SET_DISTANCE_JACCARD] = distance_jaccard,
};

double set_distance(const uint64_t *a, const uint64_t *b, size_t words,
                    SetDistance which) {
    return SET_DISTANCES[which](set_relation(a, b, words));
}

static int set_compare(const uint64_t *a, const uint64_t *b, size_t words) {
    for (size_t i = 0; i < words; i++) {
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    }
    return 0;
}

/* The distinct sets seen so far, in order; found by halving. */
typedef struct {
    const uint64_t **set;
    size_t n, words;
} SetIndex;

static size_t set_place(const SetIndex *index, const uint64_t *set) {
    size_t low = 0, high = index->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (set_compare(index->set[middle], set, index->words) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void set_insert(SetIndex *index, const uint64_t *set) {
    size_t place = set_place(index, set);
    if (place < index->n && set_compare(index->set[place], set, index->words) == 0)
        return;
    for (size_t i = index->n; i > place; i--)
        index->set[i] = index->set[i - 1];
    index->set[place] = set;
    index->n++;
}

bool alpha_study_sets(Arena *keep, SetRatings ratings, SetDistance distance,
                      AlphaStudy *study, Err *err) {
    size_t cells = ratings.coders * ratings.units;
    SetIndex index = {.set = ARENA_ARRAY(keep, const uint64_t *, ALPHA_VALUES_MAX + 1),
                      .words = ratings.words};
    for (size_t i = 0; i < cells && index.n <= ALPHA_VALUES_MAX; i++) {
        if (ratings.present[i])
            set_insert(&index, ratings.bits + i * ratings.words);
    }
    *study =
        (AlphaStudy){.units = ratings.units, .coders = ratings.coders, .values = index.n};
    if (!alpha_values_fit(index.n, err))
        return false;
    study->start = ARENA_ARRAY(keep, size_t, ratings.units + 1);
    study->code = ARENA_ARRAY(keep, size_t, cells);
    size_t n = 0;
    for (size_t u = 0; u < ratings.units; u++) {
        for (size_t coder = 0; coder < ratings.coders; coder++) {
            size_t cell = coder * ratings.units + u;
            if (ratings.present[cell])
                study->code[n++] = set_place(&index, ratings.bits + cell * ratings.words);
        }
        study->start[u + 1] = n;
    }
    study->distance = ARENA_ARRAY(keep, double, index.n *index.n);
    for (size_t i = 0; i < index.n * index.n; i++)
        study->distance[i] = set_distance(index.set[i / index.n], index.set[i % index.n],
                                          ratings.words, distance);
    return alpha_study_close(keep, study, err);
}
