/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting a document and what was made of it into the database, or finding that it is
 * there already. */
#include "base/base.h"

#include "base/utf8.h"
#include "store/store_p.h"

const char *put_result_word(PutResult result) {
    static const char *const words[] = {
#define X(name, word) [name] = word,
        PUT_RESULTS(X)
#undef X
    };
    return words[result];
}

/* ---- What a put would do ---- */

static bool is_coded(Store *store, int64_t plan) {
    Stmt *stmt =
        db_stmt(store->db, "SELECT 1 FROM coded WHERE plan = @plan AND coder = @coder");
    stmt_bind_int(stmt, "@plan", plan);
    stmt_bind_int(stmt, "@coder", coder_id(store, "rules"));
    bool is = stmt_step(stmt);
    stmt_end(stmt);
    return is;
}

/* Same bytes read in the same way: an --encoding given now may make another text of them.
 */
static bool same_document(Stmt *stmt, const PlanSource *source) {
    return slice_equal(stmt_text(stmt, 2), source->sha256) &&
           (!source->text.n || (slice_equal(stmt_text(stmt, 3), source->encoding) &&
                                slice_equal(stmt_text(stmt, 5), source->text)));
}

static bool foresee_same_source(Store *store, const PlanInput *input, PlanPut *put,
                                Arena *keep) {
    Stmt *stmt = db_stmt(
        store->db, "SELECT id, slug, sha256, encoding, parse_key, text FROM plan"
                   " LEFT JOIN parsed ON parsed.plan = plan.id WHERE source = @source");
    stmt_bind_text(stmt, "@source", input->source.source);
    bool there = stmt_step(stmt);
    if (there) {
        put->plan = stmt_int(stmt, 0);
        put->slug = arena_copy(keep, stmt_text(stmt, 1));
        bool parsed =
            !stmt_is_null(stmt, 4) && slice_equal(stmt_text(stmt, 4), input->parse_key);
        put->result = !same_document(stmt, &input->source) ? PUT_REPLACED
                      : parsed                             ? PUT_UNCHANGED
                                                           : PUT_REPARSED;
    }
    stmt_end(stmt);
    return there;
}

static bool foresee_same_bytes(Store *store, const PlanInput *input, PlanPut *put,
                               Arena *keep) {
    Stmt *stmt =
        db_stmt(store->db,
                "SELECT id, slug FROM plan WHERE sha256 = @sha256 ORDER BY id LIMIT 1");
    stmt_bind_text(stmt, "@sha256", input->source.sha256);
    bool there = stmt_step(stmt);
    if (there)
        *put = (PlanPut){PUT_DUPLICATE, stmt_int(stmt, 0),
                         arena_copy(keep, stmt_text(stmt, 1)), 0};
    stmt_end(stmt);
    return there;
}

static void foresee(Store *store, const PlanInput *input, bool coded, PlanPut *put,
                    Arena *keep) {
    *put = (PlanPut){.result = PUT_ADDED};
    if (foresee_same_source(store, input, put, keep)) {
        if (put->result == PUT_UNCHANGED && coded && !is_coded(store, put->plan))
            put->result = PUT_REPARSED;
    } else if (!input->keep_duplicate) {
        foresee_same_bytes(store, input, put, keep);
    }
}

bool store_foresee(Store *store, const PlanInput *input, bool coded, PlanPut *put,
                   Arena *keep, Err *err) {
    foresee(store, input, coded, put, keep);
    return db_good(store->db, err);
}

/* ---- Doing it ---- */

static bool slug_is_free(Store *store, Slice slug) {
    Stmt *stmt = db_stmt(store->db, "SELECT 1 FROM plan WHERE slug = @slug");
    stmt_bind_text(stmt, "@slug", slug);
    bool is_free = !stmt_step(stmt);
    stmt_end(stmt);
    return is_free;
}

