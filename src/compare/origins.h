/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each character of each plan comes from: copied from above, a formula that several
 * provinces share, its own earlier plan, another's, or its own. */
#ifndef COMPARE_ORIGINS_H
#define COMPARE_ORIGINS_H

#include "compare/lineage.h"
#include "compare/passages.h"

/* A character that has several origins counts for the first of them. */
#define ORIGINS(X)                                                                       \
    X(NATIONAL, "national", "from national documents", "承自国家文件")                   \
    X(FORMULA, "formula", "formula of several provinces", "多省通用表述")                \
    X(PROVINCE, "province", "from its province", "承自本省文件")                         \
    X(CITY, "city", "from its city", "承自本市文件")                                     \
    X(EARLIER, "earlier", "its own earlier plan", "沿用本地早前计划")                    \
    X(PEER, "peer", "an earlier plan elsewhere", "同于他地早前计划")                     \
    X(UNSURE, "unsure", "shared, order unknown", "相同而先后不明")                       \
    X(OWN, "own", "its own words", "自有表述")
typedef enum {
#define X(origin, key, en, zh) ORIGIN_##origin,
    ORIGINS(X)
#undef X
        ORIGINS_COUNT
} Origin;
const char *origin_key(Origin origin);
const char *origin_name(Origin origin); /* in the language in use */
Origin origin_of_lineage(Lineage lineage);
static inline bool origin_is_above(Origin origin) {
    return origin == ORIGIN_NATIONAL || origin == ORIGIN_PROVINCE ||
           origin == ORIGIN_CITY;
}

typedef struct {
    size_t least;     /* identical characters of a passage; 0: 20 */
    size_t provinces; /* a seed that stands in plans, not later, of so many other
                         provinces is a formula; 0: 3 */
} OriginOptions;

typedef struct {
    const Corpus *corpus;
    OriginOptions options; /* as used */
    Streams streams;
    SeedIndex seeds;
    uint8_t *origin;       /* an Origin a place */
    PassageList passages;  /* by plan, then place; where they overlap, a
                              superior's before others', the longest first */
    size_t *first_passage; /* n_plans + 1 */
} Origins;

/* Over all plans of the corpus, so it should be the whole store's. Everything but the
 * passages lives in keep; origins_release gives them back, also after a failure. */
bool origins_find(Store *store, const Corpus *corpus, OriginOptions options, Arena *keep,
                  Origins *origins, Err *err);
/* The same with the texts of the measures, in their order. */
bool origins_of_texts(const Corpus *corpus, const Slice *texts, OriginOptions options,
                      Arena *keep, Origins *origins, Err *err);
void origins_release(Origins *origins);

/* How many characters of each origin a measure has; the measures stand in places in
 * order, so the caller goes through them by *place, which starts at the first of the
 * plan. */
typedef struct {
    size_t of[ORIGINS_COUNT], total;
} OriginTally;
OriginTally origins_of_measure(const Origins *origins, uint32_t measure, size_t *place);
/* The origin with the most characters (the first of equals); OWN for an empty measure. */
Origin origin_chief(const OriginTally *tally);

#endif
