/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a plan that are loaded both with the tree and alone. */
#ifndef STORE_LOAD_P_H
#define STORE_LOAD_P_H

#include "store/store_p.h"

typedef VEC(Diag) DiagVec;
typedef VEC(Metadatum) MetadatumVec;

void load_diagnostics(Store *store, int64_t plan, Arena *keep, DiagVec *diags);
/* As the parser found them, with what was set by hand on top. */
void load_metadata(Store *store, int64_t plan, Arena *keep, MetadatumVec *metadata);

/* What target_of reads, as the first columns of a query. */
#define TARGET_COLUMNS                                                                   \
    "target.node, comparator, hardness, redacted, value, high, baseline, value_norm,"    \
    " per_period, value_text, unit, unit_norm, object, period, target.span_at,"          \
    " target.span_end"
enum { N_TARGET_COLUMNS = 16 };
Target target_of(Db *db, Stmt *stmt, Arena *keep);

#endif
