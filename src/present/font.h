/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The font that charts draw Chinese with, asked from fontconfig (fc-list, fc-query as
 * child processes). */
#ifndef PRESENT_FONT_H
#define PRESENT_FONT_H

#include "base/base.h"

typedef struct {
    Slice family; /* as fontconfig names it; empty: no font with Chinese was found */
    Slice file;   /* one file of it; may be empty */
    bool loose; /* fontconfig does not know the file: whoever draws must be told of it */
    Slice why;  /* how it was chosen or why there is none, in the language in use: for
                   `doctor` */
} Font;

/* PLANCMP_FONT (a family or a font file) if set, else the first of a list of well-known
 * families that is installed, else the first family, by name, that fontconfig says holds
 * Chinese. Never fails: without fontconfig or a font the family is empty, and charts
 * number their labels. A PLANCMP_FONT that is not there is an error; a
 * file need not be installed. */
bool font_find(Arena *keep, Font *font, Err *err);

/* What a web page should ask for: the font, then what other systems have. CSS font-family
 * syntax. */
Slice font_css(Arena *keep, Slice family);

#endif
