/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Table as JSON. Escaping and numbers are base's; commas and nesting are kept here. */
#include "base/base.h"

#include <inttypes.h>

#include "base/json.h"
#include "present/json.h"

static void begin_value(JsonWriter *writer, const char *key) {
    if (writer->comma)
        buf_add_byte(writer->out, ',');
    writer->comma = true;
    if (!key)
        return;
    json_write_string(writer->out, slice_of(key));
    buf_add_byte(writer->out, ':');
}

static void open_level(JsonWriter *writer, const char *key, char open, char close) {
    begin_value(writer, key);
    if (writer->depth == sizeof writer->closers)
        BUG("JSON nested deeper than %zu", sizeof writer->closers);
    writer->closers[writer->depth++] = close;
    buf_add_byte(writer->out, open);
    writer->comma = false;
}

void json_open_object(JsonWriter *writer, const char *key) {
    open_level(writer, key, '{', '}');
}

void json_open_array(JsonWriter *writer, const char *key) {
    open_level(writer, key, '[', ']');
}

void json_close(JsonWriter *writer) {
    if (writer->depth == 0)
        BUG("JSON closed more often than opened");
    buf_add_byte(writer->out, writer->closers[--writer->depth]);
    writer->comma = true;
}

void json_add_text(JsonWriter *writer, const char *key, Slice value) {
    begin_value(writer, key);
    json_write_string(writer->out, value);
}

void json_add_count(JsonWriter *writer, const char *key, int64_t value) {
    begin_value(writer, key);
    buf_format(writer->out, "%" PRId64, value);
}

void json_add_real(JsonWriter *writer, const char *key, double value) {
    begin_value(writer, key);
    json_write_real(writer->out, value);
}

void json_add_bool(JsonWriter *writer, const char *key, bool value) {
    begin_value(writer, key);
    buf_add(writer->out, value ? S("true") : S("false"));
}

void json_add_null(JsonWriter *writer, const char *key) {
    begin_value(writer, key);
    buf_add(writer->out, S("null"));
}

void json_add_cell(JsonWriter *writer, const char *key, const Cell *cell) {
    switch (cell->type) {
    case CELL_NONE: json_add_null(writer, key); break;
    case CELL_TEXT: json_add_text(writer, key, cell->as.text); break;
    case CELL_COUNT: json_add_count(writer, key, cell->as.count); break;
    case CELL_REAL: json_add_real(writer, key, cell->as.real); break;
    }
}

void json_break(JsonWriter *writer) {
    /* The comma belongs to the line before, so it is put now and not again. */
    if (writer->comma)
        buf_add_byte(writer->out, ',');
    writer->comma = false;
    buf_add_byte(writer->out, '\n');
}

static void add_columns(JsonWriter *writer, const Table *table) {
    static const char *const types[] = {[COLUMN_TEXT] = "text",
                                        [COLUMN_COUNT] = "count",
                                        [COLUMN_REAL] = "real",
                                        [COLUMN_SHARE] = "share"};
    json_open_array(writer, "columns");
    for (size_t c = 0; c < table->columns.n; c++) {
        const Column *column = &table->columns.at[c];
        json_break(writer);
        json_open_object(writer, NULL);
        json_add_text(writer, "key", slice_of(column->key));
        json_add_text(writer, "heading", slice_of(column->heading));
        json_add_text(writer, "type", slice_of(types[column->type]));
        json_add_count(writer, "digits", column->digits);
        json_close(writer);
    }
    json_close(writer);
}

static void add_row(JsonWriter *writer, const Table *table, size_t row) {
    json_open_object(writer, NULL);
    for (size_t c = 0; c < table->columns.n; c++)
        json_add_cell(writer, table->columns.at[c].key, table_cell(table, row, c));
    json_close(writer);
}

typedef struct {
    int64_t order, id;
} Ordered;

static int by_order(const void *a, const void *b) {
    int64_t x = ((const Ordered *)a)->order, y = ((const Ordered *)b)->order;
    return (x > y) - (x < y);
}

static void add_measures(JsonWriter *writer, const Cell *cell,
                         const MeasureNaming *naming) {
    Arena arena = {0};
    Buf name = {0};
    Ordered *list = ARENA_ARRAY(&arena, Ordered, cell->n_measures);
    for (size_t i = 0; i < cell->n_measures; i++)
        list[i] =
            (Ordered){naming->order(naming->of, cell->measures[i]), cell->measures[i]};
    qsort(list, cell->n_measures, sizeof *list, by_order);
    for (size_t i = 0; i < cell->n_measures; i++) {
        buf_clear(&name);
        naming->add(naming->of, list[i].id, &name);
        json_add_text(writer, NULL, buf_slice(&name));
    }
    buf_release(&name);
    arena_release(&arena);
}

static void add_evidence(JsonWriter *writer, const Table *table, size_t row,
                         const MeasureNaming *naming) {
    json_open_object(writer, NULL);
    for (size_t c = 0; c < table->columns.n; c++) {
        const Cell *cell = table_cell(table, row, c);
        if (cell->n_measures == 0)
            continue;
        json_open_array(writer, table->columns.at[c].key);
        add_measures(writer, cell, naming);
        json_close(writer);
    }
    json_close(writer);
}

void table_json(const Table *table, const MeasureNaming *evidence, Buf *out) {
    JsonWriter writer = {.out = out};
    json_open_object(&writer, NULL);
    json_add_text(&writer, "name", slice_of(table->name));
    json_add_text(&writer, "title", table->title);
    json_break(&writer);
    add_columns(&writer, table);
    json_break(&writer);
    json_open_array(&writer, "rows");
    for (size_t row = 0; row < table_rows(table); row++) {
        json_break(&writer);
        add_row(&writer, table, row);
    }
    json_close(&writer);
    if (evidence) {
        json_break(&writer);
        json_open_array(&writer, "evidence");
        for (size_t row = 0; row < table_rows(table); row++) {
            json_break(&writer);
            add_evidence(&writer, table, row, evidence);
        }
        json_close(&writer);
    }
    json_break(&writer);
    json_open_array(&writer, "notes");
    for (size_t i = 0; i < table->notes.n; i++) {
        json_break(&writer);
        json_add_text(&writer, NULL, table->notes.at[i]);
    }
    json_close(&writer);
    json_close(&writer);
    buf_add_byte(out, '\n');
}

void table_jsonl(const Table *table, Buf *out) {
    for (size_t row = 0; row < table_rows(table); row++) {
        JsonWriter writer = {.out = out};
        add_row(&writer, table, row);
        buf_add_byte(out, '\n');
    }
}
