/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One plan's derived rows being written: what save.c, save_facts.c and save_coding.c
 * share. */
#ifndef STORE_SAVE_P_H
#define STORE_SAVE_P_H

#include "store/store_p.h"

/* What is counted per node before the rows are written. */
typedef struct {
    uint32_t targets, duties, deadlines; /* duties and deadlines with those of the
                                            ancestors */
    uint32_t section, subsection, task;  /* nearest of the kind at or above; 0: none */
    uint32_t chars;                      /* of the node's text, white space not counted */
} NodeFacts;

typedef struct {
    Db *db;
    int64_t plan;
    int64_t base; /* id of node 0 */
    const PlanTree *tree;
    NodeFacts *facts; /* one a node */
    Arena scratch;
} Saving;

void bind_span(Stmt *stmt, const char *at, const char *end, Span span);

void save_duties(Saving *saving);
void save_targets(Saving *saving);
void save_deadlines(Saving *saving);
void save_metadata(Saving *saving);
void save_diagnostics(Saving *saving);
void save_counts(Saving *saving, Slice parse_key);

#endif
