/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: dictionaries of general Chinese cut a plan's own terms in pieces. A term of k+1
 * words can be frequent only where both its parts of k words are, so each level looks
 * only at what the level before has left. */
#include "base/base.h"

#include "base/utf8.h"
#include "base/words.h"
#include "compare/terms.h"

/* src/compare/stop-words.txt, embedded by the build. */
extern const char stop_words_txt[];
extern const size_t stop_words_txt_size;

/* ---- A map from keys to numbers 1, 2, ... in the order of first use ---- */

typedef struct {
    uint64_t *key;
    uint32_t *number; /* 0: free */
    size_t room;      /* a power of two */
    uint32_t n;
} IdMap;

static void map_release(IdMap *map) {
    free(map->key);
    free(map->number);
    *map = (IdMap){0};
}

static size_t map_slot(const IdMap *map, uint64_t key) {
    size_t at = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (map->room - 1);
    while (map->number[at] && map->key[at] != key)
        at = (at + 1) & (map->room - 1);
    return at;
}

static void map_grow(IdMap *map) {
    IdMap old = *map;
    map->room = old.room ? old.room * 2 : 1024;
    map->key = memory_grow(NULL, map->room, sizeof *map->key);
    map->number = memory_grow(NULL, map->room, sizeof *map->number);
    memset(map->number, 0, map->room * sizeof *map->number);
    for (size_t i = 0; i < old.room; i++) {
        if (!old.number[i])
            continue;
        size_t at = map_slot(map, old.key[i]);
        map->key[at] = old.key[i];
        map->number[at] = old.number[i];
    }
    free(old.key);
    free(old.number);
}

/* The number of a key; a new one where it has none. */
static uint32_t map_number(IdMap *map, uint64_t key) {
    if (map->n * 2 >= map->room)
        map_grow(map);
    size_t at = map_slot(map, key);
    if (!map->number[at]) {
        map->key[at] = key;
        map->number[at] = ++map->n;
    }
    return map->number[at];
}

static uint32_t map_find(const IdMap *map, uint64_t key) {
    return map->room ? map->number[map_slot(map, key)] : 0;
}

/* ---- The running text ---- */

/* Where a stop word may not stand. */
enum { STOP_FIRST, STOP_LAST };

/* All words of all measures in a row; word 0 divides what does not belong together. */
typedef struct {
    const Corpus *corpus;
    const Slice *texts;
    /* By hash of the text: of 64 bits, so that two words do not meet. */
    IdMap words, stops[2];
    VEC(uint32_t) word;
    VEC(uint32_t) measure;
    VEC(Span) span;
    size_t least;
} Running;

static void running_release(Running *running) {
    map_release(&running->words);
    map_release(&running->stops[STOP_FIRST]);
    map_release(&running->stops[STOP_LAST]);
    vec_release(&running->word);
    vec_release(&running->measure);
    vec_release(&running->span);
}

static void load_stops(IdMap stops[2]) {
    Slice left = {stop_words_txt, stop_words_txt_size};
    while (left.n) {
        Cut line = slice_cut(left, S("\n"));
        Slice word = slice_trim(line.head);
        bool begins = slice_starts(word, S("^")), ends = slice_ends(word, S("$"));
        word = slice_sub(word, begins, word.n - ends);
        bool counts = word.n && word.p[0] != '#';
        if (counts && !ends)
            map_number(&stops[STOP_FIRST], slice_hash(word));
        if (counts && !begins)
            map_number(&stops[STOP_LAST], slice_hash(word));
        left = line.tail;
    }
}

static void push(Running *running, uint32_t word, size_t measure, Span span) {
    vec_push(&running->word, word);
    vec_push(&running->measure, (uint32_t)measure);
    vec_push(&running->span, span);
}

/* Numbers and names that were masked in print: x, xx, XX. */
static bool is_mask(Slice word) {
    size_t i = 0;
    while (i < word.n && (word.p[i] == 'x' || word.p[i] == 'X'))
        i++;
    return i == word.n;
}

