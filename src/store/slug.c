/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slugs: the short names by which people call plans on a command line and in file names.
 */
#include "base/base.h"

#include "base/utf8.h"
#include "store/store_p.h"

enum { SLUG_CHARACTERS = 48 };

/* The character as a slug holds it; 0 for one that it does not. */
static uint32_t slug_rune(uint32_t rune) {
    if (rune >= 0xff01 && rune <= 0xff5e)
        rune -= 0xff01 - '!'; /* full-width forms */
    if (rune >= 'A' && rune <= 'Z')
        return rune - 'A' + 'a';
    bool kept =
        (rune >= 'a' && rune <= 'z') || (rune >= '0' && rune <= '9') || rune_is_han(rune);
    return kept ? rune : 0;
}

/* A word or number of Latin script that was cut would be another one: it goes with the
 * hyphen before it. */
static Slice without_cut_word(Slice slug) {
    size_t n = slug.n;
    while (n > 0 && (unsigned char)slug.p[n - 1] < 0x80 && slug.p[n - 1] != '-')
        n--;
    bool whole = n == slug.n || n == 0 || slug.p[n - 1] != '-';
    return whole ? slug : slice_sub(slug, 0, n - 1);
}

Slice slug_of(Slice name, Arena *keep) {
    Buf slug = {0};
    bool gap = false;
    size_t n = 0, at = 0;
    while (at < name.n && n < SLUG_CHARACTERS) {
        Rune rune = utf8_decode(name, at);
        at += rune.length;
        uint32_t kept = slug_rune(rune.rune);
        if (!kept) {
            gap = slug.n > 0;
            continue;
        }
        if (gap)
            buf_add_byte(&slug, '-');
        n += gap + 1u;
        gap = false;
        buf_add_rune(&slug, kept);
    }
    bool cut = at < name.n && slug_rune(utf8_decode(name, at).rune);
    Slice whole = cut ? without_cut_word(buf_slice(&slug)) : buf_slice(&slug);
    Slice result = arena_copy(keep, slug.n ? whole : S("plan"));
    buf_release(&slug);
    return result;
}
