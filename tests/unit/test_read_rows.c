/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables with a plan a row. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "reading.h"

static const struct {
    const char *source, *bytes, *text_column, *about, *blocks, *meta, *faults;
} tables[] = {
    {"a.csv",
     "id,title,text,year\n1,要点,\"一、党建\n二、教学\",2024\n2,计划,三、安全,2025\n", "",
     "a.csv:2|1|要点|csv|UTF-8\na.csv:4|2|计划|csv|UTF-8\n",
     "L 一、党建\nL 二、教学\nL 三、安全\n",
     "id=1\ntitle=要点\nyear=2024\nid=2\ntitle=计划\nyear=2025\n", ""},
    {"a.csv", "\xEF\xBB\xBF正文,单位\r\n\"他说\"\"好\"\", 是\",教育局\r\n", "",
     "a.csv:2|a-2||csv|UTF-8\n", "L 他说\"好\", 是\n", "单位=教育局\n", ""},
    {"a.csv", "a;b\n1;文,字\n", "B", "a.csv:2|a-2||csv|UTF-8\n", "L 文,字\n", "a=1\n",
     ""},
    {"a.tsv", "name\tcontent\n甲\t文\t多\n乙\t字\n\n丙\n", "", "a.tsv:3|乙||tsv|UTF-8\n",
     "L 字\n", "name=乙\n",
     "a.tsv:2: 3 fields, but the header has 2\na.tsv:5: 1 fields, but the header has 2\n"},
    {"a.csv", "text\n\"未完\n", "", "", "", "",
     "a.csv:2: the quotes of a field that begins in this row do not close\n"},
    {"a.csv", "x,y\n1,2\n", "", "", "", "",
     "a.csv:1: no column with the text: name it with --text-column\n"},
    {"a.csv", "x,y\n1,2\n", "z", "", "", "", "a.csv:1: no column \"z\"\n"},
    {"a.csv", "text\n\" \"\n文\n", "", "a.csv:3|a-3||csv|UTF-8\n", "L 文\n", "",
     "a.csv:2: has no text\n"},
    {"a.jsonl",
     "{\"id\": 7, \"text\": \"一\\n二\", \"ok\": true, \"list\": [1]}\n\n[1]\n{\"text\":\n{\"text\": 3}",
     "", "a.jsonl:1|7||jsonl|UTF-8\na.jsonl:5|a-5||jsonl|UTF-8\n", "L 一\nL 二\nL 3\n",
     "id=7\nok=true\n", NULL},
};

static void rows_become_documents(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        ReadOptions options = {.text_column = slice_of(tables[i].text_column)};
        Reading reading =
            reading_of(slice_of(tables[i].bytes), tables[i].source, &options);
        if (strcmp(reading.blocks.p, tables[i].blocks) != 0)
            fail_msg("table %zu: %s%s", i, reading.blocks.p, reading.faults.p);
        assert_string_equal(reading.about.p, tables[i].about);
        assert_string_equal(reading.meta.p, tables[i].meta);
        if (tables[i].faults)
            assert_string_equal(reading.faults.p, tables[i].faults);
        reading_release(&reading);
    }
}

static void faulty_json_lines_are_named(void **state) {
    (void)state;
    Reading reading =
        reading_of(S("{\"text\": \"文\"}\n{\"text\":\n[]\n"), "a.jsonl", NULL);
    assert_int_equal(reading.documents, 1);
    assert_non_null(strstr(reading.faults.p, "a.jsonl:2"));
    assert_non_null(strstr(reading.faults.p, "a.jsonl:3: not a JSON object"));
    reading_release(&reading);
}

static void wanted_columns_alone_are_kept(void **state) {
    (void)state;
    ReadOptions options = {0};
    vec_push(&options.meta, S("年份"));
    Reading reading = reading_of(S("年份,单位,text\n2024,局,文\n"), "a.csv", &options);
    assert_string_equal(reading.meta.p, "年份=2024\n");
    reading_release(&reading);
    vec_release(&options.meta);
}

static void chinese_excel_writes_gbk(void **state) {
    (void)state;
    /* 正文 / 教育工作 in GB18030 */
    Reading reading = reading_of(
        S("\xD5\xFD\xCE\xC4\n\xBD\xCC\xD3\xFD\xB9\xA4\xD7\xF7\n"), "a.csv", NULL);
    assert_string_equal(reading.blocks.p, "L 教育工作\n");
    assert_string_equal(reading.about.p, "a.csv:2|a-2||csv|GB18030\n");
    reading_release(&reading);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_become_documents),
        cmocka_unit_test(faulty_json_lines_are_named),
        cmocka_unit_test(wanted_columns_alone_are_kept),
        cmocka_unit_test(chinese_excel_writes_gbk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