static void add_measure(Running *running, WordSplitter *splitter, size_t measure,
                        WordList *words) {
    Slice text = running->texts[measure];
    words->n = 0;
    words_split(splitter, text, words);
    size_t end = SIZE_MAX;
    for (size_t i = 0; i < words->n; i++) {
        const Word *word = &words->at[i];
        bool left_out = word->kind == WORD_NUMBER || is_mask(slice_at(text, word->span));
        if ((word->span.at != end || left_out) && end != SIZE_MAX)
            push(running, 0, measure, (Span){0});
        end = SIZE_MAX;
        if (left_out)
            continue;
        uint64_t key = slice_hash(slice_at(text, word->span));
        push(running, map_number(&running->words, key), measure, word->span);
        end = word->span.end;
    }
    push(running, 0, measure, (Span){0});
}

static bool read_texts(Running *running, Err *err) {
    WordSplitter *splitter = words_open(err);
    if (!splitter)
        return false;
    WordList words = {0};
    load_stops(running->stops);
    for (size_t i = 0; i < running->corpus->n_measures; i++)
        add_measure(running, splitter, i, &words);
    vec_release(&words);
    words_close(splitter);
    return true;
}

static Slice word_at(const Running *running, size_t at) {
    return slice_at(running->texts[running->measure.at[at]], running->span.at[at]);
}

static bool is_stop(const Running *running, size_t at, int place) {
    return map_find(&running->stops[place], slice_hash(word_at(running, at)));
}

/* ---- Levels ---- */

typedef struct {
    size_t first;    /* where it first begins in the running text */
    uint32_t n;      /* measures */
    uint32_t seen;   /* the measure last counted, + 1 */
    uint32_t longer; /* measures of the most frequent term that is one word longer */
    uint32_t places; /* of the running text */
    uint32_t torn;   /* places where an end of it lies within a compound */
    bool fit;
} Candidate;

typedef struct {
    uint32_t words;
    uint32_t *begins; /* for each place of the running text the candidate there, 0: none
                         that is frequent */
    VEC(Candidate) candidates; /* [0] is none */
} Level;

static void level_release(Level *level) {
    free(level->begins);
    vec_release(&level->candidates);
}

static Slice candidate_text(const Running *running, const Candidate *candidate,
                            uint32_t words) {
    Span span = running->span.at[candidate->first];
    span.end = running->span.at[candidate->first + words - 1].end;
    return slice_at(running->texts[running->measure.at[candidate->first]], span);
}

static bool is_fit(const Running *running, const Candidate *candidate, uint32_t words) {
    if (words > 1 && candidate->torn * 3 > candidate->places * 2)
        return false;
    size_t characters = utf8_count(candidate_text(running, candidate, words));
    return characters >= 2 && characters <= TERM_CHARACTERS &&
           !is_stop(running, candidate->first, STOP_FIRST) &&
           !is_stop(running, candidate->first + words - 1, STOP_LAST);
}

/* The key of what begins at a place; 0: nothing that can be frequent. */
static uint64_t key_at(const Running *running, const Level *shorter, size_t at) {
    if (!shorter)
        return running->word.at[at];
    size_t last = at + shorter->words;
    if (last >= running->word.n || !shorter->begins[at] || !shorter->begins[at + 1])
        return 0;
    return ((uint64_t)shorter->begins[at] << 32) | running->word.at[last];
}

/* A single character that is no word of grammar: what the dictionary left of a compound.
 */
static bool is_scrap(const Running *running, size_t at) {
    return running->word.at[at] && utf8_count(word_at(running, at)) == 1 &&
           !is_stop(running, at, STOP_FIRST) && !is_stop(running, at, STOP_LAST);
}

/* Two scraps side by side mostly belong together (文旅产融合): what begins or ends
 * between two of them nearly everywhere is a piece. */
static bool is_torn(const Running *running, size_t at, uint32_t words) {
    size_t end = at + words;
    return (at && is_scrap(running, at - 1) && is_scrap(running, at)) ||
           (end < running->word.n && is_scrap(running, end - 1) &&
            is_scrap(running, end));
}

static void count_candidates(const Running *running, const Level *shorter, Level *level) {
    IdMap map = {0};
    vec_push(&level->candidates, (Candidate){0});
    for (size_t i = 0; i < running->word.n; i++) {
        uint64_t key = key_at(running, shorter, i);
        uint32_t number = key ? map_number(&map, key) : 0;
        level->begins[i] = number;
        if (!number)
            continue;
        if (number == level->candidates.n)
            vec_push(&level->candidates, (Candidate){.first = i});
        Candidate *candidate = &level->candidates.at[number];
        uint32_t measure = running->measure.at[i] + 1;
        candidate->n += candidate->seen != measure;
        candidate->seen = measure;
        candidate->places++;
        candidate->torn += is_torn(running, i, level->words);
    }
    map_release(&map);
}

