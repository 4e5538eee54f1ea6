/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "compare/coverage.h"
#include "stat/interval.h"

/* Theme index of "measures without any theme". */
#define NO_THEME UINT32_MAX

enum {
    COLUMN_THEME,
    COLUMN_THEME_NAME,
    COLUMN_TOP,
    COLUMN_DEPTH,
    COLUMN_CORE,
    COLUMN_PLAN,
    COLUMN_PLAN_NAME,
    COLUMN_MEASURES,
    COLUMN_PLAN_MEASURES,
    COLUMN_SHARE_OF_MEASURES,
    COLUMN_LOW,
    COLUMN_HIGH,
    COLUMN_CHARACTERS,
    COLUMN_CHARACTER_SHARE,
    COLUMN_TARGETS
};

/* What one theme has in one plan. */
typedef struct {
    VEC(int64_t) ids;
    int64_t characters, targets;
} Tally;

static void add_columns(Table *table) {
    const Column columns[] = {
        [COLUMN_THEME] = {"theme", T("code", "代码"), COLUMN_TEXT, 0},
        [COLUMN_THEME_NAME] = {"theme_name", T("theme", "主题"), COLUMN_TEXT, 0},
        [COLUMN_TOP] = {"top", T("top level", "一级主题"), COLUMN_COUNT, 0},
        [COLUMN_DEPTH] = {"depth", T("depth", "层级"), COLUMN_COUNT, 0},
        [COLUMN_CORE] = {"core", T("core", "核心"), COLUMN_COUNT, 0},
        [COLUMN_PLAN] = {"plan", T("plan", "计划"), COLUMN_TEXT, 0},
        [COLUMN_PLAN_NAME] = {"plan_name", T("plan name", "计划名称"), COLUMN_TEXT, 0},
        [COLUMN_MEASURES] = {"measures", T("measures", "举措数"), COLUMN_COUNT, 0},
        [COLUMN_PLAN_MEASURES] = {"plan_measures", T("of", "举措总数"), COLUMN_COUNT, 0},
        [COLUMN_SHARE_OF_MEASURES] = {"share", T("share", "占比"), COLUMN_SHARE, 1},
        [COLUMN_LOW] = {"share_low", T("low", "下限"), COLUMN_SHARE, 1},
        [COLUMN_HIGH] = {"share_high", T("high", "上限"), COLUMN_SHARE, 1},
        [COLUMN_CHARACTERS] = {"characters", T("characters", "字数"), COLUMN_COUNT, 0},
        [COLUMN_CHARACTER_SHARE] = {"character_share",
                                    T("share of characters", "字数占比"), COLUMN_SHARE,
                                    1},
        [COLUMN_TARGETS] = {"targets", T("targets", "目标数"), COLUMN_COUNT, 0},
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        table_column(table, columns[i]);
}

static Tally tally_theme(const Corpus *corpus, const CorpusPlan *plan, uint32_t theme) {
    Tally tally = {0};
    for (size_t i = plan->first; i < plan->first + plan->n; i++) {
        const CorpusMeasure *measure = &corpus->measures[i];
        bool counts = theme == NO_THEME ? measure->n_themes == 0
                                        : measure_has_theme(corpus, measure, theme);
        if (!counts)
            continue;
        vec_push(&tally.ids, measure->id);
        tally.characters += measure->characters;
        tally.targets += measure->targets;
    }
    return tally;
}

static int64_t plan_characters(const Corpus *corpus, const CorpusPlan *plan) {
    int64_t sum = 0;
    for (size_t i = plan->first; i < plan->first + plan->n; i++)
        sum += corpus->measures[i].characters;
    return sum;
}

static void describe_theme(const Corpus *corpus, uint32_t theme, Arena *keep, Cell *row) {
    bool none = theme == NO_THEME;
    const ThemeInfo *info = none ? NULL : &corpus->themes[theme];
    Slice name = none ? slice_of(T("no theme", "未编码")) : theme_name(info);
    row[COLUMN_THEME] = cell_text(keep, none ? S("-") : info->code);
    row[COLUMN_THEME_NAME] = cell_text(keep, name);
    bool top = none || info->parent == UINT32_MAX;
    row[COLUMN_TOP] = cell_count(top);
    row[COLUMN_DEPTH] = cell_count(top ? 1 : 2);
    row[COLUMN_CORE] = cell_count(!none && top && info->core);
}

static void add_row(Table *table, const Corpus *corpus, uint32_t theme,
                    const CorpusPlan *plan, double level) {
    Arena *keep = table->arena;
    Cell *row = table_row(table);
    Tally tally = tally_theme(corpus, plan, theme);
    double hits = (double)tally.ids.n, n = (double)plan->n;
    double characters = (double)plan_characters(corpus, plan);
    Interval interval = share_wilson(hits, n, level);
    describe_theme(corpus, theme, keep, row);
    row[COLUMN_PLAN] = cell_text(keep, plan->slug);
    row[COLUMN_PLAN_NAME] = cell_text(keep, plan->label);
    row[COLUMN_MEASURES] =
        cell_with(keep, cell_count((int64_t)tally.ids.n), tally.ids.at, tally.ids.n);
    row[COLUMN_PLAN_MEASURES] = cell_count((int64_t)plan->n);
    row[COLUMN_SHARE_OF_MEASURES] =
        cell_with(keep, cell_real(n > 0 ? hits / n : NAN), tally.ids.at, tally.ids.n);
    row[COLUMN_LOW] = cell_real(interval.lower);
    row[COLUMN_HIGH] = cell_real(interval.upper);
    row[COLUMN_CHARACTERS] = cell_count(tally.characters);
    row[COLUMN_CHARACTER_SHARE] =
        cell_real(characters > 0 ? (double)tally.characters / characters : NAN);
    row[COLUMN_TARGETS] = cell_count(tally.targets);
    vec_release(&tally.ids);
}

static void add_notes(Table *table, const Corpus *corpus, double level) {
    table_note(table,
               T("%zu plans, %zu measures, coded with %.*s.",
                 "共 %zu 份计划、%zu 条举措；主题方案：%.*s。"),
               corpus->n_plans, corpus->n_measures, SLICE_ARG(corpus->scheme));
    table_note(
        table,
        T("low and high: Wilson interval at %g %%. The plans are whole, not a sample: the interval is for the "
          "process that writes and codes measures, not for plans unseen.",
          "下限、上限：%g%% Wilson 区间。计划是全文而非抽样，区间描述的是撰写与编码过程的不确定性，而非未读到的计划。"),
        level * 100);
    table_note(
        table, "%s",
        T("A measure may carry several themes and counts in each, so shares may add to more than 100 %.",
          "一条举措可属多个主题，在每个主题中各计一次，因此占比之和可超过 100%。"));
    for (size_t i = 0; i < corpus->n_plans; i++) {
        if (corpus->plans[i].n == 0)
            table_note(table,
                       T("%.*s has no measures: its shares are not defined.",
                         "%.*s 没有举措，占比无定义。"),
                       SLICE_ARG(corpus->plans[i].slug));
    }
}

Table coverage_table(const Corpus *corpus, const CorpusChoice *choice,
                     const CoverageOptions *options, Arena *keep) {
    Table table = table_new(
        keep, "coverage", slice_of(T("Coverage by theme and plan", "各计划的主题覆盖")));
    add_columns(&table);
    for (uint32_t theme = 0; theme < corpus->n_themes; theme++) {
        if (!corpus_shows_theme(choice, corpus, theme))
            continue;
        for (size_t i = 0; i < corpus->n_plans; i++)
            add_row(&table, corpus, theme, &corpus->plans[i], options->level);
    }
    for (size_t i = 0; i < corpus->n_plans && choice->themes.n == 0; i++)
        add_row(&table, corpus, NO_THEME, &corpus->plans[i], options->level);
    add_notes(&table, corpus, options->level);
    return table;
}
