/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: whether a difference between plans is one. A measure may carry several themes, so
 * each theme is a table of its own (has, has not); the one test of all themes together is
 * on fractional counts, where a measure counts once. */
#include "base/base.h"

#include <math.h>

#include "compare/comparable.h"
#include "compare/compare.h"
#include "compare/overall.h"
#include "compare/tally.h"
#include "compare/phrases.h"
#include "stat/contingency.h"
#include "stat/interval.h"

#define COMPARE_COLUMNS(X)                                                               \
    X(THEME, "theme", T("code", "代码"), COLUMN_TEXT, 0)                                 \
    X(THEME_NAME, "theme_name", T("theme", "主题"), COLUMN_TEXT, 0)                      \
    X(TOP, "top", T("top level", "一级主题"), COLUMN_COUNT, 0)                           \
    X(DEPTH, "depth", T("depth", "层级"), COLUMN_COUNT, 0)                               \
    X(CORE, "core", T("core", "核心"), COLUMN_COUNT, 0)                                  \
    X(GROUP_CODE, "group", T("group", "组"), COLUMN_TEXT, 0)                             \
    X(GROUP_NAME, "group_name", T("group name", "组名"), COLUMN_TEXT, 0)                 \
    X(AGAINST, "against", T("against", "对照组"), COLUMN_TEXT, 0)                        \
    X(AGAINST_NAME, "against_name", T("against, name", "对照组名"), COLUMN_TEXT, 0)      \
    X(MEASURES, "measures", T("measures", "举措数"), COLUMN_COUNT, 0)                    \
    X(OF, "of", T("of", "举措总数"), COLUMN_COUNT, 0)                                    \
    X(OWN_SHARE, "share", T("share", "占比"), COLUMN_SHARE, 1)                           \
    X(OTHER_MEASURES, "other_measures", T("measures of the others", "对照举措数"),       \
      COLUMN_COUNT, 0)                                                                   \
    X(OTHER_OF, "other_of", T("of (others)", "对照举措总数"), COLUMN_COUNT, 0)           \
    X(OTHER_SHARE, "other_share", T("share of the others", "对照占比"), COLUMN_SHARE, 1) \
    X(DIFFERENCE, "difference", T("difference", "差"), COLUMN_SHARE, 1)                  \
    X(LOW, "difference_low", T("low", "下限"), COLUMN_SHARE, 1)                          \
    X(HIGH, "difference_high", T("high", "上限"), COLUMN_SHARE, 1)                       \
    X(EFFECT, "design_effect", T("design effect", "设计效应"), COLUMN_REAL, 1)           \
    X(ODDS, "odds_ratio", T("odds ratio", "优势比"), COLUMN_REAL, 2)                     \
    X(ODDS_LOW, "odds_low", T("odds ratio, low", "优势比下限"), COLUMN_REAL, 2)          \
    X(ODDS_HIGH, "odds_high", T("odds ratio, high", "优势比上限"), COLUMN_REAL, 2)       \
    X(COHEN_H, "cohen_h", "Cohen h", COLUMN_REAL, 2)                                     \
    X(TEST, "test", T("test", "检验"), COLUMN_TEXT, 0)                                   \
    X(STATISTIC, "statistic", T("statistic", "统计量"), COLUMN_REAL, 2)                  \
    X(P, "p", "p", COLUMN_REAL, 4)                                                       \
    X(P_ADJUSTED, "p_adjusted", T("p adjusted", "校正 p"), COLUMN_REAL, 4)               \
    X(RESIDUAL, "residual", T("residual", "调整残差"), COLUMN_REAL, 2)                   \
    X(PRESENT, "present", T("in one of them", "至少一方有"), COLUMN_COUNT, 0)            \
    X(CHARTED, "charted", T("in the chart", "入图"), COLUMN_COUNT, 0)                    \
    X(DETECTABLE, "detectable", T("detectable", "差异显著"), COLUMN_COUNT, 0)            \
    X(STANDS, "stands", T("stands by tasks", "按任务仍显著"), COLUMN_COUNT, 0)           \
    X(MARK, "mark", T("differs", "差异"), COLUMN_TEXT, 0)                                \
    X(READING, "reading", T("reading", "解读"), COLUMN_TEXT, 0)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    COMPARE_COLUMNS(X)
#undef X
};

