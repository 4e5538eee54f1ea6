/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the document begins and ends in its page: title, notice, contents, signature,
 * annexes. Gives every line a role and a part. Judges lines by their words and places,
 * never by what a title says in particular. */
#include "base/base.h"

#include "plan/front_p.h"
#include "plan/scan_p.h"

enum { NOTICE_LINES = 60, TITLE_RUNES = 80, HEAD_LINES = 300 };

Slice front_text(const Outline *o, size_t i) {
    return slice_at(o->text, o->lines.at[i].span);
}

bool line_is_marked(const Line *line) {
    return line->marker.style != STYLE_NONE && line->marker.style != STYLE_BULLET;
}

void front_mark_chrome(Outline *o, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        o->lines.at[i].role = ROLE_CHROME;
}

/* Under a photograph: 某某作政府工作报告。本报记者 某某 摄 */
static bool is_caption(Slice s) {
    static const Word words[] = {W("记者"), W("摄"), W("作政府工作报告"),
                                 W("作工作报告")};
    return s.n < 200 && HAS_ANY(s, words);
}

/* The line is text of the document, not a title or the page's. */
static bool begins_content(const Outline *o, size_t i) {
    const Line *line = &o->lines.at[i];
    Slice s = front_text(o, i);
    if (line->role == ROLE_CHROME)
        return false;
    if (line->role == ROLE_TABLE || wording_is_addressee(s))
        return true;
    if (line->chrome || wording_is_date(s))
        return false;
    if (line_is_marked(line))
        return line->marker.style != STYLE_NUMBER_PAREN || !slice_contains(s, S("号"));
    if (clause_is_line(s) || line->runes > TITLE_RUNES)
        return true;
    if (wording_ends_sentence(s) && line->runes >= 6)
        return !is_caption(s);
    bool comma = slice_contains(s, S("，")) || slice_contains(s, S(","));
    return comma && line->runes >= 15 && !wording_is_title(s) &&
           line->block == BLOCK_LINE && wording_ends_sentence(s) == false &&
           i + 1 < o->lines.n && !o->lines.at[i + 1].blank_before;
}

static size_t content_from(const Outline *o, size_t at) {
    size_t limit = at + HEAD_LINES;
    while (at < o->lines.n && at < limit && !begins_content(o, at))
        at++;
    return at;
}

static bool is_notice_title(Slice s) {
    bool issues = slice_contains(s, S("印发")) || slice_contains(s, S("转发"));
    return slice_contains(s, S("通知")) ||
           (issues && (slice_contains(s, S("关于")) || slice_contains(s, S("《"))));
}

static bool is_byline(const Outline *o, size_t i) {
    return !is_caption(front_text(o, i)) && o->lines.at[i].runes <= 45;
}

/* Roles of the lines [from, to) around the title. */
static void assign_head(Outline *o, size_t from, size_t to, size_t title) {
    Slice t = title == SIZE_MAX ? (Slice){0} : front_text(o, title);
    bool broken = title != SIZE_MAX && title > from && title_is_broken(o, title);
    for (size_t i = from; i < to; i++) {
        Line *line = &o->lines.at[i];
        Slice s = front_text(o, i);
        if (line->role != ROLE_BODY)
            continue;
        if (title == SIZE_MAX) {
            line->role = ROLE_CHROME;
            continue;
        }
        bool own = i == title || (broken && i + 1 == title);
        bool before = i < title &&
                      (is_notice_title(s) || (title_is_similar(o, s, t) &&
                                              !title_is_wrapper(s) && line->runes >= 8));
        bool number = line_is_document_number(s);
        bool repeat =
            i > title && wording_is_title(s) && !title_is_similar(o, s, t) && i + 1 == to;
        if (repeat)
            line->role = ROLE_HEADING;
        else
            line->role = own || before || number || (i > title && is_byline(o, i))
                             ? ROLE_TITLE
                             : ROLE_CHROME;
    }
    if (title == SIZE_MAX)
        return;
    Span span = o->lines.at[title].span;
    if (broken)
        span.at = o->lines.at[title - 1].span.at;
    o->title = span;
}

