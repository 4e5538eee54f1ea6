/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as read: its canonical text and the blocks it is laid out in.
 *
 * The canonical text is valid UTF-8 with '\n' line ends and no BOM; NUL and other control
 * characters (but '\n' and
 * '\t') are dropped, all else (full-width spaces, NBSP, punctuation) stays as published.
 * Spans everywhere in the program are byte offsets into this text. Every block is a whole
 * number of lines: blocks are in order, do not overlap, and no line belongs to two. Lines
 * between blocks are blank. Plain text gives one BLOCK_LINE a line: whether lines are
 * paragraphs or broken ones is for plan/ to say; a format that knows paragraphs (HTML,
 * DOCX) gives BLOCK_PARAGRAPH, which plan/ never joins with the next unless a sentence is
 * plainly broken. */
#ifndef READ_DOC_H
#define READ_DOC_H

#include "base/base.h"

typedef enum {
    BLOCK_LINE,      /* a line whose paragraph is not known (plain text, PDF) */
    BLOCK_PARAGRAPH, /* a paragraph, list item or <br>-ended run, by its format */
    BLOCK_HEADING,   /* a paragraph the format marks as a heading (h1..h6, Word heading
                        style); `level` 1.. */
    BLOCK_CELL,      /* a table cell: table, row, column, spans */
    BLOCK_NOTE,      /* a footnote, text box, comment: kept apart from the running text */
} BlockKind;

typedef struct {
    BlockKind kind;
    Span span;            /* of the canonical text, without the final '\n' */
    unsigned level;       /* BLOCK_HEADING */
    unsigned table;       /* BLOCK_CELL: 1.. within the document */
    unsigned row, column; /* BLOCK_CELL: 0.. in the grid, of the cell's upper left corner
                           */
    unsigned rows, columns; /* BLOCK_CELL: how many it spans, at least 1 */
    bool header;   /* BLOCK_CELL: marked as heading cell (th, repeated Word header row) */
    unsigned page; /* 1.. where the format has pages, else 0 */
} Block;

/* What the source says about the document beside its text: an HTML <meta> (name as
 * written: "PubDate"), a core property of a Word file ("dcterms:created"), a column of a
 * table ("publisher"). */
typedef struct {
    Slice key, value;
} DocumentMeta;

typedef struct {
    Slice text; /* canonical text */
    VEC(Block) blocks;
    Slice source; /* path or address it was read from; for an archive "a.zip!/b.docx", for
                     a row "a.csv:12" */
    Slice name;   /* base name without extension: what a slug is made from */
    Slice title;  /* what the format itself calls the title (HTML <title>, docx core
                     properties); may be empty */
    Slice format; /* "text", "html", "docx", "pdf", ... */
    Slice encoding;    /* "UTF-8", "GB18030", ... */
    double confidence; /* in the encoding, 0..1; 1 when declared and valid */
    Slice sha256;      /* of the raw bytes, 64 hex digits */
    VEC(DocumentMeta) meta;
    VEC(Diag) diags;
    Arena arena; /* owns all of the above slices */
} Document;

void document_release(Document *document);

#endif
