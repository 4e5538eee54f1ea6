/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "compare/agree.h"
#include "compare/corrected.h"
#include "stat/correction.h"
#include "stat/interval.h"

enum {
    COLUMN_THEME,
    COLUMN_THEME_NAME,
    COLUMN_TOP,
    COLUMN_DEPTH,
    COLUMN_CORE,
    COLUMN_PLAN,
    COLUMN_PLAN_NAME,
    COLUMN_MEASURES,
    COLUMN_PLAN_MEASURES,
    COLUMN_SHARE_OF,
    COLUMN_LOW,
    COLUMN_HIGH,
    COLUMN_CORRECTED,
    COLUMN_CORRECTED_LOW,
    COLUMN_CORRECTED_HIGH,
    COLUMN_RIGHT,
    COLUMN_MISSED,
    COLUMN_SAMPLE_CODED,
    COLUMN_SAMPLE_OTHERS,
    COLUMN_STATE
};

static void add_columns(Table *table) {
    const Column columns[] = {
        {"theme", T("code", "代码"), COLUMN_TEXT, 0},
        {"theme_name", T("theme", "主题"), COLUMN_TEXT, 0},
        {"top", T("top", "一级"), COLUMN_COUNT, 0},
        {"depth", T("depth", "层级"), COLUMN_COUNT, 0},
        {"core", T("core", "核心"), COLUMN_COUNT, 0},
        {"plan", T("plan", "计划"), COLUMN_TEXT, 0},
        {"plan_name", T("plan name", "计划名称"), COLUMN_TEXT, 0},
        {"measures", T("measures", "举措数"), COLUMN_COUNT, 0},
        {"plan_measures", T("of", "举措总数"), COLUMN_COUNT, 0},
        {"share", T("share", "占比"), COLUMN_SHARE, 1},
        {"share_low", T("low", "下限"), COLUMN_SHARE, 1},
        {"share_high", T("high", "上限"), COLUMN_SHARE, 1},
        {"corrected", T("corrected", "校正占比"), COLUMN_SHARE, 1},
        {"corrected_low", T("corrected low", "校正下限"), COLUMN_SHARE, 1},
        {"corrected_high", T("corrected high", "校正上限"), COLUMN_SHARE, 1},
        {"right", T("codes right", "编入正确率"), COLUMN_SHARE, 1},
        {"missed", T("missed", "漏编率"), COLUMN_SHARE, 1},
        {"sample_coded", T("sample coded", "样本编入"), COLUMN_COUNT, 0},
        {"sample_others", T("sample others", "样本未编入"), COLUMN_COUNT, 0},
        {"state", T("state", "状态"), COLUMN_TEXT, 0},
    };
    table_columns(table, columns, sizeof columns / sizeof *columns);
}

/* ---- The person's sample ---- */

static bool choose_reference(Store *store, Slice *reference, Arena *keep, Err *err) {
    CoderList coders = {0};
    size_t people = 0;
    if (reference->n)
        return true;
    if (!store_coders(store, keep, &coders, err))
        return false;
    for (size_t i = 0; i < coders.n; i++) {
        if (!coders.at[i].person)
            continue;
        *reference = coders.at[i].name;
        people++;
    }
    if (people > 1)
        return err_set(err, "%s",
                       T("several people have coded: say by whose codes to correct "
                         "(--coder NAME)",
                         "有多位编码员，请用 --coder 指定以谁的编码校正"));
    return people ||
           err_set(err,
                   T("%s: no person has coded yet, so the rules' errors are not "
                     "known; see: plancmp help sample",
                     "%s：还没有人工编码，无法得知规则编码的误差；请看：plancmp help "
                     "sample"),
                   store_path(store));
}

typedef struct {
    AgreeStudy study;
    const AgreeCoder *person, *rules;
    size_t n; /* measures both have coded */
} Reference;

