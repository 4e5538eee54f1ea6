/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Differences with intervals: one line a row of the grid (a theme), 0 in the middle, what
 * is sure in dark ink and what is not in grey. One panel a column, all on one scale; a
 * single panel is sorted, so that the greatest differences stand at both ends. */
#include "base/base.h"

#include <math.h>
#include <stdlib.h>

#include "present/chart_p.h"

enum {
    LINE = 20,
    PANELS = 4,
    PANEL_GAP = 36,
    PANEL_HEAD = 26,
    SIDE_HEAD = 22, /* the line that says which side is which */
    AXIS_ROOM = 30,
    LINES = 60
};

typedef struct {
    size_t row, end_row, column, end_column;
    const size_t *order; /* of the grid's rows */
    double panel;        /* the width of one */
    double least, most, step;
} Part;

static double part_x(const Part *part, size_t panel, double value) {
    return (double)panel * (part->panel + PANEL_GAP) +
           (value - part->least) / (part->most - part->least) * part->panel;
}

static void put_names(ChartPage *page, const Part *part) {
    Chart *chart = page->chart;
    const ChartSpec *spec = chart->spec;
    for (size_t row = part->row; row < part->end_row; row++) {
        double middle = page->top + ((double)(row - part->row) + 0.5) * LINE;
        Slice name =
            chart_text(chart, chart->grid.rows[part->order[row]], STYLE_NAME, 220);
        chart_page_label(page, page->left - 8, middle, name,
                         (LabelPlace){.align = LABEL_RIGHT, .style = STYLE_NAME});
    }
    for (size_t i = part->column; i < part->end_column; i++) {
        double x = page->left + part_x(part, i - part->column, part->least);
        Slice name = chart_text(chart, chart->grid.columns[i], STYLE_HEAD,
                                part->panel + PANEL_GAP - 8);
        chart_page_label(page, x, page->top - PANEL_HEAD / 2, name,
                         (LabelPlace){.style = STYLE_HEAD});
    }
    if (part->end_column - part->column > 1)
        return;
    double zero = page->left + part_x(part, 0, 0), y = page->top - SIDE_HEAD / 2;
    Slice below = chart_text(chart, spec->below, STYLE_NOTE, zero - page->left - 8);
    Slice above =
        chart_text(chart, spec->above, STYLE_NOTE, page->left + part->panel - zero - 8);
    chart_page_label(page, zero - 8, y, below,
                     (LabelPlace){.align = LABEL_RIGHT, .style = STYLE_NOTE});
    chart_page_label(page, zero + 8, y, above, (LabelPlace){.style = STYLE_NOTE});
}

static void put_data(ChartPage *page, const Part *part) {
    Chart *chart = page->chart;
    Buf *out = &page->data;
    buf_add(out, S("# "));
    chart_field(out, chart->table->title);
    buf_add(out, S("\n# value\tline\tlow\thigh\tpanel\tsure\tlabel\tgroup\trow\n"));
    for (size_t column = part->column; column < part->end_column; column++) {
        for (size_t row = part->row; row < part->end_row; row++) {
            const ChartCell *cell = chart_cell(chart, part->order[row], column);
            if (!cell->there)
                continue;
            buf_format(out, "%.6g\t%zu\t%.6g\t%.6g\t%zu\t%d\t%.*s\t", cell->value,
                       row - part->row + 1, cell->low, cell->high,
                       column - part->column + 1, cell->sure,
                       SLICE_ARG(chart_show(chart, cell->value)));
            chart_field(out, chart->grid.columns[column]);
            buf_add_byte(out, '\t');
            chart_field(out, chart->grid.rows[part->order[row]]);
            buf_add_byte(out, '\n');
        }
    }
}

static void put_axis(ChartPage *page, const Part *part, double span) {
    Buf *script = &page->script;
    bool share = page->chart->value->type == COLUMN_SHARE;
    size_t panels = part->end_column - part->column;
    buf_format(script,
               "set xrange [%.10g:%.10g]\nset yrange [%zu.5:0.5]\n"
               "set ytics 1,1 scale 0 format ''\nset xtics scale 0 @STYLE_NOTE ( \\\n",
               part->least, span * (double)(panels - 1) + part->most,
               part->end_row - part->row);
    long first = (long)ceil(part->least / part->step - 1e-9);
    long last = (long)floor(part->most / part->step + 1e-9);
    for (size_t panel = 0; panel < panels; panel++) {
        for (long i = first; i <= last; i++)
            buf_format(script,
                       i ? "    '%+.10g%s' %.10g, \\\n" : "    '%.10g%s' %.10g, \\\n",
                       part->step * (double)i, share ? "%%" : "",
                       (double)panel * span + part->step * (double)i);
    }
    script->n -= S(", \\\n").n;
    buf_add(script, S(" )\nset grid xtics ytics linetype 1 linewidth 1 linecolor rgb "
                      "'#e6eaef'\nset errorbars 0\n"));
    for (size_t i = 0; i < panels; i++)
        buf_format(script,
                   "set arrow from first %.10g, graph 0 to first %.10g, graph 1 nohead "
                   "linewidth 1.2 linecolor rgb '" CHART_GREY "' back\n",
                   (double)i * span, (double)i * span);
}