/* One group against another, or against all the others together. */
typedef struct {
    const ThemeTally *tally;
    const CompareOptions *options;
    size_t own, other;       /* groups; other is NO_GROUP: the others together */
    double n, other_n;       /* measures */
    const double *hits;      /* over all groups: themes, then no theme */
    const ClusterSums *sums; /* NULL: measures are the units */
    const double *residuals; /* of the own group, likewise; NaN for subthemes */
} Comparison;

/* One theme of it. */
typedef struct {
    SharePair pair;
    double difference;
    Interval interval;
    RatioEstimate odds;
    double p, statistic, p_adjusted;
    double design_effect;
    bool stands; /* also when tasks are the observations */
    const char *test;
    bool shown;
} Contrast;

static size_t theme_place(const ThemeTally *tally, uint32_t theme) {
    return theme == NO_THEME ? tally->n_themes : theme;
}

static uint32_t theme_from(const ThemeTally *tally, size_t place) {
    return place == tally->n_themes ? NO_THEME : (uint32_t)place;
}

/* ---- Numbers ---- */

static void run_test(Contrast *contrast, CompareTest test, double level) {
    SharePair pair = contrast->pair;
    double cells[] = {pair.hits_a, pair.n_a - pair.hits_a, pair.hits_b,
                      pair.n_b - pair.hits_b};
    Grid grid = {cells, 2, 2};
    if (isnan(contingency_test(grid, CONTINGENCY_PEARSON).p))
        return; /* all have it, nobody has it, or a side is empty */
    if (test == COMPARE_CHI2_OR_FISHER)
        test = contingency_least_expected(grid) < 5 ? COMPARE_FISHER : COMPARE_CHI2;
    if (test == COMPARE_FISHER) {
        contrast->test = "fisher";
        FourCells four = {cells[0], cells[1], cells[2], cells[3]};
        contrast->p = fisher_exact(four, level).p;
        return;
    }
    bool g2 = test == COMPARE_G2;
    TestResult result = contingency_test(grid, g2 ? CONTINGENCY_G2 : CONTINGENCY_PEARSON);
    contrast->test = g2 ? "g2" : "chi2";
    contrast->statistic = result.statistic;
    contrast->p = result.p;
}

static void run_clustered(const Comparison *comparison, size_t place,
                          Contrast *contrast) {
    const ClusterSums *sums = comparison->sums;
    ClusteredCount own = cluster_count(sums, comparison->own, place);
    ClusteredCount other = comparison->other == NO_GROUP
                               ? cluster_others(sums, comparison->own, place)
                               : cluster_count(sums, comparison->other, place);
    ClusteredDifference result =
        difference_clustered(own, other, comparison->options->level);
    contrast->interval = result.interval;
    contrast->design_effect = result.design_effect;
    contrast->statistic = result.statistic;
    contrast->p = result.p;
    contrast->test = isnan(result.p) ? "" : "rao-scott";
}

static Contrast contrast_of(const Comparison *comparison, uint32_t theme) {
    const ThemeTally *tally = comparison->tally;
    double own = tally_at(tally, comparison->own, theme)->hits;
    double other = comparison->other == NO_GROUP
                       ? comparison->hits[theme_place(tally, theme)] - own
                       : tally_at(tally, comparison->other, theme)->hits;
    double level = comparison->options->level;
    Contrast contrast = {
        .pair = {own, comparison->n, other, comparison->other_n},
        .p = NAN,
        .statistic = NAN,
        .p_adjusted = NAN,
        .design_effect = NAN,
        .test = "",
    };
    SharePair pair = contrast.pair;
    contrast.difference = pair.hits_a / pair.n_a - pair.hits_b / pair.n_b;
    contrast.interval = difference_newcombe(pair, level);
    bool zero = own <= 0 || other <= 0 || own >= pair.n_a || other >= pair.n_b;
    contrast.odds = odds_ratio(pair, zero ? ODDS_GART : ODDS_WOOLF, level);
    if (comparison->sums)
        run_clustered(comparison, theme_place(tally, theme), &contrast);
    else
        run_test(&contrast, comparison->options->test, level);
    return contrast;
}

/* Themes and subthemes are two families: a subtheme's measures are its theme's too. Those
 * that are not shown belong to them: a difference is no surer for being looked at alone.
 */
