/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements and transactions over SQLite. Opening and the wording of errors stand in
 * db_open.c. */
#include "base/base.h"

#include <stdarg.h>

#include "store/db_sqlite_p.h"

bool db_failed(const Db *db) {
    return db->failed;
}

bool db_good(Db *db, Err *err) {
    if (!db->failed)
        return true;
    db->failed = false;
    return err_set(err, "%s", db->err.text);
}

void db_fail(Db *db, const char *format, ...) {
    if (db->failed)
        return;
    char what[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(what, sizeof what, format, list);
    va_end(list);
    db->failed = true;
    err_set(&db->err, "%s: %s", db->path, what);
}

void db_fail_as(Db *db, const Err *err) {
    if (!db->failed)
        db->err = *err;
    db->failed = true;
}

bool db_lost(const Db *db) {
    return db->lost;
}

static void fail_lost(Db *db) {
    db_fail(db, T("the transaction was rolled back after an earlier failure",
                  "此前出错，事务已回滚"));
}

int64_t db_changes(const Db *db) {
    return sqlite3_changes64(db->handle);
}

int64_t db_last_id(const Db *db) {
    return sqlite3_last_insert_rowid(db->handle);
}

/* ---- Statements ---- */

static bool only_space_left(const char *tail) {
    return !tail || tail[strspn(tail, " \t\r\n;")] == '\0';
}

void db_script(Db *db, Slice sql) {
    const char *p = sql.p, *end = sql.p + sql.n;
    while (!db->failed && p < end) {
        sqlite3_stmt *stmt = NULL;
        int code = sqlite3_prepare_v2(db->handle, p, (int)(end - p), &stmt, &p);
        while (code == SQLITE_OK && stmt && (code = sqlite3_step(stmt)) == SQLITE_ROW)
            code = SQLITE_OK;
        sqlite3_finalize(stmt);
        if (code != SQLITE_OK && code != SQLITE_DONE)
            db_fail_sqlite(db, code);
    }
}

static Stmt *stmt_find(Db *db, const char *sql) {
    for (Stmt *stmt = db->stmts; stmt; stmt = stmt->next) {
        if (stmt->sql == sql)
            return stmt;
    }
    for (Stmt *stmt = db->stmts; stmt; stmt = stmt->next) {
        if (strcmp(stmt->sql, sql) == 0)
            return stmt;
    }
    return NULL;
}

static Stmt *stmt_add(Db *db, const char *sql) {
    Stmt *stmt = memory_grow(NULL, 1, sizeof *stmt);
    *stmt = (Stmt){.db = db, .sql = sql, .next = db->stmts};
    db->stmts = stmt;
    return stmt;
}

static void stmt_prepare(Stmt *stmt) {
    Db *db = stmt->db;
    const char *tail = NULL;
    int code = sqlite3_prepare_v3(db->handle, stmt->sql, -1, SQLITE_PREPARE_PERSISTENT,
                                  &stmt->handle, &tail);
    if (code != SQLITE_OK) {
        db_fail_sqlite(db, code);
        return;
    }
    if (!only_space_left(tail))
        BUG("text behind the statement: %s", stmt->sql);
    stmt->parameters = sqlite3_bind_parameter_count(stmt->handle);
    if (stmt->parameters > 63)
        BUG("more than 63 parameters: %s", stmt->sql);
}

Stmt *db_stmt(Db *db, const char *sql) {
    Stmt *stmt = stmt_find(db, sql);
    if (!stmt)
        stmt = stmt_add(db, sql);
    if (stmt->running)
        BUG("used within itself: %s", sql);
    if (!stmt->handle && !db->failed)
        stmt_prepare(stmt);
    return stmt;
}

/* The parameter's number, 0 where nothing can be bound because the connection failed.
 * Callers mostly bind in the order of the text, so the next one is tried first. */
static int parameter(Stmt *stmt, const char *name) {
    if (stmt->db->failed || !stmt->handle)
        return 0;
    if (stmt->running)
        BUG("bound while it runs: %s", stmt->sql);
    int next = stmt->last_bound + 1;
    if (next <= stmt->parameters) {
        const char *there = sqlite3_bind_parameter_name(stmt->handle, next);
        if (there && strcmp(there, name) == 0) {
            stmt->bound |= UINT64_C(1) << next;
            return stmt->last_bound = next;
        }
    }
    int index = sqlite3_bind_parameter_index(stmt->handle, name);
    if (!index)
        BUG("no parameter %s: %s", name, stmt->sql);
    stmt->bound |= UINT64_C(1) << index;
    return stmt->last_bound = index;
}

static void bound(Stmt *stmt, int code) {
    if (code != SQLITE_OK)
        db_fail_sqlite(stmt->db, code);
}

void stmt_bind_int(Stmt *stmt, const char *name, int64_t value) {
    int index = parameter(stmt, name);
    if (index)
        bound(stmt, sqlite3_bind_int64(stmt->handle, index, value));
}

void stmt_bind_real(Stmt *stmt, const char *name, double value) {
    int index = parameter(stmt, name);
    if (index)
        bound(stmt, sqlite3_bind_double(stmt->handle, index, value));
}

void stmt_bind_text(Stmt *stmt, const char *name, Slice text) {
    int index = parameter(stmt, name);
    if (index)
        bound(stmt, sqlite3_bind_text64(stmt->handle, index, text.p ? text.p : "", text.n,
                                        SQLITE_STATIC, SQLITE_UTF8));
}

void stmt_bind_blob(Stmt *stmt, const char *name, Slice bytes) {
    int index = parameter(stmt, name);
    if (index)
        bound(stmt, sqlite3_bind_blob64(stmt->handle, index, bytes.p ? bytes.p : "",
                                        bytes.n, SQLITE_STATIC));
}

void stmt_bind_null(Stmt *stmt, const char *name) {
    int index = parameter(stmt, name);
    if (index)
        bound(stmt, sqlite3_bind_null(stmt->handle, index));
}

void stmt_end(Stmt *stmt) {
    if (stmt->handle) {
        sqlite3_reset(stmt->handle);
        sqlite3_clear_bindings(stmt->handle);
    }
    stmt->running = false;
    stmt->bound = 0;
    stmt->last_bound = 0;
}

static void stmt_start(Stmt *stmt) {
    uint64_t all = ((UINT64_C(1) << stmt->parameters) - 1) << 1;
    if (stmt->bound != all)
        BUG("a parameter is not bound: %s", stmt->sql);
    if (!sqlite3_stmt_readonly(stmt->handle) && !stmt->db->depth)
        BUG("writes outside a transaction: %s", stmt->sql);
    stmt->running = true;
}

bool stmt_step(Stmt *stmt) {
    Db *db = stmt->db;
    if (db->lost) /* what it would write now would stay */
        fail_lost(db);
    if (db->failed || !stmt->handle) {
        stmt_end(stmt);
        return false;
    }
    if (!stmt->running)
        stmt_start(stmt);
    int code = sqlite3_step(stmt->handle);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        db_fail_sqlite(db, code);
    stmt_end(stmt);
    return false;
}

void stmt_run(Stmt *stmt) {
    while (stmt_step(stmt))
        continue;
}

static bool has_row(const Stmt *stmt) {
    return stmt->running && !stmt->db->failed;
}

int64_t stmt_int(Stmt *stmt, int column) {
    return has_row(stmt) ? sqlite3_column_int64(stmt->handle, column) : 0;
}

double stmt_real(Stmt *stmt, int column) {
    return has_row(stmt) ? sqlite3_column_double(stmt->handle, column) : 0;
}

static Slice bytes_of(Stmt *stmt, const void *p, int column) {
    if (!p) {
        if (sqlite3_errcode(stmt->db->handle) == SQLITE_NOMEM)
            out_of_memory(0);
        return (Slice){0};
    }
    return (Slice){p, (size_t)sqlite3_column_bytes(stmt->handle, column)};
}

Slice stmt_text(Stmt *stmt, int column) {
    if (!has_row(stmt))
        return (Slice){0};
    return bytes_of(stmt, sqlite3_column_text(stmt->handle, column), column);
}

Slice stmt_blob(Stmt *stmt, int column) {
    if (!has_row(stmt))
        return (Slice){0};
    return bytes_of(stmt, sqlite3_column_blob(stmt->handle, column), column);
}

bool stmt_is_null(Stmt *stmt, int column) {
    return !has_row(stmt) || sqlite3_column_type(stmt->handle, column) == SQLITE_NULL;
}

int64_t db_one_int(Db *db, const char *sql) {
    Stmt *stmt = db_stmt(db, sql);
    int64_t value = stmt_step(stmt) ? stmt_int(stmt, 0) : 0;
    stmt_end(stmt);
    return value;
}

Slice db_one_text(Db *db, const char *sql, Arena *keep) {
    Stmt *stmt = db_stmt(db, sql);
    Slice text = stmt_step(stmt) ? arena_copy(keep, stmt_text(stmt, 0)) : (Slice){0};
    stmt_end(stmt);
    return text;
}

/* ---- Transactions ---- */

static void exec(Db *db, const char *sql) {
    int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK)
        db_fail_sqlite(db, code);
}

