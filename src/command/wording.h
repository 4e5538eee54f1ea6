/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that several commands put together alike: where something stands, and sentences
 * with hits marked. */
#ifndef COMMAND_WORDING_H
#define COMMAND_WORDING_H

#include "store/query.h"

/* "一、标题 › （二）标题 › 12. 标题"; parts that are not there are left out. */
Slice wording_place(const Heading *section, const Heading *subsection,
                    const Heading *task, Arena *keep);

/* The text of a span with each hit in 【】, without the line breaks of the layout. hits
 * ascend by start; of overlapping ones the first, which is the longest, is marked. */
Slice wording_mark(Slice text, Span span, const Span *hits, size_t n, Arena *keep);

/* By code, else by name in either language; SIZE_MAX when there is none. */
size_t wording_find_theme(const ThemeList *themes, Slice name);
bool wording_theme_code(Store *store, Slice *theme, Arena *keep, Err *err); /* or empty */
/* Names become codes, in keep; false with a message at one that there is not. */
bool wording_theme_codes(Store *store, SliceList *themes, Arena *keep, Err *err);
bool wording_no_theme(Slice name, Err *err); /* false, with the message */

#endif
