/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "base/charset.h"
#include "base/file.h"
#include "read/csv_p.h"
#include "read/sheet_p.h"

bool sheet_add_row(SheetRows *rows, size_t number, const Slice *cells, size_t n,
                   Arena *keep, Err *err) {
    while (n && cells[n - 1].n == 0)
        n--;
    if (n == 0)
        return true;
    if (rows->n == SHEET_ROWS_MAX)
        return err_set(err, T("more than %d rows", "超过 %d 行"), SHEET_ROWS_MAX);
    if (n > SHEET_COLUMNS_MAX)
        return err_set(
            err,
            T("row %zu: text in more than %d columns", "第 %zu 行：超过 %d 列有内容"),
            number, SHEET_COLUMNS_MAX);
    SheetRow row = {.number = number, .cells = ARENA_ARRAY(keep, Slice, n), .n = n};
    memcpy(row.cells, cells, n * sizeof *cells);
    vec_push(rows, row);
    return true;
}

/* Rows are counted as a spreadsheet counts them: a field with line ends is one row. */
static bool read_rows(Slice text, Arena *keep, SheetRows *rows, Err *err) {
    Csv csv = {.text = text, .line = 1, .divider = csv_find_divider(text)};
    SliceList values = {0};
    bool ok = true;
    for (size_t number = 1; ok && csv.at < text.n; number++) {
        ok = csv_row(&csv, keep, &values, err);
        if (!ok)
            err_prefix(err, T("row %zu", "第 %zu 行"), number);
        for (size_t i = 0; i < values.n; i++)
            values.at[i] = slice_trim(values.at[i]);
        ok = ok && sheet_add_row(rows, number, values.at, values.n, keep, err);
    }
    vec_release(&values);
    return ok;
}

static bool read_csv(Slice bytes, Slice encoding, Arena *keep, SheetBook *book,
                     Err *err) {
    Buf text = {0};
    Charset charset;
    SheetRows rows = {0};
    bool ok = charset_decode(bytes, encoding, (Slice){0}, &text, &charset, err);
    if (ok && memchr(text.p ? text.p : "", 0, text.n))
        ok = err_set(err, "%s",
                     T("is no spreadsheet: neither XLSX nor CSV",
                       "不是电子表格：既非 XLSX 也非 CSV"));
    if (ok && charset.broken)
        ok = err_set(err,
                     T("%zu characters that are none in %.*s; name the encoding with "
                       "--encoding",
                       "有 %zu 处不是 %.*s 字符；请用 --encoding 指定编码"),
                     charset.broken, SLICE_ARG(charset.encoding));
    if (ok)
        ok = read_rows(arena_copy(keep, buf_slice(&text)), keep, &rows, err);
    if (ok) {
        Sheet *sheet = ARENA_NEW(keep, Sheet);
        sheet->rows = ARENA_ARRAY(keep, SheetRow, rows.n);
        sheet->n = rows.n;
        if (rows.n)
            memcpy(sheet->rows, rows.at, rows.n * sizeof *rows.at);
        bool unicode = slice_starts(charset.encoding, S("UTF"));
        *book = (SheetBook){.format = S("csv"),
                            .encoding = charset.encoding,
                            .replaced = !unicode,
                            .at = sheet,
                            .n = 1};
    }
    vec_release(&rows);
    buf_release(&text);
    return ok;
}

bool sheet_read_bytes(Slice bytes, Slice encoding, Arena *keep, SheetBook *book,
                      Err *err) {
    if (slice_starts(bytes, S("PK\x03\x04")))
        return sheet_read_xlsx(bytes, keep, book, err);
    if (slice_starts(bytes, S("\xD0\xCF\x11\xE0")))
        return err_set(
            err, "%s",
            T("is an old .xls or a protected workbook; save it as .xlsx or CSV",
              "是旧版 .xls 或加密工作簿；请另存为 .xlsx 或 CSV"));
    if (slice_trim(bytes).n == 0)
        return err_set(err, "%s", T("is empty", "是空文件"));
    return read_csv(bytes, encoding, keep, book, err);
}

bool sheet_read(Slice path, Slice encoding, Arena *keep, SheetBook *book, Err *err) {
    Buf bytes = {0};
    bool ok = file_read(path, 0, &bytes, err);
    if (ok && !sheet_read_bytes(buf_slice(&bytes), encoding, keep, book, err))
        ok = err_prefix(err, "%.*s", SLICE_ARG(path));
    buf_release(&bytes);
    return ok;
}
