/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbering grammar: how a bureau marks the parts of a plan (第一章, 一、,
 * （一）, 1., ①, 一是, ——).
 *
 * The styles are a table of data in marker.c. This header knows single markers only:
 * whether one is a marker of this document's outline, and at which level, is settled in
 * outline.c from how they follow each other. */
#ifndef PLAN_MARKER_P_H
#define PLAN_MARKER_P_H

#include "base/base.h"

/* What a style can be: the rank is the usual order from the outside in, used where a
 * document gives no evidence. */
typedef enum {
    CLASS_CHAPTER, /* never a task: 第一章, 一、 at the outside */
    CLASS_HEADING, /* section, subsection or task by depth */
    CLASS_ITEM,    /* a measure below a task unless headings lie below it */
} StyleClass;

#define MARKER_STYLES(X)                                                                 \
    X(STYLE_NONE, CLASS_HEADING)                                                         \
    X(STYLE_LINE, CLASS_CHAPTER)         /* a heading line without a number */           \
    X(STYLE_PART, CLASS_CHAPTER)         /* 第一部分 第一编 第一篇 */          \
    X(STYLE_CHAPTER, CLASS_CHAPTER)      /* 第一章 */                                 \
    X(STYLE_SECTION, CLASS_CHAPTER)      /* 第一节 */                                 \
    X(STYLE_ROMAN, CLASS_CHAPTER)        /* Ⅰ. II、 */                                \
    X(STYLE_HAN, CLASS_CHAPTER)          /* 一、 */                                    \
    X(STYLE_ARTICLE, CLASS_HEADING)      /* 第一条 */                                 \
    X(STYLE_HAN_PAREN, CLASS_HEADING)    /* （一） */                                 \
    X(STYLE_NUMBER, CLASS_HEADING)       /* 1. */                                        \
    X(STYLE_NUMBER_COMMA, CLASS_HEADING) /* 1、 */                                      \
    X(STYLE_NUMBER_BARE, CLASS_HEADING)  /* 1加强: its stop was lost; only where lines \
                                            count on */                                  \
    X(STYLE_DECIMAL, CLASS_HEADING)      /* 1.1 */                                       \
    X(STYLE_HALF_PAREN, CLASS_ITEM)      /* 1） */                                      \
    X(STYLE_NUMBER_PAREN, CLASS_ITEM)    /* （1） */                                   \
    X(STYLE_FIRSTLY, CLASS_ITEM)         /* 第一， */                                 \
    X(STYLE_FIRST_OF_ALL, CLASS_ITEM)    /* 首先， */                                 \
    X(STYLE_IS, CLASS_ITEM)              /* 一是 */                                    \
    X(STYLE_MUST, CLASS_ITEM)            /* 一要 */                                    \
    X(STYLE_CIRCLED, CLASS_ITEM)         /* ① */                                       \
    X(STYLE_LETTER, CLASS_ITEM)          /* a. A） */                                   \
    X(STYLE_BULLET, CLASS_ITEM)          /* —— ● - */

typedef enum {
#define X(style, class) style,
    MARKER_STYLES(X)
#undef X
        MARKER_STYLES_COUNT
} MarkerStyle;

StyleClass marker_class(MarkerStyle style);

typedef struct {
    MarkerStyle style; /* STYLE_NONE: no marker here */
    unsigned number;   /* 1..; 0 for bullets */
    Span span;         /* as written, without the white space around */
    size_t text;       /* where the text behind it begins */
} Marker;

typedef enum {
    PLACE_START,  /* begins a line: every style */
    PLACE_INSIDE, /* inside a line: no bullets, letters or Roman numerals */
} MarkerPlace;

/* The marker that begins at byte `at` of the text, not beyond `end`. */
Marker marker_read(Slice text, size_t at, size_t end, MarkerPlace place);
/* False for nearly every rune that begins no marker: to be asked before marker_read in
 * long texts. */
bool marker_may_begin(uint32_t rune);

/* A number whose stop was lost, at the start of a line: "1加强学习", but not "3月",
 * "2所". Never found by marker_read. */
Marker marker_read_bare(Slice text, size_t at, size_t end);

/* A numeral at `at`: Chinese (十二, 廿 not), ASCII or full-width digits; length 0 when
 * there is none or it is too great. */
typedef struct {
    unsigned value;
    size_t length;
    bool han;
} Numeral;
Numeral numeral_read(Slice text, size_t at, size_t end);

#endif
