/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Most bytes of a Chinese text are copied as they are: the loop looks only at lead bytes
 * that can begin something to be changed, and copies what lies between in one go. */
#include "base/base.h"

#include "base/utf8.h"
#include "theme/fold_p.h"

/* Lead bytes of what may be folded: ASCII (blank, capitals, quotes), C2 (NBSP), E2
 * (quotes, spaces), E3 (full-width space, corner quotes), EF (full-width forms, BOM). */
static bool may_fold(unsigned char byte) {
    return byte <= 0x27 || (byte >= 'A' && byte <= 'Z') || byte == 0xC2 || byte == 0xE2 ||
           byte == 0xE3 || byte == 0xEF;
}

static bool is_quote(uint32_t rune) {
    return rune == '"' || rune == '\'' || (rune >= 0x2018 && rune <= 0x201F) ||
           (rune >= 0x300C && rune <= 0x300F) || rune == 0xFF02 || rune == 0xFF07;
}

/* The white space of slice_trim, asked once a rune: a switch, not a search. */
static bool is_blank(uint32_t rune) {
    switch (rune) {
    case ' ':
    case '\t':
    case '\n':
    case '\v':
    case '\f':
    case '\r':
    case 0xA0:   /* no-break space */
    case 0x2002: /* en, em, thin and zero-width space */
    case 0x2003:
    case 0x2009:
    case 0x200B:
    case 0x3000: /* full-width space */
    case 0xFEFF: return true;
    default: return false;
    }
}

/* What stands for a rune in the view: itself, one ASCII byte, or nothing (0). */
static uint32_t folded(uint32_t rune) {
    if (is_blank(rune) || is_quote(rune))
        return 0;
    if (rune >= 0xFF01 && rune <= 0xFF5E)
        rune -= 0xFEE0;
    return rune >= 'A' && rune <= 'Z' ? rune - 'A' + 'a' : rune;
}

static void add_run(Fold *fold, Slice text, size_t at, size_t end) {
    if (at >= end)
        return;
    uint32_t view = (uint32_t)fold->view.n;
    vec_push(&fold->rows, (FoldRow){view, at});
    buf_add(&fold->view, slice_sub(text, at, end));
}

void fold_add(Fold *fold, Slice text, Span span) {
    size_t end = span.end < text.n ? span.end : text.n, from = span.at;
    for (size_t at = span.at; at < end;) {
        if (!may_fold((unsigned char)text.p[at])) {
            at++;
            continue;
        }
        Rune rune = utf8_decode(text, at);
        uint32_t instead = folded(rune.rune);
        if (instead != rune.rune) {
            add_run(fold, text, from, at);
            from = at + rune.length;
            if (instead) {
                vec_push(&fold->rows, (FoldRow){(uint32_t)fold->view.n, at});
                buf_add_byte(&fold->view, (char)instead);
            }
        }
        at += rune.length;
    }
    add_run(fold, text, from, end);
}

void fold_end_unit(Fold *fold) {
    buf_add_byte(&fold->view, '\n');
}

void fold_clear(Fold *fold) {
    buf_clear(&fold->view);
    fold->rows.n = 0;
}

void fold_release(Fold *fold) {
    buf_release(&fold->view);
    vec_release(&fold->rows);
}

static size_t text_offset(const Fold *fold, uint32_t view) {
    size_t low = 0, high = fold->rows.n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (fold->rows.at[middle].view <= view)
            low = middle;
        else
            high = middle;
    }
    return fold->rows.at[low].text + (view - fold->rows.at[low].view);
}

Span fold_span(const Fold *fold, Slice text, uint32_t at, uint32_t end) {
    if (end <= at || fold->rows.n == 0)
        BUG("an empty span in a folded view");
    size_t first = text_offset(fold, at), last = text_offset(fold, end - 1);
    /* An ASCII byte of the view may stand for a full-width form of three bytes. */
    bool ascii = (unsigned char)fold->view.p[end - 1] < 0x80;
    return (Span){first, last + (ascii ? utf8_decode(text, last).length : 1)};
}

Slice fold_copy(Arena *arena, Slice text) {
    Fold fold = {0};
    fold_add(&fold, text, (Span){0, text.n});
    Slice copy = arena_copy(arena, buf_slice(&fold.view));
    fold_release(&fold);
    return copy;
}
