/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <stdarg.h>

#ifdef __SANITIZE_ADDRESS__
enum {
    CHUNK_SIZE = 0
}; /* each object on its own, so that the sanitizer sees its bounds */
#else
enum { CHUNK_SIZE = 64 * 1024 };
#endif

struct ArenaChunk {
    ArenaChunk *before;
    size_t used, size;
    _Alignas(max_align_t) char bytes[];
};

void out_of_memory(size_t size) {
    fprintf(stderr,
            T("plancmp: out of memory (%zu bytes wanted)\n",
              "plancmp：内存不足（需要 %zu 字节）\n"),
            size);
    exit(1);
}

void *memory_grow(void *old, size_t n, size_t size) {
    if (size && n > SIZE_MAX / 2 / size)
        out_of_memory(SIZE_MAX);
    void *memory = realloc(old, n && size ? n * size : 1);
    if (!memory)
        out_of_memory(n * size);
    return memory;
}

void *arena_alloc(Arena *arena, size_t size) {
    const size_t align = _Alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        out_of_memory(size);
    size = (size + align - 1) / align * align;
    ArenaChunk *chunk = arena->last;
    if (!chunk || chunk->size - chunk->used < size) {
        size_t room = size > CHUNK_SIZE ? size : CHUNK_SIZE;
        chunk = calloc(1, sizeof *chunk + room);
        if (!chunk)
            out_of_memory(room);
        chunk->before = arena->last;
        chunk->size = room;
        arena->last = chunk;
    }
    void *object = chunk->bytes + chunk->used;
    chunk->used += size;
    return object;
}

void *arena_alloc_array(Arena *arena, size_t n, size_t size) {
    if (size && n > SIZE_MAX / 2 / size)
        out_of_memory(SIZE_MAX);
    return arena_alloc(arena, n * size);
}

Slice arena_copy(Arena *arena, Slice s) {
    char *copy = arena_alloc(arena, s.n + 1);
    if (s.n)
        memcpy(copy, s.p, s.n);
    return (Slice){copy, s.n};
}

const char *arena_cstring(Arena *arena, Slice s) {
    return arena_copy(arena, s).p;
}

Slice arena_format(Arena *arena, const char *format, ...) {
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int n = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (n < 0)
        BUG("format \"%s\" failed", format);
    char *text = arena_alloc(arena, (size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    return (Slice){text, (size_t)n};
}

void arena_release(Arena *arena) {
    while (arena->last) {
        ArenaChunk *chunk = arena->last;
        arena->last = chunk->before;
        free(chunk);
    }
}
