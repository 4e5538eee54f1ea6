/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coverage, with the machine's errors taken out: each share corrected by what a person
 * found on a sample of the measures. */
#ifndef COMPARE_CORRECTED_H
#define COMPARE_CORRECTED_H

#include "base/table.h"
#include "compare/corpus.h"
#include "stat/bootstrap.h"

/* Fewer of these in the person's sample tell nothing of a theme. */
enum { CORRECTED_SAMPLE = 30, CORRECTED_CODED = 5, CORRECTED_OTHERS = 20 };

/* One row a theme and plan: theme, theme_name, top, depth, core, plan, plan_name,
 * measures (by the rules, with ids), plan_measures, share, share_low, share_high
 * (Wilson); corrected, corrected_low, corrected_high; right: how often a code of the
 * rules is right; missed: how often they miss the theme where they do not give it;
 * sample_coded, sample_others: on how many measures these two rest; state: in
 * words, whether it was corrected or the sample is too small for that. The rates are
 * those of all the person's measures in the project, pooled over plans, for each theme
 * (given where it or one below it is). The correction is by predictive values
 * (stat/correction.h, rule 2), which suits a sample drawn by the machine's codes, as
 * `sample` draws; the interval carries both the plan's and the sample's error. reference:
 * the person; empty: the only one. An error, in words, when there is none or several,
 * when the sample is too small, and when it is for every theme chosen. */
bool corrected_table(Store *store, const CorpusChoice *choice, Slice reference,
                     Resampling how, Arena *keep, Table *table, Err *err);

#endif
