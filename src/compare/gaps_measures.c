/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <stdlib.h>

#include "compare/gaps_p.h"

#define MEASURE_COLUMNS(X)                                                               \
    X(PROMISE, "promise", T("no.", "序号"), COLUMN_COUNT, 0)                             \
    X(REFERENCE, "reference", T("reference", "参照计划"), COLUMN_TEXT, 0)                \
    X(REFERENCE_NAME, "reference_name", T("reference", "参照"), COLUMN_TEXT, 0)          \
    X(MEASURE, "measure", T("its measure", "参照举措序号"), COLUMN_COUNT, 0)             \
    X(LABEL, "label", T("measure of the reference", "参照举措"), COLUMN_TEXT, 0)         \
    X(WORDS, "text", T("measure of the reference", "参照举措"), COLUMN_TEXT, 0)          \
    X(THEMES, "themes", T("codes", "主题代码"), COLUMN_TEXT, 0)                          \
    X(PLAN, "plan", T("plan", "计划"), COLUMN_TEXT, 0)                                   \
    X(PLAN_NAME, "plan_name", T("plan name", "计划名称"), COLUMN_TEXT, 0)                \
    X(STATUS, "status", T("status code", "状态代码"), COLUMN_TEXT, 0)                    \
    X(STATUS_NAME, "status_name", T("status", "状态"), COLUMN_TEXT, 0)                   \
    X(REASON, "reason", T("why", "缘由"), COLUMN_TEXT, 0)                                \
    X(READING, "reading", T("reading", "解读"), COLUMN_TEXT, 0)                          \
    X(SIMILARITY, "similarity", T("alike", "相似度"), COLUMN_REAL, 2)                    \
    X(NEAREST, "nearest", T("nearest measure", "最近举措序号"), COLUMN_COUNT, 0)         \
    X(NEAREST_WORDS, "nearest_text", T("nearest in the plan", "本计划中最相近的举措"),   \
      COLUMN_TEXT, 0)                                                                    \
    X(TARGETS, "targets", T("targets", "参照目标数"), COLUMN_COUNT, 0)                   \
    X(DUTIES, "duties", T("owners", "参照责任数"), COLUMN_COUNT, 0)                      \
    X(NEAREST_TARGETS, "nearest_targets", T("targets of the nearest", "目标数"),         \
      COLUMN_COUNT, 0)                                                                   \
    X(NEAREST_DUTIES, "nearest_duties", T("owners of the nearest", "责任数"),            \
      COLUMN_COUNT, 0)                                                                   \
    X(RELATED_ONLY, "related_only", T("only the same matter", "仅事项相近"),             \
      COLUMN_COUNT, 0)                                                                   \
    X(LOWER, "lower", T("lower number", "数值降低"), COLUMN_COUNT, 0)                    \
    X(SOFTER, "softer", T("softer word", "力度减弱"), COLUMN_COUNT, 0)                   \
    X(NO_TARGET, "no_target", T("no target", "无目标"), COLUMN_COUNT, 0)                 \
    X(NO_OWNER, "no_owner", T("no owner", "无责任"), COLUMN_COUNT, 0)                    \
    X(PLANS, "plans", T("plans with it", "涉及计划数"), COLUMN_COUNT, 0)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    MEASURE_COLUMNS(X)
#undef X
        COLUMNS
};

/* A measure of the reference, and what is nearest to it in each plan of the corpus. */
typedef struct {
    uint32_t measure;
    size_t plans; /* that have it, its own among them */
    double near;  /* sum of the similarities to those */
    Nearest *nearest;
} Promise;
typedef VEC(Promise) Promises;

typedef struct {
    const GapsQuestion *question;
    const Corpus *corpus;
    GapPlans plans;
    bool *names_owners; /* a plan each */
    GapCounts *counts;
    size_t *verbatim; /* of those a plan has, nearly in the same words */
    Table *table;
} Making;

/* ---- Promises ---- */

