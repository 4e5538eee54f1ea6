/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: "which of its themes did we drop, or leave without a number?" is asked of every
 * plan below another. */
#include "base/base.h"

#include <math.h>

#include "compare/gaps_p.h"
#include "compare/tally.h"
#include "stat/interval.h"

#define GAPS_COLUMNS(X)                                                                  \
    X(THEME, "theme", T("code", "代码"), COLUMN_TEXT, 0)                                 \
    X(THEME_NAME, "theme_name", T("theme", "主题"), COLUMN_TEXT, 0)                      \
    X(TOP, "top", T("top level", "一级主题"), COLUMN_COUNT, 0)                           \
    X(DEPTH, "depth", T("depth", "层级"), COLUMN_COUNT, 0)                               \
    X(CORE, "core", T("core", "核心"), COLUMN_COUNT, 0)                                  \
    X(PLAN, "plan", T("plan", "计划"), COLUMN_TEXT, 0)                                   \
    X(PLAN_NAME, "plan_name", T("plan name", "计划名称"), COLUMN_TEXT, 0)                \
    X(STATUS, "status", T("status code", "状态代码"), COLUMN_TEXT, 0)                    \
    X(STATUS_NAME, "status_name", T("status", "状态"), COLUMN_TEXT, 0)                   \
    X(READING, "reading", T("reading", "解读"), COLUMN_TEXT, 0)                          \
    X(CHARTED, "charted", T("in the chart", "入图"), COLUMN_COUNT, 0)                    \
    X(PLANS, "plans", T("plans with it", "涉及计划数"), COLUMN_COUNT, 0)                 \
    X(MEASURES, "measures", T("measures", "举措数"), COLUMN_COUNT, 0)                    \
    X(OF, "of", T("of", "举措总数"), COLUMN_COUNT, 0)                                    \
    X(SHARE_OF, "share", T("share", "占比"), COLUMN_SHARE, 1)                            \
    X(REFERENCE, "reference_measures", T("measures of the reference", "参照举措数"),     \
      COLUMN_COUNT, 0)                                                                   \
    X(REFERENCE_OF, "reference_of", T("of", "参照举措总数"), COLUMN_COUNT, 0)            \
    X(REFERENCE_SHARE, "reference_share", T("its share", "参照占比"), COLUMN_SHARE, 1)   \
    X(DIFFERENCE, "difference", T("difference", "差"), COLUMN_SHARE, 1)                  \
    X(LOW, "difference_low", T("low", "下限"), COLUMN_SHARE, 1)                          \
    X(HIGH, "difference_high", T("high", "上限"), COLUMN_SHARE, 1)                       \
    X(SUBTHEMES, "subthemes", T("subthemes touched", "涉及子主题数"), COLUMN_COUNT, 0)   \
    X(REFERENCE_SUBTHEMES, "reference_subthemes",                                        \
      T("by the reference", "参照涉及子主题数"), COLUMN_COUNT, 0)                        \
    X(WITH_TARGET, "with_target", T("with a target", "含目标"), COLUMN_COUNT, 0)         \
    X(REFERENCE_WITH_TARGET, "reference_with_target",                                    \
      T("of the reference", "参照含目标"), COLUMN_COUNT, 0)                              \
    X(WITH_DUTY, "with_duty", T("with an owner", "含责任单位"), COLUMN_COUNT, 0)         \
    X(REFERENCE_WITH_DUTY, "reference_with_duty",                                        \
      T("of the reference", "参照含责任单位"), COLUMN_COUNT, 0)                          \
    X(LOWER_SHARE, "lower_share", T("share clearly lower", "占比明显偏低"),              \
      COLUMN_COUNT, 0)                                                                   \
    X(FEWER_SUBTHEMES, "fewer_subthemes", T("few subthemes", "子主题偏少"),              \
      COLUMN_COUNT, 0)                                                                   \
    X(NO_TARGET, "no_target", T("no target", "无目标"), COLUMN_COUNT, 0)                 \
    X(NO_OWNER, "no_owner", T("no owner", "无责任"), COLUMN_COUNT, 0)                    \
    X(FOUND, "found", T("found", "已有的参照举措"), COLUMN_COUNT, 0)                     \
    X(FOUND_SHARE, "found_share", T("found, share", "参照举措见于该计划的比例"),         \
      COLUMN_SHARE, 0)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    GAPS_COLUMNS(X)