int db_depth(const Db *db) {
    return db->depth;
}

static void begin_level(Db *db, const char *sql, const char *file, int line) {
    if (db->depth == DB_MAX_DEPTH)
        BUG("transactions nest too deeply; the first began at %s:%d", db->began[0].file,
            db->began[0].line);
    db->began[db->depth] = (Place){file, line};
    if (db->lost)
        fail_lost(db);
    if (!db->failed) {
        if (db->depth == 0) {
            exec(db, sql);
        } else {
            char savepoint[32];
            snprintf(savepoint, sizeof savepoint, "SAVEPOINT level%d", db->depth);
            exec(db, savepoint);
        }
    }
    db->depth++;
}

void db_begin_at(Db *db, const char *file, int line) {
    begin_level(db, "BEGIN IMMEDIATE", file, line);
}

void db_begin_read_at(Db *db, const char *file, int line) {
    begin_level(db, "BEGIN", file, line);
}

/* Statements left in mid row would hold a savepoint or a lock. */
static void end_statements(Db *db) {
    for (Stmt *stmt = db->stmts; stmt; stmt = stmt->next) {
        if (stmt->running)
            stmt_end(stmt);
    }
}

/* SQLite itself rolled the whole transaction back (a full disk, an input/output error).
 */
static bool transaction_is_gone(const Db *db) {
    return sqlite3_get_autocommit(db->handle) != 0;
}

