/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "compare/origins.h"

enum {
    LEAST_PASSAGE = 20,
    FORMULA_PROVINCES = 3,
    MOST_PLANS_COUNTED = 32, /* for a seed, when peers are ranked */
    MOST_PEERS = 32          /* searched for one plan */
};

static const struct {
    const char *key, *en, *zh;
} origin_words[] = {
#define X(origin, key, en, zh) {key, en, zh},
    ORIGINS(X)
#undef X
};

const char *origin_key(Origin origin) {
    return origin_words[origin].key;
}

const char *origin_name(Origin origin) {
    return T(origin_words[origin].en, origin_words[origin].zh);
}

Origin origin_of_lineage(Lineage lineage) {
    static const Origin origins[] = {
        [LINEAGE_NONE] = ORIGIN_OWN,          [LINEAGE_NATIONAL] = ORIGIN_NATIONAL,
        [LINEAGE_PROVINCE] = ORIGIN_PROVINCE, [LINEAGE_CITY] = ORIGIN_CITY,
        [LINEAGE_EARLIER] = ORIGIN_EARLIER,   [LINEAGE_PEER] = ORIGIN_PEER,
        [LINEAGE_UNSURE] = ORIGIN_UNSURE,
    };
    return origins[lineage];
}

typedef struct {
    Origins *origins;
    size_t plan;         /* the one that is searched */
    Lineage *lineage;    /* of every plan to it */
    bool *done;          /* every plan: searched */
    uint32_t *province;  /* of every plan, numbered from 1 */
    size_t *seen, stamp; /* for every province the count it was last seen in */
    bool *widespread;    /* every group, none for 0: stands in enough provinces */
    size_t *shared;      /* with each plan: seeds that have no origin yet */
    PassageList list;    /* all its passages */
} Finding;

/* ---- Formulas ---- */

/* Provinces as numbers from 1; 0: not known. */
static void number_provinces(Finding *finding) {
    const Corpus *corpus = finding->origins->corpus;
    uint32_t *number = finding->province;
    uint32_t n = 0;
    for (size_t i = 0; i < corpus->n_plans; i++) {
        Slice province = corpus->plans[i].province;
        for (size_t k = 0; k < i && province.n && !number[i]; k++) {
            if (slice_equal(corpus->plans[k].province, province))
                number[i] = number[k];
        }
        if (province.n && !number[i])
            number[i] = ++n;
    }
}

static bool is_new(Finding *finding, uint32_t province) {
    if (province == 0 || finding->seen[province] == finding->stamp)
        return false;
    finding->seen[province] = finding->stamp;
    return true;
}

/* Groups that stand in enough provinces at all: few, so that the rest need no second
 * look. */
static void find_widespread(Finding *finding) {
    const SeedIndex *seeds = &finding->origins->seeds;
    for (size_t group = 1; group <= seeds->n_groups; group++) {
        size_t spread = 0;
        finding->stamp++;
        for (size_t i = seeds->begin[group]; i < seeds->begin[group + 1]; i++)
            spread += is_new(finding, finding->province[seeds->at[i].plan]);
        finding->widespread[group] = spread >= finding->origins->options.provinces;
    }
}

/* Whether the seed stands in so many other provinces' plans that are not later: then it
 * was common when this plan was written. */
static bool is_formula(Finding *finding, uint32_t group) {
    const SeedIndex *seeds = &finding->origins->seeds;
    size_t spread = 0, wanted = finding->origins->options.provinces;
    finding->stamp++;
    for (size_t i = seeds->begin[group]; i < seeds->begin[group + 1]; i++) {
        uint32_t plan = seeds->at[i].plan;
        uint32_t province = finding->province[plan];
        if (finding->lineage[plan] == LINEAGE_NONE ||
            province == finding->province[finding->plan] || !is_new(finding, province))
            continue;
        if (++spread == wanted)
            return true;
    }
    return false;
}

/* ---- One plan ---- */

static void mark(Finding *finding, size_t at, size_t end, Origin origin) {
    uint8_t *marks = finding->origins->origin;
    for (size_t i = at; i < end; i++) {
        if (origin < marks[i])
            marks[i] = (uint8_t)origin;
    }
}

/* The passages shared with another plan, and the origin of their characters. Those found
 * are list.found[from..]. */
static size_t search(Finding *finding, size_t other) {
    Origins *origins = finding->origins;
    PassageList *list = &finding->list;
    size_t from = list->found.n;
    passages_find(&origins->streams, &origins->seeds, finding->plan, other,
                  origins->options.least, list);
    Origin origin = origin_of_lineage(finding->lineage[other]);
    for (size_t i = from; i < list->found.n; i++) {
        const Passage *passage = &list->found.at[i];
        for (size_t k = 0; k < passage->n_runs; k++) {
            PassageRun run = list->runs.at[passage->runs + k];
            mark(finding, run.at, run.end, origin);
        }
    }
    return from;
}

