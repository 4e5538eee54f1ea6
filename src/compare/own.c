/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "compare/origins.h"
#include "compare/own.h"

typedef VEC(int64_t) IdList;

static void list_own(const Origins *origins, double least, IdList *ids) {
    const Corpus *corpus = origins->corpus;
    for (size_t plan = 0; plan < corpus->n_plans; plan++) {
        size_t place = origins->streams.first[plan];
        size_t first = corpus->plans[plan].first;
        for (size_t i = first; i < first + corpus->plans[plan].n; i++) {
            OriginTally tally = origins_of_measure(origins, (uint32_t)i, &place);
            double own = (double)tally.of[ORIGIN_OWN], total = (double)tally.total;
            if (total > 0 && own / total >= least)
                vec_push(ids, corpus->measures[i].id);
        }
    }
}

static int by_id(const void *a, const void *b) {
    int64_t one = *(const int64_t *)a, two = *(const int64_t *)b;
    return (one > two) - (one < two);
}

static void keep_listed(IdList *ids, Corpus *corpus) {
    size_t kept = 0;
    if (ids->n)
        qsort(ids->at, ids->n, sizeof(int64_t), by_id);
    for (size_t plan = 0; plan < corpus->n_plans; plan++) {
        size_t first = corpus->plans[plan].first, n = corpus->plans[plan].n;
        corpus->plans[plan].first = kept;
        for (size_t i = first; i < first + n; i++) {
            const CorpusMeasure *measure = &corpus->measures[i];
            if (ids->n && bsearch(&measure->id, ids->at, ids->n, sizeof(int64_t), by_id))
                corpus->measures[kept++] = *measure;
        }
        corpus->plans[plan].n = kept - corpus->plans[plan].first;
    }
    corpus->n_measures = kept;
}

bool corpus_keep_own(Store *store, double least, Corpus *corpus, Err *err) {
    Arena scratch = {0};
    Corpus all = {0};
    Origins origins = {0};
    IdList ids = {0};
    bool found = corpus_load(store, &(CorpusChoice){0}, &scratch, &all, err) &&
                 origins_find(store, &all, (OriginOptions){0}, &scratch, &origins, err);
    if (found) {
        list_own(&origins, least, &ids);
        corpus->left_out = corpus->n_measures;
        keep_listed(&ids, corpus);
        corpus->left_out -= corpus->n_measures;
        corpus->own = least;
    }
    vec_release(&ids);
    origins_release(&origins);
    arena_release(&scratch);
    return found;
}