void db_rollback(Db *db) {
    if (!db->depth)
        BUG("rollback outside a transaction");
    end_statements(db);
    db->failed = false;
    db->depth--;
    if (transaction_is_gone(db)) {
        db->lost = db->depth > 0;
        return;
    }
    if (db->depth == 0) {
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
        db->changes_before = sqlite3_total_changes64(db->handle);
        return;
    }
    char sql[64];
    snprintf(sql, sizeof sql, "ROLLBACK TO level%d; RELEASE level%d", db->depth,
             db->depth);
    sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
}

bool db_unchanged(const Db *db) {
    return sqlite3_total_changes64(db->handle) == db->changes_before;
}

/* A file that was deleted or replaced while we had it open takes our rows with it: say so
 * instead. */
static void check_not_moved(Db *db) {
    int moved = 0;
    if (!db_unchanged(db) &&
        sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) ==
            SQLITE_OK &&
        moved)
        db_fail(db, "%s", db_moved_reason());
}

static void commit_outermost(Db *db) {
    check_not_moved(db);
    if (db->failed)
        return;
    db->committing = true;
    exec(db, "COMMIT");
    db->committing = false;
    if (!db->failed)
        db->changes_before = sqlite3_total_changes64(db->handle);
}

bool db_commit(Db *db, Err *err) {
    if (!db->depth)
        BUG("commit outside a transaction");
    end_statements(db);
    if (db->lost)
        fail_lost(db);
    if (!db->failed && db->depth == 1)
        commit_outermost(db);
    if (!db->failed && db->depth > 1) {
        char sql[32];
        snprintf(sql, sizeof sql, "RELEASE level%d", db->depth - 1);
        exec(db, sql);
    }
    if (!db->failed) {
        db->depth--;
        return true;
    }
    Err failure = db->err;
    db_rollback(db);
    return err_set(err, "%s", failure.text);
}
