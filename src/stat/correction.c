/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: a machine that misses a fifth of the measures of a theme shows a share a fifth too
 * small. It must not know themes.
 *
 * q = hits/n, se = hit/(hit+miss), sp = rejection/(rejection+false alarm), v =
 * hit/(hit+false alarm), w = miss/(miss+rejection).
 * 1. Rogan & Gladen 1978, Am. J. Epidemiol. 107:71: share = (q + sp - 1) / (se + sp - 1).
 * 2. Tenenbein 1970, J. Am. Stat. Assoc. 65:1350: share = q v + (1 - q) w.
 * 3. Delta method, cut to [0, 1]. Variance for rule 1: (var q + share^2 var se +
 *    (1-share)^2 var sp) / (se+sp-1)^2; for rule 2: (v-w)^2 var q + q^2 var v + (1-q)^2
 *    var w. The var of a rate x of m is r(1-r)/(m+2) with r = (x+1)/(m+2): a rate of 1 in
 *    a small sample is not known exactly (Agresti & Coull 1998; Lang & Reiczigel 2014).
 * 4. Draws: each rate from Beta(x + 1/2, m - x + 1/2) (Jeffreys), share by rule 1 or 2
 *    cut to [0, 1], percentile interval. Rule 1's draws with se + sp <= 1 are counted as
 *    undefined and left out.
 * 5. UNSURE: (1 - level)/2 or more of rule 4's draws were undefined. The sample is taken
 *    as independent of the n measures. */
#include "base/base.h"
#include "stat/correction.h"
#include "stat/rng_p.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* x of m. */
typedef struct {
    double x, m;
} Rate;

/* The machine's share and the two rates a design reads from the sample. */
typedef struct {
    Rate machine, cases, others;
} Rates;

static bool is_rate(Rate rate) {
    return rate.x >= 0 && rate.x <= rate.m && isfinite(rate.m);
}

static double rate_value(Rate rate) {
    return rate.x / rate.m;
}

static double rate_variance(Rate rate) {
    double r = (rate.x + 1) / (rate.m + 2);
    return r * (1 - r) / (rate.m + 2);
}

static Rates rates_of(double hits, double n, Confusion s, CorrectionDesign design) {
    Rates rates = {.machine = {hits, n}};
    if (design == CORRECTION_ROGAN_GLADEN) {
        rates.cases = (Rate){s.hit, s.hit + s.miss};
        rates.others = (Rate){s.rejection, s.rejection + s.false_alarm};
    } else {
        rates.cases = (Rate){s.hit, s.hit + s.false_alarm};
        rates.others = (Rate){s.rejection, s.rejection + s.miss};
    }
    return rates;
}

/* Rules 1 and 2; NaN where rule 1 cannot tell. */
static double correct(double q, double cases, double others, CorrectionDesign design) {
    if (design == CORRECTION_PREDICTIVE)
        return q * cases + (1 - q) * (1 - others);
    double better = cases + others - 1;
    return better > 0 ? (q + others - 1) / better : NAN;
}

static double correct_variance(const Rates *r, double share, CorrectionDesign design) {
    double q = rate_value(r->machine);
    double better = rate_value(r->cases) + rate_value(r->others) - 1;
    double machine = rate_variance(r->machine);
    double cases = rate_variance(r->cases), others = rate_variance(r->others);
    if (design == CORRECTION_PREDICTIVE)
        return better * better * machine + q * q * cases + (1 - q) * (1 - q) * others;
    return (machine + share * share * cases + (1 - share) * (1 - share) * others) /
           (better * better);
}

static double clamp_share(double x) {
    return isnan(x) ? NAN : fmin(fmax(x, 0), 1);
}

static double rate_draw(gsl_rng *rng, Rate rate) {
    return gsl_ran_beta(rng, rate.x + 0.5, rate.m - rate.x + 0.5);
}

static Resampled corrected_draws(const Rates *r, CorrectionDesign design,
                                 Resampling how) {
    Arena scratch = {0};
    double *draws = ARENA_ARRAY(&scratch, double, how.draws);
    gsl_rng *rng = rng_new(how.seed);
    for (size_t i = 0; i < how.draws; i++) {
        double q = rate_draw(rng, r->machine);
        double cases = rate_draw(rng, r->cases), others = rate_draw(rng, r->others);
        draws[i] = clamp_share(correct(q, cases, others, design));
    }
    Resampled result = resampled_summary(draws, how.draws, how.level);
    gsl_rng_free(rng);
    arena_release(&scratch);
    return result;
}

static CorrectionState state_of(const Rates *r, CorrectionDesign design) {
    if (!is_rate(r->machine) || !(r->machine.m > 0) || !is_rate(r->cases) ||
        !is_rate(r->others))
        return CORRECTION_UNDEFINED;
    if (r->cases.m <= 0 || r->others.m <= 0)
        return CORRECTION_NO_SAMPLE;
    double better = rate_value(r->cases) + rate_value(r->others) - 1;
    if (design == CORRECTION_ROGAN_GLADEN && better <= 0)
        return CORRECTION_NO_BETTER;
    return CORRECTION_DONE;
}

CorrectedShare share_corrected(double hits, double n, Confusion sample,
                               CorrectionDesign design, Resampling how) {
    Rates r = rates_of(hits, n, sample, design);
    CorrectedShare result = {.state = state_of(&r, design),
                             .apparent = NAN,
                             .share = NAN,
                             .unclamped = NAN,
                             .rate_cases = NAN,
                             .rate_others = NAN,
                             .delta = {NAN, NAN},
                             .drawn = {NAN, NAN}};
    if (result.state == CORRECTION_UNDEFINED)
        return result;
    result.apparent = rate_value(r.machine);
    result.rate_cases = rate_value(r.cases);
    result.rate_others = rate_value(r.others);
    if (result.state != CORRECTION_DONE)
        return result;
    result.unclamped =
        correct(result.apparent, result.rate_cases, result.rate_others, design);
    result.share = clamp_share(result.unclamped);
    Resampled drawn = corrected_draws(&r, design, how);
    result.drawn = drawn.interval;
    if (how.level > 0 && how.level < 1) {
        double z = gsl_cdf_ugaussian_Qinv((1 - how.level) / 2);
        double spread = z * sqrt(correct_variance(&r, result.share, design));
        result.delta.lower = clamp_share(result.unclamped - spread);
        result.delta.upper = clamp_share(result.unclamped + spread);
        if ((double)drawn.undefined > (double)how.draws * (1 - how.level) / 2)
            result.state = CORRECTION_UNSURE;
    }
    return result;
}
