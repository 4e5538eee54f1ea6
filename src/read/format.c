/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which format bytes are: by what they begin with, then by their name. Servers and
 * re-posters name files wrongly (a web page called .doc is common), so content comes
 * first. */
#include "base/base.h"

#include "read/read_p.h"
#include "read/unpack.h"

#define TEXT_MAX                                                                         \
    ((size_t)64 << 20) /* a plan has some hundred KB; tables and archives hold many */

static const Format text = {"text", text_read, NULL, TEXT_MAX};
static const Format html = {"html", html_read, NULL, TEXT_MAX};
static const Format docx = {"docx", docx_read, NULL, 0};
static const Format pdf = {"pdf", pdf_read, NULL, 0};
static const Format office = {"office", office_read, NULL, 0};
static const Format rows = {"rows", NULL, rows_read, 0};
static const Format archive = {"archive", NULL, archive_read_members, 0};

bool slice_equal_ignoring_case(Slice a, Slice b) {
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++) {
        bool letter = (a.p[i] | 0x20) >= 'a' && (a.p[i] | 0x20) <= 'z';
        if (a.p[i] != b.p[i] && !(letter && (a.p[i] | 0x20) == (b.p[i] | 0x20)))
            return false;
    }
    return true;
}

/* What is told by its first bytes. */
static const struct {
    size_t at;
    Slice magic;
    const Format *format; /* NULL: cannot be read, and here is what it is */
    const char *english, *chinese;
} magics[] = {
    {0, {"%PDF-", 5}, &pdf, NULL, NULL},
    {0, {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}, &office, NULL, NULL},
    {0, {"{\\rtf", 5}, &office, NULL, NULL},
    {0, {"\x1F\x8B", 2}, &archive, NULL, NULL},
    {0, {"BZh", 3}, &archive, NULL, NULL},
    {0, {"\xFD\x37zXZ\0", 6}, &archive, NULL, NULL},
    {0, {"7z\xBC\xAF\x27\x1C", 6}, &archive, NULL, NULL},
    {0, {"Rar!\x1A\x07", 6}, &archive, NULL, NULL},
    {257, {"ustar", 5}, &archive, NULL, NULL},
    {0,
     {"\xFF\xD8\xFF", 3},
     NULL,
     "a picture, which needs OCR first",
     "图片，需先做文字识别"},
    {0, {"\x89PNG", 4}, NULL, "a picture, which needs OCR first", "图片，需先做文字识别"},
    {0, {"GIF8", 4}, NULL, "a picture, which needs OCR first", "图片，需先做文字识别"},
    {0, {"II*\0", 4}, NULL, "a picture, which needs OCR first", "图片，需先做文字识别"},
    {0, {"MM\0*", 4}, NULL, "a picture, which needs OCR first", "图片，需先做文字识别"},
    {0,
     {"MIME-Version:", 13},
     NULL,
     "a web archive (MHT); save the page as HTML or Word",
     "网页存档（MHT），请另存为网页或 Word 文件"},
};

/* What names say; NULL: told by its content, and text where that tells nothing. */
static const struct {
    const char *extension;
    const Format *format;
} extensions[] = {
    {"txt", &text},    {"text", &text},   {"md", &text},     {"html", &html},
    {"htm", &html},    {"shtml", &html},  {"xhtml", &html},  {"docx", &docx},
    {"docm", &docx},   {"dotx", &docx},   {"pdf", &pdf},     {"csv", &rows},
    {"tsv", &rows},    {"tab", &rows},    {"jsonl", &rows},  {"ndjson", &rows},
    {"fodt", &office}, {"uot", &office},  {"zip", &archive}, {"tar", &archive},
    {"tgz", &archive}, {"gz", &archive},  {"bz2", &archive}, {"xz", &archive},
    {"7z", &archive},  {"rar", &archive}, {"doc", NULL},     {"dot", NULL},
    {"wps", NULL},     {"wpt", NULL},     {"rtf", NULL},     {"odt", NULL},
    {"xls", NULL},     {"xlsx", NULL},    {"xlsm", NULL},    {"et", NULL},
    {"ods", NULL},     {"ppt", NULL},     {"pptx", NULL},    {"dps", NULL},
    {"odp", NULL},     {"", NULL},
};

