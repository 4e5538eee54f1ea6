/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <unistd.h>

#include "base/progress.h"
#include "base/utf8.h"

enum { WHAT_BYTES = 60 };

Progress progress_new(bool quiet, const char *verb) {
    return (Progress){.verb = verb, .on = !quiet && isatty(STDERR_FILENO) == 1};
}

void progress_step(Progress *progress, Slice what) {
    progress->steps++;
    if (!progress->on)
        return;
    /* The end of a path tells more than its beginning. */
    Slice end = what;
    while (end.n > WHAT_BYTES)
        end = slice_sub(end, utf8_decode(end, 0).length, end.n);
    fprintf(stderr, "\r\033[K%s %zu: %.*s", progress->verb, progress->steps,
            SLICE_ARG(end));
    fflush(stderr);
    progress->shown = true;
}

void progress_clear(Progress *progress) {
    if (progress->shown)
        fprintf(stderr, "\r\033[K");
    progress->shown = false;
}
