/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines -> paragraphs: lines broken after a comma, inside a bracket or in mid sentence
 * are joined; so are the lines of hard-wrapped text, told by how many of them break off.
 * Knows markers only as "this line begins with one". */
#include "base/base.h"

#include "plan/outline_p.h"
#include "plan/scan_p.h"

typedef struct {
    bool wrapped;   /* the text is broken at a width */
    uint32_t width; /* columns of a usual full line */
    bool spaced;    /* blank lines stand between most lines, so that they part nothing */
} Wrap;

static Slice line_text(const Outline *o, size_t i) {
    return slice_at(o->text, o->lines.at[i].span);
}

/* Terminal columns, near enough: a Han character has 3 bytes, one rune and 2 columns. */
static uint32_t line_columns(const Line *line) {
    return (uint32_t)((span_length(line->span) + line->runes) / 2);
}

static bool ends_in_word(Slice s) {
    uint32_t last = last_rune(s);
    return is_han(last) ||
           (last < 0x80 &&
            ((last >= '0' && last <= '9') || (last >= 'a' && last <= 'z') ||
             (last >= 'A' && last <= 'Z') || last == '*' || last == '%'));
}

static bool has_comma(Slice s) {
    return slice_contains(s, S("，")) || slice_contains(s, S(",")) ||
           slice_contains(s, S("、"));
}

static bool is_broken_off(const Outline *o, size_t i) {
    const Line *line = &o->lines.at[i];
    if (line->role != ROLE_BODY || line->block != BLOCK_LINE || i + 1 >= o->lines.n)
        return false;
    const Line *next = &o->lines.at[i + 1];
    if (next->role != ROLE_BODY || next->blank_before || next->marker.style)
        return false;
    Slice s = line_text(o, i);
    if (line->marker.style && !wording_has_stop(s))
        return false;
    return ends_in_word(s) && (wording_has_stop(s) || has_comma(s)) && line->runes >= 12;
}

static int compare_widths(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static Wrap find_wrap(const Outline *o) {
    VEC(uint32_t) widths = {0};
    size_t body = 0, blank = 0;
    for (size_t i = 0; i < o->lines.n; i++) {
        body += o->lines.at[i].role == ROLE_BODY;
        blank += o->lines.at[i].role == ROLE_BODY && o->lines.at[i].blank_before;
        if (is_broken_off(o, i))
            vec_push(&widths, line_columns(&o->lines.at[i]));
    }
    Wrap wrap = {0};
    if (widths.n >= 2 && widths.n * 8 >= body) {
        qsort(widths.at, widths.n, sizeof *widths.at, compare_widths);
        wrap = (Wrap){.wrapped = true, .width = widths.at[widths.n / 2]};
    }
    /* Broken at a width, few lines are much longer. */
    size_t longer = 0;
    for (size_t i = 0; i < o->lines.n; i++)
        longer += o->lines.at[i].role == ROLE_BODY &&
                  line_columns(&o->lines.at[i]) > wrap.width * 3 / 2;
    if (longer * 8 > body)
        wrap.wrapped = false;
    wrap.spaced = blank * 2 > body;
    vec_release(&widths);
    return wrap;
}

/* The last bracket or quotation mark of the line is an opening one. Looked for in its
 * last 40 characters. */
static bool is_open_at_end(Slice s) {
    static const uint32_t open[] = {0x300A, 0x201C, '(', 0xFF08, 0x3010};
    static const uint32_t close[] = {0x300B, 0x201D, ')', 0xFF09, 0x3011};
    size_t at = s.n, limit = s.n > 120 ? s.n - 120 : 0;
    while (at > limit) {
        Rune rune = rune_before(s, at);
        for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
            if (rune.rune == close[i])
                return false;
            if (rune.rune == open[i])
                return true;
        }
        at -= rune.length;
    }
    return false;
}

static bool ends_in_colon(Slice s) {
    return slice_ends(s, S("：")) || slice_ends(s, S(":"));
}

/* The line stands for itself whatever came before. */
static bool stands_alone(const Outline *o, const Line *line) {
    Slice s = slice_at(o->text, line->span);
    return line->marker.style || clause_is_line(s) || line->block == BLOCK_HEADING ||
           wording_is_annex(s);
}

/* The paragraph so far, up to line i, goes on in line j; stopped: a sentence has ended in
 * it before. */
