/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sound plan trees without a parser: built node by node, or at random from a seed. For
 * tests of the rooms behind plan/. */
#ifndef TESTS_UNIT_PLAN_MAKER_H
#define TESTS_UNIT_PLAN_MAKER_H

#include "plan/tree.h"
#include "theme/coding.h"

typedef struct {
    Buf text;
    PlanTree tree;
    PlanCoding coding;
    uint64_t state; /* of the random numbers */
} PlanMaker;

void maker_begin(PlanMaker *maker, const char *title);
/* A node with a heading line under `parent`; its index. */
uint32_t maker_heading(PlanMaker *maker, uint32_t parent, NodeKind kind,
                       const char *number, const char *heading);
/* A leaf: measure, preamble or chrome; a line break in the text stays one. */
uint32_t maker_leaf(PlanMaker *maker, uint32_t parent, NodeKind kind, PlanPart part,
                    const char *text);
/* A duty clause behind the last node, charged to `node`. */
void maker_duty(PlanMaker *maker, uint32_t node, DutyRole role, const char *unit);
/* The next occurrence of `words` in a leaf becomes a target, a deadline, a hit of a
 * theme. */
void maker_target(PlanMaker *maker, uint32_t measure, const char *words, double value);
void maker_deadline(PlanMaker *maker, uint32_t node, const char *words, int from, int to);
void maker_hit(PlanMaker *maker, uint32_t measure, uint32_t theme, const char *words);
void maker_metadatum(PlanMaker *maker, const char *key, const char *value,
                     const char *source, bool chosen);
/* Sets what depends on the whole and checks the tree; to be called once, before use. */
void maker_end(PlanMaker *maker);
void maker_release(PlanMaker *maker);

/* A plan of about n measures with everything in it, the same for the same seed; themes
 * are below n_themes. */
void maker_random(PlanMaker *maker, uint64_t seed, size_t n_measures, uint32_t n_themes);
uint32_t maker_below(PlanMaker *maker, uint32_t n); /* the next random number, 0..n-1 */

#endif
