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

Slice slug_of(Slice name, Arena *keep) {
    Buf slug = {0};
    bool gap = false;
    size_t n = 0;
    for (size_t at = 0; at < name.n && n < SLUG_CHARACTERS;) {
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
    Slice result = arena_copy(keep, slug.n ? buf_slice(&slug) : S("plan"));
    buf_release(&slug);
    return result;
}