#undef X
};

typedef VEC(int64_t) IdList;

typedef struct {
    const GapsQuestion *question;
    const Corpus *corpus;
    GapPlans plans;
    PlanGroups groups;
    ThemeTally tally;
    ThemeCount *all;    /* of all plans together, a theme each; without ids */
    size_t *plans_with; /* how many have the theme */
    IdList *found;      /* plan by plan, a theme each; NULL: not looked for */
    GapCounts *counts;  /* of the charted themes, a plan each */
    SliceList *absent;  /* their names, likewise */
    Table *table;
} Making;

/* ---- What each side has ---- */

typedef struct {
    double hits, n, targets, duties;
    size_t subthemes;
} Side;

static const ThemeCount *count_of(const Making *making, uint32_t plan, uint32_t theme) {
    return tally_at(&making->tally, making->groups.of_plan[plan], theme);
}

static bool touches(const Making *making, uint32_t plan, uint32_t theme) {
    return plan == GAPS_UNION ? making->all[theme].hits > 0
                              : count_of(making, plan, theme)->hits > 0;
}

/* How many subthemes a plan touches, of those that the reference touches. */
static size_t count_subthemes(const Making *making, uint32_t plan, uint32_t theme) {
    size_t n = 0;
    for (uint32_t i = 0; i < making->corpus->n_themes; i++)
        n += making->corpus->themes[i].parent == theme && touches(making, plan, i) &&
             touches(making, making->question->reference, i);
    return n;
}

static Side side_of(const Making *making, uint32_t plan, uint32_t theme) {
    const ThemeCount *count = count_of(making, plan, theme);
    return (Side){.hits = count->hits,
                  .n = (double)making->corpus->plans[plan].n,
                  .targets = count->targets,
                  .duties = count->duties,
                  .subthemes = count_subthemes(making, plan, theme)};
}

/* What a plan is held against: the reference, or all the others together. */
static Side reference_of(const Making *making, uint32_t plan, uint32_t theme) {
    if (making->question->reference != GAPS_UNION)
        return side_of(making, making->question->reference, theme);
    const ThemeCount *all = &making->all[theme], *own = count_of(making, plan, theme);
    return (Side){
        .hits = all->hits - own->hits,
        .n = (double)(making->corpus->n_measures - making->corpus->plans[plan].n),
        .targets = all->targets - own->targets,
        .duties = all->duties - own->duties,
        .subthemes = count_subthemes(making, GAPS_UNION, theme)};
}

static void add_up(Making *making, Arena *keep) {
    const Corpus *corpus = making->corpus;
    making->groups = plan_groups(corpus, GROUP_PLAN, keep);
    making->tally = theme_tally(corpus, &making->groups, keep);
    making->all = ARENA_ARRAY(keep, ThemeCount, corpus->n_themes);
    making->plans_with = ARENA_ARRAY(keep, size_t, corpus->n_themes);
    for (uint32_t theme = 0; theme < corpus->n_themes; theme++) {
        for (uint32_t plan = 0; plan < corpus->n_plans; plan++) {
            const ThemeCount *count = count_of(making, plan, theme);
            making->all[theme].hits += count->hits;
            making->all[theme].targets += count->targets;
            making->all[theme].duties += count->duties;
            making->plans_with[theme] += count->hits > 0;
        }
    }
}

/* ---- Measures of the reference that a plan has ---- */

static void count_found(const Making *making, size_t plan, const CorpusMeasure *measure) {
    IdList *found = &making->found[plan * making->corpus->n_themes];
    for (uint32_t theme = 0; theme < making->corpus->n_themes; theme++) {
        if (measure_has_theme(making->corpus, measure, theme))
            vec_push(&found[theme], measure->id);
    }
}

static void find_in_plans(const Making *making, const NearestIndex *index,
                          uint32_t reference) {
    Arena scratch = {0};
    const CorpusPlan *info = &making->corpus->plans[reference];
    NearestPlan ready = nearest_plan(index, reference, &scratch);
    Nearest *nearest = ARENA_ARRAY(&scratch, Nearest, info->n);
    for (size_t p = 0; p < making->plans.n; p++) {
        uint32_t plan = making->plans.at[p];
        if (plan == reference)
            continue;
        nearest_find(&ready, plan, nearest);
        for (size_t i = 0; i < info->n; i++) {
            if (nearest[i].similarity >= NEAREST_REWORDED)
                count_found(making, plan, &making->corpus->measures[info->first + i]);
        }
    }
    arena_release(&scratch);
}

