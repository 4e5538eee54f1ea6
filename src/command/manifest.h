/* SPDX-License-Identifier: GPL-3.0-or-later */
/* manifest.json beside plan files: facts that win over what the files say.
 *
 *   {"plans": [{"file": "yunhe-2025.txt", "region": "云禾区", "year": "2025", "issued":
 * "2025-02-18"}]}
 *
 * "file" is relative to the manifest's folder; the other keys are those of
 * plan/metadata.h. */
#ifndef COMMAND_MANIFEST_H
#define COMMAND_MANIFEST_H

#include "base/base.h"

typedef struct {
    const char *key; /* of plan/metadata.h */
    Slice value;
} GivenFact;

typedef struct {
    Slice path; /* of the file: folder of the manifest and "file" */
    const GivenFact *facts;
    size_t n;
} ManifestEntry;

typedef struct {
    VEC(ManifestEntry)
    entries; /* of all manifests loaded; texts live in the arena given to load */
} Manifest;

/* Loads every manifest.json in a folder and the folders in it, or the one beside a file.
 * An unknown key, a value that is none for its key, a file that is not there, or a file
 * named twice is an error with file, line and column. */
bool manifest_load(Slice path, Arena *keep, Manifest *manifest, Err *err);
void manifest_release(Manifest *manifest);

/* The entry of a file; NULL when there is none. */
const ManifestEntry *manifest_find(const Manifest *manifest, Slice path);

#endif
