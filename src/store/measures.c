/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures with their words, and without them for counting. */
#include "base/base.h"

#include "store/measures_p.h"
#include "store/words_p.h"

/* ---- With their words ---- */

typedef struct {
    Walk walk;
    Arena *keep;
    VEC(Heading) headings; /* of the plan at hand, by the node's place in the tree */
    VEC(MeasureRow) rows;
} Reading;

static Heading heading_of(const Reading *reading, int64_t id) {
    uint32_t place = measure_node(id);
    return id && place < reading->headings.n ? reading->headings.at[place] : (Heading){0};
}

static void note_heading(Reading *reading, int64_t id, Slice number, Slice text) {
    while (reading->headings.n <= measure_node(id))
        vec_push(&reading->headings, (Heading){0});
    reading->headings.at[measure_node(id)] =
        (Heading){arena_copy(reading->keep, number), arena_copy(reading->keep, text)};
}

static void read_row(Reading *reading, Stmt *stmt, int64_t plan) {
    Arena *keep = reading->keep;
    int64_t id = stmt_int(stmt, 0);
    PlanPart part = (PlanPart)WORD_VALUE(reading->walk.store->db, plan_part_words,
                                         stmt_text(stmt, 2));
    Taken taken = walk_measure(&reading->walk, id, part);
    if (!taken.taken)
        return;
    uint32_t *themes = ARENA_ARRAY(keep, uint32_t, taken.n_themes);
    for (size_t i = 0; i < taken.n_themes; i++)
        themes[i] = taken.themes[i].theme;
    MeasureRow row = {
        .id = id,
        .plan = plan,
        .part = part,
        .section = heading_of(reading, stmt_int(stmt, 5)),
        .subsection = heading_of(reading, stmt_int(stmt, 6)),
        .task = heading_of(reading, stmt_int(stmt, 7)),
        .task_id = stmt_is_null(stmt, 7) ? stmt_int(stmt, 8) : stmt_int(stmt, 7),
        .ordinal = (uint32_t)stmt_int(stmt, 9),
        .position = taken.position,
        .text = arena_copy(keep, stmt_text(stmt, 4)),
        .chars = (uint32_t)stmt_int(stmt, 10),
        .span = {(size_t)stmt_int(stmt, 11), (size_t)stmt_int(stmt, 12)},
        .n_targets = (uint32_t)stmt_int(stmt, 13),
        .n_duties = (uint32_t)stmt_int(stmt, 14),
        .n_deadlines = (uint32_t)stmt_int(stmt, 15),
        .themes = themes,
        .n_themes = taken.n_themes,
        .by_person = taken.by_person,
    };
    vec_push(&reading->rows, row);
}

static void read_plan(Reading *reading, int64_t plan) {
    Db *db = reading->walk.store->db;
    reading->headings.n = 0;
    walk_plan(&reading->walk, plan);
    Stmt *stmt = db_stmt(
        db,
        "SELECT id, kind, part, number, text, section, subsection, task, parent, ordinal,"
        " chars, body_at, body_end, targets, duties, deadlines FROM node"
        " LEFT JOIN node_text ON node = id WHERE id BETWEEN @from AND @to"
        " AND kind IN ('measure', 'task', 'subsection', 'section') ORDER BY id");
    bind_nodes(stmt, plan);
    while (stmt_step(stmt)) {
        if (slice_equal(stmt_text(stmt, 1), node_kind_words[NODE_MEASURE]))
            read_row(reading, stmt, plan);
        else
            note_heading(reading, stmt_int(stmt, 0), stmt_text(stmt, 3),
                         stmt_text(stmt, 4));
    }
}

bool store_measures(Store *store, const MeasureFilter *filter, Arena *keep,
                    MeasureList *measures, Err *err) {
    Reading reading = {.keep = keep};
    db_begin_read(store->db);
    if (walk_init(&reading.walk, store, filter, keep)) {
        size_t n;
        const PlanName *plans =
            plan_names(store, filter->plans, filter->n_plans, keep, &n);
        for (size_t i = 0; i < n; i++)
            read_plan(&reading, plans[i].id);
    }
    *measures = (MeasureList){
        keep_array(keep, reading.rows.at, reading.rows.n, sizeof *reading.rows.at),
        reading.rows.n};
    walk_release(&reading.walk);
    vec_release(&reading.headings);
    vec_release(&reading.rows);
    return db_commit(store->db, err);
}

