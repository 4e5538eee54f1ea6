/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people say: values set by hand, and their codings of passages. */
#include "base/base.h"

#include "store/store_p.h"

/* ---- Settings ---- */

bool store_set(Store *store, int64_t plan, Slice key, Slice value, Err *err) {
    Db *db = store->db;
    Arena scratch = {0};
    db_begin(db);
    plan_text(store, plan, &scratch); /* notes a plan that is not there */
    Stmt *stmt = db_stmt(
        db, value.n
                ? "INSERT INTO setting (plan, key, value) VALUES (@plan, @key, @value)"
                  " ON CONFLICT (plan, key) DO UPDATE SET value = excluded.value"
                : "DELETE FROM setting WHERE plan = @plan AND key = @key");
    stmt_bind_int(stmt, "@plan", plan);
    stmt_bind_text(stmt, "@key", key);
    if (value.n)
        stmt_bind_text(stmt, "@value", value);
    stmt_run(stmt);
    arena_release(&scratch);
    return db_commit(db, err);
}

bool store_settings(Store *store, int64_t plan, Arena *keep, SettingList *settings,
                    Err *err) {
    VEC(Setting) rows = {0};
    Stmt *stmt = db_stmt(
        store->db, "SELECT key, value FROM setting WHERE plan = @plan ORDER BY key");
    stmt_bind_int(stmt, "@plan", plan);
    while (stmt_step(stmt))
        vec_push(&rows, (Setting){arena_copy(keep, stmt_text(stmt, 0)),
                                  arena_copy(keep, stmt_text(stmt, 1))});
    *settings = (SettingList){keep_array(keep, rows.at, rows.n, sizeof *rows.at), rows.n};
    vec_release(&rows);
    return db_good(store->db, err);
}

/* ---- Codings by people ---- */

static bool on_border(Slice text, size_t at) {
    return at == text.n || ((unsigned char)text.p[at] & 0xc0) != 0x80;
}

static void check_human(Store *store, Slice text, const HumanCode *code) {
    Span span = code->span;
    if (span_empty(span) || span.end > text.n || !on_border(text, span.at) ||
        !on_border(text, span.end))
        db_fail(store->db,
                T("bytes %zu to %zu are no passage of the plan",
                  "字节 %zu 至 %zu 不是计划中的一段"),
                span.at, span.end);
    if (!code->coder.n)
        db_fail(store->db, T("a coding without the coder's name", "编码缺少编码员姓名"));
}

static void insert_human(Db *db, int64_t plan, Slice text, const HumanCode *code) {
    Stmt *stmt = db_stmt(
        db, "INSERT INTO human_coding (plan, span_at, span_end, text, theme, coder, date)"
            " SELECT @plan, @at, @end, @text, @theme, @coder, @date WHERE NOT EXISTS"
            " (SELECT 1 FROM human_coding WHERE plan = @plan AND span_at = @at AND"
            " span_end = @end AND theme = @theme AND coder = @coder AND found)");
    stmt_bind_int(stmt, "@plan", plan);
    stmt_bind_int(stmt, "@at", (int64_t)code->span.at);
    stmt_bind_int(stmt, "@end", (int64_t)code->span.end);
    stmt_bind_text(stmt, "@text", slice_at(text, code->span));
    stmt_bind_text(stmt, "@theme", code->theme);
    stmt_bind_text(stmt, "@coder", code->coder);
    stmt_bind_text(stmt, "@date", code->date);
    stmt_run(stmt);
}

bool store_add_human(Store *store, int64_t plan, const HumanCode *code, Err *err) {
    Db *db = store->db;
    Arena scratch = {0};
    db_begin(db);
    Slice text = plan_text(store, plan, &scratch);
    if (!db_failed(db))
        check_human(store, text, code);
    insert_human(db, plan, text, code);
    arena_release(&scratch);
    return db_commit(db, err);
}

static size_t remove_within(Db *db, int64_t plan, const HumanCode *code) {
    Stmt *stmt =
        db_stmt(db, "DELETE FROM human_coding WHERE plan = @plan AND coder = @coder AND"
                    " found AND span_at >= @at AND span_end <= @end");
    stmt_bind_int(stmt, "@plan", plan);
    stmt_bind_text(stmt, "@coder", code->coder);
    stmt_bind_int(stmt, "@at", (int64_t)code->span.at);
    stmt_bind_int(stmt, "@end", (int64_t)code->span.end);
    stmt_run(stmt);
    return (size_t)db_changes(db);
}

bool store_put_humans(Store *store, int64_t plan, const HumanCode *codes, size_t n,
                      size_t *replaced, Err *err) {
    Db *db = store->db;
    Arena scratch = {0};
    *replaced = 0;
    db_begin(db);
    Slice text = plan_text(store, plan, &scratch);
    for (size_t i = 0; i < n && !db_failed(db); i++)
        check_human(store, text, &codes[i]);
    for (size_t i = 0; i < n && !db_failed(db); i++)
        *replaced += remove_within(db, plan, &codes[i]);
    for (size_t i = 0; i < n && !db_failed(db); i++)
        insert_human(db, plan, text, &codes[i]);
    arena_release(&scratch);
    return db_commit(db, err);
}

