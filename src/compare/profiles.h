/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans (or groups) as profiles: what each gives to the themes at the top, in fractional
 * counts (a measure of m themes 1/m in each). Measures without a theme are no part of a
 * profile, and plans without any other have none. */
#ifndef COMPARE_PROFILES_H
#define COMPARE_PROFILES_H

#include "base/table.h"
#include "compare/tally.h"

typedef struct {
    const Corpus *corpus;
    PlanGroups groups;
    ThemeTally tally;
    Grid counts;      /* a row a group with coded measures, a column a theme */
    uint32_t *themes; /* of the columns */
    size_t *group;    /* of the rows, in groups */
    double *n;        /* coded measures of the rows */
    size_t n_coded;   /* of all of them */
    size_t n_left;    /* plans or groups without a profile, or of unknown group */
} Profiles;

/* In place: the tally points into it. */
void profiles_take(const Corpus *corpus, GroupKey by, Arena *keep, Profiles *profiles);

static inline const double *profile_at(const Profiles *profiles, size_t row) {
    return profiles->counts.cell + row * profiles->counts.cols;
}
static inline const PlanGroup *profile_group(const Profiles *profiles, size_t row) {
    return &profiles->groups.at[profiles->group[row]];
}

/* "11 plans, 796 measures with a theme, coded with ..."; and what is left out. */
void profiles_note(Table *table, const Profiles *profiles);
void profiles_note_left(Table *table, const Profiles *profiles);

#endif
