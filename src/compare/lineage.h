/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who can have copied from whom: level, place and date of two plans. */
#ifndef COMPARE_LINEAGE_H
#define COMPARE_LINEAGE_H

#include "compare/corpus.h"

/* What another plan is to a plan as a source of its text; the order is that in which text
 * is attributed. */
typedef enum {
    LINEAGE_NONE,     /* no source: it is later */
    LINEAGE_NATIONAL, /* a national document */
    LINEAGE_PROVINCE, /* the plan's own province */
    LINEAGE_CITY,     /* the plan's own city */
    LINEAGE_EARLIER,  /* an earlier plan of the same region and level */
    LINEAGE_PEER,     /* an earlier plan of anyone else */
    LINEAGE_UNSURE    /* of the same day, or one of the two has no date */
} Lineage;

/* A superior is a source unless it is known to be later; annual plans of one year are
 * written side by side, so that between them the level decides, whatever the day. A plan
 * of unknown level has only national documents above it. The city of a county is read
 * from the county's name (某市某区); where that names none, every city of the same
 * province counts as its city. */
Lineage plan_lineage(const CorpusPlan *plan, const CorpusPlan *other);

static inline bool lineage_is_above(Lineage lineage) {
    return lineage >= LINEAGE_NATIONAL && lineage <= LINEAGE_CITY;
}

/* -1: a is earlier, 1: later, 0: not known or the same day. By the dates of issue, else
 * by the years. */
int plan_order(const CorpusPlan *a, const CorpusPlan *b);

#endif
