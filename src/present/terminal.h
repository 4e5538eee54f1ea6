/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Table as aligned text. Chinese takes two columns a character, numbers stand right,
 * long texts are wrapped, notes stand beneath. What does not fit side by side is printed
 * in blocks that repeat the first column. */
#ifndef PRESENT_TERMINAL_H
#define PRESENT_TERMINAL_H

#include "base/base.h"
#include "base/table.h"

enum { TERMINAL_PIPE_COLUMNS = 120 };

/* Zeroed: as into a pipe (120 columns, no colour, ambiguous characters one column,
 * nothing cut). */
typedef struct {
    size_t columns; /* of the terminal; 0 is TERMINAL_PIPE_COLUMNS; less than 40 is taken
                       as 40 */
    bool colour;    /* ANSI bold and dim */
    int ambiguous;  /* 2 where “ ” ① — are drawn two columns wide, else 1 */
    size_t lines; /* the most lines one cell may take, what is over is cut with …; 0: as
                     many as it needs */
} TerminalStyle;

void table_print(const Table *table, TerminalStyle style, Buf *out);

#endif
