/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Krippendorff's alpha: agreement of any number of coders, with missing codes, on any
 * scale, also of sets of codes.
 *
 * A study is made once from the codes, then asked. Units with one code or none say
 * nothing about agreement; they stay in the study because resampling draws units as they
 * were sampled. No variation (all codes the same): alpha is undefined, NaN, not 1. The
 * rules are numbered at the head of alpha.c. */
#ifndef STAT_ALPHA_H
#define STAT_ALPHA_H

#include "base/arena.h"
#include "base/err.h"
#include "stat/bootstrap.h"
#include "stat/interval.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { ALPHA_NOMINAL, ALPHA_ORDINAL, ALPHA_INTERVAL, ALPHA_RATIO } AlphaScale;

/* Distances of two sets, in use as they stand (not squared). Two formulas are called
 * MASI. */
typedef enum {
    SET_DISTANCE_STEPS, /* rule 5: in thirds, by how they overlap */
    SET_DISTANCE_MASI,  /* rule 6: Passonneau 2006, as NLTK: 1 - Jaccard * (1 - steps) */
    SET_DISTANCE_MASI_PRODUCT, /* rule 7: as DKPro: Jaccard distance * steps */
    SET_DISTANCE_JACCARD       /* rule 8 */
} SetDistance;

/* One number a coder and unit: value[coder * units + unit], NaN where missing. */
typedef struct {
    const double *value;
    size_t coders, units;
} Ratings;

/* One set of codes a coder and unit: code k is bit k % 64 of bits[(coder * units + unit)
 * * words + k / 64]. present[coder * units + unit] is false where the coder did not see
 * the unit (an empty set is a code). */
typedef struct {
    const uint64_t *bits;
    const bool *present;
    size_t coders, units, words;
} SetRatings;

/* Made by alpha_study_*; to be read, not changed. */
typedef struct {
    size_t units, coders, values;
    size_t *start;    /* the codes of unit u are code[start[u]] to code[start[u + 1]] */
    size_t *code;     /* indices of distinct values */
    double *number;   /* the distinct values, ascending; NULL for sets */
    double *distance; /* values x values; NULL on the ordinal scale (rule 4) */
    double *disagreement; /* of each unit, divided by its codes - 1; NULL likewise */
} AlphaStudy;

typedef struct {
    double alpha;
    double observed, expected; /* disagreement: 1 - observed / expected is alpha */
    double codes;              /* in units with at least two */
    size_t units;              /* with at least two codes */
} Alpha;

/* An error, in words, with fewer than two coders or no unit with two codes; also for an
 * infinite value, a negative one on the ratio scale, or more than 4,096 distinct
 * values. */
bool alpha_study_values(Arena *keep, Ratings ratings, AlphaScale scale, AlphaStudy *study,
                        Err *err);
bool alpha_study_sets(Arena *keep, SetRatings ratings, SetDistance distance,
                      AlphaStudy *study, Err *err);

double set_distance(const uint64_t *a, const uint64_t *b, size_t words,
                    SetDistance which);

Alpha alpha_of(const AlphaStudy *study);

/* Resampling units: the default. */
Resampled alpha_bootstrap_units(const AlphaStudy *study, Resampling how);
/* Krippendorff's own algorithm, resampling pairs of codes: much narrower; name it where
 * it is used. Rule 9. */
Resampled alpha_bootstrap_pairs(const AlphaStudy *study, Resampling how);

typedef struct {
    double se;
    Interval interval;
} AlphaJackknife;

/* Leaving out one unit at a time; for small samples (Hughes 2022). The interval is cut at
 * 1. Rule 10. */
AlphaJackknife alpha_jackknife(const AlphaStudy *study, double level);

#endif
