/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linear models of themes, as learn() makes them and a project keeps them: coding plans
 * with them, and what they look at. */
#ifndef THEME_MODEL_H
#define THEME_MODEL_H

#include "plan/tree.h"
#include "stat/calibration.h"
#include "theme/coder.h"

typedef struct Model Model;

/* One theme's model. The lower half is what was found on held-out measures; it decides on
 * nothing here, but is kept with the model. */
typedef struct {
    uint32_t theme;
    size_t n_positive;   /* measures that carry it */
    double cost, weight; /* the setting chosen */
    Sigmoid sigmoid;     /* from the model's value to a probability */
    double bias;
    const double *weights; /* a place a trait */

    bool offered; /* it beats the rules */
    double rules_f1, f1, difference, low, high;
} ThemeModel;

void model_free(Model *model);
size_t model_n(const Model *model);
ThemeModel *model_at(const Model *model, size_t i); /* in the order of the scheme */
size_t model_n_offered(const Model *model);

/* As JSON, and back; the scheme must be the one it was learned with. NULL with a message
 * when the text is no model of the scheme. */
void model_write(const Model *model, const Scheme *scheme, Buf *out);
Model *model_parse(Slice text, const Scheme *scheme, Err *err);

/* What a model looks at. */
typedef struct {
    char kind;  /* 'm' measure, 'h' heading, 'c', 'w', 'l': what the rules say */
    Slice name; /* an n-gram; for what the rules say the theme's code. Lives with the
                   model. */
    double weight;
} ModelTrait;
typedef struct {
    const ModelTrait *at; /* heaviest first */
    size_t n;
} ModelTraits;
/* The n traits that speak most for the theme, or against it. An n-gram that is part of
 * one that weighs as much or more is left out. */
ModelTraits model_traits(const Model *model, const ThemeModel *theme, bool against,
                         size_t n, Arena *keep);

/* What a theme's model says of one measure: its probability, and the n traits of the
 * measure that contribute most to it or against it; a ModelTrait's weight is here what it
 * contributes (weight times value), heaviest by size first. */
typedef struct {
    double probability;
    ModelTraits traits;
} ModelOpinion;
/* A place a theme of the model, in keep; n traits each. A node that is no measure with
 * words is a BUG. */
const ModelOpinion *model_opinions(const Model *model, Coder *coder, const PlanTree *tree,
                                   uint32_t measure, size_t n, Arena *keep);

/* Codes a plan's measures: themes that are offered (all: every theme that has a model) by
 * their models, the others by the rules of the coder's scheme.
 *   A theme is given where its probability is at least 1/2; that is the coding's weight.
 * Its evidence: the n-grams with the greatest contributions (weight times value), those
 * that overlap joined to one stretch, with rule EVIDENCE_LEARNED; and where the rules
 * give the theme too and that speaks for it, their hits. Evidence weighs what it
 * contributes; n-grams that contribute little beside the weightiest trait are left out,
 * but for the first. Where no n-gram speaks for the theme there is none. */
void model_code_plan(const Model *model, Coder *coder, const PlanTree *tree, bool all,
                     PlanCoding *coding);

#endif
