/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader made of a source, as text to compare: used by the tests of read/. */
#ifndef TESTS_READING_H
#define TESTS_READING_H

#include "base/base.h"

#include "read/read.h"

typedef struct {
    Buf blocks; /* a line each: "L text", "P text", "H2 text", "C1:0,2+1x2h text", "N
                   text"; then "(p3)" for a page */
    Buf diags;  /* a line each: "code place detail" */
    Buf meta;   /* "key=value" */
    Buf faults; /* a line each */
    Buf about;  /* "source|name|title|format|encoding" of each document, a line each */
    size_t documents;
} Reading;

/* Reads bytes, and checks doc.h's rules on each document: valid UTF-8, blocks in order
 * and of whole lines, all else blank. */
Reading reading_of(Slice bytes, const char *source, const ReadOptions *options);
Reading reading_of_path(Slice path, const ReadOptions *options);
void reading_release(Reading *reading);

#endif
