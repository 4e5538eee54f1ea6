/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map: labelled points on one scale both ways, so that distances can be read off. Each
 * column of the grid (plans, themes) has a colour and a shape. Labels are set one after
 * the other, the points farthest out first, where they cover neither a label nor a point
 * nor, if it can be, an axis; one that finds no place is left out, and a line says how
 * many. A few points far from all others would press these into a spot: they are drawn at
 * the border, with their coordinates. */
#include "base/base.h"

#include <math.h>
#include <stdlib.h>

#include "present/chart_p.h"

enum {
    MAP_SIDE = 640,
    MAP_PAD = 26,
    MAP_AXIS = 44,
    MAP_LEGEND = 26,
    POINT = 5,
    MAP_LEAST = 300,
    NAME_ROOM = 60
};
/* See find_range. */
#define OUTLIER 6

typedef struct {
    double value[2]; /* true coordinates */
    double drawn[2]; /* the same, or the border */
    bool beyond;     /* drawn at the border */
    double x, y;     /* pixels in the plot, from its top left */
    double out;      /* distance from the origin */
    size_t row, column;
} Point;

typedef struct {
    double x, y, end_x, end_y;
} Box;

typedef struct {
    Chart *chart;
    Point *points;
    size_t n;
    double left, top, scale; /* of the axes: value = left + x / scale, top - y / scale */
    double width, height;
    VEC(Box) boxes; /* what labels must not cover */
    size_t silent;  /* points without a label */
} Map;

static const struct {
    const char *colour;
    int shape; /* gnuplot's point type */
    double size;
} looks[] = {{"#2c72b4", 7, 0.7}, {"#b45309", 9, 0.9}, {"#15803d", 5, 0.7}};
enum { LOOKS = sizeof looks / sizeof *looks };

static int by_distance(const void *a, const void *b) {
    const Point *one = a, *two = b;
    if (one->out != two->out)
        return one->out > two->out ? -1 : 1;
    if (one->column != two->column)
        return one->column > two->column ? -1 : 1;
    return (one->row > two->row) - (one->row < two->row);
}

static bool take_points(Map *map, Err *err) {
    const Chart *chart = map->chart;
    const ChartGrid *grid = &chart->grid;
    map->points = ARENA_ARRAY(chart->scratch, Point, grid->n_rows * grid->n_columns);
    for (size_t i = 0; i < grid->n_rows * grid->n_columns; i++) {
        const ChartCell *cell = &grid->cells[i];
        if (!cell->there || !isfinite(cell->value) || !isfinite(cell->second))
            continue;
        map->points[map->n++] = (Point){.value = {cell->value, cell->second},
                                        .drawn = {cell->value, cell->second},
                                        .out = hypot(cell->value, cell->second),
                                        .row = i / grid->n_columns,
                                        .column = i % grid->n_columns};
    }
    return map->n || err_set(err,
                             T("chart: table %s has no point with two coordinates",
                               "图表：表 %s 没有两个坐标齐全的点"),
                             chart->table->name);
}

static int by_value(const void *a, const void *b) {
    double one = *(const double *)a, two = *(const double *)b;
    return (one > two) - (one < two);
}

/* The range of one coordinate, the origin within it: without outliers when they are few
 * and leave out much. Outliers lie more than OUTLIER quartile ranges beyond a quartile.
 */
static void find_range(Map *map, size_t axis, double range[2]) {
    double *sorted = ARENA_ARRAY(map->chart->scratch, double, map->n);
    for (size_t i = 0; i < map->n; i++)
        sorted[i] = map->points[i].value[axis];
    qsort(sorted, map->n, sizeof *sorted, by_value);
    double low = sorted[map->n / 4], high = sorted[map->n - 1 - map->n / 4];
    double reach = OUTLIER * (high - low);
    size_t first = 0, last = map->n - 1;
    while (first < last && sorted[first] < low - reach)
        first++;
    while (last > first && sorted[last] > high + reach)
        last--;
    size_t beyond = first + map->n - 1 - last;
    bool few = beyond * 8 <= map->n;
    bool much = (sorted[last] - sorted[first]) * 2 < sorted[map->n - 1] - sorted[0];
    range[0] = fmin(few && much ? sorted[first] : sorted[0], 0);
    range[1] = fmax(few && much ? sorted[last] : sorted[map->n - 1], 0);
}

