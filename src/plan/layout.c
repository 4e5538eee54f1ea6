/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of the document -> lines. A block that knows its paragraph is one line here,
 * whatever breaks lie inside. */
#include "base/base.h"

#include "plan/outline_p.h"
#include "plan/scan_p.h"

/* The length of the "## " of a heading in Markdown; 0 when there is none. */
static size_t hash_marks(Slice s) {
    size_t n = 0;
    while (n < s.n && n < 6 && s.p[n] == '#')
        n++;
    return n && n < s.n && s.p[n] == ' ' ? n : 0;
}

/* The "**" before a marker that is set in bold in Markdown, where the line closes it;
 * elsewhere stars are masks. */
static size_t bold_marks(Slice s, size_t *close) {
    if (!slice_starts(s, S("**")) || s.n < 3)
        return 0;
    Marker marker = marker_read(s, 2, s.n, PLACE_START);
    *close = slice_find(s, S("**"), 2);
    return marker.style && marker.style != STYLE_BULLET && *close != SIZE_MAX ? 2 : 0;
}

static bool is_after_blank(const Outline *o, size_t at) {
    size_t before = o->lines.n ? vec_last(&o->lines)->span.end : 0, breaks = 0;
    for (size_t i = before; i < at && breaks < 2; i++)
        breaks += o->text.p[i] == '\n';
    return breaks >= 2 || o->lines.n == 0;
}

/* Marks of Markdown at the start of a line become a line of chrome before it. */
static void take_marks(Outline *o, Line *line) {
    Slice s = slice_at(o->text, line->span);
    size_t close = SIZE_MAX, hashes = hash_marks(s),
           bold = hashes ? 0 : bold_marks(s, &close);
    if (!hashes && !bold)
        return;
    Line chrome = *line;
    chrome.role = ROLE_CHROME;
    chrome.span.end = line->span.at + hashes + bold;
    vec_push(&o->lines, chrome);
    if (hashes)
        line->block = BLOCK_HEADING;
    else
        line->hole = (Span){line->span.at + close, line->span.at + close + 2};
    line->span = span_trimmed(o->text, (Span){chrome.span.end, line->span.end});
}

static void add_line(Outline *o, const Block *block, uint32_t index, Span span) {
    span = span_trimmed(o->text, span);
    if (span_empty(span))
        return;
    Line line = {.span = span, .block = block->kind, .block_index = index};
    line.blank_before = is_after_blank(o, span.at);
    if (block->kind == BLOCK_LINE)
        take_marks(o, &line);
    Slice s = slice_at(o->text, line.span);
    line.runes = (uint32_t)utf8_count(s);
    line.chrome = line_chrome(s);
    line.marker = marker_read(o->text, line.span.at, line.span.end, PLACE_START);
    vec_push(&o->lines, line);
}

void outline_layout(Outline *o) {
    for (uint32_t i = 0; i < o->document->blocks.n; i++) {
        const Block *block = &o->document->blocks.at[i];
        if (block->kind != BLOCK_LINE) {
            add_line(o, block, i, block->span);
            continue;
        }
        size_t at = block->span.at;
        while (at < block->span.end) {
            const char *stop = memchr(o->text.p + at, '\n', block->span.end - at);
            size_t end = stop ? (size_t)(stop - o->text.p) : block->span.end;
            add_line(o, block, i, (Span){at, end});
            at = end + 1;
        }
    }
}
