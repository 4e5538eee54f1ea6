/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as an Excel workbook, through libxlsxwriter. */
#include "base/base.h"

#include <inttypes.h>
#include <strings.h>

#include "present/evidence_p.h"
#include "present/report_p.h"
#include "present/text_p.h"
#include "present/xlsx.h"
#include "present/xlsx_p.h"

enum {
    XLSX_ROWS = 1048576,
    XLSX_LINKS = 65000,
    XLSX_NAME = 31,
    WIDEST = 60,
    NARROWEST = 6
};

/* The measures behind one row's cells, and where in the evidence sheet they stand. */
typedef struct {
    const Cell *cell;
    size_t sheet, row, column; /* of the Table */
    uint32_t line;             /* in the evidence sheet, 0.. */
} Block;

typedef struct {
    const Workbook *book;
    lxw_workbook *file;
    Arena arena;
    lxw_format *head, *text, *note, *link;
    const char **names; /* of the sheets */
    VEC(Block) blocks;
    uint32_t lines; /* in use in the evidence sheet */
    ReportEvidence evidence;
    const char *evidence_name;
} Xlsx;

static const char *cell_string(Xlsx *xlsx, Slice text) {
    return xlsx_text(&xlsx->arena, text);
}

/* ---- Names of sheets ---- */

static bool name_taken(const Xlsx *xlsx, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++) {
        if (strcasecmp(xlsx->names[i], name) == 0)
            return true;
    }
    return false;
}

/* At most 31 characters, without []:*?/\ and quotes, and no two alike; lower-case ASCII,
 * since Excel ignores case. */
static const char *sheet_name(Xlsx *xlsx, size_t n, Slice title) {
    Buf clean = {0};
    for (size_t i = 0; i < title.n; i++) {
        char c = title.p[i];
        buf_add_byte(&clean, c && strchr("[]:*?/\\'\"", c) ? ' ' : c);
    }
    Slice base = slice_trim(text_clean(&xlsx->arena, buf_slice(&clean)));
    buf_release(&clean);
    if (base.n == 0)
        base = S("Sheet");
    Slice name = xlsx_cut(&xlsx->arena, base, XLSX_NAME);
    for (size_t k = 2; name_taken(xlsx, n, arena_cstring(&xlsx->arena, name)); k++)
        name = arena_format(&xlsx->arena, "%.*s %zu",
                            SLICE_ARG(xlsx_cut(&xlsx->arena, base, XLSX_NAME - 6)), k);
    return arena_cstring(&xlsx->arena, name);
}

/* ---- Formats ---- */

