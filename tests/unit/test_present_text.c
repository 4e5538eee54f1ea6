/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Table as terminal text, CSV, JSON, JSON Lines and Markdown, against texts written by
 * hand. */
#include "base/base.h"

#include "check.h"

#include "base/json.h"
#include "base/table.h"
#include "base/utf8.h"
#include "present/csv.h"
#include "present/json.h"
#include "present/markdown.h"
#include "present/pivot.h"
#include "present/terminal.h"
#include "present_tables.h"

static Table small(Arena *arena) {
    Table table = table_new(arena, "small", S("小表"));
    table_column(&table, (Column){"theme", "主题", COLUMN_TEXT, 0});
    table_column(&table, (Column){"n", "措施数", COLUMN_COUNT, 0});
    table_column(&table, (Column){"share", "占比", COLUMN_SHARE, 1});
    Cell *row = table_row(&table);
    row[0] = cell_text(arena, S("党建 party"));
    row[1] = cell_with(arena, cell_count(12), (int64_t[]){3, 5}, 2);
    row[2] = cell_real(0.0625);
    row = table_row(&table);
    row[0] = cell_text(arena, S("安全"));
    row[1] = cell_count(0);
    table_note(&table, "n = %d", 192);
    return table;
}

static void expect(Buf *out, const char *expected) {
    check_slice(buf_slice(out), expected);
    buf_release(out);
}

static void terminal_aligns_chinese(void **state) {
    (void)state;
    Arena arena = {0};
    Table table = small(&arena);
    Buf out = {0};
    table_print(&table, (TerminalStyle){0}, &out);
    expect(&out, "小表\n"
                 "\n"
                 "主题        措施数  占比\n"
                 "────────────────────────\n"
                 "党建 party      12  6.2%\n"
                 "安全             0\n"
                 "\n"
                 "n = 192\n");
    table_release(&table);
    arena_release(&arena);
}

static void terminal_counts_ambiguous_as_told(void **state) {
    (void)state;
    Arena arena = {0};
    Table table = table_new(&arena, "t", (Slice){0});
    table_column(&table, (Column){"a", "①", COLUMN_TEXT, 0});
    table_column(&table, (Column){"b", "b", COLUMN_COUNT, 0});
    table_row(&table)[1] = cell_count(1);
    Buf out = {0};
    table_print(&table, (TerminalStyle){.ambiguous = 1}, &out);
    expect(&out, "①  b\n────\n   1\n");
    table_print(&table, (TerminalStyle){.ambiguous = 2}, &out);
    expect(&out, "①  b\n──\n    1\n");
    table_release(&table);
    arena_release(&arena);
}

static size_t widest_line(Slice text) {
    size_t widest = 0;
    while (text.n) {
        Cut line = slice_cut(text, S("\n"));
        size_t columns = utf8_columns(line.head);
        widest = columns > widest ? columns : widest;
        text = line.tail;
    }
    return widest;
}

static void terminal_never_passes_the_edge(void **state) {
    (void)state;
    Arena arena = {0};
    Table tidy = sample_coverage(&arena, 6, 30), wide;
    Err err;
    check_ok(table_pivot(&tidy,
                         (PivotSpec){.row = "theme",
                                     .column = "plan",
                                     .values = {"measures", "share"}},
                         &arena, &wide, &err),
             &err);
    for (size_t columns = 40; columns < 400; columns += 7) {
        Buf out = {0};
        table_print(&wide, (TerminalStyle){.columns = columns}, &out);
        table_print(&tidy, (TerminalStyle){.columns = columns}, &out);
        assert_true(widest_line(buf_slice(&out)) <= columns);
        buf_release(&out);
    }
    table_release(&wide);
    table_release(&tidy);
    arena_release(&arena);
}

static void terminal_wraps_by_chinese_rules(void **state) {
    (void)state;
    Arena arena = {0};
    Table table = table_new(&arena, "t", (Slice){0});
    table_column(&table, (Column){"a", "号", COLUMN_COUNT, 0});
    table_column(&table, (Column){"b", "措施", COLUMN_TEXT, 0});
    Cell *row = table_row(&table);
    row[0] = cell_count(1);
    row[1] = cell_text(
        &arena,
        S("各学校每学期至少开展两次应急疏散演练，建立“一校一策”台账。2024年完成。"));
    Buf out = {0};
    table_print(&table, (TerminalStyle){.columns = 40}, &out);
    expect(&out, "号  措施\n"
                 "────────────────────────────────────────\n"
                 " 1  各学校每学期至少开展两次应急疏散演\n"
                 "    练，建立“一校一策”台账。2024年完成。\n");
    table_print(&table, (TerminalStyle){.columns = 40, .lines = 1}, &out);
    expect(&out, "号  措施\n"
                 "────────────────────────────────────────\n"
                 " 1  各学校每学期至少开展两次应急疏散演…\n");
    table_release(&table);
    arena_release(&arena);
}

