/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: a trend is one of comparable plans; what else bears the region's name (a five-year
 * plan, an amendment of three clauses) must not pass for a year. */
#include "base/base.h"

#include "base/utf8.h"
#include "compare/comparable.h"
#include "compare/phrases.h"
#include "compare/series.h"

/* A plan with what it is sorted by. */
typedef struct {
    Slice name, province, genre;
    int year;
    uint32_t plan;
} Dated;

typedef struct {
    const Corpus *corpus;
    Dated *dated; /* with year and region: by name, province, year, plan */
    size_t n;
    LeftPlan *left; /* for each plan of the corpus while we go */
    bool *is_left;
    VEC(Series) series;
    uint32_t *assumed; /* as in SeriesList */
    size_t n_assumed;
    Arena *keep;
} Sorting;

static void leave_out(Sorting *sorting, uint32_t plan, LeftOut why, uint32_t instead) {
    sorting->is_left[plan] = true;
    sorting->left[plan] = (LeftPlan){plan, why, instead};
}

static int compare_dated(const void *a, const void *b) {
    const Dated *x = a, *y = b;
    int order = slice_compare(x->name, y->name);
    if (order == 0)
        order = slice_compare(x->province, y->province);
    if (order == 0)
        order = (x->year > y->year) - (x->year < y->year);
    return order ? order : (x->plan > y->plan) - (x->plan < y->plan);
}

/* ---- Regions ---- */

static size_t end_of_name(const Sorting *sorting, size_t from) {
    size_t end = from;
    while (end < sorting->n &&
           slice_equal(sorting->dated[end].name, sorting->dated[from].name))
        end++;
    return end;
}

static size_t end_of_region(const Sorting *sorting, size_t from, size_t end) {
    size_t to = from;
    while (to < end &&
           slice_equal(sorting->dated[to].province, sorting->dated[from].province))
        to++;
    return to;
}

/* Within the plans of one name, which stand by province, unknown ones first. */
static void fill_province(Sorting *sorting, size_t from, size_t end) {
    Slice only = {0};
    for (size_t i = from; i < end; i++) {
        Slice province = sorting->dated[i].province;
        if (province.n && only.n && !slice_equal(province, only))
            return;
        only = province.n ? province : only;
    }
    for (size_t i = from; i < end; i++)
        sorting->dated[i].province = only;
}

/* What the slugs of the plans named begin with: coast of coast-2023 and coast-2024. */
static Slice common_name(const Corpus *corpus) {
    Slice name = corpus->plans[corpus->asked[0]].slug;
    for (size_t i = 1; i < corpus->n_asked; i++) {
        Slice slug = corpus->plans[corpus->asked[i]].slug;
        while (!slice_starts(slug, name))
            name.n--;
    }
    name = utf8_cut(corpus->plans[corpus->asked[0]].slug, name.n);
    while (name.n && strchr("-0123456789", name.p[name.n - 1]))
        name.n--;
    return name.n ? name : slice_of(T("plans named", "所列计划"));
}

/* The region of plans named one by one that do not tell theirs; empty: not known. */
static Slice region_of_named(const Corpus *corpus) {
    Slice region = {0};
    for (size_t i = 0; i < corpus->n_asked; i++) {
        Slice own = corpus->plans[corpus->asked[i]].region;
        if (own.n && region.n && !slice_equal(own, region))
            return (Slice){0};
        region = own.n ? own : region;
    }
    return region.n || corpus->n_asked < 2 ? region : common_name(corpus);
}

static void sort_plans(Sorting *sorting) {
    const Corpus *corpus = sorting->corpus;
    Slice named = region_of_named(corpus);
    for (uint32_t i = 0; i < corpus->n_plans; i++) {
        const CorpusPlan *plan = &corpus->plans[i];
        Slice region = plan->region.n ? plan->region : named;
        if (region.n && plan->year && !plan->region.n)
            sorting->assumed[sorting->n_assumed++] = i;
        if (region.n == 0)
            leave_out(sorting, i, LEFT_NO_REGION, i);
        else if (plan->year == 0)
            leave_out(sorting, i, LEFT_NO_YEAR, i);
        else
            sorting->dated[sorting->n++] = (Dated){
                region, plan->province, comparable_genre(plan->kind), plan->year, i};
    }
    if (sorting->n == 0)
        return;
    qsort(sorting->dated, sorting->n, sizeof *sorting->dated, compare_dated);
    for (size_t i = 0; i < sorting->n; i = end_of_name(sorting, i))
        fill_province(sorting, i, end_of_name(sorting, i));
    qsort(sorting->dated, sorting->n, sizeof *sorting->dated, compare_dated);
}

