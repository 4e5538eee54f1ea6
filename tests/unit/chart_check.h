/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of charts share: a folder with the font found, charts drawn into it, and
 * the labels of an SVG. */
#ifndef TESTS_UNIT_CHART_CHECK_H
#define TESTS_UNIT_CHART_CHECK_H

#include "base/base.h"
#include "present/chart.h"
#include "present/font.h"

typedef struct {
    Arena arena;
    Slice folder;
    Font font; /* without family where none is installed */
} ChartFixture;

int chart_set_up(void **state);
int chart_tear_down(void **state);

/* A test that needs them is skipped on a machine without them; under CI it fails. */
void chart_need_gnuplot(ChartFixture *fixture);
void chart_need_font(ChartFixture *fixture);

/* What every kind of a grid can draw of sample_coverage: heat themes × plans, the others
 * plans × core themes. */
ChartSpec chart_grid_spec(ChartKind kind);
/* Draws STEM into the folder of the fixture. */
ChartFiles chart_drawn(ChartFixture *fixture, const Table *table, const ChartSpec *spec,
                       const char *stem);
/* The bytes of a file that was drawn. */
Slice chart_file(ChartFixture *fixture, const char *stem, const char *suffix);

typedef struct {
    Slice text; /* as escaped in the file */
    double left, right, top, bottom;
    bool slanted;
} SvgLabel;
typedef struct {
    VEC(SvgLabel) labels;
    double width, height;
} SvgPicture;

/* The labels that are no empty marks; labels are the caller's to release. */
SvgPicture svg_picture(Slice svg);
/* Tags are whole, every label is inside the picture, and no two lie over each other. */
void svg_check_layout(Slice svg);

#endif
