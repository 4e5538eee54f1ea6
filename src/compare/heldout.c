/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "compare/corpus.h"
#include "compare/heldout.h"
#include "stat/calibration.h"

enum { BINS = 10 };

enum {
    COLUMN_THEME,
    COLUMN_THEME_NAME,
    COLUMN_N,
    COLUMN_POSITIVE,
    COLUMN_RESULT,
    COLUMN_RULES_PRECISION,
    COLUMN_RULES_RECALL,
    COLUMN_RULES_F1,
    COLUMN_PRECISION,
    COLUMN_RECALL,
    COLUMN_F1,
    COLUMN_DIFFERENCE,
    COLUMN_LOW,
    COLUMN_HIGH,
    COLUMN_GAINED,
    COLUMN_LOST,
    COLUMN_BRIER,
    COLUMN_CALIBRATION
};

static void add_columns(Table *table) {
    const Column columns[] = {
        {"theme", T("code", "代码"), COLUMN_TEXT, 0},
        {"theme_name", T("theme", "主题"), COLUMN_TEXT, 0},
        {"n", T("n", "条数"), COLUMN_COUNT, 0},
        {"positive", T("with it", "人工编入"), COLUMN_COUNT, 0},
        {"result", T("result", "结论"), COLUMN_TEXT, 0},
        {"rules_precision", T("rules precision", "规则精确率"), COLUMN_REAL, 3},
        {"rules_recall", T("rules recall", "规则召回率"), COLUMN_REAL, 3},
        {"rules_f1", T("rules F1", "规则 F1"), COLUMN_REAL, 3},
        {"precision", T("model precision", "模型精确率"), COLUMN_REAL, 3},
        {"recall", T("model recall", "模型召回率"), COLUMN_REAL, 3},
        {"f1", T("model F1", "模型 F1"), COLUMN_REAL, 3},
        {"difference", T("difference", "差"), COLUMN_REAL, 3},
        {"low", T("low", "下限"), COLUMN_REAL, 3},
        {"high", T("high", "上限"), COLUMN_REAL, 3},
        {"gained", T("gained", "改对"), COLUMN_COUNT, 0},
        {"lost", T("lost", "改错"), COLUMN_COUNT, 0},
        {"brier", T("Brier score", "Brier 分数"), COLUMN_REAL, 3},
        {"calibration_error", T("calibration error", "校准误差"), COLUMN_REAL, 3},
    };
    table_columns(table, columns, sizeof columns / sizeof *columns);
}

/* ---- Counting ---- */

static bool is_given(const HeldOut *held, size_t i, size_t theme) {
    return held->lessons->given[i * held->lessons->themes.n + theme];
}

static bool is_ruled(const HeldOut *held, size_t i, size_t theme) {
    return held->ruled[i * held->lessons->themes.n + theme];
}

static bool is_trained(const HeldOut *held, size_t theme) {
    return held->probability[theme] != NULL;
}

static bool is_learned(const HeldOut *held, size_t i, size_t theme) {
    return held->probability[theme][i] >= 0.5;
}

static bool is_core(const ThemeList *themes, size_t theme) {
    const ThemeInfo *info = &themes->at[theme];
    return (info->parent == UINT32_MAX ? info : &themes->at[info->parent])->core;
}

/* Rules and learned coder over some themes of one measure. */
typedef struct {
    Confusion rules, learned;
} Tally;

static void count(Confusion *counts, bool given, bool coded) {
    counts->hit += given && coded;
    counts->miss += given && !coded;
    counts->false_alarm += !given && coded;
    counts->rejection += !given && !coded;
}

static void add_counts(Confusion *sum, Confusion counts) {
    sum->hit += counts.hit;
    sum->miss += counts.miss;
    sum->false_alarm += counts.false_alarm;
    sum->rejection += counts.rejection;
}

/* Which themes a sum goes over, and where the learned coder stands in for the rules. */
typedef struct {
    const HeldOut *held;
    const bool *counted, *learned;
} Scope;

