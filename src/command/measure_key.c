/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "command/measure_key.h"

Slice measure_hash(Slice words, Arena *keep) {
    Arena scratch = {0};
    Buf squeezed = {0};
    for (size_t at = 0; at < words.n;) {
        Rune rune = utf8_decode(words, at);
        if (!rune_is_space(rune.rune))
            buf_add(&squeezed, slice_sub(words, at, at + rune.length));
        at += rune.length;
    }
    Slice hash = hash_sha256(&scratch, buf_slice(&squeezed));
    Slice kept = arena_copy(keep, slice_sub(hash, 0, MEASURE_HASH_DIGITS));
    buf_release(&squeezed);
    arena_release(&scratch);
    return kept;
}

Slice measure_key(Slice slug, const MeasureRow *measure, Arena *keep) {
    Arena scratch = {0};
    Slice hash = measure_hash(measure->text, &scratch);
    Slice key = arena_format(keep, "%.*s:%zu-%zu:%.*s", SLICE_ARG(slug), measure->span.at,
                             measure->span.end, SLICE_ARG(hash));
    arena_release(&scratch);
    return key;
}

static bool is_hash(Slice text) {
    bool is = text.n == MEASURE_HASH_DIGITS;
    for (size_t i = 0; is && i < text.n; i++)
        is = strchr("0123456789abcdef", text.p[i]) && text.p[i];
    return is;
}

bool measure_key_parse(Slice text, MeasureKey *key) {
    Cut slug = slice_cut(slice_trim(text), S(":"));
    Cut span = slice_cut(slug.tail, S(":"));
    Cut ends = slice_cut(span.head, S("-"));
    int64_t at = 0, end = 0;
    if (!slug.head.n || !slice_int(ends.head, &at) || !slice_int(ends.tail, &end) ||
        at < 0 || end <= at || !is_hash(span.tail))
        return false;
    *key = (MeasureKey){slug.head, {(size_t)at, (size_t)end}, span.tail};
    return true;
}

static bool has_hash(const MeasureRow *measure, Slice hash) {
    Arena scratch = {0};
    bool has = slice_equal(measure_hash(measure->text, &scratch), hash);
    arena_release(&scratch);
    return has;
}

/* Measures stand in the order of their places. */
static const MeasureRow *at_place(const MeasureList *measures, Span span) {
    size_t low = 0, high = measures->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (measures->at[middle].span.at < span.at)
            low = middle + 1;
        else
            high = middle;
    }
    bool there = low < measures->n && measures->at[low].span.at == span.at &&
                 measures->at[low].span.end == span.end;
    return there ? &measures->at[low] : NULL;
}

const MeasureRow *measure_by_key(const MeasureList *measures, const MeasureKey *key) {
    const MeasureRow *found = at_place(measures, key->span);
    if (found && has_hash(found, key->hash))
        return found;
    found = NULL;
    for (size_t i = 0; i < measures->n; i++) {
        if (!has_hash(&measures->at[i], key->hash))
            continue;
        if (found)
            return NULL; /* twice: which of them was meant is not known */
        found = &measures->at[i];
    }
    return found;
}
