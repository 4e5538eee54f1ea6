/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Automatic numbers of Word as text (ECMA-376 part 1, 17.9). In plans the number is the
 * hierarchy, and it stands in no paragraph: styles and numbering.xml have to be followed
 * and the paragraphs counted.
 *
 *   paragraph -> numPr (its own, or its style's, or that of a style this is based on) ->
 * num -> abstractNum -> level
 *
 * Paragraphs of all nums of one abstractNum count together; a num restarts a level by
 * startOverride when it first comes to it. A paragraph makes deeper levels begin anew,
 * unless their lvlRestart says after which level, or never. */
#include "base/base.h"

#include "base/utf8.h"
#include "read/docx_p.h"
#include "read/numeral.h"

enum { LEVELS = 9, CHAIN_MAX = 32, COUNT_MAX = 1000000 };

typedef struct {
    Slice id, name, based_on, num;
    unsigned level;   /* of num */
    unsigned outline; /* 1..9; 0: none */
    bool has_level, hidden, is_default;
} Style;

typedef struct {
    bool defined;
    unsigned start, restart; /* restart: LEVELS + 1 when not given */
    Slice format, text, between, style, font;
    unsigned digits; /* at least; of the custom formats 001, 002 */
    bool legal;
} Level;

typedef struct {
    Slice id, style_link, num_style_link;
    Level levels[LEVELS];
    unsigned counts[LEVELS];
    bool begun[LEVELS];
} Abstract;

typedef struct {
    Slice id, abstract_id;
    Abstract *abstract;
    Level *levels[LEVELS];     /* of its own, instead of the abstract's */
    unsigned restarts[LEVELS]; /* startOverride + 1; 0: none left to do */
} Num;

struct Lists {
    Arena *arena;
    VEC(Style) styles;       /* by id */
    VEC(Abstract) abstracts; /* by id */
    VEC(Num) nums;           /* by id */
    SliceList unknown;
    xmlDoc *style_doc, *number_doc; /* own the slices above */
};

/* All three begin with their id. */
static int by_id(const void *a, const void *b) {
    return slice_compare(*(const Slice *)a, *(const Slice *)b);
}

#define FIND(list, id)                                                                   \
    ((id).p && (list).n ? bsearch(&(id), (list).at, (list).n, sizeof *(list).at, by_id)  \
                        : NULL)
#define SORT(list)                                                                       \
    ((list).n ? qsort((list).at, (list).n, sizeof *(list).at, by_id) : (void)0)

/* ---- Styles
 * --------------------------------------------------------------------------------- */

/* The level of a name like "heading 2" or 标题 2, which built-in styles keep in every
 * language of Word. */
static unsigned named_level(Slice name) {
    static const char *const words[] = {"heading ", "Heading ", "标题 ", "標題 "};
    int64_t level;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        Slice word = slice_of(words[i]);
        if (slice_starts(name, word) &&
            xml_number(slice_sub(name, word.n, name.n), LEVELS, &level))
            return (unsigned)level;
    }
    return 0;
}

/* 1..9; 10 for body text, said outright; 0 when not said. */
static unsigned outline_of(const xmlNode *properties) {
    int64_t level;
    if (!xml_number(xml_value(properties, "outlineLvl"), LEVELS, &level))
        return 0;
    return (unsigned)level + 1;
}

static void add_style(Lists *lists, const xmlNode *node) {
    const xmlNode *paragraph = xml_child(node, "pPr"),
                  *number = xml_child(paragraph, "numPr");
    Slice given = xml_attribute(node, "default");
    Style style = {
        .id = xml_attribute(node, "styleId"),
        .name = xml_value(node, "name"),
        .based_on = xml_value(node, "basedOn"),
        .num = xml_value(number, "numId"),
        .outline = outline_of(paragraph),
        .hidden = xml_on(xml_child(node, "rPr"), "vanish"),
        .is_default = slice_equal(xml_attribute(node, "type"), S("paragraph")) &&
                      (slice_equal(given, S("1")) || slice_equal(given, S("true"))),
    };
    int64_t level;
    style.has_level = xml_number(xml_value(number, "ilvl"), LEVELS - 1, &level);
    style.level = style.has_level ? (unsigned)level : 0;
    if (style.outline == 0)
        style.outline = named_level(style.name);
    if (style.id.n)
        vec_push(&lists->styles, style);
}

