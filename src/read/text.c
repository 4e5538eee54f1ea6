/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text: a line is a line; whether it is a paragraph is not known here. Also the
 * decoding that all texts share. */
#include "base/base.h"

#include "base/charset.h"
#include "base/utf8.h"
#include "read/read_p.h"

static void note_encoding(const Charset *charset, Slice declared, Document *document,
                          Slice text) {
    Arena *arena = &document->arena;
    document->encoding = arena_copy(arena, charset->encoding);
    document->confidence = charset->confidence;
    if (charset->confidence < 0.5)
        document_diag(document, "encoding-doubtful", (Span){0}, charset->encoding);
    if (declared.n && strcmp(charset->rule, "detected") == 0)
        document_diag(document, "encoding-misdeclared", (Span){0}, declared);
    for (size_t i = 0; i < charset->n_places; i++) {
        Span place = {charset->places[i], charset->places[i] + 3};
        document_diag(document, "encoding-broken-bytes", place,
                      arena_format(arena, "%zu", charset->bytes[i]));
    }
    if (charset->broken > charset->n_places)
        document_diag(document, "encoding-broken-total", (Span){0},
                      arena_format(arena, "%zu", charset->broken));
    Mojibake mojibake = charset_mojibake(text);
    bool ours =
        mojibake.kind && strcmp(mojibake.kind, "replaced") == 0 && charset->broken;
    if (mojibake.kind && !ours)
        document_diag(document, "mojibake", mojibake.place, slice_of(mojibake.kind));
}

/* Control characters that no text has; NUL apart. */
static bool is_odd_control(unsigned char byte) {
    return (byte > 0 && byte < '\t') || (byte > '\r' && byte < ' ' && byte != 0x1B) ||
           byte == 0x7F;
}

/* No text in any encoding: a tenth of the characters undecodable, a fiftieth controls, or
 * NULs in number. */
static bool is_binary(const Charset *charset, Slice text) {
    size_t nuls = 0, controls = 0, runes = utf8_count(text);
    for (size_t i = 0; i < text.n; i++) {
        nuls += text.p[i] == 0;
        controls += is_odd_control((unsigned char)text.p[i]);
    }
    if (nuls > 3 && nuls > text.n / 1000)
        return true;
    bool given = strcmp(charset->rule, "given") == 0;
    return !given &&
           (charset->broken * 10 > runes || (controls > 8 && controls * 50 > runes));
}

bool source_decode(const Source *source, Slice declared, Document *document, Buf *out,
                   Err *err) {
    Charset charset;
    if (!charset_decode(source->bytes, source->options->encoding, declared, out, &charset,
                        err))
        return false;
    if (is_binary(&charset, buf_slice(out)))
        return err_set(err, T("is a binary file of an unknown kind, not text",
                              "是未知类型的二进制文件，不是文本"));
    note_encoding(&charset, declared, document, buf_slice(out));
    return true;
}

/* Moves the places of diagnostics from the decoded text to the cleaned one. */
static void move_places(Document *document, Slice decoded) {
    Buf before = {0};
    for (size_t i = 0; i < document->diags.n; i++) {
        Diag *diag = &document->diags.at[i];
        size_t length = span_length(diag->place);
        if (length == 0)
            continue;
        buf_clear(&before);
        document_text_clean(slice_sub(decoded, 0, diag->place.at), &before);
        diag->place = (Span){before.n, before.n + length};
    }
    buf_release(&before);
}

static void add_lines(Document *document) {
    for (size_t at = 0; at < document->text.n;) {
        size_t end = slice_find(document->text, S("\n"), at);
        if (end == SIZE_MAX)
            end = document->text.n;
        if (slice_trim(slice_sub(document->text, at, end)).n)
            vec_push(&document->blocks, (Block){.kind = BLOCK_LINE, .span = {at, end}});
        at = end + 1;
    }
}

bool text_read(const Source *source, Document *document, Err *err) {
    Buf decoded = {0};
    Builder builder = {.document = document};
    bool ok = source_decode(source, (Slice){0}, document, &decoded, err);
    if (ok) {
        builder.dropped = document_text_clean(buf_slice(&decoded), &builder.text);
        move_places(document, buf_slice(&decoded));
        build_finish(&builder);
        add_lines(document);
    }
    buf_release(&decoded);
    buf_release(&builder.text);
    return ok;
}
