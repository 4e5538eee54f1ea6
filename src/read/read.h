/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any source to documents: a file, a folder, standard input, an archive's members, a
 * table's rows. To add a format: a reader in its own file, declared in read_p.h, and its
 * row in the table of format.c. */
#ifndef READ_READ_H
#define READ_READ_H

#include "base/base.h"

#include "base/file.h"
#include "read/doc.h"

typedef struct {
    Slice encoding; /* of texts and web pages, instead of detecting it; empty: detect */
    size_t limit;   /* bytes of one source, unpacked; 0: FILE_LIMIT. A text or web page of
                       more than 64 MB is refused in any case */
    Slice text_column; /* CSV, TSV, JSONL: the column or key with the plan; empty: the
                          usual names are tried */
    SliceList meta; /* CSV, TSV, JSONL: columns kept as DocumentMeta; none: all others of
                       up to 200 bytes */
    double seconds; /* for each child process; 0: 60 */
} ReadOptions;

/* What is read comes one by one. A document is released after the call; to keep it, copy
 * the struct and zero the original. Each source that cannot be read is a fault, and
 * reading goes on with the next. */
typedef struct {
    void (*document)(void *context, Document *document);
    void (*fault)(void *context, const Err *err);
    void (*skipped)(void *context, Slice path); /* a file in a folder that is no document;
                                                   may be NULL */
    void *context;
} ReadSink;

/* Reads a file, "-", or each document in a folder in byte order of the paths. In a folder
 * only files are read whose extension (or, without one, whose content) is of a known
 * format; JSON files, which are manifests and schemes, and READMEs are passed over. A
 * folder without any document is a fault. False if anything was a fault. */
bool read_path(Slice path, const ReadOptions *options, const ReadSink *sink);

/* The same of bytes at hand. source names them in messages and in Document.source; its
 * extension is a hint. */
bool read_bytes(Slice bytes, Slice source, const ReadOptions *options,
                const ReadSink *sink);

/* Whether read_path would take a file of this name out of a folder. */
bool read_is_candidate(Slice path);

#endif
