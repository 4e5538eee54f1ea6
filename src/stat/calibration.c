/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: a machine's code is to come with a probability that means what it says. It must
 * not know what was classified.
 *
 * 1. Platt 1999: a sigmoid fitted by maximum likelihood to targets that are drawn in from
 *    0 and 1, (n+ + 1) / (n+ + 2) for a positive case, 1 / (n- + 2) for another, so that
 *    it stays finite where the values part the classes.
 * 2. The likelihood is climbed by Newton's method with backtracking (Lin, Lin & Weng
 *    2007, Machine Learning 68:267-276), started at slope 0; logarithms and exponentials
 *    are taken so that neither overflows nor cancels.
 * 3. Log loss: log(1 + exp(-s)) of the score s = slope v + offset of a positive case,
 *    log(1 + exp(s)) of another.
 * 4. Brier 1950.
 * 5. Expected calibration error (Naeini, Cooper & Hauskrecht 2015): the mean over the
 *    cases of |mean probability - share of positives| of their bin; a probability of 1
 *    goes to the last bin. */
#include "base/base.h"

#include <math.h>

#include "stat/calibration.h"

enum { STEPS_MOST = 100, HALVINGS_MOST = 34 };
static const double gradient_least = 1e-9, ridge = 1e-12;

/* log(1 + exp(x)) */
static double softplus(double x) {
    return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

static double logistic(double x) {
    if (x >= 0)
        return 1 / (1 + exp(-x));
    double e = exp(x);
    return e / (1 + e);
}

typedef struct {
    const double *value;
    const bool *positive;
    size_t n;
    double high, low; /* targets of positive and other cases */
} Fit;

static Fit fit_of(const double *value, const bool *positive, size_t n) {
    Fit fit = {.value = value, .positive = positive, .n = n};
    double n_positive = 0;
    for (size_t i = 0; i < n; i++)
        n_positive += positive[i];
    fit.high = (n_positive + 1) / (n_positive + 2);
    fit.low = 1 / ((double)n - n_positive + 2);
    return fit;
}

static double target(const Fit *fit, size_t i) {
    return fit->positive[i] ? fit->high : fit->low;
}

static double loss(const Fit *fit, Sigmoid at) {
    double sum = 0;
    for (size_t i = 0; i < fit->n; i++) {
        double score = at.slope * fit->value[i] + at.offset, t = target(fit, i);
        sum += t * softplus(-score) + (1 - t) * softplus(score);
    }
    return sum;
}

/* First and second derivatives of the loss. */
typedef struct {
    double slope, offset;
    double slope2, both, offset2;
} Derivatives;

static Derivatives derive(const Fit *fit, Sigmoid at) {
    Derivatives d = {.slope2 = ridge, .offset2 = ridge};
    for (size_t i = 0; i < fit->n; i++) {
        double v = fit->value[i], score = at.slope * v + at.offset;
        double miss = logistic(score) - target(fit, i);
        double spread = logistic(score) * logistic(-score);
        d.slope += miss * v;
        d.offset += miss;
        d.slope2 += spread * v * v;
        d.both += spread * v;
        d.offset2 += spread;
    }
    return d;
}

/* Newton's direction. */
static Sigmoid direction(const Derivatives *d) {
    double determinant = d->slope2 * d->offset2 - d->both * d->both;
    return (Sigmoid){-(d->offset2 * d->slope - d->both * d->offset) / determinant,
                     -(d->slope2 * d->offset - d->both * d->slope) / determinant};
}

/* As far along the direction as the loss falls; false where it falls nowhere. */
static bool step(const Fit *fit, const Derivatives *d, Sigmoid *at, double *least) {
    Sigmoid way = direction(d);
    double slope = d->slope * way.slope + d->offset * way.offset;
    double length = 1;
    for (int i = 0; i < HALVINGS_MOST; i++) {
        Sigmoid there = {at->slope + length * way.slope,
                         at->offset + length * way.offset};
        double value = loss(fit, there);
        if (value < *least + 1e-4 * length * slope) {
            *at = there;
            *least = value;
            return true;
        }
        length /= 2;
    }
    return false;
}

Sigmoid sigmoid_fit(const double *value, const bool *positive, size_t n) {
    if (n == 0)
        return (Sigmoid){NAN, NAN};
    Fit fit = fit_of(value, positive, n);
    double mean = 0;
    for (size_t i = 0; i < n; i++)
        mean += target(&fit, i) / (double)n;
    Sigmoid at = {0, log(mean / (1 - mean))};
    double least = loss(&fit, at);
    for (int i = 0; i < STEPS_MOST; i++) {
        Derivatives d = derive(&fit, at);
        bool flat = fabs(d.slope) < gradient_least && fabs(d.offset) < gradient_least;
        if (flat || !step(&fit, &d, &at, &least))
            break;
    }
    return at;
}

double sigmoid_probability(Sigmoid sigmoid, double value) {
    return logistic(sigmoid.slope * value + sigmoid.offset);
}

double sigmoid_log_loss(Sigmoid sigmoid, const double *value, const bool *positive,
                        size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        double score = sigmoid.slope * value[i] + sigmoid.offset;
        sum += softplus(positive[i] ? -score : score);
    }
    return n ? sum / (double)n : NAN;
}

double brier_score(const double *probability, const bool *positive, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        double miss = probability[i] - positive[i];
        sum += miss * miss;
    }
    return n ? sum / (double)n : NAN;
}

static size_t bin_of(double probability, size_t bins) {
    size_t bin = (size_t)(probability * (double)bins);
    return bin < bins ? bin : bins - 1;
}

double calibration_error(const double *probability, const bool *positive, size_t n,
                         size_t bins) {
    double sum = 0;
    for (size_t bin = 0; bin < bins; bin++) {
        double gap = 0;
        for (size_t i = 0; i < n; i++) {
            if (bin_of(probability[i], bins) == bin)
                gap += probability[i] - positive[i];
        }
        sum += fabs(gap);
    }
    return n && bins ? sum / (double)n : NAN;
}
