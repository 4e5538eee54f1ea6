/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tidy Table as a chart, drawn by gnuplot as a child process. Each picture is four
 * files: STEM.gp, a script that a researcher can change and run again; STEM.dat, its
 * numbers; STEM.svg and STEM.png. A chart with more rows than one picture holds is cut
 * into pages: STEM, STEM-2, STEM-3… Same Table, same bytes (.gp, .dat, .svg). */
#ifndef PRESENT_CHART_H
#define PRESENT_CHART_H

#include "base/base.h"
#include "base/table.h"
#include "present/font.h"

typedef enum {
    CHART_HEAT, /* a grid of cells, tinted by value; the longer side is laid downwards
                   when it is much longer */
    CHART_BARS, /* bars with whiskers, in groups; with more than 8 rows drawn as
                   CHART_DOTS */
    CHART_DOTS, /* a point and its interval for each row, a panel for each column */
    CHART_DIFFERENCE, /* the same around a line at 0, for values of either sign */
    CHART_DENDROGRAM, /* a heat map of pairs in the order of a tree, with the tree beside
                         it; the diagonal has no values */
    CHART_MAP,        /* labelled points, a colour and shape for each column */
    CHART_SLOPE,      /* lines with intervals, a panel for each column; rows are years, at
                         their distance, or other things in their order; what is missing is
                         a gap */
} ChartKind;

/* Columns of the Table are named by key. Values are counts, reals or shares, none below
 * zero but in CHART_DIFFERENCE and CHART_MAP. */
typedef struct {
    ChartKind kind;
    const char *row, *row_label; /* heat: down the side; bars, dots: what is compared
                                    (plans) */
    const char *column, *column_label; /* heat: across; bars, dots: groups, panels; NULL:
                                          one group */
    const char *value;                 /* map: x, whose heading is the axis' */
    const char *second;     /* dendrogram: the height at which a pair is joined; map: y */
    const char *low, *high; /* the interval; both NULL: none */
    const char *only; /* a count column: rows where it is 0 or empty are left out; NULL:
                         all */
    bool own_scale; /* CHART_DOTS: each panel has an axis of its own, for values that are
                       not of one unit */
    const char *sure; /* CHART_DIFFERENCE, CHART_SLOPE: a count column, rows where it is 0
                         are drawn pale; NULL: those whose interval holds 0 */
    Slice below, above; /* CHART_DIFFERENCE: what the sides of 0 mean */
    Slice title;        /* empty: the Table's */
    Slice subtitle;     /* n and method, under the title */
    Slice caption;      /* source and notes, at the bottom */
} ChartSpec;

typedef struct {
    const char *folder; /* exists */
    const char *stem;   /* [a-z0-9-]+ */
    Font font;          /* without a family Chinese texts become numbers, explained in
                           STEM-legend.txt and .html */
} ChartPlace;

typedef struct {
    size_t n;
    const char **stems; /* [n] one a page */
    bool numbered;      /* labels are numbers: the legend tells what they mean */
} ChartFiles;

/* Fails on a key that is not there, a Table with nothing to draw, a file that cannot be
 * written, and when gnuplot is absent, fails or takes longer than two minutes (the .gp
 * and .dat are there then). */
bool chart_draw(const Table *table, const ChartSpec *spec, const ChartPlace *place,
                Arena *keep, ChartFiles *files, Err *err);

/* Whether a Table has rows and values for a chart: without any, chart_draw would fail. */
bool chart_has_values(const Table *table, const ChartSpec *spec);

/* gnuplot's version line for `doctor`; empty when it is not installed. */
Slice chart_gnuplot_version(Arena *keep);

#endif
