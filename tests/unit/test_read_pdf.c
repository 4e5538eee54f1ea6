/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF: what becomes of pdftotext's output, and of pdftotexts that fail, hang or are not
 * there. A script stands in for the program, so that each output is at hand; the real one
 * is run over a file it must refuse. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/child.h"
#include "base/file.h"
#include "reading.h"

typedef struct {
    Arena arena;
    Slice folder;
    Slice path; /* PATH as it was */
} Stage;

static int set_stage(void **state) {
    Stage *stage = memory_grow(NULL, 1, sizeof *stage);
    *stage = (Stage){0};
    Err err;
    assert_true(folder_temporary(&stage->arena, &stage->folder, &err));
    const char *path = getenv("PATH");
    stage->path = arena_copy(&stage->arena, slice_of(path));
    setenv("PATH",
           arena_format(&stage->arena, "%.*s:%.*s", SLICE_ARG(stage->folder),
                        SLICE_ARG(stage->path))
               .p,
           1);
    *state = stage;
    return 0;
}

static int clear_stage(void **state) {
    Stage *stage = *state;
    setenv("PATH", stage->path.p, 1);
    folder_remove(stage->folder);
    arena_release(&stage->arena);
    free(stage);
    return 0;
}

static void play(Stage *stage, const char *script) {
    Err err = {0};
    Slice file = path_join(&stage->arena, stage->folder, S("pdftotext"));
    Slice text = arena_format(&stage->arena, "#!/bin/sh\n%s\n", script);
    if (!file_write(file, text, &err))
        fail_msg("%s", err.text);
    assert_int_equal(chmod(file.p, 0755), 0);
}

static Reading read_pdf(const ReadOptions *options) {
    return reading_of(S("%PDF-1.7 for a stand-in"), "x.pdf", options);
}

/* The stand-in puts this out. */
static Reading read_output(Stage *stage, const char *output) {
    Err err = {0};
    Slice file = path_join(&stage->arena, stage->folder, S("output"));
    assert_true(file_write(file, slice_of(output), &err));
    play(stage,
         arena_format(&stage->arena, "cat >/dev/null; cat '%.*s'", SLICE_ARG(file)).p);
    return read_pdf(NULL);
}

#define FULL                                                                             \
    "教育教学工作要点教育教学工作要点教育教学工作要" /* 23 characters, 46 columns */

static const struct {
    const char *output, *blocks, *diags;
} prints[] = {
    /* first lines indented: the others go on, over pages too; headers and dressed numbers
       go */
    {"      某区教育局文件\n\n"
     "    " FULL "\n"
     "教育教学工作\n"
     "    一、党建\n"
     "    " FULL "\n"
     "                —1—\n\f"
     "      某区教育局文件\n\n"
     "教学。\n"
     "    二、教学\n"
     "                —2—\n\f",
     "P(p1) " FULL "教育教学工作\nP(p1) 一、党建\nP(p1) " FULL "教学。\nP(p2) 二、教学\n",
     "page-furniture 0-0 —1—\npage-furniture 0-0 某区教育局文件\n"},
    /* no indents: a full line that ends in mid sentence goes on */
    {FULL "教\n教学。\n" FULL "。\n一、党建\n" FULL "育\n末\n",
     "L(p1) " FULL "教教学。\nL(p1) " FULL "。\nL(p1) 一、党建\nL(p1) " FULL "育末\n",
     ""},
    /* spaces that print puts between Chinese and digits go, those between words stay;
       radicals become characters */
    {"2025 年 3 月 AI plan ⼯作\n组建 6 支\n",
     "L(p1) 2025年3月AI plan工作\nL(p1) 组建6支\n", ""},
    /* a title of two lines */
    {"     某某区教育和体育局关于印发某某工作要\n                     点的通知\n    " FULL
     "\n教育教学。\n    " FULL "\n教育。\n",
     "P(p1) 某某区教育和体育局关于印发某某工作要点的通知\nP(p1) " FULL
     "教育教学。\nP(p1) " FULL "教育。\n",
     ""},
    /* bare numbers below all pages; a page without text; a table */
    {"正文甲一二三\n   1\n\f\n\f正文乙一二三\n   3\n\f正文丙一二三\n   4\n",
     "L(p1) 正文甲一二三\nL(p3) 正文乙一二三\nL(p4) 正文丙一二三\n",
     "page-furniture 0-0 1\npage-without-text 0-0 2\n"},
    {"1    任务    甲科\n2    任务    乙科\n3    任务    丙科\n",
     "L(p1) 1    任务    甲科\nL(p1) 2    任务    乙科\nL(p1) 3    任务    丙科\n",
     "page-with-table 0-0 1\n"},
    /* a number alone in running text is no page number; a date neither */
    {"正文一二三四\n2025\n正文五六七八\n",
     "L(p1) 正文一二三四\nL(p1) 2025\nL(p1) 正文五六七八\n", ""},
};

