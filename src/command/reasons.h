/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a run gives other bytes than it gave before: what the two records differ in. */
#ifndef COMMAND_REASONS_H
#define COMMAND_REASONS_H

#include "command/record.h"

/* Adds one sentence a difference to reasons, in keep. differs: whether a file came out
 * otherwise; without one, what has changed made no difference, and that is said. */
void reasons_between(const RecordRun *then, const RecordRun *now, bool differs,
                     Arena *keep, SliceList *reasons);

#endif
