/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Table as JSON and as JSON Lines, and the writer both are made with. Shares are
 * fractions, "no value" is null. */
#ifndef PRESENT_JSON_H
#define PRESENT_JSON_H

#include "base/base.h"
#include "base/table.h"

/* What measures are called: a renderer knows only their ids, which depend on the
 * database.
 */
typedef struct {
    const void *of;
    void (*add)(const void *of, int64_t measure, Buf *out);
    int64_t (*order)(const void *of, int64_t measure); /* ascending in a cell's list */
} MeasureNaming;

/* {"name", "title", "columns": [{"key", "heading", "type": "text|count|real|share",
 * "digits"}], "rows": [{KEY: value, …}], "evidence": [{KEY: [names of measures]}, …],
 * "notes": [text]} evidence runs beside rows and names only cells that have measures; it
 * is there unless `evidence` is NULL. Indented by row, so that it can be read and
 * compared line by line; ends with a line end. */
void table_json(const Table *table, const MeasureNaming *evidence, Buf *out);

/* One object a row and line, without title and notes. */
void table_jsonl(const Table *table, Buf *out);

/* Writes JSON piece by piece and puts the commas. key is NULL inside an array. Closing
 * more than was opened is a BUG. */
typedef struct {
    Buf *out;
    char closers[64];
    size_t depth;
    bool comma; /* a value stands before, at this level */
} JsonWriter;

void json_open_object(JsonWriter *writer, const char *key);
void json_open_array(JsonWriter *writer, const char *key);
void json_close(JsonWriter *writer);
void json_add_text(JsonWriter *writer, const char *key, Slice value);
void json_add_count(JsonWriter *writer, const char *key, int64_t value);
void json_add_real(JsonWriter *writer, const char *key, double value); /* NaN and
                                                                          infinities are
                                                                          null */
void json_add_bool(JsonWriter *writer, const char *key, bool value);
void json_add_null(JsonWriter *writer, const char *key);
void json_add_cell(JsonWriter *writer, const char *key, const Cell *cell);
/* A line end, to keep long arrays readable; allowed between values. */
void json_break(JsonWriter *writer);

#endif
