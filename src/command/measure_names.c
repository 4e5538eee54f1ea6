/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/measure_names.h"

typedef struct {
    int64_t id;
    uint32_t place; /* of a plan: among all by slug; of a measure: position, 1.. */
    Slice slug;     /* of a plan */
} Named;

typedef struct {
    Named *plans, *measures; /* by id */
    size_t n_plans, n_measures;
} Names;

static int by_id(const void *a, const void *b) {
    int64_t x = ((const Named *)a)->id, y = ((const Named *)b)->id;
    return (x > y) - (x < y);
}

static const Named *find(const Named *list, size_t n, int64_t id) {
    Named wanted = {.id = id};
    return n ? bsearch(&wanted, list, n, sizeof wanted, by_id) : NULL;
}

static const Named *plan_of(const Names *names, int64_t measure) {
    const Named *plan = find(names->plans, names->n_plans, measure_plan(measure));
    if (!plan)
        BUG("measure %lld of no plan", (long long)measure);
    return plan;
}

static void add_place(Buf *out, Slice slug, uint32_t position, int64_t id) {
    if (position)
        buf_format(out, "%.*s:%u", SLICE_ARG(slug), position);
    else
        buf_format(out, "%.*s#%u", SLICE_ARG(slug), measure_node(id));
}

static void add_name(const void *of, int64_t id, Buf *out) {
    const Names *names = of;
    const Named *measure = find(names->measures, names->n_measures, id);
    add_place(out, plan_of(names, id)->slug, measure ? measure->place : 0, id);
}

static int64_t order_of(const void *of, int64_t id) {
    return measure_id((int64_t)plan_of(of, id)->place, measure_node(id));
}

bool measure_naming(Store *store, Arena *keep, MeasureNaming *naming, Err *err) {
    MeasureFilter filter = {0};
    Incidence all = {0};
    if (!store_incidence(store, &filter, keep, &all, err))
        return false;
    Names *names = ARENA_NEW(keep, Names);
    names->n_plans = all.plans.n;
    names->n_measures = all.n;
    names->plans = ARENA_ARRAY(keep, Named, all.plans.n);
    names->measures = ARENA_ARRAY(keep, Named, all.n);
    for (size_t i = 0; i < all.plans.n; i++)
        names->plans[i] = (Named){all.plans.at[i].id, (uint32_t)i, all.plans.at[i].slug};
    for (size_t i = 0; i < all.n; i++)
        names->measures[i] = (Named){all.at[i].id, all.at[i].position, {0}};
    if (all.plans.n)
        qsort(names->plans, names->n_plans, sizeof(Named), by_id);
    if (all.n)
        qsort(names->measures, names->n_measures, sizeof(Named), by_id);
    *naming = (MeasureNaming){names, add_name, order_of};
    return true;
}

Slice measure_name(Slice slug, const MeasureRow *measure, Arena *keep) {
    Buf out = {0};
    add_place(&out, slug, measure->part == PART_PLAN ? measure->position : 0,
              measure->id);
    Slice name = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return name;
}
