/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: thirty themes are thirty tests. It must not know which tests.
 *
 * p_(1) <= ... <= p_(m), m tests that are not NaN.
 * 1. Benjamini & Hochberg 1995: min over j >= i of min(1, m p_(j) / j).
 * 2. Benjamini & Yekutieli 2001: rule 1 with m (1 + 1/2 + ... + 1/m) for m.
 * 3. Holm 1979: max over j <= i of min(1, (m - j + 1) p_(j)).
 * 4. Hochberg 1988: min over j >= i of min(1, (m - j + 1) p_(j)).
 * 5. Bonferroni: min(1, m p).
 * R: p.adjust. */
#include "base/base.h"
#include "stat/multiple.h"

#include <gsl/gsl_sort.h>
#include <math.h>

/* What the p at this rank (1-based) of m is multiplied by. */
static double factor_by_rank(double rank, double m) {
    return m / rank;
}

static double factor_by_rest(double rank, double m) {
    return m - rank + 1;
}

static double factor_all(double rank, double m) {
    (void)rank;
    return m;
}

static double factor_one(double rank, double m) {
    (void)rank;
    (void)m;
    return 1;
}

typedef struct {
    double (*factor)(double rank, double m);
    bool harmonic; /* times 1 + 1/2 + ... + 1/m */
    /* -1: running minimum from the largest; 1: running maximum from the smallest. */
    int step;
} AdjustmentRule;

static const AdjustmentRule ADJUSTMENT_RULES[] = {
    [ADJUST_NONE] = {factor_one, false, 0},
    [ADJUST_BENJAMINI_HOCHBERG] = {factor_by_rank, false, -1},
    [ADJUST_BENJAMINI_YEKUTIELI] = {factor_by_rank, true, -1},
    [ADJUST_HOLM] = {factor_by_rest, false, 1},
    [ADJUST_HOCHBERG] = {factor_by_rest, false, -1},
    [ADJUST_BONFERRONI] = {factor_all, false, 0},
};

/* values are sorted p; in place they become adjusted. */
static void adjust_sorted(const AdjustmentRule *rule, double *values, size_t m) {
    double harmonic = 1;
    for (size_t i = m; rule->harmonic && i > 1; i--)
        harmonic += 1 / (double)i;
    for (size_t i = 0; i < m; i++)
        values[i] =
            fmin(1, harmonic * rule->factor((double)i + 1, (double)m) * values[i]);
    for (size_t i = m; rule->step < 0 && i-- > 1;)
        values[i - 1] = fmin(values[i - 1], values[i]);
    for (size_t i = 1; rule->step > 0 && i < m; i++)
        values[i] = fmax(values[i], values[i - 1]);
}

void p_adjust(Adjustment method, const double *p, size_t n, double *adjusted) {
    Arena scratch = {0};
    double *values = ARENA_ARRAY(&scratch, double, n);
    size_t *place = ARENA_ARRAY(&scratch, size_t, n);
    size_t *order = ARENA_ARRAY(&scratch, size_t, n);
    size_t m = 0;
    for (size_t i = 0; i < n; i++) {
        adjusted[i] = p[i];
        if (!isnan(p[i])) {
            place[m] = i;
            values[m++] = p[i];
        }
    }
    if (m > 0) {
        gsl_sort_index(order, values, 1, m);
        gsl_sort(values, 1, m);
        adjust_sorted(&ADJUSTMENT_RULES[method], values, m);
        for (size_t i = 0; i < m; i++)
            adjusted[place[order[i]]] = values[i];
    }
    arena_release(&scratch);
}
