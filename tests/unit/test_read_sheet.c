/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets that people filled in: CSV as spreadsheets save it, XLSX of three programs, and
 * files that are broken or mean harm. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "packing.h"
#include "read/sheet.h"

/* "1:a|b 3:c", then " // " between sheets; an error is "! message". */
static Slice told(Slice bytes, const char *encoding, Arena *keep) {
    SheetBook book = {0};
    Err err = {0};
    Buf out = {0};
    lang_set(LANG_EN);
    if (!sheet_read_bytes(bytes, slice_of(encoding), keep, &book, &err))
        return arena_format(keep, "! %s", err.text);
    for (size_t i = 0; i < book.n; i++) {
        buf_add(&out, i ? S(" // ") : S(""));
        for (size_t k = 0; k < book.at[i].n; k++) {
            const SheetRow *row = &book.at[i].rows[k];
            buf_format(&out, "%s%zu:", k ? " " : "", row->number);
            for (size_t c = 0; c < row->n; c++)
                buf_format(&out, "%s%.*s", c ? "|" : "", SLICE_ARG(row->cells[c]));
        }
    }
    Slice text = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return text;
}

static void check_told(Slice bytes, const char *encoding, const char *expected) {
    Arena arena = {0};
    Slice text = told(bytes, encoding, &arena);
    if (!slice_equal(text, slice_of(expected)))
        fail_msg("%.*s\nnot %s", SLICE_ARG(text), expected);
    arena_release(&arena);
}

static void check_refused(Slice bytes, const char *words) {
    Arena arena = {0};
    Slice text = told(bytes, NULL, &arena);
    if (!slice_starts(text, S("! ")) || !slice_contains(text, slice_of(words)))
        fail_msg("%.*s\nis no refusal with: %s", SLICE_ARG(slice_sub(text, 0, 300)),
                 words);
    arena_release(&arena);
}

/* ---- CSV ---- */

static void csv_rows_are_counted_as_shown(void **state) {
    (void)state;
    check_told(S("\xEF\xBB\xBFkey,code\r\n\r\n\"a\nb\",\"x,\"\"y\"\"\"\r\nc,\r\n"), NULL,
               "1:key|code 3:a\nb|x,\"y\" 4:c");
    check_told(S("a;b;c\n1;2\n"), NULL, "1:a|b|c 2:1|2");
    check_told(S("a\tb\n 1 \t\xE3\x80\x80 2\n"), NULL, "1:a|b 2:1|2");
    check_refused(S("a,b\n\"open,2\n3,4\n"), "row 2: the quotes");
    check_refused(S(" \n"), "is empty");
    check_refused(S("a\0b,c\n\x01\x02\0\0\0\0"), "is no spreadsheet");
    check_refused(S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "old .xls");
}

static void csv_in_gb18030_is_read(void **state) {
    (void)state;
    /* 键,举措,编码 / a,推进校园足球,体育 */
    static const char gb[] = "\xBC\xFC,\xBE\xD9\xB4\xEB,\xB1\xE0\xC2\xEB\r\n"
                             "a,\xCD\xC6\xBD\xF8\xD0\xA3\xD4\xB0\xD7\xE3\xC7\xF2,"
                             "\xCC\xE5\xD3\xFD\r\n";
    check_told((Slice){gb, sizeof gb - 1}, NULL, "1:键|举措|编码 2:a|推进校园足球|体育");
    Arena arena = {0};
    SheetBook book = {0};
    assert_true(sheet_read_bytes((Slice){gb, sizeof gb - 1}, S(""), &arena, &book, NULL));
    assert_true(book.replaced && slice_equal(book.encoding, S("GB18030")));
    arena_release(&arena);
}

/* ---- XLSX ---- */

#define HEAD "<?xml version='1.0' encoding='UTF-8'?>"
#define MAIN "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
#define RELATIONS "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* A workbook of one sheet of this XML within <worksheet>, and of shared strings or NULL.
 */
