/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line on the terminal that tells how far long work has come. On stderr and only when
 * that is a terminal, so that pipes and logs stay quiet. */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include "base/base.h"

typedef struct {
    const char *verb;
    size_t steps;
    bool on, shown;
} Progress;

Progress progress_new(bool quiet, const char *verb);
void progress_step(Progress *progress, Slice what); /* "reading 12: what" */
void progress_clear(Progress *progress); /* before anything else is printed, and at the
                                            end */

#endif
