/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paragraphs -> segments: finds what may be a marker and keeps what the sequence bears
 * out. At the start of a line a marker is believed unless something speaks against it;
 * inside a line only when it begins or continues a count. */
#include "base/base.h"

#include "plan/outline_p.h"
#include "plan/scan_p.h"

/* What stands before a marker inside a line, from the weakest on. */
typedef enum {
    BEFORE_WORD,  /* 教育1.完成 */
    BEFORE_COMMA, /* or one blank */
    BEFORE_STOP,  /* 。；： or a closing mark behind one */
    BEFORE_WIDE,  /* blanks of two columns or more */
    BEFORE_LINE,  /* it begins its paragraph */
} Before;

typedef struct {
    Marker marker;
    uint32_t paragraph;
    Before before;
    uint32_t next; /* the next candidate of its style; UINT32_MAX */
} Candidate;

typedef VEC(Candidate) CandidateList;

enum { HEADING_BYTES = 150 };

/* The state in one paragraph while it is searched. */
typedef struct {
    uint32_t paragraph;
    Before before;
    size_t run; /* where the text behind the last marker begins, while no stop has come;
                   else SIZE_MAX */
} Search;

static bool is_stop_rune(uint32_t rune) {
    switch (rune) {
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF1B:
    case ';':
    case 0xFF1A:
    case ':':
    case '!':
    case '?': return true;
    default: return false;
    }
}

static bool is_closing_rune(uint32_t rune) {
    return rune == 0x201D || rune == 0x2019 || rune == 0xFF09 || rune == ')' ||
           rune == 0x3011 || rune == ']' || rune == 0x300B;
}

/* Updates what stands before the next rune; blanks add up to a wide one. */
static Before step(Before before, uint32_t rune, unsigned *blanks) {
    if (rune == '\n')
        return before >= BEFORE_STOP ? before : BEFORE_COMMA;
    if (is_blank(rune)) {
        *blanks += rune == 0x3000 ? 2 : 1;
        if (*blanks >= 2)
            return BEFORE_WIDE;
        return before >= BEFORE_STOP ? before : BEFORE_COMMA;
    }
    *blanks = 0;
    if (is_stop_rune(rune))
        return BEFORE_STOP;
    if (is_closing_rune(rune) && before == BEFORE_STOP)
        return BEFORE_STOP;
    if (is_closing_rune(rune) || rune == 0xFF0C || rune == ',' || rune == 0x3001)
        return BEFORE_COMMA;
    return BEFORE_WORD;
}

/* Whether to read a marker here at all: after bare words only where a heading may have
 * run into its first item. */
static bool worth_reading(const Search *search, uint32_t rune, size_t at) {
    if ((rune >= 0x2460 && rune <= 0x24FF) || (rune >= 0x2776 && rune <= 0x2793) ||
        (rune >= 0x3251 && rune <= 0x32BF))
        return true;
    if (search->before >= BEFORE_STOP)
        return true;
    if (rune == 0x7B2C)
        return true;
    bool heading =
        search->run != SIZE_MAX && at - search->run < HEADING_BYTES && at > search->run;
    bool opens = rune == '(' || rune == 0xFF08 || (rune >= '0' && rune <= '9') ||
                 (rune >= 0xFF10 && rune <= 0xFF19);
    if (heading && opens)
        return true;
    return search->before == BEFORE_COMMA && rune != '(' && rune != 0xFF08;
}

/* Chrome inside the paragraph holds no markers: the end of the hole that `at` lies in,
 * else `at`. */
static size_t behind_holes(const Outline *o, size_t at, size_t *hole) {
    while (*hole < o->holes.n && o->holes.at[*hole].at <= at) {
        size_t end = o->holes.at[(*hole)++].end;
        at = end > at ? end : at;
    }
    return at;
}

static void search_inside(const Outline *o, Search *search, size_t at,
                          CandidateList *list, size_t *hole) {
    const Paragraph *p = &o->paragraphs.at[search->paragraph];
    unsigned blanks = 0;
    while ((at = behind_holes(o, at, hole)) < p->span.end) {
        Rune rune = rune_at(o->text, at);
        if (at > p->span.at && worth_reading(search, rune.rune, at) &&
            marker_may_begin(rune.rune)) {
            Marker marker = marker_read(o->text, at, p->span.end, PLACE_INSIDE);
            if (marker.style && marker.text < p->span.end) {
                vec_push(list, (Candidate){marker, search->paragraph, search->before,
                                           UINT32_MAX});
                search->run = at = marker.text;
                search->before = BEFORE_COMMA;
                blanks = 0;
                continue;
            }
        }
        search->before = step(search->before, rune.rune, &blanks);
        if (search->before == BEFORE_STOP)
            search->run = SIZE_MAX;
        at += rune.length;
    }
}

