/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the database. All results live in keep, and their order is fixed by slugs,
 * places in the text and codes, never by the order in which plans were added.
 *
 * A measure's id names its node for the life of the derived rows: plan id and place in
 * the tree (measure_plan, measure_node). Ids go into Table cells; they are not for
 * people. */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include "store/store.h"

enum { NODE_ID_SHIFT = 20 }; /* a plan has fewer than 2^20 nodes */
static inline int64_t measure_plan(int64_t id) {
    return id >> NODE_ID_SHIFT;
}
static inline uint32_t measure_node(int64_t id) {
    return (uint32_t)(id & ((INT64_C(1) << NODE_ID_SHIFT) - 1));
}
static inline int64_t measure_id(int64_t plan, uint32_t node) {
    return (plan << NODE_ID_SHIFT) | (int64_t)node;
}

/* ---- Plans ---- */

/* The metadata of a plan that counts: set by hand, else chosen by the parser; empty when
 * not known. */
#define PLAN_FACTS(X)                                                                    \
    X(title)                                                                             \
    X(year)                                                                              \
    X(region)                                                                            \
    X(level)                                                                             \
    X(province)                                                                          \
    X(publisher)                                                                         \
    X(doc_number)                                                                        \
    X(kind)                                                                              \
    X(issued)

typedef struct {
    int64_t id;
    Slice slug;
    Slice source, format, encoding, sha256;
    double confidence;
#define X(key) Slice key;
    PLAN_FACTS(X)
#undef X
    /* Of the plan proper (PART_PLAN): */
    uint32_t n_sections, n_subsections, n_tasks, n_measures;
    uint64_t chars;     /* of the measures, white space not counted */
    uint32_t n_targets; /* of the measures */
    /* Of the whole document: */
    uint32_t n_other_measures; /* in summaries, notices, annexes */
    uint32_t n_duties, n_deadlines, n_diagnostics;
    bool coded; /* by the rules of the scheme in use */
} PlanInfo;

typedef struct {
    const PlanInfo *at; /* by slug */
    size_t n;
} PlanList;
bool store_plans(Store *store, Arena *keep, PlanList *plans, Err *err);

/* The plan a person means: its slug, its source, the beginning of one slug only, or a
 * part of one title only, tried in this order. Several: the message lists them. None: the
 * message says what looks nearest to hand. */
bool store_find_plan(Store *store, Slice name, int64_t *plan, Err *err);

/* What decides on every result, plan by plan, as hashes: two databases with the same
 * prints, the same scheme and the same program give the same results, whatever the order
 * in which their plans were added. */
typedef struct {
    Slice slug;
    Slice document; /* SHA-256 of the file's bytes */
    Slice words;    /* 16 hex digits: the canonical text and how it is parsed */
    Slice facts;    /* its metadata, settings and file name */
    Slice codes;    /* the themes of its measures, by machines and by people */
} PlanPrint;
typedef struct {
    const PlanPrint *at; /* by slug */
    size_t n;
} PlanPrintList;
bool store_prints(Store *store, Arena *keep, PlanPrintList *prints, Err *err);

/* ---- Themes ---- */

typedef struct {
    Slice hash, name, text; /* of the scheme in use; empty when there is none */
    const ThemeInfo *at; /* in the order of the scheme; "theme index" below is the place
                            in here */
    size_t n;
} ThemeList;
bool store_themes(Store *store, Arena *keep, ThemeList *themes, Err *err);
size_t theme_find(const ThemeList *themes, Slice code); /* SIZE_MAX when there is none */

/* ---- Whole plans ---- */

/* The tree as it was put, over text in keep; *tree is released with plan_tree_release.
 * What was set by hand is in the metadata (source "hand") and chosen. */
bool store_load_tree(Store *store, int64_t plan, Arena *keep, PlanTree *tree, Err *err);
/* What a machine coder ("rules" when NULL) said, by the scheme in use; nothing when it
 * has not coded. */
