/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads one target's indicator from its clause. The words stand either before the number
 * (新增义务教育学位2780个) or behind its unit (新建3所幼儿园). What cannot be read with
 * certainty is left without a core: it is compared with nothing. */
#include "base/base.h"

#include "base/utf8.h"
#include "compare/indicators_p.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- Before the number, or behind its unit ---- */

/* 和美, 参与: no joint. */
static bool is_joint(Slice text, size_t at, Slice joint) {
    static const char *const words[] = {"和美", "和谐", "和平", "中和", "共和", "参与",
                                        "与会", "给与", "普及", "涉及", "以及", "及格",
                                        "及时", "并购", "合并", "并网", "并轨"};
    if (at == 0 || !slice_starts(phrase_from(text, at), joint))
        return false;
    for (size_t i = 0; i < COUNT(words); i++) {
        Slice word = slice_of(words[i]);
        bool here = slice_starts(phrase_from(text, at), word);
        bool around =
            at >= S("和").n && slice_starts(phrase_from(text, at - S("和").n), word);
        if (here || around)
            return false;
    }
    return true;
}

/* The noun phrase behind the unit. A list is cut where its next item has a quantity of
 * its own; else all of it is counted together: 3所小学、幼儿园. */
static Slice object_behind(const IndicatorReading *reading) {
    static const char *const joints[] = {"、", "和", "与", "及", "并"};
    Slice text = reading->behind;
    if (slice_starts(text, S("的")))
        text = phrase_from(text, S("的").n);
    for (size_t at = 0; at < text.n; at += utf8_decode(text, at).length) {
        for (size_t i = 0; i < COUNT(joints); i++) {
            Slice joint = slice_of(joints[i]);
            bool verb = slice_equal(joint, S("并"));
            if (is_joint(text, at, joint) &&
                (verb || phrase_has_quantity(phrase_from(text, at + joint.n))))
                return slice_sub(text, 0, at);
        }
    }
    return text;
}

/* 总课时9%的下限, 90%以上的目标: the noun says only that it is one. */
static bool is_bound(Slice behind) {
    static const char *const bounds[] = {"的下限", "的标准", "的要求", "的目标",
                                         "的水平", "的比例", "的底线", "安排"};
    for (size_t i = 0; i < COUNT(bounds); i++)
        if (slice_equal(behind, slice_of(bounds[i])))
            return true;
    return false;
}

static bool starts_with_joint(Slice text) {
    static const char *const joints[] = {"、", "和", "与", "及", "并", "以及", "、"};
    for (size_t i = 0; i < COUNT(joints); i++)
        if (slice_starts(text, slice_of(joints[i])) && !slice_starts(text, S("和美")) &&
            !slice_starts(text, S("和谐")))
            return true;
    return false;
}

/* What a list's later item does is said at the head of its clause; what a part does, in
 * the clause before. The part of a share is a share of something else. */
static void inherit_senses(IndicatorReading *reading) {
    static const char *const commas[] = {",", ":"};
    IndicatorWords *words = reading->words;
    bool part = slice_starts(reading->clause, S("其中"));
    if (reading->share) {
        words->senses |= part ? SENSE_PART : 0;
        return;
    }
    if (words->senses)
        return;
    if (reading->item.n < reading->clause.n)
        phrase_take_verbs(reading->clause, &words->senses);
    if (part && !words->senses) {
        Slice earlier = phrase_but_last(reading->earlier, reading->earlier.n ? 1 : 0);
        size_t last = phrase_behind_last(earlier, commas, COUNT(commas));
        phrase_take_verbs(phrase_from(earlier, last), &words->senses);
        words->senses |= words->senses ? 0 : SENSE_PART;
    }
}

/* 美育课程课时总量不低于总课时的9%: the share that the one has of the other. */
static Slice as_share_of(const IndicatorReading *reading, Slice phrase) {
    static const char *const relations[] = {"不低于", "不少于", "达到", "应占", "占"};
    if (!reading->share || !slice_ends(phrase, S("的")))
        return phrase;
    for (size_t i = 0; i < COUNT(relations); i++) {
        Cut cut = slice_cut(phrase, slice_of(relations[i]));
        if (cut.found && cut.head.n && cut.tail.n > S("的").n)
            return arena_format(reading->keep, "%.*s占%.*s", SLICE_ARG(cut.head),
                                SLICE_ARG(cut.tail));
    }
    return phrase;
}

