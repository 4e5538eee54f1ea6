/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Duty clauses: where "（责任单位：秘书科、政工科）", "牵头单位：教育局",
 * "（省教育厅负责）" stand. Whom they charge is for duties.c to say. */
#include "base/base.h"

#include "plan/outline_p.h"
#include "plan/scan_p.h"

enum { CLAUSE_MAX = 1800 /* bytes */, CLAUSE_DEPTH = 4 };

/* What a label may end in. */
static const Word labels[] = {
    W("牵头单位"),     W("牵头部门"),     W("牵头处室"),     W("牵头科室"),
    W("牵头股室"),     W("牵头领导"),     W("牵头责任单位"), W("牵头"),
    W("主办单位"),     W("主责单位"),     W("主责部门"),     W("主抓单位"),
    W("配合单位"),     W("配合部门"),     W("配合处室"),     W("配合科室"),
    W("配合股室"),     W("配合责任单位"), W("协同单位"),     W("协同部门"),
    W("协同配合单位"), W("协办单位"),     W("协作单位"),     W("协助单位"),
    W("参与单位"),     W("参加单位"),     W("参与部门"),     W("配合"),
    W("责任单位"),     W("责任科室"),     W("责任股室"),     W("责任处室"),
    W("责任部门"),     W("责任主体"),     W("责任领导"),     W("责任人"),
    W("责任者"),       W("责任科(室)"),   W("责任科（室）"), W("责任"),
    W("负责单位"),     W("负责部门"),     W("负责科室"),     W("承办单位"),
    W("承办科室"),     W("落实单位"),     W("实施单位"),     W("實施單位"),
    W("責任單位"),     W("責任科室"),     W("牽頭單位"),     W("配合單位"),
    W("完成时限"),     W("完成时间"),     W("时间节点"),     W("时限要求"),
    W("时限"),         W("分管领导"),     W("完成日期"),     W("联系领导")};

/* Words that may stand before a label: 主要责任单位, 第一责任单位, 市级牵头单位. */
static const Word prefixes[] = {W("主要"), W("第一"), W("市级"), W("区级"),
                                W("县级"), W("省级"), W("共同"), W("具体"),
                                W("直接"), W("其他"), W("相关")};

static size_t skip_space(Slice text, size_t at, size_t end) {
    while (at < end) {
        Rune rune = rune_at(text, at);
        if (!is_blank(rune.rune) && rune.rune != '\n')
            break;
        at += rune.length;
    }
    return at;
}

/* Where the text behind the label that begins at `at` and its colon begins; 0 when there
 * is none. */
static size_t label_end(Slice text, size_t at, size_t end) {
    Slice rest = slice_sub(text, at, end);
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (starts_with(rest, prefixes[i])) {
            at += prefixes[i].n;
            rest = slice_sub(text, at, end);
        }
    size_t longest = 0;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (labels[i].n > longest && starts_with(rest, labels[i]))
            longest = labels[i].n;
    if (!longest)
        return 0;
    size_t p = skip_space(text, at + longest, end);
    Slice tail = slice_sub(text, p, end);
    bool angle = slice_starts(tail, S("<"));
    if (angle || slice_starts(tail, S("("))) { /* 责任单位<处室>： */
        size_t close = slice_find(slice_sub(tail, 0, 40), angle ? S(">") : S(")"), 0);
        if (close == SIZE_MAX)
            return 0;
        p = skip_space(text, p + close + 1, end);
        tail = slice_sub(text, p, end);
    }
    static const Word colons[] = {W("："), W(":"), W("∶"), W("﹕")};
    for (size_t i = 0; i < sizeof colons / sizeof *colons; i++)
        if (starts_with(tail, colons[i]))
            return p + colons[i].n;
    return 0;
}

static const struct {
    const char *open, *close, *other;
} brackets[] = {{"（", "）", ")"}, {"(", ")", "）"},   {"【", "】", "]"},
                {"[", "]", "】"},  {"〔", "〕", "］"}, {"［", "］", "]"}};

/* The bracket that closes the one before `at`, nested ones skipped; `end` when it is
 * missing. */
