/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: a number that is lower than last year's, or silently gone, is what an office does
 * not announce. Indicators alone would call a target dropped and another new when a noun
 * was changed; sentences alone cannot tell one number of a sentence from the other. */
#include "base/base.h"

#include <math.h>

#include "compare/indicators_p.h"
#include "compare/pledged.h"

static const struct {
    const char *word, *en, *zh;
} states[] = {
#define X(state, word, en, zh) [state] = {(word), (en), (zh)},
    PLEDGED_STATES(X)
#undef X
};

const char *pledged_word(PledgedState state) {
    return states[state].word;
}

const char *pledged_name(PledgedState state) {
    return T(states[state].en, states[state].zh);
}

/* ---- The targets of a corpus ---- */

static void take_indicators(const Corpus *corpus, const TargetRowList *targets,
                            PledgedTarget *of_row, Arena *keep) {
    IndicatorList *list = ARENA_NEW(keep, IndicatorList);
    indicators_align(corpus, targets, NULL, keep, list);
    for (size_t i = 0; i < list->n; i++) {
        for (size_t k = 0; k < list->at[i].n; k++) {
            const IndicatorClass *class = &list->at[i].at[k];
            for (size_t t = 0; t < class->n; t++) {
                PledgedTarget *target = &of_row[class->at[t].row - targets->at];
                target->indicator = &list->at[i];
                target->class = class;
                target->value = &class->at[t];
            }
        }
    }
}

PledgedTargets pledged_targets(const Corpus *corpus, const TargetRowList *targets,
                               Arena *keep) {
    PledgedTarget *of_row = ARENA_ARRAY(keep, PledgedTarget, targets->n);
    size_t *first = ARENA_ARRAY(keep, size_t, corpus->n_measures + 1);
    take_indicators(corpus, targets, of_row, keep);
    size_t next = 0, n = 0;
    for (uint32_t i = 0; i < corpus->n_measures; i++) {
        const CorpusMeasure *measure = &corpus->measures[i];
        int64_t plan = measure_plan(measure->id);
        first[i] = n;
        while (next < targets->n && measure_plan(targets->at[next].measure) == plan &&
               targets->at[next].measure < measure->id)
            next++;
        for (; next < targets->n && targets->at[next].measure == measure->id; next++) {
            PledgedTarget target = of_row[next];
            target.row = &targets->at[next];
            target.plan = measure->plan;
            target.measure = i;
            of_row[n++] = target; /* never behind `next` */
        }
        bool last =
            i + 1 == corpus->n_measures || corpus->measures[i + 1].plan != measure->plan;
        while (last && next < targets->n &&
               measure_plan(targets->at[next].measure) == plan)
            next++;
    }
    first[corpus->n_measures] = n;
    return (PledgedTargets){corpus, of_row, n, first};
}

/* ---- Pairs ---- */

typedef struct {
    const PledgedTargets *targets;
    uint32_t earlier, later; /* plans */
    size_t *match;           /* for each target the other of its pair; SIZE_MAX: none */
    PledgedBy *by;
    Arena *scratch;
} Pairing;

typedef struct {
    size_t at, end;
} Range;

static bool is_free(const Pairing *pairing, size_t i) {
    return pairing->match[i] == SIZE_MAX;
}

static void pair(Pairing *pairing, size_t earlier, size_t later, PledgedBy by) {
    pairing->match[earlier] = later;
    pairing->match[later] = earlier;
    pairing->by[earlier] = pairing->by[later] = by;
}

static Range of_measure(const Pairing *pairing, uint32_t measure) {
    return (Range){pairing->targets->first[measure],
                   pairing->targets->first[measure + 1]};
}

/* Rule 1. */
static void pair_by_class(Pairing *pairing, Range earlier, Range later) {
    const PledgedTarget *at = pairing->targets->at;
    for (size_t i = earlier.at; i < earlier.end; i++) {
        for (size_t k = later.at; at[i].class && is_free(pairing, i) && k < later.end;
             k++) {
            if (is_free(pairing, k) && at[k].class == at[i].class)
                pair(pairing, i, k, PLEDGED_BY_INDICATOR);
        }
    }
}

/* What two targets must share to be taken for one by their sentence. */
typedef struct {
    Slice unit, per, until;
    unsigned movement;
} Sameness;

