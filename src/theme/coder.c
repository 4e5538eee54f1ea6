/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the rules that hold in each heading and measure to the themes of each measure:
 * overlap, thresholds, what headings lend, and rules that give way to other themes. */
#include "base/base.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "theme/coder_p.h"

enum {
    MATCH_LIMIT = 20000, /* steps of one regular expression at one place */
    HEAP_LIMIT = 4096,   /* KiB */
};
static const double epsilon = 1e-9; /* weights are decimal fractions: 0.3 + 0.7 must reach
                                       1 */

Coder *coder_new(const Scheme *scheme) {
    Coder *coder = memory_grow(NULL, 1, sizeof *coder);
    *coder = (Coder){.scheme = scheme};
    coder->scratch = matcher_scratch_new(scheme->matcher);
    coder->match = pcre2_match_data_create(4, NULL);
    coder->limits = pcre2_match_context_create(NULL);
    if (!coder->match || !coder->limits)
        out_of_memory(0);
    pcre2_set_match_limit(coder->limits, MATCH_LIMIT);
    pcre2_set_heap_limit(coder->limits, HEAP_LIMIT);
    size_t n = scheme->themes.n;
    coder->totals = memory_grow(NULL, n, sizeof *coder->totals);
    coder->coded = memory_grow(NULL, n, sizeof *coder->coded);
    for (size_t i = 0; i < n; i++) {
        coder->totals[i] = 0;
        coder->coded[i] = false;
    }
    return coder;
}

void coder_free(Coder *coder) {
    if (!coder)
        return;
    matcher_scratch_free(coder->scratch);
    pcre2_match_data_free(coder->match);
    pcre2_match_context_free(coder->limits);
    fold_release(&coder->fold);
    vec_release(&coder->raw);
    vec_release(&coder->hits);
    vec_release(&coder->units);
    vec_release(&coder->rows);
    vec_release(&coder->fires);
    vec_release(&coder->pairs);
    vec_release(&coder->clauses);
    vec_release(&coder->sentences);
    vec_release(&coder->joined);
    vec_release(&coder->excluding);
    vec_release(&coder->passing);
    vec_release(&coder->order);
    vec_release(&coder->taken);
    vec_release(&coder->trace);
    vec_release(&coder->lent);
    vec_release(&coder->touched);
    free(coder->totals);
    free(coder->coded);
    free(coder->unit_of_heading);
    free(coder);
}

/* ---- Units ---- */

static void add_unit(Coder *coder, const PlanTree *tree, uint32_t node, bool heading) {
    const PlanNode *row = &tree->nodes.at[node];
    Unit unit = {.node = node, .heading = heading, .at = (uint32_t)coder->fold.view.n};
    fold_add(&coder->fold, tree->text, heading ? row->heading : row->body);
    unit.end = (uint32_t)coder->fold.view.n;
    fold_end_unit(&coder->fold);
    if (heading)
        coder->unit_of_heading[node] = (uint32_t)coder->units.n;
    vec_push(&coder->units, unit);
}

static bool is_heading(const PlanNode *node) {
    return node->kind == NODE_PLAN || node->kind == NODE_SECTION ||
           node->kind == NODE_SUBSECTION || node->kind == NODE_TASK;
}

static void make_units(Coder *coder, const PlanTree *tree) {
    if (tree->text.n > MATCHER_TEXT_MAX / 2)
        BUG("a plan of %zu bytes is too long to code", tree->text.n);
    fold_clear(&coder->fold);
    coder->units.n = 0;
    size_t n = tree->nodes.n;
    if (n > coder->n_nodes) {
        coder->unit_of_heading =
            memory_grow(coder->unit_of_heading, n, sizeof *coder->unit_of_heading);
        coder->n_nodes = n;
    }
    for (uint32_t i = 0; i < n; i++) {
        const PlanNode *node = &tree->nodes.at[i];
        coder->unit_of_heading[i] = UINT32_MAX;
        if (is_heading(node) && !span_empty(node->heading))
            add_unit(coder, tree, i, true);
        else if (node->kind == NODE_MEASURE && !span_empty(node->body))
            add_unit(coder, tree, i, false);
    }
}

