/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What commands share: the project file they work on, and how what they found is printed.
 */
#ifndef COMMAND_SESSION_H
#define COMMAND_SESSION_H

#include "base/table.h"
#include "command/command.h"
#include "store/query.h"

/* Opens the project file of -d; on failure the message has been printed and the result is
 * NULL. */
Store *session_open(const Context *context, StoreMode mode);

/* Prints in the format of --format, to -o or standard output. For people (table,
 * markdown) `wide` is shown where it is not NULL; for programs (csv, json, jsonl, xlsx)
 * always the tidy Table. The exit status. */
int session_show(const Context *context, const Table *tidy, const Table *wide);

/* Writes bytes to -o or standard output. The exit status. */
int session_write(const Context *context, Slice bytes);

/* Whether a plan is among those named; no names are all. A name that fits no plan, or
 * several, is an error. */
bool session_is_chosen(Store *store, const SliceList *names, int64_t plan, bool *chosen,
                       Err *err);

/* Notes the command line with the changes it made; within their transaction. */
bool session_log_run(const Context *context, Store *store, Err *err);

/* Text as a stretch of a terminal line: at most `columns` wide, cut with "…"; control
 * characters as blanks. */
Slice session_fit(Arena *keep, Slice text, size_t columns);

/* "三、（二）12. 标题" of a heading. */
void session_heading(const Heading *heading, Buf *out);

#endif
