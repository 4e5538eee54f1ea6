/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: weighted log-odds rank the terms of a text without being drowned by rare ones. It
 * must not know words.
 *
 * Monroe, Colaresi & Quinn 2008, Political Analysis 16:372. y counts, n their sum, alpha
 * the prior, alpha0 its sum; f = y + alpha, rest = n + alpha0 - f.
 * 1. delta = ln(f1 / rest1) - ln(f2 / rest2) (eq. 15).
 * 2. Variance with two terms 1/f1 + 1/f2 (eq. 19); with four terms 1/rest1 + 1/rest2
 *    more. z = delta / its root.
 * 3. Informative prior: alpha = weight * background share (eq. 23).
 * 4. Against the whole (tidylo): the prior is added to every cell, then f and n are sums
 *    of these cells; the second text is the sum over all sets, and z has two terms. */
#include "base/base.h"
#include "stat/keyness.h"

#include <math.h>

void log_odds_prior_flat(double pseudo_count, size_t n, double *prior) {
    for (size_t i = 0; i < n; i++)
        prior[i] = pseudo_count;
}

static double sum_of(const double *x, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum;
}

void log_odds_prior_informative(const double *background, size_t n, double weight,
                                double *prior) {
    double total = sum_of(background, n);
    for (size_t i = 0; i < n; i++)
        prior[i] = total > 0 ? weight * background[i] / total : NAN;
}

typedef struct {
    double f, rest;
} OddsPart;

static LogOdds log_odds_of(OddsPart a, OddsPart b, LogOddsVariance variance) {
    if (!(a.f > 0 && b.f > 0 && a.rest > 0 && b.rest > 0))
        return (LogOdds){NAN, NAN};
    double delta = log(a.f / a.rest) - log(b.f / b.rest);
    double spread = 1 / a.f + 1 / b.f;
    if (variance == LOG_ODDS_FOUR_TERMS)
        spread += 1 / a.rest + 1 / b.rest;
    return (LogOdds){delta, delta / sqrt(spread)};
}

void log_odds_weighted(LogOddsCounts counts, LogOddsVariance variance, LogOdds *result) {
    double prior = sum_of(counts.prior, counts.n);
    double first = sum_of(counts.first, counts.n) + prior;
    double second = sum_of(counts.second, counts.n) + prior;
    for (size_t i = 0; i < counts.n; i++) {
        double f1 = counts.first[i] + counts.prior[i];
        double f2 = counts.second[i] + counts.prior[i];
        result[i] = log_odds_of((OddsPart){f1, first - f1}, (OddsPart){f2, second - f2},
                                variance);
    }
}

void log_odds_against_whole(Grid counts, TidyloPrior prior, LogOdds *result) {
    Arena scratch = {0};
    double *set = ARENA_ARRAY(&scratch, double, counts.rows);
    double *term = ARENA_ARRAY(&scratch, double, counts.cols);
    double *add = ARENA_ARRAY(&scratch, double, counts.cols);
    for (size_t j = 0; j < counts.cols; j++) {
        add[j] = prior == TIDYLO_FLAT ? 1 : 0;
        for (size_t i = 0; prior == TIDYLO_EMPIRICAL && i < counts.rows; i++)
            add[j] += grid_at(counts, i, j);
    }
    double all = 0;
    for (size_t i = 0; i < counts.rows; i++) {
        for (size_t j = 0; j < counts.cols; j++) {
            double f = grid_at(counts, i, j) + add[j];
            set[i] += f;
            term[j] += f;
            all += f;
        }
    }
    for (size_t i = 0; i < counts.rows; i++) {
        for (size_t j = 0; j < counts.cols; j++) {
            double f = grid_at(counts, i, j) + add[j];
            result[i * counts.cols + j] =
                log_odds_of((OddsPart){f, set[i] - f}, (OddsPart){term[j], all - term[j]},
                            LOG_ODDS_TWO_TERMS);
        }
    }
    arena_release(&scratch);
}
