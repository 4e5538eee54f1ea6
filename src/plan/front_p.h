/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files that say where the document begins and ends in its page: front.c,
 * titles.c, contents.c, tail.c. */
#ifndef PLAN_FRONT_P_H
#define PLAN_FRONT_P_H

#include "plan/outline_p.h"

Slice front_text(const Outline *o, size_t line);
void front_mark_chrome(Outline *o, size_t from, size_t to);
bool line_is_marked(const Line *line); /* begins with a marker other than a bullet */

/* contents.c: gives contents ROLE_CHROME */
void front_contents(Outline *o);

/* tail.c */
size_t front_tail(Outline *o, size_t body); /* one past the last line that is not the
                                               footer's */
void front_annexes(Outline *o, size_t body, size_t end);
void front_annex_lists(Outline *o); /* gives 附件：1.… 2.… ROLE_PREAMBLE */
bool line_ends_notice(Slice line); /* （此件公开发布）, 附件：…, 联系人：… */

/* titles.c */
bool title_is_similar(Outline *o, Slice a, Slice b); /* one holds the other, blanks and
                                                        quotation marks aside */
bool title_is_file(Slice line);                      /* …工作要点.docx */
bool title_is_wrapper(Slice line); /* of a collection: …范文(12篇) */
bool title_is_broken(const Outline *o, size_t line); /* the line before is its first half
                                                      */
bool title_is_both(Slice title);                     /* of a summary and a plan */
/* The line of the title among [from, to): the last that reads like one; SIZE_MAX when
 * none does. Where an earlier one announces summary and plan and the last only the
 * summary, the earlier is the title and the last a chapter. */
size_t title_find(Outline *o, size_t from, size_t to);
size_t title_fall_back(const Outline *o, size_t from, size_t to); /* the first line that
                                                                     may be one */
bool line_is_document_number(Slice line);
Span title_issued(Slice text, Span title); /* 关于印发《…》的通知: what is issued; empty
                                              when it is no such title */
void title_find_glued(Outline *o);
void title_find_quoted(Outline *o);

#endif
