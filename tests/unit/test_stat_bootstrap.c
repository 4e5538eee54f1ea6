/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Resampling: the Manifesto bootstrap's standard deviations, clusters, seeds, draws that
 * are undefined. */
#include "base/base.h"

#include "check.h"
#include "stat/bootstrap.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* n = 200, p = (.15, .25, .10, .30, .20), in points: in theory, and R's 20,000 draws. */
static void multinomial(void **state) {
    (void)state;
    static const double counts[] = {30, 50, 20, 60, 40};
    static const double theory[] = {2.524876, 3.061862, 2.121320, 3.240370, 2.828427};
    static const double drawn[] = {2.5138, 3.0388, 2.1208, 3.2375, 2.8152};
    const Resampling how = {.seed = 42, .draws = 20000, .level = 0.95};
    Resampled shares[5];
    bootstrap_multinomial(counts, 5, how, shares);
    for (size_t k = 0; k < 5; k++) {
        check_close(100 * shares[k].sd, theory[k], 0.02);
        check_close(100 * shares[k].sd, drawn[k], 0.02);
        check_close(shares[k].mean, counts[k] / 200, 0.005);
        assert_int_equal(shares[k].undefined, 0);
        double half = (shares[k].interval.upper - shares[k].interval.lower) / 2;
        check_close(100 * half, 1.96 * theory[k], 0.05);
    }
}

/* The mean of the picked values. */
static double mean_of(const size_t *picked, size_t n, void *context) {
    const double *value = context;
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += value[picked[i]];
    return sum / (double)n;
}

static void units(void **state) {
    (void)state;
    double value[50];
    double mean = 24.5, variance = 0;
    for (size_t i = 0; i < 50; i++) {
        value[i] = (double)i;
        variance += ((double)i - mean) * ((double)i - mean) / 50;
    }
    const Resampling how = {.seed = 1, .draws = 10000, .level = 0.9};
    Resampled r = bootstrap_units(50, how, mean_of, value);
    check_close(r.mean, mean, 0.01);
    check_close(r.sd, sqrt(variance / 50), 0.02);
    check_close(r.interval.upper - r.interval.lower, 2 * 1.6448536 * sqrt(variance / 50),
                0.03);
}

/* The same seed gives the same bits, another seed others. */
static void seeds(void **state) {
    (void)state;
    double value[] = {3, 1, 4, 1, 5, 9, 2, 6};
    Resampling how = {.seed = 9, .draws = 500, .level = 0.95};
    Resampled first = bootstrap_units(8, how, mean_of, value);
    Resampled again = bootstrap_units(8, how, mean_of, value);
    assert_memory_equal(&first, &again, sizeof first);
    how.seed = 10;
    again = bootstrap_units(8, how, mean_of, value);
    assert_true(first.mean != again.mean);
    /* Kept from change: the generator, its seeding and the way units are picked. */
    check_close(first.mean, 3.8935, 1e-12);
}

/* Measures that go together in tasks: the spread is the clusters', not the measures'. */
static void clusters(void **state) {
    (void)state;
    double value[100], alone[10];
    size_t task[100];
    for (size_t i = 0; i < 100; i++) {
        task[i] = 7 * (i % 10); /* scattered, and numbers of no meaning */
        value[i] = (double)(i % 10);
    }
    for (size_t i = 0; i < 10; i++)
        alone[i] = (double)i;
    const Resampling how = {.seed = 3, .draws = 4000, .level = 0.95};
    Resampled by_task = bootstrap_clusters(task, 100, how, mean_of, value);
    Resampled by_unit = bootstrap_units(100, how, mean_of, value);
    Resampled ten = bootstrap_units(10, how, mean_of, alone);
    check_close(by_task.sd, ten.sd, 1e-12); /* same seed, same picks */
    check_close(by_unit.sd, by_task.sd / sqrt(10), 0.05);
}

