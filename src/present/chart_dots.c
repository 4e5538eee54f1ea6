/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points with intervals: one line a row of the grid (a plan), one panel a column (a
 * theme), all panels on one scale so that they can be compared, or each on its own where
 * they are of different units. Names stand once, at the left. */
#include "base/base.h"

#include <math.h>

#include "present/chart_p.h"

enum {
    LINE = 20,
    PANELS = 5,
    OWN_PANELS = 4, /* with an axis each: their names are long, units and all */
    PANEL_GAP = 36,
    PANEL_HEAD = 26,
    AXIS_ROOM = 30,
    LINES = 60
};

/* Where an axis ends, and between its marks. */
typedef struct {
    double most, step;
} Axis;

typedef struct {
    size_t row, end_row, column, end_column;
    double panel;     /* the width of one */
    Axis axis;        /* of all panels; the unit in which the plot is laid out */
    Axis own[PANELS]; /* with own_scale, of each panel */
} Part;

static Axis axis_up_to(double most, int steps) {
    Axis axis = {.step = chart_step(most, steps)};
    axis.most = axis.step * ceil(most / axis.step - 1e-9);
    if (!(axis.most > 0))
        axis.most = axis.step;
    return axis;
}

/* The greatest value or upper end in one column of all pages. */
static double most_of_column(const Chart *chart, size_t column) {
    double most = 0;
    for (size_t row = 0; row < chart->grid.n_rows; row++) {
        const ChartCell *cell = chart_cell(chart, row, column);
        if (cell->there)
            most = fmax(most, fmax(cell->value, cell->high));
    }
    return most;
}

static Axis panel_axis(const Chart *chart, const Part *part, size_t panel) {
    return chart->spec->own_scale ? part->own[panel] : part->axis;
}

static void put_names(ChartPage *page, const Part *part) {
    Chart *chart = page->chart;
    for (size_t row = part->row; row < part->end_row; row++) {
        double middle = page->top + ((double)(row - part->row) + 0.5) * LINE;
        chart_page_label(page, page->left - 8, middle,
                         chart_text(chart, chart->grid.rows[row], STYLE_NAME, 220),
                         (LabelPlace){.align = LABEL_RIGHT, .style = STYLE_NAME});
    }
    for (size_t i = part->column; i < part->end_column; i++) {
        double x = page->left + (double)(i - part->column) * (part->panel + PANEL_GAP);
        chart_page_label(page, x, page->top - PANEL_HEAD / 2,
                         chart_text(chart, chart->grid.columns[i], STYLE_HEAD,
                                    part->panel + PANEL_GAP - 8),
                         (LabelPlace){.style = STYLE_HEAD});
    }
}

static void put_data(ChartPage *page, const Part *part) {
    Chart *chart = page->chart;
    Buf *out = &page->data;
    buf_add(out, S("# "));
    chart_field(out, chart->table->title);
    buf_format(out, "\n# value\tline\tlow\thigh\tpanel\tlabel\tgroup\trow%s\n",
               chart->spec->own_scale ? "\taxis end" : "");
    for (size_t column = part->column; column < part->end_column; column++) {
        for (size_t row = part->row; row < part->end_row; row++) {
            const ChartCell *cell = chart_cell(chart, row, column);
            if (!cell->there)
                continue;
            buf_format(out, "%.6g\t%zu\t%.6g\t%.6g\t%zu\t%.*s\t", cell->value,
                       row - part->row + 1, cell->low, cell->high,
                       column - part->column + 1,
                       SLICE_ARG(chart_show(chart, cell->value)));
            chart_field(out, chart->grid.columns[column]);
            buf_add_byte(out, '\t');
            chart_field(out, chart->grid.rows[row]);
            if (chart->spec->own_scale)
                buf_format(out, "\t%.10g", part->own[column - part->column].most);
            buf_add_byte(out, '\n');
        }
    }
}

/* All panels stand in one plot, one beside the other: panel p begins at (p-1) * SPAN. The
 * plot ends a hair behind the last axis: a point at its very end is rounded past it and
 * would not be drawn. */
