/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each format is a row: a way of writing and its signs. Values are bounded by their type;
 * nothing here knows lists. */
#include "base/base.h"

#include "base/utf8.h"
#include "read/numeral.h"

typedef struct Numeral Numeral;
/* Appends the value; false when the format has no sign for it. */
typedef bool Write(const Numeral *numeral, unsigned value, Buf *out);
struct Numeral {
    const char *name;
    Write *write;
    const char *signs; /* what they are depends on the way of writing */
    unsigned first, last;
};

static Slice sign_at(const char *signs, unsigned index) {
    Slice all = slice_of(signs);
    for (size_t at = 0; at < all.n; index--) {
        Rune sign = utf8_decode(all, at);
        if (index == 0)
            return slice_sub(all, at, at + sign.length);
        at += sign.length;
    }
    return (Slice){0};
}

/* With at least `first` digits. */
static bool write_decimal(const Numeral *numeral, unsigned value, Buf *out) {
    buf_format(out, "%0*u", (int)numeral->first, value);
    return true;
}

static bool write_dashed(const Numeral *numeral, unsigned value, Buf *out) {
    (void)numeral;
    buf_format(out, "- %u -", value);
    return true;
}

/* One sign a value, from the first. */
static bool write_sign(const Numeral *numeral, unsigned value, Buf *out) {
    if (value < numeral->first || value > numeral->last)
        return false;
    buf_add(out, sign_at(numeral->signs, value - numeral->first));
    return true;
}

/* Place by place: signs for 0 to 9. */
static bool write_digits(const Numeral *numeral, unsigned value, Buf *out) {
    unsigned places[10], n = 0;
    do {
        places[n++] = value % 10;
        value /= 10;
    } while (value);
    while (n)
        buf_add(out, sign_at(numeral->signs, places[--n]));
    return true;
}

/* a to z, then aa, bb: Word's way. */
static bool write_repeated(const Numeral *numeral, unsigned value, Buf *out) {
    if (value == 0 || value > 26 * 30)
        return false;
    for (unsigned i = 0; i <= (value - 1) / 26; i++)
        buf_add(out, sign_at(numeral->signs, (value - 1) % 26));
    return true;
}

/* a to z, then aa, ab: the way of web pages. */
static bool write_bijective(const Numeral *numeral, unsigned value, Buf *out) {
    unsigned places[8], n = 0;
    if (value == 0)
        return false;
    for (; value; value = (value - 1) / 26)
        places[n++] = (value - 1) % 26;
    while (n)
        buf_add(out, sign_at(numeral->signs, places[--n]));
    return true;
}

static bool write_roman(const Numeral *numeral, unsigned value, Buf *out) {
    static const struct {
        unsigned value;
        const char *lower, *upper;
    } rows[] = {
        {1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"},
        {100, "c", "C"},  {90, "xc", "XC"},  {50, "l", "L"},  {40, "xl", "XL"},
        {10, "x", "X"},   {9, "ix", "IX"},   {5, "v", "V"},   {4, "iv", "IV"},
        {1, "i", "I"},
    };
    if (value == 0 || value > 3999)
        return false;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (; value >= rows[i].value; value -= rows[i].value)
            buf_add(out,
                    slice_of(numeral->signs[0] == 'i' ? rows[i].lower : rows[i].upper));
    }
    return true;
}

/* Chinese counting: signs for 0 to 9, ten, hundred, thousand, and whether a leading one
 * is said before ten (1), before none (2) or before all (0); ten thousand is sign 13. One
 * zero stands for any run of empty places. */
static bool write_counting(const Numeral *numeral, unsigned value, Buf *out) {
    unsigned ten_thousands = value / 10000, rest = value % 10000;
    if (value == 0 || value > 99999999) {
        buf_add(out, sign_at(numeral->signs, 0));
        return value == 0;
    }
    if (ten_thousands) {
        write_counting(numeral, ten_thousands, out);
        buf_add(out, sign_at(numeral->signs, 13));
    }
    bool begun = ten_thousands, zero = false;
    for (unsigned place = 3, unit = 1000; unit; place--, unit /= 10) {
        unsigned digit = rest / unit % 10;
        if (digit == 0) {
            zero = begun;
            continue;
        }
        bool silent =
            digit == 1 && place &&
            (numeral->first == 2 || (numeral->first == 1 && !begun && place == 1));
        if (zero && numeral->first != 2)
            buf_add(out, sign_at(numeral->signs, 0));
        if (!silent)
            buf_add(out, sign_at(numeral->signs, digit));
        if (place)
            buf_add(out, sign_at(numeral->signs, 9 + place));
        begun = true;
        zero = false;
    }
    return true;
}

/* 一 to 九十九 counted, from a hundred on place by place. */
static bool write_counting_to_99(const Numeral *numeral, unsigned value, Buf *out) {
    if (value > 99)
        return write_digits(numeral, value, out);
    return write_counting(numeral, value, out);
}

