/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 by code point ("rune"), and the columns a rune takes on a terminal. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/slice.h"

#define RUNE_INVALID UINT32_MAX

/* The rune that begins at byte `at`, and how many bytes it takes. At a broken byte:
 * RUNE_INVALID, length 1. at must be below s.n. */
typedef struct {
    uint32_t rune;
    size_t length;
} Rune;
Rune utf8_decode(Slice s, size_t at);
/* The rune that ends before byte `end` (end > 0). */
Rune utf8_decode_before(Slice s, size_t end);
size_t utf8_encode(uint32_t rune, char bytes[4]); /* bytes written; an invalid rune
                                                     becomes U+FFFD */
/* The offset of the first byte that is not valid UTF-8; s.n when all is well. */
size_t utf8_valid_length(Slice s);
size_t utf8_count(Slice s); /* runes */
/* Cuts to at most max bytes, never inside a rune. */
Slice utf8_cut(Slice s, size_t max);

bool rune_is_han(uint32_t rune);
bool rune_is_space(uint32_t rune); /* the same set as slice_trim */
/* Terminal columns: 2 for East Asian wide and full-width runes, 0 for combining and
 * zero-width, else 1. The East Asian ambiguous ones (①, “ ”, ——) count `ambiguous`
 * columns: Chinese terminals draw 2 or 1 by their font. */
int rune_columns(uint32_t rune, int ambiguous);
size_t utf8_columns(Slice s);

#endif
