/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "compare/coverage.h"
#include "compare/tally.h"
#include "stat/bootstrap.h"
#include "stat/interval.h"

#define COVERAGE_COLUMNS(X)                                                              \
    X(THEME, "theme", T("code", "代码"), COLUMN_TEXT, 0)                                 \
    X(THEME_NAME, "theme_name", T("theme", "主题"), COLUMN_TEXT, 0)                      \
    X(TOP, "top", T("top level", "一级主题"), COLUMN_COUNT, 0)                           \
    X(DEPTH, "depth", T("depth", "层级"), COLUMN_COUNT, 0)                               \
    X(CORE, "core", T("core", "核心"), COLUMN_COUNT, 0)                                  \
    X(PLAN, "plan", T("plan", "计划"), COLUMN_TEXT, 0)                                   \
    X(PLAN_NAME, "plan_name", T("plan name", "计划名称"), COLUMN_TEXT, 0)                \
    X(MEASURES, "measures", T("measures", "举措数"), COLUMN_COUNT, 0)                    \
    X(PLAN_MEASURES, "plan_measures", T("of", "举措总数"), COLUMN_COUNT, 0)              \
    X(SHARE_OF, "share", T("share", "占比"), COLUMN_SHARE, 1)                            \
    X(LOW, "share_low", T("low", "下限"), COLUMN_SHARE, 1)                               \
    X(HIGH, "share_high", T("high", "上限"), COLUMN_SHARE, 1)                            \
    X(CHARACTERS, "characters", T("characters", "字数"), COLUMN_COUNT, 0)                \
    X(CHARACTER_SHARE, "character_share", T("share of characters", "字数占比"),          \
      COLUMN_SHARE, 1)                                                                   \
    X(TARGETS, "targets", T("targets", "目标数"), COLUMN_COUNT, 0)                       \
    X(FRACTION, "fraction", T("fractional count", "分摊计数"), COLUMN_REAL, 2)           \
    X(FRACTION_SHARE, "fraction_share", T("fractional share", "分摊占比"), COLUMN_SHARE, \
      1)                                                                                 \
    X(SUBTHEMES, "subthemes", T("subthemes touched", "涉及子主题数"), COLUMN_COUNT, 0)   \
    X(WITH_TARGET, "with_target", T("with a target", "含目标占比"), COLUMN_SHARE, 1)     \
    X(WITH_DUTY, "with_duty", T("with an owner", "含责任单位占比"), COLUMN_SHARE, 1)     \
    X(WITH_DEADLINE, "with_deadline", T("with a deadline", "含时限占比"), COLUMN_SHARE,  \
      1)                                                                                 \
    X(POSITION, "position", T("mean position", "平均位置"), COLUMN_SHARE, 1)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    COVERAGE_COLUMNS(X)
#undef X
};

/* What is worked out once. */
typedef struct {
    const Corpus *corpus;
    const CorpusChoice *choice;
    const CoverageOptions *options;
    const double *fractions; /* of each measure */
    double *characters;      /* of each plan */
    Interval *drawn;  /* plan by plan, themes and last no theme; NULL: no bootstrap */
    size_t family[2]; /* subthemes, themes: they hold jointly, also with those not shown
                       */
} Coverage;

typedef VEC(int64_t) IdList;

/* What one theme has in one plan. */
typedef struct {
    IdList ids, with_target, with_duty, with_deadline;
    int64_t characters, targets;
    double fraction, position;
} Tally;

static void tally_release(Tally *tally) {
    vec_release(&tally->ids);
    vec_release(&tally->with_target);
    vec_release(&tally->with_duty);
    vec_release(&tally->with_deadline);
}

static void add_columns(Table *table) {
    const Column columns[] = {
#define X(name, key, heading, type, digits) {key, heading, type, digits},
        COVERAGE_COLUMNS(X)
#undef X
    };
    table_columns(table, columns, sizeof columns / sizeof *columns);
}

static bool has_theme(const Corpus *corpus, const CorpusMeasure *measure,
                      uint32_t theme) {
    return theme == NO_THEME ? measure->n_themes == 0
                             : measure_has_theme(corpus, measure, theme);
}

/* How many measures the plan has, also where some are left out of the corpus. */
static double plan_length(const Corpus *corpus, const CorpusPlan *plan) {
    uint32_t last = plan->n ? corpus->measures[plan->first + plan->n - 1].position : 0;
    return last > plan->n ? last : (double)plan->n;
}

