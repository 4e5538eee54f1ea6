/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: a code is worth what others would have coded. It must not know themes or people.
 *
 * p_ij the share of units in cell ij, r_i row and c_i column shares, K categories, n
 * units.
 *  1. p_o = sum p_ii.
 *  2. kappa = (p_o - p_e) / (1 - p_e), p_e = sum r_i c_i. Cohen 1960.
 *  3. Its SE, and its SE under chance for z: Fleiss, Cohen & Everitt 1969, Psych. Bull.
 *     72:323.
 *  4. Largest kappa these margins allow: p_o = sum min(r_i, c_i).
 *  5. pi: p_e = sum ((r_i + c_i)/2)^2. Scott 1955.
 *  6. S: p_e = 1/K. Bennett, Alpert & Goldstein 1954.
 *  7. AC1: p_e = sum q_i (1 - q_i) / (K - 1), q_i = (r_i + c_i)/2. Gwet 2008.
 *  8. alpha = 1 - (1 - pi)(1 - 1/(2n)): two coders, none missing.
 *  9. 1 - D_o / D_e: kappa has D_e = sum r_i c_j d_ij, alpha D_e = sum m_i (m_j - [i=j])
 *     d_ij / (2n (2n-1)) with m_i the codes i of both.
 * 10. Fleiss 1971, Psych. Bull. 76:378; m coders; SE by Fleiss, Nee & Landis 1979 (R:
 *     irr::kappam.fleiss).
 * 11. Per category: 1 - sum x_i (m - x_i) / (n m (m-1) p (1-p)). */
#include "base/base.h"
#include "stat/agreement.h"
#include "stat/rng_p.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* Shares of a square table. */
typedef struct {
    double *row, *col, *both; /* both: the mean of row and col */
    double n, diagonal;
    size_t k;
} SquareShares;

static bool square_shares(Arena *arena, Grid table, SquareShares *s) {
    *s = (SquareShares){.k = table.rows};
    if (table.rows != table.cols || table.rows == 0)
        return false;
    s->row = ARENA_ARRAY(arena, double, s->k);
    s->col = ARENA_ARRAY(arena, double, s->k);
    s->both = ARENA_ARRAY(arena, double, s->k);
    for (size_t i = 0; i < s->k; i++) {
        for (size_t j = 0; j < s->k; j++) {
            double cell = grid_at(table, i, j) >= 0 ? grid_at(table, i, j) : NAN;
            s->row[i] += cell;
            s->col[j] += cell;
            s->n += cell;
        }
        s->diagonal += grid_at(table, i, i);
    }
    if (!(s->n > 0) || isinf(s->n))
        return false;
    for (size_t i = 0; i < s->k; i++) {
        s->row[i] /= s->n;
        s->col[i] /= s->n;
        s->both[i] = (s->row[i] + s->col[i]) / 2;
    }
    s->diagonal /= s->n;
    return true;
}

/* Beyond chance; NaN when chance alone is certain. */
static double beyond(double observed, double expected) {
    double room = 1 - expected;
    return room > 1e-15 ? (observed - expected) / room : NAN;
}

static double expected_kappa(const SquareShares *s) {
    double sum = 0;
    for (size_t i = 0; i < s->k; i++)
        sum += s->row[i] * s->col[i];
    return sum;
}

static double measure_percent(const SquareShares *s, Grid table) {
    (void)table;
    return s->diagonal;
}

static double measure_kappa(const SquareShares *s, Grid table) {
    (void)table;
    return beyond(s->diagonal, expected_kappa(s));
}

static double measure_pi(const SquareShares *s, Grid table) {
    (void)table;
    double expected = 0;
    for (size_t i = 0; i < s->k; i++)
        expected += s->both[i] * s->both[i];
    return beyond(s->diagonal, expected);
}

static double measure_s(const SquareShares *s, Grid table) {
    (void)table;
    return beyond(s->diagonal, 1 / (double)s->k);
}

static double measure_ac1(const SquareShares *s, Grid table) {
    (void)table;
    double sum = 0;
    for (size_t i = 0; i < s->k; i++)
        sum += s->both[i] * (1 - s->both[i]);
    return s->k > 1 ? beyond(s->diagonal, sum / (double)(s->k - 1)) : NAN;
}

static double measure_alpha(const SquareShares *s, Grid table) {
    return 1 - (1 - measure_pi(s, table)) * (1 - 1 / (2 * s->n));
}

static Scores scores_of_table(Grid t) {
    if (t.rows != 2)
        return (Scores){NAN, NAN, NAN, NAN, NAN};
    Confusion counts = {.hit = grid_at(t, 0, 0),
                        .miss = grid_at(t, 0, 1),
                        .false_alarm = grid_at(t, 1, 0),
                        .rejection = grid_at(t, 1, 1)};
    return scores_of(counts);
}

static double measure_precision(const SquareShares *s, Grid table) {
    (void)s;
    return scores_of_table(table).precision;
}

