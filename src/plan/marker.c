/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marker styles as data, and the one reader that tries them. Knows nothing of lines,
 * levels or documents. */
#include "base/base.h"

#include "plan/marker_p.h"
#include "plan/scan_p.h"

enum { NUMERAL_MAX = 399 };

typedef enum {
    NUMERAL_HAN,
    NUMERAL_DIGIT,
    NUMERAL_EITHER,
    NUMERAL_LETTER,
    NUMERAL_ROMAN
} NumeralKind;

/* What must not follow a marker, since it would then be part of a number or a word. */
typedef enum {
    AFTER_ANY,
    AFTER_NO_DIGIT, /* 2.5 is no marker; 1.2024年 is */
    AFTER_NO_LIST,  /* nor is 5、6月 or 一、二、三产业 */
} After;

/* One way to write markers: opening, numeral, closing; alternatives are divided by
 * blanks. */
typedef struct {
    MarkerStyle style;
    const char *open, *close;
    NumeralKind numeral;
    After after;
    bool start_only;
} MarkerRow;

static const MarkerRow rows[] = {
    {STYLE_PART, "第", "部分 編 编 篇", NUMERAL_EITHER, AFTER_ANY, true},
    {STYLE_CHAPTER, "第", "章", NUMERAL_EITHER, AFTER_ANY, true},
    {STYLE_SECTION, "第", "节 節", NUMERAL_EITHER, AFTER_ANY, true},
    {STYLE_ARTICLE, "第", "条 條", NUMERAL_EITHER, AFTER_ANY, true},
    {STYLE_FIRSTLY, "第", "， , 、 ： :", NUMERAL_HAN, AFTER_NO_LIST, false},
    {STYLE_HAN, "", "、", NUMERAL_HAN, AFTER_NO_LIST, false},
    {STYLE_HAN, "", "． . ， , ： : ﹑ ､", NUMERAL_HAN, AFTER_NO_LIST, true},
    {STYLE_IS, "", "是", NUMERAL_HAN, AFTER_ANY, false},
    {STYLE_MUST, "", "要", NUMERAL_HAN, AFTER_ANY, false},
    {STYLE_HAN_PAREN, "（ ( 〔 ［ [ 【 〈 ﹙", "） ) 〕 ］ ] 】 〉 ﹚", NUMERAL_HAN,
     AFTER_ANY, false},
    {STYLE_NUMBER_PAREN, "（ ( 〔 ［ [ ﹙", "） ) 〕 ］ ] ﹚", NUMERAL_DIGIT, AFTER_ANY,
     false},
    {STYLE_NUMBER, "", ". ． ﹒", NUMERAL_DIGIT, AFTER_NO_DIGIT, false},
    {STYLE_NUMBER, "", "。", NUMERAL_DIGIT, AFTER_NO_DIGIT, true},
    {STYLE_NUMBER_COMMA, "", "、 ﹑ ､", NUMERAL_DIGIT, AFTER_NO_LIST, false},
    {STYLE_NUMBER_COMMA, "", "， ： :", NUMERAL_DIGIT, AFTER_NO_DIGIT, true},
    {STYLE_HALF_PAREN, "", "） ) ﹚", NUMERAL_DIGIT, AFTER_ANY, true},
    {STYLE_ROMAN, "", ". ． 、", NUMERAL_ROMAN, AFTER_NO_DIGIT, true},
    {STYLE_LETTER, "", ". ． 、 ） )", NUMERAL_LETTER, AFTER_NO_DIGIT, true},
    {STYLE_LETTER, "（ (", "） )", NUMERAL_LETTER, AFTER_ANY, true},
};

/* Runs of runes that are whole numbers by themselves; `closed`: 、 or . may follow and
 * belongs to the marker. */
