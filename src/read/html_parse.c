/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web pages to trees in bounded time: what the parser would choke on is refused or
 * lightened first. */
#include "base/base.h"

#include <libxml/HTMLparser.h>

#include "read/html_p.h"
#include "read/read_p.h"

/* libxml2 takes time by the square of a tag's attributes; a page has a handful. */
static bool has_sane_tags(Slice page) {
    double cost = 0;
    for (size_t at = 0; at + 1 < page.n; at++) {
        if (page.p[at] != '<' || (page.p[at + 1] | 0x20) < 'a' ||
            (page.p[at + 1] | 0x20) > 'z')
            continue;
        double words = 0;
        char quote = 0;
        for (at++; at < page.n && (quote || (page.p[at] != '>' && page.p[at] != '<'));
             at++) {
            char c = page.p[at];
            if (quote ? c == quote : c == '"' || c == '\'')
                quote = quote ? 0 : c;
            words += !quote && (c == ' ' || c == '\n' || c == '\t' || c == '/' ||
                                c == '"' || c == '\'');
        }
        cost += words * words;
        at--;
    }
    return cost < 1e9;
}

static xmlDoc *parse(Slice page, bool *too_deep) {
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                  HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT;
    htmlParserCtxt *context = htmlNewParserCtxt();
    if (!context)
        out_of_memory(sizeof *context);
    xmlDoc *doc =
        htmlCtxtReadMemory(context, page.p, (int)page.n, NULL, "UTF-8", options);
    *too_deep = context->lastError.code == XML_ERR_INTERNAL_ERROR;
    htmlFreeParserCtxt(context);
    return doc;
}

/* Tags that only dress text. Pages that forget to close them nest deeper than the parser
 * goes. */
static Slice without_inline_tags(Slice page, Buf *out) {
    static const char *const names[] = {"font", "span", "b", "strong", "i",
                                        "em",   "u",    "a", "o:p",    "st1:chsdate"};
    for (size_t at = 0; at < page.n;) {
        size_t open = slice_find(page, S("<"), at);
        size_t close = open == SIZE_MAX ? SIZE_MAX : slice_find(page, S(">"), open);
        if (close == SIZE_MAX) {
            buf_add(out, slice_sub(page, at, page.n));
            break;
        }
        buf_add(out, slice_sub(page, at, open));
        size_t name = open + 1 + (page.p[open + 1] == '/'), end = name;
        while (end < close && page.p[end] != ' ' && page.p[end] != '\n' &&
               page.p[end] != '/')
            end++;
        bool dress = false;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            dress |=
                slice_equal_ignoring_case(slice_sub(page, name, end), slice_of(names[i]));
        if (!dress)
            buf_add(out, slice_sub(page, open, close + 1));
        at = close + 1;
    }
    return buf_slice(out);
}

/* Word's <![if !supportLists]> and <![endif]>: browsers take them for comments, the
 * parser for text. */
static Slice without_conditions(Slice page, Buf *out) {
    size_t from = 0;
    for (size_t at = slice_find(page, S("<!["), 0); at != SIZE_MAX;
         at = slice_find(page, S("<!["), at + 1)) {
        Slice word = slice_trim_start(slice_sub(page, at + 3, at + 16));
        size_t close = slice_find(slice_sub(page, 0, at + 200), S(">"), at);
        bool condition = slice_equal_ignoring_case(slice_sub(word, 0, 2), S("if")) ||
                         slice_equal_ignoring_case(slice_sub(word, 0, 5), S("endif"));
        if (!condition || close == SIZE_MAX)
            continue;
        buf_add(out, slice_sub(page, from, at));
        from = close + 1;
        at = close;
    }
    buf_add(out, slice_sub(page, from, page.n));
    return from ? buf_slice(out) : page;
}

static xmlDoc *parse_bounded(Slice page, Err *err) {
    bool too_deep;
    xmlDoc *doc = NULL;
    if (page.n > INT32_MAX || !has_sane_tags(page)) {
        err_set(
            err,
            T("is no sensible web page: too large, or tags with thousands of attributes",
              "不是正常的网页：过大，或标签的属性成千上万"));
        return NULL;
    }
    doc = parse(page, &too_deep);
    if (too_deep) {
        Buf bare = {0};
        xmlFreeDoc(doc);
        doc = parse(without_inline_tags(page, &bare), &too_deep);
        buf_release(&bare);
    }
    if (doc && !too_deep)
        return doc;
    xmlFreeDoc(doc);
    err_set(err, too_deep ? T("HTML elements nested deeper than 256",
                              "HTML 元素嵌套超过 256 层")
                          : T("cannot be parsed as HTML", "无法按 HTML 解析"));
    return NULL;
}

xmlDoc *html_parse(Slice page, Err *err) {
    Buf plain = {0};
    xmlDoc *doc = parse_bounded(without_conditions(page, &plain), err);
    buf_release(&plain);
    return doc;
}
