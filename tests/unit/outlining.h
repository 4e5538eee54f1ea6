/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan tree as text to compare: used by the tests of the outline parser. */
#ifndef TESTS_OUTLINING_H
#define TESTS_OUTLINING_H

#include "base/base.h"

#include "plan/tree.h"
#include "read/doc.h"

/* A document of lines, as plain text gives them; blocks may then be given other kinds.
 * The text must outlive it. */
Document outlining_document(Slice text);

/* Parses the document, checks the tree, and writes it: the title in brackets where there
 * is one, then a line a node, indented by depth: section 一、 heading task 1. heading
 *         - ①text of a measure
 *         = R:unit L:unit            the duties of the node above
 *     < preamble      # chrome      (part) before nodes of another part than the plan
 * and the diagnostics, "! code detail". Lives in keep. */
Slice outlining_of_document(const Document *document, Arena *keep);
Slice outlining_of(const char *text, Arena *keep);

/* The outline of the text is `expected`; shown beside each other when not. */
#define check_outline(text, expected)                                                    \
    check_outline_at((text), (expected), __FILE__, __LINE__)
void check_outline_at(const char *text, const char *expected, const char *file, int line);

typedef struct {
    const char *text, *outline;
} OutlineCase;
void check_outlines_at(const OutlineCase *cases, size_t n, const char *file, int line);
#define check_outlines(cases)                                                            \
    check_outlines_at((cases), sizeof(cases) / sizeof *(cases), __FILE__, __LINE__)

#endif