static void mark_formulas(Finding *finding) {
    const Streams *streams = &finding->origins->streams;
    const uint32_t *group = finding->origins->seeds.group;
    for (size_t i = streams->first[finding->plan]; i < streams->first[finding->plan + 1];
         i++) {
        if (finding->widespread[group[i]] && is_formula(finding, group[i]))
            mark(finding, i, i + SEED_LENGTH, ORIGIN_FORMULA);
    }
}

/* Adds to (or takes from) what is shared at this place with each plan of this lineage
 * that has its seed, the first MOST_PLANS_COUNTED of them. */
static void count_shared(Finding *finding, size_t place, Lineage lineage, bool more) {
    const SeedIndex *seeds = &finding->origins->seeds;
    uint32_t group = seeds->group[place];
    size_t counted = 0;
    if (!group)
        return;
    for (size_t i = seeds->begin[group];
         i < seeds->begin[group + 1] && counted < MOST_PLANS_COUNTED; i++) {
        uint32_t plan = seeds->at[i].plan;
        bool again = i > seeds->begin[group] && seeds->at[i - 1].plan == plan;
        if (again || finding->lineage[plan] != lineage)
            continue;
        counted++;
        if (more)
            finding->shared[plan]++;
        else
            finding->shared[plan]--;
    }
}

static size_t most_shared(const Finding *finding, Lineage lineage) {
    size_t best = SIZE_MAX, most = 0;
    for (size_t i = 0; i < finding->origins->corpus->n_plans; i++) {
        if (finding->lineage[i] == lineage && !finding->done[i] &&
            finding->shared[i] > most) {
            most = finding->shared[i];
            best = i;
        }
    }
    return best;
}

static bool has_lineage(const Finding *finding, Lineage lineage) {
    for (size_t i = 0; i < finding->origins->corpus->n_plans; i++) {
        if (finding->lineage[i] == lineage)
            return true;
    }
    return false;
}

/* The plan with the most seeds that have no origin yet, then the next, until none is
 * left: so that a passage of fifty plans is aligned with a few of them. */
static void search_peers(Finding *finding, Lineage lineage) {
    if (!has_lineage(finding, lineage))
        return;
    const Streams *streams = &finding->origins->streams;
    const uint8_t *marks = finding->origins->origin;
    size_t first = streams->first[finding->plan], end = streams->first[finding->plan + 1];
    bool *open = memory_grow(NULL, end - first + 1, sizeof *open);
    memset(finding->shared, 0, finding->origins->corpus->n_plans * sizeof(size_t));
    for (size_t i = first; i < end; i++) {
        open[i - first] = marks[i] == ORIGIN_OWN;
        if (open[i - first])
            count_shared(finding, i, lineage, true);
    }
    for (size_t round = 0; round < MOST_PEERS; round++) {
        size_t other = most_shared(finding, lineage);
        if (other == SIZE_MAX)
            break;
        search(finding, other);
        for (size_t i = first; i < end; i++) {
            if (!open[i - first] || marks[i] == ORIGIN_OWN)
                continue;
            open[i - first] = false;
            count_shared(finding, i, lineage, false);
        }
        finding->done[other] = true; /* whatever is left */
    }
    free(open);
}

/* ---- The passages that are told ---- */

/* A passage with the rank of its source: superiors before all others, so that what is
 * told agrees with the shares. */
typedef struct {
    Passage passage;
    int rank;
} Candidate;

static int by_rank(const void *a, const void *b) {
    const Candidate *one = a, *two = b;
    if (one->rank != two->rank)
        return one->rank < two->rank ? -1 : 1;
    if (one->passage.matched != two->passage.matched)
        return one->passage.matched < two->passage.matched ? 1 : -1;
    if (one->passage.at != two->passage.at)
        return one->passage.at < two->passage.at ? -1 : 1;
    return (one->passage.source > two->passage.source) -
           (one->passage.source < two->passage.source);
}

static int by_place(const void *a, const void *b) {
    const Passage *one = a, *two = b;
    if (one->at != two->at)
        return one->at < two->at ? -1 : 1;
    return (one->source > two->source) - (one->source < two->source);
}

static Candidate *rank_passages(const Finding *finding) {
    const PassageList *list = &finding->list;
    const CorpusPlan *plans = finding->origins->corpus->plans;
    Candidate *candidates = memory_grow(NULL, list->found.n + 1, sizeof *candidates);
    for (size_t i = 0; i < list->found.n; i++) {
        const Passage *passage = &list->found.at[i];
        Lineage lineage = plan_lineage(&plans[finding->plan], &plans[passage->source]);
        int rank = lineage_is_above(lineage) ? 0 : (int)lineage;
        candidates[i] = (Candidate){*passage, rank};
    }
    qsort(candidates, list->found.n, sizeof *candidates, by_rank);
    return candidates;
}

static void keep_passage(const PassageList *list, Passage passage, PassageList *kept) {
    size_t runs = kept->runs.n;
    for (size_t k = 0; k < passage.n_runs; k++)
        vec_push(&kept->runs, list->runs.at[passage.runs + k]);
    passage.runs = runs;
    vec_push(&kept->found, passage);
}

