/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only place that speaks to SQLite: a connection, cached statements, transactions
 * that nest, and errors that name the file. Knows nothing of plans.
 *
 * Errors stick: after the first failure every call on the connection does nothing (a step
 * gives no row, a column is empty) until db_good or db_commit reports it, so that a run
 * of calls is checked once, at its end. */
#ifndef STORE_DB_P_H
#define STORE_DB_P_H

#include "base/base.h"

typedef struct Db Db;
typedef struct Stmt Stmt;

/* Opens a file that exists (DB_READ: nothing is ever written but the recovery of a
 * journal left by a crash) or makes an empty one (DB_CREATE). What is no regular file is
 * refused, so are other files than SQLite's. */
typedef enum { DB_READ, DB_WRITE, DB_CREATE } DbMode;
Db *db_open(const char *path, DbMode mode, Err *err);
void db_close(Db *db); /* a BUG within a transaction; NULL is fine */
const char *db_path(const Db *db);
bool db_made_file(const Db *db);            /* this connection made the file */
void db_set_busy(Db *db, int milliseconds); /* how long to wait for another process: 10 s
                                               unless told */

/* True when nothing failed since the last call; else the message moves to err and calls
 * work again. */
bool db_good(Db *db, Err *err);
bool db_failed(const Db *db);
/* A failure found above SQLite (a row that cannot be): the message gets the name of the
 * file. */
void db_fail(Db *db, const char *format, ...) __attribute__((format(printf, 2, 3)));

void db_fail_as(Db *db, const Err *err); /* a message that names the file already */

/* Runs SQL of several statements without parameters; for the schema. */
void db_script(Db *db, Slice sql);
/* The one statement of this constant text, prepared at the first call, ready to be bound.
 * Never NULL. Text behind the statement, and a statement that is still being stepped, are
 * BUGs. */
Stmt *db_stmt(Db *db, const char *sql);

/* Each parameter ("@plan") is bound before the first step. An unknown name, and one left
 * unbound, are BUGs. Bytes are not copied: they must live until the statement ends. */
void stmt_bind_int(Stmt *stmt, const char *name, int64_t value);
void stmt_bind_real(Stmt *stmt, const char *name, double value);
void stmt_bind_text(Stmt *stmt, const char *name, Slice text);
void stmt_bind_blob(Stmt *stmt, const char *name, Slice bytes);
void stmt_bind_null(Stmt *stmt, const char *name);

bool stmt_step(Stmt *stmt); /* true: a row. At the end of the rows, or on failure, the
                               statement ends. */
void stmt_run(Stmt *stmt);  /* steps to the end */
void stmt_end(Stmt *stmt);  /* leaves rows unread */

/* Columns of the row, 0..; a slice is valid until the next step. */
int64_t stmt_int(Stmt *stmt, int column);
double stmt_real(Stmt *stmt, int column);
Slice stmt_text(Stmt *stmt, int column);
Slice stmt_blob(Stmt *stmt, int column);
bool stmt_is_null(Stmt *stmt, int column);
int64_t db_changes(const Db *db); /* rows the last statement changed */
int64_t db_last_id(const Db *db);

/* The first int or text of a query without parameters; 0 or empty when there is no row.
 */
int64_t db_one_int(Db *db, const char *sql);
Slice db_one_text(Db *db, const char *sql, Arena *keep);

/* Transactions nest (the inner ones are savepoints). A commit after a failure rolls back
 * and is false. Writing outside a transaction is a BUG. Some failures (a full disk) make
 * SQLite give up the outermost transaction: then each level's commit fails. */
#define db_begin(db) db_begin_at((db), __FILE__, __LINE__)
/* Takes the lock to write at once. */
void db_begin_at(Db *db, const char *file, int line);
#define db_begin_read(db) db_begin_read_at((db), __FILE__, __LINE__)
/* The same state for all reads within. */
void db_begin_read_at(Db *db, const char *file, int line);
bool db_commit(Db *db, Err *err);
void db_rollback(Db *db); /* a failure that is not yet reported is forgotten */
int db_depth(const Db *db);
bool db_unchanged(const Db *db); /* no row was written since the last commit */
bool db_lost(const Db *db); /* SQLite gave up the outermost transaction; the levels are
                               still to be ended */

#endif
