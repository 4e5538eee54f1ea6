/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Platt's sigmoid against R 4.2.2's glm, which finds the same maximum by another way, and
 * scores of probabilities by hand. */
#include "base/base.h"

#include "check.h"
#include "stat/calibration.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* R: t <- ifelse(y == 1, (n1 + 1) / (n1 + 2), 1 / (n0 + 2));
 *    coef(glm(t ~ f, family = binomial, control = list(epsilon = 1e-15))) */
static void sigmoid_as_glm(void **state) {
    (void)state;
    static const double f[] = {-2.1, -1.7, -1.2, -.9, -.4, -.1,
                               .2,   .3,   .8,   1.1, 1.5, 2.4};
    static const bool y[] = {0, 0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1};
    Sigmoid s = sigmoid_fit(f, y, COUNT(f));
    check_close(s.slope, .624085941936980, 1e-8);
    check_close(s.offset, -.352803116361964, 1e-8);
    check_close(sigmoid_log_loss(s, f, y, COUNT(f)), .563864911451197, 1e-8);
    double p[COUNT(f)];
    for (size_t i = 0; i < COUNT(f); i++)
        p[i] = sigmoid_probability(s, f[i]);
    check_close(brier_score(p, y, COUNT(f)), .191533667889154, 1e-8);
    /* R: sum over cut(p, seq(0, 1, .1), right = FALSE) of n_b / n * |mean p - mean y| */
    check_close(calibration_error(p, y, COUNT(f), 10), .28608121940009, 1e-8);
}

static void sigmoid_stays_finite(void **state) {
    (void)state;
    /* Values that part the classes: R's glm on the drawn-in targets. */
    static const double parted[] = {-3, -2, -1, 1, 2, 3};
    static const bool half[] = {0, 0, 0, 1, 1, 1};
    Sigmoid s = sigmoid_fit(parted, half, 6);
    check_close(s.slope, .621401955008568, 1e-8);
    check_close(s.offset, 0, 1e-8);
    /* A rare class. */
    static const double rare[] = {-4.0, -3.5, -3.2, -2.9, -2.5, -2.2,
                                  -2.0, -1.4, -1.1, .4,   -.6,  .9};
    static const bool two[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1};
    s = sigmoid_fit(rare, two, COUNT(rare));
    check_close(s.slope, .686481561076268, 1e-8);
    check_close(s.offset, -.446137035477275, 1e-8);
    /* Huge values neither overflow nor stop the search. */
    static const double huge[] = {-1e6, -5e5, 5e5, 1e6};
    s = sigmoid_fit(huge, half + 1, 4); /* 0 0 1 1 */
    assert_true(isfinite(s.slope) && isfinite(s.offset) && s.slope > 0);
    assert_true(sigmoid_probability(s, -1e6) < .5 && sigmoid_probability(s, 1e6) > .5);
    check_close(sigmoid_probability((Sigmoid){1, 0}, 1e4), 1, 0);
    check_close(sigmoid_probability((Sigmoid){1, 0}, -1e4), 0, 0);
    /* Values that say nothing: the share of the targets. */
    static const double same[] = {1, 1, 1, 1};
    s = sigmoid_fit(same, half + 1, 4);
    check_close(sigmoid_probability(s, 1), .5, 1e-8);
    /* One class only: (4 + 1) / (4 + 2). */
    static const bool all[] = {1, 1, 1, 1};
    check_close(sigmoid_probability(sigmoid_fit(same, all, 4), 1), 5. / 6, 1e-6);
    assert_true(isnan(sigmoid_fit(NULL, NULL, 0).slope));
}

static void scores(void **state) {
    (void)state;
    static const double p[] = {.05, .15, .15, .95, 1};
    static const bool y[] = {0, 0, 1, 1, 0};
    /* .0025 + .0225 + .7225 + .0025 + 1 */
    check_close(brier_score(p, y, 5), 1.75 / 5, 1e-12);
    /* bins [0,.1): |.05|; [.1,.2): |.3 - 1|; the last: |1.95 - 1| */
    check_close(calibration_error(p, y, 5, 10), (.05 + .7 + .95) / 5, 1e-12);
    check_close(calibration_error(p, y, 5, 1), fabs(2.3 - 2) / 5, 1e-12);
    assert_true(isnan(brier_score(NULL, NULL, 0)));
    assert_true(isnan(calibration_error(NULL, NULL, 0, 10)));
    assert_true(isnan(sigmoid_log_loss((Sigmoid){1, 0}, NULL, NULL, 0)));
    check_close(sigmoid_log_loss((Sigmoid){1, 0}, (double[]){800}, (bool[]){0}, 1), 800,
                1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sigmoid_as_glm),
        cmocka_unit_test(sigmoid_stays_finite),
        cmocka_unit_test(scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