static Tally *tally(const Scope *scope, Arena *keep) {
    const HeldOut *held = scope->held;
    const Lessons *lessons = held->lessons;
    Tally *units = ARENA_ARRAY(keep, Tally, lessons->n);
    for (size_t i = 0; i < lessons->n; i++) {
        for (size_t theme = 0; theme < lessons->themes.n; theme++) {
            if (!scope->counted[theme])
                continue;
            bool given = is_given(held, i, theme), ruled = is_ruled(held, i, theme);
            bool coded = scope->learned[theme] ? is_learned(held, i, theme) : ruled;
            count(&units[i].rules, given, ruled);
            count(&units[i].learned, given, coded);
        }
    }
    return units;
}

static Tally total(const Tally *units, const size_t *picked, size_t n) {
    Tally sum = {0};
    for (size_t i = 0; i < n; i++) {
        const Tally *unit = &units[picked ? picked[i] : i];
        add_counts(&sum.rules, unit->rules);
        add_counts(&sum.learned, unit->learned);
    }
    return sum;
}

static double difference_of(Tally sum) {
    return scores_of(sum.learned).f1 - scores_of(sum.rules).f1;
}

static double drawn_difference(const size_t *picked, size_t n, void *context) {
    return difference_of(total(context, picked, n));
}

static Interval interval_of(const HeldOut *held, Tally *units, double level) {
    Resampling how = held->how;
    how.level = level;
    return bootstrap_clusters(held->lessons->group, held->lessons->n, how,
                              drawn_difference, units)
        .interval;
}

/* ---- The verdict ---- */

static size_t count_trained(const HeldOut *held) {
    size_t n = 0;
    for (size_t i = 0; i < held->lessons->themes.n; i++)
        n += is_trained(held, i);
    return n;
}

/* The level at which the intervals of all trained themes hold together (Bonferroni). */
static double joint_level(const HeldOut *held) {
    size_t n = count_trained(held);
    return 1 - (1 - held->how.level) / (n ? (double)n : 1);
}

/* A scope of one theme. */
static Tally *tally_theme(const HeldOut *held, size_t theme, Arena *scratch) {
    bool *only = ARENA_ARRAY(scratch, bool, held->lessons->themes.n);
    bool *learned = ARENA_ARRAY(scratch, bool, held->lessons->themes.n);
    only[theme] = true;
    learned[theme] = is_trained(held, theme);
    return tally(&(Scope){held, only, learned}, scratch);
}

/* Groups that hold a measure with the theme; the groups of lessons are numbered 0.. */
static size_t count_groups(const HeldOut *held, size_t theme, Arena *scratch) {
    bool *has = ARENA_ARRAY(scratch, bool, held->lessons->n_groups);
    size_t n = 0;
    for (size_t i = 0; i < held->lessons->n; i++) {
        size_t group = held->lessons->group[i];
        n += is_given(held, i, theme) && !has[group];
        has[group] = has[group] || is_given(held, i, theme);
    }
    return n;
}

void heldout_judge(const HeldOut *held, Verdict *verdicts) {
    double level = joint_level(held);
    for (size_t theme = 0; theme < held->lessons->themes.n; theme++) {
        Verdict *verdict = &verdicts[theme];
        *verdict = (Verdict){NAN, NAN, NAN, {NAN, NAN}, 0, false};
        if (!is_trained(held, theme))
            continue;
        Arena scratch = {0};
        Tally *units = tally_theme(held, theme, &scratch);
        Tally sum = total(units, NULL, held->lessons->n);
        verdict->rules_f1 = scores_of(sum.rules).f1;
        verdict->f1 = scores_of(sum.learned).f1;
        verdict->difference = difference_of(sum);
        verdict->interval = interval_of(held, units, level);
        verdict->n_groups = count_groups(held, theme, &scratch);
        verdict->offered = verdict->difference > 0 && verdict->interval.lower > 0 &&
                           verdict->n_groups >= HELDOUT_GROUPS_LEAST;
        arena_release(&scratch);
    }
}

