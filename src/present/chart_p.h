/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all kinds of chart share: the grid of values, one page with its script, labels
 * placed in pixels.
 *
 * Everything is measured here, in pixels from the top left, before gnuplot draws: gnuplot
 * reserves no room for rotated Chinese labels, so they would be cut. A page is laid out
 * so:
 *
 *     title, subtitle                    (wrapped to the page's width)
 *     above        column labels
 *     left | plot  | right
 *     below        axis, colour legend
 *     caption, warning about the font    (wrapped)
 */
#ifndef PRESENT_CHART_P_H
#define PRESENT_CHART_P_H

#include "base/base.h"
#include "present/chart.h"
#include "present/text_p.h"

#define CHART_INK "#1f2328"
#define CHART_GREY "#57606a"
#define CHART_LINE "#d0d7de"

enum { CHART_MARGIN = 18 };

/* The styles of text: each is a macro of the script, so that a researcher changes it in
 * one place. Size in pixels. */
#define CHART_STYLES(X)                                                                  \
    X(STYLE_TITLE, ":Bold", 17, CHART_INK)                                               \
    X(STYLE_SUBTITLE, "", 12, CHART_GREY)                                                \
    X(STYLE_HEAD, ":Bold", 13, CHART_INK) /* over a group or panel */                    \
    X(STYLE_NAME, "", 12, CHART_INK)                                                     \
    X(STYLE_CELL, "", 11, CHART_INK)                                                     \
    X(STYLE_CELL_DARK, "", 11, "#ffffff")                                                \
    X(STYLE_NOTE, "", 11, CHART_GREY) /* axis, legend, caption */                        \
    X(STYLE_WARNING, "", 11, "#9a3412")
typedef enum {
#define X(style, weight, size, colour) style,
    CHART_STYLES(X)
#undef X
} ChartStyle;
int chart_style_size(ChartStyle style);

typedef struct {
    bool there; /* the Table has this combination and its value is a number */
    double value, low, high, second;
    bool interval;
    bool sure; /* see ChartSpec */
} ChartCell;

typedef struct {
    size_t n_rows, n_columns;
    Slice *rows, *columns; /* names, cleaned */
    ChartCell *cells;      /* row by row; shares in percent */
    double most;           /* the greatest value */
    double most_high;      /* the greatest upper limit or value */
    double least_low;      /* the least lower limit or value, at most 0 */
} ChartGrid;

typedef struct {
    const Table *table;
    const ChartSpec *spec;
    const ChartPlace *place;
    const Column *value; /* how values are shown */
    ChartGrid grid;
    Arena *scratch;
    SliceList legend; /* without a font: what the numbers mean */
} Chart;

static inline ChartCell *chart_cell(const Chart *chart, size_t row, size_t column) {
    return &chart->grid.cells[row * chart->grid.n_columns + column];
}

/* The room a kind of chart needs around its plot, in pixels. */
typedef struct {
    double left, right, above, below;
    double width, height; /* of the plot */
    double least;         /* what else needs this much width, such as a legend */
} ChartRoom;

typedef struct {
    Chart *chart;
    const char *stem;
    size_t number, pages; /* 1.. */
    double width, height; /* of the whole picture */
    ChartRoom room;
    double top, left; /* where the plot begins */
    Buf script;       /* settings, before the drawing commands */
    Buf draw;         /* drawing commands, run once for each format */
    Buf data;
} ChartPage;

typedef enum { LABEL_LEFT, LABEL_CENTRE, LABEL_RIGHT } LabelAlign;
typedef struct {
    LabelAlign align;
    ChartStyle style;
    int rotate; /* degrees */
} LabelPlace;

/* Whether so many pages may be drawn: each takes gnuplot a second, and nobody looks
 * through hundreds. */
bool chart_pages_fit(const Chart *chart, size_t pages, Err *err);
/* Lays the page out and writes title and caption. */
ChartPage chart_page(Chart *chart, size_t number, size_t pages, ChartRoom room);
void chart_page_label(ChartPage *page, double x, double y, Slice text, LabelPlace place);
/* A line from one point to another, in pixels. */
void chart_page_line(ChartPage *page, const double from[2], const double to[2],
                     const char *colour);
/* A filled rectangle: x, y, width, height in pixels. */
void chart_page_box(ChartPage *page, const double box[4], const char *colour);
/* Writes the files and runs gnuplot; gives back the page's memory in any case. */
bool chart_page_finish(ChartPage *page, Err *err);

/* Pixels that a text takes; text as it will be drawn (a number where there is no font).
 */
double chart_text_width(Slice text, ChartStyle style);
/* The text itself, or "[7]" when it needs a Chinese font and there is none; cut to `most`
 * pixels (0: uncut). */
Slice chart_text(Chart *chart, Slice text, ChartStyle style, double most);
/* A gnuplot string expression in single quotes, where nothing but the quote itself has a
 * meaning. */
void chart_quote(Buf *out, Slice text);
/* A text as a field of the data file: no tab, no line end, no double quote. */
void chart_field(Buf *out, Slice text);
/* A value as its column shows it, "%" included. */
Slice chart_show(const Chart *chart, double value);
/* A step of 1, 2 or 5 times a power of ten so that `most` is at most `steps` steps away
 * from 0. */
double chart_step(double most, int steps);

/* Each kind: draws all its pages, adds their stems. */
typedef VEC(const char *) StemList;
bool chart_heat(Chart *chart, StemList *stems, Err *err);
bool chart_bars(Chart *chart, StemList *stems, Err *err);
bool chart_dots(Chart *chart, StemList *stems, Err *err);
bool chart_map(Chart *chart, StemList *stems, Err *err);
bool chart_difference(Chart *chart, StemList *stems, Err *err);
bool chart_slope(Chart *chart, StemList *stems, Err *err);

/* The tree of a dendrogram, beside the rows [row, end_row) of a page. */
enum { CHART_TREE_WIDTH = 190 };
typedef struct {
    size_t row, end_row;
    double row_height;
} TreePart;
void chart_tree_put(ChartPage *page, TreePart part);

/* folder/stem + suffix */
Slice chart_path(const Chart *chart, const char *stem, const char *suffix);

bool gnuplot_run(const char *folder, const char *stem, const Font *font, Err *err);
/* Makes gnuplot's SVG ours: fallback fonts, a title for screen readers, ids that begin
 * with the stem. */
bool svg_finish(Slice svg, const char *stem, Slice title, Slice family, Buf *out);

#endif
