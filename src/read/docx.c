/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a Word file as its last reader sees it: deleted text gone, inserted text
 * in, numbers written out, tables as cells, what stands beside the running text (text
 * boxes, notes, comments) apart. */
#include "base/base.h"

#include "base/utf8.h"
#include "read/docx_p.h"
#include "read/grid.h"

/* Functions here call each other for what is nested (a table in a cell, a text box in a
 * run); the XML parser has refused what is nested deeper than 256. */
typedef struct {
    Builder builder;
    Arena scratch;
    Lists *lists;
    Buf line;   /* the paragraph at hand */
    Buf *aside; /* the cell or note that takes paragraphs instead of the document; NULL:
                   none */
    SliceList notes; /* to come after the paragraph or table at hand */
    unsigned tables;
    bool in_data; /* in a table of data */
} Walk;

static void add_blocks(Walk *walk, const xmlNode *parent);

/* ---- Text of a paragraph
 * ----------------------------------------------------------------------- */

static const char math[] = "http://schemas.openxmlformats.org/officeDocument/2006/math";

static bool is_math(const xmlNode *node) {
    return node->ns && node->ns->href && strcmp((const char *)node->ns->href, math) == 0;
}

static void add_content(Walk *walk, const xmlNode *node) {
    for (const xmlNode *part = node->children; part; part = part->next) {
        if (part->type == XML_TEXT_NODE || part->type == XML_CDATA_SECTION_NODE)
            buf_add(&walk->line, slice_of((const char *)part->content));
    }
}

static void add_symbol(Walk *walk, const xmlNode *node) {
    Slice code = xml_attribute(node, "char");
    uint32_t rune = 0;
    for (size_t i = 0; i < code.n && i < 6; i++) {
        char c = code.p[i];
        unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0')
                                              : (unsigned)((c | 0x20) - 'a') + 10;
        rune = digit < 16 ? rune * 16 + digit : 0xFFFD;
    }
    buf_add_rune(&walk->line, symbol_rune(xml_attribute(node, "font"), rune));
}

static void add_note(Walk *walk, const xmlNode *content) {
    Buf line = walk->line, note = {0}, *aside = walk->aside;
    bool in_data = walk->in_data;
    walk->line = (Buf){0};
    walk->aside = &note;
    walk->in_data = false;
    add_blocks(walk, content);
    if (slice_trim(buf_slice(&note)).n)
        vec_push(&walk->notes, arena_copy(&walk->scratch, buf_slice(&note)));
    buf_release(&walk->line);
    buf_release(&note);
    walk->line = line;
    walk->aside = aside;
    walk->in_data = in_data;
}

/* What stands for itself in a run. */
static const struct {
    const char *name, *text;
} marks[] = {
    {"tab", "\t"}, {"ptab", "\t"}, {"br", "\n"}, {"cr", "\n"}, {"noBreakHyphen", "-"},
};

/* Elements whose content is no text of the paragraph: properties, what was deleted or
 * moved away, field codes. */
static const char *const passed_over[] = {
    "pPr",      "rPr",     "sdtPr", "sdtEndPr",  "del",
    "moveFrom", "delText", "rt",    "instrText", "delInstrText",
    "fldData",  "object",  "tblPr", "trPr",      "tcPr",
};

static bool is_passed_over(const xmlNode *node) {
    for (size_t i = 0; i < sizeof passed_over / sizeof *passed_over; i++) {
        if (xml_is(node, passed_over[i]))
            return true;
    }
    return false;
}

/* Of two editions of the same content, for new and old readers, the first that is there.
 */
static const xmlNode *one_edition(const xmlNode *alternatives) {
    const xmlNode *fallback = NULL;
    for (const xmlNode *node = alternatives->children; node; node = node->next) {
        if (xml_is_any(node, "Choice"))
            return node;
        if (xml_is_any(node, "Fallback"))
            fallback = node;
    }
    return fallback;
}

