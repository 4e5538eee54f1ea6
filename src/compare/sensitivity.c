/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: "safety comes first in this plan" should not hang on whether one counts measures
 * or characters, nor on a single plan. */
#include "base/base.h"

#include <math.h>
#include <stdlib.h>

#include "compare/phrases.h"
#include "compare/sensitivity.h"
#include "compare/tally.h"
#include "stat/trend.h"

#define SENSITIVITY_COLUMNS(X)                                                           \
    X(SCOPE, "scope", T("scope", "范围代码"), COLUMN_TEXT, 0)                            \
    X(SCOPE_NAME, "scope_name", T("in", "范围"), COLUMN_TEXT, 0)                         \
    X(ITEM, "item", T("code", "代码"), COLUMN_TEXT, 0)                                   \
    X(ITEM_NAME, "item_name", T("what is ranked", "排序对象"), COLUMN_TEXT, 0)           \
    X(BASE_SHARE, "share", T("share", "占比"), COLUMN_SHARE, 1)                          \
    X(RANK, "rank", T("rank", "名次"), COLUMN_COUNT, 0)                                  \
    X(BEST, "best", T("best", "最高名次"), COLUMN_COUNT, 0)                              \
    X(WORST, "worst", T("worst", "最低名次"), COLUMN_COUNT, 0)                           \
    X(SAME, "same", T("same rank", "名次不变"), COLUMN_SHARE, 0)                         \
    X(NEAR, "near", T("at most one off", "相差不超过一位"), COLUMN_SHARE, 0)             \
    X(TOP3, "top3", T("in the first three", "居前三"), COLUMN_SHARE, 0)                  \
    X(VARIANTS, "variants", T("variants", "变体数"), COLUMN_COUNT, 0)                    \
    X(CHARTED, "charted", T("in the chart", "入图"), COLUMN_COUNT, 0)                    \
    X(READING, "reading", T("reading", "解读"), COLUMN_TEXT, 0)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    SENSITIVITY_COLUMNS(X)
#undef X
};

#define COUNTINGS(X)                                                                     \
    X(COUNT_EACH, T("measures", "按举措"))                                               \
    X(COUNT_SPLIT, T("1/m of a measure with m themes", "多主题举措各计 1/m"))            \
    X(COUNT_ALONE, T("only measures with one theme", "仅计单主题举措"))                  \
    X(COUNT_CHARACTERS, T("characters", "按字数"))                                       \
    X(COUNT_SPLIT_CHARACTERS, T("characters, 1/m", "按字数，多主题各计 1/m"))            \
    X(COUNT_ALONE_CHARACTERS, T("characters, one theme only", "按字数，仅计单主题"))

enum {
#define X(name, words) name,
    COUNTINGS(X)
#undef X
        COUNT_WAYS
};

enum { CHARTED_ITEMS = 15 };

/* ---- Sums ---- */

/* What one part (a plan, a task) holds, counted in each way. */
typedef struct {
    double *sum; /* COUNT_WAYS rows of a theme each */
    double whole[COUNT_WAYS];
} Part;

typedef struct {
    const Corpus *corpus;
    uint32_t *themes; /* at the top */
    size_t n_themes;
    size_t *place; /* of a theme of the scheme among them */
} Tops;

static Tops tops_of(const Corpus *corpus, Arena *keep) {
    Tops tops = {.corpus = corpus};
    tops.themes = ARENA_ARRAY(keep, uint32_t, corpus->n_themes);
    tops.place = ARENA_ARRAY(keep, size_t, corpus->n_themes);
    for (uint32_t i = 0; i < corpus->n_themes; i++) {
        uint32_t parent = corpus->themes[i].parent;
        if (parent == UINT32_MAX) {
            tops.place[i] = tops.n_themes;
            tops.themes[tops.n_themes++] = i;
        } else {
            tops.place[i] = tops.place[parent];
        }
    }
    return tops;
}

