/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: a plan is carried out by units; who is overloaded, and what nobody owns, stands
 * between the lines of a hundred clauses. */
#include "base/base.h"

#include <math.h>
#include <stdlib.h>

#include "compare/tally.h"
#include "compare/workload.h"

#define WORKLOAD_COLUMNS(X)                                                              \
    X(PLAN, "plan", T("plan", "计划"), COLUMN_TEXT, 0)                                   \
    X(PLAN_NAME, "plan_name", T("plan name", "计划名称"), COLUMN_TEXT, 0)                \
    X(UNIT, "unit", T("unit", "单位代码"), COLUMN_TEXT, 0)                               \
    X(UNIT_NAME, "unit_name", T("unit", "单位"), COLUMN_TEXT, 0)                         \
    X(OWNER, "owner", T("plan and unit", "计划与单位"), COLUMN_TEXT, 0)                  \
    X(THEME, "theme", T("theme", "主题代码"), COLUMN_TEXT, 0)                            \
    X(THEME_NAME, "theme_name", T("theme name", "主题"), COLUMN_TEXT, 0)                 \
    X(TOTAL, "total", T("all themes", "合计行"), COLUMN_COUNT, 0)                        \
    X(CHARTED, "charted", T("in the chart", "入图"), COLUMN_COUNT, 0)                    \
    X(MEASURES, "measures", T("measures", "举措数"), COLUMN_COUNT, 0)                    \
    X(OF, "of", T("of", "举措总数"), COLUMN_COUNT, 0)                                    \
    X(OWN_SHARE, "share", T("share", "占比"), COLUMN_SHARE, 1)                           \
    X(RESPONSIBLE, "responsible", T("responsible", "责任"), COLUMN_COUNT, 0)             \
    X(LEAD, "lead", T("lead", "牵头"), COLUMN_COUNT, 0)                                  \
    X(SUPPORT, "support", T("support", "配合"), COLUMN_COUNT, 0)                         \
    X(THEMES, "themes", T("themes", "涉及主题数"), COLUMN_COUNT, 0)                      \
    X(TOP_THEMES, "top_themes", T("mostly", "主要涉及"), COLUMN_TEXT, 0)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    WORKLOAD_COLUMNS(X)
#undef X
};

enum { ROLES = 3, CHARTED_UNITS = 15, TOP_THEMES = 3 };

/* A measure that a unit is charged with, and in which roles (a bit each). */
typedef struct {
    const CorpusMeasure *measure;
    unsigned roles;
} Charge;

typedef struct {
    Slice name;          /* empty: nobody */
    VEC(Charge) charges; /* by place */
} Unit;

typedef struct {
    VEC(Unit) units; /* by falling charges, nobody last */
} PlanLoad;

typedef struct {
    Table *table;
    const Corpus *corpus;
    const CorpusChoice *choice;
} Making;

/* ---- Who is charged with what ---- */

static Unit *unit_of(PlanLoad *load, Slice name) {
    for (size_t i = 0; i < load->units.n; i++) {
        if (slice_equal(load->units.at[i].name, name))
            return &load->units.at[i];
    }
    vec_push(&load->units, (Unit){.name = name});
    return vec_last(&load->units);
}

static void charge(Unit *unit, const CorpusMeasure *measure, unsigned role) {
    if (unit->charges.n == 0 || vec_last(&unit->charges)->measure != measure)
        vec_push(&unit->charges, (Charge){measure, 0});
    vec_last(&unit->charges)->roles |= role;
}

static int compare_units(const void *a, const void *b) {
    const Unit *x = a, *y = b;
    if ((x->name.n == 0) != (y->name.n == 0))
        return x->name.n == 0 ? 1 : -1;
    if (x->charges.n != y->charges.n)
        return x->charges.n > y->charges.n ? -1 : 1;
    return slice_compare(x->name, y->name);
}

/* Duties of measures that the corpus has left out. */
static void pass_over(const DutyList *duties, size_t *next, const CorpusPlan *plan,
                      int64_t before) {
    while (*next < duties->n && measure_plan(duties->at[*next].measure) == plan->id &&
           duties->at[*next].measure < before)
        ++*next;
}

/* Duties and measures come in the same order; *next is the first duty not yet read. */
static PlanLoad load_plan(const Corpus *corpus, const CorpusPlan *plan,
                          const DutyList *duties, size_t *next) {
    PlanLoad load = {0};
    for (size_t i = plan->first; i < plan->first + plan->n; i++) {
        const CorpusMeasure *measure = &corpus->measures[i];
        bool owned = false;
        pass_over(duties, next, plan, measure->id);
        for (; *next < duties->n && duties->at[*next].measure == measure->id; ++*next) {
            const DutyRow *duty = &duties->at[*next];
            charge(unit_of(&load, duty->unit), measure, 1u << duty->role);
            owned = true;
        }
        if (!owned)
            charge(unit_of(&load, (Slice){0}), measure, 0);
    }
    pass_over(duties, next, plan, INT64_MAX);
    if (load.units.n)
        qsort(load.units.at, load.units.n, sizeof *load.units.at, compare_units);
    return load;
}

