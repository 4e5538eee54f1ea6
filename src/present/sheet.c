/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "present/sheet.h"
#include "present/text_p.h"
#include "present/xlsx_p.h"

enum { ROWS_MAX = 1048000, WIDEST = 64, NARROWEST = 6, LIST_WIDTH = 26 };

typedef struct {
    const FillSheet *given;
    lxw_workbook *file;
    Arena arena;
    lxw_format *head, *text, *fill;
} Filling;

static lxw_format *add_format(lxw_workbook *file, lxw_color_t colour) {
    lxw_format *format = workbook_add_format(file);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (colour)
        format_set_bg_color(format, colour);
    return format;
}

static double width_of(const Table *table, size_t column) {
    Buf shown = {0};
    size_t widest =
        text_width(slice_of(table->columns.at[column].heading), rune_width_wide);
    for (size_t row = 0; row < table_rows(table) && widest < WIDEST; row++) {
        buf_clear(&shown);
        cell_show(&table->columns.at[column], table_cell(table, row, column), &shown);
        size_t width = text_width(buf_slice(&shown), rune_width_wide);
        widest = width > widest ? width : widest;
    }
    buf_release(&shown);
    return (double)(widest > WIDEST      ? WIDEST
                    : widest < NARROWEST ? NARROWEST
                                         : widest) +
           2;
}

static void put_cell(Filling *filling, lxw_worksheet *sheet, const Cell *cell,
                     lxw_row_t row, lxw_col_t column, lxw_format *format) {
    if (cell->type == CELL_TEXT)
        worksheet_write_string(sheet, row, column,
                               xlsx_text(&filling->arena, cell->as.text), format);
    else if (cell->type == CELL_COUNT)
        worksheet_write_number(sheet, row, column, (double)cell->as.count, format);
    else if (cell->type == CELL_REAL)
        worksheet_write_number(sheet, row, column, cell->as.real, format);
    else
        worksheet_write_blank(sheet, row, column, format);
}

static lxw_worksheet *put_table(Filling *filling, const Table *table, size_t first_fill,
                                const char *name) {
    lxw_worksheet *sheet = workbook_add_worksheet(filling->file, name);
    for (size_t c = 0; c < table->columns.n; c++) {
        lxw_col_t column = (lxw_col_t)c;
        worksheet_set_column(sheet, column, column,
                             c >= first_fill ? LIST_WIDTH : width_of(table, c), NULL);
        worksheet_write_string(
            sheet, 0, column,
            xlsx_text(&filling->arena, slice_of(table->columns.at[c].heading)),
            filling->head);
        for (size_t row = 0; row < table_rows(table); row++)
            put_cell(filling, sheet, table_cell(table, row, c), (lxw_row_t)row + 1,
                     column, c >= first_fill ? filling->fill : filling->text);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    return sheet;
}

static bool put_lists(Filling *filling, lxw_worksheet *sheet, const char *codebook,
                      Err *err) {
    const FillSheet *given = filling->given;
    size_t rows = table_rows(given->rows), entries = table_rows(given->codebook);
    if (rows == 0 || given->n_lists == 0)
        return true;
    Slice range =
        arena_format(&filling->arena, "='%s'!$%c$2:$%c$%zu", codebook,
                     (char)('A' + given->entry), (char)('A' + given->entry), entries + 1);
    char *formula = arena_alloc(&filling->arena, range.n + 1);
    memcpy(formula, range.p, range.n);
    lxw_data_validation list = {
        .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
        .value_formula = formula,
        .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
    };
    lxw_error put = worksheet_data_validation_range(
        sheet, 1, (lxw_col_t)given->first_fill, (lxw_row_t)rows,
        (lxw_col_t)(given->first_fill + given->n_lists - 1), &list);
    return put == LXW_NO_ERROR || err_set(err, "%s", lxw_strerror(put));
}

static void put_notes(Filling *filling, const char *name) {
    const Table *table = filling->given->rows;
    lxw_worksheet *sheet = workbook_add_worksheet(filling->file, name);
    worksheet_set_column(sheet, 0, 0, 100, NULL);
    worksheet_write_string(sheet, 0, 0, xlsx_text(&filling->arena, table->title),
                           filling->head);
    for (size_t i = 0; i < table->notes.n; i++)
        worksheet_write_string(sheet, (lxw_row_t)i + 1, 0,
                               xlsx_text(&filling->arena, table->notes.at[i]),
                               filling->text);
}

static bool fill(void *context, lxw_workbook *file, Err *err) {
    Filling *filling = context;
    const FillSheet *given = filling->given;
    const char *codebook = T("codebook", "编码手册");
    filling->file = file;
    filling->head = add_format(file, 0xEAF2FA);
    format_set_bold(filling->head);
    format_set_bottom(filling->head, LXW_BORDER_THIN);
    filling->text = add_format(file, 0);
    filling->fill = add_format(file, 0xFFF8E1);
    format_set_border(filling->fill, LXW_BORDER_HAIR);
    lxw_worksheet *sheet =
        put_table(filling, given->rows, given->first_fill, T("coding", "编码"));
    put_table(filling, given->codebook, given->codebook->columns.n, codebook);
    put_notes(filling, T("how to", "说明"));
    return put_lists(filling, sheet, codebook, err);
}

bool fill_sheet_write(const FillSheet *sheet, Slice path, Err *err) {
    Filling filling = {.given = sheet};
    if (table_rows(sheet->rows) > ROWS_MAX)
        return err_set(
            err,
            T("%.*s: %zu rows are more than a sheet holds", "%.*s：%zu 行超出工作表容量"),
            SLICE_ARG(path), table_rows(sheet->rows));
    if (sheet->first_fill + sheet->n_lists > sheet->rows->columns.n ||
        sheet->entry >= sheet->codebook->columns.n || sheet->entry > 25)
        BUG("a sheet to fill in with columns it does not have");
    bool ok = xlsx_make(path, fill, &filling, err);
    arena_release(&filling.arena);
    return ok;
}
