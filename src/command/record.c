/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"
#include "command/record.h"
#include "present/json.h"

enum { VERSION = 1, HASH_DIGITS = 64, MOST_RUNS = 1000 };
#define RECORD_LIMIT ((size_t)64 << 20)

Slice record_value(const RecordPairs *pairs, Slice name) {
    for (size_t i = 0; i < pairs->n; i++) {
        if (slice_equal(pairs->at[i].name, name))
            return pairs->at[i].value;
    }
    return (Slice){0};
}

void record_release(Record *record) {
    for (size_t i = 0; i < record->runs.n; i++)
        vec_release(&record->runs.at[i].command);
    vec_release(&record->runs);
}

/* ---- Writing ---- */

static void write_pairs(JsonWriter *writer, const char *key, const RecordPairs *pairs,
                        Arena *scratch) {
    json_open_object(writer, key);
    for (size_t i = 0; i < pairs->n; i++) {
        json_break(writer);
        json_add_text(writer, arena_cstring(scratch, pairs->at[i].name),
                      pairs->at[i].value);
    }
    json_close(writer);
}

static void write_run(JsonWriter *writer, const RecordRun *run, Arena *scratch) {
    json_break(writer);
    json_open_object(writer, NULL);
    json_open_array(writer, "command");
    for (size_t i = 0; i < run->command.n; i++)
        json_add_text(writer, NULL, run->command.at[i]);
    json_close(writer);
    json_break(writer);
    json_add_text(writer, "language", run->language);
    json_break(writer);
    write_pairs(writer, "tools", &run->tools, scratch);
    json_break(writer);
    json_add_text(writer, "scheme", run->scheme);
    json_break(writer);
    json_open_array(writer, "plans");
    for (size_t i = 0; i < run->plans.n; i++) {
        const PlanPrint *plan = &run->plans.at[i];
        json_break(writer);
        json_open_object(writer, NULL);
        json_add_text(writer, "plan", plan->slug);
        json_add_text(writer, "sha256", plan->document);
        json_add_text(writer, "words", plan->words);
        json_add_text(writer, "facts", plan->facts);
        json_add_text(writer, "codes", plan->codes);
        json_close(writer);
    }
    json_close(writer);
    json_break(writer);
    write_pairs(writer, "files", &run->files, scratch);
    json_close(writer);
}

void record_write(const Record *record, Buf *out) {
    JsonWriter writer = {.out = out};
    Arena scratch = {0};
    json_open_object(&writer, NULL);
    json_add_count(&writer, "record", VERSION);
    json_break(&writer);
    json_open_array(&writer, "runs");
    for (size_t i = 0; i < record->runs.n; i++)
        write_run(&writer, &record->runs.at[i], &scratch);
    json_close(&writer);
    json_close(&writer);
    buf_add_byte(out, '\n');
    arena_release(&scratch);
}

/* ---- Reading: nothing in it is to be trusted ---- */

typedef struct {
    Arena *keep;
    Slice path;
    Err *err;
} Reading;

static bool damaged(const Reading *reading, const char *what) {
    return err_set(reading->err,
                   T("%.*s is no record of plancmp, or is damaged: %s",
                     "%.*s 不是 plancmp 的记录，或已损坏：%s"),
                   SLICE_ARG(reading->path), what);
}

/* What may be shown on a terminal and handed to a command. */
static bool is_plain(Slice text) {
    for (size_t at = 0; at < text.n;) {
        Rune rune = utf8_decode(text, at);
        if (rune.rune < 0x20 || (rune.rune >= 0x7f && rune.rune < 0xa0) ||
            rune.rune == RUNE_INVALID)
            return false;
        at += rune.length;
    }
    return true;
}

static bool is_hash(Slice text, size_t digits) {
    for (size_t i = 0; i < text.n; i++) {
        if (!memchr("0123456789abcdef", text.p[i], 16))
            return false;
    }
    return text.n == digits;
}

/* A file right in the folder, and no hidden one. */
static bool is_file_name(Slice name) {
    return name.n > 0 && name.n < 256 && name.p[0] != '.' &&
           !slice_contains(name, S("/"));
}

static bool read_text(const Reading *reading, const Json *value, const char *what,
                      Slice *text) {
    if (!json_is_string(value) || !is_plain(json_string(value)))
        return damaged(reading, what);
    *text = arena_copy(reading->keep, json_string(value));
    return true;
}

static size_t count_items(const Json *list) {
    size_t n = 0;
    for (const Json *item = json_first(list); item; item = json_next(item))
        n++;
    return n;
}

