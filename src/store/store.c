/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening and closing a database of plans: whose file it is, which version, what to make
 * when it is new. Also the transactions that command/ spans over several calls, and the
 * log of runs. */
#include "base/base.h"

#include <sys/stat.h>
#include <unistd.h>

#include "store/store_p.h"

extern const char schema_sql[];
extern const size_t schema_sql_size;

/* ---- The schema ---- */

/* schema.sql holds both halves; a line of its own divides them. */
static Cut schema_halves(void) {
    Cut cut = slice_cut((Slice){schema_sql, schema_sql_size}, S("-- DERIVED\n"));
    if (!cut.found)
        BUG("schema.sql has no line that ends in -- DERIVED");
    return cut;
}

static void make_derived(Db *db) {
    db_script(db, schema_halves().tail);
    Stmt *stmt = db_stmt(
        db, "INSERT OR REPLACE INTO meta (key, value) VALUES ('derived', @version)");
    stmt_bind_int(stmt, "@version", DERIVED_VERSION);
    stmt_run(stmt);
}

static bool make_schema(Db *db, Err *err) {
    db_begin(db);
    /* Another process may have been faster. */
    if (db_one_int(db, "SELECT count(*) FROM sqlite_schema") == 0) {
        db_script(db, schema_halves().head);
        make_derived(db);
    }
    return db_commit(db, err);
}

/* ---- Opening ---- */

static void check_application(Db *db) {
    if (db_one_int(db, "PRAGMA application_id") != APPLICATION_ID)
        db_fail(db, T("a database of another program, not of plancmp",
                      "是其他程序的数据库，不是 plancmp 的"));
}

static void check_content(Db *db) {
    int64_t version = db_one_int(db, "PRAGMA user_version");
    if (version > CONTENT_VERSION)
        db_fail(db,
                T("made by a newer plancmp (schema %lld, this one knows %d)",
                  "由较新版本的 plancmp 建立（结构版本 %lld，本程序支持到 %d）"),
                (long long)version, CONTENT_VERSION);
    else if (version < 1)
        db_fail(db, T("not a whole plancmp database", "不是完整的 plancmp 数据库"));
}

static void check_derived(Db *db, StoreMode mode) {
    int64_t version =
        db_one_int(db, "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'derived'");
    if (version > DERIVED_VERSION)
        db_fail(db,
                T("made by a newer plancmp (tables %lld, this one knows %d)",
                  "由较新版本的 plancmp 建立（表版本 %lld，本程序支持到 %d）"),
                (long long)version, DERIVED_VERSION);
    else if (version != DERIVED_VERSION && mode != STORE_REBUILD)
        db_fail(db, T("made by an older plancmp; run `plancmp rebuild`",
                      "由较旧版本的 plancmp 建立，请先运行 plancmp rebuild"));
}

/* A file of an older version gets what later versions of CONTENT add: it stands in
 * schema.sql behind the line that ends in "-- CONTENT n". A file opened for reading stays
 * as it is, so what reads must do without. */
static bool upgrade_content(Db *db, Err *err) {
    db_begin(db);
    int64_t version = db_one_int(db, "PRAGMA user_version");
    if (version < CONTENT_VERSION && !db_failed(db)) { /* no other process was faster */
        char line[48];
        snprintf(line, sizeof line, "-- CONTENT %lld\n", (long long)version + 1);
        Cut step = slice_cut(schema_halves().head, slice_of(line));
        if (!step.found)
            BUG("schema.sql has no line that ends in %s", line);
        db_script(db, step.tail);
    }
    return db_commit(db, err);
}

static bool check_file(Store *store, Err *err) {
    Db *db = store->db;
    bool empty = db_one_int(db, "SELECT count(*) FROM sqlite_schema") == 0 &&
                 db_one_int(db, "PRAGMA application_id") == 0;
    if (empty && store->mode == STORE_CREATE && !db_failed(db) && !make_schema(db, err))
        return false;
    if (empty && store->mode != STORE_CREATE)
        db_fail(db, T("empty, not a plancmp database", "是空文件，不是 plancmp 数据库"));
    check_application(db);
    if (!db_failed(db))
        check_content(db);
    if (!db_failed(db))
        check_derived(db, store->mode);
    if (!db_good(db, err))
        return false;
    bool old = db_one_int(db, "PRAGMA user_version") < CONTENT_VERSION;
    return !old || store->mode == STORE_READ || upgrade_content(db, err);
}

Store *store_open(const char *path, StoreMode mode, Err *err) {
    static const DbMode db_modes[] = {
        [STORE_READ] = DB_READ,
        [STORE_WRITE] = DB_WRITE,
        [STORE_CREATE] = DB_CREATE,
        [STORE_REBUILD] = DB_WRITE,
    };
    Db *db = db_open(path, db_modes[mode], err);
    if (!db)
        return NULL;
    Store *store = memory_grow(NULL, 1, sizeof *store);
    *store = (Store){.db = db, .mode = mode};
    if (check_file(store, err))
        return store;
    store_close(store);
    return NULL;
}

/* A file that this run made and nothing was put into is taken away: a failed first import
 * leaves no empty database. The lock keeps others out meanwhile; one that had opened it
 * learns at its commit (db.c). */
