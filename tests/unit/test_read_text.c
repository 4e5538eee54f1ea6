/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text, and what all sources share: folders, faults, limits. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/file.h"
#include "reading.h"

static void lines_are_blocks(void **state) {
    (void)state;
    static const struct {
        Slice bytes;
        const char *blocks;
    } rows[] = {
        {{"一、党建\n1. 学习\n", 23}, "L 一、党建\nL 1. 学习\n"},
        {{"\xEF\xBB\xBF"
          "a\r\nb\rc\n\n\nd",
          13},
         "L a\nL b\nL c\nL d\n"},
        {{"\xE3\x80\x80\xE3\x80\x80x\xC2\xA0y\n\xE3\x80\x80\n", 15},
         "L \xE3\x80\x80\xE3\x80\x80x\xC2\xA0y\n"},
        {{"a\x01\x02"
          "b\tc\x7F",
          7},
         "L ab\tc\n"},
        {{"a\x0C"
          "b\xE2\x80\xA8"
          "c",
          7},
         "L a\nL b\nL c\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Reading reading = reading_of(rows[i].bytes, "x.txt", NULL);
        assert_string_equal(reading.faults.p, "");
        assert_string_equal(reading.blocks.p, rows[i].blocks);
        reading_release(&reading);
    }
}

static void a_document_knows_its_source(void **state) {
    (void)state;
    Reading reading = reading_of(S("教育\n"), "a/b/工作要点.2024.txt", NULL);
    assert_string_equal(reading.about.p,
                        "a/b/工作要点.2024.txt|工作要点.2024||text|UTF-8\n");
    assert_string_equal(reading.diags.p, "");
    reading_release(&reading);
    reading = reading_of(S("教育\n"), "-", NULL);
    assert_string_equal(reading.about.p, "-|stdin||text|UTF-8\n");
    reading_release(&reading);
}

static void doubts_are_kept(void **state) {
    (void)state;
    static const struct {
        const char *bytes, *diags;
    } rows[] = {
        {"\x01教育\r\n工作\xFF要点\n",
         "encoding-broken-bytes 13-16 15\ncontrol-characters 0-0 1\n"},
        {"教育锟斤拷\n", "mojibake 6-15 replaced\n"},
        {"鍥藉鐨勬暀鑲宸ヤ綔瑕佺偣\n", "mojibake 0-3 utf-8-as-gbk\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Reading reading = reading_of(slice_of(rows[i].bytes), "x.txt", NULL);
        assert_string_equal(reading.diags.p, rows[i].diags);
        reading_release(&reading);
    }
}

static void nothing_readable_is_a_fault(void **state) {
    (void)state;
    static const struct {
        Slice bytes;
        const char *word;
    } rows[] = {
        {{"", 0}, "x.txt: is empty"},
        {{" \n\xE3\x80\x80\n", 6}, "x.txt: has no text"},
        {{"\xEF\xBB\xBF", 3}, "x.txt: has no text"},
        {{"\x7F"
          "ELF\0\0\0\1\0\0\2\0\0\0\0\0",
          16},
         "x.txt: is a binary file"},
        {{"\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xFF\xDB\0\x43\0", 25},
         "x.txt: is a "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Reading reading = reading_of(rows[i].bytes, "x.txt", NULL);
        assert_int_equal(reading.documents, 0);
        assert_non_null(strstr(reading.faults.p, rows[i].word));
        reading_release(&reading);
    }
}

static void noise_is_no_text(void **state) {
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 50; round++) {
        char bytes[3000];
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(seed >> 24);
        }
        Reading reading = reading_of((Slice){bytes, sizeof bytes}, "x.txt", NULL);
        if (reading.documents)
            fail_msg("round %d was read: %s", round, reading.about.p);
        reading_release(&reading);
    }
}

static void the_encoding_can_be_given(void **state) {
    (void)state;
    ReadOptions options = {.encoding = S("gb2312")};
    Reading reading = reading_of(S("\xBD\xCC\xD3\xFD\n"), "x.txt", &options);
    assert_string_equal(reading.blocks.p, "L 教育\n");
    assert_string_equal(reading.about.p, "x.txt|x||text|GB18030\n");
    reading_release(&reading);
    options.encoding = S("no-such");
    reading = reading_of(S("x\n"), "x.txt", &options);
    assert_string_equal(reading.faults.p, "x.txt: unknown encoding \"no-such\"\n");
    reading_release(&reading);
}

static void a_folder_is_read_whole(void **state) {
    (void)state;
    Arena arena = {0};
    Slice folder;
    Err err = {0};
    assert_true(folder_temporary(&arena, &folder, &err));
    static const struct {
        const char *name, *text;
    } files[] = {
        {"b.txt", "二\n"},       {"a.txt", "一\n"},  {"broken.txt", ""},
        {"manifest.json", "{}"}, {"README.md", "x"}, {"picture.png", "x"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_true(file_write(path_join(&arena, folder, slice_of(files[i].name)),
                               slice_of(files[i].text), &err));
    Reading reading = reading_of_path(folder, NULL);
    assert_string_equal(reading.blocks.p, "L 一\nL 二\n");
    assert_non_null(strstr(reading.faults.p, "broken.txt: is empty"));
    reading_release(&reading);
    Slice empty = path_join(&arena, folder, S("empty"));
    assert_true(folder_make(empty, &err));
    reading = reading_of_path(empty, NULL);
    assert_non_null(strstr(reading.faults.p, "empty: no document in this folder"));
    reading_release(&reading);
    reading = reading_of_path(path_join(&arena, folder, S("none")), NULL);
    assert_non_null(strstr(reading.faults.p, "none: no such file"));
    reading_release(&reading);
    folder_remove(folder);
    arena_release(&arena);
}

static void the_limit_holds(void **state) {
    (void)state;
    ReadOptions options = {.limit = 1 << 20};
    Reading reading = reading_of_path(S("/dev/zero"), &options);
    assert_string_equal(reading.faults.p,
                        "/dev/zero: larger than the limit of 1 MB (1048576 bytes)\n");
    reading_release(&reading);
}

static void no_document_has_so_much_text(void **state) {
    (void)state;
    Buf text = {0};
    buf_reserve(&text, (size_t)65 << 20);
    text.n = (size_t)65 << 20;
    memset(text.p, 'x', text.n);
    Reading reading = reading_of(buf_slice(&text), "x.txt", NULL);
    assert_string_equal(reading.faults.p,
                        "x.txt: 65 MB: too large for one document (at most 64 MB)\n");
    reading_release(&reading);
    buf_release(&text);
}

static void candidates_are_known_by_name(void **state) {
    (void)state;
    assert_true(read_is_candidate(S("a/工作要点.TXT")));
    assert_true(read_is_candidate(S("a/b.shtml")));
    assert_true(read_is_candidate(S("a/plan")));
    assert_false(read_is_candidate(S("a/themes.json")));
    assert_false(read_is_candidate(S("a/readme.md")));
    assert_false(read_is_candidate(S("a/x.png")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_blocks),
        cmocka_unit_test(a_document_knows_its_source),
        cmocka_unit_test(doubts_are_kept),
        cmocka_unit_test(nothing_readable_is_a_fault),
        cmocka_unit_test(noise_is_no_text),
        cmocka_unit_test(the_encoding_can_be_given),
        cmocka_unit_test(a_folder_is_read_whole),
        cmocka_unit_test(the_limit_holds),
        cmocka_unit_test(no_document_has_so_much_text),
        cmocka_unit_test(candidates_are_known_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
