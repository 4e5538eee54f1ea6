/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: Chinese is written without spaces between words; ICU carries a dictionary and
 * keeps it. It must not know what the words are for. */
#include "base/base.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/words.h"

struct WordSplitter {
    UBreakIterator *breaks;
};

WordSplitter *words_open(Err *err) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaks = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
    if (U_FAILURE(status)) {
        err_set(
            err,
            T("ICU cannot break Chinese text into words: %s", "ICU 无法为中文分词：%s"),
            u_errorName(status));
        return NULL;
    }
    WordSplitter *splitter = memory_grow(NULL, 1, sizeof *splitter);
    splitter->breaks = breaks;
    return splitter;
}

Slice words_version(Arena *keep) {
    UVersionInfo version;
    char text[U_MAX_VERSION_STRING_LENGTH];
    u_getVersion(version);
    u_versionToString(version, text);
    return arena_copy(keep, slice_of(text));
}

void words_close(WordSplitter *splitter) {
    if (!splitter)
        return;
    ubrk_close(splitter->breaks);
    free(splitter);
}

static bool kind_of(int32_t status, WordKind *kind) {
    if (status >= UBRK_WORD_KANA)
        *kind = WORD_HAN;
    else if (status >= UBRK_WORD_LETTER)
        *kind = WORD_LETTERS;
    else if (status >= UBRK_WORD_NUMBER)
        *kind = WORD_NUMBER;
    else
        return false;
    return true;
}

void words_split(WordSplitter *splitter, Slice text, WordList *words) {
    if (text.n > INT32_MAX)
        BUG("a text of %zu bytes is too long to split into words", text.n);
    if (text.n == 0)
        return;
    UErrorCode status = U_ZERO_ERROR;
    UText utext = UTEXT_INITIALIZER;
    utext_openUTF8(&utext, text.p, (int64_t)text.n, &status);
    ubrk_setUText(splitter->breaks, &utext, &status);
    if (U_FAILURE(status))
        BUG("ICU refuses a valid text: %s", u_errorName(status));
    int32_t at = ubrk_first(splitter->breaks);
    for (int32_t end = ubrk_next(splitter->breaks); end != UBRK_DONE;
         end = ubrk_next(splitter->breaks)) {
        WordKind kind;
        if (kind_of(ubrk_getRuleStatus(splitter->breaks), &kind))
            vec_push(words, (Word){{(size_t)at, (size_t)end}, kind});
        at = end;
    }
    utext_close(&utext);
}
