/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the heading of a marked paragraph ends: at its line's end, its first stop, its
 * label's colon, wide blanks. A numbered paragraph of a single sentence has no heading:
 * the sentence is the measure. */
#include "base/base.h"

#include "plan/build_p.h"
#include "plan/scan_p.h"

enum {
    LABEL_RUNES = 14, /* "工作目标：" */
    COUPLET_RUNES = 24, /* "幼有善育：工程达标。": what follows the colon when all of it
                           is the heading */
    RUN_IN_RUNES = 50,
    LINE_RUNES = 60,
    SHORT_RUNES = 15,
};

static bool is_colon(uint32_t rune) {
    return rune == ':' || rune == 0xFF1A;
}

static bool is_comma(uint32_t rune) {
    return rune == ',' || rune == 0xFF0C || rune == 0xFF1B || rune == ';' ||
           rune == 0x3002;
}

static bool has_comma(Slice s) {
    return slice_contains(s, S("，")) || slice_contains(s, S(",")) ||
           slice_contains(s, S("；")) || slice_contains(s, S(";"));
}

/* "更新器材80套。" states what is to be done, if ever so short. */
static bool has_figure(Slice s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9')
            return true;
    return false;
}

/* Without white space and the marks that may end a heading. */
static Span heading_trim(Slice text, Span span) {
    Slice s = slice_trim(slice_at(text, span));
    while (s.n) {
        Rune last = rune_before(s, s.n);
        bool mark = is_comma(last.rune) || is_colon(last.rune) || last.rune == 0x3001 ||
                    last.rune == '.' || last.rune == 0xFF01 || last.rune == '!';
        if (!mark)
            break;
        s = slice_trim(slice_sub(s, 0, s.n - last.length));
    }
    size_t at = (size_t)(s.p - text.p);
    return (Span){at, at + s.n};
}

/* The byte behind the colon of a short label at the start of span; 0 when there is none.
 */
static size_t label_end(Slice text, Span span) {
    static const Word no_label[] = {W("即"),   W("如"),   W("为"),   W("是"),  W("包括"),
                                    W("其中"), W("做到"), W("达到"), W("例如")};
    size_t runes = 0;
    uint32_t before = 0;
    for (size_t at = span.at; at < span.end && runes <= LABEL_RUNES; runes++) {
        Rune rune = rune_at(text, at);
        if (is_comma(rune.rune))
            return 0;
        if (is_colon(rune.rune)) {
            Slice label = slice_sub(text, span.at, at);
            for (size_t i = 0; i < sizeof no_label / sizeof *no_label; i++)
                if (ends_with(label, no_label[i]))
                    return 0;
            return runes >= 2 && !(before >= '0' && before <= '9') ? at + rune.length : 0;
        }
        before = rune.rune;
        at += rune.length;
    }
    return 0;
}

/* Where blanks of two columns or more end a heading without commas; 0 when there are
 * none. */
static size_t wide_blank(Slice text, Span span) {
    size_t runes = 0, blanks = 0;
    for (size_t at = span.at; at < span.end && runes < 40; runes++) {
        Rune rune = rune_at(text, at);
        if (is_comma(rune.rune) || is_colon(rune.rune))
            return 0;
        blanks = is_blank(rune.rune) && rune.rune != '\n'
                     ? blanks + (rune.rune == 0x3000 ? 2 : 1)
                     : 0;
        at += rune.length;
        if (blanks >= 2 && runes >= 3)
            return at;
    }
    return 0;
}

Shape segment_shape(const Outline *o, const Segment *segment, OffsetList *ends) {
    Span span = {segment->marker.style ? segment->marker.text : segment->span.at,
                 segment->span.end};
    Shape shape = {.text_end = span.end, .first_end = span.end};
    Clause clause;
    if (clause_find(o->text, span, &clause))
        shape.text_end = shape.first_end = clause.span.at;
    if (shape.text_end <= span.at)
        return shape;
    /* Long enough to hold a heading and to see what follows; the whole is cut once, when
     * its measures are made. */
    size_t limit = shape.text_end - span.at > 2400 ? span.at + 2400 : shape.text_end;
    while (limit < shape.text_end && ((unsigned char)o->text.p[limit] & 0xC0) == 0x80)
        limit++;
    sentences_cut(o->text, (Span){span.at, limit}, ends);
    shape.first_end = ends->n ? ends->at[0] : shape.text_end;
    Slice first = slice_trim(slice_sub(o->text, span.at, shape.first_end));
    shape.stop = wording_ends_sentence(first) || slice_ends(first, S(",")) ||
                 slice_ends(first, S("."));
    bool charged = shape.text_end < span.end && shape.first_end == shape.text_end;
    if (charged && wording_ends_sentence(slice_trim(slice_at(o->text, clause.span))))
        shape.stop = true;
    if (charged && slice_trim(slice_sub(o->text, clause.span.end, span.end)).n > 12)
        shape.stop = true; /* 读书（牵头：机关党委）每月一本 */
    shape.more =
        slice_trim(slice_sub(o->text, shape.first_end, segment->span.end)).n > 0 &&
        (shape.first_end < shape.text_end || shape.text_end < clause.span.at);
    if (shape.text_end < span.end && clause.span.end < span.end)
        shape.more = shape.more ||
                     slice_trim(slice_sub(o->text, clause.span.end, span.end)).n > 12;
    return shape;
}

/* Where line ends were lost (the title ran into the text) a chapter's heading runs into
 * its text as well: it ends behind its noun, or at a blank. 0 when it cannot be told. */
