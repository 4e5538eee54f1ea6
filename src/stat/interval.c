/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: every share that is printed carries its interval. It must not know what a theme or
 * a plan is.
 *
 * z is the normal quantile at (1 + level) / 2, p = hits / n.
 *  1. SE = sqrt(p (1 - p) / n).
 *  2. Wilson: (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n), exactly 0 at no
 *     hits and exactly 1 at all hits. Wilson 1927; Newcombe 1998, Stat. Med. 17:857,
 *     method 3.
 *  3. Wilson with continuity correction: the same with p -+ 1/2n; 0 at no hits and 1 at
 *     all. Newcombe's method 4 (R: prop.test, which besides caps the correction at |hits
 *     - n p0|; there is no p0 here).
 *  4. Clopper-Pearson: Beta quantiles (hits, n - hits + 1) and (hits + 1, n - hits).
 *  5. Newcombe 1998, Stat. Med. 17:873, method 10: d - sqrt((pa - la)^2 + (ub - pb)^2), d
 *     + sqrt((ua - pa)^2 + (pb - lb)^2), from Wilson limits.
 *  6. Agresti & Caffo 2000: Wald on one hit and one miss added to each sample; clamped to
 *     [-1, 1].
 *  7. Cohen's h = 2 asin sqrt pa - 2 asin sqrt pb.
 *  8. Odds ratio; log SE = sqrt of the sum of reciprocal cells (Woolf 1955); Gart 1966
 *     adds 0.5 to each cell.
 *  9. Ratio of shares; log SE = sqrt(1/ha - 1/na + 1/hb - 1/nb). Katz et al. 1978.
 * 10. Goodman 1965: rule 2 with z^2 the chi-square quantile (1 df) at 1 - (1 - level) /
 *     themes. The bound is Bonferroni's, so it also holds where a measure has several
 *     themes.
 * 11. Sison & Glaz 1995, J. Am. Stat. Assoc. 90:366, by truncated Poisson moments and an
 *     Edgeworth expansion as in May & Johnson 2000, J. Stat. Soft. 5(6).
 * 12. sqrt((pa + pb - (pa - pb)^2) / n): multinomial covariance.
 * 13. rile = 100 (R - L) / n; logit = ln((R + 0.5) / (L + 0.5)), Lowe et al. 2011. */
#include "base/base.h"
#include "stat/interval.h"
#include "stat/solve_p.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static const Interval INTERVAL_UNDEFINED = {NAN, NAN};
static const RatioEstimate RATIO_UNDEFINED = {NAN, NAN, NAN, {NAN, NAN}};

static bool is_share(double hits, double n) {
    return isfinite(n) && n > 0 && hits >= 0 && hits <= n;
}

static bool is_level(double level) {
    return level > 0 && level < 1;
}

static bool is_pair(SharePair pair) {
    return is_share(pair.hits_a, pair.n_a) && is_share(pair.hits_b, pair.n_b);
}

static double normal_quantile(double level) {
    return gsl_cdf_ugaussian_Qinv((1 - level) / 2);
}

static double clamp(double x, double low, double high) {
    return fmin(fmax(x, low), high);
}

double share_se(double hits, double n) {
    if (!is_share(hits, n))
        return NAN;
    double p = hits / n;
    return sqrt(p * (1 - p) / n);
}

/* One end of the score interval around p: side is -1 or 1. */
static double score_limit(double p, double n, double z, double side) {
    double spread = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return clamp((p + z * z / (2 * n) + side * spread) / (1 + z * z / n), 0, 1);
}

static Interval score_interval(double hits, double n, double z, double correction) {
    double p = hits / n;
    double low = p - correction / n;
    double high = p + correction / n;
    Interval interval = {0, 1};
    if (low > 0)
        interval.lower = score_limit(low, n, z, -1);
    if (high < 1)
        interval.upper = score_limit(high, n, z, 1);
    return interval;
}

Interval share_wilson(double hits, double n, double level) {
    if (!is_share(hits, n) || !is_level(level))
        return INTERVAL_UNDEFINED;
    return score_interval(hits, n, normal_quantile(level), 0);
}

Interval share_wilson_corrected(double hits, double n, double level) {
    if (!is_share(hits, n) || !is_level(level))
        return INTERVAL_UNDEFINED;
    return score_interval(hits, n, normal_quantile(level), 0.5);
}

