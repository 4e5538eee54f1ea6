/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web pages to lines: what a reader of the page sees as separate paragraphs, headings and
 * cells. It does not know what in a page is the plan; breadcrumbs and "print" buttons are
 * for plan/ to tell. */
#include "base/base.h"

#include <libxml/tree.h>

#include "base/charset.h"
#include "base/utf8.h"
#include "read/grid.h"
#include "read/html_p.h"
#include "read/numeral.h"
#include "read/read_p.h"
#include "read/xml.h"

/* ---- Elements
 * ------------------------------------------------------------------------------- */

enum {
    ELEMENT_BLOCK = 1,     /* begins and ends a line */
    ELEMENT_DROP = 2,      /* nothing in it is text of the page */
    ELEMENT_FURNITURE = 4, /* dropped unless it is part of an article or holds its title
                            */
    ELEMENT_PRE = 8,       /* line ends in it count */
};

static const struct {
    const char *name;
    unsigned flags;
    unsigned heading; /* its level */
} elements[] = {
    {"p", ELEMENT_BLOCK, 0},
    {"div", ELEMENT_BLOCK, 0},
    {"h1", ELEMENT_BLOCK, 1},
    {"h2", ELEMENT_BLOCK, 2},
    {"h3", ELEMENT_BLOCK, 3},
    {"h4", ELEMENT_BLOCK, 4},
    {"h5", ELEMENT_BLOCK, 5},
    {"h6", ELEMENT_BLOCK, 6},
    {"ul", ELEMENT_BLOCK, 0},
    {"ol", ELEMENT_BLOCK, 0},
    {"li", ELEMENT_BLOCK, 0},
    {"dl", ELEMENT_BLOCK, 0},
    {"dt", ELEMENT_BLOCK, 0},
    {"dd", ELEMENT_BLOCK, 0},
    {"table", ELEMENT_BLOCK, 0},
    {"caption", ELEMENT_BLOCK, 0},
    {"tr", ELEMENT_BLOCK, 0},
    {"td", ELEMENT_BLOCK, 0},
    {"th", ELEMENT_BLOCK, 0},
    {"body", ELEMENT_BLOCK, 0},
    {"section", ELEMENT_BLOCK, 0},
    {"article", ELEMENT_BLOCK, 0},
    {"main", ELEMENT_BLOCK, 0},
    {"header", ELEMENT_BLOCK | ELEMENT_FURNITURE, 0},
    {"footer", ELEMENT_BLOCK | ELEMENT_FURNITURE, 0},
    {"aside", ELEMENT_BLOCK | ELEMENT_FURNITURE, 0},
    {"nav", ELEMENT_DROP, 0},
    {"blockquote", ELEMENT_BLOCK, 0},
    {"pre", ELEMENT_BLOCK | ELEMENT_PRE, 0},
    {"center", ELEMENT_BLOCK, 0},
    {"form", ELEMENT_BLOCK, 0},
    {"fieldset", ELEMENT_BLOCK, 0},
    {"legend", ELEMENT_BLOCK, 0},
    {"address", ELEMENT_BLOCK, 0},
    {"figure", ELEMENT_BLOCK, 0},
    {"figcaption", ELEMENT_BLOCK, 0},
    {"details", ELEMENT_BLOCK, 0},
    {"summary", ELEMENT_BLOCK, 0},
    {"hr", ELEMENT_BLOCK, 0},
    {"br", ELEMENT_BLOCK, 0},
    {"script", ELEMENT_DROP, 0},
    {"style", ELEMENT_DROP, 0},
    {"noscript", ELEMENT_DROP, 0},
    {"template", ELEMENT_DROP, 0},
    {"head", ELEMENT_DROP, 0},
    {"title", ELEMENT_DROP, 0},
    {"select", ELEMENT_DROP, 0},
    {"button", ELEMENT_DROP, 0},
    {"textarea", ELEMENT_DROP, 0},
    {"iframe", ELEMENT_DROP, 0},
    {"object", ELEMENT_DROP, 0},
    {"svg", ELEMENT_DROP, 0},
    {"canvas", ELEMENT_DROP, 0},
    {"audio", ELEMENT_DROP, 0},
    {"video", ELEMENT_DROP, 0},
    {"map", ELEMENT_DROP, 0},
    {"rt", ELEMENT_DROP, 0},
    {"rp", ELEMENT_DROP, 0},
};