static const struct {
    uint32_t first, last;
    unsigned number;
    MarkerStyle style;
} enclosed[] = {
    {0x2460, 0x2473, 1, STYLE_CIRCLED},  {0x3251, 0x325F, 21, STYLE_CIRCLED},
    {0x32B1, 0x32BF, 36, STYLE_CIRCLED}, {0x2776, 0x277F, 1, STYLE_CIRCLED},
    {0x2780, 0x2789, 1, STYLE_CIRCLED},  {0x278A, 0x2793, 1, STYLE_CIRCLED},
    {0x24F5, 0x24FE, 1, STYLE_CIRCLED},  {0x24EB, 0x24F4, 11, STYLE_CIRCLED},
    {0x3280, 0x3289, 1, STYLE_CIRCLED},  {0x2474, 0x2487, 1, STYLE_NUMBER_PAREN},
    {0x2488, 0x249B, 1, STYLE_NUMBER},   {0x3220, 0x3229, 1, STYLE_HAN_PAREN},
    {0x2160, 0x216B, 1, STYLE_ROMAN},    {0x2170, 0x217B, 1, STYLE_ROMAN},
    {0x249C, 0x24B5, 1, STYLE_LETTER},
};

static const struct {
    Word word;
    bool blank; /* a blank must follow */
} bullets[] = {
    {W("——"), false}, {W("――"), false}, {W("──"), false}, {W("--"), false},
    {W("—"), false},  {W("●"), false},  {W("■"), false},  {W("◆"), false},
    {W("★"), false},  {W("▲"), false},  {W("○"), false},  {W("◇"), false},
    {W("□"), false},  {W("☆"), false},  {W("•"), false},  {W("▪"), false},
    {W("◎"), false},  {W("△"), false},  {W("➢"), false},  {W("✓"), false},
    {W("·"), false},  {W("-"), true},   {W("－"), true},  {W("–"), true},
    {W("*"), true},   {W("+"), true},
};

static const struct {
    const char *text;
    unsigned number;
} first_of_all[] = {{"首先", 1}, {"其次", 2}, {"再次", 3},
                    {"再者", 3}, {"最后", 9}, {"最後", 9}};

static const StyleClass classes[] = {
#define X(style, class) class,
    MARKER_STYLES(X)
#undef X
};

StyleClass marker_class(MarkerStyle style) {
    return classes[style];
}

/* 一..九 with their formal forms; 0 for anything else. */
static unsigned han_digit(uint32_t rune) {
    switch (rune) {
    case 0x4E00:
    case 0x58F9:
    case 0x58F1: return 1;
    case 0x4E8C:
    case 0x8D30:
    case 0x8CB3: return 2;
    case 0x4E09:
    case 0x53C1:
    case 0x53C3:
    case 0x53C4: return 3;
    case 0x56DB:
    case 0x8086: return 4;
    case 0x4E94:
    case 0x4F0D: return 5;
    case 0x516D:
    case 0x9646:
    case 0x9678: return 6;
    case 0x4E03:
    case 0x67D2: return 7;
    case 0x516B:
    case 0x634C: return 8;
    case 0x4E5D:
    case 0x7396: return 9;
    default: return 0;
    }
}

static Numeral han_numeral(Slice text, size_t at, size_t end) {
    unsigned total = 0, digit = 0;
    size_t p = at;
    while (p < end) {
        Rune rune = rune_at(text, p);
        unsigned unit = rune.rune == 0x5341 || rune.rune == 0x62FE ? 10
                        : rune.rune == 0x767E                      ? 100
                                                                   : 0;
        if (unit) {
            if (total && total / unit % 10)
                return (Numeral){0};
            total += (digit ? digit : 1) * unit;
            digit = 0;
        } else if (rune.rune == 0x3007 || rune.rune == 0x96F6) {
            if (!total || digit)
                return (Numeral){0};
        } else {
            unsigned value = han_digit(rune.rune);
            if (!value)
                break;
            if (digit)
                return (Numeral){0};
            digit = value;
        }
        p += rune.length;
    }
    if (p == at || total + digit > NUMERAL_MAX)
        return (Numeral){0};
    return (Numeral){total + digit, p - at, true};
}

