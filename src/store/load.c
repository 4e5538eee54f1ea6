/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole plans back from the database: the tree as it was put, with what was set by hand,
 * and the codings. */
#include "base/base.h"

#include "store/load_p.h"
#include "store/words_p.h"

static Span span_of(Stmt *stmt, int column) {
    return (Span){(size_t)stmt_int(stmt, column), (size_t)stmt_int(stmt, column + 1)};
}

static void load_nodes(Store *store, int64_t plan, PlanTree *tree) {
    Db *db = store->db;
    Stmt *stmt = db_stmt(
        db, "SELECT id, parent, kind, part, ordinal, level, span_at, span_end, number_at,"
            " number_end, heading_at, heading_end, body_at, body_end FROM node"
            " WHERE id BETWEEN @from AND @to ORDER BY id");
    bind_nodes(stmt, plan);
    while (stmt_step(stmt)) {
        PlanNode node = {
            .parent = measure_node(stmt_int(stmt, 1)),
            .kind = (NodeKind)WORD_VALUE(db, node_kind_words, stmt_text(stmt, 2)),
            .part = (PlanPart)WORD_VALUE(db, plan_part_words, stmt_text(stmt, 3)),
            .ordinal = (uint32_t)stmt_int(stmt, 4),
            .level = (uint32_t)stmt_int(stmt, 5),
            .span = span_of(stmt, 6),
            .number = span_of(stmt, 8),
            .heading = span_of(stmt, 10),
            .body = span_of(stmt, 12),
        };
        if (measure_node(stmt_int(stmt, 0)) != tree->nodes.n)
            db_fail(db,
                    T("the database is damaged: plan %lld lacks a node",
                      "数据库已损坏：计划 %lld 缺少节点"),
                    (long long)plan);
        vec_push(&tree->nodes, node);
    }
}

static void load_pieces(Store *store, int64_t plan, PlanTree *tree) {
    Stmt *stmt = db_stmt(
        store->db, "SELECT kind, span_at, span_end, node FROM piece WHERE plan = @plan"
                   " ORDER BY span_at");
    stmt_bind_int(stmt, "@plan", plan);
    while (stmt_step(stmt)) {
        Piece piece = {
            .kind =
                (PieceKind)WORD_VALUE(store->db, piece_kind_words, stmt_text(stmt, 0)),
            .span = span_of(stmt, 1),
            .node = measure_node(stmt_int(stmt, 3)),
        };
        vec_push(&tree->pieces, piece);
    }
}

static void load_duties(Store *store, int64_t plan, PlanTree *tree) {
    Stmt *stmt = db_stmt(
        store->db,
        "SELECT node, role, clause_at, clause_end, span_at, span_end, unit FROM duty"
        " WHERE node BETWEEN @from AND @to ORDER BY ordinal");
    bind_nodes(stmt, plan);
    while (stmt_step(stmt)) {
        Duty duty = {
            .node = measure_node(stmt_int(stmt, 0)),
            .role = (DutyRole)WORD_VALUE(store->db, duty_role_words, stmt_text(stmt, 1)),
            .clause = span_of(stmt, 2),
            .span = span_of(stmt, 4),
            .unit = arena_copy(&tree->arena, stmt_text(stmt, 6)),
        };
        vec_push(&tree->duties, duty);
    }
}

Target target_of(Db *db, Stmt *stmt, Arena *keep) {
    return (Target){
        .measure = measure_node(stmt_int(stmt, 0)),
        .comparator = (Comparator)WORD_VALUE(db, comparator_words, stmt_text(stmt, 1)),
        .hardness = (Hardness)WORD_VALUE(db, hardness_words, stmt_text(stmt, 2)),
        .redacted = stmt_int(stmt, 3) != 0,
        .value = stmt_real(stmt, 4),
        .has_high = !stmt_is_null(stmt, 5),
        .high = stmt_real(stmt, 5),
        .has_baseline = !stmt_is_null(stmt, 6),
        .baseline = stmt_real(stmt, 6),
        .value_norm = stmt_real(stmt, 7),
        .per_period = stmt_int(stmt, 8) != 0,
        .value_text = arena_copy(keep, stmt_text(stmt, 9)),
        .unit = arena_copy(keep, stmt_text(stmt, 10)),
        .unit_norm = arena_copy(keep, stmt_text(stmt, 11)),
        .object = arena_copy(keep, stmt_text(stmt, 12)),
        .period = arena_copy(keep, stmt_text(stmt, 13)),
        .span = span_of(stmt, 14),
    };
}

static void load_targets(Store *store, int64_t plan, PlanTree *tree) {
    Stmt *stmt = db_stmt(
        store->db, "SELECT " TARGET_COLUMNS
                   " FROM target WHERE node BETWEEN @from AND @to ORDER BY ordinal");
    bind_nodes(stmt, plan);
    while (stmt_step(stmt))
        vec_push(&tree->targets, target_of(store->db, stmt, &tree->arena));
}