typedef struct {
    unsigned flags, heading;
} Element;

static Element element_of(const xmlNode *node) {
    Slice name =
        node->type == XML_ELEMENT_NODE ? slice_of((const char *)node->name) : S("");
    for (size_t i = 0; name.n && i < sizeof elements / sizeof *elements; i++) {
        if (slice_equal(name, slice_of(elements[i].name)))
            return (Element){elements[i].flags, elements[i].heading};
    }
    return (Element){0};
}

/* Whether a style attribute says so: "display : NONE" of display:none. */
static bool style_has(Slice style, const char *wanted) {
    Buf plain = {0};
    for (size_t i = 0; i < style.n; i++) {
        char c = style.p[i];
        if (c != ' ' && c != '\t' && c != '\n')
            buf_add_byte(&plain, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
    }
    bool has = slice_contains(buf_slice(&plain), slice_of(wanted));
    buf_release(&plain);
    return has;
}

static bool is_hidden(const xmlNode *node) {
    if (node->type != XML_ELEMENT_NODE || !node->properties)
        return false;
    return xml_attribute(node, "hidden").p ||
           style_has(xml_attribute(node, "style"), "display:none");
}

static bool is_furniture(xmlNode *node) {
    for (const xmlNode *up = node->parent; up; up = up->parent) {
        if (xml_is_any(up, "article") || xml_is_any(up, "main"))
            return false;
    }
    for (xmlNode *below = node; below; below = xml_next(below, node, false)) {
        if (xml_is_any(below, "h1") || xml_is_any(below, "article") ||
            xml_is_any(below, "main"))
            return false;
    }
    return true;
}

/* ---- Walking
 * -------------------------------------------------------------------------------- */

typedef struct {
    Builder builder;
    Buf line, cell;
    bool space, newline;  /* white space seen since the last character; with a line end in
                             it */
    Buf marker;           /* the number of a list item whose text has not begun */
    unsigned heading;     /* level of the heading around, or 0 */
    unsigned pre;         /* how many <pre> around */
    const xmlNode *table; /* the data table around; there is one at most */
    const xmlNode *in_cell;
    Block cell_model;
    Grid grid;
    unsigned tables;
    size_t hidden; /* bytes of text in hidden elements */
} Walk;

/* A number that the text brings itself; a second one before it would be what no reader of
 * the page wants. */
static bool begins_with_number(Slice line) {
    static const char *const signs[] = {"第", "（", "(", "①", "②", "③", "④",
                                        "⑤",  "⑥",  "⑦", "⑧", "⑨", "⑩"};
    static const char digits[] = "一二三四五六七八九十百0123456789";
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (slice_starts(line, slice_of(signs[i])))
            return true;
    }
    size_t at = 0;
    while (at < line.n) {
        Rune next = utf8_decode(line, at);
        if (!slice_contains(slice_of(digits), slice_sub(line, at, at + next.length)))
            break;
        at += next.length;
    }
    static const char *const ends[] = {"、", ".", "．", ")", "）"};
    for (size_t i = 0; at && i < sizeof ends / sizeof *ends; i++) {
        if (slice_starts(slice_sub(line, at, line.n), slice_of(ends[i])))
            return true;
    }
    return false;
}

