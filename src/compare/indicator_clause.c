/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a target stands: its clause, sentence and item of a list; how often it is to be
 * done, and for what year. */
#include "base/base.h"

#include "base/normalize.h"
#include "base/utf8.h"
#include "compare/indicators_p.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- Cutting ---- */

/* Quotation marks and enclosed numbers. */
static bool is_left_out(uint32_t rune) {
    static const uint32_t marks[] = {0x201C, 0x201D, 0x2018, 0x2019, 0x300A,
                                     0x300B, 0x300C, 0x300D, '"',    '\''};
    for (size_t i = 0; i < COUNT(marks); i++)
        if (rune == marks[i])
            return true;
    return rune >= 0x2460 && rune <= 0x24FF;
}

Slice phrase_plain(Slice text, Arena *keep) {
    Buf kept = {0};
    for (size_t at = 0; at < text.n;) {
        Rune rune = utf8_decode(text, at);
        if (!is_left_out(rune.rune))
            buf_add(&kept, slice_sub(text, at, at + rune.length));
        at += rune.length;
    }
    Slice folded = text_fold(keep, buf_slice(&kept), FOLD_SIMPLIFIED | FOLD_SPACE).text;
    buf_clear(&kept);
    for (size_t at = 0; at < folded.n; at++) {
        size_t close = folded.p[at] == '(' ? slice_find(folded, S(")"), at) : SIZE_MAX;
        if (close != SIZE_MAX)
            at = close;
        else
            buf_add_byte(&kept, folded.p[at]);
    }
    Slice result = arena_copy(keep, buf_slice(&kept));
    buf_release(&kept);
    return result;
}

/* The place behind the last of the words; 0 when there is none. */
size_t phrase_behind_last(Slice text, const char *const *words, size_t n) {
    for (size_t end = text.n; end > 0; end--)
        for (size_t i = 0; i < n; i++)
            if (slice_ends(slice_sub(text, 0, end), slice_of(words[i])))
                return end;
    return 0;
}

