/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record of how files were made: plancmp.json in the folder of a report or of charts,
 * and beside a table written with -o FILE --record. It holds no path, date or machine
 * name, so that the same input gives the same record. A folder has one record of all its
 * runs: a later run takes over the files it wrote again.
 *
 *   {"record": 1, "runs": [{
 *     "command": ["report", "--plan=coast-2023"],  without the place it wrote to
 *     "language": "zh",
 *     "tools": {"plancmp": "1.0.0", "icu": "72.1", "gnuplot": "…", "font": "…"},
 *     "scheme": "9f3b…",
 *     "plans": [{"plan": "coast-2023", "sha256": …, "words": …, "facts": …, "codes": …}],
 *     "files": {"index.html": "SHA-256", …}}, …]}
 *
 * Of "plans" see PlanPrint in store/query.h. Whoever reads a record must not trust it:
 * `verify` runs its commands. */
#ifndef COMMAND_RECORD_H
#define COMMAND_RECORD_H

#include "command/command.h"
#include "store/query.h"

#define RECORD_NAME "plancmp.json"

typedef struct {
    Slice name, value;
} RecordPair;
typedef struct {
    const RecordPair *at;
    size_t n;
} RecordPairs;

typedef struct {
    SliceList command;   /* its name and words; released by record_release */
    Slice language;      /* "zh" or "en" */
    RecordPairs tools;   /* by name: what a result's bytes depend on beside its input */
    Slice scheme;        /* hash of the theme scheme in use */
    PlanPrintList plans; /* all of the project file */
    RecordPairs files;   /* name and SHA-256 */
} RecordRun;
typedef struct {
    VEC(RecordRun) runs; /* oldest first */
} Record;

/* Reads a record and checks that it is one: texts without control characters, names of
 * files without folders, hashes. *found is false when there is none. Texts live in keep.
 */
bool record_read(Slice folder, Arena *keep, Record *record, bool *found, Err *err);
/* The same of a text; path is for messages. */
bool record_parse(Slice text, Slice path, Arena *keep, Record *record, Err *err);
void record_release(Record *record);
/* The value of a name; empty when it is not there. */
Slice record_value(const RecordPairs *pairs, Slice name);

void record_write(const Record *record, Buf *out);

/* Notes how the command that has just run made its files. */
bool record_keep(Context *context, Err *err);

/* Whether an option names a place outside the project file. What hangs on one cannot be
 * made again from a record. */
bool record_is_place(const Option *option);

#endif
