/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrected shares: arithmetic by hand, and the intervals' coverage in simulated plans.
 * Rule numbers are those of src/stat/correction.c. */
#include "base/base.h"

#include <gsl/gsl_randist.h>

#include "check.h"
#include "stat/correction.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const Resampling HOW = {.seed = 11, .draws = 4000, .level = 0.95};

/* Rule 1: q .3, se .8, sp .9: (.3 + .9 - 1) / .7. Rule 2 on the sample 80 20 20 180: v
 * .8, w .1. R: v <- function(x, m) {r <- (x + 1) / (m + 2); r * (1 - r) / (m + 2)} s <-
 * .2 / .7 s + c(-1, 1) * qnorm(.975) * sqrt(v(60, 200) + s^2 * v(80, 100) + (1 - s)^2 *
 * v(180, 200)) / .7 .31 + c(-1, 1) * qnorm(.975) * sqrt(.49 * v(60, 200) + .09 * v(80,
 * 100) + .49 * v(180, 200)) */
static void by_hand(void **state) {
    (void)state;
    const Confusion sample = {.hit = 80, .miss = 20, .false_alarm = 20, .rejection = 180};
    CorrectedShare r = share_corrected(60, 200, sample, CORRECTION_ROGAN_GLADEN, HOW);
    assert_int_equal(r.state, CORRECTION_DONE);
    check_close(r.apparent, .3, 1e-15);
    check_close(r.share, 2.0 / 7, 1e-12);
    check_close(r.rate_cases, .8, 1e-15);
    check_close(r.rate_others, .9, 1e-15);
    check_close(r.delta.lower, 0.18058990623, 1e-9);
    check_close(r.delta.upper, 0.390838665198, 1e-9);
    /* the two intervals are of one size */
    check_close(r.drawn.upper - r.drawn.lower, r.delta.upper - r.delta.lower, 0.06);
    CorrectedShare p = share_corrected(60, 200, sample, CORRECTION_PREDICTIVE, HOW);
    check_close(p.share, .31, 1e-12);
    check_close(p.delta.lower, 0.251807146342, 1e-9);
    check_close(p.delta.upper, 0.368192853658, 1e-9);
    check_close(p.drawn.upper - p.drawn.lower, p.delta.upper - p.delta.lower, 0.06);
}

/* A machine that makes no mistakes in a large sample changes nothing. */
static void perfect_machine(void **state) {
    (void)state;
    const Confusion sample = {.hit = 1e6, .rejection = 1e6};
    for (CorrectionDesign design = CORRECTION_ROGAN_GLADEN;
         design <= CORRECTION_PREDICTIVE; design++) {
        CorrectedShare r = share_corrected(60, 200, sample, design, HOW);
        check_close(r.share, .3, 1e-12);
        check_close(r.delta.upper - r.delta.lower, 2 * 1.96 * sqrt(.3 * .7 / 200), 0.02);
    }
    /* In a small one the interval is wider: being right ten times is not being right
     * always. */
    const Confusion few = {.hit = 10, .rejection = 10};
    CorrectedShare small = share_corrected(60, 200, few, CORRECTION_ROGAN_GLADEN, HOW);
    assert_true(small.delta.upper - small.delta.lower > 0.2);
    assert_true(small.drawn.upper - small.drawn.lower > 0.2);
}

typedef struct {
    double share, sensitivity, specificity;
    unsigned n, sampled;
} World;

static double draw(const gsl_rng *rng, double p, double n) {
    return gsl_ran_binomial(rng, p, (unsigned)n);
}

/* The people's sample: rule 1 from all measures, rule 2 half from the coded and half from
 * the others. */
static Confusion sample_of(const gsl_rng *rng, World w, CorrectionDesign design) {
    Confusion s = {0};
    double cases = w.share * w.sensitivity,
           false_alarms = (1 - w.share) * (1 - w.specificity);
    if (design == CORRECTION_ROGAN_GLADEN) {
        double positive = draw(rng, w.share, w.sampled);
        s.hit = draw(rng, w.sensitivity, positive);
        s.miss = positive - s.hit;
        s.rejection = draw(rng, w.specificity, w.sampled - positive);
        s.false_alarm = w.sampled - positive - s.rejection;
        return s;
    }
    double half = w.sampled / 2, misses = w.share - cases, coded = cases + false_alarms;
    s.hit = draw(rng, cases / coded, half);
    s.false_alarm = half - s.hit;
    s.miss = draw(rng, misses / (1 - coded), half);
    s.rejection = half - s.miss;
    return s;
}