static int digit_value(uint32_t rune) {
    if (rune >= '0' && rune <= '9')
        return (int)rune - '0';
    if (rune >= 0xFF10 && rune <= 0xFF19)
        return (int)rune - 0xFF10;
    return -1;
}

Numeral numeral_read(Slice text, size_t at, size_t end) {
    if (at >= end)
        return (Numeral){0};
    unsigned value = 0;
    size_t p = at;
    while (p < end) {
        Rune rune = rune_at(text, p);
        int digit = digit_value(rune.rune);
        if (digit < 0)
            break;
        value = value * 10 + (unsigned)digit;
        if (value > NUMERAL_MAX)
            return (Numeral){0};
        p += rune.length;
    }
    if (p > at)
        return value ? (Numeral){value, p - at, false} : (Numeral){0};
    return han_numeral(text, at, end);
}

static Numeral letter_numeral(Slice text, size_t at, size_t end) {
    if (at >= end)
        return (Numeral){0};
    unsigned char c = (unsigned char)text.p[at];
    if (c >= 'a' && c <= 'z')
        return (Numeral){c - 'a' + 1u, 1, false};
    if (c >= 'A' && c <= 'Z')
        return (Numeral){c - 'A' + 1u, 1, false};
    return (Numeral){0};
}

static Numeral roman_numeral(Slice text, size_t at, size_t end) {
    static const Word romans[] = {W("VIII"), W("XII"), W("VII"), W("III"),
                                  W("XI"),   W("IX"),  W("IV"),  W("VI"),
                                  W("II"),   W("X"),   W("V"),   W("I")};
    static const unsigned values[] = {8, 12, 7, 3, 11, 9, 4, 6, 2, 10, 5, 1};
    Slice rest = slice_sub(text, at, end);
    for (size_t i = 0; i < sizeof romans / sizeof *romans; i++)
        if (starts_with(rest, romans[i]))
            return (Numeral){values[i], romans[i].n, false};
    return (Numeral){0};
}

static size_t skip_blanks(Slice text, size_t at, size_t end) {
    while (at < end) {
        Rune rune = rune_at(text, at);
        if (!is_blank(rune.rune) || rune.rune == '\n')
            break;
        at += rune.length;
    }
    return at;
}

/* The length of the alternative that stands at `at`; 0 when none does, also for the empty
 * list. */
static size_t match_one(Slice text, size_t at, size_t end, const char *alternatives) {
    Slice rest = slice_sub(text, at, end);
    for (const char *p = alternatives; *p;) {
        size_t n = strcspn(p, " ");
        if (slice_starts(rest, (Slice){p, n}))
            return n;
        p += n + (p[n] == ' ');
    }
    return 0;
}

static Numeral row_numeral(const MarkerRow *row, Slice text, size_t at, size_t end) {
    if (row->numeral == NUMERAL_LETTER)
        return letter_numeral(text, at, end);
    if (row->numeral == NUMERAL_ROMAN)
        return roman_numeral(text, at, end);
    Numeral numeral = numeral_read(text, at, end);
    bool fits =
        row->numeral == NUMERAL_EITHER || (row->numeral == NUMERAL_HAN) == numeral.han;
    return fits ? numeral : (Numeral){0};
}

/* 1.2024年 is marker 1 before a year: four digits and 年. */
static bool is_year(Slice text, size_t at, size_t end) {
    size_t p = at;
    for (int i = 0; i < 4; i++) {
        if (p >= end)
            return false;
        Rune rune = rune_at(text, p);
        int digit = digit_value(rune.rune);
        if (digit < 0 || (i == 0 && digit != 1 && digit != 2))
            return false;
        p += rune.length;
    }
    p = skip_blanks(text, p, end);
    Slice rest = slice_sub(text, p, end);
    return slice_starts(rest, S("年")) || slice_starts(rest, S("学年"));
}

