/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps of the outline parser hand to each other. In order:
 *
 *   layout.c   blocks -> lines, with their white space trimmed
 *   chrome.c   which lines are the page's and not the document's
 *   front.c    title, notice, contents, annexes: every line gets a role and a part
 *   join.c     body lines -> paragraphs, broken lines joined
 *   outline.c  paragraphs -> segments: which markers count, and how deep each style lies
 *   build.c    segments -> nodes and pieces
 */
#ifndef PLAN_OUTLINE_P_H
#define PLAN_OUTLINE_P_H

#include "plan/marker_p.h"
#include "plan/tree.h"
#include "read/doc.h"

typedef enum {
    ROLE_BODY,
    ROLE_CHROME,
    ROLE_TITLE,    /* title, its repetitions, subtitle, date and speaker lines under it */
    ROLE_PREAMBLE, /* notice, addressees, salutation, signature */
    ROLE_HEADING,  /* a heading line without a marker */
    ROLE_TABLE,    /* a cell, or a line of a table laid out as text */
} LineRole;

/* Whether a line is the page's and not the document's. */
typedef enum {
    CHROME_NOT,
    CHROME_EDGE, /* before or after the document it is */
    CHROME_SURE,
} Chrome;
Chrome line_chrome(Slice line); /* chrome.c */

typedef struct {
    Span span; /* trimmed, never empty */
    Span hole; /* page mark at its start that is no text of it; empty */
    BlockKind block;
    uint32_t block_index;
    uint32_t runes;
    LineRole role;
    PlanPart part;
    Chrome chrome;
    Marker marker;        /* at its start, by the look of it alone */
    bool blank_before;    /* blank lines stand before it */
    uint32_t cell, cells; /* ROLE_TABLE: its cells in Outline.cells */
} Line;

/* What a column of a task table holds. */
typedef enum {
    COLUMN_NONE,
    COLUMN_NUMBER,
    COLUMN_CATEGORY, /* a heading over several rows */
    COLUMN_TASK,     /* the task's name, or all of it */
    COLUMN_MEASURE,
    COLUMN_LEAD,
    COLUMN_MAIN, /* 主要责任单位: lead or responsible, by the columns beside it */
    COLUMN_SUPPORT,
    COLUMN_UNIT,
    COLUMN_PERSON,
    COLUMN_DEADLINE,
    COLUMN_PROGRESS, /* what was done: kept, not counted */
    COLUMN_OTHER,
    COLUMN_HEADER,  /* a heading cell */
    COLUMN_TITLE,   /* a row that is one heading over the rows below */
    COLUMN_UNKNOWN, /* of a table that was not understood */
} ColumnKind;

typedef struct {
    Span span; /* trimmed, never empty */
    ColumnKind kind;
    bool opens; /* the first of a new task, or of a table that was not understood */
    bool named; /* of a task column beside measure columns: it is the task's heading */
} Cell;

/* Body lines read as one, or one line of another role. */
typedef struct {
    Span span;
    uint32_t first, last; /* lines */
    LineRole role;
    PlanPart part;
} Paragraph;

/* A stretch of a paragraph up to the next marker. */
typedef struct {
    Span span;
    uint32_t paragraph;
    Marker marker; /* STYLE_NONE: text without marker; STYLE_LINE: a heading line */
    bool starts;   /* begins its paragraph */
    uint32_t node; /* made of it, once build.c has */
} Segment;

typedef struct {
    const Document *document;
    PlanTree *tree;
    Slice text;
    VEC(Line) lines;
    VEC(Paragraph) paragraphs;
    VEC(Segment) segments;
    VEC(Cell) cells;
    VEC(Span)
    holes; /* stretches inside paragraphs that are chrome: page marks, page numbers */
    Span title; /* empty when none was found */
    Span glued; /* a title that ran into the first line of text, with its repetitions */
    bool report; /* a government work report: its （一） hold chapters of text, not tasks
                  */
    Arena scratch;
} Outline;

/* layout.c */
void outline_layout(Outline *o);
/* grid.c: finds the tables, gives their lines ROLE_TABLE and cells */
void outline_grids(Outline *o);
/* chrome.c */
bool line_is_page_number(Slice line);
/* front.c */
void outline_front(Outline *o);
/* join.c */
void outline_join(Outline *o);
/* outline.c */
void outline_segments(Outline *o);
/* build.c */
void outline_build(Outline *o);

/* wording.c: what the words of the genre tell. */
bool wording_is_title(Slice line); /* ends like the title of a plan, report or notice */
bool wording_is_date(Slice line);  /* is nothing but a date */
bool wording_is_addressee(Slice line); /* 各区教育局：, 各位代表： */
bool wording_is_summary(Slice heading);
bool wording_is_plan(Slice heading);
bool wording_is_annex(Slice line);
bool wording_ends_open(Slice line); /* ends with a comma, an opening bracket or a stroke:
                                       more must follow */
bool wording_ends_sentence(Slice line); /* ends with a stop, closing marks after it
                                           ignored */
bool wording_has_stop(Slice line);
uint32_t last_rune(Slice line);
uint32_t first_rune(Slice line);

/* sentence.c: the ends of the sentences of a stretch of text, brackets and quotation
 * marks respected. */
typedef VEC(size_t) OffsetList;
void sentences_cut(Slice text, Span span, OffsetList *ends);

/* clause.c: "（责任单位：…）" */
typedef struct {
    Span span; /* with its brackets and the stop behind them */
    bool open; /* its bracket is not closed */
} Clause;
/* The first duty clause in span; false when there is none. */
bool clause_find(Slice text, Span span, Clause *clause);
/* A line that is nothing but "责任单位：…". */
bool clause_is_line(Slice line);

#endif
