/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at libxml2's trees, of web pages and of Word's parts. For read/ only. */
#ifndef READ_XML_H
#define READ_XML_H

#include "base/base.h"

#include <libxml/tree.h>

/* An element of this name, whatever its namespace. */
bool xml_is_any(const xmlNode *node, const char *local);
/* By local name; empty when absent, or when node is NULL or no element. Lives as long as
 * the node. */
Slice xml_attribute(const xmlNode *node, const char *local);
/* The next node after `node` in document order within `root`, not below `node` when skip
 * is set; NULL at the end. */
xmlNode *xml_next(xmlNode *node, const xmlNode *root, bool skip);

#endif
