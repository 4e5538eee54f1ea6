/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes to UTF-8, over ICU. Chinese files lie about their encoding, so that a name is
 * only a hint: what the bytes give as Chinese text decides. */
#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

#include "base/base.h"

enum { CHARSET_PLACES = 16 };

typedef struct {
    Slice encoding; /* "UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE", or ICU's name;
                       lives for ever */
    const char *rule;  /* what settled it: "given", "bom", "valid", "declared", "detected"
                        */
    double confidence; /* 0..1: 1 when settled by a BOM, by validity or by a declaration
                        * that held; else by how much the text looks like Chinese and how
                        * far the next encoding is behind */
    size_t broken;     /* undecodable places, each U+FFFD in the text */
    size_t n_places;
    size_t bytes[CHARSET_PLACES];  /* where the first of them stand in the bytes, */
    size_t places[CHARSET_PLACES]; /* and in the text */
} Charset;

/* Appends the text of bytes to out. given: the user's word, followed even when it fits
 * badly; declared: what the file says of itself. Both may be empty. GB2312 and GBK are
 * read as GB18030, which holds them. A BOM is dropped. Fails only on a name that ICU does
 * not know. */
bool charset_decode(Slice bytes, Slice given, Slice declared, Buf *out, Charset *charset,
                    Err *err);

/* The encoding named in an HTML <meta> or an XML declaration in the first 4 KB; empty
 * when there is none. */
Slice charset_declared(Slice bytes);

/* How much a text looks like Chinese: common Han and Chinese punctuation for, rare and
 * broken characters against; 0..1, 0 for a text without such characters. */
double charset_plausibility(Slice text);

/* Text that was decoded wrongly before we got it. kind is NULL when nothing was found,
 * else "utf-8-as-gbk", "replaced" (锟斤拷, U+FFFD), "uninitialised" (烫烫烫),
 * "as-latin-1". */
typedef struct {
    const char *kind;
    Span place; /* the first of them */
    size_t count;
} Mojibake;
Mojibake charset_mojibake(Slice text);

#endif
