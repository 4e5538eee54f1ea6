/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The packed form of a measure's hits: JSON that any SQLite can unpack (view
 * evidence_hit), written and read here by hand because there are millions. Numbers are
 * whole but the weight, which is kept to a millionth. */
#include "base/base.h"

#include <inttypes.h>
#include <math.h>

#include "store/store_p.h"

enum { MILLION = 1000000 };

/* A weight in millionths; beyond what a double counts exactly it is cut. */
static int64_t millionths(double weight) {
    if (!isfinite(weight))
        return 0;
    double limit = 9e15;
    double scaled = round(weight * MILLION);
    return (int64_t)(scaled > limit ? limit : scaled < -limit ? -limit : scaled);
}

static void add_weight(Buf *out, int64_t weight) {
    uint64_t size = (uint64_t)(weight < 0 ? -weight : weight);
    buf_format(out, "%s%" PRIu64, weight < 0 ? "-" : "", size / MILLION);
    uint64_t rest = size % MILLION;
    if (!rest)
        return;
    int digits = 6;
    for (; rest % 10 == 0; digits--)
        rest /= 10;
    buf_format(out, ".%0*" PRIu64, digits, rest);
}

static void add_int(Buf *out, int64_t value) {
    char digits[24];
    size_t n = sizeof digits;
    uint64_t rest = value < 0 ? (uint64_t)-value : (uint64_t)value;
    do {
        digits[--n] = (char)('0' + rest % 10);
    } while (rest /= 10);
    if (value < 0)
        digits[--n] = '-';
    buf_add(out, (Slice){digits + n, sizeof digits - n});
}

static void add_hit(Buf *out, const Evidence *hit, size_t from, int64_t first_theme) {
    int64_t weight = millionths(hit->weight);
    buf_add_byte(out, '[');
    add_int(out, first_theme + hit->theme);
    buf_add_byte(out, ',');
    add_int(out, hit->rule);
    buf_add_byte(out, ',');
    add_int(out, (int64_t)hit->span.at - (int64_t)from);
    buf_add_byte(out, ',');
    add_int(out, (int64_t)span_length(hit->span));
    if (hit->from_heading || weight != MILLION) {
        buf_add_byte(out, ',');
        add_int(out, hit->from_heading);
    }
    if (weight != MILLION) {
        buf_add_byte(out, ',');
        add_weight(out, weight);
    }
    buf_add_byte(out, ']');
}

void evidence_pack(const Evidence *hits, size_t n, size_t from, int64_t first_theme,
                   Buf *out) {
    buf_add_byte(out, '[');
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_add_byte(out, ',');
        add_hit(out, &hits[i], from, first_theme);
    }
    buf_add_byte(out, ']');
}

/* ---- And back ---- */

static bool take_byte(Slice *json, char byte) {
    if (!json->n || json->p[0] != byte)
        return false;
    *json = slice_sub(*json, 1, json->n);
    return true;
}

/* At most 15 digits: no overflow, and a double holds them. */
static bool take_digits(Slice *json, int64_t *value, size_t *n) {
    *value = 0;
    for (*n = 0; *n < json->n && *n < 15 && json->p[*n] >= '0' && json->p[*n] <= '9';
         ++*n)
        *value = *value * 10 + (json->p[*n] - '0');
    *json = slice_sub(*json, *n, json->n);
    return *n > 0;
}

static bool take_int(Slice *json, int64_t *value) {
    size_t n;
    bool negative = take_byte(json, '-');
    if (!take_digits(json, value, &n))
        return false;
    *value = negative ? -*value : *value;
    return true;
}

static bool take_weight(Slice *json, double *weight) {
    size_t n;
    int64_t whole, part = 0;
    bool negative = take_byte(json, '-');
    if (!take_digits(json, &whole, &n))
        return false;
    if (take_byte(json, '.')) {
        if (!take_digits(json, &part, &n) || n > 6)
            return false;
        for (; n < 6; n++)
            part *= 10;
    }
    double value = ((double)whole * MILLION + (double)part) / MILLION;
    *weight = negative ? -value : value;
    return true;
}

static bool take_hit(Slice *json, PackedHit *hit) {
    int64_t rule, heading = 0;
    *hit = (PackedHit){.weight = 1};
    if (!take_byte(json, '[') || !take_int(json, &hit->theme) || !take_byte(json, ',') ||
        !take_int(json, &rule) || !take_byte(json, ',') || !take_int(json, &hit->at) ||
        !take_byte(json, ',') || !take_int(json, &hit->length) || rule < 0 ||
        rule > UINT32_MAX || hit->length < 0)
        return false;
    hit->rule = (uint32_t)rule;
    if (take_byte(json, ',') && !take_int(json, &heading))
        return false;
    hit->from_heading = heading != 0;
    if (take_byte(json, ',') && !take_weight(json, &hit->weight))
        return false;
    return take_byte(json, ']');
}

bool evidence_next(Slice *json, PackedHit *hit, bool *broken) {
    if (slice_equal(*json, S("]")) || slice_equal(*json, S("[]")))
        return false;
    if ((take_byte(json, '[') || take_byte(json, ',')) && take_hit(json, hit))
        return true;
    *broken = true;
    return false;
}
