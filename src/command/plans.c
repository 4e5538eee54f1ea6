/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/plans.h"

Table plans_table(const PlanList *plans, Arena *arena) {
    Table table = table_new(arena, "plans", slice_of(T("Plans", "计划")));
    const Column columns[] = {
        {"plan", T("plan", "计划"), COLUMN_TEXT, 0},
        {"title", T("title", "标题"), COLUMN_TEXT, 0},
        {"year", T("year", "年度"), COLUMN_TEXT, 0},
        {"region", T("region", "地区"), COLUMN_TEXT, 0},
        {"sections", T("sections", "部分"), COLUMN_COUNT, 0},
        {"tasks", T("tasks", "任务"), COLUMN_COUNT, 0},
        {"measures", T("measures", "举措"), COLUMN_COUNT, 0},
        {"targets", T("targets", "目标"), COLUMN_COUNT, 0},
        {"duties", T("duties", "责任"), COLUMN_COUNT, 0},
        {"characters", T("characters", "字数"), COLUMN_COUNT, 0},
        {"doubts", T("doubts", "存疑"), COLUMN_COUNT, 0},
    };
    table_columns(&table, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < plans->n; i++) {
        const PlanInfo *plan = &plans->at[i];
        Cell *row = table_row(&table);
        *row++ = cell_text(arena, plan->slug);
        *row++ = cell_text(arena, plan->title);
        *row++ = cell_text(arena, plan->year);
        *row++ = cell_text(arena, plan->region);
        *row++ = cell_count(plan->n_sections);
        *row++ = cell_count(plan->n_tasks);
        *row++ = cell_count(plan->n_measures);
        *row++ = cell_count(plan->n_targets);
        *row++ = cell_count(plan->n_duties);
        *row++ = cell_count((int64_t)plan->chars);
        *row++ = cell_count(plan->n_diagnostics);
    }
    return table;
}
