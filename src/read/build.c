/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The making of canonical text and blocks: the only place that appends to them, so that
 * doc.h's rules hold for all. */
#include "base/base.h"

#include "base/utf8.h"
#include "read/read_p.h"

void document_release(Document *document) {
    vec_release(&document->blocks);
    vec_release(&document->meta);
    vec_release(&document->diags);
    arena_release(&document->arena);
    *document = (Document){0};
}

void document_meta(Document *document, Slice key, Slice value) {
    value = slice_trim(value);
    if (value.n == 0)
        return;
    Arena *arena = &document->arena;
    vec_push(&document->meta,
             (DocumentMeta){arena_copy(arena, key), arena_copy(arena, value)});
}

/* A control character's length and whether it ends a line; length 0 for all other
 * characters. */
typedef struct {
    size_t length;
    bool ends_line;
} Control;

static Control control_at(Slice text, size_t at) {
    unsigned char byte = (unsigned char)text.p[at];
    if (byte >= 0x20 && byte < 0x7F)
        return (Control){0};
    if (byte == '\t')
        return (Control){0};
    if (byte == '\r' && at + 1 < text.n && text.p[at + 1] == '\n')
        return (Control){2, true};
    if (byte < 0x20 || byte == 0x7F)
        return (Control){1, byte >= '\n' && byte <= '\r'};
    Rune rune = utf8_decode(text, at);
    if (rune.rune >= 0x80 && rune.rune < 0xA0)
        return (Control){2, rune.rune == 0x85};
    if (rune.rune == 0x2028 || rune.rune == 0x2029)
        return (Control){3, true};
    return (Control){0};
}

size_t document_text_clean(Slice text, Buf *out) {
    size_t dropped = 0, from = 0;
    buf_reserve(out, text.n);
    for (size_t at = 0; at < text.n;) {
        Control control = control_at(text, at);
        if (control.length == 0) {
            at++;
            continue;
        }
        buf_add(out, slice_sub(text, from, at));
        if (control.ends_line)
            buf_add_byte(out, '\n');
        else
            dropped++;
        at += control.length;
        from = at;
    }
    buf_add(out, slice_sub(text, from, text.n));
    return dropped;
}

static void add_line(Builder *builder, const Block *model, Slice line, bool same) {
    Block block = *model;
    block.span.at = builder->text.n;
    buf_add(&builder->text, line);
    block.span.end = builder->text.n;
    buf_add_byte(&builder->text, '\n');
    if (same)
        vec_last(&builder->document->blocks)->span.end = block.span.end;
    else
        vec_push(&builder->document->blocks, block);
}

void build_block(Builder *builder, const Block *model, Slice text) {
    Buf clean = {0};
    builder->dropped += document_text_clean(text, &clean);
    bool same = false;
    for (Cut cut = {.tail = buf_slice(&clean), .found = true}; cut.found;) {
        cut = slice_cut(cut.tail, S("\n"));
        if (slice_trim(cut.head).n == 0)
            continue;
        add_line(builder, model, cut.head, same);
        same = model->kind == BLOCK_CELL;
    }
    buf_release(&clean);
}

void build_finish(Builder *builder) {
    Document *document = builder->document;
    document->text = arena_copy(&document->arena, buf_slice(&builder->text));
    if (builder->dropped) {
        Arena *arena = &document->arena;
        document_diag(document, "control-characters", (Span){0},
                      arena_format(arena, "%zu", builder->dropped));
    }
    buf_release(&builder->text);
}
