/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook, read back as the XML it is made of. */
#include "base/base.h"

#include <archive.h>
#include <archive_entry.h>

#include "check.h"

#include "base/file.h"
#include "present/xlsx.h"
#include "present_tables.h"

typedef struct {
    Arena arena;
    Slice folder, path;
} Fixture;

static int set_up(void **state) {
    Fixture *fixture = calloc(1, sizeof *fixture);
    Err err = {0};
    if (!fixture || !folder_temporary(&fixture->arena, &fixture->folder, &err))
        return -1;
    fixture->path = path_join(&fixture->arena, fixture->folder, S("book.xlsx"));
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    Fixture *fixture = *state;
    folder_remove(fixture->folder);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

/* One file inside the workbook; empty when it is not there. */
static Slice part(Fixture *fixture, const char *name) {
    struct archive *archive = archive_read_new();
    struct archive_entry *entry;
    Buf bytes = {0};
    archive_read_support_format_zip(archive);
    assert_int_equal(archive_read_open_filename(
                         archive, arena_cstring(&fixture->arena, fixture->path), 65536),
                     ARCHIVE_OK);
    while (archive_read_next_header(archive, &entry) == ARCHIVE_OK) {
        if (strcmp(archive_entry_pathname(entry), name) != 0)
            continue;
        char chunk[4096];
        la_ssize_t n;
        while ((n = archive_read_data(archive, chunk, sizeof chunk)) > 0)
            buf_add(&bytes, (Slice){chunk, (size_t)n});
    }
    archive_read_free(archive);
    Slice text = arena_copy(&fixture->arena, buf_slice(&bytes));
    buf_release(&bytes);
    return text;
}

static void expect_in(Fixture *fixture, const char *name, const char *words) {
    Slice text = part(fixture, name);
    if (!slice_contains(text, slice_of(words)))
        fail_msg("%s has no %s: %.*s", name, words, SLICE_ARG(slice_sub(text, 0, 3000)));
}

static Slice write_sample(Fixture *fixture, bool evidence) {
    SampleReport sample;
    Err err = {0};
    sample_report(&fixture->arena, 3, 40, &sample);
    const Table *tables[] = {&sample.coverage, &sample.read, &sample.coverage};
    Workbook book = {tables, 3, evidence ? &sample.evidence : NULL, &sample.plans,
                     &sample.themes};
    check_ok(xlsx_write(&book, fixture->path, &err), &err);
    sample_report_release(&sample);
    Buf bytes = {0};
    check_ok(file_read(fixture->path, 0, &bytes, &err), &err);
    Slice copy = arena_copy(&fixture->arena, buf_slice(&bytes));
    buf_release(&bytes);
    return copy;
}

static void sheets_have_names_and_formats(void **state) {
    Fixture *fixture = *state;
    write_sample(fixture, true);
    expect_in(fixture, "xl/workbook.xml", "<sheet name=\"各计划的主题覆盖\"");
    expect_in(fixture, "xl/workbook.xml", "<sheet name=\"各计划的主题覆盖 2\"");
    expect_in(fixture, "xl/workbook.xml", "<sheet name=\"evidence\"");
    expect_in(fixture, "xl/styles.xml", "formatCode=\"0.0%\"");
    expect_in(fixture, "xl/worksheets/sheet1.xml", "state=\"frozen\"");
    expect_in(fixture, "xl/worksheets/sheet2.xml", "<v>2023</v>");
    expect_in(fixture, "xl/sharedStrings.xml", "低、高：95% Wilson 区间。");
    expect_in(fixture, "docProps/core.xml", "2000-01-01T00:00:00Z");
}

static void numbers_link_to_their_measures(void **state) {
    Fixture *fixture = *state;
    write_sample(fixture, true);
    expect_in(fixture, "xl/worksheets/sheet1.xml", "location=\"'evidence'!A2\"");
    expect_in(fixture, "xl/sharedStrings.xml",
              "全面加强党的建设，推动党建与业务深度融合。");
    expect_in(fixture, "xl/sharedStrings.xml", "&lt;b&gt;&amp;amp; 数据&lt;/b&gt;");
    write_sample(fixture, false);
    assert_false(
        slice_contains(part(fixture, "xl/worksheets/sheet1.xml"), S("hyperlink")));
}

static void same_tables_same_bytes(void **state) {
    Fixture *fixture = *state;
    Slice first = write_sample(fixture, true);
    assert_true(slice_equal(first, write_sample(fixture, true)));
}

static void formulas_and_long_texts_are_texts(void **state) {
    Fixture *fixture = *state;
    Table table = table_new(
        &fixture->arena, "t",
        S("a[b]:c/d*e?f\\g 这是一个超过三十一个字符的很长很长的工作表名称甲乙丙丁戊己庚辛"));
    table_column(&table, (Column){"a", "=HYPERLINK(1)", COLUMN_TEXT, 0});
    char *text = arena_alloc(&fixture->arena, 40001);
    memset(text, 'x', 40000);
    table_row(&table)[0] = cell_text(&fixture->arena, S("=1+1\x1b"));
    table_row(&table)[0] = cell_text(&fixture->arena, (Slice){text, 40000});
    const Table *tables[] = {&table};
    Workbook book = {.tables = tables, .n = 1};
    Err err = {0};
    check_ok(xlsx_write(&book, fixture->path, &err), &err);
    Slice sheet = part(fixture, "xl/worksheets/sheet1.xml");
    assert_false(slice_contains(sheet, S("<f>")));
    expect_in(fixture, "xl/sharedStrings.xml", "=1+1");
    expect_in(fixture, "xl/sharedStrings.xml", "x…<");
    expect_in(fixture, "xl/workbook.xml", "<sheet name=\"a b  c d e f g");
    table_release(&table);
}

static void faults_name_the_place(void **state) {
    Fixture *fixture = *state;
    SampleReport sample;
    sample_report(&fixture->arena, 2, 10, &sample);
    int64_t id = 999;
    Cell *cell = table_cell(&sample.coverage, 0, 5);
    *cell = cell_with(&fixture->arena, *cell, &id, 1);
    const Table *tables[] = {&sample.coverage};
    Workbook book = {.tables = tables, .n = 1, .evidence = &sample.evidence};
    Err err = {0};
    assert_false(xlsx_write(&book, fixture->path, &err));
    assert_string_equal(
        err.text,
        "workbook: table coverage counts measure 999, which the evidence does not have");
    book.evidence = NULL;
    assert_false(xlsx_write(&book, S("/nonexistent/folder/book.xlsx"), &err));
    assert_non_null(strstr(err.text, "/nonexistent/folder/book.xlsx"));
    sample_report_release(&sample);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_have_names_and_formats),
        cmocka_unit_test(numbers_link_to_their_measures),
        cmocka_unit_test(same_tables_same_bytes),
        cmocka_unit_test(formulas_and_long_texts_are_texts),
        cmocka_unit_test(faults_name_the_place),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