/* Those of one plan that are shown. */
static void list_promises(const GapsQuestion *question, const NearestIndex *index,
                          uint32_t reference, Arena *keep, Promises *promises) {
    Arena scratch = {0};
    const Corpus *corpus = question->corpus;
    const CorpusPlan *info = &corpus->plans[reference];
    size_t begin = promises->n;
    NearestPlan ready = nearest_plan(index, reference, &scratch);
    Nearest *found = ARENA_ARRAY(&scratch, Nearest, info->n);
    for (size_t i = info->first; i < info->first + info->n; i++) {
        if (!gap_measure_shown(question, &corpus->measures[i]))
            continue;
        Nearest *nearest = ARENA_ARRAY(keep, Nearest, corpus->n_plans);
        nearest[reference] = (Nearest){(uint32_t)i, 1};
        vec_push(promises, (Promise){(uint32_t)i, 1, 0, nearest});
    }
    for (uint32_t plan = 0; plan < corpus->n_plans; plan++) {
        if (plan == reference)
            continue;
        nearest_find(&ready, plan, found);
        for (size_t i = begin; i < promises->n; i++) {
            Promise *promise = &promises->at[i];
            Nearest nearest = found[promise->measure - info->first];
            promise->nearest[plan] = nearest;
            if (nearest.similarity >= NEAREST_REWORDED) {
                promise->plans++;
                promise->near += nearest.similarity;
            }
        }
    }
    arena_release(&scratch);
}

static int widest_first(const void *a, const void *b) {
    const Promise *x = a, *y = b;
    if (x->plans != y->plans)
        return x->plans > y->plans ? -1 : 1;
    if (x->near < y->near || x->near > y->near)
        return x->near > y->near ? -1 : 1;
    return (x->measure > y->measure) - (x->measure < y->measure);
}

/* Whether a promise is that of a measure which was taken, or was taken as another's
 * counterpart. */
static bool is_told(const Corpus *corpus, const Promise *promise, const bool *taken,
                    const bool *covered) {
    if (covered[promise->measure])
        return true;
    for (size_t plan = 0; plan < corpus->n_plans; plan++) {
        const Nearest *nearest = &promise->nearest[plan];
        if (nearest->similarity >= NEAREST_REWORDED && taken[nearest->measure])
            return true;
    }
    return false;
}

/* Leaves each promise once, and only those that two plans share. */
static void leave_shared(const Corpus *corpus, Promises *promises) {
    Arena scratch = {0};
    bool *taken = ARENA_ARRAY(&scratch, bool, corpus->n_measures);
    bool *covered = ARENA_ARRAY(&scratch, bool, corpus->n_measures);
    size_t n = 0;
    if (promises->n)
        qsort(promises->at, promises->n, sizeof *promises->at, widest_first);
    for (size_t i = 0; i < promises->n && promises->at[i].plans >= 2; i++) {
        Promise promise = promises->at[i];
        if (is_told(corpus, &promise, taken, covered))
            continue;
        taken[promise.measure] = true;
        for (size_t plan = 0; plan < corpus->n_plans; plan++) {
            if (promise.nearest[plan].similarity >= NEAREST_REWORDED)
                covered[promise.nearest[plan].measure] = true;
        }
        promises->at[n++] = promise;
    }
    promises->n = n;
    arena_release(&scratch);
}

static void find_promises(const GapsQuestion *question, Arena *keep, Promises *promises) {
    Arena scratch = {0};
    const Corpus *corpus = question->corpus;
    bool all = question->reference == GAPS_UNION;
    NearestIndex index = nearest_build(corpus, question->texts, &scratch);
    for (uint32_t plan = 0; plan < corpus->n_plans; plan++) {
        if (all || plan == question->reference)
            list_promises(question, &index, plan, keep, promises);
    }
    arena_release(&scratch);
    if (all)
        leave_shared(corpus, promises);
}

/* ---- Rows ---- */