static bool load_reference(Store *store, Slice name, Arena *keep, Reference *reference,
                           Err *err) {
    Slice *names = ARENA_ARRAY(keep, Slice, 2);
    names[0] = name;
    names[1] = S("rules");
    AgreeOptions options = {.coders = {names, 2, 2}};
    if (!agree_load(store, &options, keep, &reference->study, err))
        return false;
    for (size_t i = 0; i < reference->study.n_coders; i++) {
        const AgreeCoder *coder = &reference->study.coders[i];
        if (coder->person)
            reference->person = coder;
        else
            reference->rules = coder;
    }
    if (!reference->person || !reference->rules)
        return err_set(err,
                       T("\"%.*s\" is no person: only people's codes can correct",
                         "“%.*s”不是人工编码员，不能用于校正"),
                       SLICE_ARG(name));
    for (size_t u = 0; u < reference->study.units.n; u++)
        reference->n += reference->person->present[u] && reference->rules->present[u];
    return reference->n >= CORRECTED_SAMPLE ||
           err_set(
               err,
               T("%.*s has coded %zu measures; a correction needs at least %d: plancmp "
                 "sample draws them",
                 "%.*s 只编码了 %zu 条举措，校正至少需要 %d 条；可用 plancmp sample 抽取"),
               SLICE_ARG(name), reference->n, CORRECTED_SAMPLE);
}

static Confusion confusion_of(const Reference *reference, size_t theme) {
    Confusion counts = {0};
    for (size_t u = 0; u < reference->study.units.n; u++) {
        if (!reference->person->present[u] || !reference->rules->present[u])
            continue;
        bool person = agree_has(&reference->study, reference->person, u, theme, true);
        bool rules = agree_has(&reference->study, reference->rules, u, theme, true);
        counts.hit += person && rules;
        counts.miss += person && !rules;
        counts.false_alarm += !person && rules;
        counts.rejection += !person && !rules;
    }
    return counts;
}

/* ---- Rows ---- */

static void put_measures(const Corpus *corpus, const CorpusPlan *plan, uint32_t theme,
                         double level, Arena *keep, Cell *row) {
    VEC(int64_t) ids = {0};
    for (size_t i = 0; i < plan->n; i++) {
        const CorpusMeasure *measure = &corpus->measures[plan->first + i];
        if (measure_has_theme(corpus, measure, theme))
            vec_push(&ids, measure->id);
    }
    double hits = (double)ids.n, n = (double)plan->n;
    Interval interval = share_wilson(hits, n, level);
    row[COLUMN_MEASURES] = cell_with(keep, cell_count((int64_t)ids.n), ids.at, ids.n);
    row[COLUMN_PLAN_MEASURES] = cell_count((int64_t)plan->n);
    row[COLUMN_SHARE_OF] =
        cell_with(keep, cell_real(n > 0 ? hits / n : NAN), ids.at, ids.n);
    row[COLUMN_LOW] = cell_real(interval.lower);
    row[COLUMN_HIGH] = cell_real(interval.upper);
    vec_release(&ids);
}

/* Whether the share could be corrected. */
static bool put_correction(Confusion sample, Resampling how, Cell *row) {
    double coded = sample.hit + sample.false_alarm;
    double others = sample.miss + sample.rejection;
    row[COLUMN_SAMPLE_CODED] = cell_count((int64_t)coded);
    row[COLUMN_SAMPLE_OTHERS] = cell_count((int64_t)others);
    row[COLUMN_RIGHT] = cell_real(sample.hit / coded);
    row[COLUMN_MISSED] = cell_real(sample.miss / others);
    if (coded < CORRECTED_CODED || others < CORRECTED_OTHERS)
        return false;
    CorrectedShare share = share_corrected((double)row[COLUMN_MEASURES].as.count,
                                           (double)row[COLUMN_PLAN_MEASURES].as.count,
                                           sample, CORRECTION_PREDICTIVE, how);
    row[COLUMN_CORRECTED] = cell_real(share.share);
    /* A rate of 0 or 1 in the sample is at the edge of what Jeffreys' prior draws. */
    row[COLUMN_CORRECTED_LOW] = cell_real(fmin(share.drawn.lower, share.share));
    row[COLUMN_CORRECTED_HIGH] = cell_real(fmax(share.drawn.upper, share.share));
    return share.state == CORRECTION_DONE;
}

