/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Root finding for the room: GSL's bracketing solver without its error handler, which
 * ends the run. */
#ifndef STAT_SOLVE_P_H
#define STAT_SOLVE_P_H

/* The x in [low, high] where the monotone function is zero; the nearer end when it has
 * one sign in between. NaN when the function is NaN at an end. Relative precision about
 * 1e-14. */
double solve_monotone(double (*f)(double x, void *context), void *context, double low,
                      double high);

/* The x where the cumulative distribution of Beta(a, b) is p; a and b positive, p in (0,
 * 1). GSL's own gsl_cdf_beta_Pinv ends the run where it does not converge, so it is not
 * used. */
double beta_quantile(double p, double a, double b);

#endif
