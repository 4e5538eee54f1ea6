/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan as a tree over its canonical text: plan > section > subsection > task > measure,
 * with what stands around it.
 *
 * Nodes lie in document order in one array; node 0 is the plan itself; a parent comes
 * before its children. Spans are byte ranges of `text`. Pieces cut the whole text: in
 * order, without gap or overlap, each byte in exactly one piece (white space between goes
 * with the piece before it, at the very start with the piece after it). tree_check
 * verifies all of this. */
#ifndef PLAN_TREE_H
#define PLAN_TREE_H

#include "base/base.h"

/* kind, word in the database and in JSON, Chinese */
#define NODE_KINDS(X)                                                                    \
    X(NODE_PLAN, "plan", "计划")                                                         \
    X(NODE_PREAMBLE, "preamble", "引言")                                                 \
    X(NODE_SECTION, "section", "部分")                                                   \
    X(NODE_SUBSECTION, "subsection", "分部")                                             \
    X(NODE_TASK, "task", "任务")                                                         \
    X(NODE_MEASURE, "measure", "举措")                                                   \
    X(NODE_CHROME, "chrome", "页面信息")
typedef enum {
#define X(kind, word, zh) kind,
    NODE_KINDS(X)
#undef X
        NODE_KINDS_COUNT
} NodeKind;
const char *node_kind_word(NodeKind kind); /* "task" */
const char *node_kind_name(NodeKind kind); /* in the language in use */

/* Which part of the document a node stands in. Only measures of PART_PLAN are counted by
 * analyses; the others stay searchable. */
#define PLAN_PARTS(X)                                                                    \
    X(PART_PLAN, "plan", "计划正文")                                                     \
    X(PART_NOTICE, "notice", "通知")   /* the notice wrapped around a plan */            \
    X(PART_SUMMARY, "summary", "总结") /* what was done last year */                     \
    X(PART_ANNEX, "annex", "附件")     /* tables, glossaries and lists after the plan */
typedef enum {
#define X(part, word, zh) part,
    PLAN_PARTS(X)
#undef X
        PLAN_PARTS_COUNT
} PlanPart;
const char *plan_part_word(PlanPart part);

typedef struct {
    NodeKind kind;
    PlanPart part;
    uint32_t parent;  /* index; node 0 is its own parent */
    uint32_t ordinal; /* 1.. among the siblings of its kind */
    uint32_t level; /* 0 plan, 1 outermost numbered level, ...; a measure: its parent's +
                       1 */
    Span span;      /* all of it with its children: the first to the last piece */
    Span number; /* the marker as written: "（一）", "26."; empty when there is none */
    Span heading; /* the title without marker and final stop; of the plan: its title; may
                     be empty */
    Span body; /* measure, preamble, chrome: its text trimmed, with its own marker ("①…")
                */
} PlanNode;

#define PIECE_KINDS(X)                                                                   \
    X(PIECE_HEADING, "heading")                                                          \
    X(PIECE_MEASURE, "measure")                                                          \
    X(PIECE_DUTY, "duty")                                                                \
    X(PIECE_PREAMBLE, "preamble")                                                        \
    X(PIECE_CHROME, "chrome")
typedef enum {
#define X(kind, word) kind,
    PIECE_KINDS(X)
#undef X
} PieceKind;

typedef struct {
    PieceKind kind;
    Span span;
    uint32_t node; /* the node it belongs to: a heading's node, the measure, the task of a
                      duty, ... */
} Piece;

#define DUTY_ROLES(X)                                                                    \
    X(DUTY_RESPONSIBLE, "responsible", "责任")                                           \
    X(DUTY_LEAD, "lead", "牵头")                                                         \
    X(DUTY_SUPPORT, "support", "配合")
typedef enum {
#define X(role, word, zh) role,
    DUTY_ROLES(X)
#undef X
} DutyRole;
const char *duty_role_word(DutyRole role);

/* One unit charged with one node (a task, or a measure where the clause stands inside
 * one). */
typedef struct {
    uint32_t node;
    DutyRole role;
    Span clause; /* the whole "（责任单位：…）" */
    Span span;   /* this unit as written */
    Slice unit;  /* normalised name */
} Duty;

typedef enum {
    COMPARE_EXACT,
    COMPARE_AT_LEAST,
    COMPARE_MORE,
    COMPARE_AT_MOST,
    COMPARE_LESS,
    COMPARE_ABOUT
} Comparator;
typedef enum {
    HARDNESS_PLAIN,
    HARDNESS_FIRM,
    HARDNESS_STRIVE,
    HARDNESS_EXPLORE
} Hardness; /* 确保, 力争, 探索 */

/* A quantity a measure sets out to reach. redacted: the number is masked ("x", "*") and
 * value is not set. */
typedef struct {
    uint32_t measure;
    Span span;
    Comparator comparator;
    Hardness hardness;
    bool redacted, has_high, has_baseline, per_period;
    double value, high, baseline; /* as written after numerals are read: 1.54
                                     of 1.54万平方米 */
    double value_norm;            /* in unit_norm: 15400 */
    Slice value_text, unit, unit_norm, object, period;
} Target;

typedef struct {
    uint32_t node;
    Span span;
    int from, to; /* yyyymmdd, 0 when not known */
} Deadline;

/* One value of a fact about the plan, with where it came from; of several for one key at
 * most one is chosen. */
typedef struct {
    const char *key;    /* "title", "year", "issued", "doc_number", "publisher", "region",
                           "level", "province", "kind" */
    Slice value;        /* dates as YYYY-MM-DD */
    const char *source; /* "manifest", "hand", "header", "title", "body", "filename",
                           "chrome" */
    const char *rule;   /* a stable word for the rule that settled it */
    Span place;         /* in the text; empty when not from it */
    bool chosen;
} Metadatum;

typedef struct {
    Slice text; /* canonical; owned by the document */
    VEC(PlanNode) nodes;
    VEC(Piece) pieces;
    VEC(Duty) duties;
    VEC(Target) targets;
    VEC(Deadline) deadlines;
    VEC(Metadatum) metadata;
    VEC(Diag) diags;
    Arena arena; /* owns slices that are not part of text */
} PlanTree;

void plan_tree_release(PlanTree *tree);

/* A node's body as read by people: line breaks inside and the white space around them
 * removed. Lives in keep. */
Slice plan_node_text(const PlanTree *tree, uint32_t node, Arena *keep);
Slice plan_node_heading(const PlanTree *tree, uint32_t node, Arena *keep); /* likewise the
                                                                              heading */
/* The nearest ancestor (or the node itself) of this kind; UINT32_MAX when there is none.
 */
uint32_t plan_ancestor(const PlanTree *tree, uint32_t node, NodeKind kind);
/* The chosen value of a metadatum; empty when there is none. */
Slice plan_metadatum(const PlanTree *tree, const char *key);

/* All invariants stated above; false with the first one that is broken. */
bool plan_tree_check(const PlanTree *tree, Err *err);

#endif