/* 95 % intervals cover the true share in 92 to 98.5 % of 1,000 plans. */
static void coverage(void **state) {
    (void)state;
    static const World worlds[] = {
        {.25, .80, .95, 300, 200}, {.10, .70, .98, 200, 300}, {.50, .90, .90, 400, 150}};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 2024);
    const double plans = 1000;
    for (size_t i = 0; i < COUNT(worlds) * 2; i++) {
        World w = worlds[i / 2];
        CorrectionDesign design = (CorrectionDesign)(i % 2);
        double by_delta = 0, by_draws = 0;
        double coded = w.share * w.sensitivity + (1 - w.share) * (1 - w.specificity);
        for (size_t plan = 0; plan < (size_t)plans; plan++) {
            Confusion s = sample_of(rng, w, design);
            Resampling how = {.seed = plan, .draws = 300, .level = 0.95};
            CorrectedShare r =
                share_corrected(draw(rng, coded, w.n), w.n, s, design, how);
            by_delta += r.delta.lower <= w.share && w.share <= r.delta.upper;
            by_draws += r.drawn.lower <= w.share && w.share <= r.drawn.upper;
        }
        print_message("share %.2f design %d: delta %.3f, draws %.3f\n", w.share,
                      (int)design, by_delta / plans, by_draws / plans);
        assert_true(by_delta / plans >= 0.92 && by_delta / plans <= 0.985);
        assert_true(by_draws / plans >= 0.92 && by_draws / plans <= 0.985);
    }
    gsl_rng_free(rng);
}

static void not_identifiable(void **state) {
    (void)state;
    static const struct {
        double hits, n;
        Confusion sample; /* hit, false alarm, miss, rejection */
        CorrectionDesign design;
        CorrectionState state;
    } rows[] = {
        {60, 200, {0, 0, 0, 50}, CORRECTION_ROGAN_GLADEN, CORRECTION_NO_SAMPLE},
        {60, 200, {50, 0, 3, 0}, CORRECTION_ROGAN_GLADEN, CORRECTION_NO_SAMPLE},
        {60, 200, {0, 0, 5, 50}, CORRECTION_PREDICTIVE, CORRECTION_NO_SAMPLE},
        {60, 200, {0, 0, 0, 0}, CORRECTION_PREDICTIVE, CORRECTION_NO_SAMPLE},
        {60, 200, {10, 30, 30, 10}, CORRECTION_ROGAN_GLADEN, CORRECTION_NO_BETTER},
        {60, 200, {20, 20, 20, 20}, CORRECTION_ROGAN_GLADEN, CORRECTION_NO_BETTER},
        {60, 200, {4, 2, 2, 3}, CORRECTION_ROGAN_GLADEN, CORRECTION_UNSURE},
        {60, 0, {8, 2, 2, 8}, CORRECTION_ROGAN_GLADEN, CORRECTION_UNDEFINED},
        {201, 200, {8, 2, 2, 8}, CORRECTION_PREDICTIVE, CORRECTION_UNDEFINED},
        {60, 200, {-1, 2, 2, 8}, CORRECTION_PREDICTIVE, CORRECTION_UNDEFINED},
        {60, 200, {NAN, 2, 2, 8}, CORRECTION_ROGAN_GLADEN, CORRECTION_UNDEFINED},
        {NAN, 200, {8, 2, 2, 8}, CORRECTION_ROGAN_GLADEN, CORRECTION_UNDEFINED},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        CorrectedShare r =
            share_corrected(rows[i].hits, rows[i].n, rows[i].sample, rows[i].design, HOW);
        assert_int_equal(r.state, rows[i].state);
        bool told = r.state == CORRECTION_UNSURE;
        assert_true(told ? r.share >= 0 && r.share <= 1
                         : isnan(r.share) && isnan(r.delta.lower));
    }
    /* Fewer hits than false alarms to be expected: cut to 0, and told. */
    CorrectedShare r = share_corrected(2, 200, (Confusion){40, 10, 10, 90},
                                       CORRECTION_ROGAN_GLADEN, HOW);
    assert_true(r.share == 0 && r.unclamped < 0 && r.delta.lower == 0 &&
                r.drawn.lower >= 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(perfect_machine),
        cmocka_unit_test(coverage),
        cmocka_unit_test(not_identifiable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
