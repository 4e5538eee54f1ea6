/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indices of plan evaluation studies: plan quality scores and the policy modelling
 * consistency (PMC) index. Only the arithmetic: items, weights and grades are the
 * study's, and differ between studies. */
#ifndef STAT_RUBRIC_H
#define STAT_RUBRIC_H

#include <stddef.h>

/* Items of one component scored 0, 1 or 2: 10 / (2 m) times their sum, so 0 to 10. NaN
 * without items or with any other score. */
double plan_quality(const double *item, size_t n);

typedef struct {
    double breadth; /* the share of items present (above 0) */
    double depth;   /* the mean score of those present, over 2; NaN when none is */
} PlanBreadth;

PlanBreadth plan_breadth(const double *item, size_t n);

/* One first-level variable of the PMC index: the share of its n sub-variables that are 1.
 * NaN without any, or where one is neither 0 nor 1. The index is the sum over variables;
 * pmc_index sums variables laid end to end. */
double pmc_variable(const double *item, size_t n);
double pmc_index(const double *item, const size_t *size, size_t variables);

#endif
