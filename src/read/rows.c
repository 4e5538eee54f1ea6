/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables with a plan a row: CSV, TSV, JSONL. One column holds the plan, others what is
 * known of it. A row is called by the line it begins on, "a.csv:12". */
#include "base/base.h"

#include "base/file.h"
#include "base/json.h"
#include "read/csv_p.h"
#include "read/read_p.h"

enum { META_MAX = 200 }; /* bytes: longer ones are texts, and kept only when asked for */

/* Usual names, tried in this order. */
static const char *const text_names[] = {"text",     "content",  "body", "正文",
                                         "全文",     "内容",     "文本", "原文",
                                         "fulltext", "full_text"};
static const char *const title_names[] = {"title", "标题", "题名", "名称", "文件名称"};
static const char *const id_names[] = {"slug", "id", "name", "编号", "文件名", "file"};

typedef struct {
    Slice key, value;
} Field;
typedef VEC(Field) Fields;

typedef struct {
    const Source *source;
    Document about; /* encoding and its diagnostics, for each row's document */
    Buf text;       /* the whole table in UTF-8 */
    bool ok;
} Rows;

/* ---- A row becomes a document
 * ------------------------------------------------------------------ */

static const Field *find_field(const Fields *fields, Slice key) {
    for (size_t i = 0; i < fields->n; i++) {
        if (slice_equal_ignoring_case(slice_trim(fields->at[i].key), key))
            return &fields->at[i];
    }
    return NULL;
}

static const Field *find_first(const Fields *fields, const char *const *names, size_t n) {
    const Field *field = NULL;
    for (size_t i = 0; i < n && !field; i++)
        field = find_field(fields, slice_of(names[i]));
    return field;
}

#define FIND_FIRST(fields, names)                                                        \
    find_first((fields), (names), sizeof(names) / sizeof *(names))

static const Field *text_field(const Rows *rows, const Fields *fields, Err *err) {
    Slice wanted = rows->source->options->text_column;
    const Field *field =
        wanted.n ? find_field(fields, wanted) : FIND_FIRST(fields, text_names);
    if (!field && wanted.n)
        err_set(err, T("no column \"%.*s\"", "没有“%.*s”这一列"), SLICE_ARG(wanted));
    else if (!field)
        err_set(err, T("no column with the text: name it with --text-column",
                       "找不到正文所在的列：请用 --text-column 指定"));
    return field;
}

static void add_meta(const Rows *rows, const Fields *fields, const Field *text,
                     Document *document) {
    const SliceList *wanted = &rows->source->options->meta;
    for (size_t i = 0; i < fields->n; i++) {
        const Field *field = &fields->at[i];
        bool keep = wanted->n == 0 && field->value.n <= META_MAX;
        for (size_t k = 0; k < wanted->n; k++)
            keep |= slice_equal_ignoring_case(slice_trim(field->key), wanted->at[k]);
        if (keep && field != text)
            document_meta(document, slice_trim(field->key), field->value);
    }
}

static void add_lines(Document *document, Slice text) {
    Builder builder = {.document = document};
    build_block(&builder, &(Block){.kind = BLOCK_LINE}, text);
    build_finish(&builder);
}

static void name_document(Document *document, const Fields *fields, size_t line) {
    const Field *id = FIND_FIRST(fields, id_names),
                *title = FIND_FIRST(fields, title_names);
    Arena *arena = &document->arena;
    if (title)
        document->title = arena_copy(arena, slice_trim(title->value));
    if (id && slice_trim(id->value).n)
        document->name = arena_copy(arena, slice_trim(id->value));
    else if (document->title.n)
        document->name = document->title;
    else
        document->name = arena_format(
            arena, "%.*s-%zu",
            SLICE_ARG(path_stem(slice_cut(document->source, S("\n")).head)), line);
}

static void emit_row(Rows *rows, const Fields *fields, Slice raw, size_t line) {
    const Source *source = rows->source;
    Arena scratch = {0};
    Slice path = arena_format(&scratch, "%.*s:%zu", SLICE_ARG(source->path), line);
    Document document;
    Err err = {0};
    source_begin(source, path, raw, &document);
    const Field *text = text_field(rows, fields, &err);
    document.format = rows->about.format;
    document.encoding = arena_copy(&document.arena, rows->about.encoding);
    document.confidence = rows->about.confidence;
    for (size_t i = 0; i < rows->about.diags.n; i++)
        document_diag(&document, rows->about.diags.at[i].code, (Span){0},
                      rows->about.diags.at[i].detail);
    if (text) {
        name_document(&document, fields, line);
        add_meta(rows, fields, text, &document);
        add_lines(&document, text->value);
    }
    rows->ok = source_emit(source, &document, text, &err) && rows->ok;
    arena_release(&scratch);
}

static void fault_at(Rows *rows, size_t line, Err *err) {
    err_prefix(err, "%.*s:%zu", SLICE_ARG(rows->source->path), line);
    rows->ok = source_fault(rows->source, err);
}

