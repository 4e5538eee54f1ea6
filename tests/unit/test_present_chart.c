/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts, drawn by gnuplot itself: labels are there, whole, inside the picture and not
 * over each other; hostile labels stay labels; the same Table gives the same bytes. */
#include "base/base.h"

#include <unistd.h>

#include "check.h"

#include "base/file.h"
#include "base/utf8.h"
#include "present/chart.h"
#include "present/chart_p.h"
#include "present/font.h"
#include "chart_check.h"
#include "present_tables.h"

/* The kinds that draw any grid of values. */
static const ChartKind grid_kinds[] = {CHART_HEAT, CHART_BARS, CHART_DOTS,
                                       CHART_DIFFERENCE, CHART_SLOPE};
enum { N_GRID_KINDS = sizeof grid_kinds / sizeof *grid_kinds };

/* ---- Tests ---- */

static const struct {
    ChartKind kind;
    size_t themes, plans, pages;
} layouts[] = {
    {CHART_HEAT, 25, 2, 1},      {CHART_HEAT, 4, 12, 1}, {CHART_HEAT, 40, 100, 2},
    {CHART_BARS, 5, 1, 1},       {CHART_BARS, 5, 8, 1},  {CHART_BARS, 5, 9, 1},
    {CHART_DOTS, 2, 70, 2},      {CHART_HEAT, 1, 1, 1},  {CHART_DIFFERENCE, 3, 7, 1},
    {CHART_DIFFERENCE, 9, 4, 1}, {CHART_SLOPE, 9, 4, 1},
};
enum { N_LAYOUTS = sizeof layouts / sizeof *layouts };

static ChartFiles draw_layout(ChartFixture *fixture, size_t i) {
    Table table = sample_coverage(&fixture->arena, layouts[i].themes, layouts[i].plans);
    ChartSpec spec = chart_grid_spec(layouts[i].kind);
    ChartFiles files = chart_drawn(fixture, &table, &spec,
                                   arena_format(&fixture->arena, "layout%zu", i).p);
    table_release(&table);
    return files;
}

static void labels_are_whole_and_apart(void **state) {
    ChartFixture *fixture = *state;
    chart_need_gnuplot(fixture);
    chart_need_font(fixture);
    for (size_t i = 0; i < N_LAYOUTS; i++) {
        ChartFiles files = draw_layout(fixture, i);
        assert_int_equal(files.n, layouts[i].pages);
        assert_false(files.numbered);
        for (size_t page = 0; page < files.n; page++)
            svg_check_layout(chart_file(fixture, files.stems[page], ".svg"));
    }
}

static void every_name_is_drawn(void **state) {
    ChartFixture *fixture = *state;
    chart_need_gnuplot(fixture);
    chart_need_font(fixture);
    Table table = sample_coverage(&fixture->arena, 25, 7);
    ChartSpec spec = chart_grid_spec(CHART_HEAT);
    chart_drawn(fixture, &table, &spec, "names");
    Slice svg = chart_file(fixture, "names", ".svg");
    for (size_t row = 0; row < table_rows(&table); row++) {
        for (size_t column = 0; column < 2; column++) {
            Slice name = table_cell(&table, row, column)->as.text;
            if (!slice_contains(svg, arena_format(&fixture->arena, "<text>%.*s</text>",
                                                  SLICE_ARG(name))))
                fail_msg("%.*s is not drawn", SLICE_ARG(name));
        }
    }
    assert_true(slice_contains(svg, S("来源：各区县公开的工作计划")));
    assert_true(slice_contains(svg, S("font-weight=\"bold\"")));
    Slice png = chart_file(fixture, "names", ".png");
    assert_true(slice_starts(png, S("\x89PNG")));
    table_release(&table);
}

/* Nothing above zero: a grid of white cells, and still a picture. */
static void all_zero_is_drawn(void **state) {
    ChartFixture *fixture = *state;
    chart_need_gnuplot(fixture);
    Table table = sample_coverage(&fixture->arena, 3, 3);
    ChartSpec spec = chart_grid_spec(CHART_HEAT);
    size_t share = table_find_column(&table, "share");
    for (size_t row = 0; row < table_rows(&table); row++)
        *table_cell(&table, row, share) = cell_real(0);
    chart_drawn(fixture, &table, &spec, "zeros");
    assert_true(slice_starts(chart_file(fixture, "zeros", ".png"), S("\x89PNG")));
    table_release(&table);
}