static void adjust(const Comparison *comparison, Contrast *contrasts, size_t n,
                   Arena *scratch) {
    double *p = ARENA_ARRAY(scratch, double, n);
    const Corpus *corpus = comparison->tally->corpus;
    for (int top = 0; top <= 1; top++) {
        for (size_t i = 0; i < n; i++) {
            uint32_t theme = theme_from(comparison->tally, i);
            p[i] = theme_is_top(corpus, theme) == top ? contrasts[i].p : NAN;
        }
        p_adjust(comparison->options->adjustment, p, n, p);
        for (size_t i = 0; i < n; i++) {
            if (!isnan(p[i]))
                contrasts[i].p_adjusted = p[i];
        }
    }
}

/* ---- Words ---- */

static bool leaves_out_zero(const Contrast *contrast) {
    return contrast->interval.lower > 0 || contrast->interval.upper < 0;
}

static bool is_detectable(const Contrast *contrast, double level) {
    return leaves_out_zero(contrast) && contrast->p_adjusted <= 1 - level;
}

static Slice reading_sure(const Comparison *comparison, const Contrast *contrast,
                          Arena *keep) {
    const PlanGroups *groups = comparison->tally->groups;
    bool more = contrast->difference > 0;
    double near = more ? contrast->interval.lower : -contrast->interval.upper;
    double far = more ? contrast->interval.upper : -contrast->interval.lower;
    const char *but = contrast->stands ? "" : T(", in few tasks", "，集中于少数任务");
    if (comparison->other == NO_GROUP)
        return arena_format(keep,
                            more ? T("more than the others, by %.1f to %.1f points%s",
                                     "高于其余，高 %.1f～%.1f 个百分点%s")
                                 : T("less than the others, by %.1f to %.1f points%s",
                                     "低于其余，低 %.1f～%.1f 个百分点%s"),
                            near * 100, far * 100, but);
    Slice name = groups->at[more ? comparison->own : comparison->other].name;
    return arena_format(keep,
                        T("more in %.*s, by %.1f to %.1f points%s",
                          "%.*s 更多，高 %.1f～%.1f 个百分点%s"),
                        SLICE_ARG(name), near * 100, far * 100, but);
}

static Slice reading_of(const Comparison *comparison, const Contrast *contrast,
                        Arena *keep) {
    if (isnan(contrast->difference))
        return slice_of(T("no measures to compare", "无举措可比"));
    if (contrast->pair.hits_a + contrast->pair.hits_b <= 0)
        return slice_of(T("nobody has it", "双方均无"));
    if (isnan(contrast->interval.lower))
        return slice_of(
            T("one cluster a side: cannot be told", "每组仅一个单元，无法判断"));
    if (!leaves_out_zero(contrast))
        return slice_of(T("no detectable difference", "无显著差异"));
    if (is_detectable(contrast, comparison->options->level))
        return reading_sure(comparison, contrast, keep);
    return slice_of(T("a hint only, not after correction", "仅为迹象，校正后不显著"));
}

/* ---- Rows ---- */

static void add_columns(Table *table, const PlanGroups *groups) {
    const Column columns[] = {
#define X(name, key, heading, type, digits) {key, heading, type, digits},
        COMPARE_COLUMNS(X)
#undef X
    };
    table_columns(table, columns, sizeof columns / sizeof *columns);
    if (groups->by == GROUP_PLAN)
        table->columns.at[COLUMN_GROUP_NAME].heading = T("plan", "计划");
    if (groups->n != 2)
        return;
    /* Of two groups the columns are named by them. */
    static const int own[] = {COLUMN_MEASURES, COLUMN_OTHER_MEASURES, COLUMN_OWN_SHARE,
                              COLUMN_OTHER_SHARE};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        const char *what = i < 2 ? T("measures", "举措数") : T("share", "占比");
        Slice heading = arena_format(table->arena, "%.*s · %s",
                                     SLICE_ARG(groups->at[i % 2].name), what);
        table->columns.at[own[i]].heading = arena_cstring(table->arena, heading);
    }
}

