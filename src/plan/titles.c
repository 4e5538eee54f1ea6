/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The title: on a line of its own, broken over two, run into the text, or quoted in a
 * notice. */
#include "base/base.h"

#include "plan/front_p.h"
#include "plan/scan_p.h"

/* A copy without white space, quotation marks and book marks, so that repeated titles
 * compare equal. */
static Slice folded(Outline *o, Slice s) {
    Buf out = {0};
    for (size_t at = 0; at < s.n;) {
        Rune rune = rune_at(s, at);
        bool mark = rune.rune == 0x300A || rune.rune == 0x300B || rune.rune == 0x201C ||
                    rune.rune == 0x201D;
        if (!is_blank(rune.rune) && !mark && rune.rune != '\n')
            buf_add(&out, slice_sub(s, at, at + rune.length));
        at += rune.length;
    }
    Slice copy = arena_copy(&o->scratch, buf_slice(&out));
    buf_release(&out);
    return copy;
}

bool title_is_similar(Outline *o, Slice a, Slice b) {
    Slice x = folded(o, a), y = folded(o, b);
    return slice_contains(x, y) || slice_contains(y, x);
}

bool title_is_file(Slice s) {
    static const Word ends[] = {W(".doc"), W(".docx"), W(".pdf"), W(".wps"), W(".txt"),
                                W(".rtf"), W(".ppt"),  W(".xls"), W(".xlsx")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_with(s, ends[i]))
            return true;
    return false;
}

/* Titles of collections, not of plans: …范文(12篇) */
bool title_is_wrapper(Slice s) {
    static const Word words[] = {W("范文"), W("範文"), W("模板"), W("定稿"), W("篇)"),
                                 W("篇）"), W("合集"), W("汇总"), W("参考")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_contains(s, word_slice(words[i])))
            return true;
    return false;
}

/* Two lines that are one title: the first breaks off, the second ends like a title. */
bool title_is_broken(const Outline *o, size_t i) {
    if (i == 0 || o->lines.at[i - 1].role != ROLE_BODY)
        return false;
    Slice first = front_text(o, i - 1), second = front_text(o, i);
    if (wording_is_title(first) || o->lines.at[i - 1].chrome || wording_is_date(first) ||
        wording_ends_sentence(first))
        return false;
    /* 某区教育局 / 2015年工作要点 */
    static const Word offices[] = {W("局"), W("厅"), W("委员会"), W("教委")};
    for (size_t k = 0; k < sizeof offices / sizeof *offices; k++)
        if (ends_with(first, offices[k]) && second.n && second.p[0] == '2' &&
            o->lines.at[i].runes <= 20 && o->lines.at[i - 1].runes <= 25)
            return true;
    if (o->lines.at[i - 1].runes < 8 || line_is_marked(&o->lines.at[i - 1]) ||
        slice_starts(first, S("（")) || slice_starts(first, S("(")))
        return false;
    bool fragment = slice_starts(second, S("关于")) ||
                    o->lines.at[i].runes < o->lines.at[i - 1].runes + 4;
    return slice_contains(first, S("关于")) ||
           (fragment && o->lines.at[i - 1].runes >= 10);
}

bool title_is_both(Slice s) {
    return wording_is_summary(s) && wording_is_plan(s);
}

/* The line of the title among [from, to): the last that reads like one; SIZE_MAX when
 * none does. Where an earlier one announces summary and plan and the last only the
 * summary, the earlier is the title and the last a chapter. */
size_t title_find(Outline *o, size_t from, size_t to) {
    size_t found = SIZE_MAX, both = SIZE_MAX;
    for (size_t i = from; i < to; i++) {
        const Line *line = &o->lines.at[i];
        Slice s = front_text(o, i);
        if (line->role != ROLE_BODY || line->marker.style == STYLE_BULLET ||
            title_is_file(s) || !wording_is_title(s))
            continue;
        if (found != SIZE_MAX && title_is_wrapper(s))
            continue;
        bool same = found != SIZE_MAX &&
                    slice_equal(folded(o, s), folded(o, front_text(o, found)));
        if (!same || s.n < front_text(o, found).n)
            found = i;
        if (title_is_both(s))
            both = i;
    }
    if (found != SIZE_MAX && both != SIZE_MAX && both < found &&
        !wording_is_plan(front_text(o, found)) &&
        wording_is_summary(front_text(o, found)))
        return both;
    return found;
}

/* 穗教发〔2024〕20号 */
bool line_is_document_number(Slice s) {
    static const Word years[] = {W("〔20"), W("[20"),  W("［20"), W("【20"),
                                 W("(20"),  W("（20"), W("〔19"), W("〔２")};
    bool year = false;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        year = year || slice_contains(s, word_slice(years[i]));
    return year && (slice_contains(s, S("号")) || slice_contains(s, S("號"))) &&
           s.n < 120;
}

size_t title_fall_back(const Outline *o, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        const Line *line = &o->lines.at[i];
        if (line->role != ROLE_BODY || line->runes < 8 ||
            line->marker.style == STYLE_BULLET)
            continue;
        Slice s = front_text(o, i);
        if (is_han(first_rune(s)) && !wording_is_date(s) && !wording_is_annex(s) &&
            !line_is_document_number(s) && !wording_has_stop(s) && !title_is_file(s))
            return i;
    }
    return SIZE_MAX;
}

/* 关于印发《…》的通知: the span of what is issued; empty when the line is no such title.
 */
