/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds nodes and pieces to the tree, in the order of the text, and closes it: no byte is
 * left outside of a piece. */
#include "base/base.h"

#include "plan/build_p.h"
#include "plan/scan_p.h"

uint32_t emit_node(Builder *b, NodeKind kind, uint32_t parent, unsigned level) {
    PlanNode node = {.kind = kind, .part = b->part, .parent = parent, .level = level};
    vec_push(&b->tree->nodes, node);
    return (uint32_t)(b->tree->nodes.n - 1);
}

uint32_t builder_current(const Builder *b) {
    return b->open.n ? vec_last(&b->open)->node : 0;
}

/* Without what the last piece holds already: a page mark may reach over a cut. */
static Span not_yet(const Builder *b, Span span) {
    size_t done = b->tree->pieces.n ? vec_last(&b->tree->pieces)->span.end : 0;
    span.at = span.at < done ? done : span.at;
    span.end = span.end < span.at ? span.at : span.end;
    return span_trimmed(b->o->text, span);
}

static void add_piece(Builder *b, PieceKind kind, Span span, uint32_t node) {
    span = not_yet(b, span);
    if (!span_empty(span))
        vec_push(&b->tree->pieces, (Piece){kind, span, node});
}

void emit_chrome(Builder *b, Span span) {
    span = span_trimmed(b->o->text, span);
    if (span_empty(span))
        return;
    uint32_t node = emit_node(b, NODE_CHROME, 0, 1);
    add_piece(b, PIECE_CHROME, span, node);
}

static bool hole_before(Builder *b, size_t end, Span *hole) {
    if (b->hole >= b->o->holes.n || b->o->holes.at[b->hole].at >= end)
        return false;
    *hole = b->o->holes.at[b->hole];
    return true;
}

/* The span without the holes at its start, which are emitted. */
Span emit_holes(Builder *b, Span span) {
    Span hole;
    span = not_yet(b, span);
    while (hole_before(b, span.end, &hole) && hole.at <= span.at) {
        emit_chrome(b, hole);
        b->hole++;
        span = span_trimmed(b->o->text,
                            (Span){hole.end > span.at ? hole.end : span.at, span.end});
    }
    return span;
}

void emit_piece(Builder *b, PieceKind kind, Span span, uint32_t node) {
    Span hole;
    while (hole_before(b, span.end, &hole)) {
        if (hole.at > span.at)
            add_piece(b, kind, (Span){span.at, hole.at}, node);
        emit_chrome(b, hole);
        b->hole++;
        span.at = hole.end < span.end ? hole.end : span.end;
    }
    add_piece(b, kind, span, node);
}

void emit_preamble(Builder *b, Span span) {
    span = emit_holes(b, span);
    if (span_empty(span))
        return;
    uint32_t node = emit_node(b, NODE_PREAMBLE, 0, 1);
    emit_piece(b, PIECE_PREAMBLE, span, node);
}

uint32_t emit_measure(Builder *b, uint32_t parent, Span span) {
    span = emit_holes(b, span);
    if (span_empty(span))
        return UINT32_MAX;
    uint32_t node =
        emit_node(b, NODE_MEASURE, parent, b->tree->nodes.at[parent].level + 1);
    emit_piece(b, PIECE_MEASURE, span, node);
    return node;
}

void emit_duties(Builder *b, uint32_t node, Span clause, const DutyUnitList *units) {
    for (size_t i = 0; i < units->n; i++) {
        const DutyUnit *unit = &units->at[i];
        vec_push(&b->tree->duties,
                 (Duty){node, unit->role, clause, unit->span, unit->unit});
    }
}

void emit_duty(Builder *b, uint32_t node, const Clause *clause) {
    emit_piece(b, PIECE_DUTY, clause->span, node);
    if (clause->open)
        diagnose(b->tree, "unbalanced-bracket", clause->span);
    DutyUnitList units = {0};
    duties_of_clause(b->o->text, clause->span, &b->tree->arena, &units);
    emit_duties(b, node, clause->span, &units);
    vec_release(&units);
}

static bool only_marks(Slice s) {
    for (size_t at = 0; at < s.n;) {
        Rune rune = rune_at(s, at);
        if (is_han(rune.rune) ||
            (rune.rune < 0x80 &&
             ((rune.rune >= '0' && rune.rune <= '9') || (rune.rune | 32) >= 'a')))
            return false;
        at += rune.length;
    }
    return true;
}

