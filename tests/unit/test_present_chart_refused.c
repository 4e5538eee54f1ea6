/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keeps a chart from being drawn is told, not hidden: no font, no gnuplot, a table
 * that does not suit, too many pictures. */
#include "base/base.h"

#include "check.h"

#include "base/file.h"
#include "present/chart.h"
#include "present/font.h"
#include "chart_check.h"
#include "present_tables.h"

static void an_empty_font_list_is_no_error(void **state) {
    ChartFixture *fixture = *state;
    Slice path =
        arena_format(&fixture->arena, "%.*s/fonts.conf", SLICE_ARG(fixture->folder));
    Err err = {0};
    check_ok(
        file_write(path, S("<?xml version=\"1.0\"?><fontconfig></fontconfig>"), &err),
        &err);
    Font font = {0};
    setenv("FONTCONFIG_FILE", path.p, 1);
    bool ok = font_find(&fixture->arena, &font, &err);
    unsetenv("FONTCONFIG_FILE");
    check_ok(ok, &err);
    assert_int_equal(font.family.n, 0);
    assert_true(font.why.n > 0);
}

static void a_wanted_font_that_is_absent_is_an_error(void **state) {
    ChartFixture *fixture = *state;
    Font font = {0};
    static const char *const names[] = {"No Such Family", "/no/such/file.ttf"};
    for (size_t i = 0; i < 2; i++) {
        Err err = {0};
        setenv("PLANCMP_FONT", names[i], 1);
        bool ok = font_find(&fixture->arena, &font, &err);
        unsetenv("PLANCMP_FONT");
        assert_false(ok);
        assert_non_null(strstr(err.text, names[i]));
    }
}

static void absent_gnuplot_is_told(void **state) {
    ChartFixture *fixture = *state;
    Table table = sample_coverage(&fixture->arena, 3, 3);
    ChartSpec spec = chart_grid_spec(CHART_HEAT);
    ChartPlace place = {arena_cstring(&fixture->arena, fixture->folder), "absent",
                        fixture->font};
    ChartFiles files;
    Err err = {0};
    Slice path = arena_copy(&fixture->arena, slice_of(getenv("PATH")));
    setenv("PATH", "/nonexistent", 1);
    bool ok = chart_draw(&table, &spec, &place, &fixture->arena, &files, &err);
    setenv("PATH", path.p, 1);
    assert_false(ok);
    assert_non_null(strstr(err.text, "absent.gp: gnuplot is not installed"));
    assert_true(chart_file(fixture, "absent", ".gp").n > 0);
    table_release(&table);
}

static void faults_of_the_table_are_told(void **state) {
    ChartFixture *fixture = *state;
    Table table = sample_coverage(&fixture->arena, 3, 3);
    ChartPlace place = {arena_cstring(&fixture->arena, fixture->folder), "faults",
                        fixture->font};
    static const struct {
        ChartSpec spec;
        const char *message;
    } cases[] = {
        {{.row = "none", .value = "share"}, "chart: table coverage has no column none"},
        {{.row = "theme", .value = "share"},
         "chart: table coverage, row 2: a second row for the same pair"},
        {{.row = "theme", .column = "plan", .value = "share", .only = "low"}, ""},
    };
    for (size_t i = 0; i < 2; i++) {
        Err err = {0};
        ChartFiles files;
        assert_false(
            chart_draw(&table, &cases[i].spec, &place, &fixture->arena, &files, &err));
        assert_string_equal(err.text, cases[i].message);
    }
    Table empty = sample_coverage(&fixture->arena, 0, 0);
    Err err = {0};
    ChartFiles files;
    assert_false(
        chart_draw(&empty, &cases[2].spec, &place, &fixture->arena, &files, &err));
    assert_string_equal(err.text, "chart: table coverage has nothing to draw");
    table_release(&empty);
    table_release(&table);
}

/* Told before the first is drawn. */
static void hundreds_of_pictures_are_refused(void **state) {
    ChartFixture *fixture = *state;
    Table table = sample_coverage(&fixture->arena, 3, 3700);
    ChartPlace place = {arena_cstring(&fixture->arena, fixture->folder), "hundreds",
                        fixture->font};
    static const ChartKind kinds[] = {CHART_HEAT, CHART_BARS, CHART_DOTS,
                                      CHART_DIFFERENCE};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        ChartSpec spec = chart_grid_spec(kinds[i]);
        ChartFiles files;
        Err err = {0};
        assert_false(chart_draw(&table, &spec, &place, &fixture->arena, &files, &err));
        assert_non_null(strstr(err.text, "the chart hundreds would take "));
        Slice script = arena_format(&fixture->arena, "%s/hundreds.gp", place.folder);
        assert_int_equal(file_kind(script), FILE_ABSENT);
    }
    table_release(&table);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_font_list_is_no_error),
        cmocka_unit_test(a_wanted_font_that_is_absent_is_an_error),
        cmocka_unit_test(absent_gnuplot_is_told),
        cmocka_unit_test(faults_of_the_table_are_told),
        cmocka_unit_test(hundreds_of_pictures_are_refused),
    };
    return cmocka_run_group_tests(tests, chart_set_up, chart_tear_down);
}