static Sameness sameness_of(const Pairing *pairing, size_t i) {
    const PledgedTarget *target = &pairing->targets->at[i];
    IndicatorWords words;
    indicator_read(target->row, pairing->targets->corpus->plans[target->plan].year,
                   pairing->scratch, &words);
    return (Sameness){target->row->target.unit_norm, words.per, words.until,
                      words.senses & (SENSE_RISE | SENSE_FALL | SENSE_PART)};
}

static bool is_same(const Sameness *a, const Sameness *b) {
    return slice_equal(a->unit, b->unit) && slice_equal(a->per, b->per) &&
           slice_equal(a->until, b->until) && a->movement == b->movement;
}

/* The only free target of the range that is the same; SIZE_MAX: none or several. */
static size_t only_same(const Pairing *pairing, Range range, const Sameness *wanted) {
    size_t found = SIZE_MAX;
    for (size_t i = range.at; i < range.end; i++) {
        Slice unit = pairing->targets->at[i].row->target.unit_norm;
        if (!is_free(pairing, i) || !slice_equal(unit, wanted->unit))
            continue; /* words are read only where it matters: that takes its time */
        Sameness own = sameness_of(pairing, i);
        if (!is_same(&own, wanted))
            continue;
        if (found != SIZE_MAX)
            return SIZE_MAX;
        found = i;
    }
    return found;
}

/* 课后服务参与率 and 参与率: one is the end of the other. */
static bool is_named_alike(const PledgedTarget *a, const PledgedTarget *b) {
    Slice of_a = a->row->target.object, of_b = b->row->target.object;
    return of_a.n && of_b.n && (slice_ends(of_a, of_b) || slice_ends(of_b, of_a));
}

/* Rule 2. */
static void pair_by_sentence(Pairing *pairing, Range earlier, Range later, bool kept) {
    const PledgedTarget *at = pairing->targets->at;
    for (size_t i = earlier.at; i < earlier.end; i++) {
        if (!is_free(pairing, i))
            continue;
        Sameness own = sameness_of(pairing, i);
        if (only_same(pairing, earlier, &own) != i)
            continue;
        size_t k = only_same(pairing, later, &own);
        if (k == SIZE_MAX)
            continue;
        bool clear = at[i].class && at[k].class;
        if (clear || kept || is_named_alike(&at[i], &at[k]))
            pair(pairing, i, k, PLEDGED_BY_SENTENCE);
    }
}

/* Rule 3. Of one plan the targets of a class stand with the most demanding first. */
static void pair_rest(Pairing *pairing, const IndicatorClass *class,
                      const size_t *place_of) {
    size_t k = 0;
    for (size_t i = 0; i < class->n; i++) {
        size_t earlier = place_of[i];
        if (class->at[i].plan != pairing->earlier || !is_free(pairing, earlier))
            continue;
        while (k < class->n &&
               (class->at[k].plan != pairing->later || !is_free(pairing, place_of[k])))
            k++;
        if (k == class->n)
            return;
        pair(pairing, earlier, place_of[k], PLEDGED_BY_INDICATOR);
    }
}

/* Each class once: at the first of its targets in the earlier plan. */
static void pair_all_rest(Pairing *pairing, Range earlier) {
    const PledgedTargets *targets = pairing->targets;
    for (size_t i = earlier.at; i < earlier.end; i++) {
        const IndicatorClass *class = targets->at[i].class;
        if (!class || !is_free(pairing, i))
            continue;
        size_t *place_of = ARENA_ARRAY(pairing->scratch, size_t, class->n);
        for (size_t k = 0; k < targets->n; k++) {
            if (targets->at[k].class == class)
                place_of[targets->at[k].value - class->at] = k;
        }
        pair_rest(pairing, class, place_of);
    }
}

/* ---- States ---- */

static int demand_of(const PledgedTarget *target) {
    if (target->class)
        return target->class->demand;
    Comparator comparator = target->row->target.comparator;
    return comparator == COMPARE_AT_MOST || comparator == COMPARE_LESS ? -1 : 1;
}

typedef struct {
    double bound, other; /* of a range: the end that asks for less, and the other */
} Numbers;

