/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the values of a classifier to probabilities, and how good probabilities are.
 * positive[i]: case i is one of the class. NaN without cases. The rules are numbered at
 * the head of calibration.c. */
#ifndef STAT_CALIBRATION_H
#define STAT_CALIBRATION_H

#include <stdbool.h>
#include <stddef.h>

/* The probability of a value v is 1 / (1 + exp(-(slope * v + offset))). (Platt writes A =
 * -slope, B = -offset.) */
typedef struct {
    double slope, offset;
} Sigmoid;

/* Fitted to values that the classifier gave to cases it was not trained on; values of
 * its own training cases give probabilities that are too sure. Rules 1, 2. */
Sigmoid sigmoid_fit(const double *value, const bool *positive, size_t n);
double sigmoid_probability(Sigmoid sigmoid, double value);

/* Mean of -log of the probability of what is. Rule 3. */
double sigmoid_log_loss(Sigmoid sigmoid, const double *value, const bool *positive,
                        size_t n);
/* Mean squared distance of probability and truth: 0 is best. Rule 4. */
double brier_score(const double *probability, const bool *positive, size_t n);
/* How far probabilities and shares lie apart, over `bins` bins of equal width. Rule 5. */
double calibration_error(const double *probability, const bool *positive, size_t n,
                         size_t bins);

#endif
