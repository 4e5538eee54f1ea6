/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a database file, and what SQLite's error codes mean to the person who named the
 * file. */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/db_sqlite_p.h"

enum {
    BUSY_MILLISECONDS = 10000,
    SMALLEST_PAGE = 512, /* of SQLite: a file with less in it is no database */
};

/* ---- Errors ---- */

static const char *no_database(void) {
    return T("not a plancmp database", "不是 plancmp 数据库");
}

static const char *io_reason(const Db *db) {
    int number = db->handle ? sqlite3_system_errno(db->handle) : 0;
    return number ? err_errno(number) : T("input/output error", "读写出错");
}

const char *db_moved_reason(void) {
    return T("the file was moved or deleted while it was in use; nothing was saved",
             "文件在使用中被移动或删除，未保存任何内容");
}

static const char *read_only_reason(int code) {
    switch (code) {
    case SQLITE_READONLY_DBMOVED: return db_moved_reason();
    case SQLITE_READONLY_DIRECTORY: return T("its folder is read-only", "所在文件夹只读");
    case SQLITE_READONLY_ROLLBACK:
        return T("an interrupted change must be undone first, and the file is read-only",
                 "需先撤销一次中断的修改，但文件只读");
    default: return T("the file is read-only", "文件只读");
    }
}

/* In words of the language in use; NULL where only SQLite's own words are left. */
static const char *reason_of(const Db *db, int code) {
    switch (code & 0xff) {
    case SQLITE_FULL:
        return T("no space left on the disk; nothing was changed",
                 "磁盘空间不足，内容未改动");
    case SQLITE_READONLY: return read_only_reason(code);
    case SQLITE_CORRUPT: return T("the database is damaged", "数据库已损坏");
    case SQLITE_NOTADB: return no_database();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return T("locked by another process; try again later",
                 "被其他进程占用，请稍后再试");
    case SQLITE_TOOBIG:
        return T("a text is too large for the database", "文本过大，无法存入数据库");
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM: return io_reason(db);
    default: return NULL;
    }
}

void db_fail_sqlite(Db *db, int code) {
    if ((code & 0xff) == SQLITE_NOMEM)
        out_of_memory(0);
    int extended = db->handle ? sqlite3_extended_errcode(db->handle) : code;
    if ((extended & 0xff) == (code & 0xff))
        code = extended;
    const char *reason = reason_of(db, code);
    db_fail(db, "%s", reason ? reason : sqlite3_errmsg(db->handle));
}

/* ---- Opening ---- */

/* True when path may be opened; *exists says whether there is a file. */
static bool look_at(const char *path, DbMode mode, bool *exists, Err *err) {
    struct stat info;
    *exists = stat(path, &info) == 0;
    if (!*path)
        return err_set(err, T("the name of the database is empty", "数据库文件名为空"));
    if (!*exists && errno != ENOENT)
        return err_set(err, "%s: %s", path, err_errno(errno));
    if (!*exists && mode != DB_CREATE)
        return err_set(err,
                       T("%s: no such file; `plancmp add` makes it",
                         "%s：文件不存在，可用 plancmp add 建立"),
                       path);
    if (*exists && S_ISDIR(info.st_mode))
        return err_set(err, "%s: %s", path, err_errno(EISDIR));
    if (*exists && !S_ISREG(info.st_mode))
        return err_set(err, T("%s: not a regular file", "%s：不是普通文件"), path);
    /* SQLite would write over a single byte. */
    if (*exists && info.st_size > 0 && info.st_size < SMALLEST_PAGE)
        return err_set(err, "%s: %s", path, no_database());
    return true;
}

static char *folder_of(Arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash)
        return (char *)arena_cstring(arena, S("."));
    size_t n = slash == path ? 1 : (size_t)(slash - path);
    return (char *)arena_cstring(arena, (Slice){path, n});
}

/* Writing needs a journal beside the file: found out now, not in the middle of an import.
 */
static bool folder_is_writable(const char *path, Err *err) {
    Arena scratch = {0};
    const char *folder = folder_of(&scratch, path);
    bool writable = faccessat(AT_FDCWD, folder, W_OK, AT_EACCESS) == 0;
    if (!writable)
        err_set(err,
                T("%s: cannot be written: its folder %s: %s",
                  "%s：无法写入：所在文件夹 %s：%s"),
                path, folder, err_errno(errno));
    arena_release(&scratch);
    return writable;
}

/* No COMMIT but db_commit's. */
static int refuse_stray_commit(void *data) {
    const Db *db = data;
    return !db->committing && db->depth > 0;
}

static void set_up(Db *db, DbMode mode) {
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_busy_timeout(db->handle, BUSY_MILLISECONDS);
    sqlite3_commit_hook(db->handle, refuse_stray_commit, db);
    /* The file may come from anyone: its views and triggers get no power, its cells are
     * checked. */
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    db_script(
        db,
        S("PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
          "PRAGMA cache_size = -32000"));
    if (mode == DB_READ)
        db_script(db, S("PRAGMA query_only = ON"));
    /* The first real look at the file: here a foreign or damaged one shows, and a crash
     * is recovered. */
    db_script(db, S("SELECT count(*) FROM sqlite_schema"));
    if (mode != DB_READ && !db->failed && sqlite3_db_readonly(db->handle, "main") == 1)
        db_fail(db, T("the file is read-only", "文件只读"));
}

Db *db_open(const char *path, DbMode mode, Err *err) {
    bool exists;
    if (!look_at(path, mode, &exists, err))
        return NULL;
    if (mode != DB_READ && !folder_is_writable(path, err))
        return NULL;
    Db *db = memory_grow(NULL, 1, sizeof *db);
    *db = (Db){.made_file = !exists};
    size_t n = strlen(path) + 1;
    db->path = memcpy(memory_grow(NULL, n, 1), path, n);
    /* Also for reading: a journal left by a crash must be played back first. Where the
     * file may not be written SQLite opens it for reading by itself; query_only keeps our
     * own promise. */
    int flags = SQLITE_OPEN_READWRITE | (mode == DB_CREATE ? SQLITE_OPEN_CREATE : 0);
    int code = sqlite3_open_v2(path, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK)
        db_fail_sqlite(db, code);
    else
        set_up(db, mode);
    if (db_good(db, err))
        return db;
    db_close(db);
    return NULL;
}

void db_close(Db *db) {
    if (!db)
        return;
    if (db->depth)
        BUG("closed within the transaction begun at %s:%d", db->began[0].file,
            db->began[0].line);
    while (db->stmts) {
        Stmt *stmt = db->stmts;
        db->stmts = stmt->next;
        sqlite3_finalize(stmt->handle);
        free(stmt);
    }
    if (sqlite3_close(db->handle) != SQLITE_OK)
        BUG("a statement of %s is still open", db->path);
    free(db->path);
    free(db);
}

const char *db_path(const Db *db) {
    return db->path;
}

bool db_made_file(const Db *db) {
    return db->made_file;
}

void db_set_busy(Db *db, int milliseconds) {
    sqlite3_busy_timeout(db->handle, milliseconds);
}
