/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

Rune utf8_decode(Slice s, size_t at) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first = (unsigned char)s.p[at];
    if (first < 0x80)
        return (Rune){first, 1};
    size_t n = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    if (n == 0 || first > 0xF4 || n > s.n - at)
        return (Rune){RUNE_INVALID, 1};
    uint32_t rune = first & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        unsigned char byte = (unsigned char)s.p[at + i];
        if ((byte & 0xC0) != 0x80)
            return (Rune){RUNE_INVALID, 1};
        rune = rune << 6 | (byte & 0x3Fu);
    }
    if (rune < least[n] || rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF))
        return (Rune){RUNE_INVALID, 1};
    return (Rune){rune, n};
}

Rune utf8_decode_before(Slice s, size_t end) {
    size_t at = end - 1;
    while (at > 0 && end - at < 4 && ((unsigned char)s.p[at] & 0xC0) == 0x80)
        at--;
    Rune rune = utf8_decode(slice_sub(s, 0, end), at);
    return rune.length == end - at ? rune : (Rune){RUNE_INVALID, 1};
}

size_t utf8_encode(uint32_t rune, char bytes[4]) {
    if (rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF))
        rune = 0xFFFD;
    if (rune < 0x80) {
        bytes[0] = (char)rune;
        return 1;
    }
    size_t n = rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (rune & 0x3F));
        rune >>= 6;
    }
    bytes[0] = (char)((0xF00u >> n) | rune);
    return n;
}

size_t utf8_valid_length(Slice s) {
    size_t at = 0;
    while (at < s.n) {
        Rune rune = utf8_decode(s, at);
        if (rune.rune == RUNE_INVALID)
            return at;
        at += rune.length;
    }
    return at;
}

size_t utf8_count(Slice s) {
    size_t count = 0;
    for (size_t i = 0; i < s.n; i++)
        count += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return count;
}

Slice utf8_cut(Slice s, size_t max) {
    if (s.n <= max)
        return s;
    while (max > 0 && ((unsigned char)s.p[max] & 0xC0) == 0x80)
        max--;
    return slice_sub(s, 0, max);
}

bool rune_is_han(uint32_t rune) {
    return (rune >= 0x4E00 && rune <= 0x9FFF) || (rune >= 0x3400 && rune <= 0x4DBF) ||
           rune == 0x3007 || (rune >= 0xF900 && rune <= 0xFAFF) ||
           (rune >= 0x20000 && rune <= 0x3FFFF);
}

bool rune_is_space(uint32_t rune) {
    if (rune > 0x3000 && rune != 0xFEFF) /* nearly every character of a plan */
        return false;
    char bytes[4];
    return rune != RUNE_INVALID &&
           slice_trim((Slice){bytes, utf8_encode(rune, bytes)}).n == 0;
}

int rune_columns(uint32_t rune, int ambiguous) {
    if (rune < 0x20 || rune == 0x7F || rune == 0x200B || rune == 0xFEFF)
        return 0;
    if (rune < 0x7F)
        return 1;
    int category = u_charType((UChar32)rune);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK ||
        category == U_FORMAT_CHAR)
        return 0;
    switch (u_getIntPropertyValue((UChar32)rune, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_FULLWIDTH:
    case U_EA_WIDE: return 2;
    case U_EA_AMBIGUOUS: return ambiguous;
    default: return 1;
    }
}

size_t utf8_columns(Slice s) {
    size_t columns = 0;
    for (size_t at = 0; at < s.n;) {
        Rune rune = utf8_decode(s, at);
        columns += rune.rune == RUNE_INVALID ? 1 : (size_t)rune_columns(rune.rune, 1);
        at += rune.length;
    }
    return columns;
}