static Tally tally_theme(const Coverage *coverage, const CorpusPlan *plan,
                         uint32_t theme) {
    const Corpus *corpus = coverage->corpus;
    double length = plan_length(corpus, plan);
    Tally tally = {0};
    for (size_t i = plan->first; i < plan->first + plan->n; i++) {
        const CorpusMeasure *measure = &corpus->measures[i];
        if (!has_theme(corpus, measure, theme))
            continue;
        vec_push(&tally.ids, measure->id);
        if (measure->targets)
            vec_push(&tally.with_target, measure->id);
        if (measure->duties)
            vec_push(&tally.with_duty, measure->id);
        if (measure->deadlines)
            vec_push(&tally.with_deadline, measure->id);
        tally.characters += measure->characters;
        tally.targets += measure->targets;
        tally.fraction += coverage->fractions[i];
        tally.position += ((double)measure->position - 0.5) / length;
    }
    return tally;
}

/* The subthemes of a theme that a plan touches; -1 where it has none to touch. */
static int64_t count_subthemes(const Corpus *corpus, const CorpusPlan *plan,
                               uint32_t theme) {
    int64_t touched = 0, own = 0;
    for (uint32_t i = 0; i < corpus->n_themes; i++) {
        if (theme == NO_THEME || corpus->themes[i].parent != theme)
            continue;
        own++;
        bool found = false;
        for (size_t k = plan->first; !found && k < plan->first + plan->n; k++)
            found = measure_has_theme(corpus, &corpus->measures[k], i);
        touched += found;
    }
    return own ? touched : -1;
}

/* ---- Intervals ---- */

/* Rows of a resampling: the measures of a plan, or its tasks. Measures of one task need
 * not stand side by side. */
static size_t number_rows(const Coverage *coverage, const CorpusPlan *plan, size_t *row,
                          Arena *scratch) {
    size_t n = 0;
    uint32_t *task = ARENA_ARRAY(scratch, uint32_t, plan->n);
    for (size_t i = 0; i < plan->n; i++) {
        uint32_t own = coverage->corpus->measures[plan->first + i].task;
        size_t at = coverage->options->by_task ? 0 : n;
        while (at < n && task[at] != own)
            at++;
        if (at == n)
            task[n++] = own;
        row[i] = at;
    }
    return n;
}

/* Draws of rows that all have a theme, or all lack it, are all alike: they tell nothing,
 * and least of all that the share is sure. */
static bool tells(Grid hits, const double *size, size_t column) {
    bool all = true, none = true;
    for (size_t i = 0; i < hits.rows; i++) {
        double has = grid_at(hits, i, column);
        none = none && !(has > 0);
        all = all && !(has < size[i]);
    }
    return !all && !none;
}

static void draw_plan(const Coverage *coverage, const CorpusPlan *plan,
                      Interval *intervals) {
    Arena scratch = {0};
    const Corpus *corpus = coverage->corpus;
    const CoverageOptions *options = coverage->options;
    size_t columns = corpus->n_themes + 1;
    size_t *row = ARENA_ARRAY(&scratch, size_t, plan->n);
    size_t rows = number_rows(coverage, plan, row, &scratch);
    double *hits = ARENA_ARRAY(&scratch, double, rows *columns);
    double *size = ARENA_ARRAY(&scratch, double, rows);
    Resampled *shares = ARENA_ARRAY(&scratch, Resampled, columns);
    for (size_t i = 0; i < plan->n; i++) {
        const CorpusMeasure *measure = &corpus->measures[plan->first + i];
        double weight = options->by_character ? measure->characters : 1;
        size[row[i]] += weight;
        for (uint32_t k = 0; k < columns; k++) {
            uint32_t theme = k == corpus->n_themes ? NO_THEME : k;
            if (has_theme(corpus, measure, theme))
                hits[row[i] * columns + k] += weight;
        }
    }
    Resampling how = {options->seed, options->draws, options->level};
    Grid grid = {hits, rows, columns};
    bootstrap_cluster_shares(grid, size, how, shares);
    for (size_t k = 0; k < columns; k++)
        intervals[k] = tells(grid, size, k) ? shares[k].interval : (Interval){NAN, NAN};
    arena_release(&scratch);
}

