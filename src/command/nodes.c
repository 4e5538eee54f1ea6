/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/nodes.h"

static Table empty_table(Arena *arena) {
    Table table =
        table_new(arena, "nodes", slice_of(T("Nodes of the plan", "计划的节点")));
    const Column columns[] = {
        {"plan", T("plan", "计划"), COLUMN_TEXT, 0},
        {"kind", T("kind", "类别"), COLUMN_TEXT, 0},
        {"part", T("part", "组成"), COLUMN_TEXT, 0},
        {"level", T("level", "层级"), COLUMN_COUNT, 0},
        {"number", T("number", "编号"), COLUMN_TEXT, 0},
        {"heading", T("heading", "标题"), COLUMN_TEXT, 0},
        {"text", T("text", "正文"), COLUMN_TEXT, 0},
        {"span_at", T("from byte", "起始字节"), COLUMN_COUNT, 0},
        {"span_end", T("to byte", "结束字节"), COLUMN_COUNT, 0},
    };
    table_columns(&table, columns, sizeof columns / sizeof *columns);
    return table;
}

Table nodes_table(const PlanTree *tree, Slice slug, Arena *arena) {
    Table table = empty_table(arena);
    for (uint32_t i = 0; i < tree->nodes.n; i++) {
        const PlanNode *node = &tree->nodes.at[i];
        Cell *row = table_row(&table);
        *row++ = cell_text(arena, slug);
        *row++ = cell_text(arena, slice_of(node_kind_word(node->kind)));
        *row++ = cell_text(arena, slice_of(plan_part_word(node->part)));
        *row++ = cell_count(node->level);
        *row++ = cell_text(arena, slice_at(tree->text, node->number));
        *row++ = cell_text(arena, plan_node_heading(tree, i, arena));
        *row++ = cell_text(arena, plan_node_text(tree, i, arena));
        *row++ = cell_count((int64_t)node->span.at);
        *row++ = cell_count((int64_t)node->span.end);
    }
    return table;
}