static bool add_mark(Walk *walk, const xmlNode *node) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (xml_is(node, marks[i].name)) {
            buf_add(&walk->line, slice_of(marks[i].text));
            return true;
        }
    }
    if (xml_is(node, "sym"))
        add_symbol(walk, node);
    return xml_is(node, "sym");
}

static void add_inline(Walk *walk, const xmlNode *parent) {
    for (const xmlNode *node = parent ? parent->children : NULL; node;
         node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (xml_is(node, "t") || (xml_is_any(node, "t") && is_math(node)))
            add_content(walk, node);
        else if (xml_is_any(node, "AlternateContent"))
            add_inline(walk, one_edition(node));
        else if (xml_is(node, "txbxContent"))
            add_note(walk, node);
        else if (is_passed_over(node) || add_mark(walk, node))
            continue;
        else if (!xml_is(node, "r") ||
                 !lists_is_hidden(walk->lists, xml_child(node, "rPr")))
            add_inline(walk, node);
    }
}

/* ---- Paragraphs
 * --------------------------------------------------------------------------------- */

static void flush_notes(Walk *walk) {
    if (walk->aside)
        return;
    for (size_t i = 0; i < walk->notes.n; i++)
        build_block(&walk->builder, &(Block){.kind = BLOCK_NOTE}, walk->notes.at[i]);
    walk->notes.n = 0;
}

static void end_paragraph(Walk *walk, const xmlNode *properties) {
    Slice text = buf_slice(&walk->line);
    bool blank = slice_trim(text).n == 0;
    if (blank && xml_on(xml_child(properties, "rPr"), "vanish"))
        return; /* all hidden: Word does not count it */
    Buf whole = {0};
    lists_number(walk->lists, properties, &whole);
    if (blank && !walk->in_data && whole.n) {
        document_diag(walk->builder.document, "number-without-text", (Span){0},
                      slice_trim(buf_slice(&whole)));
        buf_clear(&whole);
    }
    buf_add(&whole, text);
    unsigned level = lists_heading_level(walk->lists, properties);
    Block model = {.kind = level ? BLOCK_HEADING : BLOCK_PARAGRAPH, .level = level};
    if (lists_is_contents(walk->lists, properties))
        model = (Block){.kind = BLOCK_NOTE};
    if (walk->aside) {
        buf_add(walk->aside, buf_slice(&whole));
        buf_add_byte(walk->aside, '\n');
    } else {
        build_block(&walk->builder, &model, buf_slice(&whole));
    }
    buf_release(&whole);
}

static void add_paragraph(Walk *walk, const xmlNode *node) {
    const xmlNode *properties = xml_child(node, "pPr"),
                  *mark = xml_child(properties, "rPr");
    add_inline(walk, node);
    if (xml_child(mark, "del") || xml_child(mark, "moveFrom"))
        return; /* its end was deleted: the next paragraph goes on in this line */
    end_paragraph(walk, properties);
    buf_clear(&walk->line);
    flush_notes(walk);
}

/* ---- Tables
 * -------------------------------------------------------------------------------------
 */

typedef struct {
    Grid grid;
    unsigned table;
    bool data, heading; /* heading: the row at hand repeats on each page */
    VEC(size_t)
    open; /* for each column: the block (+1) that a cell merged downwards belongs to */
} Table;

static bool is_data(const xmlNode *table) {
    GridShape shape = {0};
    xmlNode *root = (xmlNode *)(uintptr_t)table;
    for (xmlNode *node = xml_next(root, root, false); node && !shape.nested;) {
        bool skip = is_passed_over(node);
        shape.nested = xml_is(node, "tbl");
        if (xml_is(node, "tr"))
            shape_row(&shape);
        else if (xml_is(node, "tc"))
            shape_cell(&shape);
        else if (xml_is(node, "numPr"))
            shape_text(&shape, S("1")); /* its number is text, too */
        else if (node->type == XML_TEXT_NODE)
            shape_text(&shape, slice_of((const char *)node->content));
        node = xml_next(node, root, skip && !xml_is(node, "pPr"));
    }
    return shape_is_data(&shape);
}

