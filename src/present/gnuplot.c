/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gnuplot as a child process: no shell, no start-up file of the user, a time limit. */
#include "base/base.h"

#include "present/chart_p.h"
#include "present/spawn_p.h"

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

bool gnuplot_run(const char *folder, const char *stem, Err *err) {
    Arena arena = {0};
    Buf cd = {0};
    buf_add(&cd, S("QUOTE = \"'\"; cd "));
    chart_quote(&cd, slice_of(folder));
    Slice script = arena_format(&arena, "%s.gp", stem);
    const char *argv[] = {"gnuplot", "-d", "-e", cd.p, script.p, NULL};
    Spawned run = spawn_run(argv, GNUPLOT_SECONDS);
    bool ok = run.started && run.status == 0;
    if (!run.started)
        err_set(
            err,
            T("%s/%s: gnuplot is not installed; install it (Debian: gnuplot-nox) to draw charts",
              "%s/%s：没有安装 gnuplot；请先安装（Debian：gnuplot-nox）再绘图"),
            folder, script.p);
    else if (run.timed_out)
        err_set(err,
                T("%s/%s: gnuplot took longer than %d seconds",
                  "%s/%s：gnuplot 运行超过 %d 秒"),
                folder, script.p, GNUPLOT_SECONDS);
    else if (!ok)
        err_set(err, T("%s/%s: gnuplot failed: %.*s", "%s/%s：gnuplot 出错：%.*s"),
                folder, script.p, SLICE_ARG(complaint(buf_slice(&run.errors))));
    buf_release(&run.out);
    buf_release(&run.errors);
    buf_release(&cd);
    arena_release(&arena);
    return ok;
}

Slice chart_gnuplot_version(Arena *keep) {
    const char *argv[] = {"gnuplot", "--version", NULL};
    Spawned run = spawn_run(argv, GNUPLOT_SECONDS);
    Slice line = run.status == 0
                     ? slice_trim(slice_cut(buf_slice(&run.out), S("\n")).head)
                     : (Slice){0};
    line = arena_copy(keep, line);
    buf_release(&run.out);
    buf_release(&run.errors);
    return line;
}