static void describe(const Comparison *comparison, uint32_t theme, Arena *keep,
                     Cell *row) {
    const Corpus *corpus = comparison->tally->corpus;
    const PlanGroup *groups = comparison->tally->groups->at;
    bool top = theme_is_top(corpus, theme);
    row[COLUMN_THEME] = cell_text(keep, tally_theme_code(corpus, theme));
    row[COLUMN_THEME_NAME] = cell_text(keep, tally_theme_name(corpus, theme));
    row[COLUMN_TOP] = cell_count(top);
    row[COLUMN_DEPTH] = cell_count(top ? 1 : 2);
    row[COLUMN_CORE] = cell_count(theme != NO_THEME && top && corpus->themes[theme].core);
    row[COLUMN_GROUP_CODE] = cell_text(keep, groups[comparison->own].key);
    row[COLUMN_GROUP_NAME] = cell_text(keep, groups[comparison->own].name);
    if (comparison->other == NO_GROUP) {
        row[COLUMN_AGAINST_NAME] = cell_text(keep, slice_of(T("all others", "其余全部")));
        return;
    }
    row[COLUMN_AGAINST] = cell_text(keep, groups[comparison->other].key);
    row[COLUMN_AGAINST_NAME] = cell_text(keep, groups[comparison->other].name);
}

static void add_shares(const Comparison *comparison, const Contrast *contrast,
                       uint32_t theme, Cell *row, Arena *keep) {
    const ThemeTally *tally = comparison->tally;
    SharePair pair = contrast->pair;
    const ThemeCount *own = tally_at(tally, comparison->own, theme);
    Cell hits = cell_count((int64_t)pair.hits_a);
    Cell other_hits = cell_count((int64_t)pair.hits_b);
    Cell share = cell_real(pair.hits_a / pair.n_a);
    Cell other_share = cell_real(pair.hits_b / pair.n_b);
    size_t n = (size_t)pair.hits_a, other_n = (size_t)pair.hits_b;
    row[COLUMN_MEASURES] = cell_with(keep, hits, own->measures, n);
    row[COLUMN_OWN_SHARE] = cell_with(keep, share, own->measures, n);
    row[COLUMN_OF] = cell_count((int64_t)pair.n_a);
    row[COLUMN_OTHER_OF] = cell_count((int64_t)pair.n_b);
    row[COLUMN_OTHER_MEASURES] = other_hits;
    row[COLUMN_OTHER_SHARE] = other_share;
    if (comparison->other == NO_GROUP)
        return;
    const int64_t *others = tally_at(tally, comparison->other, theme)->measures;
    row[COLUMN_OTHER_MEASURES] = cell_with(keep, other_hits, others, other_n);
    row[COLUMN_OTHER_SHARE] = cell_with(keep, other_share, others, other_n);
}

static void add_row(Table *table, const Comparison *comparison, const Contrast *contrast,
                    uint32_t theme) {
    Cell *row = table_row(table);
    Arena *keep = table->arena;
    describe(comparison, theme, keep, row);
    add_shares(comparison, contrast, theme, row, keep);
    row[COLUMN_DIFFERENCE] = cell_real(contrast->difference);
    row[COLUMN_LOW] = cell_real(contrast->interval.lower);
    row[COLUMN_HIGH] = cell_real(contrast->interval.upper);
    row[COLUMN_EFFECT] = cell_real(contrast->design_effect);
    row[COLUMN_ODDS] = cell_real(contrast->odds.value);
    row[COLUMN_ODDS_LOW] = cell_real(contrast->odds.interval.lower);
    row[COLUMN_ODDS_HIGH] = cell_real(contrast->odds.interval.upper);
    row[COLUMN_COHEN_H] = cell_real(difference_cohen_h(contrast->pair));
    row[COLUMN_TEST] = cell_text(keep, slice_of(contrast->test));
    row[COLUMN_STATISTIC] = cell_real(contrast->statistic);
    row[COLUMN_P] = cell_real(contrast->p);
    row[COLUMN_P_ADJUSTED] = cell_real(contrast->p_adjusted);
    row[COLUMN_RESIDUAL] =
        cell_real(comparison->residuals[theme_place(comparison->tally, theme)]);
    bool present = contrast->pair.hits_a + contrast->pair.hits_b > 0;
    row[COLUMN_PRESENT] = cell_count(present);
    row[COLUMN_CHARTED] = cell_count(present && theme != NO_THEME &&
                                     theme_is_top(comparison->tally->corpus, theme));
    row[COLUMN_DETECTABLE] =
        cell_count(is_detectable(contrast, comparison->options->level));
    const char *mark = contrast->difference > 0 ? "+" : "-";
    if (!is_detectable(contrast, comparison->options->level))
        mark = "";
    if (!comparison->sums)
        row[COLUMN_STANDS] = cell_count(
            contrast->stands && is_detectable(contrast, comparison->options->level));
    row[COLUMN_MARK] = cell_text(keep, slice_of(mark));
    row[COLUMN_READING] = cell_text(keep, reading_of(comparison, contrast, keep));
}