static bool read_pairs(const Reading *reading, const Json *object, const char *what,
                       RecordPairs *pairs) {
    if (!json_is_object(object))
        return damaged(reading, what);
    RecordPair *list = ARENA_ARRAY(reading->keep, RecordPair, count_items(object));
    size_t n = 0;
    for (const Json *item = json_first(object); item; item = json_next(item)) {
        list[n].name = arena_copy(reading->keep, json_key(item));
        if (!is_plain(list[n].name) || !read_text(reading, item, what, &list[n].value))
            return damaged(reading, what);
        n++;
    }
    *pairs = (RecordPairs){list, n};
    return true;
}

static bool read_command(const Reading *reading, const Json *array, SliceList *command) {
    if (!json_is_array(array) || !json_first(array))
        return damaged(reading, "command");
    for (const Json *item = json_first(array); item; item = json_next(item)) {
        Slice word = {0};
        if (!read_text(reading, item, "command", &word))
            return false;
        vec_push(command, word);
    }
    return true;
}

static bool read_plans(const Reading *reading, const Json *array, PlanPrintList *plans) {
    if (!json_is_array(array))
        return damaged(reading, "plans");
    PlanPrint *list = ARENA_ARRAY(reading->keep, PlanPrint, count_items(array));
    size_t n = 0;
    for (const Json *item = json_first(array); item; item = json_next(item)) {
        PlanPrint *plan = &list[n++];
        if (!read_text(reading, json_get(item, "plan"), "plans", &plan->slug) ||
            !read_text(reading, json_get(item, "sha256"), "plans", &plan->document) ||
            !read_text(reading, json_get(item, "words"), "plans", &plan->words) ||
            !read_text(reading, json_get(item, "facts"), "plans", &plan->facts) ||
            !read_text(reading, json_get(item, "codes"), "plans", &plan->codes))
            return false;
    }
    *plans = (PlanPrintList){list, n};
    return true;
}

static bool read_run(const Reading *reading, const Json *object, RecordRun *run) {
    if (!read_command(reading, json_get(object, "command"), &run->command) ||
        !read_text(reading, json_get(object, "language"), "language", &run->language) ||
        !read_pairs(reading, json_get(object, "tools"), "tools", &run->tools) ||
        !read_text(reading, json_get(object, "scheme"), "scheme", &run->scheme) ||
        !read_plans(reading, json_get(object, "plans"), &run->plans) ||
        !read_pairs(reading, json_get(object, "files"), "files", &run->files))
        return false;
    if (!slice_equal(run->language, S("zh")) && !slice_equal(run->language, S("en")))
        return damaged(reading, "language");
    for (size_t i = 0; i < run->files.n; i++) {
        if (!is_file_name(run->files.at[i].name) ||
            slice_equal(run->files.at[i].name, S(RECORD_NAME)) ||
            !is_hash(run->files.at[i].value, HASH_DIGITS))
            return damaged(reading, "files");
    }
    return true;
}

static bool read_runs(const Reading *reading, const Json *root, Record *record) {
    const Json *runs = json_get(root, "runs");
    const Json *version = json_get(root, "record");
    if (!json_is_number(version) || !json_is_array(runs))
        return damaged(reading, "record");
    if (json_number(version) > VERSION)
        return err_set(
            reading->err,
            T("%.*s was written by a newer plancmp", "%.*s 由更新版本的 plancmp 写成"),
            SLICE_ARG(reading->path));
    if (count_items(runs) > MOST_RUNS)
        return damaged(reading, "runs");
    for (const Json *item = json_first(runs); item; item = json_next(item)) {
        vec_push(&record->runs, (RecordRun){0});
        if (!read_run(reading, item, vec_last(&record->runs)))
            return false;
    }
    return true;
}

bool record_parse(Slice text, Slice path, Arena *keep, Record *record, Err *err) {
    Reading reading = {keep, path, err};
    Json *root = json_parse(text, path, err);
    bool ok = root && read_runs(&reading, root, record);
    if (root)
        json_free(root);
    if (!ok)
        record_release(record);
    return ok;
}

bool record_read(Slice folder, Arena *keep, Record *record, bool *found, Err *err) {
    Slice path = path_join(keep, folder, S(RECORD_NAME));
    Buf text = {0};
    *found = file_kind(path) != FILE_ABSENT;
    if (!*found)
        return true;
    if (file_kind(path) != FILE_REGULAR)
        return damaged(&(Reading){keep, path, err}, "record");
    bool ok = file_read(path, RECORD_LIMIT, &text, err) &&
              record_parse(buf_slice(&text), path, keep, record, err);
    buf_release(&text);
    return ok;
}
