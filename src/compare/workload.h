/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workload: which unit is charged with how much, and with which themes; and what nobody
 * is charged with. */
#ifndef COMPARE_WORKLOAD_H
#define COMPARE_WORKLOAD_H

#include "base/table.h"
#include "compare/corpus.h"

/* One row a plan, unit and theme (the unit's measures of that theme), before them one for
 * all its measures, theme "". Plans in order; units by falling measures; the last unit of
 * a plan, "-", stands for measures that name none. Of chosen themes: theme by theme,
 * units by falling measures of it. Columns: plan, plan_name, unit, unit_name, owner
 * (unit, after its plan where there are several), theme, theme_name, total (1 in the rows
 * of all measures), charted (1 for top-level themes of a plan's first 15 units, which
 * have rows of 0 too), measures (with ids), of (the plan's measures), share = measures /
 * of; responsible, lead, support: measures in which it has that role (with ids); themes:
 * top-level themes touched, top_themes: the first three with their measures (total rows).
 * duties: of the corpus' plans, as store_duties. */
Table workload_table(const Corpus *corpus, const CorpusChoice *choice,
                     const DutyList *duties, Arena *keep);

#endif