static void hostile_labels_stay_labels(void **state) {
    ChartFixture *fixture = *state;
    chart_need_gnuplot(fixture);
    chart_need_font(fixture);
    Table table = sample_hostile(&fixture->arena);
    static const char *const drawn[] = {
        "<text>它's</text>",           "<text>say \"hi\"</text>",
        "<text>back\\slash\\n</text>", "<text>a_b^c@d{e}</text>",
        "<text>`date`</text>",         "<text>@STYLE_NAME $x</text>",
        "<text>50% %s %d</text>",      "<text>two lines and tabs</text>",
        "<text># comment</text>",      "<text>=1+1</text>",
        "<text>'quoted'</text>",
    };
    for (size_t k = 0; k < N_GRID_KINDS; k++) {
        ChartKind kind = grid_kinds[k];
        ChartSpec spec = {.kind = kind,
                          .row = "theme",
                          .column = "plan",
                          .value = "share",
                          .subtitle = S("`rm` @x 'y'"),
                          .caption = S("\\")};
        ChartFiles files = chart_drawn(fixture, &table, &spec, "hostile");
        Buf all = {0};
        for (size_t i = 0; i < files.n; i++)
            buf_add(&all, chart_file(fixture, files.stems[i], ".svg"));
        for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
            if (!slice_contains(buf_slice(&all), slice_of(drawn[i])))
                fail_msg("kind %d: %s is not drawn", (int)kind, drawn[i]);
        }
        assert_false(slice_contains(buf_slice(&all), S("<script>")));
        assert_false(slice_contains(buf_slice(&all), S("<b>")));
        buf_release(&all);
    }
    table_release(&table);
}

static void same_table_same_bytes(void **state) {
    ChartFixture *fixture = *state;
    chart_need_gnuplot(fixture);
    Table table = sample_coverage(&fixture->arena, 9, 5);
    static const char *const suffixes[] = {".gp", ".dat", ".svg"};
    for (size_t k = 0; k < N_GRID_KINDS; k++) {
        ChartKind kind = grid_kinds[k];
        ChartSpec spec = chart_grid_spec(kind);
        Slice first[3];
        chart_drawn(fixture, &table, &spec, "same");
        for (size_t i = 0; i < 3; i++)
            first[i] = chart_file(fixture, "same", suffixes[i]);
        chart_drawn(fixture, &table, &spec, "same");
        for (size_t i = 0; i < 3; i++)
            assert_true(slice_equal(first[i], chart_file(fixture, "same", suffixes[i])));
        assert_false(slice_contains(first[2], S("GNUPLOT")));
        assert_true(slice_contains(first[2], S("id=\"same-gnuplot_canvas\"")));
    }
    table_release(&table);
}

static void without_a_font_labels_are_numbered(void **state) {
    ChartFixture *fixture = *state;
    chart_need_gnuplot(fixture);
    Table table = sample_coverage(&fixture->arena, 6, 3);
    Font kept = fixture->font;
    fixture->font = (Font){0};
    for (size_t k = 0; k < N_GRID_KINDS; k++) {
        ChartKind kind = grid_kinds[k];
        ChartSpec spec = chart_grid_spec(kind);
        ChartFiles files = chart_drawn(fixture, &table, &spec, "bare");
        assert_true(files.numbered);
        Slice svg = chart_file(fixture, "bare", ".svg");
        svg_check_layout(svg);
        SvgPicture picture = svg_picture(svg);
        for (size_t i = 0; i < picture.labels.n; i++) {
            Slice text = picture.labels.at[i].text;
            for (size_t at = 0; at < text.n; at += utf8_decode(text, at).length)
                assert_true(utf8_decode(text, at).rune < 0x2E80);
        }
        vec_release(&picture.labels);
        assert_true(slice_contains(svg, S("No Chinese font was found")));
        Slice legend = chart_file(fixture, "bare", "-legend.txt");
        assert_true(slice_contains(legend, S("]\t党建\n")));
        assert_true(
            slice_contains(chart_file(fixture, "bare", "-legend.html"), S("<td>党建")));
        /* The number of a name in the picture is its number in the legend. */
        Slice number = slice_sub(legend, 0, slice_find(legend, S("\t党建"), 0));
        number =
            slice_sub(number, slice_find(number, S("["), number.n > 4 ? number.n - 4 : 0),
                      number.n);
        assert_true(slice_contains(
            svg, arena_format(&fixture->arena, "<text>%.*s</text>", SLICE_ARG(number))));
    }
    fixture->font = kept;
    table_release(&table);
}