static void load_deadlines(Store *store, int64_t plan, PlanTree *tree) {
    Stmt *stmt = db_stmt(
        store->db, "SELECT node, from_date, to_date, span_at, span_end FROM deadline"
                   " WHERE node BETWEEN @from AND @to ORDER BY ordinal");
    bind_nodes(stmt, plan);
    while (stmt_step(stmt)) {
        Deadline deadline = {
            .node = measure_node(stmt_int(stmt, 0)),
            .from = (int)stmt_int(stmt, 1),
            .to = (int)stmt_int(stmt, 2),
            .span = span_of(stmt, 3),
        };
        vec_push(&tree->deadlines, deadline);
    }
}

void load_diagnostics(Store *store, int64_t plan, Arena *keep, DiagVec *diags) {
    Stmt *stmt =
        db_stmt(store->db, "SELECT code, place_at, place_end, detail FROM diagnostic"
                           " WHERE plan = @plan ORDER BY ordinal");
    stmt_bind_int(stmt, "@plan", plan);
    while (stmt_step(stmt))
        vec_push(diags, (Diag){
                            .code = arena_cstring(keep, stmt_text(stmt, 0)),
                            .place = span_of(stmt, 1),
                            .detail = arena_copy(keep, stmt_text(stmt, 3)),
                        });
}

/* ---- Metadata ---- */

static void load_found(Store *store, int64_t plan, Arena *keep, MetadatumVec *metadata) {
    Stmt *stmt = db_stmt(
        store->db,
        "SELECT key, value, source, rule, place_at, place_end, chosen FROM metadatum"
        " WHERE plan = @plan ORDER BY ordinal");
    stmt_bind_int(stmt, "@plan", plan);
    while (stmt_step(stmt))
        vec_push(metadata, (Metadatum){
                               .key = arena_cstring(keep, stmt_text(stmt, 0)),
                               .value = arena_copy(keep, stmt_text(stmt, 1)),
                               .source = arena_cstring(keep, stmt_text(stmt, 2)),
                               .rule = arena_cstring(keep, stmt_text(stmt, 3)),
                               .place = span_of(stmt, 4),
                               .chosen = stmt_int(stmt, 6) != 0,
                           });
}

/* The value set by hand is the chosen one; what the parser had taken over from an earlier
 * setting goes. */
static void overlay(MetadatumVec *metadata, const char *key, Slice value) {
    size_t n = 0;
    for (size_t i = 0; i < metadata->n; i++) {
        Metadatum metadatum = metadata->at[i];
        bool same = strcmp(metadatum.key, key) == 0;
        if (same && strcmp(metadatum.source, "hand") == 0)
            continue;
        metadatum.chosen = metadatum.chosen && !same;
        metadata->at[n++] = metadatum;
    }
    metadata->n = n;
    vec_push(
        metadata,
        (Metadatum){
            .key = key, .value = value, .source = "hand", .rule = "set", .chosen = true});
}

void load_metadata(Store *store, int64_t plan, Arena *keep, MetadatumVec *metadata) {
    load_found(store, plan, keep, metadata);
    Stmt *stmt =
        db_stmt(store->db, "SELECT key, value FROM setting WHERE plan = @plan AND"
                           " instr(key, '.') = 0 ORDER BY key");
    stmt_bind_int(stmt, "@plan", plan);
    while (stmt_step(stmt))
        overlay(metadata, arena_cstring(keep, stmt_text(stmt, 0)),
                arena_copy(keep, stmt_text(stmt, 1)));
}

/* ---- The whole ---- */

bool store_load_tree(Store *store, int64_t plan, Arena *keep, PlanTree *tree, Err *err) {
    *tree = (PlanTree){0};
    DiagVec diags = {0};
    MetadatumVec metadata = {0};
    db_begin_read(store->db);
    tree->text = plan_text(store, plan, keep);
    load_nodes(store, plan, tree);
    load_pieces(store, plan, tree);
    load_duties(store, plan, tree);
    load_targets(store, plan, tree);
    load_deadlines(store, plan, tree);
    load_diagnostics(store, plan, &tree->arena, &diags);
    load_metadata(store, plan, &tree->arena, &metadata);
    tree->diags.at = diags.at, tree->diags.n = diags.n, tree->diags.cap = diags.cap;
    tree->metadata.at = metadata.at, tree->metadata.n = metadata.n,
    tree->metadata.cap = metadata.cap;
    if (!db_failed(store->db) && !tree->nodes.n)
        db_fail(store->db, T("plan %lld is not parsed", "计划 %lld 尚未解析"),
                (long long)plan);
    Err broken;
    if (!db_failed(store->db) && !plan_tree_check(tree, &broken))
        db_fail(store->db, T("the database is damaged: %s", "数据库已损坏：%s"),
                broken.text);
    if (db_commit(store->db, err))
        return true;
    plan_tree_release(tree);
    *tree = (PlanTree){0};
    return false;
}

/* ---- Codings ---- */

