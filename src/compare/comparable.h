/* SPDX-License-Identifier: GPL-3.0-or-later */
/* comparable: whether plans are of one kind, before their shares are held against each
 * other. */
#ifndef COMPARE_COMPARABLE_H
#define COMPARE_COMPARABLE_H

#include "base/table.h"
#include "compare/corpus.h"

/* One row a plan, by slug. Columns: plan, plan_name, kind, level, year, measures, tasks,
 * per_task (measures), characters, per_measure (characters), with_duty (share of
 * measures), no_theme (share of measures), odd (how many reasons), reading.
 * Reasons: another kind, level or year than most others; a length, measures a task or
 * characters a measure more than 3 times (characters: 2 times) or less than a third (a
 * half) of the other plans' median; fewer than 30 measures; more than 30 % of them
 * without a theme. */
Table comparable_table(const Corpus *corpus, Arena *keep);

/* Warnings for a Table that compares these plans; nothing when they are alike. */
void comparable_warn(Table *table, const Corpus *corpus);

/* The genre of a kind, in the language in use: the year's work of an office is one,
 * whether it is called plan or main points; any other kind is a genre of its own. */
Slice comparable_genre(Slice kind);

#endif