/* What is one observation. */
typedef struct {
    const ClusterSums *sums;  /* NULL: a measure */
    const ClusterSums *tasks; /* then, to tell what stands by tasks too */
    size_t found, stand;      /* detectable differences, and those that stand */
} Observed;

static Contrast *contrasts_of(const Comparison *comparison, const CorpusChoice *choice,
                              Arena *scratch) {
    const ThemeTally *tally = comparison->tally;
    size_t n = tally->n_themes + 1;
    Contrast *contrasts = ARENA_ARRAY(scratch, Contrast, n);
    for (size_t i = 0; i < n; i++) {
        uint32_t theme = theme_from(tally, i);
        contrasts[i] = contrast_of(comparison, theme);
        contrasts[i].shown = theme == NO_THEME
                                 ? choice->themes.n == 0
                                 : corpus_shows_theme(choice, tally->corpus, theme);
    }
    adjust(comparison, contrasts, n, scratch);
    return contrasts;
}

static void add_comparison(Table *table, const Comparison *comparison,
                           const CorpusChoice *choice, Observed *observed) {
    Arena scratch = {0};
    double level = comparison->options->level;
    Contrast *contrasts = contrasts_of(comparison, choice, &scratch), *by_task = NULL;
    if (observed->tasks) {
        Comparison tasks = *comparison;
        tasks.sums = observed->tasks;
        by_task = contrasts_of(&tasks, choice, &scratch);
    }
    for (size_t i = 0; i <= comparison->tally->n_themes; i++) {
        Contrast *contrast = &contrasts[i];
        if (!contrast->shown)
            continue;
        contrast->stands = !by_task || is_detectable(&by_task[i], level);
        add_row(table, comparison, contrast, theme_from(comparison->tally, i));
        observed->found += is_detectable(contrast, level);
        observed->stand += is_detectable(contrast, level) && contrast->stands;
    }
    arena_release(&scratch);
}

/* ---- The whole ---- */

static const double *hits_of_all(const ThemeTally *tally, Arena *keep) {
    double *hits = ARENA_ARRAY(keep, double, tally->n_themes + 1);
    for (size_t group = 0; group < tally->n_groups; group++) {
        for (size_t i = 0; i <= tally->n_themes; i++)
            hits[i] += tally_at(tally, group, theme_from(tally, i))->hits;
    }
    return hits;
}

static void add_comparisons(Table *table, const ThemeTally *tally, const Overall *overall,
                            const CorpusChoice *choice, const CompareOptions *options,
                            Observed *observed) {
    const PlanGroups *groups = tally->groups;
    const double *hits = hits_of_all(tally, table->arena);
    double all = 0;
    for (size_t i = 0; i < groups->n; i++)
        all += groups->at[i].n;
    bool pair = groups->n == 2;
    for (size_t i = 0; i < (pair ? 1 : groups->n); i++) {
        Comparison comparison = {
            .tally = tally,
            .options = options,
            .own = i,
            .other = pair ? 1 : NO_GROUP,
            .n = groups->at[i].n,
            .other_n = all - groups->at[i].n,
            .hits = hits,
            .sums = observed->sums,
            .residuals = overall->residuals + i * (tally->n_themes + 1),
        };
        add_comparison(table, &comparison, choice, observed);
    }
}

static const char *test_words(CompareTest test) {
    switch (test) {
    case COMPARE_CHI2_OR_FISHER:
        return T("chi-square, or Fisher's exact test where fewer than 5 are expected",
                 "卡方检验（期望频数小于 5 时用 Fisher 精确检验）");
    case COMPARE_CHI2: return T("chi-square", "卡方检验");
    case COMPARE_FISHER: return T("Fisher's exact test", "Fisher 精确检验");
    case COMPARE_G2: return T("the likelihood ratio", "似然比检验");
    }
    BUG("test %d", (int)test);
}

