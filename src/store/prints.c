/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingerprints of what each plan gives to a result. Ids are left out of them, since they
 * depend on the order in which plans were added; places in the plan stand for nodes. */
#include "base/base.h"

#include "base/file.h"
#include "base/hash.h"
#include "store/query.h"
#include "store/store_p.h"

enum { PRINT_DIGITS = 16 };

/* Its length before each text keeps "ab" + "c" from "a" + "bc". */
static void add_text(Buf *bytes, Slice text) {
    buf_format(bytes, "%zu:", text.n);
    buf_add(bytes, text);
}

static Slice print_of(Buf *bytes, Arena *keep) {
    Slice hash = hash_sha256(keep, buf_slice(bytes));
    buf_clear(bytes);
    return slice_sub(hash, 0, PRINT_DIGITS);
}

static void add_rows(Stmt *stmt, int64_t plan, int columns, Buf *bytes) {
    stmt_bind_int(stmt, "@plan", plan);
    while (stmt_step(stmt)) {
        for (int i = 0; i < columns; i++)
            add_text(bytes, stmt_text(stmt, i));
    }
}

static Slice words_print(Store *store, int64_t plan, Buf *bytes, Arena *keep) {
    add_rows(db_stmt(store->db,
                     "SELECT text, coalesce(parse_key, '') FROM plan"
                     " LEFT JOIN parsed ON parsed.plan = plan.id WHERE plan.id = @plan"),
             plan, 2, bytes);
    return print_of(bytes, keep);
}

static Slice facts_print(Store *store, const PlanInfo *plan, Buf *bytes, Arena *keep) {
    add_text(bytes, path_base(plan->source));
#define X(key) add_text(bytes, plan->key);
    PLAN_FACTS(X)
#undef X
    add_rows(db_stmt(store->db,
                     "SELECT key, value FROM setting WHERE plan = @plan ORDER BY key"),
             plan->id, 2, bytes);
    return print_of(bytes, keep);
}

static Slice codes_print(Store *store, int64_t plan, Buf *bytes, Arena *keep) {
    Stmt *machines = db_stmt(
        store->db, "SELECT CAST(coding.node & 1048575 AS TEXT), coder.name, theme.code"
                   " FROM coding JOIN coder ON coder.id = coding.coder"
                   " JOIN theme ON theme.id = coding.theme"
                   " WHERE coding.node BETWEEN @plan << 20 AND (@plan << 20) + 1048575"
                   " AND coder.scheme = (SELECT value FROM meta WHERE key = 'scheme')"
                   " ORDER BY coding.node, coder.name, theme.position");
    add_rows(machines, plan, 3, bytes);
    add_text(bytes, S("people"));
    Stmt *people =
        db_stmt(store->db,
                "SELECT CAST(span_at AS TEXT), CAST(span_end AS TEXT), theme, coder, date"
                " FROM human_coding WHERE plan = @plan"
                " ORDER BY span_at, span_end, coder, theme, date");
    add_rows(people, plan, 5, bytes);
    return print_of(bytes, keep);
}

bool store_prints(Store *store, Arena *keep, PlanPrintList *prints, Err *err) {
    PlanList plans = {0};
    Buf bytes = {0};
    db_begin_read(store->db);
    if (!store_plans(store, keep, &plans, err)) {
        db_rollback(store->db);
        return false;
    }
    PlanPrint *list = ARENA_ARRAY(keep, PlanPrint, plans.n);
    for (size_t i = 0; i < plans.n; i++) {
        const PlanInfo *plan = &plans.at[i];
        list[i] = (PlanPrint){
            .slug = plan->slug,
            .document = plan->sha256,
            .words = words_print(store, plan->id, &bytes, keep),
            .facts = facts_print(store, plan, &bytes, keep),
            .codes = codes_print(store, plan->id, &bytes, keep),
        };
    }
    *prints = (PlanPrintList){list, plans.n};
    buf_release(&bytes);
    return db_commit(store->db, err);
}