/* A part is told of the longer term when that can stand for it; and when what stands
 * beside the part is a single character, since then the dictionary has cut a compound. */
static void tell_shorter(const Running *running, Level *shorter,
                         const Candidate *longer) {
    for (size_t i = 0; i < 2; i++) {
        size_t beside = i ? longer->first : longer->first + shorter->words;
        Candidate *part = &shorter->candidates.at[shorter->begins[longer->first + i]];
        bool heeds = longer->fit || utf8_count(word_at(running, beside)) == 1;
        if (heeds && part->longer < longer->n)
            part->longer = longer->n;
    }
}

static Level make_level(const Running *running, Level *shorter) {
    Level level = {.words = shorter ? shorter->words + 1 : 1};
    level.begins = memory_grow(NULL, running->word.n + 1, sizeof *level.begins);
    count_candidates(running, shorter, &level);
    for (size_t i = 1; i < level.candidates.n; i++) {
        Candidate *candidate = &level.candidates.at[i];
        if (candidate->n < running->least)
            continue;
        candidate->fit = is_fit(running, candidate, level.words);
        if (shorter)
            tell_shorter(running, shorter, candidate);
    }
    for (size_t i = 0; i < running->word.n; i++) {
        if (level.candidates.at[level.begins[i]].n < running->least)
            level.begins[i] = 0;
    }
    return level;
}

/* ---- Terms ---- */

typedef VEC(Term) Terms;

/* Nine of ten measures with the shorter one hold the longer: the shorter says nothing of
 * its own. */
static bool is_kept(const Running *running, const Candidate *candidate) {
    return candidate->fit && candidate->n >= running->least &&
           (uint64_t)candidate->longer * 10 < (uint64_t)candidate->n * 9;
}

/* Numbers the candidates that become terms 1, 2, ...; 0: none. */
static uint32_t *number_terms(const Running *running, const Level *level, size_t *n) {
    uint32_t *number = memory_grow(NULL, level->candidates.n, sizeof *number);
    *n = 0;
    for (size_t i = 0; i < level->candidates.n; i++)
        number[i] = is_kept(running, &level->candidates.at[i]) ? (uint32_t)++ * n : 0;
    return number;
}

static void take_terms(const Running *running, const Level *level, Arena *keep,
                       Terms *terms) {
    size_t n = 0, first = terms->n;
    uint32_t *number = number_terms(running, level, &n);
    uint32_t **measures = memory_grow(NULL, n + 1, sizeof *measures);
    for (size_t i = 0; i < level->candidates.n; i++) {
        const Candidate *candidate = &level->candidates.at[i];
        if (!number[i])
            continue;
        measures[number[i] - 1] = ARENA_ARRAY(keep, uint32_t, candidate->n);
        vec_push(terms, (Term){.text = candidate_text(running, candidate, level->words),
                               .words = level->words,
                               .measures = measures[number[i] - 1]});
    }
    for (size_t i = 0; i < running->word.n; i++) {
        uint32_t own = number[level->begins[i]];
        if (!own)
            continue;
        Term *term = &terms->at[first + own - 1];
        uint32_t measure = running->measure.at[i];
        if (term->n == 0 || term->measures[term->n - 1] != measure)
            measures[own - 1][term->n++] = measure;
    }
    free(measures);
    free(number);
}

bool terms_find(const Corpus *corpus, const Slice *texts, size_t least, Arena *keep,
                TermList *terms, Err *err) {
    Running running = {.corpus = corpus, .texts = texts, .least = least > 0 ? least : 1};
    bool ok = read_texts(&running, err);
    Level levels[TERM_WORDS] = {0};
    Terms found = {0};
    for (size_t i = 0; ok && i < TERM_WORDS; i++)
        levels[i] = make_level(&running, i ? &levels[i - 1] : NULL);
    for (size_t i = 0; ok && i < TERM_WORDS; i++)
        take_terms(&running, &levels[i], keep, &found);
    for (size_t i = 0; i < TERM_WORDS; i++)
        level_release(&levels[i]);
    running_release(&running);
    Term *kept = ARENA_ARRAY(keep, Term, found.n);
    if (found.n)
        memcpy(kept, found.at, found.n * sizeof *kept);
    *terms = (TermList){kept, found.n};
    vec_release(&found);
    return ok;
}