static void find_measures(Making *making, Arena *keep) {
    const Corpus *corpus = making->corpus;
    bool all = making->question->reference == GAPS_UNION;
    if (all && corpus->n_plans > GAPS_UNION_MOST)
        return;
    making->found = ARENA_ARRAY(keep, IdList, corpus->n_plans * corpus->n_themes);
    Arena scratch = {0};
    NearestIndex index = nearest_build(corpus, making->question->texts, &scratch);
    for (uint32_t plan = 0; plan < corpus->n_plans; plan++) {
        if (all || plan == making->question->reference)
            find_in_plans(making, &index, plan);
    }
    arena_release(&scratch);
}

/* ---- Rows ---- */

/* Themes at the top, and subthemes that are shown without theirs. */
static bool is_charted(const Making *making, uint32_t theme) {
    return theme_is_top(making->corpus, theme) ||
           !corpus_shows_theme(making->question->choice, making->corpus,
                               making->corpus->themes[theme].parent);
}

static Cell *add_row(const Making *making, uint32_t theme, uint32_t plan) {
    const Corpus *corpus = making->corpus;
    Arena *keep = making->table->arena;
    const ThemeCount *count = count_of(making, plan, theme);
    const CorpusPlan *info = &corpus->plans[plan];
    Side side = side_of(making, plan, theme);
    bool top = theme_is_top(corpus, theme);
    Cell *row = table_row(making->table);
    row[COLUMN_THEME] = cell_text(keep, tally_theme_code(corpus, theme));
    row[COLUMN_THEME_NAME] = cell_text(keep, tally_theme_name(corpus, theme));
    row[COLUMN_TOP] = cell_count(top);
    row[COLUMN_DEPTH] = cell_count(top ? 1 : 2);
    row[COLUMN_CORE] = cell_count(top && corpus->themes[theme].core);
    row[COLUMN_PLAN] = cell_text(keep, info->slug);
    row[COLUMN_PLAN_NAME] = cell_text(keep, info->label);
    row[COLUMN_CHARTED] = cell_count(0);
    row[COLUMN_PLANS] = cell_count((int64_t)making->plans_with[theme]);
    row[COLUMN_MEASURES] = cell_with(keep, cell_count((int64_t)count->hits),
                                     count->measures, (size_t)count->hits);
    row[COLUMN_OF] = cell_count((int64_t)info->n);
    row[COLUMN_SHARE_OF] = cell_real(side.n > 0 ? side.hits / side.n : NAN);
    if (count_subthemes(making, GAPS_UNION, theme))
        row[COLUMN_SUBTHEMES] = cell_count((int64_t)side.subthemes);
    row[COLUMN_WITH_TARGET] = cell_count((int64_t)side.targets);
    row[COLUMN_WITH_DUTY] = cell_count((int64_t)side.duties);
    return row;
}

static void add_reference(const Making *making, uint32_t theme) {
    Arena *keep = making->table->arena;
    uint32_t plan = making->question->reference;
    const ThemeCount *count = count_of(making, plan, theme);
    Cell *row = add_row(making, theme, plan);
    row[COLUMN_STATUS] = cell_text(keep, S("reference"));
    row[COLUMN_STATUS_NAME] = cell_text(keep, slice_of(T("reference", "参照")));
    row[COLUMN_READING] =
        cell_with(keep, cell_text(keep, arena_format(keep, "%.0f", count->hits)),
                  count->measures, (size_t)count->hits);
}

