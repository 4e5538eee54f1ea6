/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the room share. */
#ifndef STORE_STORE_P_H
#define STORE_STORE_P_H

#include "store/db_p.h"
#include "store/query.h"

enum {
    CONTENT_VERSION = 2, /* of schema.sql's CONTENT, in PRAGMA user_version */
    DERIVED_VERSION = 1, /* of its DERIVED, in meta */
    APPLICATION_ID = 0x706c616e,
    MAX_NODES = 1 << NODE_ID_SHIFT,
    BATCH_PLANS = 16, /* a commit costs as much as two or three plans; reading may take
                         seconds for each */
};

struct Store {
    Db *db;
    StoreMode mode;
    bool batch;      /* between store_batch and store_batch_end */
    size_t in_batch; /* plans put since the last commit */
};

/* The machine coder of that name under the scheme in use; 0 when it has coded nothing. */
int64_t coder_id(Store *store, const char *name);
/* theme.id of theme 0 of the scheme in use, the others follow without a gap; *n is their
 * number. */
int64_t first_theme_id(Store *store, size_t *n);

/* Writing the derived rows of one plan, within a transaction; failures stick to the
 * connection. */
void save_tree(Store *store, int64_t plan, Slice parse_key, const PlanTree *tree);
void save_coding(Store *store, int64_t plan, const char *coder, const PlanCoding *coding);
void drop_parsed(Store *store, int64_t plan);
void drop_coding(Store *store, int64_t plan, int64_t coder);
/* Reads back what was just written and holds it against the text. */
void verify_plan(Store *store, int64_t plan, Slice text);

/* The hits of one measure as the JSON of evidence.hits, and back; see schema.sql. Spans
 * are counted from `from`. */
void evidence_pack(const Evidence *hits, size_t n, size_t from, int64_t first_theme,
                   Buf *out);
typedef struct {
    int64_t theme; /* theme.id */
    uint32_t rule;
    int64_t at, length;
    bool from_heading;
    double weight;
} PackedHit;
/* Takes the next hit off the front of *json; false at its end, or (then *broken) where it
 * is not as packed. */
bool evidence_next(Slice *json, PackedHit *hit, bool *broken);

/* After a plan's text was changed: where each of its people's codings stands now. Returns
 * how many are lost. */
size_t anchor_humans(Store *store, int64_t plan, Slice old_text, Slice new_text);

/* Characters that are no white space. */
uint32_t count_chars(Slice text);

/* Binds @from and @to to the range of a plan's node ids. */
void bind_nodes(Stmt *stmt, int64_t plan);
/* The text of a plan; where there is no such plan the failure is noted. */
Slice plan_text(Store *store, int64_t plan, Arena *keep);
/* The word's place in its list; where it is none of them the failure is noted and 0 the
 * answer. */
size_t word_value(Db *db, const Slice *words, size_t n, Slice word);
#define WORD_VALUE(db, words, word)                                                      \
    word_value((db), (words), sizeof(words) / sizeof *(words), (word))
/* A copy of an array in keep. */
void *keep_array(Arena *keep, const void *items, size_t n, size_t size);
/* In a batch: opens its transaction where none is open; commits it when enough plans are
 * in it and no other level is open; notes that SQLite gave it up (err may be NULL).
 * Outside of one they do nothing. */
bool batch_ready(Store *store, Err *err);
bool batch_step(Store *store, Err *err);
void batch_lost(Store *store, Err *err);
/* Puts the words behind the message that is there. */
bool err_suffix(Err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Where slug_of(name) is taken: of a long title more is kept, "教育部-举办…"; else the
 * same.
 */
Slice slug_longer(Slice name, Arena *keep);

/* The plans a filter names (NULL: all), by slug. */
typedef struct {
    int64_t id;
    Slice slug;
} PlanName;
PlanName *plan_names(Store *store, const int64_t *plans, size_t n_plans, Arena *keep,
                     size_t *n);

#endif
