/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "compare/trajectory.h"
#include "stat/contingency.h"
#include "stat/multiple.h"

const char *trajectory_word(TrajectoryType type) {
    static const char *const words[] = {
#define X(type, word) [type] = (word),
        TRAJECTORIES(X)
#undef X
    };
    return words[type];
}

static double all_of(const double *value, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += value[i];
    return sum;
}

/* The least likely absence, times the number of absent years (Bonferroni). */
static double absence_p(YearCounts counts) {
    double hits = all_of(counts.hits, counts.years), n = all_of(counts.n, counts.years);
    double least = NAN;
    size_t absent = 0;
    for (size_t i = 0; i < counts.years; i++) {
        if (!(counts.n[i] > 0) || counts.hits[i] > 0)
            continue;
        double rest = n - counts.n[i];
        FourCells cells = {0, counts.n[i], hits, rest - hits};
        least = fmin(least, fisher_exact(cells, 0.95).p_less);
        absent++;
    }
    return fmin(1, least * (double)absent);
}

Trajectory trajectory_of(YearCounts counts, double level) {
    Trajectory made = {.difference = NAN,
                       .interval = {NAN, NAN},
                       .spread = NAN,
                       .share = NAN,
                       .test = {NAN, NAN, NAN},
                       .absence_p = NAN,
                       .p_adjusted = NAN,
                       .absence_adjusted = NAN};
    double lowest = NAN, highest = NAN;
    for (size_t i = 0; i < counts.years; i++) {
        if (!(counts.n[i] > 0))
            continue;
        double share = counts.hits[i] / counts.n[i];
        lowest = fmin(lowest, share);
        highest = fmax(highest, share);
        made.present += counts.hits[i] > 0;
        if (made.years++ == 0)
            made.first = i;
        made.last = i;
    }
    if (made.years < 2)
        return made;
    SharePair pair = {counts.hits[made.last], counts.n[made.last],
                      counts.hits[made.first], counts.n[made.first]};
    made.difference = pair.hits_a / pair.n_a - pair.hits_b / pair.n_b;
    made.interval = difference_newcombe(pair, level);
    made.spread = highest - lowest;
    made.share = all_of(counts.hits, counts.years) / all_of(counts.n, counts.years);
    made.test = trend_shares(counts.hits, counts.n, counts.year, counts.years);
    if (made.present && made.present < made.years)
        made.absence_p = absence_p(counts);
    return made;
}

void trajectories_adjust(Trajectory *const *family, size_t n) {
    Arena scratch = {0};
    double *trend = ARENA_ARRAY(&scratch, double, n);
    double *absence = ARENA_ARRAY(&scratch, double, n);
    for (size_t i = 0; i < n; i++) {
        trend[i] = family[i]->test.p;
        absence[i] = family[i]->absence_p;
    }
    p_adjust(ADJUST_BENJAMINI_HOCHBERG, trend, n, trend);
    p_adjust(ADJUST_BENJAMINI_HOCHBERG, absence, n, absence);
    for (size_t i = 0; i < n; i++) {
        family[i]->p_adjusted = trend[i];
        family[i]->absence_adjusted = absence[i];
    }
    arena_release(&scratch);
}

static bool leaves_out_zero(Interval interval) {
    return interval.lower > 0 || interval.upper < 0;
}

bool trajectory_tells(const Trajectory *trajectory, TrajectoryType type, double level) {
    if (type == TRAJECTORY_PAIR)
        return leaves_out_zero(trajectory->interval) &&
               trajectory->p_adjusted <= 1 - level;
    return type >= TRAJECTORY_GROWING;
}

static bool has_trend(const Trajectory *trajectory, double level) {
    bool same_side = (trajectory->test.slope > 0) == (trajectory->difference > 0);
    return trajectory->p_adjusted <= 1 - level && same_side &&
           leaves_out_zero(trajectory->interval);
}

static bool is_steady(const Trajectory *trajectory, double margin) {
    return trajectory->present == trajectory->years &&
           trajectory->interval.lower > -margin && trajectory->interval.upper < margin &&
           trajectory->spread <= margin && trajectory->share >= margin;
}

TrajectoryType trajectory_type(const Trajectory *trajectory, double level,
                               double margin) {
    if (trajectory->years < 2)
        return TRAJECTORY_NONE;
    if (trajectory->present == 0)
        return TRAJECTORY_NEVER;
    if (trajectory->years == 2)
        return TRAJECTORY_PAIR;
    if (has_trend(trajectory, level))
        return trajectory->difference > 0 ? TRAJECTORY_GROWING : TRAJECTORY_DECLINING;
    if (trajectory->absence_adjusted <= 1 - level)
        return TRAJECTORY_INTERMITTENT;
    return is_steady(trajectory, margin) ? TRAJECTORY_STEADY : TRAJECTORY_UNDECIDED;
}
