/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <inttypes.h>
#include <nettle/sha2.h>

#include "base/hash.h"

Slice hash_sha256(Arena *keep, Slice bytes) {
    struct sha256_ctx state;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&state);
    sha256_update(&state, bytes.n, (const uint8_t *)bytes.p);
    sha256_digest(&state, sizeof digest, digest);
    char *hex = arena_alloc(keep, 2 * sizeof digest + 1);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    return (Slice){hex, 2 * sizeof digest};
}

uint64_t hash_random(uint64_t seed, Slice name, size_t place) {
    Arena scratch = {0};
    Slice what =
        arena_format(&scratch, "%" PRIu64 ":%.*s:%zu", seed, SLICE_ARG(name), place);
    Slice digits = hash_sha256(&scratch, what);
    uint64_t random = 0;
    for (size_t i = 0; i < 16; i++) {
        char c = digits.p[i];
        random = random << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    arena_release(&scratch);
    return random;
}