static Numbers numbers_of(const PledgedTarget *target, PledgedBy by, int demand) {
    const Target *own = &target->row->target;
    double value = own->redacted ? NAN : own->value_norm;
    double high = NAN;
    if (by != PLEDGED_BY_SENTENCE && target->value) {
        value = target->value->value;
        high = target->value->high;
    } else if (own->has_high && !own->redacted && own->value != 0) {
        high = own->high * own->value_norm / own->value;
    }
    if (isnan(high))
        return (Numbers){value, value};
    return demand < 0 ? (Numbers){high, value} : (Numbers){value, high};
}

static bool is_equal(double a, double b) {
    return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}

static PledgedState state_of(Numbers earlier, Numbers later, int demand) {
    if (isnan(earlier.bound) || isnan(later.bound))
        return PLEDGED_MASKED;
    if (is_equal(earlier.bound, later.bound))
        return is_equal(earlier.other, later.other) ? PLEDGED_KEPT : PLEDGED_CHANGED;
    if (demand == 0)
        return PLEDGED_CHANGED;
    return (later.bound > earlier.bound) == (demand > 0) ? PLEDGED_RAISED
                                                         : PLEDGED_LOWERED;
}

static Pledged of_pair(const Pairing *pairing, size_t earlier, size_t later) {
    const PledgedTarget *at = pairing->targets->at;
    PledgedBy by = pairing->by[later];
    int demand = demand_of(&at[earlier]);
    if (demand != demand_of(&at[later]))
        demand = 0;
    Numbers before = numbers_of(&at[earlier], by, demand);
    Numbers after = numbers_of(&at[later], by, demand);
    return (Pledged){.state = state_of(before, after, demand),
                     .by = by,
                     .earlier = &at[earlier],
                     .later = &at[later],
                     .demand = demand,
                     .earlier_value = before.bound,
                     .later_value = after.bound};
}

static Pledged of_one(const PledgedTarget *target, bool is_new) {
    int demand = demand_of(target);
    double value = numbers_of(target, PLEDGED_BY_NOTHING, demand).bound;
    return (Pledged){.state = is_new ? PLEDGED_NEW : PLEDGED_DROPPED,
                     .earlier = is_new ? NULL : target,
                     .later = is_new ? target : NULL,
                     .demand = demand,
                     .earlier_value = is_new ? NAN : value,
                     .later_value = is_new ? value : NAN};
}

/* ---- The whole ---- */

static Range of_plan(const PledgedTargets *targets, uint32_t plan) {
    const CorpusPlan *info = &targets->corpus->plans[plan];
    if (info->n == 0)
        return (Range){0, 0};
    return (Range){targets->first[info->first], targets->first[info->first + info->n]};
}

static void pair_followed(Pairing *pairing, const FollowedList *followed) {
    for (size_t i = 0; i < followed->n; i++) {
        const Followed *one = &followed->at[i];
        if (one->earlier == NO_MEASURE || one->later == NO_MEASURE)
            continue;
        Range earlier = of_measure(pairing, one->earlier);
        Range later = of_measure(pairing, one->later);
        pair_by_class(pairing, earlier, later);
        pair_by_sentence(pairing, earlier, later, one->state == FOLLOWED_KEPT);
    }
}

PledgedList pledged_find(const PledgedTargets *targets, uint32_t earlier, uint32_t later,
                         const FollowedList *followed, Arena *keep) {
    Arena scratch = {0};
    Range before = of_plan(targets, earlier), after = of_plan(targets, later);
    Pairing pairing = {.targets = targets,
                       .earlier = earlier,
                       .later = later,
                       .match = ARENA_ARRAY(&scratch, size_t, targets->n),
                       .by = ARENA_ARRAY(&scratch, PledgedBy, targets->n),
                       .scratch = &scratch};
    for (size_t i = 0; i < targets->n; i++)
        pairing.match[i] = SIZE_MAX;
    pair_followed(&pairing, followed);
    pair_all_rest(&pairing, before);
    Pledged *at =
        ARENA_ARRAY(keep, Pledged, before.end - before.at + after.end - after.at);
    size_t n = 0;
    for (size_t i = after.at; i < after.end; i++)
        at[n++] = is_free(&pairing, i) ? of_one(&targets->at[i], true)
                                       : of_pair(&pairing, pairing.match[i], i);
    for (size_t i = before.at; i < before.end; i++) {
        if (is_free(&pairing, i))
            at[n++] = of_one(&targets->at[i], false);
    }
    arena_release(&scratch);
    return (PledgedList){at, n};
}
