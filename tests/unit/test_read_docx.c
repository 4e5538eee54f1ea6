/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word files: numbers, revisions, tables, and files that mean harm. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "packing.h"
#include "reading.h"

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define NUM(num, level, text)                                                            \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" num               \
    "'/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define STYLED(style, text)                                                              \
    "<w:p><w:pPr><w:pStyle w:val='" style "'/></w:pPr><w:r><w:t>" text                   \
    "</w:t></w:r></w:p>"
#define LEVEL(level, format, text, more)                                                 \
    "<w:lvl w:ilvl='" level "'><w:start w:val='1'/><w:numFmt w:val='" format "'/>" more  \
    "<w:lvlText w:val='" text "'/></w:lvl>"
#define NOTHING "<w:suff w:val='nothing'/>"
#define ABSTRACT(id, levels)                                                             \
    "<w:abstractNum w:abstractNumId='" id "'>" levels "</w:abstractNum>"
#define LIST(id, abstract, more)                                                         \
    "<w:num w:numId='" id "'><w:abstractNumId w:val='" abstract "'/>" more "</w:num>"
#define RESTART(level, start)                                                            \
    "<w:lvlOverride w:ilvl='" level "'><w:startOverride w:val='" start                   \
    "'/></w:lvlOverride>"

static void check(const WordFile *file, const char *blocks, size_t row) {
    Buf bytes = word_file(file);
    Reading reading = reading_of(buf_slice(&bytes), "x.docx", NULL);
    if (strcmp(reading.blocks.p, blocks) != 0)
        fail_msg("row %zu: %s%s", row, reading.blocks.p, reading.faults.p);
    reading_release(&reading);
    buf_release(&bytes);
}