/* The scale that fits the points. */
static void scale_points(Map *map) {
    double x[2], y[2];
    find_range(map, 0, x);
    find_range(map, 1, y);
    double width = x[1] - x[0], height = y[1] - y[0];
    map->scale = MAP_SIDE / fmax(fmax(width, height), 1e-9);
    /* What is drawn at the border stands apart from what belongs there. */
    double pad = MAP_PAD / map->scale;
    map->left = x[0] - pad;
    map->top = y[1] + pad;
    map->width = fmax(width * map->scale, MAP_LEAST) + 2 * MAP_PAD + NAME_ROOM;
    map->height = fmax(height * map->scale, MAP_LEAST / 2) + 2 * MAP_PAD;
    for (size_t i = 0; i < map->n; i++) {
        Point *point = &map->points[i];
        const double least[2] = {x[0] - pad * 0.7, y[0] - pad * 0.7};
        const double most[2] = {x[1] + pad * 0.7, y[1] + pad * 0.7};
        for (size_t k = 0; k < 2; k++) {
            point->drawn[k] = fmin(fmax(point->value[k], least[k]), most[k]);
            point->beyond = point->beyond || point->drawn[k] != point->value[k];
        }
        point->x = (point->drawn[0] - map->left) * map->scale;
        point->y = (map->top - point->drawn[1]) * map->scale;
    }
    qsort(map->points, map->n, sizeof *map->points, by_distance);
}

/* ---- Labels ---- */

static bool crosses_axis(const Map *map, Box box) {
    double x = -map->left * map->scale, y = map->top * map->scale;
    return (box.x < x && x < box.end_x) || (box.y < y && y < box.end_y);
}

static bool is_free(const Map *map, Box box) {
    if (box.x < 0 || box.y < 0 || box.end_x > map->width || box.end_y > map->height)
        return false;
    for (size_t i = 0; i < map->boxes.n; i++) {
        const Box *taken = &map->boxes.at[i];
        if (box.x < taken->end_x && box.end_x > taken->x && box.y < taken->end_y &&
            box.end_y > taken->y)
            return false;
    }
    return true;
}

/* Places around a point, the best first: the corner or side of the label that touches it,
 * in halves of the label's width and height. */
static const int places[][2] = {{2, 1}, {0, 1}, {1, 0}, {1, 2},
                                {2, 0}, {2, 2}, {0, 0}, {0, 2}};

static bool place_label(Map *map, const Point *point, double width, bool strict,
                        Box *box) {
    double height = chart_style_size(STYLE_NAME) + 3;
    for (int gap = POINT + 2; gap <= 30; gap += 8) {
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            double right = places[i][0] - 1, down = places[i][1] - 1;
            double x = point->x + right * gap -
                       (places[i][0] == 0   ? width
                        : places[i][0] == 1 ? width / 2
                                            : 0);
            double y = point->y + down * gap -
                       (places[i][1] == 0   ? height
                        : places[i][1] == 1 ? height / 2
                                            : 0);
            *box = (Box){x, y, x + width, y + height};
            if (is_free(map, *box) && !(strict && crosses_axis(map, *box)))
                return true;
        }
    }
    return false;
}

static bool is_far(const Point *point, const Box *box) {
    double x = fmax(fmax(box->x - point->x, point->x - box->end_x), 0);
    double y = fmax(fmax(box->y - point->y, point->y - box->end_y), 0);
    return hypot(x, y) > POINT + 6;
}

static void put_label(Map *map, ChartPage *page, const Point *point) {
    Chart *chart = map->chart;
    Slice name = chart_text(chart, chart->grid.rows[point->row], STYLE_NAME, 150);
    if (point->beyond)
        name = arena_format(chart->scratch, "%.*s (%.2g, %.2g)", SLICE_ARG(name),
                            point->value[0], point->value[1]);
    double width = chart_text_width(name, STYLE_NAME) + 4;
    Box box;
    if (!place_label(map, point, width, true, &box) &&
        !place_label(map, point, width, false, &box)) {
        map->silent++;
        return;
    }
    vec_push(&map->boxes, box);
    double x = page->left + (box.x + box.end_x) / 2;
    double y = page->top + (box.y + box.end_y) / 2;
    chart_page_label(page, x, y, name,
                     (LabelPlace){.align = LABEL_CENTRE, .style = STYLE_NAME});
    if (!is_far(point, &box))
        return;
    double end_x = fmin(fmax(point->x, box.x), box.end_x);
    double end_y = fmin(fmax(point->y, box.y), box.end_y);
    chart_page_line(page, (double[]){page->left + point->x, page->top + point->y},
                    (double[]){page->left + end_x, page->top + end_y}, CHART_LINE);
}

/* ---- The picture ---- */

static void put_data(const Map *map, ChartPage *page) {
    const Chart *chart = map->chart;
    Buf *out = &page->data;
    buf_add(out, S("# "));
    chart_field(out, chart->table->title);
    buf_add(out, S("\n# drawn x\tdrawn y\tseries\tx\ty\tname\tof\n"));
    for (size_t i = 0; i < map->n; i++) {
        const Point *point = &map->points[i];
        buf_format(out, "%.6g\t%.6g\t%zu\t%.6g\t%.6g\t", point->drawn[0], point->drawn[1],
                   point->column + 1, point->value[0], point->value[1]);
        chart_field(out, chart->grid.rows[point->row]);
        buf_add_byte(out, '\t');
        chart_field(out, chart->grid.columns[point->column]);
        buf_add_byte(out, '\n');
    }
}

