/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/utf8.h"

static void check_rules(const Document *document) {
    Slice text = document->text;
    assert_int_equal(utf8_valid_length(text), text.n);
    for (size_t i = 0; i < text.n; i++) {
        unsigned char byte = (unsigned char)text.p[i];
        assert_true(byte == '\n' || byte == '\t' || (byte >= 0x20 && byte != 0x7F));
    }
    size_t end = 0;
    for (size_t i = 0; i < document->blocks.n; i++) {
        Block block = document->blocks.at[i];
        assert_true(block.span.at >= end && block.span.at < block.span.end);
        assert_true(block.span.end <= text.n);
        assert_true(block.span.at == 0 || text.p[block.span.at - 1] == '\n');
        assert_true(block.span.end == text.n || text.p[block.span.end] == '\n');
        assert_int_equal(slice_trim(slice_sub(text, end, block.span.at)).n, 0);
        assert_int_equal(block.kind == BLOCK_CELL, block.table > 0 && block.rows > 0);
        end = block.span.end;
    }
    assert_int_equal(slice_trim(slice_sub(text, end, text.n)).n, 0);
    assert_int_equal(document->sha256.n, 64);
    assert_true(document->confidence >= 0 && document->confidence <= 1);
}

static void add_block(Buf *out, const Block *block, Slice text) {
    buf_add_byte(out, "LPHCN"[block->kind]);
    if (block->kind == BLOCK_HEADING)
        buf_format(out, "%u", block->level);
    if (block->kind == BLOCK_CELL) {
        buf_format(out, "%u:%u,%u", block->table, block->row, block->column);
        if (block->rows > 1 || block->columns > 1)
            buf_format(out, "+%ux%u", block->rows, block->columns);
        buf_add(out, block->header ? S("h") : S(""));
    }
    if (block->page)
        buf_format(out, "(p%u)", block->page);
    buf_format(out, " %.*s\n", SLICE_ARG(slice_at(text, block->span)));
}

static void on_document(void *context, Document *document) {
    Reading *reading = context;
    check_rules(document);
    reading->documents++;
    buf_format(&reading->about, "%.*s|%.*s|%.*s|%.*s|%.*s\n", SLICE_ARG(document->source),
               SLICE_ARG(document->name), SLICE_ARG(document->title),
               SLICE_ARG(document->format), SLICE_ARG(document->encoding));
    for (size_t i = 0; i < document->blocks.n; i++)
        add_block(&reading->blocks, &document->blocks.at[i], document->text);
    for (size_t i = 0; i < document->diags.n; i++) {
        const Diag *diag = &document->diags.at[i];
        buf_format(&reading->diags, "%s %zu-%zu %.*s\n", diag->code, diag->place.at,
                   diag->place.end, SLICE_ARG(diag->detail));
    }
    for (size_t i = 0; i < document->meta.n; i++)
        buf_format(&reading->meta, "%.*s=%.*s\n", SLICE_ARG(document->meta.at[i].key),
                   SLICE_ARG(document->meta.at[i].value));
}

static void on_fault(void *context, const Err *err) {
    Reading *reading = context;
    assert_true(strlen(err->text) > 0);
    buf_format(&reading->faults, "%s\n", err->text);
}

static Reading empty_reading(void) {
    Reading reading = {0};
    Buf *const all[] = {&reading.blocks, &reading.diags, &reading.meta, &reading.faults,
                        &reading.about};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        buf_add(all[i], S(""));
    return reading;
}

Reading reading_of(Slice bytes, const char *source, const ReadOptions *options) {
    static const ReadOptions none = {0};
    Reading reading = empty_reading();
    ReadSink sink = {on_document, on_fault, NULL, &reading};
    bool ok = read_bytes(bytes, slice_of(source), options ? options : &none, &sink);
    assert_int_equal(ok, reading.faults.n == 0);
    return reading;
}

Reading reading_of_path(Slice path, const ReadOptions *options) {
    Reading reading = empty_reading();
    ReadSink sink = {on_document, on_fault, NULL, &reading};
    bool ok = read_path(path, options, &sink);
    assert_int_equal(ok, reading.faults.n == 0);
    return reading;
}

void reading_release(Reading *reading) {
    buf_release(&reading->blocks);
    buf_release(&reading->diags);
    buf_release(&reading->meta);
    buf_release(&reading->faults);
    buf_release(&reading->about);
}
