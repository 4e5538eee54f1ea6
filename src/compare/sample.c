/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <inttypes.h>

#include "base/hash.h"
#include "compare/sample.h"

typedef struct {
    size_t measure; /* place in the list */
    size_t stratum, plan;
    uint64_t random;
    bool picked;
} Unit;

typedef struct {
    const MeasureList *measures;
    const ThemeList *themes;
    SampleHow how;
    size_t *counts; /* measures by top theme; the last: without any */
    Unit *units;
    size_t n_picked;
} Draw;

static size_t top_of(const ThemeList *themes, size_t theme) {
    uint32_t parent = themes->at[theme].parent;
    return parent == UINT32_MAX ? theme : parent;
}

/* Whether a measure has a theme, itself or below it; themes->n: none at all. */
static bool has_top(const Draw *draw, const MeasureRow *measure, size_t theme) {
    bool has = theme == draw->themes->n && measure->n_themes == 0;
    for (size_t i = 0; i < measure->n_themes && !has; i++)
        has = top_of(draw->themes, measure->themes[i]) == theme;
    return has;
}

static void count_themes(Draw *draw) {
    for (size_t i = 0; i < draw->measures->n; i++) {
        for (size_t theme = 0; theme <= draw->themes->n; theme++)
            draw->counts[theme] += has_top(draw, &draw->measures->at[i], theme);
    }
}

static size_t rarest_theme(const Draw *draw, const MeasureRow *measure) {
    size_t rarest = draw->themes->n;
    for (size_t i = 0; i < measure->n_themes; i++) {
        size_t top = top_of(draw->themes, measure->themes[i]);
        if (rarest == draw->themes->n || draw->counts[top] < draw->counts[rarest])
            rarest = top;
    }
    return rarest;
}

static size_t plan_place(const PlanList *plans, int64_t id) {
    size_t i = 0;
    while (i < plans->n && plans->at[i].id != id)
        i++;
    if (i == plans->n)
        BUG("a measure of plan %" PRId64 ", which is not in the list", id);
    return i;
}

static void make_units(Draw *draw, const PlanList *plans) {
    size_t plan = 0;
    for (size_t i = 0; i < draw->measures->n; i++) {
        const MeasureRow *measure = &draw->measures->at[i];
        if (i == 0 || measure->plan != measure[-1].plan)
            plan = plan_place(plans, measure->plan);
        draw->units[i] = (Unit){
            .measure = i,
            .stratum = rarest_theme(draw, measure),
            .plan = plan,
            .random = hash_random(draw->how.seed, plans->at[plan].slug, measure->span.at),
        };
    }
}

static int compare_units(const void *left, const void *right) {
    const Unit *a = left, *b = right;
    if (a->stratum != b->stratum)
        return a->stratum < b->stratum ? -1 : 1;
    if (a->plan != b->plan)
        return a->plan < b->plan ? -1 : 1;
    if (a->random != b->random)
        return a->random < b->random ? -1 : 1;
    return (a->measure > b->measure) - (a->measure < b->measure);
}

static int compare_random(const void *left, const void *right) {
    const Unit *a = left, *b = right;
    if (a->random != b->random)
        return a->random < b->random ? -1 : 1;
    return (a->measure > b->measure) - (a->measure < b->measure);
}

static void pick_systematic(Draw *draw) {
    size_t all = draw->measures->n, n = draw->how.n < all ? draw->how.n : all;
    double start = (double)(hash_random(draw->how.seed, S("start"), 0) >> 11) / 0x1p53;
    for (size_t k = 0; k < n; k++) {
        size_t at = (size_t)(((double)k + start) * (double)all / (double)n);
        draw->units[at < all ? at : all - 1].picked = true;
    }
    draw->n_picked = n;
}

static void top_up(Draw *draw, size_t theme) {
    size_t wanted = draw->how.least;
    for (size_t i = 0; i < draw->measures->n && wanted; i++) {
        const Unit *unit = &draw->units[i];
        wanted -=
            unit->picked && has_top(draw, &draw->measures->at[unit->measure], theme);
    }
    for (size_t i = 0; i < draw->measures->n && wanted; i++) {
        Unit *unit = &draw->units[i];
        if (unit->picked || !has_top(draw, &draw->measures->at[unit->measure], theme))
            continue;
        unit->picked = true;
        draw->n_picked++;
        wanted--;
    }
}

static int compare_places(const void *left, const void *right) {
    const size_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

Sample sample_measures(const MeasureList *measures, const PlanList *plans,
                       const ThemeList *themes, SampleHow how, Arena *keep) {
    Arena scratch = {0};
    Draw draw = {.measures = measures,
                 .themes = themes,
                 .how = how,
                 .counts = ARENA_ARRAY(&scratch, size_t, themes->n + 1),
                 .units = ARENA_ARRAY(&scratch, Unit, measures->n)};
    Sample sample = {0};
    if (measures->n) {
        count_themes(&draw);
        make_units(&draw, plans);
        qsort(draw.units, measures->n, sizeof *draw.units, compare_units);
        pick_systematic(&draw);
        sample.added = draw.n_picked;
        qsort(draw.units, measures->n, sizeof *draw.units, compare_random);
        for (size_t theme = 0; theme <= themes->n && how.least; theme++)
            top_up(&draw, theme);
        sample.added = draw.n_picked - sample.added;
    }
    size_t *places = ARENA_ARRAY(keep, size_t, draw.n_picked);
    for (size_t i = 0; i < measures->n; i++) {
        if (draw.units[i].picked)
            places[sample.n++] = draw.units[i].measure;
    }
    if (sample.n)
        qsort(places, sample.n, sizeof *places, compare_places);
    sample.at = places;
    arena_release(&scratch);
    return sample;
}