static void remove_if_unused(Store *store) {
    Db *db = store->db;
    if (!db_made_file(db))
        return;
    db_begin(db);
    bool used =
        db_one_int(
            db, "SELECT (SELECT count(*) FROM plan) + (SELECT count(*) FROM run)") != 0;
    if (!used && !db_failed(db))
        unlink(db_path(db));
    db_rollback(db);
}

void store_close(Store *store) {
    if (!store)
        return;
    while (db_depth(store->db))
        db_rollback(store->db);
    db_good(store->db, NULL);
    remove_if_unused(store);
    db_close(store->db);
    free(store);
}

const char *store_path(const Store *store) {
    return db_path(store->db);
}

/* ---- Transactions ---- */

static bool begin(Store *store, Err *err) {
    Db *db = store->db;
    db_begin(db);
    if (!db_failed(db))
        return true;
    return db_commit(db, err);
}

/* In a batch the outermost level is the batch's own. */
bool batch_ready(Store *store, Err *err) {
    if (!store->batch || db_depth(store->db))
        return true;
    store->in_batch = 0;
    return begin(store, err);
}

bool store_begin(Store *store, Err *err) {
    return batch_ready(store, err) && begin(store, err);
}

bool store_commit(Store *store, Err *err) {
    if (db_commit(store->db, err))
        return batch_step(store, err);
    batch_lost(store, err);
    return false;
}

void store_rollback(Store *store) {
    db_rollback(store->db);
    batch_lost(store, NULL);
}

void store_batch(Store *store) {
    if (store->batch || db_depth(store->db))
        BUG("a batch within a batch or transaction");
    store->batch = true;
}

static bool batch_flush(Store *store, Err *err) {
    size_t n = store->in_batch;
    store->in_batch = 0;
    if (!db_depth(store->db) || db_commit(store->db, err))
        return true;
    if (n)
        err_suffix(
            err,
            T("; the last %zu plans put were not saved", "；最后加入的 %zu 份计划未保存"),
            n);
    return false;
}

/* A transaction that has changed nothing is ended at once: it would keep others from
 * writing for nothing. */
bool batch_step(Store *store, Err *err) {
    bool due = store->in_batch >= BATCH_PLANS || db_unchanged(store->db);
    return !store->batch || db_depth(store->db) != 1 || !due || batch_flush(store, err);
}

/* The message gets its words as soon as the loss shows, the batch's level ends when it is
 * the last one open. */
void batch_lost(Store *store, Err *err) {
    if (!store->batch || !db_lost(store->db))
        return;
    if (store->in_batch)
        err_suffix(err,
                   T("; the %zu plans put just before were not saved either",
                     "；刚加入的 %zu 份计划也未保存"),
                   store->in_batch);
    store->in_batch = 0;
    if (db_depth(store->db) == 1)
        db_rollback(store->db);
}

bool store_batch_end(Store *store, Err *err) {
    if (!store->batch)
        BUG("no batch to end");
    store->batch = false;
    return batch_flush(store, err);
}

/* ---- Rebuilding, checking, runs ---- */

bool store_rebuild_begin(Store *store, Err *err) {
    Db *db = store->db;
    db_begin(db);
    make_derived(db);
    stmt_run(db_stmt(db, "DELETE FROM meta WHERE key = 'scheme'"));
    if (!db_failed(db))
        return true;
    return db_commit(db, err);
}

bool store_check(Store *store, Err *err) {
    Db *db = store->db;
    Arena scratch = {0};
    Slice answer = db_one_text(db, "PRAGMA integrity_check(1)", &scratch);
    if (!db_failed(db) && !slice_equal(answer, S("ok")))
        db_fail(db, T("the database is damaged: %.*s", "数据库已损坏：%.*s"),
                SLICE_ARG(answer));
    arena_release(&scratch);
    return db_good(db, err);
}

bool store_log_run(Store *store, Slice date, Slice tool, Slice command, Err *err) {
    Db *db = store->db;
    db_begin(db);
    Stmt *stmt = db_stmt(
        db, "INSERT INTO run (date, tool, command) VALUES (@date, @tool, @command)");
    stmt_bind_text(stmt, "@date", date);
    stmt_bind_text(stmt, "@tool", tool);
    stmt_bind_text(stmt, "@command", command);
    stmt_run(stmt);
    stmt = db_stmt(db, "INSERT OR REPLACE INTO meta (key, value) VALUES ('tool', @tool)");
    stmt_bind_text(stmt, "@tool", tool);
    stmt_run(stmt);
    return db_commit(db, err);
}

bool store_runs(Store *store, Arena *keep, RunList *runs, Err *err) {
    Db *db = store->db;
    VEC(RunRow) rows = {0};
    Stmt *stmt = db_stmt(db, "SELECT date, tool, command FROM run ORDER BY id");
    while (stmt_step(stmt)) {
        vec_push(&rows, (RunRow){.date = arena_copy(keep, stmt_text(stmt, 0)),
                                 .tool = arena_copy(keep, stmt_text(stmt, 1)),
                                 .command = arena_copy(keep, stmt_text(stmt, 2))});
    }
    *runs = (RunList){keep_array(keep, rows.at, rows.n, sizeof *rows.at), rows.n};
    vec_release(&rows);
    return db_good(db, err);
}