static void part_add(const Tops *tops, const CorpusMeasure *measure, bool *has,
                     Part *part) {
    size_t n = 0;
    memset(has, 0, tops->n_themes * sizeof *has);
    for (uint32_t i = 0; i < measure->n_themes; i++) {
        bool *own = &has[tops->place[measure->themes[i]]];
        n += !*own;
        *own = true;
    }
    const double sizes[] = {1, measure->characters};
    for (size_t unit = 0; unit < 2; unit++) {
        double weight[] = {sizes[unit], n ? sizes[unit] / (double)n : 0,
                           n == 1 ? sizes[unit] : 0};
        double whole[] = {sizes[unit], sizes[unit], n <= 1 ? sizes[unit] : 0};
        for (size_t k = 0; k < 3; k++) {
            size_t way = unit * 3 + k;
            part->whole[way] += whole[k];
            for (size_t i = 0; i < tops->n_themes; i++)
                part->sum[way * tops->n_themes + i] += has[i] ? weight[k] : 0;
        }
    }
}

static Part *parts_new(const Tops *tops, size_t n, Arena *keep) {
    Part *parts = ARENA_ARRAY(keep, Part, n);
    for (size_t i = 0; i < n; i++)
        parts[i].sum = ARENA_ARRAY(keep, double, COUNT_WAYS * tops->n_themes);
    return parts;
}

/* ---- One scope: values of the same items in many variants ---- */

typedef struct {
    size_t n;     /* items */
    double *base; /* their values */
    size_t *rank; /* in the base */
    size_t *best, *worst;
    size_t *same, *near, *top3; /* counts of variants */
    size_t variants;
    double tau_least;           /* the least agreement with the base */
    Slice least_by;             /* of that variant */
    double own_tau;             /* measures in own words; NaN: not tried */
    double way_tau[COUNT_WAYS]; /* with nothing left out; NaN: not defined */
} Scope;

static void rank_values(const double *value, size_t n, size_t *rank) {
    for (size_t i = 0; i < n; i++) {
        rank[i] = 1;
        /* Sums of fractions may differ by rounding only. */
        for (size_t k = 0; k < n; k++)
            rank[i] += value[k] > value[i] * (1 + 1e-9) + 1e-12;
    }
}

static Scope scope_new(size_t n, Arena *keep) {
    Scope scope = {.n = n, .tau_least = NAN, .own_tau = NAN};
    scope.base = ARENA_ARRAY(keep, double, n);
    size_t *numbers = ARENA_ARRAY(keep, size_t, n * 6);
    size_t **const lists[] = {&scope.rank, &scope.best, &scope.worst,
                              &scope.same, &scope.near, &scope.top3};
    for (size_t i = 0; i < 6; i++)
        *lists[i] = numbers + i * n;
    for (size_t i = 0; i < COUNT_WAYS; i++)
        scope.way_tau[i] = NAN;
    return scope;
}

/* The first variant is the base. A variant without any value is none. */
static double scope_add(Scope *scope, const double *value, Slice by, Arena *scratch) {
    double sum = 0;
    for (size_t i = 0; i < scope->n; i++)
        sum += value[i];
    if (!(sum > 0))
        return NAN;
    size_t *rank = ARENA_ARRAY(scratch, size_t, scope->n);
    rank_values(value, scope->n, rank);
    if (scope->variants++ == 0) {
        memcpy(scope->base, value, scope->n * sizeof *value);
        memcpy(scope->rank, rank, scope->n * sizeof *rank);
        memcpy(scope->best, rank, scope->n * sizeof *rank);
    }
    for (size_t i = 0; i < scope->n; i++) {
        size_t base = scope->rank[i];
        scope->best[i] = rank[i] < scope->best[i] ? rank[i] : scope->best[i];
        scope->worst[i] = rank[i] > scope->worst[i] ? rank[i] : scope->worst[i];
        scope->same[i] += rank[i] == base;
        scope->near[i] += rank[i] + 1 >= base && rank[i] <= base + 1;
        scope->top3[i] += rank[i] <= 3;
    }
    double tau = kendall_tau(scope->base, value, scope->n).tau;
    if (!isnan(tau) && !(tau >= scope->tau_least)) {
        scope->tau_least = tau;
        scope->least_by = by;
    }
    return tau;
}