/* What stands before the columns of several plans: its number, or in how many plans it
 * is. */
static Cell label_of(const Making *making, const Promise *promise) {
    Arena *keep = making->table->arena;
    const CorpusMeasure *measure = &making->corpus->measures[promise->measure];
    Slice words = making->question->texts[promise->measure];
    Slice label =
        making->question->reference == GAPS_UNION
            ? arena_format(keep, T("%zu plans: %.*s", "%zu 份：%.*s"), promise->plans,
                           SLICE_ARG(words))
            : arena_format(keep, "%u. %.*s", measure->position, SLICE_ARG(words));
    return cell_with(keep, (Cell){.type = CELL_TEXT, .as.text = label}, &measure->id, 1);
}

static GapStatus status_of(NearestKind kind, const Cell *row) {
    if (kind == NEAREST_IS_NONE)
        return GAP_ABSENT;
    if (kind == NEAREST_IS_RELATED || row[COLUMN_LOWER].as.count ||
        row[COLUMN_SOFTER].as.count)
        return GAP_WEAKER;
    if (row[COLUMN_NO_TARGET].as.count)
        return GAP_NO_TARGET;
    return row[COLUMN_NO_OWNER].as.count ? GAP_NO_OWNER : GAP_PRESENT;
}

static Cell reason_of(const Cell *row, Slice lowered, Arena *keep) {
    static const struct {
        int column;
        const char *en, *zh;
    } reasons[] = {{COLUMN_RELATED_ONLY, "same matter", "仅事项相近"},
                   {COLUMN_LOWER, "lower", "数值降低"},
                   {COLUMN_SOFTER, "softer", "力度减弱"},
                   {COLUMN_NO_TARGET, "no target", "无目标"},
                   {COLUMN_NO_OWNER, "no owner", "无责任"}};
    Buf words = {0};
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (!row[reasons[i].column].as.count)
            continue;
        buf_format(&words, "%s%s", words.n ? T(", ", "、") : "",
                   T(reasons[i].en, reasons[i].zh));
        if (reasons[i].column == COLUMN_LOWER)
            buf_format(&words, T(" (%.*s)", "（%.*s）"), SLICE_ARG(lowered));
    }
    Cell reason = words.n ? cell_text(keep, buf_slice(&words)) : (Cell){0};
    buf_release(&words);
    return reason;
}

/* Whether two plans are of one place, so that their numbers can be compared. */
static bool are_of_one_place(const CorpusPlan *a, const CorpusPlan *b) {
    return a->region.n && slice_equal(a->region, b->region) &&
           slice_equal(a->level, b->level);
}

/* The cells that all plans share. */
static void add_promise(const Making *making, size_t number, const Promise *promise,
                        Cell *row) {
    const CorpusMeasure *measure = &making->corpus->measures[promise->measure];
    const CorpusPlan *plan = &making->corpus->plans[measure->plan];
    Arena *keep = making->table->arena;
    row[COLUMN_PROMISE] = cell_count((int64_t)number + 1);
    row[COLUMN_REFERENCE] = cell_text(keep, plan->slug);
    row[COLUMN_REFERENCE_NAME] = cell_text(keep, plan->label);
    row[COLUMN_MEASURE] = cell_count(measure->position);
    row[COLUMN_WORDS] = gap_words(making->question, promise->measure, keep);
    row[COLUMN_LABEL] = label_of(making, promise);
    row[COLUMN_THEMES] = cell_text(keep, gap_theme_codes(making->corpus, measure, keep));
    row[COLUMN_TARGETS] = cell_count(measure->targets);
    row[COLUMN_DUTIES] = cell_count(measure->duties);
    row[COLUMN_PLANS] = cell_count((int64_t)promise->plans);
}

