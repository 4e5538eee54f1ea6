/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How deep each marker style lies, told from how the styles of this document nest:
 *   1. Where markers of B stand between two markers of A that follow each other in
 * number, A lies outside of B.
 *   2. Where B begins again at one behind each A, A lies outside of B.
 *   3. Without evidence the usual order decides (marker_p.h).
 * The order is by the number of styles each one lies outside of. */
#include "base/base.h"

#include "plan/build_p.h"
#include "plan/scan_p.h"

/* What usage is worth against the evidence of this document. */
static const double usual_order = 0.3;

typedef struct {
    unsigned keys[LEVEL_KEYS];
    size_t n;
    size_t count[LEVEL_KEYS];
    size_t gaps[LEVEL_KEYS]; /* pairs of markers that follow each other in number */
    size_t holds[LEVEL_KEYS][LEVEL_KEYS]; /* of those, the ones with a marker of the other
                                             style between */
    size_t follows[LEVEL_KEYS][LEVEL_KEYS]; /* markers of the first with one of the second
                                               before the next */
    size_t restarts[LEVEL_KEYS][LEVEL_KEYS]; /* of those, the ones that begin at one */
} Evidence;

unsigned level_key(const Segment *segment) {
    MarkerStyle style = segment->marker.style;
    bool phrase = style == STYLE_IS || style == STYLE_MUST || style == STYLE_FIRSTLY ||
                  style == STYLE_FIRST_OF_ALL;
    return style + (phrase && !segment->starts ? MARKER_STYLES_COUNT : 0u);
}

static MarkerStyle key_style(unsigned key) {
    return key % MARKER_STYLES_COUNT;
}

static bool is_ranked(const Segment *segment) {
    return segment->marker.style != STYLE_NONE && segment->marker.style != STYLE_LINE;
}

static void gather(const Outline *o, size_t from, size_t to, Evidence *e) {
    unsigned last[LEVEL_KEYS] = {0};
    bool since[LEVEL_KEYS][LEVEL_KEYS] = {{false}};
    for (size_t i = from; i < to; i++) {
        const Segment *segment = &o->segments.at[i];
        if (!is_ranked(segment))
            continue;
        unsigned a = level_key(segment), number = segment->marker.number;
        if (!e->count[a]++)
            e->keys[e->n++] = a;
        bool pair = number > 0 && number == last[a] + 1 && last[a] > 0;
        e->gaps[a] += pair;
        for (size_t k = 0; k < e->n; k++) {
            unsigned b = e->keys[k];
            if (b == a)
                continue;
            e->holds[a][b] += pair && since[a][b];
            since[a][b] = false;
            if (e->count[b] && !since[b][a]) {
                since[b][a] = true;
                e->follows[b][a]++;
                e->restarts[b][a] += number == 1;
            }
        }
        last[a] = number;
    }
}

static double share(size_t part, size_t whole) {
    return whole ? (double)part / (double)whole : 0;
}

static double outside(const Evidence *e, unsigned a, unsigned b) {
    double score = share(e->holds[a][b], e->gaps[a]) +
                   0.5 * share(e->restarts[a][b], e->follows[a][b]);
    return score + (key_style(a) < key_style(b) || (key_style(a) == key_style(b) && a < b)
                        ? usual_order
                        : 0);
}

static void rank_keys(Evidence *e, Levels *levels) {
    size_t wins[LEVEL_KEYS] = {0};
    for (size_t i = 0; i < e->n; i++)
        for (size_t k = 0; k < e->n; k++)
            if (i != k)
                wins[e->keys[i]] += outside(e, e->keys[i], e->keys[k]) >
                                    outside(e, e->keys[k], e->keys[i]);
    for (size_t i = 1; i < e->n; i++)
        for (size_t k = i; k > 0; k--) {
            unsigned a = e->keys[k - 1], b = e->keys[k];
            if (wins[a] > wins[b] || (wins[a] == wins[b] && key_style(a) <= key_style(b)))
                break;
            e->keys[k - 1] = b;
            e->keys[k] = a;
        }
    for (size_t i = 0; i < e->n; i++)
        levels->rank[e->keys[i]] = (int)i + 1;
}

