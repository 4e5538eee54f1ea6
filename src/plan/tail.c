/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands behind a plan: the page's footer, the signature, annexes, a glossary. */
#include "base/base.h"

#include "plan/front_p.h"
#include "plan/scan_p.h"

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

size_t front_tail(Outline *o, size_t body) {
    size_t end = o->lines.n;
    for (size_t i = body + (end - body) / 2; i < end; i++) {
        if (!opens_related(front_text(o, i)))
            continue;
        bool links = true;
        for (size_t k = i + 1; k < end && links; k++)
            links = !wording_ends_sentence(front_text(o, k));
        if (links) {
            front_mark_chrome(o, i, end);
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
           is_signature_name(&o->lines.at[at - 1], front_text(o, at - 1)))
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
    Slice s = front_text(o, i);
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

bool line_ends_notice(Slice s) {
    static const Word starts[] = {
        W("（此件"), W("(此件"),      W("（联系"),   W("(联系"), W("抄送"),
        W("联系人"), W("（公开"),     W("(公开"),    W("附件"),  W("（附件"),
        W("（注"),   W("（信息公开"), W("(信息公开")};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (starts_with(s, starts[i]))
            return true;
    return false;
}

/* The line of 附件：1.…, and where the count of the lines behind it is to go on; 0 when
 * it is no such line. */
static unsigned list_opens(Slice s) {
    static const Word colons[] = {W("："), W(":")};
    if (!wording_is_annex(s))
        return 0;
    for (size_t i = 0; i < sizeof colons / sizeof *colons; i++) {
        size_t at = slice_find(s, word_slice(colons[i]), 0);
        if (at == SIZE_MAX || at > 12)
            continue;
        Slice rest = slice_trim(slice_sub(s, at + colons[i].n, s.n));
        if (rest.n == 0)
            return 1;
        Numeral number = numeral_read(rest, 0, rest.n);
        return number.length && rest.p[0] < ':' && number.value == 1 ? 2 : 0;
    }
    return 0;
}

static bool is_list_line(const Line *line, Slice s, unsigned due) {
    bool counted =
        line->marker.style == STYLE_NUMBER || line->marker.style == STYLE_NUMBER_COMMA;
    return counted && line->marker.number == due && line->runes <= 50 &&
           !wording_has_stop(s) && !wording_ends_open(s);
}

/* "附件：1.…" and the lines "2.…" below it name what is annexed and are no tasks of the
 * plan. Below a bare 附件： at least two are wanted, with something else behind them: an
 * annex itself may begin so. */
void front_annex_lists(Outline *o) {
    for (size_t i = 0; i < o->lines.n; i++) {
        unsigned due =
            o->lines.at[i].role == ROLE_BODY ? list_opens(front_text(o, i)) : 0;
        if (!due)
            continue;
        bool bare = due == 1;
        size_t end = i + 1;
        for (; end < o->lines.n; end++) {
            if (o->lines.at[end].role != ROLE_BODY)
                continue;
            if (!is_list_line(&o->lines.at[end], front_text(o, end), due))
                break;
            due++;
        }
        bool more = end < o->lines.n && line_is_marked(&o->lines.at[end]);
        if (bare ? due < 3 || more : due < 3)
            continue;
        for (size_t k = i; k < end; k++)
            if (o->lines.at[k].role == ROLE_BODY)
                o->lines.at[k].role = ROLE_PREAMBLE;
    }
}

/* 附件：1.… lists what is annexed; 附件 or 附件1 alone begins it. */
static bool begins_annex(const Outline *o, size_t i) {
    Slice s = front_text(o, i);
    if (!wording_is_annex(s))
        return is_glossary(o, i);
    bool colon = slice_contains(s, S("：")) || slice_contains(s, S(":"));
    return !colon || slice_ends(s, S("：")) || slice_ends(s, S(":"));
}

/* The date under the plan: below the name of its author, or where little follows. */
static bool is_signature_date(const Outline *o, size_t i, size_t end) {
    Slice s = front_text(o, i);
    if (!wording_is_date(s) || !slice_contains(s, S("年")) ||
        o->lines.at[i].role != ROLE_BODY)
        return false;
    if (signature_from(o, i) < i)
        return true;
    size_t next = i + 1;
    while (next < end && o->lines.at[next].role == ROLE_CHROME)
        next++;
    return next >= end || wording_is_annex(front_text(o, next)) ||
           line_ends_notice(front_text(o, next));
}

/* Signature and annexes behind the plan: dates under a name, 附件 lines, a glossary. */
void front_annexes(Outline *o, size_t body, size_t end) {
    bool annex = false, marked = false;
    for (size_t i = body; i < end; i++) {
        Line *line = &o->lines.at[i];
        Slice s = front_text(o, i);
        bool begins = marked && !annex && line->role == ROLE_BODY && begins_annex(o, i);
        bool signature = marked && !annex && is_signature_date(o, i, end);
        annex = annex || begins;
        if (annex)
            line->part = PART_ANNEX;
        if (signature)
            mark_preamble(o, signature_from(o, i), i + 1);
        annex = annex || signature;
        marked = marked || line->role == ROLE_TABLE;
        if (line->role != ROLE_BODY)
            continue;
        bool tail = slice_starts(s, S("（此件")) || slice_starts(s, S("(此件")) ||
                    slice_starts(s, S("抄送"));
        if (marked && (wording_is_annex(s) || tail))
            line->role = ROLE_PREAMBLE;
        marked = marked || line_is_marked(line);
    }
}
