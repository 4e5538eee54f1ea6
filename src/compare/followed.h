/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of each measure in the plan of another year. */
#ifndef COMPARE_FOLLOWED_H
#define COMPARE_FOLLOWED_H

#include "compare/nearest.h"

/* word, en, zh; in the order in which people read them */
#define FOLLOWED_STATES(X)                                                               \
    X(FOLLOWED_KEPT, "kept", "kept", "沿用")                                             \
    X(FOLLOWED_REWORDED, "reworded", "reworded", "改写")                                 \
    X(FOLLOWED_DROPPED, "dropped", "dropped", "未再提")                                  \
    X(FOLLOWED_NEW, "new", "new", "新增")
typedef enum {
#define X(state, word, en, zh) state,
    FOLLOWED_STATES(X)
#undef X
        FOLLOWED_STATES_COUNT
} FollowedState;
const char *followed_word(FollowedState state);
const char *followed_name(FollowedState state); /* in the language in use */

/* A measure of one of the two plans, or of both. */
typedef struct {
    FollowedState state;
    uint32_t earlier, later; /* indexes into the index' corpus; NO_MEASURE: new, dropped
                              */
    double similarity;       /* of the two; NaN: new, dropped */
    /* New, dropped: the measure of the other year nearest to it, where it is about the
     * same matter (NEAREST_RELATED); it may have a counterpart of its own, as when two
     * measures become one. */
    uint32_t near;
    double near_similarity;
} Followed;

typedef struct {
    const Followed *at; /* by place in the later plan, then dropped ones by theirs */
    size_t n;
} FollowedList;

/* Measures of two plans one to one (nearest_align): kept from NEAREST_SAME, reworded from
 * NEAREST_REWORDED; the others are new or dropped. A kept measure may carry another
 * number. Memory and time as nearest_align. */
FollowedList followed_find(const NearestIndex *index, uint32_t earlier, uint32_t later,
                           Arena *keep);

#endif
