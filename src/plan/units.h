/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units and measure words behind a number: 平方米, 万元, 名, 所, 课时, %. */
#ifndef PLAN_UNITS_H
#define PLAN_UNITS_H

#include "base/base.h"

typedef enum {
    UNIT_THING,  /* counts things that are built, set up, owned: 所, 个, 处, 台 */
    UNIT_PERSON, /* 人, 名, 人次 */
    UNIT_ACT,    /* counts doings: 次, 场, 期, 节 */
    UNIT_SHARE,  /* %, 成, 百分点, 倍 */
    UNIT_MONEY,
    UNIT_SIZE,     /* length, area, weight, energy, volume */
    UNIT_TIME,     /* 小时, 分钟, 天, 年 */
    UNIT_SCORE,    /* 分 */
    UNIT_ABSTRACT, /* counts ideas: 类, 条, 种, 方面 */
} UnitKind;

typedef struct {
    const char *word; /* as written behind the number */
    const char *norm; /* the word values are compared in; stable, stored in databases */
    double factor;    /* value in norm = value * factor */
    UnitKind kind;
    const char *not_before; /* words, blank-separated, that make the unit part of another
                               word; NULL for none */
} Unit;

/* The unit that begins at byte `at` of (narrow) text, the longest there is; NULL when
 * there is none. */
const Unit *unit_at(Slice text, size_t at);
/* %, ‰ and fractions, which a number brings along itself. */
const Unit *unit_percent(void);
const Unit *unit_permille(void);
const Unit *unit_fraction(void);

#endif
