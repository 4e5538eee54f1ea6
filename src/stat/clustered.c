/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: a theme that fills whole tasks, or marks one plan of a group, is one observation
 * and not ten. It must not know what the clusters are.
 *
 *  1. Ratio estimator r = y/n by linearisation (Cochran 1977, 6.4): with e_c = y_c - r
 * n_c, variance = k/(k-1) sum e_c^2 / n^2, k clusters.
 *  2. Design effect (Kish 1965): the variances of the groups that have two clusters or
 * more, summed, over what they would be for single measures, r(1-r)/n; not below 1, since
 * a few clusters tell it badly.
 *  3. Newcombe's interval with effective sizes n / design effect * (z/t)^2, z and t the
 *     quantiles of the normal and of Student's distribution with df (Korn & Graubard
 * 1998).
 *  4. Pearson's chi-square of the two by two table over the design effect, p by F(1, df)
 *     (Rao & Scott 1984, first order).
 *  5. chi-square / (df * mean design effect), p by F(df, df * clusters' df) (Thomas & Rao
 *     1987). */
#include "base/base.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "stat/clustered.h"
#include "stat/contingency.h"

double clustered_variance(ClusteredCount count) {
    if (!(count.clusters >= 2) || !(count.n > 0))
        return NAN;
    double r = count.y / count.n;
    double sum = count.yy - 2 * r * count.yn + r * r * count.nn;
    /* What rounding leaves of a sum of squares that is 0. */
    if (sum < 1e-12 * count.yy)
        sum = 0;
    return count.clusters / (count.clusters - 1) * sum / (count.n * count.n);
}

void design_variance_add(DesignVariance *variance, ClusteredCount count) {
    double clustered = clustered_variance(count);
    if (isnan(clustered))
        return;
    double r = count.y / count.n;
    variance->clustered += clustered;
    variance->single += r * (1 - r) / count.n;
    variance->df += count.clusters - 1;
}

double design_effect(DesignVariance variance) {
    /* Groups may have the theme in none or all of their clusters. */
    return variance.single > 0 ? fmax(1, variance.clustered / variance.single) : 1;
}

double chi2_clustered_p(double chi2, double df, double effect, double df_clusters) {
    if (!(chi2 >= 0) || !(df > 0) || !(effect >= 1) || !(df_clusters > 0))
        return NAN;
    return gsl_cdf_fdist_Q(chi2 / (df * effect), df, df * df_clusters);
}

ClusteredDifference difference_clustered(ClusteredCount a, ClusteredCount b,
                                         double level) {
    ClusteredDifference result = {NAN, NAN, {NAN, NAN}, NAN, NAN};
    DesignVariance variance = {0};
    design_variance_add(&variance, a);
    design_variance_add(&variance, b);
    const double cells[] = {a.y, a.n - a.y, b.y, b.n - b.y};
    TestResult chi2 = contingency_test((Grid){cells, 2, 2}, CONTINGENCY_PEARSON);
    if (!(variance.df > 0) || !(a.n > 0) || !(b.n > 0) || isnan(chi2.p) || !(level > 0) ||
        !(level < 1))
        return result;
    double df = variance.df;
    result.design_effect = design_effect(variance);
    result.df = df;
    double z = gsl_cdf_ugaussian_Qinv((1 - level) / 2);
    double t = gsl_cdf_tdist_Qinv((1 - level) / 2, df);
    double shrink = z * z / (t * t) / result.design_effect;
    SharePair pair = {a.y * shrink, a.n * shrink, b.y * shrink, b.n * shrink};
    result.interval = difference_newcombe(pair, level);
    result.statistic = chi2.statistic / result.design_effect;
    result.p = gsl_cdf_fdist_Q(result.statistic, 1, df);
    return result;
}
