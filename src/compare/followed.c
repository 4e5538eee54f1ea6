/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "compare/followed.h"

static const struct {
    const char *word, *en, *zh;
} states[] = {
#define X(state, word, en, zh) [state] = {(word), (en), (zh)},
    FOLLOWED_STATES(X)
#undef X
};

const char *followed_word(FollowedState state) {
    return states[state].word;
}

const char *followed_name(FollowedState state) {
    return T(states[state].en, states[state].zh);
}

typedef struct {
    const Corpus *corpus;
    const CorpusPlan *earlier, *later;
    const NearestPair **of_later;       /* counted in their plan; NULL: no counterpart */
    bool *has_later;                    /* of the earlier's measures */
    Nearest *near_earlier, *near_later; /* of each measure, in the other plan */
} Following;

static Followed alone(FollowedState state, size_t measure, Nearest near) {
    bool related = near.measure != NO_MEASURE && near.similarity >= NEAREST_RELATED;
    bool is_new = state == FOLLOWED_NEW;
    return (Followed){
        .state = state,
        .earlier = is_new ? NO_MEASURE : (uint32_t)measure,
        .later = is_new ? (uint32_t)measure : NO_MEASURE,
        .similarity = NAN,
        .near = related ? near.measure : NO_MEASURE,
        .near_similarity = related ? near.similarity : NAN,
    };
}

static Followed both(const NearestPair *pair) {
    bool same = nearest_kind(pair->similarity) == NEAREST_IS_SAME;
    return (Followed){
        .state = same ? FOLLOWED_KEPT : FOLLOWED_REWORDED,
        .earlier = pair->measure,
        .later = pair->other,
        .similarity = pair->similarity,
        .near = NO_MEASURE,
        .near_similarity = NAN,
    };
}

static FollowedList list_all(const Following *following, Arena *keep) {
    const CorpusPlan *earlier = following->earlier, *later = following->later;
    Followed *at = ARENA_ARRAY(keep, Followed, earlier->n + later->n);
    size_t n = 0;
    for (size_t i = 0; i < later->n; i++) {
        const NearestPair *pair = following->of_later[i];
        at[n++] = pair ? both(pair)
                       : alone(FOLLOWED_NEW, later->first + i, following->near_later[i]);
    }
    for (size_t i = 0; i < earlier->n; i++) {
        if (!following->has_later[i])
            at[n++] =
                alone(FOLLOWED_DROPPED, earlier->first + i, following->near_earlier[i]);
    }
    return (FollowedList){at, n};
}

FollowedList followed_find(const NearestIndex *index, uint32_t earlier, uint32_t later,
                           Arena *keep) {
    Arena scratch = {0};
    Following following = {.corpus = index->corpus,
                           .earlier = &index->corpus->plans[earlier],
                           .later = &index->corpus->plans[later]};
    size_t n_earlier = following.earlier->n, n_later = following.later->n;
    following.of_later = ARENA_ARRAY(&scratch, const NearestPair *, n_later);
    following.has_later = ARENA_ARRAY(&scratch, bool, n_earlier);
    following.near_earlier = ARENA_ARRAY(&scratch, Nearest, n_earlier);
    following.near_later = ARENA_ARRAY(&scratch, Nearest, n_later);
    NearestPlan before = nearest_plan(index, earlier, &scratch);
    NearestPlan after = nearest_plan(index, later, &scratch);
    NearestPairs pairs = nearest_align(&before, later, NEAREST_REWORDED, &scratch);
    for (size_t i = 0; i < pairs.n; i++) {
        following.has_later[pairs.at[i].measure - following.earlier->first] = true;
        following.of_later[pairs.at[i].other - following.later->first] = &pairs.at[i];
    }
    nearest_find(&before, later, following.near_earlier);
    nearest_find(&after, earlier, following.near_later);
    FollowedList list = list_all(&following, keep);
    arena_release(&scratch);
    return list;
}
