/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: to say which terms mark a plan. It must not know terms or plans.
 *
 * a = target, b = reference, c and d the rest of each, N1 = a + c, N2 = b + d, N = N1 +
 * N2, p1 = a/N1, p2 = b/N2.
 *  1. chi-square of the 2x2 table, sign of a - E(a).
 *  2. The same with N/2 taken off |ad - bc| where |ad - bc| >= N/2 and an expected count
 *     is below 5 (quanteda.textstats, textstat_keyness "default").
 *  3. G2 = 2 sum O ln(O/E) over the four cells. Dunning 1993.
 *  4. Rule 3 over Williams' q (contingency.c, rule 5); undivided where a cell is zero, as
 *     quanteda.
 *  5. LL = 2 (a ln(a/E1) + b ln(b/E2)), E1 = N1 (a+b)/N. Rayson & Garside 2000. Never to
 *     be mixed with rule 3.
 *  6. log2(p1 / p2). Hardie 2014.
 *  7. 100 (p1 - p2) / p2. Gabrielatos & Marchi 2011; infinite where b = 0 < a.
 *  8. G2 - ln N. Wilson 2013.
 *  9. (p1 - p2) / (p1 + p2). Hofland & Johansson 1982.
 * 10. (per p1 + add) / (per p2 + add). Kilgarriff 2009: per a million, add 1.
 * 11. (a/c) / (b/d).
 * 12. ln(a / E(a)). */
#include "base/base.h"
#include "stat/keyness.h"

#include <math.h>

static bool is_key_count(KeyCount k) {
    return isfinite(k.target_total) && isfinite(k.reference_total) &&
           k.target_total > 0 && k.reference_total > 0 && k.target >= 0 &&
           k.target <= k.target_total && k.reference >= 0 &&
           k.reference <= k.reference_total;
}

static double share_target(KeyCount k) {
    return k.target / k.target_total;
}

static double share_reference(KeyCount k) {
    return k.reference / k.reference_total;
}

static double expected_target(KeyCount k) {
    return (k.target + k.reference) / (k.target_total + k.reference_total) *
           k.target_total;
}

static double four_cells(KeyCount k, ContingencyStatistic which) {
    double cell[] = {k.target, k.reference, k.target_total - k.target,
                     k.reference_total - k.reference};
    return contingency_test((Grid){cell, 2, 2}, which).statistic;
}

static double chi2_plain(KeyCount k) {
    return four_cells(k, CONTINGENCY_PEARSON);
}

static double chi2_conditional(KeyCount k) {
    double n = k.target_total + k.reference_total;
    double c = k.target_total - k.target;
    double d = k.reference_total - k.reference;
    double both = k.target + k.reference;
    double least = fmin(both, c + d) * fmin(k.target_total, k.reference_total) / n;
    bool corrected = fabs(k.target * d - k.reference * c) >= n / 2 && least < 5;
    return four_cells(k, corrected ? CONTINGENCY_YATES : CONTINGENCY_PEARSON);
}

static double g2_plain(KeyCount k) {
    return four_cells(k, CONTINGENCY_G2);
}

static double g2_williams(KeyCount k) {
    bool zero = k.target <= 0 || k.reference <= 0 || k.target >= k.target_total ||
                k.reference >= k.reference_total;
    return four_cells(k, zero ? CONTINGENCY_G2 : CONTINGENCY_G2_WILLIAMS);
}

static double g2_two_cell(KeyCount k) {
    double expected = expected_target(k);
    double other = k.target + k.reference - expected;
    double a = k.target > 0 ? k.target * log(k.target / expected) : 0;
    double b = k.reference > 0 ? k.reference * log(k.reference / other) : 0;
    return 2 * (a + b);
}

static double (*const KEYNESS_RULES[])(KeyCount k) = {
    [KEYNESS_CHI2] = chi2_plain,
    [KEYNESS_CHI2_CONDITIONAL] = chi2_conditional,
    [KEYNESS_G2] = g2_plain,
    [KEYNESS_G2_WILLIAMS] = g2_williams,
    [KEYNESS_G2_TWO_CELL] = g2_two_cell,
};

double keyness_signed(KeyCount count, KeynessStatistic which) {
    if (!is_key_count(count) || count.target + count.reference <= 0)
        return NAN;
    double size = KEYNESS_RULES[which](count);
    return share_target(count) < share_reference(count) ? -size : size;
}

double keyness_log_ratio(KeyCount count, LogRatioZero zero) {
    if (!is_key_count(count))
        return NAN;
    if (zero == LOG_RATIO_HALF) {
        count.target = count.target > 0 ? count.target : 0.5;
        count.reference = count.reference > 0 ? count.reference : 0.5;
    }
    return log2(share_target(count) / share_reference(count));
}

double keyness_percent_difference(KeyCount count) {
    if (!is_key_count(count))
        return NAN;
    return 100 * (share_target(count) - share_reference(count)) / share_reference(count);
}

double keyness_bic(double g2, double n) {
    return n > 0 ? fabs(g2) - log(n) : NAN;
}

double keyness_difference_coefficient(KeyCount count) {
    if (!is_key_count(count))
        return NAN;
    double a = share_target(count), b = share_reference(count);
    return (a - b) / (a + b);
}

double keyness_kilgarriff(KeyCount count, double per, double add) {
    if (!is_key_count(count) || !(per > 0) || !(add >= 0))
        return NAN;
    return (per * share_target(count) + add) / (per * share_reference(count) + add);
}

double keyness_odds_ratio(KeyCount count) {
    if (!is_key_count(count))
        return NAN;
    return (count.target / (count.target_total - count.target)) /
           (count.reference / (count.reference_total - count.reference));
}

double keyness_pmi(KeyCount count) {
    return is_key_count(count) ? log(count.target / expected_target(count)) : NAN;
}
