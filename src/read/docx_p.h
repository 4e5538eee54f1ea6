/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word files: the parts of the package, their XML, the styles and lists. What docx*.c
 * share. */
#ifndef READ_DOCX_P_H
#define READ_DOCX_P_H

#include "base/base.h"

#include <libxml/tree.h>

#include "read/read_p.h"
#include "read/xml.h"

/* ---- The package (docx_package.c)
 * ---------------------------------------------------------- */

typedef struct {
    Slice name;
    Buf bytes;
} Part;

/* The XML parts of an OOXML file, and which of them is what. */
typedef struct {
    Arena arena;
    VEC(Part) parts;
    Slice main, styles, numbering, footnotes, endnotes, comments, core; /* names; empty:
                                                                           absent */
} Package;

bool package_open(const Source *source, Package *package, Err *err);
void package_release(Package *package);
Slice package_part(const Package *package, Slice name); /* its bytes; empty when absent */

/* ---- XML (docx_package.c)
 * ------------------------------------------------------------------ */

/* Parses a part without entities, network or deep nesting; a DOCTYPE, which Word never
 * writes, is an error. */
xmlDoc *xml_part(Slice bytes, Slice name, Err *err);
bool xml_is(const xmlNode *node, const char *name); /* a WordprocessingML element,
                                                       transitional or strict */
const xmlNode *xml_child(const xmlNode *node, const char *name); /* NULL when absent or
                                                                    node is NULL */
Slice xml_value(const xmlNode *node, const char *child); /* of <w:child w:val="..."/> */
/* Whether <w:child/> switches something on: present, and its value not 0, false, off. */
bool xml_on(const xmlNode *node, const char *child);
bool xml_number(Slice text, int64_t most, int64_t *value); /* 0..most */

/* ---- Styles and lists (docx_lists.c)
 * ------------------------------------------------------- */

typedef struct Lists Lists;

/* From styles.xml and numbering.xml, either absent. NULL with a message when one is
 * broken. */
Lists *lists_open(Arena *keep, const Package *package, Err *err);
void lists_close(Lists *lists);

/* 1..9 when the paragraph's style or its own properties say it is a heading, else 0. */
unsigned lists_heading_level(const Lists *lists, const xmlNode *properties);
bool lists_is_contents(const Lists *lists, const xmlNode *properties); /* a line of a
                                                                          table of
                                                                          contents */
bool lists_is_hidden(const Lists *lists, const xmlNode *run_properties);
/* Counts the paragraph in its list and appends its number as text, with what divides it
 * from the paragraph's; nothing for a paragraph without. Called once for each paragraph,
 * in order. */
void lists_number(Lists *lists, const xmlNode *properties, Buf *out);
/* Number formats met that are not known, each once, in order; their numbers are written
 * in decimal. */
const SliceList *lists_unknown_formats(const Lists *lists);

/* The text of a package (docx.c). */
bool docx_read_package(const Package *package, Document *document, Err *err);

/* A character of a symbol font: private use of Wingdings and Symbol to what they show. */
uint32_t symbol_rune(Slice font, uint32_t code);

#endif