static void terminal_breaks_no_word_of_a_heading(void **state) {
    (void)state;
    Arena arena = {0};
    Table table = table_new(&arena, "t", (Slice){0});
    table_column(&table, (Column){"a", "corrected low", COLUMN_SHARE, 1});
    table_column(&table, (Column){"b", "corrected high", COLUMN_SHARE, 1});
    table_column(&table, (Column){"c", "举措", COLUMN_TEXT, 0});
    Cell *row = table_row(&table);
    row[0] = cell_real(0.0625);
    row[1] = cell_real(0.25);
    row[2] = cell_text(&arena, S("开展应急疏散演练，建立台账"));
    Buf out = {0};
    table_print(&table, (TerminalStyle){.columns = 40}, &out);
    expect(&out, " corrected   corrected\n"
                 "       low        high  举措\n"
                 "────────────────────────────────────────\n"
                 "      6.2%       25.0%  开展应急疏散演\n"
                 "                        练，建立台账\n");
    table_release(&table);
    arena_release(&arena);
}

static void terminal_lets_no_control_character_through(void **state) {
    (void)state;
    Arena arena = {0};
    Table table = table_new(&arena, "t", S("a\033[31mb"));
    table_column(&table, (Column){"a", "a", COLUMN_TEXT, 0});
    table_row(&table)[0] =
        cell_text(&arena, S("x\033]0;title\007y\r\nz\xC2\x9B 31m\xE2\x80\xAE"));
    table_note(&table, "n\bm");
    Buf out = {0};
    table_print(&table, (TerminalStyle){0}, &out);
    expect(&out, "a [31mb\n\na\n───────────────────\nx ]0;title y z  31m\n\nn m\n");
    table_release(&table);
    arena_release(&arena);
}

static void csv_quotes_what_needs_it(void **state) {
    (void)state;
    Arena arena = {0};
    Table table = table_new(&arena, "t", (Slice){0});
    table_column(&table, (Column){"a", "甲,乙", COLUMN_TEXT, 0});
    table_column(&table, (Column){"b", "b", COLUMN_REAL, 2});
    Cell *row = table_row(&table);
    row[0] = cell_text(&arena, S("say \"hi\", 好\nnext"));
    row[1] = cell_real(0.1);
    row = table_row(&table);
    row[0] = cell_text(&arena, S(" =1+1"));
    row[1] = cell_real(-2);
    row = table_row(&table);
    row[0] = cell_text(&arena, S("=1+1"));
    Buf out = {0};
    table_csv(&table, (CsvStyle){0}, &out);
    expect(&out, "a,b\n\"say \"\"hi\"\", 好\nnext\",0.1\n\" =1+1\",-2\n=1+1,\n");
    table_csv(&table,
              (CsvStyle){.bom = true, .crlf = true, .headings = true, .guard = true},
              &out);
    expect(
        &out,
        "\xEF\xBB\xBF\"甲,乙\",b\r\n\"say \"\"hi\"\", 好\nnext\",0.1\r\n\" =1+1\",-2\r\n'=1+1,\r\n");
    table_release(&table);
    arena_release(&arena);
}

static void csv_carries_evidence_and_notes(void **state) {
    (void)state;
    Arena arena = {0};
    Table table = small(&arena);
    Buf out = {0};
    table_csv(&table, (CsvStyle){.evidence = true, .notes = true}, &out);
    expect(&out,
           "theme,n,share,n_evidence\n党建 party,12,0.0625,3 5\n安全,0,,\n\n# n = 192\n");
    table_release(&table);
    arena_release(&arena);
}

static void csv_keeps_a_row_of_one_empty_field(void **state) {
    (void)state;
    Arena arena = {0};
    Table table = table_new(&arena, "t", (Slice){0});
    table_column(&table, (Column){"a", "a", COLUMN_TEXT, 0});
    table_row(&table);
    Buf out = {0};
    table_csv(&table, (CsvStyle){0}, &out);
    expect(&out, "a\n\"\"\n");
    table_release(&table);
    arena_release(&arena);
}

static void add_name(const void *of, int64_t measure, Buf *out) {
    buf_format(out, "%s:%d", (const char *)of, (int)measure);
}