static void put_drawing(ChartPage *page, const Part *part) {
    double width = part->most - part->least;
    double span = width * (part->panel + PANEL_GAP) / part->panel;
    buf_format(&page->script, "SPAN = %.10g\n", span);
    put_axis(page, part, span);
    buf_add(&page->draw, S("    plot "));
    for (int sure = 0; sure <= 1; sure++)
        buf_format(
            &page->draw,
            "%sDATA using ($6 == %d ? $1 + ($5-1)*SPAN : NaN):2:($3 + ($5-1)*SPAN):($4 + "
            "($5-1)*SPAN) with xerrorbars \\\n"
            "             pointtype 7 pointsize 0.6 linewidth 1.4 linecolor rgb '%s'",
            sure ? ", \\\n         " : "", sure, sure ? "#2c72b4" : "#a3adb8");
    /* The number stands at the outer end, where the line at 0 does not cross it. */
    static const char *const outer[] = {
        "$1 >= 0 ? $4 : NaN):2:7 with labels left offset 0.8",
        "$1 < 0 ? $3 : NaN):2:7 with labels right offset -0.8"};
    for (int i = 0; page->chart->grid.n_columns == 1 && i < 2; i++)
        buf_format(&page->draw, ", \\\n         DATA using (%s,0 @STYLE_NOTE", outer[i]);
    buf_add_byte(&page->draw, '\n');
}

static bool draw_part(Chart *chart, Part part, const size_t number[2], StemList *stems,
                      Err *err) {
    size_t panels = part.end_column - part.column;
    double left = 0;
    for (size_t row = part.row; row < part.end_row; row++) {
        Slice name =
            chart_text(chart, chart->grid.rows[part.order[row]], STYLE_NAME, 220);
        left = fmax(left, chart_text_width(name, STYLE_NAME));
    }
    part.panel = panels == 1 ? 520 : panels == 2 ? 320 : 230;
    double low = chart->grid.least_low, high = chart->grid.most_high;
    if (!(high > low))
        high = low + 1;
    part.step = chart_step(high - low, panels == 1 ? 8 : 5);
    /* Room for the numbers at the ends. */
    double pad = (high - low) * (panels == 1 ? 0.11 : 0.02);
    part.least = low - pad;
    part.most = high + pad;
    ChartRoom room = {.left = left + 12,
                      .right = 16,
                      .above = panels == 1 ? SIDE_HEAD : PANEL_HEAD,
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

/* A row with its value, to be sorted; rows without one stand last. */
typedef struct {
    size_t row;
    double value;
} Ranked;

static int compare_ranked(const void *a, const void *b) {
    const Ranked *x = a, *y = b;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static const size_t *order_of_rows(const Chart *chart) {
    size_t n = chart->grid.n_rows;
    Ranked *ranked = ARENA_ARRAY(chart->scratch, Ranked, n);
    size_t *order = ARENA_ARRAY(chart->scratch, size_t, n);
    for (size_t i = 0; i < n; i++) {
        const ChartCell *cell = chart_cell(chart, i, 0);
        ranked[i] = (Ranked){i, cell->there ? cell->value : -INFINITY};
    }
    if (chart->grid.n_columns == 1)
        qsort(ranked, n, sizeof *ranked, compare_ranked);
    for (size_t i = 0; i < n; i++)
        order[i] = ranked[i].row;
    return order;
}

bool chart_difference(Chart *chart, StemList *stems, Err *err) {
    size_t n_rows = chart->grid.n_rows, n_columns = chart->grid.n_columns;
    size_t down = (n_rows + LINES - 1) / LINES,
           across = (n_columns + PANELS - 1) / PANELS;
    const size_t *order = order_of_rows(chart);
    if (!chart_pages_fit(chart, down * across, err))
        return false;
    for (size_t i = 0; i < down * across; i++) {
        Part part = {.row = n_rows * (i % down) / down,
                     .column = n_columns * (i / down) / across,
                     .order = order};
        part.end_row = n_rows * (i % down + 1) / down;
        part.end_column = n_columns * (i / down + 1) / across;
        if (!draw_part(chart, part, (size_t[]){i + 1, down * across}, stems, err))
            return false;
    }
    return true;
}
