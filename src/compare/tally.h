/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often each theme was coded in each group of plans: counted whole (a measure in each
 * of its themes) and in fractions (a measure with m top-level themes 1/m in each). */
#ifndef COMPARE_TALLY_H
#define COMPARE_TALLY_H

#include "compare/groups.h"
#include "stat/grid.h"

/* Theme index of "measures without any theme". */
#define NO_THEME UINT32_MAX

/* One theme in one group. */
typedef struct {
    double hits;                       /* measures */
    double characters;                 /* of these measures */
    double fraction;                   /* 1/m each; only themes at the top */
    double targets, duties, deadlines; /* measures with at least one */
    int64_t *measures;                 /* hits of them, ascending */
} ThemeCount;

typedef struct {
    size_t n_groups, n_themes;
    const Corpus *corpus;
    const PlanGroups *groups;
    ThemeCount *at; /* group by group: the themes in the order of the scheme, then
                       NO_THEME */
} ThemeTally;

ThemeTally theme_tally(const Corpus *corpus, const PlanGroups *groups, Arena *keep);

/* theme may be NO_THEME. */
static inline const ThemeCount *tally_at(const ThemeTally *tally, size_t group,
                                         uint32_t theme) {
    size_t place = theme == NO_THEME ? tally->n_themes : theme;
    return &tally->at[group * (tally->n_themes + 1) + place];
}

/* Fractional counts of the top-level themes and of no theme: a row a group, a column a
 * theme; each measure adds 1 to its row. columns (where not NULL) gets the theme of each
 * column. */
Grid tally_fractions(const ThemeTally *tally, uint32_t **columns, Arena *keep);

/* 1/m for each measure of the corpus: m its top-level themes; 1 without any. */
const double *measure_fractions(const Corpus *corpus, Arena *keep);

/* Code and name in the language in use; NO_THEME is "-". */
Slice tally_theme_code(const Corpus *corpus, uint32_t theme);
Slice tally_theme_name(const Corpus *corpus, uint32_t theme);
bool theme_is_top(const Corpus *corpus, uint32_t theme);

#endif