Headings coder_headings(const Coder *coder, const PlanTree *tree, uint32_t node) {
    Headings above = {.n = 0};
    while (node != 0 && above.n < HEADINGS_MAX) {
        node = tree->nodes.at[node].parent;
        if (coder->unit_of_heading[node] != UINT32_MAX)
            above.at[above.n++] = &coder->units.at[coder->unit_of_heading[node]];
    }
    return above;
}

/* ---- Overlap ---- */

/* The sort wants the rows at hand; one Coder works in one thread. */
static int compare_rows(const void *left, const void *right, void *context) {
    const Row *rows = context, *a = &rows[*(const uint32_t *)left],
              *b = &rows[*(const uint32_t *)right];
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    return (a->rule > b->rule) - (a->rule < b->rule);
}

/* Marks rows of terms that lie within a longer row of [first, end). Sorted by start,
 * longer first, a row lies within an earlier one when its end is not beyond the farthest
 * end so far of rows with another span. */
static void cover_rows(Coder *coder, size_t first, size_t end) {
    coder->order.n = 0;
    for (size_t i = first; i < end; i++)
        vec_push(&coder->order, (uint32_t)(i - first));
    Row *rows = coder->rows.at + first;
    qsort_r(coder->order.at, coder->order.n, sizeof(uint32_t), compare_rows, rows);
    uint32_t farthest = 0, from = 0;
    for (size_t i = 0, n; i < coder->order.n; i += n) {
        const Row *lead = &rows[coder->order.at[i]];
        bool covered = i > 0 && lead->end <= farthest;
        for (n = 0; i + n < coder->order.n; n++) {
            Row *row = &rows[coder->order.at[i + n]];
            if (row->at != lead->at || row->end != lead->end)
                break;
            row->covered |= covered && !coder->scheme->rules.at[row->rule].test;
            if (row->covered && coder->traced)
                vec_push(&coder->trace, (Struck){FATE_COVERED, row->rule, row->at,
                                                 row->end, from, farthest, row->heading});
        }
        if (lead->end > farthest) {
            farthest = lead->end;
            from = lead->at;
        }
    }
}

/* The weight of a fire of terms: each different term that still counts, once. */
static double terms_weight(const Coder *coder, const Fire *fire) {
    double sum = 0;
    for (size_t i = 0; i < fire->n_rows; i++) {
        const Row *row = &coder->rows.at[fire->first_row + i];
        bool counts = !row->covered;
        for (size_t k = 0; counts && k < i && k < 64; k++) { /* more than 64 hits weigh
                                                                enough either way */
            const Row *other = &coder->rows.at[fire->first_row + k];
            counts = other->covered || other->atom != row->atom;
        }
        if (counts)
            sum += row->weight;
    }
    return sum;
}

static uint32_t theme_of(const Coder *coder, const Fire *fire) {
    return coder->scheme->rules.at[fire->rule].theme;
}

static void settle_overlap(Coder *coder, const Unit *unit) {
    if (unit->n_fires == 0)
        return;
    Fire *fires = coder->fires.at + unit->first_fire;
    for (size_t i = 0, n; i < unit->n_fires; i += n) {
        size_t first = fires[i].first_row, end = first;
        for (n = 0; i + n < unit->n_fires; n++) {
            bool same = coder->scheme->across == OVERLAP_LONGEST ||
                        theme_of(coder, &fires[i + n]) == theme_of(coder, &fires[i]);
            if (!same)
                break;
            end = fires[i + n].first_row + fires[i + n].n_rows;
        }
        if (end - first > 1 && coder->scheme->within == OVERLAP_LONGEST)
            cover_rows(coder, first, end);
    }
    for (size_t i = 0; i < unit->n_fires; i++) {
        if (!coder->scheme->rules.at[fires[i].rule].test)
            fires[i].weight = terms_weight(coder, &fires[i]);
    }
}

