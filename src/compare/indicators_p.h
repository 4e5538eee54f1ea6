/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words around a target say of the quantity that is meant. */
#ifndef COMPARE_INDICATORS_P_H
#define COMPARE_INDICATORS_P_H

#include "compare/indicators.h"

/* What is done with what is counted, or how a quantity moves: name, Chinese. Verbs of one
 * sense may stand for each other (新增, 新建, 建设); several hold together (新建改造). */
#define INDICATOR_SENSES(X)                                                              \
    X(PART, "其中")                                                                      \
    X(RISE, "增长")                                                                      \
    X(FALL, "下降")                                                                      \
    X(ADD, "新增")                                                                       \
    X(DONE, "建成")                                                                      \
    X(START, "开工")                                                                     \
    X(RENEW, "改造")                                                                     \
    X(CUT, "减少")                                                                       \
    X(EQUIP, "配备")                                                                     \
    X(MAKE, "制作")                                                                      \
    X(HOLD, "开展")                                                                      \
    X(RECRUIT, "招聘")                                                                   \
    X(BRING, "引进")                                                                     \
    X(TRAIN, "培训")                                                                     \
    X(RAISE, "培养")                                                                     \
    X(DEVELOP, "发展")                                                                   \
    X(SEND, "选派")                                                                      \
    X(SELECT, "评选")                                                                    \
    X(APPLY, "申报")                                                                     \
    X(AID, "资助")                                                                       \
    X(REACH, "惠及")                                                                     \
    X(INSPECT, "检查")                                                                   \
    X(ENROL, "招生")                                                                     \
    X(JOIN, "参加")                                                                      \
    X(BARE, "")
enum {
#define X(name, zh) SENSE_BIT_##name,
    INDICATOR_SENSES(X)
#undef X
        SENSES_COUNT
};
enum { SENSE_NONE = 0 };
#define X(name, zh) enum { SENSE_##name = 1u << SENSE_BIT_##name };
INDICATOR_SENSES(X)
#undef X

/* Zeroed but for `unit`: the words do not tell clearly what is meant. */
typedef struct {
    Slice core;      /* the noun phrase: 学位, 城镇调查失业率 */
    Slice kind;      /* of what is meant by it: 义务教育, 公办 */
    Slice per;       /* 每天, 每名学生 */
    Slice until;     /* "2030" */
    unsigned senses; /* bits; 0: the quantity itself, as it stands */
    int demand;      /* > 0: at least so much is wanted, < 0: at most, 0: not told */
    Slice unit;      /* of its family */
    double factor;   /* value in it = value_norm * factor */
} IndicatorWords;

/* year: of the plan, 0 when not known. */
void indicator_read(const TargetRow *row, int year, Arena *keep, IndicatorWords *words);

/* ---- A target while it is read ---- */

/* Texts are folded, without quotation marks and asides in brackets. */
typedef struct {
    const TargetRow *row;
    IndicatorWords *words;
    Arena *keep;
    Slice before;  /* all up to the number */
    Slice clause;  /* up to the number, behind the last comma */
    Slice earlier; /* the sentence up to the clause */
    Slice item;    /* of a list of quantities: behind the last 、; else the clause */
    Slice behind;  /* what follows the unit, up to the end of the clause */
    bool share;    /* %, 百分点 */
    bool reach;    /* 到, 达到 stand before the number */
    bool compared; /* any word of comparison does */
} IndicatorReading;

void reading_cut(IndicatorReading *reading); /* fills clause, earlier, item, behind */
/* The item without its periods; they go to words->per: those of its clause hold for all
 * of a list, and what was read as the target's own holds behind a comma too, but for
 * averages. */
Slice reading_item(IndicatorReading *reading);
/* words->until, from the measure, else from the headings above it. */
void reading_horizon(IndicatorReading *reading, int year);
/* Off the end of a phrase: what relates it to the number, noted in words and reading. */
Slice reading_take_tail(IndicatorReading *reading, Slice text);
/* Of a doing a week or a day the pupils are who does it. */
Slice reading_drop_pupils(const IndicatorReading *reading, Slice core);
/* words->core and words->kind from the phrase that is left. */
void reading_settle(IndicatorReading *reading, Slice core);

/* ---- Phrases ---- */

static inline Slice phrase_from(Slice text, size_t at) {
    return slice_sub(text, at, text.n);
}
static inline Slice phrase_but_last(Slice text, size_t n) {
    return slice_sub(text, 0, text.n - n);
}
Slice phrase_plain(Slice text, Arena *keep); /* folded, see IndicatorReading */
/* The place behind the last of the words; 0 when there is none. */
size_t phrase_behind_last(Slice text, const char *const *words, size_t n);
Slice phrase_without(Slice text, Slice word, Arena *keep);
/* Off its end the first of the words that stands there, unless nothing else is left. */
Slice phrase_drop_end(Slice text, const char *const *words, size_t n);
bool phrase_has_digit(Slice text);
/* A number, a masked one, or a Chinese figure with a measure word. */
bool phrase_has_quantity(Slice text);
size_t phrase_date(Slice text); /* the length of the date it begins with: 到2030年 */
Slice phrase_drop_lights(Slice text);
/* Off the front: light words and verbs, of which the senses are noted. 新 before a verb
 * is part of it: 新认定. */
Slice phrase_take_verbs(Slice text, unsigned *senses);
bool phrase_is_kinds(Slice text); /* nothing but kinds, or empty */

/* ---- Vocabulary ---- */

typedef struct {
    const char *word;
    unsigned senses; /* 0: says nothing of what is meant */
} IndicatorVerb;

typedef enum {
    TAIL_EMPTY, /* 为, 约, 同比 */
    TAIL_REACH, /* 到, 达到: what stands before it names the level that is reached */
    TAIL_LEAST, /* 不低于 */
    TAIL_MOST,  /* 控制在 */
    TAIL_ADD,   /* 新增 */
    TAIL_CUT,   /* 减少 */
    TAIL_RISE,  /* verbs, to or by: 提高 */
    TAIL_FALL,
    TAIL_RISE_TO, /* 增至 */
    TAIL_FALL_TO,
    TAIL_RISE_RATE, /* nouns: 涨幅 */
    TAIL_FALL_RATE,
} IndicatorTail;

/* Length of the longest word of the table that a text begins or ends with; 0: none. */
size_t verb_start(Slice text, unsigned *senses);
size_t verb_end(Slice text, unsigned *senses);
size_t tail_end(Slice text, IndicatorTail *tail);
size_t enumerator_start(Slice text); /* 十二是, 三要 */
size_t light_start(Slice text);      /* what may stand before and tells nothing */
/* 义务教育阶段学位: the length of 义务教育阶段, *kind: 义务教育. */
size_t kind_start(Slice text, bool share, const char **kind);
size_t per_start(Slice text); /* 每天 */
Slice per_norm(Slice per);    /* 每日: 每天 */
/* Other names of the same quantity. */
Slice indicator_synonym(Slice core, const IndicatorWords *words);
/* Too general to say what is meant. */
bool indicator_is_general(Slice core, unsigned senses);
bool indicator_needs_kind(Slice core);
bool indicator_is_burden(Slice core); /* less is more demanding: 近视率 */
/* 采购额, 招生数: what follows a verb makes a noun of it. */
bool verb_in_noun(Slice behind);
/* The family of a unit: *factor turns its values into the family's unit. */
Slice indicator_unit(Slice unit, double *factor);

#endif
