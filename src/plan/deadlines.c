/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads times from folded text: first the calendar's words, then whether they are a
 * deadline where they stand. */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/deadlines.h"
#include "plan/folded_p.h"
#include "plan/labels_p.h"
#include "plan/numeral.h"
#include "plan/targets_p.h"

typedef struct {
    size_t at, end;
    int year;     /* 0 when not written */
    int later;    /* 1 for 明年 */
    int from, to; /* mmdd; 0 when there is no such day */
    bool by;      /* 前, 底: from the first day of the plan's year */
    bool bare;    /* counts only where the text as a whole is a time */
} When;

static Slice rest_of(Slice text, size_t at) {
    return slice_sub(text, at, text.n);
}

/* ---- Words
 * ---------------------------------------------------------------------------------------
 */

typedef struct {
    const char *word;
    int from, to;
    bool by, bare;
} TimeWord;

static const TimeWord time_words[] = {
    {"年底前", 101, 1231, true, false},
    {"年底之前", 101, 1231, true, false},
    {"年底", 101, 1231, true, false},
    {"年末", 101, 1231, true, false},
    {"年末前", 101, 1231, true, false},
    {"年内", 101, 1231, false, false},
    {"年终前", 101, 1231, true, false},
    {"上半年", 101, 630, false, false},
    {"下半年", 701, 1231, false, false},
    {"年中", 601, 630, false, true},
    {"年初", 101, 131, false, true},
    {"第一季度", 101, 331, false, false},
    {"第二季度", 401, 630, false, false},
    {"第三季度", 701, 930, false, false},
    {"第四季度", 1001, 1231, false, false},
    {"一季度", 101, 331, false, false},
    {"二季度", 401, 630, false, false},
    {"三季度", 701, 930, false, false},
    {"四季度", 1001, 1231, false, false},
    {"全年", 101, 1231, false, true},
    {"全年度", 101, 1231, false, true},
    {"常年", 101, 1231, false, true},
    {"每年", 101, 1231, false, true},
    {"每月", 101, 1231, false, true},
    {"每季度", 101, 1231, false, true},
    {"每半年", 101, 1231, false, true},
    {"每周", 101, 1231, false, true},
    {"每学期", 101, 1231, false, true},
    {"每学年", 101, 1231, false, true},
    {"每天", 101, 1231, false, true},
    {"长期", 101, 0, false, true},
    {"长期坚持", 101, 0, false, true},
    {"持续推进", 101, 0, false, true},
    {"持续", 101, 0, false, true},
    {"常态化", 101, 0, false, true},
    {"常态化推进", 101, 0, false, true},
    {"暑假前", 0, 0, false, false},
    {"寒假前", 0, 0, false, false},
    {"开学前", 0, 0, false, false},
    {"暑期前", 0, 0, false, false},
    {"寒暑假前", 0, 0, false, false},
    {"学期末", 0, 0, false, false},
    {"学期结束前", 0, 0, false, false},
    {"汛期前", 0, 0, false, false},
    {"春节前", 0, 0, false, false},
    {"国庆节前", 101, 930, true, false},
    {"暑假", 0, 0, false, true},
    {"暑期", 0, 0, false, true},
    {"寒假", 0, 0, false, true},
    {"春季学期", 0, 0, false, true},
    {"秋季学期", 0, 0, false, true},
};

static int last_day(int year, int month) {
    return month * 100 + numeral_days_in_month(year ? year : 2025, month);
}

static bool read_word(Slice text, size_t at, When *when) {
    size_t length = 0;
    for (size_t i = 0; i < sizeof time_words / sizeof *time_words; i++) {
        const TimeWord *w = &time_words[i];
        Slice word = slice_of(w->word);
        if (word.n <= length || !slice_starts(rest_of(text, at), word))
            continue;
        length = word.n;
        when->from = w->from, when->to = w->to;
        when->by = w->by, when->bare = w->bare;
    }
    when->end = at + length;
    if (length && when->from > 101 && slice_starts(rest_of(text, when->end), S("前"))) {
        /* before it begins: 第四季度前 is by the end of September */
        when->to = last_day(0, when->from / 100 - 1);
        when->by = true;
        when->end += S("前").n;
    }
    return length > 0;
}