static bool goes_on(const Outline *o, bool stopped, size_t i, size_t j, Wrap wrap) {
    const Line *line = &o->lines.at[i], *next = &o->lines.at[j];
    Slice s = slice_at(o->text, line->span);
    if (next->role != line->role || next->part != line->part ||
        line->block == BLOCK_HEADING)
        return false;
    bool bare = line->marker.style && line->marker.text >= line->span.end;
    bool hole = !span_empty(next->hole);
    if (bare)
        return !next->marker.style;
    if (stands_alone(o, next))
        return false;
    if (wording_ends_open(s) || is_open_at_end(s))
        return !(slice_ends(s, S("；")) && next->block != BLOCK_LINE &&
                 wording_is_title(s));
    if (line->block != BLOCK_LINE || next->block != BLOCK_LINE ||
        wording_ends_sentence(s) || ends_in_colon(s))
        return hole && !wording_ends_sentence(s);
    if (hole)
        return true;
    bool sentence = wrap.spaced && stopped && ends_in_word(s) &&
                    wording_ends_sentence(slice_at(o->text, next->span));
    if (sentence && next->blank_before)
        return true;
    if (next->blank_before || !ends_in_word(s))
        return !next->blank_before && wrap.wrapped &&
               line_columns(line) * 100 >= wrap.width * 85;
    if (stopped)
        return true;
    if (wrap.wrapped && line_columns(line) * 100 >= wrap.width * 85)
        return true;
    return !line->marker.style && has_comma(s) && line->runes >= 15;
}

static void add_hole(Outline *o, Span span) {
    if (!span_empty(span))
        vec_push(&o->holes, span);
}

/* Page numbers between two halves of a sentence do not part them. */
static size_t next_body(const Outline *o, size_t i) {
    size_t j = i + 1;
    while (j < o->lines.n && j < i + 4 && o->lines.at[j].role == ROLE_CHROME &&
           line_is_page_number(line_text(o, j)))
        j++;
    return j;
}

static Paragraph read_paragraph(Outline *o, size_t i, Wrap wrap) {
    const Line *line = &o->lines.at[i];
    Paragraph p = {line->span, (uint32_t)i, (uint32_t)i, line->role, line->part};
    add_hole(o, line->hole);
    if (line->role != ROLE_BODY && line->role != ROLE_PREAMBLE)
        return p;
    bool stopped = false;
    for (;;) {
        size_t j = next_body(o, p.last);
        stopped = stopped || wording_has_stop(line_text(o, p.last));
        if (j >= o->lines.n || !goes_on(o, stopped, p.last, j, wrap))
            return p;
        for (size_t k = p.last + 1; k < j; k++)
            add_hole(o, o->lines.at[k].span);
        add_hole(o, o->lines.at[j].hole);
        p.span.end = o->lines.at[j].span.end;
        p.last = (uint32_t)j;
    }
}

/* Share sites break a text into pages and mark each "1、", "2、": lines that go on in mid
 * sentence behind such a mark give the marks away. They become holes. */
static void find_page_marks(Outline *o) {
    unsigned due = 1;
    size_t marks = 0, broken = 0, before = SIZE_MAX;
    VEC(size_t) found = {0};
    for (size_t i = 0; i < o->lines.n; i++) {
        const Line *line = &o->lines.at[i];
        if (line->role != ROLE_BODY)
            continue;
        if (line->marker.style == STYLE_NUMBER_COMMA && line->marker.number == due &&
            line->marker.text < line->span.end) {
            if (due > 1) {
                Slice s = line_text(o, before);
                marks++;
                broken += ends_in_word(s) &&
                          (wording_has_stop(s) || (has_comma(s) && s.n > 120));
            }
            vec_push(&found, i);
            due++;
        }
        before = i;
    }
    if (marks && broken * 2 > marks)
        for (size_t k = 0; k < found.n; k++) {
            Line *line = &o->lines.at[found.at[k]];
            line->hole = (Span){line->span.at, line->marker.text};
            line->marker = (Marker){0};
        }
    vec_release(&found);
}

/* Lines that begin 1, 2, 3 without a stop behind the number, each where a new line may
 * begin. */
static void find_bare_numbers(Outline *o) {
    VEC(size_t) run = {0};
    unsigned due = 1;
    size_t before = SIZE_MAX;
    for (size_t i = 0; i <= o->lines.n; i++) {
        bool last = i == o->lines.n;
        if (!last && o->lines.at[i].role != ROLE_BODY)
            continue;
        Line *line = last ? NULL : &o->lines.at[i];
        Marker marker = {0};
        bool fresh = before == SIZE_MAX || !ends_in_word(line_text(o, before)) ||
                     o->lines.at[before].runes < 20;
        if (!last && !line->marker.style && fresh)
            marker = marker_read_bare(o->text, line->span.at, line->span.end);
        bool goes_on = marker.style && marker.number == due;
        if (last || (marker.style && !goes_on)) {
            for (size_t k = 0; run.n >= 2 && k < run.n; k++) {
                Line *of = &o->lines.at[run.at[k]];
                of->marker = marker_read_bare(o->text, of->span.at, of->span.end);
            }
            run.n = 0;
            goes_on = marker.style && marker.number == 1;
            due = 1;
        }
        if (goes_on) {
            vec_push(&run, i);
            due = marker.number + 1;
        }
        before = i;
    }
    vec_release(&run);
}

void outline_join(Outline *o) {
    find_page_marks(o);
    find_bare_numbers(o);
    Wrap wrap = find_wrap(o);
    for (size_t i = 0; i < o->lines.n;) {
        Paragraph p = read_paragraph(o, i, wrap);
        vec_push(&o->paragraphs, p);
        i = (size_t)p.last + 1;
    }
}
