/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/blocks.h"

enum { BLOCKS_VERSION = 1 };

static void put_number(Buf *out, uint64_t number) {
    while (number >= 0x80) {
        buf_add_byte(out, (char)(0x80 | (number & 0x7F)));
        number >>= 7;
    }
    buf_add_byte(out, (char)number);
}

static bool take_number(Slice *bytes, uint64_t *number) {
    *number = 0;
    for (unsigned shift = 0; shift < 63 && bytes->n; shift += 7) {
        unsigned char byte = (unsigned char)bytes->p[0];
        *bytes = slice_sub(*bytes, 1, bytes->n);
        *number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

static void put_text(Buf *out, Slice text) {
    put_number(out, text.n);
    buf_add(out, text);
}

static bool take_text(Slice *bytes, Slice *text) {
    uint64_t n = 0;
    if (!take_number(bytes, &n) || n > bytes->n)
        return false;
    *text = slice_sub(*bytes, 0, n);
    *bytes = slice_sub(*bytes, n, bytes->n);
    return true;
}

/* The fields behind the span, in the order they are packed in. */
static void fields_of(const Block *block, uint64_t fields[8]) {
    const uint64_t values[8] = {block->level,  block->table, block->row,
                                block->column, block->rows,  block->columns,
                                block->header, block->page};
    memcpy(fields, values, sizeof values);
}

void blocks_pack(const Document *document, Buf *out) {
    size_t before = 0;
    put_number(out, BLOCKS_VERSION);
    put_number(out, document->blocks.n);
    for (size_t i = 0; i < document->blocks.n; i++) {
        const Block *block = &document->blocks.at[i];
        uint64_t fields[8];
        fields_of(block, fields);
        put_number(out, block->kind);
        put_number(out, block->span.at - before);
        put_number(out, span_length(block->span));
        before = block->span.at + span_length(block->span);
        for (size_t k = 0; k < 8; k++)
            put_number(out, fields[k]);
    }
    put_number(out, document->diags.n);
    for (size_t i = 0; i < document->diags.n; i++) {
        const Diag *diag = &document->diags.at[i];
        put_text(out, slice_of(diag->code));
        put_text(out, diag->detail);
        put_number(out, diag->place.at);
        put_number(out, diag->place.end);
    }
}

static bool take_block(Slice *bytes, size_t *before, size_t length, Block *block) {
    uint64_t numbers[11];
    for (size_t i = 0; i < 11; i++) {
        if (!take_number(bytes, &numbers[i]))
            return false;
    }
    if (numbers[0] > BLOCK_NOTE || numbers[1] > length - *before ||
        numbers[2] > length - *before - numbers[1])
        return false;
    *block = (Block){.kind = (BlockKind)numbers[0]};
    block->span.at = *before + numbers[1];
    block->span.end = block->span.at + numbers[2];
    block->level = (unsigned)numbers[3];
    block->table = (unsigned)numbers[4];
    block->row = (unsigned)numbers[5];
    block->column = (unsigned)numbers[6];
    block->rows = (unsigned)numbers[7];
    block->columns = (unsigned)numbers[8];
    block->header = numbers[9] != 0;
    block->page = (unsigned)numbers[10];
    *before = block->span.end;
    return true;
}

static bool take_diag(Slice *bytes, Arena *keep, size_t length, Diag *diag) {
    Slice code, detail;
    uint64_t at = 0, end = 0;
    if (!take_text(bytes, &code) || !take_text(bytes, &detail) ||
        !take_number(bytes, &at) || !take_number(bytes, &end) || at > end || end > length)
        return false;
    *diag = (Diag){arena_cstring(keep, code), {at, end}, arena_copy(keep, detail)};
    return true;
}

static bool take_all(Slice *bytes, Arena *keep, Document *document) {
    uint64_t version = 0, n = 0;
    size_t before = 0;
    if (!take_number(bytes, &version) || version != BLOCKS_VERSION ||
        !take_number(bytes, &n))
        return false;
    for (uint64_t i = 0; i < n; i++) {
        Block block;
        if (!take_block(bytes, &before, document->text.n, &block))
            return false;
        vec_push(&document->blocks, block);
    }
    if (!take_number(bytes, &n))
        return false;
    for (uint64_t i = 0; i < n; i++) {
        Diag diag;
        if (!take_diag(bytes, keep, document->text.n, &diag))
            return false;
        vec_push(&document->diags, diag);
    }
    return bytes->n == 0;
}

bool blocks_unpack(Slice bytes, Arena *keep, Document *document, Err *err) {
    if (take_all(&bytes, keep, document))
        return true;
    vec_release(&document->blocks);
    vec_release(&document->diags);
    return err_set(err, "%s", T("the stored layout is damaged", "保存的版面信息已损坏"));
}