/* ---- Years, months, days
 * -------------------------------------------------------------------------- */

/* 2025年, 二〇二五年, 明年: the place behind it; `at` when there is none. */
static size_t read_year(Slice text, size_t at, When *when) {
    static const char *const now[] = {"今年", "当年", "本年", "本年度"};
    static const char *const next[] = {"明年", "次年", "来年", "翌年"};
    size_t length = words_start(rest_of(text, at), WORDS(now));
    if (length)
        return at + length;
    length = words_start(rest_of(text, at), WORDS(next));
    when->later = length > 0;
    NumeralDate date;
    if (length || !numeral_date(text, at, &date))
        return at + length;
    size_t year = slice_find(slice_sub(text, at, date.span.end), S("年"), 0);
    if (year == SIZE_MAX)
        return at;
    when->year = date.year;
    return at + year + S("年").n;
}

/* A number of one or two figures before `word`, 1..most: the place behind the word, or
 * at. */
static size_t read_part(Slice text, size_t at, Slice word, int most, int *value) {
    Numeral n;
    if (!numeral_at(text, at, &n) || n.redacted || n.has_high ||
        n.kind != NUMERAL_PLAIN || n.scale > 1 || n.value < 1 || n.value > most ||
        n.value != (int)n.value || !slice_starts(rest_of(text, n.span.end), word))
        return at;
    *value = (int)n.value;
    return n.span.end + word.n;
}

/* 底, 上旬, 份 or a day behind a month: narrows from and to. */
static size_t read_in_month(Slice text, size_t at, int month, When *when) {
    static const struct {
        const char *word;
        int first, last; /* 0: of the month */
        bool by, bare;
    } spans[] = {
        {"底", 1, 0, true, false},      {"末", 1, 0, true, false},
        {"初", 1, 10, false, false},    {"上旬", 1, 10, false, false},
        {"中旬", 11, 20, false, false}, {"下旬", 21, 0, false, false},
        {"中", 11, 20, false, true},    {"份", 1, 0, false, false},
    };
    when->from = month * 100 + 1;
    when->to = last_day(when->year, month);
    when->bare = true;
    int day;
    size_t end = read_part(text, at, S("日"), numeral_days_in_month(2024, month), &day);
    if (end == at)
        end = read_part(text, at, S("号"), numeral_days_in_month(2024, month), &day);
    if (end > at) {
        when->from = when->to = month * 100 + day;
        return end;
    }
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        if (!slice_starts(rest_of(text, at), slice_of(spans[i].word)))
            continue;
        when->from = month * 100 + spans[i].first;
        when->to = spans[i].last ? month * 100 + spans[i].last : when->to;
        when->by = spans[i].by;
        when->bare = spans[i].bare;
        return at + slice_of(spans[i].word).n;
    }
    return at;
}

/* 2月至6月, 3-6月: the place behind the second month. */
static size_t read_month_range(Slice text, size_t at, When *when) {
    static const char *const signs[] = {"至", "到", "-", "—", "–", "~", "－"};
    int first = 0, last = 0;
    Numeral n;
    size_t end = read_part(text, at, S("月"), 12, &first);
    if (end > at) {
        size_t sign = words_start(rest_of(text, end), WORDS(signs));
        size_t behind = sign ? read_part(text, end + sign, S("月"), 12, &last) : end;
        if (!sign || behind == end + sign)
            return at;
        end = behind;
    } else if (numeral_at(text, at, &n) && n.has_high && !n.redacted &&
               n.kind == NUMERAL_PLAIN && n.value >= 1 && n.high <= 12 &&
               slice_starts(rest_of(text, n.span.end), S("月"))) {
        first = (int)n.value, last = (int)n.high;
        end = n.span.end + S("月").n;
    }
    if (first == 0 || last <= first)
        return at;
    end += words_start(rest_of(text, end), (const char *const[]){"份", "底", "末"}, 3);
    when->from = first * 100 + 1;
    when->to = last_day(when->year, last);
    return end;
}