static void end_line(Walk *walk) {
    walk->space = walk->newline = false;
    if (slice_trim(buf_slice(&walk->line)).n == 0) {
        buf_clear(&walk->line);
        return;
    }
    Buf whole = {0};
    Slice line = buf_slice(&walk->line);
    if (walk->marker.n && !begins_with_number(slice_trim_start(line)))
        buf_add(&whole, buf_slice(&walk->marker));
    buf_clear(&walk->marker);
    buf_add(&whole, line);
    if (walk->in_cell) {
        buf_add(&walk->cell, buf_slice(&whole));
        buf_add_byte(&walk->cell, '\n');
    } else {
        Block model = {.kind = walk->heading ? BLOCK_HEADING : BLOCK_PARAGRAPH,
                       .level = walk->heading};
        build_block(&walk->builder, &model, buf_slice(&whole));
    }
    buf_clear(&walk->line);
    buf_release(&whole);
}

static bool is_wide(uint32_t rune) {
    return rune_columns(rune, 2) == 2;
}

/* White space before `next` becomes one space, but a line end in the source between two
 * Chinese characters nothing. */
static void add_space(Walk *walk, uint32_t next) {
    if (!walk->space || walk->line.n == 0)
        return;
    Rune before = utf8_decode_before(buf_slice(&walk->line), walk->line.n);
    if (!walk->newline || !is_wide(before.rune) || !is_wide(next))
        buf_add_byte(&walk->line, ' ');
}

static void add_text(Walk *walk, Slice text) {
    for (size_t at = 0; at < text.n;) {
        char byte = text.p[at];
        if (walk->pre && byte == '\n') {
            end_line(walk);
            at++;
            continue;
        }
        if (byte == ' ' || byte == '\t' || byte == '\n') {
            walk->space = true;
            walk->newline |= byte == '\n';
            at++;
            continue;
        }
        size_t end = at;
        while (end < text.n && text.p[end] != ' ' && text.p[end] != '\t' &&
               text.p[end] != '\n')
            end++;
        add_space(walk, utf8_decode(text, at).rune);
        walk->space = walk->newline = false;
        buf_add(&walk->line, slice_sub(text, at, end));
        at = end;
    }
}

/* ---- Lists
 * ---------------------------------------------------------------------------------- */

static bool integer_attribute(const xmlNode *node, const char *name, int64_t *value) {
    return slice_int(slice_trim(xml_attribute(node, name)), value) && *value >= 0 &&
           *value < 100000;
}

static unsigned count_items(const xmlNode *list) {
    unsigned n = 0;
    for (const xmlNode *item = list->children; item; item = item->next)
        n += xml_is_any(item, "li");
    return n;
}

/* The number of a list item; items are counted in the attribute "value" as they are met,
 * so that a list of a hundred thousand is not counted anew for each. */
static unsigned item_number(xmlNode *list, const xmlNode *item) {
    int64_t number;
    bool reversed = xml_attribute(list, "reversed").p;
    if (!integer_attribute(item, "value", &number)) {
        if (integer_attribute(list, "plancmp-next", &number)) {
        } else if (!integer_attribute(list, "start", &number)) {
            number = reversed ? count_items(list) : 1;
        }
    }
    char next[24];
    snprintf(next, sizeof next, "%lld", (long long)number + (reversed ? -1 : 1));
    xmlSetProp(list, (const xmlChar *)"plancmp-next", (const xmlChar *)next);
    return (unsigned)number;
}

static Slice list_style(const xmlNode *list) {
    static const struct {
        const char *type, *format;
    } types[] = {{"1", "decimal"},
                 {"a", "lower-alpha"},
                 {"A", "upper-alpha"},
                 {"i", "lower-roman"},
                 {"I", "upper-roman"}};
    Slice style = xml_attribute(list, "style");
    size_t at = slice_find(style, S("list-style"), 0);
    if (at != SIZE_MAX) {
        Slice value = slice_cut(slice_sub(style, at, style.n), S(":")).tail;
        return slice_trim(slice_cut(value, S(";")).head);
    }
    Slice type = slice_trim(xml_attribute(list, "type"));
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (slice_equal(type, slice_of(types[i].type)))
            return slice_of(types[i].format);
    }
    return S("decimal");
}