Interval share_exact(double hits, double n, double level) {
    if (!is_share(hits, n) || !is_level(level))
        return INTERVAL_UNDEFINED;
    double tail = (1 - level) / 2;
    Interval interval = {0, 1};
    if (hits > 0)
        interval.lower = beta_quantile(tail, hits, n - hits + 1);
    if (hits < n)
        interval.upper = beta_quantile(1 - tail, hits + 1, n - hits);
    return interval;
}

Interval difference_newcombe(SharePair pair, double level) {
    if (!is_pair(pair) || !is_level(level))
        return INTERVAL_UNDEFINED;
    double a = pair.hits_a / pair.n_a;
    double b = pair.hits_b / pair.n_b;
    Interval of_a = share_wilson(pair.hits_a, pair.n_a, level);
    Interval of_b = share_wilson(pair.hits_b, pair.n_b, level);
    double below = hypot(a - of_a.lower, of_b.upper - b);
    double above = hypot(of_a.upper - a, b - of_b.lower);
    return (Interval){clamp(a - b - below, -1, 1), clamp(a - b + above, -1, 1)};
}

Interval difference_agresti_caffo(SharePair pair, double level) {
    if (!is_pair(pair) || !is_level(level))
        return INTERVAL_UNDEFINED;
    double a = (pair.hits_a + 1) / (pair.n_a + 2);
    double b = (pair.hits_b + 1) / (pair.n_b + 2);
    double se = sqrt(a * (1 - a) / (pair.n_a + 2) + b * (1 - b) / (pair.n_b + 2));
    double spread = normal_quantile(level) * se;
    return (Interval){clamp(a - b - spread, -1, 1), clamp(a - b + spread, -1, 1)};
}

double difference_cohen_h(SharePair pair) {
    if (!is_pair(pair))
        return NAN;
    return 2 * asin(sqrt(pair.hits_a / pair.n_a)) -
           2 * asin(sqrt(pair.hits_b / pair.n_b));
}

static RatioEstimate ratio_estimate(double value, double variance, double level) {
    RatioEstimate ratio = {value, log(value), sqrt(variance), INTERVAL_UNDEFINED};
    if (!isfinite(ratio.log_value) || !isfinite(ratio.log_se))
        return ratio;
    double spread = normal_quantile(level) * ratio.log_se;
    ratio.interval =
        (Interval){exp(ratio.log_value - spread), exp(ratio.log_value + spread)};
    return ratio;
}

RatioEstimate odds_ratio(SharePair pair, OddsMethod method, double level) {
    if (!is_pair(pair) || !is_level(level))
        return RATIO_UNDEFINED;
    double add = method == ODDS_GART ? 0.5 : 0;
    double a = pair.hits_a + add;
    double b = pair.n_a - pair.hits_a + add;
    double c = pair.hits_b + add;
    double d = pair.n_b - pair.hits_b + add;
    return ratio_estimate((a / b) / (c / d), 1 / a + 1 / b + 1 / c + 1 / d, level);
}

RatioEstimate share_ratio_katz(SharePair pair, double level) {
    if (!is_pair(pair) || !is_level(level))
        return RATIO_UNDEFINED;
    double value = (pair.hits_a / pair.n_a) / (pair.hits_b / pair.n_b);
    double variance = 1 / pair.hits_a - 1 / pair.n_a + 1 / pair.hits_b - 1 / pair.n_b;
    return ratio_estimate(value, variance, level);
}

Interval share_goodman(double hits, double n, size_t themes, double level) {
    if (!is_share(hits, n) || !is_level(level) || themes == 0)
        return INTERVAL_UNDEFINED;
    double z = sqrt(gsl_cdf_chisq_Qinv((1 - level) / (double)themes, 1));
    return score_interval(hits, n, z, 0);
}

/* Central moments of a Poisson variable cut to [mean - reach, mean + reach], and the mass
 * kept. */
typedef struct {
    double mean, second, third, fourth, mass;
} CutPoisson;

/* Summed over the values themselves, mean first: the textbook's factorial moments lose
 * all digits when the count is large. */
static CutPoisson poisson_cut(unsigned count, unsigned reach) {
    CutPoisson cut = {.mass = 1};
    if (count == 0)
        return cut;
    unsigned low = count > reach ? count - reach : 0;
    unsigned high = count + reach;
    cut.mass = 0;
    double offset = 0; /* E (X - count) */
    for (unsigned x = low; x <= high; x++) {
        double weight = gsl_ran_poisson_pdf(x, count);
        cut.mass += weight;
        offset += weight * ((double)x - count);
    }
    offset /= cut.mass;
    cut.mean = count + offset;
    for (unsigned x = low; x <= high; x++) {
        double weight = gsl_ran_poisson_pdf(x, count) / cut.mass;
        double away = (double)x - count - offset;
        cut.second += weight * gsl_pow_2(away);
        cut.third += weight * gsl_pow_3(away);
        cut.fourth += weight * gsl_pow_4(away);
    }
    return cut;
}