/* 10月20日至11月10日, 9月1日至30日: the place behind the last day. */
static size_t read_day_range(Slice text, size_t at, When *when) {
    static const char *const signs[] = {"至", "到", "-", "—", "–", "~"};
    int month = 0, day = 0, last_month = 0, last = 0;
    size_t end = read_part(text, at, S("月"), 12, &month);
    size_t behind = end > at ? read_part(text, end, S("日"), 31, &day) : at;
    if (end == at || behind == end)
        return at;
    size_t sign = words_start(rest_of(text, behind), WORDS(signs));
    if (!sign)
        return at;
    size_t second = behind + sign;
    end = read_part(text, second, S("月"), 12, &last_month);
    last_month = end > second ? last_month : month;
    behind = read_part(text, end, S("日"), 31, &last);
    if (behind == end || last > numeral_days_in_month(2024, last_month) ||
        day > numeral_days_in_month(2024, month))
        return at;
    when->from = month * 100 + day;
    when->to = last_month * 100 + last;
    return when->to > when->from ? behind : at;
}

static size_t read_months(Slice text, size_t at, When *when) {
    size_t end = read_day_range(text, at, when);
    if (end > at)
        return end;
    end = read_month_range(text, at, when);
    int month;
    if (end > at)
        return end;
    end = read_part(text, at, S("月"), 12, &month);
    return end > at ? read_in_month(text, end, month, when) : at;
}

/* 前, 之前 behind a day or month makes it a day to be done by. */
static void read_before(Slice text, When *when) {
    static const char *const words[] = {"前", "之前", "以前", "前后", "止"};
    size_t length = words_start(rest_of(text, when->end), WORDS(words));
    if (!length)
        return;
    when->by = true;
    when->bare = false;
    when->end += length;
}

/* 2025年, 2025年达到40% */
static bool read_year_alone(Slice text, When *when) {
    static const char *const reach[] = {"达到", "达",   "实现", "完成", "建成",
                                        "突破", "力争", "全面", "基本"};
    when->from = 101, when->to = 1231;
    when->bare = !words_start(rest_of(text, when->end), WORDS(reach));
    return when->year > 0;
}

/* 到2035年, 到6月底 */
static void read_until(Slice text, When *when) {
    Slice until = S("到");
    if (when->to == 0 || !(when->year || when->by) ||
        !slice_ends(slice_sub(text, 0, when->at), until))
        return;
    when->at -= until.n;
    when->by = true;
    when->bare = false;
}

/* 2025-06-30, 2025.6.30 */
static bool read_signed_date(Slice text, size_t at, When *when) {
    NumeralDate date;
    if (!numeral_date(text, at, &date) || date.day == 0)
        return false;
    when->year = date.year;
    when->from = when->to = date.month * 100 + date.day;
    when->bare = true;
    when->end = date.span.end;
    return true;
}

static bool read_when(Slice text, size_t at, When *when) {
    *when = (When){.at = at, .end = at};
    size_t end = read_year(text, at, when);
    bool year = end > at;
    bool found = read_word(text, end, when);
    /* 2025年年底, 2025年底: 年 belongs to both */
    if (!found && year && read_word(text, end - S("年").n, when) && when->end > end)
        found = true;
    if (found && year && slice_starts(rest_of(text, end - 3), S("年")) &&
        when->end <= end)
        found = false;
    if (!found) {
        when->end = read_months(text, end, when);
        found = when->end > end;
    }
    if (!found && year) {
        when->end = end;
        found = read_year_alone(text, when);
    }
    if (!found)
        found = read_signed_date(text, at, when);
    if (found && when->to)
        read_before(text, when);
    if (found)
        read_until(text, when);
    return found;
}

/* ---- Where they stand
 * ------------------------------------------------------------------------------ */

static bool is_inside_number(Slice text, size_t at) {
    uint32_t before = at ? utf8_decode_before(text, at).rune : 0;
    static const char *const heads[] = {"农历", "近", "零", "〇", "十", "百"};
    return (before >= '0' && before <= '9') || before == '.' || before == '-' ||
           before == '/' || words_end(slice_sub(text, 0, at), WORDS(heads));
}

static bool is_refused(Slice text, const When *when, bool labelled) {
    static const char *const since[] = {"截至", "截止", "自", "《", "“", "去年", "上年"};
    static const char *const names[] = {"落实情况", "进展", "工作总结", "学年",
                                        "度",       "规划", "计划",     "”",
                                        "工作",     "总结", "成效"};
    if (labelled)
        return false;
    return when->bare || words_end(slice_sub(text, 0, when->at), WORDS(since)) ||
           words_start(rest_of(text, when->end), WORDS(names));
}

