/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The database of plans: opening it, putting plans and what people said into it. Reading
 * is in store/query.h; the tables are described in schema.sql.
 *
 * Every function that writes is one transaction of its own, or a part of the one opened
 * by store_begin. On failure nothing of that call is kept, and the message names the
 * database file. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "plan/tree.h"
#include "theme/coding.h"

typedef struct Store Store;

/* STORE_READ never writes. STORE_WRITE needs a file that is there. STORE_CREATE makes one
 * where there is none; it is taken away again by store_close when nothing was put into
 * it. STORE_REBUILD is STORE_WRITE for a file whose derived rows were made by another
 * version, which the others refuse: see store_rebuild_begin. All but STORE_READ bring
 * what an older version kept of people's doings up to this one; nothing of it is lost. */
typedef enum { STORE_READ, STORE_WRITE, STORE_CREATE, STORE_REBUILD } StoreMode;
Store *store_open(const char *path, StoreMode mode, Err *err);
void store_close(Store *store); /* rolls back what is not committed; NULL is fine */
const char *store_path(const Store *store);

/* Several changes as one: all or nothing. They nest; a failed call within does not undo
 * those before it. */
bool store_begin(Store *store, Err *err);
bool store_commit(Store *store, Err *err);
void store_rollback(Store *store);

/* For long imports: from store_batch on, plans are committed some at a time, since
 * a commit costs more than a plan. Each plan is still whole or absent. Ends with
 * store_batch_end; when that, or a put, fails because the disk is full, the message says
 * how many plans put before were lost with it. */
void store_batch(Store *store);
bool store_batch_end(Store *store, Err *err);

/* ---- Plans ---- */

/* A document as the store keeps it; command/ fills it from read/'s. */
typedef struct {
    Slice source; /* path or address; a plan is known by it */
    Slice name;   /* what the slug is made from */
    Slice title;  /* the format's own; may be empty */
    Slice format, encoding;
    double confidence; /* 0..1 */
    Slice sha256;      /* of the file's bytes: 64 hex digits */
    Slice text;        /* canonical */
    Slice blocks;      /* the layout, packed by command/; opaque here */
} PlanSource;

typedef struct {
    PlanSource source;
    /* All that decides on the tree beside the bytes: parser version, hash of the
     * manifest's entry, ... When it differs from the stored one the plan is parsed and
     * stored again. */
    Slice parse_key;
    const PlanTree *tree;     /* over source.text */
    const PlanCoding *coding; /* by the scheme in use; NULL: not coded */
    bool keep_duplicate; /* also when the same bytes are there under another source */
} PlanInput;

#define PUT_RESULTS(X)                                                                   \
    X(PUT_ADDED, "added")                                                                \
    X(PUT_UNCHANGED, "unchanged") /* nothing was written */                              \
    X(PUT_REPLACED, "replaced")   /* the file has changed: same plan, slug, settings,    \
                                     codings */                                          \
    X(PUT_REPARSED, "reparsed")   /* same bytes; tree or coding made anew */             \
    X(PUT_DUPLICATE, "duplicate") /* the same bytes are there as plan `slug`; nothing    \
                                     was written */
typedef enum {
#define X(result, word) result,
    PUT_RESULTS(X)
#undef X
} PutResult;
const char *put_result_word(PutResult result);

typedef struct {
    PutResult result;
    int64_t plan;
    Slice slug;          /* in keep */
    size_t lost_codings; /* people's codings whose passage the new text no longer holds */
} PlanPut;

/* What store_put_plan would answer, before the work of parsing: needs source.source,
 * .sha256, .encoding and .text (the text may be empty: then it is not compared),
 * parse_key and keep_duplicate; tree and coding are not looked at. `coded`: the plan is
 * to be coded by the scheme in use. Nothing is written. */
bool store_foresee(Store *store, const PlanInput *input, bool coded, PlanPut *put,
                   Arena *keep, Err *err);
bool store_put_plan(Store *store, const PlanInput *input, PlanPut *put, Arena *keep,
                    Err *err);
bool store_remove_plan(Store *store, int64_t plan, Err *err);

