/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking text rune by rune, fast: after read/ it is valid UTF-8, so only a rune cut off
 * by the end of a slice needs care (it counts as one byte that is nothing). */
#ifndef PLAN_SCAN_P_H
#define PLAN_SCAN_P_H

#include "base/base.h"
#include "base/utf8.h"

static inline Rune rune_at(Slice s, size_t at) {
    const unsigned char *p = (const unsigned char *)s.p + at;
    size_t left = s.n - at;
    if (p[0] < 0x80)
        return (Rune){p[0], 1};
    if (p[0] >= 0xE0 && p[0] < 0xF0 && left >= 3)
        return (Rune){(p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu), 3};
    if (p[0] >= 0xC0 && p[0] < 0xE0 && left >= 2)
        return (Rune){(p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu), 2};
    if (p[0] >= 0xF0 && left >= 4)
        return (Rune){(p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 |
                          (p[3] & 0x3Fu),
                      4};
    return (Rune){RUNE_INVALID, 1};
}

/* The rune that ends before byte `end` (end > 0). */
static inline Rune rune_before(Slice s, size_t end) {
    size_t at = end - 1;
    while (at > 0 && end - at < 4 && ((unsigned char)s.p[at] & 0xC0) == 0x80)
        at--;
    return rune_at((Slice){s.p, end}, at);
}

/* The white space of slice_trim. */
static inline bool is_blank(uint32_t rune) {
    if (rune <= ' ')
        return rune == ' ' || (rune >= '\t' && rune <= '\r');
    return rune == 0xA0 || rune == 0x3000 || rune == 0x2002 || rune == 0x2003 ||
           rune == 0x2009 || rune == 0x200B || rune == 0xFEFF;
}

static inline bool is_han(uint32_t rune) {
    return (rune >= 0x4E00 && rune <= 0x9FFF) || (rune > 0x3000 && rune_is_han(rune));
}

/* Without white space at both ends; empty at its end when it is nothing else. */
static inline Span span_trimmed(Slice text, Span span) {
    Slice s = slice_trim(slice_at(text, span));
    size_t at = s.n ? (size_t)(s.p - text.p) : span.end;
    return (Span){at, at + s.n};
}

/* A string of a table with its length. */
typedef struct {
    const char *p;
    size_t n;
} Word;
#define W(text)                                                                          \
    { text, sizeof(text) - 1 }

static inline Slice word_slice(Word word) {
    return (Slice){word.p, word.n};
}

/* The third byte differs most between Chinese characters: looked at first, it spares
 * nearly every call. */
static inline bool starts_with(Slice s, Word word) {
    if (s.n < word.n || (word.n >= 3 && s.p[2] != word.p[2]))
        return false;
    return memcmp(s.p, word.p, word.n) == 0;
}

static inline bool ends_with(Slice s, Word word) {
    if (s.n < word.n || (word.n && s.p[s.n - 1] != word.p[word.n - 1]))
        return false;
    return memcmp(s.p + (s.n - word.n), word.p, word.n) == 0;
}

static inline bool starts_with_any(Slice s, const Word *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (starts_with(s, words[i]))
            return true;
    return false;
}

static inline bool ends_with_any(Slice s, const Word *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (ends_with(s, words[i]))
            return true;
    return false;
}

static inline bool has_any_of(Slice s, const Word *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (slice_contains(s, word_slice(words[i])))
            return true;
    return false;
}

#define STARTS_ANY(s, words)                                                             \
    starts_with_any((s), (words), sizeof(words) / sizeof *(words))
#define ENDS_ANY(s, words) ends_with_any((s), (words), sizeof(words) / sizeof *(words))
#define HAS_ANY(s, words) has_any_of((s), (words), sizeof(words) / sizeof *(words))

#endif