static void draw_all(Coverage *coverage, Arena *keep) {
    const Corpus *corpus = coverage->corpus;
    size_t columns = corpus->n_themes + 1;
    coverage->drawn = ARENA_ARRAY(keep, Interval, corpus->n_plans * columns);
    for (size_t i = 0; i < corpus->n_plans; i++)
        draw_plan(coverage, &corpus->plans[i], coverage->drawn + i * columns);
}

static Interval interval_of(const Coverage *coverage, uint32_t theme, size_t plan,
                            double hits) {
    const CoverageOptions *options = coverage->options;
    size_t n_themes = coverage->corpus->n_themes;
    double n = (double)coverage->corpus->plans[plan].n;
    if (coverage->drawn)
        return coverage
            ->drawn[plan * (n_themes + 1) + (theme == NO_THEME ? n_themes : theme)];
    if (options->interval == COVERAGE_GOODMAN)
        return share_goodman(hits, n,
                             coverage->family[theme_is_top(coverage->corpus, theme)],
                             options->level);
    return share_wilson(hits, n, options->level);
}

/* ---- Rows ---- */

static void describe_theme(const Corpus *corpus, uint32_t theme, Arena *keep, Cell *row) {
    bool top = theme_is_top(corpus, theme);
    row[COLUMN_THEME] = cell_text(keep, tally_theme_code(corpus, theme));
    row[COLUMN_THEME_NAME] = cell_text(keep, tally_theme_name(corpus, theme));
    row[COLUMN_TOP] = cell_count(top);
    row[COLUMN_DEPTH] = cell_count(top ? 1 : 2);
    row[COLUMN_CORE] = cell_count(theme != NO_THEME && top && corpus->themes[theme].core);
}

static Cell part_cell(Arena *keep, const IdList *part, const Tally *tally) {
    double share = tally->ids.n ? (double)part->n / (double)tally->ids.n : NAN;
    return cell_with(keep, cell_real(share), part->at, part->n);
}

/* Breadth, depth and place. */
static void add_profile(const Coverage *coverage, const Tally *tally, uint32_t theme,
                        const CorpusPlan *plan, Arena *keep, Cell *row) {
    if (theme_is_top(coverage->corpus, theme)) {
        row[COLUMN_FRACTION] = cell_real(tally->fraction);
        row[COLUMN_FRACTION_SHARE] =
            cell_real(plan->n ? tally->fraction / (double)plan->n : NAN);
    }
    int64_t subthemes = count_subthemes(coverage->corpus, plan, theme);
    if (subthemes >= 0)
        row[COLUMN_SUBTHEMES] = cell_count(subthemes);
    row[COLUMN_WITH_TARGET] = part_cell(keep, &tally->with_target, tally);
    row[COLUMN_WITH_DUTY] = part_cell(keep, &tally->with_duty, tally);
    row[COLUMN_WITH_DEADLINE] = part_cell(keep, &tally->with_deadline, tally);
    row[COLUMN_POSITION] =
        cell_real(tally->ids.n ? tally->position / (double)tally->ids.n : NAN);
}

static void add_row(Table *table, const Coverage *coverage, uint32_t theme,
                    size_t number) {
    Arena *keep = table->arena;
    const CorpusPlan *plan = &coverage->corpus->plans[number];
    Cell *row = table_row(table);
    Tally tally = tally_theme(coverage, plan, theme);
    double hits = (double)tally.ids.n, n = (double)plan->n;
    double characters = coverage->characters[number];
    double character_share = characters > 0 ? (double)tally.characters / characters : NAN;
    double share = coverage->options->by_character ? character_share
                   : n > 0                         ? hits / n
                                                   : NAN;
    Interval interval = interval_of(coverage, theme, number, hits);
    describe_theme(coverage->corpus, theme, keep, row);
    row[COLUMN_PLAN] = cell_text(keep, plan->slug);
    row[COLUMN_PLAN_NAME] = cell_text(keep, plan->label);
    row[COLUMN_MEASURES] =
        cell_with(keep, cell_count((int64_t)tally.ids.n), tally.ids.at, tally.ids.n);
    row[COLUMN_PLAN_MEASURES] = cell_count((int64_t)plan->n);
    row[COLUMN_SHARE_OF] = cell_with(keep, cell_real(share), tally.ids.at, tally.ids.n);
    row[COLUMN_LOW] = cell_real(interval.lower);
    row[COLUMN_HIGH] = cell_real(interval.upper);
    row[COLUMN_CHARACTERS] = cell_count(tally.characters);
    row[COLUMN_CHARACTER_SHARE] = cell_real(character_share);
    row[COLUMN_TARGETS] = cell_count(tally.targets);
    add_profile(coverage, &tally, theme, plan, keep, row);
    tally_release(&tally);
}