static double measure_recall(const SquareShares *s, Grid table) {
    (void)s;
    return scores_of_table(table).recall;
}

static double measure_f1(const SquareShares *s, Grid table) {
    (void)s;
    return scores_of_table(table).f1;
}

static double (*const MEASURE_RULES[])(const SquareShares *s, Grid table) = {
    [MEASURE_PERCENT] = measure_percent,
    [MEASURE_KAPPA] = measure_kappa,
    [MEASURE_PI] = measure_pi,
    [MEASURE_S] = measure_s,
    [MEASURE_AC1] = measure_ac1,
    [MEASURE_ALPHA] = measure_alpha,
    [MEASURE_PRECISION] = measure_precision,
    [MEASURE_RECALL] = measure_recall,
    [MEASURE_F1] = measure_f1,
};

double agreement_measure(Grid table, AgreementMeasure measure) {
    Arena scratch = {0};
    SquareShares s;
    bool valid = square_shares(&scratch, table, &s);
    double value = valid ? MEASURE_RULES[measure](&s, table) : NAN;
    arena_release(&scratch);
    return value;
}

static void kappa_errors(Grid table, const SquareShares *s, TwoCoders *t) {
    double kappa = t->kappa, expected = t->kappa_expected, off = 1 - kappa;
    double same = 0, differ = 0, chance = 0;
    for (size_t i = 0; i < s->k; i++) {
        double both = s->row[i] + s->col[i];
        chance += s->row[i] * s->col[i] * both;
        double inner = 1 - both * off;
        same += grid_at(table, i, i) / s->n * inner * inner;
        for (size_t j = 0; j < s->k; j++) {
            double cross = s->col[i] + s->row[j];
            differ += i == j ? 0 : grid_at(table, i, j) / s->n * cross * cross;
        }
    }
    double centre = kappa - expected * off;
    double variance = same + off * off * differ - centre * centre;
    double divisor = (1 - expected) * sqrt(s->n);
    t->kappa_se = sqrt(fmax(variance, 0)) / divisor;
    t->kappa_z = kappa * divisor / sqrt(expected + expected * expected - chance);
    t->kappa_p = 2 * gsl_cdf_ugaussian_Q(fabs(t->kappa_z));
}

TwoCoders agreement_two(Grid table, double level) {
    TwoCoders t = {NAN, NAN, NAN, NAN, NAN, NAN, {NAN, NAN},
                   NAN, NAN, NAN, NAN, NAN, NAN};
    Arena scratch = {0};
    SquareShares s;
    if (square_shares(&scratch, table, &s)) {
        t.n = s.n;
        t.observed = s.diagonal;
        t.kappa_expected = expected_kappa(&s);
        t.kappa = measure_kappa(&s, table);
        double most = 0;
        for (size_t i = 0; i < s.k; i++)
            most += fmin(s.row[i], s.col[i]);
        t.kappa_max = beyond(most, t.kappa_expected);
        t.pi = measure_pi(&s, table);
        t.s = measure_s(&s, table);
        t.ac1 = measure_ac1(&s, table);
        t.alpha = measure_alpha(&s, table);
        if (!isnan(t.kappa))
            kappa_errors(table, &s, &t);
        if (level > 0 && level < 1) {
            double spread = gsl_cdf_ugaussian_Qinv((1 - level) / 2) * t.kappa_se;
            t.kappa_interval = (Interval){t.kappa - spread, t.kappa + spread};
        }
    }
    arena_release(&scratch);
    return t;
}

double kappa_weighted(Grid table, const double *distance) {
    Arena scratch = {0};
    SquareShares s;
    double observed = 0, expected = NAN;
    if (square_shares(&scratch, table, &s)) {
        expected = 0;
        for (size_t i = 0; i < s.k; i++) {
            for (size_t j = 0; j < s.k; j++) {
                observed += grid_at(table, i, j) / s.n * distance[i * s.k + j];
                expected += s.row[i] * s.col[j] * distance[i * s.k + j];
            }
        }
    }
    arena_release(&scratch);
    return expected > 0 ? 1 - observed / expected : NAN;
}

double alpha_weighted(Grid table, const double *distance) {
    Arena scratch = {0};
    SquareShares s;
    double observed = 0, expected = NAN;
    if (square_shares(&scratch, table, &s)) {
        double codes = 2 * s.n;
        expected = 0;
        for (size_t i = 0; i < s.k; i++) {
            for (size_t j = 0; j < s.k; j++) {
                double other = codes * s.both[j] - (i == j);
                observed += grid_at(table, i, j) / s.n * distance[i * s.k + j];
                expected += s.both[i] * other / (codes - 1) * distance[i * s.k + j];
            }
        }
    }
    arena_release(&scratch);
    return expected > 0 ? 1 - observed / expected : NAN;
}

