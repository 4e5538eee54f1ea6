/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs one program without a shell and with a time limit. */
#ifndef PRESENT_SPAWN_P_H
#define PRESENT_SPAWN_P_H

#include "base/base.h"

typedef struct {
    bool started; /* false: no such program */
    int status;   /* exit status; -1: killed by a signal or by the time limit */
    bool timed_out;
    Buf out, errors; /* what it wrote, at most 1 MiB each; the caller releases them */
} Spawned;

/* argv ends with NULL and argv[0] is looked up in PATH. */
Spawned spawn_run(const char *const *argv, int seconds);

#endif
