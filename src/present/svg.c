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
    size_t end = slice_find(svg, close, *at + open.n);
    if (end == SIZE_MAX)
        return false;
    *at = end + close.n;
    return true;
}

static void add_font(Buf *out, Slice family) {
    Arena arena = {0};
    Slice css = font_css(&arena, family);
    buf_add(out, S(" font-family=\""));
    html_add_attribute(out, css);
    buf_add_byte(out, '"');
    arena_release(&arena);
}

/* What gnuplot writes again and again and nobody misses: defaults of SVG, the font (it
 * stands once, at the root, with its fallbacks), the program's version. A big heat map is
 * half as large without. */
static bool skip_noise(Slice svg, size_t *at, bool in_tag) {
    static const char *const defaults[] = {" stroke-width=\"1.00\"",
                                           " stroke-linecap=\"butt\"",
                                           " stroke-linejoin=\"miter\"", "\t"};
    if (!in_tag)
        return skip(svg, at, S("<desc>"), S("</desc>"));
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
        if (skip(svg, at, slice_of(defaults[i]), (Slice){0}))
            return true;
    }
    return false;
}

/* The font of one label goes; that it is bold, which gnuplot leaves as "Family:Bold",
 * stays. */
static bool skip_font(Slice svg, size_t *at, Buf *out) {
    size_t begin = *at;
    if (!skip(svg, at, S(" font-family=\""), S("\"")))
        return false;
    if (slice_contains(slice_sub(svg, begin, *at), S(":Bold")))
        buf_add(out, S(" font-weight=\"bold\""));
    return true;
}

static bool add_title(Slice svg, size_t *at, Slice title, bool *titled, Buf *out) {
    if (!skip(svg, at, S("<title>"), S("</title>")))
        return false;
    if (!*titled) {
        buf_add(out, S("<title>"));
        html_add_text(out, title);
        buf_add(out, S("</title>"));
    }
    *titled = true;
    return true;
}

/* Text content is left alone: gnuplot escapes < there, so what begins with < is always a
 * tag. */
bool svg_finish(Slice svg, const char *stem, Slice title, Slice family, Buf *out) {
    size_t at = slice_find(svg, S("<svg"), 0);
    if (at == SIZE_MAX || !slice_contains(svg, S("</svg>")))
        return false;
    buf_add(out, S("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>\n<svg"));
    add_font(out, family);
    at += S("<svg").n;
    bool in_tag = true, titled = false;
    while (at < svg.n) {
        if (skip_noise(svg, &at, in_tag) || (in_tag && skip_font(svg, &at, out)) ||
            (!in_tag && add_title(svg, &at, title, &titled, out)))
            continue;
        size_t mark = in_tag ? id_mark_at(svg, at) : 0;
        buf_add(out, slice_sub(svg, at, at + mark));
        if (mark)
            buf_format(out, "%s-", stem);
        at += mark;
        in_tag = svg.p[at] == '<' ? true : svg.p[at] == '>' ? false : in_tag;
        buf_add_byte(out, svg.p[at++]);
    }
    return true;
}