/* The chance that all counts stay within reach of their expectation. */
static double sison_glaz_coverage(const double *counts, size_t n, unsigned reach) {
    double away = 0, total = 0, variance = 0, third = 0, fourth = 0, mass = 1;
    for (size_t i = 0; i < n; i++) {
        CutPoisson cut = poisson_cut((unsigned)counts[i], reach);
        total += counts[i];
        away += counts[i] - cut.mean;
        variance += cut.second;
        third += cut.third;
        fourth += cut.fourth - 3 * cut.second * cut.second;
        mass *= cut.mass;
    }
    double z = away / sqrt(variance);
    double skew = third / pow(variance, 1.5);
    double excess = fourth / (variance * variance);
    double series =
        1 + skew * (gsl_pow_3(z) - 3 * z) / 6 +
        excess * (gsl_pow_4(z) - 6 * z * z + 3) / 24 +
        skew * skew * (gsl_pow_6(z) - 15 * gsl_pow_4(z) + 45 * z * z - 15) / 72;
    double density = series * gsl_ran_ugaussian_pdf(z) / sqrt(variance);
    return mass * density / gsl_ran_poisson_pdf((unsigned)total, total);
}

/* The half-width in counts where coverage meets the level, between two whole reaches by a
 * straight line. The upper limits get twice the fraction (Sison & Glaz), so both parts
 * are handed back. */
static bool sison_glaz_reach(const double *counts, size_t n, double level,
                             unsigned *reach, double *fraction) {
    double total = 0;
    for (size_t i = 0; i < n; i++)
        total += counts[i];
    unsigned high = 1;
    while (sison_glaz_coverage(counts, n, high) <= level) {
        if (high > total)
            return false;
        high *= 2;
    }
    unsigned low = high / 2; /* coverage(low) <= level < coverage(high) */
    while (high - low > 1) {
        unsigned middle = low + (high - low) / 2;
        if (sison_glaz_coverage(counts, n, middle) <= level)
            low = middle;
        else
            high = middle;
    }
    double below = low == 0 ? 0 : sison_glaz_coverage(counts, n, low);
    double above = sison_glaz_coverage(counts, n, high);
    *reach = low;
    *fraction = (level - below) / (above - below);
    return true;
}

static bool is_whole_counts(const double *counts, size_t n) {
    double total = 0;
    for (size_t i = 0; i < n; i++) {
        if (!(counts[i] >= 0) || counts[i] != floor(counts[i]))
            return false;
        total += counts[i];
    }
    return total > 0 && total < 1e8; /* the sums below run over counts */
}

void share_sison_glaz(const double *counts, size_t n, double level, Interval *intervals) {
    unsigned reach = 0;
    double fraction = 0;
    bool found = is_level(level) && is_whole_counts(counts, n) &&
                 sison_glaz_reach(counts, n, level, &reach, &fraction);
    double total = 0;
    for (size_t i = 0; i < n; i++)
        total += counts[i];
    for (size_t i = 0; i < n; i++) {
        intervals[i] = INTERVAL_UNDEFINED;
        if (!found)
            continue;
        intervals[i].lower = clamp((counts[i] - reach) / total, 0, 1);
        intervals[i].upper = clamp((counts[i] + reach + 2 * fraction) / total, 0, 1);
    }
}

double share_difference_se_within(double share_a, double share_b, double n) {
    bool valid = share_a >= 0 && share_b >= 0 && share_a + share_b <= 1 + 1e-12;
    if (!valid || !isfinite(n) || !(n > 0))
        return NAN;
    double d = share_a - share_b;
    return sqrt(fmax(share_a + share_b - d * d, 0) / n);
}

double position_rile(double right, double left, double n) {
    if (!(right >= 0) || !(left >= 0) || !(n > 0) || right + left > n)
        return NAN;
    return 100 * (right - left) / n;
}

double position_logit(double right, double left) {
    if (!(right >= 0) || !(left >= 0))
        return NAN;
    return log((right + 0.5) / (left + 0.5));
}