static const WordFile lists[] = {
    /* the four levels of a plan; deeper ones begin anew */
    {.numbering =
         ABSTRACT("7", LEVEL("0", "chineseCounting", "%1、", NOTHING)
                           LEVEL("1", "chineseCountingThousand", "（%2）", NOTHING)
                               LEVEL("2", "decimal", "%3.", "")
                                   LEVEL("3", "decimalEnclosedCircle", "%4", NOTHING))
             LIST("1", "7", ""),
     .body = NUM("1", "0", "a") NUM("1", "1", "b") NUM("1", "2", "c") NUM("1", "3", "d")
         NUM("1", "3", "e") NUM("1", "2", "f") NUM("1", "3", "g") NUM("1", "0", "h")
             NUM("1", "1", "i")},
    /* numbers of several levels, legal style, a level that never restarts, one that
       restarts after level 1 only */
    {.numbering = ABSTRACT(
         "0", LEVEL("0", "upperRoman", "%1", "") LEVEL("1", "decimal", "%1.%2", "")
                  LEVEL("2", "decimal", "%1.%2.%3", "<w:isLgl/>")
                      LEVEL("3", "decimal", "[%4]", "<w:lvlRestart w:val='0'/>")
                          LEVEL("4", "decimal", "(%5)", "<w:lvlRestart w:val='1'/>"))
         LIST("1", "0", ""),
     .body = NUM("1", "0", "a") NUM("1", "1", "b") NUM("1", "2", "c") NUM("1", "3", "d")
         NUM("1", "4", "e") NUM("1", "1", "f") NUM("1", "3", "g") NUM("1", "4", "h")
             NUM("1", "0", "i") NUM("1", "4", "j") NUM("1", "2", "k")},
    /* two nums of one abstract run on; one with startOverride begins anew, once */
    {.numbering = ABSTRACT("0", LEVEL("0", "decimal", "%1.", "")) LIST("1", "0", "")
         LIST("2", "0", "") LIST("3", "0", RESTART("0", "5")),
     .body = NUM("1", "0", "a") NUM("2", "0", "b") NUM("3", "0", "c") NUM("3", "0", "d")
         NUM("1", "0", "e")},
    /* a num's own level; a format of zeros; custom with Word's fallback */
    {.numbering = ABSTRACT("0", LEVEL("0", "decimal", "%1.", "")) LIST(
         "1", "0",
         "<w:lvlOverride w:ilvl='0'>" LEVEL("0", "ideographTraditional", "%1．",
                                            NOTHING) "</w:lvlOverride>")
         ABSTRACT(
             "1",
             "<w:lvl w:ilvl='0'><w:start w:val='9'/><mc:AlternateContent><mc:Choice "
             "Requires='w14'><w:numFmt w:val='custom' w:format='001, 002, 003, ...'/>"
             "</mc:Choice><mc:Fallback><w:numFmt w:val='decimal'/></mc:Fallback>"
             "</mc:AlternateContent><w:lvlText w:val='%1'/></w:lvl>") LIST("2", "1", ""),
     .body = NUM("1", "0", "a") NUM("2", "0", "b") NUM("2", "0", "c")},
    /* numbers by style, through basedOn; numId 0 takes them away; levels linked to styles
     */
    {.styles =
         "<w:style w:type='paragraph' w:styleId='S1'><w:name w:val='S1'/><w:pPr><w:numPr>"
         "<w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
         "<w:style w:type='paragraph' w:styleId='S2'><w:name w:val='S2'/>"
         "<w:basedOn w:val='S1'/></w:style>"
         "<w:style w:type='paragraph' w:styleId='S3'><w:basedOn w:val='S1'/><w:pPr><w:numPr>"
         "<w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>"
         "<w:style w:type='paragraph' w:styleId='S4'><w:basedOn w:val='S1'/><w:pPr><w:numPr>"
         "<w:numId w:val='0'/></w:numPr></w:pPr></w:style>"
         "<w:style w:type='paragraph' w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style>",
     .numbering = ABSTRACT(
         "0", LEVEL("0", "decimal", "%1.", "") LEVEL("1", "lowerLetter", "%2)", "") LEVEL(
                  "2", "decimal", "(%3)", "<w:pStyle w:val='S2'/>")) LIST("1", "0", ""),
     .body = STYLED("S1", "a") STYLED("S2", "b") STYLED("S3", "c") STYLED("S4", "d")
         STYLED("Loop", "e") NUM("0", "0", "f") NUM(
             "99", "0",
             "g") "<w:p><w:pPr><w:pStyle w:val='S1'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>"
                  "<w:r><w:t>h</w:t></w:r></w:p>"
                  "<w:p><w:pPr><w:pStyle w:val='S2'/><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr>"
                  "<w:r><w:t>i</w:t></w:r></w:p>"},
    /* list styles: one abstract links to the one that defines it */
    {.styles =
         "<w:style w:type='numbering' w:styleId='L'><w:pPr><w:numPr><w:numId w:val='2'/>"
         "</w:numPr></w:pPr></w:style>",
     .numbering =
         "<w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='L'/></w:abstractNum>"
         "<w:abstractNum w:abstractNumId='1'><w:styleLink w:val='L'/>" LEVEL(
             "0", "chineseLegalSimplified", "第%1条",
             NOTHING) "</w:abstractNum>" LIST("1", "0", "") LIST("2", "1", ""),
     .body = NUM("1", "0", "a") NUM("2", "0", "b")},
    /* bullets of symbol fonts, a bullet without text, none with text */
    {.numbering = ABSTRACT("0", LEVEL("0", "bullet", "\xEF\x81\xAC",
                                      "<w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr>")
                                    LEVEL("1", "bullet", "", "") LEVEL(
                                        "2", "none", "附", NOTHING)) LIST("1", "0", ""),
     .body = NUM("1", "0", "a") NUM("1", "1", "b") NUM("1", "2", "c")},
};

static const char *const listed[] = {
    "P 一、a\nP （一）b\nP 1. c\nP ①d\nP ②e\nP 2. f\nP ①g\nP 二、h\nP （一）i\n",
    ("P I a\nP I.1 b\nP 1.1.1 c\nP [1] d\nP (1) e\nP I.2 f\nP [2] g\nP (2) h\nP II i\nP (1) j\n"
     "P 2.1.1 k\n"),
    "P 1. a\nP 2. b\nP 5. c\nP 6. d\nP 7. e\n",
    "P 甲．a\nP 009 b\nP 010 c\n",
    "P 1. a\nP (1) b\nP a) c\nP d\nP e\nP f\nP g\nP h\nP b) i\n",
    "P 第壹条a\nP 第贰条b\n",
    "P ● a\nP b\nP 附c\n",
};

static void numbers_are_written_out(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        check(&lists[i], listed[i], i);
}

