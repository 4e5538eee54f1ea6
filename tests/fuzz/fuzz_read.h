/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzz targets of the readers share: read the bytes, and check what comes of
 * them. */
#ifndef TESTS_FUZZ_READ_H
#define TESTS_FUZZ_READ_H

#include "base/base.h"

#include "base/utf8.h"
#include "read/read.h"

static inline void fuzz_check(const Document *document) {
    Slice text = document->text;
    size_t end = 0;
    if (utf8_valid_length(text) != text.n || (text.n && memchr(text.p, 0, text.n)))
        BUG("the text is not clean");
    for (size_t i = 0; i < document->blocks.n; i++) {
        Span span = document->blocks.at[i].span;
        bool ordered = span.at >= end && span.at < span.end && span.end <= text.n;
        bool whole = ordered && (span.at == 0 || text.p[span.at - 1] == '\n') &&
                     (span.end == text.n || text.p[span.end] == '\n');
        if (!whole || slice_trim(slice_sub(text, end, span.at)).n)
            BUG("block %zu is out of place", i);
        end = span.end;
    }
    if (slice_trim(slice_sub(text, end, text.n)).n)
        BUG("text after the last block");
}

static inline void fuzz_document(void *context, Document *document) {
    (void)context;
    fuzz_check(document);
}

static inline void fuzz_fault(void *context, const Err *err) {
    (void)context;
    if (!err->text[0] || utf8_valid_length(slice_of(err->text)) != strlen(err->text))
        BUG("a fault without a clean message");
}

static inline void fuzz_read(Slice bytes, const char *source) {
    ReadOptions options = {.limit = 1 << 24, .seconds = 1};
    ReadSink sink = {fuzz_document, fuzz_fault, NULL, NULL};
    if (bytes.n > 8) { /* not through other programs: they are not ours to try */
        Slice head = slice_sub(bytes, 0, 2048);
        if (slice_starts(head, S("%PDF-")) || slice_starts(head, S("{\\rtf")) ||
            slice_starts(head, S("\xD0\xCF\x11\xE0")) ||
            slice_contains(head, S("opendocument")))
            return;
    }
    read_bytes(bytes, slice_of(source), &options, &sink);
}

#endif
