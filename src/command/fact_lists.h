/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts that measures state, plan by plan. */
#ifndef COMMAND_FACT_LISTS_H
#define COMMAND_FACT_LISTS_H

#include "command/command.h"
#include "plan/duties.h"

typedef struct {
    SliceList plans;
    Slice theme, unit, aliases;
    bool redacted, first_leads;
    const DutyAliasList *alias_list; /* read from the file `aliases` */
} FactSettings;

/* Prints the targets; the exit status. */
int fact_lists_targets(Context *context, const FactSettings *settings);

#endif
