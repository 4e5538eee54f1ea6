/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "compare/profiles.h"

void profiles_take(const Corpus *corpus, GroupKey by, Arena *keep, Profiles *profiles) {
    *profiles = (Profiles){.corpus = corpus, .groups = plan_groups(corpus, by, keep)};
    profiles->tally = theme_tally(corpus, &profiles->groups, keep);
    Grid all = tally_fractions(&profiles->tally, &profiles->themes, keep);
    size_t cols = all.cols - 1, rows = 0; /* the last is "no theme" */
    double *cell = ARENA_ARRAY(keep, double, all.rows *cols), coded = 0;
    profiles->group = ARENA_ARRAY(keep, size_t, all.rows);
    profiles->n = ARENA_ARRAY(keep, double, all.rows);
    for (size_t i = 0; i < all.rows; i++) {
        double sum = 0;
        for (size_t k = 0; k < cols; k++)
            sum += cell[rows * cols + k] = grid_at(all, i, k);
        if (sum <= 0)
            continue;
        profiles->group[rows] = i;
        profiles->n[rows++] = sum;
        coded += sum;
    }
    profiles->counts = (Grid){.cell = cell, .rows = rows, .cols = cols};
    profiles->n_coded = (size_t)lround(coded);
    profiles->n_left = all.rows - rows + profiles->groups.n_left;
}

void profiles_note(Table *table, const Profiles *profiles) {
    bool plans = profiles->groups.by == GROUP_PLAN;
    table_note(table,
               T("%zu %s, %zu measures with a theme, coded with %.*s.",
                 "%zu %s，%zu 条有主题的举措；主题方案：%.*s。"),
               profiles->counts.rows,
               plans ? T("plans", "份计划") : T("groups of plans", "组计划"),
               profiles->n_coded, SLICE_ARG(profiles->corpus->scheme));
}

void profiles_note_left(Table *table, const Profiles *profiles) {
    if (profiles->n_left)
        table_note(
            table,
            T("%zu are left out: no measure with a theme, or the fact they are grouped by is not known.",
              "%zu 份未列入：没有已编码的举措，或分组依据未知。"),
            profiles->n_left);
}
