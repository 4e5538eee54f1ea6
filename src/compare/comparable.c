/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: a notice of seven lines and a plan of three hundred measures have shares too, but
 * holding these against each other tells of the genre, not of the districts. */
#include "base/base.h"

#include <math.h>
#include <stdlib.h>

#include "compare/comparable.h"
#include "compare/groups.h"
#include "compare/phrases.h"

#define COMPARABLE_COLUMNS(X)                                                            \
    X(PLAN, "plan", T("plan", "计划"), COLUMN_TEXT, 0)                                   \
    X(PLAN_NAME, "plan_name", T("plan name", "计划名称"), COLUMN_TEXT, 0)                \
    X(KIND, "kind", T("kind", "文种"), COLUMN_TEXT, 0)                                   \
    X(LEVEL, "level", T("level", "层级"), COLUMN_TEXT, 0)                                \
    X(YEAR, "year", T("year", "年度"), COLUMN_TEXT, 0)                                   \
    X(MEASURES, "measures", T("measures", "举措数"), COLUMN_COUNT, 0)                    \
    X(TASKS, "tasks", T("tasks", "任务数"), COLUMN_COUNT, 0)                             \
    X(PER_TASK, "per_task", T("measures a task", "每任务举措数"), COLUMN_REAL, 1)        \
    X(CHARACTERS, "characters", T("characters", "字数"), COLUMN_COUNT, 0)                \
    X(PER_MEASURE, "per_measure", T("characters a measure", "每举措字数"), COLUMN_REAL,  \
      1)                                                                                 \
    X(WITH_DUTY, "with_duty", T("with an owner", "含责任单位"), COLUMN_SHARE, 1)         \
    X(NO_THEMES, "no_theme", T("without a theme", "未编码"), COLUMN_SHARE, 1)            \
    X(ODD, "odd", T("differs in", "差异项数"), COLUMN_COUNT, 0)                          \
    X(READING, "reading", T("reading", "解读"), COLUMN_TEXT, 0)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    COMPARABLE_COLUMNS(X)
#undef X
};

enum { FEW_MEASURES = 30 };
static const double most_without_theme = 0.3;

/* ---- What is held against each other ---- */

#define FACTS(X)                                                                         \
    X(FACT_KIND, GROUP_KIND, T("another kind", "文种不同"))                              \
    X(FACT_LEVEL, GROUP_LEVEL, T("another level", "层级不同"))                           \
    X(FACT_YEAR, GROUP_YEAR, T("another year", "年度不同"))

#define SIZES(X)                                                                         \
    X(SIZE_LENGTH, 3, T("much longer", "篇幅明显偏长"),                                  \
      T("much shorter", "篇幅明显偏短"))                                                 \
    X(SIZE_PER_TASK, 3, T("many more measures a task", "每任务举措数明显偏多"),          \
      T("far fewer measures a task", "每任务举措数明显偏少"))                            \
    X(SIZE_PER_MEASURE, 2, T("far longer measures", "每条举措明显偏长"),                 \
      T("far shorter measures", "每条举措明显偏短"))

enum {
#define X(name, by, words) name,
    FACTS(X)
#undef X
        FACT_COUNT
};
enum {
#define X(name, times, longer, shorter) name,
    SIZES(X)
#undef X
        SIZE_COUNT
};

typedef struct {
    size_t tasks;
    double characters;
    double with_duty, no_theme; /* shares */
    double size[SIZE_COUNT];    /* NaN: not defined */
    double median[SIZE_COUNT];  /* of the other plans */
    Slice fact[FACT_COUNT];     /* as people read it; empty: not known */
    bool rare[FACT_COUNT];      /* not what most of the plans have */
} Traits;

static size_t count_tasks(const Corpus *corpus, const CorpusPlan *plan, bool *seen) {
    size_t n = 0;
    for (size_t i = plan->first; i < plan->first + plan->n; i++) {
        bool *own = &seen[corpus->measures[i].task];
        n += !*own;
        *own = true;
    }
    return n;
}

