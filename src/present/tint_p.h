/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes of values for tinted cells, the same in charts and in the report. At most six,
 * with round limits (1, 2, 5, 10 …) rather than a sliding scale: shares are skewed, a few
 * large themes would leave all others pale, and six greys can still be told apart on
 * paper. */
#ifndef PRESENT_TINT_P_H
#define PRESENT_TINT_P_H

#include "base/base.h"

enum { TINT_CLASSES = 6 };

typedef struct {
    size_t n;                    /* classes in use */
    double limits[TINT_CLASSES]; /* upper limit of each, rising */
    size_t shades[TINT_CLASSES]; /* the shade of each, 0.. of six from light to dark */
} Tints;

/* Limits 1, 2, 5 times powers of ten, downwards from the first that holds `most`; whole:
 * none below 1. */
Tints tints_for(double most, bool whole);
/* Six limits at even steps between the two, for values that lie close together. */
Tints tints_between(double least, double most);
size_t tint_class(const Tints *tints, double value); /* 0: not above zero; else 1.. */
const char *tint_colour(size_t shade);               /* "#rrggbb" */
bool tint_is_dark(size_t shade);                     /* text on it is white */

#endif
