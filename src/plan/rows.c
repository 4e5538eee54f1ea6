/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a task table -> nodes: a row becomes a task with its measures, duties and
 * deadline. */
#include "base/base.h"

#include "plan/build_p.h"
#include "plan/scan_p.h"

/* Row headings nest by their markers as those of text do: one of a style that is open
 * closes it and what is below it, one of a new style lies below the last; one without a
 * marker closes all. */
static void close_row_headings(Builder *b, unsigned style) {
    size_t first = b->open.n;
    while (first && b->open.at[first - 1].item)
        first--;
    for (size_t i = b->open.n; style && i > first; i--) {
        if (b->open.at[i - 1].style == style) {
            b->open.n = i - 1;
            return;
        }
    }
    if (!style)
        b->open.n = first;
}

/* A heading over rows: "一、教育文化", in a column of its own or across the table. */
static void emit_row_heading(Builder *b, const Cell *cell) {
    Marker marker = marker_read(b->o->text, cell->span.at, cell->span.end, PLACE_START);
    close_row_headings(b, marker.style);
    uint32_t parent = builder_current(b);
    NodeKind above = b->tree->nodes.at[parent].kind;
    NodeKind kind = above == NODE_PLAN      ? NODE_SECTION
                    : above == NODE_SECTION ? NODE_SUBSECTION
                                            : NODE_TASK;
    bool numbered = parent == 0 || !span_empty(b->tree->nodes.at[parent].number);
    uint32_t id = emit_node(b, kind, parent, b->tree->nodes.at[parent].level + numbered);
    PlanNode *node = &b->tree->nodes.at[id];
    node->number = marker.span;
    node->heading = marker.style ? (Span){marker.text, cell->span.end} : cell->span;
    emit_piece(b, PIECE_HEADING, cell->span, id);
    int rank = b->open.n ? vec_last(&b->open)->rank + 1 : 1;
    vec_push(&b->open, (Open){rank, id, marker.style, true});
    b->row = 0;
}

static void open_row(Builder *b) {
    uint32_t parent = builder_current(b);
    bool numbered = parent == 0 || !span_empty(b->tree->nodes.at[parent].number);
    b->row = emit_node(b, NODE_TASK, parent, b->tree->nodes.at[parent].level + numbered);
}

/* The task cell: a heading beside measure columns, else sentences; a marker at its start
 * is the task's number. */
static void emit_task_cell(Builder *b, const Cell *cell) {
    Slice text = b->o->text;
    PlanNode *node = &b->tree->nodes.at[b->row];
    Span span = cell->span;
    Marker marker = marker_read(text, span.at, span.end, PLACE_START);
    if (marker.style && span_empty(node->number) && marker.style != STYLE_BULLET) {
        node->number = marker.span;
        emit_piece(b, PIECE_HEADING, (Span){span.at, marker.text}, b->row);
        span.at = marker.text;
    }
    if (!cell->named || !span_empty(node->heading)) {
        emit_sentences(b, b->row, span);
        return;
    }
    node = &b->tree->nodes.at[b->row];
    node->heading = span;
    if (slice_ends(slice_at(text, span), S("。")))
        node->heading = span_trimmed(text, (Span){span.at, span.end - 3});
    emit_piece(b, PIECE_HEADING, span, b->row);
}

static void emit_duty_cell(Builder *b, uint32_t owner, Span span, DutyRole role) {
    emit_piece(b, PIECE_DUTY, span, owner);
    DutyUnitList units = {0};
    duties_of_cell(b->o->text, span, role, &b->tree->arena, &units);
    emit_duties(b, owner, span, &units);
    vec_release(&units);
}

static void emit_apart(Builder *b, uint32_t owner, Span span, PlanPart part) {
    PlanPart outer = b->part;
    b->part = part;
    emit_measure(b, owner, span);
    b->part = outer;
}

static void emit_cell(Builder *b, const Cell *cell) {
    if (cell->opens && cell->kind != COLUMN_UNKNOWN)
        open_row(b);
    uint32_t owner = b->row ? b->row : builder_current(b);
    switch (cell->kind) {
    case COLUMN_HEADER:
    case COLUMN_OTHER: emit_chrome(b, cell->span); return;
    case COLUMN_CATEGORY:
    case COLUMN_TITLE: emit_row_heading(b, cell); return;
    case COLUMN_NUMBER:
        if (!b->row) {
            emit_chrome(b, cell->span);
            return;
        }
        b->tree->nodes.at[b->row].number = cell->span;
        emit_piece(b, PIECE_HEADING, cell->span, b->row);
        return;
    case COLUMN_TASK:
        if (b->row) {
            emit_task_cell(b, cell);
            return;
        }
        break;
    case COLUMN_LEAD: emit_duty_cell(b, owner, cell->span, DUTY_LEAD); return;
    case COLUMN_SUPPORT: emit_duty_cell(b, owner, cell->span, DUTY_SUPPORT); return;
    case COLUMN_UNIT: emit_duty_cell(b, owner, cell->span, DUTY_RESPONSIBLE); return;
    case COLUMN_PERSON:
    case COLUMN_DEADLINE: emit_piece(b, PIECE_DUTY, cell->span, owner); return;
    case COLUMN_PROGRESS: emit_apart(b, owner, cell->span, PART_SUMMARY); return;
    case COLUMN_UNKNOWN:
        if (cell->opens)
            diagnose(b->tree, "table-not-understood", cell->span);
        emit_apart(b, builder_current(b), cell->span, PART_ANNEX);
        return;
    default: break;
    }
    emit_sentences(b, owner, cell->span);
}

void emit_cells(Builder *b, const Line *line) {
    for (uint32_t i = 0; i < line->cells; i++)
        emit_cell(b, &b->o->cells.at[line->cell + i]);
}