/* All parts together, so that leaving one out is a subtraction. */
typedef struct {
    const Tops *tops;
    const Part *parts;
    size_t n;
    double *sum, *shares; /* of each way and theme: sums, sums of the parts' shares */
    double whole[COUNT_WAYS], counted[COUNT_WAYS]; /* counted: parts with anything */
} Pool;

static Pool pool_new(const Tops *tops, const Part *parts, size_t n, Arena *scratch) {
    Pool pool = {.tops = tops, .parts = parts, .n = n};
    size_t themes = tops->n_themes;
    pool.sum = ARENA_ARRAY(scratch, double, COUNT_WAYS *themes);
    pool.shares = ARENA_ARRAY(scratch, double, COUNT_WAYS *themes);
    for (size_t p = 0; p < n; p++) {
        for (size_t i = 0; i < COUNT_WAYS * themes; i++) {
            double whole = parts[p].whole[i / themes];
            pool.sum[i] += parts[p].sum[i];
            pool.shares[i] += whole > 0 ? parts[p].sum[i] / whole : 0;
        }
        for (size_t way = 0; way < COUNT_WAYS; way++) {
            pool.whole[way] += parts[p].whole[way];
            pool.counted[way] += parts[p].whole[way] > 0;
        }
    }
    return pool;
}

/* Shares of the themes: all parts as one text, or the mean of their shares; `out` is left
 * out (SIZE_MAX: none). */
static void pool_shares(const Pool *pool, size_t out, size_t way, bool alike,
                        double *value) {
    size_t themes = pool->tops->n_themes;
    const Part *part = out < pool->n ? &pool->parts[out] : NULL;
    double own = part ? part->whole[way] : 0;
    double divisor = alike ? pool->counted[way] - (own > 0) : pool->whole[way] - own;
    for (size_t i = 0; i < themes; i++) {
        double all = (alike ? pool->shares : pool->sum)[way * themes + i];
        double less = part ? part->sum[way * themes + i] : 0;
        if (alike)
            less = own > 0 ? less / own : 0;
        /* What is left of a sum when all of it is taken away. */
        double rest = all - less > 1e-9 * all ? all - less : 0;
        value[i] = divisor > 0 ? rest / divisor : 0;
    }
}

static Slice way_words(size_t way) {
    const char *const words[] = {
#define X(name, text) text,
        COUNTINGS(X)
#undef X
    };
    return slice_of(words[way]);
}

/* The plans' own words alone. */
static void try_own(const Pool *pool, bool poolings, Scope *scope, Arena *keep) {
    Arena scratch = {0};
    double *value = ARENA_ARRAY(&scratch, double, scope->n);
    for (size_t way = 0; way < COUNT_WAYS; way++) {
        Slice by = arena_format(keep, T("%.*s, own words", "%.*s、仅自有表述"),
                                SLICE_ARG(way_words(way)));
        pool_shares(pool, SIZE_MAX, way, false, value);
        double tau = scope_add(scope, value, by, &scratch);
        if (way == COUNT_EACH)
            scope->own_tau = tau;
        if (!poolings)
            continue;
        pool_shares(pool, SIZE_MAX, way, true, value);
        scope_add(scope, value, by, &scratch);
    }
    arena_release(&scratch);
}

/* The names of what is left out come from `names`; NULL: they are not told. */
static void try_variants(const Pool *pool, const Slice *names, bool poolings,
                         Scope *scope, Arena *keep) {
    Arena scratch = {0};
    size_t n = pool->n;
    double *value = ARENA_ARRAY(&scratch, double, scope->n);
    for (size_t way = 0; way < COUNT_WAYS; way++) {
        pool_shares(pool, SIZE_MAX, way, false, value);
        scope->way_tau[way] = scope_add(scope, value, way_words(way), &scratch);
        if (!poolings)
            continue;
        pool_shares(pool, SIZE_MAX, way, true, value);
        Slice by = arena_format(keep, T("%.*s, plans alike", "%.*s、各计划等权"),
                                SLICE_ARG(way_words(way)));
        scope_add(scope, value, by, &scratch);
    }
    for (size_t out = 0; n > 2 && out < n; out++) {
        for (size_t way = 0; way < COUNT_WAYS; way++) {
            pool_shares(pool, out, way, false, value);
            Slice by = way_words(way);
            if (names)
                by = arena_format(keep, T("%.*s, without %.*s", "%.*s、去掉 %.*s"),
                                  SLICE_ARG(by), SLICE_ARG(names[out]));
            scope_add(scope, value, by, &scratch);
            if (!poolings)
                continue;
            pool_shares(pool, out, way, true, value);
            scope_add(scope, value, by, &scratch);
        }
    }
    arena_release(&scratch);
}