static bool after_fits(After after, Slice text, size_t at, size_t end) {
    if (after == AFTER_ANY || at >= end)
        return true;
    if (after == AFTER_NO_DIGIT) {
        uint32_t rune = rune_at(text, at).rune;
        return (digit_value(rune) < 0 && rune != '%') || is_year(text, at, end);
    }
    Numeral next = numeral_read(text, at, end);
    if (!next.length)
        return true;
    Slice rest = slice_sub(text, at + next.length, end);
    if (next.han)
        return !slice_starts(rest, S("、")) && !slice_starts(rest, S("产业")) &&
               !slice_starts(rest, S("级"));
    return !slice_starts(rest, S("、")) || is_year(text, at, end);
}

/* A character of a font's own: a stop or bullet that lost its shape on the way to the
 * page. */
static bool is_private(Slice text, size_t at, size_t end) {
    if (at >= end)
        return false;
    uint32_t rune = rune_at(text, at).rune;
    return rune >= 0xE000 && rune <= 0xF8FF;
}

static Marker read_row(const MarkerRow *row, Slice text, size_t at, size_t end) {
    Marker none = {0};
    size_t p = at;
    if (*row->open) {
        size_t n = match_one(text, p, end, row->open);
        if (!n)
            return none;
        p = skip_blanks(text, p + n, end);
    }
    Numeral numeral = row_numeral(row, text, p, end);
    if (!numeral.length)
        return none;
    p = skip_blanks(text, p + numeral.length, end);
    size_t close = match_one(text, p, end, row->close);
    if (!close && row->style == STYLE_NUMBER && is_private(text, p, end))
        close = 3;
    if (!close)
        return none;
    p += close;
    if (*row->open && row->numeral != NUMERAL_LETTER)
        p += match_one(text, p, end, "、"); /* （一）、 第一章、 */
    if (!after_fits(row->after, text, p, end))
        return none;
    return (Marker){row->style, numeral.value, {at, p}, skip_blanks(text, p, end)};
}

/* 1.1, 2.3.1: levels told by dots. Only before a blank or a Han character, so that 2.5万
 * and 3.15 stay numbers. */
static Marker read_decimal(Slice text, size_t at, size_t end) {
    size_t p = at;
    unsigned parts = 0;
    Numeral numeral = {0};
    while (parts < 4) {
        numeral = numeral_read(text, p, end);
        if (!numeral.length || numeral.han || numeral.value > 99)
            return (Marker){0};
        p += numeral.length;
        parts++;
        if (p < end && text.p[p] == '.' && p + 1 < end &&
            digit_value(rune_at(text, p + 1).rune) >= 0)
            p++;
        else
            break;
    }
    size_t after = skip_blanks(text, p, end);
    if (parts < 2 || after == p || after >= end || !is_han(rune_at(text, after).rune))
        return (Marker){0};
    return (Marker){STYLE_DECIMAL, numeral.value, {at, p}, after};
}

static Marker read_enclosed(uint32_t rune, size_t length, Slice text, size_t at,
                            size_t end) {
    for (size_t i = 0; i < sizeof enclosed / sizeof *enclosed; i++) {
        if (rune < enclosed[i].first || rune > enclosed[i].last)
            continue;
        size_t p = at + length;
        size_t close = match_one(text, p, end, "、 ． . ， ,");
        if (enclosed[i].style == STYLE_CIRCLED)
            close = match_one(text, p, end, "、 ． .");
        return (Marker){enclosed[i].style,
                        rune - enclosed[i].first + enclosed[i].number,
                        {at, p + close},
                        skip_blanks(text, p + close, end)};
    }
    return (Marker){0};
}

static Marker read_bullet(Slice text, size_t at, size_t end) {
    Slice rest = slice_sub(text, at, end);
    size_t length = is_private(text, at, end) ? 3 : 0;
    bool blank = false;
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets && !length; i++)
        if (starts_with(rest, bullets[i].word)) {
            length = bullets[i].word.n;
            blank = bullets[i].blank;
        }
    size_t p = at + length, after = skip_blanks(text, p, end);
    if (!length || after >= end || (blank && after == p) ||
        digit_value(rune_at(text, after).rune) >= 0)
        return (Marker){0};
    return (Marker){STYLE_BULLET, 0, {at, p}, after};
}

