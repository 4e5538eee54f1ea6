/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Table as CSV. */
#include "base/base.h"

#include <inttypes.h>

#include "base/json.h"
#include "present/csv.h"
#include "present/evidence_p.h"

static bool is_formula(Slice text) {
    static const char *const starts[] = {"=",  "+",  "-",  "@",  "\t",
                                         "\r", "＝", "＋", "－", "＠"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (slice_starts(text, slice_of(starts[i])))
            return true;
    }
    return false;
}

static bool needs_quotes(Slice text) {
    for (size_t i = 0; i < text.n; i++) {
        if (strchr(",\"\r\n", text.p[i]) && text.p[i])
            return true;
    }
    /* Some readers trim the spaces of bare fields. */
    return text.n && (text.p[0] == ' ' || text.p[text.n - 1] == ' ');
}

static void add_text(Buf *out, Slice text, bool guard) {
    bool quote = guard && is_formula(text);
    bool quoted = needs_quotes(text);
    if (quoted)
        buf_add_byte(out, '"');
    if (quote)
        buf_add_byte(out, '\'');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            buf_add_byte(out, '"');
        buf_add_byte(out, text.p[i]);
    }
    if (quoted)
        buf_add_byte(out, '"');
}

static void add_cell(Buf *out, const Cell *cell, bool guard) {
    switch (cell->type) {
    case CELL_NONE: break;
    case CELL_TEXT: add_text(out, cell->as.text, guard); break;
    case CELL_COUNT: buf_format(out, "%" PRId64, cell->as.count); break;
    case CELL_REAL: json_write_real(out, cell->as.real); break;
    }
}

static void add_ids(Buf *out, const Cell *cell) {
    for (size_t i = 0; i < cell->n_measures; i++)
        buf_format(out, "%s%" PRId64, i ? " " : "", cell->measures[i]);
}

static void add_head(const Table *table, CsvStyle style, const bool *evidence, Buf *out) {
    for (size_t c = 0; c < table->columns.n; c++) {
        const Column *column = &table->columns.at[c];
        if (c)
            buf_add_byte(out, ',');
        add_text(out, slice_of(style.headings ? column->heading : column->key),
                 style.guard);
    }
    for (size_t c = 0; c < table->columns.n; c++) {
        if (evidence[c])
            buf_format(out, ",%s_evidence", table->columns.at[c].key);
    }
}

static void add_row(const Table *table, CsvStyle style, size_t row, const bool *evidence,
                    Buf *out) {
    size_t before = out->n;
    for (size_t c = 0; c < table->columns.n; c++) {
        if (c)
            buf_add_byte(out, ',');
        add_cell(out, table_cell(table, row, c), style.guard);
    }
    /* One empty field alone on its line would read as no row at all. */
    if (out->n == before)
        buf_add(out, S("\"\""));
    for (size_t c = 0; c < table->columns.n; c++) {
        if (!evidence[c])
            continue;
        buf_add_byte(out, ',');
        add_ids(out, table_cell(table, row, c));
    }
}

void table_csv(const Table *table, CsvStyle style, Buf *out) {
    Slice end = style.crlf ? S("\r\n") : S("\n");
    Arena arena = {0};
    bool *evidence = ARENA_ARRAY(&arena, bool, table->columns.n);
    for (size_t c = 0; c < table->columns.n; c++)
        evidence[c] = style.evidence && table_column_has_evidence(table, c);
    if (style.bom)
        buf_add(out, S("\xEF\xBB\xBF"));
    add_head(table, style, evidence, out);
    buf_add(out, end);
    for (size_t row = 0; row < table_rows(table); row++) {
        add_row(table, style, row, evidence, out);
        buf_add(out, end);
    }
    if (style.notes && table->notes.n)
        buf_add(out, end);
    for (size_t i = 0; style.notes && i < table->notes.n; i++) {
        add_text(out, arena_format(&arena, "# %.*s", SLICE_ARG(table->notes.at[i])),
                 false);
        buf_add(out, end);
    }
    arena_release(&arena);
}
