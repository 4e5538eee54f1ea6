/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XLSX: a zip of XML parts. The sheets and their strings can be large, so they are read
 * as a stream; the rest is small. */
#include "base/base.h"

#include <libxml/xmlreader.h>

#include "base/file.h"
#include "read/docx_p.h"
#include "read/sheet_p.h"
#include "read/unpack.h"

#define PART_BYTES ((size_t)256 << 20)
enum { SHEETS_MAX = 64 };

typedef struct {
    size_t top, left, bottom, right; /* rows 1.., columns 0.. */
} Merge;

typedef struct {
    Arena scratch;
    Arena *keep;
    VEC(Part) parts;
    SliceList strings; /* shared, in keep */
    VEC(Sheet) sheets;
    SheetRows rows; /* of the sheet at hand */
    VEC(Merge) merges;
    SliceList cells; /* of the row at hand */
    Buf text;        /* of the cell or string at hand */
    size_t merged;   /* cells filled so far */
} Xlsx;

/* ---- Parts ---- */

static bool wants_part(void *context, Slice name) {
    (void)context;
    bool other =
        slice_contains(name, S("/theme/")) || slice_contains(name, S("drawings/"));
    return !other && (slice_ends(name, S(".xml")) || slice_ends(name, S(".rels")));
}

static bool take_part(void *context, Slice name, Slice bytes, Err *err) {
    (void)err;
    Xlsx *xlsx = context;
    Part part = {.name = arena_copy(&xlsx->scratch, name)};
    buf_add(&part.bytes, bytes);
    vec_push(&xlsx->parts, part);
    return true;
}

static Slice part_of(const Xlsx *xlsx, Slice name) {
    for (size_t i = 0; i < xlsx->parts.n; i++) {
        if (slice_equal_ignoring_case(xlsx->parts.at[i].name, name))
            return buf_slice(&xlsx->parts.at[i].bytes);
    }
    return (Slice){0};
}

/* ---- A stream of XML ---- */

typedef struct {
    xmlTextReader *reader;
    Slice part;
} Stream;