/* ---- Rows ---- */

typedef struct {
    Slice code, name;
} Named;

static const char *reading_of(double same, double near, size_t spread) {
    if (same >= 0.9)
        return T("holds", "稳健");
    if (near >= 0.9)
        return T("mostly holds within one place", "多数情形下变动不超过一位");
    if (same < 0.5 && spread >= 5)
        return T("depends on how one counts", "取决于计数方式");
    return T("moves a little", "略有变动");
}

static void add_row(Table *table, Named scope_name, const Scope *scope, Named item,
                    size_t i, size_t nth) {
    Arena *keep = table->arena;
    double variants = (double)scope->variants;
    double same = (double)scope->same[i] / variants;
    double near = (double)scope->near[i] / variants;
    Cell *row = table_row(table);
    row[COLUMN_SCOPE] = cell_text(keep, scope_name.code);
    row[COLUMN_SCOPE_NAME] = cell_text(keep, scope_name.name);
    row[COLUMN_ITEM] = cell_text(keep, item.code);
    row[COLUMN_ITEM_NAME] = cell_text(keep, item.name);
    row[COLUMN_BASE_SHARE] = cell_real(scope->base[i]);
    row[COLUMN_RANK] = cell_count((int64_t)scope->rank[i]);
    row[COLUMN_BEST] = cell_count((int64_t)scope->best[i]);
    row[COLUMN_WORST] = cell_count((int64_t)scope->worst[i]);
    row[COLUMN_SAME] = cell_real(same);
    row[COLUMN_NEAR] = cell_real(near);
    row[COLUMN_TOP3] = cell_real((double)scope->top3[i] / variants);
    row[COLUMN_VARIANTS] = cell_count((int64_t)scope->variants);
    row[COLUMN_CHARTED] = cell_count(nth < CHARTED_ITEMS);
    row[COLUMN_READING] = cell_text(
        keep, slice_of(reading_of(same, near, scope->worst[i] - scope->best[i])));
}

/* Items by rank; of equals the first first. */
static void add_scope(Table *table, Named name, const Scope *scope, const Named *items,
                      const bool *shown) {
    size_t nth = 0;
    for (size_t rank = 1; scope->variants && rank <= scope->n; rank++) {
        for (size_t i = 0; i < scope->n; i++) {
            if (scope->rank[i] == rank && scope->base[i] > 0 && (!shown || shown[i]))
                add_row(table, name, scope, items[i], i, nth++);
        }
    }
}

static size_t top_item(const Scope *scope) {
    size_t i = 0;
    while (i + 1 < scope->n && scope->rank[i] != 1)
        i++;
    return i;
}

/* "The rank of the top theme is the same in 94 % of 48 variants." */
static void note_scope(Table *table, const Scope *scope, const Named *items) {
    if (scope->variants == 0)
        return;
    size_t top = top_item(scope);
    Slice name = items[top].name;
    table_note(
        table,
        T("The rank of the top theme (%.*s) is the same in %.0f %% of %zu variants.",
          "居首位的主题（%.*s）在 %.0f%% 的变体中名次不变（共 %zu 种变体）。"),
        SLICE_ARG(name), 100.0 * (double)scope->same[top] / (double)scope->variants,
        scope->variants);
    if (isnan(scope->tau_least))
        return;
    table_note(
        table,
        T("Agreement of the whole ranking with the base (Kendall's tau-b): %.2f with 1/m, %.2f with "
          "one theme only, %.2f with characters; least %.2f (%.*s).",
          "整个排序与基准的一致性（Kendall tau-b）：多主题各计 1/m 时 %.2f，仅计单主题时 %.2f，"
          "按字数时 %.2f；最低 %.2f（%.*s）。"),
        scope->way_tau[COUNT_SPLIT], scope->way_tau[COUNT_ALONE],
        scope->way_tau[COUNT_CHARACTERS], scope->tau_least, SLICE_ARG(scope->least_by));
    if (!isnan(scope->own_tau))
        table_note(
            table,
            T("In the plans' own words alone it is %.2f.", "仅计自有表述时为 %.2f。"),
            scope->own_tau);
}