/* Values of either sign: sorted, named sides, and pale where the interval holds 0. */
static void differences_stand_around_zero(void **state) {
    ChartFixture *fixture = *state;
    chart_need_gnuplot(fixture);
    chart_need_font(fixture);
    static const char *const names[] = {"体育", "安全", "双减"};
    static const double values[3][3] = {
        {-0.0801, -0.14, -0.02}, {0.221, 0.12, 0.31}, {0.0102, -0.05, 0.07}};
    Table table = table_new(&fixture->arena, "difference", S("差"));
    table_column(&table, (Column){"theme", "theme", COLUMN_TEXT, 0});
    table_column(&table, (Column){"value", "value", COLUMN_SHARE, 1});
    table_column(&table, (Column){"low", "low", COLUMN_SHARE, 1});
    table_column(&table, (Column){"high", "high", COLUMN_SHARE, 1});
    for (size_t i = 0; i < 3; i++) {
        Cell *row = table_row(&table);
        row[0] = cell_text(&fixture->arena, slice_of(names[i]));
        for (size_t k = 0; k < 3; k++)
            row[k + 1] = cell_real(values[i][k]);
    }
    ChartSpec spec = {.kind = CHART_DIFFERENCE,
                      .row = "theme",
                      .value = "value",
                      .low = "low",
                      .high = "high",
                      .below = S("乙更多"),
                      .above = S("甲更多")};
    ChartFiles files = chart_drawn(fixture, &table, &spec, "difference");
    assert_int_equal(files.n, 1);
    Slice svg = chart_file(fixture, "difference", ".svg");
    svg_check_layout(svg);
    assert_true(slice_contains(svg, S("<text>甲更多</text>")));
    assert_true(slice_contains(svg, S("<text>乙更多</text>")));
    assert_true(slice_contains(svg, S("<text>-8.0%</text>")));
    assert_true(slice_contains(chart_file(fixture, "difference", ".dat"),
                               S("22.1\t1\t12\t31\t1\t1\t22.1%\t\t安全\n"
                                 "1.02\t2\t-5\t7\t1\t0\t1.0%\t\t双减\n"
                                 "-8.01\t3\t-14\t-2\t1\t1\t-8.0%\t\t体育\n")));
    table_release(&table);
}

/* Pairs of n things: alike when their numbers are near; joined at the next power of two.
 */
static Table sample_pairs(Arena *keep, size_t n) {
    Table table = table_new(keep, "pairs", S("相近的计划"));
    table_column(&table, (Column){"plan", "plan", COLUMN_TEXT, 0});
    table_column(&table, (Column){"other", "other", COLUMN_TEXT, 0});
    table_column(&table, (Column){"alike", "相似度", COLUMN_SHARE, 0});
    table_column(&table, (Column){"joined", "joined", COLUMN_REAL, 2});
    for (size_t i = 0; i < n * n; i++) {
        size_t a = i / n, b = i % n, apart = a > b ? a - b : b - a, joined = 0;
        while (a >> joined != b >> joined)
            joined++;
        Cell *row = table_row(&table);
        row[0] = cell_text(keep, arena_format(keep, "区县%zu", a));
        row[1] = cell_text(keep, arena_format(keep, "区县%zu", b));
        if (a != b)
            row[2] = cell_real(0.95 - 0.4 * (double)apart / (double)n);
        row[3] = cell_real((double)joined);
    }
    return table;
}