static Slice free_slug(Store *store, Slice name, Arena *keep) {
    Slice slug = slug_of(name, keep);
    if (slug_is_free(store, slug))
        return slug;
    Slice base = slug_longer(name, keep);
    slug = base;
    for (unsigned n = 2; !slug_is_free(store, slug); n++)
        slug = arena_format(keep, "%.*s-%u", SLICE_ARG(base), n);
    return slug;
}

static void bind_source(Stmt *stmt, const PlanSource *source) {
    stmt_bind_text(stmt, "@source", source->source);
    stmt_bind_text(stmt, "@title", source->title);
    stmt_bind_text(stmt, "@format", source->format);
    stmt_bind_text(stmt, "@encoding", source->encoding);
    stmt_bind_real(stmt, "@confidence", source->confidence);
    stmt_bind_text(stmt, "@sha256", source->sha256);
    stmt_bind_text(stmt, "@text", source->text);
    stmt_bind_blob(stmt, "@blocks", source->blocks);
}

static void insert_plan(Store *store, const PlanSource *source, PlanPut *put,
                        Arena *keep) {
    put->slug = free_slug(store, source->name, keep);
    Stmt *stmt = db_stmt(
        store->db,
        "INSERT INTO plan (slug, name, source, title, format, encoding, confidence, sha256,"
        " text, blocks) VALUES (@slug, @name, @source, @title, @format, @encoding,"
        " @confidence, @sha256, @text, @blocks)");
    stmt_bind_text(stmt, "@slug", put->slug);
    stmt_bind_text(stmt, "@name", source->name);
    bind_source(stmt, source);
    stmt_run(stmt);
    put->plan = db_last_id(store->db);
}

static void update_plan(Store *store, const PlanSource *source, PlanPut *put) {
    Arena scratch = {0};
    Slice old_text = plan_text(store, put->plan, &scratch);
    Stmt *stmt = db_stmt(
        store->db, "UPDATE plan SET source = @source, title = @title, format = @format,"
                   " encoding = @encoding, confidence = @confidence, sha256 = @sha256,"
                   " text = @text, blocks = @blocks WHERE id = @plan");
    stmt_bind_int(stmt, "@plan", put->plan);
    bind_source(stmt, source);
    stmt_run(stmt);
    if (!slice_equal(old_text, source->text))
        put->lost_codings = anchor_humans(store, put->plan, old_text, source->text);
    arena_release(&scratch);
}

static void put_parsed(Store *store, int64_t plan, const PlanInput *input) {
    Err broken;
    if (!plan_tree_check(input->tree, &broken)) {
        db_fail(store->db, "%s: %s",
                T("the plan's tree is not sound", "计划的结构树有误"), broken.text);
        return;
    }
    drop_parsed(store, plan);
    save_tree(store, plan, input->parse_key, input->tree);
    if (input->coding)
        save_coding(store, plan, "rules", input->coding);
    verify_plan(store, plan, input->tree->text);
}

static void check_source(Db *db, const PlanInput *input) {
    Slice text = input->source.text;
    if (!slice_equal(input->tree->text, text))
        BUG("the tree is over another text than the source");
    if (utf8_valid_length(text) != text.n || memchr(text.p ? text.p : "", '\0', text.n))
        db_fail(db, T("the text is not valid UTF-8", "文本不是有效的 UTF-8"));
}

static bool put_in_transaction(Store *store, const PlanInput *input, PlanPut *put,
                               Arena *keep, Err *err) {
    Db *db = store->db;
    db_begin(db);
    check_source(db, input);
    foresee(store, input, input->coding != NULL, put, keep);
    if (put->result == PUT_ADDED)
        insert_plan(store, &input->source, put, keep);
    if (put->result == PUT_REPLACED || put->result == PUT_REPARSED)
        update_plan(store, &input->source, put);
    if (put->result != PUT_UNCHANGED && put->result != PUT_DUPLICATE && !db_failed(db))
        put_parsed(store, put->plan, input);
    return db_commit(db, err);
}

