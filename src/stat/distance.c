/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: likeness of plans, by a named formula. It must not know what the numbers stand
 * for.
 *
 * a, b as given; p, q as shares (each sums to 1).
 *  1. KL = sum p ln(p/q); infinite where q = 0 < p.
 *  2. JS = KL(p, m)/2 + KL(q, m)/2, m = (p+q)/2. Lin 1991. In [0, ln 2] nats, [0, 1]
 *     bits.
 *  3. Its square root: a metric (Endres & Schindelin 2003).
 *  4. sqrt(sum (sqrt p - sqrt q)^2 / 2).
 *  5. sum |p - q| / 2. Duncan & Duncan 1955.
 *  6. sum |a - b| / sum (a + b).
 *  7. sum ab / (|a| |b|), scaled first so that nothing overflows.
 *  8. Presence: shared / in either. 9. Presence: 2 shared / (in a + in b).
 * 10. sum min(a, b) / sum max(a, b).
 * 11. Pearson correlation of ranks, ties at their mean rank; NaN when one side does not
 *     vary. */
#include "base/base.h"
#include "stat/distance.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

/* The sum, or NaN when a value is negative or NaN. */
static double mass_of(const double *x, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i] >= 0 ? x[i] : NAN;
    return sum;
}

static double kl_term(double p, double q) {
    if (p <= 0)
        return 0;
    return q > 0 ? p * log(p / q) : INFINITY;
}

typedef double (*ShareTerm)(double p, double q);

/* The sum of a term over the pairs of shares; NaN when one side cannot be normed. */
static double sum_shares(const double *a, const double *b, size_t n, ShareTerm term) {
    double mass_a = mass_of(a, n), mass_b = mass_of(b, n);
    if (!(mass_a > 0 && mass_b > 0) || isinf(mass_a) || isinf(mass_b))
        return NAN;
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += term(a[i] / mass_a, b[i] / mass_b);
    return sum;
}

static double in_unit(double nats, LogUnit unit) {
    return unit == LOG_BITS ? nats / M_LN2 : nats;
}

double divergence_kl(const double *a, const double *b, size_t n, LogUnit unit) {
    return in_unit(sum_shares(a, b, n, kl_term), unit);
}

static double js_term(double p, double q) {
    double middle = (p + q) / 2;
    return (kl_term(p, middle) + kl_term(q, middle)) / 2;
}

double divergence_js(const double *a, const double *b, size_t n, LogUnit unit) {
    double nats = sum_shares(a, b, n, js_term);
    return isnan(nats) ? NAN : in_unit(fmin(fmax(nats, 0), M_LN2), unit);
}

double distance_js(const double *a, const double *b, size_t n, LogUnit unit) {
    return sqrt(divergence_js(a, b, n, unit));
}

static double hellinger_term(double p, double q) {
    double d = sqrt(p) - sqrt(q);
    return d * d / 2;
}

double distance_hellinger(const double *a, const double *b, size_t n) {
    return sqrt(sum_shares(a, b, n, hellinger_term));
}

static double duncan_term(double p, double q) {
    return fabs(p - q) / 2;
}

double distance_duncan(const double *a, const double *b, size_t n) {
    return sum_shares(a, b, n, duncan_term);
}

/* Sums of the smaller and of the larger value of each pair. */
typedef struct {
    double smaller, larger;
} Overlap;

static Overlap overlap_of(const double *a, const double *b, size_t n) {
    Overlap sums = {0, 0};
    for (size_t i = 0; i < n; i++) {
        bool valid = a[i] >= 0 && b[i] >= 0;
        sums.smaller += valid ? fmin(a[i], b[i]) : NAN;
        sums.larger += valid ? fmax(a[i], b[i]) : NAN;
    }
    return sums;
}

double distance_bray_curtis(const double *a, const double *b, size_t n) {
    Overlap sums = overlap_of(a, b, n);
    return (sums.larger - sums.smaller) / (sums.larger + sums.smaller);
}

double similarity_ruzicka(const double *a, const double *b, size_t n) {
    Overlap sums = overlap_of(a, b, n);
    return sums.smaller / sums.larger;
}

double distance_euclid(const double *a, const double *b, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum = hypot(sum, a[i] - b[i]);
    return sum;
}

double similarity_cosine(const double *a, const double *b, size_t n) {
    if (isnan(mass_of(a, n)) || isnan(mass_of(b, n)) || n > INT32_MAX)
        return NAN;
    double length_a = cblas_dnrm2((int)n, a, 1), length_b = cblas_dnrm2((int)n, b, 1);
    if (!(length_a > 0 && length_b > 0))
        return NAN;
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (a[i] / length_a) * (b[i] / length_b);
    return fmin(sum, 1);
}

typedef struct {
    double in_a, in_b, shared;
} Presence;

static Presence presence_of(const double *a, const double *b, size_t n) {
    Presence seen = {0, 0, 0};
    for (size_t i = 0; i < n; i++) {
        seen.in_a += a[i] >= 0 ? a[i] > 0 : NAN;
        seen.in_b += b[i] >= 0 ? b[i] > 0 : NAN;
        seen.shared += a[i] > 0 && b[i] > 0;
    }
    return seen;
}

double similarity_jaccard(const double *a, const double *b, size_t n) {
    Presence seen = presence_of(a, b, n);
    return seen.shared / (seen.in_a + seen.in_b - seen.shared);
}

double similarity_dice(const double *a, const double *b, size_t n) {
    Presence seen = presence_of(a, b, n);
    return 2 * seen.shared / (seen.in_a + seen.in_b);
}

double correlation_spearman(const double *a, const double *b, size_t n) {
    double low_a = INFINITY, high_a = -INFINITY, low_b = INFINITY, high_b = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        if (isnan(a[i]) || isnan(b[i]))
            return NAN;
        low_a = fmin(low_a, a[i]);
        high_a = fmax(high_a, a[i]);
        low_b = fmin(low_b, b[i]);
        high_b = fmax(high_b, b[i]);
    }
    if (!(low_a < high_a) || !(low_b < high_b))
        return NAN;
    Arena scratch = {0};
    double *work = ARENA_ARRAY(&scratch, double, 2 * n);
    double rho = gsl_stats_spearman(a, 1, b, 1, n, work);
    arena_release(&scratch);
    return rho;
}
