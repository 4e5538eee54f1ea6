/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Document -> plan tree. A parser of any text cannot fail: what it is unsure of becomes a
 * diagnostic. */
#ifndef PLAN_PARSE_H
#define PLAN_PARSE_H

#include "plan/tree.h"
#include "read/doc.h"

/* Goes into the store with each plan: raised whenever the same document may give another
 * tree, so that old ones are parsed again. */
#define PLAN_PARSER_VERSION "2"

/* Fills a zeroed tree. The tree's text is the document's: the document must outlive it.
 */
void plan_parse(const Document *document, PlanTree *tree);

#endif
