/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the document begins and ends in its page: title, notice, contents, signature,
 * annexes. Gives every line a role and a part. Judges lines by their words and places,
 * never by what a title says in particular. */
#include "base/base.h"

#include "plan/outline_p.h"
#include "plan/scan_p.h"

enum { NOTICE_LINES = 60, TITLE_RUNES = 80, HEAD_LINES = 300, CONTENTS_MAX = 6 };

static Slice line_text(const Outline *o, size_t i) {
    return slice_at(o->text, o->lines.at[i].span);
}

static bool is_heading_marker(const Line *line) {
    StyleClass class = marker_class(line->marker.style);
    return line->marker.style != STYLE_NONE &&
           (class != CLASS_ITEM || line->marker.style != STYLE_BULLET);
}

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

static bool is_similar(Outline *o, Slice a, Slice b) {
    Slice x = folded(o, a), y = folded(o, b);
    return slice_contains(x, y) || slice_contains(y, x);
}

static bool is_file(Slice s) {
    static const Word ends[] = {W(".doc"), W(".docx"), W(".pdf"), W(".wps"), W(".txt"),
                                W(".rtf"), W(".ppt"),  W(".xls"), W(".xlsx")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_with(s, ends[i]))
            return true;
    return false;
}

/* Titles of collections, not of plans: …范文(12篇) */
static bool is_wrapper(Slice s) {
    static const Word words[] = {W("范文"), W("範文"), W("模板"), W("定稿"), W("篇)"),
                                 W("篇）"), W("合集"), W("汇总"), W("参考")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_contains(s, word_slice(words[i])))
            return true;
    return false;
}

/* ---- Contents ---- */

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

static bool is_contents_title(Outline *o, Slice s) {
    if (s.n > 24)
        return false;
    Slice f = folded(o, s);
    return slice_equal(f, S("目录")) || slice_equal(f, S("目次")) ||
           slice_equal(f, S("目錄")) || slice_equal(f, S("目录："));
}

/* One past the contents that begin at line `at` (an entry): until the first entry comes
 * again, or while entries end in page numbers. */
static size_t contents_end(Outline *o, size_t at) {
    unsigned page;
    Slice first = line_text(o, at);
    first = slice_sub(first, 0, without_page(first, &page));
    size_t limit = at + 400 < o->lines.n ? at + 400 : o->lines.n, end = at;
    for (size_t i = at; i < limit; i++) {
        Slice s = line_text(o, i);
        if (i > at + 1 && first.n >= 9 && slice_starts(s, first) &&
            o->lines.at[at].marker.style)
            return i;
    }
    while (end < limit) {
        Slice s = line_text(o, end);
        without_page(s, &page);
        bool cut = end > at && end + 1 == o->lines.n && o->lines.at[end].runes < 40;
        bool entry = page > 0 || (cut && !wording_has_stop(s));
        if (!entry)
            break;
        end++;
    }
    return end;
}

static void mark_chrome(Outline *o, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        o->lines.at[i].role = ROLE_CHROME;
}

/* Lines that all end in growing page numbers and hold no sentence are contents without a
 * title. */