static void begin_item(Walk *walk, const xmlNode *item) {
    xmlNode *list = item->parent;
    if (!list || !xml_is_any(list, "ol"))
        return;
    unsigned number = item_number(list, item);
    Slice style = list_style(list);
    if (slice_contains(style, S("none")))
        return;
    size_t before = walk->marker.n;
    bool known = numeral_format(style, number, &walk->marker);
    bool han =
        known && walk->marker.n > before && (unsigned char)walk->marker.p[before] >= 0xE0;
    buf_add(&walk->marker, han ? S("、") : S(". "));
}

/* ---- Entering and leaving elements
 * ------------------------------------------------------------- */

static unsigned span_of(const xmlNode *cell, const char *attribute) {
    int64_t value;
    if (!slice_int(slice_trim(xml_attribute(cell, attribute)), &value) || value < 0)
        return 1;
    return value > GRID_SPAN_MAX ? GRID_SPAN_MAX : (unsigned)value;
}

static bool is_data(xmlNode *table) {
    Slice role = xml_attribute(table, "role");
    GridShape shape = {.nested = slice_equal(role, S("presentation")) ||
                                 slice_equal(role, S("none"))};
    for (xmlNode *node = xml_next(table, table, false); node && !shape.nested;
         node = xml_next(node, table, false)) {
        shape.nested = xml_is_any(node, "table");
        if (xml_is_any(node, "tr"))
            shape_row(&shape);
        else if (xml_is_any(node, "td") || xml_is_any(node, "th"))
            shape_cell(&shape);
        else if (node->type == XML_TEXT_NODE)
            shape_text(&shape, slice_of((const char *)node->content));
    }
    return shape_is_data(&shape);
}

static void begin_cell(Walk *walk, const xmlNode *node) {
    GridPlace place =
        grid_cell(&walk->grid, span_of(node, "rowspan"), span_of(node, "colspan"));
    bool head = xml_is_any(node, "th");
    for (const xmlNode *up = node->parent; up && up != walk->table; up = up->parent)
        head |= xml_is_any(up, "thead");
    walk->in_cell = node;
    walk->cell_model = (Block){.kind = BLOCK_CELL,
                               .table = walk->tables,
                               .row = place.row,
                               .column = place.column,
                               .rows = place.rows,
                               .columns = place.columns,
                               .header = head};
    buf_clear(&walk->cell);
}

static void end_cell(Walk *walk) {
    build_block(&walk->builder, &walk->cell_model, buf_slice(&walk->cell));
    buf_clear(&walk->cell);
    walk->in_cell = NULL;
}

static void end_table(Walk *walk) {
    unsigned rows = walk->grid.row + 1;
    Document *document = walk->builder.document;
    for (size_t i = document->blocks.n;
         i-- > 0 && document->blocks.at[i].table == walk->tables;) {
        Block *cell = &document->blocks.at[i];
        if (cell->kind == BLOCK_CELL && cell->row + cell->rows > rows)
            cell->rows = rows - cell->row;
    }
    walk->table = NULL;
    grid_release(&walk->grid);
}

static void enter_table(Walk *walk, xmlNode *node) {
    if (xml_is_any(node, "table")) {
        if (walk->table || !is_data(node))
            return;
        walk->table = node;
        walk->tables++;
    } else if (walk->table && xml_is_any(node, "tr")) {
        grid_row(&walk->grid);
    } else if (walk->table && (xml_is_any(node, "td") || xml_is_any(node, "th"))) {
        if (walk->in_cell)
            end_cell(walk);
        begin_cell(walk, node);
    }
}

