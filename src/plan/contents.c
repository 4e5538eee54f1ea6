/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of contents: their entries are the page's, since the headings come again. */
#include "base/base.h"

#include "plan/front_p.h"
#include "plan/scan_p.h"

enum { CONTENTS_MAX = 6 };

/* The length of a line without its page number and the dots before it; the whole when it
 * ends in no number. */
static size_t without_page(Slice s, unsigned *page) {
    size_t at = s.n;
    while (at > 0 && s.p[at - 1] >= '0' && s.p[at - 1] <= '9')
        at--;
    *page = 0;
    if (at == s.n || s.n - at > 3)
        return s.n;
    for (size_t i = at; i < s.n; i++)
        *page = *page * 10 + (unsigned)(s.p[i] - '0');
    while (at > 0) {
        Rune rune = rune_before(s, at);
        bool leader = rune.rune == '.' || rune.rune == 0x2026 || rune.rune == 0xB7 ||
                      is_blank(rune.rune) || rune.rune == '-' || rune.rune == 0x2014 ||
                      rune.rune == '(' || rune.rune == 0xFF08;
        if (!leader)
            break;
        at -= rune.length;
    }
    return at;
}

/* 目录, 目　录, 目次 */
static bool is_contents_title(Slice s) {
    static const Word seconds[] = {W("录"), W("錄"), W("次")};
    if (s.n > 24 || !slice_starts(s, S("目")))
        return false;
    Slice rest = slice_trim(slice_sub(s, 3, s.n));
    return STARTS_ANY(rest, seconds) && slice_trim(slice_sub(rest, 3, rest.n)).n <= 3;
}

/* One past the contents that begin at line `at` (an entry): until the first entry comes
 * again, or while entries end in page numbers. */
static size_t contents_end(Outline *o, size_t at) {
    unsigned page;
    Slice first = front_text(o, at);
    first = slice_sub(first, 0, without_page(first, &page));
    size_t limit = at + 400 < o->lines.n ? at + 400 : o->lines.n, end = at;
    for (size_t i = at; i < limit; i++) {
        Slice s = front_text(o, i);
        if (i > at + 1 && first.n >= 9 && slice_starts(s, first) &&
            o->lines.at[at].marker.style)
            return i;
    }
    while (end < limit) {
        Slice s = front_text(o, end);
        without_page(s, &page);
        bool cut = end > at && end + 1 == o->lines.n && o->lines.at[end].runes < 40;
        bool entry = page > 0 || (cut && !wording_has_stop(s));
        if (!entry)
            break;
        end++;
    }
    return end;
}

/* Lines that all end in growing page numbers and hold no sentence are contents without a
 * title. */
static size_t untitled_contents(const Outline *o, size_t at) {
    unsigned before = 0, page;
    size_t end = at;
    while (end < o->lines.n) {
        Slice s = front_text(o, end);
        size_t n = without_page(s, &page);
        bool entry = page >= before && page > 0 && n > 6 && !wording_has_stop(s) &&
                     is_han(last_rune(slice_sub(s, 0, n)));
        if (!entry || o->lines.at[end].marker.style == STYLE_NONE)
            break;
        before = page;
        end++;
    }
    return end - at >= 3 ? end : at;
}

void front_contents(Outline *o) {
    size_t found = 0;
    for (size_t i = 0; i < o->lines.n; i++) {
        if (o->lines.at[i].role == ROLE_CHROME)
            continue;
        if (found < CONTENTS_MAX && is_contents_title(front_text(o, i))) {
            found++;
            size_t end = i + 1 < o->lines.n ? contents_end(o, i + 1) : i + 1;
            if (end <= i + 1)
                continue;
            front_mark_chrome(o, i, end);
            i = end - 1;
            continue;
        }
        if (i > 40)
            continue;
        size_t end = untitled_contents(o, i);
        if (end > i) {
            bool empty_entry =
                i > 0 && o->lines.at[i - 1].marker.style &&
                o->lines.at[i - 1].marker.text >= o->lines.at[i - 1].span.end;
            front_mark_chrome(o, empty_entry ? i - 1 : i, end);
            i = end - 1;
        }
    }
}
