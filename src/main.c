/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the program: everything is in command/. */
#include "base/base.h"

#include "command/command.h"

int main(int argc, char **argv) {
    return command_main(argc, argv);
}
