/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scheme's own tests, and a look for what is wrong with it though it loads: terms that
 * can never fire, do nothing beside another, fire in two themes, or are dead in a corpus.
 */
#ifndef THEME_CHECK_H
#define THEME_CHECK_H

#include "base/table.h"
#include "plan/tree.h"
#include "theme/scheme.h"

/* Codes each theme's example sentences. A "yes" must be coded with the theme itself, a
 * "no" neither with it nor with a subtheme. A row for each that fails: line, theme,
 * wanted, text, coded, hits; notes count those that were run. */
Table scheme_check_examples(const Scheme *scheme, Arena *arena);

/* A row for each finding: line, theme, rule, finding (a stable word), term, detail. */
Table scheme_lint(const Scheme *scheme, Arena *arena);

/* Which terms a corpus uses: plans are added one by one. */
typedef struct SchemeUse SchemeUse;
SchemeUse *scheme_use_new(const Scheme *scheme); /* the scheme must outlive it */
void scheme_use_free(SchemeUse *use);
void scheme_use_add(SchemeUse *use, const PlanTree *tree);
/* A row for each term of a theme, regular expression or excluded phrase that no heading
 * or measure of the corpus holds. */
Table scheme_use_dead(const SchemeUse *use, Arena *arena);

#endif