static const Style *default_style(const Lists *lists) {
    for (size_t i = 0; i < lists->styles.n; i++) {
        if (lists->styles.at[i].is_default)
            return &lists->styles.at[i];
    }
    return NULL;
}

static const Style *style_of(const Lists *lists, const xmlNode *properties,
                             const char *element) {
    Slice id = xml_value(properties, element);
    return FIND(lists->styles, id);
}

static const Style *paragraph_style(const Lists *lists, const xmlNode *properties) {
    const Style *style = style_of(lists, properties, "pStyle");
    return style ? style : default_style(lists);
}

static const Style *base_of(const Lists *lists, const Style *style) {
    return FIND(lists->styles, style->based_on);
}

unsigned lists_heading_level(const Lists *lists, const xmlNode *properties) {
    unsigned level = outline_of(properties);
    const Style *style = paragraph_style(lists, properties);
    for (int i = 0; !level && style && i < CHAIN_MAX; i++, style = base_of(lists, style))
        level = style->outline;
    return level > LEVELS ? 0 : level;
}

bool lists_is_contents(const Lists *lists, const xmlNode *properties) {
    static const char *const names[] = {"toc ", "TOC ", "目录 ", "目錄 ",
                                        "table of figures"};
    const Style *style = style_of(lists, properties, "pStyle");
    for (size_t i = 0; style && i < sizeof names / sizeof *names; i++) {
        if (slice_starts(style->name, slice_of(names[i])) &&
            !slice_contains(style->name, S("eading")))
            return true;
    }
    return false;
}

bool lists_is_hidden(const Lists *lists, const xmlNode *run_properties) {
    if (!run_properties)
        return false;
    if (xml_child(run_properties, "vanish"))
        return xml_on(run_properties, "vanish");
    const Style *style = style_of(lists, run_properties, "rStyle");
    return style && style->hidden;
}

/* ---- Numbering.xml
 * ---------------------------------------------------------------------------- */

/* A custom format names its first numbers: "001, 002, 003, ...". */
static unsigned custom_digits(Slice format) {
    unsigned n = 0;
    while (n < format.n && n < 9 && format.p[n] >= '0' && format.p[n] <= '9')
        n++;
    return n;
}

static const xmlNode *number_format(const xmlNode *level) {
    const xmlNode *format = xml_child(level, "numFmt");
    for (const xmlNode *node = level->children; node && !format; node = node->next) {
        if (!xml_is_any(node, "AlternateContent"))
            continue;
        for (const xmlNode *choice = node->children; choice && !format;
             choice = choice->next)
            format = xml_child(choice, "numFmt");
    }
    return format;
}

static void read_level(const xmlNode *node, Level *level) {
    int64_t value;
    const xmlNode *format = number_format(node);
    *level = (Level){.defined = true, .restart = LEVELS + 1};
    level->format = xml_attribute(format, "val");
    if (level->format.n == 0)
        level->format = S("decimal");
    if (slice_equal(level->format, S("custom"))) {
        level->digits = custom_digits(xml_attribute(format, "format"));
        level->format = level->digits ? S("decimal") : level->format;
    }
    if (xml_number(xml_value(node, "start"), COUNT_MAX, &value))
        level->start = (unsigned)value;
    if (xml_number(xml_value(node, "lvlRestart"), LEVELS, &value))
        level->restart = (unsigned)value;
    level->text = xml_value(node, "lvlText");
    level->style = xml_value(node, "pStyle");
    level->legal = xml_on(node, "isLgl");
    level->font = xml_attribute(xml_child(xml_child(node, "rPr"), "rFonts"), "ascii");
    Slice suffix = xml_value(node, "suff");
    level->between = slice_equal(suffix, S("nothing")) ? S("") : S(" ");
}

static bool level_index(const xmlNode *node, unsigned *index) {
    int64_t value;
    if (!xml_number(xml_attribute(node, "ilvl"), LEVELS - 1, &value))
        return false;
    *index = (unsigned)value;
    return true;
}

