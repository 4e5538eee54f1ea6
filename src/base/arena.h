/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An arena hands out zeroed memory that is given back all at once. A parameter `Arena
 * *keep` says: the result lives there. Out of memory ends the run. Under AddressSanitizer
 * every object is an allocation of its own. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/slice.h"

typedef struct ArenaChunk ArenaChunk;
typedef struct {
    ArenaChunk *last;
} Arena;

void *arena_alloc(Arena *arena, size_t size); /* zeroed, aligned for any type; size 0
                                                 gives a valid pointer */
void *arena_alloc_array(Arena *arena, size_t n, size_t size); /* checks the product */
Slice arena_copy(Arena *arena, Slice s); /* the copy is NUL-ended behind its length */
const char *arena_cstring(Arena *arena, Slice s); /* a NUL-ended copy, for the edges of
                                                     the system */
Slice arena_format(Arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void arena_release(Arena *arena); /* gives everything back; the arena is then empty and
                                     usable */

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, n)                                                      \
    ((type *)arena_alloc_array((arena), (n), sizeof(type)))

/* Heap memory that never fails to come: out of memory ends the run with a message. */
void *memory_grow(void *old, size_t n, size_t size); /* realloc for n items of size,
                                                        overflow checked */

#endif