/* How the nearest measure falls short of the promise. */
static void add_shortcomings(const Making *making, const Promise *promise, uint32_t plan,
                             Cell *row) {
    const Corpus *corpus = making->corpus;
    const MeasureTargets *targets = making->question->targets;
    uint32_t nearest = promise->nearest[plan].measure;
    const CorpusMeasure *own = &corpus->measures[promise->measure];
    const CorpusMeasure *other = &corpus->measures[nearest];
    NearestKind kind = nearest_kind(promise->nearest[plan].similarity);
    bool same = kind >= NEAREST_IS_REWORDED;
    Lowered lowered = {0};
    if (same && targets)
        lowered = targets_lowered(
            &targets[promise->measure], &targets[nearest],
            are_of_one_place(&corpus->plans[own->plan], &corpus->plans[plan]),
            making->table->arena);
    row[COLUMN_RELATED_ONLY] = cell_count(kind == NEAREST_IS_RELATED);
    row[COLUMN_LOWER] = cell_count(lowered.lower);
    row[COLUMN_SOFTER] = cell_count(lowered.softer);
    row[COLUMN_NO_TARGET] = cell_count(same && own->targets && !other->targets);
    row[COLUMN_NO_OWNER] =
        cell_count(same && own->duties && !other->duties && making->names_owners[plan]);
    row[COLUMN_REASON] = reason_of(row, lowered.words, making->table->arena);
}

static void add_nearest(const Making *making, const Promise *promise, uint32_t plan,
                        Cell *row) {
    const Nearest *nearest = &promise->nearest[plan];
    Arena *keep = making->table->arena;
    if (nearest->measure == NO_MEASURE)
        return;
    const CorpusMeasure *other = &making->corpus->measures[nearest->measure];
    row[COLUMN_NEAREST] = cell_count(other->position);
    row[COLUMN_NEAREST_WORDS] = gap_words(making->question, nearest->measure, keep);
    row[COLUMN_NEAREST_TARGETS] = cell_count(other->targets);
    row[COLUMN_NEAREST_DUTIES] = cell_count(other->duties);
    add_shortcomings(making, promise, plan, row);
}

static void add_row(const Making *making, const Promise *promise, const Cell *reference,
                    uint32_t plan) {
    Arena *keep = making->table->arena;
    const CorpusPlan *info = &making->corpus->plans[plan];
    const Nearest *nearest = &promise->nearest[plan];
    NearestKind kind = nearest_kind(nearest->similarity);
    Cell *row = table_row(making->table);
    memcpy(row, reference, COLUMNS * sizeof *row);
    add_nearest(making, promise, plan, row);
    GapStatus status = status_of(kind, row);
    Cell reading = cell_text(
        keep, arena_format(keep, "%s %.2f", gap_name(status), nearest->similarity));
    if (nearest->measure != NO_MEASURE)
        reading =
            cell_with(keep, reading, &making->corpus->measures[nearest->measure].id, 1);
    row[COLUMN_PLAN] = cell_text(keep, info->slug);
    row[COLUMN_PLAN_NAME] = cell_text(keep, info->label);
    row[COLUMN_STATUS] = cell_text(keep, slice_of(gap_key(status)));
    row[COLUMN_STATUS_NAME] = cell_text(keep, slice_of(gap_name(status)));
    row[COLUMN_READING] = reading;
    row[COLUMN_SIMILARITY] = cell_real(nearest->similarity);
    making->counts[plan].n[status]++;
    making->verbatim[plan] += kind == NEAREST_IS_SAME;
}

/* ---- Notes ---- */

static void note_plan(const Making *making, uint32_t plan, size_t of) {
    Arena *keep = making->table->arena;
    const CorpusPlan *info = &making->corpus->plans[plan];
    Slice counts = gap_counts_words(&making->counts[plan], keep);
    if (info->n == 0)
        table_note(making->table, T("%.*s has no measures.", "%.*s 没有举措。"),
                   SLICE_ARG(info->label));
    else
        table_note(making->table,
                   T("%.*s, of %zu measures: %.*s; %zu nearly in the same words.",
                     "%.*s，%zu 条参照举措中：%.*s；其中 %zu 条几乎同文。"),
                   SLICE_ARG(info->label), of, SLICE_ARG(counts), making->verbatim[plan]);
}

