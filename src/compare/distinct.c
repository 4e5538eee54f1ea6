/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: themes are given beforehand; what a plan talks of that nobody else does shows only
 * in its words. */
#include "base/base.h"

#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "compare/distinct.h"
#include "compare/terms.h"
#include "stat/keyness.h"

#define DISTINCT_COLUMNS(X)                                                              \
    X(GROUP_CODE, "group", T("group", "组"), COLUMN_TEXT, 0)                             \
    X(GROUP_NAME, "group_name", T("plan", "计划"), COLUMN_TEXT, 0)                       \
    X(RANK, "rank", T("rank", "序"), COLUMN_COUNT, 0)                                    \
    X(TERM, "term", T("term", "词语"), COLUMN_TEXT, 0)                                   \
    X(MEASURES, "measures", T("measures", "举措数"), COLUMN_COUNT, 0)                    \
    X(OF, "of", T("of", "举措总数"), COLUMN_COUNT, 0)                                    \
    X(OWN_SHARE, "share", T("share", "占比"), COLUMN_SHARE, 1)                           \
    X(OTHER_MEASURES, "other_measures", T("measures of the others", "其余举措数"),       \
      COLUMN_COUNT, 0)                                                                   \
    X(OTHER_OF, "other_of", T("of (others)", "其余举措总数"), COLUMN_COUNT, 0)           \
    X(OTHER_SHARE, "other_share", T("share of the others", "其余占比"), COLUMN_SHARE, 1) \
    X(LOG_ODDS, "log_odds", T("log-odds", "对数优势"), COLUMN_REAL, 2)                   \
    X(Z, "z", "z", COLUMN_REAL, 2)                                                       \
    X(G2, "g2", "G2", COLUMN_REAL, 2)                                                    \
    X(P, "p", "p", COLUMN_REAL, 4)                                                       \
    X(P_ADJUSTED, "p_adjusted", T("p adjusted", "校正 p"), COLUMN_REAL, 4)               \
    X(LOG_RATIO, "log_ratio", T("log ratio", "对数比"), COLUMN_REAL, 2)                  \
    X(DETECTABLE, "detectable", T("detectable", "差异显著"), COLUMN_COUNT, 0)            \
    X(EXAMPLE, "example", T("for example", "例句"), COLUMN_TEXT, 0)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    DISTINCT_COLUMNS(X)
#undef X
};

/* One term in one group. */
typedef struct {
    const Term *term;
    uint32_t own, all; /* measures: of the group, of all groups */
    LogOdds odds;
    double g2, p, p_adjusted;
} Scored;

typedef VEC(Scored) ScoredList;

typedef struct {
    const Corpus *corpus;
    const Slice *texts;
    const DistinctOptions *options;
    PlanGroups groups;
    TermList terms;
    uint32_t *all;      /* of each term: measures in groups */
    ScoredList *scored; /* of each group: terms it has often enough */
    double *total;      /* of each group: occurrences of all terms */
    double grand, n;    /* occurrences, measures of all groups */
    double prior;
} Distinct;

static uint32_t group_of(const Distinct *distinct, uint32_t measure) {
    return distinct->groups.of_plan[distinct->corpus->measures[measure].plan];
}

/* ---- Counting ---- */

static bool is_region(const Corpus *corpus, Slice term) {
    for (size_t i = 0; i < corpus->n_plans; i++) {
        const Slice names[] = {corpus->plans[i].region, corpus->plans[i].province};
        for (size_t k = 0; k < 2; k++) {
            /* Without its last character, the rank: 市, 区, 县. */
            Slice stem = names[k];
            if (utf8_count(stem) > 2)
                stem.n -= utf8_decode_before(stem, stem.n).length;
            if (stem.n && (slice_contains(names[k], term) || slice_contains(term, stem)))
                return true;
        }
    }
    return false;
}

