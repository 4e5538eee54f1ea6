/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives: what is in them, and what they could do. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "packing.h"
#include "reading.h"

static const char *const formats[] = {"zip", "stored", "tar", "tar.gz", "7z"};

static void members_are_documents(void **state) {
    (void)state;
    Buf word = word_file(&(WordFile){.body = "<w:p><w:r><w:t>词</w:t></w:r></w:p>"});
    const Packed files[] = {
        {"a.txt", S("一\n")},
        {"folder/b.html", S("<html><p>二</p>")},
        {"folder/c.docx", buf_slice(&word)},
        {"empty.txt", S("")},
        {"picture.png", S("x")},
        {"__MACOSX/a.txt", S("x")},
        {"README.md", S("x")},
    };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        Buf bytes = packed_of(files, sizeof files / sizeof *files, formats[i]);
        Reading reading = reading_of(buf_slice(&bytes), "x/a.pack", NULL);
        if (strcmp(reading.blocks.p, "L 一\nP 二\nP 词\n") != 0)
            fail_msg("%s: %s%s", formats[i], reading.blocks.p, reading.faults.p);
        assert_string_equal(reading.faults.p, "x/a.pack!/empty.txt: is empty\n");
        assert_string_equal(reading.about.p, "x/a.pack!/a.txt|a||text|UTF-8\n"
                                             "x/a.pack!/folder/b.html|b||html|UTF-8\n"
                                             "x/a.pack!/folder/c.docx|c||docx|UTF-8\n");
        reading_release(&reading);
        buf_release(&bytes);
    }
    buf_release(&word);
}

static void names_in_gbk_are_read(void **state) {
    (void)state;
    Packed file = {"\xB9\xA4\xD7\xF7\xD2\xAA\xB5\xE3.txt", S("文\n")}; /* 工作要点 */
    Buf bytes = packed_of(&file, 1, "tar");
    Reading reading = reading_of(buf_slice(&bytes), "a.tar", NULL);
    assert_string_equal(reading.about.p, "a.tar!/工作要点.txt|工作要点||text|UTF-8\n");
    reading_release(&reading);
    buf_release(&bytes);
    Packed modern = {"工作要点.txt", S("文\n")};
    bytes = packed_of(&modern, 1, "tar");
    reading = reading_of(buf_slice(&bytes), "a.tar", NULL);
    assert_string_equal(reading.about.p, "a.tar!/工作要点.txt|工作要点||text|UTF-8\n");
    reading_release(&reading);
    buf_release(&bytes);
}

static void names_that_lead_out_are_refused_alone(void **state) {
    (void)state;
    const Packed files[] = {{"../evil.txt", S("x\n")},
                            {"a/../../evil.txt", S("x\n")},
                            {"/etc/evil.txt", S("x\n")},
                            {"b.txt", S("文\n")}};
    for (size_t i = 0; i < 3; i++) {
        Buf bytes = packed_of(files, 4, formats[i]);
        Reading reading = reading_of(buf_slice(&bytes), "a.zip", NULL);
        assert_string_equal(reading.blocks.p, "L 文\n");
        assert_non_null(
            strstr(reading.faults.p, "a.zip: ../evil.txt: its name leads out"));
        assert_non_null(
            strstr(reading.faults.p, "a.zip: a/../../evil.txt: its name leads out"));
        reading_release(&reading);
        buf_release(&bytes);
    }
}

static void archives_nest_twice(void **state) {
    (void)state;
    Packed file = {"a.txt", S("文\n")};
    Buf packs[4] = {{0}};
    packs[0] = packed_of(&file, 1, "zip");
    for (size_t i = 1; i < 4; i++) {
        Packed outer = {"in.zip", buf_slice(&packs[i - 1])};
        packs[i] = packed_of(&outer, 1, "zip");
    }
    Reading reading = reading_of(buf_slice(&packs[1]), "a.zip", NULL);
    assert_string_equal(reading.about.p, "a.zip!/in.zip!/a.txt|a||text|UTF-8\n");
    reading_release(&reading);
    reading = reading_of(buf_slice(&packs[2]), "a.zip", NULL);
    assert_string_equal(reading.faults.p,
                        "a.zip!/in.zip!/in.zip: archives nested deeper than 2\n");
    reading_release(&reading);
    for (size_t i = 0; i < 4; i++)
        buf_release(&packs[i]);
}

static void bombs_are_refused(void **state) {
    (void)state;
    Buf zeros = {0};
    buf_reserve(&zeros, (size_t)40 << 20);
    zeros.n = (size_t)40 << 20;
    memset(zeros.p, 'x', zeros.n);
    const Packed files[] = {{"a.txt", S("文\n")},
                            {"b.txt", buf_slice(&zeros)},
                            {"skip.png", buf_slice(&zeros)}};
    static const char *const bombs[] = {"zip", "tar.gz"};
    for (size_t i = 0; i < 2; i++) {
        Buf bytes = packed_of(files, 2, bombs[i]);
        Reading reading = reading_of(buf_slice(&bytes), "a.zip", NULL);
        assert_string_equal(reading.blocks.p, "L 文\n");
        assert_non_null(strstr(reading.faults.p,
                               "a.zip: b.txt: unpacks to more than 200 times its size"));
        reading_release(&reading);
        ReadOptions options = {.limit = 1 << 20};
        reading = reading_of(buf_slice(&bytes), "a.zip", &options);
        assert_non_null(
            strstr(reading.faults.p, "a.zip: b.txt: unpacks to more than the limit"));
        reading_release(&reading);
        buf_release(&bytes);
    }
    Packed outer = {"in.zip", {0}};
    Buf inner = packed_of(files, 2, "zip");
    outer.bytes = buf_slice(&inner);
    Buf bytes = packed_of(&outer, 1, "zip");
    Reading reading = reading_of(buf_slice(&bytes), "a.zip", NULL);
    assert_non_null(
        strstr(reading.faults.p, "a.zip!/in.zip: b.txt: unpacks to more than 200 times"));
    reading_release(&reading);
    buf_release(&bytes);
    buf_release(&inner);
    buf_release(&zeros);
}

static void members_are_counted(void **state) {
    (void)state;
    VEC(Packed) files = {0};
    for (int i = 0; i < 10001; i++)
        vec_push(&files, (Packed){"x.png", S("")});
    Buf bytes = packed_of(files.at, files.n, "zip");
    Reading reading = reading_of(buf_slice(&bytes), "a.zip", NULL);
    assert_non_null(strstr(reading.faults.p, "a.zip: has more than 10000 members"));
    reading_release(&reading);
    buf_release(&bytes);
    vec_release(&files);
}

static void cut_or_empty_archives_are_faults(void **state) {
    (void)state;
    const Packed files[] = {{"picture.png", S("x")}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        Buf bytes = packed_of(files, 1, formats[i]);
        Reading reading = reading_of(buf_slice(&bytes), "a.zip", NULL);
        assert_string_equal(reading.faults.p, "a.zip: no document in this archive\n");
        reading_release(&reading);
        for (size_t n = 1; n < bytes.n && n < 300; n += 13) {
            reading = reading_of(slice_sub(buf_slice(&bytes), 0, n), "a.zip", NULL);
            assert_int_equal(reading.documents, 0);
            reading_release(&reading);
        }
        buf_release(&bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_documents),
        cmocka_unit_test(names_in_gbk_are_read),
        cmocka_unit_test(names_that_lead_out_are_refused_alone),
        cmocka_unit_test(archives_nest_twice),
        cmocka_unit_test(bombs_are_refused),
        cmocka_unit_test(members_are_counted),
        cmocka_unit_test(cut_or_empty_archives_are_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