static void print_becomes_paragraphs(void **state) {
    for (size_t i = 0; i < sizeof prints / sizeof *prints; i++) {
        Reading reading = read_output(*state, prints[i].output);
        if (strcmp(reading.blocks.p, prints[i].blocks) != 0)
            fail_msg("print %zu: %s%s", i, reading.blocks.p, reading.faults.p);
        if (strcmp(reading.diags.p, prints[i].diags) != 0)
            fail_msg("print %zu: %s", i, reading.diags.p);
        reading_release(&reading);
    }
}

static void scans_are_faults(void **state) {
    Reading reading = read_output(*state, "\f\f\f");
    assert_int_equal(reading.documents, 0);
    assert_string_equal(
        reading.faults.p,
        "x.pdf: no text on any of its 3 pages: scanned pictures, which need OCR first\n");
    reading_release(&reading);
}

static void fails(const ReadOptions *options, const char *word) {
    Reading reading = read_pdf(options);
    assert_int_equal(reading.documents, 0);
    if (!strstr(reading.faults.p, word))
        fail_msg("\"%s\" not in %s", word, reading.faults.p);
    assert_non_null(strstr(reading.faults.p, "x.pdf: "));
    reading_release(&reading);
}

static void bad_programs_are_faults(void **state) {
    play(*state, "sleep 60");
    fails(&(ReadOptions){.seconds = 0.2}, "pdftotext took longer than 0.2 seconds");
    play(*state, "cat /dev/zero");
    fails(&(ReadOptions){.limit = 1 << 20}, "pdftotext put out more than 1 MB");
    play(*state, "echo 'Command Line Error: Incorrect password' >&2; exit 1");
    fails(NULL, "is encrypted");
    play(*state, "echo 'Syntax Error: no trailer' >&2; exit 1");
    fails(NULL, "pdftotext cannot read it: Syntax Error: no trailer");
    play(*state, "kill -SEGV $$");
    fails(NULL, "pdftotext died of signal 11");
    play(*state, "printf '\\377\\376'");
    fails(NULL, "not UTF-8");
    play(*state, "echo \"Missing language pack for 'Adobe-GB1' mapping\" >&2");
    fails(NULL, "poppler-data");
}

static void without_the_program_its_package_is_named(void **state) {
    Stage *stage = *state;
    setenv("PATH", stage->folder.p, 1);
    fails(NULL, "the program pdftotext is not installed (package poppler-utils)");
}

static void the_real_program_refuses_what_is_broken(void **state) {
    Stage *stage = *state;
    if (child_find(&stage->arena, S("pdftotext")).n == 0)
        skip();
    fails(NULL, "pdftotext cannot read it");
}

#define ON_STAGE(test) cmocka_unit_test_setup_teardown(test, set_stage, clear_stage)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_STAGE(print_becomes_paragraphs),
        ON_STAGE(scans_are_faults),
        ON_STAGE(bad_programs_are_faults),
        ON_STAGE(without_the_program_its_package_is_named),
        ON_STAGE(the_real_program_refuses_what_is_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
