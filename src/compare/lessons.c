/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "base/hash.h"
#include "compare/lessons.h"

typedef struct {
    const LessonOptions *options;
    AgreeStudy study;
    Arena *keep;
    Lessons *lessons;
} Loading;

/* ---- Whose codes ---- */

static bool check_people(const SliceList *names, Err *err) {
    for (size_t i = 0; i < names->n; i++) {
        if (slice_equal(names->at[i], S("rules")) ||
            slice_equal(names->at[i], S("model")))
            return err_set(
                err,
                T("\"%.*s\" is a machine; only people's codes are learned from",
                  "“%.*s”是机器编码；只能从人工编码学习"),
                SLICE_ARG(names->at[i]));
    }
    return true;
}

static void take_people(Loading *loading) {
    Slice *people = ARENA_ARRAY(loading->keep, Slice, loading->study.n_coders);
    for (size_t i = 0; i < loading->study.n_coders; i++) {
        if (loading->study.coders[i].person)
            people[loading->lessons->n_people++] = loading->study.coders[i].name;
    }
    loading->lessons->people = people;
}

/* How many of the people have coded a unit, and how many of these gave it a theme. */
static size_t count_people(const AgreeStudy *study, size_t unit) {
    size_t n = 0;
    for (size_t i = 0; i < study->n_coders; i++)
        n += study->coders[i].person && study->coders[i].present[unit];
    return n;
}

static size_t count_given(const AgreeStudy *study, size_t unit, size_t theme) {
    size_t n = 0;
    for (size_t i = 0; i < study->n_coders; i++) {
        const AgreeCoder *coder = &study->coders[i];
        n += coder->person && coder->present[unit] &&
             agree_has(study, coder, unit, theme, false);
    }
    return n;
}

static void take_measures(Loading *loading) {
    const AgreeStudy *study = &loading->study;
    Lessons *lessons = loading->lessons;
    size_t n_themes = study->themes.n;
    lessons->measures = ARENA_ARRAY(loading->keep, const MeasureRow *, study->units.n);
    bool *given = ARENA_ARRAY(loading->keep, bool, study->units.n *n_themes);
    for (size_t unit = 0; unit < study->units.n; unit++) {
        size_t people = count_people(study, unit);
        if (people == 0)
            continue;
        lessons->n_coded_twice += people > 1;
        for (size_t theme = 0; theme < n_themes; theme++)
            given[lessons->n * n_themes + theme] =
                2 * count_given(study, unit, theme) > people;
        lessons->measures[lessons->n++] = &study->units.at[unit];
    }
    lessons->given = given;
}

/* ---- What stays together ---- */