/* The sixty years: ten stems by twelve branches. */
static bool write_cycle(const Numeral *numeral, unsigned value, Buf *out) {
    if (value == 0 || value > 60)
        return false;
    buf_add(out, sign_at(numeral->signs, (value - 1) % 10));
    buf_add(out, sign_at(numeral->signs, 10 + (value - 1) % 12));
    return true;
}

static bool write_nothing(const Numeral *numeral, unsigned value, Buf *out) {
    (void)numeral, (void)value, (void)out;
    return true;
}

#define HAN_DIGITS "〇一二三四五六七八九"
#define HAN_CIRCLE_DIGITS "○一二三四五六七八九"
#define WIDE_DIGITS "０１２３４５６７８９"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define CIRCLED "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

static const Numeral numerals[] = {
    {"decimal", write_decimal, "", 0, 0},
    {"decimalHalfWidth", write_decimal, "", 0, 0},
    {"decimalZero", write_decimal, "", 2, 0},
    {"numberInDash", write_dashed, "", 0, 0},
    {"decimalFullWidth", write_digits, WIDE_DIGITS, 0, 0},
    {"decimalFullWidth2", write_digits, WIDE_DIGITS, 0, 0},
    {"decimalEnclosedCircle", write_sign, CIRCLED, 1, 20},
    {"decimalEnclosedCircleChinese", write_sign, CIRCLED, 1, 20},
    {"decimalEnclosedParen", write_sign, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", 1, 20},
    {"decimalEnclosedFullstop", write_sign, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", 1, 20},
    {"ideographEnclosedCircle", write_sign, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", 1, 10},
    {"ideographTraditional", write_sign, "甲乙丙丁戊己庚辛壬癸", 1, 10},
    {"ideographZodiac", write_sign, "子丑寅卯辰巳午未申酉戌亥", 1, 12},
    {"ideographZodiacTraditional", write_cycle,
     "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥", 0, 0},
    {"ideographDigital", write_digits, HAN_DIGITS, 0, 0},
    {"japaneseDigitalTenThousand", write_digits, HAN_DIGITS, 0, 0},
    {"taiwaneseDigital", write_digits, HAN_CIRCLE_DIGITS, 0, 0},
    {"chineseCounting", write_counting_to_99, HAN_CIRCLE_DIGITS "十百千万", 1, 0},
    {"taiwaneseCounting", write_counting_to_99, HAN_CIRCLE_DIGITS "十百千萬", 1, 0},
    {"chineseCountingThousand", write_counting, "零一二三四五六七八九十百千万", 1, 0},
    {"taiwaneseCountingThousand", write_counting, "零一二三四五六七八九十百千萬", 1, 0},
    {"japaneseCounting", write_counting, HAN_DIGITS "十百千万", 2, 0},
    {"japaneseLegal", write_counting, "〇壱弐参四伍六七八九拾百阡萬", 0, 0},
    {"chineseLegalSimplified", write_counting, "零壹贰叁肆伍陆柒捌玖拾佰仟万", 0, 0},
    {"ideographLegalTraditional", write_counting, "零壹貳參肆伍陸柒捌玖拾佰仟萬", 0, 0},
    {"upperRoman", write_roman, "I", 0, 0},
    {"lowerRoman", write_roman, "i", 0, 0},
    {"upperLetter", write_repeated, UPPER, 0, 0},
    {"lowerLetter", write_repeated, LOWER, 0, 0},
    {"none", write_nothing, "", 0, 0},
    {"bullet", write_nothing, "", 0, 0},
    {"decimal-leading-zero", write_decimal, "", 2, 0},
    {"upper-alpha", write_bijective, UPPER, 0, 0},
    {"lower-alpha", write_bijective, LOWER, 0, 0},
    {"upper-latin", write_bijective, UPPER, 0, 0},
    {"lower-latin", write_bijective, LOWER, 0, 0},
    {"upper-roman", write_roman, "I", 0, 0},
    {"lower-roman", write_roman, "i", 0, 0},
    {"cjk-decimal", write_digits, HAN_DIGITS, 0, 0},
    {"cjk-ideographic", write_counting, "零一二三四五六七八九十百千万", 1, 0},
    {"simp-chinese-informal", write_counting, "零一二三四五六七八九十百千万", 1, 0},
    {"trad-chinese-informal", write_counting, "零一二三四五六七八九十百千萬", 1, 0},
    {"simp-chinese-formal", write_counting, "零壹贰叁肆伍陆柒捌玖拾佰仟万", 0, 0},
    {"cjk-heavenly-stem", write_sign, "甲乙丙丁戊己庚辛壬癸", 1, 10},
    {"cjk-earthly-branch", write_sign, "子丑寅卯辰巳午未申酉戌亥", 1, 12},
};

bool numeral_format(Slice format, unsigned value, Buf *out) {
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++) {
        if (!slice_equal(format, slice_of(numerals[i].name)))
            continue;
        size_t before = out->n;
        if (!numerals[i].write(&numerals[i], value, out)) {
            out->n = before;
            buf_format(out, "%u", value);
        }
        return true;
    }
    buf_format(out, "%u", value);
    return false;
}
