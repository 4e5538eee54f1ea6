/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "base/normalize.h"
#include "command/coding_sheet.h"
#include "command/measure_key.h"
#include "command/wording.h"
#include "compare/corpus.h"

static const struct {
    const char *key, *en, *zh;
} columns[] = {
#define X(column, key, en, zh) {key, en, zh},
    SHEET_COLUMNS(X)
#undef X
};

static Slice slug_of_plan(const PlanList *plans, int64_t id) {
    for (size_t i = 0; i < plans->n; i++) {
        if (plans->at[i].id == id)
            return plans->at[i].slug;
    }
    BUG("no plan %lld", (long long)id);
}

Table coding_sheet(const MeasureList *measures, const PlanList *plans,
                   const size_t *picked, size_t n, Arena *arena) {
    Table table = table_new(arena, "coding", slice_of(T("Coding sheet", "编码表")));
    for (size_t i = 0; i < SHEET_COLUMNS_COUNT; i++)
        table_column(&table, (Column){columns[i].key, T(columns[i].en, columns[i].zh),
                                      i == SHEET_NUMBER ? COLUMN_COUNT : COLUMN_TEXT, 0});
    for (size_t i = 0; i < n; i++) {
        const MeasureRow *measure = &measures->at[picked[i]];
        Slice slug = slug_of_plan(plans, measure->plan);
        Cell *row = table_row(&table);
        row[SHEET_NUMBER] = cell_count((int64_t)i + 1);
        row[SHEET_KEY] = cell_text(arena, measure_key(slug, measure, arena));
        row[SHEET_PLAN] = cell_text(arena, slug);
        row[SHEET_SECTION] =
            cell_text(arena, wording_place(&measure->section, &measure->subsection,
                                           &(Heading){0}, arena));
        row[SHEET_TASK] = cell_text(
            arena, wording_place(&measure->task, &(Heading){0}, &(Heading){0}, arena));
        row[SHEET_TEXT] = cell_text(arena, measure->text);
    }
    return table;
}

static Slice in_language(Slice en, Slice zh) {
    Slice wanted = T(en, zh);
    return wanted.n ? wanted : T(zh, en);
}

Table coding_codebook(const Scheme *scheme, Arena *arena) {
    Table table = table_new(arena, "codebook", slice_of(T("Codebook", "编码手册")));
    const Column heads[] = {
        {"entry", T("entry", "选项"), COLUMN_TEXT, 0},
        {"definition", T("definition", "定义"), COLUMN_TEXT, 0},
        {"includes", T("include", "包括"), COLUMN_TEXT, 0},
        {"excludes", T("do not include", "不包括"), COLUMN_TEXT, 0},
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        table_column(&table, heads[i]);
    Cell *none = table_row(&table);
    none[0] = cell_text(arena, slice_of(SHEET_NONE));
    none[1] = cell_text(
        arena, slice_of(T("read, and none of the themes", "已读，不属于任何主题")));
    for (uint32_t i = 0; i < scheme_n_themes(scheme); i++) {
        const ThemeInfo *theme = scheme_theme(scheme, i);
        ThemeNotes notes = scheme_notes(scheme, i);
        Cell *row = table_row(&table);
        row[0] = cell_text(arena, arena_format(arena, "%.*s %.*s", SLICE_ARG(theme->code),
                                               SLICE_ARG(theme_name(theme))));
        row[1] = cell_text(arena, in_language(notes.definition_en, notes.definition_zh));
        row[2] = cell_text(arena, in_language(notes.includes_en, notes.includes_zh));
        row[3] = cell_text(arena, in_language(notes.excludes_en, notes.excludes_zh));
    }
    return table;
}

/* Case, width and white space of a heading do not matter. */
SheetColumn sheet_column_of(Slice heading) {
    static const struct {
        const char *name;
        SheetColumn column;
    } others[] = {
        {"codes", SHEET_CODE_1}, {"code", SHEET_CODE_1},   {"themes", SHEET_CODE_1},
        {"编码", SHEET_CODE_1},  {"主题", SHEET_CODE_1},   {"代码", SHEET_CODE_1},
        {"measure", SHEET_TEXT}, {"举措原文", SHEET_TEXT},
    };
    Arena scratch = {0};
    unsigned how = FOLD_CASE | FOLD_SPACE;
    Slice name = text_fold(&scratch, heading, how).text;
    Slice bare = name; /* "code_7": people add columns */
    while (bare.n && strchr("0123456789_", bare.p[bare.n - 1]))
        bare.n--;
    SheetColumn found = SHEET_COLUMNS_COUNT;
    for (size_t i = 0; i < SHEET_COLUMNS_COUNT && found == SHEET_COLUMNS_COUNT; i++) {
        const char *names[] = {columns[i].key, columns[i].en, columns[i].zh};
        for (size_t k = 0; k < 3; k++) {
            if (slice_equal(name, text_fold(&scratch, slice_of(names[k]), how).text))
                found = (SheetColumn)i;
        }
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        bool numbered = others[i].column == SHEET_CODE_1;
        if (found == SHEET_COLUMNS_COUNT &&
            slice_equal(numbered ? bare : name, slice_of(others[i].name)))
            found = others[i].column;
    }
    arena_release(&scratch);
    return found;
}
