/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a coder can learn from: the measures that people coded, what they gave them, and
 * the folds of a cross-validation. */
#ifndef COMPARE_LESSONS_H
#define COMPARE_LESSONS_H

#include "compare/agree.h"

enum { LESSONS_COPY = 10 };

typedef struct {
    SliceList plans;  /* empty: all */
    SliceList people; /* empty: all */
    bool by_plan;     /* whole plans are left out, not whole tasks */
    size_t folds;
    uint64_t seed;
} LessonOptions;

/* A measure is given a theme when more than half of the people who coded it gave it, as
 * they gave it (a subtheme does not give its parent). */
typedef struct {
    ThemeList themes;
    PlanList plans;
    const MeasureRow **measures; /* by slug of the plan, then place */
    size_t n;
    const bool *given; /* a row a measure, a column a theme */
    /* What stays together: the measures of a plan, or those of a task and of all tasks
     * that share a sentence of LESSONS_COPY characters or more with it, since copies must
     * not stand on both sides. (Whole plans are left out to see how a new one fares,
     * which would hold copies too.) */
    const size_t *group; /* of each measure, 0.. */
    size_t n_groups;
    const size_t *fold; /* of each measure; folds are near alike in size and themes */
    const Slice *people;
    size_t n_people;
    size_t n_coded_twice; /* measures that several of them coded */
    size_t lost, unknown; /* as in AgreeStudy */
} Lessons;

/* An error, in words: no person has coded, one that there is not, fewer groups than
 * folds. */
bool lessons_load(Store *store, const LessonOptions *options, Arena *keep,
                  Lessons *lessons, Err *err);

#endif
