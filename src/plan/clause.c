/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Duty clauses: "（责任单位：秘书科、政工科）", "牵头单位：教育局", "（省教育厅负责）".
 * Where they stand and, roughly, whom they charge; duties.c knows unit names. */
#include "base/base.h"

#include "plan/outline_p.h"
#include "plan/scan_p.h"

enum { CLAUSE_MAX = 1800 /* bytes */, CLAUSE_DEPTH = 4 };

/* What a label may end in; the longest first where one ends in another. */
static const struct {
    Word word;
    DutyRole role;
    bool unit; /* its text names units; else it is a date or a person */
} labels[] = {
    {W("牵头单位"), DUTY_LEAD, true},
    {W("牵头部门"), DUTY_LEAD, true},
    {W("牵头处室"), DUTY_LEAD, true},
    {W("牵头科室"), DUTY_LEAD, true},
    {W("牵头股室"), DUTY_LEAD, true},
    {W("牵头领导"), DUTY_LEAD, false},
    {W("牵头责任单位"), DUTY_LEAD, true},
    {W("牵头"), DUTY_LEAD, true},
    {W("主办单位"), DUTY_LEAD, true},
    {W("主责单位"), DUTY_LEAD, true},
    {W("主责部门"), DUTY_LEAD, true},
    {W("主抓单位"), DUTY_LEAD, true},
    {W("配合单位"), DUTY_SUPPORT, true},
    {W("配合部门"), DUTY_SUPPORT, true},
    {W("配合处室"), DUTY_SUPPORT, true},
    {W("配合科室"), DUTY_SUPPORT, true},
    {W("配合股室"), DUTY_SUPPORT, true},
    {W("配合责任单位"), DUTY_SUPPORT, true},
    {W("协同单位"), DUTY_SUPPORT, true},
    {W("协同部门"), DUTY_SUPPORT, true},
    {W("协同配合单位"), DUTY_SUPPORT, true},
    {W("协办单位"), DUTY_SUPPORT, true},
    {W("协作单位"), DUTY_SUPPORT, true},
    {W("协助单位"), DUTY_SUPPORT, true},
    {W("参与单位"), DUTY_SUPPORT, true},
    {W("参加单位"), DUTY_SUPPORT, true},
    {W("参与部门"), DUTY_SUPPORT, true},
    {W("配合"), DUTY_SUPPORT, true},
    {W("责任单位"), DUTY_RESPONSIBLE, true},
    {W("责任科室"), DUTY_RESPONSIBLE, true},
    {W("责任股室"), DUTY_RESPONSIBLE, true},
    {W("责任处室"), DUTY_RESPONSIBLE, true},
    {W("责任部门"), DUTY_RESPONSIBLE, true},
    {W("责任主体"), DUTY_RESPONSIBLE, true},
    {W("责任领导"), DUTY_RESPONSIBLE, false},
    {W("责任人"), DUTY_RESPONSIBLE, false},
    {W("责任者"), DUTY_RESPONSIBLE, false},
    {W("责任科(室)"), DUTY_RESPONSIBLE, true},
    {W("责任科（室）"), DUTY_RESPONSIBLE, true},
    {W("责任"), DUTY_RESPONSIBLE, true},
    {W("负责单位"), DUTY_RESPONSIBLE, true},
    {W("负责部门"), DUTY_RESPONSIBLE, true},
    {W("负责科室"), DUTY_RESPONSIBLE, true},
    {W("承办单位"), DUTY_RESPONSIBLE, true},
    {W("承办科室"), DUTY_RESPONSIBLE, true},
    {W("落实单位"), DUTY_RESPONSIBLE, true},
    {W("实施单位"), DUTY_RESPONSIBLE, true},
    {W("實施單位"), DUTY_RESPONSIBLE, true},
    {W("責任單位"), DUTY_RESPONSIBLE, true},
    {W("責任科室"), DUTY_RESPONSIBLE, true},
    {W("牽頭單位"), DUTY_LEAD, true},
    {W("配合單位"), DUTY_SUPPORT, true},
    {W("完成时限"), DUTY_RESPONSIBLE, false},
    {W("完成时间"), DUTY_RESPONSIBLE, false},
    {W("时间节点"), DUTY_RESPONSIBLE, false},
    {W("时限要求"), DUTY_RESPONSIBLE, false},
    {W("时限"), DUTY_RESPONSIBLE, false},
    {W("分管领导"), DUTY_RESPONSIBLE, false},
    {W("完成日期"), DUTY_RESPONSIBLE, false},
    {W("联系领导"), DUTY_RESPONSIBLE, false},
};
enum { LABELS = sizeof labels / sizeof *labels };

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

/* The label that begins at `at` with its colon: its row, or -1. *behind is where its text
 * begins. */