static void search_paragraph(const Outline *o, uint32_t index, CandidateList *list,
                             size_t *hole) {
    const Paragraph *p = &o->paragraphs.at[index];
    Marker first = o->lines.at[p->first].marker;
    Search search = {index, BEFORE_WORD, SIZE_MAX};
    size_t at = p->span.at;
    if (first.style) {
        vec_push(list, (Candidate){first, index, BEFORE_LINE, UINT32_MAX});
        search.run = at = first.text;
        search.before = first.style == STYLE_BULLET ? BEFORE_WORD : BEFORE_COMMA;
    }
    search_inside(o, &search, at, list, hole);
}

static void link_same_style(CandidateList *list) {
    uint32_t next[MARKER_STYLES_COUNT];
    for (size_t i = 0; i < MARKER_STYLES_COUNT; i++)
        next[i] = UINT32_MAX;
    for (size_t i = list->n; i-- > 0;) {
        Candidate *c = &list->at[i];
        c->next = next[c->marker.style];
        next[c->marker.style] = (uint32_t)i;
    }
}

/* ---- Which candidates count ---- */

typedef struct {
    const Outline *o;
    CandidateList *list;
    unsigned last[MARKER_STYLES_COUNT];   /* the number last accepted of each style */
    unsigned inside[MARKER_STYLES_COUNT]; /* of those inside the paragraph at hand */
    uint32_t paragraph;
    MarkerStyle current; /* the style last accepted in this paragraph */
    size_t text;         /* where its text begins */
} Judge;

static bool followed_by_two(const Judge *judge, const Candidate *c) {
    return c->next != UINT32_MAX &&
           judge->list->at[c->next].marker.number == c->marker.number + 1;
}

static bool is_phrase_style(MarkerStyle style) {
    return style == STYLE_IS || style == STYLE_MUST || style == STYLE_FIRSTLY ||
           style == STYLE_FIRST_OF_ALL;
}

static bool accept_at_line(const Judge *judge, const Candidate *c) {
    unsigned number = c->marker.number, last = judge->last[c->marker.style];
    switch (c->marker.style) {
    case STYLE_LETTER:
    case STYLE_ROMAN:
    case STYLE_FIRST_OF_ALL:
    case STYLE_DECIMAL:
        return (last && number == last + 1) || followed_by_two(judge, c) ||
               (last && number == 1);
    case STYLE_NUMBER:
    case STYLE_NUMBER_COMMA:
    case STYLE_HALF_PAREN: return number < 150 || number == last + 1;
    case STYLE_NUMBER_PAREN: return number < 100;
    default: return true;
    }
}

/* Text of a heading that ran into this marker without a stop: short, and directly under
 * its own marker. */
static bool ends_heading(const Judge *judge, const Candidate *c) {
    return judge->current != STYLE_NONE && judge->current != c->marker.style &&
           marker_class(judge->current) != CLASS_ITEM &&
           c->marker.span.at - judge->text < HEADING_BYTES &&
           marker_class(c->marker.style) == CLASS_HEADING &&
           (c->marker.number == 1 ||
            c->marker.number == judge->last[c->marker.style] + 1) &&
           c->marker.span.at > judge->text;
}

static bool accept_phrase(const Judge *judge, const Candidate *c) {
    unsigned number = c->marker.number, last = judge->inside[c->marker.style];
    if (judge->current == STYLE_CIRCLED && !last)
        return false;
    if (c->marker.style == STYLE_FIRST_OF_ALL && number > 1)
        return last && number > last && c->before >= BEFORE_COMMA; /* 首先 … 最后 */
    if (number > 1)
        return last && number == last + 1 &&
               (c->before >= BEFORE_COMMA || c->marker.style == STYLE_FIRSTLY);
    if (c->before < BEFORE_COMMA)
        return false;
    if (c->before == BEFORE_COMMA && judge->current != STYLE_NONE &&
        c->marker.span.at == judge->text)
        return true;
    bool same =
        c->next != UINT32_MAX && judge->list->at[c->next].paragraph == c->paragraph;
    return same && followed_by_two(judge, c);
}

/* 计划 一、过去…: after one blank only where the count begins with the document. */
static bool begins_after_blank(const Judge *judge, const Candidate *c) {
    if (c->marker.style != STYLE_HAN || c->marker.number != 1 || judge->last[STYLE_HAN] ||
        c->before != BEFORE_COMMA)
        return false;
    return is_blank(rune_before(judge->o->text, c->marker.span.at).rune);
}