static void release_load(PlanLoad *load) {
    for (size_t i = 0; i < load->units.n; i++)
        vec_release(&load->units.at[i].charges);
    vec_release(&load->units);
}

/* ---- Rows ---- */

/* The charges of a unit in a theme; UINT32_MAX - 1: in any or none. */
#define ANY_THEME (UINT32_MAX - 1)
typedef struct {
    VEC(int64_t) all, by_role[ROLES];
} Share;

static bool falls_in(const Corpus *corpus, const CorpusMeasure *measure, uint32_t theme) {
    if (theme == ANY_THEME)
        return true;
    if (theme == NO_THEME)
        return measure->n_themes == 0;
    return measure_has_theme(corpus, measure, theme);
}

static Share share_of(const Corpus *corpus, const Unit *unit, uint32_t theme) {
    Share share = {0};
    for (size_t i = 0; i < unit->charges.n; i++) {
        const Charge *one = &unit->charges.at[i];
        if (!falls_in(corpus, one->measure, theme))
            continue;
        vec_push(&share.all, one->measure->id);
        for (unsigned role = 0; role < ROLES; role++) {
            if (one->roles & (1u << role))
                vec_push(&share.by_role[role], one->measure->id);
        }
    }
    return share;
}

static void release_share(Share *share) {
    vec_release(&share->all);
    for (size_t i = 0; i < ROLES; i++)
        vec_release(&share->by_role[i]);
}

/* A top-level theme with its measures. */
typedef struct {
    uint32_t theme;
    size_t n;
} Weighed;

static int compare_weighed(const void *a, const void *b) {
    const Weighed *x = a, *y = b;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return (x->theme > y->theme) - (x->theme < y->theme);
}

static void tell_themes(const Making *making, const Unit *unit, Arena *keep, Cell *row) {
    const Corpus *corpus = making->corpus;
    VEC(Weighed) themes = {0};
    Buf names = {0};
    for (uint32_t theme = 0; theme < corpus->n_themes; theme++) {
        size_t n = 0;
        for (size_t i = 0; theme_is_top(corpus, theme) && i < unit->charges.n; i++)
            n += measure_has_theme(corpus, unit->charges.at[i].measure, theme);
        if (n)
            vec_push(&themes, (Weighed){theme, n});
    }
    if (themes.n)
        qsort(themes.at, themes.n, sizeof *themes.at, compare_weighed);
    for (size_t i = 0; i < themes.n && i < TOP_THEMES; i++)
        buf_format(&names, "%s%.*s %zu", i ? T(", ", "、") : "",
                   SLICE_ARG(theme_name(&corpus->themes[themes.at[i].theme])),
                   themes.at[i].n);
    row[COLUMN_THEMES] = cell_count((int64_t)themes.n);
    row[COLUMN_TOP_THEMES] = cell_text(keep, buf_slice(&names));
    buf_release(&names);
    vec_release(&themes);
}

static void add_row(const Making *making, const CorpusPlan *plan, const Unit *unit,
                    uint32_t theme, bool charted) {
    Share share = share_of(making->corpus, unit, theme);
    bool total = theme == ANY_THEME;
    Arena *keep = making->table->arena;
    bool zero = charted && theme_is_top(making->corpus, theme) && theme != NO_THEME;
    if (share.all.n == 0 && !zero) {
        release_share(&share);
        return;
    }
    Cell *row = table_row(making->table);
    row[COLUMN_PLAN] = cell_text(keep, plan->slug);
    row[COLUMN_PLAN_NAME] = cell_text(keep, plan->label);
    row[COLUMN_UNIT] = cell_text(keep, unit->name.n ? unit->name : S("-"));
    row[COLUMN_UNIT_NAME] = cell_text(
        keep, unit->name.n ? unit->name : slice_of(T("nobody named", "未列责任单位")));
    Slice owner = row[COLUMN_UNIT_NAME].as.text;
    if (making->corpus->n_plans > 1)
        owner =
            arena_format(keep, "%.*s · %.*s", SLICE_ARG(plan->label), SLICE_ARG(owner));
    row[COLUMN_OWNER] = cell_text(keep, owner);
    if (!total) {
        row[COLUMN_THEME] = cell_text(keep, tally_theme_code(making->corpus, theme));
        row[COLUMN_THEME_NAME] = cell_text(keep, tally_theme_name(making->corpus, theme));
    }
    row[COLUMN_TOTAL] = cell_count(total);
    row[COLUMN_CHARTED] =
        cell_count(!total && charted && theme_is_top(making->corpus, theme));
    row[COLUMN_MEASURES] =
        cell_with(keep, cell_count((int64_t)share.all.n), share.all.at, share.all.n);
    row[COLUMN_OF] = cell_count((int64_t)plan->n);
    row[COLUMN_OWN_SHARE] = cell_real((double)share.all.n / (double)plan->n);
    for (size_t i = 0; i < ROLES && unit->name.n; i++)
        row[COLUMN_RESPONSIBLE + i] =
            cell_with(keep, cell_count((int64_t)share.by_role[i].n), share.by_role[i].at,
                      share.by_role[i].n);
    if (total)
        tell_themes(making, unit, keep, row);
    release_share(&share);
}