static bool add_row(Table *table, const Corpus *corpus, const Reference *reference,
                    uint32_t theme, const CorpusPlan *plan, Resampling how) {
    Arena *keep = table->arena;
    const ThemeInfo *info = &corpus->themes[theme];
    bool top = info->parent == UINT32_MAX;
    Cell *row = table_row(table);
    row[COLUMN_THEME] = cell_text(keep, info->code);
    row[COLUMN_THEME_NAME] = cell_text(keep, theme_name(info));
    row[COLUMN_TOP] = cell_count(top);
    row[COLUMN_DEPTH] = cell_count(top ? 1 : 2);
    row[COLUMN_CORE] = cell_count(top && info->core);
    row[COLUMN_PLAN] = cell_text(keep, plan->slug);
    row[COLUMN_PLAN_NAME] = cell_text(keep, plan->label);
    put_measures(corpus, plan, theme, how.level, keep, row);
    bool corrected = put_correction(confusion_of(reference, theme), how, row);
    row[COLUMN_STATE] = cell_text(
        keep, slice_of(corrected ? T("corrected", "已校正") : T("too few", "样本过少")));
    return corrected;
}

static void add_notes(Table *table, const Corpus *corpus, const Reference *reference,
                      Resampling how) {
    table_note(
        table,
        T("%zu plans, %zu measures, coded with %.*s; corrected by the codes of %.*s on "
          "%zu measures.",
          "共 %zu 份计划、%zu 条举措；主题方案：%.*s；以 %.*s 的 %zu 条人工编码校正。"),
        corpus->n_plans, corpus->n_measures, SLICE_ARG(corpus->scheme),
        SLICE_ARG(reference->person->name), reference->n);
    table_note(
        table,
        T("corrected = share x codes right + (1 - share) x missed (Tenenbein 1970); its "
          "interval at %g %% carries the error of the plan's share and of the sample "
          "(%zu draws, seed %llu). low and high without correction: Wilson.",
          "校正占比 = 占比 × 编入正确率 +（1 - 占比）× 漏编率（Tenenbein 1970）；%g%% 区间同时"
          "包含计划占比与样本的误差（%zu 次抽取，种子 %llu）。未校正的区间为 Wilson 区间。"),
        how.level * 100, how.draws, (unsigned long long)how.seed);
    table_note(
        table, "%s",
        T("The two rates are pooled over the plans that were sampled and taken to be the "
          "same in each; the sample is taken to be drawn at even chance among measures "
          "with the same codes, as plancmp sample does.",
          "两个比率由各计划的样本合并估计，并假定各计划相同；样本须在相同机器编码的举措中"
          "等概率抽取（plancmp sample 即如此）。"));
    table_note(
        table,
        T("\"too few\": fewer than %d coded or %d other measures of the theme in the "
          "sample; not corrected.",
          "“样本过少”：样本中该主题编入不足 %d 条或未编入不足 %d 条，不予校正。"),
        CORRECTED_CODED, CORRECTED_OTHERS);
}

bool corrected_table(Store *store, const CorpusChoice *choice, Slice person,
                     Resampling how, Arena *keep, Table *table, Err *err) {
    Corpus corpus = {0};
    Reference reference = {0};
    CorpusChoice by_rules = *choice;
    by_rules.coder = (Slice){0};
    if (!choose_reference(store, &person, keep, err) ||
        !corpus_load(store, &by_rules, keep, &corpus, err) ||
        !load_reference(store, person, keep, &reference, err))
        return false;
    *table = table_new(
        keep, "coverage-corrected",
        slice_of(T("Coverage corrected for coding error", "校正编码误差后的主题覆盖")));
    add_columns(table);
    size_t corrected = 0;
    for (uint32_t theme = 0; theme < corpus.n_themes; theme++) {
        for (size_t i = 0; i < corpus.n_plans; i++) {
            if (corpus_shows_theme(choice, &corpus, theme))
                corrected +=
                    add_row(table, &corpus, &reference, theme, &corpus.plans[i], how);
        }
    }
    add_notes(table, &corpus, &reference, how);
    return corrected ||
           err_set(
               err,
               T("the sample of %.*s (%zu measures) is too small to correct any of these "
                 "themes: each needs %d measures that the rules coded and %d that they "
                 "did not",
                 "%.*s 的样本（%zu 条）不足以校正所选主题：每个主题需有规则编入的 %d 条与未"
                 "编入的 %d 条"),
               SLICE_ARG(person), reference.n, CORRECTED_CODED, CORRECTED_OTHERS);
}
