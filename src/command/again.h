/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running a recorded command again, into a folder of our own. */
#ifndef COMMAND_AGAIN_H
#define COMMAND_AGAIN_H

#include "command/record.h"

/* Runs it as a child process over the project file of context, into `folder`, which is
 * made, and reads the record of that run. The record asked of may be hostile: only
 * commands that write nothing but their output are run, only with options that name no
 * place, and always into `folder`. False, with a message, when it is no such command or
 * fails; `now` is to be released in any case. */
bool run_again(Context *context, const RecordRun *run, Slice folder, Record *now,
               Err *err);

/* The command line as a person would write it, without the place it wrote to. */
Slice run_words(const RecordRun *run, Arena *keep);

#endif