static void formats_not_known_are_told(void **state) {
    (void)state;
    WordFile file = {.numbering = ABSTRACT("0", LEVEL("0", "klingon", "%1.", ""))
                         LIST("1", "0", ""),
                     .body = NUM("1", "0", "a") NUM("1", "0", "b") NUM("1", "0", "")};
    Buf bytes = word_file(&file);
    Reading reading = reading_of(buf_slice(&bytes), "x.docx", NULL);
    assert_string_equal(reading.blocks.p, "P 1. a\nP 2. b\n");
    assert_string_equal(reading.diags.p,
                        "number-without-text 0-0 3.\nnumber-format 0-0 klingon\n");
    reading_release(&reading);
    buf_release(&bytes);
}

static const struct {
    const char *body, *blocks;
} bodies[] = {
    /* runs, marks, symbols, spaces kept */
    {"<w:p><w:r><w:t xml:space='preserve'> 一 </w:t></w:r><w:proofErr w:type='x'/><w:r><w:t>、</w:t>"
     "<w:tab/><w:t>党&amp;建&#x4E8C;</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>x</w:t></w:r></w:p>",
     "P  一 、\t党&建二-x\n"},
    {"<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:br w:type='page'/><w:t>丙</w:t></w:r></w:p>",
     "P 甲\nP 乙\nP 丙\n"},
    {"<w:p><w:r><w:sym w:font='Wingdings' w:char='F081'/><w:t>a</w:t><w:sym w:font='SimSun' "
     "w:char='2461'/></w:r></w:p>",
     "P ①a②\n"},
    /* revisions */
    {"<w:p><w:r><w:t>一</w:t></w:r><w:del w:id='1'><w:r><w:delText>二</w:delText><w:t>二</w:t></w:r>"
     "</w:del><w:ins w:id='2'><w:r><w:t>三</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>四</w:t></w:r>"
     "</w:moveFrom><w:moveTo><w:r><w:t>五</w:t></w:r></w:moveTo></w:p>",
     "P 一三五\n"},
    {"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>" P(
         "后") P("另"),
     "P 前后\nP 另\n"},
    {"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>末</w:t></w:r></w:p>",
     "P 末\n"},
    /* hidden text, fields, links, content controls, formulas, ruby */
    {"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr>"
     "<w:t>显</w:t></w:r></w:p>",
     "P 显\n"},
    {"<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>"
     "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>7</w:t></w:r><w:hyperlink><w:r><w:t>链"
     "</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>标</w:t></w:r></w:smartTag><w:fldSimple><w:r>"
     "<w:t>域</w:t></w:r></w:fldSimple><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>",
     "P 7链标域x+1\n"},
    {"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" P(
         "控") "</w:sdtContent></w:sdt>",
     "P 控\n"},
    {"<w:p><w:r><w:ruby><w:rt><w:r><w:t>jiao</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>教</w:t></w:r>"
     "</w:rubyBase></w:ruby></w:r></w:p>",
     "P 教\n"},
    /* text boxes stand apart, once */
    {"<w:p><w:r><w:t>正</w:t><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" P(
         "框") "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><w:txbxContent>" P("框") "</w:txbxContent></v:shape></w:pict></mc:Fallback></mc:AlternateContent><w:t>文</w:t></w:r>"
                                                                                                               "</w:p>",
     "P 正文\nN 框\n"},
    /* headings */
    {"<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>题</w:t></w:r></w:p>"
     "<w:p><w:pPr><w:outlineLvl w:val='9'/></w:pPr><w:r><w:t>文</w:t></w:r></w:p>",
     "H2 题\nP 文\n"},
};

static void bodies_become_blocks(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        check(&(WordFile){.body = bodies[i].body}, bodies[i].blocks, i);
}

static void headings_come_from_styles(void **state) {
    (void)state;
    static const char styles[] =
        "<w:style w:type='paragraph' w:default='1' w:styleId='N'><w:name w:val='Normal'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='x'><w:name w:val='自定'/><w:basedOn w:val='y'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='y'><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='t'><w:name w:val='toc 1'/></w:style>"
        "<w:style w:type='character' w:styleId='h'><w:rPr><w:vanish/></w:rPr></w:style>";
    WordFile file = {
        .styles = styles,
        .body = STYLED("1", "一") STYLED("x", "三") STYLED("t", "目录") STYLED(
            "none",
            "文") "<w:p><w:r><w:rPr><w:rStyle w:val='h'/></w:rPr><w:t>隐</w:t></w:r></w:p>",
    };
    check(&file, "H1 一\nH3 三\nN 目录\nP 文\n", 0);
}

