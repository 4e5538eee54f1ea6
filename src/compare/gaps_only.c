/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <stdlib.h>

#include "compare/gaps_p.h"
#include "compare/tally.h"

#define ONLY_COLUMNS(X)                                                                  \
    X(RANK, "rank", T("no.", "序号"), COLUMN_COUNT, 0)                                   \
    X(KIND, "kind", T("kind code", "类别代码"), COLUMN_TEXT, 0)                          \
    X(KIND_NAME, "kind_name", T("what", "类别"), COLUMN_TEXT, 0)                         \
    X(WORDS, "text", T("only in this plan", "仅见于本计划"), COLUMN_TEXT, 0)             \
    X(THEMES, "themes", T("codes", "主题代码"), COLUMN_TEXT, 0)                          \
    X(MEASURE, "measure", T("measure", "举措序号"), COLUMN_COUNT, 0)                     \
    X(MEASURES, "measures", T("measures", "举措数"), COLUMN_COUNT, 0)                    \
    X(TARGETS, "targets", T("targets", "目标"), COLUMN_COUNT, 0)                         \
    X(DEADLINES, "deadlines", T("deadlines", "时限"), COLUMN_COUNT, 0)                   \
    X(DUTIES, "duties", T("owners", "责任"), COLUMN_COUNT, 0)                            \
    X(CONCRETE, "concrete", T("concrete", "具体程度"), COLUMN_COUNT, 0)                  \
    X(SIMILARITY, "similarity", T("alike", "相似度"), COLUMN_REAL, 2)                    \
    X(NEAREST_PLAN, "nearest_plan", T("nearest plan", "最相近计划"), COLUMN_TEXT, 0)     \
    X(NEAREST_PLAN_NAME, "nearest_plan_name", T("nearest in", "最相近者见于"),           \
      COLUMN_TEXT, 0)                                                                    \
    X(NEAREST_WORDS, "nearest_text", T("nearest elsewhere", "他处最相近的举措"),         \
      COLUMN_TEXT, 0)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    ONLY_COLUMNS(X)
#undef X
};

/* A measure with what is nearest to it in any other plan. */
typedef struct {
    const CorpusMeasure *measure;
    uint32_t index;
    Nearest nearest;
} Candidate;
typedef VEC(Candidate) Candidates;

typedef struct {
    const GapsQuestion *question;
    const Corpus *corpus;
    const CorpusPlan *plan;
    bool *other;            /* plans held against it */
    size_t n_others, n_own; /* and its own of other years, left out */
    Table *table;
} Making;

/* A plan of the same place is none of the others unless it was named. */
static void choose_others(Making *making, Arena *keep) {
    const Corpus *corpus = making->corpus;
    making->other = ARENA_ARRAY(keep, bool, corpus->n_plans);
    for (uint32_t i = 0; i < corpus->n_plans; i++) {
        const CorpusPlan *other = &corpus->plans[i];
        bool own = corpus->n_asked == 0 && other->region.n &&
                   slice_equal(other->region, making->plan->region) &&
                   slice_equal(other->level, making->plan->level);
        making->other[i] = i != making->question->reference && !own;
        making->n_others += making->other[i];
        making->n_own += own && i != making->question->reference;
    }
}

/* ---- Measures ---- */

static void find_nearest(const Making *making, Nearest *best) {
    Arena scratch = {0};
    const Corpus *corpus = making->corpus;
    size_t n = making->plan->n;
    NearestIndex index = nearest_build(corpus, making->question->texts, &scratch);
    NearestPlan ready = nearest_plan(&index, making->question->reference, &scratch);
    Nearest *found = ARENA_ARRAY(&scratch, Nearest, n);
    for (size_t i = 0; i < n; i++)
        best[i] = (Nearest){NO_MEASURE, 0};
    for (uint32_t plan = 0; plan < corpus->n_plans; plan++) {
        if (!making->other[plan])
            continue;
        nearest_find(&ready, plan, found);
        for (size_t i = 0; i < n; i++) {
            if (found[i].similarity > best[i].similarity)
                best[i] = found[i];
        }
    }
    arena_release(&scratch);
}