static void note_method(Table *table, const PlanGroups *groups,
                        const CompareOptions *options) {
    const char *what = groups->n == 2 ? T("difference", "差")
                                      : T("difference to all others", "与其余之差");
    double level = options->level * 100;
    if (options->cluster == CLUSTER_MEASURE) {
        table_note(
            table,
            T("%s: share of measures, with the Newcombe interval at %g %%; p by %s, adjusted over all "
              "themes (subthemes apart), also those not shown.",
              "%s：举措占比之差，附 %g%% Newcombe 区间；p 值采用%s，并在全部主题间（子主题另计，含"
              "未列出者）作多重比较校正。"),
            what, level, test_words(options->test));
        return;
    }
    bool plan = options->cluster == CLUSTER_PLAN;
    table_note(
        table,
        T("%s: share of measures, with an interval at %g %% in which whole %s are the observations, since "
          "measures of one go together (Newcombe on effective sizes); p by Rao and Scott, adjusted over all "
          "themes (subthemes apart), also those not shown.",
          "%s：举措占比之差，附 %g%% 区间；同一%s内的举措相互关联，因此以其为观测单位（按有效样本量的 "
          "Newcombe 区间）；p 值采用 Rao-Scott 校正卡方，并在各主题间（子主题另计）作多重比较校正。"),
        what, level, plan ? T("plans", "计划") : T("tasks", "任务"));
}

static void note_tasks(Table *table, const Observed *observed) {
    if (!observed->tasks || observed->found == 0)
        return;
    table_note(
        table,
        T("%zu differences are detectable; %zu of them stand when whole tasks are the observations "
          "(--cluster task), the others rest on few tasks.",
          "共 %zu 处差异显著；以整个任务为观测单位（--cluster task）时仍成立的有 %zu 处，其余集中于少数任务。"),
        observed->found, observed->stand);
}

static void add_notes(Table *table, const Corpus *corpus, const PlanGroups *groups,
                      const CompareOptions *options) {
    note_method(table, groups, options);
    if (groups->n_left)
        table_note(table,
                   T("%zu of %zu plans are left out: their %s is not known.",
                     "%zu 份计划（共 %zu 份）未纳入：缺少“%s”信息。"),
                   groups->n_left, corpus->n_plans, group_word(groups->by));
    for (size_t i = 0; i < groups->n; i++) {
        if (groups->at[i].n <= 0)
            table_note(table,
                       T("%.*s has no measures: nothing can be said of it.",
                         "%.*s 没有举措，无法比较。"),
                       SLICE_ARG(groups->at[i].name));
    }
}

ClusterUnit compare_cluster_usual(const Corpus *corpus, GroupKey by) {
    Arena scratch = {0};
    PlanGroups groups = plan_groups(corpus, by, &scratch);
    bool several = false;
    for (size_t i = 0; i < groups.n; i++)
        several = several || groups.at[i].n_plans > 1;
    arena_release(&scratch);
    return several ? CLUSTER_PLAN : CLUSTER_MEASURE;
}

bool compare_table(const Corpus *corpus, const CorpusChoice *choice,
                   const CompareOptions *options, Arena *keep, Table *table, Err *err) {
    PlanGroups groups = plan_groups(corpus, options->by, keep);
    if (!groups_check(&groups, corpus, err))
        return false;
    Slice title =
        groups.n == 2
            ? arena_format(keep,
                           T("%.*s against %.*s, by theme", "%.*s 与 %.*s 的主题差异"),
                           SLICE_ARG(groups.at[0].name), SLICE_ARG(groups.at[1].name))
        : groups.by == GROUP_PLAN ? slice_of(T("Each plan against all others, by theme",
                                               "各计划与其余的主题差异"))
                                  : slice_of(T("Each group against all others, by theme",
                                               "各组与其余的主题差异"));
    *table = table_new(keep, "compare", title);
    add_columns(table, &groups);
    ThemeTally tally = theme_tally(corpus, &groups, keep);
    bool by_measure = options->cluster == CLUSTER_MEASURE;
    ClusterSums sums =
        cluster_sums(&tally, by_measure ? CLUSTER_TASK : options->cluster, keep);
    Observed observed = {.sums = by_measure ? NULL : &sums,
                         .tasks = by_measure ? &sums : NULL};
    Overall overall = overall_comparison(&tally, observed.sums, keep);
    add_comparisons(table, &tally, &overall, choice, options, &observed);
    overall_notes(table, &tally, &overall, options->level);
    note_tasks(table, &observed);
    add_notes(table, corpus, &groups, options);
    comparable_warn(table, corpus);
    return true;
}
