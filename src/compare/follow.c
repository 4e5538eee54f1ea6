/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: two plans of one office look alike at first sight; which promise quietly went, and
 * which came back word by word, takes holding every sentence against every other. */
#include "base/base.h"

#include <math.h>

#include "compare/follow_p.h"
#include "compare/phrases.h"
#include "compare/tally.h"
#include "stat/interval.h"

#define MEASURE_COLUMNS(X)                                                               \
    X(REGION, "region", T("region", "地区"), COLUMN_TEXT, 0)                             \
    X(FROM, "from_year", T("from", "前一年度"), COLUMN_COUNT, 0)                         \
    X(TO, "to_year", T("to", "后一年度"), COLUMN_COUNT, 0)                               \
    X(YEARS, "years", T("years", "年度"), COLUMN_TEXT, 0)                                \
    X(STATE, "state", T("state code", "状态代码"), COLUMN_TEXT, 0)                       \
    X(STATE_NAME, "state_name", T("state", "状态"), COLUMN_TEXT, 0)                      \
    X(EARLIER, "earlier", T("earlier plan", "前一计划"), COLUMN_TEXT, 0)                 \
    X(LATER, "later", T("later plan", "后一计划"), COLUMN_TEXT, 0)                       \
    X(THEMES, "themes", T("themes", "主题"), COLUMN_TEXT, 0)                             \
    X(PLACE, "place", T("place", "序号"), COLUMN_COUNT, 0)                               \
    X(BEFORE, "before", T("earlier sentence", "前一年度原文"), COLUMN_TEXT, 0)           \
    X(AFTER, "after", T("later sentence", "后一年度原文"), COLUMN_TEXT, 0)               \
    X(SIMILARITY, "similarity", T("similarity", "相似度"), COLUMN_REAL, 2)               \
    X(NEAR, "near", T("nearest of the other year", "另一年度最相近"), COLUMN_TEXT, 0)    \
    X(NEAR_SIMILARITY, "near_similarity", T("its similarity", "其相似度"), COLUMN_REAL, 2)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    MEASURE_COLUMNS(X)
#undef X
};

#define THEME_COLUMNS(X)                                                                 \
    X(REGION, "region", T("region", "地区"), COLUMN_TEXT, 0)                             \
    X(FROM, "from_year", T("from", "前一年度"), COLUMN_COUNT, 0)                         \
    X(TO, "to_year", T("to", "后一年度"), COLUMN_COUNT, 0)                               \
    X(YEARS, "years", T("years", "年度"), COLUMN_TEXT, 0)                                \
    X(THEME, "theme", T("code", "代码"), COLUMN_TEXT, 0)                                 \
    X(THEME_NAME, "theme_name", T("theme", "主题"), COLUMN_TEXT, 0)                      \
    X(TOP, "top", T("top level", "一级主题"), COLUMN_COUNT, 0)                           \
    X(DEPTH, "depth", T("depth", "层级"), COLUMN_COUNT, 0)                               \
    X(CORE, "core", T("core", "核心"), COLUMN_COUNT, 0)                                  \
    X(TOTAL, "total", T("all themes", "合计行"), COLUMN_COUNT, 0)                        \
    X(SUMMARY, "summary", T("in the summary", "入摘要"), COLUMN_COUNT, 0)                \
    X(EARLIER, "earlier_measures", T("earlier", "前一年度举措"), COLUMN_COUNT, 0)        \
    X(KEPT, "kept", T("kept", "沿用"), COLUMN_COUNT, 0)                                  \
    X(REWORDED, "reworded", T("reworded", "改写"), COLUMN_COUNT, 0)                      \
    X(DROPPED, "dropped", T("dropped", "未再提"), COLUMN_COUNT, 0)                       \
    X(KEPT_SHARE, "kept_share", T("kept or reworded", "延续比例"), COLUMN_SHARE, 1)      \
    X(KEPT_LOW, "kept_low", T("low", "下限"), COLUMN_SHARE, 1)                           \
    X(KEPT_HIGH, "kept_high", T("high", "上限"), COLUMN_SHARE, 1)                        \
    X(LATER, "later_measures", T("later", "后一年度举措"), COLUMN_COUNT, 0)              \
    X(NEW, "new", T("new", "新增"), COLUMN_COUNT, 0)                                     \
    X(NEW_SHARE, "new_share", T("new, share", "新增比例"), COLUMN_SHARE, 1)              \
    X(NEW_LOW, "new_low", T("new, low", "新增比例下限"), COLUMN_SHARE, 1)                \
    X(NEW_HIGH, "new_high", T("new, high", "新增比例上限"), COLUMN_SHARE, 1)

