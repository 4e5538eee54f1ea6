/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Themes of the two schemes are the same when their codes are: their order may differ. */
#include "base/base.h"

#include "theme/coder.h"
#include "theme/diff.h"

/* A code of either scheme; UINT32_MAX where a scheme has it not. */
typedef struct {
    Slice code;
    uint32_t before, after;
    size_t n_before, n_after, lost, gained;
} DiffTheme;

typedef struct {
    Slice plan, text, lost, gained;
} DiffRow;

struct SchemeDiff {
    const Scheme *schemes[2];
    Coder *coders[2];
    PlanCoding codings[2];
    VEC(DiffTheme) themes;
    uint32_t *joint[2]; /* from a scheme's theme to a row of themes */
    VEC(DiffRow) rows;
    size_t measures;
    Arena arena;
};

static uint32_t find_theme(const SchemeDiff *diff, Slice code) {
    for (uint32_t i = 0; i < diff->themes.n; i++) {
        if (slice_equal(diff->themes.at[i].code, code))
            return i;
    }
    return UINT32_MAX;
}

static void join_themes(SchemeDiff *diff) {
    for (size_t side = 0; side < 2; side++) {
        size_t n = scheme_n_themes(diff->schemes[side]);
        diff->joint[side] = memory_grow(NULL, n, sizeof **diff->joint);
        for (uint32_t i = 0; i < n; i++) {
            Slice code = scheme_theme(diff->schemes[side], i)->code;
            uint32_t row = find_theme(diff, code);
            if (row == UINT32_MAX) {
                row = (uint32_t)diff->themes.n;
                vec_push(
                    &diff->themes,
                    (DiffTheme){.code = code, .before = UINT32_MAX, .after = UINT32_MAX});
            }
            diff->joint[side][i] = row;
            *(side ? &diff->themes.at[row].after : &diff->themes.at[row].before) = i;
        }
    }
}

SchemeDiff *scheme_diff_new(const Scheme *before, const Scheme *after) {
    SchemeDiff *diff = memory_grow(NULL, 1, sizeof *diff);
    *diff = (SchemeDiff){.schemes = {before, after}};
    diff->coders[0] = coder_new(before);
    diff->coders[1] = coder_new(after);
    join_themes(diff);
    return diff;
}

void scheme_diff_free(SchemeDiff *diff) {
    if (!diff)
        return;
    for (size_t side = 0; side < 2; side++) {
        coder_free(diff->coders[side]);
        plan_coding_release(&diff->codings[side]);
        free(diff->joint[side]);
    }
    vec_release(&diff->themes);
    vec_release(&diff->rows);
    arena_release(&diff->arena);
    free(diff);
}

/* Marks, for one measure, each joint theme's sides: 1 before, 2 after. */
static void mark(const SchemeDiff *diff, size_t side, size_t *at, uint32_t node,
                 uint8_t *sides) {
    const PlanCoding *coding = &diff->codings[side];
    while (*at < coding->codings.n && coding->codings.at[*at].node < node)
        ++*at;
    for (; *at < coding->codings.n && coding->codings.at[*at].node == node; ++*at)
        sides[diff->joint[side][coding->codings.at[*at].theme]] |= (uint8_t)(1 << side);
}

static void add_code(Buf *list, Slice code) {
    if (list->n)
        buf_add_byte(list, ',');
    buf_add(list, code);
}

static void compare_measure(SchemeDiff *diff, const PlanTree *tree, uint32_t node,
                            Slice plan, const uint8_t *sides) {
    Buf lost = {0}, gained = {0};
    for (size_t i = 0; i < diff->themes.n; i++) {
        DiffTheme *theme = &diff->themes.at[i];
        theme->n_before += sides[i] & 1;
        theme->n_after += sides[i] >> 1;
        if (sides[i] == 1)
            add_code(&lost, theme->code);
        if (sides[i] == 2)
            add_code(&gained, theme->code);
        theme->lost += sides[i] == 1;
        theme->gained += sides[i] == 2;
    }
    if (lost.n || gained.n)
        vec_push(&diff->rows, (DiffRow){plan, plan_node_text(tree, node, &diff->arena),
                                        arena_copy(&diff->arena, buf_slice(&lost)),
                                        arena_copy(&diff->arena, buf_slice(&gained))});
    buf_release(&lost);
    buf_release(&gained);
}

