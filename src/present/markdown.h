/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Table as a Markdown pipe table (GitHub's and Pandoc's): title as a bold line, notes
 * as a list beneath. */
#ifndef PRESENT_MARKDOWN_H
#define PRESENT_MARKDOWN_H

#include "base/base.h"
#include "base/table.h"

void table_markdown(const Table *table, Buf *out);

#endif
