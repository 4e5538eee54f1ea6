/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of Db and Stmt, for db.c and db_open.c alone. */
#ifndef STORE_DB_SQLITE_P_H
#define STORE_DB_SQLITE_P_H

#include <sqlite3.h>

#include "store/db_p.h"

enum { DB_MAX_DEPTH = 8 };

typedef struct {
    const char *file;
    int line;
} Place;

struct Stmt {
    Db *db;
    Stmt *next;
    const char *sql;      /* constant */
    sqlite3_stmt *handle; /* NULL while it could not be prepared */
    int parameters, last_bound;
    uint64_t bound; /* bit i: parameter i */
    bool running;
};

struct Db {
    sqlite3 *handle;
    char *path;
    Stmt *stmts;
    Place began[DB_MAX_DEPTH]; /* where each open transaction began */
    int depth;
    int64_t changes_before; /* sqlite3_total_changes at the last commit */
    bool made_file;
    bool committing; /* db_commit is at work: no other COMMIT is allowed */
    bool lost; /* SQLite gave up the outermost transaction; inner levels are still to be
                  unwound */
    bool failed;
    Err err; /* set while failed */
};

/* Notes a failure that SQLite reported, with the file and the reason in words. */
void db_fail_sqlite(Db *db, int code);
const char *db_moved_reason(void);

#endif
