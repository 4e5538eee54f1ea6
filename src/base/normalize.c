/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding works on the smallest pieces that normalise by themselves, so that every folded
 * byte knows its origin. */
#include "base/base.h"

#include <pthread.h>

#include <unicode/unorm2.h>
#include <unicode/utrans.h>

#include "base/normalize.h"
#include "base/utf8.h"

enum { HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF };
enum {
    PIECE_MAX = 64,
    EXPANSION_MAX = 18
}; /* UTF-16 units; NFKC's longest is of U+FDFA */

static uint16_t simplified[HAN_LAST - HAN_FIRST + 1];
static pthread_once_t simplified_made = PTHREAD_ONCE_INIT;

/* All Han as one text through ICU's rules; a result of another length would mean that
 * characters were combined, and then the table stays the identity. */
static void make_simplified(void) {
    enum { COUNT = HAN_LAST - HAN_FIRST + 1 };
    static UChar text[2 * COUNT];
    UErrorCode status = U_ZERO_ERROR;
    UTransliterator *rules =
        utrans_openU(u"Hant-Hans", -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    for (int32_t i = 0; i < COUNT; i++) {
        simplified[i] = (uint16_t)(HAN_FIRST + i);
        text[2 * i] = (UChar)(HAN_FIRST + i);
        text[2 * i + 1] = u'\n'; /* keeps rules for words from joining neighbours */
    }
    if (U_FAILURE(status))
        return;
    int32_t length = 2 * COUNT, limit = length;
    utrans_transUChars(rules, text, &length, 2 * COUNT, 0, &limit, &status);
    utrans_close(rules);
    if (U_FAILURE(status) || length != 2 * COUNT)
        return;
    for (int32_t i = 0; i < COUNT; i++)
        simplified[i] = (uint16_t)text[2 * i];
}

uint32_t rune_simplified(uint32_t rune) {
    if (rune < HAN_FIRST || rune > HAN_LAST)
        return rune;
    pthread_once(&simplified_made, make_simplified);
    return simplified[rune - HAN_FIRST];
}

typedef struct {
    const UNormalizer2 *nfkc;
    unsigned flags;
    Buf text;
    VEC(uint32_t) begin, end;
} Fold;

static void fold_emit(Fold *fold, uint32_t rune, size_t begin, size_t end) {
    if ((fold->flags & FOLD_SPACE) && rune_is_space(rune))
        return;
    if ((fold->flags & FOLD_CASE) && rune >= 'A' && rune <= 'Z')
        rune += 'a' - 'A';
    if (fold->flags & FOLD_SIMPLIFIED)
        rune = rune_simplified(rune);
    char bytes[4];
    size_t n = utf8_encode(rune, bytes);
    buf_add(&fold->text, (Slice){bytes, n});
    for (size_t i = 0; i < n; i++) {
        vec_push(&fold->begin, (uint32_t)begin);
        vec_push(&fold->end, (uint32_t)end);
    }
}

/* Begins a piece: nothing before it can change what it normalises to. */
static bool begins_piece(const Fold *fold, uint32_t rune) {
    if (rune < 0x300 || (rune >= HAN_FIRST && rune <= HAN_LAST))
        return true;
    return unorm2_hasBoundaryBefore(fold->nfkc, (UChar32)rune);
}

static void fold_piece(Fold *fold, Slice original, size_t begin, size_t end) {
    UChar in[PIECE_MAX], out[PIECE_MAX * EXPANSION_MAX];
    int32_t n = 0;
    for (size_t at = begin; at < end;) {
        Rune next = utf8_decode(original, at);
        if (next.rune > 0xFFFF)
            in[n++] = U16_LEAD(next.rune);
        in[n++] = next.rune > 0xFFFF ? U16_TRAIL(next.rune) : (UChar)next.rune;
        at += next.length;
    }
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = unorm2_normalize(fold->nfkc, in, n, out,
                                      (int32_t)(sizeof out / sizeof *out), &status);
    if (U_FAILURE(status))
        BUG("NFKC of %d units failed: %s", n, u_errorName(status));
    for (int32_t i = 0; i < length; i++) {
        uint32_t rune = out[i];
        if (U16_IS_LEAD(rune) && i + 1 < length) {
            i++;
            rune = (uint32_t)U16_GET_SUPPLEMENTARY(rune, out[i]);
        }
        fold_emit(fold, rune, begin, end);
    }
}

static void fold_all(Fold *fold, Slice original) {
    for (size_t at = 0; at < original.n;) {
        size_t begin = at, units = 0;
        Rune first = utf8_decode(original, at), next = first;
        do { /* endless combining marks are cut: two units a rune must fit */
            at += next.length;
            units += 2;
            if (at < original.n)
                next = utf8_decode(original, at);
        } while (at < original.n && units + 2 <= PIECE_MAX &&
                 !begins_piece(fold, next.rune));
        bool alone = at - begin == first.length;
        bool plain =
            first.rune < 0x80 || (first.rune >= HAN_FIRST && first.rune <= HAN_LAST);
        if (alone && plain)
            fold_emit(fold, first.rune, begin, at);
        else
            fold_piece(fold, original, begin, at);
    }
}

Folded text_fold(Arena *keep, Slice original, unsigned flags) {
    if (original.n >= UINT32_MAX)
        BUG("a text of %zu bytes to fold", original.n);
    UErrorCode status = U_ZERO_ERROR;
    Fold fold = {.nfkc = unorm2_getNFKCInstance(&status), .flags = flags};
    if (U_FAILURE(status))
        BUG("ICU has no NFKC data: %s", u_errorName(status));
    buf_reserve(&fold.text, original.n);
    fold_all(&fold, original);
    size_t n = fold.text.n;
    uint32_t *begin = ARENA_ARRAY(keep, uint32_t, n),
             *end = ARENA_ARRAY(keep, uint32_t, n);
    if (n) {
        memcpy(begin, fold.begin.at, n * sizeof *begin);
        memcpy(end, fold.end.at, n * sizeof *end);
    }
    Folded folded = {arena_copy(keep, buf_slice(&fold.text)), begin, end};
    buf_release(&fold.text);
    vec_release(&fold.begin);
    vec_release(&fold.end);
    return folded;
}

Span fold_back(const Folded *folded, Span span) {
    if (span.end > folded->text.n)
        span.end = folded->text.n;
    if (span_empty(span)) {
        size_t at = 0;
        if (span.at < folded->text.n)
            at = folded->begin[span.at];
        else if (folded->text.n)
            at = folded->end[folded->text.n - 1];
        return (Span){at, at};
    }
    return (Span){folded->begin[span.at], folded->end[span.end - 1]};
}