bool store_remove_human(Store *store, int64_t plan, Slice coder, Err *err) {
    Db *db = store->db;
    db_begin(db);
    Stmt *stmt = db_stmt(
        db, "DELETE FROM human_coding WHERE coder = @coder AND @plan IN (0, plan)");
    stmt_bind_text(stmt, "@coder", coder);
    stmt_bind_int(stmt, "@plan", plan);
    stmt_run(stmt);
    return db_commit(db, err);
}

/* The measure that shares most bytes with the passage; the first of several; 0 when none
 * does. */
static int64_t measure_under(Store *store, int64_t plan, Span span) {
    Stmt *stmt =
        db_stmt(store->db,
                "SELECT id FROM node WHERE id BETWEEN @from AND @to AND kind = 'measure'"
                " AND body_at < @span_end AND body_end > @span_at"
                " ORDER BY min(body_end, @span_end) - max(body_at, @span_at) DESC, id"
                " LIMIT 1");
    bind_nodes(stmt, plan);
    stmt_bind_int(stmt, "@span_at", (int64_t)span.at);
    stmt_bind_int(stmt, "@span_end", (int64_t)span.end);
    int64_t id = stmt_step(stmt) ? stmt_int(stmt, 0) : 0;
    stmt_end(stmt);
    return id;
}

bool store_humans(Store *store, int64_t plan, Slice coder, Arena *keep, HumanList *humans,
                  Err *err) {
    VEC(HumanRow) rows = {0};
    Stmt *stmt =
        db_stmt(store->db,
                "SELECT human_coding.id, plan.id, span_at, span_end, human_coding.text,"
                " theme, coder, date, found FROM human_coding"
                " JOIN plan ON plan.id = human_coding.plan"
                " WHERE @plan IN (0, plan.id) AND @coder IN ('', coder)"
                " ORDER BY slug, span_at, span_end, coder, theme, human_coding.id");
    stmt_bind_int(stmt, "@plan", plan);
    stmt_bind_text(stmt, "@coder", coder);
    while (stmt_step(stmt)) {
        vec_push(&rows,
                 (HumanRow){
                     .id = stmt_int(stmt, 0),
                     .plan = stmt_int(stmt, 1),
                     .span = {(size_t)stmt_int(stmt, 2), (size_t)stmt_int(stmt, 3)},
                     .text = arena_copy(keep, stmt_text(stmt, 4)),
                     .theme = arena_copy(keep, stmt_text(stmt, 5)),
                     .coder = arena_copy(keep, stmt_text(stmt, 6)),
                     .date = arena_copy(keep, stmt_text(stmt, 7)),
                     .found = stmt_int(stmt, 8) != 0,
                 });
    }
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.at[i].found)
            rows.at[i].measure = measure_under(store, rows.at[i].plan, rows.at[i].span);
    }
    *humans = (HumanList){keep_array(keep, rows.at, rows.n, sizeof *rows.at), rows.n};
    vec_release(&rows);
    return db_good(store->db, err);
}

/* ---- Who has coded ---- */

bool store_coders(Store *store, Arena *keep, CoderList *coders, Err *err) {
    VEC(CoderRow) rows = {0};
    VEC(int64_t) plans = {0};
    Stmt *stmt = db_stmt(
        store->db,
        "SELECT 0 AS person, coder.name AS name, coded.plan AS plan FROM coder"
        " JOIN coded ON coded.coder = coder.id"
        " WHERE coder.scheme = (SELECT value FROM meta WHERE key = 'scheme')"
        " UNION SELECT 1, coder, plan FROM human_coding ORDER BY person, name, plan");
    while (stmt_step(stmt)) {
        bool person = stmt_int(stmt, 0) != 0;
        CoderRow *last = rows.n ? vec_last(&rows) : NULL;
        if (!last || last->person != person ||
            !slice_equal(last->name, stmt_text(stmt, 1)))
            vec_push(&rows, (CoderRow){.name = arena_copy(keep, stmt_text(stmt, 1)),
                                       .person = person});
        vec_last(&rows)->n_plans++;
        vec_push(&plans, stmt_int(stmt, 2));
    }
    const int64_t *at = keep_array(keep, plans.at, plans.n, sizeof *plans.at);
    for (size_t i = 0, from = 0; i < rows.n; from += rows.at[i++].n_plans)
        rows.at[i].plans = at + from;
    *coders = (CoderList){keep_array(keep, rows.at, rows.n, sizeof *rows.at), rows.n};
    vec_release(&rows);
    vec_release(&plans);
    return db_good(store->db, err);
}
