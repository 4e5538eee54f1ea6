/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a phrase to the noun that names the quantity: off go verbs, comparisons and kinds.
 */
#include "base/base.h"

#include "base/utf8.h"
#include "compare/indicators_p.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

Slice phrase_drop_lights(Slice text) {
    for (;;) {
        size_t length = light_start(text);
        if (!length)
            length = phrase_date(text);
        if (!length)
            return text;
        text = phrase_from(text, length);
    }
}

/* 新建和改造, 新建、改扩建: the joint between two verbs. */
static size_t verb_joint(Slice text) {
    static const char *const joints[] = {"和", "、", "与", "及", "并"};
    unsigned sense;
    for (size_t i = 0; i < COUNT(joints); i++) {
        Slice joint = slice_of(joints[i]);
        Slice rest = phrase_from(text, joint.n);
        if (slice_starts(text, joint) && (verb_start(rest, &sense) || light_start(rest)))
            return joint.n;
    }
    return 0;
}

/* 新认定, 再推出, 再办好: what stands before a verb and is part of it. */
static size_t verb_prefix(Slice text) {
    bool before = slice_starts(text, S("新")) || slice_starts(text, S("再"));
    Slice rest = phrase_from(text, S("新").n);
    unsigned sense;
    return before && (verb_start(rest, &sense) || light_start(rest)) ? S("新").n : 0;
}

Slice phrase_take_verbs(Slice text, unsigned *senses) {
    bool any = false;
    for (;;) {
        unsigned sense = 0;
        size_t light = light_start(text), dated = phrase_date(text), fresh = 0;
        size_t length = verb_start(text, &sense);
        if (!length && (fresh = verb_prefix(text)) > 0)
            length = verb_start(phrase_from(text, fresh), &sense);
        if (length && verb_in_noun(phrase_from(text, fresh + length)))
            length = fresh = 0;
        if (length && length + fresh >= light) {
            *senses |= sense;
            any = true;
            text = phrase_from(text, fresh + length);
        } else if (light || dated) {
            text = phrase_from(text, light > dated ? light : dated);
        } else if (fresh) {
            text = phrase_from(text, fresh);
        } else if (any && verb_joint(text)) {
            text = phrase_from(text, verb_joint(text));
        } else {
            return text;
        }
    }
}

/* Of a share growth is a rate, of other units a change by so much. */
static void note_tail(IndicatorReading *reading, IndicatorTail tail) {
    IndicatorWords *words = reading->words;
    static const unsigned senses[] = {
        [TAIL_ADD] = SENSE_ADD,        [TAIL_CUT] = SENSE_CUT,
        [TAIL_RISE] = SENSE_RISE,      [TAIL_FALL] = SENSE_FALL,
        [TAIL_RISE_RATE] = SENSE_RISE, [TAIL_FALL_RATE] = SENSE_FALL,
    };
    reading->compared = reading->compared || tail != TAIL_EMPTY;
    switch (tail) {
    case TAIL_EMPTY: return;
    case TAIL_REACH: reading->reach = true; return;
    case TAIL_LEAST: words->demand = 1; return;
    case TAIL_MOST: words->demand = -1; return;
    case TAIL_RISE_TO:
    case TAIL_FALL_TO:
        reading->reach = true;
        words->demand = tail == TAIL_RISE_TO ? 1 : -1;
        return;
    case TAIL_ADD:
    case TAIL_RISE:
        if (reading->reach)
            words->demand = 1;
        else
            words->senses |= reading->share ? SENSE_RISE : senses[tail];
        return;
    case TAIL_CUT:
    case TAIL_FALL:
        if (reading->reach)
            words->demand = -1;
        else
            words->senses |= reading->share ? SENSE_FALL : senses[tail];
        return;
    case TAIL_RISE_RATE:
    case TAIL_FALL_RATE: words->senses |= senses[tail]; return;
    }
    BUG("tail %d", (int)tail);
}

/* Off the end: what relates the phrase to the number. */
Slice reading_take_tail(IndicatorReading *reading, Slice text) {
    IndicatorTail tail;
    for (size_t n = tail_end(text, &tail); n; n = tail_end(text, &tail)) {
        note_tail(reading, tail);
        text = phrase_but_last(text, n);
    }
    return text;
}

