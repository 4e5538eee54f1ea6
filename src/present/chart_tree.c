/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of a dendrogram, lying on its side: leaves at the rows of a heat map, heights
 * to the right. Its rows stand in the order of the tree, so the heights at which
 * neighbours join tell the whole tree. */
#include "base/base.h"

#include <math.h>
#include <stdlib.h>

#include "present/chart_p.h"

enum { TREE_GAP = 10, TREE_PAD = 34, TREE_AXIS = 14 };

/* Where a row and the one after it join. */
typedef struct {
    size_t row;
    double height;
} Joint;

static int by_height(const void *a, const void *b) {
    const Joint *one = a, *two = b;
    if (one->height != two->height)
        return one->height < two->height ? -1 : 1;
    return (one->row > two->row) - (one->row < two->row);
}

/* What has been joined so far: rows that belong together are neighbours. */
typedef struct {
    size_t first, last;
    double x, y; /* where its branch begins */
} Branch;

static double height_at(const Chart *chart, size_t row, size_t other) {
    double height = chart_cell(chart, row, other)->second;
    return isfinite(height) ? height : 0;
}

static double highest(const Chart *chart) {
    double most = 0;
    for (size_t i = 0; i + 1 < chart->grid.n_rows; i++)
        most = fmax(most, height_at(chart, i, i + 1));
    return most > 0 ? most : 1;
}

static void put_axis(ChartPage *page, double left, double scale, double most) {
    double bottom = page->top + page->room.height + 6, step = chart_step(most, 4);
    chart_page_line(page, (double[]){left, bottom},
                    (double[]){left + most * scale, bottom}, CHART_LINE);
    size_t ticks = (size_t)(most * (1 + 1e-9) / step);
    for (size_t i = 0; i <= ticks; i++) {
        double at = (double)i * step, x = left + at * scale;
        chart_page_line(page, (double[]){x, bottom}, (double[]){x, bottom + 3},
                        CHART_GREY);
        chart_page_label(page, x, bottom + TREE_AXIS,
                         arena_format(page->chart->scratch, "%.10g", at),
                         (LabelPlace){.align = LABEL_CENTRE, .style = STYLE_NOTE});
    }
}

/* Joins the branches that hold a row and the one after it. */
static void join(ChartPage *page, Branch *branches, size_t *of_row, Joint joint,
                 double x) {
    Branch *low = &branches[of_row[joint.row]];
    const Branch *high = &branches[of_row[joint.row + 1]];
    chart_page_line(page, (double[]){low->x, low->y}, (double[]){x, low->y}, CHART_GREY);
    chart_page_line(page, (double[]){high->x, high->y}, (double[]){x, high->y},
                    CHART_GREY);
    chart_page_line(page, (double[]){x, low->y}, (double[]){x, high->y}, CHART_GREY);
    for (size_t row = high->first; row <= high->last; row++)
        of_row[row] = of_row[joint.row];
    *low = (Branch){low->first, high->last, x, (low->y + high->y) / 2};
}

void chart_tree_put(ChartPage *page, TreePart part) {
    Chart *chart = page->chart;
    size_t n = part.end_row - part.row;
    double most = highest(chart), left = page->left + page->room.width + TREE_GAP;
    double scale = (CHART_TREE_WIDTH - TREE_GAP - TREE_PAD) / most;
    Branch *branches = ARENA_ARRAY(chart->scratch, Branch, n);
    size_t *of_row = ARENA_ARRAY(chart->scratch, size_t, n);
    Joint *joints = ARENA_ARRAY(chart->scratch, Joint, n);
    for (size_t i = 0; i < n; i++) {
        double y = page->top + ((double)i + 0.5) * part.row_height;
        branches[i] = (Branch){i, i, left, y};
        of_row[i] = i;
        if (i + 1 < n)
            joints[i] = (Joint){i, height_at(chart, part.row + i, part.row + i + 1)};
    }
    if (n > 1)
        qsort(joints, n - 1, sizeof *joints, by_height);
    for (size_t i = 0; i + 1 < n; i++)
        join(page, branches, of_row, joints[i], left + joints[i].height * scale);
    put_axis(page, left, scale, most);
}
