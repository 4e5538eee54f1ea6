/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "compare/lowered.h"

/* ---- Targets of measures ---- */

static int by_id(const void *a, const void *b) {
    const CorpusMeasure *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

/* The measure's place in the corpus; SIZE_MAX when it is not in it. */
static size_t find_measure(const Corpus *corpus, const CorpusPlan *plan, uint32_t node) {
    const CorpusMeasure sought = {.id = measure_id(plan->id, node)};
    const CorpusMeasure *found = plan->n
                                     ? bsearch(&sought, corpus->measures + plan->first,
                                               plan->n, sizeof sought, by_id)
                                     : NULL;
    return found ? (size_t)(found - corpus->measures) : SIZE_MAX;
}

static MeasureTarget copy_target(const Target *target, Arena *keep) {
    double value = target->value_norm, high = value;
    if (target->has_high && target->value > 0)
        high = target->high * value / target->value;
    return (MeasureTarget){.comparator = target->comparator,
                           .hardness = target->hardness,
                           .redacted = target->redacted,
                           .value = value,
                           .high = high,
                           .words = arena_format(keep, "%.*s%.*s",
                                                 SLICE_ARG(target->value_text),
                                                 SLICE_ARG(target->unit)),
                           .unit = arena_copy(keep, target->unit_norm),
                           .object = arena_copy(keep, target->object),
                           .period = arena_copy(keep, target->period)};
}

/* Targets of a tree stand in document order, so those of a measure side by side. */
static void take_targets(const Corpus *corpus, const CorpusPlan *plan,
                         const PlanTree *tree, Arena *keep, MeasureTargets *targets) {
    size_t n = tree->targets.n;
    MeasureTarget *copies = ARENA_ARRAY(keep, MeasureTarget, n);
    for (size_t i = 0; i < n; i++) {
        const Target *target = &tree->targets.at[i];
        size_t measure = find_measure(corpus, plan, target->measure);
        if (measure == SIZE_MAX)
            continue;
        copies[i] = copy_target(target, keep);
        if (targets[measure].n++ == 0)
            targets[measure].at = &copies[i];
    }
}

bool corpus_targets(Store *store, const Corpus *corpus, Arena *keep,
                    const MeasureTargets **targets, Err *err) {
    MeasureTargets *found = ARENA_ARRAY(keep, MeasureTargets, corpus->n_measures);
    for (size_t i = 0; i < corpus->n_plans; i++) {
        Arena scratch = {0};
        PlanTree tree = {0};
        bool ok = store_load_tree(store, corpus->plans[i].id, &scratch, &tree, err);
        if (ok)
            take_targets(corpus, &corpus->plans[i], &tree, keep, found);
        plan_tree_release(&tree);
        arena_release(&scratch);
        if (!ok)
            return false;
    }
    *targets = found;
    return true;
}

/* ---- Two measures ---- */

static bool is_ceiling(const MeasureTarget *target) {
    return target->comparator == COMPARE_AT_MOST || target->comparator == COMPARE_LESS;
}

/* In how many places two characters in a row of one text stand in the other too. */
static size_t common_pairs(Slice text, Slice other, size_t *pairs) {
    size_t common = 0;
    *pairs = 0;
    for (size_t at = 0; at < text.n;) {
        size_t first = utf8_decode(text, at).length;
        if (at + first == text.n)
            break;
        size_t second = utf8_decode(text, at + first).length;
        common += slice_contains(other, slice_sub(text, at, at + first + second));
        ++*pairs;
        at += first;
    }
    return common;
}

/* 五星级支部占比 and 五星级党支部占比, but not 工业增加值 and 一产增加值: at least half
 * of the pairs of characters in common. An object that is not known may be any. */
static bool may_be_one(Slice a, Slice b) {
    size_t of_a = 0, of_b = 0;
    size_t common = common_pairs(a, b, &of_a) + common_pairs(b, a, &of_b);
    return of_a == 0 || of_b == 0 || 2 * common >= of_a + of_b;
}

static bool are_comparable(const MeasureTarget *a, const MeasureTarget *b) {
    return !a->redacted && !b->redacted && a->comparator != COMPARE_ABOUT &&
           b->comparator != COMPARE_ABOUT && is_ceiling(a) == is_ceiling(b) &&
           slice_equal(a->unit, b->unit) && slice_equal(a->period, b->period) &&
           may_be_one(a->object, b->object);
}

/* The only one of these that compares with the target, or the one about the same object;
 * NULL where there is none. */
static const MeasureTarget *match(const MeasureTarget *target,
                                  const MeasureTargets *among) {
    const MeasureTarget *only = NULL;
    size_t n = 0;
    for (size_t i = 0; i < among->n; i++) {
        if (!are_comparable(target, &among->at[i]))
            continue;
        if (target->object.n && slice_equal(target->object, among->at[i].object))
            return &among->at[i];
        only = &among->at[i];
        n++;
    }
    return n == 1 ? only : NULL;
}

Lowered targets_lowered(const MeasureTargets *from, const MeasureTargets *to,
                        bool same_place, Arena *keep) {
    Lowered lowered = {0};
    for (size_t i = 0; i < from->n; i++) {
        const MeasureTarget *was = &from->at[i], *is = match(was, to);
        if (!is || match(is, from) != was)
            continue;
        bool soft = is->hardness >= HARDNESS_STRIVE,
             firm = was->hardness < HARDNESS_STRIVE;
        lowered.softer = lowered.softer || (soft && firm);
        if (!same_place && !slice_equal(was->unit, S("%")) && was->period.n == 0)
            continue;
        bool less = is_ceiling(was) ? is->value > was->high : is->high < was->value;
        if (less && !lowered.lower)
            lowered.words = arena_format(keep, "%.*s → %.*s", SLICE_ARG(was->words),
                                         SLICE_ARG(is->words));
        lowered.lower = lowered.lower || less;
    }
    return lowered;
}