/* ---- The noun phrase ---- */

Slice phrase_drop_end(Slice text, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++) {
        Slice word = slice_of(words[i]);
        if (text.n > word.n && slice_ends(text, word))
            return phrase_but_last(text, word.n);
    }
    return text;
}

/* 城镇新增就业 is 新增城镇就业. */
static Slice move_added(IndicatorReading *reading, Slice core) {
    size_t at = slice_find(core, S("新增"), 0);
    if (reading->share || at == SIZE_MAX || at == 0 || at + S("新增").n == core.n)
        return core;
    reading->words->senses &= ~(unsigned)SENSE_BARE;
    reading->words->senses |= SENSE_ADD;
    return arena_format(reading->keep, "%.*s%.*s", SLICE_ARG(slice_sub(core, 0, at)),
                        SLICE_ARG(phrase_from(core, at + S("新增").n)));
}

/* 人数, 时间: what the unit says already. */
static Slice drop_measure(const IndicatorReading *reading, Slice core) {
    static const char *const persons[] = {"总人数", "人数", "人次"};
    static const char *const times[] = {"总时间", "总时长", "时间", "时长"};
    static const char *const amounts[] = {"总数", "数量", "个数"};
    Slice unit = reading->words->unit;
    if (slice_equal(unit, S("人")) || slice_equal(unit, S("人次")))
        return phrase_drop_end(core, persons, COUNT(persons));
    if (slice_equal(unit, S("分钟")))
        return phrase_drop_end(core, times, COUNT(times));
    return reading->share ? core : phrase_drop_end(core, amounts, COUNT(amounts));
}

/* Of a doing a week or a day the pupils are who does it. */
Slice reading_drop_pupils(const IndicatorReading *reading, Slice core) {
    static const char *const pupils[] = {"全体学生",   "中小学生", "在校学生", "学生",
                                         "各中小学校", "中小学校", "中小学",   "各学校",
                                         "学校",       "各校"};
    if (reading->words->per.n == 0)
        return core;
    for (size_t i = 0; i < COUNT(pupils); i++) {
        Slice word = slice_of(pupils[i]);
        if (core.n > word.n && slice_starts(core, word))
            return phrase_from(core, word.n);
    }
    return core;
}

static int by_bytes(const void *a, const void *b) {
    return slice_compare(*(const Slice *)a, *(const Slice *)b);
}

/* Level, ownership and place go off the front and are noted, as long as something that
 * means something is left. */
static Slice take_kinds(IndicatorReading *reading, Slice core) {
    Slice kinds[4];
    size_t n = 0;
    for (const char *kind = NULL; n < COUNT(kinds); n++) {
        size_t length = kind_start(core, reading->share, &kind);
        if (!length || length == core.n ||
            indicator_is_general(phrase_from(core, length), reading->words->senses))
            break;
        core = phrase_from(core, length);
        kinds[n] = slice_of(kind);
    }
    if (n == 0)
        return core;
    qsort(kinds, n, sizeof *kinds, by_bytes);
    Buf names = {0};
    for (size_t i = 0; i < n; i++)
        if (i == 0 || !slice_equal(kinds[i], kinds[i - 1]))
            buf_format(&names, "%s%.*s", i ? " " : "", SLICE_ARG(kinds[i]));
    reading->words->kind = arena_copy(reading->keep, buf_slice(&names));
    buf_release(&names);
    return core;
}

/* 省级财政资金: a kind of what says nothing. Of a share the kind says it: 小学合格率. */
static bool is_general(const IndicatorReading *reading, Slice core) {
    unsigned senses = reading->words->senses;
    const char *kind;
    size_t length;
    while (!reading->share && (length = kind_start(core, false, &kind)) > 0 &&
           length < core.n)
        core = phrase_from(core, length);
    return indicator_is_general(core, senses);
}

bool phrase_is_kinds(Slice core) {
    const char *kind;
    while (core.n) {
        size_t length = kind_start(core, false, &kind);
        if (!length)
            return false;
        core = phrase_from(core, length);
    }
    return true;
}

