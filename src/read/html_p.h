/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What html.c (text of a page) and html_table.c (its tables) share. */
#ifndef READ_HTML_P_H
#define READ_HTML_P_H

#include "base/base.h"

#include <libxml/HTMLparser.h>

Slice html_name(
    const xmlNode
        *node); /* of an element, in lower case by the parser; empty for others */
Slice html_attribute(const xmlNode *node,
                     const char *name); /* empty when absent; lives as long as the node */
bool html_name_is(const xmlNode *node, const char *name);
/* The next node after `node` in document order within `root`, not below `node` when skip is set; NULL at the end. */
xmlNode *html_next(xmlNode *node, const xmlNode *root, bool skip);

/* True for a table of data: at least two rows of at least two filled cells, no table within, and no single cell that
 * holds most of a long text (which is a page laid out by a table). */
bool html_table_is_data(xmlNode *table);

/* The grid of one table while its cells are met in order. Valid when zeroed. */
typedef struct {
    VEC(unsigned) busy; /* for each column: the first row that is free */
    unsigned row, column, rows;
    bool begun;
} Grid;
typedef struct {
    unsigned row, column, rows, columns;
} GridPlace;
void grid_row(Grid *grid);
GridPlace grid_cell(Grid *grid, unsigned rows,
                    unsigned columns); /* spans; 0 rows: to the end of the table */
void grid_release(Grid *grid);
unsigned html_span(const xmlNode *cell,
                   const char *attribute); /* 1 unless a sensible number */

#endif
