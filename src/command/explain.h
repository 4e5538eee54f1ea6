/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain, where the rules are asked again: why one measure carries what it carries, and
 * which measures a theme just missed. */
#ifndef COMMAND_EXPLAIN_H
#define COMMAND_EXPLAIN_H

#include "command/command.h"

/* measure: its key (command/measure_key.h) or PLAN:N, the N-th of the plan. */
int explain_measure(Context *context, Slice measure);
/* The same for the learned coder: probabilities, and what the measure's n-grams add. */
int explain_opinions(Context *context, Slice measure);
/* The measures of a plan that a rule of the theme hit and that do not carry it. */
int explain_near(Context *context, Slice theme, Slice plan);

#endif