Scores scores_of(Confusion c) {
    double alarms = c.hit + c.false_alarm, cases = c.hit + c.miss;
    double others = c.false_alarm + c.rejection;
    Scores scores = {
        .precision = alarms > 0 ? c.hit / alarms : NAN,
        .recall = cases > 0 ? c.hit / cases : NAN,
        .f1 = alarms + cases > 0 ? 2 * c.hit / (alarms + cases) : NAN,
        .specificity = others > 0 ? c.rejection / others : NAN,
        .accuracy = cases + others > 0 ? (c.hit + c.rejection) / (cases + others) : NAN,
    };
    return scores;
}

Scores scores_micro(const Confusion *themes, size_t n) {
    Confusion sum = {0};
    for (size_t i = 0; i < n; i++) {
        sum.hit += themes[i].hit;
        sum.false_alarm += themes[i].false_alarm;
        sum.miss += themes[i].miss;
        sum.rejection += themes[i].rejection;
    }
    return scores_of(sum);
}

static void mean_add(double value, double *sum, double *n) {
    if (isnan(value))
        return;
    *sum += value;
    *n += 1;
}

Scores scores_macro(const Confusion *themes, size_t n) {
    Scores sum = {0}, count = {0};
    for (size_t i = 0; i < n; i++) {
        Scores one = scores_of(themes[i]);
        mean_add(one.precision, &sum.precision, &count.precision);
        mean_add(one.recall, &sum.recall, &count.recall);
        mean_add(one.f1, &sum.f1, &count.f1);
        mean_add(one.specificity, &sum.specificity, &count.specificity);
        mean_add(one.accuracy, &sum.accuracy, &count.accuracy);
    }
    return (Scores){sum.precision / count.precision, sum.recall / count.recall,
                    sum.f1 / count.f1, sum.specificity / count.specificity,
                    sum.accuracy / count.accuracy};
}

Resampled agreement_bootstrap(Grid table, AgreementMeasure measure, Resampling how) {
    Arena scratch = {0};
    size_t cells = table.rows * table.cols;
    double *draws = ARENA_ARRAY(&scratch, double, how.draws);
    double *weight = ARENA_ARRAY(&scratch, double, cells);
    double *again = ARENA_ARRAY(&scratch, double, cells);
    unsigned *drawn = ARENA_ARRAY(&scratch, unsigned, cells);
    double total = 0;
    for (size_t i = 0; i < cells; i++) {
        weight[i] = table.cell[i] >= 0 ? floor(table.cell[i]) : NAN;
        total += weight[i];
    }
    bool valid = total > 0 && total <= UINT32_MAX;
    gsl_rng *rng = rng_new(how.seed);
    for (size_t draw = 0; draw < how.draws; draw++) {
        if (valid)
            gsl_ran_multinomial(rng, cells, (unsigned)total, weight, drawn);
        for (size_t i = 0; i < cells; i++)
            again[i] = drawn[i];
        draws[draw] = agreement_measure((Grid){again, table.rows, table.cols}, measure);
    }
    Resampled result = resampled_summary(draws, how.draws, how.level);
    gsl_rng_free(rng);
    arena_release(&scratch);
    return result;
}

/* The coders a unit had; 0 when a count is not a whole number. */
static double unit_coders(Grid counts, size_t unit) {
    double coders = 0;
    for (size_t j = 0; j < counts.cols; j++) {
        double cell = grid_at(counts, unit, j);
        if (!(cell >= 0) || cell != floor(cell))
            return 0;
        coders += cell;
    }
    return coders;
}

/* How many coders every unit had; NaN when not the same or fewer than two. */
static double fleiss_coders(Grid counts) {
    double coders = counts.rows > 0 ? unit_coders(counts, 0) : 0;
    for (size_t i = 1; i < counts.rows; i++) {
        if (unit_coders(counts, i) != coders)
            return NAN;
    }
    return coders >= 2 ? coders : NAN;
}

FleissKappa fleiss_kappa(Grid counts, double *category) {
    double m = fleiss_coders(counts), units = (double)counts.rows;
    double pairs = units * m * (m - 1);
    FleissKappa result = {NAN, 1, 0, NAN, NAN};
    double spread = 0, skew = 0; /* sum pq, sum pq(q-p) */
    for (size_t j = 0; j < counts.cols; j++) {
        double p = 0, differ = 0;
        for (size_t i = 0; i < counts.rows; i++) {
            double cell = grid_at(counts, i, j);
            p += cell / (units * m);
            differ += cell * (m - cell) / pairs;
        }
        spread += p * (1 - p);
        skew += p * (1 - p) * (1 - 2 * p);
        result.observed -= differ;
        result.expected += p * p;
        if (category)
            category[j] = p > 0 && p < 1 ? 1 - differ / (p * (1 - p)) : NAN;
    }
    if (isnan(m) || !(spread > 0))
        return (FleissKappa){NAN, isnan(m) ? NAN : result.observed,
                             isnan(m) ? NAN : result.expected, NAN, NAN};
    result.kappa = (result.observed - result.expected) / spread;
    result.se = sqrt(2 / pairs * (spread * spread - skew)) / spread;
    result.z = result.kappa / result.se;
    return result;
}
