/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gnuplot as a child process: no shell, no start-up file of the user, a time limit. */
#include "base/base.h"

#include "base/child.h"
#include "base/file.h"
#include "present/chart_p.h"
#include "present/html_p.h"

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

/* A configuration for fontconfig that knows one more folder: that of a font which is not
 * installed. Empty: none. */
static bool add_font(Arena *arena, const Font *font, Slice *folder, const char **variable,
                     Err *err) {
    if (!font->loose)
        return true;
    Slice file = font->file, fonts = S(".");
    for (size_t i = 0; i < file.n; i++) {
        if (file.p[i] == '/')
            fonts = slice_sub(file, 0, i ? i : 1);
    }
    char *absolute = realpath(arena_cstring(arena, fonts), NULL);
    Buf text = {0};
    buf_add(
        &text,
        S("<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig>"
          "<include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include><dir>"));
    html_add_text(&text, slice_of(absolute));
    buf_add(&text, S("</dir></fontconfig>\n"));
    free(absolute);
    bool ok = folder_temporary(arena, folder, err);
    Slice path = path_join(arena, *folder, S("fonts.conf"));
    ok = ok && file_write(path, buf_slice(&text), err);
    *variable = arena_format(arena, "FONTCONFIG_FILE=%.*s", SLICE_ARG(path)).p;
    buf_release(&text);
    return ok;
}

bool gnuplot_run(const char *folder, const char *stem, const Font *font, Err *err) {
    Arena arena = {0};
    Slice script = arena_format(&arena, "%s.gp", stem), fonts = {0};
    const char *argv[] = {"gnuplot", "-d", script.p, NULL}, *environment[] = {NULL, NULL};
    Child child = {.argv = argv,
                   .environment = environment,
                   .folder = folder,
                   .seconds = GNUPLOT_SECONDS,
                   .package = "gnuplot-nox"};
    ChildResult result = {0};
    Err why = {0};
    bool ran = add_font(&arena, font, &fonts, &environment[0], &why) &&
               child_run(&child, &result, &why);
    bool ok = ran && result.status == 0;
    if (!ok) {
        failed(&result, ran, arena_format(&arena, "%s/%s", folder, script.p), &why);
        err_set(err, "%s", why.text);
    }
    if (fonts.n)
        folder_remove(fonts);
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
