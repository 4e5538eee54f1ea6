/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of the document -> lines. A block that knows its paragraph is one line here,
 * whatever breaks lie inside. */
#include "base/base.h"

#include "plan/outline_p.h"
#include "plan/scan_p.h"

static void add_line(Outline *o, const Block *block, uint32_t index, Span span) {
    span = span_trimmed(o->text, span);
    if (span_empty(span))
        return;
    Line line = {.span = span, .block = block->kind, .block_index = index};
    Slice s = slice_at(o->text, span);
    line.runes = (uint32_t)utf8_count(s);
    size_t before = o->lines.n ? vec_last(&o->lines)->span.end : 0;
    size_t breaks = 0;
    for (size_t i = before; i < span.at && breaks < 2; i++)
        breaks += o->text.p[i] == '\n';
    line.blank_before = breaks >= 2 || o->lines.n == 0;
    line.chrome = line_chrome(s);
    line.marker = marker_read(o->text, span.at, span.end, PLACE_START);
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
