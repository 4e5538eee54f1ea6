/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets with the words around them, for comparing them across plans: one pass over the
 * rows of each plan, no tree is built. */
#include "base/base.h"

#include "base/utf8.h"
#include "store/load_p.h"

/* As many bytes around a number as the search for its clause ever looks at. */
enum { REACH = 600 };

/* What of text[at, end) is within reach of its end (or of its start), whole characters.
 */
static Slice near_end(Slice text) {
    size_t at = text.n > REACH ? text.n - REACH : 0;
    while (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
        at++;
    return slice_sub(text, at, text.n);
}

typedef struct {
    Slice words; /* the text of the plan at hand */
    int64_t last;
    Slice text; /* of the measure `last`, in keep */
    Arena *keep;
} Reading;

static TargetRow read_target(Reading *reading, Db *db, Stmt *stmt) {
    Arena *keep = reading->keep;
    int64_t measure = stmt_int(stmt, 0);
    Target target = target_of(db, stmt, keep);
    size_t from = (size_t)stmt_int(stmt, N_TARGET_COLUMNS);
    size_t to = (size_t)stmt_int(stmt, N_TARGET_COLUMNS + 1);
    Slice before = slice_sub(reading->words, from, target.span.at);
    Slice behind = slice_sub(reading->words, target.span.end, to);
    if (measure != reading->last)
        reading->text = arena_copy(keep, stmt_text(stmt, N_TARGET_COLUMNS + 2));
    reading->last = measure;
    return (TargetRow){
        .measure = measure,
        .target = target,
        .text = reading->text,
        .written = arena_copy(keep, slice_at(reading->words, target.span)),
        .before = arena_copy(keep, near_end(before)),
        .behind = arena_copy(keep, utf8_cut(behind, REACH)),
        .section = arena_copy(keep, stmt_text(stmt, N_TARGET_COLUMNS + 3)),
        .subsection = arena_copy(keep, stmt_text(stmt, N_TARGET_COLUMNS + 4)),
        .task = arena_copy(keep, stmt_text(stmt, N_TARGET_COLUMNS + 5)),
    };
}

static Stmt *targets_of(Store *store, int64_t plan) {
    Stmt *stmt = db_stmt(
        store->db,
        "SELECT " TARGET_COLUMNS ", body_at, body_end, words.text, section_words.text,"
        " subsection_words.text, task_words.text FROM target"
        " JOIN node ON node.id = target.node AND node.kind = 'measure' AND part = 'plan'"
        " LEFT JOIN node_text AS words ON words.node = node.id"
        " LEFT JOIN node_text AS section_words ON section_words.node = node.section"
        " LEFT JOIN node_text AS subsection_words"
        " ON subsection_words.node = node.subsection"
        " LEFT JOIN node_text AS task_words ON task_words.node = node.task"
        " WHERE target.node BETWEEN @from AND @to ORDER BY target.node, target.ordinal");
    bind_nodes(stmt, plan);
    return stmt;
}

bool store_targets(Store *store, const int64_t *plans, size_t n_plans, Arena *keep,
                   TargetRowList *targets, Err *err) {
    VEC(TargetRow) rows = {0};
    Reading reading = {.keep = keep, .last = -1};
    db_begin_read(store->db);
    size_t n;
    const PlanName *names = plan_names(store, plans, n_plans, keep, &n);
    for (size_t i = 0; i < n; i++) {
        Arena scratch = {0};
        reading.words = plan_text(store, names[i].id, &scratch);
        Stmt *stmt = targets_of(store, names[i].id);
        while (stmt_step(stmt))
            vec_push(&rows, read_target(&reading, store->db, stmt));
        arena_release(&scratch);
    }
    *targets =
        (TargetRowList){keep_array(keep, rows.at, rows.n, sizeof *rows.at), rows.n};
    vec_release(&rows);
    return db_commit(store->db, err);
}
