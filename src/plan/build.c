/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments -> nodes and pieces: opens headings by their style's rank, hangs text and
 * items under them. */
#include "base/base.h"

#include "plan/build_p.h"
#include "plan/scan_p.h"

enum { RUN_IN_RUNES = 32, LONG_ITEM_BYTES = 450 };

static bool is_annex(const Outline *o, size_t i) {
    return o->paragraphs.at[o->segments.at[i].paragraph].part == PART_ANNEX;
}

static LineRole segment_role(const Outline *o, size_t i) {
    return o->paragraphs.at[o->segments.at[i].paragraph].role;
}

static bool is_own_text(const Outline *o, size_t i) {
    if (i >= o->segments.n || segment_role(o, i) != ROLE_BODY ||
        o->segments.at[i].marker.style != STYLE_NONE)
        return false;
    return !clause_is_line(slice_at(o->text, o->segments.at[i].span));
}

/* Whether text of its own or a deeper marker follows segment i, so that even a lone
 * sentence is a heading. */
static bool leads_on(const Builder *b, size_t i) {
    const Outline *o = b->o;
    if (i + 1 >= o->segments.n)
        return false;
    if (is_own_text(o, i + 1) && o->segments.at[i + 1].starts)
        return true;
    const Segment *next = &o->segments.at[i + 1];
    if (segment_role(o, i + 1) != ROLE_BODY || next->marker.style == STYLE_NONE)
        return segment_role(o, i + 1) == ROLE_TABLE;
    int mine = b->levels.rank[level_key(&o->segments.at[i])];
    return next->marker.style != STYLE_LINE && b->levels.rank[level_key(next)] > mine;
}

static void check_number(Builder *b, const Segment *segment, unsigned key,
                         uint32_t parent) {
    unsigned number = segment->marker.number;
    if (!number || segment->marker.style == STYLE_FIRST_OF_ALL)
        return;
    Count *count = &b->counts[key % MARKER_STYLES_COUNT];
    bool sibling = count->number && count->parent == parent;
    bool fits = number == count->number + 1 || (!sibling && number == 1);
    bool again = number == 1 && marker_class(segment->marker.style) == CLASS_ITEM;
    if (!fits && !again)
        diagnose(b->tree,
                 sibling && number <= count->number ? "number-repeat" : "number-gap",
                 segment->marker.span);
    *count = (Count){parent, number};
}

static bool is_numbered(const Builder *b, uint32_t node) {
    return node == 0 || !span_empty(b->tree->nodes.at[node].number);
}

static NodeKind kind_under(const Builder *b, uint32_t parent, NodeKind kind) {
    NodeKind above = b->tree->nodes.at[parent].kind;
    if (above == NODE_TASK)
        return NODE_TASK;
    return above == NODE_SUBSECTION && kind == NODE_SECTION ? NODE_SUBSECTION : kind;
}

static void close_to(Builder *b, int rank) {
    while (b->open.n && vec_last(&b->open)->rank >= rank)
        b->open.n--;
}

/* Makes the node of a heading and its piece; its text from split.rest on is still to
 * come. */
static uint32_t add_heading(Builder *b, size_t i, NodeKind kind, HeadingSplit split) {
    const Segment *segment = &b->o->segments.at[i];
    uint32_t parent = builder_current(b);
    kind = kind_under(b, parent, kind);
    unsigned level = b->tree->nodes.at[parent].level + is_numbered(b, parent);
    uint32_t id = emit_node(b, kind, parent, level);
    PlanNode *node = &b->tree->nodes.at[id];
    node->number = segment->marker.span;
    node->heading = split.heading;
    size_t end = span_empty(split.heading) ? segment->marker.text : split.rest;
    Span piece = {segment->span.at, end};
    emit_piece(b, PIECE_HEADING, piece, id);
    b->charged = 0;
    return id;
}

static void open_marked(Builder *b, size_t i, unsigned key) {
    const Segment *segment = &b->o->segments.at[i];
    NodeKind kind = b->levels.kind[key];
    int rank = b->levels.rank[key] * 2;
    close_to(b, rank);
    uint32_t parent = builder_current(b);
    check_number(b, segment, key, parent);
    HeadingSplit split = heading_split(b, i, kind, leads_on(b, i));
    uint32_t node = add_heading(b, i, kind, split);
    if (parent == 0 && b->levels.depth[key] > 1)
        b->tree->nodes.at[node].level = b->levels.depth[key];
    if (span_length(split.heading) > 240)
        diagnose(b->tree, "heading-long", split.heading);
    vec_push(&b->open, (Open){rank, node, segment->marker.style, false});
    emit_sentences(b, node, (Span){split.rest, segment->span.end});
}

/* A heading line without number stands outside of the count that begins behind it, else
 * inside of what is open. */
