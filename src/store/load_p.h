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

#endif