static void add_abstract(Lists *lists, const xmlNode *node) {
    Abstract abstract = {.id = xml_attribute(node, "abstractNumId"),
                         .style_link = xml_value(node, "styleLink"),
                         .num_style_link = xml_value(node, "numStyleLink")};
    unsigned index;
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (xml_is(child, "lvl") && level_index(child, &index))
            read_level(child, &abstract.levels[index]);
    }
    if (abstract.id.n)
        vec_push(&lists->abstracts, abstract);
}

static void add_num(Lists *lists, const xmlNode *node) {
    Num num = {.id = xml_attribute(node, "numId"),
               .abstract_id = xml_value(node, "abstractNumId")};
    unsigned index;
    int64_t start;
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (!xml_is(child, "lvlOverride") || !level_index(child, &index))
            continue;
        const xmlNode *level = xml_child(child, "lvl");
        if (level) {
            num.levels[index] = ARENA_NEW(lists->arena, Level);
            read_level(level, num.levels[index]);
        }
        if (xml_number(xml_value(child, "startOverride"), COUNT_MAX, &start))
            num.restarts[index] = (unsigned)start + 1;
    }
    if (num.id.n)
        vec_push(&lists->nums, num);
}

/* The abstractNum that defines the list style a link names: the one that says so, or that
 * of the style's num. */
static Abstract *linked(Lists *lists, Slice style_id) {
    for (size_t i = 0; i < lists->abstracts.n; i++) {
        Abstract *abstract = &lists->abstracts.at[i];
        if (abstract->style_link.n && slice_equal(abstract->style_link, style_id))
            return abstract;
    }
    const Style *style = FIND(lists->styles, style_id);
    const Num *num = style ? FIND(lists->nums, style->num) : NULL;
    return num ? FIND(lists->abstracts, num->abstract_id) : NULL;
}

static void resolve_nums(Lists *lists) {
    for (size_t i = 0; i < lists->nums.n; i++) {
        Num *num = &lists->nums.at[i];
        num->abstract = FIND(lists->abstracts, num->abstract_id);
        if (num->abstract && num->abstract->num_style_link.n) {
            Abstract *defined = linked(lists, num->abstract->num_style_link);
            num->abstract = defined ? defined : num->abstract;
        }
    }
}

static bool open_part(const Package *package, Slice name, xmlDoc **doc, Err *err) {
    Slice bytes = package_part(package, name);
    *doc = bytes.n ? xml_part(bytes, name, err) : NULL;
    return bytes.n == 0 || *doc;
}

static void read_lists(Lists *lists) {
    const xmlNode *root =
        lists->style_doc ? xmlDocGetRootElement(lists->style_doc) : NULL;
    for (const xmlNode *node = root ? root->children : NULL; node; node = node->next) {
        if (xml_is(node, "style"))
            add_style(lists, node);
    }
    root = lists->number_doc ? xmlDocGetRootElement(lists->number_doc) : NULL;
    for (const xmlNode *node = root ? root->children : NULL; node; node = node->next) {
        if (xml_is(node, "abstractNum"))
            add_abstract(lists, node);
        else if (xml_is(node, "num"))
            add_num(lists, node);
    }
    SORT(lists->styles);
    SORT(lists->abstracts);
    SORT(lists->nums);
    resolve_nums(lists);
}

Lists *lists_open(Arena *keep, const Package *package, Err *err) {
    Lists *lists = ARENA_NEW(keep, Lists);
    lists->arena = keep;
    if (!open_part(package, package->styles, &lists->style_doc, err) ||
        !open_part(package, package->numbering, &lists->number_doc, err)) {
        lists_close(lists);
        return NULL;
    }
    read_lists(lists);
    return lists;
}

void lists_close(Lists *lists) {
    if (!lists)
        return;
    vec_release(&lists->styles);
    vec_release(&lists->abstracts);
    vec_release(&lists->nums);
    vec_release(&lists->unknown);
    xmlFreeDoc(lists->style_doc);
    xmlFreeDoc(lists->number_doc);
}

const SliceList *lists_unknown_formats(const Lists *lists) {
    return &lists->unknown;
}

/* ---- Counting
 * --------------------------------------------------------------------------------- */

static const Level *level_of(const Num *num, unsigned index) {
    if (num->levels[index])
        return num->levels[index];
    return num->abstract->levels[index].defined ? &num->abstract->levels[index] : NULL;
}

