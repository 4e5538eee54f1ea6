/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps: correspondence analysis of a table of counts, classical scaling of a matrix of
 * distances. The rules are numbered at the head of ordination.c. */
#ifndef STAT_ORDINATION_H
#define STAT_ORDINATION_H

#include "base/arena.h"
#include "base/err.h"
#include "stat/grid.h"

#include <stdbool.h>
#include <stddef.h>

/* The rows or the columns. A point without mass has NaN coordinates and takes part in
 * nothing. Matrices are n x axes: value[point * axes + axis]. */
typedef struct {
    size_t n;
    double *mass;         /* sums to 1 */
    double *distance;     /* chi-square distance to the centroid */
    double *inertia;      /* mass * distance^2; sums to the total inertia */
    double *standard;     /* standard coordinates */
    double *principal;    /* standard * singular value: what a map shows */
    double *contribution; /* the point's part of the axis: sums to 1 down each axis */
    double *quality;      /* the axis's part of the point: sums to 1 along each point */
} CorrespondencePoints;

typedef struct {
    size_t axes;
    double inertia;       /* total: chi-square / n */
    double *singular;     /* falling; axes places */
    double *axis_inertia; /* singular^2 */
    double *axis_share;   /* of the total */
    CorrespondencePoints rows, cols;
} Correspondence;

/* Counts or fractional counts. Errors: a negative or NaN cell (named), fewer than two
 * rows or columns with anything in them. A table without association has no axes and
 * inertia 0. */
bool correspondence_analysis(Arena *keep, Grid counts, Correspondence *result, Err *err);

typedef struct {
    size_t n, axes;      /* axes: as wished, fewer where eigenvalues are not positive */
    double *point;       /* n x axes */
    double *eigenvalue;  /* all n, falling */
    double fit_absolute; /* the axes' eigenvalues over the sum of all as absolute values
                          */
    double fit_positive; /* over the sum of the positive ones */
} Scaling;

/* distance is square and symmetric (the part above the diagonal is read). Errors as
 * dendrogram_build. Work grows with n^3: a second for 1,000 items, a minute or two for
 * 3,000. */
bool scaling_classical(Arena *keep, Grid distance, size_t axes, Scaling *result,
                       Err *err);

#endif
