/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "compare/agree.h"
#include "compare/corpus.h"
#include "stat/alpha.h"

enum {
    COLUMN_REFERENCE,
    COLUMN_CODER,
    COLUMN_THEME,
    COLUMN_THEME_NAME,
    COLUMN_DEPTH,
    COLUMN_N,
    COLUMN_BOTH,
    COLUMN_ONLY_REFERENCE,
    COLUMN_ONLY_CODER,
    COLUMN_NEITHER,
    COLUMN_PERCENT,
    COLUMN_KAPPA,
    COLUMN_ALPHA = COLUMN_KAPPA + 3, /* each with low and high behind it */
    COLUMN_PRECISION = COLUMN_ALPHA + 3,
    COLUMN_RECALL,
    COLUMN_F1
};

static void add_columns(Table *table) {
    const Column columns[] = {
        {"reference", T("reference", "参照"), COLUMN_TEXT, 0},
        {"coder", T("coder", "编码者"), COLUMN_TEXT, 0},
        {"theme", T("code", "代码"), COLUMN_TEXT, 0},
        {"theme_name", T("theme", "主题"), COLUMN_TEXT, 0},
        {"depth", T("depth", "层级"), COLUMN_COUNT, 0},
        {"n", T("n", "条数"), COLUMN_COUNT, 0},
        {"both", T("both", "均编入"), COLUMN_COUNT, 0},
        {"only_reference", T("only reference", "仅参照"), COLUMN_COUNT, 0},
        {"only_coder", T("only coder", "仅编码者"), COLUMN_COUNT, 0},
        {"neither", T("neither", "均未编入"), COLUMN_COUNT, 0},
        {"percent", T("agreement", "一致率"), COLUMN_SHARE, 1},
        {"kappa", "κ", COLUMN_REAL, 3},
        {"kappa_low", T("κ low", "κ 下限"), COLUMN_REAL, 3},
        {"kappa_high", T("κ high", "κ 上限"), COLUMN_REAL, 3},
        {"alpha", "α", COLUMN_REAL, 3},
        {"alpha_low", T("α low", "α 下限"), COLUMN_REAL, 3},
        {"alpha_high", T("α high", "α 上限"), COLUMN_REAL, 3},
        {"precision", T("precision", "精确率"), COLUMN_REAL, 3},
        {"recall", T("recall", "召回率"), COLUMN_REAL, 3},
        {"f1", "F1", COLUMN_REAL, 3},
        {"f1_low", T("F1 low", "F1 下限"), COLUMN_REAL, 3},
        {"f1_high", T("F1 high", "F1 上限"), COLUMN_REAL, 3},
    };
    table_columns(table, columns, sizeof columns / sizeof *columns);
}

/* Two coders and the units both have coded. */
typedef struct {
    const AgreeStudy *study;
    const AgreeCoder *reference, *coder;
    const size_t *units;
    size_t n;
    Resampling how;
} Pair;

static Pair pair_of(const AgreeStudy *study, size_t reference, size_t coder,
                    Resampling how, Arena *keep) {
    Pair pair = {.study = study,
                 .reference = &study->coders[reference],
                 .coder = &study->coders[coder],
                 .how = how};
    size_t *units = ARENA_ARRAY(keep, size_t, study->units.n);
    for (size_t i = 0; i < study->units.n; i++) {
        if (pair.reference->present[i] && pair.coder->present[i])
            units[pair.n++] = i;
    }
    pair.units = units;
    return pair;
}

/* ---- One theme ---- */

