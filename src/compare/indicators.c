/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets gathered by the key of their indicator, and ranked inside it. The key is an
 * equality, so no order of plans and no threshold decides who belongs together. */
#include "base/base.h"

#include <math.h>
#include <stdlib.h>

#include "compare/indicators_p.h"

/* A target on its way into an indicator. */
typedef struct {
    const TargetRow *row;
    const CorpusMeasure *measure;
    uint32_t plan;
    size_t place; /* among the targets of the corpus */
    IndicatorWords words;
    Slice key;
} Entry;

/* ---- Keys and names ---- */

static const char *const sense_names[] = {
#define X(name, zh) zh,
    INDICATOR_SENSES(X)
#undef X
};

static bool is_movement(unsigned sense) {
    return sense == SENSE_BIT_RISE || sense == SENSE_BIT_FALL;
}

static Slice key_of(const IndicatorWords *words, Arena *keep) {
    return arena_format(keep, "%.*s|%08x|%.*s|%.*s", SLICE_ARG(words->core),
                        words->senses, SLICE_ARG(words->per), SLICE_ARG(words->unit));
}

static void add_senses(Buf *name, unsigned senses, bool movements) {
    for (unsigned i = 0; i < SENSES_COUNT; i++)
        if ((senses & (1u << i)) && is_movement(i) == movements)
            buf_add(name, slice_of(sense_names[i]));
}

/* 新增 before the noun, 增长 behind it; between who does it and what is done:
 * 学生…艺术活动 is 学生参加艺术活动. */
static Slice name_of(const IndicatorWords *words, Arena *keep) {
    Buf name = {0};
    Cut halves = slice_cut(words->core, S("…"));
    bool between = halves.found && words->senses != 0;
    for (Cut cut = slice_cut(words->per, S(" "));; cut = slice_cut(cut.tail, S(" "))) {
        buf_add(&name, cut.head);
        if (!cut.found)
            break;
    }
    if (between)
        buf_add(&name, halves.head);
    add_senses(&name, words->senses, false);
    buf_add(&name, between ? halves.tail : words->core);
    add_senses(&name, words->senses, true);
    Slice result = arena_copy(keep, buf_slice(&name));
    buf_release(&name);
    return result;
}

/* ---- Gathering ---- */

typedef struct {
    const Corpus *corpus;
    const CorpusChoice *choice; /* NULL: every theme */
    Arena *keep;
    VEC(Entry) entries;
    VEC(const TargetRow *) apart;
    size_t n_targets;
} Gathering;

static void gather_one(Gathering *gathering, Entry entry) {
    Arena scratch = {0};
    Arena *keep = gathering->keep;
    IndicatorWords words;
    indicator_read(entry.row, gathering->corpus->plans[entry.plan].year, &scratch,
                   &words);
    gathering->n_targets++;
    if (words.core.n) {
        entry.key = key_of(&words, keep);
        words.core = arena_copy(keep, words.core);
        words.kind = arena_copy(keep, words.kind);
        words.per = arena_copy(keep, words.per);
        words.until = arena_copy(keep, words.until);
        entry.words = words;
        vec_push(&gathering->entries, entry);
    } else {
        vec_push(&gathering->apart, entry.row);
    }
    arena_release(&scratch);
}

static bool is_chosen(const Gathering *gathering, const CorpusMeasure *measure) {
    const CorpusChoice *choice = gathering->choice;
    bool chosen = !choice || choice->themes.n == 0;
    for (uint32_t i = 0; !chosen && i < measure->n_themes; i++)
        chosen = corpus_shows_theme(choice, gathering->corpus, measure->themes[i]);
    return chosen;
}

/* Targets and measures come in the same order; of measures that the corpus has left out
 * the targets are passed over. */
static void gather(Gathering *gathering, const TargetRowList *targets) {
    const Corpus *corpus = gathering->corpus;
    size_t next = 0;
    for (uint32_t p = 0; p < corpus->n_plans; p++) {
        const CorpusPlan *plan = &corpus->plans[p];
        size_t i = plan->first, end = plan->first + plan->n;
        for (; next < targets->n && measure_plan(targets->at[next].measure) == plan->id;
             next++) {
            const TargetRow *row = &targets->at[next];
            while (i < end && corpus->measures[i].id < row->measure)
                i++;
            if (i < end && corpus->measures[i].id == row->measure &&
                is_chosen(gathering, &corpus->measures[i]))
                gather_one(gathering, (Entry){.row = row,
                                              .measure = &corpus->measures[i],
                                              .plan = p,
                                              .place = next});
        }
    }
}

