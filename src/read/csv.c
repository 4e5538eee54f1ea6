/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "read/csv_p.h"

/* The field at hand, its quotes undone, in out; false when its quotes do not close. */
static bool csv_field(Csv *csv, Buf *out) {
    Slice text = csv->text;
    bool quoted = csv->at < text.n && text.p[csv->at] == '"';
    csv->at += quoted;
    for (; csv->at < text.n; csv->at++) {
        char c = text.p[csv->at];
        if (quoted && c == '"') {
            bool doubled = csv->at + 1 < text.n && text.p[csv->at + 1] == '"';
            csv->at += doubled;
            if (!doubled) {
                quoted = false;
                continue;
            }
        } else if (!quoted && (c == csv->divider || c == '\n')) {
            return true;
        }
        csv->line += c == '\n';
        if (c != '\r' || quoted)
            buf_add_byte(out, c);
    }
    return !quoted;
}

bool csv_row(Csv *csv, Arena *keep, SliceList *values, Err *err) {
    values->n = 0;
    for (bool more = true; more;) {
        Buf field = {0};
        bool ok = csv_field(csv, &field);
        vec_push(values, arena_copy(keep, buf_slice(&field)));
        buf_release(&field);
        if (!ok)
            return err_set(err,
                           T("the quotes of a field that begins in this row do not close",
                             "该行中某个字段的引号没有闭合"));
        bool end = csv->at == csv->text.n;
        more = !end && csv->text.p[csv->at] == csv->divider;
        csv->line += !end && !more;
        csv->at += !end;
    }
    return true;
}

char csv_find_divider(Slice text) {
    static const char dividers[] = {',', '\t', ';'};
    Slice line = slice_cut(text, S("\n")).head;
    size_t best = 0;
    char found = ',';
    for (size_t i = 0; i < sizeof dividers; i++) {
        size_t n = 0;
        for (size_t k = 0; k < line.n; k++)
            n += line.p[k] == dividers[i];
        if (n > best) {
            best = n;
            found = dividers[i];
        }
    }
    return found;
}
