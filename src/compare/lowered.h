/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a measure asks for less than another that makes the same promise: a lower
 * number, or a softer word (力争, 探索) for it. */
#ifndef COMPARE_LOWERED_H
#define COMPARE_LOWERED_H

#include "compare/corpus.h"

typedef struct {
    Comparator comparator;
    Hardness hardness;
    bool redacted; /* no value */
    double value;  /* in unit */
    double high;   /* the upper end of a range, else value */
    Slice words;   /* "95%", number and unit as written */
    Slice unit;    /* normalised */
    Slice object, period;
} MeasureTarget;
typedef struct {
    const MeasureTarget *at; /* in the order of the text */
    size_t n;
} MeasureTargets;

/* One a measure of the corpus. */
bool corpus_targets(Store *store, const Corpus *corpus, Arena *keep,
                    const MeasureTargets **targets, Err *err);

typedef struct {
    bool lower, softer;
    Slice words; /* "95% → 90%" of the first that is lower; empty */
} Lowered;

/* What `to` asks for, against `from`. Two targets are compared that have the same unit
 * and period and look the same way (at least, or at most), and are about objects of
 * the same or a similar name, each the only such one of its measure or of the very same
 * name; no masked or approximate ones. Of ranges the whole must be lower. A number of
 * people, schools or yuan tells nothing between places of different size: unless
 * same_place only shares (%) and what is asked for per period (每天 1 小时) can be lower.
 */
Lowered targets_lowered(const MeasureTargets *from, const MeasureTargets *to,
                        bool same_place, Arena *keep);

#endif
