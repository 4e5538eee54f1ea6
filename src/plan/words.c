/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking for the words of small lists in short stretches of text. */
#include "base/base.h"

#include "plan/targets_p.h"

size_t words_last(Slice where, const char *const *words, size_t n) {
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < n; i++) {
        Slice word = slice_of(words[i]);
        for (size_t at = slice_find(where, word, 0); at != SIZE_MAX;
             at = slice_find(where, word, at + word.n))
            if (last == SIZE_MAX || at + word.n > last)
                last = at + word.n;
    }
    return last;
}

bool words_any(Slice where, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (slice_contains(where, slice_of(words[i])))
            return true;
    return false;
}

size_t words_start(Slice where, const char *const *words, size_t n) {
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        Slice word = slice_of(words[i]);
        if (word.n > length && slice_starts(where, word))
            length = word.n;
    }
    return length;
}

size_t words_end(Slice where, const char *const *words, size_t n) {
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        Slice word = slice_of(words[i]);
        if (word.n > length && slice_ends(where, word))
            length = word.n;
    }
    return length;
}