void coder_read_plan(Coder *coder, const PlanTree *tree) {
    make_units(coder, tree);
    coder_scan(coder);
    coder->rows.n = 0;
    coder->fires.n = 0;
    for (size_t i = 0; i < coder->units.n; i++) {
        Unit *unit = &coder->units.at[i];
        Headings above = {.n = 0};
        if (coder->scheme->joined || coder->scheme->contexts)
            above = coder_headings(coder, tree, unit->node);
        coder_evaluate(coder, unit, &above);
        if (!unit->heading && coder->scheme->joined)
            coder_evaluate_joined(coder, unit, &above);
        settle_overlap(coder, unit);
    }
}

const Unit *coder_unit(const Coder *coder, uint32_t measure) {
    for (size_t i = 0; i < coder->units.n; i++) {
        if (coder->units.at[i].node == measure && !coder->units.at[i].heading)
            return &coder->units.at[i];
    }
    BUG("node %u is no measure with words", measure);
}

/* ---- A measure under its headings ---- */

static bool reaches(const Coder *coder, uint32_t theme) {
    return coder->totals[theme] >= coder->scheme->themes.at[theme].threshold - epsilon;
}

static void take(Coder *coder, const Fire *fire) {
    uint32_t theme = theme_of(coder, fire);
    bool known = false;
    for (size_t i = 0; !known && i < coder->touched.n; i++)
        known = coder->touched.at[i] == theme;
    if (!known)
        vec_push(&coder->touched, theme);
    coder->totals[theme] += fire->weight;
    vec_push(&coder->taken, *fire);
}

static bool is_conditional(const Coder *coder, const Fire *fire) {
    return coder->scheme->rules.at[fire->rule].unless.n > 0;
}

/* Whether a heading has a theme of its own that it may give to what stands below. */
static bool speaks(const Coder *coder, const Unit *heading, size_t distance) {
    double sum = 0;
    for (size_t i = 0; i < heading->n_fires; i++) {
        const Fire *fire = &coder->fires.at[heading->first_fire + i];
        uint32_t theme = theme_of(coder, fire);
        if (i == 0 || theme != theme_of(coder, fire - 1))
            sum = 0;
        if (distance <= coder->scheme->themes.at[theme].reach)
            sum += fire->weight;
        if (sum >= coder->scheme->themes.at[theme].threshold - epsilon)
            return true;
    }
    return false;
}

typedef struct {
    Headings headings;
    size_t n;      /* of headings that may lend: all but the plan's title */
    size_t lender; /* the one that lends to an elliptic measure; n: none */
} Above;

/* The nearest heading that names a theme of the fire's group, and how many of the group
 * it names. */
typedef struct {
    size_t heading, themes;
} GroupPlace;

static size_t themes_of_group(const Coder *coder, const Unit *heading, Slice group) {
    size_t n = 0;
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < heading->n_fires; i++) {
        uint32_t theme = theme_of(coder, &coder->fires.at[heading->first_fire + i]);
        if (theme != last && slice_equal(coder->scheme->themes.at[theme].group, group))
            n++;
        last = theme;
    }
    return n;
}

static GroupPlace group_place(const Coder *coder, const Above *above, Slice group) {
    for (size_t i = 0; i < above->n; i++) {
        size_t n = themes_of_group(coder, above->headings.at[i], group);
        if (n)
            return (GroupPlace){i, n};
    }
    return (GroupPlace){above->n, 0};
}

static bool counts_from(const Coder *coder, const Above *above, size_t i,
                        const Fire *fire) {
    const Theme *theme = &coder->scheme->themes.at[theme_of(coder, fire)];
    HeadingUse use = coder->scheme->rules.at[fire->rule].heading;
    if (use == HEADING_NONE || i + 1 > theme->reach)
        return false;
    if (theme->group.n) {
        GroupPlace place = group_place(coder, above, theme->group);
        if (place.heading != i)
            return false;
        if (place.themes > 1)
            use = HEADING_LEND;
    }
    double total = coder->totals[theme_of(coder, fire)];
    bool weak = total > 0 && !coder->coded[theme_of(coder, fire)];
    return use == HEADING_ALWAYS || i == above->lender || weak;
}

