/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of store/ share: a database in a folder of its own, plans from
 * plan_maker in it, trees compared. */
#ifndef TESTS_UNIT_STORE_CHECK_H
#define TESTS_UNIT_STORE_CHECK_H

#include "plan_maker.h"
#include "store/query.h"

/* A new database in a new folder; path: its file. Opened anew with check_reopen. */
Store *check_store(void);
const char *check_store_path(void);
Store *check_reopen(StoreMode mode);
/* Closes it and takes folder and files away. */
void check_store_end(Store *store);

/* A scheme of n themes: t0, t0.1, t0.2, t3, t3.4, ...: every third is a top one. */
void check_scheme(Store *store, size_t n);
/* The input for a plan: sha256 made from `version`. */
PlanInput check_input(const PlanMaker *maker, const char *source, uint64_t version,
                      Arena *keep);
PlanPut check_put(Store *store, const PlanMaker *maker, const char *source,
                  uint64_t version, Arena *keep);

void check_trees_equal(const PlanTree *a, const PlanTree *b);
void check_codings_equal(const PlanCoding *a, const PlanCoding *b);

#endif
