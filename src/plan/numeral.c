/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and dates from text. Made of small readers that each take a place and give the
 * place behind what they read; nothing here depends on the locale or on what the number
 * counts. */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/numeral.h"

/* More figures than this are an identifier, not a quantity; up to here a double holds
 * them exactly. */
#define DIGITS_MAX 15
/* Nor does a number take more runes than this with its commas, units and masks; bounds
 * what a long run costs. */
#define RUNES_MAX 40

typedef struct {
    uint32_t rune; /* folded; 0 at the end of the text */
    size_t end;
} Look;

typedef struct {
    size_t end;
    double low, high;
    bool paired; /* 两三: low 2, high 3 */
    bool redacted;
} Figures;

uint32_t numeral_fold(uint32_t rune) {
    if (rune >= 0xFF01 && rune <= 0xFF5E)
        return rune - 0xFEE0;
    return rune == 0xFE6A ? '%' : rune;
}

static Look look(Slice text, size_t at) {
    if (at >= text.n)
        return (Look){0, text.n};
    Rune rune = utf8_decode(text, at);
    return (Look){numeral_fold(rune.rune), at + rune.length};
}

static uint32_t look_before(Slice text, size_t at) {
    return at && at <= text.n ? numeral_fold(utf8_decode_before(text, at).rune) : 0;
}

static bool is_digit(uint32_t rune) {
    return rune >= '0' && rune <= '9';
}

static bool is_letter(uint32_t rune) {
    return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
}

static bool is_mask(uint32_t rune) {
    static const uint32_t masks[] = {'x',    'X',    '*',    0xD7,  0x2573,
                                     0x2715, 0x25CB, 0x25EF, 0x25CF};
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++)
        if (rune == masks[i])
            return true;
    return false;
}

static bool starts_at(Slice text, size_t at, Slice word) {
    return slice_starts(slice_sub(text, at, text.n), word);
}

/* ---- Arabic figures and masks
 * ------------------------------------------------------------------- */

/* "1,200": the comma stands before exactly three figures. */
static bool is_group(Slice text, size_t at) {
    for (int i = 0; i < 3; i++) {
        Look next = look(text, at);
        if (!is_digit(next.rune))
            return false;
        at = next.end;
    }
    return !is_digit(look(text, at).rune);
}

typedef struct {
    size_t at;
    double mantissa, divisor;
    int digits, group; /* all figures; those since the last comma */
    bool point, comma, masked, crossed;
} Arabic;

static bool arabic_step(Slice text, Arabic *a) {
    Look now = look(text, a->at), next = look(text, now.end);
    if (is_digit(now.rune)) {
        a->mantissa = a->mantissa * 10 + (now.rune - '0');
        a->divisor *= a->point ? 10 : 1;
        a->digits++, a->group++;
    } else if (is_mask(now.rune)) {
        /* 4×100: a sign between two numbers, not a masked figure */
        a->crossed |= a->digits > 0 && !a->masked && is_digit(next.rune);
        a->masked = true;
    } else if (now.rune == ',' && !a->point && !a->masked && a->group > 0 &&
               (a->comma ? a->group == 3 : a->group <= 3) && is_group(text, now.end)) {
        a->comma = true;
        a->group = 0;
    } else if (now.rune == '.' && !a->point &&
               (is_digit(next.rune) || is_mask(next.rune))) {
        a->point = true;
    } else {
        return false;
    }
    a->at = now.end;
    return true;
}

static bool read_arabic(Slice text, size_t at, Figures *figures) {
    Look first = look(text, at);
    if (!is_digit(first.rune) && !is_mask(first.rune))
        return false;
    if (is_mask(first.rune) && is_digit(look_before(text, at)))
        return false;
    Arabic a = {.at = at, .divisor = 1};
    int runes = 0;
    while (runes <= RUNES_MAX && arabic_step(text, &a))
        runes++;
    bool in_word = is_letter(look(text, a.at).rune) || is_letter(look_before(text, at));
    if (a.crossed || a.digits > DIGITS_MAX || runes > RUNES_MAX || (a.masked && in_word))
        return false;
    double value = a.masked ? 0 : a.mantissa / a.divisor;
    *figures = (Figures){a.at, value, value, false, a.masked};
    return true;
}

/* ---- Chinese figures
 * ---------------------------------------------------------------------------- */

static int han_digit(uint32_t rune) {
    static const uint32_t digits[][4] = {
        {0x96F6, 0x3007}, {0x4E00, 0x58F9}, {0x4E8C, 0x4E24, 0x8D30, 0x8CB3},
        {0x4E09, 0x53C1}, {0x56DB, 0x8086}, {0x4E94, 0x4F0D},
        {0x516D, 0x9646}, {0x4E03, 0x67D2}, {0x516B, 0x634C},
        {0x4E5D, 0x7396},
    };
    for (int i = 0; i < 10; i++)
        for (int k = 0; k < 4; k++)
            if (rune && rune == digits[i][k])
                return i;
    return -1;
}