/* ---- For counting ---- */

typedef struct {
    Walk walk;
    VEC(IncidenceRow) rows;
    VEC(uint32_t) themes_of;
    size_t n_clusters;
    VEC(uint32_t)
    clusters; /* of the plan at hand, by the node's place: its number + 1, or 0 */
} Counting;

static uint32_t cluster_of(Counting *counting, int64_t node) {
    uint32_t place = measure_node(node);
    while (counting->clusters.n <= place)
        vec_push(&counting->clusters, 0);
    uint32_t *cluster = &counting->clusters.at[place];
    if (!*cluster)
        *cluster = (uint32_t)++counting->n_clusters;
    return *cluster - 1;
}

static void count_row(Counting *counting, Stmt *stmt, uint32_t plan) {
    int64_t id = stmt_int(stmt, 0);
    PlanPart part = (PlanPart)WORD_VALUE(counting->walk.store->db, plan_part_words,
                                         stmt_text(stmt, 1));
    Taken taken = walk_measure(&counting->walk, id, part);
    if (!taken.taken)
        return;
    vec_push(&counting->rows, (IncidenceRow){
                                  .id = id,
                                  .plan = plan,
                                  .chars = (uint32_t)stmt_int(stmt, 3),
                                  .cluster = cluster_of(counting, stmt_int(stmt, 2)),
                                  .position = taken.position,
                                  .n_targets = (uint32_t)stmt_int(stmt, 4),
                                  .n_duties = (uint32_t)stmt_int(stmt, 5),
                                  .n_deadlines = (uint32_t)stmt_int(stmt, 6),
                                  .themes_at = (uint32_t)counting->themes_of.n,
                                  .n_themes = (uint32_t)taken.n_themes,
                                  .part = part,
                                  .by_person = taken.by_person,
                              });
    for (size_t i = 0; i < taken.n_themes; i++)
        vec_push(&counting->themes_of, taken.themes[i].theme);
}

static void count_plan(Counting *counting, int64_t plan, uint32_t index) {
    counting->clusters.n = 0;
    walk_plan(&counting->walk, plan);
    Stmt *stmt = db_stmt(
        counting->walk.store->db,
        "SELECT id, part, coalesce(task, parent), chars, targets, duties, deadlines FROM node"
        " WHERE id BETWEEN @from AND @to AND kind = 'measure' ORDER BY id");
    bind_nodes(stmt, plan);
    while (stmt_step(stmt))
        count_row(counting, stmt, index);
}

/* Of all plans those asked for. */
static PlanList chosen_plans(Store *store, const MeasureFilter *filter, Arena *keep) {
    PlanList all = {0};
    Err err;
    if (!store_plans(store, keep, &all, &err))
        db_fail_as(store->db, &err);
    if (!filter->plans)
        return all;
    PlanInfo *chosen = ARENA_ARRAY(keep, PlanInfo, all.n);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++) {
        bool wanted = false;
        for (size_t p = 0; p < filter->n_plans && !wanted; p++)
            wanted = filter->plans[p] == all.at[i].id;
        if (wanted)
            chosen[n++] = all.at[i];
    }
    return (PlanList){chosen, n};
}

bool store_incidence(Store *store, const MeasureFilter *filter, Arena *keep,
                     Incidence *incidence, Err *err) {
    Counting counting = {0};
    *incidence = (Incidence){0};
    db_begin_read(store->db);
    incidence->plans = chosen_plans(store, filter, keep);
    if (walk_init(&counting.walk, store, filter, keep)) {
        for (size_t i = 0; i < incidence->plans.n; i++)
            count_plan(&counting, incidence->plans.at[i].id, (uint32_t)i);
    }
    incidence->themes = counting.walk.themes;
    incidence->at =
        keep_array(keep, counting.rows.at, counting.rows.n, sizeof *counting.rows.at);
    incidence->n = counting.rows.n;
    incidence->themes_of = keep_array(keep, counting.themes_of.at, counting.themes_of.n,
                                      sizeof *counting.themes_of.at);
    incidence->n_clusters = counting.n_clusters;
    walk_release(&counting.walk);
    vec_release(&counting.rows);
    vec_release(&counting.themes_of);
    vec_release(&counting.clusters);
    return db_commit(store->db, err);
}