Span title_issued(Slice text, Span line) {
    static const Word verbs[] = {W("印发"), W("转发"), W("下发")};
    Slice s = slice_at(text, line);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        size_t at = slice_find(s, word_slice(verbs[i]), 0), end = s.n;
        if (at == SIZE_MAX)
            continue;
        at += verbs[i].n;
        size_t notice = slice_find(s, S("的通知"), at);
        end = notice != SIZE_MAX ? notice : end;
        Slice inner = slice_trim(slice_sub(s, at, end));
        if (slice_starts(inner, S("《"))) {
            size_t close = slice_find(inner, S("》"), 0);
            inner = slice_sub(inner, 3, close != SIZE_MAX ? close : inner.n);
        }
        if (inner.n < 12)
            continue;
        size_t start = (size_t)(inner.p - text.p);
        return (Span){start, start + inner.n};
    }
    return (Span){0};
}

/* The end of the last title noun in s, before bytes that go on as text; 0 when there is
 * none. */
static size_t title_noun_end(Slice s) {
    static const Word nouns[] = {W("要点"), W("要點"), W("计划"), W("計劃"), W("方案"),
                                 W("总结"), W("總結"), W("思路"), W("打算"), W("安排"),
                                 W("规划"), W("報告"), W("报告")};
    size_t end = 0;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        for (size_t at = slice_find(s, word_slice(nouns[i]), 0); at != SIZE_MAX;
             at = slice_find(s, word_slice(nouns[i]), at + 1))
            end = at + 6 > end ? at + 6 : end;
    return end;
}

static bool starts_like_text(Slice s) {
    static const Word starts[] = {W("为"),   W("现"),     W("根据"), W("按照"),
                                  W("今年"), W("近"),     W("在"),   W("以"),
                                  W("认真"), W("一年来"), W("各"),   W("过去")};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (starts_with(s, starts[i]))
            return true;
    return false;
}

/* "…工作总结和工作计划2022年，我局…": a title that ran into the text of the first line.
 */
static Span glued_title(Slice text, Span line) {
    static const Word stops[] = {W("，"), W("。"), W("："),  W(","),
                                 W("；"), W(":"),  W("一、")};
    static const Word joins[] = {W("如下"), W("的"), W("和"),   W("及"), W("是"), W("为"),
                                 W("以"),   W("已"), W("要求"), W("中"), W("会")};
    Slice s = slice_at(text, line);
    size_t stop = s.n < 240 ? s.n : 240;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        size_t at = slice_find(slice_sub(s, 0, stop), word_slice(stops[i]), 0);
        stop = at != SIZE_MAX ? at : stop;
    }
    Slice prefix = slice_sub(s, 0, stop);
    size_t end = title_noun_end(prefix);
    Slice rest = slice_trim(slice_sub(prefix, end, prefix.n));
    bool before_count = slice_starts(slice_sub(s, stop, s.n), S("一、"));
    if (end < 15 || (rest.n < 6 && !before_count) || starts_like_text(prefix))
        return (Span){0};
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
        if (starts_with(rest, joins[i]))
            return (Span){0};
    return (Span){line.at, line.at + end};
}

/* A title that is printed twice in a row is the first of the two. */
static Span once(Slice text, Span title) {
    Slice s = slice_at(text, title);
    Slice tail = slice_sub(s, s.n > 12 ? s.n - 12 : 0, s.n);
    size_t first = slice_find(s, tail, 0);
    if (first == SIZE_MAX || first + tail.n >= s.n)
        return title;
    Slice second = slice_sub(s, first + tail.n, s.n);
    bool repeated = slice_contains(slice_sub(s, 0, first + tail.n), second);
    return repeated ? (Span){title.at, title.at + first + tail.n} : title;
}

void title_find_glued(Outline *o) {
    for (size_t i = 0; i < o->lines.n; i++) {
        const Line *line = &o->lines.at[i];
        if (line->role != ROLE_BODY)
            continue;
        Span span = line->span;
        if (line->marker.style == STYLE_NUMBER_COMMA && line->marker.number == 1)
            span.at = line->marker.text;
        o->glued = glued_title(o->text, span);
        o->title = once(o->text, o->glued);
        return;
    }
}

/* "…整理的某局工作要点，供大家参考。", "现将《…》印发给你们": the title inside another
 * sentence. */
void title_find_quoted(Outline *o) {
    static const struct {
        const char *open, *close;
    } quotes[] = {
        {"《", "》"}, {"整理的", "，供"}, {"整理的", ",供"}, {"整理的", "，欢迎"}};
    for (size_t i = 0; i < o->lines.n && i < 40; i++) {
        const Line *line = &o->lines.at[i];
        if (line->role == ROLE_BODY)
            return;
        Slice s = front_text(o, i);
        for (size_t k = 0; k < sizeof quotes / sizeof *quotes; k++) {
            Slice open = slice_of(quotes[k].open);
            size_t at = slice_find(s, open, 0);
            size_t end =
                at == SIZE_MAX ? at : slice_find(s, slice_of(quotes[k].close), at);
            if (end == SIZE_MAX)
                continue;
            Slice title = slice_trim(slice_sub(s, at + open.n, end));
            bool issued = line->role == ROLE_CHROME || slice_contains(s, S("给你们")) ||
                          slice_contains(s, S("给你們")) || slice_contains(s, S("印发"));
            if (issued && wording_is_title(title)) {
                size_t start = (size_t)(title.p - o->text.p);
                o->title = (Span){start, start + title.n};
                return;
            }
        }
    }
}
