/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: differences between plans are judged on tables of counts. It must not know what
 * rows and columns are.
 *
 * O observed, E = row total * column total / n, r rows, c columns (those not zero).
 *  1. chi2 = sum (O - E)^2 / E, df (r-1)(c-1).
 *  2. Yates as R does it: sum (|O - E| - y)^2 / E with y = min(0.5, |O - E|), 2x2 only.
 *  3. Yates as printed: y = 0.5 also where |O - E| is smaller (so the statistic can
 *     grow).
 *  4. G2 = 2 sum O ln(O/E), a zero cell adding nothing.
 *  5. G2 / q, q = 1 + (sum n/row - 1)(sum n/col - 1) / (6 n (r-1)(c-1)). Williams 1976.
 *  6. phi = sqrt(chi2 / n).
 *  7. V = sqrt(chi2 / (n min(r-1, c-1))). Cramer 1946.
 *  8. Bergsma 2013: phi2 = max(0, chi2/n - (r-1)(c-1)/(n-1)), r~ = r - (r-1)^2/(n-1), c~
 *     likewise, V = sqrt(phi2 / min(r~-1, c~-1)); NaN when n <= 1 or the divisor is not
 *     positive.
 *  9. T = sqrt(chi2 / (n sqrt((r-1)(c-1)))). Tschuprow 1939.
 * 10. C = sqrt(chi2 / (n + chi2)). Pearson 1904.
 * 11. (O - E) / sqrt(E (1 - row/n)(1 - col/n)). Haberman 1973.
 * 12. Fisher: hypergeometric weights on the margins; two-sided p sums the tables no
 *     likelier than this one (relative slack 1e-7, as R); the odds ratio solves E(a) = a
 *     under the noncentral distribution, the limits P(A >= a) = (1-level)/2 and P(A <= a)
 *     = (1-level)/2. R: fisher.test.
 * 13. Mantel-Haenszel: (|sum(a - E)| - 0.5)^2 / variance, uncorrected where the sum is
 *     below 0.5 (as R); common odds ratio sum(ad/n) / sum(bc/n); its log SE by Robins,
 *     Breslow & Greenland 1986. R: mantelhaen.test. */
#include "base/base.h"
#include "stat/contingency.h"
#include "stat/solve_p.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* Totals of a table, and how many rows and columns are not zero. */
typedef struct {
    double *row, *col;
    double n;
    size_t rows, cols;
    bool valid;
} Margins;

static Margins margins_of(Arena *arena, Grid counts) {
    Margins m = {.row = ARENA_ARRAY(arena, double, counts.rows),
                 .col = ARENA_ARRAY(arena, double, counts.cols),
                 .valid = true};
    for (size_t i = 0; i < counts.rows; i++) {
        for (size_t j = 0; j < counts.cols; j++) {
            double cell = grid_at(counts, i, j);
            m.valid = m.valid && cell >= 0 && isfinite(cell);
            m.row[i] += cell;
            m.col[j] += cell;
            m.n += cell;
        }
    }
    for (size_t i = 0; i < counts.rows; i++)
        m.rows += m.row[i] > 0;
    for (size_t j = 0; j < counts.cols; j++)
        m.cols += m.col[j] > 0;
    m.valid = m.valid && m.rows > 1 && m.cols > 1;
    return m;
}

static double margins_df(const Margins *m) {
    return (double)(m->rows - 1) * (double)(m->cols - 1);
}

static double margins_expected(const Margins *m, size_t row, size_t col) {
    return m->row[row] / m->n * m->col[col];
}

double chi2_p(double x, double df) {
    if (isnan(x) || !(df > 0))
        return NAN;
    return x <= 0 ? 1 : gsl_cdf_chisq_Q(x, df);
}

double chi2_critical(double p, double df) {
    if (!(p > 0 && p < 1) || !(df > 0))
        return NAN;
    return gsl_cdf_chisq_Qinv(p, df);
}

static double pearson_term(double observed, double expected, double correction) {
    double away = fabs(observed - expected) - correction;
    return away * away / expected;
}

static double pearson_capped_term(double observed, double expected, double correction) {
    return pearson_term(observed, expected, fmin(correction, fabs(observed - expected)));
}

static double g2_term(double observed, double expected, double correction) {
    (void)correction;
    return observed > 0 ? 2 * observed * log(observed / expected) : 0;
}

static double williams_divisor(const Margins *m, Grid counts) {
    double rows = 0, cols = 0;
    for (size_t i = 0; i < counts.rows; i++)
        rows += m->row[i] > 0 ? m->n / m->row[i] : 0;
    for (size_t j = 0; j < counts.cols; j++)
        cols += m->col[j] > 0 ? m->n / m->col[j] : 0;
    return 1 + (rows - 1) * (cols - 1) / (6 * m->n * margins_df(m));
}

typedef struct {
    double (*term)(double observed, double expected, double correction);
    double correction; /* in 2x2 tables */
    bool williams;
} StatisticRule;

static const StatisticRule STATISTIC_RULES[] = {
    [CONTINGENCY_PEARSON] = {pearson_term, 0, false},
    [CONTINGENCY_YATES] = {pearson_capped_term, 0.5, false},
    [CONTINGENCY_YATES_LITERAL] = {pearson_term, 0.5, false},
    [CONTINGENCY_G2] = {g2_term, 0, false},
    [CONTINGENCY_G2_WILLIAMS] = {g2_term, 0, true},
};

