/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P values of several tests together. NaN stays NaN and does not count as a test (as R's
 * p.adjust). */
#ifndef STAT_MULTIPLE_H
#define STAT_MULTIPLE_H

#include <stddef.h>

typedef enum {
    ADJUST_NONE,
    ADJUST_BENJAMINI_HOCHBERG,  /* false discovery rate; the default of every analysis */
    ADJUST_BENJAMINI_YEKUTIELI, /* the same under any dependence */
    ADJUST_HOLM,                /* any false finding */
    ADJUST_HOCHBERG,
    ADJUST_BONFERRONI
} Adjustment;

/* adjusted holds n values and may be p itself. The rules are at the head of
 * multiple.c. */
void p_adjust(Adjustment method, const double *p, size_t n, double *adjusted);

#endif
