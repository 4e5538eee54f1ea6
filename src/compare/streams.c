/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "base/normalize.h"
#include "base/utf8.h"
#include "compare/streams.h"

enum { MOST_PLACES = 1 << 30 };

static bool rune_counts(uint32_t rune) {
    return rune_is_han(rune) || (rune >= '0' && rune <= '9') ||
           (rune >= 'a' && rune <= 'z');
}

/* ①, ⑴, ⒈, Ⓐ, ㈠ and ㊀ number a list; folding makes plain numbers of them, which are no
 * words of the plan. */
static bool is_list_mark(uint32_t rune) {
    return (rune >= 0x2460 && rune <= 0x24FF) || (rune >= 0x2776 && rune <= 0x2793) ||
           (rune >= 0x3220 && rune <= 0x3243) || (rune >= 0x3280 && rune <= 0x32B0);
}

void stream_runes(Slice text, Arena *scratch, StreamRunes *runes) {
    Folded folded = text_fold(scratch, text, FOLD_CASE | FOLD_SIMPLIFIED | FOLD_SPACE);
    for (size_t i = 0; i < folded.text.n;) {
        Rune next = utf8_decode(folded.text, i);
        uint32_t at = folded.begin[i];
        if (rune_counts(next.rune) && !is_list_mark(utf8_decode(text, at).rune))
            vec_push(runes, (StreamRune){next.rune, at});
        i += next.length;
    }
}

typedef VEC(uint32_t) Numbers;

static uint32_t *numbers_keep(Numbers *numbers, Arena *keep) {
    uint32_t *copy = ARENA_ARRAY(keep, uint32_t, numbers->n);
    if (numbers->n)
        memcpy(copy, numbers->at, numbers->n * sizeof *copy);
    vec_release(numbers);
    return copy;
}

typedef struct {
    Numbers rune, measure, at;
} Building;

static void add_place(Building *building, uint32_t rune, size_t measure, uint32_t at) {
    vec_push(&building->rune, rune);
    vec_push(&building->measure, (uint32_t)measure);
    vec_push(&building->at, at);
}

static void add_plan(Building *building, const Corpus *corpus, const CorpusPlan *plan,
                     const Slice *texts) {
    Arena scratch = {0};
    StreamRunes runes = {0};
    for (size_t i = plan->first; i < plan->first + plan->n; i++) {
        bool follows = i > plan->first;
        if (follows && corpus->measures[i].task != corpus->measures[i - 1].task)
            add_place(building, 0, i, 0);
        runes.n = 0;
        stream_runes(texts[i], &scratch, &runes);
        for (size_t k = 0; k < runes.n; k++)
            add_place(building, runes.at[k].rune, i, runes.at[k].at);
        arena_release(&scratch);
    }
    add_place(building, 0, plan->first + plan->n - (plan->n > 0), 0);
    vec_release(&runes);
}

bool streams_build(const Corpus *corpus, const Slice *texts, Arena *keep,
                   Streams *streams, Err *err) {
    Building building = {0};
    *streams = (Streams){.n_plans = corpus->n_plans, .texts = texts};
    streams->first = ARENA_ARRAY(keep, size_t, corpus->n_plans + 1);
    for (size_t i = 0; i < corpus->n_plans && building.rune.n <= MOST_PLACES; i++) {
        add_plan(&building, corpus, &corpus->plans[i], texts);
        streams->first[i + 1] = building.rune.n;
    }
    bool fits = building.rune.n <= MOST_PLACES;
    streams->n = building.rune.n;
    streams->rune = numbers_keep(&building.rune, keep);
    streams->measure = numbers_keep(&building.measure, keep);
    streams->at = numbers_keep(&building.at, keep);
    return fits || err_set(err,
                           T("the plans hold more than %d characters; name fewer of them",
                             "所选计划超过 %d 字，请减少计划数"),
                           MOST_PLACES);
}

bool streams_load(Store *store, const Corpus *corpus, Arena *keep, Streams *streams,
                  Err *err) {
    const Slice *texts = NULL;
    return corpus_texts(store, corpus, keep, &texts, err) &&
           streams_build(corpus, texts, keep, streams, err);
}

/* Marks that close what stands before them belong to it. */
static bool rune_closes(uint32_t rune) {
    static const uint32_t closing[] = {'%',    ')',    0xFF05, 0xFF09, 0x2030, 0x201D,
                                       0x2019, 0x300B, 0x3009, 0x300D, 0x300F, 0x3011};
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
        if (rune == closing[i])
            return true;
    }
    return false;
}

/* Where the character at a place ends in its measure's text. */
static size_t end_of(const Streams *streams, size_t place) {
    Slice text = streams->texts[streams->measure[place]];
    size_t end = streams->at[place] + utf8_decode(text, streams->at[place]).length;
    while (end < text.n && rune_closes(utf8_decode(text, end).rune))
        end += utf8_decode(text, end).length;
    return end;
}

Slice streams_text(const Streams *streams, size_t at, size_t end, Arena *keep) {
    Buf out = {0};
    while (at < end) {
        if (streams->rune[at] == 0) {
            at++;
            continue;
        }
        uint32_t measure = streams->measure[at];
        size_t last = at;
        while (last + 1 < end && streams->measure[last + 1] == measure &&
               streams->rune[last + 1])
            last++;
        if (out.n)
            buf_add(&out, S(" / "));
        buf_add(&out, slice_sub(streams->texts[measure], streams->at[at],
                                end_of(streams, last)));
        at = last + 1;
    }
    Slice text = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return text;
}