/* ---- Zips: Word files, other office files, or just archives
 * --------------------------------------- */

typedef struct {
    bool types, word, office; /* has [Content_Types].xml, word/, another program's parts
                               */
} ZipKind;

static bool note_name(void *context, Slice name) {
    ZipKind *kind = context;
    kind->types |= slice_equal(name, S("[Content_Types].xml"));
    kind->word |= slice_starts(name, S("word/"));
    kind->office |= slice_starts(name, S("xl/")) || slice_starts(name, S("ppt/"));
    return false;
}

static const Format *zip_format(const Source *source) {
    static const char opendocument[] = "mimetypeapplication/vnd.oasis.opendocument.";
    ZipKind kind = {0};
    size_t left = *source->left;
    Unpacker unpacker = {.context = &kind, .wants = note_name, .zip_only = true};
    unpack(source->bytes, &left, &unpacker, NULL); /* a broken one is the reader's to
                                                      complain of */
    if (slice_contains(slice_sub(source->bytes, 0, 200), slice_of(opendocument)))
        return &office;
    if (kind.word && kind.types)
        return &docx;
    if (kind.office && kind.types)
        return &office;
    Slice extension = path_extension(source->path);
    bool named = slice_equal_ignoring_case(extension, S("docx")) || kind.word;
    return named ? &docx : &archive;
}

/* ---- All others
 * --------------------------------------------------------------------------------- */

static bool has_tag(Slice head, const char *tag) {
    Slice name = slice_of(tag);
    for (size_t at = slice_find(head, S("<"), 0); at != SIZE_MAX;
         at = slice_find(head, S("<"), at + 1)) {
        Slice here = slice_sub(head, at + 1, at + 1 + name.n);
        if (slice_equal_ignoring_case(here, name))
            return true;
    }
    return false;
}

bool format_is_html(Slice bytes) {
    static const char *const openings[] = {
        "!doctype html", "html", "head", "body", "meta", "title", "div", "p>", "table"};
    Slice start = slice_sub(slice_trim_start(slice_sub(bytes, 0, 65536)), 0, 4096);
    if (!slice_starts(start, S("<")))
        return false;
    if (slice_starts(start, S("<?xml")) || slice_starts(start, S("<!--")))
        return has_tag(start, "html");
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        Slice opening = slice_of(openings[i]);
        if (slice_equal_ignoring_case(slice_sub(start, 1, 1 + opening.n), opening))
            return true;
    }
    return false;
}

static const Format *by_extension(Slice path, bool *known) {
    Slice extension = path_extension(path);
    *known = true;
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        if (slice_equal_ignoring_case(extension, slice_of(extensions[i].extension)))
            return extensions[i].format;
    }
    *known = false;
    return NULL;
}

/* A Word file with a password is an OLE file that holds the encrypted package. */
static bool is_encrypted(Slice bytes) {
    static const char mark[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    return slice_contains(bytes, (Slice){mark, sizeof mark - 1});
}

const Format *format_of(const Source *source, Err *err) {
    Slice bytes = source->bytes;
    if (slice_starts(bytes, S("PK\3\4")) || slice_starts(bytes, S("PK\5\6")))
        return zip_format(source);
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        Slice magic = magics[i].magic;
        if (!slice_equal(slice_sub(bytes, magics[i].at, magics[i].at + magic.n), magic))
            continue;
        if (magics[i].format == &office && is_encrypted(bytes)) {
            err_set(err, T("is encrypted: a password is needed", "已加密，需要密码"));
            return NULL;
        }
        if (magics[i].format)
            return magics[i].format;
        err_set(err, T("is %s", "是%s"), T(magics[i].english, magics[i].chinese));
        return NULL;
    }
    if (format_is_html(bytes))
        return &html;
    bool known;
    const Format *format = by_extension(source->path, &known);
    return format ? format : &text;
}

bool read_is_candidate(Slice path) {
    static const char *const others[] = {"readme", "license", "licence", "copying"};
    bool known;
    by_extension(path, &known);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        known = known && !slice_equal_ignoring_case(path_stem(path), slice_of(others[i]));
    return known;
}
