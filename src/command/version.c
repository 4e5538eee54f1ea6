/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The version of this build. A file of its own, so that a new version compiles only this.
 */
#include "base/base.h"

#include "command/commands_p.h"
#include "gen/version.h"

const char *command_version(void) {
    return PLANCMP_VERSION;
}
