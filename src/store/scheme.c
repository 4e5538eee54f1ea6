/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The theme schemes and the machines that code by them. */
#include "base/base.h"

#include "store/store_p.h"

/* ---- The scheme in use ---- */

int64_t coder_id(Store *store, const char *name) {
    Stmt *stmt =
        db_stmt(store->db, "SELECT id FROM coder WHERE name = @name AND"
                           " scheme = (SELECT value FROM meta WHERE key = 'scheme')");
    stmt_bind_text(stmt, "@name", slice_of(name));
    int64_t id = stmt_step(stmt) ? stmt_int(stmt, 0) : 0;
    stmt_end(stmt);
    return id;
}

int64_t first_theme_id(Store *store, size_t *n) {
    Stmt *stmt =
        db_stmt(store->db, "SELECT min(id), count(*) FROM theme WHERE"
                           " scheme = (SELECT value FROM meta WHERE key = 'scheme')");
    int64_t first = 0;
    *n = 0;
    if (stmt_step(stmt)) {
        first = stmt_int(stmt, 0);
        *n = (size_t)stmt_int(stmt, 1);
    }
    stmt_end(stmt);
    return first;
}

static void insert_themes(Db *db, const SchemeSource *scheme) {
    int64_t first = db_one_int(db, "SELECT coalesce(max(id), 0) + 1 FROM theme");
    Stmt *stmt = db_stmt(
        db,
        "INSERT INTO theme (id, scheme, position, code, en, zh, parent, core, colour)"
        " VALUES (@id, @scheme, @position, @code, @en, @zh, @parent, @core, @colour)");
    for (size_t i = 0; i < scheme->n_themes; i++) {
        const ThemeInfo *theme = &scheme->themes[i];
        stmt_bind_int(stmt, "@id", first + (int64_t)i);
        stmt_bind_text(stmt, "@scheme", scheme->hash);
        stmt_bind_int(stmt, "@position", (int64_t)i);
        stmt_bind_text(stmt, "@code", theme->code);
        stmt_bind_text(stmt, "@en", theme->en);
        stmt_bind_text(stmt, "@zh", theme->zh);
        if (theme->parent == UINT32_MAX)
            stmt_bind_null(stmt, "@parent");
        else
            stmt_bind_int(stmt, "@parent", first + theme->parent);
        stmt_bind_int(stmt, "@core", theme->core);
        stmt_bind_text(stmt, "@colour", theme->colour);
        stmt_run(stmt);
    }
}

/* Codings by earlier versions of the same scheme say nothing any more. */
static void drop_versions(Db *db, const SchemeSource *scheme) {
    static const char *const drops[] = {
        "DELETE FROM coding WHERE coder IN (SELECT coder.id FROM coder JOIN scheme ON"
        " scheme.hash = coder.scheme WHERE scheme.name = @name AND scheme.hash <> @hash)",
        "DELETE FROM evidence WHERE coder IN (SELECT coder.id FROM coder JOIN scheme ON"
        " scheme.hash = coder.scheme WHERE scheme.name = @name AND scheme.hash <> @hash)",
        "DELETE FROM coded WHERE coder IN (SELECT coder.id FROM coder JOIN scheme ON"
        " scheme.hash = coder.scheme WHERE scheme.name = @name AND scheme.hash <> @hash)",
        "DELETE FROM coder WHERE scheme IN"
        " (SELECT hash FROM scheme WHERE name = @name AND hash <> @hash)",
        "DELETE FROM theme WHERE scheme IN"
        " (SELECT hash FROM scheme WHERE name = @name AND hash <> @hash)",
    };
    for (size_t i = 0; i < sizeof drops / sizeof *drops; i++) {
        Stmt *stmt = db_stmt(db, drops[i]);
        stmt_bind_text(stmt, "@name", scheme->name);
        stmt_bind_text(stmt, "@hash", scheme->hash);
        stmt_run(stmt);
    }
}

static bool has_themes(Db *db, Slice hash) {
    Stmt *stmt = db_stmt(db, "SELECT 1 FROM theme WHERE scheme = @hash LIMIT 1");
    stmt_bind_text(stmt, "@hash", hash);
    bool has = stmt_step(stmt);
    stmt_end(stmt);
    return has;
}

static bool in_use(Db *db, Slice hash) {
    Stmt *stmt = db_stmt(db, "SELECT 1 FROM meta WHERE key = 'scheme' AND value = @hash");
    stmt_bind_text(stmt, "@hash", hash);
    bool is = stmt_step(stmt);
    stmt_end(stmt);
    return is;
}

