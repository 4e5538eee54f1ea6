/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of plans, the plan a person means, and the smaller lists about one plan. */
#include "base/base.h"

#include "base/utf8.h"
#include "store/load_p.h"

/* ---- All plans ---- */

static PlanInfo read_plan(Stmt *stmt, Arena *keep) {
    return (PlanInfo){
        .id = stmt_int(stmt, 0),
        .slug = arena_copy(keep, stmt_text(stmt, 1)),
        .source = arena_copy(keep, stmt_text(stmt, 2)),
        .format = arena_copy(keep, stmt_text(stmt, 3)),
        .encoding = arena_copy(keep, stmt_text(stmt, 4)),
        .confidence = stmt_real(stmt, 5),
        .sha256 = arena_copy(keep, stmt_text(stmt, 6)),
        .n_sections = (uint32_t)stmt_int(stmt, 7),
        .n_subsections = (uint32_t)stmt_int(stmt, 8),
        .n_tasks = (uint32_t)stmt_int(stmt, 9),
        .n_measures = (uint32_t)stmt_int(stmt, 10),
        .n_other_measures = (uint32_t)stmt_int(stmt, 11),
        .chars = (uint64_t)stmt_int(stmt, 12),
        .n_targets = (uint32_t)stmt_int(stmt, 13),
        .n_duties = (uint32_t)stmt_int(stmt, 14),
        .n_deadlines = (uint32_t)stmt_int(stmt, 15),
        .n_diagnostics = (uint32_t)stmt_int(stmt, 16),
        .coded = stmt_int(stmt, 17) != 0,
    };
}

static int by_slug(const void *a, const void *b) {
    return slice_compare(((const PlanInfo *)a)->slug, ((const PlanInfo *)b)->slug);
}

static int by_id(const void *a, const void *b) {
    int64_t x = ((const PlanInfo *)a)->id, y = ((const PlanInfo *)b)->id;
    return (x > y) - (x < y);
}

