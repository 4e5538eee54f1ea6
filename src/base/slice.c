/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <limits.h>

/* White space of Chinese web pages and Word files, as UTF-8. */
static const Slice spaces[] = {
    {" ", 1},
    {"\t", 1},
    {"\n", 1},
    {"\r", 1},
    {"\v", 1},
    {"\f", 1},
    {"\xC2\xA0", 2},     /* no-break space */
    {"\xE3\x80\x80", 3}, /* ideographic space */
    {"\xE2\x80\x82", 3}, /* en space */
    {"\xE2\x80\x83", 3}, /* em space */
    {"\xE2\x80\x89", 3}, /* thin space */
    {"\xE2\x80\x8B", 3}, /* zero-width space */
    {"\xEF\xBB\xBF", 3}, /* byte order mark */
};

Slice slice_of(const char *text) {
    return text ? (Slice){text, strlen(text)} : (Slice){0};
}

Slice slice_sub(Slice s, size_t at, size_t end) {
    if (end > s.n)
        end = s.n;
    if (at >= end)
        return (Slice){s.p ? s.p + (at < s.n ? at : s.n) : NULL, 0};
    return (Slice){s.p + at, end - at};
}

Slice slice_at(Slice text, Span span) {
    return slice_sub(text, span.at, span.end);
}

bool slice_equal(Slice a, Slice b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

int slice_compare(Slice a, Slice b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    if (order)
        return order;
    return (a.n > b.n) - (a.n < b.n);
}

bool slice_starts(Slice s, Slice prefix) {
    return s.n >= prefix.n && slice_equal(slice_sub(s, 0, prefix.n), prefix);
}

bool slice_ends(Slice s, Slice suffix) {
    return s.n >= suffix.n && slice_equal(slice_sub(s, s.n - suffix.n, s.n), suffix);
}

size_t slice_find(Slice s, Slice needle, size_t from) {
    if (from > s.n || needle.n > s.n - from)
        return SIZE_MAX;
    if (needle.n == 0)
        return from;
    const char *at = memmem(s.p + from, s.n - from, needle.p, needle.n);
    return at ? (size_t)(at - s.p) : SIZE_MAX;
}

bool slice_contains(Slice s, Slice needle) {
    return slice_find(s, needle, 0) != SIZE_MAX;
}

Cut slice_cut(Slice s, Slice separator) {
    size_t at = slice_find(s, separator, 0);
    if (at == SIZE_MAX)
        return (Cut){.head = s};
    return (Cut){slice_sub(s, 0, at), slice_sub(s, at + separator.n, s.n), true};
}

Slice slice_trim_start(Slice s) {
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces && s.n;) {
        if (slice_starts(s, spaces[i])) {
            s = slice_sub(s, spaces[i].n, s.n);
            i = 0;
        } else {
            i++;
        }
    }
    return s;
}

Slice slice_trim_end(Slice s) {
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces && s.n;) {
        if (slice_ends(s, spaces[i])) {
            s = slice_sub(s, 0, s.n - spaces[i].n);
            i = 0;
        } else {
            i++;
        }
    }
    return s;
}

Slice slice_trim(Slice s) {
    return slice_trim_end(slice_trim_start(s));
}

int slice_int_length(Slice s) {
    return s.n > INT_MAX ? INT_MAX : (int)s.n;
}

uint64_t slice_hash(Slice s) {
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < s.n; i++)
        hash = (hash ^ (unsigned char)s.p[i]) * 1099511628211u;
    return hash;
}

bool slice_int(Slice s, int64_t *value) {
    bool negative = s.n && s.p[0] == '-';
    size_t i = negative;
    if (i == s.n)
        return false;
    uint64_t sum = 0;
    for (; i < s.n; i++) {
        unsigned digit = (unsigned)(unsigned char)s.p[i] - '0';
        if (digit > 9 || sum > (uint64_t)(INT64_MAX - 9) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    *value = negative ? -(int64_t)sum : (int64_t)sum;
    return true;
}

bool slice_real(Slice s, double *value) {
    bool negative = s.n && s.p[0] == '-';
    size_t i = negative, digits = 0, decimals = 0;
    bool point = false;
    double sum = 0;
    for (; i < s.n; i++) {
        unsigned digit = (unsigned)(unsigned char)s.p[i] - '0';
        if (s.p[i] == '.' && !point && digits) {
            point = true;
        } else if (digit <= 9 && digits < 300) {
            sum = sum * 10 + digit;
            digits++;
            decimals += point;
        } else {
            return false;
        }
    }
    if (digits == 0 || (point && decimals == 0))
        return false;
    /* One division by an exact power of ten keeps what fits a double correctly rounded.
     */
    double scale = 1;
    for (size_t k = 0; k < decimals; k++)
        scale *= 10;
    *value = (negative ? -sum : sum) / scale;
    return true;
}