static int concreteness(const CorpusMeasure *measure) {
    return (measure->targets > 0) + (measure->deadlines > 0) + (measure->duties > 0);
}

static int weight_of_facts(const CorpusMeasure *measure) {
    return 4 * (measure->targets > 0) + 2 * (measure->deadlines > 0) +
           (measure->duties > 0);
}

static int most_concrete_first(const void *a, const void *b) {
    const Candidate *x = a, *y = b;
    int concrete = concreteness(y->measure) - concreteness(x->measure);
    int facts = weight_of_facts(y->measure) - weight_of_facts(x->measure);
    if (concrete || facts)
        return concrete ? concrete : facts;
    double one = x->nearest.similarity, two = y->nearest.similarity;
    if (one < two || one > two)
        return one < two ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static void add_measure(const Making *making, const Candidate *candidate) {
    Arena *keep = making->table->arena;
    const Corpus *corpus = making->corpus;
    const CorpusMeasure *measure = candidate->measure;
    Cell *row = table_row(making->table);
    row[COLUMN_RANK] = cell_count((int64_t)table_rows(making->table));
    row[COLUMN_KIND] = cell_text(keep, S("measure"));
    row[COLUMN_KIND_NAME] = cell_text(keep, slice_of(T("measure", "举措")));
    row[COLUMN_WORDS] = gap_words(making->question, candidate->index, keep);
    row[COLUMN_THEMES] = cell_text(keep, gap_theme_codes(corpus, measure, keep));
    row[COLUMN_MEASURE] = cell_count(measure->position);
    row[COLUMN_MEASURES] = cell_with(keep, cell_count(1), &measure->id, 1);
    row[COLUMN_TARGETS] = cell_count(measure->targets);
    row[COLUMN_DEADLINES] = cell_count(measure->deadlines);
    row[COLUMN_DUTIES] = cell_count(measure->duties);
    row[COLUMN_CONCRETE] = cell_count(concreteness(measure));
    row[COLUMN_SIMILARITY] = cell_real(candidate->nearest.similarity);
    if (candidate->nearest.measure == NO_MEASURE)
        return;
    const CorpusMeasure *nearest = &corpus->measures[candidate->nearest.measure];
    row[COLUMN_NEAREST_PLAN] = cell_text(keep, corpus->plans[nearest->plan].slug);
    row[COLUMN_NEAREST_PLAN_NAME] = cell_text(keep, corpus->plans[nearest->plan].label);
    row[COLUMN_NEAREST_WORDS] =
        gap_words(making->question, candidate->nearest.measure, keep);
}

static void add_measures(const Making *making, Arena *scratch) {
    Nearest *best = ARENA_ARRAY(scratch, Nearest, making->plan->n);
    Candidates alone = {0};
    size_t shown = 0;
    find_nearest(making, best);
    for (size_t i = 0; i < making->plan->n; i++) {
        size_t index = making->plan->first + i;
        const CorpusMeasure *measure = &making->corpus->measures[index];
        if (!gap_measure_shown(making->question, measure))
            continue;
        shown++;
        if (nearest_kind(best[i].similarity) == NEAREST_IS_NONE)
            vec_push(&alone, (Candidate){measure, (uint32_t)index, best[i]});
    }
    if (alone.n)
        qsort(alone.at, alone.n, sizeof *alone.at, most_concrete_first);
    for (size_t i = 0; i < alone.n; i++)
        add_measure(making, &alone.at[i]);
    table_note(making->table,
               T("%zu of %zu measures have nothing related in %zu other plans.",
                 "%zu 条举措（共 %zu 条）在其余 %zu 份计划中没有相近者。"),
               alone.n, shown, making->n_others);
    vec_release(&alone);
}

/* ---- Themes ---- */

static bool others_have(const Making *making, uint32_t theme) {
    const Corpus *corpus = making->corpus;
    for (size_t i = 0; i < corpus->n_measures; i++) {
        const CorpusMeasure *measure = &corpus->measures[i];
        if (making->other[measure->plan] && measure_has_theme(corpus, measure, theme))
            return true;
    }
    return false;
}

static void add_theme(const Making *making, uint32_t theme) {
    Arena *keep = making->table->arena;
    const Corpus *corpus = making->corpus;
    VEC(int64_t) ids = {0};
    bool top = theme_is_top(corpus, theme);
    int64_t facts[3] = {0};
    for (size_t i = 0; i < making->plan->n; i++) {
        const CorpusMeasure *measure = &corpus->measures[making->plan->first + i];
        if (!measure_has_theme(corpus, measure, theme))
            continue;
        vec_push(&ids, measure->id);
        facts[0] += measure->targets > 0;
        facts[1] += measure->deadlines > 0;
        facts[2] += measure->duties > 0;
    }
    if (ids.n && !others_have(making, theme)) {
        Cell *row = table_row(making->table);
        row[COLUMN_RANK] = cell_count((int64_t)table_rows(making->table));
        row[COLUMN_KIND] = cell_text(keep, top ? S("theme") : S("subtheme"));
        row[COLUMN_KIND_NAME] =
            cell_text(keep, slice_of(top ? T("theme", "主题") : T("subtheme", "子主题")));
        row[COLUMN_WORDS] = cell_with(
            keep, cell_text(keep, tally_theme_name(corpus, theme)), ids.at, ids.n);
        row[COLUMN_THEMES] = cell_text(keep, tally_theme_code(corpus, theme));
        row[COLUMN_MEASURES] = cell_with(keep, cell_count((int64_t)ids.n), ids.at, ids.n);
        for (size_t i = 0; i < 3; i++)
            row[COLUMN_TARGETS + i] = cell_count(facts[i]);
    }
    vec_release(&ids);
}

static void add_columns(Table *table) {
    const Column columns[] = {
#define X(name, key, heading, type, digits) {key, heading, type, digits},
        ONLY_COLUMNS(X)
#undef X
    };
    table_columns(table, columns, sizeof columns / sizeof *columns);
}

static void add_notes(const Making *making) {
    Table *table = making->table;
    table_note(
        table,
        T("%.*s: %zu measures, coded with %.*s.", "%.*s：%zu 条举措；主题方案：%.*s。"),
        SLICE_ARG(making->plan->label), making->plan->n,
        SLICE_ARG(making->corpus->scheme));
    if (making->n_own)
        table_note(table,
                   T("%zu plans of the same place do not count as others unless named.",
                     "同一地区的 %zu 份计划不算其他计划（除非点名列入）。"),
                   making->n_own);
}

bool gaps_only(const GapsQuestion *question, Arena *keep, Table *table, Err *err) {
    const Corpus *corpus = question->corpus;
    if (question->reference == GAPS_UNION)
        BUG("what one plan alone has needs a plan");
    if (!gaps_check(question, err))
        return false;
    Arena scratch = {0};
    Making making = {.question = question,
                     .corpus = corpus,
                     .plan = &corpus->plans[question->reference],
                     .table = table};
    choose_others(&making, &scratch);
    if (making.n_others == 0) {
        arena_release(&scratch);
        return err_set(err,
                       T("all other plans are of the same place as %.*s; name those it "
                         "is to be held against",
                         "其余计划都与 %.*s 同属一地；请点名列出要对照的计划"),
                       SLICE_ARG(making.plan->slug));
    }
    *table = table_new(
        keep, "gaps-only",
        arena_format(keep, T("What only %.*s promises", "仅见于%.*s的主题与举措"),
                     SLICE_ARG(making.plan->label)));
    add_columns(table);
    add_notes(&making);
    for (uint32_t theme = 0; theme < corpus->n_themes; theme++) {
        if (corpus_shows_theme(question->choice, corpus, theme))
            add_theme(&making, theme);
    }
    add_measures(&making, &scratch);
    table_note(table, "%s",
               T("Themes first, then measures: those with a target, a deadline and an "
                 "owner before those with fewer of them.",
                 "先列主题，再列举措；有目标、时限、责任单位者在前。"));
    gaps_note_asked(table, question);
    gaps_note_similarity(table);
    arena_release(&scratch);
    return true;
}