bool store_load_coding(Store *store, int64_t plan, const char *coder, PlanCoding *coding,
                       Err *err);

/* ---- Measures ---- */

/* Which measures; a zeroed filter: those of PART_PLAN in all plans, themes by "rules". */
typedef struct {
    const int64_t *plans; /* NULL: all */
    size_t n_plans;
    Slice theme;        /* code: with this theme or one below it; empty: any or none */
    bool uncoded;       /* only those without a theme */
    unsigned parts;     /* bits 1u << PART_...; 0: PART_PLAN */
    const int64_t *ids; /* NULL: all; else only these, ascending */
    size_t n_ids;
    /* Whose themes: NULL is "rules"; another machine coder ("model"); or a person, whose
     * codings then stand in place of the rules' for every measure that the person coded.
     */
    const char *coder;
} MeasureFilter;

typedef struct {
    Slice number, text; /* as written ("（一）"), heading; both empty where there is none
                         */
} Heading;

typedef struct {
    int64_t id, plan;
    PlanPart part;
    Heading section, subsection, task;
    int64_t task_id;    /* the node of its task, else of what it stands under */
    uint32_t ordinal;   /* 1.. under its parent */
    uint32_t position;  /* 1.. among the measures of its part */
    Slice text;         /* without the line breaks of the layout */
    uint32_t chars;     /* white space not counted */
    Span span;          /* of the plan's text */
    uint32_t n_targets; /* its own */
    uint32_t n_duties, n_deadlines; /* its own, and those of what it stands under */
    const uint32_t *themes;         /* indexes, ascending */
    size_t n_themes;
    bool by_person; /* themes are those of the person asked for */
} MeasureRow;

typedef struct {
    const MeasureRow *at; /* by slug of the plan, then place */
    size_t n;
} MeasureList;
bool store_measures(Store *store, const MeasureFilter *filter, Arena *keep,
                    MeasureList *measures, Err *err);

/* The same without words, for counting: one pass over the database. */
typedef struct {
    int64_t id;
    uint32_t plan; /* index into plans */
    uint32_t chars;
    uint32_t cluster;  /* 0..: the task (else what it stands under), numbered over all
                          plans */
    uint32_t position; /* 1.. among the measures of its part */
    uint32_t n_targets, n_duties, n_deadlines;
    uint32_t themes_at, n_themes; /* in themes_of, ascending */
    PlanPart part;
    bool by_person;
} IncidenceRow;

typedef struct {
    PlanList plans; /* those asked for, by slug; also such without measures */
    ThemeList themes;
    const IncidenceRow *at; /* by plan, then place */
    size_t n;
    const uint32_t *themes_of;
    size_t n_clusters;
} Incidence;
bool store_incidence(Store *store, const MeasureFilter *filter, Arena *keep,
                     Incidence *incidence, Err *err);

/* One unit charged with a measure, by a clause of its own or of what it stands under. */
typedef struct {
    int64_t measure;
    DutyRole role;
    Slice unit; /* normalised name */
} DutyRow;
typedef struct {
    const DutyRow *at; /* by slug of the plan, place of the measure, order of the clauses
                        */
    size_t n;
} DutyList;
/* Of the measures of PART_PLAN; plans NULL: all. */
bool store_duties(Store *store, const int64_t *plans, size_t n_plans, Arena *keep,
                  DutyList *duties, Err *err);

/* A quantity a measure sets out to reach, with the words it stands among. */
typedef struct {
    int64_t measure;
    Target target;        /* its span is of the plan's text */
    Slice text;           /* the measure, without the line breaks of the layout */
    Slice written;        /* the number with its unit, as published */
    Slice before, behind; /* of the measure's own words as published, up to the number
                             and from behind its unit; at most some hundred bytes */
    Slice section, subsection, task; /* the headings it stands under; empty where there
                                        is none */
} TargetRow;
typedef struct {
    const TargetRow *at; /* by slug of the plan, place of the measure, place in it */
    size_t n;
} TargetRowList;
/* Of the measures of PART_PLAN; plans NULL: all. */
bool store_targets(Store *store, const int64_t *plans, size_t n_plans, Arena *keep,
                   TargetRowList *targets, Err *err);

