/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checked access to the values of a scheme file, and the table of literals. Knows no key
 * of the language. */
#include "base/base.h"

#include <math.h>
#include <stdarg.h>

#include "base/file.h"
#include "theme/fold_p.h"
#include "theme/reader_p.h"

bool reader_fail(Reader *reader, const Json *at, const char *format, ...) {
    const Source *source = reader->source;
    JsonPlace place = json_place(source->text, source->root, at);
    va_list list;
    va_start(list, format);
    char what[1024];
    vsnprintf(what, sizeof what, format, list);
    va_end(list);
    return err_set(reader->err, "%.*s:%zu:%zu: %s", SLICE_ARG(source->path), place.line,
                   place.column, what);
}

static bool word_of(const char *words, Slice word) {
    Slice rest = slice_of(words);
    while (rest.n) {
        Cut cut = slice_cut(rest, S(" "));
        if (slice_equal(cut.head, word))
            return true;
        rest = cut.tail;
    }
    return false;
}

bool reader_keys(Reader *reader, const Json *object, const char *keys) {
    if (!json_is_object(object))
        return reader_fail(reader, object,
                           T("an object {…} is wanted here", "此处应为对象 {…}"));
    for (const Json *item = json_first(object); item; item = json_next(item)) {
        if (!word_of(keys, json_key(item)))
            return reader_fail(reader, item,
                               T("unknown key \"%.*s\"; known are: %s",
                                 "未知的键 \"%.*s\"；可用的键：%s"),
                               SLICE_ARG(json_key(item)), keys);
    }
    return true;
}

bool reader_text(Reader *reader, const Json *object, const char *key, Slice *out) {
    const Json *value = json_get(object, key);
    if (!value)
        return true;
    if (!json_is_string(value))
        return reader_fail(reader, value, T("\"%s\" must be a text", "\"%s\" 须为文本"),
                           key);
    *out = arena_copy(&reader->scheme->arena, json_string(value));
    return true;
}

bool reader_need_text(Reader *reader, const Json *object, const char *key, Slice *out) {
    const Json *value = json_get(object, key);
    if (!value || (json_is_string(value) && slice_trim(json_string(value)).n == 0))
        return reader_fail(reader, value ? value : object,
                           T("\"%s\" is missing or empty", "缺少 \"%s\"，或为空"), key);
    return reader_text(reader, object, key, out);
}

bool reader_both(Reader *reader, const Json *object, const char *key, Slice *en,
                 Slice *zh) {
    const Json *value = json_get(object, key);
    if (!value)
        return true;
    if (json_is_string(value))
        return reader_text(reader, object, key, en) &&
               reader_text(reader, object, key, zh);
    return reader_keys(reader, value, "en zh") && reader_text(reader, value, "en", en) &&
           reader_text(reader, value, "zh", zh);
}

bool reader_flag(Reader *reader, const Json *object, const char *key, bool *out) {
    const Json *value = json_get(object, key);
    if (!value)
        return true;
    if (!json_is_bool(value))
        return reader_fail(reader, value,
                           T("\"%s\" must be true or false", "\"%s\" 须为 true 或 false"),
                           key);
    *out = json_bool(value);
    return true;
}

bool reader_number(Reader *reader, const Json *object, const char *key, NumberRange range,
                   double *out) {
    const Json *value = json_get(object, key);
    if (!value)
        return true;
    double number = json_number(value);
    bool ok = json_is_number(value) && number >= range.low && number <= range.high;
    if (!ok || (range.whole && floor(number) < number))
        return reader_fail(
            reader, value,
            T("\"%s\" must be a number from %g to %g", "\"%s\" 须为 %g 至 %g 之间的数"),
            key, range.low, range.high);
    *out = number;
    return true;
}

