/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <stdlib.h>

#include "compare/gaps_p.h"
#include "compare/groups.h"
#include "compare/lineage.h"

static const char *const keys[] = {
#define X(status, key, en, zh) [status] = (key),
    GAP_STATUSES(X)
#undef X
};

const char *gap_key(GapStatus status) {
    return keys[status];
}

const char *gap_name(GapStatus status) {
    switch (status) {
#define X(status, key, en, zh)                                                           \
    case status: return T(en, zh);
        GAP_STATUSES(X)
#undef X
    default: BUG("no status %d", (int)status);
    }
}

uint32_t gaps_superior(const Corpus *corpus) {
    uint32_t found = GAPS_UNION;
    for (uint32_t i = 0; i < corpus->n_plans; i++) {
        bool above = corpus->n_plans > 1 && corpus->plans[i].n > 0;
        for (uint32_t k = 0; above && k < corpus->n_plans; k++)
            above = k == i ||
                    lineage_is_above(plan_lineage(&corpus->plans[k], &corpus->plans[i]));
        if (above)
            found = i;
    }
    return found;
}

GapPlans gap_plans(const GapsQuestion *question, Arena *keep) {
    const Corpus *corpus = question->corpus;
    PlanGroups groups = plan_groups(corpus, GROUP_PLAN, keep);
    GapPlans plans = {ARENA_ARRAY(keep, uint32_t, corpus->n_plans), 0};
    uint32_t *of_group = ARENA_ARRAY(keep, uint32_t, groups.n);
    for (uint32_t i = 0; i < corpus->n_plans; i++)
        of_group[groups.of_plan[i]] = i;
    for (size_t g = 0; g < groups.n; g++) {
        if (of_group[g] != question->reference)
            plans.at[plans.n++] = of_group[g];
    }
    return plans;
}