static Slice cut_baseline(const IndicatorReading *reading, Slice phrase) {
    static const char *const old[] = {"由", "从"};
    if (!reading->row->target.has_baseline)
        return phrase;
    size_t at = phrase_behind_last(phrase, old, 2);
    return at ? slice_sub(phrase, 0, at - S("由").n) : phrase;
}

/* The quantity's own name stands before it. */
static void read_before(IndicatorReading *reading, Slice phrase) {
    IndicatorWords *words = reading->words;
    static const char *const amounts[] = {"量", "额", "数",   "规模", "收入", "产值",
                                          "值", "率", "强度", "时间", "时长", "标准"};
    phrase = cut_baseline(reading, phrase);
    phrase = as_share_of(reading, phrase);
    phrase = phrase_take_verbs(phrase, &words->senses);
    inherit_senses(reading);
    bool amount = phrase_drop_end(phrase, amounts, COUNT(amounts)).n < phrase.n;
    bool timed = words->per.n > 0;
    if (!words->senses && !reading->share && !amount && !reading->compared && !timed)
        words->senses = SENSE_BARE;
    reading_settle(reading, phrase);
}

/* Off the end of a phrase that stands before the number: 新建和改造, 组织开展. */
static Slice take_verbs_behind(IndicatorReading *reading, Slice phrase) {
    static const char *const parts[] = {"新", "再", "和", "、", "与", "及", "能"};
    bool any = false;
    for (;;) {
        unsigned sense = 0;
        phrase = reading_take_tail(reading, phrase);
        size_t n = verb_end(phrase, &sense);
        for (size_t i = 0; !n && any && i < COUNT(parts); i++)
            if (slice_ends(phrase, slice_of(parts[i])))
                n = slice_of(parts[i]).n;
        if (!n && phrase.n && phrase_take_verbs(phrase, &sense).n == 0)
            n = phrase.n;
        if (!n)
            return phrase;
        any = true;
        reading->words->senses |= sense;
        phrase = phrase_but_last(phrase, n);
    }
}

/* 提升100所学校: they are made better. */
static void read_raised(IndicatorReading *reading) {
    IndicatorWords *words = reading->words;
    if (!reading->share && (words->senses & SENSE_RISE)) {
        words->senses &= ~(unsigned)SENSE_RISE;
        words->senses |= SENSE_RENEW;
    }
}

/* What is counted stands behind the unit, what is done with it before the number. */
static void read_behind(IndicatorReading *reading, Slice object, Slice phrase) {
    IndicatorWords *words = reading->words;
    phrase = take_verbs_behind(reading, phrase);
    read_raised(reading);
    phrase = phrase_take_verbs(phrase, &words->senses);
    inherit_senses(reading);
    phrase = reading_drop_pupils(reading, phrase);
    Slice core = object;
    if (phrase.n && !phrase_is_kinds(phrase))
        core = arena_format(reading->keep, "%.*s…%.*s", SLICE_ARG(phrase),
                            SLICE_ARG(object));
    else if (phrase.n)
        core =
            arena_format(reading->keep, "%.*s%.*s", SLICE_ARG(phrase), SLICE_ARG(object));
    reading_settle(reading, core);
}

static int demand_of(Comparator comparator) {
    switch (comparator) {
    case COMPARE_AT_LEAST:
    case COMPARE_MORE: return 1;
    case COMPARE_AT_MOST:
    case COMPARE_LESS: return -1;
    case COMPARE_EXACT:
    case COMPARE_ABOUT: return 0;
    }
    BUG("comparator %d", (int)comparator);
}

void indicator_read(const TargetRow *row, int year, Arena *keep, IndicatorWords *words) {
    *words = (IndicatorWords){0};
    words->unit = indicator_unit(row->target.unit_norm, &words->factor);
    IndicatorReading reading = {.row = row, .words = words, .keep = keep};
    reading.share =
        slice_equal(words->unit, S("%")) || slice_equal(words->unit, S("百分点"));
    reading_cut(&reading);
    reading_horizon(&reading, year);
    Slice object = {0};
    if (!starts_with_joint(reading.behind) && !is_bound(reading.behind))
        object = object_behind(&reading);
    Slice phrase = reading_item(&reading);
    phrase = reading_take_tail(&reading, phrase);
    if (object.n)
        read_behind(&reading, object, phrase);
    else
        read_before(&reading, phrase);
    int demand = demand_of(row->target.comparator);
    if (demand)
        words->demand = demand;
}