static void take_from_headings(Coder *coder, const Above *above, bool conditional) {
    for (size_t i = 0; i < above->n; i++) {
        for (size_t k = 0; k < above->headings.at[i]->n_fires; k++) {
            const Fire *fire = &coder->fires.at[above->headings.at[i]->first_fire + k];
            if (is_conditional(coder, fire) == conditional &&
                counts_from(coder, above, i, fire))
                vec_push(&coder->lent, *fire);
        }
    }
}

/* Taken only after all were looked at, so that what one heading gives does not decide
 * what the next may. */
static void take_lent(Coder *coder, const Above *above) {
    coder->lent.n = 0;
    take_from_headings(coder, above, false);
    for (size_t i = 0; i < coder->lent.n; i++)
        take(coder, &coder->lent.at[i]);
}

static void mark_coded(Coder *coder) {
    for (size_t i = 0; i < coder->touched.n; i++)
        coder->coded[coder->touched.at[i]] = reaches(coder, coder->touched.at[i]);
}

static bool gives_way(const Coder *coder, const Fire *fire) {
    Ids unless = coder->scheme->rules.at[fire->rule].unless;
    for (size_t i = 0; i < unless.n; i++) {
        if (coder->coded[unless.at[i]])
            return true;
    }
    return false;
}

static void note_unless(Coder *coder, const Fire *fire) {
    for (size_t i = 0; coder->traced && i < fire->n_rows; i++) {
        const Row *row = &coder->rows.at[fire->first_row + i];
        vec_push(&coder->trace,
                 (Struck){FATE_UNLESS, row->rule, row->at, row->end, 0, 0, row->heading});
    }
}

static void take_round(Coder *coder, uint32_t round) {
    for (size_t i = 0; i < coder->lent.n; i++) {
        const Fire *fire = &coder->lent.at[i];
        if (coder->scheme->rules.at[fire->rule].round != round)
            continue;
        if (gives_way(coder, fire))
            note_unless(coder, fire);
        else
            take(coder, fire);
    }
    mark_coded(coder);
}

/* Rules with "unless", own and lent, each round judged by what is coded by then. */
static void take_conditional(Coder *coder, const Unit *measure, const Above *above) {
    coder->lent.n = 0;
    for (size_t i = 0; i < measure->n_fires; i++) {
        const Fire *fire = &coder->fires.at[measure->first_fire + i];
        if (is_conditional(coder, fire))
            vec_push(&coder->lent, *fire);
    }
    take_from_headings(coder, above, true);
    for (uint32_t round = 1; coder->lent.n && round <= coder->scheme->rounds; round++)
        take_round(coder, round);
}

/* 加强组织领导、明确责任分工: how the work is run, not what it is about. */
static bool is_organising(const Coder *coder, const Unit *measure) {
    for (size_t i = 0; coder->scheme->organising.n && i < measure->n_hits; i++) {
        if (ids_have(coder->scheme->organising,
                     coder->hits.at[measure->first_hit + i].atom))
            return true;
    }
    return false;
}

void coder_settle(Coder *coder, const PlanTree *tree, const Unit *measure) {
    coder->taken.n = 0;
    coder->touched.n = 0;
    for (size_t i = 0; i < measure->n_fires; i++) {
        const Fire *fire = &coder->fires.at[measure->first_fire + i];
        if (!is_conditional(coder, fire))
            take(coder, fire);
    }
    mark_coded(coder);
    bool elliptic = !is_organising(coder, measure);
    for (size_t i = 0; i < coder->touched.n; i++)
        elliptic &= !coder->coded[coder->touched.at[i]];
    Above above = {.headings = coder_headings(coder, tree, measure->node)};
    above.n = above.headings.n;
    if (above.n && above.headings.at[above.n - 1]->node == 0)
        above.n--;
    above.lender = above.n;
    for (size_t i = 0; elliptic && above.lender == above.n && i < above.n; i++) {
        if (speaks(coder, above.headings.at[i], i + 1))
            above.lender = i;
    }
    take_lent(coder, &above);
    mark_coded(coder);
    take_conditional(coder, measure, &above);
}