static void make_formats(Xlsx *xlsx) {
    xlsx->head = workbook_add_format(xlsx->file);
    format_set_bold(xlsx->head);
    format_set_text_wrap(xlsx->head);
    format_set_align(xlsx->head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(xlsx->head, 0xEAF2FA);
    format_set_bottom(xlsx->head, LXW_BORDER_THIN);
    xlsx->text = workbook_add_format(xlsx->file);
    format_set_text_wrap(xlsx->text);
    format_set_align(xlsx->text, LXW_ALIGN_VERTICAL_TOP);
    xlsx->note = workbook_add_format(xlsx->file);
    format_set_font_color(xlsx->note, 0x57606A);
    xlsx->link = workbook_add_format(xlsx->file);
    format_set_font_color(xlsx->link, 0x0A5AA8);
    format_set_text_wrap(xlsx->link);
    format_set_align(xlsx->link, LXW_ALIGN_VERTICAL_TOP);
}

static lxw_format *number_format(Xlsx *xlsx, const Column *column, bool link) {
    lxw_format *format = workbook_add_format(xlsx->file);
    Buf pattern = {0};
    buf_add_byte(&pattern, '0');
    int digits = column->type == COLUMN_COUNT ? 0 : column->digits;
    for (int i = 0; i < digits; i++)
        buf_add(&pattern, i ? S("0") : S(".0"));
    if (column->type == COLUMN_SHARE)
        buf_add_byte(&pattern, '%');
    format_set_num_format(format, pattern.p);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (link)
        format_set_font_color(format, 0x0A5AA8);
    buf_release(&pattern);
    return format;
}

/* ---- One Table, one sheet ---- */

typedef struct {
    Xlsx *xlsx;
    lxw_worksheet *sheet;
    const Table *table;
    size_t number; /* of the Table in the book */
    size_t rows;   /* that are written */
    size_t links, links_lost;
    lxw_format *plain, *linked; /* of the column at hand */
} Sheet;

static double width_of(const Table *table, size_t c, Buf *shown) {
    const Column *column = &table->columns.at[c];
    size_t widest = text_width(slice_of(column->heading), rune_width_wide);
    for (size_t row = 0; row < table_rows(table) && widest < WIDEST; row++) {
        buf_clear(shown);
        cell_show(column, table_cell(table, row, c), shown);
        size_t width = text_width(buf_slice(shown), rune_width_wide);
        widest = width > widest ? width : widest;
    }
    widest = widest > WIDEST ? WIDEST : widest < NARROWEST ? NARROWEST : widest;
    return (double)widest + 2;
}

static void set_widths(Sheet *sheet) {
    Buf shown = {0};
    for (size_t c = 0; c < sheet->table->columns.n; c++)
        worksheet_set_column(sheet->sheet, (lxw_col_t)c, (lxw_col_t)c,
                             width_of(sheet->table, c, &shown), NULL);
    buf_release(&shown);
}

/* The line of the evidence sheet where the cell's measures begin; 0: none (line 0 is its
 * heading). */
static uint32_t evidence_line(Sheet *sheet, size_t row, size_t column, const Cell *cell) {
    Xlsx *xlsx = sheet->xlsx;
    if (!xlsx->book->evidence || cell->n_measures == 0)
        return 0;
    for (size_t i = xlsx->blocks.n; i > 0; i--) {
        const Block *block = &xlsx->blocks.at[i - 1];
        if (block->sheet != sheet->number || block->row != row)
            break;
        if (cell_same_evidence(block->cell, cell))
            return block->line;
    }
    if (xlsx->lines + cell->n_measures >= XLSX_ROWS)
        return 0;
    vec_push(&xlsx->blocks, (Block){cell, sheet->number, row, column, xlsx->lines});
    xlsx->lines += (uint32_t)cell->n_measures;
    return vec_last(&xlsx->blocks)->line;
}

static void put_cell(Sheet *sheet, size_t row, size_t column) {
    Xlsx *xlsx = sheet->xlsx;
    const Cell *cell = table_cell(sheet->table, row, column);
    lxw_row_t r = (lxw_row_t)row + 1;
    lxw_col_t c = (lxw_col_t)column;
    uint32_t line = evidence_line(sheet, row, column, cell);
    if (line && sheet->links == XLSX_LINKS) {
        sheet->links_lost++;
        line = 0;
    }
    if (line) {
        Slice url = arena_format(&xlsx->arena, "internal:'%s'!A%" PRIu32,
                                 xlsx->evidence_name, line + 1);
        worksheet_write_url(sheet->sheet, r, c, url.p, xlsx->link);
        sheet->links++;
    }
    lxw_format *format = line ? sheet->linked : sheet->plain;
    if (cell->type == CELL_TEXT)
        worksheet_write_string(sheet->sheet, r, c, cell_string(xlsx, cell->as.text),
                               line ? xlsx->link : xlsx->text);
    else if (cell->type == CELL_COUNT)
        worksheet_write_number(sheet->sheet, r, c, (double)cell->as.count, format);
    else if (cell->type == CELL_REAL)
        worksheet_write_number(sheet->sheet, r, c, cell->as.real, format);
}

static void put_note(Sheet *sheet, lxw_row_t *row, Slice note) {
    worksheet_write_string(sheet->sheet, (*row)++, 0, cell_string(sheet->xlsx, note),
                           sheet->xlsx->note);
}

static void put_notes(Sheet *sheet) {
    const Table *table = sheet->table;
    size_t room = table->notes.n + 5;
    lxw_row_t row = (lxw_row_t)sheet->rows + 2;
    if (sheet->rows + room >= XLSX_ROWS)
        return;
    put_note(sheet, &row, table->title);
    for (size_t i = 0; i < table->notes.n; i++)
        put_note(sheet, &row, table->notes.at[i]);
    Arena *arena = &sheet->xlsx->arena;
    if (sheet->rows < table_rows(table))
        put_note(sheet, &row,
                 arena_format(arena,
                              T("%zu rows left out: a sheet holds no more.",
                                "略去 %zu 行：超出工作表容量。"),
                              table_rows(table) - sheet->rows));
    if (sheet->links_lost)
        put_note(sheet, &row,
                 arena_format(arena,
                              T("%zu links left out: a sheet holds no more.",
                                "略去 %zu 个链接：超出工作表容量。"),
                              sheet->links_lost));
}

static void put_table(Xlsx *xlsx, size_t number) {
    const Table *table = xlsx->book->tables[number];
    Sheet sheet = {.xlsx = xlsx, .table = table, .number = number};
    sheet.sheet = workbook_add_worksheet(xlsx->file, xlsx->names[number]);
    size_t rows = table_rows(table), most = XLSX_ROWS - 1000;
    sheet.rows = rows < most ? rows : most;
    set_widths(&sheet);
    for (size_t c = 0; c < table->columns.n; c++)
        worksheet_write_string(sheet.sheet, 0, (lxw_col_t)c,
                               cell_string(xlsx, slice_of(table->columns.at[c].heading)),
                               xlsx->head);
    for (size_t c = 0; c < table->columns.n; c++) {
        const Column *column = &table->columns.at[c];
        sheet.plain =
            column->type == COLUMN_TEXT ? NULL : number_format(xlsx, column, false);
        sheet.linked =
            column->type == COLUMN_TEXT ? NULL : number_format(xlsx, column, true);
        for (size_t row = 0; row < sheet.rows; row++)
            put_cell(&sheet, row, c);
    }
    worksheet_freeze_panes(sheet.sheet, 1, 1);
    if (rows && table->columns.n)
        worksheet_autofilter(sheet.sheet, 0, 0, (lxw_row_t)sheet.rows,
                             (lxw_col_t)(table->columns.n - 1));
    put_notes(&sheet);
}

/* ---- The evidence sheet ---- */

static int by_row(const void *a, const void *b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* What a row is about: its texts. */
static Slice row_words(const Table *table, size_t row, Arena *scratch) {
    Buf words = {0};
    for (size_t c = 0; c < table->columns.n; c++) {
        const Cell *cell = table_cell(table, row, c);
        if (cell->type != CELL_TEXT || cell->as.text.n == 0)
            continue;
        if (words.n)
            buf_add(&words, S(" / "));
        buf_add(&words, cell->as.text);
    }
    Slice copy = arena_copy(scratch, buf_slice(&words));
    buf_release(&words);
    return copy;
}

static Slice evidence_text(const Xlsx *xlsx, size_t row, size_t column) {
    if (column == SIZE_MAX)
        return (Slice){0};
    const Cell *cell = table_cell(xlsx->evidence.table, row, column);
    return cell->type == CELL_TEXT ? cell->as.text : (Slice){0};
}

static Slice theme_names(const Xlsx *xlsx, Slice codes, Arena *scratch) {
    Buf names = {0};
    while (codes.n) {
        Cut code = slice_cut(codes, S(" "));
        codes = code.tail;
        if (names.n)
            buf_add(&names, S("、"));
        buf_add(&names, report_name(xlsx->book->themes, code.head));
    }
    Slice copy = arena_copy(scratch, buf_slice(&names));
    buf_release(&names);
    return copy;
}

/* Which cell a line of the sheet stands behind. */
typedef struct {
    Slice table, row, column;
} Behind;

static void put_measure(const Xlsx *xlsx, lxw_worksheet *sheet, lxw_row_t line,
                        const Behind *behind, size_t row) {
    Arena scratch = {0};
    const ReportEvidence *evidence = &xlsx->evidence;
    Slice task = arena_format(&scratch, "%.*s %.*s",
                              SLICE_ARG(evidence_text(xlsx, row, evidence->number)),
                              SLICE_ARG(evidence_text(xlsx, row, evidence->task)));
    const Slice texts[] = {
        behind->table,
        behind->row,
        behind->column,
        report_name(xlsx->book->plans, evidence_text(xlsx, row, evidence->plan)),
        evidence_text(xlsx, row, evidence->section),
        evidence_text(xlsx, row, evidence->subsection),
        slice_trim(task),
        evidence_text(xlsx, row, evidence->text),
        theme_names(xlsx, evidence_text(xlsx, row, evidence->themes), &scratch),
    };
    for (size_t c = 0; c < sizeof texts / sizeof *texts; c++)
        worksheet_write_string(sheet, line, (lxw_col_t)c, xlsx_text(&scratch, texts[c]),
                               xlsx->text);
    arena_release(&scratch);
}

/* In the order of the evidence, not of ids, which depend on the database. */
static bool put_block(Xlsx *xlsx, lxw_worksheet *sheet, const Block *block, Err *err) {
    size_t n = block->cell->n_measures;
    Arena scratch = {0};
    const Table *table = xlsx->book->tables[block->sheet];
    size_t *rows = ARENA_ARRAY(&scratch, size_t, n);
    bool ok = true;
    for (size_t i = 0; i < n && ok; i++) {
        rows[i] = evidence_find(&xlsx->evidence, block->cell->measures[i]);
        ok = rows[i] != SIZE_MAX ||
             err_set(err,
                     T("workbook: table %s counts measure %" PRId64
                       ", which the evidence does not have",
                       "工作簿：表 %s 统计了证据表中没有的举措 %" PRId64),
                     table->name, block->cell->measures[i]);
    }
    qsort(rows, n, sizeof *rows, by_row);
    Behind behind = {slice_of(xlsx->names[block->sheet]),
                     row_words(table, block->row, &scratch),
                     slice_of(table->columns.at[block->column].heading)};
    for (size_t i = 0; i < n && ok; i++)
        put_measure(xlsx, sheet, block->line + (lxw_row_t)i, &behind, rows[i]);
    arena_release(&scratch);
    return ok;
}

static bool put_evidence(Xlsx *xlsx, Err *err) {
    const struct {
        const char *heading;
        double width;
    } columns[] = {
        {T("table", "表"), 16},     {T("row", "行"), 30},
        {T("column", "列"), 10},    {T("plan", "计划"), 20},
        {T("section", "部分"), 28}, {T("subsection", "小节"), 28},
        {T("task", "任务"), 28},    {T("measure", "举措"), 70},
        {T("themes", "主题"), 20},
    };
    enum { N = sizeof columns / sizeof *columns };
    lxw_worksheet *sheet = workbook_add_worksheet(xlsx->file, xlsx->evidence_name);
    for (size_t c = 0; c < N; c++) {
        worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c, columns[c].width, NULL);
        worksheet_write_string(sheet, 0, (lxw_col_t)c, columns[c].heading, xlsx->head);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    for (size_t k = 0; k < xlsx->blocks.n; k++) {
        if (!put_block(xlsx, sheet, &xlsx->blocks.at[k], err))
            return false;
    }
    if (xlsx->lines > 1)
        worksheet_autofilter(sheet, 0, 0, xlsx->lines - 1, N - 1);
    return true;
}

/* ---- The book ---- */

static bool fill(Xlsx *xlsx, Err *err) {
    const Workbook *book = xlsx->book;
    Report report = {.evidence = book->evidence};
    if (!evidence_open(&report, &xlsx->arena, &xlsx->evidence, err))
        return false;
    xlsx->names = ARENA_ARRAY(&xlsx->arena, const char *, book->n + 1);
    for (size_t i = 0; i < book->n; i++)
        xlsx->names[i] = sheet_name(xlsx, i, book->tables[i]->title);
    xlsx->evidence_name = sheet_name(xlsx, book->n, slice_of(T("evidence", "证据")));
    xlsx->lines = 1;
    make_formats(xlsx);
    for (size_t i = 0; i < book->n; i++)
        put_table(xlsx, i);
    return !book->evidence || put_evidence(xlsx, err);
}

static bool fill_file(void *context, lxw_workbook *file, Err *err) {
    Xlsx *xlsx = context;
    xlsx->file = file;
    return fill(xlsx, err);
}

bool xlsx_write(const Workbook *book, Slice path, Err *err) {
    Xlsx xlsx = {.book = book};
    bool ok = xlsx_make(path, fill_file, &xlsx, err);
    vec_release(&xlsx.blocks);
    arena_release(&xlsx.arena);
    return ok;
}
