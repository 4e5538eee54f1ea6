/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a share does over the years, in numbers, and which of the four types of the
 * literature (growing, declining, steady, intermittent: 成长、衰退、持续、间断) the
 * numbers allow. A type is a claim; where intervals and tests do not carry it, the answer
 * is "undecided". It must not know plans.
 *
 * First and last are the first and last year with measures; d = last share - first share
 * with its Newcombe interval; level is the confidence (0.95), margin what counts as no
 * change (0.05: five points). In this order:
 *
 * 1. Fewer than two years with measures: nothing. The theme in no year: never.
 * 2. Two years: only d. Two points lie on a line whatever happens; they make no trend.
 * 3. Growing (declining): the Cochran-Armitage test against the calendar years, after
 *    correction over the themes, gives p <= 1 - level, the slope is above (below) 0, and
 *    the interval of d leaves out 0 on the same side. The test alone may find a bow that
 *    comes back; the difference alone may rest on one odd year.
 * 4. Intermittent: the theme is absent in some year, and that is no accident of a small
 *    share: Fisher's exact test (one-sided) of that year against all other years
 *    together, times the number of absent years, after correction over the themes, gives
 *    p <= 1 - level.
 *    Fisher and not the binomial probability of none under the mean of the other years:
 *    that mean is known no better than their measures allow.
 * 5. Steady: the theme occurs in each year, the interval of d lies inside (-margin,
 *    margin), no two years are more than the margin apart, and the share over all years
 *    is at least the margin: of a theme with 2 percent five points would call doubling
 *    and vanishing the same. Absence of a detectable change is no steadiness: at 70
 *    measures a plan no share can be shown to be steady within five points, and then the
 *    answer is 6.
 * 6. Undecided. */
#ifndef COMPARE_TRAJECTORY_H
#define COMPARE_TRAJECTORY_H

#include "base/base.h"
#include "stat/interval.h"
#include "stat/trend.h"

/* word: in Tables, stable */
#define TRAJECTORIES(X)                                                                  \
    X(TRAJECTORY_NONE, "")                                                               \
    X(TRAJECTORY_NEVER, "never")                                                         \
    X(TRAJECTORY_PAIR, "pair")                                                           \
    X(TRAJECTORY_UNDECIDED, "undecided")                                                 \
    X(TRAJECTORY_GROWING, "growing")                                                     \
    X(TRAJECTORY_DECLINING, "declining")                                                 \
    X(TRAJECTORY_STEADY, "steady")                                                       \
    X(TRAJECTORY_INTERMITTENT, "intermittent")
typedef enum {
#define X(type, word) type,
    TRAJECTORIES(X)
#undef X
} TrajectoryType;
const char *trajectory_word(TrajectoryType type);

/* One theme in the years of one region, ascending. */
typedef struct {
    const double *year, *hits, *n;
    size_t years;
} YearCounts;

typedef struct {
    size_t years;         /* with measures */
    size_t present;       /* of them, with the theme */
    size_t first, last;   /* their places among all years; meaningless below two years */
    double difference;    /* last - first share */
    Interval interval;    /* of it */
    double spread;        /* the highest share - the lowest */
    double share;         /* over all years together */
    CochranArmitage test; /* slope: of the share, a year; NaN of fewer than two years */
    double absence_p; /* rule 4, before the correction over themes; NaN: never absent */
    double p_adjusted, absence_adjusted; /* NaN until trajectories_adjust */
} Trajectory;

Trajectory trajectory_of(YearCounts counts, double level);

/* Corrects p and absence_p over a family of themes (Benjamini and Hochberg, each of the
 * two for itself). NaN is no test. */
void trajectories_adjust(Trajectory *const *family, size_t n);

TrajectoryType trajectory_type(const Trajectory *trajectory, double level, double margin);

/* Whether something can be told: one of the four types, or of two years that they differ
 * (the interval of d leaves out 0 and the test, which is then the chi-square test of the
 * pair, gives p <= 1 - level after correction). */
bool trajectory_tells(const Trajectory *trajectory, TrajectoryType type, double level);

#endif