static size_t closing(Slice text, size_t at, size_t end, size_t kind, size_t *length) {
    Slice open = slice_of(brackets[kind].open), close = slice_of(brackets[kind].close);
    Slice other = slice_of(brackets[kind].other);
    size_t depth = 0, limit = end - at > CLAUSE_MAX ? at + CLAUSE_MAX : end;
    *length = 0;
    while (at < limit) {
        Slice rest = slice_sub(text, at, end);
        bool round =
            kind <= 1 && (slice_starts(rest, S("（")) || slice_starts(rest, S("(")));
        if ((slice_starts(rest, open) || round) && ++depth > CLAUSE_DEPTH)
            return end;
        bool ends = slice_starts(rest, close),
             else_ends = !ends && slice_starts(rest, other);
        if (ends || else_ends) {
            if (depth == 0) {
                *length = ends ? close.n : other.n;
                return at;
            }
            depth--;
        }
        at += rune_at(text, at).length;
    }
    return end;
}

/* （教育部、财政部负责）, （省教育厅牵头，省财政厅配合）: no label, but a verb at its
 * end. */
static bool is_charge(Slice inner) {
    static const Word verbs[] = {
        W("负责"),     W("牵头"),     W("配合"),     W("落实"),     W("按职责分工负责"),
        W("参与"),     W("参加"),     W("分别负责"), W("负责落实"), W("负责实施"),
        W("共同负责"), W("牵头落实"), W("等负责"),   W("牵头负责"), W("协办")};
    if (inner.n > 900 || wording_has_stop(inner))
        return false;
    static const Word units[] = {W("局"),   W("部"),   W("厅"), W("委"), W("科"),
                                 W("室"),   W("政府"), W("办"), W("处"), W("单位"),
                                 W("中心"), W("会"),   W("院"), W("校"), W("股")};
    bool unit = false, verb = false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        unit = unit || slice_contains(inner, word_slice(units[i]));
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        verb = verb || slice_ends(inner, word_slice(verbs[i]));
    return unit && verb;
}

/* A stop or comma behind the bracket is the clause's. */
static size_t with_stop(Slice text, size_t at, size_t end) {
    size_t p = skip_space(text, at, end);
    static const Word marks[] = {W("。"), W("；"), W(";"), W("."), W("，"), W(",")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_starts(slice_sub(text, p, end), word_slice(marks[i])))
            return p + marks[i].n;
    return at;
}

/* A clause without label is one only at the end of a sentence or behind it. */
static bool ends_there(Slice text, size_t at, size_t end, Span span) {
    if (skip_space(text, end, span.end) >= span.end ||
        with_stop(text, end, span.end) > end)
        return true;
    return at > span.at && wording_ends_sentence(slice_sub(text, span.at, at));
}

static bool bracket_at(Slice text, size_t at, Span span, Clause *clause) {
    Slice rest = slice_sub(text, at, span.end);
    for (size_t kind = 0; kind < sizeof brackets / sizeof *brackets; kind++) {
        Slice open = slice_of(brackets[kind].open);
        if (!slice_starts(rest, open))
            continue;
        size_t inner = skip_space(text, at + open.n, span.end), length;
        bool label = label_end(text, inner, span.end) > 0;
        size_t close = closing(text, inner, span.end, kind, &length);
        Slice words = slice_trim(slice_sub(text, inner, close));
        if (!label &&
            !(length && ends_there(text, at, close + length, span) && is_charge(words)))
            return false;
        *clause = (Clause){{at, with_stop(text, close + length, span.end)}, !length};
        return true;
    }
    return false;
}

/* An unbracketed "责任单位：…" that begins a line or follows a stop runs to the next
 * stop. */
static bool bare_at(Slice text, size_t at, Span span, Clause *clause) {
    if (!label_end(text, at, span.end))
        return false;
    size_t stop = slice_find(slice_sub(text, 0, span.end), S("。"), at);
    *clause = (Clause){{at, stop == SIZE_MAX ? span.end : stop + 3}, false};
    return true;
}

bool clause_find(Slice text, Span span, Clause *clause) {
    bool boundary = true;
    for (size_t at = span.at; at < span.end;) {
        unsigned char c = (unsigned char)text.p[at];
        bool bracket = c == '(' || c == '[' || c == 0xEF || c == 0xE3;
        if (bracket && bracket_at(text, at, span, clause))
            return true;
        if (boundary && c >= 0xE4 && bare_at(text, at, span, clause))
            return true;
        Rune rune = rune_at(text, at);
        if (!is_blank(rune.rune) && rune.rune != '\n')
            boundary = rune.rune == 0x3002 || rune.rune == 0xFF1B || rune.rune == ';';
        else if (rune.rune == '\n' || rune.rune == 0x3000)
            boundary = true;
        at += rune.length;
    }
    return false;
}

bool clause_is_line(Slice line) {
    Clause clause;
    if (label_end(line, 0, line.n))
        return true;
    return bracket_at(line, 0, (Span){0, line.n}, &clause) && clause.span.end == line.n;
}
