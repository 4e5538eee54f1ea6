/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What html.c and html_parse.c share. */
#ifndef READ_HTML_P_H
#define READ_HTML_P_H

#include "base/base.h"

#include <libxml/tree.h>

/* The tree of a page in UTF-8 without control characters, for xmlFreeDoc; NULL with a
 * message when it is nested deeper than 256 even without tags that only dress text, or
 * has tags with thousands of attributes. */
xmlDoc *html_parse(Slice page, Err *err);

#endif
