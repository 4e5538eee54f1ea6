/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learned coder as a project keeps it. */
#include "base/base.h"

#include "store/store_p.h"

/* Codings by another model than the one that is kept would mix with its own. */
static void drop_codings(Db *db) {
    static const char *const drops[] = {
        "DELETE FROM coding WHERE coder IN (SELECT id FROM coder WHERE name = 'model')",
        "DELETE FROM evidence WHERE coder IN (SELECT id FROM coder WHERE name = 'model')",
        "DELETE FROM coded WHERE coder IN (SELECT id FROM coder WHERE name = 'model')",
        "DELETE FROM coder WHERE name = 'model'",
    };
    for (size_t i = 0; i < sizeof drops / sizeof *drops; i++)
        stmt_run(db_stmt(db, drops[i]));
}

bool store_put_model(Store *store, const StoredModel *model, Err *err) {
    Db *db = store->db;
    db_begin(db);
    drop_codings(db);
    Stmt *stmt = db_stmt(
        db, "INSERT OR REPLACE INTO model (name, scheme, people, n, folds, seed, tool,"
            " text) VALUES ('model', @scheme, @people, @n, @folds, @seed, @tool, @text)");
    stmt_bind_text(stmt, "@scheme", model->scheme);
    stmt_bind_text(stmt, "@people", model->people);
    stmt_bind_int(stmt, "@n", model->n);
    stmt_bind_int(stmt, "@folds", model->folds);
    stmt_bind_int(stmt, "@seed", model->seed);
    stmt_bind_text(stmt, "@tool", model->tool);
    stmt_bind_text(stmt, "@text", model->text);
    stmt_run(stmt);
    return db_commit(db, err);
}

/* A file of version 1 that was opened for reading has no such table. */
static bool has_table(Db *db) {
    return db_one_int(db, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND"
                          " name = 'model'") != 0;
}

bool store_load_model(Store *store, Arena *keep, StoredModel *model, Err *err) {
    Db *db = store->db;
    *model = (StoredModel){0};
    if (!has_table(db))
        return db_good(db, err);
    Stmt *stmt =
        db_stmt(db, "SELECT scheme, people, n, folds, seed, tool, text FROM model");
    if (stmt_step(stmt)) {
        *model = (StoredModel){
            .scheme = arena_copy(keep, stmt_text(stmt, 0)),
            .people = arena_copy(keep, stmt_text(stmt, 1)),
            .n = stmt_int(stmt, 2),
            .folds = stmt_int(stmt, 3),
            .seed = stmt_int(stmt, 4),
            .tool = arena_copy(keep, stmt_text(stmt, 5)),
            .text = arena_copy(keep, stmt_text(stmt, 6)),
        };
    }
    stmt_end(stmt);
    return db_good(db, err);
}