static int label_at(Slice text, size_t at, size_t end, size_t *behind) {
    Slice rest = slice_sub(text, at, end);
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (starts_with(rest, prefixes[i]))
            at += prefixes[i].n, rest = slice_sub(text, at, end);
    int found = -1;
    size_t longest = 0;
    for (int i = 0; i < LABELS; i++) {
        Word word = labels[i].word;
        if (word.n > longest && starts_with(rest, word)) {
            longest = word.n;
            found = i;
        }
    }
    if (found < 0)
        return -1;
    size_t p = skip_space(text, at + longest, end);
    Slice tail = slice_sub(text, p, end);
    if (slice_starts(tail, S("<")) || slice_starts(tail, S("("))) {
        size_t close = slice_find(slice_sub(tail, 0, 40),
                                  slice_starts(tail, S("<")) ? S(">") : S(")"), 0);
        if (close == SIZE_MAX)
            return -1;
        p = skip_space(text, p + close + 1, end);
        tail = slice_sub(text, p, end);
    }
    static const Word colons[] = {W("："), W(":"), W("∶"), W("﹕")};
    for (size_t i = 0; i < sizeof colons / sizeof *colons; i++)
        if (starts_with(tail, colons[i])) {
            *behind = p + colons[i].n;
            return found;
        }
    return -1;
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
        size_t inner = skip_space(text, at + open.n, span.end), behind, length;
        int label = label_at(text, inner, span.end, &behind);
        size_t close = closing(text, inner, span.end, kind, &length);
        Slice words = slice_trim(slice_sub(text, inner, close));
        if (label < 0 &&
            !(length && ends_there(text, at, close + length, span) && is_charge(words)))
            return false;
        *clause =
            (Clause){{at, with_stop(text, close + length, span.end)}, {inner, close}};
        return true;
    }
    return false;
}

/* An unbracketed "责任单位：…" that begins a line or follows a stop runs to the end. */
static bool bare_at(Slice text, size_t at, Span span, Clause *clause) {
    size_t behind;
    if (label_at(text, at, span.end, &behind) < 0)
        return false;
    *clause = (Clause){{at, span.end}, {at, span.end}};
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
    size_t behind;
    Clause clause;
    if (label_at(line, 0, line.n, &behind) >= 0)
        return true;
    return bracket_at(line, 0, (Span){0, line.n}, &clause) && clause.span.end == line.n;
}

static void add_unit(PlanTree *tree, uint32_t node, DutyRole role, Span clause,
                     Span unit) {
    Slice text = slice_trim(slice_at(tree->text, unit));
    static const Word marks[] = {W("。"), W("；"), W(";"), W(".")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_ends(text, word_slice(marks[i])))
            text = slice_trim_end(slice_sub(text, 0, text.n - marks[i].n));
    if (!text.n)
        return;
    size_t at = (size_t)(text.p - tree->text.p);
    vec_push(&tree->duties, (Duty){node, role, clause, {at, at + text.n}, text});
}

static bool is_divider(uint32_t rune) {
    return rune == 0x3001 || rune == 0xFF0C || rune == ',' || rune == 0xFF1B ||
           rune == ';' || rune == 0x3002;
}

static int depth_change(uint32_t rune) {
    if (rune == '<' || rune == '(' || rune == 0xFF08 || rune == 0x3008 || rune == 0x300A)
        return 1;
    return rune == '>' || rune == ')' || rune == 0xFF09 || rune == 0x3009 ||
                   rune == 0x300B
               ? -1
               : 0;
}

static void split_units(PlanTree *tree, uint32_t node, DutyRole role, Span inner) {
    Slice text = tree->text;
    Span clause = inner;
    bool unit = true;
    size_t begin = inner.at, behind = 0;
    int depth = 0;
    for (size_t at = inner.at; at < inner.end;) {
        bool may_label = at == begin;
        int label = may_label ? label_at(text, at, inner.end, &behind) : -1;
        if (label >= 0) {
            role = labels[label].role;
            unit = labels[label].unit;
            at = begin = skip_space(text, behind, inner.end);
            continue;
        }
        Rune rune = rune_at(text, at);
        int change = depth_change(rune.rune);
        depth = depth + change < 0 ? 0 : depth + change;
        bool blank = is_blank(rune.rune) || rune.rune == '\n';
        size_t next = skip_space(text, at, inner.end);
        bool divides =
            depth == 0 && (is_divider(rune.rune) ||
                           (blank && label_at(text, next, inner.end, &behind) >= 0));
        at += rune.length;
        if (!divides)
            continue;
        if (unit)
            add_unit(tree, node, role, clause, (Span){begin, at - rune.length});
        at = begin = skip_space(text, at, inner.end);
    }
    if (unit && begin < inner.end)
        add_unit(tree, node, role, clause, (Span){begin, inner.end});
}

void clause_duties(PlanTree *tree, uint32_t node, Span inner) {
    split_units(tree, node, DUTY_RESPONSIBLE, inner);
}

void clause_units(PlanTree *tree, uint32_t node, DutyRole role, Span cell) {
    split_units(tree, node, role, cell);
}
