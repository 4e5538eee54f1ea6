/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the makers of a study share: numbers (alpha.c) and sets (alpha_set.c). */
#ifndef STAT_ALPHA_P_H
#define STAT_ALPHA_P_H

#include "stat/alpha.h"

enum { ALPHA_VALUES_MAX = 4096 };

/* The last step of making a study: checks coders and pairs, fills disagreement. */
bool alpha_study_close(Arena *keep, AlphaStudy *study, Err *err);
bool alpha_values_fit(size_t values, Err *err);

#endif
