/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <stdarg.h>

#include "base/utf8.h"

void buf_reserve(Buf *buf, size_t more) {
    if (more > SIZE_MAX / 4)
        out_of_memory(more);
    size_t need = buf->n + more + 1;
    if (need <= buf->cap)
        return;
    size_t cap = buf->cap + buf->cap / 2;
    buf->cap = cap > need ? cap : need;
    buf->p = memory_grow(buf->p, buf->cap, 1);
}

void buf_add(Buf *buf, Slice s) {
    buf_reserve(buf, s.n);
    if (s.n)
        memcpy(buf->p + buf->n, s.p, s.n);
    buf->n += s.n;
    buf->p[buf->n] = '\0';
}

void buf_add_byte(Buf *buf, char byte) {
    buf_add(buf, (Slice){&byte, 1});
}

void buf_add_rune(Buf *buf, uint32_t rune) {
    char bytes[4];
    buf_add(buf, (Slice){bytes, utf8_encode(rune, bytes)});
}

void buf_format(Buf *buf, const char *format, ...) {
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int n = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (n < 0)
        BUG("format \"%s\" failed", format);
    buf_reserve(buf, (size_t)n);
    vsnprintf(buf->p + buf->n, (size_t)n + 1, format, again);
    va_end(again);
    buf->n += (size_t)n;
}

void buf_clear(Buf *buf) {
    buf->n = 0;
    if (buf->p)
        buf->p[0] = '\0';
}

void buf_release(Buf *buf) {
    free(buf->p);
    *buf = (Buf){0};
}

Slice buf_slice(const Buf *buf) {
    return (Slice){buf->p, buf->n};
}