static Marker read_first_of_all(Slice text, size_t at, size_t end) {
    Slice rest = slice_sub(text, at, end);
    for (size_t i = 0; i < sizeof first_of_all / sizeof *first_of_all; i++) {
        Slice word = slice_of(first_of_all[i].text);
        if (!slice_starts(rest, word))
            continue;
        size_t close = match_one(text, at + word.n, end, "， , ： :");
        if (close)
            return (Marker){STYLE_FIRST_OF_ALL,
                            first_of_all[i].number,
                            {at, at + word.n + close},
                            skip_blanks(text, at + word.n + close, end)};
    }
    return (Marker){0};
}

Marker marker_read_bare(Slice text, size_t at, size_t end) {
    static const Word units[] = {
        W("月"),   W("年"),   W("日"),   W("号"),   W("时"), W("分"), W("个"), W("所"),
        W("名"),   W("项"),   W("次"),   W("届"),   W("人"), W("万"), W("亿"), W("元"),
        W("级"),   W("类"),   W("种"),   W("家"),   W("位"), W("座"), W("门"), W("期"),
        W("轮"),   W("套"),   W("批"),   W("件"),   W("条"), W("篇"), W("场"), W("支"),
        W("栋"),   W("处"),   W("台"),   W("倍"),   W("天"), W("周"), W("岁"), W("米"),
        W("平"),   W("千"),   W("百"),   W("十"),   W("至"), W("到"), W("、"), W("—"),
        W("小时"), W("学时"), W("课时"), W("学分"), W("多"), W("余")};
    Numeral numeral = numeral_read(text, at, end);
    if (!numeral.length || numeral.han || numeral.value > 60)
        return (Marker){0};
    size_t behind = skip_blanks(text, at + numeral.length, end);
    Slice rest = slice_sub(text, behind, end);
    if (!rest.n || !is_han(rune_at(rest, 0).rune) || STARTS_ANY(rest, units))
        return (Marker){0};
    return (Marker){STYLE_NUMBER_BARE, numeral.value, {at, at + numeral.length}, behind};
}

bool marker_may_begin(uint32_t rune) {
    if (rune < 0x80)
        return (rune >= '0' && rune <= '9') || rune == '(' || rune == '[';
    if (rune >= 0x2460 && rune <= 0x24FF)
        return true;
    if (rune >= 0x2776 && rune <= 0x2793)
        return true;
    if (rune >= 0x3220 && rune <= 0x32BF)
        return true;
    switch (rune) {
    case 0x7B2C: /* 第 */
    case 0xFF08:
    case 0xFF3B:
    case 0x3014:
    case 0x3010:
    case 0x5341: /* 十 */
    case 0x62FE:
    case 0x9996: /* 首 */
    case 0x5176: /* 其 */
    case 0x518D: /* 再 */
    case 0x6700: /* 最 */ return true;
    default: return (rune >= 0xFF10 && rune <= 0xFF19) || han_digit(rune) != 0;
    }
}

Marker marker_read(Slice text, size_t at, size_t end, MarkerPlace place) {
    if (at >= end)
        return (Marker){0};
    Rune rune = rune_at(text, at);
    Marker marker = read_enclosed(rune.rune, rune.length, text, at, end);
    if (marker.style)
        return marker;
    if (place == PLACE_START) {
        marker = read_decimal(text, at, end);
        if (!marker.style)
            marker = read_bullet(text, at, end);
        if (marker.style)
            return marker;
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].start_only && place != PLACE_START)
            continue;
        marker = read_row(&rows[i], text, at, end);
        if (marker.style)
            return marker;
    }
    return read_first_of_all(text, at, end);
}
