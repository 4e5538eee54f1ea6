/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slugs: the short names by which people call plans on a command line and in file names.
 */
#include "base/base.h"

#include "base/utf8.h"
#include "store/store_p.h"

enum {
    SLUG_COLUMNS = 40,   /* a Han character takes two, as on a terminal */
    WHOLE_COLUMNS = 400, /* of a name no more is looked at */
    LEAST_HEAD = 6,      /* columns before a border: "教育部" */
    LEAST_PART = 16      /* columns before a hyphen */
};

/* What stands before these in a long title is who speaks, and that tells plans apart. */
static const char *const borders[] = {"关于", "印发", "转发"};

/* The character as a slug holds it; 0 for one that it does not. */
static uint32_t slug_rune(uint32_t rune) {
    if (rune >= 0xff01 && rune <= 0xff5e)
        rune -= 0xff01 - '!'; /* full-width forms */
    if (rune >= 'A' && rune <= 'Z')
        return rune - 'A' + 'a';
    bool kept =
        (rune >= 'a' && rune <= 'z') || (rune >= '0' && rune <= '9') || rune_is_han(rune);
    return kept ? rune : 0;
}

static size_t slug_columns(Slice slug) {
    size_t columns = 0;
    for (size_t i = 0; i < slug.n; i++) /* three bytes of a Han character: two columns */
        columns += ((unsigned char)slug.p[i] & 0xc0) != 0x80
                       ? 1u + ((unsigned char)slug.p[i] >= 0xc0)
                       : 0u;
    return columns;
}

/* A word or number of Latin script that was cut would be another one: it goes with the
 * hyphen before it. */
static Slice without_cut_word(Slice slug) {
    size_t n = slug.n;
    while (n > 0 && (unsigned char)slug.p[n - 1] < 0x80 && slug.p[n - 1] != '-')
        n--;
    bool whole = n == slug.n || n == 0 || slug.p[n - 1] != '-';
    return whole ? slug : slice_sub(slug, 0, n - 1);
}

/* The whole name in the characters of slugs. */
static Slice slug_whole(Slice name, Arena *keep) {
    Buf slug = {0};
    bool gap = false;
    for (size_t at = 0, columns = 0; at < name.n && columns < WHOLE_COLUMNS;) {
        Rune rune = utf8_decode(name, at);
        at += rune.length;
        uint32_t kept = slug_rune(rune.rune);
        if (!kept) {
            gap = slug.n > 0;
            continue;
        }
        if (gap)
            buf_add_byte(&slug, '-');
        columns += 2;
        gap = false;
        buf_add_rune(&slug, kept);
    }
    Slice whole = arena_copy(keep, slug.n ? buf_slice(&slug) : S("plan"));
    buf_release(&slug);
    return whole;
}

/* As much as fits, no Latin word cut unless it is all there is. */
static Slice slug_fit(Slice slug, size_t most) {
    size_t at = 0, columns = 0;
    while (at < slug.n) {
        Rune rune = utf8_decode(slug, at);
        columns += rune.length > 1 ? 2 : 1;
        if (columns > most)
            break;
        at += rune.length;
    }
    bool cut = at < slug.n && slug.p[at] != '-' && (unsigned char)slug.p[at] < 0x80;
    Slice fit = slice_sub(slug, 0, at);
    fit = cut ? without_cut_word(fit) : fit;
    while (fit.n && fit.p[fit.n - 1] == '-')
        fit.n--;
    return fit;
}

/* The first of the borders; slug.n when there is none behind a head that tells enough. */
static size_t border_at(Slice slug, size_t *length) {
    size_t at = slug.n;
    *length = 0;
    for (size_t i = 0; i < sizeof borders / sizeof *borders; i++) {
        size_t found = slice_find(slug, slice_of(borders[i]), 0);
        if (found >= at || found == SIZE_MAX)
            continue;
        at = found;
        *length = strlen(borders[i]);
    }
    size_t columns = slug_columns(slice_sub(slug, 0, at));
    return columns >= LEAST_HEAD && columns <= SLUG_COLUMNS ? at : slug.n;
}

/* The part before the last hyphen that leaves enough, else what fits. */
static Slice slug_part(Slice slug, size_t most) {
    Slice fit = slug_fit(slug, most);
    if (fit.n == slug.n || slug.p[fit.n] == '-')
        return fit;
    for (size_t n = fit.n; n > 0; n--) {
        Slice part = slice_sub(fit, 0, n - 1);
        if (fit.p[n - 1] == '-' && slug_columns(part) >= LEAST_PART)
            return part;
    }
    return fit;
}

static bool is_digit(Slice slug, size_t at) {
    return at < slug.n && slug.p[at] >= '0' && slug.p[at] <= '9';
}

/* The first year ("2024年") in slug; empty when there is none. */
static Slice slug_year(Slice slug) {
    for (size_t at = 0, n = 0; at < slug.n; at += n ? n : 1) {
        for (n = 0; is_digit(slug, at + n);)
            n++;
        bool year = n == 4 && (slug.p[at] == '1' || slug.p[at] == '2');
        if (year && slice_starts(slice_sub(slug, at + n, slug.n), S("年")))
            return slice_sub(slug, at, at + n);
    }
    return (Slice){0};
}

/* head, with the year that was cut off behind it. */
static Slice with_year(Slice head, Slice whole, Arena *keep) {
    Slice year = slug_year(whole);
    if (year.n == 0 || slice_find(head, year, 0) != SIZE_MAX)
        return head;
    head = slug_fit(head, SLUG_COLUMNS - 1 - year.n);
    return arena_format(keep, "%.*s-%.*s", SLICE_ARG(head), SLICE_ARG(year));
}

Slice slug_of(Slice name, Arena *keep) {
    Slice whole = slug_whole(name, keep);
    size_t length = 0, at = border_at(whole, &length);
    if (slug_columns(whole) <= SLUG_COLUMNS)
        return whole;
    Slice head = at < whole.n ? slug_fit(whole, slug_columns(slice_sub(whole, 0, at)))
                              : slug_part(whole, SLUG_COLUMNS);
    return with_year(head, whole, keep);
}

Slice slug_longer(Slice name, Arena *keep) {
    Slice whole = slug_whole(name, keep);
    size_t length = 0, at = border_at(whole, &length);
    if (slug_columns(whole) <= SLUG_COLUMNS || at == whole.n)
        return slug_of(name, keep);
    Slice said = slice_sub(whole, at + length, whole.n);
    if (said.n && said.p[0] == '-')
        said = slice_sub(said, 1, said.n);
    Slice both = arena_format(keep, "%.*s-%.*s", (int)at, whole.p, SLICE_ARG(said));
    return with_year(slug_fit(both, SLUG_COLUMNS), whole, keep);
}