static int compare_ids(const void *left, const void *right) {
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* The measures where reference and coder say these things of the theme. */
static Cell count_units(const Pair *pair, size_t theme, bool reference, bool coder,
                        Arena *keep) {
    VEC(int64_t) ids = {0};
    for (size_t i = 0; i < pair->n; i++) {
        size_t unit = pair->units[i];
        if (agree_has(pair->study, pair->reference, unit, theme, true) == reference &&
            agree_has(pair->study, pair->coder, unit, theme, true) == coder)
            vec_push(&ids, pair->study->units.at[unit].id);
    }
    if (ids.n)
        qsort(ids.at, ids.n, sizeof *ids.at, compare_ids);
    Cell cell = cell_with(keep, cell_count((int64_t)ids.n), ids.at, ids.n);
    vec_release(&ids);
    return cell;
}

static void put_interval(Cell *row, int column, double value, Resampled resampled) {
    row[column] = cell_real(value);
    if (!isnan(value)) {
        row[column + 1] = cell_real(resampled.interval.lower);
        row[column + 2] = cell_real(resampled.interval.upper);
    }
}

static void put_measure(Cell *row, int column, Grid grid, AgreementMeasure measure,
                        Resampling how) {
    put_interval(row, column, agreement_measure(grid, measure),
                 agreement_bootstrap(grid, measure, how));
}

static void put_pair(const Pair *pair, Arena *keep, Cell *row) {
    row[COLUMN_REFERENCE] = cell_text(keep, pair->reference->name);
    row[COLUMN_CODER] = cell_text(keep, pair->coder->name);
    row[COLUMN_N] = cell_count((int64_t)pair->n);
}

static void put_theme(const AgreeStudy *study, size_t theme, Arena *keep, Cell *row) {
    const ThemeInfo *info = &study->themes.at[theme];
    row[COLUMN_THEME] = cell_text(keep, info->code);
    row[COLUMN_THEME_NAME] = cell_text(keep, theme_name(info));
    row[COLUMN_DEPTH] = cell_count(info->parent == UINT32_MAX ? 1 : 2);
}

/* No row when neither gave the theme. */
static void add_theme_row(const Pair *pair, size_t theme, Table *table) {
    Arena *keep = table->arena;
    Cell both = count_units(pair, theme, true, true, keep);
    Cell missed = count_units(pair, theme, true, false, keep);
    Cell added = count_units(pair, theme, false, true, keep);
    if (both.as.count + missed.as.count + added.as.count == 0)
        return;
    Cell *row = table_row(table);
    put_pair(pair, keep, row);
    put_theme(pair->study, theme, keep, row);
    row[COLUMN_BOTH] = both;
    row[COLUMN_ONLY_REFERENCE] = missed;
    row[COLUMN_ONLY_CODER] = added;
    row[COLUMN_NEITHER] = count_units(pair, theme, false, false, keep);
    const double cells[] = {(double)both.as.count, (double)missed.as.count,
                            (double)added.as.count, (double)row[COLUMN_NEITHER].as.count};
    Grid grid = {cells, 2, 2};
    row[COLUMN_PERCENT] = cell_real(agreement_measure(grid, MEASURE_PERCENT));
    put_measure(row, COLUMN_KAPPA, grid, MEASURE_KAPPA, pair->how);
    put_measure(row, COLUMN_ALPHA, grid, MEASURE_ALPHA, pair->how);
    if (!pair->coder->person) {
        row[COLUMN_PRECISION] = cell_real(agreement_measure(grid, MEASURE_PRECISION));
        row[COLUMN_RECALL] = cell_real(agreement_measure(grid, MEASURE_RECALL));
    }
    put_measure(row, COLUMN_F1, grid, MEASURE_F1, pair->how);
}

/* ---- All themes ---- */

/* Codes of one unit, as given. */
static Confusion unit_confusion(const Pair *pair, size_t unit) {
    Confusion counts = {0};
    size_t words = pair->study->words;
    for (size_t w = 0; w < words; w++) {
        uint64_t a = pair->reference->bits[unit * words + w];
        uint64_t b = pair->coder->bits[unit * words + w];
        counts.hit += __builtin_popcountll(a & b);
        counts.miss += __builtin_popcountll(a & ~b);
        counts.false_alarm += __builtin_popcountll(b & ~a);
    }
    counts.rejection =
        (double)pair->study->themes.n - counts.hit - counts.miss - counts.false_alarm;
    return counts;
}

static double micro_f1(const size_t *picked, size_t n, void *context) {
    const Confusion *units = context;
    double hit = 0, wrong = 0;
    for (size_t i = 0; i < n; i++) {
        hit += units[picked[i]].hit;
        wrong += units[picked[i]].miss + units[picked[i]].false_alarm;
    }
    return hit + wrong > 0 ? 2 * hit / (2 * hit + wrong) : NAN;
}

/* Some coders and the units to look at. */
typedef struct {
    const AgreeCoder *const *coders;
    size_t n_coders;
    const size_t *units;
    size_t n;
} Group;

/* Alpha of the sets of several coders; NaN where it is not defined. */
static Resampled set_alpha(const AgreeStudy *study, Group group, Resampling how,
                           double *alpha) {
    Arena scratch = {0};
    size_t words = study->words;
    uint64_t *bits = ARENA_ARRAY(&scratch, uint64_t, group.n_coders * group.n * words);
    bool *present = ARENA_ARRAY(&scratch, bool, group.n_coders *group.n);
    for (size_t i = 0; i < group.n_coders; i++) {
        const AgreeCoder *coder = group.coders[i];
        for (size_t u = 0; u < group.n; u++) {
            size_t at = i * group.n + u, unit = group.units[u];
            memcpy(bits + at * words, coder->bits + unit * words, words * sizeof *bits);
            present[at] = coder->present[unit];
        }
    }
    SetRatings ratings = {bits, present, group.n_coders, group.n, words};
    AlphaStudy sets = {0};
    Err ignored = {0};
    Resampled resampled = {NAN, NAN, {NAN, NAN}, 0};
    *alpha = NAN;
    if (alpha_study_sets(&scratch, ratings, SET_DISTANCE_MASI, &sets, &ignored)) {
        *alpha = alpha_of(&sets).alpha;
        resampled = alpha_bootstrap_units(&sets, how);
    }
    arena_release(&scratch);
    return resampled;
}

static void put_all_themes(Arena *keep, Cell *row) {
    row[COLUMN_THEME] = cell_text(keep, S("*"));
    row[COLUMN_THEME_NAME] = cell_text(keep, slice_of(T("all codes", "全部编码")));
    row[COLUMN_DEPTH] = cell_count(0);
}

static void add_overall_row(const Pair *pair, Table *table) {
    Arena *keep = table->arena;
    Arena scratch = {0};
    Confusion *units = ARENA_ARRAY(&scratch, Confusion, pair->n);
    Confusion sum = {0};
    size_t same = 0;
    for (size_t i = 0; i < pair->n; i++) {
        units[i] = unit_confusion(pair, pair->units[i]);
        sum.hit += units[i].hit;
        sum.miss += units[i].miss;
        sum.false_alarm += units[i].false_alarm;
        sum.rejection += units[i].rejection;
        same += units[i].miss + units[i].false_alarm == 0;
    }
    Cell *row = table_row(table);
    put_pair(pair, keep, row);
    put_all_themes(keep, row);
    row[COLUMN_BOTH] = cell_count((int64_t)sum.hit);
    row[COLUMN_ONLY_REFERENCE] = cell_count((int64_t)sum.miss);
    row[COLUMN_ONLY_CODER] = cell_count((int64_t)sum.false_alarm);
    row[COLUMN_NEITHER] = cell_count((int64_t)sum.rejection);
    row[COLUMN_PERCENT] = cell_real(pair->n ? (double)same / (double)pair->n : NAN);
    const AgreeCoder *two[] = {pair->reference, pair->coder};
    double alpha;
    Resampled resampled =
        set_alpha(pair->study, (Group){two, 2, pair->units, pair->n}, pair->how, &alpha);
    put_interval(row, COLUMN_ALPHA, alpha, resampled);
    Scores scores = scores_of(sum);
    if (!pair->coder->person) {
        row[COLUMN_PRECISION] = cell_real(scores.precision);
        row[COLUMN_RECALL] = cell_real(scores.recall);
    }
    put_interval(row, COLUMN_F1, scores.f1,
                 bootstrap_units(pair->n, pair->how, micro_f1, units));
    arena_release(&scratch);
}

/* ---- All people ---- */

static void add_people_theme(const AgreeStudy *study, Group people, size_t theme,
                             Resampling how, Table *table) {
    Arena scratch = {0};
    Arena *keep = table->arena;
    size_t given = 0;
    double *values = ARENA_ARRAY(&scratch, double, people.n_coders *people.n);
    for (size_t i = 0; i < people.n_coders; i++) {
        const AgreeCoder *coder = people.coders[i];
        for (size_t u = 0; u < people.n; u++) {
            bool has = agree_has(study, coder, people.units[u], theme, true);
            bool present = coder->present[people.units[u]];
            values[i * people.n + u] = present ? has : NAN;
            given += present && has;
        }
    }
    AlphaStudy alpha = {0};
    Err ignored = {0};
    Ratings ratings = {values, people.n_coders, people.n};
    if (given && alpha_study_values(&scratch, ratings, ALPHA_NOMINAL, &alpha, &ignored)) {
        Alpha result = alpha_of(&alpha);
        Cell *row = table_row(table);
        row[COLUMN_REFERENCE] = cell_text(keep, S("people"));
        put_theme(study, theme, keep, row);
        row[COLUMN_N] = cell_count((int64_t)result.units);
        put_interval(row, COLUMN_ALPHA, result.alpha, alpha_bootstrap_units(&alpha, how));
    }
    arena_release(&scratch);
}

/* The people, and the units that at least two of them have coded. */
static Group people_of(const AgreeStudy *study, Arena *keep) {
    const AgreeCoder **people = ARENA_ARRAY(keep, const AgreeCoder *, study->n_coders);
    size_t *units = ARENA_ARRAY(keep, size_t, study->units.n);
    Group group = {.coders = people, .units = units};
    for (size_t i = 0; i < study->n_coders; i++) {
        if (study->coders[i].person)
            people[group.n_coders++] = &study->coders[i];
    }
    for (size_t u = 0; u < study->units.n; u++) {
        size_t coded = 0;
        for (size_t i = 0; i < group.n_coders; i++)
            coded += people[i]->present[u];
        if (coded > 1)
            units[group.n++] = u;
    }
    return group;
}

static void add_people(const AgreeStudy *study, Resampling how, Table *table) {
    Arena scratch = {0};
    Group people = people_of(study, &scratch);
    if (people.n_coders > 2 && people.n) {
        double alpha;
        Resampled resampled = set_alpha(study, people, how, &alpha);
        Cell *row = table_row(table);
        row[COLUMN_REFERENCE] = cell_text(table->arena, S("people"));
        put_all_themes(table->arena, row);
        row[COLUMN_N] = cell_count((int64_t)people.n);
        put_interval(row, COLUMN_ALPHA, alpha, resampled);
        for (size_t theme = 0; theme < study->themes.n; theme++)
            add_people_theme(study, people, theme, how, table);
    }
    arena_release(&scratch);
}

/* ---- The Table ---- */

/* A machine is judged by each person; people are compared each with each. */
static bool is_pair(const AgreeStudy *study, size_t reference, size_t coder) {
    const AgreeCoder *a = &study->coders[reference], *b = &study->coders[coder];
    return a->person && (!b->person || reference < coder);
}

static void add_notes(const AgreeStudy *study, const AgreeOptions *options,
                      Table *table) {
    table_note(table,
               T("%zu measures coded by people; themes by %.*s (%.*s).",
                 "人工编码的举措共 %zu 条；主题方案：%.*s（%.*s）。"),
               study->units.n, SLICE_ARG(study->themes.name),
               SLICE_ARG(slice_sub(study->themes.hash, 0, 12)));
    table_note(
        table,
        T("low and high: percentile bootstrap at %g %% that resamples measures, %zu "
          "draws, seed %llu.",
          "下限、上限：%g%% 百分位自助法，对举措重抽样，%zu 次，种子 %llu。"),
        options->how.level * 100, options->how.draws,
        (unsigned long long)options->how.seed);
    table_note(
        table, "%s",
        T("Per theme: agreement, Cohen's κ and Krippendorff's nominal α of has/has not; a theme "
          "at the top is given where it or one below it is. F1 is of the codes given.",
          "各主题：按“有/无”计算一致率、Cohen κ 与 Krippendorff 名义 α；一级主题含其子主题。"));
    table_note(
        table, "%s",
        T("All codes: agreement is the share of measures with the same set of codes; α is of sets, "
          "distance MASI = 1 - Jaccard x monotonicity (Passonneau 2006); precision, recall and F1 "
          "are micro-averaged over the codes as given.",
          "全部编码：一致率为编码集合完全相同的举措占比；α 按集合计算，距离 MASI = 1 - Jaccard × "
          "单调性（Passonneau 2006）；精确率、召回率、F1 为按编码的微平均。"));
    table_note(
        table, "%s",
        T("κ and α are not defined where a code does not vary; κ is low for a rare "
          "theme even at high agreement.",
          "编码无变化时 κ 与 α 无定义；罕见主题即使一致率高 κ 也会偏低。"));
    for (size_t i = 0; i < study->n_coders; i++) {
        if (!study->coders[i].person && slice_equal(study->coders[i].name, S("model")))
            table_note(table, "%s",
                       T("The model has learned from people's codes: on measures it "
                         "learned from it agrees too well. Held out: plancmp learn.",
                         "模型学习自人工编码：在其学习过的举措上一致性偏高。留出检验见 "
                         "plancmp learn。"));
    }
    if (study->lost)
        table_note(table,
                   T("%zu codings by people point at passages that are in no measure any "
                     "more.",
                     "有 %zu 个人工编码所指的段落已不在任何举措中。"),
                   study->lost);
    if (study->unknown)
        table_note(
            table,
            T("%zu codes by people are not in the scheme in use and count as none.",
              "有 %zu 个人工编码不在当前主题方案中，视为无主题。"),
            study->unknown);
}

Table agree_table(const AgreeStudy *study, const AgreeOptions *options, Arena *keep) {
    Table table =
        table_new(keep, "agree", slice_of(T("Agreement of coders", "编码一致性")));
    add_columns(&table);
    for (size_t i = 0; i < study->n_coders; i++) {
        for (size_t k = 0; k < study->n_coders; k++) {
            if (!is_pair(study, i, k))
                continue;
            Arena scratch = {0};
            Pair pair = pair_of(study, i, k, options->how, &scratch);
            if (pair.n) {
                add_overall_row(&pair, &table);
                for (size_t theme = 0; theme < study->themes.n; theme++)
                    add_theme_row(&pair, theme, &table);
            } else {
                table_note(&table,
                           T("%.*s and %.*s have coded no measure in common.",
                             "%.*s 与 %.*s 没有共同编码的举措。"),
                           SLICE_ARG(pair.reference->name), SLICE_ARG(pair.coder->name));
            }
            arena_release(&scratch);
        }
    }
    add_people(study, options->how, &table);
    add_notes(study, options, &table);
    return table;
}

DisagreementList agree_disagreements(const AgreeStudy *study, Arena *keep) {
    VEC(Disagreement) rows = {0};
    size_t bytes = study->words * sizeof(uint64_t);
    for (size_t i = 0; i < study->n_coders; i++) {
        for (size_t k = 0; k < study->n_coders; k++) {
            const AgreeCoder *a = &study->coders[i], *b = &study->coders[k];
            for (size_t u = 0; is_pair(study, i, k) && u < study->units.n; u++) {
                if (a->present[u] && b->present[u] &&
                    memcmp(a->bits + u * study->words, b->bits + u * study->words,
                           bytes) != 0)
                    vec_push(&rows, (Disagreement){i, k, u});
            }
        }
    }
    Disagreement *at = ARENA_ARRAY(keep, Disagreement, rows.n);
    if (rows.n)
        memcpy(at, rows.at, rows.n * sizeof *at);
    DisagreementList list = {at, rows.n};
    vec_release(&rows);
    return list;
}
