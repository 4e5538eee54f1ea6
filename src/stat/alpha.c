/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: one coefficient for two people, ten people, gaps, scales and several themes a
 * measure. It must not know what the codes mean.
 *
 * m_u codes in unit u (units with m_u >= 2 only), n_c codes of value c, n all codes.
 *  1. D_o = sum over u of sum over ordered pairs in u of d(c, k) / (m_u - 1), over n.
 *  2. D_e = sum over c, k of n_c n_k d(c, k) / (n (n - 1)).
 *  3. alpha = 1 - D_o / D_e. Krippendorff 2004, ch. 11.
 *  4. d nominal 0 or 1; interval (c - k)^2; ratio ((c - k) / (c + k))^2, 0 for two zeros;
 *     ordinal (sum of n_g for g from c to k - (n_c + n_k) / 2)^2, where n_g are those of
 *     the sample in hand.
 *  5. to 8. set distances, see alpha_set.c.
 *  9. Krippendorff 2011, "Bootstrapping distributions" (R: kripp.boot 1.0): a draw takes
 *     M = min(25 Q, (coders - 1) n / 2) pairs from the coincidence matrix, Q its cells in
 *     use; 1 - sum d / (M D_e), not below -1. His later correction of draws without
 *     variation is left out.
 * 10. Jackknife: SE = sqrt((N - 1) / N sum (alpha_(-u) - mean)^2) over the N units of
 *     rule 1; alpha -+ t with N - 1 df. */
#include "base/base.h"
#include "stat/alpha_p.h"
#include "stat/rng_p.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <math.h>

static double distance_nominal(double a, double b) {
    return a == b ? 0 : 1;
}

static double distance_interval(double a, double b) {
    return (a - b) * (a - b);
}

static double distance_ratio(double a, double b) {
    double share = a + b > 0 ? (a - b) / (a + b) : 0;
    return share * share;
}

static double (*const SCALE_DISTANCES[])(double a, double b) = {
    [ALPHA_NOMINAL] = distance_nominal,
    [ALPHA_ORDINAL] = NULL,
    [ALPHA_INTERVAL] = distance_interval,
    [ALPHA_RATIO] = distance_ratio,
};

static size_t unit_size(const AlphaStudy *study, size_t unit) {
    return study->start[unit + 1] - study->start[unit];
}

static double unit_disagreement(const AlphaStudy *study, const double *distance,
                                size_t unit) {
    size_t from = study->start[unit], to = study->start[unit + 1];
    double sum = 0;
    for (size_t i = from; i < to; i++) {
        for (size_t j = i + 1; j < to; j++)
            sum += 2 * distance[study->code[i] * study->values + study->code[j]];
    }
    return to - from > 1 ? sum / (double)(to - from - 1) : 0;
}

bool alpha_study_close(Arena *keep, AlphaStudy *study, Err *err) {
    size_t pairable = 0;
    for (size_t u = 0; u < study->units; u++)
        pairable += unit_size(study, u) > 1;
    if (study->coders < 2)
        return err_set(err,
                       T("agreement needs at least two coders, there is %zu",
                         "计算一致性至少需要两名编码者，现有 %zu 名"),
                       study->coders);
    if (pairable == 0)
        return err_set(
            err,
            T("agreement needs a unit coded by two coders, there is none (%zu units)",
              "没有任何单元由两名编码者编码，无法计算一致性（共 %zu 个单元）"),
            study->units);
    if (study->distance) {
        study->disagreement = ARENA_ARRAY(keep, double, study->units);
        for (size_t u = 0; u < study->units; u++)
            study->disagreement[u] = unit_disagreement(study, study->distance, u);
    }
    return true;
}

bool alpha_values_fit(size_t values, Err *err) {
    if (values <= ALPHA_VALUES_MAX)
        return true;
    return err_set(
        err, T("more than %d different codes (%zu)", "不同编码超过 %d 个（%zu 个）"),
        ALPHA_VALUES_MAX, values);
}

/* Bounds of the values on this scale, checked one by one; the coder and unit are named
 * from 1. */
static bool ratings_check(Ratings ratings, AlphaScale scale, Err *err) {
    for (size_t i = 0; i < ratings.coders * ratings.units; i++) {
        double value = ratings.value[i];
        if (!isinf(value) && !(scale == ALPHA_RATIO && value < 0))
            continue;
        return err_set(err,
                       T("coder %zu, unit %zu: %g is no value on this scale",
                         "编码者 %zu，单元 %zu：%g 不属于该量表"),
                       i / ratings.units + 1, i % ratings.units + 1, value);
    }
    return true;
}

