/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether groups of plans differ over all themes together: on fractional counts (a
 * measure with m top-level themes counts 1/m in each), so that every measure counts once.
 */
#ifndef COMPARE_OVERALL_H
#define COMPARE_OVERALL_H

#include "base/table.h"
#include "compare/clusters.h"
#include "compare/tally.h"
#include "stat/contingency.h"

typedef struct {
    TestResult chi2;
    double g2;
    Association association;
    double *residuals; /* adjusted; a row a group, a column a theme of the scheme and last
                          no theme; NaN for subthemes */
    double *distance;  /* a group's Jensen-Shannon distance (bits) to the others together;
                          with two groups it is that between them */
    double duncan;     /* dissimilarity of two groups; NaN for more */
    double *themes;    /* a group's effective number of themes, exp(entropy) */
    double *themes_2;  /* of order 2: 1 / sum of squares */
    double design_effect;     /* mean over themes; 1: measures are the observations */
    double p;                 /* corrected for it */
    size_t n_cells, n_sparse; /* cells with a total, and those that expect fewer than 5 */
} Overall;

/* sums: of the clusters that are the observations; NULL: measures are. */
Overall overall_comparison(const ThemeTally *tally, const ClusterSums *sums, Arena *keep);

/* Notes: n; the test and its strength; the cells that stand out. */
void overall_notes(Table *table, const ThemeTally *tally, const Overall *overall,
                   double level);

#endif
