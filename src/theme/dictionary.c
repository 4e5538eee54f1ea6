/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hash table with open addressing; numbers do not depend on the hash. */
#include "base/base.h"

#include "theme/dictionary_p.h"

/* The slot of a word, or the free one where it belongs. */
static size_t slot_of(const Dictionary *dictionary, Slice word) {
    size_t slot = (size_t)slice_hash(word) & (dictionary->n_slots - 1);
    while (dictionary->slots[slot] &&
           !slice_equal(dictionary->words.at[dictionary->slots[slot] - 1], word))
        slot = (slot + 1) & (dictionary->n_slots - 1);
    return slot;
}

static void grow(Dictionary *dictionary) {
    size_t n = dictionary->n_slots ? 2 * dictionary->n_slots : 1024;
    dictionary->slots = memory_grow(dictionary->slots, n, sizeof *dictionary->slots);
    memset(dictionary->slots, 0, n * sizeof *dictionary->slots);
    dictionary->n_slots = n;
    for (size_t i = 0; i < dictionary->words.n; i++)
        dictionary->slots[slot_of(dictionary, dictionary->words.at[i])] = (uint32_t)i + 1;
}

uint32_t dictionary_find(const Dictionary *dictionary, Slice word) {
    if (!dictionary->n_slots)
        return DICTIONARY_NONE;
    uint32_t number = dictionary->slots[slot_of(dictionary, word)];
    return number ? number - 1 : DICTIONARY_NONE;
}

uint32_t dictionary_add(Dictionary *dictionary, Slice word) {
    uint32_t known = dictionary_find(dictionary, word);
    if (known != DICTIONARY_NONE)
        return known;
    if (2 * (dictionary->words.n + 1) > dictionary->n_slots)
        grow(dictionary);
    vec_push(&dictionary->words, arena_copy(&dictionary->arena, word));
    uint32_t number = (uint32_t)dictionary->words.n;
    dictionary->slots[slot_of(dictionary, word)] = number;
    return number - 1;
}

void dictionary_release(Dictionary *dictionary) {
    free(dictionary->slots);
    vec_release(&dictionary->words);
    arena_release(&dictionary->arena);
    *dictionary = (Dictionary){0};
}
