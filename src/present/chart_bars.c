/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars with intervals, in groups: one group a column of the grid (a theme), one bar a row
 * (a plan). The bars lie, so that every name stands beside its bar, level and whole: no
 * legend to look up, no slanted text. */
#include "base/base.h"

#include <math.h>

#include "present/chart_p.h"

enum {
    MOST_BARS = 8,
    BAR = 20,
    GROUP_HEAD = 26,
    GROUP_GAP = 12,
    PAGE_HEIGHT = 1300,
    AXIS_ROOM = 30
};

/* Paul Tol's "muted" order, picked for the common colour blindnesses; names stand beside
 * the bars all the same. */
static const char palette[] =
    "#4477aa #cc6677 #ddaa33 #228833 #88ccee #aa4499 #999933 #882255";

static double group_height(const Chart *chart) {
    return GROUP_HEAD + (double)chart->grid.n_rows * BAR + GROUP_GAP;
}

static void put_group(ChartPage *page, size_t group, double y) {
    Chart *chart = page->chart;
    chart_page_label(page, CHART_MARGIN, page->top + y + GROUP_HEAD - 12,
                     chart_text(chart, chart->grid.columns[group], STYLE_HEAD, 320),
                     (LabelPlace){.style = STYLE_HEAD});
    for (size_t row = 0; row < chart->grid.n_rows; row++) {
        const ChartCell *cell = chart_cell(chart, row, group);
        double middle = y + GROUP_HEAD + ((double)row + 0.5) * BAR;
        chart_page_label(page, page->left - 8, page->top + middle,
                         chart_text(chart, chart->grid.rows[row], STYLE_NAME, 220),
                         (LabelPlace){.align = LABEL_RIGHT, .style = STYLE_NAME});
        if (!cell->there)
            continue;
        buf_format(&page->data, "%.6g\t%.1f\t%.6g\t%.6g\t%zu\t%.*s\t", cell->value,
                   middle, cell->low, cell->high, row + 1,
                   SLICE_ARG(chart_show(chart, cell->value)));
        chart_field(&page->data, chart->grid.columns[group]);
        buf_add_byte(&page->data, '\t');
        chart_field(&page->data, chart->grid.rows[row]);
        buf_add_byte(&page->data, '\n');
    }
}

static void put_drawing(ChartPage *page, double most, double step, bool intervals) {
    Chart *chart = page->chart;
    bool share = chart->value->type == COLUMN_SHARE;
    buf_format(&page->script,
               "COLOURS = '%s'\nROWS = %zu\nset xrange [0:%.10g]\nset yrange [%.1f:0]\n"
               "set xtics 0,%.10g scale 0 @STYLE_NOTE format '%%g%s'\n"
               "set grid xtics linetype 1 linewidth 1 linecolor rgb '" CHART_LINE "'\n"
               "set errorbars small\n",
               palette, chart->grid.n_rows, most, page->room.height, step,
               share ? "%%" : "");
    buf_add(
        &page->draw,
        S("    plot for [i=1:ROWS] DATA using ($5 == i ? $1/2 : NaN):2:($1/2):(7) with boxxyerror \\\n"
          "             fillstyle solid 1.0 noborder fillcolor rgb word(COLOURS, i)"));
    if (intervals)
        buf_add(
            &page->draw,
            S(", \\\n         DATA using 1:2:3:4 with xerrorbars pointtype -1 linewidth 1.2 "
              "linecolor rgb '" CHART_INK "'"));
    buf_add(&page->draw, S(", \\\n         DATA using 4:2:6 with labels left offset "
                           "character 0.8,0 @STYLE_NOTE\n"));
}

static bool draw_page(Chart *chart, size_t number, size_t pages, StemList *stems,
                      Err *err) {
    const ChartGrid *grid = &chart->grid;
    size_t from = grid->n_columns * (number - 1) / pages,
           to = grid->n_columns * number / pages;
    double step = chart_step(grid->most_high, 5),
           most = step * ceil(grid->most_high / step - 1e-9);
    bool intervals = false;
    double left = 0;
    for (size_t i = 0; i < grid->n_rows * grid->n_columns; i++)
        intervals = intervals || grid->cells[i].interval;
    for (size_t row = 0; row < grid->n_rows; row++)
        left = fmax(left,
                    chart_text_width(chart_text(chart, grid->rows[row], STYLE_NAME, 220),
                                     STYLE_NAME));
    ChartRoom room = {.left = left + 12,
                      .right = chart_text_width(chart_show(chart, most), STYLE_NOTE) + 16,
                      .below = AXIS_ROOM,
                      .width = 520,
                      .height = group_height(chart) * (double)(to - from)};
    ChartPage page = chart_page(chart, number, pages, room);
    buf_add(&page.data, S("# "));
    chart_field(&page.data, chart->table->title);
    buf_add(&page.data, S("\n# value\ty\tlow\thigh\trow number\tlabel\tgroup\trow\n"));
    for (size_t group = from; group < to; group++)
        put_group(&page, group, (double)(group - from) * group_height(chart));
    put_drawing(&page, most > 0 ? most : 1, step, intervals);
    vec_push(stems, page.stem);
    return chart_page_finish(&page, err);
}

bool chart_bars(Chart *chart, StemList *stems, Err *err) {
    if (chart->grid.n_rows > MOST_BARS)
        return chart_dots(chart, stems, err);
    size_t pages =
        (size_t)ceil(group_height(chart) * (double)chart->grid.n_columns / PAGE_HEIGHT);
    if (!chart_pages_fit(chart, pages, err))
        return false;
    for (size_t number = 1; number <= pages; number++) {
        if (!draw_page(chart, number, pages, stems, err))
            return false;
    }
    return true;
}