static unsigned property(const xmlNode *properties, const char *name,
                         unsigned otherwise) {
    int64_t value;
    return xml_number(xml_value(properties, name), GRID_SPAN_MAX, &value)
               ? (unsigned)value
               : otherwise;
}

/* Lengthens the block that a cell merged with the one above belongs to. */
static void go_on_down(Walk *walk, Table *table, const GridPlace *place) {
    if (place->column >= table->open.n || !table->open.at[place->column])
        return;
    Block *block = &walk->builder.document->blocks.at[table->open.at[place->column] - 1];
    if (block->row + block->rows == place->row)
        block->rows++;
}

static void note_open(Table *table, const GridPlace *place, size_t block) {
    while (table->open.n <= place->column)
        vec_push(&table->open, 0);
    table->open.at[place->column] = block;
}

static void add_cell(Walk *walk, Table *table, const xmlNode *node) {
    const xmlNode *properties = xml_child(node, "tcPr"),
                  *merge = xml_child(properties, "vMerge");
    if (!table->data) {
        add_blocks(walk, node);
        return;
    }
    GridPlace place = grid_cell(&table->grid, 1, property(properties, "gridSpan", 1));
    if (merge && !slice_equal(xml_attribute(merge, "val"), S("restart"))) {
        go_on_down(walk, table, &place);
        return;
    }
    Buf text = {0};
    walk->aside = &text;
    add_blocks(walk, node);
    walk->aside = NULL;
    Block model = {.kind = BLOCK_CELL,
                   .table = table->table,
                   .row = place.row,
                   .column = place.column,
                   .rows = 1,
                   .columns = place.columns,
                   .header = table->heading};
    size_t before = walk->builder.document->blocks.n;
    build_block(&walk->builder, &model, buf_slice(&text));
    note_open(table, &place, walk->builder.document->blocks.n > before ? before + 1 : 0);
    buf_release(&text);
}

/* The cells of a row, also within content controls. */
static void add_cells(Walk *walk, Table *table, const xmlNode *parent) {
    for (const xmlNode *node = parent->children; node; node = node->next) {
        if (xml_is(node, "tc"))
            add_cell(walk, table, node);
        else if (xml_is(node, "sdt") || xml_is(node, "sdtContent") ||
                 xml_is(node, "customXml"))
            add_cells(walk, table, node);
    }
}

static void add_rows(Walk *walk, Table *table, const xmlNode *parent) {
    for (const xmlNode *node = parent->children; node; node = node->next) {
        const xmlNode *properties = xml_child(node, "trPr");
        if (xml_is(node, "sdt") || xml_is(node, "sdtContent") ||
            xml_is(node, "customXml")) {
            add_rows(walk, table, node);
        } else if (xml_is(node, "tr") && !xml_child(properties, "del")) {
            grid_row(&table->grid);
            grid_skip(&table->grid, property(properties, "gridBefore", 0));
            table->heading = xml_on(properties, "tblHeader");
            add_cells(walk, table, node);
        }
    }
}

/* A table within a cell or note gives its cells' lines to that. */
static void add_table(Walk *walk, const xmlNode *node) {
    Table table = {.data = !walk->aside && is_data(node)};
    bool before = walk->in_data;
    if (table.data) {
        table.table = ++walk->tables;
        walk->in_data = true;
    }
    add_rows(walk, &table, node);
    walk->in_data = before;
    grid_release(&table.grid);
    vec_release(&table.open);
    flush_notes(walk);
}

static void add_blocks(Walk *walk, const xmlNode *parent) {
    for (const xmlNode *node = parent ? parent->children : NULL; node;
         node = node->next) {
        if (xml_is(node, "p"))
            add_paragraph(walk, node);
        else if (xml_is(node, "tbl"))
            add_table(walk, node);
        else if (xml_is_any(node, "AlternateContent"))
            add_blocks(walk, one_edition(node));
        else if (node->type == XML_ELEMENT_NODE && !is_passed_over(node))
            add_blocks(walk, node);
    }
}