static void add_unit(const Making *making, const CorpusPlan *plan, const Unit *unit,
                     bool charted) {
    const Corpus *corpus = making->corpus;
    add_row(making, plan, unit, ANY_THEME, false);
    for (uint32_t theme = 0; theme < corpus->n_themes; theme++)
        add_row(making, plan, unit, theme, charted);
    add_row(making, plan, unit, NO_THEME, charted);
}

/* A unit by its place, with its measures of the theme at hand. */
typedef struct {
    size_t unit, n;
    bool nobody;
} Busy;

static int compare_busy(const void *a, const void *b) {
    const Busy *x = a, *y = b;
    if (x->nobody != y->nobody)
        return x->nobody ? 1 : -1;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

/* Who is charged with one theme: the busiest first. */
static void add_theme(const Making *making, const CorpusPlan *plan, const PlanLoad *load,
                      uint32_t theme) {
    Arena scratch = {0};
    size_t n = load->units.n;
    Busy *busy = ARENA_ARRAY(&scratch, Busy, n);
    for (size_t i = 0; i < n; i++) {
        const Unit *unit = &load->units.at[i];
        busy[i] = (Busy){.unit = i, .nobody = unit->name.n == 0};
        for (size_t k = 0; k < unit->charges.n; k++)
            busy[i].n +=
                measure_has_theme(making->corpus, unit->charges.at[k].measure, theme);
    }
    if (n)
        qsort(busy, n, sizeof *busy, compare_busy);
    for (size_t i = 0; i < n; i++)
        if (busy[i].n)
            add_row(making, plan, &load->units.at[busy[i].unit], theme,
                    i < CHARTED_UNITS);
    arena_release(&scratch);
}

static void add_plan(const Making *making, const CorpusPlan *plan, const PlanLoad *load) {
    const Corpus *corpus = making->corpus;
    for (size_t i = 0; making->choice->themes.n == 0 && i < load->units.n; i++)
        add_unit(making, plan, &load->units.at[i], i < CHARTED_UNITS);
    for (uint32_t theme = 0; making->choice->themes.n && theme < corpus->n_themes;
         theme++) {
        if (corpus_shows_theme(making->choice, corpus, theme))
            add_theme(making, plan, load, theme);
    }
}

static void note_plan(Table *table, const CorpusPlan *plan, const PlanLoad *load) {
    size_t n = load->units.n, without = 0;
    if (n && load->units.at[n - 1].name.n == 0)
        without = load->units.at[n - 1].charges.n;
    if (plan->n == 0)
        table_note(table, T("%.*s has no measures.", "%.*s 没有举措。"),
                   SLICE_ARG(plan->label));
    else if (without == plan->n)
        table_note(table,
                   T("%.*s names no unit at all: who does what is not written in it.",
                     "%.*s 全文未列责任单位，无从判断分工。"),
                   SLICE_ARG(plan->label));
    else
        table_note(table,
                   T("%.*s: %zu units; %zu of %zu measures name nobody.",
                     "%.*s：%zu 个单位；%zu 条举措未列责任单位（共 %zu 条）。"),
                   SLICE_ARG(plan->label), n - (without > 0), without, plan->n);
}

static void add_notes(Table *table, const Corpus *corpus) {
    table_note(table,
               T("%zu plans, %zu measures; coded with %.*s.",
                 "共 %zu 份计划、%zu 条举措；主题方案：%.*s。"),
               corpus->n_plans, corpus->n_measures, SLICE_ARG(corpus->scheme));
    table_note(
        table, "%s",
        T("A unit is charged with a measure by the clause in it or in the task above it. A measure "
          "with several units counts for each, so shares may add to more than 100 %.",
          "单位由举措本身或其上级任务的责任条款确定。一条举措有多个单位时各计一次，占比之和可超过 100%。"));
}

Table workload_table(const Corpus *corpus, const CorpusChoice *choice,
                     const DutyList *duties, Arena *keep) {
    Table table =
        table_new(keep, "workload", slice_of(T("Workload of the units", "各单位任务量")));
    const Column columns[] = {
#define X(name, key, heading, type, digits) {key, heading, type, digits},
        WORKLOAD_COLUMNS(X)
#undef X
    };
    table_columns(&table, columns, sizeof columns / sizeof *columns);
    Making making = {&table, corpus, choice};
    add_notes(&table, corpus);
    size_t next = 0;
    for (size_t i = 0; i < corpus->n_plans; i++) {
        PlanLoad load = load_plan(corpus, &corpus->plans[i], duties, &next);
        add_plan(&making, &corpus->plans[i], &load);
        if (corpus->n_plans <= 20)
            note_plan(&table, &corpus->plans[i], &load);
        release_load(&load);
    }
    return table;
}