static Stream stream_open(Slice bytes, Slice part) {
    return (Stream){
        xmlReaderForMemory(bytes.p ? bytes.p : "", (int)bytes.n, NULL, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
        part};
}

static bool stream_failed(const Stream *stream, Err *err) {
    return err_set(err, T("%.*s is broken near its line %d", "%.*s 在第 %d 行附近已损坏"),
                   SLICE_ARG(stream->part),
                   stream->reader ? xmlTextReaderGetParserLineNumber(stream->reader) : 0);
}

/* The next node: 1, at the end 0, -1 with a message on failure. */
static int stream_next(const Stream *stream, Err *err) {
    int status = stream->reader ? xmlTextReaderRead(stream->reader) : -1;
    if (status == 1 &&
        xmlTextReaderNodeType(stream->reader) == XML_READER_TYPE_DOCUMENT_TYPE) {
        err_set(err,
                T("%.*s: has a DOCTYPE, which no spreadsheet writes: refused",
                  "%.*s：含有 DOCTYPE（电子表格从不写入）：拒绝读取"),
                SLICE_ARG(stream->part));
        return -1;
    }
    if (status < 0)
        stream_failed(stream, err);
    return status;
}

static bool is_start(const Stream *stream, const char *name) {
    const xmlChar *local = xmlTextReaderConstLocalName(stream->reader);
    return xmlTextReaderNodeType(stream->reader) == XML_READER_TYPE_ELEMENT && local &&
           strcmp((const char *)local, name) == 0;
}

static bool is_end(const Stream *stream, const char *name) {
    const xmlChar *local = xmlTextReaderConstLocalName(stream->reader);
    return xmlTextReaderNodeType(stream->reader) == XML_READER_TYPE_END_ELEMENT &&
           local && strcmp((const char *)local, name) == 0;
}

static Slice attribute_of(const Stream *stream, const char *name, Arena *keep) {
    xmlChar *value = xmlTextReaderGetAttribute(stream->reader, (const xmlChar *)name);
    Slice copy = value ? arena_copy(keep, slice_of((const char *)value)) : (Slice){0};
    xmlFree(value);
    return copy;
}

/* Adds what stands between the start at hand and its end; readings of characters (rPh)
 * are no text. */
static bool add_text(const Stream *stream, const char *name, Buf *out, Err *err) {
    if (xmlTextReaderIsEmptyElement(stream->reader))
        return true;
    int depth = xmlTextReaderDepth(stream->reader), hidden = -1, status;
    while ((status = stream_next(stream, err)) == 1) {
        int at = xmlTextReaderDepth(stream->reader);
        int type = xmlTextReaderNodeType(stream->reader);
        if (at == depth && is_end(stream, name))
            return true;
        if (hidden < 0 && is_start(stream, "rPh") &&
            !xmlTextReaderIsEmptyElement(stream->reader))
            hidden = at;
        else if (hidden == at && is_end(stream, "rPh"))
            hidden = -1;
        bool text = type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
                    type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE;
        if (text && hidden < 0)
            buf_add(out, slice_of((const char *)xmlTextReaderConstValue(stream->reader)));
    }
    return status == 0 ? stream_failed(stream, err) : false;
}

/* Excel writes control characters as _x000D_. */
static Slice unescape(Slice text, Arena *keep) {
    if (!slice_contains(text, S("_x")))
        return arena_copy(keep, slice_trim(text));
    Buf out = {0};
    for (size_t i = 0; i < text.n; i++) {
        Slice escape = slice_sub(text, i, i + 7);
        bool is = escape.n == 7 && slice_starts(escape, S("_x00")) &&
                  escape.p[6] == '_' && strchr("01", escape.p[4]) && escape.p[4];
        if (is) {
            buf_add_byte(&out, '\n');
            i += 6;
        } else {
            buf_add_byte(&out, text.p[i]);
        }
    }
    Slice copy = arena_copy(keep, slice_trim(buf_slice(&out)));
    buf_release(&out);
    return copy;
}

/* ---- Shared strings ---- */

static bool read_strings(Xlsx *xlsx, Slice name, Err *err) {
    Slice bytes = part_of(xlsx, name);
    if (bytes.n == 0)
        return true;
    Stream stream = stream_open(bytes, name);
    int status;
    bool ok = true;
    while (ok && (status = stream_next(&stream, err)) == 1) {
        if (!is_start(&stream, "si"))
            continue;
        buf_clear(&xlsx->text);
        ok = add_text(&stream, "si", &xlsx->text, err);
        vec_push(&xlsx->strings, unescape(buf_slice(&xlsx->text), xlsx->keep));
    }
    ok = ok && status == 0;
    xmlFreeTextReader(stream.reader);
    return ok;
}

/* ---- A sheet ---- */

/* "AB12": column 27, row 12. False when it is no reference. */
static bool parse_reference(Slice text, size_t *row, size_t *column) {
    size_t i = 0, letters = 0;
    int64_t number = 0;
    for (; i < text.n && text.p[i] >= 'A' && text.p[i] <= 'Z' && i < 4; i++)
        letters = letters * 26 + (size_t)(text.p[i] - 'A') + 1;
    if (i == 0 || !slice_int(slice_sub(text, i, text.n), &number) || number < 1 ||
        number > SHEET_ROWS_MAX)
        return false;
    *column = letters - 1;
    *row = (size_t)number;
    return true;
}

static bool note_merge(Xlsx *xlsx, Slice reference, Err *err) {
    Cut cut = slice_cut(reference, S(":"));
    Merge merge = {0};
    if (!cut.found || !parse_reference(cut.head, &merge.top, &merge.left) ||
        !parse_reference(cut.tail, &merge.bottom, &merge.right) ||
        merge.bottom < merge.top || merge.right < merge.left)
        return err_set(
            err, T("\"%.*s\" is no range of merged cells", "“%.*s”不是合并单元格区域"),
            SLICE_ARG(reference));
    vec_push(&xlsx->merges, merge);
    return true;
}

static bool shared_string(const Xlsx *xlsx, Slice number, size_t row, Slice *text,
                          Err *err) {
    int64_t i = -1;
    if (!slice_int(slice_trim(number), &i) || i < 0 || (size_t)i >= xlsx->strings.n)
        return err_set(err,
                       T("row %zu: its text no. \"%.*s\" is missing from the workbook",
                         "第 %zu 行：工作簿缺少其第“%.*s”号文本"),
                       row, SLICE_ARG(number));
    *text = xlsx->strings.at[i];
    return true;
}

static bool read_cell(Xlsx *xlsx, const Stream *stream, size_t row, Err *err) {
    Arena scratch = {0};
    Slice type = attribute_of(stream, "t", &scratch);
    Slice reference = attribute_of(stream, "r", &scratch);
    size_t column = xlsx->cells.n, named_row = row;
    bool ok = reference.n == 0 || parse_reference(reference, &named_row, &column);
    if (!ok || named_row != row)
        ok = err_set(
            err,
            T("row %zu: \"%.*s\" is no cell of it", "第 %zu 行：“%.*s”不是该行的单元格"),
            row, SLICE_ARG(reference));
    buf_clear(&xlsx->text);
    int status = 1;
    bool whole = xmlTextReaderIsEmptyElement(stream->reader);
    while (ok && !whole && (status = stream_next(stream, err)) == 1) {
        whole = is_end(stream, "c");
        if (is_start(stream, "v"))
            ok = add_text(stream, "v", &xlsx->text, err);
        else if (is_start(stream, "is"))
            ok = add_text(stream, "is", &xlsx->text, err);
    }
    ok = ok && (status == 1 || (status == 0 && stream_failed(stream, err)));
    Slice value = unescape(buf_slice(&xlsx->text), xlsx->keep);
    if (ok && value.n && slice_equal(type, S("s")))
        ok = shared_string(xlsx, value, row, &value, err);
    arena_release(&scratch);
    if (ok && value.n && column >= SHEET_COLUMNS_MAX)
        return err_set(
            err, T("row %zu: text beyond column %d", "第 %zu 行：第 %d 列之后有内容"),
            row, SHEET_COLUMNS_MAX);
    while (ok && column < SHEET_COLUMNS_MAX && xlsx->cells.n <= column)
        vec_push(&xlsx->cells, (Slice){0});
    if (ok && column < SHEET_COLUMNS_MAX)
        xlsx->cells.at[column] = value;
    return ok;
}

static bool read_row(Xlsx *xlsx, const Stream *stream, size_t *last, Err *err) {
    Arena scratch = {0};
    Slice written = attribute_of(stream, "r", &scratch);
    int64_t number = (int64_t)*last + 1;
    bool ok = written.n == 0 || (slice_int(written, &number) && number > (int64_t)*last &&
                                 number <= SHEET_ROWS_MAX);
    if (!ok)
        err_set(err,
                T("row \"%.*s\" behind row %zu is out of order",
                  "第“%.*s”行在第 %zu 行之后，次序有误"),
                SLICE_ARG(written), *last);
    arena_release(&scratch);
    if (!ok)
        return false;
    *last = (size_t)number;
    xlsx->cells.n = 0;
    int status = 1;
    bool whole = xmlTextReaderIsEmptyElement(stream->reader);
    while (ok && !whole && (status = stream_next(stream, err)) == 1) {
        whole = is_end(stream, "row");
        if (is_start(stream, "c"))
            ok = read_cell(xlsx, stream, *last, err);
    }
    ok = ok && (status == 1 || (status == 0 && stream_failed(stream, err)));
    return ok && sheet_add_row(&xlsx->rows, *last, xlsx->cells.at, xlsx->cells.n,
                               xlsx->keep, err);
}

static size_t row_at(const SheetRows *rows, size_t number) {
    size_t low = 0, high = rows->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows->at[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Only the first cell of a merged range has a text; a person sees it in all of them. */
static bool fill_merge(Xlsx *xlsx, const Merge *merge, Err *err) {
    SheetRows *rows = &xlsx->rows;
    size_t first = row_at(rows, merge->top);
    if (first == rows->n || rows->at[first].number != merge->top ||
        rows->at[first].n <= merge->left)
        return true;
    Slice text = rows->at[first].cells[merge->left];
    size_t right =
        merge->right < SHEET_COLUMNS_MAX ? merge->right : SHEET_COLUMNS_MAX - 1;
    for (size_t i = first; i < rows->n && rows->at[i].number <= merge->bottom; i++) {
        SheetRow *row = &rows->at[i];
        xlsx->merged += right - merge->left + 1;
        if (xlsx->merged > SHEET_MERGED_MAX)
            return err_set(
                err, T("merged ranges of more than %d cells", "合并单元格超过 %d 个"),
                SHEET_MERGED_MAX);
        if (row->n <= right) {
            Slice *cells = ARENA_ARRAY(xlsx->keep, Slice, right + 1);
            memcpy(cells, row->cells, row->n * sizeof *cells);
            row->cells = cells;
            row->n = right + 1;
        }
        for (size_t c = merge->left; c <= right; c++) {
            if (row->cells[c].n == 0)
                row->cells[c] = text;
        }
    }
    return true;
}

static bool read_sheet(Xlsx *xlsx, Slice part, Slice name, Err *err) {
    Slice bytes = part_of(xlsx, part);
    if (bytes.n == 0)
        return err_set(
            err, T("has no %.*s, which its workbook names", "缺少工作簿所指的 %.*s"),
            SLICE_ARG(part));
    Stream stream = stream_open(bytes, part);
    size_t last = 0;
    int status;
    bool ok = true;
    xlsx->rows.n = xlsx->merges.n = 0;
    while (ok && (status = stream_next(&stream, err)) == 1) {
        if (is_start(&stream, "row"))
            ok = read_row(xlsx, &stream, &last, err);
        else if (is_start(&stream, "mergeCell"))
            ok = note_merge(xlsx, attribute_of(&stream, "ref", &xlsx->scratch), err);
    }
    ok = ok && status == 0;
    xmlFreeTextReader(stream.reader);
    for (size_t i = 0; ok && i < xlsx->merges.n; i++)
        ok = fill_merge(xlsx, &xlsx->merges.at[i], err);
    if (!ok)
        return err_prefix(err, T("sheet \"%.*s\"", "工作表“%.*s”"), SLICE_ARG(name));
    Sheet sheet = {.name = arena_copy(xlsx->keep, name), .n = xlsx->rows.n};
    sheet.rows = ARENA_ARRAY(xlsx->keep, SheetRow, sheet.n);
    if (sheet.n)
        memcpy(sheet.rows, xlsx->rows.at, sheet.n * sizeof *sheet.rows);
    vec_push(&xlsx->sheets, sheet);
    return true;
}

/* ---- The workbook ---- */

/* The part a relation of the workbook leads to. */
static Slice related(Xlsx *xlsx, const xmlDoc *relations, Slice folder, const char *key,
                     Slice value) {
    const xmlNode *root = xmlDocGetRootElement(relations);
    for (const xmlNode *node = root ? root->children : NULL; node; node = node->next) {
        Slice named = xml_attribute(node, key), target = xml_attribute(node, "Target");
        bool is =
            strcmp(key, "Id") == 0 ? slice_equal(named, value) : slice_ends(named, value);
        if (!is || target.n == 0)
            continue;
        if (slice_starts(target, S("/")))
            return arena_copy(&xlsx->scratch, slice_sub(target, 1, target.n));
        return arena_format(&xlsx->scratch, "%.*s%.*s", SLICE_ARG(folder),
                            SLICE_ARG(target));
    }
    return (Slice){0};
}

static xmlDoc *relations_of(Xlsx *xlsx, Slice folder, Slice base, Err *err) {
    Slice name = arena_format(&xlsx->scratch, "%.*s_rels/%.*s.rels", SLICE_ARG(folder),
                              SLICE_ARG(base));
    Slice bytes = part_of(xlsx, name);
    if (bytes.n == 0) {
        err_set(err,
                T("has no %.*s: not an Excel workbook, or a broken one",
                  "没有 %.*s：不是 Excel 工作簿或已损坏"),
                SLICE_ARG(name));
        return NULL;
    }
    return xml_part(bytes, name, err);
}

static bool read_sheets(Xlsx *xlsx, const xmlDoc *workbook, const xmlDoc *relations,
                        Slice folder, Err *err) {
    xmlNode *root = xmlDocGetRootElement(workbook);
    size_t n = 0;
    for (xmlNode *node = root; node; node = xml_next(node, root, false)) {
        if (!xml_is_any(node, "sheet"))
            continue;
        Slice part = related(xlsx, relations, folder, "Id", xml_attribute(node, "id"));
        bool table = slice_contains(part, S("worksheets/"));
        if (++n > SHEETS_MAX)
            return err_set(err, T("more than %d sheets", "工作表超过 %d 个"), SHEETS_MAX);
        if (table && !read_sheet(xlsx, part, xml_attribute(node, "name"), err))
            return false;
    }
    return xlsx->sheets.n ||
           err_set(err, "%s", T("a workbook without sheets", "工作簿中没有工作表"));
}

static bool read_workbook(Xlsx *xlsx, Slice name, Err *err) {
    Slice base = path_base(name), folder = slice_sub(name, 0, name.n - base.n);
    xmlDoc *relations = relations_of(xlsx, folder, base, err);
    Slice bytes = part_of(xlsx, name);
    xmlDoc *workbook = NULL;
    if (relations && bytes.n == 0)
        err_set(err,
                T("has no %.*s: not an Excel workbook, or a broken one",
                  "没有 %.*s：不是 Excel 工作簿或已损坏"),
                SLICE_ARG(name));
    else if (relations)
        workbook = xml_part(bytes, name, err);
    bool ok = workbook != NULL;
    if (ok) {
        Slice strings = related(xlsx, relations, folder, "Type", S("/sharedStrings"));
        ok = read_strings(xlsx, strings, err) &&
             read_sheets(xlsx, workbook, relations, folder, err);
    }
    xmlFreeDoc(workbook);
    xmlFreeDoc(relations);
    return ok;
}

bool sheet_read_xlsx(Slice bytes, Arena *keep, SheetBook *book, Err *err) {
    Xlsx xlsx = {.keep = keep};
    size_t left = 2 * PART_BYTES;
    Unpacker unpacker = {.context = &xlsx,
                         .wants = wants_part,
                         .take = take_part,
                         .member_max = PART_BYTES,
                         .zip_only = true};
    bool ok = unpack(bytes, &left, &unpacker, err);
    xmlDoc *top = ok ? relations_of(&xlsx, S(""), S(""), err) : NULL;
    if (top) {
        Slice name = related(&xlsx, top, S(""), "Type", S("/officeDocument"));
        ok = read_workbook(&xlsx, name.n ? name : S("xl/workbook.xml"), err);
    }
    ok = ok && top;
    xmlFreeDoc(top);
    if (ok) {
        Sheet *sheets = ARENA_ARRAY(keep, Sheet, xlsx.sheets.n);
        memcpy(sheets, xlsx.sheets.at, xlsx.sheets.n * sizeof *sheets);
        *book = (SheetBook){.format = S("xlsx"), .at = sheets, .n = xlsx.sheets.n};
    }
    for (size_t i = 0; i < xlsx.parts.n; i++)
        buf_release(&xlsx.parts.at[i].bytes);
    vec_release(&xlsx.parts);
    vec_release(&xlsx.strings);
    vec_release(&xlsx.sheets);
    vec_release(&xlsx.rows);
    vec_release(&xlsx.merges);
    vec_release(&xlsx.cells);
    buf_release(&xlsx.text);
    arena_release(&xlsx.scratch);
    return ok;
}
