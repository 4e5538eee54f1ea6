/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/session.h"
#include "command/wording.h"

Slice wording_place(const Heading *section, const Heading *subsection,
                    const Heading *task, Arena *keep) {
    const Heading *headings[] = {section, subsection, task};
    Buf out = {0};
    for (size_t i = 0; i < 3; i++) {
        if (headings[i]->number.n == 0 && headings[i]->text.n == 0)
            continue;
        if (out.n)
            buf_add(&out, S(" › "));
        session_heading(headings[i], &out);
    }
    Slice place = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return place;
}

static void add_unbroken(Buf *out, Slice text) {
    Cut cut = {.tail = text, .found = true};
    for (bool first = true; cut.found; first = false) {
        cut = slice_cut(cut.tail, S("\n"));
        buf_add(out, first ? cut.head : slice_trim_start(cut.head));
    }
}

Slice wording_mark(Slice text, Span span, const Span *hits, size_t n, Arena *keep) {
    Buf out = {0};
    size_t at = span.at;
    for (size_t i = 0; i < n; i++) {
        if (hits[i].at < at || hits[i].end > span.end)
            continue;
        add_unbroken(&out, slice_sub(text, at, hits[i].at));
        buf_add(&out, S("【"));
        add_unbroken(&out, slice_at(text, hits[i]));
        buf_add(&out, S("】"));
        at = hits[i].end;
    }
    add_unbroken(&out, slice_sub(text, at, span.end));
    Slice marked = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return marked;
}

size_t wording_find_theme(const ThemeList *themes, Slice name) {
    size_t found = theme_find(themes, name);
    for (size_t i = 0; i < themes->n && found == SIZE_MAX; i++) {
        if (slice_equal(themes->at[i].zh, name) || slice_equal(themes->at[i].en, name))
            found = i;
    }
    return found;
}

bool wording_no_theme(Slice name, Err *err) {
    return err_set(err,
                   T("there is no theme \"%.*s\"; see: plancmp themes",
                     "没有主题“%.*s”；请看：plancmp themes"),
                   SLICE_ARG(name));
}

bool wording_theme_code(Store *store, Slice *theme, Arena *keep, Err *err) {
    ThemeList known = {0};
    if (theme->n == 0)
        return true;
    if (!store_themes(store, keep, &known, err))
        return false;
    size_t found = wording_find_theme(&known, *theme);
    if (found == SIZE_MAX)
        return wording_no_theme(*theme, err);
    *theme = known.at[found].code;
    return true;
}

bool wording_theme_codes(Store *store, SliceList *themes, Arena *keep, Err *err) {
    SliceList codes = {.at = ARENA_ARRAY(keep, Slice, themes->n), .n = themes->n};
    for (size_t i = 0; i < themes->n; i++) {
        codes.at[i] = themes->at[i];
        if (!wording_theme_code(store, &codes.at[i], keep, err))
            return false;
    }
    *themes = codes;
    return true;
}
