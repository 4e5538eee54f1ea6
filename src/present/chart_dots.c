/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points with intervals: one line a row of the grid (a plan), one panel a column (a
 * theme), all panels on one scale so that they can be compared. Names stand once, at the
 * left. */
#include "base/base.h"

#include <math.h>

#include "present/chart_p.h"

enum {
    LINE = 20,
    PANELS = 5,
    PANEL_GAP = 36,
    PANEL_HEAD = 26,
    AXIS_ROOM = 30,
    LINES = 60
};

typedef struct {
    size_t row, end_row, column, end_column;
    double panel; /* the width of one */
    double most, step;
} Part;

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
    buf_add(out, S("\n# value\tline\tlow\thigh\tpanel\tlabel\tgroup\trow\n"));
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
            buf_add_byte(out, '\n');
        }
    }
}

/* All panels stand in one plot, one beside the other: panel p begins at (p-1) * SPAN. */
static void put_axis(ChartPage *page, const Part *part, double span) {
    Buf *script = &page->script;
    bool share = page->chart->value->type == COLUMN_SHARE;
    size_t panels = part->end_column - part->column;
    buf_format(
        script,
        "set xrange [0:%.10g]\nset yrange [%zu.5:0.5]\nset ytics 1,1 scale 0 format ''\n"
        "set xtics scale 0 @STYLE_NOTE ( \\\n",
        span * (double)(panels - 1) + part->most, part->end_row - part->row);
    size_t steps = (size_t)(part->most / part->step + 0.5);
    for (size_t i = 0; i < panels * (steps + 1); i++) {
        double value = part->step * (double)(i % (steps + 1));
        double panel = (double)(i / (steps + 1));
        buf_format(script, "    '%.10g%s' %.10g%s \\\n", value, share ? "%%" : "",
                   panel * span + value, i + 1 < panels * (steps + 1) ? "," : " )");
    }
    script->n -= 2;
    script->p[script->n - 1] = '\n';
    buf_add(script, S("set grid xtics ytics linetype 1 linewidth 1 linecolor rgb "
                      "'#e6eaef'\nset errorbars 0\n"));
}

static void put_drawing(ChartPage *page, const Part *part) {
    double span = part->most * (part->panel + PANEL_GAP) / part->panel;
    buf_format(&page->script, "SPAN = %.10g\n", span);
    put_axis(page, part, span);
    buf_add(&page->draw,
            S("    plot DATA using ($1 + ($5-1)*SPAN):2:($3 + ($5-1)*SPAN):($4 + "
              "($5-1)*SPAN) with xerrorbars \\\n"
              "             pointtype 7 pointsize 0.55 linewidth 1.4 linecolor rgb "
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
    part.panel = panels == 1 ? 520 : panels == 2 ? 300 : panels == 3 ? 230 : 180;
    part.step = chart_step(chart->grid.most_high, panels == 1 ? 5 : 4);
    part.most = part.step * ceil(chart->grid.most_high / part.step - 1e-9);
    if (!(part.most > 0))
        part.most = part.step;
    double end = chart_text_width(chart_show(chart, part.most), STYLE_NOTE);
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
           across = (n_columns + PANELS - 1) / PANELS;
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