/* ---- Genres ---- */

static bool is_of_genre(const Dated *dated, Slice genre) {
    return dated->genre.n == 0 || slice_equal(dated->genre, genre);
}

static size_t years_of_genre(const Dated *dated, size_t n, Slice genre) {
    size_t years = 0;
    int last = 0;
    for (size_t i = 0; i < n; i++) {
        if (is_of_genre(&dated[i], genre) && dated[i].year != last) {
            years++;
            last = dated[i].year;
        }
    }
    return years;
}

static bool comes_before(Slice a, Slice b) {
    Slice annual = comparable_genre(S("工作计划"));
    if (slice_equal(a, annual) != slice_equal(b, annual))
        return slice_equal(a, annual);
    return slice_compare(a, b) < 0;
}

static Slice genre_of(const Dated *dated, size_t n) {
    Slice best = {0};
    size_t most = 0;
    for (size_t i = 0; i < n; i++) {
        Slice genre = dated[i].genre;
        size_t years = genre.n ? years_of_genre(dated, n, genre) : 0;
        if (years > most || (years && years == most && comes_before(genre, best))) {
            best = genre;
            most = years;
        }
    }
    return best;
}

/* ---- Years ---- */

static bool counts_before(const CorpusPlan *a, const CorpusPlan *b) {
    int issued = slice_compare(a->issued, b->issued);
    if (issued)
        return issued > 0;
    return a->n != b->n ? a->n > b->n : slice_compare(a->slug, b->slug) < 0;
}

/* Of the plans of one year the one that counts. */
static uint32_t plan_of_year(const Corpus *corpus, const Dated *dated, size_t n) {
    size_t longest = 0;
    for (size_t i = 0; i < n; i++) {
        size_t own = corpus->plans[dated[i].plan].n;
        longest = own > longest ? own : longest;
    }
    uint32_t best = UINT32_MAX;
    for (size_t i = 0; i < n; i++) {
        const CorpusPlan *plan = &corpus->plans[dated[i].plan];
        if (plan->n * 2 >= longest &&
            (best == UINT32_MAX || counts_before(plan, &corpus->plans[best])))
            best = dated[i].plan;
    }
    return best;
}

/* The region's plans of its genre, a year after the other. */
static size_t take_years(Sorting *sorting, const Dated *dated, size_t n,
                         uint32_t *plans) {
    size_t years = 0;
    for (size_t i = 0, end = 0; i < n; i = end) {
        while (end < n && dated[end].year == dated[i].year)
            end++;
        uint32_t best = plan_of_year(sorting->corpus, dated + i, end - i);
        plans[years++] = best;
        for (size_t k = i; k < end; k++) {
            if (dated[k].plan != best)
                leave_out(sorting, dated[k].plan, LEFT_SAME_YEAR, best);
        }
    }
    return years;
}

static void take_region(Sorting *sorting, size_t from, size_t end, bool alone) {
    const Dated *dated = sorting->dated + from;
    Dated *own = ARENA_ARRAY(sorting->keep, Dated, end - from);
    uint32_t *plans = ARENA_ARRAY(sorting->keep, uint32_t, end - from);
    Slice genre = genre_of(dated, end - from);
    size_t n = 0;
    for (size_t i = 0; i < end - from; i++) {
        if (is_of_genre(&dated[i], genre))
            own[n++] = dated[i];
        else
            leave_out(sorting, dated[i].plan, LEFT_OTHER_KIND, 0);
    }
    size_t years = take_years(sorting, own, n, plans);
    if (years < 2) {
        leave_out(sorting, plans[0], LEFT_ALONE, 0);
        return;
    }
    Slice region = dated->name;
    if (!alone && dated->province.n)
        region = arena_format(sorting->keep, "%.*s%s%.*s", SLICE_ARG(dated->province),
                              T(" ", ""), SLICE_ARG(region));
    vec_push(&sorting->series, (Series){region, plans, years});
}

