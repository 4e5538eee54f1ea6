/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing byte buffer on the heap. Valid when zeroed; p is NUL-ended once anything was
 * added. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/slice.h"

typedef struct {
    char *p;
    size_t n, cap;
} Buf;

void buf_add(Buf *buf, Slice s);
void buf_add_byte(Buf *buf, char byte);
void buf_add_rune(Buf *buf, uint32_t rune); /* as UTF-8 */
void buf_format(Buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_reserve(Buf *buf, size_t more);
void buf_clear(Buf *buf);        /* keeps the memory */
void buf_release(Buf *buf);      /* frees; the buffer is then empty and usable */
Slice buf_slice(const Buf *buf); /* valid until the buffer changes */

#endif
