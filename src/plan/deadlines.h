/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By when: 6月底前, 第三季度, 2025年8月31日前, 全年, 每季度, as written and as a range of
 * days.
 *
 * Days are yyyymmdd. A year that is not written is the plan's; where that is unknown too
 * both days are 0. "By" a day (前, 底, 末) runs from the first day of the plan's year.
 * 长期 has no last day (0). Times whose days depend on a school's calendar (开学前,
 * 暑假前, 学期末) have 0 for both. */
#ifndef PLAN_DEADLINES_H
#define PLAN_DEADLINES_H

#include "base/base.h"
#include "plan/tree.h"

typedef VEC(Deadline) DeadlineList;

/* The deadlines stated in a text, in order, appended with node = 0; spans are relative to
 * text plus `shift`. labelled: the text as a whole says when (it stands behind
 * 完成时限：, or in such a table column); then bare months and dates, 全年, 长期 and
 * 每季度 count, which in a sentence only tell how it is done. */
void deadlines_find(Slice text, size_t shift, int plan_year, bool labelled,
                    DeadlineList *found);

/* Fills tree->deadlines from the measures of PART_PLAN and PART_ANNEX and from all duty
 * pieces, in document order, replacing what was there. plan_year 0: unknown. */
void plan_find_deadlines(PlanTree *tree, int plan_year);

/* Whether a column heading or label says that its cells are deadlines: 完成时限,
 * 时间节点. */
bool deadline_label(Slice label);

#endif
