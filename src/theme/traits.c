/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "base/utf8.h"
#include "theme/traits_p.h"

static const double heading_length = 0.5;

TraitValues trait_values(size_t n_measure, size_t n_heading) {
    return (TraitValues){n_measure ? 1 / sqrt((double)n_measure) : 0,
                         n_heading ? heading_length / sqrt((double)n_heading) : 0};
}

double trait_value(TraitValues values, char kind) {
    switch (kind) {
    case TRAIT_MEASURE: return values.measure;
    case TRAIT_HEADING: return values.heading;
    default: return 1;
    }
}

typedef struct {
    const Dictionary *known;
    Dictionary *growing; /* the same, or NULL */
    Traits *out;
} Look;

static void add_trait(const Look *look, char kind, Slice name, uint32_t at) {
    char word[1 + 256];
    if (name.n >= sizeof word)
        return; /* a theme code this long: what the rules say of it is not looked at */
    word[0] = kind;
    memcpy(word + 1, name.p, name.n);
    Slice key = {word, name.n + 1};
    uint32_t number = look->growing ? dictionary_add(look->growing, key)
                                    : dictionary_find(look->known, key);
    if (number != DICTIONARY_NONE)
        vec_push(look->out, (Trait){number, at, at + (uint32_t)name.n});
}

static bool in_gram(uint32_t rune) {
    return rune_is_han(rune) || (rune >= 'a' && rune <= 'z');
}

/* The n-grams of a unit. starts: where the last characters begin, the newest last; n of
 * them stand together. */
static void add_grams(const Look *look, const Coder *coder, const Unit *unit) {
    Slice view = buf_slice(&coder->fold.view);
    char kind = unit->heading ? TRAIT_HEADING : TRAIT_MEASURE;
    uint32_t starts[GRAM_MOST];
    size_t n = 0;
    for (uint32_t at = unit->at; at < unit->end;) {
        Rune rune = utf8_decode(view, at);
        uint32_t next = at + (uint32_t)rune.length;
        if (!in_gram(rune.rune)) {
            n = 0;
            at = next;
            continue;
        }
        if (n == GRAM_MOST)
            memmove(starts, starts + 1, --n * sizeof *starts);
        starts[n++] = at;
        for (size_t i = 0; i + GRAM_LEAST <= n; i++)
            add_trait(look, kind, slice_sub(view, starts[i], next), starts[i]);
        at = next;
    }
}

/* What the rules say: coder->totals and coder->taken are those of the measure. */
static void add_marks(const Look *look, const Coder *coder) {
    for (size_t i = 0; i < coder->touched.n; i++) {
        uint32_t theme = coder->touched.at[i];
        Slice code = coder->scheme->themes.at[theme].info.code;
        if (coder_is_coded(coder, theme))
            add_trait(look, TRAIT_CODED, code, 0);
        else if (coder->totals[theme] > 0)
            add_trait(look, TRAIT_WEAK, code, 0);
    }
    for (size_t i = 0; i < coder->taken.n; i++) {
        const Fire *fire = &coder->taken.at[i];
        uint32_t theme = coder->scheme->rules.at[fire->rule].theme;
        bool lent = fire->n_rows && coder->rows.at[fire->first_row].heading;
        if (lent)
            add_trait(look, TRAIT_LENT, coder->scheme->themes.at[theme].info.code, 0);
    }
}

static int compare_traits(const void *left, const void *right) {
    const Trait *a = left, *b = right;
    if (a->trait != b->trait)
        return a->trait < b->trait ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

/* Each trait once, where it stands first. */
static void settle(Traits *traits) {
    if (traits->n > 1)
        qsort(traits->at, traits->n, sizeof *traits->at, compare_traits);
    size_t n = 0;
    for (size_t i = 0; i < traits->n; i++) {
        if (n == 0 || traits->at[n - 1].trait != traits->at[i].trait)
            traits->at[n++] = traits->at[i];
    }
    traits->n = n;
}

static void look_at(const Look *look, Coder *coder, const PlanTree *tree,
                    const Unit *measure) {
    look->out->n = 0;
    add_grams(look, coder, measure);
    Headings above = coder_headings(coder, tree, measure->node);
    for (size_t i = 0; i < above.n; i++) {
        if (above.at[i]->node != 0)
            add_grams(look, coder, above.at[i]);
    }
    coder_settle(coder, tree, measure);
    add_marks(look, coder);
    coder_forget(coder);
    settle(look->out);
}

void traits_learn(Coder *coder, const PlanTree *tree, const Unit *measure,
                  Dictionary *dictionary, Traits *traits) {
    look_at(&(Look){dictionary, dictionary, traits}, coder, tree, measure);
}

void traits_find(Coder *coder, const PlanTree *tree, const Unit *measure,
                 const Dictionary *dictionary, Traits *traits) {
    look_at(&(Look){dictionary, NULL, traits}, coder, tree, measure);
}