static Deadline make(const When *when, const Folded *folded, int plan_year) {
    Deadline deadline = {.span = folded_span(folded, (Span){when->at, when->end})};
    int year = when->year ? when->year : plan_year ? plan_year + when->later : 0;
    if (year == 0)
        return deadline;
    int first = plan_year && plan_year < year ? plan_year : year;
    int to = when->to == 228 || when->to == 229 ? last_day(year, 2) : when->to;
    bool whole_month = when->to % 100 >= 28;
    deadline.from = when->by     ? first * 10000 + 101
                    : when->from ? year * 10000 + when->from
                                 : 0;
    deadline.to = when->to ? year * 10000 + (whole_month ? to : when->to) : 0;
    return deadline;
}

static void find_in(const Folded *folded, int plan_year, bool labelled,
                    DeadlineList *found) {
    Slice text = folded_text(folded);
    for (size_t at = 0; at < text.n;) {
        When when;
        if (!is_inside_number(text, at) && read_when(text, at, &when) && when.end > at) {
            if (!is_refused(text, &when, labelled))
                vec_push(found, make(&when, folded, plan_year));
            at = when.end;
            continue;
        }
        at += utf8_decode(text, at).length;
    }
}

void deadlines_find(Slice text, size_t shift, int plan_year, bool labelled,
                    DeadlineList *found) {
    Folded folded = {0};
    folded_read(&folded, text, shift);
    find_in(&folded, plan_year, labelled, found);
    folded_release(&folded);
}

bool deadline_label(Slice label) {
    Folded folded = {0};
    folded_read(&folded, label, 0);
    Label found = label_at(folded_text(&folded), 0);
    bool whole = found.kind == LABEL_DEADLINE && found.end == folded_text(&folded).n;
    folded_release(&folded);
    return whole;
}

/* ---- A plan
 * ----------------------------------------------------------------------------------------
 */

/* Behind the label of a time in a duty piece, up to the next ; or bracket; else the whole
 * piece when it is short and names no one, as a table cell does. */
static Span labelled_part(Slice piece) {
    static const char *const stops[] = {"；", ";", "）", ")", "〕",
                                        "】", "]", "。", "\n"};
    for (size_t at = 0; at < piece.n; at += utf8_decode(piece, at).length) {
        Label label = label_at(piece, at);
        Slice behind = slice_sub(piece, label.end, piece.n);
        bool colon = label.colon || slice_starts(behind, S("："));
        if (label.kind != LABEL_DEADLINE || !colon)
            continue;
        size_t end = label.end;
        while (end < piece.n &&
               !words_start(slice_sub(piece, end, piece.n), WORDS(stops)))
            end += utf8_decode(piece, end).length;
        return (Span){label.end, end};
    }
    bool charges = slice_contains(piece, S("责任")) || slice_contains(piece, S("牵头")) ||
                   slice_contains(piece, S("配合"));
    return charges || piece.n > 60 ? (Span){0} : (Span){0, piece.n};
}

static void add(PlanTree *tree, uint32_t node, DeadlineList *found) {
    for (size_t i = 0; i < found->n; i++) {
        found->at[i].node = node;
        vec_push(&tree->deadlines, found->at[i]);
    }
    found->n = 0;
}

void plan_find_deadlines(PlanTree *tree, int plan_year) {
    DeadlineList found = {0};
    tree->deadlines.n = 0;
    for (size_t i = 0; i < tree->pieces.n; i++) {
        const Piece *piece = &tree->pieces.at[i];
        const PlanNode *node = &tree->nodes.at[piece->node];
        Slice text = slice_at(tree->text, piece->span);
        bool counts = node->part == PART_PLAN || node->part == PART_ANNEX;
        if (piece->kind == PIECE_MEASURE && counts)
            deadlines_find(text, piece->span.at, plan_year, false, &found);
        if (piece->kind == PIECE_DUTY) {
            Span part = labelled_part(text);
            deadlines_find(slice_at(text, part), piece->span.at + part.at, plan_year,
                           true, &found);
        }
        add(tree, piece->node, &found);
    }
    vec_release(&found);
}
