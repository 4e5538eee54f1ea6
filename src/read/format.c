/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which format bytes are: by what they begin with, then by their name. Servers and
 * re-posters name files wrongly (a web page called .doc is common), so content comes
 * first. */
#include "base/base.h"

#include "read/read_p.h"

static const Format text = {"text", text_read, NULL};
static const Format html = {"html", html_read, NULL};
static const Format docx = {"docx", docx_read, NULL};
static const Format pdf = {"pdf", pdf_read, NULL};

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

static const struct {
    size_t at;
    Slice magic;
    const Format *format;
    const char *unreadable; /* in place of a format: what it is */
} magics[] = {
    {0, {"PK\3\4", 4}, &docx, NULL},
    {0, {"%PDF-", 5}, &pdf, NULL},
};

/* What extensions say; formats that content tells are listed for read_is_candidate. */
static const struct {
    const char *extension;
    const Format *format;
} extensions[] = {
    {"txt", &text},   {"text", &text},  {"md", &text},   {"html", &html}, {"htm", &html},
    {"shtml", &html}, {"xhtml", &html}, {"docx", &docx}, {"pdf", &pdf},   {"", NULL},
};

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

const Format *format_of(const Source *source, Err *err) {
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        Slice magic = magics[i].magic;
        if (!slice_equal(slice_sub(source->bytes, magics[i].at, magics[i].at + magic.n),
                         magic))
            continue;
        if (magics[i].format)
            return magics[i].format;
        err_set(err, T("is of a kind that cannot be read (%s)", "是无法读取的类型（%s）"),
                magics[i].unreadable);
        return NULL;
    }
    if (format_is_html(source->bytes))
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