#define TC(properties, content) "<w:tc><w:tcPr>" properties "</w:tcPr>" content "</w:tc>"
#define TR(cells) "<w:tr>" cells "</w:tr>"

static const struct {
    const char *body, *blocks;
} tables[] = {
    {"<w:tbl><w:tblPr/>"
     "<w:tr><w:trPr><w:tblHeader/></w:trPr>" TC("", P("序号")) TC(
         "", P("任务")) "</w:tr>" TR(TC("", P("1")) TC("", P("甲") P("乙"))) "</w:tbl>",
     "C1:0,0h 序号\nC1:0,1h 任务\nC1:1,0 1\nC1:1,1 甲\n乙\n"},
    {"<w:tbl>" TR(TC("<w:gridSpan w:val='2'/>", P("一"))
                      TC("<w:vMerge w:val='restart'/>", P("二")))
         TR(TC("", P("三")) TC("", P("四")) TC("<w:vMerge/>", P(""))) TR(
             TC("", P("五")) TC("", "<w:p/>") TC("<w:vMerge w:val='continue'/>", P("")))
             TR(TC("", P("六")) TC("", P("七"))
                    TC("<w:vMerge w:val='restart'/>", P("八"))) "</w:tbl>",
     "C1:0,0+1x2 一\nC1:0,2+3x1 二\nC1:1,0 三\nC1:1,1 四\nC1:2,0 五\nC1:3,0 六\nC1:3,1 七\nC1:3,2 八\n"},
    {"<w:tbl>" TR(TC("", P("框内文字"))) "</w:tbl>" P("后"), "P 框内文字\nP 后\n"},
    {"<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" TC("", P("甲")) TC(
         "",
         P("乙")) "</w:tr>"
                  "<w:tr><w:trPr><w:del w:id='1'/></w:trPr>" TC("", P("删")) TC(
                      "",
                      P("删")) "</w:tr>"
                               "<w:sdt><w:sdtContent>" TR(
                                   TC("", P("丙")) "<w:sdt><w:sdtContent>" TC(
                                       "",
                                       P("丁")) "</w:sdtContent></w:sdt>") "</w:sdtContent></w:sdt></w:tbl>",
     "C1:0,1 甲\nC1:0,2 乙\nC1:1,0 丙\nC1:1,1 丁\n"},
    {"<w:tbl>" TR(TC("", P("外") "<w:tbl>" TR(TC("", P("1")) TC("", P("2")))
                             TR(TC("", P("3")) TC("", P("4"))) "</w:tbl>")
                      TC("", P("右"))) "</w:tbl>",
     "P 外\nC1:0,0 1\nC1:0,1 2\nC1:1,0 3\nC1:1,1 4\nP 右\n"},
};

static void tables_become_cells(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        check(&(WordFile){.body = tables[i].body}, tables[i].blocks, i);
}

static void numbers_in_cells_stand_without_text(void **state) {
    (void)state;
    WordFile file = {
        .numbering =
            ABSTRACT("0", LEVEL("0", "decimal", "%1", NOTHING)) LIST("1", "0", ""),
        .body = "<w:tbl>" TR(TC("", NUM("1", "0", "")) TC("", P("甲")))
            TR(TC("", NUM("1", "0", "")) TC("", P("乙"))) "</w:tbl>",
    };
    check(&file, "C1:0,0 1\nC1:0,1 甲\nC1:1,0 2\nC1:1,1 乙\n", 0);
}

static void footnotes_come_last_and_strict_files_are_read(void **state) {
    (void)state;
    WordFile file = {
        .body =
            "<w:p><w:r><w:t>文</w:t><w:footnoteReference w:id='1'/></w:r></w:p>" P("后"),
        .footnotes = "<w:footnote w:type='separator' w:id='0'>" P(
            "x") "</w:footnote>"
                 "<w:footnote w:id='1'>" P("注") "</w:footnote>",
        .space = "http://purl.oclc.org/ooxml/wordprocessingml/main",
    };
    check(&file, "P 文\nP 后\nN 注\n", 0);
}