static void cut_text(Builder *b, uint32_t parent, Span span) {
    sentences_cut(b->o->text, span, &b->ends);
    size_t at = span.at;
    for (size_t i = 0; i < b->ends.n; i++) {
        size_t end = b->ends.at[i];
        bool rest_is_marks = i + 1 < b->ends.n &&
                             only_marks(slice_sub(b->o->text, end, b->ends.at[i + 1]));
        if (rest_is_marks)
            continue;
        emit_measure(b, parent, (Span){at, end});
        at = end;
    }
}

void emit_sentences(Builder *b, uint32_t parent, Span span) {
    while (span.at < span.end) {
        Clause clause;
        if (!clause_find(b->o->text, span, &clause)) {
            cut_text(b, parent, span);
            return;
        }
        size_t made = b->tree->nodes.n;
        if (clause.span.at > span.at)
            cut_text(b, parent, (Span){span.at, clause.span.at});
        bool inside = slice_trim(slice_sub(b->o->text, clause.span.end, span.end)).n > 0;
        bool measured =
            b->tree->nodes.n > made && vec_last(&b->tree->nodes)->kind == NODE_MEASURE;
        uint32_t owner = inside && measured ? (uint32_t)(b->tree->nodes.n - 1) : parent;
        emit_duty(b, owner, &clause);
        span.at = clause.span.end;
    }
}

/* ---- Closing ---- */

static void close_gaps(PlanTree *tree) {
    for (size_t i = 0; i < tree->pieces.n; i++) {
        Piece *piece = &tree->pieces.at[i];
        piece->span.at = i ? tree->pieces.at[i - 1].span.end : 0;
        piece->span.end =
            i + 1 < tree->pieces.n ? tree->pieces.at[i + 1].span.at : tree->text.n;
    }
}

static void cover(Span *outer, Span inner) {
    if (span_empty(inner))
        return;
    if (span_empty(*outer)) {
        *outer = inner;
        return;
    }
    outer->at = inner.at < outer->at ? inner.at : outer->at;
    outer->end = inner.end > outer->end ? inner.end : outer->end;
}

static void set_spans(PlanTree *tree) {
    for (size_t i = 0; i < tree->pieces.n; i++)
        cover(&tree->nodes.at[tree->pieces.at[i].node].span, tree->pieces.at[i].span);
    for (size_t i = tree->nodes.n; i-- > 1;)
        cover(&tree->nodes.at[tree->nodes.at[i].parent].span, tree->nodes.at[i].span);
    tree->nodes.at[0].span = (Span){0, tree->text.n};
}

static void set_ordinals(PlanTree *tree) {
    uint32_t *counts =
        memory_grow(NULL, tree->nodes.n * NODE_KINDS_COUNT, sizeof *counts);
    memset(counts, 0, tree->nodes.n * NODE_KINDS_COUNT * sizeof *counts);
    for (size_t i = 1; i < tree->nodes.n; i++) {
        PlanNode *node = &tree->nodes.at[i];
        node->ordinal = ++counts[(size_t)node->parent * NODE_KINDS_COUNT + node->kind];
    }
    free(counts);
}

/* The body of a leaf is its pieces, before white space is dealt out; duties and chrome
 * may lie inside. */
static void set_bodies(PlanTree *tree) {
    for (size_t i = 0; i < tree->pieces.n; i++) {
        const Piece *piece = &tree->pieces.at[i];
        bool leaf = piece->kind == PIECE_MEASURE || piece->kind == PIECE_PREAMBLE ||
                    piece->kind == PIECE_CHROME;
        if (leaf)
            cover(&tree->nodes.at[piece->node].body, piece->span);
    }
}

/* Page marks at the edge of a heading are cut off it. */
static void clamp_headings(PlanTree *tree) {
    for (size_t i = 0; i < tree->pieces.n; i++)
        if (tree->pieces.at[i].kind != PIECE_CHROME)
            cover(&tree->nodes.at[tree->pieces.at[i].node].span, tree->pieces.at[i].span);
    for (size_t i = 1; i < tree->nodes.n; i++) {
        PlanNode *node = &tree->nodes.at[i];
        Span own = node->span, heading = node->heading;
        node->span = (Span){0};
        if (span_empty(heading))
            continue;
        heading.at = heading.at < own.at ? own.at : heading.at;
        heading.end = heading.end > own.end ? own.end : heading.end;
        node->heading =
            span_empty(heading) ? (Span){0} : span_trimmed(tree->text, heading);
    }
}

void emit_finish(Builder *b) {
    if (!b->tree->pieces.n && b->tree->text.n) /* nothing but white space */
        vec_push(&b->tree->pieces, (Piece){PIECE_HEADING, {0, b->tree->text.n}, 0});
    clamp_headings(b->tree);
    set_bodies(b->tree);
    close_gaps(b->tree);
    set_spans(b->tree);
    set_ordinals(b->tree);
}
