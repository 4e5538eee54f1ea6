/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>
#include <stdlib.h>

#include "compare/overall.h"
#include "compare/phrases.h"
#include "stat/distance.h"
#include "stat/diversity.h"

/* ---- Numbers ---- */

static void measure_distances(Grid counts, Overall *overall, Arena *keep) {
    double *all = ARENA_ARRAY(keep, double, counts.cols);
    double *rest = ARENA_ARRAY(keep, double, counts.cols);
    for (size_t i = 0; i < counts.rows * counts.cols; i++)
        all[i % counts.cols] += counts.cell[i];
    for (size_t g = 0; g < counts.rows; g++) {
        const double *own = counts.cell + g * counts.cols;
        for (size_t i = 0; i < counts.cols; i++) {
            rest[i] = all[i] - own[i];
            /* What is left of a sum of fractions when all of them are taken away. */
            if (rest[i] < 1e-9)
                rest[i] = 0;
        }
        overall->distance[g] = distance_js(own, rest, counts.cols, LOG_BITS);
        overall->themes[g] = effective_number(own, counts.cols, 1);
        overall->themes_2[g] = effective_number(own, counts.cols, 2);
    }
    overall->duncan = NAN;
    if (counts.rows == 2)
        overall->duncan =
            distance_duncan(counts.cell, counts.cell + counts.cols, counts.cols);
}

static void count_sparse(Grid counts, Overall *overall, Arena *keep) {
    double *expected = ARENA_ARRAY(keep, double, counts.rows *counts.cols);
    contingency_expected(counts, expected);
    for (size_t i = 0; i < counts.rows * counts.cols; i++) {
        overall->n_cells += (size_t)!isnan(expected[i]);
        overall->n_sparse += (size_t)(expected[i] < 5);
    }
}

static void spread_residuals(const ThemeTally *tally, Grid counts,
                             const uint32_t *columns, Overall *overall, Arena *keep) {
    double *packed = ARENA_ARRAY(keep, double, counts.rows *counts.cols);
    size_t width = tally->n_themes + 1;
    contingency_residuals(counts, packed);
    overall->residuals = ARENA_ARRAY(keep, double, counts.rows *width);
    for (size_t i = 0; i < counts.rows * width; i++)
        overall->residuals[i] = NAN;
    for (size_t g = 0; g < counts.rows; g++) {
        for (size_t i = 0; i < counts.cols; i++) {
            size_t place = columns[i] == NO_THEME ? tally->n_themes : columns[i];
            overall->residuals[g * width + place] = packed[g * counts.cols + i];
        }
    }
}

static void correct_test(const ThemeTally *tally, const ClusterSums *sums,
                         Overall *overall) {
    DesignVariance all = {0};
    double df = 0;
    overall->design_effect = 1;
    overall->p = overall->chi2.p;
    if (!sums)
        return;
    for (size_t g = 0; g < tally->n_groups; g++) {
        df += fmax(0, cluster_count(sums, g, tally->n_themes).clusters - 1);
        for (uint32_t i = 0; i < tally->n_themes; i++) {
            if (theme_is_top(tally->corpus, i))
                design_variance_add(&all, cluster_count(sums, g, i));
        }
    }
    overall->design_effect = design_effect(all);
    overall->p = chi2_clustered_p(overall->chi2.statistic, overall->chi2.df,
                                  overall->design_effect, df);
}

Overall overall_comparison(const ThemeTally *tally, const ClusterSums *sums,
                           Arena *keep) {
    Overall overall = {0};
    uint32_t *columns = NULL;
    Grid counts = tally_fractions(tally, &columns, keep);
    overall.chi2 = contingency_test(counts, CONTINGENCY_PEARSON);
    overall.g2 = contingency_test(counts, CONTINGENCY_G2).statistic;
    overall.association = contingency_association(counts);
    overall.distance = ARENA_ARRAY(keep, double, counts.rows);
    overall.themes = ARENA_ARRAY(keep, double, counts.rows);
    overall.themes_2 = ARENA_ARRAY(keep, double, counts.rows);
    correct_test(tally, sums, &overall);
    measure_distances(counts, &overall, keep);
    count_sparse(counts, &overall, keep);
    spread_residuals(tally, counts, columns, &overall, keep);
    return overall;
}

/* ---- Words ---- */

static void note_n(Table *table, const ThemeTally *tally) {
    const PlanGroups *groups = tally->groups;
    Slice scheme = tally->corpus->scheme;
    double n = 0;
    for (size_t i = 0; i < groups->n; i++)
        n += groups->at[i].n;
    if (groups->n == 2)
        table_note(table,
                   T("%.*s: %.0f measures; %.*s: %.0f measures; coded with %.*s.",
                     "%.*s：%.0f 条举措；%.*s：%.0f 条举措；主题方案：%.*s。"),
                   SLICE_ARG(groups->at[0].name), groups->at[0].n,
                   SLICE_ARG(groups->at[1].name), groups->at[1].n, SLICE_ARG(scheme));
    else
        table_note(table,
                   groups->by == GROUP_PLAN
                       ? T("%zu plans, %.0f measures; coded with %.*s.",
                           "共 %zu 份计划、%.0f 条举措；主题方案：%.*s。")
                       : T("%zu groups, %.0f measures; coded with %.*s.",
                           "共 %zu 组、%.0f 条举措；主题方案：%.*s。"),
                   groups->n, n, SLICE_ARG(scheme));
}