static Buf workbook_of(const char *sheet, const char *strings) {
    Arena arena = {0};
    Packed files[] = {
        {"_rels/.rels",
         S(HEAD "<Relationships " RELATIONS "><Relationship Id='r1' Type='" OFFICE
                "/officeDocument' Target='xl/workbook.xml'/></Relationships>")},
        {"xl/workbook.xml", S(HEAD "<workbook " MAIN " xmlns:r='" OFFICE
                                   "'><sheets><sheet name='编码' sheetId='1' r:id='r7'/>"
                                   "</sheets></workbook>")},
        {"xl/_rels/workbook.xml.rels",
         S(HEAD
           "<Relationships " RELATIONS "><Relationship Id='r7' Type='" OFFICE
           "/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='r8' Type='" OFFICE
           "/sharedStrings' Target='/xl/sharedStrings.xml'/></Relationships>")},
        {"xl/worksheets/sheet1.xml",
         arena_format(&arena, HEAD "<worksheet " MAIN ">%s</worksheet>", sheet)},
        {"xl/sharedStrings.xml",
         arena_format(&arena, HEAD "<sst " MAIN ">%s</sst>", strings ? strings : "")},
    };
    Buf bytes = packed_of(files, 5, "zip");
    arena_release(&arena);
    return bytes;
}

static void check_sheet(const char *sheet, const char *strings, const char *expected) {
    Buf bytes = workbook_of(sheet, strings);
    if (expected[0] == '!')
        check_refused(buf_slice(&bytes), expected + 2);
    else
        check_told(buf_slice(&bytes), NULL, expected);
    buf_release(&bytes);
}

#define SHARED(cell, i) "<c r='" cell "' t='s'><v>" i "</v></c>"
#define INLINE(cell, text) "<c r='" cell "' t='inlineStr'><is><t>" text "</t></is></c>"

static void xlsx_cells_of_every_kind(void **state) {
    (void)state;
    check_sheet("<sheetData><row r='1'>" SHARED("A1", "0") SHARED("C1", "1") INLINE(
                    "D1", "内联") "<c r='E1' t='str'><f>A1</f><v>值</v></c>"
                                  "<c r='F1'><v>12.5</v></c><c r='G1' s='3'/></row>"
                                  "<row r='4'/><row r='5'>" INLINE("B5", "")
                                      SHARED("A5", "2") "</row></sheetData>",
                "<si><t>键</t></si><si><r><t>举</t></r><r><rPr/><t>措</t></r><rPh sb='0' "
                "eb='1'><t>jǔ</t></rPh></si><si><t>一_x000D_\n二</t></si>",
                "1:键||举措|内联|值|12.5 5:一\n\n二");
    /* rows and cells without their names, as some programs write them */
    check_sheet(
        "<sheetData><row><c t='inlineStr'><is><t>a</t></is></c><c><v>1</v></c></row>"
        "<row><c/><c><v>2</v></c></row></sheetData>",
        NULL, "1:a|1 2:|2");
}

static void xlsx_merged_cells_hold_their_text_everywhere(void **state) {
    (void)state;
    check_sheet(
        "<sheetData><row r='1'>" INLINE("A1", "标题") "</row><row r='2'>" INLINE("A2",
                                                                                 "k1")
            INLINE("B2", "体育") "</row><row r='3'>" INLINE("A3", "k2") "</row><row r='4'>" INLINE(
                "A4",
                "k3") "</row></sheetData>"
                      "<mergeCells count='2'><mergeCell ref='A1:C1'/><mergeCell ref='B2:B3'/>"
                      "</mergeCells>",
        NULL, "1:标题|标题|标题 2:k1|体育 3:k2|体育 4:k3");
}

static void xlsx_that_is_broken_or_means_harm(void **state) {
    (void)state;
    check_sheet("<sheetData><row r='2'/><row r='1'/></sheetData>", NULL,
                "! out of order");
    check_sheet("<sheetData><row r='1'>" INLINE("B7", "x") "</row></sheetData>", NULL,
                "! row 1: \"B7\" is no cell of it");
    check_sheet("<sheetData><row r='1'>" INLINE("XFD1", "x") "</row></sheetData>", NULL,
                "! beyond column");
    check_sheet("<sheetData><row r='1'><c r='XFD1' s='1'/></row></sheetData>", NULL, "");
    check_sheet("<sheetData><row r='9999999'/></sheetData>", NULL, "! out of order");
    check_sheet("<sheetData><row r='1'><c r='A1'><v>1</sheetData>", NULL, "! is broken");
    check_sheet("<sheetData><row r='1'>" SHARED("A1", "3") "</row></sheetData>",
                "<si><t>a</t></si>", "! row 1: its text no. \"3\" is missing");
    check_sheet("<sheetData/><mergeCells><mergeCell ref='A2:A1'/></mergeCells>", NULL,
                "! no range of merged cells");
    Buf bytes = workbook_of("<sheetData/>", NULL);
    check_refused((Slice){bytes.p, bytes.n / 2}, "broken or cut off");
    buf_release(&bytes);
    static const Packed word[] = {{"word/document.xml", {"<a/>", 4}}};
    bytes = packed_of(word, 1, "zip");
    check_refused(buf_slice(&bytes), "not an Excel workbook");
    buf_release(&bytes);
}