static int compare_entries(const void *a, const void *b) {
    const Entry *x = a, *y = b;
    int order = slice_compare(x->key, y->key);
    if (!order)
        order = slice_compare(x->words.kind, y->words.kind);
    if (!order)
        order = slice_compare(x->words.until, y->words.until);
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

/* ---- The unit of an indicator ---- */

/* The unit that most targets are given in; of equals the first by name. A family has few
 * of them. */
static const Target *most_used_unit(const Entry *entries, size_t n) {
    struct {
        const Target *target;
        size_t used;
    } units[16] = {0};
    size_t n_units = 0, best = 0;
    for (size_t i = 0; i < n; i++) {
        const Target *target = &entries[i].row->target;
        size_t k = 0;
        while (k < n_units && !slice_equal(units[k].target->unit_norm, target->unit_norm))
            k++;
        if (k == n_units && n_units < sizeof units / sizeof *units)
            units[n_units++].target = target;
        if (k < n_units)
            units[k].used++;
    }
    for (size_t k = 1; k < n_units; k++) {
        bool first =
            slice_compare(units[k].target->unit_norm, units[best].target->unit_norm) < 0;
        if (units[k].used > units[best].used ||
            (units[k].used == units[best].used && first))
            best = k;
    }
    return units[best].target;
}

/* ---- Ranks inside a class ---- */

/* Which way is more demanding: what the words ask for; else more is, but for what is a
 * burden and is not said to fall. */
static int demand_of(const Entry *entries, size_t n) {
    bool up = false, down = false;
    for (size_t i = 0; i < n; i++) {
        up = up || entries[i].words.demand > 0;
        down = down || entries[i].words.demand < 0;
    }
    if (up || down)
        return up && down ? 0 : up ? 1 : -1;
    const IndicatorWords *words = &entries[0].words;
    return indicator_is_burden(words->core) && !(words->senses & SENSE_FALL) ? -1 : 1;
}

/* Of a range the end that asks for less holds. */
static double bound_of(const IndicatorTarget *target, int demand) {
    return demand < 0 && !isnan(target->high) ? target->high : target->value;
}

typedef struct {
    IndicatorTarget target;
    double weight; /* the greater the more demanding; NaN for masked ones */
    size_t place;
} Ranked;

static int compare_ranked(const void *a, const void *b) {
    const Ranked *x = a, *y = b;
    if (isnan(x->weight) != isnan(y->weight))
        return isnan(x->weight) ? 1 : -1;
    if (!isnan(x->weight) && x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* What the making of all indicators shares. seen: by plan, the class it was last seen in.
 */
typedef struct {
    const Corpus *corpus;
    Arena *keep;
    size_t *seen;
    size_t n_classes;
} Making;

/* A plan's first in this order is its most demanding one. */
static void give_ranks(Making *making, Ranked *ranked, size_t n) {
    uint32_t plans = 0, rank = 0;
    double last = NAN;
    for (size_t i = 0; i < n && !isnan(ranked[i].weight); i++) {
        IndicatorTarget *target = &ranked[i].target;
        if (making->seen[target->plan] == making->n_classes)
            continue;
        making->seen[target->plan] = making->n_classes;
        plans++;
        if (!(ranked[i].weight == last))
            rank = plans;
        last = ranked[i].weight;
        target->rank = rank;
        target->strictest = true;
    }
}

static size_t count_plans(const Entry *entries, size_t n) {
    size_t plans = 0;
    for (size_t i = 0; i < n; i++)
        plans += i == 0 || entries[i].plan != entries[i - 1].plan;
    return plans;
}

/* value, high or baseline, which are as written, in the unit of the indicator. */
static double in_unit(const Target *target, double written, double factor) {
    double norm = target->value != 0 ? target->value_norm / target->value : 1;
    return written * norm * factor;
}

static IndicatorTarget value_of(const Entry *entry, double unit_factor) {
    const Target *target = &entry->row->target;
    double factor = entry->words.factor / unit_factor;
    bool masked = target->redacted;
    return (IndicatorTarget){
        .row = entry->row,
        .plan = entry->plan,
        .value = masked ? NAN : target->value_norm * factor,
        .high = masked || !target->has_high ? NAN : in_unit(target, target->high, factor),
        .baseline =
            target->has_baseline ? in_unit(target, target->baseline, factor) : NAN,
    };
}

/* Of entries of one class, by place. */
static IndicatorClass make_class(Making *making, const Entry *entries, size_t n,
                                 double unit_factor) {
    IndicatorClass made = {.kind = entries[0].words.kind,
                           .until = entries[0].words.until,
                           .demand = demand_of(entries, n),
                           .n = n,
                           .n_plans = count_plans(entries, n),
                           .least = NAN,
                           .most = NAN};
    Arena scratch = {0};
    Ranked *ranked = ARENA_ARRAY(&scratch, Ranked, n);
    for (size_t i = 0; i < n; i++) {
        IndicatorTarget value = value_of(&entries[i], unit_factor);
        double bound = bound_of(&value, made.demand);
        ranked[i] = (Ranked){value, made.demand < 0 ? -bound : bound, entries[i].place};
        made.least = fmin(made.least, value.value);
        made.most = fmax(made.most, isnan(value.high) ? value.value : value.high);
    }
    qsort(ranked, n, sizeof *ranked, compare_ranked);
    making->n_classes++;
    give_ranks(making, ranked, n);
    for (size_t i = 0; i < n; i++)
        made.n_valued += ranked[i].target.rank > 0;
    IndicatorTarget *kept = ARENA_ARRAY(making->keep, IndicatorTarget, n);
    size_t at = 0;
    for (int unranked = 0; unranked < 2; unranked++)
        for (size_t i = 0; i < n; i++)
            if ((ranked[i].target.rank == 0) == unranked)
                kept[at++] = ranked[i].target;
    if (made.demand == 0 || made.n_valued < 2)
        for (size_t i = 0; i < n; i++)
            kept[i].rank = 0;
    made.at = kept;
    arena_release(&scratch);
    return made;
}

/* ---- An indicator ---- */

static int compare_classes(const void *a, const void *b) {
    const IndicatorClass *x = a, *y = b;
    if (x->n_plans != y->n_plans)
        return x->n_plans > y->n_plans ? -1 : 1;
    int order = slice_compare(x->kind, y->kind);
    return order ? order : slice_compare(x->until, y->until);
}

static bool same_class(const Entry *a, const Entry *b) {
    return slice_equal(a->words.kind, b->words.kind) &&
           slice_equal(a->words.until, b->words.until);
}

static bool is_core(const Making *making, const CorpusMeasure *measure) {
    const ThemeInfo *themes = making->corpus->themes;
    for (uint32_t i = 0; i < measure->n_themes; i++) {
        const ThemeInfo *theme = &themes[measure->themes[i]];
        bool parent = theme->parent != UINT32_MAX && themes[theme->parent].core;
        if (theme->core || parent)
            return true;
    }
    return false;
}

static int compare_numbers(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static size_t count_all_plans(const Entry *entries, size_t n) {
    Arena scratch = {0};
    uint32_t *plans = ARENA_ARRAY(&scratch, uint32_t, n);
    for (size_t i = 0; i < n; i++)
        plans[i] = entries[i].plan;
    qsort(plans, n, sizeof *plans, compare_numbers);
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += i == 0 || plans[i] != plans[i - 1];
    arena_release(&scratch);
    return count;
}

static Indicator make_indicator(Making *making, const Entry *entries, size_t n) {
    Arena *keep = making->keep;
    const IndicatorWords *words = &entries[0].words;
    double factor;
    const Target *unit = most_used_unit(entries, n);
    indicator_unit(unit->unit_norm, &factor);
    Indicator made = {.key = entries[0].key,
                      .name = name_of(words, keep),
                      .unit = unit->unit_norm,
                      .per = words->per,
                      .n_plans = count_all_plans(entries, n),
                      .n_targets = n};
    made.label = made.unit.n ? arena_format(keep, "%.*s（%.*s）", SLICE_ARG(made.name),
                                            SLICE_ARG(made.unit))
                             : made.name;
    VEC(IndicatorClass) classes = {0};
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && same_class(&entries[end], &entries[i]); end++)
            ;
        vec_push(&classes, make_class(making, &entries[i], end - i, factor));
    }
    for (size_t i = 0; i < n; i++)
        made.core = made.core || is_core(making, entries[i].measure);
    qsort(classes.at, classes.n, sizeof *classes.at, compare_classes);
    IndicatorClass *kept = ARENA_ARRAY(keep, IndicatorClass, classes.n);
    memcpy(kept, classes.at, classes.n * sizeof *kept);
    made.at = kept;
    made.n = classes.n;
    vec_release(&classes);
    return made;
}

static int compare_indicators(const void *a, const void *b) {
    const Indicator *x = a, *y = b;
    if (x->n_plans != y->n_plans)
        return x->n_plans > y->n_plans ? -1 : 1;
    if (x->core != y->core)
        return x->core ? -1 : 1;
    return slice_compare(x->key, y->key);
}

void indicators_align(const Corpus *corpus, const TargetRowList *targets,
                      const CorpusChoice *choice, Arena *keep,
                      IndicatorList *indicators) {
    Gathering gathering = {.corpus = corpus, .choice = choice, .keep = keep};
    gather(&gathering, targets);
    Making making = {.corpus = corpus,
                     .keep = keep,
                     .seen = ARENA_ARRAY(keep, size_t, corpus->n_plans)};
    VEC(Indicator) made = {0};
    if (gathering.entries.n)
        qsort(gathering.entries.at, gathering.entries.n, sizeof *gathering.entries.at,
              compare_entries);
    for (size_t i = 0, end; i < gathering.entries.n; i = end) {
        for (end = i + 1;
             end < gathering.entries.n &&
             slice_equal(gathering.entries.at[end].key, gathering.entries.at[i].key);
             end++)
            ;
        vec_push(&made, make_indicator(&making, &gathering.entries.at[i], end - i));
    }
    if (made.n)
        qsort(made.at, made.n, sizeof *made.at, compare_indicators);
    Indicator *kept = ARENA_ARRAY(keep, Indicator, made.n);
    const TargetRow **apart = ARENA_ARRAY(keep, const TargetRow *, gathering.apart.n);
    for (size_t i = 0; i < made.n; i++)
        kept[i] = made.at[i];
    for (size_t i = 0; i < gathering.apart.n; i++)
        apart[i] = gathering.apart.at[i];
    *indicators =
        (IndicatorList){kept, made.n, gathering.n_targets, apart, gathering.apart.n};
    vec_release(&made);
    vec_release(&gathering.entries);
    vec_release(&gathering.apart);
}
