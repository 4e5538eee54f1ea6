/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sample of measures for people to code. It is drawn by what the machine said and shows
 * nothing of it. */
#ifndef COMPARE_SAMPLE_H
#define COMPARE_SAMPLE_H

#include "store/query.h"

typedef struct {
    size_t n;
    uint64_t seed;
    size_t least; /* of each theme at the top and of no theme, where there are so many;
                     0: as they come */
} SampleHow;

typedef struct {
    const size_t *at; /* places in the list of measures, ascending */
    size_t n;
    size_t added; /* for `least`: beyond the n asked for */
} Sample;

/* Systematic with a random start from the measures in the order of strata: rarest theme
 * at the top that the machine gave (or none), plan, then a random order from the seed,
 * the plan's slug and the place in its text. So every measure has the same chance, n / N,
 * and each stratum its share up to one. What `least` adds breaks the equal chance. The
 * same texts and codes give the same sample, whatever the order in which plans were
 * added. */
Sample sample_measures(const MeasureList *measures, const PlanList *plans,
                       const ThemeList *themes, SampleHow how, Arena *keep);

#endif