enum {
#define X(name, key, heading, type, digits) THEME_COLUMN_##name,
    THEME_COLUMNS(X)
#undef X
};

/* ---- What the tables share ---- */

Slice pair_years(const YearPair *pair, Arena *keep) {
    return arena_format(keep, "%d → %d", pair_plan(pair, pair->earlier)->year,
                        pair_plan(pair, pair->later)->year);
}

bool pair_shows(const FollowMaking *making, const YearPair *pair, uint32_t measure) {
    const CorpusChoice *choice = making->question->choice;
    if (measure == NO_MEASURE || choice->themes.n == 0)
        return measure != NO_MEASURE;
    const CorpusMeasure *own = pair_measure(pair, measure);
    for (uint32_t i = 0; i < own->n_themes; i++) {
        if (corpus_shows_theme(choice, making->question->corpus, own->themes[i]))
            return true;
    }
    return false;
}

Cell pair_sentence(const FollowMaking *making, const YearPair *pair, uint32_t measure) {
    Arena *keep = making->table->arena;
    if (measure == NO_MEASURE)
        return (Cell){0};
    Slice text = making->question->texts[pair->own->from[measure]];
    return cell_with(keep, cell_text(keep, text), &pair_measure(pair, measure)->id, 1);
}

/* Where the targets of each plan of the corpus begin; both stand by slug. */
static size_t *first_targets(const FollowQuestion *question, Arena *keep) {
    const Corpus *corpus = question->corpus;
    const TargetRowList *targets = question->targets;
    size_t *first = ARENA_ARRAY(keep, size_t, corpus->n_plans + 1), next = 0;
    for (size_t i = 0; i < corpus->n_plans; i++) {
        first[i] = next;
        while (next < targets->n &&
               measure_plan(targets->at[next].measure) == corpus->plans[i].id)
            next++;
    }
    first[corpus->n_plans] = next;
    return first;
}

typedef void (*AddPair)(const FollowMaking *making, const YearPair *pair);

typedef struct {
    FollowMaking making;
    AddPair add;
    const size_t *first; /* first_targets; NULL: no targets are asked for */
} Walk;

static PledgedTargets targets_of(const Walk *walk, const Series *series,
                                 const SeriesCorpus *own, Arena *keep) {
    const TargetRowList *all = walk->making.question->targets;
    size_t n = 0;
    for (size_t i = 0; i < series->n; i++)
        n += walk->first[series->plans[i] + 1] - walk->first[series->plans[i]];
    TargetRow *rows = ARENA_ARRAY(keep, TargetRow, n);
    n = 0;
    for (size_t i = 0; i < series->n; i++) {
        for (size_t k = walk->first[series->plans[i]];
             k < walk->first[series->plans[i] + 1]; k++)
            rows[n++] = all->at[k];
    }
    TargetRowList list = {rows, n};
    return pledged_targets(&own->corpus, &list, keep);
}

static void walk_series(const Walk *walk, const Series *series) {
    Arena scratch = {0};
    const FollowQuestion *question = walk->making.question;
    SeriesCorpus own = series_corpus(question->corpus, series, &scratch);
    Slice *texts = ARENA_ARRAY(&scratch, Slice, own.corpus.n_measures);
    for (size_t i = 0; i < own.corpus.n_measures; i++)
        texts[i] = question->texts[own.from[i]];
    NearestIndex index = nearest_build(&own.corpus, texts, &scratch);
    PledgedTargets targets = {0};
    if (walk->first)
        targets = targets_of(walk, series, &own, &scratch);
    for (uint32_t i = 1; i < series->n; i++) {
        Arena pair_scratch = {0};
        YearPair pair = {.series = series,
                         .own = &own,
                         .targets = walk->first ? &targets : NULL,
                         .earlier = i - 1,
                         .later = i,
                         .followed = followed_find(&index, i - 1, i, &pair_scratch)};
        walk->add(&walk->making, &pair);
        arena_release(&pair_scratch);
    }
    arena_release(&scratch);
}