static size_t untitled_contents(const Outline *o, size_t at) {
    unsigned before = 0, page;
    size_t end = at;
    while (end < o->lines.n) {
        Slice s = line_text(o, end);
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

static void find_contents(Outline *o) {
    size_t found = 0;
    for (size_t i = 0; i < o->lines.n; i++) {
        if (o->lines.at[i].role == ROLE_CHROME)
            continue;
        if (found < CONTENTS_MAX && is_contents_title(o, line_text(o, i))) {
            found++;
            size_t end = i + 1 < o->lines.n ? contents_end(o, i + 1) : i + 1;
            if (end <= i + 1)
                continue;
            mark_chrome(o, i, end);
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
            mark_chrome(o, empty_entry ? i - 1 : i, end);
            i = end - 1;
        }
    }
}

/* ---- The head ---- */

/* The line is text of the document, not a title or the page's. */
static bool begins_content(const Outline *o, size_t i) {
    const Line *line = &o->lines.at[i];
    Slice s = line_text(o, i);
    if (line->role == ROLE_CHROME)
        return false;
    if (line->role == ROLE_TABLE || wording_is_addressee(s))
        return true;
    if (line->chrome || wording_is_date(s))
        return false;
    if (is_heading_marker(line))
        return line->marker.style != STYLE_NUMBER_PAREN || !slice_contains(s, S("号"));
    if (clause_is_line(s) || line->runes > TITLE_RUNES)
        return true;
    if (wording_ends_sentence(s) && line->runes >= 12)
        return !slice_contains(s, S("记者")) && !slice_contains(s, S("摄"));
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

/* Two lines that are one title: the first breaks off, the second ends like a title. */
static bool is_broken_title(const Outline *o, size_t i) {
    if (i == 0 || o->lines.at[i - 1].role != ROLE_BODY)
        return false;
    Slice first = line_text(o, i - 1), second = line_text(o, i);
    if (wording_is_title(first) || o->lines.at[i - 1].chrome || wording_is_date(first) ||
        wording_ends_sentence(first))
        return false;
    if (o->lines.at[i - 1].runes < 8 || is_heading_marker(&o->lines.at[i - 1]) ||
        slice_starts(first, S("（")) || slice_starts(first, S("(")))
        return false;
    bool fragment = slice_starts(second, S("关于")) ||
                    o->lines.at[i].runes < o->lines.at[i - 1].runes + 4;
    return slice_contains(first, S("关于")) ||
           (fragment && o->lines.at[i - 1].runes >= 10);
}

static bool is_both(Slice s) {
    return wording_is_summary(s) && wording_is_plan(s);
}

/* The line of the title among [from, to): the last that reads like one; SIZE_MAX when
 * none does. Where an earlier one announces summary and plan and the last only the
 * summary, the earlier is the title and the last a chapter. */
static size_t title_line(Outline *o, size_t from, size_t to) {
    size_t found = SIZE_MAX, both = SIZE_MAX;
    for (size_t i = from; i < to; i++) {
        const Line *line = &o->lines.at[i];
        Slice s = line_text(o, i);
        if (line->role != ROLE_BODY || line->marker.style == STYLE_BULLET || is_file(s) ||
            !wording_is_title(s))
            continue;
        if (found != SIZE_MAX && is_wrapper(s))
            continue;
        bool same = found != SIZE_MAX &&
                    slice_equal(folded(o, s), folded(o, line_text(o, found)));
        if (!same || s.n < line_text(o, found).n)
            found = i;
        if (is_both(s))
            both = i;
    }
    if (found != SIZE_MAX && both != SIZE_MAX && both < found &&
        !wording_is_plan(line_text(o, found)) && wording_is_summary(line_text(o, found)))
        return both;
    return found;
}

/* 穗教发〔2024〕20号 */
static bool is_document_number(Slice s) {
    static const Word years[] = {W("〔20"), W("[20"),  W("［20"), W("【20"),
                                 W("(20"),  W("（20"), W("〔19"), W("〔２")};
    bool year = false;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        year = year || slice_contains(s, word_slice(years[i]));
    return year && (slice_contains(s, S("号")) || slice_contains(s, S("號"))) &&
           s.n < 120;
}

static size_t fallback_title(const Outline *o, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        const Line *line = &o->lines.at[i];
        if (line->role != ROLE_BODY || line->runes < 8 ||
            line->marker.style == STYLE_BULLET)
            continue;
        Slice s = line_text(o, i);
        if (is_han(first_rune(s)) && !wording_is_date(s) && !wording_is_annex(s) &&
            !is_document_number(s) && !is_file(s))
            return i;
    }
    return SIZE_MAX;
}

static bool is_notice_title(Slice s) {
    bool issues = slice_contains(s, S("印发")) || slice_contains(s, S("转发"));
    return slice_contains(s, S("通知")) ||
           (issues && (slice_contains(s, S("关于")) || slice_contains(s, S("《"))));
}

static bool is_byline(const Outline *o, size_t i) {
    Slice s = line_text(o, i);
    if (slice_contains(s, S("记者")) || slice_contains(s, S("摄")))
        return false;
    return o->lines.at[i].runes <= 45;
}

/* Roles of the lines [from, to) around the title. */
static void assign_head(Outline *o, size_t from, size_t to, size_t title) {
    Slice t = title == SIZE_MAX ? (Slice){0} : line_text(o, title);
    bool broken = title != SIZE_MAX && title > from && is_broken_title(o, title);
    for (size_t i = from; i < to; i++) {
        Line *line = &o->lines.at[i];
        Slice s = line_text(o, i);
        if (line->role != ROLE_BODY)
            continue;
        if (title == SIZE_MAX) {
            line->role = ROLE_CHROME;
            continue;
        }
        bool own = i == title || (broken && i + 1 == title);
        bool before =
            i < title && (is_notice_title(s) ||
                          (is_similar(o, s, t) && !is_wrapper(s) && line->runes >= 8));
        bool number = is_document_number(s);
        bool repeat =
            i > title && wording_is_title(s) && !is_similar(o, s, t) && i + 1 == to;
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
        Slice s = line_text(o, i);
        bool date = wording_is_date(s) && !slice_contains(s, S("年"));
        bool colon = slice_contains(s, S(":")) || slice_contains(s, S("："));
        bool title =
            wording_is_title(s) && !colon && o->lines.at[i].chrome != CHROME_SURE;
        if (o->lines.at[i].role == ROLE_BODY && !title &&
            (o->lines.at[i].chrome || date || is_file(s)))
            o->lines.at[i].role = ROLE_CHROME;
    }
    size_t title = title_line(o, from, to);
    if (title == SIZE_MAX && first)
        title = fallback_title(o, from, to);
    if (title != SIZE_MAX || first)
        assign_head(o, from, to, title);
    return to;
}

/* 关于印发《…》的通知: the span of what is issued; empty when the line is no such title.
 */
static Span issued_title(Slice text, Span line) {
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

static bool is_notice_tail(Slice s) {
    static const Word starts[] = {
        W("（此件"), W("(此件"),      W("（联系"),   W("(联系"), W("抄送"),
        W("联系人"), W("（公开"),     W("(公开"),    W("附件"),  W("（附件"),
        W("（注"),   W("（信息公开"), W("(信息公开")};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (starts_with(s, starts[i]))
            return true;
    return false;
}

/* One past the notice that begins at line `at`; `at` itself when there is none. It ends
 * with its date, or before the title of what it issues. */
static size_t notice_end(const Outline *o, size_t at) {
    Slice first = line_text(o, at);
    if (slice_starts(first, S("各位")) || slice_starts(first, S("同志们")))
        return at;
    bool issues = false;
    for (size_t i = at; i < o->lines.n && i < at + NOTICE_LINES; i++) {
        Slice s = line_text(o, i);
        const Line *line = &o->lines.at[i];
        if (line->role != ROLE_BODY)
            continue;
        if (slice_contains(s, S("印发")) || slice_contains(s, S("转发")) ||
            slice_contains(s, S("随文")) || slice_contains(s, S("发给你们")) ||
            slice_contains(s, S("執行")) || slice_contains(s, S("执行")) ||
            slice_contains(s, S("实施")))
            issues = true;
        if (is_heading_marker(line) || line->role == ROLE_TABLE)
            return at;
        if (i == at)
            continue;
        if (wording_is_date(s) && i > at + 1) {
            i++;
            while (i < o->lines.n && o->lines.at[i].role == ROLE_BODY &&
                   is_notice_tail(line_text(o, i)))
                i++;
            return i < o->lines.n ? i : at;
        }
        if (issues && wording_is_title(s) && line->runes >= 8 && !is_notice_tail(s) &&
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
    Span outer = o->title, issued = issued_title(o->text, o->title);
    size_t from = end, to = content_from(o, from);
    size_t title = title_line(o, from, to);
    bool chapter = title != SIZE_MAX && !span_empty(issued) &&
                   is_both(slice_at(o->text, issued)) && !is_both(line_text(o, title));
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

/* ---- The tail ---- */

static bool opens_related(Slice s) {
    static const Word starts[] = {W("相关报道"), W("相关阅读"), W("推荐阅读"),
                                  W("猜你喜欢"), W("网友评论"), W("相关推荐"),
                                  W("相关链接"), W("热门推荐"), W("延伸阅读"),
                                  W("相关新闻"), W("相关文章")};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (starts_with(s, starts[i]))
            return true;
    return false;
}

static size_t find_tail(Outline *o, size_t body) {
    size_t end = o->lines.n;
    for (size_t i = body + (end - body) / 2; i < end; i++) {
        if (!opens_related(line_text(o, i)))
            continue;
        bool links = true;
        for (size_t k = i + 1; k < end && links; k++)
            links = !wording_ends_sentence(line_text(o, k));
        if (links) {
            mark_chrome(o, i, end);
            break;
        }
    }
    while (end > body) {
        if (o->lines.at[end - 1].role == ROLE_TABLE)
            break;
        if (o->lines.at[end - 1].role != ROLE_CHROME && !o->lines.at[end - 1].chrome)
            break;
        o->lines.at[end - 1].role = ROLE_CHROME;
        end--;
    }
    return end;
}

/* 某市教育局 / 2024年3月1日 at the end of the plan. */
static bool is_signature_name(const Line *line, Slice s) {
    if (line->role != ROLE_BODY || line->marker.style || line->runes > 40 ||
        line->role == ROLE_TABLE)
        return false;
    static const Word ends[] = {W("局"),     W("厅"),     W("委"), W("府"),
                                W("办公室"), W("委员会"), W("部"), W("组"),
                                W("校"),     W("会"),     W("处"), W("中心")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_with(s, ends[i]))
            return !slice_contains(s, S("，")) && !slice_contains(s, S("、"));
    return false;
}

static size_t signature_from(const Outline *o, size_t date) {
    size_t at = date;
    while (at > 0 && date - at < 6 &&
           is_signature_name(&o->lines.at[at - 1], line_text(o, at - 1)))
        at--;
    return at;
}

static void mark_preamble(Outline *o, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (o->lines.at[i].role == ROLE_BODY)
            o->lines.at[i].role = ROLE_PREAMBLE;
}

/* The glossary of a report: lines ［1］ ［2］ ［3］ at its end. */
static bool is_glossary(const Outline *o, size_t i) {
    const Line *line = &o->lines.at[i];
    Slice s = line_text(o, i);
    bool square =
        slice_starts(s, S("［")) || slice_starts(s, S("[")) || slice_starts(s, S("〔"));
    if (!square || line->marker.style != STYLE_NUMBER_PAREN || line->marker.number != 1)
        return false;
    unsigned due = 2;
    for (size_t k = i + 1; k < o->lines.n && k < i + 40 && due <= 3; k++)
        if (o->lines.at[k].marker.style == STYLE_NUMBER_PAREN &&
            o->lines.at[k].marker.number == due)
            due++;
    return due > 3;
}

/* 附件：1.… lists what is annexed; 附件 or 附件1 alone begins it. */
static bool begins_annex(const Outline *o, size_t i) {
    Slice s = line_text(o, i);
    if (!wording_is_annex(s))
        return is_glossary(o, i);
    bool colon = slice_contains(s, S("：")) || slice_contains(s, S(":"));
    return !colon || slice_ends(s, S("：")) || slice_ends(s, S(":"));
}

/* The date under the plan: below the name of its author, or where little follows. */
static bool is_signature_date(const Outline *o, size_t i, size_t end) {
    Slice s = line_text(o, i);
    if (!wording_is_date(s) || !slice_contains(s, S("年")) ||
        o->lines.at[i].role != ROLE_BODY)
        return false;
    if (signature_from(o, i) < i)
        return true;
    size_t next = i + 1;
    while (next < end && o->lines.at[next].role == ROLE_CHROME)
        next++;
    return next >= end || wording_is_annex(line_text(o, next)) ||
           is_notice_tail(line_text(o, next));
}

/* Signature and annexes behind the plan: dates under a name, 附件 lines, a glossary. */
static void find_annexes(Outline *o, size_t body, size_t end) {
    bool annex = false, marked = false;
    for (size_t i = body; i < end; i++) {
        Line *line = &o->lines.at[i];
        Slice s = line_text(o, i);
        bool begins = marked && !annex && line->role == ROLE_BODY && begins_annex(o, i);
        bool signature = marked && !annex && is_signature_date(o, i, end);
        annex = annex || begins;
        if (annex)
            line->part = PART_ANNEX;
        if (signature)
            mark_preamble(o, signature_from(o, i), i + 1);
        annex = annex || signature;
        if (line->role != ROLE_BODY)
            continue;
        bool tail = slice_starts(s, S("（此件")) || slice_starts(s, S("(此件")) ||
                    slice_starts(s, S("抄送"));
        if (marked && (wording_is_annex(s) || tail))
            line->role = ROLE_PREAMBLE;
        marked = marked || is_heading_marker(line);
    }
}

/* ---- Titles that do not stand on a line ---- */

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

static void find_glued_title(Outline *o) {
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
static void find_quoted_title(Outline *o) {
    static const struct {
        const char *open, *close;
    } quotes[] = {
        {"《", "》"}, {"整理的", "，供"}, {"整理的", ",供"}, {"整理的", "，欢迎"}};
    for (size_t i = 0; i < o->lines.n && i < 40; i++) {
        const Line *line = &o->lines.at[i];
        if (line->role == ROLE_BODY)
            return;
        Slice s = line_text(o, i);
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

void outline_front(Outline *o) {
    for (size_t i = 0; i < o->lines.n; i++) {
        Line *line = &o->lines.at[i];
        Slice s = line_text(o, i);
        if (line->role == ROLE_BODY &&
            (line->chrome == CHROME_SURE || line_is_page_number(s)))
            line->role = ROLE_CHROME;
    }
    find_contents(o);
    size_t body = find_head(o, 0, true);
    size_t end = find_tail(o, body);
    find_notice(o, body);
    find_annexes(o, body, end);
    if (span_empty(o->title))
        find_quoted_title(o);
    if (span_empty(o->title))
        find_glued_title(o);
    Slice title = slice_at(o->text, o->title);
    o->report = slice_contains(title, S("政府工作报告")) ||
                slice_contains(title, S("政府工作報告"));
}
