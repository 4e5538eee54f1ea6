/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of commands, in the order of help. */
#ifndef COMMAND_COMMANDS_P_H
#define COMMAND_COMMANDS_P_H

#include "command/command.h"

#define COMMANDS(X)                                                                      \
    X(add)                                                                               \
    X(list)                                                                              \
    X(show)                                                                              \
    X(find)                                                                              \
    X(check)                                                                             \
    X(set)                                                                               \
    X(remove)                                                                            \
    X(rebuild)                                                                           \
    X(themes)                                                                            \
    X(scheme)                                                                            \
    X(explain)                                                                           \
    X(sample)                                                                            \
    X(import_codes)                                                                      \
    X(agree)                                                                             \
    X(learn)                                                                             \
    X(code)                                                                              \
    X(coverage)                                                                          \
    X(compare)                                                                           \
    X(gaps)                                                                              \
    X(distinct)                                                                          \
    X(targets)                                                                           \
    X(duties)                                                                            \
    X(deadlines)                                                                         \
    X(trend)                                                                             \
    X(workload)                                                                          \
    X(similar)                                                                           \
    X(map)                                                                               \
    X(reuse)                                                                             \
    X(sensitivity)                                                                       \
    X(comparable)                                                                        \
    X(chart)                                                                             \
    X(report)                                                                            \
    X(export)                                                                            \
    X(verify)                                                                            \
    X(doctor)                                                                            \
    X(help)

#define X(name) extern const Command command_##name;
COMMANDS(X)
#undef X

const char *command_version(void); /* of this build: "1.0.0" or git's description */

#endif
