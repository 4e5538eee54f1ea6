/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "store/words_p.h"

#define WORD(literal)                                                                    \
    { "" literal, sizeof(literal) - 1 }

const Slice node_kind_words[] = {
#define X(kind, word, zh) [kind] = WORD(word),
    NODE_KINDS(X)
#undef X
};

const Slice plan_part_words[] = {
#define X(part, word, zh) [part] = WORD(word),
    PLAN_PARTS(X)
#undef X
};

const Slice piece_kind_words[] = {
#define X(kind, word) [kind] = WORD(word),
    PIECE_KINDS(X)
#undef X
};

const Slice duty_role_words[] = {
#define X(role, word, zh) [role] = WORD(word),
    DUTY_ROLES(X)
#undef X
};

const Slice comparator_words[] = {
    [COMPARE_EXACT] = WORD("exact"), [COMPARE_AT_LEAST] = WORD("at-least"),
    [COMPARE_MORE] = WORD("more"),   [COMPARE_AT_MOST] = WORD("at-most"),
    [COMPARE_LESS] = WORD("less"),   [COMPARE_ABOUT] = WORD("about"),
};

const Slice hardness_words[] = {
    [HARDNESS_PLAIN] = WORD("plain"),
    [HARDNESS_FIRM] = WORD("firm"),
    [HARDNESS_STRIVE] = WORD("strive"),
    [HARDNESS_EXPLORE] = WORD("explore"),
};

size_t word_find(const Slice *words, size_t n, Slice word) {
    for (size_t i = 0; i < n; i++) {
        if (slice_equal(words[i], word))
            return i;
    }
    return n;
}