static void count_term(Distinct *distinct, size_t number, uint32_t *own) {
    const Term *term = &distinct->terms.at[number];
    for (size_t i = 0; i < term->n; i++) {
        uint32_t group = group_of(distinct, term->measures[i]);
        if (group == NO_GROUP)
            continue;
        own[group]++;
        distinct->all[number]++;
    }
    distinct->grand += distinct->all[number];
    bool region = is_region(distinct->corpus, term->text);
    for (size_t i = 0; i < term->n; i++) {
        uint32_t group = group_of(distinct, term->measures[i]);
        if (group == NO_GROUP || own[group] == 0)
            continue;
        distinct->total[group] += own[group];
        if (own[group] >= distinct->options->least && !region)
            vec_push(
                &distinct->scored[group],
                (Scored){.term = term, .own = own[group], .all = distinct->all[number]});
        own[group] = 0;
    }
}

static void count_terms(Distinct *distinct, Arena *keep) {
    size_t n = distinct->groups.n;
    distinct->all = ARENA_ARRAY(keep, uint32_t, distinct->terms.n);
    distinct->scored = (ScoredList *)arena_alloc_array(keep, n, sizeof(ScoredList));
    distinct->total = ARENA_ARRAY(keep, double, n);
    uint32_t *own = ARENA_ARRAY(keep, uint32_t, n);
    for (size_t i = 0; i < distinct->terms.n; i++)
        count_term(distinct, i, own);
    for (size_t i = 0; i < n; i++)
        distinct->n += distinct->groups.at[i].n;
    distinct->prior = distinct->options->prior > 0 ? distinct->options->prior
                                                   : distinct->grand / (double)n / 2;
}

/* ---- Scoring ---- */

static void score_odds(const Distinct *distinct, size_t group, Arena *scratch) {
    ScoredList *list = &distinct->scored[group];
    size_t n = list->n + 1; /* the last: all terms that are not in the list together */
    double *own = ARENA_ARRAY(scratch, double, n),
           *other = ARENA_ARRAY(scratch, double, n);
    double *prior = ARENA_ARRAY(scratch, double, n);
    LogOdds *odds = ARENA_ARRAY(scratch, LogOdds, n);
    own[n - 1] = distinct->total[group];
    other[n - 1] = distinct->grand - distinct->total[group];
    for (size_t i = 0; i < list->n; i++) {
        own[i] = list->at[i].own;
        other[i] = (double)list->at[i].all - own[i];
        prior[i] = distinct->prior * list->at[i].all / distinct->grand;
        own[n - 1] -= own[i];
        other[n - 1] -= other[i];
        prior[n - 1] -= prior[i];
    }
    prior[n - 1] = fmax(0, prior[n - 1] + distinct->prior);
    log_odds_weighted((LogOddsCounts){own, other, prior, n}, LOG_ODDS_FOUR_TERMS, odds);
    for (size_t i = 0; i < list->n; i++)
        list->at[i].odds = odds[i];
}

static KeyCount key_count(const Distinct *distinct, size_t group, const Scored *scored) {
    double n = distinct->groups.at[group].n;
    return (KeyCount){.target = scored->own,
                      .target_total = n,
                      .reference = (double)scored->all - scored->own,
                      .reference_total = distinct->n - n};
}

static void score_g2(const Distinct *distinct, size_t group, Arena *scratch) {
    ScoredList *list = &distinct->scored[group];
    double *p = ARENA_ARRAY(scratch, double, list->n);
    for (size_t i = 0; i < list->n; i++) {
        Scored *scored = &list->at[i];
        scored->g2 = keyness_signed(key_count(distinct, group, scored), KEYNESS_G2);
        scored->p = p[i] = chi2_p(fabs(scored->g2), 1);
    }
    p_adjust(ADJUST_BENJAMINI_HOCHBERG, p, list->n, p);
    for (size_t i = 0; i < list->n; i++)
        list->at[i].p_adjusted = p[i];
}

