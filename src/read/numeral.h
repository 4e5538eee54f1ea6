/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of lists as text, by the names of OOXML's ST_NumberFormat (ECMA-376 part
 * 1, 17.18.59), which hold the Chinese kinds, and by CSS's list-style-type where it has
 * kinds of its own. */
#ifndef READ_NUMERAL_H
#define READ_NUMERAL_H

#include "base/base.h"

/* Appends the number in the format: ("chineseCounting", 12) adds 十二. A value that a
 * format has no sign for (㊀ goes to ten) is written in decimal, as Word does. False, and
 * decimal, for a format that is not known. */
bool numeral_format(Slice format, unsigned value, Buf *out);

#endif