static void note_method(Table *table) {
    table_note(
        table,
        T("Each measure is held against each of the other year by its pairs of characters (cosine, weighted by "
          "rarity); most alike first, one to one: kept from %.2f, where only a few characters or a number differ, "
          "reworded from %.2f. What is reworded is usually, not always, the same promise: read both sentences. Dropped means written no more, "
          "which may also mean done.",
          "逐条与另一年度的全部举措按字对比较（余弦相似度，罕见字对权重高），由最相近者起一一配对：%.2f 及以上为"
          "沿用（仅个别字或数字不同），%.2f 及以上为改写。改写通常是同一举措，但并非必然，请核对两句原文。未再提只表示后一年度计划中不再写入，"
          "也可能是已经完成。"),
        NEAREST_SAME, NEAREST_REWORDED);
}

bool follow_make(const FollowQuestion *question, Table *table, AddPair add, Err *err) {
    SeriesList list;
    if (!series_find(question->corpus, table->arena, &list, err)) {
        table_release(table);
        return false;
    }
    Arena scratch = {0};
    Walk walk = {.making = {table, question}, .add = add};
    if (question->targets)
        walk.first = first_targets(question, &scratch);
    for (size_t i = 0; i < list.n; i++)
        walk_series(&walk, &list.at[i]);
    arena_release(&scratch);
    note_method(table);
    series_notes(table, question->corpus, &list);
    return true;
}

/* ---- Measure by measure ---- */

static Slice theme_names(const Corpus *corpus, const CorpusMeasure *measure,
                         Arena *keep) {
    Slice *names = ARENA_ARRAY(keep, Slice, measure->n_themes);
    for (uint32_t i = 0; i < measure->n_themes; i++)
        names[i] = theme_name(&corpus->themes[measure->themes[i]]);
    return phrase_list(names, measure->n_themes, measure->n_themes, keep);
}

static void add_measure(const FollowMaking *making, const YearPair *pair,
                        const Followed *followed) {
    Arena *keep = making->table->arena;
    const CorpusPlan *plans = pair->own->corpus.plans;
    uint32_t measure =
        followed->later == NO_MEASURE ? followed->earlier : followed->later;
    Cell *row = table_row(making->table);
    row[COLUMN_REGION] = cell_text(keep, pair->series->region);
    row[COLUMN_FROM] = cell_count(plans[pair->earlier].year);
    row[COLUMN_TO] = cell_count(plans[pair->later].year);
    row[COLUMN_YEARS] = cell_text(keep, pair_years(pair, keep));
    row[COLUMN_STATE] = cell_text(keep, slice_of(followed_word(followed->state)));
    row[COLUMN_STATE_NAME] = cell_text(keep, slice_of(followed_name(followed->state)));
    row[COLUMN_EARLIER] = cell_text(keep, plans[pair->earlier].slug);
    row[COLUMN_LATER] = cell_text(keep, plans[pair->later].slug);
    row[COLUMN_THEMES] = cell_text(
        keep, theme_names(&pair->own->corpus, pair_measure(pair, measure), keep));
    row[COLUMN_PLACE] = cell_count(pair_measure(pair, measure)->position);
    row[COLUMN_BEFORE] = pair_sentence(making, pair, followed->earlier);
    row[COLUMN_AFTER] = pair_sentence(making, pair, followed->later);
    row[COLUMN_SIMILARITY] = cell_real(followed->similarity);
    row[COLUMN_NEAR] = pair_sentence(making, pair, followed->near);
    row[COLUMN_NEAR_SIMILARITY] = cell_real(followed->near_similarity);
}

static void note_pair(Table *table, const YearPair *pair, const size_t *counts) {
    Arena scratch = {0};
    Slice years = pair_years(pair, &scratch);
    size_t kept = counts[FOLLOWED_KEPT], reworded = counts[FOLLOWED_REWORDED];
    table_note(
        table,
        T("%.*s, %.*s: of %zu measures %zu kept, %zu reworded, %zu dropped; %zu of "
          "%zu are new.",
          "%.*s %.*s：前一年度 %zu 条举措中，沿用 %zu 条、改写 %zu 条、未再提 %zu 条；"
          "新增 %zu 条（后一年度共 %zu 条）。"),
        SLICE_ARG(pair->series->region), SLICE_ARG(years),
        kept + reworded + counts[FOLLOWED_DROPPED], kept, reworded,
        counts[FOLLOWED_DROPPED], counts[FOLLOWED_NEW],
        kept + reworded + counts[FOLLOWED_NEW]);
    arena_release(&scratch);
}

