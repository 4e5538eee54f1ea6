/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding with the way back. Must not know what is looked for in the folded text. */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/folded_p.h"
#include "plan/numeral.h"

static void add(Folded *folded, uint32_t rune, Span from) {
    size_t before = folded->text.n;
    buf_add_rune(&folded->text, rune);
    for (size_t i = before; i < folded->text.n; i++)
        vec_push(&folded->from, from);
}

static bool is_ascii_word(uint32_t rune) {
    return (rune >= '0' && rune <= '9') || (rune >= 'a' && rune <= 'z') ||
           (rune >= 'A' && rune <= 'Z');
}

void folded_read(Folded *folded, Slice published, size_t shift) {
    buf_clear(&folded->text);
    folded->from.n = 0;
    uint32_t last = 0;
    Span blank = {0};
    bool is_blank = false;
    for (size_t at = 0; at < published.n;) {
        Rune rune = utf8_decode(published, at);
        Span from = {shift + at, shift + at + rune.length};
        at += rune.length;
        if (rune_is_space(rune.rune)) {
            blank = is_blank ? blank : from;
            is_blank = true;
            continue;
        }
        uint32_t now = numeral_fold(rune.rune);
        if (is_blank && is_ascii_word(last) && is_ascii_word(now))
            add(folded, ' ', blank);
        add(folded, now, from);
        last = now;
        is_blank = false;
    }
}

void folded_release(Folded *folded) {
    buf_release(&folded->text);
    vec_release(&folded->from);
}

Slice folded_text(const Folded *folded) {
    return buf_slice(&folded->text);
}

Span folded_span(const Folded *folded, Span span) {
    if (span_empty(span) || span.end > folded->from.n)
        return (Span){0};
    return (Span){folded->from.at[span.at].at, folded->from.at[span.end - 1].end};
}