static int by_id(const void *a, const void *b) {
    const CorpusMeasure *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static bool is_asked(const GapsQuestion *question, const CorpusMeasure *measure) {
    if (!question->asked)
        return true;
    const CorpusPlan *plan = &question->asked->plans[measure->plan];
    return plan->n && bsearch(measure, question->asked->measures + plan->first, plan->n,
                              sizeof *measure, by_id);
}

bool gap_measure_shown(const GapsQuestion *question, const CorpusMeasure *measure) {
    if (!is_asked(question, measure))
        return false;
    if (question->choice->themes.n == 0)
        return true;
    for (uint32_t i = 0; i < measure->n_themes; i++) {
        if (corpus_shows_theme(question->choice, question->corpus, measure->themes[i]))
            return true;
    }
    return false;
}

static bool has_shown_measure(const GapsQuestion *question) {
    const Corpus *corpus = question->corpus;
    for (size_t i = 0; i < corpus->n_measures; i++) {
        const CorpusMeasure *measure = &corpus->measures[i];
        if ((question->reference == GAPS_UNION || measure->plan == question->reference) &&
            gap_measure_shown(question, measure))
            return true;
    }
    return false;
}

static Slice chosen_themes(const GapsQuestion *question, Buf *names) {
    const Corpus *corpus = question->corpus;
    for (size_t i = 0; i < question->choice->themes.n; i++) {
        for (size_t k = 0; k < corpus->n_themes; k++) {
            if (slice_equal(corpus->themes[k].code, question->choice->themes.at[i]))
                buf_format(names, "%s%.*s", names->n ? T(", ", "、") : "",
                           SLICE_ARG(theme_name(&corpus->themes[k])));
        }
    }
    return buf_slice(names);
}

bool gaps_check(const GapsQuestion *question, Err *err) {
    const Corpus *corpus = question->corpus;
    bool all = question->reference == GAPS_UNION;
    Slice who = all ? slice_of(T("none of the plans", "所选计划"))
                    : corpus->plans[question->reference].slug;
    if (corpus->n_plans < 2)
        return err_set(err,
                       T("gaps holds other plans against a reference; there is only %.*s",
                         "查缺至少需要参照之外的一份计划，目前只有 %.*s"),
                       SLICE_ARG(corpus->plans[0].slug));
    if (has_shown_measure(question))
        return true;
    if (question->choice->themes.n == 0)
        return err_set(err,
                       all ? T("%.*s has a measure to compare", "%.*s均没有可比的举措")
                           : T("%.*s has no measures to hold others against",
                               "%.*s 没有举措，不能作为参照"),
                       SLICE_ARG(who));
    Buf names = {0};
    Slice themes = chosen_themes(question, &names);
    err_set(err,
            all ? T("%.*s has a measure of %.*s", "%.*s均没有“%.*s”方面的举措")
                : T("%.*s has no measure of %.*s", "%.*s 没有“%.*s”方面的举措"),
            SLICE_ARG(who), SLICE_ARG(themes));
    buf_release(&names);
    return false;
}

void gaps_note_reference(Table *table, const GapsQuestion *question) {
    const Corpus *corpus = question->corpus;
    if (question->reference == GAPS_UNION) {
        table_note(table,
                   T("Reference: all %zu plans together, %zu measures; coded with %.*s.",
                     "参照：全部 %zu 份计划之和，共 %zu 条举措；主题方案：%.*s。"),
                   corpus->n_plans, corpus->n_measures, SLICE_ARG(corpus->scheme));
        return;
    }
    const CorpusPlan *plan = &corpus->plans[question->reference];
    table_note(
        table,
        T("Reference: %.*s, %zu measures; held against it: %zu plans, %zu "
          "measures; coded with %.*s.",
          "参照：%.*s（%zu 条举措）；对照：%zu 份计划（%zu 条举措）；主题方案：%.*s。"),
        SLICE_ARG(plan->label), plan->n, corpus->n_plans - 1,
        corpus->n_measures - plan->n, SLICE_ARG(corpus->scheme));
}

Slice gap_counts_words(const GapCounts *counts, Arena *keep) {
    Buf words = {0};
    for (size_t i = 0; i < GAP_STATUSES_COUNT; i++) {
        if (counts->n[i])
            buf_format(&words, "%s%s %zu", words.n ? T(", ", "、") : "",
                       gap_name((GapStatus)i), counts->n[i]);
    }
    Slice all = arena_copy(keep, buf_slice(&words));
    buf_release(&words);
    return all;
}

/* How many measures of a plan name an owner. */
static size_t count_owned(const CorpusPlan *plan, const Corpus *corpus) {
    size_t n = 0;
    for (size_t i = plan->first; i < plan->first + plan->n; i++)
        n += corpus->measures[i].duties > 0;
    return n;
}

bool plan_names_owners(const Corpus *corpus, uint32_t plan) {
    const CorpusPlan *info = &corpus->plans[plan];
    size_t owned = count_owned(info, corpus);
    return owned && 2 * owned >= info->n;
}

void gaps_note_ownerless(Table *table, const GapsQuestion *question,
                         const GapPlans *plans) {
    const Corpus *corpus = question->corpus;
    Buf names = {0};
    size_t n = 0;
    for (size_t i = 0; i < plans->n; i++) {
        const CorpusPlan *plan = &corpus->plans[plans->at[i]];
        if (plan->n == 0 || plan_names_owners(corpus, plans->at[i]))
            continue;
        if (n++ < GAPS_PLANS_NOTED)
            buf_format(&names, T("%s%.*s (%zu of %zu)", "%s%.*s（%zu/%zu）"),
                       names.n ? T(", ", "、") : "", SLICE_ARG(plan->label),
                       count_owned(plan, corpus), plan->n);
    }
    if (n > GAPS_PLANS_NOTED)
        table_note(table,
                   T("%zu plans name an owner in less than half of their measures; for "
                     "them a missing owner is not told item by item.",
                     "有 %zu 份计划列明责任单位的举措不到一半，不再逐项标“无责任”。"),
                   n);
    else if (n)
        table_note(table,
                   T("Plans that name an owner in less than half of their measures: "
                     "%.*s; a missing owner is not told item by item there.",
                     "列明责任单位的举措不到一半的计划：%.*s，不再逐项标“无责任”。"),
                   SLICE_ARG(buf_slice(&names)));
    buf_release(&names);
}

void gaps_note_asked(Table *table, const GapsQuestion *question) {
    if (question->asked)
        table_note(
            table, "%s",
            T("Only what the reference says in its own words is asked about; it is "
              "looked for in the whole plans.",
              "只考察参照的自有表述，但在各计划全文中查找。"));
}

void gaps_note_similarity(Table *table) {
    table_note(
        table,
        T("Similarity: cosine over weighted pairs of characters; from %.2f nearly the "
          "same words, from %.2f the same promise in other words, from %.2f the same "
          "matter. Bounds were set by reading and err at times: read the sentences. "
          "\"Absent\" means that no sentence is alike.",
          "相似度：按字对加权的余弦；%.2f 以上为几乎同文，%.2f 以上为同一举措换了说法，%.2f "
          "以上为同一事项。界线由人工判读确定，难免有误，请对照原句；“缺失”指没有相近的句子。"),
        NEAREST_SAME, NEAREST_REWORDED, NEAREST_RELATED);
}

Cell gap_words(const GapsQuestion *question, uint32_t measure, Arena *keep) {
    Cell cell = {.type = CELL_TEXT, .as.text = question->texts[measure]};
    return cell_with(keep, cell, &question->corpus->measures[measure].id, 1);
}

Slice gap_theme_codes(const Corpus *corpus, const CorpusMeasure *measure, Arena *keep) {
    Buf codes = {0};
    for (uint32_t i = 0; i < measure->n_themes; i++)
        buf_format(&codes, "%s%.*s", i ? " " : "",
                   SLICE_ARG(corpus->themes[measure->themes[i]].code));
    Slice all = arena_copy(keep, buf_slice(&codes));
    buf_release(&codes);
    return all;
}