typedef struct {
    Store *store;
    int64_t plan, coder, first_theme;
    size_t n_themes;
} CodingLoad;

static bool theme_index(const CodingLoad *load, int64_t id, uint32_t *index) {
    *index = (uint32_t)(id - load->first_theme);
    if (id >= load->first_theme && (size_t)(id - load->first_theme) < load->n_themes)
        return true;
    db_fail(
        load->store->db,
        T("the database is damaged: unknown theme %lld", "数据库已损坏：未知的主题 %lld"),
        (long long)id);
    return false;
}

static void load_codings(const CodingLoad *load, PlanCoding *coding) {
    Stmt *stmt =
        db_stmt(load->store->db,
                "SELECT node, theme, weight FROM coding WHERE node BETWEEN @from AND @to"
                " AND coder = @coder ORDER BY node, theme");
    bind_nodes(stmt, load->plan);
    stmt_bind_int(stmt, "@coder", load->coder);
    while (stmt_step(stmt)) {
        Coding row = {.node = measure_node(stmt_int(stmt, 0)),
                      .weight = stmt_real(stmt, 2)};
        if (theme_index(load, stmt_int(stmt, 1), &row.theme))
            vec_push(&coding->codings, row);
    }
}

static void unpack(const CodingLoad *load, uint32_t node, int64_t from, Slice json,
                   PlanCoding *coding) {
    PackedHit hit;
    bool broken = false;
    while (evidence_next(&json, &hit, &broken)) {
        Evidence evidence = {
            .node = node,
            .rule = hit.rule,
            .span = {(size_t)(from + hit.at), (size_t)(from + hit.at + hit.length)},
            .from_heading = hit.from_heading,
            .weight = hit.weight,
        };
        if (!theme_index(load, hit.theme, &evidence.theme))
            return;
        vec_push(&coding->evidence, evidence);
    }
    if (broken)
        db_fail(load->store->db, T("the database is damaged: evidence cannot be read",
                                   "数据库已损坏：证据无法读取"));
}

static void load_evidence(const CodingLoad *load, PlanCoding *coding) {
    Stmt *stmt = db_stmt(load->store->db,
                         "SELECT evidence.node, span_at, hits FROM evidence"
                         " JOIN node ON node.id = evidence.node"
                         " WHERE evidence.node BETWEEN @from AND @to AND coder = @coder"
                         " ORDER BY evidence.node");
    bind_nodes(stmt, load->plan);
    stmt_bind_int(stmt, "@coder", load->coder);
    while (stmt_step(stmt))
        unpack(load, measure_node(stmt_int(stmt, 0)), stmt_int(stmt, 1),
               stmt_text(stmt, 2), coding);
}

bool store_load_coding(Store *store, int64_t plan, const char *coder, PlanCoding *coding,
                       Err *err) {
    *coding = (PlanCoding){0};
    db_begin_read(store->db);
    CodingLoad load = {store, plan, coder_id(store, coder ? coder : "rules"), 0, 0};
    load.first_theme = first_theme_id(store, &load.n_themes);
    load_codings(&load, coding);
    load_evidence(&load, coding);
    if (db_commit(store->db, err))
        return true;
    plan_coding_release(coding);
    *coding = (PlanCoding){0};
    return false;
}

static EvidenceHit shown(const Evidence *evidence, Slice text, Arena *keep) {
    return (EvidenceHit){
        .theme = evidence->theme,
        .rule = evidence->rule,
        .span = evidence->span,
        .term = arena_copy(keep, slice_at(text, evidence->span)),
        .from_heading = evidence->from_heading,
        .weight = evidence->weight,
    };
}

bool store_evidence(Store *store, int64_t measure, const char *coder, Arena *keep,
                    EvidenceList *hits, Err *err) {
    Db *db = store->db;
    Arena scratch = {0};
    PlanCoding coding = {0};
    db_begin_read(db);
    CodingLoad load = {store, measure_plan(measure),
                       coder_id(store, coder ? coder : "rules"), 0, 0};
    load.first_theme = first_theme_id(store, &load.n_themes);
    Slice text = plan_text(store, load.plan, &scratch);
    Stmt *stmt = db_stmt(
        db, "SELECT span_at, hits FROM evidence JOIN node ON node.id = evidence.node"
            " WHERE evidence.node = @node AND coder = @coder");
    stmt_bind_int(stmt, "@node", measure);
    stmt_bind_int(stmt, "@coder", load.coder);
    while (stmt_step(stmt))
        unpack(&load, measure_node(measure), stmt_int(stmt, 0), stmt_text(stmt, 1),
               &coding);
    EvidenceHit *rows = ARENA_ARRAY(keep, EvidenceHit, coding.evidence.n);
    for (size_t i = 0; i < coding.evidence.n; i++)
        rows[i] = shown(&coding.evidence.at[i], text, keep);
    *hits = (EvidenceList){rows, coding.evidence.n};
    plan_coding_release(&coding);
    arena_release(&scratch);
    return db_commit(db, err);
}
