/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays a Table out in terminal columns. Sees no terminal: the caller says how wide it is.
 */
#include "base/base.h"

#include "present/terminal.h"
#include "present/text_p.h"

enum { GAP = 2, LEAST_COLUMNS = 40, LEAST_TEXT = 16, LEAST_HEADING = 8 };

typedef struct {
    size_t natural; /* as wide as its widest cell or heading */
    size_t least;   /* cannot be narrower */
    size_t width;   /* as settled */
    bool right;
} Lane;

typedef struct {
    const Table *table;
    TerminalStyle style;
    RuneWidth rune_width;
    size_t columns;
    Arena arena;
    Lane *lanes;
    Slice *texts; /* what each cell shows, row by row */
    Buf *out;
} Print;

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* "计划甲 2024 · 占比" reads best on two lines. */
static Slice heading_of(Print *print, size_t column) {
    Cut cut = slice_cut(slice_of(print->table->columns.at[column].heading), S(" · "));
    return cut.found ? arena_format(&print->arena, "%.*s\n%.*s", SLICE_ARG(cut.head),
                                    SLICE_ARG(cut.tail))
                     : cut.head;
}

static size_t heading_width(Print *print, size_t column) {
    Cut cut = slice_cut(heading_of(print, column), S("\n"));
    return larger(text_width(cut.head, print->rune_width),
                  text_width(cut.tail, print->rune_width));
}

static void show_cells(Print *print) {
    const Table *table = print->table;
    Buf shown = {0};
    print->texts = ARENA_ARRAY(&print->arena, Slice, table->cells.n);
    for (size_t i = 0; i < table->cells.n; i++) {
        buf_clear(&shown);
        cell_show(&table->columns.at[i % table->columns.n], &table->cells.at[i], &shown);
        print->texts[i] = text_clean(&print->arena, buf_slice(&shown));
    }
    buf_release(&shown);
}

/* The longest Latin word or number, which would be broken badly: "coast-2023". */
static size_t longest_word(Slice heading) {
    size_t longest = 0, n = 0;
    for (size_t i = 0; i < heading.n; i++) {
        n = heading.p[i] > ' ' && (unsigned char)heading.p[i] < 0x80 ? n + 1 : 0;
        longest = larger(longest, n);
    }
    return longest;
}

/* Columns of one plan: "计划甲 · 举措数" and "计划甲 · 占比". */
static bool same_group(const Table *table, size_t a, size_t b) {
    Cut left = slice_cut(slice_of(table->columns.at[a].heading), S(" · "));
    Cut right = slice_cut(slice_of(table->columns.at[b].heading), S(" · "));
    return left.found && right.found && slice_equal(left.head, right.head);
}

static void measure_lanes(Print *print) {
    const Table *table = print->table;
    size_t n = table->columns.n;
    print->lanes = ARENA_ARRAY(&print->arena, Lane, n);
    for (size_t c = 0; c < n; c++) {
        Lane *lane = &print->lanes[c];
        size_t widest = 0, heading = heading_width(print, c);
        for (size_t i = c; i < table->cells.n; i += n)
            widest = larger(widest, text_width(print->texts[i], print->rune_width));
        bool text = table->columns.at[c].type == COLUMN_TEXT;
        lane->right = !text;
        lane->natural = larger(widest, heading);
        lane->least =
            larger(text ? smaller(widest, LEAST_TEXT) : widest,
                   larger(smaller(heading, LEAST_HEADING),
                          smaller(longest_word(heading_of(print, c)), LEAST_TEXT)));
        lane->least = smaller(lane->least, print->columns - LEAST_TEXT - GAP);
    }
}

/* The columns of one block: the first one (the row's label) and [from, to). */
typedef struct {
    size_t from, to;
} Block;

static bool in_block(Block block, size_t column) {
    return column == 0 || (column >= block.from && column < block.to);
}

static size_t block_width(const Print *print, Block block) {
    size_t total = 0;
    for (size_t c = 0; c < print->table->columns.n; c++)
        total += in_block(block, c) ? print->lanes[c].width + GAP : 0;
    return total ? total - GAP : 0;
}

static void set_widths(Print *print, Block block, size_t cap) {
    for (size_t c = 0; c < print->table->columns.n; c++) {
        Lane *lane = &print->lanes[c];
        if (in_block(block, c))
            lane->width = smaller(lane->natural, larger(lane->least, cap));
    }
}

/* Not between columns of one group, where that leaves anything. */
static size_t whole_groups(const Print *print, size_t from, size_t to) {
    size_t n = print->table->columns.n, end = to;
    while (end > from && end < n && same_group(print->table, end - 1, end))
        end--;
    return end > from && (from > 0 || end > 1) ? end : to;
}

/* The end of the block that begins at `from` when every column is at its narrowest: one
 * column at least. */
static size_t block_end(Print *print, size_t from) {
    size_t n = print->table->columns.n, to = from + 1;
    set_widths(print, (Block){0, n}, 0);
    while (to < n && block_width(print, (Block){from, to + 1}) <= print->columns)
        to++;
    return whole_groups(print, from, to);
}

/* The next block of the columns from `from` on: as few blocks as can be, with about as
 * many columns each; then all of its columns are widened alike. */