/* Against the order of the ids. */
static int64_t backwards(const void *of, int64_t measure) {
    (void)of;
    return -measure;
}

static const MeasureNaming naming = {"p\"q", add_name, backwards};

static void json_is_as_documented(void **state) {
    (void)state;
    Arena arena = {0};
    Table table = small(&arena);
    Buf out = {0};
    table_json(&table, &naming, &out);
    expect(&out,
           "{\"name\":\"small\",\"title\":\"小表\",\n"
           "\"columns\":[\n"
           "{\"key\":\"theme\",\"heading\":\"主题\",\"type\":\"text\",\"digits\":0},\n"
           "{\"key\":\"n\",\"heading\":\"措施数\",\"type\":\"count\",\"digits\":0},\n"
           "{\"key\":\"share\",\"heading\":\"占比\",\"type\":\"share\",\"digits\":1}],\n"
           "\"rows\":[\n"
           "{\"theme\":\"党建 party\",\"n\":12,\"share\":0.0625},\n"
           "{\"theme\":\"安全\",\"n\":0,\"share\":null}],\n"
           "\"evidence\":[\n"
           "{\"n\":[\"p\\\"q:5\",\"p\\\"q:3\"]},\n"
           "{}],\n"
           "\"notes\":[\n"
           "\"n = 192\"]}\n");
    table_jsonl(&table, &out);
    expect(&out, "{\"theme\":\"党建 party\",\"n\":12,\"share\":0.0625}\n"
                 "{\"theme\":\"安全\",\"n\":0,\"share\":null}\n");
    table_release(&table);
    arena_release(&arena);
}

static void json_of_hostile_text_reads_back(void **state) {
    (void)state;
    Arena arena = {0};
    Table table = sample_hostile(&arena);
    Buf out = {0};
    Err err;
    table_json(&table, &naming, &out);
    assert_false(slice_contains(buf_slice(&out), S("</")));
    Json *root = json_parse(buf_slice(&out), S("t"), &err);
    check_ok(root != NULL, &err);
    size_t i = 0;
    for (const Json *row = json_first(json_get(root, "rows")); row;
         row = json_next(row), i++) {
        check_slice(json_string(json_get(row, "theme")),
                    hostile_labels[i / n_hostile_labels]);
        check_slice(json_string(json_get(row, "plan")),
                    hostile_labels[i % n_hostile_labels]);
    }
    assert_int_equal(i, n_hostile_labels * n_hostile_labels);
    json_free(root);
    buf_release(&out);
    table_release(&table);
    arena_release(&arena);
}

static void empty_table_is_valid_everywhere(void **state) {
    (void)state;
    Arena arena = {0};
    Table table = table_new(&arena, "empty", S("空"));
    Buf out = {0};
    Err err;
    table_json(&table, &naming, &out);
    Json *root = json_parse(buf_slice(&out), S("t"), &err);
    check_ok(root != NULL, &err);
    json_free(root);
    buf_clear(&out);
    table_print(&table, (TerminalStyle){0}, &out);
    check_slice(buf_slice(&out), "空\n");
    buf_clear(&out);
    table_csv(&table, (CsvStyle){0}, &out);
    check_slice(buf_slice(&out), "\n");
    buf_clear(&out);
    table_markdown(&table, &out);
    expect(&out, "**空**\n\n");
    table_release(&table);
    arena_release(&arena);
}

static void markdown_escapes(void **state) {
    (void)state;
    Arena arena = {0};
    Table table = table_new(&arena, "t", S("a*b"));
    table_column(&table, (Column){"a", "a|b", COLUMN_TEXT, 0});
    table_column(&table, (Column){"b", "b", COLUMN_COUNT, 0});
    Cell *row = table_row(&table);
    row[0] = cell_text(&arena, S("x|y <b>\nz_1"));
    row[1] = cell_count(-3);
    table_note(&table, "see [x]");
    Buf out = {0};
    table_markdown(&table, &out);
    expect(
        &out,
        "**a\\*b**\n\n| a\\|b | b |\n| --- | ---: |\n| x\\|y &lt;b> z\\_1 | -3 |\n\n- see \\[x\\]\n");
    table_release(&table);
    arena_release(&arena);
}