/* ---- The whole ---- */

static void find(const Corpus *corpus, Arena *keep, SeriesList *list) {
    Sorting sorting = {.corpus = corpus, .keep = keep};
    sorting.dated = ARENA_ARRAY(keep, Dated, corpus->n_plans);
    sorting.left = ARENA_ARRAY(keep, LeftPlan, corpus->n_plans);
    sorting.is_left = ARENA_ARRAY(keep, bool, corpus->n_plans);
    sorting.assumed = ARENA_ARRAY(keep, uint32_t, corpus->n_plans);
    sort_plans(&sorting);
    for (size_t name = 0, end = 0; name < sorting.n; name = end) {
        end = end_of_name(&sorting, name);
        bool alone = end_of_region(&sorting, name, end) == end;
        for (size_t at = name, to = 0; at < end; at = to) {
            to = end_of_region(&sorting, at, end);
            take_region(&sorting, at, to, alone);
        }
    }
    Series *series = ARENA_ARRAY(keep, Series, sorting.series.n);
    for (size_t i = 0; i < sorting.series.n; i++)
        series[i] = sorting.series.at[i];
    *list = (SeriesList){.at = series,
                         .n = sorting.series.n,
                         .left = sorting.left,
                         .assumed = sorting.assumed,
                         .n_assumed = sorting.n_assumed};
    for (uint32_t i = 0; i < corpus->n_plans; i++) {
        if (sorting.is_left[i])
            sorting.left[list->n_left++] = sorting.left[i];
    }
    vec_release(&sorting.series);
}

SeriesCorpus series_corpus(const Corpus *corpus, const Series *series, Arena *keep) {
    size_t n = 0;
    for (size_t i = 0; i < series->n; i++)
        n += corpus->plans[series->plans[i]].n;
    size_t *from = ARENA_ARRAY(keep, size_t, n);
    Corpus own = *corpus;
    own.plans = ARENA_ARRAY(keep, CorpusPlan, series->n);
    own.measures = ARENA_ARRAY(keep, CorpusMeasure, n);
    own.n_plans = series->n;
    own.n_measures = 0;
    own.asked = NULL;
    own.n_asked = 0;
    for (uint32_t i = 0; i < series->n; i++) {
        const CorpusPlan *plan = &corpus->plans[series->plans[i]];
        own.plans[i] = *plan;
        own.plans[i].first = own.n_measures;
        for (size_t k = plan->first; k < plan->first + plan->n; k++) {
            from[own.n_measures] = k;
            own.measures[own.n_measures] = corpus->measures[k];
            own.measures[own.n_measures++].plan = i;
        }
    }
    return (SeriesCorpus){own, from};
}

bool series_exist(const Corpus *corpus) {
    Arena scratch = {0};
    SeriesList list;
    find(corpus, &scratch, &list);
    arena_release(&scratch);
    return list.n > 0;
}

enum { NAMES_SHOWN = 6 };

static const char *why_left(LeftOut why) {
    switch (why) {
    case LEFT_NO_YEAR:
        return T("year not known; plancmp set PLAN year=2024",
                 "年度不明，可用 plancmp set 计划 year=2024 补上");
    case LEFT_NO_REGION:
        return T("region not known; plancmp set PLAN region=NAME",
                 "地区不明，可用 plancmp set 计划 region=名称 补上");
    case LEFT_OTHER_KIND: return T("another kind than the series", "文种与该系列不同");
    case LEFT_SAME_YEAR:
        return T("a second plan of one year; the one issued last counts, unless it is "
                 "less than half as long",
                 "同年另有计划，取最后印发者，篇幅不足最长者一半的除外");
    case LEFT_ALONE: return T("the only year of its region", "该地区仅此一年");
    }
    BUG("left out for %d", (int)why);
}