static bool accept_count(const Judge *judge, const Candidate *c) {
    MarkerStyle style = c->marker.style;
    unsigned number = c->marker.number, last = judge->last[style];
    if (c->before < BEFORE_STOP) {
        bool goes_on =
            number > 1 && number == judge->inside[style] + 1 && followed_by_two(judge, c);
        return style != STYLE_HAN && c->before == BEFORE_COMMA && goes_on;
    }
    bool continues = last && number == last + 1;
    if (style == STYLE_HAN)
        return number == 1 || continues || c->before == BEFORE_WIDE;
    if (number == 1)
        return followed_by_two(judge, c) || c->before == BEFORE_WIDE;
    return continues || (last && number == last + 2 && followed_by_two(judge, c));
}

static bool accept_inside(const Judge *judge, const Candidate *c) {
    MarkerStyle style = c->marker.style;
    unsigned number = c->marker.number;
    if (style == STYLE_CIRCLED)
        return number == 1 || number == judge->inside[style] + 1 ||
               c->before >= BEFORE_STOP;
    if (is_phrase_style(style))
        return accept_phrase(judge, c);
    bool weak = judge->current == STYLE_CIRCLED || c->before < BEFORE_STOP;
    if (style == STYLE_NUMBER_PAREN && weak && number != judge->inside[style] + 1)
        return false;
    return ends_heading(judge, c) || begins_after_blank(judge, c) ||
           accept_count(judge, c);
}

static void accept(Judge *judge, const Candidate *c) {
    judge->last[c->marker.style] = c->marker.number;
    judge->inside[c->marker.style] = c->marker.number;
    judge->current = c->marker.style;
    judge->text = c->marker.text;
}

/* ---- Heading lines without markers ---- */

static Slice paragraph_text(const Outline *o, size_t i) {
    return slice_at(o->text, o->paragraphs.at[i].span);
}

static bool is_text(const Outline *o, size_t i) {
    return i < o->paragraphs.n && o->paragraphs.at[i].role == ROLE_BODY;
}

static MarkerStyle paragraph_style(const Outline *o, size_t i) {
    return o->lines.at[o->paragraphs.at[i].first].marker.style;
}

static uint32_t paragraph_runes(const Outline *o, size_t i) {
    const Paragraph *p = &o->paragraphs.at[i];
    return p->first == p->last ? o->lines.at[p->first].runes
                               : (uint32_t)(span_length(p->span) / 3);
}

/* The paragraphs before and behind i that are text, chrome skipped. */
static size_t text_after(const Outline *o, size_t i) {
    for (i++; i < o->paragraphs.n && o->paragraphs.at[i].role == ROLE_CHROME; i++) {
    }
    return i;
}

static bool opens_count(const Outline *o, size_t i) {
    MarkerStyle style = paragraph_style(o, i);
    return style && o->lines.at[o->paragraphs.at[i].first].marker.number <= 1;
}

/* A short line without stop between text that ends in one and long text or the first of a
 * count. */
static bool is_heading_line(const Outline *o, size_t i, size_t before) {
    const Paragraph *p = &o->paragraphs.at[i];
    const Line *line = &o->lines.at[p->first];
    Slice s = paragraph_text(o, i);
    if (p->role != ROLE_BODY || p->first != p->last || line->marker.style ||
        p->part == PART_NOTICE)
        return false;
    if (line->block == BLOCK_HEADING)
        return line->runes <= 80;
    size_t after = text_after(o, i);
    if (line->runes < 4 || line->runes > 36 || !is_text(o, after) || wording_is_date(s) ||
        clause_is_line(s))
        return false;
    uint32_t last = last_rune(s);
    bool framed = last == 0x3011 && first_rune(s) == 0x3010; /* 【目标】 */
    bool word = is_han(last) || framed || last == 0x201D || last == 0xFF09 ||
                last == ')' || last == 0x300B;
    if (!word || wording_has_stop(s) || slice_contains(s, S("：")) ||
        slice_contains(s, S(":")) || slice_contains(s, S("；")))
        return false;
    bool follows =
        before == SIZE_MAX || !is_text(o, before) ||
        wording_ends_sentence(paragraph_text(o, before)) ||
        (paragraph_style(o, before) && !wording_has_stop(paragraph_text(o, before)));
    uint32_t enough = framed ? 12 : 40;
    bool leads = paragraph_style(o, after) ? opens_count(o, after)
                                           : paragraph_runes(o, after) >= enough;
    return follows && leads;
}

/* One short sentence as the heading of the longer paragraph below: "稳步提高质量。"
 * Believed when a plan does so often. */
