/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A machine's share put right by a sample that people coded too, with an interval that
 * carries both errors: of the plan's measures and of the sample. The rules are numbered
 * at the head of correction.c. */
#ifndef STAT_CORRECTION_H
#define STAT_CORRECTION_H

#include "stat/agreement.h"
#include "stat/bootstrap.h"

/* How the sample was drawn decides which rates it can tell. */
typedef enum {
    /* Without regard to the machine's code (all measures alike, or by the person's code):
     * sensitivity and specificity. Rule 1. */
    CORRECTION_ROGAN_GLADEN,
    /* By the machine's code (so many coded, so many not): how often a code is right, and
     * how often a missing one is wrong. Rule 2. */
    CORRECTION_PREDICTIVE
} CorrectionDesign;

typedef enum {
    CORRECTION_DONE,
    CORRECTION_UNSURE,    /* done, but the sample is too small to tell the machine from
                             chance (rule 5) */
    CORRECTION_NO_SAMPLE, /* no case or no other in the sample where one is needed: not
                             identifiable */
    CORRECTION_NO_BETTER, /* the machine is no better than chance: not identifiable */
    CORRECTION_UNDEFINED  /* hits, n or a count that is none */
} CorrectionState;

typedef struct {
    CorrectionState state;
    double apparent;    /* hits / n */
    double share;       /* corrected, in [0, 1]; NaN unless DONE or UNSURE */
    double unclamped;   /* before it was cut to [0, 1] */
    double rate_cases;  /* sensitivity, or how often a code is right */
    double rate_others; /* specificity, or how often no code is right */
    Interval delta;     /* rule 3 */
    Interval drawn;     /* rule 4, seeded */
} CorrectedShare;

/* sample: hit = machine and person, false_alarm = machine only, miss = person only. */
CorrectedShare share_corrected(double hits, double n, Confusion sample,
                               CorrectionDesign design, Resampling how);

#endif
