/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words by which the database names the values of the enums of plan/tree.h, and the
 * way back. They are part of the schema (its CHECKs list them), so they stand here and
 * not with the texts people read. */
#ifndef STORE_WORDS_P_H
#define STORE_WORDS_P_H

#include "plan/tree.h"

extern const Slice node_kind_words[NODE_KINDS_COUNT];
extern const Slice plan_part_words[PLAN_PARTS_COUNT];
extern const Slice piece_kind_words[5];
extern const Slice duty_role_words[3];
extern const Slice comparator_words[6];
extern const Slice hardness_words[4];

/* The place of a word in its list; n when it is none of them. */
size_t word_find(const Slice *words, size_t n, Slice word);
#define WORD_FIND(words, word) word_find((words), sizeof(words) / sizeof *(words), (word))
#define WORD_COUNT(words) (sizeof(words) / sizeof *(words))

#endif