static double statistic_sum(const Margins *m, Grid counts, const StatisticRule *rule) {
    double correction = m->rows == 2 && m->cols == 2 ? rule->correction : 0;
    double sum = 0;
    for (size_t i = 0; i < counts.rows; i++) {
        for (size_t j = 0; j < counts.cols; j++) {
            double expected = margins_expected(m, i, j);
            if (expected > 0)
                sum += rule->term(grid_at(counts, i, j), expected, correction);
        }
    }
    return rule->williams ? sum / williams_divisor(m, counts) : sum;
}

TestResult contingency_test(Grid counts, ContingencyStatistic which) {
    Arena scratch = {0};
    Margins m = margins_of(&scratch, counts);
    TestResult result = {NAN, NAN, NAN};
    if (m.valid) {
        result.statistic = statistic_sum(&m, counts, &STATISTIC_RULES[which]);
        result.df = margins_df(&m);
        result.p = chi2_p(result.statistic, result.df);
    }
    arena_release(&scratch);
    return result;
}

static double cramer_corrected(double chi2, const Margins *m) {
    double rows = (double)m->rows, cols = (double)m->cols, n = m->n;
    if (n <= 1)
        return NAN;
    double phi2 = fmax(0, chi2 / n - (rows - 1) * (cols - 1) / (n - 1));
    rows -= (rows - 1) * (rows - 1) / (n - 1);
    cols -= (cols - 1) * (cols - 1) / (n - 1);
    double divisor = fmin(rows, cols) - 1;
    return divisor > 0 ? sqrt(phi2 / divisor) : NAN;
}

Association contingency_association(Grid counts) {
    Arena scratch = {0};
    Margins m = margins_of(&scratch, counts);
    Association a = {NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    if (m.valid) {
        double smaller = (double)(m.rows < m.cols ? m.rows : m.cols) - 1;
        a.n = m.n;
        a.chi2 = statistic_sum(&m, counts, &STATISTIC_RULES[CONTINGENCY_PEARSON]);
        a.phi = sqrt(a.chi2 / m.n);
        a.cramer_v = sqrt(a.chi2 / (m.n * smaller));
        a.cramer_v_corrected = cramer_corrected(a.chi2, &m);
        a.tschuprow_t = sqrt(a.chi2 / (m.n * sqrt(margins_df(&m))));
        a.contingency_c = sqrt(a.chi2 / (m.n + a.chi2));
    }
    arena_release(&scratch);
    return a;
}

void contingency_expected(Grid counts, double *expected) {
    Arena scratch = {0};
    Margins m = margins_of(&scratch, counts);
    for (size_t i = 0; i < counts.rows; i++) {
        for (size_t j = 0; j < counts.cols; j++) {
            double e = m.valid ? margins_expected(&m, i, j) : NAN;
            expected[i * counts.cols + j] = e > 0 ? e : NAN;
        }
    }
    arena_release(&scratch);
}

void contingency_residuals(Grid counts, double *adjusted) {
    Arena scratch = {0};
    Margins m = margins_of(&scratch, counts);
    for (size_t i = 0; i < counts.rows; i++) {
        for (size_t j = 0; j < counts.cols; j++) {
            double e = m.valid ? margins_expected(&m, i, j) : NAN;
            double se = sqrt(e * (1 - m.row[i] / m.n) * (1 - m.col[j] / m.n));
            adjusted[i * counts.cols + j] =
                se > 0 ? (grid_at(counts, i, j) - e) / se : NAN;
        }
    }
    arena_release(&scratch);
}

double contingency_least_expected(Grid counts) {
    Arena scratch = {0};
    Margins m = margins_of(&scratch, counts);
    double least = NAN;
    for (size_t i = 0; m.valid && i < counts.rows; i++) {
        for (size_t j = 0; j < counts.cols; j++) {
            double e = margins_expected(&m, i, j);
            if (e > 0)
                least = fmin(least, e); /* fmin passes over NaN */
        }
    }
    arena_release(&scratch);
    return least;
}

MantelHaenszel mantel_haenszel(const FourCells *strata, size_t n, bool corrected,
                               double level) {
    double away = 0, variance = 0, r = 0, s = 0, pr = 0, ps_qr = 0, qs = 0;
    for (size_t i = 0; i < n; i++) {
        FourCells t = strata[i];
        double total = t.a + t.b + t.c + t.d;
        if (total <= 1)
            continue;
        double rows = (t.a + t.b) * (t.c + t.d), cols = (t.a + t.c) * (t.b + t.d);
        away += t.a - (t.a + t.b) * (t.a + t.c) / total;
        variance += rows * cols / (total * total * (total - 1));
        double concord = (t.a + t.d) / total, discord = (t.b + t.c) / total;
        double r_i = t.a * t.d / total, s_i = t.b * t.c / total;
        r += r_i;
        s += s_i;
        pr += concord * r_i;
        ps_qr += concord * s_i + discord * r_i;
        qs += discord * s_i;
    }
    MantelHaenszel result = {NAN, NAN, NAN, {NAN, NAN}};
    if (!(variance > 0))
        return result;
    double distance = fabs(away) - (corrected && fabs(away) >= 0.5 ? 0.5 : 0);
    result.statistic = distance * distance / variance;
    result.p = chi2_p(result.statistic, 1);
    result.odds_ratio = r / s;
    double se = sqrt(pr / (2 * r * r) + ps_qr / (2 * r * s) + qs / (2 * s * s));
    if (isfinite(se) && level > 0 && level < 1) {
        double spread = gsl_cdf_ugaussian_Qinv((1 - level) / 2) * se;
        result.interval.lower = result.odds_ratio * exp(-spread);
        result.interval.upper = result.odds_ratio * exp(spread);
    }
    return result;
}