/* ---- Harm
 * ---------------------------------------------------------------------------------------
 */

static void fails_with(Slice bytes, const char *word) {
    Reading reading = reading_of(bytes, "x.docx", NULL);
    assert_int_equal(reading.documents, 0);
    assert_non_null(strstr(reading.faults.p, "x.docx: "));
    if (!strstr(reading.faults.p, word))
        fail_msg("\"%s\" not in %s", word, reading.faults.p);
    reading_release(&reading);
}

static void document_fails_with(const char *xml, const char *word) {
    Packed file = {"word/document.xml", slice_of(xml)};
    Buf bytes = packed_of(&file, 1, "zip");
    fails_with(buf_slice(&bytes), word);
    buf_release(&bytes);
}

static void cut_files_are_faults(void **state) {
    (void)state;
    Buf text = {0};
    for (int i = 0; i < 2000; i++)
        buf_format(&text, "<w:p><w:r><w:t>%d %u</w:t></w:r></w:p>", i,
                   (unsigned)i * 2654435761u);
    Buf bytes = word_file(&(WordFile){.body = text.p});
    for (size_t n = 1; n < bytes.n; n += n < 100 ? 7 : 997) {
        Reading reading = reading_of(slice_sub(buf_slice(&bytes), 0, n), "x.docx", NULL);
        assert_int_equal(reading.documents, 0);
        assert_non_null(strstr(reading.faults.p, "x.docx: "));
        reading_release(&reading);
    }
    buf_release(&bytes);
    buf_release(&text);
}

static void hostile_xml_is_refused(void **state) {
    (void)state;
    document_fails_with(
        "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><w>&x;</w>", "DOCTYPE");
    document_fails_with(
        "<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
        "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><w>&c;</w>",
        "DOCTYPE");
    document_fails_with("<!DOCTYPE w SYSTEM 'http://127.0.0.1:1/x.dtd'><w/>", "DOCTYPE");
    document_fails_with(
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        "<w:body><w:p>",
        "word/document.xml, line 1");
    document_fails_with("<x/>", "no body");
    document_fails_with("", "word/document.xml");
    Buf deep = {0};
    for (int i = 0; i < 10000; i++)
        buf_add(&deep, S("<w:sdt>"));
    Buf bytes = word_file(&(WordFile){.body = deep.p});
    fails_with(buf_slice(&bytes), "word/document.xml");
    buf_release(&bytes);
    buf_release(&deep);
}

static void a_bomb_is_refused(void **state) {
    (void)state;
    Buf zeros = {0};
    buf_reserve(&zeros, (size_t)40 << 20);
    zeros.n = (size_t)40 << 20;
    memset(zeros.p, ' ', zeros.n);
    Packed file = {"word/document.xml", buf_slice(&zeros)};
    Buf bytes = packed_of(&file, 1, "zip");
    fails_with(buf_slice(&bytes), "bomb");
    ReadOptions options = {.limit = 1 << 20};
    Reading reading = reading_of(buf_slice(&bytes), "x.docx", &options);
    assert_non_null(strstr(reading.faults.p, "more than the limit"));
    reading_release(&reading);
    buf_release(&bytes);
    buf_release(&zeros);
}

static void names_that_lead_out_are_refused(void **state) {
    (void)state;
    const Packed files[] = {{"../word/evil.xml", S("<x/>")},
                            {"word/document.xml", S("<x/>")}};
    Buf bytes = packed_of(files, 2, "zip");
    fails_with(buf_slice(&bytes), "leads out");
    buf_release(&bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_out),
        cmocka_unit_test(formats_not_known_are_told),
        cmocka_unit_test(bodies_become_blocks),
        cmocka_unit_test(headings_come_from_styles),
        cmocka_unit_test(tables_become_cells),
        cmocka_unit_test(numbers_in_cells_stand_without_text),
        cmocka_unit_test(footnotes_come_last_and_strict_files_are_read),
        cmocka_unit_test(cut_files_are_faults),
        cmocka_unit_test(hostile_xml_is_refused),
        cmocka_unit_test(a_bomb_is_refused),
        cmocka_unit_test(names_that_lead_out_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