/* From each rank the longest first, those that tell at least `least` characters not told
 * yet. */
static void keep_passages(Finding *finding) {
    Origins *origins = finding->origins;
    PassageList *list = &finding->list, *kept = &origins->passages;
    size_t first = origins->streams.first[finding->plan];
    size_t n = origins->streams.first[finding->plan + 1] - first;
    bool *told = memory_grow(NULL, n + 1, sizeof *told);
    Candidate *candidates = rank_passages(finding);
    memset(told, 0, n);
    size_t from = kept->found.n;
    for (size_t i = 0; i < list->found.n; i++) {
        Passage passage = candidates[i].passage;
        size_t fresh = 0;
        for (size_t k = passage.at; k < passage.end; k++)
            fresh += !told[k - first];
        if (fresh < origins->options.least)
            continue;
        memset(told + (passage.at - first), 1, passage.end - passage.at);
        keep_passage(list, passage, kept);
    }
    if (kept->found.n > from)
        qsort(kept->found.at + from, kept->found.n - from, sizeof(Passage), by_place);
    free(candidates);
    free(told);
}

static void search_plan(Finding *finding, size_t plan) {
    Origins *origins = finding->origins;
    const Corpus *corpus = origins->corpus;
    finding->plan = plan;
    finding->list.found.n = finding->list.runs.n = 0;
    for (size_t i = 0; i < corpus->n_plans; i++) {
        Lineage lineage = i == plan
                              ? LINEAGE_NONE
                              : plan_lineage(&corpus->plans[plan], &corpus->plans[i]);
        finding->lineage[i] = lineage;
        finding->done[i] = false;
        if (lineage_is_above(lineage) || lineage == LINEAGE_EARLIER)
            search(finding, i);
    }
    mark_formulas(finding);
    search_peers(finding, LINEAGE_PEER);
    search_peers(finding, LINEAGE_UNSURE);
    keep_passages(finding);
}

bool origins_of_texts(const Corpus *corpus, const Slice *texts, OriginOptions options,
                      Arena *keep, Origins *origins, Err *err) {
    *origins = (Origins){.corpus = corpus, .options = options};
    if (options.least == 0)
        origins->options.least = LEAST_PASSAGE;
    if (options.provinces == 0)
        origins->options.provinces = FORMULA_PROVINCES;
    if (!streams_build(corpus, texts, keep, &origins->streams, err))
        return false;
    seeds_build(&origins->streams, keep, &origins->seeds);
    origins->origin = ARENA_ARRAY(keep, uint8_t, origins->streams.n);
    memset(origins->origin, ORIGIN_OWN, origins->streams.n);
    origins->first_passage = ARENA_ARRAY(keep, size_t, corpus->n_plans + 1);
    Arena scratch = {0};
    Finding finding = {
        .origins = origins,
        .lineage = ARENA_ARRAY(&scratch, Lineage, corpus->n_plans),
        .done = ARENA_ARRAY(&scratch, bool, corpus->n_plans),
        .province = ARENA_ARRAY(&scratch, uint32_t, corpus->n_plans),
        .seen = ARENA_ARRAY(&scratch, size_t, corpus->n_plans + 1),
        .widespread = ARENA_ARRAY(&scratch, bool, origins->seeds.n_groups + 1),
        .shared = ARENA_ARRAY(&scratch, size_t, corpus->n_plans),
    };
    number_provinces(&finding);
    find_widespread(&finding);
    for (size_t i = 0; i < corpus->n_plans; i++) {
        search_plan(&finding, i);
        origins->first_passage[i + 1] = origins->passages.found.n;
    }
    passages_release(&finding.list);
    arena_release(&scratch);
    return true;
}

bool origins_find(Store *store, const Corpus *corpus, OriginOptions options, Arena *keep,
                  Origins *origins, Err *err) {
    const Slice *texts = NULL;
    *origins = (Origins){0};
    return corpus_texts(store, corpus, keep, &texts, err) &&
           origins_of_texts(corpus, texts, options, keep, origins, err);
}

void origins_release(Origins *origins) {
    passages_release(&origins->passages);
}

OriginTally origins_of_measure(const Origins *origins, uint32_t measure, size_t *place) {
    const Streams *streams = &origins->streams;
    size_t plan = origins->corpus->measures[measure].plan;
    OriginTally tally = {0};
    while (*place < streams->first[plan + 1] && streams->measure[*place] <= measure) {
        size_t at = (*place)++;
        if (streams->measure[at] < measure || streams->rune[at] == 0)
            continue;
        tally.of[origins->origin[at]]++;
        tally.total++;
    }
    return tally;
}

Origin origin_chief(const OriginTally *tally) {
    Origin chief = ORIGIN_OWN;
    for (size_t i = ORIGINS_COUNT; i-- > 0;) {
        if (tally->of[i] && tally->of[i] >= tally->of[chief])
            chief = (Origin)i;
    }
    return chief;
}
