/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers strings: 0, 1, ... in the order in which they were added. Zeroed it is empty.
 */
#ifndef THEME_DICTIONARY_P_H
#define THEME_DICTIONARY_P_H

#include "base/base.h"

#define DICTIONARY_NONE UINT32_MAX

typedef struct {
    Arena arena;
    VEC(Slice) words;
    uint32_t *slots; /* number + 1, or 0 */
    size_t n_slots;  /* a power of two, or 0 */
} Dictionary;

uint32_t dictionary_find(const Dictionary *dictionary, Slice word);
uint32_t dictionary_add(Dictionary *dictionary, Slice word); /* copied when new */
void dictionary_release(Dictionary *dictionary);

#endif
