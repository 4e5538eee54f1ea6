/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs that do well, badly, nothing, or never end. */
#include "base/base.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/child.h"
#include "base/file.h"

static bool run(Child child, ChildResult *result, Err *err) {
    *err = (Err){0};
    return child_run(&child, result, err);
}

#define SHELL(script) ((const char *const[]){"sh", "-c", script, NULL})

static void input_and_output_pass(void **state) {
    (void)state;
    Buf input = {0};
    for (int i = 0; i < 300000; i++)
        buf_format(&input, "%d\n", i);
    ChildResult result;
    Err err;
    const char *const argv[] = {"cat", NULL};
    assert_true(run((Child){.argv = argv, .input = buf_slice(&input)}, &result, &err));
    assert_int_equal(result.status, 0);
    assert_int_equal(result.out.n, input.n);
    assert_memory_equal(result.out.p, input.p, input.n);
    child_release(&result);
    buf_release(&input);
}

static void status_and_errors_are_told(void **state) {
    (void)state;
    ChildResult result;
    Err err;
    assert_true(run((Child){.argv = SHELL("echo broken >&2; echo more >&2; exit 3")},
                    &result, &err));
    assert_int_equal(result.status, 3);
    assert_true(slice_equal(child_complaint(&result), S("broken")));
    child_release(&result);
}

static void absent_programs_name_their_package(void **state) {
    (void)state;
    ChildResult result;
    Err err;
    const char *const argv[] = {"no-such-program", NULL};
    assert_false(run((Child){.argv = argv, .package = "no-such-package"}, &result, &err));
    assert_string_equal(
        err.text,
        "the program no-such-program is not installed (package no-such-package)");
    child_release(&result);
    const char *const nothing[] = {"/dev/null/x", NULL};
    assert_false(run((Child){.argv = nothing}, &result, &err));
    child_release(&result);
}

static void what_cannot_be_run_is_said(void **state) {
    (void)state;
    Arena arena = {0};
    Slice folder;
    Err err = {0};
    assert_true(folder_temporary(&arena, &folder, &err));
    Slice file = path_join(&arena, folder, S("program"));
    assert_true(file_write(file, S("#!/no/such/interpreter\n"), &err));
    assert_int_equal(chmod(file.p, 0755), 0);
    ChildResult result;
    const char *const argv[] = {file.p, NULL};
    assert_false(run((Child){.argv = argv}, &result, &err));
    assert_non_null(strstr(err.text, "cannot be started"));
    child_release(&result);
    assert_false(
        run((Child){.argv = SHELL("true"), .folder = "/no/such/folder"}, &result, &err));
    child_release(&result);
    folder_remove(folder);
    arena_release(&arena);
}

static double seconds_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void time_is_bounded(void **state) {
    (void)state;
    static const char *const scripts[] = {
        "sleep 30", "sleep 30 & sleep 30", "exec >&- 2>&-; sleep 30",
        "trap '' TERM; sleep 30", "while :; do :; done"};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        ChildResult result;
        Err err;
        double begun = seconds_now();
        assert_false(
            run((Child){.argv = SHELL(scripts[i]), .seconds = 0.2}, &result, &err));
        assert_true(seconds_now() - begun < 5);
        assert_non_null(strstr(err.text, "sh took longer than 0.2 seconds"));
        child_release(&result);
    }
}

static void output_is_bounded(void **state) {
    (void)state;
    ChildResult result;
    Err err;
    const char *const argv[] = {"cat", "/dev/zero", NULL};
    assert_false(run((Child){.argv = argv, .output = 1 << 20}, &result, &err));
    assert_non_null(strstr(err.text, "cat put out more than 1 MB"));
    child_release(&result);
    assert_true(
        run((Child){.argv = SHELL("head -c 1000000 /dev/zero >&2")}, &result, &err));
    assert_int_equal(result.errors.n, 65536);
    child_release(&result);
}

static void memory_is_bounded(void **state) {
    (void)state;
    ChildResult result;
    Err err;
    /* what the shell itself needs fits, what dd wants does not */
    assert_true(run((Child){.argv = SHELL("dd if=/dev/zero of=/dev/null bs=200M count=1"),
                            .memory = 64 << 20},
                    &result, &err));
    assert_int_not_equal(result.status, 0);
    child_release(&result);
}

static void input_nobody_reads_does_no_harm(void **state) {
    (void)state;
    Buf input = {0};
    buf_reserve(&input, 1 << 20);
    input.n = 1 << 20;
    memset(input.p, 'x', input.n);
    ChildResult result;
    Err err;
    assert_true(
        run((Child){.argv = SHELL("exec <&-; echo done"), .input = buf_slice(&input)},
            &result, &err));
    assert_string_equal(result.out.p, "done\n");
    child_release(&result);
    buf_release(&input);
    sigset_t pending;
    sigpending(&pending);
    assert_int_equal(sigismember(&pending, SIGPIPE), 0);
}

static void signals_and_surroundings(void **state) {
    (void)state;
    ChildResult result;
    Err err;
    assert_false(run((Child){.argv = SHELL("kill -SEGV $$")}, &result, &err));
    assert_non_null(strstr(err.text, "sh died of signal 11"));
    child_release(&result);
    const char *const environment[] = {"PLANCMP_TEST=教育", "HOME=/nowhere", NULL};
    assert_true(run((Child){.argv = SHELL("echo $PLANCMP_TEST $HOME $(pwd)"),
                            .environment = environment,
                            .folder = "/"},
                    &result, &err));
    assert_string_equal(result.out.p, "教育 /nowhere /\n");
    child_release(&result);
}

static void no_files_are_left_open_or_children_behind(void **state) {
    (void)state;
    ChildResult result;
    Err err;
    int before = dup(0);
    close(before);
    for (int i = 0; i < 20; i++) {
        run((Child){.argv = i % 2 ? SHELL("true") : SHELL("sleep 9"), .seconds = 0.02},
            &result, &err);
        child_release(&result);
    }
    int after = dup(0);
    close(after);
    assert_int_equal(before, after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(input_and_output_pass),
        cmocka_unit_test(status_and_errors_are_told),
        cmocka_unit_test(absent_programs_name_their_package),
        cmocka_unit_test(what_cannot_be_run_is_said),
        cmocka_unit_test(time_is_bounded),
        cmocka_unit_test(output_is_bounded),
        cmocka_unit_test(memory_is_bounded),
        cmocka_unit_test(input_nobody_reads_does_no_harm),
        cmocka_unit_test(signals_and_surroundings),
        cmocka_unit_test(no_files_are_left_open_or_children_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