static Slice *fact_place(PlanInfo *plan, Slice key) {
#define X(name)                                                                          \
    if (slice_equal(key, S(#name)))                                                      \
        return &plan->name;
    PLAN_FACTS(X)
#undef X
    return NULL;
}

/* Facts come by plan; plans lie by id. What was set by hand comes last and so wins. */
static void read_facts(Stmt *stmt, PlanInfo *plans, size_t n, Arena *keep) {
    while (stmt_step(stmt)) {
        PlanInfo wanted = {.id = stmt_int(stmt, 0)};
        PlanInfo *plan = n ? bsearch(&wanted, plans, n, sizeof *plans, by_id) : NULL;
        Slice *place = plan ? fact_place(plan, stmt_text(stmt, 1)) : NULL;
        if (place)
            *place = arena_copy(keep, stmt_text(stmt, 2));
    }
}

bool store_plans(Store *store, Arena *keep, PlanList *plans, Err *err) {
    Db *db = store->db;
    VEC(PlanInfo) rows = {0};
    db_begin_read(db);
    Stmt *stmt = db_stmt(
        db,
        "SELECT id, slug, source, format, encoding, confidence, sha256, sections, subsections,"
        " tasks, measures, others, chars, targets, duties, deadlines, diagnostics,"
        " EXISTS (SELECT 1 FROM coded WHERE coded.plan = plan.id AND coder = @coder)"
        " FROM plan LEFT JOIN parsed ON parsed.plan = plan.id ORDER BY id");
    stmt_bind_int(stmt, "@coder", coder_id(store, "rules"));
    while (stmt_step(stmt))
        vec_push(&rows, read_plan(stmt, keep));
    PlanInfo *list = keep_array(keep, rows.at, rows.n, sizeof *rows.at);
    *plans = (PlanList){list, rows.n};
    vec_release(&rows);
    read_facts(db_stmt(db, "SELECT plan, key, value FROM metadatum WHERE chosen"), list,
               plans->n, keep);
    read_facts(db_stmt(db, "SELECT plan, key, value FROM setting"), list, plans->n, keep);
    qsort(list, plans->n, sizeof *list, by_slug);
    return db_commit(db, err);
}

/* ---- The plan a person means ---- */

enum { NAMES_SHOWN = 8 };

/* Each row of a query that finds plans by @name, in words for a message; the number of
 * rows, the id of the first. */
static size_t list_found(Stmt *stmt, Slice name, int64_t *plan, Buf *names) {
    stmt_bind_text(stmt, "@name", name);
    size_t n = 0;
    for (; stmt_step(stmt); n++) {
        if (!n)
            *plan = stmt_int(stmt, 0);
        if (n < NAMES_SHOWN)
            buf_format(names, "%s%.*s", n ? T(", ", "、") : "",
                       SLICE_ARG(stmt_text(stmt, 1)));
    }
    if (n > NAMES_SHOWN)
        buf_format(names, T(" and %zu more", " 等 %zu 个"),
                   lang_get() == LANG_ZH ? n : n - NAMES_SHOWN);
    return n;
}

static const char *const find_steps[] = {
    "SELECT id, slug FROM plan WHERE slug = @name",
    "SELECT id, slug FROM plan WHERE source = @name",
    "SELECT id, slug FROM plan WHERE name = @name ORDER BY slug",
    "SELECT id, slug FROM plan WHERE substr(slug, 1, length(@name)) = @name ORDER BY slug",
    ("SELECT plan.id, slug FROM plan JOIN fact ON fact.plan = plan.id AND fact.key = 'title'"
     " WHERE instr(fact.value, @name) ORDER BY slug"),
};

static bool try_find(Store *store, Slice name, int64_t *plan) {
    Buf names = {0};
    size_t n = 0;
    for (size_t i = 0; i < sizeof find_steps / sizeof *find_steps && !n; i++)
        n = list_found(db_stmt(store->db, find_steps[i]), name, plan, &names);
    if (n > 1)
        db_fail(store->db, T("'%.*s' may be any of %.*s", "“%.*s”可能指：%.*s"),
                SLICE_ARG(name), SLICE_ARG(buf_slice(&names)));
    buf_release(&names);
    return n > 0;
}

bool store_find_plan(Store *store, Slice name, int64_t *plan, Err *err) {
    Arena scratch = {0};
    int64_t found = 0;
    db_begin_read(store->db);
    bool there = name.n && (try_find(store, name, &found) ||
                            try_find(store, slug_of(name, &scratch), &found));
    if (!there)
        db_fail(store->db,
                T("no plan '%.*s'; `plancmp list` shows all",
                  "没有计划“%.*s”，用 plancmp list 查看全部"),
                SLICE_ARG(name));
    arena_release(&scratch);
    if (!db_commit(store->db, err))
        return false;
    *plan = found;
    return true;
}

/* ---- About one plan ---- */

bool store_diagnostics(Store *store, int64_t plan, Arena *keep, DiagList *diags,
                       Err *err) {
    DiagVec rows = {0};
    load_diagnostics(store, plan, keep, &rows);
    *diags = (DiagList){keep_array(keep, rows.at, rows.n, sizeof *rows.at), rows.n};
    vec_release(&rows);
    return db_good(store->db, err);
}

/* In the order of the facts' list, other keys behind it. */
static size_t key_rank(const char *key) {
    static const char *const keys[] = {
#define X(name) #name,
        PLAN_FACTS(X)
#undef X
    };
    size_t n = sizeof keys / sizeof *keys;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(keys[i], key) == 0)
            return i;
    }
    return n;
}

static int compare_metadata(const Metadatum *a, const Metadatum *b) {
    size_t x = key_rank(a->key), y = key_rank(b->key);
    if (x != y)
        return x < y ? -1 : 1;
    int order = strcmp(a->key, b->key);
    return order ? order : (int)b->chosen - (int)a->chosen;
}

/* Few rows, and the order in which they were noted is kept among equals: an insertion
 * sort. */
static void sort_metadata(Metadatum *rows, size_t n) {
    for (size_t i = 1; i < n; i++) {
        Metadatum row = rows[i];
        size_t at = i;
        for (; at > 0 && compare_metadata(&rows[at - 1], &row) > 0; at--)
            rows[at] = rows[at - 1];
        rows[at] = row;
    }
}

bool store_metadata(Store *store, int64_t plan, Arena *keep, MetadatumList *metadata,
                    Err *err) {
    MetadatumVec rows = {0};
    db_begin_read(store->db);
    load_metadata(store, plan, keep, &rows);
    sort_metadata(rows.at, rows.n);
    *metadata =
        (MetadatumList){keep_array(keep, rows.at, rows.n, sizeof *rows.at), rows.n};
    vec_release(&rows);
    return db_commit(store->db, err);
}
