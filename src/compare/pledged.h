/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of each target in the plan of another year. */
#ifndef COMPARE_PLEDGED_H
#define COMPARE_PLEDGED_H

#include "compare/followed.h"
#include "compare/indicators.h"

/* word, en, zh; in the order in which people read them. Raised and lowered are of what is
 * asked for: where little is wanted (a rate of dropouts of at most so much), the lower
 * number is the higher target. */
#define PLEDGED_STATES(X)                                                                \
    X(PLEDGED_RAISED, "raised", "raised", "目标提高")                                    \
    X(PLEDGED_LOWERED, "lowered", "lowered", "目标降低")                                 \
    X(PLEDGED_CHANGED, "changed", "changed (direction unclear)", "有变（高低难判）")     \
    X(PLEDGED_KEPT, "kept", "kept", "目标不变")                                          \
    X(PLEDGED_MASKED, "masked", "not comparable (masked)", "不可比（遮蔽）")             \
    X(PLEDGED_DROPPED, "dropped", "dropped", "未再提")                                   \
    X(PLEDGED_NEW, "new", "new", "新增")
typedef enum {
#define X(state, word, en, zh) state,
    PLEDGED_STATES(X)
#undef X
        PLEDGED_STATES_COUNT
} PledgedState;
const char *pledged_word(PledgedState state);
const char *pledged_name(PledgedState state); /* in the language in use */

/* A target of a corpus with its indicator, where its words tell one clearly. */
typedef struct {
    const TargetRow *row;
    uint32_t plan, measure;       /* places in the corpus */
    const Indicator *indicator;   /* NULL: compared by its sentence only */
    const IndicatorClass *class;  /* NULL likewise */
    const IndicatorTarget *value; /* in the indicator's unit; NULL likewise */
} PledgedTarget;

typedef struct {
    const Corpus *corpus;
    const PledgedTarget *at; /* by plan, then place */
    size_t n;
    const size_t *first; /* n_measures + 1: measure i has at[first[i]] to at[first[i + 1]]
                          */
} PledgedTargets;

/* targets: those of the corpus' plans, in the order of its plans and measures; others are
 * passed over. The indicators are those of all its plans together. */
PledgedTargets pledged_targets(const Corpus *corpus, const TargetRowList *targets,
                               Arena *keep);

typedef enum { PLEDGED_BY_NOTHING, PLEDGED_BY_INDICATOR, PLEDGED_BY_SENTENCE } PledgedBy;

typedef struct {
    PledgedState state;
    PledgedBy by;
    const PledgedTarget *earlier, *later; /* NULL: new, dropped */
    int demand; /* > 0: more is more demanding, < 0: less is, 0: not told */
    /* In the indicator's unit, of a pair by its sentence in the targets' own (which is
     * one); NaN: masked, or not there. */
    double earlier_value, later_value;
} Pledged;

typedef struct {
    const Pledged *at; /* by place in the later plan, then dropped ones by theirs */
    size_t n;
} PledgedList;

/* Targets of two plans one to one:
 * 1. of measures that are followed (kept or reworded), targets of one class of one
 *    indicator (compare/indicators.h), in their order;
 * 2. of such measures, two that are the only ones left there in their unit, when both are
 *    levels or both are rises and for the same period; where an indicator is not told
 *    clearly, only in measures that are kept, and in reworded ones when the words before
 *    one number end in those before the other (课后服务参与率, 参与率);
 * 3. what is left of a class, the most demanding with the most demanding.
 * The numbers decide on raised and lowered, of a range the end that asks for less (the
 * other end alone: changed); firmness does not. */
PledgedList pledged_find(const PledgedTargets *targets, uint32_t earlier, uint32_t later,
                         const FollowedList *followed, Arena *keep);

#endif
