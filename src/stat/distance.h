/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far apart two profiles are: n numbers each, none negative (counts, shares or
 * weights).
 *
 * NaN: a negative or NaN value, or a profile that sums to zero where it must be normed.
 * Profiles are normed to shares inside where the rule says "shares". The rules are
 * numbered at the head of distance.c. */
#ifndef STAT_DISTANCE_H
#define STAT_DISTANCE_H

#include <stddef.h>

typedef enum { LOG_NATS, LOG_BITS } LogUnit;

double divergence_kl(const double *a, const double *b, size_t n, LogUnit unit); /* rule 1
                                                                                 */
double divergence_js(const double *a, const double *b, size_t n, LogUnit unit); /* rule 2
                                                                                 */
double distance_js(const double *a, const double *b, size_t n, LogUnit unit); /* rule 3 */
double distance_hellinger(const double *a, const double *b, size_t n);        /* rule 4 */
double distance_duncan(const double *a, const double *b, size_t n);           /* rule 5 */
double distance_bray_curtis(const double *a, const double *b, size_t n);      /* rule 6 */
double distance_euclid(const double *a, const double *b, size_t n);      /* any sign */
double similarity_cosine(const double *a, const double *b, size_t n);    /* rule 7 */
double similarity_jaccard(const double *a, const double *b, size_t n);   /* rule 8 */
double similarity_dice(const double *a, const double *b, size_t n);      /* rule 9 */
double similarity_ruzicka(const double *a, const double *b, size_t n);   /* rule 10 */
double correlation_spearman(const double *a, const double *b, size_t n); /* rule 11; any
                                                                            sign */

#endif
