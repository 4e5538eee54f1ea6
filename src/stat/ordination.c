/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: a picture of which plans stand near which themes. It must not know either.
 *
 * 1. P = N / n, r and c its margins; S = D_r^-1/2 (P - r c') D_c^-1/2 = U diag(s) V'.
 *    Inertia = sum s^2.
 * 2. Standard coordinates D_r^-1/2 U, D_c^-1/2 V; principal = standard * s. Greenacre
 *    2007 (R: ca::ca).
 * 3. Contribution mass * principal^2 / s^2; quality principal^2 / distance^2.
 * 4. Signs are arbitrary: on each axis the row whose coordinate is largest without its
 *    sign (the first within 1e-9 of it) is made positive.
 * 5. Axes with s <= 1e-12 are rounding and left out (no s is above 1). */
#include "base/base.h"
#include "stat/axis_p.h"
#include "stat/grid_p.h"
#include "stat/ordination.h"

#include <gsl/gsl_linalg.h>
#include <math.h>

/* The points with mass, and their places in the table. */
typedef struct {
    size_t *at;
    size_t n;
} Kept;

static CorrespondencePoints points_new(Arena *keep, size_t n) {
    return (CorrespondencePoints){.n = n,
                                  .mass = ARENA_ARRAY(keep, double, n),
                                  .distance = ARENA_ARRAY(keep, double, n),
                                  .inertia = ARENA_ARRAY(keep, double, n)};
}

static void masses_fill(Grid counts, Correspondence *ca) {
    double n = 0;
    for (size_t i = 0; i < counts.rows; i++) {
        for (size_t j = 0; j < counts.cols; j++) {
            ca->rows.mass[i] += grid_at(counts, i, j);
            ca->cols.mass[j] += grid_at(counts, i, j);
            n += grid_at(counts, i, j);
        }
    }
    for (size_t i = 0; n > 0 && i < counts.rows; i++)
        ca->rows.mass[i] /= n;
    for (size_t j = 0; n > 0 && j < counts.cols; j++)
        ca->cols.mass[j] /= n;
}

static Kept kept_of(Arena *arena, const CorrespondencePoints *points) {
    Kept kept = {ARENA_ARRAY(arena, size_t, points->n), 0};
    for (size_t i = 0; i < points->n; i++) {
        if (points->mass[i] > 0)
            kept.at[kept.n++] = i;
    }
    return kept;
}

/* S of rule 1 over the kept rows and columns, standing upright: GSL wants no fewer rows
 * than columns. */
static gsl_matrix *residual_matrix(Grid counts, const Correspondence *ca, Kept rows,
                                   Kept cols) {
    double n = 0;
    for (size_t i = 0; i < counts.rows * counts.cols; i++)
        n += counts.cell[i];
    bool upright = rows.n >= cols.n;
    gsl_matrix *s =
        upright ? gsl_matrix_alloc(rows.n, cols.n) : gsl_matrix_alloc(cols.n, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        for (size_t j = 0; j < cols.n; j++) {
            double r = ca->rows.mass[rows.at[i]], c = ca->cols.mass[cols.at[j]];
            double residual =
                (grid_at(counts, rows.at[i], cols.at[j]) / n - r * c) / sqrt(r * c);
            gsl_matrix_set(s, upright ? i : j, upright ? j : i, residual);
        }
    }
    return s;
}

/* Inertia and distance of the points along one side of S. */
static void points_inertia(CorrespondencePoints *points, Kept kept, const gsl_matrix *s,
                           bool by_row) {
    for (size_t i = 0; i < points->n; i++)
        points->distance[i] = points->inertia[i] = NAN;
    for (size_t i = 0; i < kept.n; i++) {
        size_t across = by_row ? s->size2 : s->size1;
        double sum = 0;
        for (size_t j = 0; j < across; j++) {
            double cell = by_row ? gsl_matrix_get(s, i, j) : gsl_matrix_get(s, j, i);
            sum += cell * cell;
        }
        points->inertia[kept.at[i]] = sum;
        points->distance[kept.at[i]] = sqrt(sum / points->mass[kept.at[i]]);
    }
}

/* Rules 2 and 3 for one side; vectors holds U or V. */
static void points_coordinates(Arena *keep, CorrespondencePoints *points, Kept kept,
                               const gsl_matrix *vectors, const Correspondence *ca) {
    size_t cells = points->n * ca->axes;
    points->standard = ARENA_ARRAY(keep, double, cells);
    points->principal = ARENA_ARRAY(keep, double, cells);
    points->contribution = ARENA_ARRAY(keep, double, cells);
    points->quality = ARENA_ARRAY(keep, double, cells);
    for (size_t i = 0; i < cells; i++)
        points->standard[i] = points->principal[i] = points->contribution[i] =
            points->quality[i] = NAN;
    for (size_t i = 0; i < kept.n; i++) {
        size_t point = kept.at[i];
        double mass = points->mass[point], inertia = points->inertia[point];
        for (size_t axis = 0; axis < ca->axes; axis++) {
            double unit = gsl_matrix_get(vectors, i, axis), s = ca->singular[axis];
            size_t cell = point * ca->axes + axis;
            points->standard[cell] = unit / sqrt(mass);
            points->principal[cell] = unit / sqrt(mass) * s;
            points->contribution[cell] = unit * unit;
            points->quality[cell] = inertia > 0 ? unit * unit * s * s / inertia : NAN;
        }
    }
}

static void axis_flip(CorrespondencePoints *points, size_t axes, size_t axis) {
    for (size_t i = 0; i < points->n; i++) {
        points->standard[i * axes + axis] *= -1;
        points->principal[i * axes + axis] *= -1;
    }
}

static void signs_fix(Arena *arena, Correspondence *ca, Kept rows) {
    double *value = ARENA_ARRAY(arena, double, rows.n);
    for (size_t axis = 0; axis < ca->axes; axis++) {
        for (size_t i = 0; i < rows.n; i++)
            value[i] = ca->rows.principal[rows.at[i] * ca->axes + axis];
        if (axis_sign(value, rows.n) > 0)
            continue;
        axis_flip(&ca->rows, ca->axes, axis);
        axis_flip(&ca->cols, ca->axes, axis);
    }
}

static void axes_fill(Arena *keep, Correspondence *ca, const gsl_vector *singular) {
    size_t most = singular->size - 1; /* one is always 0 */
    while (ca->axes < most && gsl_vector_get(singular, ca->axes) > 1e-12)
        ca->axes++;
    ca->singular = ARENA_ARRAY(keep, double, ca->axes);
    ca->axis_inertia = ARENA_ARRAY(keep, double, ca->axes);
    ca->axis_share = ARENA_ARRAY(keep, double, ca->axes);
    for (size_t axis = 0; axis < ca->axes; axis++) {
        ca->singular[axis] = gsl_vector_get(singular, axis);
        ca->axis_inertia[axis] = ca->singular[axis] * ca->singular[axis];
        ca->inertia += ca->axis_inertia[axis];
    }
    for (size_t axis = 0; axis < ca->axes; axis++)
        ca->axis_share[axis] = ca->axis_inertia[axis] / ca->inertia;
}

bool correspondence_analysis(Arena *keep, Grid counts, Correspondence *ca, Err *err) {
    if (!grid_check_counts(counts, err))
        return false;
    *ca = (Correspondence){.rows = points_new(keep, counts.rows),
                           .cols = points_new(keep, counts.cols)};
    masses_fill(counts, ca);
    Arena scratch = {0};
    Kept rows = kept_of(&scratch, &ca->rows), cols = kept_of(&scratch, &ca->cols);
    if (rows.n < 2 || cols.n < 2) {
        arena_release(&scratch);
        return err_set(
            err,
            T("a map needs two rows and two columns that are not empty, there are %zu and %zu",
              "绘制对应分析图至少需要两个非空行和两个非空列，现有 %zu 行 %zu 列"),
            rows.n, cols.n);
    }
    gsl_matrix *u = residual_matrix(counts, ca, rows, cols);
    bool upright = rows.n >= cols.n;
    points_inertia(&ca->rows, rows, u, upright);
    points_inertia(&ca->cols, cols, u, !upright);
    gsl_matrix *v = gsl_matrix_alloc(u->size2, u->size2);
    gsl_vector *singular = gsl_vector_alloc(u->size2), *work = gsl_vector_alloc(u->size2);
    gsl_linalg_SV_decomp(u, v, singular, work);
    axes_fill(keep, ca, singular);
    points_coordinates(keep, &ca->rows, rows, upright ? u : v, ca);
    points_coordinates(keep, &ca->cols, cols, upright ? v : u, ca);
    signs_fix(&scratch, ca, rows);
    gsl_matrix_free(u);
    gsl_matrix_free(v);
    gsl_vector_free(singular);
    gsl_vector_free(work);
    arena_release(&scratch);
    return true;
}