/* Whether to go on into it. */
static bool enter(Walk *walk, xmlNode *node) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        add_text(walk, slice_of((const char *)node->content));
        return false;
    }
    if (node->type != XML_ELEMENT_NODE)
        return false;
    Element element = element_of(node);
    if (element.flags & ELEMENT_DROP)
        return false;
    if ((element.flags & ELEMENT_FURNITURE) && is_furniture(node))
        return false;
    if (is_hidden(node)) {
        for (xmlNode *below = node; below; below = xml_next(below, node, false))
            walk->hidden += below->type == XML_TEXT_NODE
                                ? slice_trim(slice_of((const char *)below->content)).n
                                : 0;
        return false;
    }
    if (element.flags & ELEMENT_BLOCK)
        end_line(walk);
    walk->pre += (element.flags & ELEMENT_PRE) != 0;
    if (element.heading)
        walk->heading = element.heading;
    if (xml_is_any(node, "li"))
        begin_item(walk, node);
    enter_table(walk, node);
    return true;
}

static void leave(Walk *walk, xmlNode *node) {
    Element element = element_of(node);
    if (element.flags & ELEMENT_BLOCK)
        end_line(walk);
    walk->pre -= (element.flags & ELEMENT_PRE) != 0;
    if (element.heading)
        walk->heading = 0;
    if (xml_is_any(node, "li"))
        buf_clear(&walk->marker);
    if (node == walk->in_cell)
        end_cell(walk);
    if (node == walk->table)
        end_table(walk);
}

static void walk_all(Walk *walk, xmlNode *root) {
    for (xmlNode *node = root; node;) {
        bool into = enter(walk, node);
        if (into && node->children) {
            node = node->children;
            continue;
        }
        if (into)
            leave(walk, node);
        while (node && !node->next) {
            node = node->parent;
            if (node && node->type == XML_ELEMENT_NODE)
                leave(walk, node);
        }
        node = node ? node->next : NULL;
    }
    end_line(walk);
}

/* ---- The page as a whole
 * -------------------------------------------------------------------------- */

static void note_title(Document *document, const xmlNode *title) {
    Buf text = {0};
    for (const xmlNode *part = title->children; part; part = part->next) {
        if (part->type == XML_TEXT_NODE)
            buf_add(&text, slice_of((const char *)part->content));
    }
    Walk line = {0};
    add_text(&line, slice_trim(buf_slice(&text)));
    if (document->title.n == 0)
        document->title = arena_copy(&document->arena, buf_slice(&line.line));
    buf_release(&line.line);
    buf_release(&text);
}

static void note_head(Document *document, xmlNode *root) {
    for (xmlNode *node = root; node; node = xml_next(node, root, false)) {
        if (xml_is_any(node, "title") &&
            !(node->parent && xml_is_any(node->parent, "svg"))) {
            note_title(document, node);
        } else if (xml_is_any(node, "meta")) {
            Slice key = xml_attribute(node, "name");
            if (key.n == 0)
                key = xml_attribute(node, "property");
            if (key.n)
                document_meta(document, key, xml_attribute(node, "content"));
        }
    }
}

static void read_page(xmlNode *root, Document *document) {
    Walk walk = {.builder = {.document = document}};
    note_head(document, root);
    walk_all(&walk, root);
    build_finish(&walk.builder);
    if (walk.hidden)
        document_diag(document, "hidden-text", (Span){0},
                      arena_format(&document->arena, "%zu", walk.hidden));
    buf_release(&walk.line);
    buf_release(&walk.cell);
    buf_release(&walk.marker);
    grid_release(&walk.grid);
}

bool html_read(const Source *source, Document *document, Err *err) {
    Buf decoded = {0}, page = {0};
    bool ok =
        source_decode(source, charset_declared(source->bytes), document, &decoded, err);
    xmlDoc *doc = NULL;
    if (ok) {
        document_text_clean(buf_slice(&decoded), &page); /* the parser would stop at a NUL
                                                          */
        doc = html_parse(buf_slice(&page), err);
        ok = doc;
    }
    for (size_t i = 0; i < document->diags.n; i++) /* places of the source, not of its
                                                      text */
        document->diags.at[i].place = (Span){0};
    if (ok && xmlDocGetRootElement(doc))
        read_page(xmlDocGetRootElement(doc), document);
    xmlFreeDoc(doc);
    buf_release(&decoded);
    buf_release(&page);
    return ok;
}