bool reader_word(Reader *reader, const Json *object, const char *key,
                 const char *const *words, int *out) {
    const Json *value = json_get(object, key);
    if (!value)
        return true;
    for (int i = 0; words[i]; i++) {
        if (json_is_string(value) &&
            slice_equal(json_string(value), slice_of(words[i]))) {
            *out = i;
            return true;
        }
    }
    Buf all = {0};
    for (int i = 0; words[i]; i++)
        buf_format(&all, "%s\"%s\"", i ? ", " : "", words[i]);
    reader_fail(reader, value, T("\"%s\" must be one of %s", "\"%s\" 须为下列之一：%s"),
                key, all.p);
    buf_release(&all);
    return false;
}

bool reader_array(Reader *reader, const Json *object, const char *key, const Json **out) {
    *out = json_get(object, key);
    if (!*out || json_is_array(*out))
        return true;
    return reader_fail(reader, *out,
                       T("\"%s\" must be an array […]", "\"%s\" 须为数组 […]"), key);
}

static void grow_slots(Reader *reader) {
    size_t n = reader->n_slots ? reader->n_slots * 2 : 4096;
    free(reader->slots);
    reader->slots = memory_grow(NULL, n, sizeof *reader->slots);
    memset(reader->slots, 0, n * sizeof *reader->slots);
    reader->n_slots = n;
    for (size_t i = 0; i < reader->scheme->literals.n; i++) {
        size_t slot = slice_hash(reader->scheme->literals.at[i]) & (n - 1);
        while (reader->slots[slot])
            slot = (slot + 1) & (n - 1);
        reader->slots[slot] = (uint32_t)i + 1;
    }
}

static Atom enter_literal(Reader *reader, Slice folded) {
    Scheme *scheme = reader->scheme;
    if (scheme->literals.n * 2 >= reader->n_slots)
        grow_slots(reader);
    size_t mask = reader->n_slots - 1, slot = slice_hash(folded) & mask;
    for (; reader->slots[slot]; slot = (slot + 1) & mask) {
        if (slice_equal(scheme->literals.at[reader->slots[slot] - 1], folded))
            return reader->slots[slot] - 1;
    }
    vec_push(&scheme->literals, folded);
    reader->slots[slot] = (uint32_t)scheme->literals.n;
    return (Atom)scheme->literals.n - 1;
}

bool reader_literal(Reader *reader, const Json *at, Slice text, Atom *atom) {
    if (text.n > LITERAL_BYTES_MAX)
        return reader_fail(reader, at,
                           T("the term is longer than %d bytes", "词语超过 %d 字节"),
                           LITERAL_BYTES_MAX);
    Slice folded = fold_copy(&reader->scheme->arena, text);
    if (folded.n == 0)
        return reader_fail(reader, at, T("the term is empty", "词语为空"));
    if (reader->scheme->literals.n >= LITERALS_MAX)
        return reader_fail(reader, at, T("more than %d terms", "词语超过 %d 个"),
                           LITERALS_MAX);
    *atom = enter_literal(reader, folded);
    return true;
}

static int compare_ids(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

Ids reader_ids(Reader *reader, const IdList *list) {
    if (list->n == 0)
        return (Ids){0};
    uint32_t *ids = ARENA_ARRAY(&reader->scheme->arena, uint32_t, list->n);
    memcpy(ids, list->at, list->n * sizeof *ids);
    qsort(ids, list->n, sizeof *ids, compare_ids);
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        if (n == 0 || ids[n - 1] != ids[i])
            ids[n++] = ids[i];
    }
    return (Ids){ids, n};
}

Source *reader_open(Reader *reader, Slice text, Slice path, size_t depth) {
    Json *root = json_parse(text, path, reader->err);
    if (!root)
        return NULL;
    Source *source = ARENA_NEW(&reader->scheme->arena, Source);
    size_t base = path_base(path).n;
    *source = (Source){.path = path,
                       .folder = slice_sub(path, 0, path.n - base),
                       .text = arena_copy(&reader->scheme->arena, text),
                       .root = root,
                       .depth = depth};
    vec_push(&reader->scheme->sources, source);
    return source;
}

void reader_release(Reader *reader) {
    for (size_t i = 0; i < reader->lists.n; i++)
        vec_release(&reader->lists.at[i].atoms);
    vec_release(&reader->lists);
    vec_release(&reader->not_all);
    free(reader->slots);
}
