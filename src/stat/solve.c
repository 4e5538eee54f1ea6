/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: several intervals are roots of a distribution function; one careful way to find
 * them. It must not know what the function means. */
#include "base/base.h"
#include "stat/solve_p.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>

enum { SOLVE_STEPS = 200 };

double solve_monotone(double (*f)(double x, void *context), void *context, double low,
                      double high) {
    double at_low = f(low, context);
    double at_high = f(high, context);
    if (isnan(at_low) || isnan(at_high))
        return NAN;
    if ((at_low > 0) == (at_high > 0) && at_low != 0 && at_high != 0)
        return fabs(at_low) <= fabs(at_high) ? low : high;
    if (at_low == 0 || at_high == 0)
        return at_low == 0 ? low : high;

    gsl_function function = {.function = f, .params = context};
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    gsl_root_fsolver_set(solver, &function, low, high);
    for (int step = 0; step < SOLVE_STEPS; step++) {
        if (gsl_root_fsolver_iterate(solver) != GSL_SUCCESS)
            break;
        double left = gsl_root_fsolver_x_lower(solver);
        double right = gsl_root_fsolver_x_upper(solver);
        if (gsl_root_test_interval(left, right, 0, 1e-15) == GSL_SUCCESS)
            break;
    }
    double root = gsl_root_fsolver_root(solver);
    gsl_root_fsolver_free(solver);
    return root;
}

typedef struct {
    double p, a, b;
} BetaGoal;

static double beta_excess(double x, void *context) {
    const BetaGoal *goal = context;
    /* The nearer tail keeps its digits. */
    if (goal->p <= 0.5)
        return gsl_cdf_beta_P(x, goal->a, goal->b) - goal->p;
    return (1 - goal->p) - gsl_cdf_beta_Q(x, goal->a, goal->b);
}

double beta_quantile(double p, double a, double b) {
    BetaGoal goal = {p, a, b};
    return solve_monotone(beta_excess, &goal, 0, 1);
}
