/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as it takes room: on a terminal in columns, in a chart in hundredths of the font
 * size. Wrapping and cutting are the same for both and follow Chinese rules: no line
 * begins with a closing mark or ends with an opening one. */
#ifndef PRESENT_TEXT_P_H
#define PRESENT_TEXT_P_H

#include "base/base.h"

/* How wide one rune is, in a unit of the function's own. */
typedef int (*RuneWidth)(uint32_t rune);
int rune_width_narrow(uint32_t rune); /* terminal columns, ambiguous ones count 1 */
int rune_width_wide(uint32_t rune);   /* terminal columns, ambiguous ones count 2 */
int rune_width_em(uint32_t rune); /* 1/100 of the font size in a sans-serif font, rather
                                     too wide than too narrow */

size_t text_width(Slice text, RuneWidth width);

/* The text with every run of control characters, line ends and tabs as one space, and
 * without the invisible marks that turn the writing direction: what stands in a document
 * must not steer a terminal. */
Slice text_clean(Arena *keep, Slice text);

/* Appends the lines of text, each at most max wide; where nothing else is left a word is
 * broken. One line at least, perhaps empty. Spaces at a break are dropped. The lines are
 * views of text. */
void text_wrap(Slice text, RuneWidth width, size_t max, SliceList *lines);

/* The text, or as much of its start as fits in max with "…" behind it. */
Slice text_cut(Arena *keep, Slice text, RuneWidth width, size_t max);

#endif