/* ---- Evidence ---- */

typedef struct {
    uint32_t theme, rule;
    Span span;  /* of the plan's text */
    Slice term; /* the text of the span */
    bool from_heading;
    double weight;
} EvidenceHit;
typedef struct {
    const EvidenceHit *at; /* by theme, then span */
    size_t n;
} EvidenceList;
bool store_evidence(Store *store, int64_t measure, const char *coder, Arena *keep,
                    EvidenceList *hits, Err *err);

/* ---- Search ---- */

typedef struct {
    Slice word; /* found as it stands; ASCII letters of either case, full-width letters
                   and digits alike */
    const int64_t *plans; /* NULL: all */
    size_t n_plans;
    bool everywhere; /* also page chrome */
    size_t limit;    /* nodes; 0: all */
} Search;

typedef struct {
    int64_t id; /* of the node; a measure's is its measure id */
    int64_t plan;
    NodeKind kind;
    PlanPart part;
    Heading section, subsection, task; /* of what it stands under, or is */
    Slice text; /* of the node: a measure's or preamble's words, the heading of the others
                 */
    Span span;  /* of that text in the plan's */
    const Span *hits; /* in `text`, ascending, without overlap */
    size_t n_hits;
} SearchHit;
typedef struct {
    const SearchHit *at; /* by slug of the plan, then place */
    size_t n;
    bool more; /* the limit cut the list */
} SearchList;
bool store_search(Store *store, const Search *search, Arena *keep, SearchList *hits,
                  Err *err);

/* ---- Doubts, metadata, settings, people's codings, runs ---- */

typedef struct {
    const Diag *at; /* in the order they were noted */
    size_t n;
} DiagList;
bool store_diagnostics(Store *store, int64_t plan, Arena *keep, DiagList *diags,
                       Err *err);

typedef struct {
    const Metadatum *at; /* by key, the chosen one first, then as noted; what was set by
                            hand has source "hand" */
    size_t n;
} MetadatumList;
bool store_metadata(Store *store, int64_t plan, Arena *keep, MetadatumList *metadata,
                    Err *err);

typedef struct {
    Slice key, value;
} Setting;
typedef struct {
    const Setting *at; /* by key */
    size_t n;
} SettingList;
bool store_settings(Store *store, int64_t plan, Arena *keep, SettingList *settings,
                    Err *err);

typedef struct {
    int64_t id, plan;
    Span span;
    Slice text; /* as it was coded */
    Slice theme, coder, date;
    bool found; /* false: the plan's text no longer holds the passage, span is where it
                   was */
    int64_t measure; /* the measure that shares most bytes with it; 0 when none does */
} HumanRow;
typedef struct {
    const HumanRow *at; /* by slug of the plan, place, coder, theme */
    size_t n;
} HumanList;
/* Of one person, or (empty) of all; in one plan, or (0) in all. */
bool store_humans(Store *store, int64_t plan, Slice coder, Arena *keep, HumanList *humans,
                  Err *err);

/* Who has coded: machines by the scheme in use, and people. */
typedef struct {
    Slice name;
    bool person;
    const int64_t *plans; /* that it has coded, or parts of which, ascending */
    size_t n_plans;
} CoderRow;
typedef struct {
    const CoderRow *at; /* machines first, each kind by name */
    size_t n;
} CoderList;
bool store_coders(Store *store, Arena *keep, CoderList *coders, Err *err);

typedef struct {
    Slice date, tool, command;
} RunRow;
typedef struct {
    const RunRow *at; /* oldest first */
    size_t n;
} RunList;
bool store_runs(Store *store, Arena *keep, RunList *runs, Err *err);

#endif