static int compare_scored(const void *a, const void *b) {
    const Scored *x = a, *y = b;
    if (x->odds.z != y->odds.z)
        return x->odds.z > y->odds.z ? -1 : 1;
    if (x->term->n != y->term->n)
        return x->term->n > y->term->n ? -1 : 1;
    return slice_compare(x->term->text, y->term->text);
}

/* How many measures of the group two terms share. */
static size_t shared(const Distinct *distinct, size_t group, const Term *a,
                     const Term *b) {
    size_t n = 0, i = 0, k = 0;
    while (i < a->n && k < b->n) {
        uint32_t x = a->measures[i], y = b->measures[k];
        n += x == y && group_of(distinct, x) == group;
        i += x <= y;
        k += y <= x;
    }
    return n;
}

/* Words that overlap (课后服务 and 开展课后服务, 双减 and 减政策) in mostly the same
 * measures are told once. */
static bool is_told(const Distinct *distinct, size_t group, const Scored *scored,
                    const Scored *const *told, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const Term *a = scored->term, *b = told[i]->term;
        size_t less = scored->own < told[i]->own ? scored->own : told[i]->own;
        if (shared(distinct, group, a, b) * 10 >= less * 6 &&
            (slice_contains(a->text, b->text) || slice_contains(b->text, a->text)))
            return true;
    }
    return false;
}

/* ---- Rows ---- */

static bool ends_clause(uint32_t rune) {
    static const uint32_t ends[] = {U'。', U'，', U'；', U'：', U'、', U'！',
                                    U'？', ',',   ';',   '\n',  ' ',   U'　'};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (rune == ends[i])
            return true;
    }
    return false;
}

/* The clause around a term, at most 30 characters to either side. */
static Slice clause_of(Slice text, Slice term) {
    enum { EITHER_SIDE = 16 };
    size_t at = slice_find(text, term, 0);
    if (at == SIZE_MAX)
        return term;
    size_t end = at + term.n;
    for (int i = 0; i < EITHER_SIDE && at > 0; i++) {
        Rune rune = utf8_decode_before(text, at);
        if (ends_clause(rune.rune))
            break;
        at -= rune.length;
    }
    for (int i = 0; i < EITHER_SIDE && end < text.n; i++) {
        Rune rune = utf8_decode(text, end);
        if (ends_clause(rune.rune))
            break;
        end += rune.length;
    }
    return slice_sub(text, at, end);
}

static void add_row(Table *table, const Distinct *distinct, size_t group, size_t rank,
                    const Scored *scored) {
    Arena *keep = table->arena;
    const PlanGroup *own = &distinct->groups.at[group];
    KeyCount count = key_count(distinct, group, scored);
    int64_t *ids = ARENA_ARRAY(keep, int64_t, scored->own);
    size_t n = 0;
    Slice example = {0};
    for (size_t i = 0; i < scored->term->n; i++) {
        uint32_t measure = scored->term->measures[i];
        if (group_of(distinct, measure) != group)
            continue;
        if (n == 0)
            example = clause_of(distinct->texts[measure], scored->term->text);
        ids[n++] = distinct->corpus->measures[measure].id;
    }
    Cell *row = table_row(table);
    row[COLUMN_GROUP_CODE] = cell_text(keep, own->key);
    row[COLUMN_GROUP_NAME] = cell_text(keep, own->name);
    row[COLUMN_RANK] = cell_count((int64_t)rank);
    row[COLUMN_TERM] = cell_text(keep, scored->term->text);
    row[COLUMN_MEASURES] = cell_with(keep, cell_count(scored->own), ids, n);
    row[COLUMN_OF] = cell_count((int64_t)count.target_total);
    row[COLUMN_OWN_SHARE] =
        cell_with(keep, cell_real(count.target / count.target_total), ids, n);
    row[COLUMN_OTHER_MEASURES] = cell_count((int64_t)count.reference);
    row[COLUMN_OTHER_OF] = cell_count((int64_t)count.reference_total);
    row[COLUMN_OTHER_SHARE] = cell_real(count.reference / count.reference_total);
    row[COLUMN_LOG_ODDS] = cell_real(scored->odds.log_odds);
    row[COLUMN_Z] = cell_real(scored->odds.z);
    row[COLUMN_G2] = cell_real(scored->g2);
    row[COLUMN_P] = cell_real(scored->p);
    row[COLUMN_P_ADJUSTED] = cell_real(scored->p_adjusted);
    row[COLUMN_LOG_RATIO] = cell_real(keyness_log_ratio(count, LOG_RATIO_HALF));
    row[COLUMN_DETECTABLE] =
        cell_count(scored->p_adjusted <= 1 - distinct->options->level);
    row[COLUMN_EXAMPLE] = cell_text(keep, example);
}

