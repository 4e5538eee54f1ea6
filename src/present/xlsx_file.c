/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library writes to a file of its own choosing of time and place, so a workbook is
 * made in a temporary folder, with a fixed date, and put in its place whole. */
#include "base/base.h"

#include "base/file.h"
#include "base/utf8.h"
#include "present/text_p.h"
#include "present/xlsx.h"
#include "present/xlsx_p.h"

enum { XLSX_TEXT = 32767 };

Slice xlsx_cut(Arena *keep, Slice text, size_t most) {
    size_t units = 0, fits = 0;
    for (size_t at = 0; at < text.n;) {
        Rune rune = utf8_decode(text, at);
        units += rune.rune > 0xFFFF && rune.rune != RUNE_INVALID ? 2 : 1;
        if (units > most)
            return arena_format(keep, "%.*s…", SLICE_ARG(slice_sub(text, 0, fits)));
        at += rune.length;
        if (units < most)
            fits = at;
    }
    return text;
}

const char *xlsx_version(void) {
    return lxw_version();
}

const char *xlsx_text(Arena *keep, Slice text) {
    return arena_cstring(keep, xlsx_cut(keep, text_clean(keep, text), XLSX_TEXT));
}

static bool make_in(Slice folder, Slice path, XlsxFill *fill, void *context, Err *err) {
    Arena arena = {0};
    Slice aside = path_join(&arena, folder, S("book.xlsx"));
    char *scratch = arena_alloc(&arena, folder.n + 1);
    memcpy(scratch, folder.p, folder.n);
    lxw_workbook_options settings = {.tmpdir = scratch};
    lxw_workbook *file = workbook_new_opt(aside.p, &settings);
    bool ok =
        file || err_set(err, T("%.*s: no workbook can be made", "%.*s：无法创建工作簿"),
                        SLICE_ARG(path));
    if (file) {
        /* The library takes the time of day where no date is given. */
        lxw_doc_properties properties = {.created = 946684800};
        workbook_set_properties(file, &properties);
        Err why = {0};
        ok = fill(context, file, &why);
        lxw_error closed = workbook_close(file);
        if (!ok)
            err_set(err, "%s", why.text);
        else if (closed != LXW_NO_ERROR)
            ok = err_set(err, "%.*s: %s", SLICE_ARG(path), lxw_strerror(closed));
    }
    Buf bytes = {0};
    ok = ok && file_read(aside, 0, &bytes, err) &&
         file_write(path, buf_slice(&bytes), err);
    buf_release(&bytes);
    arena_release(&arena);
    return ok;
}

bool xlsx_make(Slice path, XlsxFill *fill, void *context, Err *err) {
    Arena arena = {0};
    Slice folder = {0};
    bool ok = folder_temporary(&arena, &folder, err);
    if (ok) {
        ok = make_in(folder, path, fill, context, err);
        folder_remove(folder);
    }
    arena_release(&arena);
    return ok;
}