static void trees_stand_beside_their_rows(void **state) {
    static const size_t sizes[] = {2, 9, 64};
    ChartFixture *fixture = *state;
    chart_need_gnuplot(fixture);
    chart_need_font(fixture);
    for (size_t i = 0; i < 3; i++) {
        Table table = sample_pairs(&fixture->arena, sizes[i]);
        ChartSpec spec = {.kind = CHART_DENDROGRAM,
                          .row = "plan",
                          .column = "other",
                          .value = "alike",
                          .second = "joined"};
        ChartFiles files = chart_drawn(fixture, &table, &spec, "tree");
        assert_int_equal(files.n, sizes[i] > 60 ? 4 : 1);
        for (size_t page = 0; page < files.n; page++)
            svg_check_layout(chart_file(fixture, files.stems[page], ".svg"));
        table_release(&table);
    }
}

/* A cloud of points around the origin, and one very far out. */
static void points_of_a_map_are_named_apart(void **state) {
    ChartFixture *fixture = *state;
    chart_need_gnuplot(fixture);
    chart_need_font(fixture);
    Table table = table_new(&fixture->arena, "map", S("位置"));
    table_column(&table, (Column){"point", "point", COLUMN_TEXT, 0});
    table_column(&table, (Column){"kind", "kind", COLUMN_TEXT, 0});
    table_column(&table, (Column){"x", "第一轴", COLUMN_REAL, 2});
    table_column(&table, (Column){"y", "第二轴", COLUMN_REAL, 2});
    for (size_t i = 0; i < 50; i++) {
        Cell *row = table_row(&table);
        row[0] = cell_text(&fixture->arena,
                           i ? arena_format(&fixture->arena, "区县%zu", i) : S("远方"));
        row[1] = cell_text(&fixture->arena, i % 5 ? S("计划") : S("主题"));
        row[2] = cell_real(i ? cos((double)i) * (double)i / 50 : 90);
        row[3] = cell_real(i ? sin((double)i) * (double)i / 50 : -40);
    }
    ChartSpec spec = {
        .kind = CHART_MAP, .row = "point", .column = "kind", .value = "x", .second = "y"};
    chart_drawn(fixture, &table, &spec, "map");
    Slice svg = chart_file(fixture, "map", ".svg");
    svg_check_layout(svg);
    assert_true(slice_contains(svg, S("<text>远方 (90, -40)</text>")));
    assert_true(slice_contains(svg, S("<text>区县49</text>")));
    assert_true(
        slice_contains(chart_file(fixture, "map", ".dat"), S("\t90\t-40\t远方\t")));
    table_release(&table);
}

static size_t count_points(Slice svg) {
    size_t n = 0;
    Slice point = S("color='rgb( 44, 114, 180)'");
    for (size_t at = slice_find(svg, point, 0); at != SIZE_MAX;
         at = slice_find(svg, point, at + 1))
        n++;
    return n;
}

/* Also the point at the very end of the last axis. */
static void every_point_is_drawn(void **state) {
    ChartFixture *fixture = *state;
    chart_need_gnuplot(fixture);
    Table table = table_new(&fixture->arena, "ends", S("ends"));
    table_column(&table, (Column){"plan", "plan", COLUMN_TEXT, 0});
    table_column(&table, (Column){"panel", "panel", COLUMN_TEXT, 0});
    table_column(&table, (Column){"value", "value", COLUMN_REAL, 2});
    static const double ends[] = {600, 1.5, 10, 200};
    for (size_t i = 0; i < 4; i++) {
        Cell *row = table_row(&table);
        row[0] = cell_text(&fixture->arena, S("a"));
        row[1] = cell_text(&fixture->arena, arena_format(&fixture->arena, "%zu", i));
        row[2] = cell_real(ends[i]);
    }
    ChartSpec spec = {.kind = CHART_DOTS,
                      .row = "plan",
                      .column = "panel",
                      .value = "value",
                      .own_scale = true};
    chart_drawn(fixture, &table, &spec, "ends");
    assert_int_equal(count_points(chart_file(fixture, "ends", ".svg")), 4);
    spec.own_scale = false;
    chart_drawn(fixture, &table, &spec, "end");
    assert_int_equal(count_points(chart_file(fixture, "end", ".svg")), 4);
    table_release(&table);
}