/* Against the reference: numbers and intervals. */
static void add_reference_side(const Making *making, uint32_t theme, const Side *own,
                               const Side *reference, Cell *row) {
    Arena *keep = making->table->arena;
    uint32_t plan = making->question->reference;
    Interval interval =
        difference_newcombe((SharePair){own->hits, own->n, reference->hits, reference->n},
                            making->question->level);
    Cell measures = cell_count((int64_t)reference->hits);
    if (plan != GAPS_UNION)
        measures = cell_with(keep, measures, count_of(making, plan, theme)->measures,
                             (size_t)reference->hits);
    row[COLUMN_REFERENCE] = measures;
    row[COLUMN_REFERENCE_OF] = cell_count((int64_t)reference->n);
    row[COLUMN_REFERENCE_SHARE] = cell_real(reference->hits / reference->n);
    row[COLUMN_DIFFERENCE] =
        cell_real(own->hits / own->n - reference->hits / reference->n);
    row[COLUMN_LOW] = cell_real(interval.lower);
    row[COLUMN_HIGH] = cell_real(interval.upper);
    if (row[COLUMN_SUBTHEMES].type != CELL_NONE)
        row[COLUMN_REFERENCE_SUBTHEMES] = cell_count((int64_t)reference->subthemes);
    row[COLUMN_REFERENCE_WITH_TARGET] = cell_count((int64_t)reference->targets);
    row[COLUMN_REFERENCE_WITH_DUTY] = cell_count((int64_t)reference->duties);
    row[COLUMN_LOWER_SHARE] = cell_count(own->hits > 0 && interval.upper < 0);
    row[COLUMN_FEWER_SUBTHEMES] =
        cell_count(own->hits > 0 && 2 * own->subthemes < reference->subthemes);
}

static GapStatus status_of(const Cell *row) {
    if (row[COLUMN_MEASURES].as.count == 0)
        return GAP_ABSENT;
    if (row[COLUMN_LOWER_SHARE].as.count || row[COLUMN_FEWER_SUBTHEMES].as.count)
        return GAP_WEAKER;
    if (row[COLUMN_NO_TARGET].as.count)
        return GAP_NO_TARGET;
    return row[COLUMN_NO_OWNER].as.count ? GAP_NO_OWNER : GAP_PRESENT;
}

static void add_found(const Making *making, uint32_t theme, uint32_t plan,
                      const Side *reference, Cell *row) {
    if (!making->found)
        return;
    Arena *keep = making->table->arena;
    const IdList *found = &making->found[plan * making->corpus->n_themes + theme];
    row[COLUMN_FOUND] =
        cell_with(keep, cell_count((int64_t)found->n), found->at, found->n);
    row[COLUMN_FOUND_SHARE] = cell_with(
        keep, cell_real((double)found->n / reference->hits), found->at, found->n);
}

static void add_plan(const Making *making, uint32_t theme, uint32_t plan) {
    Arena *keep = making->table->arena;
    const ThemeCount *count = count_of(making, plan, theme);
    Side own = side_of(making, plan, theme),
         reference = reference_of(making, plan, theme);
    Cell *row = add_row(making, theme, plan);
    add_reference_side(making, theme, &own, &reference, row);
    row[COLUMN_NO_TARGET] =
        cell_count(own.hits > 0 && own.targets <= 0 && reference.targets > 0);
    row[COLUMN_NO_OWNER] =
        cell_count(own.hits > 0 && own.duties <= 0 && reference.duties > 0 &&
                   plan_names_owners(making->corpus, plan));
    add_found(making, theme, plan, &reference, row);
    GapStatus status = status_of(row);
    row[COLUMN_STATUS] = cell_text(keep, slice_of(gap_key(status)));
    row[COLUMN_STATUS_NAME] = cell_text(keep, slice_of(gap_name(status)));
    Slice reading = status == GAP_ABSENT
                        ? slice_of(gap_name(status))
                        : arena_format(keep, "%s %.0f", gap_name(status), own.hits);
    row[COLUMN_READING] =
        cell_with(keep, cell_text(keep, reading), count->measures, (size_t)count->hits);
    bool charted = is_charted(making, theme);
    row[COLUMN_CHARTED] = cell_count(charted && making->found);
    if (charted)
        making->counts[plan].n[status]++;
    if (charted && status == GAP_ABSENT)
        vec_push(&making->absent[plan], tally_theme_name(making->corpus, theme));
}

/* ---- Notes ---- */

enum { THEMES_NAMED = 8 };