/* Groups as trees: a measure's root names its group. */
static size_t root_of(size_t *parent, size_t i) {
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

static void join(size_t *parent, size_t a, size_t b) {
    a = root_of(parent, a);
    b = root_of(parent, b);
    if (a < b)
        parent[b] = a;
    else
        parent[a] = b;
}

typedef struct {
    const MeasureRow *measure;
    size_t i;
} Member;

static int compare_words(const void *left, const void *right) {
    const Member *a = left, *b = right;
    int words = slice_compare(a->measure->text, b->measure->text);
    return words ? words : (a->i > b->i) - (a->i < b->i);
}

static int compare_tasks(const void *left, const void *right) {
    const Member *a = left, *b = right;
    if (a->measure->task_id != b->measure->task_id)
        return a->measure->task_id < b->measure->task_id ? -1 : 1;
    return (a->i > b->i) - (a->i < b->i);
}

static int compare_plans(const void *left, const void *right) {
    const Member *a = left, *b = right;
    if (a->measure->plan != b->measure->plan)
        return a->measure->plan < b->measure->plan ? -1 : 1;
    return (a->i > b->i) - (a->i < b->i);
}

typedef int Compare(const void *left, const void *right);

/* Joins the measures that are equal but for their place. Only those of so many characters
 * or more. */
static void join_equal(const Lessons *lessons, size_t *parent, Compare *compare,
                       uint32_t least, Arena *scratch) {
    size_t n = 0;
    Member *members = ARENA_ARRAY(scratch, Member, lessons->n);
    for (size_t i = 0; i < lessons->n; i++) {
        if (lessons->measures[i]->chars >= least)
            members[n++] = (Member){lessons->measures[i], i};
    }
    if (n)
        qsort(members, n, sizeof *members, compare);
    for (size_t i = 1; i < n; i++) {
        Member here = {members[i].measure, members[i - 1].i};
        if (compare(&here, &members[i - 1]) == 0)
            join(parent, members[i].i, members[i - 1].i);
    }
}

static void make_groups(Loading *loading) {
    Arena scratch = {0};
    Lessons *lessons = loading->lessons;
    size_t n = lessons->n;
    size_t *parent = ARENA_ARRAY(&scratch, size_t, n);
    for (size_t i = 0; i < n; i++)
        parent[i] = i;
    if (loading->options->by_plan) {
        join_equal(lessons, parent, compare_plans, 0, &scratch);
    } else {
        join_equal(lessons, parent, compare_tasks, 0, &scratch);
        join_equal(lessons, parent, compare_words, LESSONS_COPY, &scratch);
    }
    size_t *group = ARENA_ARRAY(loading->keep, size_t, n);
    for (size_t i = 0; i < n; i++) {
        size_t root = root_of(parent, i); /* the first measure of its group */
        group[i] = root == i ? lessons->n_groups++ : group[root];
    }
    lessons->group = group;
    arena_release(&scratch);
}

/* ---- Folds ---- */

typedef struct {
    size_t group;
    size_t rarest; /* the theme given to fewest measures of those it holds; the number of
                      themes: none */
    size_t n_rarest; /* to so many */
    uint64_t random;
} Group;

/* Rare themes first, while there is a choice; else in the order drawn. */
static int compare_groups(const void *left, const void *right) {
    const Group *a = left, *b = right;
    if (a->n_rarest != b->n_rarest)
        return a->n_rarest < b->n_rarest ? -1 : 1;
    if (a->rarest != b->rarest)
        return a->rarest < b->rarest ? -1 : 1;
    if (a->random != b->random)
        return a->random < b->random ? -1 : 1;
    return (a->group > b->group) - (a->group < b->group);
}

static Slice slug_of_plan(const PlanList *plans, int64_t id) {
    for (size_t i = 0; i < plans->n; i++) {
        if (plans->at[i].id == id)
            return plans->at[i].slug;
    }
    BUG("no plan %lld", (long long)id);
}

/* Measures by group or fold (rows) and theme; the last column: all of them. */
typedef struct {
    size_t *counts, columns;
} Counts;

static Counts counts_new(size_t rows, const Lessons *lessons, Arena *keep) {
    size_t columns = lessons->themes.n + 1;
    return (Counts){ARENA_ARRAY(keep, size_t, rows * columns), columns};
}

static size_t *counts_of(const Counts *counts, size_t row) {
    return counts->counts + row * counts->columns;
}

static Counts count_groups(const Lessons *lessons, Arena *keep) {
    Counts counts = counts_new(lessons->n_groups, lessons, keep);
    for (size_t i = 0; i < lessons->n; i++) {
        size_t *row = counts_of(&counts, lessons->group[i]);
        for (size_t theme = 0; theme < lessons->themes.n; theme++)
            row[theme] += lessons->given[i * lessons->themes.n + theme];
        row[lessons->themes.n]++;
    }
    return counts;
}

static void find_rarest(const Lessons *lessons, const Counts *counts, Group *groups,
                        Arena *scratch) {
    size_t n_themes = lessons->themes.n;
    size_t *total = ARENA_ARRAY(scratch, size_t, n_themes);
    for (size_t i = 0; i < lessons->n_groups; i++) {
        for (size_t theme = 0; theme < n_themes; theme++)
            total[theme] += counts_of(counts, i)[theme];
    }
    for (size_t i = 0; i < lessons->n_groups; i++) {
        groups[i].rarest = n_themes;
        groups[i].n_rarest = SIZE_MAX;
        for (size_t theme = 0; theme < n_themes; theme++) {
            if (!counts_of(counts, i)[theme] || total[theme] >= groups[i].n_rarest)
                continue;
            groups[i].rarest = theme;
            groups[i].n_rarest = total[theme];
        }
    }
}

static void draw_groups(const Loading *loading, Group *groups) {
    const Lessons *lessons = loading->lessons;
    for (size_t i = lessons->n; i-- > 0;) { /* the first measure of a group counts */
        const MeasureRow *measure = lessons->measures[i];
        Slice slug = slug_of_plan(&lessons->plans, measure->plan);
        Group *group = &groups[lessons->group[i]];
        group->group = lessons->group[i];
        group->random = hash_random(loading->options->seed, slug, measure->span.at);
    }
}

/* The fold with fewest measures of the theme, of these with fewest at all. */
static size_t emptiest(const Counts *filled, size_t folds, size_t theme) {
    size_t best = 0;
    for (size_t k = 1; k < folds; k++) {
        const size_t *a = counts_of(filled, k), *b = counts_of(filled, best);
        size_t all = filled->columns - 1;
        if (a[theme] < b[theme] || (a[theme] == b[theme] && a[all] < b[all]))
            best = k;
    }
    return best;
}

/* Each group in turn goes where its rarest theme (else any measure) is rarest, so that
 * every fold has its share (after Sechidis, Tsoumakas & Vlahavas 2011). */
static void make_folds(Loading *loading) {
    Arena scratch = {0};
    Lessons *lessons = loading->lessons;
    size_t folds = loading->options->folds;
    Group *groups = ARENA_ARRAY(&scratch, Group, lessons->n_groups);
    size_t *fold_of = ARENA_ARRAY(&scratch, size_t, lessons->n_groups);
    Counts counts = count_groups(lessons, &scratch);
    Counts filled = counts_new(folds, lessons, &scratch);
    draw_groups(loading, groups);
    find_rarest(lessons, &counts, groups, &scratch);
    qsort(groups, lessons->n_groups, sizeof *groups, compare_groups);
    for (size_t i = 0; i < lessons->n_groups; i++) {
        size_t fold = emptiest(&filled, folds, groups[i].rarest);
        fold_of[groups[i].group] = fold;
        for (size_t k = 0; k < filled.columns; k++)
            counts_of(&filled, fold)[k] += counts_of(&counts, groups[i].group)[k];
    }
    size_t *fold = ARENA_ARRAY(loading->keep, size_t, lessons->n);
    for (size_t i = 0; i < lessons->n; i++)
        fold[i] = fold_of[lessons->group[i]];
    lessons->fold = fold;
    arena_release(&scratch);
}

static bool check_groups(const Loading *loading, Err *err) {
    size_t n = loading->lessons->n_groups, folds = loading->options->folds;
    if (n >= folds)
        return true;
    return err_set(
        err,
        loading->options->by_plan
            ? T("%zu folds of whole plans need as many plans with codes; there are %zu",
                "按计划分为 %zu 折，至少需要同样多的已编码计划，现有 %zu 份")
            : T("%zu folds of whole tasks need as many tasks with codes; there are %zu: "
                "code more measures (plancmp help sample)",
                "按任务分为 %zu 折，至少需要同样多的已编码任务，现有 %zu 个：请编码更多举措"
                "（plancmp help sample）"),
        folds, n);
}

bool lessons_load(Store *store, const LessonOptions *options, Arena *keep,
                  Lessons *lessons, Err *err) {
    *lessons = (Lessons){0};
    Loading loading = {.options = options, .keep = keep, .lessons = lessons};
    AgreeOptions agree = {.plans = options->plans, .coders = options->people};
    if (!check_people(&options->people, err) ||
        !agree_load(store, &agree, keep, &loading.study, err))
        return false;
    lessons->themes = loading.study.themes;
    lessons->plans = loading.study.plans;
    lessons->lost = loading.study.lost;
    lessons->unknown = loading.study.unknown;
    take_people(&loading);
    take_measures(&loading);
    make_groups(&loading);
    if (!check_groups(&loading, err))
        return false;
    make_folds(&loading);
    return true;
}
