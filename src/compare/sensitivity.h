/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sensitivity: whether a ranking survives other ways of counting. */
#ifndef COMPARE_SENSITIVITY_H
#define COMPARE_SENSITIVITY_H

#include "base/table.h"
#include "compare/corpus.h"

#define SENSITIVITY_OF(X)                                                                \
    X(SENSITIVITY_THEMES, "themes") /* the themes of all plans together */               \
    X(SENSITIVITY_EACH, "each")     /* the themes of each plan */                        \
    X(SENSITIVITY_PLANS, "plans")   /* the plans, theme by theme */
typedef enum {
#define X(of, word) of,
    SENSITIVITY_OF(X)
#undef X
} SensitivityOf;

/* The variants: measures or characters; a measure counts in each of its top-level themes,
 * 1/m in each of m, or only when it has one; and with that
 *   themes: all plans as one text, or each plan's shares alike; all plans, or without
 * one; each: all tasks, or without one; plans: nothing more. The base is the first of
 * each: measures, in each theme, as one text, nothing left out. One row a scope (all, a
 * plan, a theme) and what is ranked there, by rank. Columns: scope, scope_name, item,
 * item_name, share (in the base), rank (1 is the largest; equals have the same), best,
 * worst (over the variants), same (the part of the variants where the rank is that of the
 * base), near (where it is at most one place off), top3 (where it is among the first
 * three), variants, charted (1 for the first 15 of a scope), reading. What is 0 in the
 * base is no row. */
/* own: the same plans with the measures in their own words alone, for variants without
 * what is copied; NULL: none. */
Table sensitivity_table(const Corpus *corpus, const Corpus *own,
                        const CorpusChoice *choice, SensitivityOf of, Arena *keep);

#endif