static void note_plan(const Making *making, uint32_t plan) {
    Arena *keep = making->table->arena;
    const GapCounts *counts = &making->counts[plan];
    const SliceList *absent = &making->absent[plan];
    const CorpusPlan *info = &making->corpus->plans[plan];
    size_t of = 0;
    Buf names = {0};
    for (size_t i = 0; i < GAP_STATUSES_COUNT; i++)
        of += counts->n[i];
    for (size_t i = 0; i < absent->n && i < THEMES_NAMED; i++)
        buf_format(&names, "%s%.*s", i ? T(", ", "、") : T(" (", "（"),
                   SLICE_ARG(absent->at[i]));
    if (absent->n)
        buf_format(&names, "%s",
                   absent->n > THEMES_NAMED ? T(", …)", "等）") : T(")", "）"));
    if (info->n == 0)
        table_note(making->table, T("%.*s has no measures.", "%.*s 没有举措。"),
                   SLICE_ARG(info->label));
    else
        table_note(making->table,
                   T("%.*s, of %zu themes: %.*s%.*s.", "%.*s，%zu 个主题中：%.*s%.*s。"),
                   SLICE_ARG(info->label), of, SLICE_ARG(gap_counts_words(counts, keep)),
                   SLICE_ARG(buf_slice(&names)));
    buf_release(&names);
}

static void add_notes(const Making *making) {
    Table *table = making->table;
    for (size_t i = 0; i < making->plans.n && making->plans.n <= GAPS_PLANS_NOTED; i++)
        note_plan(making, making->plans.at[i]);
    table_note(
        table,
        T("Weaker: the share of the plan's measures is clearly lower (the %g %% Newcombe "
          "interval of the difference lies below 0; measures taken as independent, not "
          "corrected for the number of themes), or less than half of the reference's "
          "subthemes are touched. No target, no owner: the reference's measures have "
          "some and the plan's none. The first that holds is told: absent, weaker, no "
          "target, no owner; all reasons have columns of their own. Numbers are "
          "measures.",
          "“偏弱”：该主题占本计划举措的比例明显低于参照（差的 %g%% Newcombe 区间在 0 "
          "以下；视各举措独立，未作多重比较校正），或涉及的子主题不足参照的一半。“无目标”“无责任”："
          "参照的举措有量化目标、责任单位，而本计划一条也没有。依次按缺失、偏弱、无目标、无责任取其一，各项理由另有专列。"
          "数字为举措数。"),
        making->question->level * 100);
    if (making->question->reference == GAPS_UNION)
        table_note(table, "%s",
                   T("Each plan is held against all the others together.",
                     "每份计划均与其余各计划之和对照。"));
    gaps_note_ownerless(table, making->question, &making->plans);
    if (making->found)
        gaps_note_similarity(table);
    else
        table_note(table,
                   T("Sentences are not compared among more than %d plans.",
                     "计划超过 %d 份时不逐句比对。"),
                   GAPS_UNION_MOST);
}

static void add_columns(Table *table) {
    const Column columns[] = {
#define X(name, key, heading, type, digits) {key, heading, type, digits},
        GAPS_COLUMNS(X)
#undef X
    };
    table_columns(table, columns, sizeof columns / sizeof *columns);
}

static void release(Making *making) {
    const Corpus *corpus = making->corpus;
    for (size_t i = 0; making->found && i < corpus->n_plans * corpus->n_themes; i++)
        vec_release(&making->found[i]);
    for (size_t i = 0; i < corpus->n_plans; i++)
        vec_release(&making->absent[i]);
}

bool gaps_themes(const GapsQuestion *question, Arena *keep, Table *table, Err *err) {
    if (!gaps_check(question, err))
        return false;
    Arena scratch = {0};
    const Corpus *corpus = question->corpus;
    Making making = {.question = question, .corpus = corpus, .table = table};
    making.plans = gap_plans(question, &scratch);
    making.counts = ARENA_ARRAY(&scratch, GapCounts, corpus->n_plans);
    making.absent = ARENA_ARRAY(&scratch, SliceList, corpus->n_plans);
    *table = table_new(keep, "gaps",
                       slice_of(T("What plans have of the reference, theme by theme",
                                  "对照参照，各计划的主题有无与强弱")));
    add_columns(table);
    add_up(&making, &scratch);
    find_measures(&making, &scratch);
    for (uint32_t theme = 0; theme < corpus->n_themes; theme++) {
        if (!corpus_shows_theme(question->choice, corpus, theme) ||
            !touches(&making, question->reference, theme))
            continue;
        if (question->reference != GAPS_UNION)
            add_reference(&making, theme);
        for (size_t i = 0; i < making.plans.n; i++)
            add_plan(&making, theme, making.plans.at[i]);
    }
    gaps_note_reference(table, question);
    add_notes(&making);
    release(&making);
    arena_release(&scratch);
    return true;
}
