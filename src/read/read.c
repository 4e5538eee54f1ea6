/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources to documents: which files, which reader, and what becomes of errors. The
 * formats are the readers'. */
#include "base/base.h"

#include "base/hash.h"
#include "read/read_p.h"

void source_begin(const Source *source, Slice path, Slice bytes, Document *document) {
    (void)source;
    *document = (Document){.confidence = 1};
    Arena *arena = &document->arena;
    document->source = arena_copy(arena, path);
    bool piped = slice_equal(path, S("-"));
    document->name = piped ? S("stdin") : arena_copy(arena, path_stem(path));
    document->sha256 = hash_sha256(arena, bytes);
    document->encoding = S("UTF-8");
}

bool source_fault(const Source *source, const Err *err) {
    source->sink->fault(source->sink->context, err);
    return false;
}

bool source_emit(const Source *source, Document *document, bool ok, Err *err) {
    if (ok && slice_trim(document->text).n == 0)
        ok = err_set(err, T("has no text", "没有文字"));
    if (ok) {
        source->sink->document(source->sink->context, document);
    } else {
        err_prefix(err, "%.*s", SLICE_ARG(document->source));
        source_fault(source, err);
    }
    document_release(document);
    return ok;
}

bool source_read(const Source *source) {
    Err err = {0};
    const Format *format = NULL;
    if (source->bytes.n == 0)
        err_set(&err, T("is empty", "是空文件"));
    else
        format = format_of(source, &err);
    if (format && format->most && source->bytes.n > format->most) {
        err_set(&err,
                T("%zu MB: too large for one document (at most %zu MB)",
                  "%zu MB：单个文档过大（最多 %zu MB）"),
                source->bytes.n >> 20, format->most >> 20);
        format = NULL;
    }
    if (!format) {
        err_prefix(&err, "%.*s", SLICE_ARG(source->path));
        return source_fault(source, &err);
    }
    if (format->many)
        return format->many(source);
    Document document;
    source_begin(source, source->path, source->bytes, &document);
    document.format = slice_of(format->name);
    bool ok = format->one(source, &document, &err);
    return source_emit(source, &document, ok, &err);
}

static size_t limit_of(const ReadOptions *options) {
    return options->limit ? options->limit : FILE_LIMIT;
}

bool read_bytes(Slice bytes, Slice source, const ReadOptions *options,
                const ReadSink *sink) {
    size_t left = limit_of(options);
    Source whole = {
        .bytes = bytes, .path = source, .options = options, .sink = sink, .left = &left};
    return source_read(&whole);
}

static bool read_file(Slice path, const ReadOptions *options, const ReadSink *sink,
                      bool listed) {
    Buf bytes = {0};
    Err err = {0};
    bool ok = file_read(path, limit_of(options), &bytes, &err);
    if (ok) {
        size_t left = limit_of(options);
        ok = source_read(&(Source){.bytes = buf_slice(&bytes),
                                   .path = path,
                                   .options = options,
                                   .sink = sink,
                                   .left = &left,
                                   .listed = listed});
    } else {
        sink->fault(sink->context, &err);
    }
    buf_release(&bytes);
    return ok;
}

static bool read_listed(Slice folder, const FileList *list, const ReadOptions *options,
                        const ReadSink *sink) {
    size_t taken = 0;
    bool ok = true;
    Err err = {0};
    for (size_t i = 0; i < list->faults.n; i++) {
        err_set(&err, "%.*s", SLICE_ARG(list->faults.at[i]));
        sink->fault(sink->context, &err);
        ok = false;
    }
    for (size_t i = 0; i < list->paths.n; i++) {
        if (read_is_candidate(list->paths.at[i])) {
            taken++;
            ok = read_file(list->paths.at[i], options, sink, true) && ok;
        } else if (sink->skipped) {
            sink->skipped(sink->context, list->paths.at[i]);
        }
    }
    if (taken || !ok)
        return ok;
    err_set(&err,
            T("%.*s: no document in this folder", "%.*s：该文件夹中没有可读取的文档"),
            SLICE_ARG(folder));
    sink->fault(sink->context, &err);
    return false;
}

bool read_path(Slice path, const ReadOptions *options, const ReadSink *sink) {
    static const ReadOptions none = {0};
    if (!options)
        options = &none;
    if (file_kind(path) != FILE_FOLDER)
        return read_file(path, options, sink, false);
    Arena arena = {0};
    FileList list = {0};
    Err err = {0};
    bool ok = file_list(&arena, path, &list, &err);
    if (ok)
        ok = read_listed(path, &list, options, sink);
    else
        sink->fault(sink->context, &err);
    file_list_release(&list);
    arena_release(&arena);
    return ok;
}