static void cluster_shares(void **state) {
    (void)state;
    /* Four tasks of 5, 10, 20 and 5 measures; two themes. */
    static const double hits[] = {5, 1, 3, 2, 4, 9, 0, 5}, size[] = {5, 10, 20, 5};
    const Resampling how = {.seed = 5, .draws = 2000, .level = 0.95};
    Resampled shares[2];
    bootstrap_cluster_shares((Grid){hits, 4, 2}, size, how, shares);
    check_close(shares[0].mean, 12.0 / 40, 0.25); /* a ratio: biased in so few clusters */
    assert_true(shares[0].interval.lower < 0.3 && shares[0].interval.upper > 0.3);
    assert_true(shares[1].interval.lower > 0 && shares[1].interval.upper < 1);
    /* With a cluster a measure it is the ordinary bootstrap of a share. */
    double single[200] = {0}, one[200];
    for (size_t i = 0; i < 200; i++) {
        single[i] = i < 60;
        one[i] = 1;
    }
    bootstrap_cluster_shares((Grid){single, 200, 1}, one, how, shares);
    check_close(100 * shares[0].sd, 3.240370, 0.04);
}

static double always_nan(const size_t *picked, size_t n, void *context) {
    (void)picked;
    (void)n;
    (void)context;
    return NAN;
}

/* Defined only where unit 0 is picked. */
static double sometimes(const size_t *picked, size_t n, void *context) {
    (void)context;
    for (size_t i = 0; i < n; i++) {
        if (picked[i] == 0)
            return 1;
    }
    return NAN;
}

static void undefined(void **state) {
    (void)state;
    Resampling how = {.seed = 1, .draws = 1000, .level = 0.95};
    Resampled r = bootstrap_units(5, how, always_nan, NULL);
    assert_true(isnan(r.mean) && isnan(r.interval.lower) && r.undefined == 1000);
    r = bootstrap_units(5, how, sometimes, NULL);
    check_close((double)r.undefined, 1000 * pow(0.8, 5), 0.15);
    check_close(r.mean, 1, 0);
    assert_int_equal(bootstrap_units(0, how, sometimes, NULL).undefined, 1000);
    assert_int_equal(bootstrap_clusters(NULL, 0, how, sometimes, NULL).undefined, 1000);
    static const double zero[] = {0, 0}, negative[] = {1, -1}, with_nan[] = {1, NAN};
    const double *const bad[] = {zero, negative, with_nan};
    for (size_t i = 0; i < COUNT(bad); i++) {
        Resampled shares[2];
        bootstrap_multinomial(bad[i], 2, how, shares);
        assert_true(isnan(shares[0].mean) && shares[1].undefined == 1000);
    }
    Resampled shares[1];
    bootstrap_cluster_shares((Grid){NULL, 0, 1}, NULL, how, shares);
    assert_true(isnan(shares[0].mean));
    how.draws = 0;
    assert_true(isnan(bootstrap_units(5, how, sometimes, NULL).mean));
    how = (Resampling){.seed = 1, .draws = 10, .level = 1};
    assert_true(isnan(bootstrap_units(5, how, sometimes, NULL).interval.lower));
}

/* R: quantile(c(1, 2, 4, 8, 16), c(.1, .9)), type 7. */
static void quantiles(void **state) {
    (void)state;
    double draws[] = {8, NAN, 1, 16, 4, 2};
    Resampled r = resampled_summary(draws, 6, 0.8);
    check_close(r.interval.lower, 1.4, 1e-12);
    check_close(r.interval.upper, 12.8, 1e-12);
    check_close(r.mean, 6.2, 1e-12);
    check_close(r.sd, 6.09918027279075, 1e-12); /* R: sd(...) */
    assert_int_equal(r.undefined, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(multinomial),    cmocka_unit_test(units),
        cmocka_unit_test(seeds),          cmocka_unit_test(clusters),
        cmocka_unit_test(cluster_shares), cmocka_unit_test(undefined),
        cmocka_unit_test(quantiles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