static void pivot_keeps_evidence(void **state) {
    (void)state;
    Arena arena = {0};
    Table tidy = sample_coverage(&arena, 3, 2), wide;
    Err err;
    check_ok(
        table_pivot(&tidy,
                    (PivotSpec){.row = "theme", .column = "plan", .values = {"measures"}},
                    &arena, &wide, &err),
        &err);
    assert_int_equal(table_rows(&wide), 3);
    assert_int_equal(wide.columns.n, 3);
    assert_string_equal(wide.columns.at[1].key, "c1_measures");
    assert_string_equal(wide.columns.at[2].heading, "云岭县2023年");
    for (size_t i = 0; i < 6; i++) {
        const Cell *from = table_cell(&tidy, i, 2),
                   *to = table_cell(&wide, i / 2, 1 + i % 2);
        assert_int_equal(from->as.count, to->as.count);
        assert_int_equal(from->n_measures, to->n_measures);
        assert_ptr_equal(from->measures, to->measures);
    }
    check_slice(wide.notes.at[0], "n = 2");
    table_release(&wide);
    table_release(&tidy);
    arena_release(&arena);
}

/* What belongs to the row stands behind, once; rows that do not count make neither rows
 * nor columns. */
static void pivot_shows_some_columns_once(void **state) {
    (void)state;
    Arena arena = {0};
    Table tidy = table_new(&arena, "t", S("t")), wide;
    table_column(&tidy, (Column){"theme", "theme", COLUMN_TEXT, 0});
    table_column(&tidy, (Column){"year", "year", COLUMN_COUNT, 0});
    table_column(&tidy, (Column){"n", "n", COLUMN_COUNT, 0});
    table_column(&tidy, (Column){"type", "type", COLUMN_TEXT, 0});
    table_column(&tidy, (Column){"shown", "shown", COLUMN_COUNT, 0});
    static const char *const themes[] = {"a", "b", "c"};
    for (size_t i = 0; i < 9; i++) {
        Cell *row = table_row(&tidy);
        row[0] = cell_text(&arena, slice_of(themes[i / 3]));
        row[1] = cell_count(2023 + (int64_t)(i % 3));
        row[2] = cell_count((int64_t)i);
        row[3] = cell_text(&arena, i / 3 ? S("falls") : S("grows"));
        if (i != 8)
            row[4] = cell_count(i / 3 != 1 && i % 3 != 1);
    }
    Err err = {0};
    PivotSpec spec = {.row = "theme",
                      .column = "year",
                      .values = {"n"},
                      .once = {"type"},
                      .only = "shown"};
    check_ok(table_pivot(&tidy, spec, &arena, &wide, &err), &err);
    Buf out = {0};
    table_csv(&wide, (CsvStyle){.headings = true}, &out);
    expect(&out, "theme,2023,2025,type\na,0,2,grows\nc,6,,falls\n");
    table_release(&wide);
    spec.once[0] = "no";
    assert_false(table_pivot(&tidy, spec, &arena, &wide, &err));
    assert_non_null(strstr(err.text, "no column no"));
    table_release(&tidy);
    arena_release(&arena);
}

static void pivot_refuses_doubles_and_unknown_keys(void **state) {
    (void)state;
    Arena arena = {0};
    Table tidy = sample_coverage(&arena, 3, 2), wide;
    Err err = {0};
    assert_false(table_pivot(
        &tidy, (PivotSpec){.row = "theme", .column = "core", .values = {"share"}}, &arena,
        &wide, &err));
    assert_non_null(strstr(err.text, "row 2"));
    assert_false(table_pivot(
        &tidy, (PivotSpec){.row = "theme", .column = "no", .values = {"share"}}, &arena,
        &wide, &err));
    assert_non_null(strstr(err.text, "no column no"));
    table_release(&tidy);
    arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terminal_aligns_chinese),
        cmocka_unit_test(terminal_counts_ambiguous_as_told),
        cmocka_unit_test(terminal_never_passes_the_edge),
        cmocka_unit_test(terminal_wraps_by_chinese_rules),
        cmocka_unit_test(terminal_breaks_no_word_of_a_heading),
        cmocka_unit_test(terminal_lets_no_control_character_through),
        cmocka_unit_test(csv_quotes_what_needs_it),
        cmocka_unit_test(csv_carries_evidence_and_notes),
        cmocka_unit_test(csv_keeps_a_row_of_one_empty_field),
        cmocka_unit_test(json_is_as_documented),
        cmocka_unit_test(json_of_hostile_text_reads_back),
        cmocka_unit_test(empty_table_is_valid_everywhere),
        cmocka_unit_test(markdown_escapes),
        cmocka_unit_test(pivot_keeps_evidence),
        cmocka_unit_test(pivot_shows_some_columns_once),
        cmocka_unit_test(pivot_refuses_doubles_and_unknown_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
