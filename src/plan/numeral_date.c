/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as documents print them. Apart from numeral.c because a date's figures are read
 * by its own rules: no ranges, no scales, a checked calendar. */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/numeral.h"

enum { YEAR_MIN = 1900, YEAR_MAX = 2099 };

int numeral_days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static uint32_t rune_of(Slice text, size_t at, size_t *end) {
    *end = text.n;
    if (at >= text.n)
        return 0;
    Rune rune = utf8_decode(text, at);
    *end = at + rune.length;
    return numeral_fold(rune.rune);
}

static size_t skip_blanks(Slice text, size_t at) {
    size_t end;
    for (uint32_t rune = rune_of(text, at, &end);
         rune && rune != '\n' && rune_is_space(rune); rune = rune_of(text, at, &end))
        at = end;
    return at;
}

/* Up to max Arabic figures; how many there were. */
static int read_digits(Slice text, size_t at, int max, int *value, size_t *end) {
    int n = 0;
    *value = 0;
    *end = at;
    size_t next;
    for (uint32_t rune = rune_of(text, at, &next); n < max && rune >= '0' && rune <= '9';
         rune = rune_of(text, at, &next)) {
        *value = *value * 10 + (int)(rune - '0');
        *end = at = next;
        n++;
    }
    return n;
}

/* Arabic or Chinese figures of a month or day. */
static bool read_small(Slice text, size_t at, int *value, size_t *end) {
    int n = read_digits(text, at, 3, value, end);
    if (n)
        return n <= 2;
    Numeral numeral;
    if (!numeral_at(text, at, &numeral) || !numeral.han || numeral.has_high ||
        numeral.kind != NUMERAL_PLAIN || numeral.value > 31)
        return false;
    *value = (int)numeral.value;
    *end = numeral.span.end;
    return true;
}

static bool read_year(Slice text, size_t at, int *value, size_t *end) {
    if (read_digits(text, at, 5, value, end) == 0) {
        Numeral numeral;
        if (!numeral_at(text, at, &numeral) || !numeral.han || numeral.has_high ||
            numeral.value < YEAR_MIN || numeral.value > YEAR_MAX)
            return false;
        *value = (int)numeral.value;
        *end = numeral.span.end;
    }
    return *value >= YEAR_MIN && *value <= YEAR_MAX;
}

static bool take(Slice text, size_t *at, Slice word) {
    size_t start = skip_blanks(text, *at);
    if (!slice_starts(slice_sub(text, start, text.n), word))
        return false;
    *at = start + word.n;
    return true;
}

static void read_worded(Slice text, size_t at, NumeralDate *date) {
    int value;
    size_t end;
    date->span.end = at;
    at = skip_blanks(text, at);
    if (!read_small(text, at, &value, &end) || value < 1 || value > 12 ||
        !take(text, &end, S("月")))
        return;
    date->month = value;
    date->span.end = at = end;
    at = skip_blanks(text, at);
    if (!read_small(text, at, &value, &end) || value < 1 ||
        value > numeral_days_in_month(date->year, date->month) ||
        !(take(text, &end, S("日")) || take(text, &end, S("号"))))
        return;
    date->day = value;
    date->span.end = end;
}

/* 2025-03-20, 2025/3/20, 2025.3.20: all three parts, the same sign between. */
static bool read_signed(Slice text, size_t at, NumeralDate *date) {
    size_t end, after;
    uint32_t sign = rune_of(text, at, &end);
    int month, day;
    if ((sign != '-' && sign != '/' && sign != '.') ||
        !read_digits(text, end, 2, &month, &after) ||
        rune_of(text, after, &end) != sign || !read_digits(text, end, 2, &day, &after))
        return false;
    int more;
    size_t behind;
    if (day < 1 || day > numeral_days_in_month(date->year, month) ||
        read_digits(text, after, 1, &more, &behind))
        return false;
    date->month = month;
    date->day = day;
    date->span.end = after;
    return true;
}

static bool read_compact(Slice text, size_t at, NumeralDate *date) {
    int value;
    size_t end;
    if (read_digits(text, at, 9, &value, &end) != 8)
        return false;
    int year = value / 10000, month = value / 100 % 100, day = value % 100;
    if (year < YEAR_MIN || year > YEAR_MAX || day < 1 ||
        day > numeral_days_in_month(year, month))
        return false;
    *date = (NumeralDate){year, month, day, {at, end}};
    return true;
}

bool numeral_date(Slice text, size_t at, NumeralDate *date) {
    int year;
    size_t end;
    if (at >= text.n)
        return false;
    NumeralDate found = {0};
    if (read_compact(text, at, &found)) {
        *date = found;
        return true;
    }
    if (!read_year(text, at, &year, &end))
        return false;
    found = (NumeralDate){year, 0, 0, {at, end}};
    size_t after = end;
    if (take(text, &after, S("年")))
        read_worded(text, after, &found);
    else if (!read_signed(text, end, &found))
        return false;
    *date = found;
    return true;
}

bool numeral_next_date(Slice text, size_t from, NumeralDate *date) {
    bool in_number = false;
    for (size_t at = from; at < text.n;) {
        size_t end;
        uint32_t rune = rune_of(text, at, &end);
        bool digit = rune >= '0' && rune <= '9';
        if (!(digit && in_number) && numeral_date(text, at, date))
            return true;
        in_number = digit;
        at = end;
    }
    return false;
}
