/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The coder's work space. A plan is looked at as units: its headings and measures, each a
 * line of one folded view that is scanned once. evaluate.c says which rules fire in one
 * unit, coder.c what that means for a measure under its headings; explain.c asks both
 * with a trace. */
#ifndef THEME_CODER_P_H
#define THEME_CODER_P_H

#include "theme/explain.h"
#include "theme/fold_p.h"
#include "theme/theme_p.h"

enum { HEADINGS_MAX = 8 };

typedef struct {
    uint32_t at, end; /* bytes of the view */
    Atom atom;
} UnitHit;
typedef VEC(UnitHit) UnitHits;

typedef struct {
    uint32_t node;
    bool heading;
    uint32_t at, end; /* of the view */
    size_t first_hit, n_hits;
    size_t first_fire, n_fires;
} Unit;

/* A hit that speaks for a rule. */
typedef struct {
    uint32_t rule;
    uint32_t at, end;
    Atom atom;
    double weight; /* of a term; a rule of conditions weighs as a whole */
    bool heading;
    bool covered; /* by a longer hit: does not count */
} Row;

/* A rule that holds in a unit. */
typedef struct {
    uint32_t rule;
    double weight;
    size_t first_row, n_rows;
} Fire;

/* A hit that does not count, for explain. */
typedef struct {
    Fate why;
    uint32_t rule;
    uint32_t at, end;       /* the hit */
    uint32_t by_at, by_end; /* what struck it; empty for UNMET and UNLESS */
    bool heading;
} Struck;
typedef VEC(Struck) StruckList;

struct Coder {
    const Scheme *scheme;
    MatcherScratch *scratch;
    struct pcre2_real_match_data_8 *match;
    struct pcre2_real_match_context_8 *limits;
    Fold fold;
    Hits raw;
    UnitHits hits;   /* by unit */
    VEC(Unit) units; /* by view */
    VEC(Row) rows;
    VEC(Fire) fires;
    /* scratch of one unit or measure */
    VEC(uint64_t) pairs;              /* rule << 32 | hit of the unit */
    VEC(uint32_t) clauses, sentences; /* where windows end; empty until a rule asks */
    VEC(uint32_t) excluding;          /* hits of the sight that may strike others */
    VEC(uint32_t) passing;            /* stretches of the sight that name in passing */
    UnitHits joined;                  /* a measure's hits with those of its headings */
    VEC(uint32_t) order;
    VEC(Fire) taken, lent;
    VEC(uint32_t) touched;
    double *totals;            /* by theme, zero between measures */
    bool *coded;               /* by theme, false between measures */
    uint32_t *unit_of_heading; /* by node, or UINT32_MAX */
    size_t n_nodes;
    StruckList trace; /* what did not count, for explain */
    bool traced;
};

/* Scans the units' text and sorts the hits to the units. */
void coder_scan(Coder *coder);
/* The headings above a unit, nearest first, the plan's title last. */
typedef struct {
    const Unit *at[HEADINGS_MAX];
    size_t n;
} Headings;

Headings coder_headings(const Coder *coder, const PlanTree *tree, uint32_t node);

/* Appends the rules that hold in a unit to coder->fires, their hits to coder->rows. */
void coder_evaluate(Coder *coder, Unit *unit, const Headings *above);
/* The same for rules that look at a measure together with the headings above it. */
void coder_evaluate_joined(Coder *coder, Unit *unit, const Headings *above);

/* The units of a tree, scanned and evaluated. */
void coder_read_plan(Coder *coder, const PlanTree *tree);
/* The unit of a measure; a node that is no measure with words is a BUG. */
const Unit *coder_unit(const Coder *coder, uint32_t measure);

/* A measure's fires that count, its own and lent, in coder->taken; its totals in
 * coder->totals for the themes in coder->touched, until coder_forget. */
void coder_settle(Coder *coder, const PlanTree *tree, const Unit *measure);
void coder_forget(Coder *coder);
bool coder_is_coded(const Coder *coder, uint32_t theme);

#endif
