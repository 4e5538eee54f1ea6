/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of the data: document -> tree -> coding -> store, for every command that reads
 * or reads again. */
#ifndef COMMAND_PIPELINE_H
#define COMMAND_PIPELINE_H

#include "command/manifest.h"
#include "command/session.h"
#include "plan/parse.h"
#include "read/doc.h"
#include "theme/coder.h"
#include "theme/scheme.h"

typedef struct {
    Store *store;
    Scheme *scheme;
    Buf scheme_text;
    Coder *coder;
} Pipeline;

/* Opens the project file and the scheme that codes it: `scheme` when a file is named,
 * else the one the project has, else (or where the project has an older version of it)
 * the built-in one. A change of scheme codes all plans again. On failure the message has
 * been printed and the project file is as it was. */
bool pipeline_open(const Context *context, StoreMode mode, Slice scheme,
                   Pipeline *pipeline);
void pipeline_close(Pipeline *pipeline);

/* The scheme that comes with the program, and the one that codes the project; NULL with a
 * message where it does not load. Given back with scheme_free. */
Scheme *pipeline_builtin_scheme(Err *err);
Scheme *pipeline_scheme_in_use(Store *store, Err *err);

/* A document on its way in. */
typedef struct {
    const Document *document;
    const ManifestEntry *given; /* facts from outside; NULL: none. They are kept with the
                                 * plan, so that it can be parsed again without them; a
                                 * plan whose facts have changed is parsed again. */
    bool keep_duplicate;        /* a doubled document as a plan of its own */
} Incoming;

/* Parses, codes and stores one document. */
bool pipeline_put(Pipeline *pipeline, const Incoming *incoming, PlanPut *put, Arena *keep,
                  Err *err);

/* Parses and codes again every plan that another version of parser or scheme left behind;
 * n counts them. */
bool pipeline_refresh(Pipeline *pipeline, size_t *n, Err *err);

/* Drops all derived rows and makes them again from the stored texts; opened with
 * STORE_REBUILD. */
bool pipeline_rebuild(Pipeline *pipeline, size_t *n, Err *err);

#endif
