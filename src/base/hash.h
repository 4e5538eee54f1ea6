/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256, over nettle: the name of a document's bytes, and draws that depend on nothing
 * but what is drawn. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/base.h"

Slice hash_sha256(Arena *keep, Slice bytes); /* 64 lower-case hex digits */

/* A number for a place in a thing, evenly spread, the same on every machine and in
 * whatever order things are drawn. */
uint64_t hash_random(uint64_t seed, Slice name, size_t place);

#endif
