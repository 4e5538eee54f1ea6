/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vectorscan reports only where a literal ends; since a literal has one length, that
 * tells where it starts, and the costly tracking of starts is not needed. */
#include "base/base.h"

#include <hs.h>

#include "theme/matcher_p.h"

struct Matcher {
    hs_database_t *database; /* NULL without literals */
    hs_scratch_t *scratch;   /* the model each thread's own is cloned from */
    uint32_t *lengths;
};

struct MatcherScratch {
    hs_scratch_t *scratch;
};

typedef struct {
    const Matcher *matcher;
    Hits *hits;
} Sink;

static bool compile(Matcher *matcher, const Slice *literals, size_t n, Err *err) {
    Arena arena = {0};
    const char **texts = ARENA_ARRAY(&arena, const char *, n);
    size_t *lengths = ARENA_ARRAY(&arena, size_t, n);
    unsigned *flags = ARENA_ARRAY(&arena, unsigned, n),
             *ids = ARENA_ARRAY(&arena, unsigned, n);
    for (size_t i = 0; i < n; i++) {
        texts[i] = literals[i].p;
        lengths[i] = literals[i].n;
        ids[i] = (unsigned)i;
    }
    hs_compile_error_t *why = NULL;
    hs_error_t status =
        hs_compile_lit_multi(texts, flags, ids, lengths, (unsigned)n, HS_MODE_BLOCK, NULL,
                             &matcher->database, &why);
    if (status != HS_SUCCESS)
        err_set(err, T("the terms cannot be compiled: %s", "词语无法编译：%s"),
                why ? why->message : "?");
    hs_free_compile_error(why);
    arena_release(&arena);
    return status == HS_SUCCESS;
}

Matcher *matcher_new(const Slice *literals, size_t n, Err *err) {
    Matcher *matcher = memory_grow(NULL, 1, sizeof *matcher);
    *matcher = (Matcher){.lengths = memory_grow(NULL, n, sizeof(uint32_t))};
    for (size_t i = 0; i < n; i++) {
        if (literals[i].n == 0 || literals[i].n > UINT32_MAX)
            BUG("a literal of %zu bytes", literals[i].n);
        matcher->lengths[i] = (uint32_t)literals[i].n;
    }
    if (n && !compile(matcher, literals, n, err)) {
        matcher_free(matcher);
        return NULL;
    }
    if (n && hs_alloc_scratch(matcher->database, &matcher->scratch) != HS_SUCCESS)
        out_of_memory(0);
    return matcher;
}

void matcher_free(Matcher *matcher) {
    if (!matcher)
        return;
    hs_free_scratch(matcher->scratch);
    hs_free_database(matcher->database);
    free(matcher->lengths);
    free(matcher);
}

MatcherScratch *matcher_scratch_new(const Matcher *matcher) {
    MatcherScratch *scratch = memory_grow(NULL, 1, sizeof *scratch);
    *scratch = (MatcherScratch){0};
    if (matcher->scratch &&
        hs_clone_scratch(matcher->scratch, &scratch->scratch) != HS_SUCCESS)
        out_of_memory(0);
    return scratch;
}

void matcher_scratch_free(MatcherScratch *scratch) {
    if (!scratch)
        return;
    hs_free_scratch(scratch->scratch);
    free(scratch);
}

static int take(unsigned id, unsigned long long from, unsigned long long to,
                unsigned flags, void *context) {
    (void)from, (void)flags;
    Sink *sink = context;
    uint32_t end = (uint32_t)to;
    vec_push(sink->hits, (Hit){end - sink->matcher->lengths[id], end, id});
    return 0;
}

void matcher_scan(const Matcher *matcher, MatcherScratch *scratch, Slice text,
                  Hits *hits) {
    if (!matcher->database || text.n == 0)
        return;
    if (text.n > MATCHER_TEXT_MAX)
        BUG("a text of %zu bytes is too long to scan", text.n);
    Sink sink = {matcher, hits};
    hs_error_t status = hs_scan(matcher->database, text.p, (unsigned)text.n, 0,
                                scratch->scratch, take, &sink);
    if (status != HS_SUCCESS)
        BUG("hs_scan: %d", status);
}