static void put_axes(const Map *map, ChartPage *page) {
    Chart *chart = map->chart;
    double right = page->left + map->width, bottom = page->top + map->height;
    buf_format(
        &page->script,
        "set arrow from first 0, graph 0 to first 0, graph 1 nohead linewidth 1 linecolor rgb '%s' back\n"
        "set arrow from graph 0, first 0 to graph 1, first 0 nohead linewidth 1 linecolor rgb '%s' back\n",
        CHART_LINE, CHART_LINE);
    const double corners[5][2] = {{page->left, page->top},
                                  {right, page->top},
                                  {right, bottom},
                                  {page->left, bottom},
                                  {page->left, page->top}};
    for (size_t i = 0; i < 4; i++)
        chart_page_line(page, corners[i], corners[i + 1], CHART_LINE);
    const Table *table = chart->table;
    size_t second = table_find_column(table, chart->spec->second);
    chart_page_label(page, (page->left + right) / 2, bottom + 14,
                     chart_text(chart, slice_of(chart->value->heading), STYLE_NOTE, 0),
                     (LabelPlace){.align = LABEL_CENTRE, .style = STYLE_NOTE});
    chart_page_label(
        page, page->left - 12, (page->top + bottom) / 2,
        chart_text(chart, slice_of(table->columns.at[second].heading), STYLE_NOTE, 0),
        (LabelPlace){.align = LABEL_CENTRE, .style = STYLE_NOTE, .rotate = 90});
}

static void put_legend(const Map *map, ChartPage *page) {
    Chart *chart = map->chart;
    double x = page->left, y = page->top - MAP_LEGEND / 2;
    for (size_t i = 0; i < chart->grid.n_columns && chart->spec->column; i++) {
        Slice name = chart_text(chart, chart->grid.columns[i], STYLE_CELL, 200);
        buf_format(&page->script,
                   "set label '' at screen px(%.1f), screen py(%.1f) point pointtype %d "
                   "pointsize %.2f linecolor rgb '%s' front\n",
                   x + 6, y, looks[i % LOOKS].shape, looks[i % LOOKS].size,
                   looks[i % LOOKS].colour);
        chart_page_label(page, x + 16, y, name, (LabelPlace){.style = STYLE_CELL});
        x += chart_text_width(name, STYLE_CELL) + 36;
    }
    if (map->silent == 0)
        return;
    Slice told = arena_format(chart->scratch,
                              T("%zu points without room for a name: see the table",
                                "有 %zu 个点因位置不足未标名称，见表"),
                              map->silent);
    chart_page_label(page, page->left, page->top + map->height + 32,
                     chart_text(chart, told, STYLE_NOTE, 0),
                     (LabelPlace){.style = STYLE_NOTE});
}

static void put_drawing(const Map *map, ChartPage *page) {
    buf_format(&page->script, "set xrange [%.10g:%.10g]\nset yrange [%.10g:%.10g]\n",
               map->left, map->left + map->width / map->scale,
               map->top - map->height / map->scale, map->top);
    buf_add(&page->draw, S("    plot "));
    for (size_t i = 0; i < map->chart->grid.n_columns; i++)
        buf_format(&page->draw,
                   "%sDATA using ($3 == %zu ? $1 : NaN):2 with points pointtype %d "
                   "pointsize %.2f linecolor rgb '%s'",
                   i ? ", \\\n         " : "", i + 1, looks[i % LOOKS].shape,
                   looks[i % LOOKS].size, looks[i % LOOKS].colour);
    buf_add_byte(&page->draw, '\n');
}

bool chart_map(Chart *chart, StemList *stems, Err *err) {
    Map map = {.chart = chart};
    if (!take_points(&map, err))
        return false;
    scale_points(&map);
    for (size_t i = 0; i < map.n; i++) {
        const Point *point = &map.points[i];
        vec_push(&map.boxes, (Box){point->x - POINT, point->y - POINT, point->x + POINT,
                                   point->y + POINT});
    }
    ChartRoom room = {.left = 24,
                      .right = 4,
                      .above = MAP_LEGEND + 4,
                      .below = MAP_AXIS,
                      .width = map.width,
                      .height = map.height};
    ChartPage page = chart_page(chart, 1, 1, room);
    put_axes(&map, &page);
    for (size_t i = 0; i < map.n; i++)
        put_label(&map, &page, &map.points[i]);
    put_legend(&map, &page);
    put_data(&map, &page);
    put_drawing(&map, &page);
    vec_release(&map.boxes);
    vec_push(stems, page.stem);
    return chart_page_finish(&page, err);
}
