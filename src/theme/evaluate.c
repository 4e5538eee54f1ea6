/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rules hold in one unit of text. Work is bounded by hits times the logarithm of
 * hits, also for a text made to be nothing but hits: windows and neighbours are found by
 * search, never by comparing all pairs. */
#include "base/base.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/utf8.h"
#include "theme/coder_p.h"

enum {
    REGEX_TEXT_MAX = 65536, /* a pattern looks at the first bytes of a unit only */
    REGEX_HITS_MAX = 1000,
    LITERAL_MAX = 600, /* bytes: how far back a longer hit can begin */
};

/* One unit, or a measure with its headings, as a rule sees it. */
typedef struct {
    Coder *coder;
    Slice view;
    const UnitHit *hits; /* by start, longer first */
    size_t n;
    const Rule *rule;
    uint32_t body_at, body_end; /* hits outside stand in headings */
} Sight;

static int compare_hits(const void *left, const void *right) {
    const UnitHit *a = left, *b = right;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    return (a->atom > b->atom) - (a->atom < b->atom);
}

/* ---- Scanning ---- */

/* PCRE2's answer for the first match from a place on. */
static int find_pattern(const Coder *coder, uint32_t i, Slice text, size_t at) {
    const pcre2_code *code = coder->scheme->regexes.at[i].code;
    uint32_t checked = at ? PCRE2_NO_UTF_CHECK : 0;
    int found = pcre2_match(code, (PCRE2_SPTR)text.p, text.n, at, checked, coder->match,
                            coder->limits);
    /* Compiled patterns have a small stack; the slower way has room. */
    if (found == PCRE2_ERROR_JIT_STACKLIMIT)
        found = pcre2_match(code, (PCRE2_SPTR)text.p, text.n, at, checked | PCRE2_NO_JIT,
                            coder->match, coder->limits);
    return found;
}

static void find_patterns(Coder *coder, const Unit *unit) {
    Slice text = slice_sub(buf_slice(&coder->fold.view), unit->at, unit->end);
    text = utf8_cut(text, REGEX_TEXT_MAX);
    for (uint32_t i = 0; i < coder->scheme->regexes.n; i++) {
        size_t at = 0;
        for (size_t n = 0; n < REGEX_HITS_MAX && at < text.n; n++) {
            if (find_pattern(coder, i, text, at) < 0) /* no match, or a limit was reached:
                                                         it says nothing here */
                break;
            const PCRE2_SIZE *span = pcre2_get_ovector_pointer(coder->match);
            if (span[1] > span[0]) {
                UnitHit hit = {unit->at + (uint32_t)span[0], unit->at + (uint32_t)span[1],
                               ATOM_REGEX | i};
                vec_push(&coder->hits, hit);
            }
            at = span[1] > at ? span[1] : at + utf8_decode(text, at).length;
        }
    }
}

void coder_scan(Coder *coder) {
    coder->raw.n = 0;
    coder->hits.n = 0;
    matcher_scan(coder->scheme->matcher, coder->scratch, buf_slice(&coder->fold.view),
                 &coder->raw);
    size_t next = 0;
    for (size_t i = 0; i < coder->units.n; i++) {
        Unit *unit = &coder->units.at[i];
        unit->first_hit = coder->hits.n;
        for (; next < coder->raw.n && coder->raw.at[next].end <= unit->end; next++) {
            Hit hit = coder->raw.at[next];
            vec_push(&coder->hits, (UnitHit){hit.at, hit.end, hit.literal});
        }
        find_patterns(coder, unit);
        unit->n_hits = coder->hits.n - unit->first_hit;
        if (unit->n_hits > 1)
            qsort(coder->hits.at + unit->first_hit, unit->n_hits, sizeof(UnitHit),
                  compare_hits);
    }
}

/* ---- What strikes a hit ---- */

static void note(const Sight *sight, Fate why, const UnitHit *hit, const UnitHit *by) {
    if (!sight->coder->traced)
        return;
    Struck struck = {.why = why,
                     .rule = (uint32_t)(sight->rule - sight->coder->scheme->rules.at),
                     .at = hit->at,
                     .end = hit->end,
                     .by_at = by ? by->at : 0,
                     .by_end = by ? by->end : 0,
                     .heading = hit->at < sight->body_at || hit->at >= sight->body_end};
    vec_push(&sight->coder->trace, struck);
}

