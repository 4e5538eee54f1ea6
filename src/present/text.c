/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How wide text is, where it may be broken, and what of it may not be shown. Knows no
 * table and no output. */
#include "base/base.h"

#include "base/utf8.h"
#include "present/text_p.h"

int rune_width_narrow(uint32_t rune) {
    return rune_columns(rune, 1);
}

int rune_width_wide(uint32_t rune) {
    return rune_columns(rune, 2);
}

/* Advance widths of Noto Sans CJK (Source Sans in the Latin part), by class and rounded
 * up. */
int rune_width_em(uint32_t rune) {
    if (rune_columns(rune, 2) == 0)
        return 0;
    if (rune >= 0x7F)
        return rune_columns(rune, 2) == 2 ? 100 : 65;
    char c = (char)rune;
    if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '@' || c == '%')
        return 95;
    if (c >= 'A' && c <= 'Z')
        return 70;
    if (strchr("iljftr.,:;'|!I()[]", c))
        return 38;
    return c == ' ' ? 25 : 60;
}

size_t text_width(Slice text, RuneWidth width) {
    size_t total = 0;
    for (size_t at = 0; at < text.n;) {
        Rune rune = utf8_decode(text, at);
        total += (size_t)width(rune.rune == RUNE_INVALID ? 0xFFFD : rune.rune);
        at += rune.length;
    }
    return total;
}

static bool is_control(uint32_t rune) {
    return rune < 0x20 || (rune >= 0x7F && rune < 0xA0) || rune == 0x2028 ||
           rune == 0x2029;
}

static bool is_direction_mark(uint32_t rune) {
    return (rune >= 0x202A && rune <= 0x202E) || (rune >= 0x2066 && rune <= 0x2069) ||
           rune == 0x200E || rune == 0x200F || rune == 0x061C;
}

Slice text_clean(Arena *keep, Slice text) {
    Buf buf = {0};
    bool after_space = false;
    for (size_t at = 0; at < text.n;) {
        Rune rune = utf8_decode(text, at);
        at += rune.length;
        if (is_direction_mark(rune.rune))
            continue;
        bool control = is_control(rune.rune);
        if (!(control && after_space))
            buf_add_rune(&buf, control ? ' ' : rune.rune);
        after_space = control || rune.rune == ' ';
    }
    Slice clean = arena_copy(keep, buf_slice(&buf));
    buf_release(&buf);
    return clean;
}

static const char never_first[] = "，。、；：？！）》」』】〕〉’”…—·,.;:?!)]}%％‰℃～";
static const char never_last[] = "（《「『【〔〈‘“([{￥$№";

static bool among(const char *set, uint32_t rune) {
    char bytes[4];
    return slice_contains(slice_of(set), (Slice){bytes, utf8_encode(rune, bytes)});
}

static bool may_break(uint32_t before, uint32_t after) {
    if (after == ' ' || before == ' ')
        return true;
    if (before >= '0' && before <= '9' && after >= 0x80)
        return false; /* 2023年, 5％ */
    bool wide = rune_columns(before, 2) == 2 || rune_columns(after, 2) == 2;
    return wide && !among(never_first, after) && !among(never_last, before);
}

/* The end of the line that starts at `at`: as far as it fits, back to the last place
 * where it may be broken. */
static size_t line_end(Slice text, size_t at, RuneWidth width, size_t max) {
    size_t used = 0, end = at, fallback = at;
    uint32_t before = RUNE_INVALID;
    while (end < text.n) {
        Rune rune = utf8_decode(text, end);
        uint32_t value = rune.rune == RUNE_INVALID ? 0xFFFD : rune.rune;
        if (value == '\n')
            return end;
        if (before != RUNE_INVALID && may_break(before, value))
            fallback = end;
        used += (size_t)width(value);
        if (used > max && end > at && value != ' ')
            return fallback > at ? fallback : end;
        before = value;
        end += rune.length;
    }
    return end;
}

void text_wrap(Slice text, RuneWidth width, size_t max, SliceList *lines) {
    size_t at = 0;
    do {
        size_t end = line_end(text, at, width, max);
        Slice line = slice_sub(text, at, end);
        while (line.n && line.p[line.n - 1] == ' ')
            line.n--;
        vec_push(lines, line);
        at = end;
        if (at < text.n && text.p[at] == '\n')
            at++;
        while (at < text.n && text.p[at] == ' ')
            at++;
    } while (at < text.n);
}

Slice text_cut(Arena *keep, Slice text, RuneWidth width, size_t max) {
    if (text_width(text, width) <= max)
        return text;
    size_t used = (size_t)width(0x2026), end = 0;
    while (end < text.n) {
        Rune rune = utf8_decode(text, end);
        used += (size_t)width(rune.rune == RUNE_INVALID ? 0xFFFD : rune.rune);
        if (used > max)
            break;
        end += rune.length;
    }
    return arena_format(keep, "%.*s…", SLICE_ARG(slice_sub(text, 0, end)));
}