static size_t number_index(const AlphaStudy *study, double value) {
    size_t low = 0, high = study->values;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (study->number[middle] <= value)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void study_numbers(Arena *keep, Ratings ratings, AlphaStudy *study) {
    size_t cells = ratings.coders * ratings.units, n = 0;
    study->number = ARENA_ARRAY(keep, double, cells);
    for (size_t i = 0; i < cells; i++) {
        if (!isnan(ratings.value[i]))
            study->number[n++] = ratings.value[i];
    }
    if (n > 0)
        gsl_sort(study->number, 1, n);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || study->number[i] != study->number[study->values - 1])
            study->number[study->values++] = study->number[i];
    }
}

bool alpha_study_values(Arena *keep, Ratings ratings, AlphaScale scale, AlphaStudy *study,
                        Err *err) {
    *study = (AlphaStudy){.units = ratings.units, .coders = ratings.coders};
    if (!ratings_check(ratings, scale, err))
        return false;
    study_numbers(keep, ratings, study);
    if (!alpha_values_fit(study->values, err))
        return false;
    study->start = ARENA_ARRAY(keep, size_t, ratings.units + 1);
    study->code = ARENA_ARRAY(keep, size_t, ratings.coders * ratings.units);
    size_t n = 0;
    for (size_t u = 0; u < ratings.units; u++) {
        for (size_t coder = 0; coder < ratings.coders; coder++) {
            double value = ratings.value[coder * ratings.units + u];
            if (!isnan(value))
                study->code[n++] = number_index(study, value);
        }
        study->start[u + 1] = n;
    }
    double (*distance)(double, double) = SCALE_DISTANCES[scale];
    size_t k = study->values;
    study->distance = distance ? ARENA_ARRAY(keep, double, k *k) : NULL;
    for (size_t i = 0; distance && i < k * k; i++)
        study->distance[i] = distance(study->number[i / k], study->number[i % k]);
    return alpha_study_close(keep, study, err);
}

/* Memory for one evaluation after another. */
typedef struct {
    double *margin;   /* n_c */
    double *distance; /* the study's, or the ordinal one of these margins */
    double *weight;   /* how often each unit counts */
} AlphaWork;

static AlphaWork work_new(Arena *arena, const AlphaStudy *study) {
    size_t k = study->values;
    AlphaWork work = {ARENA_ARRAY(arena, double, k), study->distance,
                      ARENA_ARRAY(arena, double, study->units)};
    if (!work.distance)
        work.distance = ARENA_ARRAY(arena, double, k *k);
    return work;
}

static void ordinal_distances(const AlphaStudy *study, AlphaWork *work) {
    for (size_t c = 0; c < study->values; c++) {
        double between = work->margin[c];
        work->distance[c * study->values + c] = 0;
        for (size_t k = c + 1; k < study->values; k++) {
            between += work->margin[k];
            double d = between - (work->margin[c] + work->margin[k]) / 2;
            work->distance[c * study->values + k] = d * d;
            work->distance[k * study->values + c] = d * d;
        }
    }
}

/* Rules 1 to 3 with each unit counted work->weight times. */
static Alpha alpha_weighed(const AlphaStudy *study, AlphaWork *work) {
    Alpha result = {NAN, 0, 0, 0, 0};
    memset(work->margin, 0, study->values * sizeof *work->margin);
    for (size_t u = 0; u < study->units; u++) {
        if (unit_size(study, u) < 2)
            continue;
        result.units += work->weight[u] > 0;
        result.codes += work->weight[u] * (double)unit_size(study, u);
        for (size_t i = study->start[u]; i < study->start[u + 1]; i++)
            work->margin[study->code[i]] += work->weight[u];
    }
    if (!study->distance)
        ordinal_distances(study, work);
    for (size_t u = 0; u < study->units; u++) {
        double own = study->disagreement ? study->disagreement[u]
                                         : unit_disagreement(study, work->distance, u);
        result.observed += work->weight[u] * own / result.codes;
    }
    for (size_t c = 0; c < study->values; c++) {
        double row = 0;
        for (size_t k = 0; k < study->values; k++)
            row += work->margin[k] * work->distance[c * study->values + k];
        result.expected += work->margin[c] * row / (result.codes * (result.codes - 1));
    }
    if (result.expected > 0)
        result.alpha = 1 - result.observed / result.expected;
    return result;
}

Alpha alpha_of(const AlphaStudy *study) {
    Arena scratch = {0};
    AlphaWork work = work_new(&scratch, study);
    for (size_t u = 0; u < study->units; u++)
        work.weight[u] = 1;
    Alpha result = alpha_weighed(study, &work);
    arena_release(&scratch);
    return result;
}

