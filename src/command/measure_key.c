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

/* ---- Finding ---- */

typedef struct {
    Slice hash;
    size_t measure;
} HashedMeasure;

struct MeasureKeys {
    const MeasureList *measures;
    HashedMeasure *by_hash;  /* sorted */
    HashedMeasure *by_place; /* by measure */
};

static int compare_hashes(const void *left, const void *right) {
    const HashedMeasure *a = left, *b = right;
    int order = slice_compare(a->hash, b->hash);
    return order ? order : (a->measure > b->measure) - (a->measure < b->measure);
}

MeasureKeys *measure_keys(const MeasureList *measures, Arena *keep) {
    MeasureKeys *keys = ARENA_NEW(keep, MeasureKeys);
    *keys = (MeasureKeys){measures, ARENA_ARRAY(keep, HashedMeasure, measures->n),
                          ARENA_ARRAY(keep, HashedMeasure, measures->n)};
    for (size_t i = 0; i < measures->n; i++)
        keys->by_hash[i] = keys->by_place[i] =
            (HashedMeasure){measure_hash(measures->at[i].text, keep), i};
    if (measures->n)
        qsort(keys->by_hash, measures->n, sizeof *keys->by_hash, compare_hashes);
    return keys;
}

/* Measures stand in the order of their places. */
static size_t at_place(const MeasureList *measures, Span span) {
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
    return there ? low : SIZE_MAX;
}

const MeasureRow *measure_by_key(const MeasureKeys *keys, const MeasureKey *key) {
    const MeasureList *measures = keys->measures;
    size_t place = at_place(measures, key->span);
    if (place != SIZE_MAX && slice_equal(keys->by_place[place].hash, key->hash))
        return &measures->at[place];
    size_t low = 0, high = measures->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (slice_compare(keys->by_hash[middle].hash, key->hash) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool there = low < measures->n && slice_equal(keys->by_hash[low].hash, key->hash);
    bool twice = there && low + 1 < measures->n &&
                 slice_equal(keys->by_hash[low + 1].hash, key->hash);
    return there && !twice ? &measures->at[keys->by_hash[low].measure] : NULL;
}