static void note_test(Table *table, const Overall *overall, double level) {
    const TestResult *test = &overall->chi2;
    if (isnan(overall->p)) {
        table_note(
            table, "%s",
            T("All themes together: not defined, since a side has no measures or all "
              "carry one theme.",
              "总体比较无定义：一方没有举措，或只出现一个主题。"));
        return;
    }
    Arena scratch = {0};
    bool differs = overall->p <= 1 - level;
    table_note(
        table,
        T("All themes together (a measure with m themes counts 1/m in each): %s; chi-square "
          "= %.2f, df = %.0f, %.*s; Cramér's V = %.3f, corrected for bias %.3f.",
          "总体（一条举措含 m 个主题时各计 1/m）：%s；χ² = %.2f，df = %.0f，%.*s；"
          "Cramér V = %.3f，偏差校正后 %.3f。"),
        differs ? T("the profiles differ", "主题结构存在显著差异")
                : T("no detectable difference", "主题结构无显著差异"),
        test->statistic, test->df, SLICE_ARG(phrase_p(overall->p, &scratch)),
        overall->association.cramer_v, overall->association.cramer_v_corrected);
    if (overall->design_effect > 1)
        table_note(
            table,
            T("That p is corrected for a mean design effect of %.1f (Rao and Scott).",
              "上述 p 值已按平均设计效应 %.1f 校正（Rao-Scott）。"),
            overall->design_effect);
    if (overall->n_sparse * 5 > overall->n_cells)
        table_note(table,
                   T("%zu of %zu cells expect fewer than 5 measures: that p is rough.",
                     "%zu 个单元格（共 %zu 个）的期望频数小于 5，上述 p 值仅供参考。"),
                   overall->n_sparse, overall->n_cells);
    arena_release(&scratch);
}

static void note_distance(Table *table, const ThemeTally *tally, const Overall *overall) {
    const PlanGroup *groups = tally->groups->at;
    if (tally->n_groups == 2) {
        table_note(
            table,
            T("Jensen-Shannon distance %.3f (0 the same profile, 1 nothing in common); effective "
              "number of themes %.1f in %.*s, %.1f in %.*s.",
              "Jensen-Shannon 距离 %.3f（0 为结构相同，1 为毫无共同）；有效主题数 %.1f（%.*s）、"
              "%.1f（%.*s）。"),
            overall->distance[0], overall->themes[0], SLICE_ARG(groups[0].name),
            overall->themes[1], SLICE_ARG(groups[1].name));
        return;
    }
    size_t near = SIZE_MAX, far = SIZE_MAX;
    for (size_t i = 0; i < tally->n_groups; i++) {
        if (isnan(overall->distance[i]))
            continue;
        if (near == SIZE_MAX || overall->distance[i] < overall->distance[near])
            near = i;
        if (far == SIZE_MAX || overall->distance[i] > overall->distance[far])
            far = i;
    }
    if (near == SIZE_MAX)
        return;
    table_note(
        table,
        T("Jensen-Shannon distance to all others: farthest %.*s (%.3f), nearest %.*s (%.3f); 0 is "
          "the same profile, 1 nothing in common.",
          "与其余全部的 Jensen-Shannon 距离：最远 %.*s（%.3f），最近 %.*s（%.3f）；0 为结构相同，"
          "1 为毫无共同。"),
        SLICE_ARG(groups[far].name), overall->distance[far], SLICE_ARG(groups[near].name),
        overall->distance[near]);
}

/* One cell that stands out. */
typedef struct {
    size_t group, place;
    double residual;
} Standing;

static int compare_standing(const void *a, const void *b) {
    const Standing *x = a, *y = b;
    double far_x = fabs(x->residual), far_y = fabs(y->residual);
    if (far_x != far_y)
        return far_x > far_y ? -1 : 1;
    size_t at_x = x->group * 100000 + x->place, at_y = y->group * 100000 + y->place;
    return (at_x > at_y) - (at_x < at_y);
}

/* Of two groups the second's residuals are the first's with the other sign. */
static void note_standing(Table *table, const ThemeTally *tally, const Overall *overall) {
    VEC(Standing) cells = {0};
    Arena scratch = {0};
    size_t width = tally->n_themes + 1;
    bool pair = tally->n_groups == 2;
    for (size_t i = 0; i < (pair ? 1 : tally->n_groups) * width; i++) {
        if (fabs(overall->residuals[i]) > 2)
            vec_push(&cells, (Standing){i / width, i % width, overall->residuals[i]});
    }
    if (cells.n)
        qsort(cells.at, cells.n, sizeof *cells.at, compare_standing);
    Slice *names = ARENA_ARRAY(&scratch, Slice, cells.n);
    for (size_t i = 0; i < cells.n; i++) {
        const Standing *cell = &cells.at[i];
        uint32_t theme =
            cell->place == tally->n_themes ? NO_THEME : (uint32_t)cell->place;
        Slice name = tally_theme_name(tally->corpus, theme);
        Slice group = tally->groups->at[cell->group].name;
        names[i] =
            pair ? arena_format(&scratch, "%.*s %+.1f", SLICE_ARG(name), cell->residual)
                 : arena_format(&scratch, "%.*s · %.*s %+.1f", SLICE_ARG(group),
                                SLICE_ARG(name), cell->residual);
    }
    if (cells.n)
        table_note(table,
                   T("What makes it (adjusted residuals beyond 2%s): %.*s.",
                     "差异主要来自（调整残差绝对值大于 2%s）：%.*s。"),
                   pair ? T(", + more in the first", "，正值表示前者更多") : "",
                   SLICE_ARG(phrase_list(names, cells.n, 8, &scratch)));
    vec_release(&cells);
    arena_release(&scratch);
}

void overall_notes(Table *table, const ThemeTally *tally, const Overall *overall,
                   double level) {
    note_n(table, tally);
    note_test(table, overall, level);
    if (isnan(overall->p))
        return;
    if (overall->p <= 1 - level)
        note_standing(table, tally, overall);
    note_distance(table, tally, overall);
}
