/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines over the years, one small panel a column of the grid (a theme), all on one scale
 * so that they can be compared; intervals as thin whiskers. Years stand at their
 * distance: where one is missing the line is broken and a dotted one leads across. Panels
 * and not one bundle of lines: of thirty themes most lie between 2 and 8 percent, where
 * lines and their labels would cover each other. */
#include "base/base.h"

#include <math.h>
#include <stdlib.h>

#include "present/chart_p.h"

enum {
    MOST_PANELS = 35, /* on a page */
    PANEL_GAP = 34,
    PANEL_HEAD = 24,
    PANEL_FOOT = 16,
    LABEL_ROOM = 18, /* over the highest whisker, for its number */
    SIDE_ROOM = 20,  /* left of the first and right of the last year */
    AXIS_ROOM = 30
};

typedef struct {
    double at; /* the year, or 0, 1, 2… where the rows are no numbers */
    size_t row;
} Year;

typedef struct {
    const Year *years; /* ascending */
    size_t n_years;
    size_t column, end_column; /* of the grid */
    size_t across;             /* panels side by side */
    double width, height;      /* of a panel */
    double most, step;
} Part;

/* ---- Years ---- */

static int compare_years(const void *a, const void *b) {
    const Year *x = a, *y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static const Year *years_of(const Chart *chart) {
    size_t n = chart->grid.n_rows;
    Year *years = ARENA_ARRAY(chart->scratch, Year, n);
    bool numbers = true;
    for (size_t i = 0; i < n; i++) {
        int64_t year = 0;
        numbers = numbers && slice_int(chart->grid.rows[i], &year);
        years[i] = (Year){(double)year, i};
    }
    for (size_t i = 0; !numbers && i < n; i++)
        years[i].at = (double)i;
    qsort(years, n, sizeof *years, compare_years);
    return years;
}

static double span_of(const Part *part) {
    double span = part->years[part->n_years - 1].at - part->years[0].at;
    return span > 0 ? span : 1;
}

static double year_unit(const Part *part) {
    return (part->width - 2 * SIDE_ROOM) / span_of(part);
}

static double value_unit(const Part *part) {
    return (part->height - LABEL_ROOM) / part->most;
}

static double panel_down(const Part *part) {
    return part->height + PANEL_FOOT + PANEL_HEAD;
}

/* Where the panel begins, from the plot's top left. */
static double panel_x(const Part *part, size_t column) {
    return (double)((column - part->column) % part->across) * (part->width + PANEL_GAP);
}

static double panel_y(const Part *part, size_t column) {
    return (double)((column - part->column) / part->across) * panel_down(part);
}

/* ---- Data ---- */

/* Of two or three years each is told, else the first and the last. */
static bool is_labelled(const Part *part, size_t i, size_t first, size_t last) {
    return i == first || i == last || part->n_years <= 3;
}

static void put_point(ChartPage *page, const Part *part, size_t column, size_t i,
                      Slice label) {
    Chart *chart = page->chart;
    const ChartCell *cell = chart_cell(chart, part->years[i].row, column);
    Buf *out = &page->data;
    buf_format(out, "%.10g\t%.6g\t%.6g\t%.6g\t%zu\t%zu\t%d\t%.*s\t", part->years[i].at,
               cell->value, cell->low, cell->high, (column - part->column) % part->across,
               (column - part->column) / part->across, cell->sure, SLICE_ARG(label));
    chart_field(out, chart->grid.columns[column]);
    buf_add_byte(out, '\n');
}

/* A dotted line over years that are not there. */
static void put_bridge(ChartPage *page, const Part *part, size_t column,
                       const size_t years[2]) {
    size_t panel = column - part->column;
    buf_add(&page->script, S("set arrow"));
    for (size_t i = 0; i < 2; i++) {
        const Year *year = &part->years[years[i]];
        buf_format(&page->script, " %s X(%.10g,%zu),Y(%.6g,%zu)", i ? "to" : "from",
                   year->at, panel % part->across,
                   chart_cell(page->chart, year->row, column)->value,
                   panel / part->across);
    }
    buf_add(&page->script, S(" nohead dashtype '.' linewidth 1.2 linecolor rgb "
                             "'#a3adb8' back\n"));
}

static void put_line(ChartPage *page, const Part *part, size_t column) {
    Chart *chart = page->chart;
    size_t first = SIZE_MAX, last = SIZE_MAX, before = SIZE_MAX;
    for (size_t i = 0; i < part->n_years; i++) {
        if (!chart_cell(chart, part->years[i].row, column)->there)
            continue;
        first = first == SIZE_MAX ? i : first;
        last = i;
    }
    for (size_t i = first; i <= last && first != SIZE_MAX; i++) {
        const ChartCell *cell = chart_cell(chart, part->years[i].row, column);
        if (!cell->there)
            continue;
        bool next = before != SIZE_MAX && i == before + 1 &&
                    part->years[i].at <= part->years[before].at + 1;
        if (before != SIZE_MAX && !next) {
            buf_add_byte(&page->data, '\n');
            put_bridge(page, part, column, (size_t[]){before, i});
        }
        bool told = is_labelled(part, i, first, last);
        put_point(page, part, column, i,
                  told ? chart_show(chart, cell->value) : (Slice){0});
        before = i;
    }
    buf_add(&page->data, S("\n"));
}

/* ---- Scales ---- */

static void put_grid(ChartPage *page, const Part *part, size_t column) {
    Chart *chart = page->chart;
    double x = panel_x(part, column), y = panel_y(part, column);
    size_t steps = (size_t)(part->most / part->step + 0.5);
    for (size_t i = 0; i <= steps; i++) {
        double value = part->step * (double)i;
        double at = y + part->height - value * value_unit(part);
        buf_format(&page->script,
                   "set arrow from first %.1f,%.1f to first %.1f,%.1f nohead linewidth 1 "
                   "linecolor rgb '%s' back\n",
                   x, at, x + part->width, at, i ? "#e6eaef" : CHART_LINE);
        if (x > 0)
            continue;
        Slice label = arena_format(chart->scratch, "%.10g%s", value,
                                   chart->value->type == COLUMN_SHARE ? "%" : "");
        chart_page_label(page, page->left - 6, page->top + at, label,
                         (LabelPlace){.align = LABEL_RIGHT, .style = STYLE_NOTE});
    }
}

/* Under the last panel of each column; as many years as there is room for. */
static void put_years(ChartPage *page, const Part *part, size_t column) {
    Chart *chart = page->chart;
    double y = page->top + panel_y(part, column) + part->height + AXIS_ROOM / 2;
    double room = part->n_years == 1 ? part->width : year_unit(part), free_from = -1e9;
    for (size_t i = 0; i < part->n_years; i++) {
        const Year *year = &part->years[i];
        Slice name = chart_text(chart, chart->grid.rows[year->row], STYLE_NOTE,
                                fmax(36, room - 6));
        double half = chart_text_width(name, STYLE_NOTE) / 2;
        double x = page->left + panel_x(part, column) + SIDE_ROOM +
                   (year->at - part->years[0].at) * year_unit(part);
        if (x - half < free_from)
            continue;
        chart_page_label(page, x, y, name,
                         (LabelPlace){.align = LABEL_CENTRE, .style = STYLE_NOTE});
        free_from = x + half + 6;
    }
}

static void put_panel(ChartPage *page, const Part *part, size_t column) {
    Chart *chart = page->chart;
    double x = page->left + panel_x(part, column), y = page->top + panel_y(part, column);
    chart_page_label(page, x, y - PANEL_HEAD / 2 + 2,
                     chart_text(chart, chart->grid.columns[column], STYLE_HEAD,
                                part->width + PANEL_GAP - 8),
                     (LabelPlace){.style = STYLE_HEAD});
    put_grid(page, part, column);
    if (column + part->across >= part->end_column)
        put_years(page, part, column);
    put_line(page, part, column);
}

static void put_drawing(ChartPage *page, const Part *part) {
    buf_format(
        &page->script,
        "# Where a year and a value stand, in pixels: panel by panel, counted from "
        "the left and from the top.\n"
        "X(year,across) = across*%.10g + %d + (year - %.10g)*%.10g\n"
        "Y(value,down) = down*%.10g + %.10g - value*%.10g\n"
        "set xrange [0:%.10g]\nset yrange [%.10g:0]\nset errorbars 0\n",
        part->width + PANEL_GAP, SIDE_ROOM, part->years[0].at, year_unit(part),
        panel_down(part), part->height, value_unit(part), page->room.width,
        page->room.height);
    buf_add(&page->draw, S("    plot "));
    for (int sure = 0; sure <= 1; sure++) {
        const char *colour = sure ? "#2c72b4" : "#a3adb8";
        buf_format(
            &page->draw,
            "%sDATA using (X($1,$5)):($7 == %d ? Y($2,$6) : NaN):(Y($4,$6)):(Y($3,$6)) with "
            "yerrorbars \\\n"
            "             pointtype 7 pointsize 0.5 linewidth 1 linecolor rgb '%s', \\\n"
            "         DATA using (X($1,$5)):($7 == %d ? Y($2,$6) : NaN) with lines linewidth 1.8 "
            "linecolor rgb '%s'",
            sure ? ", \\\n         " : "", sure, colour, sure, colour);
    }
    buf_add(&page->draw,
            S(", \\\n         DATA using (X($1,$5)):(Y($4,$6)):8 with labels center "
              "offset character 0,0.6 @STYLE_NOTE\n"));
}

/* ---- Pages ---- */

static void size_panels(const Chart *chart, Part *part) {
    size_t n = chart->grid.n_columns;
    part->across = n > 8 ? 5 : n > 6 ? 4 : n > 4 ? 3 : n;
    part->width = n == 1 ? 520 : n == 2 ? 320 : n <= 6 ? 230 : 168;
    part->height = n == 1 ? 280 : n <= 6 ? 170 : 112;
    part->step = chart_step(chart->grid.most_high, n == 1 ? 5 : 3);
    part->most = part->step * ceil(chart->grid.most_high / part->step - 1e-9);
    if (!(part->most > 0))
        part->most = part->step;
}

static bool draw_part(Chart *chart, Part part, const size_t number[2], StemList *stems,
                      Err *err) {
    size_t n = part.end_column - part.column;
    size_t down = (n + part.across - 1) / part.across;
    Slice longest = arena_format(chart->scratch, "%.10g%%", part.most);
    ChartRoom room = {.left = chart_text_width(longest, STYLE_NOTE) + 12,
                      .right = 8,
                      .above = PANEL_HEAD,
                      .below = AXIS_ROOM,
                      .width = (double)part.across * (part.width + PANEL_GAP) - PANEL_GAP,
                      .height =
                          (double)down * panel_down(&part) - PANEL_HEAD - PANEL_FOOT};
    ChartPage page = chart_page(chart, number[0], number[1], room);
    buf_add(&page.data, S("# "));
    chart_field(&page.data, chart->table->title);
    buf_add(&page.data,
            S("\n# year\tvalue\tlow\thigh\tpanel across\tpanel down\tsure\tlabel"
              "\tpanel\n"));
    put_drawing(&page, &part);
    for (size_t column = part.column; column < part.end_column; column++)
        put_panel(&page, &part, column);
    vec_push(stems, page.stem);
    return chart_page_finish(&page, err);
}

bool chart_slope(Chart *chart, StemList *stems, Err *err) {
    size_t n = chart->grid.n_columns, pages = (n + MOST_PANELS - 1) / MOST_PANELS;
    Part part = {.years = years_of(chart), .n_years = chart->grid.n_rows};
    if (!chart_pages_fit(chart, pages, err))
        return false;
    size_panels(chart, &part);
    for (size_t i = 0; i < pages; i++) {
        part.column = n * i / pages;
        part.end_column = n * (i + 1) / pages;
        if (!draw_part(chart, part, (size_t[]){i + 1, pages}, stems, err))
            return false;
    }
    return true;
}
