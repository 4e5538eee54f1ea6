/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "compare/tally.h"

/* The themes that count a measure: those coded and, once each, their parents. Ascending
 * order does not matter here. */
typedef struct {
    uint32_t *at;
    size_t n;
    size_t n_top;
} Counted;

static void count_theme(const Corpus *corpus, Counted *counted, uint32_t theme) {
    for (size_t i = 0; i < counted->n; i++) {
        if (counted->at[i] == theme)
            return;
    }
    counted->at[counted->n++] = theme;
    counted->n_top += theme_is_top(corpus, theme);
}

static void themes_counting(const Corpus *corpus, const CorpusMeasure *measure,
                            Counted *counted) {
    counted->n = counted->n_top = 0;
    for (uint32_t i = 0; i < measure->n_themes; i++) {
        uint32_t theme = measure->themes[i];
        count_theme(corpus, counted, theme);
        if (corpus->themes[theme].parent != UINT32_MAX)
            count_theme(corpus, counted, corpus->themes[theme].parent);
    }
}

static void add_measure(ThemeCount *count, const CorpusMeasure *measure,
                        double fraction) {
    count->hits++;
    count->characters += measure->characters;
    count->fraction += fraction;
    count->targets += measure->targets > 0;
    count->duties += measure->duties > 0;
    count->deadlines += measure->deadlines > 0;
}

/* The second pass: there is room for the ids that the first has counted, and hits counts
 * up again. */
static void add_id(ThemeCount *count, const CorpusMeasure *measure, double fraction) {
    (void)fraction;
    count->measures[(size_t)count->hits++] = measure->id;
}

typedef void (*Visit)(ThemeCount *count, const CorpusMeasure *measure, double fraction);

static void walk(const ThemeTally *tally, Counted *counted, Visit visit) {
    const Corpus *corpus = tally->corpus;
    for (size_t i = 0; i < corpus->n_measures; i++) {
        const CorpusMeasure *measure = &corpus->measures[i];
        uint32_t group = tally->groups->of_plan[measure->plan];
        if (group == NO_GROUP)
            continue;
        ThemeCount *row = &tally->at[group * (tally->n_themes + 1)];
        themes_counting(corpus, measure, counted);
        if (counted->n == 0)
            visit(&row[tally->n_themes], measure, 1);
        for (size_t k = 0; k < counted->n; k++) {
            uint32_t theme = counted->at[k];
            double part = theme_is_top(corpus, theme) ? 1 / (double)counted->n_top : 0;
            visit(&row[theme], measure, part);
        }
    }
}

ThemeTally theme_tally(const Corpus *corpus, const PlanGroups *groups, Arena *keep) {
    ThemeTally tally = {.n_groups = groups->n,
                        .n_themes = corpus->n_themes,
                        .corpus = corpus,
                        .groups = groups};
    size_t cells = groups->n * (corpus->n_themes + 1);
    tally.at = ARENA_ARRAY(keep, ThemeCount, cells);
    Counted counted = {.at = ARENA_ARRAY(keep, uint32_t, corpus->n_themes)};
    walk(&tally, &counted, add_measure);
    for (size_t i = 0; i < cells; i++) {
        ThemeCount *count = &tally.at[i];
        count->measures = ARENA_ARRAY(keep, int64_t, (size_t)count->hits);
        count->hits = 0;
    }
    walk(&tally, &counted, add_id);
    return tally;
}

Grid tally_fractions(const ThemeTally *tally, uint32_t **columns, Arena *keep) {
    const Corpus *corpus = tally->corpus;
    uint32_t *themes = ARENA_ARRAY(keep, uint32_t, corpus->n_themes + 1);
    size_t n = 0;
    for (uint32_t i = 0; i < corpus->n_themes; i++) {
        if (theme_is_top(corpus, i))
            themes[n++] = i;
    }
    themes[n++] = NO_THEME;
    double *cell = ARENA_ARRAY(keep, double, tally->n_groups *n);
    for (size_t g = 0; g < tally->n_groups; g++) {
        for (size_t i = 0; i < n; i++)
            cell[g * n + i] = tally_at(tally, g, themes[i])->fraction;
    }
    if (columns)
        *columns = themes;
    return (Grid){.cell = cell, .rows = tally->n_groups, .cols = n};
}

const double *measure_fractions(const Corpus *corpus, Arena *keep) {
    double *fractions = ARENA_ARRAY(keep, double, corpus->n_measures);
    Counted counted = {.at = ARENA_ARRAY(keep, uint32_t, corpus->n_themes)};
    for (size_t i = 0; i < corpus->n_measures; i++) {
        themes_counting(corpus, &corpus->measures[i], &counted);
        fractions[i] = counted.n_top ? 1 / (double)counted.n_top : 1;
    }
    return fractions;
}

bool theme_is_top(const Corpus *corpus, uint32_t theme) {
    return theme == NO_THEME || corpus->themes[theme].parent == UINT32_MAX;
}

Slice tally_theme_code(const Corpus *corpus, uint32_t theme) {
    return theme == NO_THEME ? S("-") : corpus->themes[theme].code;
}

Slice tally_theme_name(const Corpus *corpus, uint32_t theme) {
    return theme == NO_THEME ? slice_of(T("no theme", "未编码"))
                             : theme_name(&corpus->themes[theme]);
}
