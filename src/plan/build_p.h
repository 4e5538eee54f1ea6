/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files that turn segments into the tree: levels.c, heading.c, emit.c,
 * grid.c, build.c. */
#ifndef PLAN_BUILD_P_H
#define PLAN_BUILD_P_H

#include "plan/duties.h"
#include "plan/outline_p.h"

/* A style inside a line may mean another thing than at its start: 一是 as a heading, and
 * as an enumeration. */
enum { LEVEL_KEYS = MARKER_STYLES_COUNT * 2 };
unsigned level_key(const Segment *segment);

/* What a segment with a marker is made of. */
typedef struct {
    size_t text_end;  /* before duty clauses at its end */
    size_t first_end; /* of its first sentence */
    bool stop;        /* the first sentence ends in a stop */
    bool more;        /* text follows the first sentence */
} Shape;

/* How the styles of a stretch of the document nest. */
typedef struct {
    int rank[LEVEL_KEYS]; /* from the outside in, 1..; 0 for styles that are not there */
    NodeKind kind[LEVEL_KEYS];  /* NODE_MEASURE for items */
    unsigned depth[LEVEL_KEYS]; /* among the numbered headings, 1.. */
    double multi[LEVEL_KEYS];   /* share of segments with more than one sentence */
    double single[LEVEL_KEYS];  /* share with one sentence that ends in a stop */
    bool paragraphs; /* the innermost headings hold several paragraphs with headings of
                        their own */
    bool any;        /* there is any heading or item */
} Levels;
void levels_settle(const Outline *o, const Shape *shapes, size_t from, size_t to,
                   Levels *levels);

typedef struct {
    int rank;
    uint32_t node;
    MarkerStyle style;
    bool item; /* an item that holds items, or the heading of table rows */
} Open;

/* The marker last seen of a style, to tell gaps and repetitions. */
typedef struct {
    uint32_t parent;
    unsigned number;
} Count;

typedef struct {
    Outline *o;
    PlanTree *tree;
    Shape *shapes; /* one a segment */
    Levels levels;
    PlanPart part;   /* of the nodes made now */
    VEC(Open) open;  /* the headings that hold what comes next, outermost first */
    OffsetList ends; /* scratch */
    size_t hole;     /* the first of o->holes not yet emitted */
    size_t charged;  /* duties given to items of the task at hand */
    uint32_t *next;  /* of each segment: the next one with a numbered heading */
    Count counts[LEVEL_KEYS];
    uint32_t row; /* the task of the table row at hand; 0 between tables */
    bool lost;    /* line ends were lost: the title ran into the text */
    bool opened;  /* a marker has come */
} Builder;

/* heading.c: where the heading of a segment ends; an empty heading where it has none. */
typedef struct {
    Span heading;
    size_t rest;
} HeadingSplit;
HeadingSplit heading_split(const Builder *b, size_t index, NodeKind kind, bool leads);
Shape segment_shape(const Outline *o, const Segment *segment, OffsetList *ends);

/* emit.c */
uint32_t emit_node(Builder *b, NodeKind kind, uint32_t parent, unsigned level);
void emit_piece(Builder *b, PieceKind kind, Span span, uint32_t node);
void emit_chrome(Builder *b, Span span);
Span emit_holes(Builder *b, Span span); /* those at its start; the span behind them */
void emit_preamble(Builder *b, Span span);
uint32_t emit_measure(Builder *b, uint32_t parent, Span span);
void emit_sentences(Builder *b, uint32_t parent, Span span); /* with duty clauses in them
                                                              */
void emit_duty(Builder *b, uint32_t node, const Clause *clause);
void emit_duties(Builder *b, uint32_t node, Span clause, const DutyUnitList *units);
void emit_finish(Builder *b); /* closes gaps between pieces, sets spans and ordinals */
uint32_t builder_current(const Builder *b);

/* rows.c: the cells of one line of a table */
void emit_cells(Builder *b, const Line *line);

/* parts.c: marks what does not count; the tree is complete */
void parts_settle(Outline *o);

/* diagnostics.c */
void diagnose(PlanTree *tree, const char *code, Span place);

#endif