/* ---- The three questions ---- */

typedef struct {
    Table *table;
    const Corpus *corpus;
    const CorpusChoice *choice;
    Tops tops;
    Named *themes; /* at the top */
    bool *shown;   /* likewise: asked for */
    Part *plans;
    const Corpus *own; /* NULL: none */
    Part *own_plans;
    Arena *scratch;
} Making;

static void rank_themes_of_all(const Making *making) {
    const Corpus *corpus = making->corpus;
    Scope scope = scope_new(making->tops.n_themes, making->scratch);
    Slice *names = ARENA_ARRAY(making->scratch, Slice, corpus->n_plans);
    for (size_t i = 0; i < corpus->n_plans; i++)
        names[i] = corpus->plans[i].label;
    Pool pool = pool_new(&making->tops, making->plans, corpus->n_plans, making->scratch);
    try_variants(&pool, names, corpus->n_plans > 1, &scope, making->scratch);
    if (making->own) {
        Pool own =
            pool_new(&making->tops, making->own_plans, corpus->n_plans, making->scratch);
        try_own(&own, corpus->n_plans > 1, &scope, making->scratch);
    }
    Named name = {S("all"), slice_of(T("all plans", "全部计划"))};
    note_scope(making->table, &scope, making->themes);
    add_scope(making->table, name, &scope, making->themes, making->shown);
}

/* The measures of a plan, put into its tasks. */
static Part *parts_of_plan(const Making *making, const Corpus *corpus,
                           const CorpusPlan *plan, size_t *n, Arena *scratch) {
    uint32_t *task = ARENA_ARRAY(scratch, uint32_t, plan->n);
    bool *has = ARENA_ARRAY(scratch, bool, making->tops.n_themes);
    Part *parts = parts_new(&making->tops, plan->n, scratch);
    *n = 0;
    for (size_t i = plan->first; i < plan->first + plan->n; i++) {
        const CorpusMeasure *measure = &corpus->measures[i];
        size_t at = 0;
        while (at < *n && task[at] != measure->task)
            at++;
        if (at == *n)
            task[(*n)++] = measure->task;
        part_add(&making->tops, measure, has, &parts[at]);
    }
    return parts;
}

static void rank_themes_of_each(const Making *making) {
    const Corpus *corpus = making->corpus;
    for (size_t i = 0; i < corpus->n_plans; i++) {
        Arena scratch = {0};
        const CorpusPlan *plan = &corpus->plans[i];
        size_t n = 0;
        Part *parts = parts_of_plan(making, corpus, plan, &n, &scratch);
        Scope scope = scope_new(making->tops.n_themes, &scratch);
        Pool pool = pool_new(&making->tops, parts, n, &scratch);
        try_variants(&pool, NULL, false, &scope, &scratch);
        if (making->own) {
            parts =
                parts_of_plan(making, making->own, &making->own->plans[i], &n, &scratch);
            Pool own = pool_new(&making->tops, parts, n, &scratch);
            try_own(&own, false, &scope, &scratch);
        }
        if (corpus->n_plans == 1)
            note_scope(making->table, &scope, making->themes);
        Named name = {plan->slug, plan->label};
        add_scope(making->table, name, &scope, making->themes, making->shown);
        arena_release(&scratch);
    }
}

