/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed files made in memory, for the tests of read/. */
#ifndef TESTS_PACKING_H
#define TESTS_PACKING_H

#include "base/base.h"

typedef struct {
    const char *name;
    Slice bytes;
} Packed;

/* The files as "zip", "stored" (a zip without compression), "tar", "tar.gz" or "7z". */
Buf packed_of(const Packed *files, size_t n, const char *format);

/* A Word file of the XML within <w:body>; styles and numbering are the XML within their
 * roots, NULL to leave them out; footnotes a whole part or NULL. */
typedef struct {
    const char *body, *styles, *numbering, *footnotes;
    const char *space; /* the namespace; NULL: the transitional one */
} WordFile;
Buf word_file(const WordFile *file);

#endif