static void measure_plan_traits(const Corpus *corpus, const CorpusPlan *plan, bool *seen,
                                Traits *traits) {
    double duties = 0, none = 0, n = (double)plan->n;
    for (size_t i = plan->first; i < plan->first + plan->n; i++) {
        const CorpusMeasure *measure = &corpus->measures[i];
        traits->characters += measure->characters;
        duties += measure->duties > 0;
        none += measure->n_themes == 0;
    }
    traits->tasks = count_tasks(corpus, plan, seen);
    traits->with_duty = n > 0 ? duties / n : NAN;
    traits->no_theme = n > 0 ? none / n : NAN;
    traits->size[SIZE_LENGTH] = n;
    traits->size[SIZE_PER_TASK] = n > 0 ? n / (double)traits->tasks : NAN;
    traits->size[SIZE_PER_MEASURE] = n > 0 ? traits->characters / n : NAN;
}

static int compare_numbers(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median of a sorted list without its item `left_out`; NaN when nothing is left. */
static double median_without(const double *sorted, size_t n, size_t left_out) {
    size_t rest = n - (left_out < n);
    if (rest == 0)
        return NAN;
    size_t low = (rest - 1) / 2, high = rest / 2;
    low += low >= left_out;
    high += high >= left_out;
    return (sorted[low] + sorted[high]) / 2;
}

static void find_medians(Traits *traits, size_t n, size_t size, Arena *scratch) {
    double *sorted = ARENA_ARRAY(scratch, double, n);
    size_t known = 0;
    for (size_t i = 0; i < n; i++) {
        if (!isnan(traits[i].size[size]))
            sorted[known++] = traits[i].size[size];
    }
    if (known)
        qsort(sorted, known, sizeof *sorted, compare_numbers);
    for (size_t i = 0; i < n; i++) {
        size_t own = 0;
        while (own < known && sorted[own] != traits[i].size[size])
            own++;
        traits[i].median[size] = median_without(sorted, known, own);
    }
}

/* Names of one genre: the year's work of an office, as plan or as main points. */
static const char *const annual_kinds[] = {"工作计划", "工作要点",   "工作安排",
                                           "工作思路", "总结和计划", "总结和工作安排"};

Slice comparable_genre(Slice kind) {
    for (size_t i = 0; i < sizeof annual_kinds / sizeof *annual_kinds; i++) {
        if (slice_equal(kind, slice_of(annual_kinds[i])))
            return slice_of(T("annual work plan", "年度计划"));
    }
    return kind;
}

/* The same corpus, kinds of one genre by one name. */
static Corpus with_genres(const Corpus *corpus, Arena *scratch) {
    Corpus alike = *corpus;
    alike.plans = ARENA_ARRAY(scratch, CorpusPlan, corpus->n_plans);
    for (size_t i = 0; i < corpus->n_plans; i++) {
        alike.plans[i] = corpus->plans[i];
        alike.plans[i].kind = comparable_genre(corpus->plans[i].kind);
    }
    return alike;
}

/* A fact is rare when it is not that of the largest group, and that is more than half. */
static void find_facts(const Corpus *corpus, GroupKey by, size_t fact, Traits *traits,
                       Arena *scratch) {
    PlanGroups groups = plan_groups(corpus, by, scratch);
    size_t largest = 0;
    for (size_t i = 1; i < groups.n; i++) {
        if (groups.at[i].n_plans > groups.at[largest].n_plans)
            largest = i;
    }
    for (size_t i = 0; i < corpus->n_plans; i++) {
        uint32_t group = groups.of_plan[i];
        if (group == NO_GROUP)
            continue;
        traits[i].fact[fact] = groups.at[group].name;
        size_t known = corpus->n_plans - groups.n_left;
        bool clear = groups.at[largest].n_plans * 2 > known;
        traits[i].rare[fact] = groups.n > 1 && (!clear || group != largest);
    }
}

static Traits *traits_of(const Corpus *corpus, Arena *scratch) {
    Corpus alike = with_genres(corpus, scratch);
    static const GroupKey keys[] = {
#define X(name, by, words) by,
        FACTS(X)
#undef X
    };
    Traits *traits = ARENA_ARRAY(scratch, Traits, corpus->n_plans);
    uint32_t tasks = 0;
    for (size_t i = 0; i < corpus->n_measures; i++)
        tasks = corpus->measures[i].task > tasks ? corpus->measures[i].task : tasks;
    bool *seen = ARENA_ARRAY(scratch, bool, (size_t)tasks + 1);
    for (size_t i = 0; i < corpus->n_plans; i++)
        measure_plan_traits(corpus, &corpus->plans[i], seen, &traits[i]);
    for (size_t size = 0; size < SIZE_COUNT; size++)
        find_medians(traits, corpus->n_plans, size, scratch);
    for (size_t fact = 0; fact < FACT_COUNT; fact++)
        find_facts(&alike, keys[fact], fact, traits, scratch);
    return traits;
}

/* 1 far above the others, -1 far below, 0 neither. */
static int size_differs(const Traits *traits, size_t size) {
    static const double times[] = {
#define X(name, limit, longer, shorter) limit,
        SIZES(X)
#undef X
    };
    double own = traits->size[size], median = traits->median[size];
    if (own > median * times[size])
        return 1;
    return own * times[size] < median ? -1 : 0;
}

/* ---- Words ---- */

static void add_reason(SliceList *reasons, Slice reason) {
    vec_push(reasons, reason);
}

static void find_reasons(const Traits *traits, SliceList *reasons, Arena *keep) {
    const char *const facts[] = {
#define X(name, by, words) words,
        FACTS(X)
#undef X
    };
    const char *const sizes[][2] = {
#define X(name, times, longer, shorter) {shorter, longer},
        SIZES(X)
#undef X
    };
    for (size_t i = 0; i < FACT_COUNT; i++) {
        if (traits->rare[i])
            add_reason(reasons, arena_format(keep, T("%s (%.*s)", "%s（%.*s）"), facts[i],
                                             SLICE_ARG(traits->fact[i])));
    }
    for (size_t i = 0; i < SIZE_COUNT; i++) {
        int differs = size_differs(traits, i);
        if (differs)
            add_reason(reasons, slice_of(sizes[i][differs > 0]));
    }
    if (traits->size[SIZE_LENGTH] < FEW_MEASURES)
        add_reason(reasons,
                   slice_of(T("too few measures for shares", "举措过少，占比不稳定")));
    if (traits->no_theme > most_without_theme)
        add_reason(reasons, slice_of(T("the theme scheme misses much of it",
                                       "较多举措未被主题方案覆盖")));
}

static void add_row(Table *table, const CorpusPlan *plan, const Traits *traits) {
    Arena *keep = table->arena;
    SliceList reasons = {0};
    find_reasons(traits, &reasons, keep);
    Cell *row = table_row(table);
    row[COLUMN_PLAN] = cell_text(keep, plan->slug);
    row[COLUMN_PLAN_NAME] = cell_text(keep, plan->label);
    row[COLUMN_KIND] = cell_text(keep, plan->kind);
    row[COLUMN_LEVEL] = cell_text(keep, traits->fact[FACT_LEVEL]);
    row[COLUMN_YEAR] = cell_text(keep, traits->fact[FACT_YEAR]);
    row[COLUMN_MEASURES] = cell_count((int64_t)plan->n);
    row[COLUMN_TASKS] = cell_count((int64_t)traits->tasks);
    row[COLUMN_PER_TASK] = cell_real(traits->size[SIZE_PER_TASK]);
    row[COLUMN_CHARACTERS] = cell_count((int64_t)traits->characters);
    row[COLUMN_PER_MEASURE] = cell_real(traits->size[SIZE_PER_MEASURE]);
    row[COLUMN_WITH_DUTY] = cell_real(traits->with_duty);
    row[COLUMN_NO_THEMES] = cell_real(traits->no_theme);
    row[COLUMN_ODD] = cell_count((int64_t)reasons.n);
    row[COLUMN_READING] =
        cell_text(keep, reasons.n ? phrase_list(reasons.at, reasons.n, reasons.n, keep)
                                  : slice_of(T("comparable", "可比")));
    vec_release(&reasons);
}

Table comparable_table(const Corpus *corpus, Arena *keep) {
    Arena scratch = {0};
    Table table =
        table_new(keep, "comparable",
                  slice_of(T("Are these plans of one kind?", "各计划是否可比")));
    const Column columns[] = {
#define X(name, key, heading, type, digits) {key, heading, type, digits},
        COMPARABLE_COLUMNS(X)
#undef X
    };
    table_columns(&table, columns, sizeof columns / sizeof *columns);
    const Traits *traits = traits_of(corpus, &scratch);
    size_t odd = 0;
    for (size_t i = 0; i < corpus->n_plans; i++) {
        add_row(&table, &corpus->plans[i], &traits[i]);
        odd += table_cell(&table, i, COLUMN_ODD)->as.count > 0;
    }
    table_note(
        &table,
        T("%zu plans, %zu measures; %zu of the plans differ from the others in a way that "
          "shares do not show.",
          "共 %zu 份计划、%zu 条举措；其中 %zu 份与其余计划存在占比之外的差异。"),
        corpus->n_plans, corpus->n_measures, odd);
    table_note(
        &table, "%s",
        T("Held against the median of the other plans: more than 3 times or less than a third of the "
          "measures or of the measures a task, twice or half the characters a measure; fewer than 30 "
          "measures; over 30 % without a theme; another kind, level or year than most.",
          "与其余计划的中位数相比：举措数或每任务举措数超过 3 倍或不足三分之一，每条举措字数超过 2 倍或"
          "不足一半；举措少于 30 条；超过 30% 的举措未编码；文种、层级、年度与多数不同。"));
    arena_release(&scratch);
    return table;
}

/* ---- Warnings on other Tables ---- */

static void warn_fact(Table *table, const Corpus *corpus, GroupKey by, const char *words,
                      Arena *scratch) {
    PlanGroups groups = plan_groups(corpus, by, scratch);
    if (groups.n < 2)
        return;
    Slice *names = ARENA_ARRAY(scratch, Slice, groups.n);
    for (size_t i = 0; i < groups.n; i++)
        names[i] = arena_format(scratch, "%.*s %zu", SLICE_ARG(groups.at[i].name),
                                groups.at[i].n_plans);
    Slice list = phrase_list(names, groups.n, 6, scratch);
    table_note(table, T("Warning: %s: %.*s.", "注意：%s：%.*s。"), words,
               SLICE_ARG(list));
}

static void warn_plans(Table *table, const Corpus *corpus, const Traits *traits,
                       bool (*odd)(const Traits *), const char *words, Arena *scratch) {
    Slice *names = ARENA_ARRAY(scratch, Slice, corpus->n_plans);
    size_t n = 0;
    for (size_t i = 0; i < corpus->n_plans; i++) {
        if (odd(&traits[i]))
            names[n++] =
                arena_format(scratch, T("%.*s (%zu)", "%.*s（%zu）"),
                             SLICE_ARG(phrase_short(corpus->plans[i].label, scratch)),
                             corpus->plans[i].n);
    }
    Slice list = phrase_list(names, n, 3, scratch);
    if (n)
        table_note(table, T("Warning: %s: %.*s.", "注意：%s：%.*s。"), words,
                   SLICE_ARG(list));
}

static bool differs_in_length(const Traits *traits) {
    return size_differs(traits, SIZE_LENGTH) != 0;
}

static bool has_few(const Traits *traits) {
    return traits->size[SIZE_LENGTH] < FEW_MEASURES;
}

static bool is_built_otherwise(const Traits *traits) {
    return size_differs(traits, SIZE_PER_TASK) != 0 ||
           size_differs(traits, SIZE_PER_MEASURE) != 0;
}

static bool is_missed(const Traits *traits) {
    return traits->no_theme > most_without_theme;
}

void comparable_warn(Table *table, const Corpus *corpus) {
    Arena scratch = {0};
    const Traits *traits = traits_of(corpus, &scratch);
    Corpus alike = with_genres(corpus, &scratch);
    warn_fact(table, &alike, GROUP_KIND,
              T("plans of several kinds are compared", "比较的计划文种不同"), &scratch);
    warn_plans(
        table, corpus, traits, differs_in_length,
        T("far longer or shorter than the others (measures)", "篇幅与其余悬殊（举措数）"),
        &scratch);
    warn_plans(table, corpus, traits, is_built_otherwise,
               T("measures are cut otherwise than in the others (measures)",
                 "举措的划分与其余不同（举措数）"),
               &scratch);
    warn_plans(table, corpus, traits, has_few,
               T("too few measures for steady shares", "举措过少，占比不稳定"), &scratch);
    warn_plans(table, corpus, traits, is_missed,
               T("over 30 % of the measures carry no theme", "超过 30% 的举措未编码"),
               &scratch);
    arena_release(&scratch);
}