static double han_unit(uint32_t rune) {
    static const struct {
        uint32_t rune;
        double value;
    } units[] = {{0x5341, 10},  {0x62FE, 10},  {0x5EFF, 20},
                 {0x767E, 100}, {0x4F70, 100}, {0x5343, 1e3},
                 {0x4EDF, 1e3}, {0x4E07, 1e4}, {0x4EBF, 1e8}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (rune == units[i].rune)
            return units[i].value;
    return 0;
}

/* Figures said one by one: 二〇二五; also mixed with Arabic zeros: 二00九. */
static bool read_said(Slice text, size_t at, Figures *figures) {
    double value = 0;
    int n = 0;
    for (; n <= DIGITS_MAX; n++) {
        Look now = look(text, at);
        int digit = now.rune == '0' && n ? 0 : han_digit(now.rune);
        if (digit < 0)
            break;
        value = value * 10 + digit;
        at = now.end;
    }
    if (n < 3 || n > DIGITS_MAX || han_unit(look(text, at).rune) > 0)
        return false;
    *figures = (Figures){at, value, value, false, false};
    return true;
}

typedef struct {
    size_t at;
    double total[2], section[2], digit[2]; /* low and high, which differ only in 两三,
                                              十几 */
    double last_unit; /* of the last 十百千万亿; 0 before the first */
    bool pending, zero, paired, any;
} Han;

static void han_close_section(Han *han, double unit) {
    for (int k = 0; k < 2; k++) {
        han->section[k] += han->pending ? han->digit[k] : 0;
        if (han->section[k] == 0)
            han->section[k] = han->total[k] > 0 ? 0 : 1;
        han->total[k] = unit >= 1e8 ? (han->total[k] + han->section[k]) * unit
                                    : han->total[k] + han->section[k] * unit;
        han->section[k] = 0;
    }
    han->pending = false;
}

static void han_take_unit(Han *han, double unit) {
    if (unit >= 1e4) {
        han_close_section(han, unit);
    } else {
        for (int k = 0; k < 2; k++)
            han->section[k] += unit * (han->pending ? han->digit[k] : 1);
        han->pending = false;
    }
    han->last_unit = unit;
    han->zero = false;
    han->any = true;
}

/* 两三, 七八, and the fixed 三五: an estimate between the two. */
static bool is_pair(int a, int b) {
    return a > 0 && (b == a + 1 || (a == 3 && b == 5));
}

static bool han_step(Slice text, Han *han) {
    Look now = look(text, han->at);
    int digit = han_digit(now.rune);
    double unit = han_unit(now.rune);
    if (unit > 0) {
        han_take_unit(han, unit);
    } else if (digit == 0 && han->any) {
        han->zero = true;
    } else if (digit > 0 && !han->pending) {
        han->digit[0] = han->digit[1] = digit;
        han->pending = han->any = true;
    } else if (digit > 0 && !han->paired && is_pair((int)han->digit[0], digit)) {
        han->digit[1] = digit;
        han->paired = true;
    } else if (now.rune == 0x51E0 && han->last_unit == 10 && !han->pending) { /* 十几 */
        han->digit[0] = 1, han->digit[1] = 9;
        han->pending = han->paired = true;
    } else {
        return false;
    }
    han->at = now.end;
    return true;
}

/* A figure behind a unit without 零 counts the next lower unit: 三万五 is 35000, 一百五
 * is 150. */
static void han_finish(Han *han) {
    double unit =
        han->pending && !han->zero && han->last_unit > 10 ? han->last_unit / 10 : 1;
    for (int k = 0; k < 2; k++)
        han->total[k] += han->section[k] + (han->pending ? han->digit[k] * unit : 0);
}

/* Words in which a numeral counts nothing. */
static bool in_plain_word(Slice text, size_t at, size_t end) {
    static const char *const before[] = {"统", "唯", "同", "专", "单", "逐",
                                         "之", "进", "划", "归", "合", "万"};
    static const char *const after[] = {
        "致",   "定",     "般",   "样",   "切", "些",   "直",   "起",    "并", "律",
        "旦",   "流",     "贯",   "同",   "向", "系列", "步",   "体",    "带", "线",
        "方面", "批次性", "把手", "手抓", "味", "再",   "时间", "心一意"};
    static const char *const whole[] = {"百姓", "百花",   "千方",   "万众",   "万一",
                                        "万物", "十分重", "十分必", "十分关", "百科",
                                        "三农", "一经",   "一带"};
    Slice word = slice_sub(text, at, end), rest = slice_sub(text, end, text.n);
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (starts_at(text, at, slice_of(whole[i])))
            return true;
    if (!slice_equal(word, S("一")) || slice_ends(slice_sub(text, 0, at), S("分之")))
        return false;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (slice_ends(slice_sub(text, 0, at), slice_of(before[i])))
            return true;
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        if (slice_starts(rest, slice_of(after[i])))
            return true;
    return false;
}

static bool read_han(Slice text, size_t at, Figures *figures) {
    if (read_said(text, at, figures))
        return true;
    if (starts_at(text, at, S("十分钟")) || !starts_at(text, at, S("十分"))) {
        Han han = {.at = at};
        int runes = 0;
        while (runes <= RUNES_MAX && han_step(text, &han))
            runes++;
        if (!han.any || runes > RUNES_MAX || in_plain_word(text, at, han.at))
            return false;
        han_finish(&han);
        *figures = (Figures){han.at, han.total[0], han.total[1], han.paired, false};
        return true;
    }
    return false;
}

/* ---- Together
 * ----------------------------------------------------------------------------------- */

typedef struct {
    const char *word;
    double value;
    const char *not_before; /* then it is part of a unit: 千米, 百分点, 万向 */
} Scale;

static size_t read_scale(Slice text, size_t at, double *scale) {
    static const Scale scales[] = {
        {"万亿", 1e12, NULL},  {"千亿", 1e11, NULL}, {"百亿", 1e10, NULL},
        {"十亿", 1e9, NULL},   {"千万", 1e7, NULL},  {"百万", 1e6, NULL},
        {"十万", 1e5, NULL},   {"亿", 1e8, NULL},    {"万", 1e4, NULL},
        {"千", 1e3, "米瓦克"}, {"百", 1e2, "分强"},
    };
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        Slice word = slice_of(scales[i].word);
        if (!starts_at(text, at, word))
            continue;
        Look next = look(text, at + word.n);
        char bytes[4];
        Slice rune = {bytes, next.rune ? utf8_encode(next.rune, bytes) : 0};
        if (scales[i].not_before && rune.n &&
            slice_contains(slice_of(scales[i].not_before), rune))
            return at;
        *scale = scales[i].value;
        return at + word.n;
    }
    return at;
}

