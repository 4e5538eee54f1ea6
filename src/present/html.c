/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text into HTML and SVG. */
#include "base/base.h"

#include "present/html_p.h"

static void add_byte(Buf *out, unsigned char c, bool attribute) {
    if (c == '<')
        buf_add(out, S("&lt;"));
    else if (c == '>')
        buf_add(out, S("&gt;"));
    else if (c == '&')
        buf_add(out, S("&amp;"));
    else if (attribute && c == '"')
        buf_add(out, S("&quot;"));
    else if (attribute && c == '\'')
        buf_add(out, S("&#39;"));
    else if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F)
        buf_add_rune(out, 0xFFFD);
    else
        buf_add_byte(out, (char)c);
}

void html_add_text(Buf *out, Slice text) {
    for (size_t i = 0; i < text.n; i++)
        add_byte(out, (unsigned char)text.p[i], false);
}

void html_add_attribute(Buf *out, Slice text) {
    for (size_t i = 0; i < text.n; i++)
        add_byte(out, (unsigned char)text.p[i], true);
}