/* The chrome and title lines before the content that begins at the line returned. */
static size_t find_head(Outline *o, size_t from, bool first) {
    size_t to = content_from(o, from);
    for (size_t i = from; i < to; i++) {
        Slice s = front_text(o, i);
        bool date = wording_is_date(s) && !slice_contains(s, S("年"));
        bool colon = slice_contains(s, S(":")) || slice_contains(s, S("："));
        bool title =
            wording_is_title(s) && !colon && o->lines.at[i].chrome != CHROME_SURE;
        if (o->lines.at[i].role == ROLE_BODY && !title &&
            (o->lines.at[i].chrome || date || title_is_file(s)))
            o->lines.at[i].role = ROLE_CHROME;
    }
    size_t title = title_find(o, from, to);
    if (title == SIZE_MAX && first)
        title = title_fall_back(o, from, to);
    if (title != SIZE_MAX || first)
        assign_head(o, from, to, title);
    return to;
}

/* One past the notice that begins at line `at`; `at` itself when there is none. It ends
 * with its date, or before the title of what it issues. */
static size_t notice_end(const Outline *o, size_t at) {
    Slice first = front_text(o, at);
    if (slice_starts(first, S("各位")) || slice_starts(first, S("同志们")))
        return at;
    bool issues = false;
    for (size_t i = at; i < o->lines.n && i < at + NOTICE_LINES; i++) {
        Slice s = front_text(o, i);
        const Line *line = &o->lines.at[i];
        if (line->role != ROLE_BODY)
            continue;
        if (slice_contains(s, S("印发")) || slice_contains(s, S("转发")) ||
            slice_contains(s, S("随文")) || slice_contains(s, S("发给你们")) ||
            slice_contains(s, S("執行")) || slice_contains(s, S("执行")) ||
            slice_contains(s, S("实施")))
            issues = true;
        if (line_is_marked(line) || line->role == ROLE_TABLE)
            return at;
        if (i == at)
            continue;
        if (wording_is_date(s) && i > at + 1) {
            i++;
            while (i < o->lines.n && o->lines.at[i].role == ROLE_BODY &&
                   line_ends_notice(front_text(o, i)))
                i++;
            return i < o->lines.n ? i : at;
        }
        if (issues && wording_is_title(s) && line->runes >= 8 && !line_ends_notice(s) &&
            i + 1 < o->lines.n)
            return i;
    }
    return at;
}

static void find_notice(Outline *o, size_t body) {
    if (body >= o->lines.n || o->lines.at[body].role == ROLE_TABLE)
        return;
    size_t end = notice_end(o, body);
    if (end == body)
        return;
    for (size_t i = 0; i < end; i++) {
        o->lines.at[i].part = PART_NOTICE;
        if (i >= body && o->lines.at[i].role == ROLE_BODY)
            o->lines.at[i].role = ROLE_PREAMBLE;
    }
    Span outer = o->title, issued = title_issued(o->text, o->title);
    size_t from = end, to = content_from(o, from);
    size_t title = title_find(o, from, to);
    bool chapter = title != SIZE_MAX && !span_empty(issued) &&
                   title_is_both(slice_at(o->text, issued)) &&
                   !title_is_both(front_text(o, title));
    if (chapter) {
        for (size_t i = from; i < to; i++)
            if (o->lines.at[i].role == ROLE_BODY)
                o->lines.at[i].role = i == title ? ROLE_HEADING : ROLE_TITLE;
        o->title = issued;
        return;
    }
    o->title = (Span){0};
    find_head(o, from, false);
    if (span_empty(o->title))
        o->title = span_empty(issued) ? outer : issued;
}

void outline_front(Outline *o) {
    for (size_t i = 0; i < o->lines.n; i++) {
        Line *line = &o->lines.at[i];
        Slice s = front_text(o, i);
        if (line->role == ROLE_BODY &&
            (line->chrome == CHROME_SURE || line_is_page_number(s)))
            line->role = ROLE_CHROME;
    }
    front_contents(o);
    front_annex_lists(o);
    size_t body = find_head(o, 0, true);
    size_t end = front_tail(o, body);
    find_notice(o, body);
    front_annexes(o, body, end);
    if (span_empty(o->title))
        title_find_quoted(o);
    if (span_empty(o->title))
        title_find_glued(o);
    Slice title = slice_at(o->text, o->title);
    o->report = slice_contains(title, S("政府工作报告")) ||
                slice_contains(title, S("政府工作報告"));
}
