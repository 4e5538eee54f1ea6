/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the coder says of a plan: which measure carries which theme, and every hit that
 * speaks for it. Themes are named by their code ("sports.school"); indexes are into the
 * scheme that coded. */
#ifndef THEME_CODING_H
#define THEME_CODING_H

#include "base/base.h"

/* The rule of what speaks for a theme without one: n-grams of a learned model. */
#define EVIDENCE_LEARNED UINT32_MAX

/* One hit of one rule. Spans are bytes of the plan's canonical text. */
typedef struct {
    uint32_t node; /* the measure it speaks for */
    uint32_t theme;
    uint32_t rule;     /* of the theme, 0.. in the order of the scheme file, or
                          EVIDENCE_LEARNED */
    Span span;         /* the matched text */
    bool from_heading; /* the hit stands in a heading above the measure */
    double weight;
} Evidence;

/* One theme of one measure. Its evidence is those rows of the same node and theme. */
typedef struct {
    uint32_t node;
    uint32_t theme;
    double weight; /* sum that reached the threshold; a learned model's probability */
} Coding;

typedef struct {
    VEC(Coding) codings;    /* by node, then theme */
    VEC(Evidence) evidence; /* by node, then theme, then span */
} PlanCoding;

void plan_coding_release(PlanCoding *coding);

/* A theme as others see it (store, compare, present). */
typedef struct {
    Slice code;      /* "sports.school" */
    Slice en, zh;    /* names */
    uint32_t parent; /* index, or UINT32_MAX at the top */
    bool core;       /* one of the themes that the first charts show */
    Slice colour;    /* "#rrggbb" */
} ThemeInfo;

#endif
