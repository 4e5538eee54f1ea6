/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gnuplot as a child process: no shell, no start-up file of the user, a time limit. */
#include "base/base.h"

#include "base/child.h"
#include "present/chart_p.h"

enum { GNUPLOT_SECONDS = 120 };

/* gnuplot names the place as "NAME.gp" line N: message; that is kept, the echo of the
 * line before it is not. */
static Slice complaint(Slice errors) {
    size_t at = slice_find(errors, S(".gp\" line "), 0);
    if (at == SIZE_MAX)
        return slice_trim(errors);
    while (at > 0 && errors.p[at - 1] != '\n')
        at--;
    return slice_trim(slice_sub(errors, at, errors.n));
}

/* What stands in the way; the child's own message is the last resort. */
static bool failed(const ChildResult *result, bool ran, Slice script, Err *err) {
    Arena arena = {0};
    if (child_find(&arena, S("gnuplot")).n == 0)
        err_set(
            err,
            T("%.*s: gnuplot is not installed; install it (Debian: gnuplot-nox) to draw charts",
              "%.*s：没有安装 gnuplot；请先安装（Debian：gnuplot-nox）再绘图"),
            SLICE_ARG(script));
    else if (ran)
        err_set(err, T("%.*s: gnuplot failed: %.*s", "%.*s：gnuplot 出错：%.*s"),
                SLICE_ARG(script), SLICE_ARG(complaint(buf_slice(&result->errors))));
    else
        err_prefix(err, "%.*s", SLICE_ARG(script));
    arena_release(&arena);
    return false;
}

bool gnuplot_run(const char *folder, const char *stem, Err *err) {
    Arena arena = {0};
    Slice script = arena_format(&arena, "%s.gp", stem);
    const char *argv[] = {"gnuplot", "-d", script.p, NULL};
    Child child = {.argv = argv,
                   .folder = folder,
                   .seconds = GNUPLOT_SECONDS,
                   .package = "gnuplot-nox"};
    ChildResult result = {0};
    Err why = {0};
    bool ran = child_run(&child, &result, &why);
    bool ok = ran && result.status == 0;
    if (!ok) {
        failed(&result, ran, arena_format(&arena, "%s/%s", folder, script.p), &why);
        err_set(err, "%s", why.text);
    }
    child_release(&result);
    arena_release(&arena);
    return ok;
}

Slice chart_gnuplot_version(Arena *keep) {
    const char *argv[] = {"gnuplot", "--version", NULL};
    Child child = {.argv = argv, .package = "gnuplot-nox"};
    ChildResult result = {0};
    bool ran = child_run(&child, &result, NULL);
    Slice out = ran && result.status == 0 ? buf_slice(&result.out) : (Slice){0};
    Slice line = arena_copy(keep, slice_trim(slice_cut(out, S("\n")).head));
    child_release(&result);
    return line;
}