/* ---- The file as a whole
 * -------------------------------------------------------------------------- */

/* Footnotes, endnotes, comments: each a note at the end. Word's own separators have a
 * type. */
static bool add_notes_part(Walk *walk, const Package *package, Slice name, Err *err) {
    Slice bytes = package_part(package, name);
    xmlDoc *doc = bytes.n ? xml_part(bytes, name, err) : NULL;
    if (!doc)
        return bytes.n == 0;
    const xmlNode *root = xmlDocGetRootElement(doc);
    for (const xmlNode *node = root ? root->children : NULL; node; node = node->next) {
        Slice type = xml_attribute(node, "type");
        if (node->type == XML_ELEMENT_NODE &&
            (type.n == 0 || slice_equal(type, S("normal"))))
            add_note(walk, node);
    }
    flush_notes(walk);
    xmlFreeDoc(doc);
    return true;
}

static bool is_kept_property(const xmlNode *node) {
    static const char *const kept[] = {"title",   "subject",  "creator",
                                       "created", "modified", "keywords"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (xml_is_any(node, kept[i]))
            return true;
    }
    return false;
}

static bool read_core(const Package *package, Document *document, Err *err) {
    Slice bytes = package_part(package, package->core);
    xmlDoc *doc = bytes.n ? xml_part(bytes, package->core, err) : NULL;
    if (!doc)
        return bytes.n == 0;
    const xmlNode *root = xmlDocGetRootElement(doc);
    for (const xmlNode *node = root ? root->children : NULL; node; node = node->next) {
        if (!is_kept_property(node) || !node->children || !node->children->content)
            continue;
        Slice value = slice_of((const char *)node->children->content);
        const char *prefix =
            node->ns && node->ns->prefix ? (const char *)node->ns->prefix : "";
        document_meta(document,
                      arena_format(&document->arena, "%s%s%s", prefix, *prefix ? ":" : "",
                                   (const char *)node->name),
                      value);
        if (xml_is_any(node, "title"))
            document->title = arena_copy(&document->arena, slice_trim(value));
    }
    xmlFreeDoc(doc);
    return true;
}

static bool read_main(Walk *walk, const Package *package, Err *err) {
    xmlDoc *doc = xml_part(package_part(package, package->main), package->main, err);
    if (!doc)
        return false;
    const xmlNode *body = xml_child(xmlDocGetRootElement(doc), "body");
    if (body) {
        add_blocks(walk, body);
        if (slice_trim(buf_slice(&walk->line)).n) /* the last paragraph's end was deleted
                                                   */
            end_paragraph(walk, NULL);
        buf_clear(&walk->line);
    } else {
        err_set(err, T("%.*s: has no body", "%.*s：没有正文"), SLICE_ARG(package->main));
    }
    xmlFreeDoc(doc);
    return body && add_notes_part(walk, package, package->footnotes, err) &&
           add_notes_part(walk, package, package->endnotes, err) &&
           add_notes_part(walk, package, package->comments, err);
}

bool docx_read_package(const Package *package, Document *document, Err *err) {
    Walk walk = {.builder = {.document = document}};
    walk.lists = lists_open(&walk.scratch, package, err);
    bool ok =
        walk.lists && read_main(&walk, package, err) && read_core(package, document, err);
    build_finish(&walk.builder);
    const SliceList *unknown = walk.lists ? lists_unknown_formats(walk.lists) : NULL;
    for (size_t i = 0; unknown && i < unknown->n; i++)
        document_diag(document, "number-format", (Span){0}, unknown->at[i]);
    lists_close(walk.lists);
    buf_release(&walk.line);
    vec_release(&walk.notes);
    arena_release(&walk.scratch);
    return ok;
}

bool docx_read(const Source *source, Document *document, Err *err) {
    Package package;
    if (!package_open(source, &package, err))
        return false;
    bool ok = docx_read_package(&package, document, err);
    package_release(&package);
    return ok;
}
