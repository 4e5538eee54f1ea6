/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is charged with each measure: clauses stand beside tasks and sections as often as
 * in the measures. */
#include "base/base.h"

#include "store/store_p.h"
#include "store/words_p.h"

bool store_duties(Store *store, const int64_t *plans, size_t n_plans, Arena *keep,
                  DutyList *duties, Err *err) {
    VEC(DutyRow) rows = {0};
    db_begin_read(store->db);
    size_t n;
    const PlanName *names = plan_names(store, plans, n_plans, keep, &n);
    for (size_t i = 0; i < n; i++) {
        Stmt *stmt = db_stmt(
            store->db,
            "SELECT node.id, duty.role, duty.unit FROM node JOIN duty ON duty.node IN"
            " (node.id, node.parent, node.task, node.subsection, node.section, @from)"
            " WHERE node.id BETWEEN @from AND @to AND kind = 'measure' AND part = 'plan'"
            " ORDER BY node.id, duty.ordinal");
        bind_nodes(stmt, names[i].id);
        while (stmt_step(stmt)) {
            DutyRole role =
                (DutyRole)WORD_VALUE(store->db, duty_role_words, stmt_text(stmt, 1));
            vec_push(&rows, (DutyRow){.measure = stmt_int(stmt, 0),
                                      .role = role,
                                      .unit = arena_copy(keep, stmt_text(stmt, 2))});
        }
    }
    *duties = (DutyList){keep_array(keep, rows.at, rows.n, sizeof *rows.at), rows.n};
    vec_release(&rows);
    return db_commit(store->db, err);
}