static bool is_heading_sentence(const Outline *o, size_t i) {
    const Paragraph *p = &o->paragraphs.at[i];
    if (p->role != ROLE_BODY || p->first != p->last ||
        o->lines.at[p->first].marker.style || o->lines.at[p->first].runes > 26)
        return false;
    Slice s = paragraph_text(o, i);
    size_t after = text_after(o, i);
    if (!slice_ends(s, S("。")) || slice_find(s, S("。"), 0) != s.n - 3 ||
        !is_text(o, after))
        return false;
    return !paragraph_style(o, after) && paragraph_runes(o, after) >= 50 &&
           !slice_contains(s, S("工作。")) && !slice_contains(s, S("以下"));
}

static void find_heading_lines(Outline *o) {
    size_t before = SIZE_MAX, sentences = 0;
    for (size_t i = 0; i < o->paragraphs.n; i++) {
        if (is_heading_line(o, i, before))
            o->paragraphs.at[i].role = ROLE_HEADING;
        sentences += is_heading_sentence(o, i);
        if (o->paragraphs.at[i].role != ROLE_CHROME)
            before = i;
    }
    if (sentences < 5)
        return;
    for (size_t i = 0; i < o->paragraphs.n; i++)
        if (is_heading_sentence(o, i))
            o->paragraphs.at[i].role = ROLE_HEADING;
}

/* ---- Segments ---- */

static void add_segment(Outline *o, size_t paragraph, Span span, const Marker *marker) {
    if (span.end <= span.at)
        return;
    const Paragraph *p = &o->paragraphs.at[paragraph];
    Segment segment = {
        .span = span, .paragraph = (uint32_t)paragraph, .starts = span.at == p->span.at};
    if (marker)
        segment.marker = *marker;
    vec_push(&o->segments, segment);
}

static void cut_paragraph(Outline *o, size_t i, Judge *judge, size_t *next) {
    const Paragraph *p = &o->paragraphs.at[i];
    size_t begin = p->span.at;
    Marker marker = {0};
    if (p->role == ROLE_HEADING) {
        marker = (Marker){STYLE_LINE, 0, {begin, begin}, begin};
        add_segment(o, i, p->span, &marker);
        return;
    }
    memset(judge->inside, 0, sizeof judge->inside);
    judge->current = STYLE_NONE;
    judge->paragraph = (uint32_t)i;
    while (*next < judge->list->n && judge->list->at[*next].paragraph == i) {
        const Candidate *c = &judge->list->at[(*next)++];
        bool good =
            c->before == BEFORE_LINE ? accept_at_line(judge, c) : accept_inside(judge, c);
        if (!good)
            continue;
        add_segment(o, i, (Span){begin, c->marker.span.at}, &marker);
        accept(judge, c);
        begin = c->marker.span.at;
        marker = c->marker;
    }
    add_segment(o, i, (Span){begin, p->span.end}, &marker);
}

/* "- " where 1. and 2. were lost: bullets before a count that begins with their number
 * plus one are its first items. */
static void count_bullets(Outline *o) {
    unsigned bullets = 0;
    size_t from = 0;
    for (size_t i = 0; i < o->segments.n; i++) {
        Segment *segment = &o->segments.at[i];
        MarkerStyle style = segment->marker.style;
        if (style == STYLE_NONE)
            continue;
        if (style == STYLE_BULLET && segment->starts) {
            from = bullets++ ? from : i;
            continue;
        }
        if (bullets && (style == STYLE_NUMBER || style == STYLE_NUMBER_COMMA) &&
            segment->marker.number == bullets + 1) {
            unsigned number = 0;
            for (size_t k = from; k < i; k++)
                if (o->segments.at[k].marker.style == STYLE_BULLET) {
                    o->segments.at[k].marker.style = style;
                    o->segments.at[k].marker.number = ++number;
                }
        }
        bullets = 0;
    }
}

void outline_segments(Outline *o) {
    find_heading_lines(o);
    CandidateList list = {0};
    size_t hole = 0;
    for (uint32_t i = 0; i < o->paragraphs.n; i++)
        if (o->paragraphs.at[i].role == ROLE_BODY)
            search_paragraph(o, i, &list, &hole);
    link_same_style(&list);
    Judge judge = {.o = o, .list = &list};
    size_t next = 0;
    PlanPart part = PART_PLAN;
    for (size_t i = 0; i < o->paragraphs.n; i++) {
        const Paragraph *p = &o->paragraphs.at[i];
        if (p->part != part)
            memset(judge.last, 0, sizeof judge.last);
        part = p->part;
        if (p->role == ROLE_BODY || p->role == ROLE_HEADING)
            cut_paragraph(o, i, &judge, &next);
        else
            add_segment(o, i, p->span, NULL);
    }
    count_bullets(o);
    vec_release(&list);
}