/* ---- CSV and TSV (RFC 4180)
 * ---------------------------------------------------------------------- */

static bool csv_match(const SliceList *header, const SliceList *values, Fields *fields,
                      Err *err) {
    fields->n = 0;
    if (values->n != header->n)
        return err_set(
            err, T("%zu fields, but the header has %zu", "有 %zu 个字段，表头有 %zu 个"),
            values->n, header->n);
    for (size_t i = 0; i < header->n; i++)
        vec_push(fields, (Field){header->at[i], values->at[i]});
    return true;
}

/* A table without a column of plan texts is no table of plans: in a folder it is passed
 * over, asked for by name it is one fault. */
static bool holds_plans(Rows *rows, const SliceList *header) {
    const Source *source = rows->source;
    Fields fields = {0};
    Err err = {0};
    for (size_t i = 0; i < header->n; i++)
        vec_push(&fields, (Field){header->at[i], (Slice){0}});
    bool found = text_field(rows, &fields, &err) != NULL;
    vec_release(&fields);
    if (found)
        return true;
    if (!source->listed || source->options->text_column.n)
        fault_at(rows, 1, &err);
    else if (source->sink->skipped)
        source->sink->skipped(source->sink->context, source->path);
    return false;
}

static void read_csv(Rows *rows, char divider) {
    Csv csv = {.text = buf_slice(&rows->text), .line = 1};
    csv.divider = divider ? divider : csv_find_divider(csv.text);
    Arena keep = {0};
    SliceList header = {0}, values = {0};
    Fields fields = {0};
    Err err = {0};
    bool ok = csv_row(&csv, &keep, &header, &err);
    if (!ok)
        fault_at(rows, 1, &err);
    ok = ok && holds_plans(rows, &header);
    while (ok && csv.at < csv.text.n) {
        Arena scratch = {0};
        size_t line = csv.line, at = csv.at;
        ok = csv_row(&csv, &scratch, &values, &err);
        Slice raw = slice_sub(csv.text, at, csv.at);
        bool blank = ok && slice_trim(raw).n == 0;
        if (!blank && ok && csv_match(&header, &values, &fields, &err))
            emit_row(rows, &fields, raw, line);
        else if (!blank)
            fault_at(rows, line, &err);
        arena_release(&scratch);
    }
    vec_release(&header);
    vec_release(&values);
    vec_release(&fields);
    arena_release(&keep);
}

/* ---- JSONL
 * ---------------------------------------------------------------------------------------
 */

static Slice json_value(Arena *keep, const Json *value) {
    if (json_is_string(value))
        return json_string(value);
    Buf out = {0};
    if (json_is_number(value))
        json_write_real(&out, json_number(value));
    else if (json_is_bool(value))
        buf_add(&out, json_bool(value) ? S("true") : S("false"));
    Slice text = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return text;
}

static void read_json_line(Rows *rows, Slice raw, size_t line) {
    Arena scratch = {0};
    Err err = {0};
    Fields fields = {0};
    Slice name = arena_format(&scratch, "%.*s:%zu", SLICE_ARG(rows->source->path), line);
    Json *root = json_parse(raw, name, &err);
    if (root && json_is_object(root)) {
        for (const Json *item = json_first(root); item; item = json_next(item))
            vec_push(&fields, (Field){json_key(item), json_value(&scratch, item)});
        emit_row(rows, &fields, raw, line);
    } else if (root) {
        err_set(&err, T("not a JSON object", "不是 JSON 对象"));
        fault_at(rows, line, &err);
    } else {
        rows->ok = source_fault(rows->source, &err);
    }
    json_free(root);
    vec_release(&fields);
    arena_release(&scratch);
}

static void read_jsonl(Rows *rows) {
    size_t line = 0;
    for (Cut cut = {.tail = buf_slice(&rows->text), .found = true}; cut.found;) {
        cut = slice_cut(cut.tail, S("\n"));
        line++;
        if (slice_trim(cut.head).n)
            read_json_line(rows, cut.head, line);
    }
}

/* ---- The table as a whole
 * -------------------------------------------------------------------------- */

bool rows_read(const Source *source) {
    Rows rows = {.source = source, .ok = true};
    Err err = {0};
    Slice extension = path_extension(source->path);
    bool json = slice_equal_ignoring_case(extension, S("jsonl")) ||
                slice_equal_ignoring_case(extension, S("ndjson"));
    bool tab = slice_equal_ignoring_case(extension, S("tsv")) ||
               slice_equal_ignoring_case(extension, S("tab"));
    rows.about.format = json ? S("jsonl") : tab ? S("tsv") : S("csv");
    if (!source_decode(source, (Slice){0}, &rows.about, &rows.text, &err)) {
        err_prefix(&err, "%.*s", SLICE_ARG(source->path));
        rows.ok = source_fault(source, &err);
    } else if (json) {
        read_jsonl(&rows);
    } else {
        read_csv(&rows, tab ? '\t' : 0);
    }
    document_release(&rows.about);
    buf_release(&rows.text);
    return rows.ok;
}
