/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of the formats share: the source at hand, and the making of a
 * document. For read/ only. */
#ifndef READ_READ_P_H
#define READ_READ_P_H

#include "base/base.h"

#include "read/doc.h"
#include "read/read.h"

/* The bytes being read and how. `left` is shared by all that came out of one file: bytes
 * that may still be unpacked. */
typedef struct {
    Slice bytes, path; /* path: as Document.source */
    const ReadOptions *options;
    const ReadSink *sink;
    unsigned depth; /* archives around it */
    bool listed;    /* found in a folder, not asked for by name */
    size_t *left;
} Source;

/* One document out of the bytes. Source, name, hash and format are set before; err needs
 * no file name, the caller puts it before. */
typedef bool ReadOne(const Source *source, Document *document, Err *err);
/* Any number of documents, given to the sink one by one with source_emit. False if
 * anything was a fault. */
typedef bool ReadMany(const Source *source);

ReadOne text_read, html_read, docx_read, pdf_read, office_read;
ReadMany rows_read, archive_read_members;

/* Fills the document's source, name and hash for a path of its own ("a.zip!/b.docx"). */
void source_begin(const Source *source, Slice path, Slice bytes, Document *document);
/* Hands a document over, or turns an error into a fault; releases it. Is ok. */
bool source_emit(const Source *source, Document *document, bool ok, Err *err);
bool source_fault(const Source *source, const Err *err); /* false */
bool source_read(const Source *source); /* any format: what read_bytes does, for members
                                           too */

/* The format by its content, then its extension; NULL with a message when it is none of
 * ours. */
typedef struct Format {
    const char *name;
    ReadOne *one;
    ReadMany *many; /* one of the two */
    size_t most;    /* bytes of a source; 0: as the options say */
} Format;
const Format *format_of(const Source *source, Err *err);
bool format_is_html(Slice bytes);                 /* by its content */
bool slice_equal_ignoring_case(Slice a, Slice b); /* ASCII letters */

/* The text of the bytes in out; the decision and its doubts in the document. */
bool source_decode(const Source *source, Slice declared, Document *document, Buf *out,
                   Err *err);

/* ---- Building the canonical text
 * ----------------------------------------------------------- */

typedef struct {
    Document *document;
    Buf text;
    size_t dropped; /* control characters left out */
} Builder;

/* Adds text with line ends as '\n' and without control characters. */
size_t document_text_clean(Slice text, Buf *out); /* how many were dropped */
/* Adds a block on lines of its own; kind, level, place in a table and page are the
 * model's. Lines of the text make a block each, but for a cell, which keeps its lines
 * together. Blank lines are left out; a blank text adds none. */
void build_block(Builder *builder, const Block *model, Slice text);
/* Moves the text to the document and releases the builder. */
void build_finish(Builder *builder);

void document_diag(Document *document, const char *code, Span place, Slice detail);
void document_meta(Document *document, Slice key, Slice value); /* copies; an empty value
                                                                   is left out */

#endif