static void add_notes(const Making *making, const Promises *promises) {
    Table *table = making->table;
    bool all = making->question->reference == GAPS_UNION;
    gaps_note_reference(table, making->question);
    if (all)
        table_note(table,
                   T("%zu promises that at least two plans share, each in the words of "
                     "one of them.",
                     "至少两份计划共有的举措 %zu 项，各以其中一份计划的原句为代表。"),
                   promises->n);
    for (size_t i = 0; i < making->plans.n && making->plans.n <= GAPS_PLANS_NOTED; i++)
        note_plan(making, making->plans.at[i], promises->n);
    table_note(
        table, "%s",
        T("Weaker: the nearest sentence is only about the same matter, or it asks for "
          "less: a lower number, or the same with \"strive\" or \"explore\". Shares and "
          "what is asked for per period are compared everywhere, other numbers only "
          "between plans of the same place. No target, no owner: the same promise "
          "without the reference's number or unit.",
          "“偏弱”：最相近的句子只是同一事项，或要求降低（数值更低，或改为力争、探索）。百分比和按期计的数"
          "（如每天 1 小时）在各地间比较，其余数字只在同一地区的计划之间比较。"
          "“无目标”“无责任”：举措相同，但没有参照的数字或责任单位。"));
    gaps_note_ownerless(table, making->question, &making->plans);
    gaps_note_asked(table, making->question);
    gaps_note_similarity(table);
}

static void add_columns(Table *table) {
    const Column columns[] = {
#define X(name, key, heading, type, digits) {key, heading, type, digits},
        MEASURE_COLUMNS(X)
#undef X
    };
    table_columns(table, columns, sizeof columns / sizeof *columns);
}

static bool check_size(const GapsQuestion *question, Err *err) {
    if (question->reference != GAPS_UNION || question->corpus->n_plans <= GAPS_UNION_MOST)
        return true;
    return err_set(
        err,
        T("all measures of %zu plans are too many to compare one by one (at "
          "most %d plans); name fewer, or one plan as the reference",
          "%zu 份计划的举措过多，无法两两比对（最多 %d 份）；请减少计划数，或指定一份计划作参照"),
        question->corpus->n_plans, GAPS_UNION_MOST);
}

bool gaps_measures(const GapsQuestion *question, Arena *keep, Table *table, Err *err) {
    if (!gaps_check(question, err) || !check_size(question, err))
        return false;
    Arena scratch = {0};
    Promises promises = {0};
    const Corpus *corpus = question->corpus;
    Making making = {.question = question, .corpus = corpus, .table = table};
    making.plans = gap_plans(question, &scratch);
    making.counts = ARENA_ARRAY(&scratch, GapCounts, corpus->n_plans);
    making.verbatim = ARENA_ARRAY(&scratch, size_t, corpus->n_plans);
    making.names_owners = ARENA_ARRAY(&scratch, bool, corpus->n_plans);
    for (uint32_t plan = 0; plan < corpus->n_plans; plan++)
        making.names_owners[plan] = plan_names_owners(corpus, plan);
    *table = table_new(keep, "gaps-measures",
                       slice_of(T("What plans have of the reference, measure by measure",
                                  "对照参照，各计划逐条举措的有无与强弱")));
    add_columns(table);
    find_promises(question, &scratch, &promises);
    for (size_t i = 0; i < promises.n; i++) {
        Cell reference[COLUMNS] = {0};
        add_promise(&making, i, &promises.at[i], reference);
        for (size_t p = 0; p < making.plans.n; p++)
            add_row(&making, &promises.at[i], reference, making.plans.at[p]);
    }
    add_notes(&making, &promises);
    vec_release(&promises);
    arena_release(&scratch);
    return true;
}
