/* SPDX-License-Identifier: GPL-3.0-or-later */
/* agree: how far machine and people, and people among themselves, code alike. The unit is
 * a measure that both have coded: text that nobody coded says nothing about agreement. */
#ifndef COMPARE_AGREE_H
#define COMPARE_AGREE_H

#include "base/options.h"
#include "base/table.h"
#include "stat/agreement.h"
#include "store/query.h"

typedef struct {
    SliceList plans;  /* empty: all */
    SliceList coders; /* only these, machines too; empty: all */
    Resampling how;
} AgreeOptions;

/* Sets of theme codes as bits: theme k is bit k % 64 of word k / 64. */
typedef struct {
    Slice name;
    bool person;
    uint64_t *bits; /* a row a unit, of AgreeStudy.words */
    bool *present;  /* whether it has coded the unit */
    size_t n;       /* units it has coded */
} AgreeCoder;

typedef struct {
    ThemeList themes;
    PlanList plans;
    MeasureList units; /* every measure that a person coded; by slug, then place */
    size_t words;
    AgreeCoder *coders; /* machines first, each kind by name */
    size_t n_coders;
    size_t lost;    /* people's codings whose passage is in no measure any more */
    size_t unknown; /* people's codes that are none in the scheme in use */
} AgreeStudy;

/* An error, in words: no person has coded, an unknown coder or plan. */
bool agree_load(Store *store, const AgreeOptions *options, Arena *keep, AgreeStudy *study,
                Err *err);

/* Whether a coder gave a unit the theme itself (below: or one under it). */
bool agree_has(const AgreeStudy *study, const AgreeCoder *coder, size_t unit,
               size_t theme, bool below);

/* One row a pair of coders and theme, with a row "*" over all themes before them; the
 * reference is a person, the coder a machine or another person. Columns: reference,
 * coder, theme, theme_name, depth, n (units both coded), both, only_reference,
 * only_coder, neither (with the measures), percent, kappa, kappa_low, kappa_high, alpha,
 * alpha_low, alpha_high, precision, recall (of a machine only), f1, f1_low, f1_high.
 *   A theme at the top is given where it or one below it is. Row "*": the counts are
 * summed over the codes as given (micro), percent is the share of units with the same
 * set of codes, alpha is of sets with the MASI distance of Passonneau 2006. Themes that
 * neither gave are left out. With three people or more, rows of reference "people":
 * alpha over all of them. Intervals: percentile bootstrap that resamples units, as the
 * notes say. */
Table agree_table(const AgreeStudy *study, const AgreeOptions *options, Arena *keep);

/* The units that two coders of the study coded differently, pair by pair. */
typedef struct {
    size_t reference, coder, unit;
} Disagreement;
typedef struct {
    const Disagreement *at;
    size_t n;
} DisagreementList;
DisagreementList agree_disagreements(const AgreeStudy *study, Arena *keep);

#endif