void coder_forget(Coder *coder) {
    for (size_t i = 0; i < coder->touched.n; i++) {
        coder->totals[coder->touched.at[i]] = 0;
        coder->coded[coder->touched.at[i]] = false;
    }
    coder->touched.n = 0;
    coder->taken.n = 0;
}

bool coder_is_coded(const Coder *coder, uint32_t theme) {
    return coder->coded[theme];
}

/* ---- Results ---- */

static int compare_evidence(const void *left, const void *right) {
    const Evidence *a = left, *b = right;
    if (a->theme != b->theme)
        return a->theme < b->theme ? -1 : 1;
    if (a->span.at != b->span.at)
        return a->span.at < b->span.at ? -1 : 1;
    if (a->span.end != b->span.end)
        return a->span.end < b->span.end ? -1 : 1;
    return (a->rule > b->rule) - (a->rule < b->rule);
}

static int compare_codings(const void *left, const void *right) {
    const Coding *a = left, *b = right;
    return (a->theme > b->theme) - (a->theme < b->theme);
}

static void add_evidence(const Coder *coder, const PlanTree *tree, const Unit *measure,
                         const Fire *fire, PlanCoding *coding) {
    const Rule *rule = &coder->scheme->rules.at[fire->rule];
    for (size_t i = 0; i < fire->n_rows; i++) {
        const Row *row = &coder->rows.at[fire->first_row + i];
        if (row->covered)
            continue;
        Evidence evidence = {.node = measure->node,
                             .theme = rule->theme,
                             .rule = rule->number,
                             .span =
                                 fold_span(&coder->fold, tree->text, row->at, row->end),
                             .from_heading = row->heading,
                             .weight = rule->test ? rule->weight : row->weight};
        vec_push(&coding->evidence, evidence);
    }
}

static void add_measure(Coder *coder, const PlanTree *tree, const Unit *measure,
                        PlanCoding *coding) {
    size_t first = coding->codings.n, first_evidence = coding->evidence.n;
    coder_settle(coder, tree, measure);
    for (size_t i = 0; i < coder->touched.n; i++) {
        uint32_t theme = coder->touched.at[i];
        if (coder->coded[theme])
            vec_push(&coding->codings,
                     (Coding){measure->node, theme, coder->totals[theme]});
    }
    for (size_t i = 0; i < coder->taken.n; i++) {
        if (coder->coded[theme_of(coder, &coder->taken.at[i])])
            add_evidence(coder, tree, measure, &coder->taken.at[i], coding);
    }
    coder_forget(coder);
    if (coding->codings.n > first + 1)
        qsort(coding->codings.at + first, coding->codings.n - first, sizeof(Coding),
              compare_codings);
    if (coding->evidence.n > first_evidence + 1)
        qsort(coding->evidence.at + first_evidence, coding->evidence.n - first_evidence,
              sizeof(Evidence), compare_evidence);
}

void coder_code_plan(Coder *coder, const PlanTree *tree, PlanCoding *coding) {
    coding->codings.n = 0;
    coding->evidence.n = 0;
    coder_read_plan(coder, tree);
    for (size_t i = 0; i < coder->units.n; i++) {
        if (!coder->units.at[i].heading)
            add_measure(coder, tree, &coder->units.at[i], coding);
    }
}

void scheme_code_plan(const Scheme *scheme, const PlanTree *tree, PlanCoding *coding) {
    Coder *coder = coder_new(scheme);
    coder_code_plan(coder, tree, coding);
    coder_free(coder);
}

void plan_coding_release(PlanCoding *coding) {
    vec_release(&coding->codings);
    vec_release(&coding->evidence);
}