static void put_axis(ChartPage *page, const Part *part, double span) {
    Buf *script = &page->script;
    bool share = page->chart->value->type == COLUMN_SHARE;
    size_t panels = part->end_column - part->column;
    buf_format(
        script,
        "set xrange [0:%.10g]\nset yrange [%zu.5:0.5]\nset ytics 1,1 scale 0 format ''\n"
        "set xtics scale 0 @STYLE_NOTE ( \\\n",
        (span * (double)(panels - 1) + part->axis.most) * (1 + 1e-8),
        part->end_row - part->row);
    for (size_t panel = 0; panel < panels; panel++) {
        Axis axis = panel_axis(page->chart, part, panel);
        size_t steps = (size_t)(axis.most / axis.step + 0.5);
        for (size_t i = 0; i <= steps; i++) {
            double value = axis.step * (double)i;
            bool last = i == steps && panel + 1 == panels;
            buf_format(script, "    '%.10g%s' %.10g%s \\\n", value, share ? "%%" : "",
                       (double)panel * span + value / axis.most * part->axis.most,
                       last ? " )" : ",");
        }
    }
    script->n -= 2;
    script->p[script->n - 1] = '\n';
    buf_add(script, S("set grid xtics ytics linetype 1 linewidth 1 linecolor rgb "
                      "'#e6eaef'\nset errorbars 0\n"));
}

static void put_drawing(ChartPage *page, const Part *part) {
    bool own = page->chart->spec->own_scale;
    double span = part->axis.most * (part->panel + PANEL_GAP) / part->panel;
    buf_format(&page->script, "SPAN = %.10g\n", span);
    if (own)
        buf_format(&page->script,
                   "WIDTH = %.10g\nX(v, end, panel) = v / end * WIDTH + (panel - 1) * "
                   "SPAN\n",
                   part->axis.most);
    put_axis(page, part, span);
    buf_add(
        &page->draw,
        own ? S("    plot DATA using (X($1,$9,$5)):2:(X($3,$9,$5)):(X($4,$9,$5)) with "
                "xerrorbars \\\n")
            : S("    plot DATA using ($1 + ($5-1)*SPAN):2:($3 + ($5-1)*SPAN):($4 + "
                "($5-1)*SPAN) with xerrorbars \\\n"));
    buf_add(&page->draw,
            S("             pointtype 7 pointsize 0.55 linewidth 1.4 linecolor rgb "
              "'#2c72b4'"));
    if (page->chart->grid.n_columns == 1)
        buf_add(&page->draw, S(", \\\n         DATA using 4:2:6 with labels left offset "
                               "character 0.8,0 @STYLE_NOTE"));
    buf_add_byte(&page->draw, '\n');
}

static bool draw_part(Chart *chart, Part part, const size_t number[2], StemList *stems,
                      Err *err) {
    size_t panels = part.end_column - part.column;
    double left = 0;
    for (size_t row = part.row; row < part.end_row; row++)
        left = fmax(left, chart_text_width(
                              chart_text(chart, chart->grid.rows[row], STYLE_NAME, 220),
                              STYLE_NAME));
    part.panel = panels == 1                             ? 520
                 : panels == 2                           ? 300
                 : panels == 3 || chart->spec->own_scale ? 230
                                                         : 180;
    part.axis = axis_up_to(chart->grid.most_high, panels == 1 ? 5 : 4);
    for (size_t i = 0; chart->spec->own_scale && i < panels; i++)
        part.own[i] =
            axis_up_to(most_of_column(chart, part.column + i), panels == 1 ? 5 : 4);
    double end = chart_text_width(chart_show(chart, part.axis.most), STYLE_NOTE);
    ChartRoom room = {.left = left + 12,
                      .right = panels == 1 ? end + 16 : end / 2 + 4,
                      .above = PANEL_HEAD,
                      .below = AXIS_ROOM,
                      .width = (double)panels * (part.panel + PANEL_GAP) - PANEL_GAP,
                      .height = (double)(part.end_row - part.row) * LINE};
    ChartPage page = chart_page(chart, number[0], number[1], room);
    put_names(&page, &part);
    put_data(&page, &part);
    put_drawing(&page, &part);
    vec_push(stems, page.stem);
    return chart_page_finish(&page, err);
}

bool chart_dots(Chart *chart, StemList *stems, Err *err) {
    size_t n_rows = chart->grid.n_rows, n_columns = chart->grid.n_columns;
    size_t down = (n_rows + LINES - 1) / LINES,
           most = chart->spec->own_scale ? OWN_PANELS : PANELS,
           across = (n_columns + most - 1) / most;
    if (!chart_pages_fit(chart, down * across, err))
        return false;
    for (size_t i = 0; i < down * across; i++) {
        Part part = {.row = n_rows * (i % down) / down,
                     .column = n_columns * (i / down) / across};
        part.end_row = n_rows * (i % down + 1) / down;
        part.end_column = n_columns * (i / down + 1) / across;
        if (!draw_part(chart, part, (size_t[]){i + 1, down * across}, stems, err))
            return false;
    }
    return true;
}
