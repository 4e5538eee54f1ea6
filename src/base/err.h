/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Failure: bool functions take `Err *err` last, leave it alone on success and on failure
 * write one whole message that names the file and the place. BUG is for our own faults
 * and aborts, in releases too. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/slice.h"

typedef struct {
    char text[2048]; /* NUL-ended, cut at a character when too long; empty when nothing
                        failed */
} Err;

/* Writes the message and is false, so that callers can `return err_set(...)`. err may be
 * NULL. */
bool err_set(Err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Puts "prefix: " before the message that is there. */
bool err_prefix(Err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What errno says, as fixed English or Chinese words for the usual ones. */
const char *err_errno(int number);

_Noreturn void bug(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
#define BUG(...) bug(__FILE__, __LINE__, __VA_ARGS__)

_Noreturn void out_of_memory(size_t size);

/* A doubt of a reader or parser, with its place in the canonical text: stored, never
 * dropped. code is a short stable word such as "number-gap"; detail is the quoted text or
 * number it is about, without words of either language (the wording lives in a table by
 * code). */
typedef struct {
    const char *code;
    Span place;
    Slice detail;
} Diag;

#endif