static void add_measures(const FollowMaking *making, const YearPair *pair) {
    size_t counts[FOLLOWED_STATES_COUNT] = {0};
    for (int state = 0; state < FOLLOWED_STATES_COUNT; state++) {
        for (size_t i = 0; i < pair->followed.n; i++) {
            const Followed *followed = &pair->followed.at[i];
            if ((int)followed->state != state ||
                !(pair_shows(making, pair, followed->earlier) ||
                  pair_shows(making, pair, followed->later)))
                continue;
            add_measure(making, pair, followed);
            counts[state]++;
        }
    }
    if (making->table->notes.n < FOLLOW_MOST_NOTES)
        note_pair(making->table, pair, counts);
}

bool follow_measures(const FollowQuestion *question, Arena *keep, Table *table,
                     Err *err) {
    const Column columns[] = {
#define X(name, key, heading, type, digits) {key, heading, type, digits},
        MEASURE_COLUMNS(X)
#undef X
    };
    *table = table_new(keep, "trend-measures",
                       slice_of(T("Measures from year to year", "举措的逐年延续")));
    table_columns(table, columns, sizeof columns / sizeof *columns);
    return follow_make(question, table, add_measures, err);
}

/* ---- Theme by theme ---- */

#define ALL_THEMES (UINT32_MAX - 1)

typedef VEC(int64_t) IdList;
typedef struct {
    IdList earlier, later;
    IdList by_state[FOLLOWED_STATES_COUNT]; /* ids of both sentences */
    size_t n[FOLLOWED_STATES_COUNT];
} Turnover;

static bool falls_in(const YearPair *pair, uint32_t measure, uint32_t theme) {
    if (measure == NO_MEASURE)
        return false;
    if (theme == ALL_THEMES)
        return true;
    const CorpusMeasure *own = pair_measure(pair, measure);
    return theme == NO_THEME ? own->n_themes == 0
                             : measure_has_theme(&pair->own->corpus, own, theme);
}

