/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: studies report these indices, so they must be computed the same way everywhere. It
 * must not know the items. */
#include "base/base.h"
#include "stat/rubric.h"

#include <math.h>

static bool is_score(double item, double most) {
    return item == 0 || item == 1 || (most == 2 && item == 2);
}

/* The sum of scores up to `most`; NaN where one is no such score or there is none. */
static double sum_scores(const double *item, size_t n, double most) {
    double sum = n > 0 ? 0 : NAN;
    for (size_t i = 0; i < n; i++)
        sum += is_score(item[i], most) ? item[i] : NAN;
    return sum;
}

double plan_quality(const double *item, size_t n) {
    return 10 * sum_scores(item, n, 2) / (2 * (double)n);
}

PlanBreadth plan_breadth(const double *item, size_t n) {
    double sum = sum_scores(item, n, 2), present = 0;
    for (size_t i = 0; i < n; i++)
        present += item[i] > 0;
    if (isnan(sum))
        return (PlanBreadth){NAN, NAN};
    return (PlanBreadth){present / (double)n, present > 0 ? sum / (2 * present) : NAN};
}

double pmc_variable(const double *item, size_t n) {
    return sum_scores(item, n, 1) / (double)n;
}

double pmc_index(const double *item, const size_t *size, size_t variables) {
    double sum = variables > 0 ? 0 : NAN;
    for (size_t i = 0; i < variables; i++) {
        sum += pmc_variable(item, size[i]);
        item += size[i];
    }
    return sum;
}