/* The slug a name gives: ASCII letters (small) and digits, also full-width ones, and Han
 * characters are kept, all else becomes single hyphens; "plan" when nothing is left. At
 * most 40 columns (20 Han characters): a longer name is cut before 关于, 印发 or 转发,
 * else at a hyphen, and a year ("2024年") that was cut off is put behind. Lives in keep.
 */
Slice slug_of(Slice name, Arena *keep);

/* ---- The theme scheme ---- */

typedef struct {
    Slice hash; /* of all that decides on codings */
    Slice name; /* of the scheme: a newer one of the same name takes its place */
    Slice text; /* the JSON */
    const ThemeInfo *themes;
    size_t n_themes;
} SchemeSource;

/* Makes it the scheme in use. Machine codings by other versions of the same name are
 * dropped: their plans must be coded again (store_stale_plans, store_put_coding). Does
 * nothing when it is in use. */
bool store_use_scheme(Store *store, const SchemeSource *scheme, Err *err);
/* Replaces a plan's codings by one machine coder ("rules", "model"), by the scheme in
 * use. */
bool store_put_coding(Store *store, int64_t plan, const char *coder,
                      const PlanCoding *coding, Err *err);

/* ---- Again from the stored text ---- */

/* The plans, in the order of their ids, whose tree was made with another parse key, or
 * which the rules of the scheme in use have not coded; with an empty parse key only the
 * latter. Lives in keep. */
typedef struct {
    const int64_t *at;
    size_t n;
} PlanIds;
bool store_stale_plans(Store *store, Slice parse_key, Arena *keep, PlanIds *plans,
                       Err *err);
bool store_plan_ids(Store *store, Arena *keep, PlanIds *plans, Err *err);
/* The stored document, in keep. */
bool store_load_source(Store *store, int64_t plan, Arena *keep, PlanSource *source,
                       Err *err);
/* Replaces a plan's derived rows. */
bool store_put_parsed(Store *store, int64_t plan, const PlanInput *input, Err *err);
/* Drops all derived rows and makes their tables anew, in a transaction that store_commit
 * ends: in between command/ calls store_use_scheme, and for each of store_plan_ids
 * store_load_source and store_put_parsed. */
bool store_rebuild_begin(Store *store, Err *err);
/* Every page and row of the file is sound; for doctor. */
bool store_check(Store *store, Err *err);

/* ---- What people say ---- */

/* Metadata corrected by hand, and options of reading ("read.encoding"). An empty value
 * takes the setting back. */
bool store_set(Store *store, int64_t plan, Slice key, Slice value, Err *err);

/* One theme given to a passage by a person; theme is empty for "none of them". Adding
 * what is there changes nothing. */
typedef struct {
    Span span;   /* of the plan's text; not empty, on character borders */
    Slice theme; /* code */
    Slice coder; /* the person */
    Slice date;  /* YYYY-MM-DD or empty */
} HumanCode;
bool store_add_human(Store *store, int64_t plan, const HumanCode *code, Err *err);
/* All that one person said of some passages of a plan, in place of what that person said
 * of them before: codings of the same coder that lie within one of the spans are taken
 * away first. replaced counts those. */
bool store_put_humans(Store *store, int64_t plan, const HumanCode *codes, size_t n,
                      size_t *replaced, Err *err);
/* All codings of a person, in one plan or (plan 0) in all. */
bool store_remove_human(Store *store, int64_t plan, Slice coder, Err *err);

/* ---- The learned coder ---- */

/* The model that a project keeps, and how it was made. */
typedef struct {
    Slice scheme; /* hash of the scheme it was learned with */
    Slice people; /* whose codes: names as a JSON array */
    Slice tool;   /* version of the program */
    Slice text;   /* the model itself, opaque here; empty: there is none */
    int64_t n;    /* measures it was learned from */
    int64_t folds, seed;
} StoredModel;
/* In place of the one before, whose codings (coder "model") are taken away. */
bool store_put_model(Store *store, const StoredModel *model, Err *err);
/* In keep. */
bool store_load_model(Store *store, Arena *keep, StoredModel *model, Err *err);

/* Notes a command line that changed the database. date is the command's affair; may be
 * empty. */
bool store_log_run(Store *store, Slice date, Slice tool, Slice command, Err *err);

#endif