static void rank_plans(const Making *making) {
    const Corpus *corpus = making->corpus;
    size_t n = corpus->n_plans, n_themes = making->tops.n_themes;
    Named *plans = ARENA_ARRAY(making->scratch, Named, n);
    double *value = ARENA_ARRAY(making->scratch, double, n);
    for (size_t i = 0; i < n; i++)
        plans[i] = (Named){corpus->plans[i].slug, corpus->plans[i].label};
    for (size_t theme = 0; theme < n_themes; theme++) {
        if (!making->shown[theme])
            continue;
        Arena scratch = {0};
        Scope scope = scope_new(n, &scratch);
        for (size_t i = 0; i < (making->own ? 2 : 1) * COUNT_WAYS; i++) {
            const Part *parts = i < COUNT_WAYS ? making->plans : making->own_plans;
            size_t way = i % COUNT_WAYS;
            for (size_t p = 0; p < n; p++) {
                double whole = parts[p].whole[way];
                value[p] = whole > 0 ? parts[p].sum[way * n_themes + theme] / whole : 0;
            }
            scope_add(&scope, value, way_words(way), &scratch);
        }
        add_scope(making->table, making->themes[theme], &scope, plans, NULL);
        arena_release(&scratch);
    }
}

static void name_themes(Making *making) {
    const Tops *tops = &making->tops;
    making->themes = ARENA_ARRAY(making->scratch, Named, tops->n_themes);
    making->shown = ARENA_ARRAY(making->scratch, bool, tops->n_themes);
    for (size_t i = 0; i < tops->n_themes; i++) {
        const ThemeInfo *theme = &making->corpus->themes[tops->themes[i]];
        making->themes[i] = (Named){theme->code, theme_name(theme)};
        making->shown[i] =
            corpus_shows_theme(making->choice, making->corpus, tops->themes[i]);
    }
}

static void add_notes(Table *table, SensitivityOf of) {
    static const char *const more[][2] = {
        [SENSITIVITY_THEMES] =
            {"; all plans as one text, or each alike; all plans, or without one of them",
             "；全部计划合并或各计划等权；全部计划或去掉其中一份"},
        [SENSITIVITY_EACH] = {"; all tasks of the plan, or without one of them",
                              "；全部任务或去掉其中一个任务"},
        [SENSITIVITY_PLANS] = {"", ""},
    };
    table_note(
        table,
        T("Variants: measures or characters; a measure counts in each of its themes, 1/m in each of m, "
          "or only when it has one%s. Base: measures, in each theme.",
          "变体：按举措或按字数；多主题举措在各主题中各计一次、各计 1/m 或仅计单主题举措%s。"
          "基准：按举措、各主题各计一次。"),
        T(more[of][0], more[of][1]));
}

static Part *parts_of_plans(const Tops *tops, const Corpus *corpus, Arena *scratch) {
    Part *parts = parts_new(tops, corpus->n_plans, scratch);
    bool *has = ARENA_ARRAY(scratch, bool, tops->n_themes);
    for (size_t i = 0; i < corpus->n_measures; i++)
        part_add(tops, &corpus->measures[i], has, &parts[corpus->measures[i].plan]);
    return parts;
}

Table sensitivity_table(const Corpus *corpus, const Corpus *own,
                        const CorpusChoice *choice, SensitivityOf of, Arena *keep) {
    static void (*const questions[])(const Making *) = {
        [SENSITIVITY_THEMES] = rank_themes_of_all,
        [SENSITIVITY_EACH] = rank_themes_of_each,
        [SENSITIVITY_PLANS] = rank_plans,
    };
    Arena scratch = {0};
    Table table = table_new(
        keep, "sensitivity",
        slice_of(T("Does the ranking survive other ways of counting?", "排序是否稳健")));
    const Column columns[] = {
#define X(name, key, heading, type, digits) {key, heading, type, digits},
        SENSITIVITY_COLUMNS(X)
#undef X
    };
    table_columns(&table, columns, sizeof columns / sizeof *columns);
    table_note(&table,
               T("%zu plans, %zu measures; coded with %.*s.",
                 "共 %zu 份计划、%zu 条举措；主题方案：%.*s。"),
               corpus->n_plans, corpus->n_measures, SLICE_ARG(corpus->scheme));
    Making making = {.table = &table,
                     .corpus = corpus,
                     .choice = choice,
                     .tops = tops_of(corpus, &scratch),
                     .scratch = &scratch};
    name_themes(&making);
    making.plans = parts_of_plans(&making.tops, corpus, &scratch);
    making.own = own;
    if (own)
        making.own_plans = parts_of_plans(&making.tops, own, &scratch);
    questions[of](&making);
    add_notes(&table, of);
    arena_release(&scratch);
    return table;
}