/* The num and level of a paragraph, by its own properties, then by its styles; false when
 * it is in no list. */
static bool find_place(Lists *lists, const xmlNode *properties, Num **num,
                       unsigned *index) {
    const xmlNode *own = xml_child(properties, "numPr");
    Slice id = xml_value(own, "numId");
    int64_t value = 0;
    bool own_index = xml_number(xml_value(own, "ilvl"), LEVELS - 1, &value);
    bool has_index = own_index, by_style = false;
    const Style *style = paragraph_style(lists, properties), *from = style;
    for (int i = 0; id.n == 0 && from && i < CHAIN_MAX;
         i++, from = base_of(lists, from)) {
        id = from->num;
        by_style = id.n;
        if (from->has_level && !has_index) {
            has_index = true;
            value = from->level;
        }
    }
    *num = FIND(lists->nums, id);
    *index = (unsigned)value;
    if (slice_equal(id, S("0")) || !*num || !(*num)->abstract)
        return false;
    /* a level may name the style it is for */
    for (unsigned i = 0; by_style && !own_index && style && i < LEVELS; i++) {
        const Level *level = level_of(*num, i);
        if (level && level->style.n && slice_equal(level->style, style->id))
            *index = i;
    }
    return level_of(*num, *index);
}

static unsigned count_of(const Num *num, unsigned index) {
    if (num->abstract->begun[index])
        return num->abstract->counts[index];
    const Level *level = level_of(num, index);
    return level ? level->start : 1;
}

static void count(Num *num, unsigned index) {
    Abstract *abstract = num->abstract;
    if (num->restarts[index]) {
        abstract->counts[index] = num->restarts[index] - 1;
        num->restarts[index] = 0;
    } else if (abstract->begun[index]) {
        abstract->counts[index]++;
    } else {
        abstract->counts[index] = level_of(num, index)->start;
    }
    abstract->begun[index] = true;
    for (unsigned below = index + 1; below < LEVELS; below++) {
        const Level *level = level_of(num, below);
        if (!level || index < level->restart)
            abstract->begun[below] = false;
    }
}

static void note_unknown(Lists *lists, Slice format) {
    for (size_t i = 0; i < lists->unknown.n; i++) {
        if (slice_equal(lists->unknown.at[i], format))
            return;
    }
    vec_push(&lists->unknown, format);
}

static void add_count(Lists *lists, const Num *num, unsigned index, bool legal,
                      Buf *out) {
    const Level *level = level_of(num, index);
    Slice format = !level || (legal && !slice_equal(level->format, S("decimalZero")))
                       ? S("decimal")
                       : level->format;
    Buf number = {0};
    if (!numeral_format(format, count_of(num, index), &number))
        note_unknown(lists, format);
    for (size_t n = number.n; level && n < level->digits; n++)
        buf_add_byte(out, '0');
    buf_add(out, buf_slice(&number));
    buf_release(&number);
}

/* The text of a bullet: fonts of symbols hold them in the private area. */
static void add_bullet(Slice text, Slice font, Buf *out) {
    for (size_t at = 0; at < text.n;) {
        Rune rune = utf8_decode(text, at);
        uint32_t shown = symbol_rune(font, rune.rune);
        buf_add_rune(out, shown >= 0xE000 && shown <= 0xF8FF ? 0x25CF : shown);
        at += rune.length;
    }
}

void lists_number(Lists *lists, const xmlNode *properties, Buf *out) {
    Num *num;
    unsigned index;
    if (!find_place(lists, properties, &num, &index))
        return;
    count(num, index);
    const Level *level = level_of(num, index);
    size_t before = out->n;
    if (slice_equal(level->format, S("bullet"))) {
        add_bullet(level->text, level->font, out);
    } else {
        for (size_t i = 0; i < level->text.n; i++) {
            unsigned digit = i + 1 < level->text.n
                                 ? (unsigned)(unsigned char)level->text.p[i + 1] - '1'
                                 : LEVELS;
            if (level->text.p[i] == '%' && digit < LEVELS) {
                add_count(lists, num, digit, level->legal, out);
                i++;
            } else {
                buf_add_byte(out, level->text.p[i]);
            }
        }
    }
    if (out->n > before)
        buf_add(out, level->between);
}
