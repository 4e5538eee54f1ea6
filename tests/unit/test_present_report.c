/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report page as text: every measure once, every cell with its measures, every word
 * escaped. What a browser makes of it is tested in tests/browser; `test_present_report
 * --page FILE` writes the page for it. */
#include "base/base.h"

#include "check.h"

#include "base/file.h"
#include "base/json.h"
#include "present/report.h"
#include "present_tables.h"

typedef struct {
    Arena arena;
    SampleReport sample;
    Buf page;
} Fixture;

static void write_page(Fixture *fixture, size_t plans, size_t measures) {
    Err err = {0};
    sample_report(&fixture->arena, plans, measures, &fixture->sample);
    check_ok(report_html(&fixture->sample.report, &fixture->page, &err), &err);
}

static void release(Fixture *fixture) {
    sample_report_release(&fixture->sample);
    buf_release(&fixture->page);
    arena_release(&fixture->arena);
}

static size_t count(Slice text, const char *word) {
    size_t n = 0, at = 0;
    while ((at = slice_find(text, slice_of(word), at)) != SIZE_MAX) {
        n++;
        at++;
    }
    return n;
}

static void every_measure_stands_once(void **state) {
    (void)state;
    Fixture fixture = {0};
    write_page(&fixture, 5, 60);
    Slice page = buf_slice(&fixture.page);
    assert_int_equal(count(page, "<li id=m"), 300);
    assert_int_equal(count(page, "<details class=plan"), 5);
    assert_int_equal(count(page, "<mark data-t=\"dr\">双减</mark>"),
                     count(page, "data-t=\"dr\">巩固"));
    assert_true(count(page, "<mark data-t=\"dr\">双减</mark>") > 5);
    release(&fixture);
}

static Json *data_of(Slice page) {
    Slice open = S("<script type=\"application/json\" id=data>\n");
    size_t at = slice_find(page, open, 0);
    assert_true(at != SIZE_MAX);
    Slice rest = slice_sub(page, at + open.n, page.n);
    Err err = {0};
    Json *data = json_parse(slice_sub(rest, 0, slice_find(rest, S("</script>"), 0)),
                            S("data"), &err);
    check_ok(data != NULL, &err);
    return data;
}

/* Each cell's list is that of the Table, and its link, for readers without scripts, is
 * its first measure. */
static void every_cell_has_its_measures(void **state) {
    (void)state;
    Fixture fixture = {0};
    write_page(&fixture, 4, 50);
    Slice page = buf_slice(&fixture.page);
    Json *data = data_of(page);
    const Json *list = json_first(json_get(data, "lists"));
    const Table *coverage = &fixture.sample.coverage;
    size_t share = table_find_column(coverage, "share"), links = 0;
    for (size_t row = 0; row < table_rows(coverage); row++) {
        const Cell *cell = table_cell(coverage, row, share);
        if (cell->n_measures == 0)
            continue;
        assert_non_null(list);
        size_t i = 0;
        for (const Json *id = json_first(list); id; id = json_next(id), i++)
            check_close(json_number(id), (double)cell->measures[i], 0);
        assert_int_equal(i, cell->n_measures);
        Slice link = arena_format(&fixture.arena, "<a href=#m%lld data-l=%zu>",
                                  (long long)cell->measures[0], links++);
        assert_true(slice_contains(page, link));
        list = json_next(list);
    }
    assert_true(links > 30);
    json_free(data);
    release(&fixture);
}

static void words_of_documents_are_no_markup(void **state) {
    (void)state;
    Fixture fixture = {0};
    write_page(&fixture, 3, 30);
    Slice page = buf_slice(&fixture.page);
    assert_int_equal(count(page, "<script>alert"), 0);
    assert_int_equal(count(page, "<img"), 0);
    assert_int_equal(count(page, "<b>&amp; "), 0);
    assert_true(count(page, "&lt;b&gt;&amp;amp; 数据&lt;/b&gt;") > 0);
    assert_true(count(page, "<title>区县教育工作计划比较 &lt;2023&gt;</title>") == 1);
    assert_int_equal(count(page, "</script>"), 2);
    release(&fixture);
}

static void the_page_stands_alone(void **state) {
    (void)state;
    Fixture fixture = {0};
    write_page(&fixture, 2, 20);
    Slice page = buf_slice(&fixture.page);
    static const char *const loads[] = {"http://", "https://", "<script src",
                                        "url(",    "@import",  "<link"};
    for (size_t i = 0; i < sizeof loads / sizeof *loads; i++)
        assert_int_equal(count(page, loads[i]), 0);
    release(&fixture);
}

static void same_report_same_bytes(void **state) {
    (void)state;
    Fixture first = {0}, second = {0};
    write_page(&first, 4, 30);
    write_page(&second, 4, 30);
    assert_true(slice_equal(buf_slice(&first.page), buf_slice(&second.page)));
    release(&first);
    release(&second);
}