static void insert_scheme(Db *db, const SchemeSource *scheme) {
    Stmt *stmt = db_stmt(
        db,
        "INSERT OR IGNORE INTO scheme (hash, name, text) VALUES (@hash, @name, @text)");
    stmt_bind_text(stmt, "@hash", scheme->hash);
    stmt_bind_text(stmt, "@name", scheme->name);
    stmt_bind_text(stmt, "@text", scheme->text);
    stmt_run(stmt);
    if (!has_themes(db, scheme->hash))
        insert_themes(db, scheme);
    stmt =
        db_stmt(db, "INSERT OR IGNORE INTO coder (name, scheme) VALUES ('rules', @hash)");
    stmt_bind_text(stmt, "@hash", scheme->hash);
    stmt_run(stmt);
    stmt =
        db_stmt(db, "INSERT OR REPLACE INTO meta (key, value) VALUES ('scheme', @hash)");
    stmt_bind_text(stmt, "@hash", scheme->hash);
    stmt_run(stmt);
}

bool store_use_scheme(Store *store, const SchemeSource *scheme, Err *err) {
    Db *db = store->db;
    if (in_use(db, scheme->hash) && has_themes(db, scheme->hash))
        return db_good(db, err);
    db_begin(db);
    drop_versions(db, scheme);
    insert_scheme(db, scheme);
    return db_commit(db, err);
}

static ThemeInfo *load_theme_infos(Store *store, Arena *keep, int64_t first, size_t n) {
    ThemeInfo *themes = ARENA_ARRAY(keep, ThemeInfo, n);
    Stmt *stmt =
        db_stmt(store->db, "SELECT code, en, zh, parent, core, colour FROM theme"
                           " WHERE scheme = (SELECT value FROM meta WHERE key = 'scheme')"
                           " ORDER BY position");
    for (size_t i = 0; i < n && stmt_step(stmt); i++) {
        themes[i] = (ThemeInfo){
            .code = arena_copy(keep, stmt_text(stmt, 0)),
            .en = arena_copy(keep, stmt_text(stmt, 1)),
            .zh = arena_copy(keep, stmt_text(stmt, 2)),
            .parent = stmt_is_null(stmt, 3) ? UINT32_MAX
                                            : (uint32_t)(stmt_int(stmt, 3) - first),
            .core = stmt_int(stmt, 4) != 0,
            .colour = arena_copy(keep, stmt_text(stmt, 5)),
        };
        if (themes[i].parent != UINT32_MAX && themes[i].parent >= n)
            db_fail(store->db, T("the database is damaged: a theme's parent is missing",
                                 "数据库已损坏：主题缺少上级"));
    }
    stmt_end(stmt);
    return themes;
}

bool store_themes(Store *store, Arena *keep, ThemeList *themes, Err *err) {
    Db *db = store->db;
    *themes = (ThemeList){0};
    Stmt *stmt = db_stmt(db, "SELECT hash, name, text FROM scheme WHERE"
                             " hash = (SELECT value FROM meta WHERE key = 'scheme')");
    if (stmt_step(stmt)) {
        themes->hash = arena_copy(keep, stmt_text(stmt, 0));
        themes->name = arena_copy(keep, stmt_text(stmt, 1));
        themes->text = arena_copy(keep, stmt_text(stmt, 2));
    }
    stmt_end(stmt);
    int64_t first = first_theme_id(store, &themes->n);
    themes->at = load_theme_infos(store, keep, first, themes->n);
    return db_good(db, err);
}

size_t theme_find(const ThemeList *themes, Slice code) {
    for (size_t i = 0; i < themes->n; i++) {
        if (slice_equal(themes->at[i].code, code))
            return i;
    }
    return SIZE_MAX;
}

/* ---- Codings ---- */

void drop_coding(Store *store, int64_t plan, int64_t coder) {
    static const char *const drops[] = {
        "DELETE FROM coding WHERE node BETWEEN @from AND @to AND coder = @coder",
        "DELETE FROM evidence WHERE node BETWEEN @from AND @to AND coder = @coder",
    };
    for (size_t i = 0; i < sizeof drops / sizeof *drops; i++) {
        Stmt *stmt = db_stmt(store->db, drops[i]);
        bind_nodes(stmt, plan);
        stmt_bind_int(stmt, "@coder", coder);
        stmt_run(stmt);
    }
    Stmt *stmt =
        db_stmt(store->db, "DELETE FROM coded WHERE plan = @plan AND coder = @coder");
    stmt_bind_int(stmt, "@plan", plan);
    stmt_bind_int(stmt, "@coder", coder);
    stmt_run(stmt);
}