/* ---- Notes ---- */

static void note_bootstrap(Table *table, const CoverageOptions *options) {
    table_note(
        table,
        options->by_task
            ? T("low and high: bootstrap percentile interval at %g %% (%zu draws of the plan's tasks, "
                "seed %llu).",
                "下限、上限：%g%% 自助法百分位区间（按任务重抽样 %zu 次，种子 %llu）。")
            : T("low and high: bootstrap percentile interval at %g %% (%zu draws of the plan's measures, "
                "seed %llu).",
                "下限、上限：%g%% 自助法百分位区间（按举措重抽样 %zu 次，种子 %llu）。"),
        options->level * 100, options->draws, (unsigned long long)options->seed);
    table_note(
        table, "%s",
        T("Where all or none of a plan's measures have a theme, draws are all alike and give no interval.",
          "某主题在一份计划中全有或全无时，重抽样结果完全相同，不给出区间。"));
}

static void note_interval(Table *table, const CoverageOptions *options) {
    double level = options->level * 100;
    if (options->by_character || options->interval == COVERAGE_BOOTSTRAP)
        note_bootstrap(table, options);
    else if (options->interval == COVERAGE_GOODMAN)
        table_note(
            table,
            T("low and high: Goodman's simultaneous interval: all themes of a plan hold together at %g %% "
              "(subthemes apart).",
              "下限、上限：Goodman 联合区间，同一计划的全部主题同时达到 %g%%（子主题另计）。"),
            level);
    else
        table_note(
            table,
            T("low and high: Wilson interval at %g %%. The plans are whole, not a sample: the interval is for the "
              "process that writes and codes measures, not for plans unseen.",
              "下限、上限：%g%% Wilson 区间。计划是全文而非抽样，区间描述的是撰写与编码过程的不确定性，而非未读到的计划。"),
            level);
    if (options->by_character)
        table_note(table, "%s",
                   T("share is of the characters of the plan's measures.",
                     "占比以计划全部举措的字数为分母。"));
}

static void add_notes(Table *table, const Corpus *corpus,
                      const CoverageOptions *options) {
    table_note(table,
               T("%zu plans, %zu measures, coded with %.*s.",
                 "共 %zu 份计划、%zu 条举措；主题方案：%.*s。"),
               corpus->n_plans, corpus->n_measures, SLICE_ARG(corpus->scheme));
    note_interval(table, options);
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

/* ---- The whole ---- */

static Coverage prepare(const Corpus *corpus, const CorpusChoice *choice,
                        const CoverageOptions *options, Arena *keep) {
    Coverage coverage = {.corpus = corpus, .choice = choice, .options = options};
    coverage.fractions = measure_fractions(corpus, keep);
    coverage.characters = ARENA_ARRAY(keep, double, corpus->n_plans);
    for (size_t i = 0; i < corpus->n_measures; i++)
        coverage.characters[corpus->measures[i].plan] += corpus->measures[i].characters;
    for (uint32_t i = 0; i < corpus->n_themes; i++)
        coverage.family[theme_is_top(corpus, i)]++;
    if (options->by_character || options->interval == COVERAGE_BOOTSTRAP)
        draw_all(&coverage, keep);
    return coverage;
}

Table coverage_table(const Corpus *corpus, const CorpusChoice *choice,
                     const CoverageOptions *options, Arena *keep) {
    Table table = table_new(
        keep, "coverage", slice_of(T("Coverage by theme and plan", "各计划的主题覆盖")));
    Coverage coverage = prepare(corpus, choice, options, keep);
    add_columns(&table);
    for (uint32_t theme = 0; theme < corpus->n_themes; theme++) {
        if (!corpus_shows_theme(choice, corpus, theme))
            continue;
        for (size_t i = 0; i < corpus->n_plans; i++)
            add_row(&table, &coverage, theme, i);
    }
    for (size_t i = 0; i < corpus->n_plans && choice->themes.n == 0; i++)
        add_row(&table, &coverage, NO_THEME, i);
    add_notes(&table, corpus, options);
    return table;
}