static size_t first_of(Slice text, const char *const *words, size_t n) {
    for (size_t at = 0; at < text.n; at++)
        for (size_t i = 0; i < n; i++)
            if (slice_starts(slice_sub(text, at, text.n), slice_of(words[i])))
                return at;
    return text.n;
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

bool phrase_has_digit(Slice text) {
    for (size_t i = 0; i < text.n; i++)
        if (is_digit(text.p[i]) || text.p[i] == '%')
            return true;
    return false;
}

/* A number, a masked one, or a Chinese figure with a measure word. */
bool phrase_has_quantity(Slice text) {
    static const char *const figures[] = {"一", "两", "三", "四", "五",
                                          "六", "七", "八", "九", "十"};
    static const char *const units[] = {"个", "所", "名", "项", "次", "场", "期",
                                        "节", "门", "支", "家", "处", "台", "套",
                                        "座", "间", "人", "户", "条", "位"};
    for (size_t i = 0; i < text.n; i++)
        if (is_digit(text.p[i]) || text.p[i] == 'x' || text.p[i] == 'X' ||
            text.p[i] == '*' || text.p[i] == '%')
            return true;
    for (size_t i = 0; i < COUNT(figures); i++) {
        size_t at = slice_find(text, slice_of(figures[i]), 0);
        if (at == SIZE_MAX)
            continue;
        Slice rest = phrase_from(text, at + slice_of(figures[i]).n);
        for (size_t k = 0; k < COUNT(units); k++)
            if (slice_starts(rest, slice_of(units[k])))
                return true;
    }
    return false;
}

/* 5%、6.5%: the list's item stands behind a 、 with a quantity before it. */
static Slice last_item(Slice clause) {
    static const char *const joints[] = {"、"};
    size_t at = phrase_behind_last(clause, joints, 1);
    return at && phrase_has_quantity(slice_sub(clause, 0, at)) ? phrase_from(clause, at)
                                                               : clause;
}

void reading_cut(IndicatorReading *reading) {
    static const char *const stops[] = {"。", ";", "!", "?", "|"};
    static const char *const pauses[] = {",", ":", "(", ")", "。", ";", "!", "?", "|"};
    Slice before = phrase_plain(reading->row->before, reading->keep);
    reading->before = before;
    Slice behind = phrase_plain(reading->row->behind, reading->keep);
    Slice sentence = phrase_from(before, phrase_behind_last(before, stops, COUNT(stops)));
    size_t clause = phrase_behind_last(sentence, pauses, COUNT(pauses));
    clause += enumerator_start(phrase_from(sentence, clause));
    reading->earlier = slice_sub(sentence, 0, clause);
    reading->clause = phrase_from(sentence, clause);
    reading->item = last_item(reading->clause);
    reading->behind = slice_sub(behind, 0, first_of(behind, pauses, COUNT(pauses)));
}

/* ---- Words that tell when, how often, how ---- */

/* 到2030年, 8月底前, 年底前 */
size_t phrase_date(Slice text) {
    static const char *const heads[] = {"到", "至", "在", "截至"};
    static const char *const ends[] = {"底前", "底", "末", "前",
                                       "之前", "初", "起", "度"};
    size_t at = 0;
    for (size_t i = 0; i < COUNT(heads); i++)
        if (slice_starts(text, slice_of(heads[i])))
            at = slice_of(heads[i]).n;
    size_t dated = 0;
    for (;;) {
        size_t digits = at;
        while (digits < text.n && is_digit(text.p[digits]))
            digits++;
        Slice rest = phrase_from(text, digits);
        bool unit = slice_starts(rest, S("年")) || slice_starts(rest, S("月")) ||
                    slice_starts(rest, S("日"));
        if (digits == at || !unit)
            break;
        at = dated = digits + S("年").n;
    }
    size_t longest = 0;
    for (size_t i = 0; dated && i < COUNT(ends); i++)
        if (slice_of(ends[i]).n > longest &&
            slice_starts(phrase_from(text, at), slice_of(ends[i])))
            longest = slice_of(ends[i]).n;
    return dated ? dated + longest : 0;
}

Slice phrase_without(Slice text, Slice word, Arena *keep) {
    if (!slice_contains(text, word))
        return text;
    Buf rest = {0};
    for (Cut cut = slice_cut(text, word);; cut = slice_cut(cut.tail, word)) {
        buf_add(&rest, cut.head);
        if (!cut.found)
            break;
    }
    Slice result = arena_copy(keep, buf_slice(&rest));
    buf_release(&rest);
    return result;
}

/* Takes every 每天, 每名学生 out of a phrase and notes them; the last of a kind holds. */
static Slice take_periods(IndicatorReading *reading, Slice phrase) {
    Buf rest = {0}, found = {0};
    for (size_t at = 0; at < phrase.n;) {
        size_t length = per_start(phrase_from(phrase, at));
        if (length) {
            Slice norm = per_norm(slice_sub(phrase, at, at + length));
            if (!slice_contains(buf_slice(&found), norm))
                buf_format(&found, "%s%.*s", found.n ? " " : "", SLICE_ARG(norm));
            at += length;
        } else {
            size_t step = utf8_decode(phrase, at).length;
            buf_add(&rest, slice_sub(phrase, at, at + step));
            at += step;
        }
    }
    if (found.n)
        reading->words->per = arena_copy(reading->keep, buf_slice(&found));
    Slice result = arena_copy(reading->keep, buf_slice(&rest));
    buf_release(&rest);
    buf_release(&found);
    return result;
}

/* The item without its periods; those of its clause hold for all of a list, and what was
 * read as the target's own holds behind a comma too, but for averages. */
Slice reading_item(IndicatorReading *reading) {
    Slice own = reading->row->target.period;
    take_periods(reading, phrase_but_last(reading->clause, reading->item.n));
    Slice item = take_periods(reading, reading->item);
    if (reading->words->per.n == 0 && own.n && !slice_ends(own, S("均"))) {
        own = phrase_plain(own, reading->keep);
        reading->words->per = per_norm(own);
        item = phrase_without(item, own, reading->keep);
    }
    return item;
}

/* The year that ends a five-year plan named at the start of a text: 十五五时期 is 2030;
 * 0 when none is. 为十五五开好局 names no time. */
static int five_years(Slice text) {
    static const char *const figures[] = {"一", "二", "三", "四", "五",
                                          "六", "七", "八", "九"};
    static const char *const behind[] = {"期间", "时期", "末",   "期末",
                                         "发展", "主要", "目标", "经济"};
    if (!slice_starts(text, S("十")))
        return 0;
    Slice rest = phrase_from(text, S("十").n);
    for (int i = 0; i < (int)COUNT(figures); i++) {
        if (!slice_starts(rest, slice_of(figures[i])))
            continue;
        Slice five = phrase_from(rest, slice_of(figures[i]).n);
        if (!slice_starts(five, S("五")))
            return 0;
        for (size_t k = 0; k < COUNT(behind); k++)
            if (slice_starts(phrase_from(five, S("五").n), slice_of(behind[k])))
                return 2005 + 5 * (i + 1);
    }
    return 0;
}

/* The last year that a text names as one to come. */
static int year_named(Slice text, int year) {
    int last = 0;
    for (size_t at = 0; at < text.n; at++) {
        int named = five_years(phrase_from(text, at));
        Slice four = slice_sub(text, at, at + 4);
        int64_t number = 0;
        bool alone = at == 0 || !is_digit(text.p[at - 1]);
        if (alone && four.n == 4 && slice_int(four, &number) && number >= 1990 &&
            number < 2100 && slice_starts(phrase_from(text, at + 4), S("年")))
            named = (int)number;
        if (named)
            last = named;
    }
    return last > year ? last : 0;
}

void reading_horizon(IndicatorReading *reading, int year) {
    const TargetRow *row = reading->row;
    static const char *const spans[] = {"今后五年", "未来五年", "五年内", "三年内"};
    Slice texts[] = {reading->before, row->task, row->subsection, row->section};
    for (size_t i = 0; i < COUNT(texts); i++) {
        Slice text = texts[i];
        if (!slice_contains(text, S("年")) && !slice_contains(text, S("五")))
            continue;
        if (i > 0)
            text = phrase_plain(text, reading->keep);
        int until = year_named(text, year);
        if (until) {
            reading->words->until = arena_format(reading->keep, "%d", until);
            return;
        }
        for (size_t k = 0; k < COUNT(spans); k++)
            if (slice_contains(text, slice_of(spans[k]))) {
                reading->words->until = slice_of(spans[k]);
                return;
            }
    }
}