typedef struct {
    Db *db;
    int64_t plan, coder, first_theme;
    size_t n_themes;
} CodingSave;

static void save_codings(const CodingSave *save, const PlanCoding *coding) {
    Stmt *stmt = db_stmt(save->db, "INSERT INTO coding (node, coder, theme, weight)"
                                   " VALUES (@node, @coder, @theme, @weight)");
    for (size_t i = 0; i < coding->codings.n; i++) {
        const Coding *row = &coding->codings.at[i];
        if (row->theme >= save->n_themes)
            BUG("theme %u of %zu", row->theme, save->n_themes);
        stmt_bind_int(stmt, "@node", measure_id(save->plan, row->node));
        stmt_bind_int(stmt, "@coder", save->coder);
        stmt_bind_int(stmt, "@theme", save->first_theme + row->theme);
        stmt_bind_real(stmt, "@weight", row->weight);
        stmt_run(stmt);
    }
}

/* Where each hit's measure begins. */
static size_t measure_start(Db *db, int64_t node) {
    Stmt *stmt =
        db_stmt(db, "SELECT span_at FROM node WHERE id = @node AND kind = 'measure'");
    stmt_bind_int(stmt, "@node", node);
    if (!stmt_step(stmt))
        db_fail(db, T("coded node %lld is no measure", "被编码的节点 %lld 不是举措"),
                (long long)node);
    size_t start = (size_t)stmt_int(stmt, 0);
    stmt_end(stmt);
    return start;
}

static void save_evidence(const CodingSave *save, const PlanCoding *coding) {
    Buf packed = {0};
    Stmt *stmt =
        db_stmt(save->db,
                "INSERT INTO evidence (node, coder, hits) VALUES (@node, @coder, @hits)");
    const Evidence *hits = coding->evidence.at;
    for (size_t i = 0, n; i < coding->evidence.n; i += n) {
        for (n = 1; i + n < coding->evidence.n && hits[i + n].node == hits[i].node; n++)
            continue;
        int64_t node = measure_id(save->plan, hits[i].node);
        buf_clear(&packed);
        evidence_pack(hits + i, n, measure_start(save->db, node), save->first_theme,
                      &packed);
        stmt_bind_int(stmt, "@node", node);
        stmt_bind_int(stmt, "@coder", save->coder);
        stmt_bind_text(stmt, "@hits", buf_slice(&packed));
        stmt_run(stmt);
    }
    buf_release(&packed);
}

static int64_t make_coder(Store *store, const char *name) {
    int64_t id = coder_id(store, name);
    if (id)
        return id;
    Stmt *stmt =
        db_stmt(store->db, "INSERT INTO coder (name, scheme)"
                           " SELECT @name, value FROM meta WHERE key = 'scheme'");
    stmt_bind_text(stmt, "@name", slice_of(name));
    stmt_run(stmt);
    return coder_id(store, name);
}

void save_coding(Store *store, int64_t plan, const char *coder,
                 const PlanCoding *coding) {
    Db *db = store->db;
    CodingSave save = {.db = db, .plan = plan, .coder = make_coder(store, coder)};
    save.first_theme = first_theme_id(store, &save.n_themes);
    if (!save.coder) {
        db_fail(db, T("no theme scheme is in use", "没有使用中的主题方案"));
        return;
    }
    drop_coding(store, plan, save.coder);
    save_codings(&save, coding);
    save_evidence(&save, coding);
    Stmt *stmt = db_stmt(db, "INSERT INTO coded (plan, coder) VALUES (@plan, @coder)");
    stmt_bind_int(stmt, "@plan", plan);
    stmt_bind_int(stmt, "@coder", save.coder);
    stmt_run(stmt);
}

static bool is_parsed(Db *db, int64_t plan) {
    Stmt *stmt = db_stmt(db, "SELECT 1 FROM parsed WHERE plan = @plan");
    stmt_bind_int(stmt, "@plan", plan);
    bool is = stmt_step(stmt);
    stmt_end(stmt);
    return is;
}

bool store_put_coding(Store *store, int64_t plan, const char *coder,
                      const PlanCoding *coding, Err *err) {
    Db *db = store->db;
    db_begin(db);
    if (!is_parsed(db, plan))
        db_fail(db,
                T("no parsed plan with the number %lld", "没有编号为 %lld 的已解析计划"),
                (long long)plan);
    else
        save_coding(store, plan, coder, coding);
    return db_commit(db, err);
}
