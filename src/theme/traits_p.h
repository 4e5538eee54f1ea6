/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a learned coder looks at in a measure. A trait is named by a string whose first
 * byte says where it stands:
 *   m  a character n-gram of the measure ("m课后"): 1 to 3 letters or Han characters
 *      of the folded text, over no punctuation mark or digit
 *   h  one of the headings above it, without the plan's title
 *   c, w, l  what the rules say ("csports.school"): the theme is coded; is hit but stays
 *      under its threshold; a hit in a heading speaks for it
 * A measure has a trait or has it not, however often. */
#ifndef THEME_TRAITS_P_H
#define THEME_TRAITS_P_H

#include "theme/coder_p.h"
#include "theme/dictionary_p.h"

enum {
    TRAIT_MEASURE = 'm',
    TRAIT_HEADING = 'h',
    TRAIT_CODED = 'c',
    TRAIT_WEAK = 'w',
    TRAIT_LENT = 'l',
    GRAM_LEAST = 1,
    GRAM_MOST = 3, /* characters */
};

typedef struct {
    uint32_t trait;   /* number in the dictionary */
    uint32_t at, end; /* an n-gram's first place in the view */
} Trait;
typedef VEC(Trait) Traits;

/* The traits of a measure of the plan that was read last (coder_read_plan), ascending by
 * number, each once. traits_learn adds new ones to the dictionary, traits_find passes
 * them over. */
void traits_learn(Coder *coder, const PlanTree *tree, const Unit *measure,
                  Dictionary *dictionary, Traits *traits);
void traits_find(Coder *coder, const PlanTree *tree, const Unit *measure,
                 const Dictionary *dictionary, Traits *traits);

/* What traits weigh: those of one kind of n-gram together have length 1 (headings: 1/2),
 * so that long measures do not weigh more; what the rules say counts 1 each. */
typedef struct {
    double measure, heading;
} TraitValues;
TraitValues trait_values(size_t n_measure, size_t n_heading);
double trait_value(TraitValues values, char kind);

#endif
