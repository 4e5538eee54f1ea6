/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: a theme over the years. It must not know years.
 *
 * 1. Cochran-Armitage: chi2 = (sum s (h - n p))^2 / (p (1-p) (sum n s^2 - (sum n s)^2 /
 *    N)), computed on centred scores. R: prop.trend.test.
 * 2. Mann 1945, Kendall: S = sum sign(later - earlier); variance (n(n-1)(2n+5) - sum
 *    t(t-1)(2t+5)) / 18, t the sizes of ties; z = (S -+ 1) / root, 0 for S = 0.
 * 3. Sen 1968: median of slopes over pairs at different times.
 * 4. tau-b; variance with ties on both sides; Kendall 1970 (R: cor.test(method =
 *    "kendall", exact = FALSE)). */
#include "base/base.h"
#include "stat/trend.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

static double score_at(const double *score, size_t i) {
    return score ? score[i] : (double)i + 1;
}

CochranArmitage trend_shares(const double *hits, const double *n, const double *score,
                             size_t groups) {
    const CochranArmitage undefined = {NAN, NAN, NAN};
    double all = 0, hit = 0, mean = 0;
    for (size_t i = 0; i < groups; i++) {
        if (!(hits[i] >= 0 && hits[i] <= n[i]))
            return undefined;
        all += n[i];
        hit += hits[i];
        mean += n[i] * score_at(score, i);
    }
    mean /= all;
    double share = hit / all, across = 0, spread = 0;
    for (size_t i = 0; i < groups; i++) {
        double away = score_at(score, i) - mean;
        across += away * (hits[i] - n[i] * share);
        spread += n[i] * away * away;
    }
    double variance = share * (1 - share) * spread;
    if (!(variance > 0))
        return undefined;
    double chi2 = across * across / variance;
    return (CochranArmitage){chi2, gsl_cdf_chisq_Q(chi2, 1), across / spread};
}

static bool has_nan(const double *value, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (isnan(value[i]))
            return true;
    }
    return false;
}

static int sign_of(double x) {
    return (x > 0) - (x < 0);
}

/* Sums over groups of equal values, t their sizes. */
typedef struct {
    double pairs;   /* t (t-1) */
    double triples; /* t (t-1) (t-2) */
    double spread;  /* t (t-1) (2t+5) */
} Ties;

static Ties ties_of(const double *value, size_t n) {
    Arena scratch = {0};
    double *sorted = ARENA_ARRAY(&scratch, double, n);
    Ties ties = {0, 0, 0};
    if (n > 0) {
        memcpy(sorted, value, n * sizeof *value);
        gsl_sort(sorted, 1, n);
    }
    for (size_t i = 0, next = 0; i < n; i = next) {
        while (next < n && sorted[next] == sorted[i])
            next++;
        double t = (double)(next - i);
        ties.pairs += t * (t - 1);
        ties.triples += t * (t - 1) * (t - 2);
        ties.spread += t * (t - 1) * (2 * t + 5);
    }
    arena_release(&scratch);
    return ties;
}

static double normal_p(double z) {
    return 2 * gsl_cdf_ugaussian_Q(fabs(z));
}

MannKendall mann_kendall(const double *value, size_t n) {
    MannKendall result = {NAN, NAN, NAN, NAN};
    if (n < 2 || has_nan(value, n))
        return result;
    result.s = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++)
            result.s += sign_of(value[j] - value[i]);
    }
    double m = (double)n;
    result.variance = (m * (m - 1) * (2 * m + 5) - ties_of(value, n).spread) / 18;
    if (!(result.variance > 0))
        return (MannKendall){NAN, NAN, NAN, NAN};
    result.z = (result.s - sign_of(result.s)) / sqrt(result.variance);
    result.p = normal_p(result.z);
    return result;
}

double sen_slope(const double *time, const double *value, size_t n) {
    if (has_nan(value, n) || (time && has_nan(time, n)))
        return NAN;
    Arena scratch = {0};
    double *slope = ARENA_ARRAY(&scratch, double, n > 1 ? n * (n - 1) / 2 : 1);
    size_t pairs = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            double across = score_at(time, j) - score_at(time, i);
            if (across != 0)
                slope[pairs++] = (value[j] - value[i]) / across;
        }
    }
    double median = pairs > 0 ? gsl_stats_median(slope, 1, pairs) : NAN;
    arena_release(&scratch);
    return median;
}

KendallTau kendall_tau(const double *x, const double *y, size_t n) {
    KendallTau result = {NAN, NAN, NAN};
    if (n < 3 || has_nan(x, n) || has_nan(y, n))
        return result;
    double s = 0, m = (double)n;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++)
            s += sign_of(x[j] - x[i]) * sign_of(y[j] - y[i]);
    }
    Ties of_x = ties_of(x, n), of_y = ties_of(y, n);
    double pairs = m * (m - 1);
    double variance = (pairs * (2 * m + 5) - of_x.spread - of_y.spread) / 18 +
                      of_x.pairs * of_y.pairs / (2 * pairs) +
                      of_x.triples * of_y.triples / (9 * pairs * (m - 2));
    double divisor = sqrt((pairs - of_x.pairs) * (pairs - of_y.pairs)) / 2;
    if (!(divisor > 0) || !(variance > 0))
        return result;
    result.tau = s / divisor;
    result.z = s / sqrt(variance);
    result.p = normal_p(result.z);
    return result;
}