static void add_group(Table *table, const Distinct *distinct, size_t group) {
    Arena scratch = {0};
    ScoredList *list = &distinct->scored[group];
    size_t top = distinct->options->top, n = 0;
    const Scored **told = ARENA_ARRAY(&scratch, const Scored *, top);
    score_odds(distinct, group, &scratch);
    score_g2(distinct, group, &scratch);
    if (list->n)
        qsort(list->at, list->n, sizeof *list->at, compare_scored);
    for (size_t i = 0; i < list->n && n < top; i++) {
        const Scored *scored = &list->at[i];
        if (!(scored->odds.z > 0) || !(scored->g2 > 0) ||
            !(scored->p <= 1 - distinct->options->level))
            continue;
        if (is_told(distinct, group, scored, told, n))
            continue;
        told[n++] = scored;
        add_row(table, distinct, group, n, scored);
    }
    arena_release(&scratch);
}

static void add_notes(Table *table, const Distinct *distinct) {
    const DistinctOptions *options = distinct->options;
    table_note(
        table,
        T("%zu groups, %.0f measures; %zu terms stand in at least %zu measures, %zu of a group's own for "
          "a row.",
          "共 %zu 组、%.0f 条举措；%zu 个词语至少见于 %zu 条举措，列出者在本组至少 %zu 条。"),
        distinct->groups.n, distinct->n, distinct->terms.n, options->least,
        options->least);
    table_note(
        table,
        T("z: weighted log-odds against all others, Dirichlet prior from the whole corpus with weight "
          "%.0f (four-term variance); G2 and p corrected for the false discovery rate. Words by ICU's "
          "dictionary, and what the plans put together of up to %d of them; without stop words and names "
          "of regions.",
          "z：与其余全部相比的加权对数优势，Dirichlet 先验取自全部语料，权重 %.0f（四项方差）；G² 与 p 已作"
          "错误发现率校正。词语由 ICU 词典切分，并含各计划常用的至多 %d 词组合；不含停用词与地名。"),
        distinct->prior, TERM_WORDS);
    if (distinct->groups.n_left)
        table_note(table,
                   T("%zu of %zu plans are left out: their %s is not known.",
                     "%zu 份计划（共 %zu 份）未纳入：缺少“%s”信息。"),
                   distinct->groups.n_left, distinct->corpus->n_plans,
                   group_word(distinct->groups.by));
}

bool distinct_table(const Corpus *corpus, const Slice *texts,
                    const DistinctOptions *options, Arena *keep, Table *table, Err *err) {
    Distinct distinct = {.corpus = corpus, .texts = texts, .options = options};
    distinct.groups = plan_groups(corpus, options->by, keep);
    if (!groups_check(&distinct.groups, corpus, err))
        return false;
    if (!terms_find(corpus, texts, options->least, keep, &distinct.terms, err))
        return false;
    count_terms(&distinct, keep);
    *table = table_new(keep, "distinct",
                       slice_of(T("What marks each plan", "各计划的特色词语")));
    const Column columns[] = {
#define X(name, key, heading, type, digits) {key, heading, type, digits},
        DISTINCT_COLUMNS(X)
#undef X
    };
    table_columns(table, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < distinct.groups.n; i++) {
        add_group(table, &distinct, i);
        vec_release(&distinct.scored[i]);
    }
    add_notes(table, &distinct);
    return true;
}
