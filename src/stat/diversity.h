/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many themes a plan has in effect: between 1 (all on one) and n (all alike). Weights
 * are counts or shares, none negative; NaN for a negative or NaN one or when all are
 * zero. The rules are numbered at the head of diversity.c. */
#ifndef STAT_DIVERSITY_H
#define STAT_DIVERSITY_H

#include <stddef.h>

/* The order q, 0 or more: 0 counts themes, 1 is exp(entropy), 2 Laakso & Taagepera. Rule
 * 1. */
double effective_number(const double *weight, size_t n, double q);

/* The same at `sample` measures drawn without replacement, so that plans of unequal
 * length compare; q is 0, 1 or 2, counts are whole, sample is whole and 1 to their sum;
 * else NaN. Rule 2. */
double effective_number_rarefied(const double *count, size_t n, double q, double sample);

#endif
