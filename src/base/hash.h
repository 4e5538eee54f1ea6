/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256, over nettle: the name of a document's bytes. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/base.h"

Slice hash_sha256(Arena *keep, Slice bytes); /* 64 lower-case hex digits */

#endif