/* Shares and millions side by side: each panel has marks of its own, and its greatest
 * value stands as far out as its axis says. */
static void panels_with_axes_of_their_own(void **state) {
    ChartFixture *fixture = *state;
    chart_need_gnuplot(fixture);
    Table table = table_new(&fixture->arena, "own-axes", S("own axes"));
    table_column(&table, (Column){"plan", "plan", COLUMN_TEXT, 0});
    table_column(&table, (Column){"panel", "panel", COLUMN_TEXT, 0});
    table_column(&table, (Column){"value", "value", COLUMN_REAL, 2});
    static const double values[] = {5, 7, 1200000, 300000};
    for (size_t i = 0; i < 4; i++) {
        Cell *row = table_row(&table);
        row[0] = cell_text(&fixture->arena, i % 2 ? S("b") : S("a"));
        row[1] = cell_text(&fixture->arena, i < 2 ? S("%") : S("places"));
        row[2] = cell_real(values[i]);
    }
    ChartSpec spec = {.kind = CHART_DOTS,
                      .row = "plan",
                      .column = "panel",
                      .value = "value",
                      .own_scale = true};
    chart_drawn(fixture, &table, &spec, "axes");
    Slice script = chart_file(fixture, "axes", ".gp"),
          data = chart_file(fixture, "axes", ".dat");
    assert_true(slice_contains(data, S("\tb\t8\n")));       /* 7 of 0 to 8 */
    assert_true(slice_contains(data, S("\ta\t1500000\n"))); /* 1200000 of 0 to 1500000 */
    assert_true(slice_contains(script, S("'8' 1500000,"))); /* where both axes end */
    assert_true(slice_contains(script, S("'6' 1125000,")));
    assert_true(slice_contains(script, S("'500000' ")));
    spec.own_scale = false;
    chart_drawn(fixture, &table, &spec, "axis");
    assert_false(slice_contains(chart_file(fixture, "axis", ".gp"), S("'8' ")));
    assert_true(slice_contains(chart_file(fixture, "axis", ".dat"), S("\tb\n")));
    table_release(&table);
}

/* Themes over years; no plan of the third year, and the second theme lacks the last. */
static Table sample_years(Arena *keep, size_t themes, size_t years) {
    Table table = table_new(keep, "years", S("逐年变化"));
    table_column(&table, (Column){"year", "年度", COLUMN_COUNT, 0});
    table_column(&table, (Column){"theme", "主题", COLUMN_TEXT, 0});
    table_column(&table, (Column){"share", "占比", COLUMN_SHARE, 1});
    table_column(&table, (Column){"low", "下限", COLUMN_SHARE, 1});
    table_column(&table, (Column){"high", "上限", COLUMN_SHARE, 1});
    table_column(&table, (Column){"sure", "显著", COLUMN_COUNT, 0});
    for (size_t i = 0; i < themes * years; i++) {
        size_t theme = i / years, year = years - 1 - i % years;
        if (theme == 1 && years > 1 && year + 1 == years)
            continue;
        double share = 0.01 * (double)((theme * 7 + year * 5) % 40);
        Cell *row = table_row(&table);
        row[0] = cell_count(2012 + (int64_t)(year + (year > 1)));
        row[1] = cell_text(keep, arena_format(keep, "主题%zu", theme + 1));
        row[2] = cell_real(share);
        row[3] = cell_real(share * 0.7);
        row[4] = cell_real(share * 1.3 + 0.03);
        row[5] = cell_count(theme % 3 == 0);
    }
    return table;
}

static const ChartSpec slope_spec = {.kind = CHART_SLOPE,
                                     .row = "year",
                                     .column = "theme",
                                     .value = "share",
                                     .low = "low",
                                     .high = "high",
                                     .sure = "sure"};