static size_t lost_line_end(const Builder *b, Span first) {
    static const Word nouns[] = {W("成绩"), W("总结"), W("回顾"), W("成效"), W("情况"),
                                 W("计划"), W("打算"), W("思路"), W("要点"), W("思想"),
                                 W("要求"), W("目标"), W("任务"), W("措施"), W("工作"),
                                 W("问题"), W("安排")};
    size_t runes = 0, noun = 0;
    for (size_t at = first.at; at < first.end && runes < COUPLET_RUNES; runes++) {
        Rune rune = rune_at(b->o->text, at);
        if (is_comma(rune.rune) || is_colon(rune.rune))
            break;
        if (is_blank(rune.rune) && rune.rune != '\n' && runes >= 4)
            return at;
        at += rune.length;
        Slice head = slice_sub(b->o->text, first.at, at);
        for (size_t i = 0; i < sizeof nouns / sizeof *nouns && !noun; i++)
            if (runes >= 3 && ends_with(head, nouns[i]) && first.end - at > 12)
                noun = at;
    }
    return noun;
}

static HeadingSplit no_heading(size_t at) {
    return (HeadingSplit){{at, at}, at};
}

static HeadingSplit split_at(const Builder *b, size_t begin, size_t end) {
    Span heading = heading_trim(b->o->text, (Span){begin, end});
    if (span_empty(heading))
        return no_heading(begin);
    return (HeadingSplit){heading, end};
}

/* （一）抓党建：强化功能 on a line of its own, with tasks below: all of it is the
 * heading. */
static bool is_whole_line(const Builder *b, Span first, const Shape *shape, bool leads) {
    return leads && !shape->stop && !shape->more &&
           utf8_count(slice_at(b->o->text, first)) <= LABEL_RUNES + COUPLET_RUNES;
}

/* The label before a colon, when it is the heading and not the first half of one. */
static size_t label_split(const Builder *b, Span first, bool more) {
    Slice text = b->o->text;
    size_t end = label_end(text, first);
    if (!end)
        return 0;
    Slice behind = slice_trim(slice_sub(text, end, first.end));
    if (behind.n == 0)
        return end;
    return !more || utf8_count(behind) > COUPLET_RUNES ? end : 0;
}

static HeadingSplit item_split(const Builder *b, Span first, const Shape *shape) {
    size_t label = label_split(b, first, shape->more);
    if (label && label < shape->text_end)
        return split_at(b, first.at, label);
    size_t runes = utf8_count(slice_trim(slice_at(b->o->text, first)));
    if (shape->more && shape->stop && runes <= COUPLET_RUNES + 1)
        return split_at(b, first.at, first.end);
    if (!shape->more && !shape->stop && runes <= SHORT_RUNES &&
        !has_comma(slice_at(b->o->text, first)))
        return split_at(b, first.at, first.end);
    return no_heading(first.at);
}

/* The first sentence when text follows it in the same paragraph. */
static bool run_in_fits(const Levels *levels, unsigned key, NodeKind kind, Slice first) {
    size_t runes = utf8_count(first);
    if (kind != NODE_TASK)
        return runes <= LINE_RUNES;
    if (levels->multi[key] > 0.5)
        return runes <= RUN_IN_RUNES;
    return runes <= SHORT_RUNES && !has_comma(first);
}

/* The first sentence when it is all there is; leads: text or deeper headings of its own
 * follow. */
static bool single_fits(const Levels *levels, unsigned key, NodeKind kind, Slice first,
                        bool leads, bool charged) {
    size_t runes = utf8_count(first);
    if (kind != NODE_TASK)
        return runes <= LINE_RUNES;
    if (leads)
        return runes <= RUN_IN_RUNES;
    return charged && levels->multi[key] > 0.5 && runes <= SHORT_RUNES + 1 &&
           !has_comma(first) && !has_figure(first);
}

/* A line without stop. */
static bool bare_fits(const Levels *levels, unsigned key, NodeKind kind, Slice first,
                      bool leads) {
    size_t runes = utf8_count(first);
    if (kind != NODE_TASK || leads)
        return runes <= LINE_RUNES + 20;
    return levels->single[key] <= 0.5 && runes <= RUN_IN_RUNES;
}

HeadingSplit heading_split(const Builder *b, size_t index, NodeKind kind, bool leads) {
    const Segment *segment = &b->o->segments.at[index];
    const Shape *shape = &b->shapes[index];
    unsigned key = level_key(segment);
    Span first = {segment->marker.text, shape->first_end};
    if (first.end <= first.at)
        return no_heading(segment->marker.text);
    if (kind == NODE_MEASURE)
        return item_split(b, first, shape);
    size_t wide = wide_blank(b->o->text, first);
    if (wide && wide < shape->text_end)
        return split_at(b, first.at, wide);
    size_t lost =
        b->lost && segment->marker.style == STYLE_HAN ? lost_line_end(b, first) : 0;
    if (lost)
        return split_at(b, first.at, lost);
    bool whole = kind != NODE_TASK && is_whole_line(b, first, shape, leads);
    size_t label = whole ? 0 : label_split(b, first, shape->more);
    if (label)
        return split_at(b, first.at, label);
    Slice s = slice_trim(slice_at(b->o->text, first));
    if (segment->marker.style == STYLE_ARTICLE && shape->stop)
        return no_heading(first.at); /* articles of rules are sentences */
    bool charged = shape->text_end < segment->span.end, fits;
    if (shape->more)
        fits = shape->stop && run_in_fits(&b->levels, key, kind, s);
    else if (shape->stop)
        fits = single_fits(&b->levels, key, kind, s, leads, charged);
    else
        fits = bare_fits(&b->levels, key, kind, s, leads);
    return fits ? split_at(b, first.at, first.end) : no_heading(first.at);
}
