/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A slice is a view of bytes with its length; it owns nothing and is passed by value.
 * After read/ a slice of text is valid UTF-8. A zeroed slice is the empty slice. */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char *p;
    size_t n;
} Slice;

/* A half-open range [at, end) of bytes in some text; both zero for "none". */
typedef struct {
    size_t at, end;
} Span;

/* The slice of a string literal. */
#define S(literal) ((Slice){"" literal, sizeof(literal) - 1})
/* For printf("%.*s"): an int length, cut at INT_MAX. */
#define SLICE_ARG(s) slice_int_length(s), ((s).p ? (s).p : "")

/* What cutting at a separator gives: found is false and tail empty when the separator is
 * absent. */
typedef struct {
    Slice head, tail;
    bool found;
} Cut;

Slice slice_of(const char *text); /* of a NUL-ended string; NULL gives the empty slice */
Slice slice_sub(Slice s, size_t at, size_t end); /* clamped to s */
Slice slice_at(Slice text, Span span);           /* the text of a span; clamped */
bool slice_equal(Slice a, Slice b);
int slice_compare(Slice a, Slice b); /* by bytes, which for UTF-8 is by code point */
bool slice_starts(Slice s, Slice prefix);
bool slice_ends(Slice s, Slice suffix);
/* The byte offset of the first needle at or after from; SIZE_MAX when there is none. */
size_t slice_find(Slice s, Slice needle, size_t from);
bool slice_contains(Slice s, Slice needle);
Cut slice_cut(Slice s, Slice separator);
/* Without white space at both ends: ASCII, NBSP, full-width space, zero-width marks and
 * BOM. */
Slice slice_trim(Slice s);
Slice slice_trim_start(Slice s);
Slice slice_trim_end(Slice s);
int slice_int_length(Slice s);
uint64_t slice_hash(Slice s); /* FNV-1a: for tables in memory only, never stored or
                                 ordered by */

/* Whole-slice decimal numbers, ASCII digits only; false on anything else, also on
 * overflow. */
bool slice_int(Slice s, int64_t *value);
bool slice_real(Slice s, double *value); /* [-]digits[.digits], never locale dependent */

static inline bool span_empty(Span span) {
    return span.end <= span.at;
}
static inline size_t span_length(Span span) {
    return span.end > span.at ? span.end - span.at : 0;
}

#endif