/* An item style is a heading where numbered headings lie inside it. */
static bool is_heading_key(const Evidence *e, const Levels *levels, unsigned a) {
    if (marker_class(key_style(a)) != CLASS_ITEM)
        return true;
    for (size_t k = 0; k < e->n; k++) {
        unsigned b = e->keys[k];
        if (marker_class(key_style(b)) != CLASS_ITEM &&
            levels->rank[b] > levels->rank[a] && share(e->holds[a][b], e->gaps[a]) >= 0.5)
            return true;
    }
    return false;
}

/* Whether headings of this key stand over several long paragraphs each. */
static bool holds_paragraphs(const Outline *o, size_t from, size_t to, unsigned key) {
    size_t all = 0, several = 0;
    for (size_t i = from; i < to; i++) {
        if (!is_ranked(&o->segments.at[i]) || level_key(&o->segments.at[i]) != key)
            continue;
        size_t paragraphs = 0;
        for (size_t k = i + 1; k < to && o->segments.at[k].marker.style == STYLE_NONE;
             k++)
            paragraphs += span_length(o->segments.at[k].span) > 240;
        all++;
        several += paragraphs >= 2;
    }
    return all >= 2 && several * 3 >= all;
}

static bool has_heading_lines(const Outline *o, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (o->segments.at[i].marker.style == STYLE_LINE)
            return true;
    return false;
}

/* Section, subsections, task: the outermost, those between, the innermost. Chapters are
 * never tasks; nor is what holds paragraphs with headings of their own. */
static void set_kinds(const Outline *o, const Evidence *e, Levels *levels, bool lines) {
    unsigned heads[LEVEL_KEYS];
    size_t n = 0;
    for (size_t i = 0; i < e->n; i++) {
        levels->kind[e->keys[i]] = NODE_MEASURE;
        if (is_heading_key(e, levels, e->keys[i]))
            heads[n++] = e->keys[i];
    }
    for (size_t i = 0; i < n; i++) {
        unsigned key = heads[i];
        levels->depth[key] = (unsigned)i + 1;
        bool chapter = marker_class(key_style(key)) == CLASS_CHAPTER;
        bool large =
            (o->report || levels->paragraphs) && key_style(key) == STYLE_HAN_PAREN;
        NodeKind kind = NODE_SUBSECTION;
        if ((i + 1 == n && !chapter && !large) || key_style(key) == STYLE_ARTICLE)
            kind = NODE_TASK;
        else if (i == 0 && !(large && lines))
            kind = NODE_SECTION;
        levels->kind[key] = kind;
    }
}

static void measure_shapes(const Outline *o, const Shape *shapes, size_t from, size_t to,
                           const Evidence *e, Levels *levels) {
    for (size_t i = from; i < to; i++) {
        if (!is_ranked(&o->segments.at[i]))
            continue;
        unsigned key = level_key(&o->segments.at[i]);
        bool items = i + 1 < to && is_ranked(&o->segments.at[i + 1]) &&
                     !o->segments.at[i + 1].starts &&
                     level_key(&o->segments.at[i + 1]) != key;
        levels->multi[key] += shapes[i].more || items;
        levels->single[key] += shapes[i].stop && !shapes[i].more && !items;
    }
    for (size_t i = 0; i < e->n; i++) {
        levels->multi[e->keys[i]] /= (double)e->count[e->keys[i]];
        levels->single[e->keys[i]] /= (double)e->count[e->keys[i]];
    }
}

void levels_settle(const Outline *o, const Shape *shapes, size_t from, size_t to,
                   Levels *levels) {
    *levels = (Levels){0};
    Evidence *e = memory_grow(NULL, 1, sizeof *e);
    memset(e, 0, sizeof *e);
    gather(o, from, to, e);
    bool lines = has_heading_lines(o, from, to);
    levels->any = e->n > 0 || lines;
    rank_keys(e, levels);
    for (size_t i = 0; i < e->n; i++)
        if (key_style(e->keys[i]) == STYLE_HAN_PAREN)
            levels->paragraphs = holds_paragraphs(o, from, to, e->keys[i]);
    set_kinds(o, e, levels, lines);
    measure_shapes(o, shapes, from, to, e, levels);
    free(e);
}