void scheme_diff_add(SchemeDiff *diff, const PlanTree *tree, Slice plan) {
    plan = arena_copy(&diff->arena, plan);
    for (size_t side = 0; side < 2; side++)
        coder_code_plan(diff->coders[side], tree, &diff->codings[side]);
    uint8_t *sides = memory_grow(NULL, diff->themes.n, 1);
    size_t at[2] = {0, 0};
    for (uint32_t node = 0; node < tree->nodes.n; node++) {
        const PlanNode *row = &tree->nodes.at[node];
        if (row->kind != NODE_MEASURE || row->part != PART_PLAN)
            continue;
        memset(sides, 0, diff->themes.n);
        mark(diff, 0, &at[0], node, sides);
        mark(diff, 1, &at[1], node, sides);
        compare_measure(diff, tree, node, plan, sides);
        diff->measures++;
    }
    free(sides);
}

static void add_notes(const SchemeDiff *diff, Table *table) {
    table_note(table,
               T("%zu measures, %zu with other codes.", "举措 %zu 条，编码有变 %zu 条。"),
               diff->measures, diff->rows.n);
    table_note(table,
               T("Before: %.*s, hash %.*s. After: %.*s, hash %.*s.",
                 "之前：%.*s，哈希 %.*s。之后：%.*s，哈希 %.*s。"),
               SLICE_ARG(scheme_name(diff->schemes[0])),
               SLICE_ARG(scheme_hash(diff->schemes[0])),
               SLICE_ARG(scheme_name(diff->schemes[1])),
               SLICE_ARG(scheme_hash(diff->schemes[1])));
}

Table scheme_diff_measures(const SchemeDiff *diff, Arena *arena) {
    Table table = table_new(arena, "scheme-diff-measures",
                            slice_of(T("Measures whose codes change", "编码有变的举措")));
    table_column(&table, (Column){"plan", T("plan", "计划"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"text", T("measure", "举措"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"lost", T("lost", "失去"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"gained", T("gained", "新增"), COLUMN_TEXT, 0});
    for (size_t i = 0; i < diff->rows.n; i++) {
        const DiffRow *change = &diff->rows.at[i];
        Cell *row = table_row(&table);
        row[0] = cell_text(arena, change->plan);
        row[1] = cell_text(arena, change->text);
        row[2] = cell_text(arena, change->lost);
        row[3] = cell_text(arena, change->gained);
    }
    add_notes(diff, &table);
    return table;
}

Table scheme_diff_shares(const SchemeDiff *diff, bool all, Arena *arena) {
    Table table =
        table_new(arena, "scheme-diff-shares",
                  slice_of(T("What changes in the shares", "各主题占比的变化")));
    table_column(&table, (Column){"theme", T("theme", "主题"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"before", T("before", "之前"), COLUMN_COUNT, 0});
    table_column(&table, (Column){"after", T("after", "之后"), COLUMN_COUNT, 0});
    table_column(&table, (Column){"lost", T("lost", "失去"), COLUMN_COUNT, 0});
    table_column(&table, (Column){"gained", T("gained", "新增"), COLUMN_COUNT, 0});
    table_column(
        &table, (Column){"share_before", T("share before", "之前占比"), COLUMN_SHARE, 1});
    table_column(&table,
                 (Column){"share_after", T("share after", "之后占比"), COLUMN_SHARE, 1});
    table_column(&table, (Column){"change", T("change", "变化"), COLUMN_SHARE, 1});
    double n = (double)diff->measures; /* none: the shares are not defined */
    for (size_t i = 0; i < diff->themes.n; i++) {
        const DiffTheme *theme = &diff->themes.at[i];
        if (!all && theme->lost == 0 && theme->gained == 0)
            continue;
        double before = (double)theme->n_before / n, after = (double)theme->n_after / n;
        Cell *row = table_row(&table);
        row[0] = cell_text(arena, theme->code);
        row[1] = cell_count((int64_t)theme->n_before);
        row[2] = cell_count((int64_t)theme->n_after);
        row[3] = cell_count((int64_t)theme->lost);
        row[4] = cell_count((int64_t)theme->gained);
        row[5] = cell_real(before);
        row[6] = cell_real(after);
        row[7] = cell_real(after - before);
    }
    add_notes(diff, &table);
    return table;
}