/* What is left has to be a plain name: no number, no list's remnant, no comparison. */
static bool is_clear(const IndicatorReading *reading, Slice core) {
    static const char *const unclear[] = {"分别", "不低于", "不少于", "不超过", "达到",
                                          "超过", "各占",   "同比",   "/"};
    if (utf8_count(core) < 2 || phrase_has_digit(core) ||
        (phrase_is_kinds(core) && !indicator_is_general(core, 0)) ||
        slice_starts(core, S("占")) || slice_starts(core, S("应占")) ||
        slice_starts(core, S("、")) || slice_contains(core, S("各…")) ||
        slice_ends(core, S("年级")) || slice_ends(core, S("以上")) ||
        is_general(reading, core))
        return false;
    for (size_t i = 0; i < COUNT(unclear); i++)
        if (slice_contains(core, slice_of(unclear[i])))
            return false;
    for (size_t i = 0; i < core.n; i++)
        if (core.p[i] == 'x' || core.p[i] == '*')
            return false;
    return true;
}

/* Places are those of the schools that are named before in the sentence: 新建公办幼儿园
 * 两所，新增学位720个. */
static void infer_kind(IndicatorReading *reading) {
    static const char *const levels[] = {"幼儿园", "小学", "初中", "高中"};
    static const char *const kinds[] = {"学前教育", "小学", "初中", "高中"};
    const char *found = NULL;
    size_t n = 0;
    for (size_t i = 0; i < COUNT(levels); i++)
        if (slice_contains(reading->earlier, slice_of(levels[i]))) {
            found = kinds[i];
            n++;
        }
    if (n == 1)
        reading->words->kind = slice_of(found);
}

/* 校外增设, 小学阶段确保: verbs behind a kind. What names a thing stays: 高中招生计划. */
static Slice take_inner_verbs(IndicatorReading *reading, Slice core) {
    enum { BUILDING = SENSE_ADD | SENSE_DONE | SENSE_START | SENSE_RENEW | SENSE_EQUIP };
    unsigned senses = 0;
    Slice rest = phrase_take_verbs(core, &senses);
    if (reading->share || reading->words->kind.n == 0 || !senses ||
        (senses & ~(unsigned)BUILDING))
        return phrase_drop_lights(core);
    reading->words->senses &= ~(unsigned)SENSE_BARE;
    reading->words->senses |= senses;
    return rest;
}

/* The pupils of a bureau are those of its schools. */
static Slice as_pupils(Slice core) {
    return slice_starts(core, S("中小学生")) ? phrase_from(core, S("中小").n) : core;
}

/* 骨干教师培训300人次 is 培训骨干教师300人次. */
static Slice move_training(IndicatorReading *reading, Slice core) {
    static const char *const persons[] = {"教师", "校长", "园长",   "班主任",
                                          "干部", "人员", "教研员", "党员"};
    Slice unit = reading->words->unit;
    bool people = slice_equal(unit, S("人")) || slice_equal(unit, S("人次"));
    if (!people || !slice_ends(core, S("培训")))
        return core;
    Slice rest = phrase_but_last(core, S("培训").n);
    if (phrase_drop_end(rest, persons, COUNT(persons)).n == rest.n)
        return core;
    reading->words->senses &= ~(unsigned)(SENSE_HOLD | SENSE_BARE);
    reading->words->senses |= SENSE_TRAIN;
    return rest;
}

void reading_settle(IndicatorReading *reading, Slice core) {
    IndicatorWords *words = reading->words;
    static const char *const ends[] = {"等"};
    core = phrase_without(core, S("的"), reading->keep);
    core = phrase_drop_end(core, ends, 1);
    core = as_pupils(core);
    core = move_added(reading, core);
    core = move_training(reading, core);
    core = drop_measure(reading, core);
    core = reading_drop_pupils(reading, core);
    core = indicator_synonym(core, words);
    core = as_pupils(take_inner_verbs(reading, take_kinds(reading, core)));
    core = reading_drop_pupils(reading, core);
    if (slice_starts(core, S("…")))
        core = phrase_from(core, S("…").n);
    core = indicator_synonym(core, words);
    if (slice_equal(core, S("学位")) && words->kind.n == 0)
        infer_kind(reading);
    if (indicator_needs_kind(core) && words->kind.n == 0)
        return;
    words->core = is_clear(reading, core) ? arena_copy(reading->keep, core) : (Slice){0};
}
