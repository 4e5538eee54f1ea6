/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where sentences end: 。！？ and their ASCII forms, not inside quotation marks and
 * brackets. An unbalanced mark protects nothing, and no pair protects more than a few
 * clauses: else one slip of the pen would swallow a plan. */
#include "base/base.h"

#include "plan/outline_p.h"
#include "plan/scan_p.h"

enum { PAIR_MAX = 900 /* bytes */, PAIR_DEPTH = 16 };

typedef struct {
    uint32_t open, close;
} Pair;

static const Pair pairs[] = {
    {0x201C, 0x201D}, {0x2018, 0x2019}, {'(', ')'},       {0xFF08, 0xFF09},
    {0x300A, 0x300B}, {0x3008, 0x3009}, {0x3010, 0x3011}, {0x3014, 0x3015},
    {'[', ']'},       {0x300C, 0x300D}, {0x300E, 0x300F}, {0xFF3B, 0xFF3D},
    {'"', '"'},
};
enum { PAIRS = sizeof pairs / sizeof *pairs };

/* ( and （ close each other's brackets: pages mix widths. */
static bool closes(uint32_t open, uint32_t close) {
    for (size_t i = 0; i < PAIRS; i++)
        if (pairs[i].open == open && pairs[i].close == close)
            return true;
    bool round_open = open == '(' || open == 0xFF08,
         round_close = close == ')' || close == 0xFF09;
    return round_open && round_close;
}

static bool is_open(uint32_t rune) {
    for (size_t i = 0; i < PAIRS; i++)
        if (pairs[i].open == rune)
            return true;
    return false;
}

static bool is_close(uint32_t rune) {
    for (size_t i = 0; i < PAIRS; i++)
        if (pairs[i].close == rune)
            return true;
    return false;
}

typedef struct {
    uint32_t rune;
    size_t at;
} Opened;

/* The spans between matching marks, outermost of those not too long, in order. */
typedef VEC(Span) SpanList;

static void protect(SpanList *list, Span span) {
    while (list->n && vec_last(list)->at >= span.at)
        list->n--;
    vec_push(list, span);
}

static void pairs_find(Slice text, Span span, SpanList *list) {
    Opened stack[PAIR_DEPTH];
    size_t n = 0;
    for (size_t at = span.at; at < span.end;) {
        Rune rune = rune_at(text, at);
        bool may = rune.rune == '(' || rune.rune == ')' || rune.rune == '"' ||
                   rune.rune == '[' || rune.rune == ']' ||
                   (rune.rune >= 0x2018 && rune.rune <= 0x201D) ||
                   (rune.rune >= 0x3008 && rune.rune <= 0x3015) ||
                   (rune.rune >= 0xFF08 && rune.rune <= 0xFF3D);
        if (may && is_close(rune.rune)) {
            size_t k = n;
            while (k > 0 && !closes(stack[k - 1].rune, rune.rune))
                k--;
            if (k > 0) {
                if (at - stack[k - 1].at <= PAIR_MAX)
                    protect(list, (Span){stack[k - 1].at, at + rune.length});
                n = k - 1;
                at += rune.length;
                continue;
            }
        }
        if (may && is_open(rune.rune)) {
            if (n == PAIR_DEPTH) {
                memmove(stack, stack + 1, (PAIR_DEPTH - 1) * sizeof *stack);
                n--;
            }
            stack[n++] = (Opened){rune.rune, at};
        }
        at += rune.length;
    }
}

/* An ASCII full stop ends a sentence only between Chinese words: not 2.5, not e.g., not
 * www. */
static bool ascii_stop(Slice text, Span span, size_t at) {
    if (at == span.at)
        return false;
    uint32_t before = rune_before(text, at).rune;
    bool word = is_han(before) || is_close(before) || before == '%';
    if (!word)
        return false;
    if (at + 1 >= span.end)
        return true;
    uint32_t after = rune_at(text, at + 1).rune;
    return is_han(after) || is_blank(after) || is_open(after) || after == '\n' ||
           marker_may_begin(after);
}

static bool stops(Slice text, Span span, size_t at, uint32_t rune) {
    switch (rune) {
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF61:
    case '!': return true;
    case '?': return at > span.at && is_han(rune_before(text, at).rune);
    case '.': return ascii_stop(text, span, at);
    default: return false;
    }
}

/* Behind a stop: further stops, closing marks, stray commas and white space belong to the
 * sentence. */
static size_t skip_after_stop(Slice text, Span span, size_t at) {
    while (at < span.end) {
        Rune rune = rune_at(text, at);
        bool more = rune.rune == 0x3002 || rune.rune == 0xFF01 || rune.rune == 0xFF1F ||
                    rune.rune == 0xFF0C || rune.rune == ',' || rune.rune == 0xFF1B ||
                    rune.rune == ';' || rune.rune == 0x3001 || rune.rune == '!' ||
                    rune.rune == '?' || (is_close(rune.rune) && !is_open(rune.rune)) ||
                    is_blank(rune.rune) || rune.rune == '\n';
        if (!more)
            break;
        at += rune.length;
    }
    return at;
}

void sentences_cut(Slice text, Span span, OffsetList *ends) {
    ends->n = 0;
    SpanList protected = {0};
    pairs_find(text, span, &protected);
    size_t next = 0, begin = span.at;
    for (size_t at = span.at; at < span.end;) {
        while (next < protected.n && protected.at[next].end <= at)
            next++;
        if (next < protected.n && protected.at[next].at <= at) {
            at = protected.at[next].end;
            continue;
        }
        Rune rune = rune_at(text, at);
        size_t here = at;
        at += rune.length;
        if (!stops(text, span, here, rune.rune))
            continue;
        at = skip_after_stop(text, span, at);
        if (here > begin || ends->n == 0)
            vec_push(ends, at);
        else if (ends->n)
            *vec_last(ends) = at;
        begin = at;
    }
    if (begin < span.end)
        vec_push(ends, span.end);
    vec_release(&protected);
}
