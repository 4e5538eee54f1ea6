/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: a map from distances alone, where there is no table. It must not know what the
 * items are.
 *
 * 1. B = -J D^2 J / 2, J taking the mean off; points are sqrt(lambda) times the
 *    eigenvectors of B. Torgerson 1952, Gower 1966 (R: cmdscale).
 * 2. Signs as ordination.c, rule 4, over the points.
 * 3. Fit: sum of the axes' lambda over sum |lambda|, and over the sum of the positive
 *    lambda. */
#include "base/base.h"
#include "stat/axis_p.h"
#include "stat/grid_p.h"
#include "stat/ordination.h"

#include <gsl/gsl_eigen.h>
#include <math.h>

double axis_sign(const double *coordinate, size_t n) {
    double largest = 0;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, fabs(coordinate[i]));
    for (size_t i = 0; i < n; i++) {
        if (fabs(coordinate[i]) >= largest * (1 - 1e-9))
            return coordinate[i] < 0 ? -1 : 1;
    }
    return 1;
}

static double squared_at(Grid distance, size_t i, size_t j) {
    if (i == j)
        return 0;
    double d = i < j ? grid_at(distance, i, j) : grid_at(distance, j, i);
    return d * d;
}

static gsl_matrix *centred_matrix(Arena *arena, Grid distance) {
    size_t n = distance.rows;
    double *mean = ARENA_ARRAY(arena, double, n), all = 0;
    gsl_matrix *b = gsl_matrix_alloc(n, n);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++)
            mean[i] += squared_at(distance, i, j) / (double)n;
        all += mean[i] / (double)n;
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            double d = squared_at(distance, i, j);
            gsl_matrix_set(b, i, j, -(d - mean[i] - mean[j] + all) / 2);
        }
    }
    return b;
}

static void scaling_fit(Scaling *result) {
    double absolute = 0, positive = 0, used = 0;
    for (size_t i = 0; i < result->n; i++) {
        absolute += fabs(result->eigenvalue[i]);
        positive += fmax(result->eigenvalue[i], 0);
    }
    for (size_t axis = 0; axis < result->axes; axis++)
        used += result->eigenvalue[axis];
    result->fit_absolute = used / absolute;
    result->fit_positive = used / positive;
}

/* Eigenvalues this small beside the first are rounding. */
static bool is_axis(const Scaling *result, size_t axis) {
    return axis < result->n && result->eigenvalue[axis] > 1e-12 * result->eigenvalue[0];
}

static void scaling_points(Arena *keep, const gsl_matrix *vectors, size_t wished,
                           Scaling *result) {
    while (result->axes < wished && is_axis(result, result->axes))
        result->axes++;
    Arena scratch = {0};
    double *value = ARENA_ARRAY(&scratch, double, result->n);
    result->point = ARENA_ARRAY(keep, double, result->n * result->axes);
    for (size_t axis = 0; axis < result->axes; axis++) {
        for (size_t i = 0; i < result->n; i++)
            value[i] = gsl_matrix_get(vectors, i, axis);
        double scale = axis_sign(value, result->n) * sqrt(result->eigenvalue[axis]);
        for (size_t i = 0; i < result->n; i++)
            result->point[i * result->axes + axis] = scale * value[i];
    }
    arena_release(&scratch);
}

bool scaling_classical(Arena *keep, Grid distance, size_t axes, Scaling *result,
                       Err *err) {
    if (!grid_check_distances(distance, err))
        return false;
    size_t n = distance.rows;
    *result = (Scaling){.n = n, .fit_absolute = NAN, .fit_positive = NAN};
    result->eigenvalue = ARENA_ARRAY(keep, double, n);
    if (n == 0)
        return true;
    Arena scratch = {0};
    gsl_matrix *b = centred_matrix(&scratch, distance), *vectors = gsl_matrix_alloc(n, n);
    gsl_vector *values = gsl_vector_alloc(n);
    gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc(n);
    gsl_eigen_symmv(b, values, vectors, work);
    gsl_eigen_symmv_sort(values, vectors, GSL_EIGEN_SORT_VAL_DESC);
    for (size_t i = 0; i < n; i++)
        result->eigenvalue[i] = gsl_vector_get(values, i);
    scaling_points(keep, vectors, axes, result);
    scaling_fit(result);
    gsl_eigen_symmv_free(work);
    gsl_vector_free(values);
    gsl_matrix_free(vectors);
    gsl_matrix_free(b);
    arena_release(&scratch);
    return true;
}