static void xlsx_doctype_is_refused(void **state) {
    (void)state;
    Buf entities = {0};
    buf_add(&entities, S("<!DOCTYPE sst [<!ENTITY a 'aaaaaaaaaa'>]><sst/>"));
    Packed files[] = {
        {"_rels/.rels", S("<Relationships><Relationship Id='r1' Type='/officeDocument' "
                          "Target='xl/workbook.xml'/></Relationships>")},
        {"xl/workbook.xml", S("<workbook><sheets/></workbook>")},
        {"xl/_rels/workbook.xml.rels",
         S("<Relationships><Relationship Id='r8' Type='/sharedStrings' "
           "Target='sharedStrings.xml'/></Relationships>")},
        {"xl/sharedStrings.xml", buf_slice(&entities)},
    };
    Buf bytes = packed_of(files, 4, "zip");
    check_refused(buf_slice(&bytes), "DOCTYPE");
    buf_release(&bytes);
    buf_release(&entities);
}

/* Many merged ranges over many rows would take for ever. */
static void xlsx_merges_are_bounded(void **state) {
    (void)state;
    Buf sheet = {0};
    buf_add(&sheet, S("<sheetData>"));
    for (int i = 1; i <= 20000; i++)
        buf_format(&sheet, "<row r='%d'><c r='A%d'><v>1</v></c></row>", i, i);
    buf_add(&sheet, S("</sheetData><mergeCells>"));
    for (int i = 0; i < 20000; i++)
        buf_add(&sheet, S("<mergeCell ref='A1:XFD20000'/>"));
    buf_add(&sheet, S("</mergeCells>"));
    check_sheet(sheet.p, NULL, "! merged ranges of more than");
    buf_release(&sheet);
}

static void xlsx_of_a_hundred_thousand_rows(void **state) {
    (void)state;
    enum { ROWS = 100000 };
    Buf sheet = {0};
    buf_add(&sheet, S("<sheetData>"));
    for (int i = 1; i <= ROWS; i++)
        buf_format(&sheet,
                   "<row r='%d'><c r='A%d' t='inlineStr'><is><t>k%d</t></is></c>"
                   "<c r='B%d' t='s'><v>0</v></c></row>",
                   i, i, i, i);
    buf_add(&sheet, S("</sheetData>"));
    Buf bytes = workbook_of(sheet.p, "<si><t>体育</t></si>");
    Arena arena = {0};
    SheetBook book = {0};
    Err err = {0};
    if (!sheet_read_bytes(buf_slice(&bytes), S(""), &arena, &book, &err))
        fail_msg("%s", err.text);
    assert_int_equal(book.at[0].n, ROWS);
    assert_true(slice_equal(book.at[0].rows[ROWS - 1].cells[0], S("k100000")));
    assert_true(slice_equal(book.at[0].rows[ROWS - 1].cells[1], S("体育")));
    arena_release(&arena);
    buf_release(&bytes);
    buf_release(&sheet);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_rows_are_counted_as_shown),
        cmocka_unit_test(csv_in_gb18030_is_read),
        cmocka_unit_test(xlsx_cells_of_every_kind),
        cmocka_unit_test(xlsx_merged_cells_hold_their_text_everywhere),
        cmocka_unit_test(xlsx_that_is_broken_or_means_harm),
        cmocka_unit_test(xlsx_doctype_is_refused),
        cmocka_unit_test(xlsx_merges_are_bounded),
        cmocka_unit_test(xlsx_of_a_hundred_thousand_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