bool store_put_plan(Store *store, const PlanInput *input, PlanPut *put, Arena *keep,
                    Err *err) {
    if (!batch_ready(store, err))
        return false;
    if (!put_in_transaction(store, input, put, keep, err)) {
        batch_lost(store, err);
        return false;
    }
    store->in_batch += put->result != PUT_UNCHANGED && put->result != PUT_DUPLICATE;
    return batch_step(store, err);
}

bool store_remove_plan(Store *store, int64_t plan, Err *err) {
    Db *db = store->db;
    db_begin(db);
    Stmt *stmt = db_stmt(db, "DELETE FROM plan WHERE id = @plan");
    stmt_bind_int(stmt, "@plan", plan);
    stmt_run(stmt);
    if (!db_failed(db) && !db_changes(db))
        db_fail(db, T("no plan with the number %lld", "没有编号为 %lld 的计划"),
                (long long)plan);
    return db_commit(db, err);
}

/* ---- Again from the stored text ---- */

bool store_put_parsed(Store *store, int64_t plan, const PlanInput *input, Err *err) {
    Db *db = store->db;
    Arena scratch = {0};
    db_begin(db);
    Slice text = plan_text(store, plan, &scratch);
    if (!db_failed(db) && !slice_equal(text, input->tree->text))
        BUG("plan %lld is over another text", (long long)plan);
    put_parsed(store, plan, input);
    arena_release(&scratch);
    return db_commit(db, err);
}

static bool read_ids(Store *store, Stmt *stmt, Arena *keep, PlanIds *plans, Err *err) {
    VEC(int64_t) ids = {0};
    while (stmt_step(stmt))
        vec_push(&ids, stmt_int(stmt, 0));
    *plans = (PlanIds){keep_array(keep, ids.at, ids.n, sizeof *ids.at), ids.n};
    vec_release(&ids);
    return db_good(store->db, err);
}

bool store_plan_ids(Store *store, Arena *keep, PlanIds *plans, Err *err) {
    return read_ids(store, db_stmt(store->db, "SELECT id FROM plan ORDER BY id"), keep,
                    plans, err);
}

bool store_stale_plans(Store *store, Slice parse_key, Arena *keep, PlanIds *plans,
                       Err *err) {
    int64_t coder = coder_id(store, "rules");
    Stmt *stmt = db_stmt(
        store->db,
        "SELECT plan.id FROM plan LEFT JOIN parsed ON parsed.plan = plan.id"
        " WHERE (@key <> '' AND parse_key IS NOT @key) OR NOT EXISTS"
        " (SELECT 1 FROM coded WHERE coded.plan = plan.id AND coded.coder = @coder)"
        " ORDER BY plan.id");
    stmt_bind_text(stmt, "@key", parse_key);
    stmt_bind_int(stmt, "@coder", coder);
    return read_ids(store, stmt, keep, plans, err);
}

bool store_load_source(Store *store, int64_t plan, Arena *keep, PlanSource *source,
                       Err *err) {
    *source = (PlanSource){0};
    Stmt *stmt =
        db_stmt(store->db,
                "SELECT source, name, title, format, encoding, confidence, sha256, text,"
                " blocks FROM plan WHERE id = @plan");
    stmt_bind_int(stmt, "@plan", plan);
    if (stmt_step(stmt)) {
        source->source = arena_copy(keep, stmt_text(stmt, 0));
        source->name = arena_copy(keep, stmt_text(stmt, 1));
        source->title = arena_copy(keep, stmt_text(stmt, 2));
        source->format = arena_copy(keep, stmt_text(stmt, 3));
        source->encoding = arena_copy(keep, stmt_text(stmt, 4));
        source->confidence = stmt_real(stmt, 5);
        source->sha256 = arena_copy(keep, stmt_text(stmt, 6));
        source->text = arena_copy(keep, stmt_text(stmt, 7));
        source->blocks = arena_copy(keep, stmt_blob(stmt, 8));
    } else {
        db_fail(store->db, T("no plan with the number %lld", "没有编号为 %lld 的计划"),
                (long long)plan);
    }
    stmt_end(stmt);
    return db_good(store->db, err);
}