static Block next_block(Print *print, size_t from) {
    size_t n = print->table->columns.n, blocks = 0, to = from;
    for (; to < n; blocks++)
        to = block_end(print, to);
    size_t even = from + (n - from + blocks - 1) / blocks, end = block_end(print, from);
    Block block = {from, end < even ? end : whole_groups(print, from, even)};
    size_t low = 0, high = print->columns;
    while (low < high) {
        size_t cap = (low + high + 1) / 2;
        set_widths(print, block, cap);
        if (block_width(print, block) <= print->columns)
            low = cap;
        else
            high = cap - 1;
    }
    set_widths(print, block, low);
    return block;
}

static void add_spaces(Buf *out, size_t n) {
    for (size_t i = 0; i < n; i++)
        buf_add_byte(out, ' ');
}

static void drop_spaces(Buf *out) {
    while (out->n && out->p[out->n - 1] == ' ')
        out->p[--out->n] = '\0';
}

static void style_on(const Print *print, const char *code) {
    if (print->style.colour)
        buf_format(print->out, "\033[%sm", code);
}

static void style_off(const Print *print) {
    if (print->style.colour)
        buf_add(print->out, S("\033[0m"));
}

static void wrap_cell(Print *print, Slice text, size_t width, SliceList *lines) {
    lines->n = 0;
    text_wrap(text, print->rune_width, width, lines);
    size_t most = print->style.lines;
    if (most == 0 || lines->n <= most)
        return;
    const char *rest = lines->at[most - 1].p;
    Slice last = {rest, (size_t)(text.p + text.n - rest)};
    lines->at[most - 1] = text_cut(&print->arena, last, print->rune_width, width);
    lines->n = most;
}

/* In lines of about one length: no heading ends in a lone character, and none is made so
 * narrow that it breaks a word. */
static void wrap_heading(Print *print, Slice text, size_t width, SliceList *lines) {
    size_t least = larger(longest_word(text), 1);
    wrap_cell(print, text, width, lines);
    for (size_t n = lines->n; n > 1 && width > least; width--) {
        wrap_cell(print, text, width - 1, lines);
        if (lines->n > n)
            break;
    }
    wrap_cell(print, text, width, lines);
}

/* Prints texts[c] of the block's columns side by side; headings stand on the ground,
 * cells hang from the top. */
static void print_row(Print *print, Block block, const Slice *texts, bool heading) {
    size_t n = print->table->columns.n, height = 0;
    SliceList *wrapped = ARENA_ARRAY(&print->arena, SliceList, n);
    for (size_t c = 0; c < n; c++) {
        if (!in_block(block, c))
            continue;
        (heading ? wrap_heading : wrap_cell)(print, texts[c], print->lanes[c].width,
                                             &wrapped[c]);
        height = larger(height, wrapped[c].n);
    }
    for (size_t line = 0; line < height; line++) {
        for (size_t c = 0; c < n; c++) {
            if (!in_block(block, c))
                continue;
            size_t above = heading ? height - wrapped[c].n : 0;
            bool there = line >= above && line - above < wrapped[c].n;
            Slice text = there ? wrapped[c].at[line - above] : (Slice){0};
            size_t pad = print->lanes[c].width - text_width(text, print->rune_width);
            add_spaces(print->out, print->lanes[c].right ? pad : 0);
            buf_add(print->out, text);
            add_spaces(print->out, (print->lanes[c].right ? 0 : pad) + GAP);
        }
        drop_spaces(print->out);
        buf_add_byte(print->out, '\n');
    }
    for (size_t c = 0; c < n; c++)
        vec_release(&wrapped[c]);
}

static void print_rule(Print *print, Block block) {
    size_t dash = (size_t)print->rune_width(0x2500), total = block_width(print, block);
    style_on(print, "2");
    for (size_t i = 0; i < total / dash; i++)
        buf_add(print->out, S("─"));
    style_off(print);
    buf_add_byte(print->out, '\n');
}

static void print_block(Print *print, Block block) {
    const Table *table = print->table;
    size_t n = table->columns.n;
    Slice *headings = ARENA_ARRAY(&print->arena, Slice, n);
    for (size_t c = 0; c < n; c++)
        headings[c] = heading_of(print, c);
    style_on(print, "1");
    print_row(print, block, headings, true);
    style_off(print);
    print_rule(print, block);
    for (size_t row = 0; row < table_rows(table); row++)
        print_row(print, block, print->texts + row * n, false);
}

static void print_paragraph(Print *print, Slice text, const char *style) {
    SliceList lines = {0};
    text_wrap(text_clean(&print->arena, text), print->rune_width, print->columns, &lines);
    for (size_t i = 0; i < lines.n; i++) {
        style_on(print, style);
        buf_add(print->out, lines.at[i]);
        style_off(print);
        buf_add_byte(print->out, '\n');
    }
    vec_release(&lines);
}

void table_print(const Table *table, TerminalStyle style, Buf *out) {
    Print print = {.table = table, .style = style, .out = out};
    print.rune_width = style.ambiguous == 2 ? rune_width_wide : rune_width_narrow;
    print.columns =
        larger(style.columns ? style.columns : TERMINAL_PIPE_COLUMNS, LEAST_COLUMNS);
    if (table->title.n)
        print_paragraph(&print, table->title, "1");
    if (table->columns.n) {
        show_cells(&print);
        measure_lanes(&print);
    }
    size_t from = 0;
    while (from < table->columns.n) {
        Block block = next_block(&print, from);
        if (table->title.n || from)
            buf_add_byte(out, '\n');
        print_block(&print, block);
        from = block.to;
    }
    if (table->notes.n)
        buf_add_byte(out, '\n');
    for (size_t i = 0; i < table->notes.n; i++)
        print_paragraph(&print, table->notes.at[i], "2");
    arena_release(&print.arena);
}
