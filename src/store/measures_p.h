/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which measures a filter takes, and their themes: what store_measures and
 * store_incidence share. */
#ifndef STORE_MEASURES_P_H
#define STORE_MEASURES_P_H

#include "store/store_p.h"

typedef struct {
    int64_t node;
    uint32_t theme;
} NodeTheme;

typedef struct {
    Store *store;
    const MeasureFilter *filter;
    ThemeList themes;
    bool *wanted;        /* by theme index; NULL: no theme asked for */
    int64_t first_theme; /* theme.id of theme 0 */
    int64_t coder;       /* machine coder; 0: none has coded */
    bool person;         /* filter->coder is a person */
    HumanList humans;    /* of that person, by plan and place */
    unsigned parts;
    Arena *keep;
    /* Of the plan at hand: */
    VEC(NodeTheme) machine; /* by node, then theme */
    VEC(NodeTheme) human;   /* likewise; theme UINT32_MAX: read, and none of them given */
    size_t next_machine, next_human;
    uint32_t positions[PLAN_PARTS_COUNT];
} Walk;

bool walk_init(Walk *walk, Store *store, const MeasureFilter *filter,
               Arena *keep); /* failures
                                stick
                              */
void walk_release(Walk *walk);
void walk_plan(Walk *walk, int64_t plan); /* before the measures of each plan */

/* What the walk says of the measure at hand; called for each measure of the plan, in the
 * order of ids. */
typedef struct {
    bool taken;
    uint32_t position;
    const NodeTheme *themes;
    size_t n_themes;
    bool by_person;
} Taken;
Taken walk_measure(Walk *walk, int64_t id, PlanPart part);

#endif