typedef struct {
    const AlphaStudy *study;
    AlphaWork work;
} AlphaDraw;

static double alpha_picked(const size_t *picked, size_t n, void *context) {
    AlphaDraw *draw = context;
    memset(draw->work.weight, 0, draw->study->units * sizeof *draw->work.weight);
    for (size_t i = 0; i < n; i++)
        draw->work.weight[picked[i]]++;
    return alpha_weighed(draw->study, &draw->work).alpha;
}

Resampled alpha_bootstrap_units(const AlphaStudy *study, Resampling how) {
    Arena scratch = {0};
    AlphaDraw draw = {study, work_new(&scratch, study)};
    Resampled result = bootstrap_units(study->units, how, alpha_picked, &draw);
    arena_release(&scratch);
    return result;
}

/* Coincidences o_ck of all ordered pairs within units (values x values). */
static double *alpha_coincidences(Arena *arena, const AlphaStudy *study) {
    double *pairs = ARENA_ARRAY(arena, double, study->values * study->values);
    for (size_t u = 0; u < study->units; u++) {
        size_t from = study->start[u], to = study->start[u + 1];
        for (size_t cell = 0; to - from > 1 && cell < (to - from) * (to - from); cell++) {
            size_t i = from + cell / (to - from), j = from + cell % (to - from);
            if (i != j)
                pairs[study->code[i] * study->values + study->code[j]] +=
                    1 / (double)(to - from - 1);
        }
    }
    return pairs;
}

/* How many pairs a draw takes: min(25 Q, (coders - 1) n / 2), Q the cells in use. */
static size_t alpha_pairs_wanted(const AlphaStudy *study, const double *pairs,
                                 double codes) {
    double used = 0;
    for (size_t i = 0; i < study->values * study->values; i++)
        used += pairs[i] > 0;
    return (size_t)fmin(25 * used, (double)(study->coders - 1) * codes / 2);
}

Resampled alpha_bootstrap_pairs(const AlphaStudy *study, Resampling how) {
    Arena scratch = {0};
    AlphaWork work = work_new(&scratch, study);
    for (size_t u = 0; u < study->units; u++)
        work.weight[u] = 1;
    Alpha whole = alpha_weighed(study, &work);
    double *pairs = alpha_coincidences(&scratch, study);
    double *draws = ARENA_ARRAY(&scratch, double, how.draws);
    size_t wanted = alpha_pairs_wanted(study, pairs, whole.codes);
    double scale = whole.expected > 0 ? 1 / ((double)wanted * whole.expected) : NAN;
    gsl_rng *rng = rng_new(how.seed);
    gsl_ran_discrete_t *cells =
        gsl_ran_discrete_preproc(study->values * study->values, pairs);
    for (size_t draw = 0; draw < how.draws; draw++) {
        double sum = 0;
        for (size_t i = 0; i < wanted; i++)
            sum += work.distance[gsl_ran_discrete(rng, cells)];
        draws[draw] = isnan(scale) ? NAN : fmax(1 - scale * sum, -1);
    }
    Resampled result = resampled_summary(draws, how.draws, how.level);
    gsl_ran_discrete_free(cells);
    gsl_rng_free(rng);
    arena_release(&scratch);
    return result;
}

AlphaJackknife alpha_jackknife(const AlphaStudy *study, double level) {
    Arena scratch = {0};
    AlphaWork work = work_new(&scratch, study);
    double *without = ARENA_ARRAY(&scratch, double, study->units);
    double mean = 0, n = 0;
    for (size_t u = 0; u < study->units; u++)
        work.weight[u] = 1;
    double whole = alpha_weighed(study, &work).alpha;
    for (size_t u = 0; u < study->units; u++) {
        if (unit_size(study, u) < 2)
            continue;
        work.weight[u] = 0;
        without[u] = alpha_weighed(study, &work).alpha;
        work.weight[u] = 1;
        mean += without[u];
        n++;
    }
    mean /= n;
    double squares = 0;
    for (size_t u = 0; u < study->units; u++) {
        double away = without[u] - mean;
        squares += unit_size(study, u) < 2 ? 0 : away * away;
    }
    AlphaJackknife result = {NAN, {NAN, NAN}};
    if (n >= 2)
        result.se = sqrt((n - 1) / n * squares);
    if (isfinite(result.se) && level > 0 && level < 1) {
        double spread = gsl_cdf_tdist_Qinv((1 - level) / 2, n - 1) * result.se;
        result.interval = (Interval){whole - spread, fmin(whole + spread, 1)};
    }
    arena_release(&scratch);
    return result;
}
