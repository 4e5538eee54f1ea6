/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Other programs (pdftotext, soffice, gnuplot, pandoc), run without a shell and with
 * bounds: time, memory, output. */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include "base/base.h"

typedef struct {
    const char *const *argv;        /* NULL-ended; argv[0] is looked up in PATH */
    Slice input;                    /* its standard input */
    const char *const *environment; /* NULL-ended "NAME=value" beside our own; may be NULL
                                     */
    const char *folder;             /* where it runs; NULL: here */
    double seconds;      /* of the clock; 0: 60. It and its children are killed then */
    size_t memory;       /* bytes of address space; 0: as ours */
    size_t output;       /* bytes of standard output; 0: 256 MB */
    const char *package; /* the Debian package that has it, for the message when it is
                            absent */
} Child;

typedef struct {
    Buf out;    /* its standard output */
    Buf errors; /* its standard error, the first 64 KB */
    int status; /* its exit status */
} ChildResult;

/* Runs it to its end. False, with a message that names the program, when it is absent,
 * cannot be started, takes too long, puts out too much or dies of a signal; an exit
 * status is the caller's to judge. result is to be released in any case. */
bool child_run(const Child *child, ChildResult *result, Err *err);
void child_release(ChildResult *result);

/* Where in PATH a program is; empty when nowhere. */
Slice child_find(Arena *keep, Slice program);

/* What it says of itself: the first line of its errors, for messages. */
Slice child_complaint(const ChildResult *result);

#endif