static int compare_ids(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void sort_ids(IdList *ids) {
    if (ids->n)
        qsort(ids->at, ids->n, sizeof *ids->at, compare_ids);
}

static Turnover turnover_of(const YearPair *pair, uint32_t theme) {
    Turnover made = {0};
    for (size_t i = 0; i < pair->followed.n; i++) {
        const Followed *followed = &pair->followed.at[i];
        uint32_t earlier = followed->earlier, later = followed->later;
        if (falls_in(pair, earlier, theme))
            vec_push(&made.earlier, pair_measure(pair, earlier)->id);
        if (falls_in(pair, later, theme))
            vec_push(&made.later, pair_measure(pair, later)->id);
        if (!falls_in(pair, earlier == NO_MEASURE ? later : earlier, theme))
            continue;
        IdList *ids = &made.by_state[followed->state];
        made.n[followed->state]++;
        if (earlier != NO_MEASURE)
            vec_push(ids, pair_measure(pair, earlier)->id);
        if (later != NO_MEASURE)
            vec_push(ids, pair_measure(pair, later)->id);
    }
    sort_ids(&made.earlier);
    sort_ids(&made.later);
    for (int state = 0; state < FOLLOWED_STATES_COUNT; state++)
        sort_ids(&made.by_state[state]);
    return made;
}

static void release_turnover(Turnover *turnover) {
    vec_release(&turnover->earlier);
    vec_release(&turnover->later);
    for (int state = 0; state < FOLLOWED_STATES_COUNT; state++)
        vec_release(&turnover->by_state[state]);
}

static Cell count_cell(Arena *keep, size_t n, const IdList *ids) {
    return cell_with(keep, cell_count((int64_t)n), ids->at, ids->n);
}

static void describe_theme(const Corpus *corpus, uint32_t theme, Arena *keep, Cell *row) {
    bool total = theme == ALL_THEMES, top = total || theme_is_top(corpus, theme);
    row[THEME_COLUMN_THEME] =
        cell_text(keep, total ? (Slice){0} : tally_theme_code(corpus, theme));
    row[THEME_COLUMN_THEME_NAME] =
        cell_text(keep, total ? slice_of(T("all measures", "全部举措"))
                              : tally_theme_name(corpus, theme));
    row[THEME_COLUMN_TOP] = cell_count(top);
    row[THEME_COLUMN_DEPTH] = cell_count(top ? 1 : 2);
    bool core = !total && theme != NO_THEME && top && corpus->themes[theme].core;
    row[THEME_COLUMN_CORE] = cell_count(core);
    row[THEME_COLUMN_TOTAL] = cell_count(total);
    row[THEME_COLUMN_SUMMARY] = cell_count(total || core);
}

static void add_shares(const Turnover *turnover, double level, Arena *keep, Cell *row) {
    double kept = (double)(turnover->n[FOLLOWED_KEPT] + turnover->n[FOLLOWED_REWORDED]);
    double earlier = (double)turnover->earlier.n, later = (double)turnover->later.n;
    double fresh = (double)turnover->n[FOLLOWED_NEW];
    Interval of_kept = share_wilson(kept, earlier, level);
    Interval of_new = share_wilson(fresh, later, level);
    const IdList *ids = &turnover->by_state[FOLLOWED_NEW];
    row[THEME_COLUMN_KEPT_SHARE] =
        cell_with(keep, cell_real(earlier > 0 ? kept / earlier : NAN),
                  turnover->earlier.at, turnover->earlier.n);
    row[THEME_COLUMN_KEPT_LOW] = cell_real(of_kept.lower);
    row[THEME_COLUMN_KEPT_HIGH] = cell_real(of_kept.upper);
    row[THEME_COLUMN_NEW_SHARE] =
        cell_with(keep, cell_real(later > 0 ? fresh / later : NAN), ids->at, ids->n);
    row[THEME_COLUMN_NEW_LOW] = cell_real(of_new.lower);
    row[THEME_COLUMN_NEW_HIGH] = cell_real(of_new.upper);
}

static void add_theme(const FollowMaking *making, const YearPair *pair, uint32_t theme) {
    Turnover turnover = turnover_of(pair, theme);
    Arena *keep = making->table->arena;
    const CorpusPlan *plans = pair->own->corpus.plans;
    if (turnover.earlier.n + turnover.later.n > 0 || theme == ALL_THEMES) {
        Cell *row = table_row(making->table);
        row[THEME_COLUMN_REGION] = cell_text(keep, pair->series->region);
        row[THEME_COLUMN_FROM] = cell_count(plans[pair->earlier].year);
        row[THEME_COLUMN_TO] = cell_count(plans[pair->later].year);
        row[THEME_COLUMN_YEARS] = cell_text(keep, pair_years(pair, keep));
        describe_theme(making->question->corpus, theme, keep, row);
        row[THEME_COLUMN_EARLIER] =
            count_cell(keep, turnover.earlier.n, &turnover.earlier);
        row[THEME_COLUMN_LATER] = count_cell(keep, turnover.later.n, &turnover.later);
        static const int columns[] = {[FOLLOWED_KEPT] = THEME_COLUMN_KEPT,
                                      [FOLLOWED_REWORDED] = THEME_COLUMN_REWORDED,
                                      [FOLLOWED_DROPPED] = THEME_COLUMN_DROPPED,
                                      [FOLLOWED_NEW] = THEME_COLUMN_NEW};
        for (int state = 0; state < FOLLOWED_STATES_COUNT; state++)
            row[columns[state]] =
                count_cell(keep, turnover.n[state], &turnover.by_state[state]);
        add_shares(&turnover, making->question->level, keep, row);
    }
    release_turnover(&turnover);
}

static void add_themes(const FollowMaking *making, const YearPair *pair) {
    const Corpus *corpus = making->question->corpus;
    bool all = making->question->choice->themes.n == 0;
    if (all)
        add_theme(making, pair, ALL_THEMES);
    for (uint32_t theme = 0; theme < corpus->n_themes; theme++) {
        if (corpus_shows_theme(making->question->choice, corpus, theme))
            add_theme(making, pair, theme);
    }
    if (all)
        add_theme(making, pair, NO_THEME);
}

bool follow_themes(const FollowQuestion *question, Arena *keep, Table *table, Err *err) {
    const Column columns[] = {
#define X(name, key, heading, type, digits) {key, heading, type, digits},
        THEME_COLUMNS(X)
#undef X
    };
    *table = table_new(
        keep, "trend-turnover",
        slice_of(T("Measures from year to year, by theme", "各主题举措的逐年延续")));
    table_columns(table, columns, sizeof columns / sizeof *columns);
    if (!follow_make(question, table, add_themes, err))
        return false;
    table_note(
        table,
        T("A measure kept or reworded counts in the themes of its earlier sentence; of several themes in each. "
          "Shares with Wilson intervals at %g %%.",
          "沿用或改写的举措按前一年度原文的主题计；属多个主题的各计一次。比例附 Wilson 区间（%g%%）。"),
        question->level * 100);
    return true;
}