static size_t read_more(Slice text, size_t at, bool *more) {
    static const char *const words[] = {"余", "多"};
    for (size_t i = 0; i < 2; i++)
        if (starts_at(text, at, slice_of(words[i]))) {
            *more = true;
            return at + slice_of(words[i]).n;
        }
    return at;
}

static size_t read_percent(Slice text, size_t at, NumeralKind *kind) {
    Look sign = look(text, at);
    if (sign.rune != '%' && sign.rune != 0x2030)
        return at;
    *kind = sign.rune == '%' ? NUMERAL_PERCENT : NUMERAL_PERMILLE;
    return sign.end;
}

static bool read_figures(Slice text, size_t at, Figures *figures, bool *han) {
    *han = false;
    if (read_arabic(text, at, figures))
        return true;
    return *han = read_han(text, at, figures);
}

/* One number without a range: figures, 余, scale, 余, %. */
static bool read_single(Slice text, size_t at, Numeral *numeral) {
    Figures figures;
    Numeral n = {.scale = 1};
    if (!read_figures(text, at, &figures, &n.han))
        return false;
    n.written = (Span){at, figures.end};
    n.value = figures.low;
    n.high = figures.high;
    n.has_high = figures.paired;
    n.redacted = figures.redacted;
    size_t end = figures.end;
    bool roundish = !n.han || han_unit(look_before(text, end)) > 0;
    if (roundish)
        end = read_more(text, end, &n.more);
    n.scale_at = end;
    if (!n.han)
        end = read_scale(text, end, &n.scale);
    bool scaled = end > n.scale_at;
    if (scaled)
        end = read_more(text, end, &n.more);
    end = read_percent(text, end, &n.kind);
    n.span = (Span){at, end};
    if (!scaled)
        n.scale_at = end;
    *numeral = n;
    return true;
}

