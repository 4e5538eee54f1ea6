/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: Fisher's exact test needs a walk over all tables with the same margins (rule 12 of
 * contingency.c); kept apart from the sums over one table. */
#include "base/base.h"
#include "stat/contingency.h"
#include "stat/solve_p.h"

#include <math.h>

/* The first cell runs from low to high; weights are relative to the likeliest table, so
 * nothing overflows and no factorial is taken. Weights too small to matter (1e-300) are
 * not walked. */
typedef struct {
    double rows_first, cols_first, n;
    double low, high;
    double at;   /* the first cell as observed */
    double goal; /* what a root is sought for */
} Support;

static double weight_ratio(const Support *s, double x, double odds) {
    /* weight(x + 1) / weight(x) */
    return odds * (s->rows_first - x) * (s->cols_first - x) /
           ((x + 1) * (s->n - s->rows_first - s->cols_first + x + 1));
}

/* The likeliest first cell under these odds: where the ratio passes 1. */
static double support_mode(const Support *s, double odds) {
    double low = s->low, high = s->high;
    while (low < high) {
        double middle = floor((low + high) / 2);
        if (weight_ratio(s, middle, odds) > 1)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

typedef struct {
    double all, below, at, above; /* below and above leave out the observed table */
    double moment;                /* sum of weight * (x - observed) */
    double unlikelier; /* tables no likelier than the observed one, itself included */
} WeightSums;

static void sums_add(WeightSums *sums, const Support *s, double x, double weight) {
    sums->all += weight;
    sums->moment += weight * (x - s->at);
    if (x < s->at)
        sums->below += weight;
    else if (x > s->at)
        sums->above += weight;
    else
        sums->at = weight;
}

typedef void (*Visit)(WeightSums *sums, const Support *s, double x, double weight);

static void support_walk(const Support *s, double odds, WeightSums *sums, Visit visit) {
    double mode = support_mode(s, odds);
    double weight = 1;
    size_t above = (size_t)(s->high - mode) + 1, below = (size_t)(mode - s->low);
    for (size_t i = 0; i < above && weight > 1e-300; i++) {
        visit(sums, s, mode + (double)i, weight);
        weight *= weight_ratio(s, mode + (double)i, odds);
    }
    weight = 1;
    for (size_t i = 1; i <= below; i++) {
        weight /= weight_ratio(s, mode - (double)i, odds);
        if (weight <= 1e-300)
            break;
        visit(sums, s, mode - (double)i, weight);
    }
}

static WeightSums support_sums(const Support *s, double odds) {
    WeightSums sums = {0};
    support_walk(s, odds, &sums, sums_add);
    return sums;
}

static void sums_unlikelier(WeightSums *sums, const Support *s, double x, double weight) {
    (void)s;
    (void)x;
    if (weight <= sums->at * (1 + 1e-7))
        sums->unlikelier += weight;
}

/* Roots are sought in the logarithm of the odds. */
static double moment_at(double log_odds, void *context) {
    WeightSums sums = support_sums(context, exp(log_odds));
    return sums.moment / sums.all;
}

static double upper_tail_at(double log_odds, void *context) {
    const Support *s = context;
    WeightSums sums = support_sums(s, exp(log_odds));
    return (sums.at + sums.above) / sums.all - s->goal;
}

static double lower_tail_at(double log_odds, void *context) {
    const Support *s = context;
    WeightSums sums = support_sums(s, exp(log_odds));
    return s->goal - (sums.at + sums.below) / sums.all;
}

static double solve_odds(double (*f)(double, void *), Support *s) {
    return exp(solve_monotone(f, s, -60, 60));
}

static bool is_whole(double x) {
    return x >= 0 && x <= 1e9 && x == floor(x);
}

FisherResult fisher_exact(FourCells t, double level) {
    FisherResult result = {NAN, {NAN, NAN}, NAN, NAN, NAN};
    bool whole = is_whole(t.a) && is_whole(t.b) && is_whole(t.c) && is_whole(t.d);
    double n = t.a + t.b + t.c + t.d;
    if (!whole || n <= 0 || n > 1e9)
        return result;
    Support s = {.rows_first = t.a + t.b, .cols_first = t.a + t.c, .n = n, .at = t.a};
    s.low = fmax(0, s.rows_first + s.cols_first - n);
    s.high = fmin(s.rows_first, s.cols_first);
    s.goal = (1 - level) / 2;

    WeightSums sums = support_sums(&s, 1);
    support_walk(&s, 1, &sums, sums_unlikelier);
    result.p = fmin(1, sums.unlikelier / sums.all);
    result.p_less = fmin(1, (sums.below + sums.at) / sums.all);
    result.p_greater = fmin(1, (sums.above + sums.at) / sums.all);
    if (s.low == s.high)
        return result;

    bool lowest = s.at == s.low, highest = s.at == s.high;
    result.odds_ratio = lowest ? 0 : highest ? INFINITY : solve_odds(moment_at, &s);
    if (level > 0 && level < 1) {
        result.interval.lower = lowest ? 0 : solve_odds(upper_tail_at, &s);
        result.interval.upper = highest ? INFINITY : solve_odds(lower_tail_at, &s);
    }
    return result;
}
