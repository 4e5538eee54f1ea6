/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The name of a measure outside the project: "coast-2023:1024-1186:9f3b02c1", its plan,
 * the bytes of the plan's text, and a hash of its words. Unlike ids, which are made anew
 * with the tree, it leads back to the sentence, and the hash tells when the sentence is
 * another by now. */
#ifndef COMMAND_MEASURE_KEY_H
#define COMMAND_MEASURE_KEY_H

#include "store/query.h"

enum { MEASURE_HASH_DIGITS = 8 };

typedef struct {
    Slice slug;
    Span span;
    Slice hash;
} MeasureKey;

Slice measure_key(Slice slug, const MeasureRow *measure, Arena *keep);
/* False when the text is none. Slices point into it. */
bool measure_key_parse(Slice text, MeasureKey *key);
/* The hash of words, white space not counted: spreadsheets break lines anew. */
Slice measure_hash(Slice words, Arena *keep);

/* The measures of one plan, to be found by key. */
typedef struct MeasureKeys MeasureKeys;
MeasureKeys *measure_keys(const MeasureList *measures, Arena *keep);

/* The measure of the same place and words, else the only one with the same words (the
 * page was posted again, or the key has no place). NULL: neither. */
const MeasureRow *measure_by_key(const MeasureKeys *keys, const MeasureKey *key);

#endif