/* One plan, one measure with the given hits: what stands in its <li>. */
static Slice marked(Arena *arena, const char *text, const char *hits) {
    Table evidence = table_new(arena, "evidence", (Slice){0});
    static const char *const keys[] = {"plan", "text", "hits"};
    table_column(&evidence, (Column){"id", "id", COLUMN_COUNT, 0});
    for (size_t i = 0; i < 3; i++)
        table_column(&evidence, (Column){keys[i], keys[i], COLUMN_TEXT, 0});
    Cell *row = table_row(&evidence);
    row[0] = cell_count(1);
    row[1] = cell_text(arena, S("p"));
    row[2] = cell_text(arena, slice_of(text));
    row[3] = cell_text(arena, slice_of(hits));
    Report report = {.evidence = &evidence};
    report_add(&report, .kind = REPORT_PLANS);
    Buf page = {0};
    Err err = {0};
    check_ok(report_html(&report, &page, &err), &err);
    Slice all = arena_copy(arena, buf_slice(&page)), open = S("<li id=m1>");
    size_t at = slice_find(all, open, 0) + open.n;
    buf_release(&page);
    vec_release(&report.blocks);
    table_release(&evidence);
    return slice_sub(all, at, slice_find(all, S("\n"), at));
}

static void hits_may_overlap_and_be_broken(void **state) {
    (void)state;
    Arena arena = {0};
    check_slice(
        marked(&arena, "甲乙丙丁", "0-6:a 3-9:b"),
        "<mark data-t=\"a\">甲</mark><mark data-t=\"a b\">乙</mark><mark data-t=\"b\">丙</mark>丁");
    check_slice(marked(&arena, "甲乙", "0-3:a 0-3:a"), "<mark data-t=\"a\">甲</mark>乙");
    check_slice(marked(&arena, "甲<乙", "3-4:a\"b"),
                "甲<mark data-t=\"a&quot;b\">&lt;</mark>乙");
    check_slice(marked(&arena, "甲乙", "1-4:a 0-99:b x 3-3:c 6-3:d -:e 3-6"),
                "甲<mark data-t=\"\">乙</mark>");
    check_slice(marked(&arena, "", "0-0:a"), "");
    arena_release(&arena);
}

static void a_number_without_its_measure_is_an_error(void **state) {
    (void)state;
    Fixture fixture = {0};
    Err err = {0};
    sample_report(&fixture.arena, 2, 10, &fixture.sample);
    int64_t id = 999;
    Cell *cell = table_cell(&fixture.sample.coverage, 0, 5);
    *cell = cell_with(&fixture.arena, *cell, &id, 1);
    assert_false(report_html(&fixture.sample.report, &fixture.page, &err));
    assert_string_equal(
        err.text,
        "report: table coverage counts measure 999, which the evidence does not have");
    table_cell(&fixture.sample.evidence, 1, 0)->as.count = 1;
    assert_false(report_html(&fixture.sample.report, &fixture.page, &err));
    assert_string_equal(err.text, "report: measure 1 stands twice in the evidence");
    release(&fixture);
}

static void an_empty_report_is_a_page(void **state) {
    (void)state;
    Report report = {.title = S("空")};
    Buf page = {0};
    Err err = {0};
    check_ok(report_html(&report, &page, &err), &err);
    assert_true(slice_ends(buf_slice(&page), S("</html>\n")));
    buf_release(&page);
}

static void a_large_report_stays_small(void **state) {
    (void)state;
    Fixture fixture = {0};
    write_page(&fixture, 80, 190);
    assert_int_equal(count(buf_slice(&fixture.page), "<li id=m"), 80 * 190);
    assert_true(fixture.page.n < (size_t)8 << 20);
    release(&fixture);
}

static int page_for_browser(const char *path) {
    Fixture fixture = {0};
    Err err = {0};
    lang_set(LANG_ZH);
    sample_report(&fixture.arena, 14, 60, &fixture.sample);
    bool ok = report_html(&fixture.sample.report, &fixture.page, &err) &&
              file_write(slice_of(path), buf_slice(&fixture.page), &err);
    if (!ok)
        fprintf(stderr, "%s\n", err.text);
    release(&fixture);
    return ok ? 0 : 1;
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_measure_stands_once),
        cmocka_unit_test(every_cell_has_its_measures),
        cmocka_unit_test(words_of_documents_are_no_markup),
        cmocka_unit_test(the_page_stands_alone),
        cmocka_unit_test(same_report_same_bytes),
        cmocka_unit_test(hits_may_overlap_and_be_broken),
        cmocka_unit_test(a_number_without_its_measure_is_an_error),
        cmocka_unit_test(an_empty_report_is_a_page),
        cmocka_unit_test(a_large_report_stays_small),
    };
    if (argc == 3 && strcmp(argv[1], "--page") == 0)
        return page_for_browser(argv[2]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
