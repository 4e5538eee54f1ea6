/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --own: an analysis of a plan's own words alone. */
#ifndef COMPARE_OWN_H
#define COMPARE_OWN_H

#include "compare/corpus.h"

/* Leaves in the corpus the measures of which at least this share of the characters is the
 * plan's own: copied neither from above nor from another or an earlier plan, and no
 * formula (compare/origins.h), looked for in all plans of the store. A measure without a
 * character that counts is nobody's and is left out. */
bool corpus_keep_own(Store *store, double least, Corpus *corpus, Err *err);

#endif