static Slice left_name(const Corpus *corpus, const LeftPlan *left, Arena *keep) {
    const CorpusPlan *plan = &corpus->plans[left->plan];
    if (left->why == LEFT_OTHER_KIND)
        return arena_format(keep, T("%.*s (%.*s)", "%.*s（%.*s）"),
                            SLICE_ARG(phrase_short(plan->label, keep)),
                            SLICE_ARG(plan->kind));
    if (left->why == LEFT_SAME_YEAR)
        return arena_format(keep, T("%.*s (counts: %.*s)", "%.*s（取 %.*s）"),
                            SLICE_ARG(plan->slug),
                            SLICE_ARG(corpus->plans[left->instead].slug));
    return phrase_short(plan->label, keep);
}

static Slice list_left(const Corpus *corpus, const SeriesList *list, LeftOut why,
                       Arena *keep) {
    Slice *names = ARENA_ARRAY(keep, Slice, list->n_left);
    size_t n = 0;
    for (size_t i = 0; i < list->n_left; i++) {
        if (list->left[i].why == why)
            names[n++] = left_name(corpus, &list->left[i], keep);
    }
    return phrase_list(names, n, NAMES_SHOWN, keep);
}

bool series_find(const Corpus *corpus, Arena *keep, SeriesList *list, Err *err) {
    find(corpus, keep, list);
    if (list->n)
        return true;
    Buf message = {0};
    buf_add(&message,
            slice_of(T("a trend takes two years of one region, in plans of one kind",
                       "逐年比较需要同一地区、同一文种至少两年的计划")));
    for (int why = LEFT_NO_YEAR; why <= LEFT_ALONE; why++) {
        Slice names = list_left(corpus, list, (LeftOut)why, keep);
        if (names.n)
            buf_format(&message, T("; left out (%s): %.*s", "；未纳入（%s）：%.*s"),
                       why_left((LeftOut)why), SLICE_ARG(names));
    }
    err_set(err, "%.*s", SLICE_ARG(buf_slice(&message)));
    buf_release(&message);
    return false;
}

/* Years without a plan, each with its region. */
static size_t name_gaps(const Corpus *corpus, const Series *series, Slice *names,
                        Arena *keep) {
    size_t n = 0;
    for (size_t i = 1; i < series->n; i++) {
        int from = corpus->plans[series->plans[i - 1]].year + 1;
        int to = corpus->plans[series->plans[i]].year;
        if (from + 1 == to)
            names[n++] = arena_format(keep, "%.*s %d", SLICE_ARG(series->region), from);
        else if (from < to)
            names[n++] = arena_format(keep, T("%.*s %d-%d", "%.*s %d～%d"),
                                      SLICE_ARG(series->region), from, to - 1);
    }
    return n;
}

static void note_assumed(Table *table, const Corpus *corpus, const SeriesList *list) {
    Arena scratch = {0};
    Slice *names = ARENA_ARRAY(&scratch, Slice, list->n_assumed);
    for (size_t i = 0; i < list->n_assumed; i++)
        names[i] = corpus->plans[list->assumed[i]].slug;
    Slice plans = phrase_list(names, list->n_assumed, NAMES_SHOWN, &scratch);
    if (list->n_assumed)
        table_note(
            table,
            T("Region not known, taken for one since the plans were named together: "
              "%.*s.",
              "地区不明，因一并列出而视为同一地区：%.*s。"),
            SLICE_ARG(plans));
    arena_release(&scratch);
}

void series_notes(Table *table, const Corpus *corpus, const SeriesList *list) {
    Arena scratch = {0};
    Slice *gaps = ARENA_ARRAY(&scratch, Slice, corpus->n_plans);
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++)
        n += name_gaps(corpus, &list->at[i], gaps + n, &scratch);
    Slice missing = phrase_list(gaps, n, NAMES_SHOWN, &scratch);
    if (n)
        table_note(table,
                   T("Years without a plan are gaps, not zeros: %.*s.",
                     "缺计划的年份按空缺处理，不计为零：%.*s。"),
                   SLICE_ARG(missing));
    note_assumed(table, corpus, list);
    for (int why = LEFT_NO_YEAR; why <= LEFT_ALONE; why++) {
        Slice names = list_left(corpus, list, (LeftOut)why, &scratch);
        if (names.n)
            table_note(table, T("Left out (%s): %.*s.", "未纳入（%s）：%.*s。"),
                       why_left((LeftOut)why), SLICE_ARG(names));
    }
    arena_release(&scratch);
}
