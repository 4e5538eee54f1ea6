/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An OOXML package: a zip of XML parts that name each other. It knows nothing of text. */
#include "base/base.h"

#include <libxml/parser.h>

#include "base/file.h"
#include "read/docx_p.h"
#include "read/unpack.h"

#define PART_MAX ((size_t)48 << 20) /* some ten times that as a tree */

/* ---- Parts
 * ---------------------------------------------------------------------------------- */

static bool wants_part(void *context, Slice name) {
    (void)context;
    static const char *const others[] = {"theme/", "customXml/", "media/", "glossary/"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (slice_contains(name, slice_of(others[i])))
            return false;
    }
    return slice_ends(name, S(".xml")) || slice_ends(name, S(".rels"));
}

static bool take_part(void *context, Slice name, Slice bytes, Err *err) {
    (void)err;
    Package *package = context;
    Part part = {.name = arena_copy(&package->arena, name)};
    buf_add(&part.bytes, bytes);
    vec_push(&package->parts, part);
    return true;
}

Slice package_part(const Package *package, Slice name) {
    for (size_t i = 0; name.n && i < package->parts.n; i++) {
        if (slice_equal_ignoring_case(package->parts.at[i].name, name))
            return buf_slice(&package->parts.at[i].bytes);
    }
    return (Slice){0};
}

/* The part that a relation of `from` leads to: "styles.xml" of word/document.xml is
 * word/styles.xml. */
static Slice resolve(Arena *keep, Slice from, Slice target) {
    if (slice_starts(target, S("/")))
        return arena_copy(keep, slice_sub(target, 1, target.n));
    Slice folder = slice_sub(from, 0, from.n - path_base(from).n);
    return arena_format(keep, "%.*s%.*s", SLICE_ARG(folder), SLICE_ARG(target));
}

/* Notes the parts that the relations of a part name, by the last word of their type. */
static bool follow(Package *package, Slice from, Err *err) {
    const struct {
        const char *type;
        Slice *name;
    } kinds[] = {
        {"/officeDocument", &package->main},  {"/styles", &package->styles},
        {"/numbering", &package->numbering},  {"/footnotes", &package->footnotes},
        {"/endnotes", &package->endnotes},    {"/comments", &package->comments},
        {"/core-properties", &package->core},
    };
    Arena *arena = &package->arena;
    Slice base = path_base(from);
    Slice name = arena_format(arena, "%.*s_rels/%.*s.rels", (int)(from.n - base.n),
                              from.p, SLICE_ARG(base));
    Slice bytes = package_part(package, name);
    xmlDoc *doc = bytes.n ? xml_part(bytes, name, err) : NULL;
    if (!doc)
        return bytes.n == 0;
    const xmlNode *root = xmlDocGetRootElement(doc);
    for (const xmlNode *node = root ? root->children : NULL; node; node = node->next) {
        Slice type = xml_attribute(node, "Type"), target = xml_attribute(node, "Target");
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
            if (target.n && kinds[i].name->n == 0 &&
                slice_ends(type, slice_of(kinds[i].type)))
                *kinds[i].name = resolve(arena, from, target);
        }
    }
    xmlFreeDoc(doc);
    return true;
}

bool package_open(const Source *source, Package *package, Err *err) {
    *package = (Package){0};
    Unpacker unpacker = {.context = package,
                         .wants = wants_part,
                         .take = take_part,
                         .member_max = PART_MAX,
                         .zip_only = true};
    bool ok = unpack(source->bytes, source->left, &unpacker, err) &&
              follow(package, S(""), err);
    if (ok && package->main.n == 0)
        package->main = S("word/document.xml");
    if (ok && package_part(package, package->main).n == 0)
        ok = err_set(err,
                     T("has no %.*s: not a Word file, or a broken one",
                       "没有 %.*s：不是 Word 文件或已损坏"),
                     SLICE_ARG(package->main));
    if (ok && follow(package, package->main, err))
        return true;
    package_release(package);
    return false;
}

void package_release(Package *package) {
    for (size_t i = 0; i < package->parts.n; i++)
        buf_release(&package->parts.at[i].bytes);
    vec_release(&package->parts);
    arena_release(&package->arena);
    *package = (Package){0};
}

/* ---- XML
 * ------------------------------------------------------------------------------------ */

/* Stops at a DTD, before any entity is declared: it could name files or grow without end.
 */
static void on_doctype(void *context, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system) {
    (void)name, (void)external, (void)system;
    xmlParserCtxt *parser = context;
    parser->_private = parser;
    xmlStopParser(parser);
}

xmlDoc *xml_part(Slice bytes, Slice name, Err *err) {
    xmlParserCtxt *parser = xmlNewParserCtxt();
    if (!parser) {
        out_of_memory(sizeof *parser);
        return NULL; /* not reached */
    }
    parser->sax->internalSubset = on_doctype;
    int options =
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
    xmlDoc *doc = NULL;
    if (bytes.n <= PART_MAX)
        doc = xmlCtxtReadMemory(parser, bytes.p, (int)bytes.n, NULL, NULL, options);
    if (parser->_private) {
        xmlFreeDoc(doc); /* stopped, it may look whole */
        doc = NULL;
        err_set(err,
                T("%.*s: has a DOCTYPE, which Word never writes: refused",
                  "%.*s：含有 DOCTYPE（Word 从不写入）：拒绝读取"),
                SLICE_ARG(name));
    } else if (!doc) {
        Slice why = slice_trim(slice_of(parser->lastError.message));
        err_set(err, T("%.*s, line %d: %.*s", "%.*s 第 %d 行：%.*s"), SLICE_ARG(name),
                parser->lastError.line, SLICE_ARG(why));
    }
    xmlFreeParserCtxt(parser);
    return doc;
}

bool xml_is(const xmlNode *node, const char *name) {
    static const char transitional[] =
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    static const char strict[] = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    if (!xml_is_any(node, name) || !node->ns || !node->ns->href)
        return false;
    const char *space = (const char *)node->ns->href;
    return strcmp(space, transitional) == 0 || strcmp(space, strict) == 0;
}

const xmlNode *xml_child(const xmlNode *node, const char *name) {
    for (const xmlNode *child = node ? node->children : NULL; child;
         child = child->next) {
        if (xml_is(child, name))
            return child;
    }
    return NULL;
}

Slice xml_value(const xmlNode *node, const char *child) {
    return xml_attribute(xml_child(node, child), "val");
}

bool xml_on(const xmlNode *node, const char *child) {
    const xmlNode *found = xml_child(node, child);
    Slice value = xml_attribute(found, "val");
    bool off = slice_equal(value, S("0")) || slice_equal(value, S("false")) ||
               slice_equal(value, S("off"));
    return found && !off;
}

bool xml_number(Slice text, int64_t most, int64_t *value) {
    int64_t number;
    if (!slice_int(text, &number) || number < 0 || number > most)
        return false;
    *value = number;
    return true;
}
