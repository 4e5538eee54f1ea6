/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the finders of metadata share: the lines around the plan, and where a found value
 * goes. */
#ifndef PLAN_METADATA_P_H
#define PLAN_METADATA_P_H

#include "plan/tree.h"
#include "read/doc.h"

/* Rules, the best first; the rank of a value is its rule's place here. Word, source. */
#define METADATA_RULES(X)                                                                         \
    X(RULE_HAND, "hand", "hand")             /* given by plancmp set */                           \
    X(RULE_MANIFEST, "manifest", "manifest") /* given by manifest.json */                         \
    X(RULE_STATEMENT, "statement", "body")   /* "2023年是…": the body says so */              \
    X(RULE_TITLE, "title", "title")          /* the plan's own title line */                      \
    X(RULE_SIGNATURE, "signature", "body")   /* 落款 under the notice */                        \
    X(RULE_SUBTITLE, "subtitle", "title")    /* date or speaker line under the title */           \
    X(RULE_HEADING, "heading", "body")       /* "2023年重点工作" heads a part */             \
    X(RULE_LABEL_WRITTEN, "label-written", "header") /* 成文日期, 印发日期, 发文机关, \
                                                        文号 */                                 \
    X(RULE_LABEL_PUBLISHED, "label-published", "header") /* 发布日期, 发布机构, 来源 */ \
    X(RULE_LINE, "line", "header")         /* a line of its own, without a label */               \
    X(RULE_NOTICE, "notice", "title")      /* the title of the notice around it */                \
    X(RULE_PAGE, "page", "chrome")         /* the page's title, a site's words */                 \
    X(RULE_THIS_YEAR, "this-year", "body") /* 今年, read with the day of issue */               \
    X(RULE_MENTIONED, "mentioned", "body") /* the only year of the body, or the year of           \
                                              issue */                                            \
    X(RULE_DERIVED, "derived", "title")    /* follows from another fact */                        \
    X(RULE_BREADCRUMB, "breadcrumb", "chrome") /* 政务公开 > 某某区教育局 > … */      \
    X(RULE_FILENAME, "filename", "filename")
typedef enum {
#define X(rule, word, source) rule,
    METADATA_RULES(X)
#undef X
} MetadataRule;

/* A line that is not the plan's body: page furniture, the notice, what stands around the
 * title. */
typedef struct {
    Slice text;  /* trimmed, of the canonical text */
    size_t at;   /* its offset */
    bool chrome; /* page furniture, not the notice */
    bool tail;   /* behind the first task */
} EdgeLine;

typedef struct {
    const Document *document;
    PlanTree *tree;
    VEC(EdgeLine) edges;
    Slice title;       /* without line breaks */
    VEC(Span) opening; /* the first sentences of the plan proper */
} Metadata;

/* Keeps a value unless the same one is there by the same rule. */
void metadata_add(Metadata *metadata, const char *key, Slice value, MetadataRule rule,
                  Span place);

void metadata_find_year(Metadata *metadata); /* after issued */
void metadata_find_issued(Metadata *metadata);
void metadata_find_number(Metadata *metadata);
void metadata_find_publisher(Metadata *metadata);
bool metadata_is_office(Slice name); /* 某某区教育局, to the last character */
void metadata_find_region(Metadata *metadata); /* after publisher */
void metadata_find_kind(Metadata *metadata);

/* The best value found so far for a key; empty when there is none. */
Slice metadata_best(const Metadata *metadata, const char *key);

#endif