static const char *result_of(const Verdict *verdict) {
    if (verdict->offered)
        return T("better: offered", "优于规则：启用");
    if (verdict->interval.upper < 0)
        return T("worse: the rules remain", "不如规则：仍用规则");
    if (verdict->interval.lower > 0)
        return T("better, but in too few places to tell: the rules remain",
                 "优于规则，但分布过窄、不足为凭：仍用规则");
    return T("no detectable difference: the rules remain", "无显著差异：仍用规则");
}

/* Of a sum, on which nothing is decided. */
static const char *reading_of(Interval interval) {
    if (interval.lower > 0)
        return T("better", "优于规则");
    return interval.upper < 0 ? T("worse", "不如规则")
                              : T("no detectable difference", "无显著差异");
}

/* ---- Rows ---- */

static int compare_ids(const void *left, const void *right) {
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

typedef bool IsCounted(const HeldOut *held, size_t i, size_t theme);

static bool is_gained(const HeldOut *held, size_t i, size_t theme) {
    bool given = is_given(held, i, theme);
    return is_learned(held, i, theme) == given && is_ruled(held, i, theme) != given;
}

static bool is_lost(const HeldOut *held, size_t i, size_t theme) {
    bool given = is_given(held, i, theme);
    return is_learned(held, i, theme) != given && is_ruled(held, i, theme) == given;
}

static Cell count_cell(const HeldOut *held, size_t theme, IsCounted *counted,
                       Arena *keep) {
    VEC(int64_t) ids = {0};
    for (size_t i = 0; i < held->lessons->n; i++) {
        if (counted(held, i, theme))
            vec_push(&ids, held->lessons->measures[i]->id);
    }
    if (ids.n)
        qsort(ids.at, ids.n, sizeof *ids.at, compare_ids);
    Cell cell = cell_with(keep, cell_count((int64_t)ids.n), ids.at, ids.n);
    vec_release(&ids);
    return cell;
}

static void put_scores(Cell *row, int column, Confusion counts) {
    Scores scores = scores_of(counts);
    row[column] = cell_real(scores.precision);
    row[column + 1] = cell_real(scores.recall);
    row[column + 2] = cell_real(scores.f1);
}

static void put_interval(Cell *row, double difference, Interval interval) {
    row[COLUMN_DIFFERENCE] = cell_real(difference);
    row[COLUMN_LOW] = cell_real(interval.lower);
    row[COLUMN_HIGH] = cell_real(interval.upper);
}

static void put_calibration(const HeldOut *held, size_t theme, Cell *row) {
    Arena scratch = {0};
    size_t n = held->lessons->n;
    bool *positive = ARENA_ARRAY(&scratch, bool, n);
    for (size_t i = 0; i < n; i++)
        positive[i] = is_given(held, i, theme);
    const double *probability = held->probability[theme];
    row[COLUMN_BRIER] = cell_real(brier_score(probability, positive, n));
    row[COLUMN_CALIBRATION] =
        cell_real(calibration_error(probability, positive, n, BINS));
    arena_release(&scratch);
}

static void add_theme_row(const HeldOut *held, const Verdict *verdict, size_t theme,
                          Table *table) {
    Arena scratch = {0}, *keep = table->arena;
    const ThemeInfo *info = &held->lessons->themes.at[theme];
    Tally sum = total(tally_theme(held, theme, &scratch), NULL, held->lessons->n);
    arena_release(&scratch);
    if (sum.rules.hit + sum.rules.miss + sum.rules.false_alarm == 0)
        return;
    bool trained = is_trained(held, theme);
    Cell *row = table_row(table);
    row[COLUMN_THEME] = cell_text(keep, info->code);
    row[COLUMN_THEME_NAME] = cell_text(keep, theme_name(info));
    row[COLUMN_N] = cell_count((int64_t)held->lessons->n);
    row[COLUMN_POSITIVE] = count_cell(held, theme, is_given, keep);
    row[COLUMN_RESULT] =
        cell_text(keep, slice_of(trained ? result_of(verdict) : held->why[theme]));
    put_scores(row, COLUMN_RULES_PRECISION, sum.rules);
    if (!trained)
        return;
    put_scores(row, COLUMN_PRECISION, sum.learned);
    put_interval(row, verdict->difference, verdict->interval);
    row[COLUMN_GAINED] = count_cell(held, theme, is_gained, keep);
    row[COLUMN_LOST] = count_cell(held, theme, is_lost, keep);
    put_calibration(held, theme, row);
}

static void add_sum_row(const Scope *scope, const char *code, const char *name,
                        Table *table) {
    Arena scratch = {0}, *keep = table->arena;
    const HeldOut *held = scope->held;
    Tally *units = tally(scope, &scratch);
    Tally sum = total(units, NULL, held->lessons->n);
    Cell *row = table_row(table);
    row[COLUMN_THEME] = cell_text(keep, slice_of(code));
    row[COLUMN_THEME_NAME] = cell_text(keep, slice_of(name));
    row[COLUMN_N] = cell_count((int64_t)held->lessons->n);
    row[COLUMN_POSITIVE] = cell_count((int64_t)(sum.rules.hit + sum.rules.miss));
    put_scores(row, COLUMN_RULES_PRECISION, sum.rules);
    put_scores(row, COLUMN_PRECISION, sum.learned);
    Interval interval = interval_of(held, units, held->how.level);
    put_interval(row, difference_of(sum), interval);
    row[COLUMN_RESULT] = cell_text(keep, slice_of(reading_of(interval)));
    arena_release(&scratch);
}

static void add_sums(const HeldOut *held, const Verdict *verdicts, Table *table) {
    Arena scratch = {0};
    size_t n = held->lessons->themes.n, n_core = 0, n_offered = 0;
    bool *trained = ARENA_ARRAY(&scratch, bool, n);
    bool *core = ARENA_ARRAY(&scratch, bool, n);
    bool *all = ARENA_ARRAY(&scratch, bool, n);
    bool *offered = ARENA_ARRAY(&scratch, bool, n);
    for (size_t i = 0; i < n; i++) {
        trained[i] = is_trained(held, i);
        core[i] = trained[i] && is_core(&held->lessons->themes, i);
        all[i] = true;
        offered[i] = verdicts[i].offered;
        n_core += core[i];
        n_offered += offered[i];
    }
    if (count_trained(held))
        add_sum_row(&(Scope){held, trained, trained}, "*",
                    T("all trained themes", "全部已训练主题"), table);
    if (n_core)
        add_sum_row(&(Scope){held, core, core}, "*core",
                    T("core themes, trained", "其中核心主题"), table);
    if (n_offered)
        add_sum_row(
            &(Scope){held, all, offered}, "*applied",
            T("all themes, the model where it is offered", "全部主题（启用处用模型）"),
            table);
    arena_release(&scratch);
}

/* ---- Notes ---- */

static void note_measures(const HeldOut *held, Table *table) {
    const Lessons *lessons = held->lessons;
    Buf people = {0};
    for (size_t i = 0; i < lessons->n_people; i++)
        buf_format(&people, "%s%.*s", i ? T(", ", "、") : "",
                   SLICE_ARG(lessons->people[i]));
    table_note(table,
               T("%zu measures coded by %.*s; themes by %.*s (%.*s), codes as given.",
                 "%zu 条举措，编码员：%.*s；主题方案：%.*s（%.*s），按所编代码计。"),
               lessons->n, SLICE_ARG(buf_slice(&people)), SLICE_ARG(lessons->themes.name),
               SLICE_ARG(slice_sub(lessons->themes.hash, 0, 12)));
    buf_release(&people);
    if (lessons->n_coded_twice)
        table_note(table,
                   T("%zu measures were coded by several people: a theme counts as given "
                     "where more than half of them gave it.",
                     "%zu 条举措由多人编码：过半数编码员编入的主题才算编入。"),
                   lessons->n_coded_twice);
    if (lessons->lost)
        table_note(table,
                   T("%zu codings point at passages that are in no measure any more.",
                     "有 %zu 个人工编码所指的段落已不在任何举措中。"),
                   lessons->lost);
    if (lessons->unknown)
        table_note(
            table,
            T("%zu codes by people are not in the scheme in use and count as none.",
              "有 %zu 个人工编码不在当前主题方案中，视为无主题。"),
            lessons->unknown);
}

static void note_method(const HeldOut *held, Table *table) {
    const char *whole = held->by_plan ? T("plans", "份计划") : T("tasks", "个任务");
    const char *copies = held->by_plan ? ""
                                       : T("; copies of one sentence stay together",
                                           "；抄自同一句的举措在同一折");
    table_note(
        table,
        T("Model: held out. %zu folds of %zu whole %s with like shares of each theme (seed "
          "%llu%s); each measure is judged by a model that saw nothing of its fold. Cost, class "
          "weight and calibration (Platt) are chosen within the other folds; a theme is given at "
          "a probability of 1/2.",
          "模型成绩均为留出成绩：分为 %zu 折，由 %zu %s整体分配，各折主题比例相近（种子 %llu%s），判断每条"
          "举措的模型未见过其所在折；惩罚参数、类别权重与概率校准（Platt）只在其余各折内选定；概率达到 1/2 "
          "即编入。"),
        held->folds, held->lessons->n_groups, whole, (unsigned long long)held->how.seed,
        copies);
    table_note(
        table,
        T("difference: F1 of the model less that of the rules on the same measures; percentile "
          "bootstrap that resamples %s, %zu draws, seed %llu. The themes' intervals hold for all "
          "%zu trained themes together at %g %% (Bonferroni), those of the sums each alone.",
          "差：同一批举措上模型 F1 减规则 F1；百分位自助法，按整%s重抽样，%zu 次，种子 %llu。各主题的区间"
          "对 %zu 个已训练主题同时成立（%g%%，Bonferroni），合计行的区间单独成立。"),
        whole, held->how.draws, (unsigned long long)held->how.seed, count_trained(held),
        held->how.level * 100);
    table_note(
        table, "%s",
        T("Where the rules were written with these measures at hand their scores look too good, "
          "and those of the model, which looks at what the rules say, with them.",
          "若规则曾参照这些举措编写，规则的成绩会偏高；模型以规则的判断为依据之一，成绩也随之偏高。"));
    table_note(
        table, "%s",
        T("Probabilities are those of the mix of themes among the coded measures; a sample that "
          "favours rare themes makes them too high elsewhere.",
          "概率以已编码举措的主题构成为准；若抽样偏重少见主题，用于其他计划时会偏高。"));
}

static void note_verdict(const HeldOut *held, const Verdict *verdicts, Table *table) {
    size_t offered = 0;
    for (size_t i = 0; i < held->lessons->themes.n; i++)
        offered += verdicts[i].offered;
    const char *whole = held->by_plan ? T("plans", "份计划") : T("tasks", "个任务");
    table_note(
        table,
        T("Offered where the difference is above 0, its interval leaves out 0 and the "
          "theme stands in at least %d %s: %s.",
          "仅当差大于 0、区间不含 0 且主题见于至少 %d %s时启用：%s。"),
        HELDOUT_GROUPS_LEAST, whole,
        offered ? T("see the column result", "见“结论”列")
                : T("nowhere, so the rules remain", "没有这样的主题，仍用规则"));
    if (offered)
        table_note(
            table,
            T("Themes so offered: %zu. To code with it: plancmp code --coder model. The row "
              "\"*applied\" is chosen by the same measures and so looks too good.",
              "启用的主题共 %zu 个。编码：plancmp code --coder model。“启用处用模型”一行由同一批"
              "举措选出，成绩偏乐观。"),
            offered);
}

Table heldout_table(const HeldOut *held, const Verdict *verdicts, Arena *keep) {
    Table table = table_new(
        keep, "learn",
        slice_of(T("The learned coder against the rules", "学习模型与规则的比较")));
    add_columns(&table);
    add_sums(held, verdicts, &table);
    for (size_t theme = 0; theme < held->lessons->themes.n; theme++) {
        if (is_trained(held, theme))
            add_theme_row(held, &verdicts[theme], theme, &table);
    }
    for (size_t theme = 0; theme < held->lessons->themes.n; theme++) {
        if (!is_trained(held, theme))
            add_theme_row(held, &verdicts[theme], theme, &table);
    }
    note_measures(held, &table);
    note_method(held, &table);
    note_verdict(held, verdicts, &table);
    return table;
}
