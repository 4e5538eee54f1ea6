/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes gnuplot's SVG fit to stand beside others in one page: fallback fonts for readers
 * that lack ours, ids that no other chart has, a title for those who cannot see it,
 * nothing about the drawing program's version. */
#include "base/base.h"

#include "present/chart_p.h"
#include "present/html_p.h"

/* The words after which an id stands, up to a quote or bracket. */
static const char *const id_marks[] = {"id=\"", "id='", "href='#", "href=\"#", "url(#"};

static size_t id_mark_at(Slice svg, size_t at) {
    for (size_t i = 0; i < sizeof id_marks / sizeof *id_marks; i++) {
        Slice mark = slice_of(id_marks[i]);
        if (slice_starts(slice_sub(svg, at, svg.n), mark))
            return mark.n;
    }
    return 0;
}

static bool skip(Slice svg, size_t *at, Slice open, Slice close) {
    if (!slice_starts(slice_sub(svg, *at, svg.n), open))
        return false;
    size_t end = slice_find(svg, close, *at);
    if (end == SIZE_MAX)
        return false;
    *at = end + close.n;
    return true;
}

static void add_font(Buf *out, Slice family) {
    Arena arena = {0};
    Slice css = font_css(&arena, family);
    buf_add(out, S("font-family=\""));
    html_add_attribute(out, css);
    buf_add_byte(out, '"');
    arena_release(&arena);
}

/* Text content is left alone: gnuplot escapes < there, so what begins with < is always a
 * tag. */
bool svg_finish(Slice svg, const char *stem, Slice title, Slice family, Buf *out) {
    size_t at = slice_find(svg, S("<svg"), 0);
    if (at == SIZE_MAX || !slice_contains(svg, S("</svg>")))
        return false;
    buf_add(out, S("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>\n"));
    bool in_tag = false, titled = false;
    while (at < svg.n) {
        if (skip(svg, &at, S("<desc>"), S("</desc>")))
            continue;
        if (slice_starts(slice_sub(svg, at, svg.n), S("<title>")) &&
            skip(svg, &at, S("<title>"), S("</title>"))) {
            if (titled)
                continue;
            titled = true;
            buf_add(out, S("<title>"));
            html_text(out, title);
            buf_add(out, S("</title>"));
            continue;
        }
        if (in_tag && skip(svg, &at, S("font-family=\""), S("\" "))) {
            add_font(out, family);
            buf_add_byte(out, ' ');
            continue;
        }
        size_t mark = in_tag ? id_mark_at(svg, at) : 0;
        if (mark) {
            buf_add(out, slice_sub(svg, at, at + mark));
            buf_format(out, "%s-", stem);
            at += mark;
            continue;
        }
        in_tag = svg.p[at] == '<' ? true : svg.p[at] == '>' ? false : in_tag;
        buf_add_byte(out, svg.p[at++]);
    }
    return true;
}