static void open_line(Builder *b, size_t i) {
    const Outline *o = b->o;
    const Segment *segment = &o->segments.at[i];
    uint32_t next = b->next[i];
    bool sentence = slice_ends(slice_trim(slice_at(o->text, segment->span)), S("。"));
    bool outer =
        next != UINT32_MAX && o->segments.at[next].marker.number == 1 && !sentence;
    int rank;
    if (outer) {
        rank = b->levels.rank[level_key(&o->segments.at[next])] * 2 - 1;
    } else if (b->open.n && vec_last(&b->open)->style == STYLE_LINE) {
        rank = vec_last(&b->open)->rank;
    } else {
        while (b->open.n && vec_last(&b->open)->item)
            b->open.n--;
        rank = b->open.n ? vec_last(&b->open)->rank + 1 : 1;
    }
    close_to(b, rank);
    uint32_t parent = builder_current(b);
    NodeKind kind = parent == 0 ? NODE_SECTION
                    : outer && b->tree->nodes.at[parent].kind == NODE_SECTION
                        ? NODE_SUBSECTION
                        : NODE_TASK;
    Span heading = segment->span;
    if (sentence)
        heading = span_trimmed(o->text, (Span){heading.at, heading.end - 3});
    if (span_empty(heading))
        heading = segment->span;
    HeadingSplit split = {heading, segment->span.end};
    uint32_t node = add_heading(b, i, kind, split);
    vec_push(&b->open, (Open){rank, node, STYLE_LINE, false});
}

/* ---- Items ---- */

static bool is_item(const Builder *b, size_t i) {
    const Segment *segment = &b->o->segments.at[i];
    if (i >= b->o->segments.n || segment_role(b->o, i) != ROLE_BODY ||
        segment->marker.style == STYLE_NONE || segment->marker.style == STYLE_LINE)
        return false;
    return b->levels.kind[level_key(segment)] == NODE_MEASURE;
}

/* One measure with all its sentences; duty clauses in it are pieces of their own. */
static void emit_item_text(Builder *b, uint32_t node, Span span, bool last) {
    Slice text = b->o->text;
    uint32_t parent = b->tree->nodes.at[node].parent;
    while (span.at < span.end) {
        Clause clause;
        if (!clause_find(text, span, &clause)) {
            emit_piece(b, PIECE_MEASURE, span, node);
            return;
        }
        emit_piece(b, PIECE_MEASURE, (Span){span.at, clause.span.at}, node);
        bool inside = slice_trim(slice_sub(text, clause.span.end, span.end)).n > 0;
        bool task = !inside && last && !b->charged;
        b->charged += !task;
        emit_duty(b, task ? parent : node, &clause);
        span.at = clause.span.end;
    }
}

/* Where a long item that is not a circled one is cut into its sentences; its end when it
 * stays whole. */
static size_t item_end(Builder *b, const Segment *segment, Span heading) {
    if (segment->marker.style == STYLE_CIRCLED ||
        span_length(segment->span) <= LONG_ITEM_BYTES)
        return segment->span.end;
    Clause clause;
    size_t limit = clause_find(b->o->text, segment->span, &clause) ? clause.span.at
                                                                   : segment->span.end;
    sentences_cut(b->o->text, (Span){segment->marker.text, limit}, &b->ends);
    size_t keep = span_empty(heading) ? 1 : 2;
    return b->ends.n > keep + 1 ? b->ends.at[keep - 1] : segment->span.end;
}

static void add_item(Builder *b, size_t i, unsigned key) {
    const Segment *segment = &b->o->segments.at[i];
    const Shape *shape = &b->shapes[i];
    int rank = b->levels.rank[key] * 2;
    while (b->open.n && vec_last(&b->open)->item && vec_last(&b->open)->rank >= rank)
        b->open.n--;
    uint32_t parent = builder_current(b);
    check_number(b, segment, key, parent);
    bool holds = segment->starts && !shape->stop && !shape->more && is_item(b, i + 1) &&
                 b->levels.rank[level_key(segment + 1)] > b->levels.rank[key];
    if (holds) {
        HeadingSplit split = heading_split(b, i, NODE_TASK, true);
        uint32_t node = add_heading(b, i, NODE_TASK, split);
        vec_push(&b->open, (Open){rank, node, segment->marker.style, true});
        emit_sentences(b, node, (Span){split.rest, segment->span.end});
        return;
    }
    HeadingSplit split = heading_split(b, i, NODE_MEASURE, false);
    uint32_t node =
        emit_node(b, NODE_MEASURE, parent, b->tree->nodes.at[parent].level + 1);
    size_t end = item_end(b, segment, split.heading);
    PlanNode *item = &b->tree->nodes.at[node];
    item->number = segment->marker.span;
    item->heading = split.heading;
    bool last = !(is_item(b, i + 1) && level_key(segment + 1) == key);
    emit_item_text(b, node, (Span){segment->span.at, end}, last);
    if (end < segment->span.end)
        emit_sentences(b, parent, (Span){end, segment->span.end});
}

/* ---- Text ---- */

/* "提振消费。……" under a subsection that holds several such paragraphs: a task without
 * number. */