static bool read_over(Slice text, size_t at, Numeral *n) {
    static const struct {
        const char *word;
        NumeralKind kind;
    } heads[] = {{"百分之", NUMERAL_PERCENT}, {"千分之", NUMERAL_PERMILLE}};
    for (size_t i = 0; i < 2; i++) {
        Slice word = slice_of(heads[i].word);
        if (!starts_at(text, at, word) || !read_single(text, at + word.n, n))
            continue;
        n->kind = heads[i].kind;
        n->span.at = at;
        return true;
    }
    static const struct {
        const char *word;
        double value;
        NumeralKind kind;
    } words[] = {{"半数", 0.5, NUMERAL_FRACTION},
                 {"一半", 0.5, NUMERAL_FRACTION},
                 {"百分百", 100, NUMERAL_PERCENT}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        Slice word = slice_of(words[i].word);
        if (!starts_at(text, at, word))
            continue;
        Span span = {at, at + word.n};
        *n = (Numeral){.kind = words[i].kind,
                       .span = span,
                       .written = span,
                       .scale_at = span.end,
                       .value = words[i].value,
                       .scale = 1,
                       .han = true};
        return true;
    }
    return false;
}

/* 三分之一, 1/3: n is the first number and becomes the fraction. */
static void read_fraction(Slice text, Numeral *n) {
    Slice over = S("分之");
    bool slash = look(text, n->span.end).rune == '/' && !n->han;
    size_t at = n->span.end + (slash ? 1 : over.n);
    Numeral other;
    if (n->kind != NUMERAL_PLAIN || n->redacted || n->scale > 1 || n->has_high ||
        !(slash || starts_at(text, n->span.end, over)) ||
        !read_single(text, at, &other) || other.han != n->han || other.redacted ||
        other.scale > 1 || other.has_high)
        return;
    double top = slash ? n->value : other.value, bottom = slash ? other.value : n->value;
    bool dated = slash && (look(text, other.span.end).rune == '/' || bottom > 99);
    if (top <= 0 || bottom <= top || dated)
        return;
    n->kind = NUMERAL_FRACTION;
    n->value = top / bottom;
    n->span.end = n->written.end = n->scale_at = other.span.end;
    n->more = other.more;
}

static size_t range_sign(Slice text, size_t at) {
    static const uint32_t signs[] = {'-',    '~',    0x2010, 0x2013, 0x2014, 0x2015,
                                     0x2212, 0x2500, 0x301C, 0x223C, 0x81F3, 0x5230};
    Look now = look(text, at);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (now.rune == signs[i])
            return now.end;
    return at;
}

/* 5至8, 5-20%, 5%-20%, 1万至2万: joins a second number where it makes a range with the
 * first. */
static void read_range(Slice text, Numeral *n) {
    size_t at = range_sign(text, n->span.end);
    Numeral other;
    if (at == n->span.end || n->has_high || n->more || n->kind == NUMERAL_FRACTION ||
        !(read_over(text, at, &other) || read_single(text, at, &other)) ||
        other.has_high || other.han != n->han ||
        (n->kind != NUMERAL_PLAIN && other.kind != n->kind))
        return;
    /* Behind a third number it is a date or an identifier. */
    size_t third = range_sign(text, other.span.end);
    if (third > other.span.end && is_digit(look(text, third).rune))
        return;
    double low = n->value * (n->scale > 1 ? n->scale : 1),
           high = other.value * other.scale;
    if (n->scale <= 1 && other.scale > 1 && n->value < other.value)
        low = n->value * other.scale; /* 5至8万 */
    bool redacted = n->redacted || other.redacted;
    if (!redacted && low >= high)
        return;
    bool same = n->scale <= 1 || n->scale == other.scale;
    n->value = same ? n->value : low;
    n->high = same ? other.value : high;
    n->scale = same ? other.scale : 1;
    if (redacted)
        n->value = n->high = 0;
    n->has_high = true;
    n->redacted = redacted;
    n->kind = other.kind;
    n->more = other.more;
    n->scale_at = other.scale_at;
    n->written.end = same ? other.written.end : other.span.end;
    n->span.end = other.span.end;
}

bool numeral_at(Slice text, size_t at, Numeral *numeral) {
    Numeral n;
    if (!read_over(text, at, &n)) {
        if (!read_single(text, at, &n))
            return false;
        read_fraction(text, &n);
    }
    read_range(text, &n);
    *numeral = n;
    return true;
}

/* Behind what cannot be the beginning of a number: the rest of a word of letters and
 * figures (K12), of too long a number, or one rune. */
static size_t skip(Slice text, size_t at) {
    Look now = look(text, at);
    bool word = is_letter(now.rune) || is_digit(now.rune);
    at = now.end;
    while (word && at < text.n) {
        now = look(text, at);
        word = is_letter(now.rune) || is_digit(now.rune);
        at = word ? now.end : at;
    }
    return at;
}

bool numeral_next(Slice text, size_t from, Numeral *numeral) {
    for (size_t at = from; at < text.n; at = skip(text, at))
        if (numeral_at(text, at, numeral))
            return true;
    return false;
}
