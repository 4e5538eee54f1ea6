/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Table as Markdown. Texts stay texts: whatever Markdown or HTML would take as a sign
 * is escaped. */
#include "base/base.h"

#include "present/markdown.h"
#include "present/text_p.h"

static void add_escaped(Buf *out, Slice text) {
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '<')
            buf_add(out, S("&lt;"));
        else if (c == '&')
            buf_add(out, S("&amp;"));
        else if (c && strchr("|\\`*_[]~$#", c))
            buf_format(out, "\\%c", c);
        else
            buf_add_byte(out, c);
    }
}

static void add_clean(Buf *out, Slice text) {
    Arena arena = {0};
    add_escaped(out, text_clean(&arena, text));
    arena_release(&arena);
}

static void add_head(const Table *table, Buf *out) {
    for (size_t c = 0; c < table->columns.n; c++) {
        buf_add(out, S("| "));
        add_clean(out, slice_of(table->columns.at[c].heading));
        buf_add_byte(out, ' ');
    }
    buf_add(out, S("|\n"));
    for (size_t c = 0; c < table->columns.n; c++)
        buf_add(out,
                table->columns.at[c].type == COLUMN_TEXT ? S("| --- ") : S("| ---: "));
    buf_add(out, S("|\n"));
}

void table_markdown(const Table *table, Buf *out) {
    Buf shown = {0};
    if (table->title.n) {
        buf_add(out, S("**"));
        add_clean(out, table->title);
        buf_add(out, S("**\n\n"));
    }
    if (table->columns.n)
        add_head(table, out);
    for (size_t i = 0; i < table->cells.n; i++) {
        size_t c = i % table->columns.n;
        buf_clear(&shown);
        cell_show(&table->columns.at[c], &table->cells.at[i], &shown);
        buf_add(out, S("| "));
        add_clean(out, buf_slice(&shown));
        buf_add(out, c + 1 == table->columns.n ? S(" |\n") : S(" "));
    }
    if (table->notes.n)
        buf_add_byte(out, '\n');
    for (size_t i = 0; i < table->notes.n; i++) {
        buf_add(out, S("- "));
        add_clean(out, table->notes.at[i]);
        buf_add_byte(out, '\n');
    }
    buf_release(&shown);
}
