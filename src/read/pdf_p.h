/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pdf.c (from file to lines) and pdf_lines.c (from lines to paragraphs) share. */
#ifndef READ_PDF_P_H
#define READ_PDF_P_H

#include "base/base.h"

#include "read/doc.h"

typedef struct {
    Slice text; /* without the white space around it, and without spaces next to Chinese
                   characters */
    unsigned page;   /* 1.. */
    unsigned indent; /* columns before it: a Chinese character takes two */
    unsigned width;  /* columns to its end, indent included */
    bool gaps;       /* wide gaps within: a row of a table */
    bool furniture;  /* a page's header, footer or number */
} PdfLine;
typedef VEC(PdfLine) PdfLines;

/* Cuts what pdftotext -layout put out into lines; blank ones are left out. *pages: how
 * many there are. */
void pdf_cut(Arena *keep, Slice output, PdfLines *lines, unsigned *pages);
/* Marks headers, footers and page numbers, and notes each once in the document. */
void pdf_mark_furniture(PdfLines *lines, unsigned pages, Document *document);
/* Makes blocks: paragraphs where first-line indents tell them, else lines. */
void pdf_add_blocks(const PdfLines *lines, Document *document);

#endif
