/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and dates as Chinese plans write them: 1,200, 1.54万, 百分之九十五, 三百余,
 * 两三, 5至8, 三分之一, and figures that a re-poster has masked (x, *, xx.x). Reads spans
 * of text into values; knows nothing of units or of meaning.
 *
 * Full-width digits and signs are read like ASCII ones. White space inside a number ends
 * it (fold the text first where lines may break inside numbers); dates allow blanks
 * between their parts. */
#ifndef PLAN_NUMERAL_H
#define PLAN_NUMERAL_H

#include "base/base.h"

typedef enum {
    NUMERAL_PLAIN,
    NUMERAL_PERCENT,  /* 95%, 百分之九十五: value 95 */
    NUMERAL_PERMILLE, /* 3‰, 千分之三: value 3 */
    NUMERAL_FRACTION, /* 三分之一, 1/3, 半数: value 0.333..., 0.5 */
} NumeralKind;

typedef struct {
    NumeralKind kind;
    Span span;       /* all that was read, with 百分之, %, 余 and 万 */
    Span written;    /* the figures alone: "九十五", "1.54", "5至8", "x" */
    size_t scale_at; /* where 万, 亿 behind Arabic figures or a mask begins; span.end when
                        there is none */
    double value, high; /* without scale; a masked number is 0 */
    double scale;  /* 1, or what stands behind Arabic figures or a mask: 1e4 of 1.54万.
                      两万 is value 20000 */
    bool has_high; /* a range: value..high */
    bool redacted; /* some figure is masked */
    bool han;      /* in Chinese characters */
    bool more;     /* 余, 多: somewhat more than value */
} Numeral;

/* The longest number that begins exactly at byte `at`. Words that merely hold a numeral
 * (统一, 一般, 百姓) are none. */
bool numeral_at(Slice text, size_t at, Numeral *numeral);
/* The first number at or after byte `from`. */
bool numeral_next(Slice text, size_t from, Numeral *numeral);

/* A calendar day, month or year; month and day are 0 where they are not written. */
typedef struct {
    int year, month, day;
    Span span;
} NumeralDate;

/* A date that begins at byte `at`: 2025年3月20日, 2025年3月, 2025年, 2025-03-20,
 * 2025/3/20, 2025.3.20, 20250320, 二〇二五年三月二十日, 二00九年. A year is 1900..2099,
 * months and days are checked against the calendar; a wrong month or day ends the date
 * before it. */
bool numeral_date(Slice text, size_t at, NumeralDate *date);
/* The first such date at or after byte `from`. */
bool numeral_next_date(Slice text, size_t from, NumeralDate *date);
int numeral_days_in_month(int year, int month);

/* Full-width ASCII (！ to ～) as ASCII; other runes unchanged. */
uint32_t numeral_fold(uint32_t rune);

#endif