/* The first hit that starts at or after a byte. */
static size_t first_from(const Sight *sight, uint32_t at) {
    size_t low = 0, high = sight->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sight->hits[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum { STRETCHES_MAX = 64 }; /* of one unit; each is compared with every hit */

/* The hits that may strike others: a few of all, or none. */
static void find_excluding(const Sight *sight) {
    Coder *coder = sight->coder;
    coder->excluding.n = coder->passing.n = 0;
    for (uint32_t i = 0; i < sight->n; i++) {
        Atom atom = sight->hits[i].atom;
        if (!(atom & ATOM_REGEX) && coder->scheme->excludes[atom])
            vec_push(&coder->excluding, i);
        if (atom & ATOM_REGEX && coder->passing.n < STRETCHES_MAX &&
            ids_have(coder->scheme->passing, atom))
            vec_push(&coder->passing, i);
    }
}

static bool is_excluded(const Sight *sight, const UnitHit *hit) {
    const Coder *coder = sight->coder;
    uint32_t from = hit->end > LITERAL_MAX ? hit->end - LITERAL_MAX : 0;
    size_t low = 0, high = coder->excluding.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sight->hits[coder->excluding.at[middle]].at < from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < coder->excluding.n; low++) {
        const UnitHit *other = &sight->hits[coder->excluding.at[low]];
        if (other->at > hit->at)
            return false;
        bool longer =
            other->end >= hit->end && other->end - other->at > hit->end - hit->at;
        if (longer && ids_have(sight->rule->excluded, other->atom)) {
            note(sight, FATE_EXCLUDED, hit, other);
            return true;
        }
    }
    return false;
}

/* How many bytes of an end of a clause or sentence begin here. Folded text has these
 * marks in ASCII, but for the full stop (。); the pause mark (、) joins a list and ends
 * nothing. */
typedef enum { STOP_NONE, STOP_CLAUSE, STOP_SENTENCE, STOP_MAYBE } StopKind;
static const uint8_t stops[256] = {
    [','] = STOP_CLAUSE,   [':'] = STOP_CLAUSE,   ['!'] = STOP_SENTENCE,
    ['?'] = STOP_SENTENCE, [';'] = STOP_SENTENCE, ['\n'] = STOP_SENTENCE,
    [0xE3] = STOP_MAYBE,
};

static StopKind stop_at(Slice view, size_t at) {
    StopKind kind = stops[(unsigned char)view.p[at]];
    if (kind != STOP_MAYBE)
        return kind;
    bool full_stop = at + 2 < view.n && memcmp(view.p + at, "。", 3) == 0;
    return full_stop ? STOP_SENTENCE : STOP_NONE;
}

/* At most `within` characters in [at, end), and no end of a clause (or, for near, of a
 * unit). */
static bool is_close(Slice view, uint32_t at, uint32_t end, uint32_t within,
                     bool clause) {
    if (end < at || end - at > within * 4)
        return false;
    Slice gap = slice_sub(view, at, end);
    if (utf8_count(gap) > within)
        return false;
    for (size_t i = 0; i < gap.n; i++) {
        if (gap.p[i] == '\n' || (clause && stop_at(view, at + i)))
            return false;
    }
    return true;
}

static bool is_negated(const Sight *sight, const UnitHit *hit) {
    const Negation *negation = sight->rule->negation;
    uint32_t reach = negation->within * 4 + LITERAL_MAX;
    uint32_t from = hit->at > reach ? hit->at - reach : 0;
    for (size_t i = first_from(sight, from); i < sight->n && sight->hits[i].at < hit->at;
         i++) {
        const UnitHit *word = &sight->hits[i];
        if (word->end <= hit->at && ids_have(negation->words, word->atom) &&
            is_close(sight->view, word->end, hit->at, negation->within, true)) {
            note(sight, FATE_NEGATED, hit, word);
            return true;
        }
    }
    return false;
}

static bool is_passing(const Sight *sight, const UnitHit *hit) {
    const Coder *coder = sight->coder;
    for (size_t i = 0; i < coder->passing.n; i++) {
        const UnitHit *stretch = &sight->hits[coder->passing.at[i]];
        if (stretch->at <= hit->at && hit->end <= stretch->end && stretch != hit) {
            note(sight, FATE_PASSING, hit, stretch);
            return true;
        }
    }
    return false;
}

static bool is_live(const Sight *sight, const UnitHit *hit) {
    return !(sight->coder->passing.n && is_passing(sight, hit)) &&
           !(sight->rule->excluded.n && is_excluded(sight, hit)) &&
           !(sight->rule->negation && is_negated(sight, hit));
}

/* ---- Conditions ---- */

typedef struct {
    uint32_t at, end;
} Window;

static void add_row(const Sight *sight, const UnitHit *hit, double weight) {
    Coder *coder = sight->coder;
    Row row = {.rule = (uint32_t)(sight->rule - coder->scheme->rules.at),
               .at = hit->at,
               .end = hit->end,
               .atom = hit->atom,
               .weight = weight,
               .heading = hit->at < sight->body_at || hit->at >= sight->body_end};
    vec_push(&coder->rows, row);
}

/* The next live hit of a set that lies in the window, from hit i on; NULL when there is
 * none. */
static const UnitHit *next_of(const Sight *sight, Ids atoms, Window window, size_t *i) {
    for (; *i < sight->n && sight->hits[*i].at < window.end; ++*i) {
        const UnitHit *hit = &sight->hits[*i];
        if (hit->end <= window.end && ids_have(atoms, hit->atom) && is_live(sight, hit))
            return &sight->hits[(*i)++];
    }
    return NULL;
}

static bool holds_set(const Sight *sight, const Test *test, Window window) {
    size_t i = first_from(sight, window.at);
    bool any = false;
    for (const UnitHit *hit; (hit = next_of(sight, test->atoms, window, &i));) {
        add_row(sight, hit, 0);
        any = true;
    }
    return any;
}

/* Extends a chain by one part: the first hit of the part that follows `from` closely
 * enough. */
static const UnitHit *follow(const Sight *sight, const Test *near, size_t part,
                             Window window, const UnitHit *from) {
    size_t i = first_from(sight, from->end);
    for (const UnitHit *hit;
         (hit = next_of(sight, near->parts[part]->atoms, window, &i));) {
        if (hit->at - from->end > near->within * 4)
            return NULL;
        if (is_close(sight->view, from->end, hit->at, near->within, false))
            return hit;
    }
    return NULL;
}

/* Each hit of the first part begins one chain; what follows it is taken at its first
 * chance. */
static bool holds_chain(const Sight *sight, const Test *near, Window window,
                        bool turned) {
    size_t i = first_from(sight, window.at), first = turned ? near->n - 1 : 0;
    for (const UnitHit *hit;
         (hit = next_of(sight, near->parts[first]->atoms, window, &i));) {
        size_t before = sight->coder->rows.n;
        const UnitHit *last = hit;
        add_row(sight, hit, 0);
        for (size_t k = 1; k < near->n && last; k++) {
            last = follow(sight, near, turned ? near->n - 1 - k : k, window, last);
            if (last)
                add_row(sight, last, 0);
        }
        if (last)
            return true;
        sight->coder->rows.n = before;
    }
    return false;
}

static bool holds(const Sight *sight, const Test *test, Window window);

static bool holds_any(const Sight *sight, const Test *test, Window window) {
    bool any = false;
    for (size_t i = 0; i < test->n; i++)
        any |= holds(sight, test->parts[i], window);
    return any;
}

static bool holds_all(const Sight *sight, const Test *test, Window window) {
    for (size_t i = 0; i < test->n; i++) {
        if (!holds(sight, test->parts[i], window))
            return false;
    }
    return true;
}

/* Adds the hits that make it true; when it is false, no rows are left behind. Depth is
 * bounded by the JSON parser. */
static bool holds(const Sight *sight, const Test *test, Window window) {
    Coder *coder = sight->coder;
    size_t before = coder->rows.n;
    bool ok = false;
    switch (test->kind) {
    case TEST_SET: ok = holds_set(sight, test, window); break;
    case TEST_ANY: ok = holds_any(sight, test, window); break;
    case TEST_ALL: ok = holds_all(sight, test, window); break;
    case TEST_NEAR:
        ok = holds_chain(sight, test, window, false) ||
             (!test->ordered && holds_chain(sight, test, window, true));
        break;
    case TEST_NONE: {
        ok = !holds_any(sight, test, window);
        coder->rows.n = before;
        break;
    }
    }
    if (!ok)
        coder->rows.n = before;
    return ok;
}

/* ---- Windows ---- */

static void find_stops(Coder *coder, const Unit *unit) {
    Slice view = buf_slice(&coder->fold.view);
    for (uint32_t at = unit->at; at < unit->end; at++) {
        StopKind stop = stop_at(view, at);
        if (stop)
            vec_push(&coder->clauses, at);
        if (stop == STOP_SENTENCE)
            vec_push(&coder->sentences, at);
    }
    vec_push(&coder->clauses, unit->end);
    vec_push(&coder->sentences, unit->end);
}

/* The window of the rule's scope around a byte of the unit. */
static Window window_at(Coder *coder, const Unit *unit, Scope scope, uint32_t at) {
    if (scope == SCOPE_MEASURE || scope == SCOPE_HEADING)
        return (Window){unit->at, unit->end};
    if (coder->clauses.n == 0)
        find_stops(coder, unit);
    const uint32_t *ends =
        scope == SCOPE_CLAUSE ? coder->clauses.at : coder->sentences.at;
    size_t low = 0,
           high = (scope == SCOPE_CLAUSE ? coder->clauses.n : coder->sentences.n) - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ends[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return (Window){low ? ends[low - 1] : unit->at, ends[low]};
}

/* ---- Rules ---- */

static int compare_pairs(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/* Most units have a handful, for which the library's sort is slow. */
static void sort_pairs(uint64_t *pairs, size_t n) {
    if (n > 40) {
        qsort(pairs, n, sizeof *pairs, compare_pairs);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        uint64_t pair = pairs[i];
        size_t k = i;
        for (; k > 0 && pairs[k - 1] > pair; k--)
            pairs[k] = pairs[k - 1];
        pairs[k] = pair;
    }
}

/* What each hit may set off, by rule and then by place. */
static void pair_up(Coder *coder, const UnitHit *hits, size_t n) {
    const Scheme *scheme = coder->scheme;
    coder->pairs.n = 0;
    for (size_t i = 0; i < n; i++) {
        size_t atom = scheme_atom(scheme, hits[i].atom);
        for (uint32_t k = scheme->rules_from[atom]; k < scheme->rules_from[atom + 1]; k++)
            vec_push(&coder->pairs, (uint64_t)scheme->rules_of[k] << 32 | i);
    }
    sort_pairs(coder->pairs.at, coder->pairs.n);
}

static double term_weight(const Rule *rule, Atom atom) {
    size_t low = 0, high = rule->n_terms;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (rule->terms[middle].atom <= atom)
            low = middle;
        else
            high = middle;
    }
    return rule->terms[low].weight;
}

/* The hits are the pairs [first, first + n), all of the sight's rule. */
static void apply_rule(const Sight *sight, const Unit *unit, size_t first, size_t n) {
    Coder *coder = sight->coder;
    const Rule *rule = sight->rule;
    Fire fire = {.rule = (uint32_t)(rule - coder->scheme->rules.at),
                 .first_row = coder->rows.n};
    uint32_t done = 0;
    for (size_t i = first; i < first + n; i++) {
        const UnitHit *hit = &sight->hits[(uint32_t)coder->pairs.at[i]];
        if (!rule->test) {
            if (is_live(sight, hit))
                add_row(sight, hit, term_weight(rule, hit->atom));
            continue;
        }
        Window window = rule->scope == SCOPE_HEADING
                            ? (Window){0, UINT32_MAX}
                            : window_at(coder, unit, rule->scope, hit->at);
        if (window.end <= done)
            continue;
        done = window.end;
        size_t before = coder->rows.n;
        if (!holds(sight, rule->test, window))
            note(sight, FATE_UNMET, hit, NULL);
        else if (before == fire.first_row)
            fire.weight = rule->weight;
    }
    fire.n_rows = coder->rows.n - fire.first_row;
    if (fire.n_rows)
        vec_push(&coder->fires, fire);
}

static bool has_any(const Sight *sight, const Unit *unit, Ids atoms) {
    for (size_t i = 0; i < unit->n_hits; i++) {
        if (ids_have(atoms, sight->coder->hits.at[unit->first_hit + i].atom))
            return true;
    }
    return false;
}

static bool has_context(const Sight *sight, const Unit *unit, const Headings *above) {
    Ids context = sight->rule->context;
    bool found = context.n == 0 || has_any(sight, unit, context);
    for (size_t i = 0; !found && i < above->n; i++)
        found = has_any(sight, above->at[i], context);
    return found;
}

static void note_no_context(const Sight *sight, size_t first, size_t n) {
    for (size_t i = first; sight->coder->traced && i < first + n; i++)
        note(sight, FATE_NO_CONTEXT, &sight->hits[(uint32_t)sight->coder->pairs.at[i]],
             NULL);
}

static bool looks_at(const Rule *rule, bool heading) {
    return heading ? rule->heading != HEADING_NONE && rule->scope != SCOPE_HEADING
                   : rule->body && rule->scope != SCOPE_HEADING;
}

void coder_evaluate(Coder *coder, Unit *unit, const Headings *above) {
    unit->first_fire = coder->fires.n;
    unit->n_fires = 0;
    if (unit->n_hits == 0)
        return;
    Sight sight = {.coder = coder,
                   .view = buf_slice(&coder->fold.view),
                   .hits = coder->hits.at + unit->first_hit,
                   .n = unit->n_hits,
                   .body_at = unit->heading ? UINT32_MAX : unit->at,
                   .body_end = unit->end};
    find_excluding(&sight);
    pair_up(coder, sight.hits, sight.n);
    coder->clauses.n = coder->sentences.n = 0;
    for (size_t i = 0, n; i < coder->pairs.n; i += n) {
        uint32_t rule = (uint32_t)(coder->pairs.at[i] >> 32);
        for (n = 1; i + n < coder->pairs.n && coder->pairs.at[i + n] >> 32 == rule; n++)
            ;
        sight.rule = &coder->scheme->rules.at[rule];
        if (!looks_at(sight.rule, unit->heading))
            continue;
        if (has_context(&sight, unit, above))
            apply_rule(&sight, unit, i, n);
        else
            note_no_context(&sight, i, n);
    }
    unit->n_fires = coder->fires.n - unit->first_fire;
}

/* What stands in headings alone is for the rules about headings. */
static bool has_body_row(const Coder *coder, const Fire *fire) {
    for (size_t i = 0; i < fire->n_rows; i++) {
        if (!coder->rows.at[fire->first_row + i].heading)
            return true;
    }
    return false;
}

static void join_hits(Coder *coder, const Unit *unit, const Headings *above) {
    coder->joined.n = 0;
    for (size_t i = above->n; i-- > 0;) { /* outermost first: the order of the view */
        for (size_t k = 0; k < above->at[i]->n_hits; k++)
            vec_push(&coder->joined, coder->hits.at[above->at[i]->first_hit + k]);
    }
    for (size_t k = 0; k < unit->n_hits; k++)
        vec_push(&coder->joined, coder->hits.at[unit->first_hit + k]);
}

void coder_evaluate_joined(Coder *coder, Unit *unit, const Headings *above) {
    if (unit->n_hits == 0)
        return;
    join_hits(coder, unit, above);
    Sight sight = {.coder = coder,
                   .view = buf_slice(&coder->fold.view),
                   .hits = coder->joined.at,
                   .n = coder->joined.n,
                   .body_at = unit->at,
                   .body_end = unit->end};
    find_excluding(&sight);
    pair_up(coder, sight.hits, sight.n);
    for (size_t i = 0, k; i < coder->pairs.n; i += k) {
        uint32_t rule = (uint32_t)(coder->pairs.at[i] >> 32);
        for (k = 1; i + k < coder->pairs.n && coder->pairs.at[i + k] >> 32 == rule; k++)
            ;
        sight.rule = &coder->scheme->rules.at[rule];
        size_t before = coder->fires.n;
        if (sight.rule->scope == SCOPE_HEADING && sight.rule->body &&
            has_context(&sight, unit, above))
            apply_rule(&sight, unit, i, k);
        if (coder->fires.n > before && !has_body_row(coder, vec_last(&coder->fires)))
            coder->fires.n = before;
    }
    unit->n_fires = coder->fires.n - unit->first_fire;
}
