/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Term lists: named in the scheme file or in files it includes, and used as "@name"
 * wherever terms stand. */
#include "base/base.h"

#include "base/file.h"
#include "theme/reader_p.h"

static TermList *find_list(Reader *reader, Slice name) {
    for (size_t i = 0; i < reader->lists.n; i++) {
        if (slice_equal(reader->lists.at[i].name, name))
            return &reader->lists.at[i];
    }
    return NULL;
}

static bool add_lists(Reader *reader, const Json *lists) {
    if (!lists)
        return true;
    if (!json_is_object(lists))
        return reader_fail(
            reader, lists,
            T("\"lists\" must be an object of arrays", "\"lists\" 须为对象，值为数组"));
    for (const Json *item = json_first(lists); item; item = json_next(item)) {
        Slice name = json_key(item);
        if (!json_is_array(item) || name.n == 0)
            return reader_fail(reader, item,
                               T("a list needs a name and an array of terms",
                                 "词表须有名称，值为词语数组"));
        if (find_list(reader, name))
            return reader_fail(
                reader, item,
                T("the list \"%.*s\" is there already", "词表 \"%.*s\" 已存在"),
                SLICE_ARG(name));
        vec_push(&reader->lists,
                 (TermList){.name = name, .source = reader->source, .items = item});
    }
    return true;
}

static const Source *find_source(const Reader *reader, Slice path) {
    for (size_t i = 0; i < reader->scheme->sources.n; i++) {
        if (slice_equal(reader->scheme->sources.at[i]->path, path))
            return reader->scheme->sources.at[i];
    }
    return NULL;
}

/* A file that includes itself under ever new names ("a/../a") ends at INCLUDE_DEPTH_MAX.
 */
static bool include_file(Reader *reader, const Json *item) {
    const Source *from = reader->source;
    Slice name = json_string(item);
    if (name.n == 0 || name.p[0] == '/')
        return reader_fail(
            reader, item,
            T("a file is included by its relative path", "包含的文件须用相对路径"));
    if (from->depth >= INCLUDE_DEPTH_MAX)
        return reader_fail(
            reader, item,
            from->folder.n ? T("files include one another too deep", "文件互相包含过深")
                           : T("nothing can be included here", "此处不能包含其他文件"));
    Slice path = arena_format(&reader->scheme->arena, "%.*s%.*s", SLICE_ARG(from->folder),
                              SLICE_ARG(name));
    const Source *old = find_source(reader, path);
    if (old)
        return old->open
                   ? reader_fail(reader, item,
                                 T("\"%.*s\" includes itself", "\"%.*s\" 包含了自身"),
                                 SLICE_ARG(path))
                   : true;
    Buf text = {0};
    Err why = {0};
    if (!file_read(path, 0, &text, &why))
        return reader_fail(reader, item, "%s", why.text);
    Source *source = reader_open(reader, buf_slice(&text), path, from->depth + 1);
    buf_release(&text);
    if (!source)
        return false;
    source->open = true;
    reader->source = source;
    bool ok = reader_keys(reader, source->root, "$schema notes include lists") &&
              reader_lists(reader, source->root);
    reader->source = from;
    source->open = false;
    return ok;
}

bool reader_lists(Reader *reader, const Json *root) {
    const Json *include;
    if (!reader_array(reader, root, "include", &include))
        return false;
    for (const Json *item = json_first(include); item; item = json_next(item)) {
        if (!include_file(reader, item))
            return false;
    }
    return add_lists(reader, json_get(root, "lists"));
}

static bool fill_list(Reader *reader, size_t index) {
    const Source *from = reader->source;
    TermList *list = &reader->lists.at[index];
    list->state = LIST_OPEN;
    reader->source = list->source;
    IdList atoms = {0};
    bool ok = reader_terms(reader, list->items, &atoms);
    reader->source = from;
    list = &reader->lists.at[index];
    for (size_t i = 0; ok && i < atoms.n; i++)
        vec_push(&list->atoms, atoms.at[i]);
    vec_release(&atoms);
    list->state = LIST_DONE;
    return ok;
}

static bool add_list(Reader *reader, const Json *value, Slice name, IdList *ids) {
    TermList *list = find_list(reader, name);
    if (!list)
        return reader_fail(reader, value,
                           T("there is no list \"%.*s\"", "没有词表 \"%.*s\""),
                           SLICE_ARG(name));
    if (list->state == LIST_OPEN)
        return reader_fail(
            reader, value,
            T("the list \"%.*s\" holds itself", "词表 \"%.*s\" 包含了自身"),
            SLICE_ARG(name));
    if (reader->list_depth >= INCLUDE_DEPTH_MAX)
        return reader_fail(reader, value, T("lists hold lists too deep", "词表嵌套过深"));
    reader->list_depth++;
    bool ok =
        list->state == LIST_DONE || fill_list(reader, (size_t)(list - reader->lists.at));
    reader->list_depth--;
    for (size_t i = 0; ok && i < list->atoms.n; i++)
        vec_push(ids, list->atoms.at[i]);
    return ok;
}

static bool add_term(Reader *reader, const Json *value, IdList *ids) {
    if (!json_is_string(value))
        return reader_fail(
            reader, value,
            T("a term or \"@list\" is wanted here", "此处应为词语或 \"@词表\""));
    Slice text = json_string(value);
    if (text.n > 1 && text.p[0] == '@')
        return add_list(reader, value, slice_sub(text, 1, text.n), ids);
    Atom atom;
    if (!reader_literal(reader, value, text, &atom))
        return false;
    vec_push(ids, atom);
    return true;
}

bool reader_terms(Reader *reader, const Json *value, IdList *ids) {
    if (!json_is_array(value))
        return add_term(reader, value, ids);
    for (const Json *item = json_first(value); item; item = json_next(item)) {
        if (!add_term(reader, item, ids))
            return false;
    }
    return true;
}
