/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that go through soffice. A script stands in for it: it does what the real one
 * does when it succeeds, fails in silence, or hangs. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/file.h"
#include "packing.h"
#include "reading.h"

typedef struct {
    Arena arena;
    Slice folder, path;
} Stage;

static int set_stage(void **state) {
    Stage *stage = memory_grow(NULL, 1, sizeof *stage);
    *stage = (Stage){0};
    Err err;
    assert_true(folder_temporary(&stage->arena, &stage->folder, &err));
    const char *path = getenv("PATH");
    stage->path = arena_copy(&stage->arena, slice_of(path));
    Slice both = arena_format(&stage->arena, "%.*s:%.*s", SLICE_ARG(stage->folder),
                              SLICE_ARG(stage->path));
    setenv("PATH", both.p, 1);
    setenv("STAGE", stage->folder.p, 1);
    setenv("TMPDIR", stage->folder.p, 1);
    *state = stage;
    return 0;
}

static int clear_stage(void **state) {
    Stage *stage = *state;
    setenv("PATH", stage->path.p, 1);
    unsetenv("TMPDIR");
    folder_remove(stage->folder);
    arena_release(&stage->arena);
    free(stage);
    return 0;
}

static void put(Stage *stage, const char *name, Slice bytes) {
    Err err = {0};
    if (!file_write(path_join(&stage->arena, stage->folder, slice_of(name)), bytes, &err))
        fail_msg("%s", err.text);
}

static void play(Stage *stage, const char *script) {
    put(stage, "soffice", arena_format(&stage->arena, "#!/bin/sh\n%s\n", script));
    assert_int_equal(chmod(path_join(&stage->arena, stage->folder, S("soffice")).p, 0755),
                     0);
}

#define OLE "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on"

/* The stand-in: soffice PROFILE --headless --norestore --nolockcheck --convert-to KIND
 * --outdir FOLDER FILE */
static const char converts[] =
    "echo \"$6 ${9##*/}\" >\"$STAGE/called\"\ncp \"$STAGE/made\" \"$8/in.$6\"";

static void office_files_are_converted(void **state) {
    static const struct {
        const char *source;
        Slice bytes;
        const char *called;
        bool page;
    } rows[] = {
        {"x.doc", {OLE, sizeof OLE - 1}, "docx in.doc\n", false},
        {"x.WPS", {OLE, sizeof OLE - 1}, "docx in.wps\n", false},
        {"x", {OLE, sizeof OLE - 1}, "docx in.doc\n", false},
        {"x.doc", {"{\\rtf1}", 7}, "docx in.doc\n", false},
        {"x", {"{\\rtf1}", 7}, "docx in.rtf\n", false},
        {"x.et", {OLE, sizeof OLE - 1}, "html in.et\n", true},
    };
    Stage *stage = *state;
    Buf word = word_file(&(WordFile){.body = "<w:p><w:r><w:t>正文</w:t></w:r></w:p>"});
    play(stage, converts);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        put(stage, "made", rows[i].page ? S("<html><p>正文</p>") : buf_slice(&word));
        Reading reading = reading_of(rows[i].bytes, rows[i].source, NULL);
        assert_string_equal(reading.faults.p, "");
        assert_string_equal(reading.blocks.p, "P 正文\n");
        Buf called = {0};
        Err err = {0};
        assert_true(file_read(path_join(&stage->arena, stage->folder, S("called")), 0,
                              &called, &err));
        assert_string_equal(called.p, rows[i].called);
        buf_release(&called);
        reading_release(&reading);
    }
    buf_release(&word);
}

static void opendocument_is_known_by_its_first_entry(void **state) {
    Stage *stage = *state;
    play(stage, converts);
    Buf word = word_file(&(WordFile){.body = "<w:p><w:r><w:t>正文</w:t></w:r></w:p>"});
    put(stage, "made", buf_slice(&word));
    Buf plain = {0};
    buf_add(&plain, (Slice){"PK\3\4", 4});
    buf_add(&plain,
            (Slice){"\x0A\0\0\0\0\0\0\0\0\0\0\0\0\0\x27\0\0\0\x27\0\0\0\x08\0\0\0", 26});
    buf_add(&plain, S("mimetypeapplication/vnd.oasis.opendocument.text"));
    Reading reading = reading_of(buf_slice(&plain), "noname", NULL);
    assert_string_equal(reading.blocks.p, "P 正文\n");
    assert_non_null(strstr(reading.about.p, "|odt|"));
    reading_release(&reading);
    buf_release(&plain);
    buf_release(&word);
}

static void fails(const ReadOptions *options, const char *word) {
    Reading reading = reading_of((Slice){OLE, sizeof OLE - 1}, "x.doc", options);
    assert_int_equal(reading.documents, 0);
    if (!strstr(reading.faults.p, word))
        fail_msg("\"%s\" not in %s", word, reading.faults.p);
    reading_release(&reading);
}

static void failures_are_faults_and_leave_nothing(void **state) {
    Stage *stage = *state;
    play(stage, "exit 0");
    fails(NULL, "x.doc: soffice made nothing of it");
    play(stage, "echo bad >&2; exit 7");
    fails(NULL, "x.doc: soffice cannot read it: bad");
    play(stage, "sleep 60 & sleep 60");
    fails(&(ReadOptions){.seconds = 0.2}, "x.doc: soffice took longer than 0.2 seconds");
    play(stage, "echo 'no zip' > \"$8/in.docx\"");
    fails(NULL, "x.doc: ");
    setenv("PATH", "/nowhere", 1);
    fails(NULL, "the program soffice is not installed (package libreoffice-writer)");
    FileList list = {0};
    Err err = {0};
    assert_true(file_list(&stage->arena, stage->folder, &list, &err));
    assert_int_equal(list.paths.n, 1); /* the stand-in itself */
    file_list_release(&list);
}

static void encrypted_files_are_told(void **state) {
    (void)state;
    static const char bytes[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
                                "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    Reading reading = reading_of((Slice){bytes, sizeof bytes}, "x.docx", NULL);
    assert_string_equal(reading.faults.p, "x.docx: is encrypted: a password is needed\n");
    reading_release(&reading);
}

#define ON_STAGE(test) cmocka_unit_test_setup_teardown(test, set_stage, clear_stage)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_STAGE(office_files_are_converted),
        ON_STAGE(opendocument_is_known_by_its_first_entry),
        ON_STAGE(failures_are_faults_and_leave_nothing),
        cmocka_unit_test(encrypted_files_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
