/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: breadth of a plan as one number. It must not know themes.
 *
 * 1. N_q = (sum p^q)^(1/(1-q)), N_1 = exp(-sum p ln p). Hill 1973; Laakso & Taagepera
 *    1979 for q = 2; Greene 2015.
 * 2. Rarefied: the expectation of the inner sum over hypergeometric draws of m of N, then
 *    the outer function. q = 0: sum of 1 - P(X = 0) (Hurlbert 1971); q = 2: E X^2 / m^2 =
 *    (var + mean^2) / m^2; q = 1: -E (X/m) ln(X/m). */
#include "base/base.h"
#include "stat/diversity.h"

#include <gsl/gsl_randist.h>
#include <math.h>

static double total_of(const double *weight, size_t n) {
    double total = 0;
    for (size_t i = 0; i < n; i++)
        total += weight[i] >= 0 ? weight[i] : NAN;
    return total;
}

double effective_number(const double *weight, size_t n, double q) {
    double total = total_of(weight, n);
    if (!(total > 0) || isinf(total) || !(q >= 0) || isinf(q))
        return NAN;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        double p = weight[i] / total;
        if (p > 0)
            sum += q == 1 ? -p * log(p) : pow(p, q);
    }
    return q == 1 ? exp(sum) : pow(sum, 1 / (1 - q));
}

/* count of N measures are of the theme, m are drawn. */
typedef struct {
    double count, all, drawn;
} ThemeDraw;

static double seen(ThemeDraw d) {
    if (d.drawn > d.all - d.count)
        return 1;
    unsigned count = (unsigned)d.count, others = (unsigned)(d.all - d.count);
    return 1 - gsl_ran_hypergeometric_pdf(0, count, others, (unsigned)d.drawn);
}

static double entropy_term(ThemeDraw d) {
    unsigned count = (unsigned)d.count, others = (unsigned)(d.all - d.count);
    unsigned drawn = (unsigned)d.drawn, most = count < drawn ? count : drawn;
    double sum = 0;
    for (unsigned x = 1; x <= most; x++) {
        double p = x / d.drawn;
        sum -= gsl_ran_hypergeometric_pdf(x, count, others, drawn) * p * log(p);
    }
    return sum;
}

static double square_term(ThemeDraw d) {
    double share = d.count / d.all, mean = d.drawn * share;
    double shrink = d.all > 1 ? (d.all - d.drawn) / (d.all - 1) : 0;
    double variance = mean * (1 - share) * shrink;
    return (variance + mean * mean) / (d.drawn * d.drawn);
}

static double itself(double x) {
    return x;
}

static double inverse(double x) {
    return 1 / x;
}

typedef struct {
    double (*inner)(ThemeDraw d);
    double (*outer)(double sum);
} RarefyRule;

static const RarefyRule RAREFY_RULES[] = {
    {seen, itself}, {entropy_term, exp}, {square_term, inverse}};

double effective_number_rarefied(const double *count, size_t n, double q, double sample) {
    double all = total_of(count, n);
    bool order = q == 0 || q == 1 || q == 2;
    if (!order || !(all > 0) || all > 1e9 || !(sample >= 1 && sample <= all) ||
        sample != floor(sample))
        return NAN;
    const RarefyRule *rule = &RAREFY_RULES[(size_t)q];
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        if (count[i] != floor(count[i]))
            return NAN;
        if (count[i] > 0)
            sum += rule->inner((ThemeDraw){count[i], all, sample});
    }
    return rule->outer(sum);
}
