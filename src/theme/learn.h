/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Learns from codes that people gave: for each theme a linear model that says whether a
 * measure carries it (one theme against the rest), from character n-grams of the measure
 * and the headings above it and from what the rules say.
 *
 * What is told of a model is held out: each measure's probability comes from models that
 * saw neither its codes nor its words. Measures are in folds; for each fold
 *  1. the n-grams, weights and calibration come from the other folds alone;
 *  2. cost and weight of the positive measures are those of a small grid that do best
 *     within the other folds: each of them in turn is left out once more, and the log
 *     loss of the calibrated values counts;
 *  3. the calibration (stat/calibration.h) is fitted to the values of that same inner
 *     round.
 * The model that is kept is trained on all measures, with the setting and calibration
 * that the outer round gives. */
#ifndef THEME_LEARN_H
#define THEME_LEARN_H

#include "base/progress.h"
#include "plan/tree.h"
#include "theme/model.h"
#include "theme/scheme.h"

/* The measures to learn from. */
typedef struct LearnSet LearnSet;
LearnSet *learn_set_new(const Scheme *scheme); /* the scheme must outlive it */
void learn_set_free(LearnSet *set);
/* Appends measures of a tree, named by their nodes; a node that is no measure with words
 * is a BUG. */
void learn_set_add(LearnSet *set, const PlanTree *tree, const uint32_t *nodes, size_t n);
/* Whether the rules give the i-th measure that was added this theme. */
bool learn_set_ruled(const LearnSet *set, size_t i, uint32_t theme);

typedef struct {
    const bool *given;  /* what people gave: a row a measure, a column a theme */
    const size_t *fold; /* of each measure, below folds */
    size_t folds;       /* at least 3 */
    size_t least;       /* positive measures that a theme needs; at least 2 */
} LearnTask;

typedef enum {
    LEARN_TRAINED,
    LEARN_FEW,    /* too few measures carry it */
    LEARN_MANY,   /* too few measures do not carry it */
    LEARN_NARROW, /* those that do (or do not) all stand in two folds or fewer */
} LearnState;

typedef struct {
    LearnState state;
    size_t n_positive;
    const double *held_out; /* the probability of each measure; NULL: not trained */
} LearnedTheme;

/* A place a theme in learned, whose arrays live in keep; the models that are kept, none
 * of them offered. Given back with model_free. */
Model *learn(const LearnSet *set, const LearnTask *task, Progress *progress,
             LearnedTheme *learned, Arena *keep);

#endif
