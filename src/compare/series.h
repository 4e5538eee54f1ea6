/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plans of one region over the years: which plans of a corpus make a series. */
#ifndef COMPARE_SERIES_H
#define COMPARE_SERIES_H

#include "base/table.h"
#include "compare/corpus.h"

/* A region is a name in a province: 鼓楼区 of two provinces is two. A plan that does not
 * tell its province goes with the only province that the plans of its name tell.
 *
 * A series has one plan a year and one genre (comparable_genre):
 * - of several genres the one with most years counts, of equals the annual work plan; a
 *   plan of unknown kind goes with any;
 * - of several plans of one year (a plan and its amendment) the one issued last counts,
 *   unless it has less than half as many measures as the longest of that year: then it
 *   tells changes only. Undated ones stand before dated ones; of one day, the longer
 *   counts.
 * Plans that do not tell their year are in no series. Nor are those that do not tell
 * their region, unless plans were named one by one and those of them that tell a region
 * tell the same: then who named them together takes them for one region. */
typedef struct {
    Slice region;          /* unique: the name, with its province before it where several
                              have it */
    const uint32_t *plans; /* places in the corpus, by year */
    size_t n;              /* at least 2 */
} Series;

typedef enum {
    LEFT_NO_YEAR,
    LEFT_NO_REGION,
    LEFT_OTHER_KIND, /* than its series */
    LEFT_SAME_YEAR,  /* another plan of that year counts */
    LEFT_ALONE       /* the only year of its region */
} LeftOut;
typedef struct {
    uint32_t plan;
    LeftOut why;
    uint32_t instead; /* LEFT_SAME_YEAR: the plan that counts */
} LeftPlan;

typedef struct {
    const Series *at; /* by region, in bytes */
    size_t n;
    const LeftPlan *left; /* plans in no series, in the order of the corpus */
    size_t n_left;
    const uint32_t *assumed; /* plans taken for the region of those named with them */
    size_t n_assumed;
} SeriesList;

/* Fails when no region has two years, saying which years there are. */
bool series_find(const Corpus *corpus, Arena *keep, SeriesList *list, Err *err);

/* Whether there is a series at all. */
bool series_exist(const Corpus *corpus);

/* The plans of a series as a corpus of their own, plan i its i-th year: what is worked
 * out on it does not depend on which other plans were chosen. */
typedef struct {
    Corpus corpus;
    const size_t *from; /* for each of its measures the place in the whole corpus */
} SeriesCorpus;
SeriesCorpus series_corpus(const Corpus *corpus, const Series *series, Arena *keep);

/* What was left out and why, and years without a plan in between. */
void series_notes(Table *table, const Corpus *corpus, const SeriesList *list);

#endif
