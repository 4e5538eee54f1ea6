/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a text, Chinese ones by ICU's dictionary. */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include "base/base.h"

typedef enum {
    WORD_HAN,
    WORD_LETTERS, /* of other scripts */
    WORD_NUMBER
} WordKind;

typedef struct {
    Span span; /* of the text */
    WordKind kind;
} Word;
typedef VEC(Word) WordList;

/* What splits texts; it may be used for many, one at a time. */
typedef struct WordSplitter WordSplitter;
WordSplitter *words_open(Err *err); /* NULL on failure: ICU's data are incomplete */
void words_close(WordSplitter *splitter);

/* The version of ICU whose dictionary that is: "72.1". */
Slice words_version(Arena *keep);

/* Adds the words in order; punctuation and white space lie between them. The text is
 * valid UTF-8 and shorter than 2 GB; longer is a BUG. */
void words_split(WordSplitter *splitter, Slice text, WordList *words);

#endif