static bool is_run_in_task(const Builder *b, size_t i, uint32_t parent) {
    const Shape *shape = &b->shapes[i];
    const Segment *segment = &b->o->segments.at[i];
    if (!(b->o->report || b->levels.paragraphs) ||
        b->tree->nodes.at[parent].kind != NODE_SUBSECTION)
        return false;
    if (!segment->starts || !shape->stop || !shape->more)
        return false;
    Slice first = slice_trim(slice_sub(b->o->text, segment->span.at, shape->first_end));
    return wording_ends_sentence(first) && utf8_count(first) <= RUN_IN_RUNES &&
           !slice_starts(first, S("各位代表"));
}

static void add_text(Builder *b, size_t i) {
    const Segment *segment = &b->o->segments.at[i];
    bool annex = b->part == PART_ANNEX;
    bool headed = b->levels.any || b->o->cells.n; /* by headings, or by a task table */
    if (!b->opened && headed && !annex) {
        emit_preamble(b, segment->span);
        return;
    }
    uint32_t parent = builder_current(b);
    if (is_run_in_task(b, i, parent)) {
        size_t end = b->shapes[i].first_end;
        Slice heading = slice_trim(slice_sub(b->o->text, segment->span.at, end));
        heading = slice_trim_end(
            slice_sub(heading, 0, heading.n - rune_before(heading, heading.n).length));
        uint32_t node = add_heading(
            b, i, NODE_TASK,
            (HeadingSplit){{segment->span.at, segment->span.at + heading.n}, end});
        emit_sentences(b, node, (Span){end, segment->span.end});
        return;
    }
    if (parent == 0 && b->levels.any && !annex)
        diagnose(b->tree, "text-without-heading", segment->span);
    emit_sentences(b, parent, segment->span);
}

/* The title that ran into this text is the plan's heading. */
static void take_glued_title(Builder *b, Segment *segment) {
    Span glued = b->o->glued;
    if (span_empty(glued) || glued.at < segment->span.at || glued.end > segment->span.end)
        return;
    emit_piece(b, PIECE_HEADING, (Span){segment->span.at, glued.end}, 0);
    segment->span.at = glued.end;
    b->o->glued = (Span){0};
}

static void add_segment(Builder *b, size_t i) {
    Segment *segment = &b->o->segments.at[i];
    const Paragraph *p = &b->o->paragraphs.at[segment->paragraph];
    b->part = p->part;
    if (p->role != ROLE_TABLE && p->role != ROLE_CHROME)
        b->row = 0;
    segment->span = emit_holes(b, segment->span);
    if (span_empty(segment->span))
        return;
    switch (p->role) {
    case ROLE_CHROME: emit_chrome(b, segment->span); return;
    case ROLE_TITLE: emit_piece(b, PIECE_HEADING, segment->span, 0); return;
    case ROLE_PREAMBLE: emit_preamble(b, segment->span); return;
    case ROLE_TABLE:
        b->opened = true;
        emit_cells(b, &b->o->lines.at[p->first]);
        return;
    default: break;
    }
    if (segment->marker.style == STYLE_NONE) {
        take_glued_title(b, segment);
        add_text(b, i);
        return;
    }
    b->opened = true;
    if (segment->marker.style == STYLE_LINE) {
        open_line(b, i);
        return;
    }
    unsigned key = level_key(segment);
    if (b->levels.kind[key] == NODE_MEASURE)
        add_item(b, i, key);
    else
        open_marked(b, i, key);
}

/* For each segment of a zone the next one with a numbered heading. */
static void link_headings(Builder *b, size_t from, size_t to) {
    uint32_t next = UINT32_MAX;
    for (size_t i = to; i-- > from;) {
        b->next[i] = next;
        const Segment *segment = &b->o->segments.at[i];
        bool marked =
            segment->marker.style != STYLE_NONE && segment->marker.style != STYLE_LINE;
        if (marked && b->levels.kind[level_key(segment)] != NODE_MEASURE)
            next = (uint32_t)i;
    }
}

/* Plan and annexes number by themselves. */
static void build_zone(Builder *b, size_t from, size_t to) {
    levels_settle(b->o, b->shapes, from, to, &b->levels);
    link_headings(b, from, to);
    b->open.n = 0;
    b->opened = false;
    memset(b->counts, 0, sizeof b->counts);
    for (size_t i = from; i < to; i++)
        add_segment(b, i);
}

void outline_build(Outline *o) {
    Builder b = {.o = o, .tree = o->tree};
    emit_node(&b, NODE_PLAN, 0, 0);
    size_t n = o->segments.n;
    b.lost = !span_empty(o->glued);
    b.shapes = memory_grow(NULL, n ? n : 1, sizeof *b.shapes);
    b.next = memory_grow(NULL, n ? n : 1, sizeof *b.next);
    for (size_t i = 0; i < n; i++)
        b.shapes[i] = segment_role(o, i) == ROLE_BODY
                          ? segment_shape(o, &o->segments.at[i], &b.ends)
                          : (Shape){0};
    for (size_t from = 0; from < n;) {
        size_t to = from;
        while (to < n && is_annex(o, to) == is_annex(o, from))
            to++;
        build_zone(&b, from, to);
        from = to;
    }
    o->tree->nodes.at[0].heading = o->title;
    emit_finish(&b);
    parts_settle(o);
    free(b.shapes);
    free(b.next);
    vec_release(&b.open);
    vec_release(&b.ends);
}
