/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sign of an axis is arbitrary in every ordination; one rule for all of them. */
#ifndef STAT_AXIS_P_H
#define STAT_AXIS_P_H

#include <stddef.h>

/* 1, or -1 where the coordinates must change sign so that the largest without its sign is
 * positive; among those within 1e-9 of it the first decides, so that rounding does
 * not. */
double axis_sign(const double *coordinate, size_t n);

#endif
