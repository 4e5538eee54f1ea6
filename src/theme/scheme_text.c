/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canonical text of a scheme: keys sorted, no blank space, the lists of included
 * files drawn in, so that a project can keep it whole and its hash says whether two
 * schemes are the same. */
#include "base/base.h"

#include "base/hash.h"
#include "theme/reader_p.h"

typedef VEC(const Json *) Items;

static int compare_items(const void *left, const void *right) {
    return slice_compare(json_key(*(const Json *const *)left),
                         json_key(*(const Json *const *)right));
}

static void sort_items(Items *items) {
    if (items->n > 1)
        qsort(items->at, items->n, sizeof *items->at, compare_items);
}

static void write_value(Buf *out, const Json *value);

static void write_items(Buf *out, const Items *items, bool keys) {
    for (size_t i = 0; i < items->n; i++) {
        if (i)
            buf_add_byte(out, ',');
        if (keys) {
            json_write_string(out, json_key(items->at[i]));
            buf_add_byte(out, ':');
        }
        write_value(out, items->at[i]);
    }
}

/* Depth is bounded by the parser. */
static void write_value(Buf *out, const Json *value) {
    bool object = json_is_object(value);
    if (object || json_is_array(value)) {
        Items items = {0};
        for (const Json *item = json_first(value); item; item = json_next(item))
            vec_push(&items, item);
        if (object)
            sort_items(&items);
        buf_add_byte(out, object ? '{' : '[');
        write_items(out, &items, object);
        buf_add_byte(out, object ? '}' : ']');
        vec_release(&items);
    } else if (json_is_string(value)) {
        json_write_string(out, json_string(value));
    } else if (json_is_number(value)) {
        json_write_real(out, json_number(value));
    } else {
        buf_add(out, json_is_bool(value) ? json_bool(value) ? S("true") : S("false")
                                         : S("null"));
    }
}

static void write_lists(Buf *out, const Reader *reader) {
    Items lists = {0};
    for (size_t i = 0; i < reader->lists.n; i++)
        vec_push(&lists, reader->lists.at[i].items);
    sort_items(&lists);
    buf_add(out, S("{"));
    write_items(out, &lists, true);
    buf_add(out, S("}"));
    vec_release(&lists);
}

/* The scheme file's own keys, in order, "lists" standing for all lists and "include" for
 * nothing. */
static void write_scheme(Buf *out, const Reader *reader) {
    Items items = {0};
    for (const Json *item = json_first(reader->scheme->sources.at[0]->root); item;
         item = json_next(item)) {
        bool own = !slice_equal(json_key(item), S("include")) &&
                   !slice_equal(json_key(item), S("lists"));
        if (own)
            vec_push(&items, item);
    }
    sort_items(&items);
    buf_add(out, S("{\"lists\":"));
    write_lists(out, reader);
    buf_add(out, S(","));
    write_items(out, &items, true);
    buf_add(out, S("}"));
    vec_release(&items);
}

void scheme_seal(Reader *reader) {
    Scheme *scheme = reader->scheme;
    Buf text = {0};
    write_scheme(&text, reader);
    scheme->text = arena_copy(&scheme->arena, buf_slice(&text));
    scheme->hash = hash_sha256(&scheme->arena, scheme->text);
    buf_release(&text);
    for (size_t i = 0; i < reader->lists.n; i++) {
        const TermList *list = &reader->lists.at[i];
        if (list->state == LIST_NEW && list->source == scheme->sources.at[0])
            vec_push(&scheme->idle_lists, list->name);
    }
}
