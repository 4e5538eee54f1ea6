/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first include of every source file: slices, arenas, buffers, vectors, errors, the
 * language of messages. */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/lang.h"
#include "base/slice.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/vec.h"

#include "base/banned.h"

#endif