static void lines_stand_in_panels(void **state) {
    static const struct {
        size_t themes, years, pages;
    } cases[] = {{1, 2, 1}, {1, 12, 1}, {2, 3, 1},   {4, 6, 1},  {6, 5, 1},
                 {8, 2, 1}, {31, 6, 1}, {31, 12, 1}, {80, 2, 3}, {3, 1, 1}};
    ChartFixture *fixture = *state;
    chart_need_gnuplot(fixture);
    chart_need_font(fixture);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Table table = sample_years(&fixture->arena, cases[i].themes, cases[i].years);
        ChartFiles files = chart_drawn(fixture, &table, &slope_spec, "slope");
        assert_int_equal(files.n, cases[i].pages);
        Buf all = {0};
        for (size_t page = 0; page < files.n; page++) {
            Slice svg = chart_file(fixture, files.stems[page], ".svg");
            svg_check_layout(svg);
            buf_add(&all, svg);
        }
        for (size_t theme = 1; theme <= cases[i].themes; theme++)
            assert_true(slice_contains(
                buf_slice(&all),
                arena_format(&fixture->arena, "<text>主题%zu</text>", theme)));
        buf_release(&all);
        table_release(&table);
    }
}

/* Years ascend whatever the order of the rows; what is missing breaks the line, is no
 * zero, and is led across by a dotted one. */
static void missing_years_are_gaps(void **state) {
    ChartFixture *fixture = *state;
    chart_need_gnuplot(fixture);
    chart_need_font(fixture);
    Table table = sample_years(&fixture->arena, 2, 4);
    chart_drawn(fixture, &table, &slope_spec, "gaps");
    Slice data = chart_file(fixture, "gaps", ".dat");
    assert_true(slice_contains(data, S("2012\t0\t0\t3\t0\t0\t1\t0.0%\t主题1\n"
                                       "2013\t5\t3.5\t9.5\t0\t0\t1\t\t主题1\n\n"
                                       "2015\t10\t7\t16\t0\t0\t1\t\t主题1\n"
                                       "2016\t15\t10.5\t22.5\t0\t0\t1\t15.0%\t主题1\n")));
    assert_true(slice_contains(data, S("2015\t17\t11.9\t25.1\t1\t0\t0\t17.0%\t主题2\n")));
    assert_false(slice_contains(data, S("2014")));
    Slice script = chart_file(fixture, "gaps", ".gp");
    assert_true(slice_contains(
        script, S("from X(2013,0),Y(5,0) to X(2015,0),Y(10,0) nohead dashtype")));
    Slice svg = chart_file(fixture, "gaps", ".svg");
    assert_true(slice_contains(svg, S("<text>2016</text>")));
    table_release(&table);
}

static void steps_are_round(void **state) {
    (void)state;
    check_close(chart_step(32.6, 5), 10, 1e-12);
    check_close(chart_step(50, 5), 10, 1e-12);
    check_close(chart_step(51, 5), 20, 1e-12);
    check_close(chart_step(0.3, 3), 0.1, 1e-12);
    check_close(chart_step(0, 5), 1, 1e-12);
}

/* For tests/browser, which measures the labels as drawn. */
static int charts_for_browser(const char *folder) {
    ChartFixture fixture = {.folder = slice_of(folder)};
    Err err = {0};
    if (!font_find(&fixture.arena, &fixture.font, &err))
        return 1;
    for (size_t i = 0; i < N_LAYOUTS; i++)
        draw_layout(&fixture, i);
    arena_release(&fixture.arena);
    return 0;
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_whole_and_apart),
        cmocka_unit_test(every_name_is_drawn),
        cmocka_unit_test(all_zero_is_drawn),
        cmocka_unit_test(hostile_labels_stay_labels),
        cmocka_unit_test(same_table_same_bytes),
        cmocka_unit_test(without_a_font_labels_are_numbered),
        cmocka_unit_test(differences_stand_around_zero),
        cmocka_unit_test(trees_stand_beside_their_rows),
        cmocka_unit_test(points_of_a_map_are_named_apart),
        cmocka_unit_test(every_point_is_drawn),
        cmocka_unit_test(panels_with_axes_of_their_own),
        cmocka_unit_test(lines_stand_in_panels),
        cmocka_unit_test(missing_years_are_gaps),
        cmocka_unit_test(steps_are_round),
    };
    if (argc == 3 && strcmp(argv[1], "--draw") == 0)
        return charts_for_browser(argv[2]);
    return cmocka_run_group_tests(tests, chart_set_up, chart_tear_down);
}
