/* SPDX-License-Identifier: GPL-3.0-or-later */
/* L2-regularised logistic regression over sparse rows (liblinear). Knows nothing of
 * themes. Deterministic: the solver (trust region Newton) draws nothing at random. */
#ifndef THEME_LINEAR_P_H
#define THEME_LINEAR_P_H

#include "base/base.h"

/* A feature of a row and its value. */
typedef struct {
    uint32_t feature;
    double value;
} Entry;

typedef struct LinearProblem LinearProblem;
LinearProblem *linear_new(size_t n_features);
void linear_free(LinearProblem *problem);
/* A training row; entries ascend by feature, each below n_features. Copied. */
void linear_add(LinearProblem *problem, const Entry *entries, size_t n);

typedef struct {
    double cost;   /* liblinear's C: how much a row weighs against the regularisation */
    double weight; /* of a positive row against another */
} LinearSetting;

/* Fits the weights, n_features places; what stands in them is where the search starts.
 * positive: a place a row; rows of both classes are needed, else it is a BUG. A constant
 * term is a feature like another. */
void linear_train(const LinearProblem *problem, const bool *positive,
                  LinearSetting setting, double *weights);

#endif
