/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web pages: good, bad and hostile. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "reading.h"

static const struct {
    const char *html, *blocks;
} pages[] = {
    /* blocks and lines */
    {"<html><body><h1>标题</h1><p>一、党建</p><div>甲<br>乙<br/>丙</div>末尾</body></html>",
     "H1 标题\nP 一、党建\nP 甲\nP 乙\nP 丙\nP 末尾\n"},
    {"<p>&#19968;&#x3001;&lt;a&gt;&amp;&nbsp;&ldquo;双减&rdquo;</p>",
     "P 一、<a>&\xC2\xA0“双减”\n"},
    {"<p>加强\n   管理  and   <b>order</b>\n now</p>", "P 加强管理 and order now\n"},
    {"<p>　　首行缩进</p>", "P 　　首行缩进\n"},
    {"<pre>a\n  b</pre>", "P a\nP b\n"},
    {"<html><p>一<span>二<i>三</span>四</i><p>五", "P 一二三四\nP 五\n"},
    /* what is not text of the page */
    {"<body><script>var a='<p>x</p>';</script><style>p{}</style><noscript>x</noscript><p>正文</p>"
     "<!-- x --><select><option>x</select><button>x</button></body>",
     "P 正文\n"},
    {"<body><nav>首页</nav><header>网站<a>登录</a></header><p>正文</p><aside>热点</aside>"
     "<footer>版权</footer></body>",
     "P 正文\n"},
    {"<body><article><header><h1>题</h1></header><p>文</p><footer>（主动公开）</footer></article>",
     "H1 题\nP 文\nP （主动公开）\n"},
    {"<body><header><h1>工作要点</h1></header><p>文</p></body>", "H1 工作要点\nP 文\n"},
    {"<body><p style='color:red; Display : none'>x</p><p hidden>x</p><p>见</p>"
     "<div style='visibility:hidden'>微信正文</div></body>",
     "P 见\nP 微信正文\n"},
    {"<p><ruby>教<rp>(</rp><rt>jiào</rt><rp>)</rp></ruby>育</p>", "P 教育\n"},
    /* Word's web pages: numbers are text between conditions */
    {"<html><p class=MsoListParagraph><![if !supportLists]><span>一、<span>&nbsp; "
     "</span></span><![endif]>党建<o:p></o:p></p><p><o:p>&nbsp;</o:p></p>"
     "<!--[if gte mso 9]><xml>x</xml><![endif]-->",
     "P 一、\xC2\xA0 党建\n"},
    /* lists */
    {"<html><ol><li>甲</li><li>乙<ol type=a><li>子</ol></li><li value=7>丙<li>丁</ol>",
     "P 1. 甲\nP 2. 乙\nP a. 子\nP 7. 丙\nP 8. 丁\n"},
    {"<html><ol start=3 type=I><li>甲<li>乙</ol><ul><li>点</ul>",
     "P III. 甲\nP IV. 乙\nP 点\n"},
    {"<html><ol style='list-style-type:cjk-ideographic'><li><p>甲</p><p>续</p></li></ol>",
     "P 一、甲\nP 续\n"},
    {"<html><ol style='list-style:none'><li>甲</ol><ol><li>1. 乙<li>（一）丙<li>十二、丁</ol>",
     "P 甲\nP 1. 乙\nP （一）丙\nP 十二、丁\n"},
    {"<html><ol reversed><li>甲<li>乙</ol>", "P 2. 甲\nP 1. 乙\n"},
    /* tables */
    {"<html><table><tr><th>序号<th>任务</tr><tr><td>1<td>甲<br>乙</tr></table>",
     "C1:0,0h 序号\nC1:0,1h 任务\nC1:1,0 1\nC1:1,1 甲\n乙\n"},
    {"<html><table><tr><td rowspan=2>一<td colspan=2>二</tr><tr><td>三<td>四</tr>"
     "<tr><td>五<td><td>六</tr></table>",
     "C1:0,0+2x1 一\nC1:0,1+1x2 二\nC1:1,1 三\nC1:1,2 四\nC1:2,0 五\nC1:2,2 六\n"},
    {"<html><table><thead><tr><td>甲<td>乙</thead><tr><td rowspan=0>1<td rowspan=99>2<tr></table>",
     "C1:0,0h 甲\nC1:0,1h 乙\nC1:1,0+2x1 1\nC1:1,1+2x1 2\n"},
    {"<html><table><tr><td><table><tr><td>1<td>2<tr><td>3<td>4</table></td></tr></table>"
     "<table><tr><td>5<td>6<tr><td>7<td>8</table>",
     "C1:0,0 1\nC1:0,1 2\nC1:1,0 3\nC1:1,1 4\nC2:0,0 5\nC2:0,1 6\nC2:1,0 7\nC2:1,1 8\n"},
    {"<html><table><tr><td>左栏<td>正文<p>第二段</table>", "P 左栏\nP 正文\nP 第二段\n"},
    {"<html><table><tr><td>一列</tr><tr><td>两行</tr></table>", "P 一列\nP 两行\n"},
    {"<html><table role=presentation><tr><td>1<td>2<tr><td>3<td>4</table>",
     "P 1\nP 2\nP 3\nP 4\n"},
};

static void pages_become_blocks(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        Reading reading = reading_of(slice_of(pages[i].html), "x.html", NULL);
        if (strcmp(reading.blocks.p, pages[i].blocks) != 0)
            fail_msg("page %zu: %s%s", i, reading.blocks.p, reading.faults.p);
        reading_release(&reading);
    }
}

static void title_and_metadata_are_kept(void **state) {
    (void)state;
    Reading reading = reading_of(
        S("<html><head><title>\n 工作要点\n（某区） </title><meta name='PubDate' content='2024-03-01'>"
          "<meta property=og:title content=要点><meta name=empty content=''></head><p>文"),
        "x", NULL);
    assert_string_equal(reading.about.p, "x|x|工作要点（某区）|html|UTF-8\n");
    assert_string_equal(reading.meta.p, "PubDate=2024-03-01\nog:title=要点\n");
    reading_release(&reading);
}

static void declared_encoding_is_followed_with_sense(void **state) {
    (void)state;
    /* 教育 in GB18030 with a four-byte character, declared as GB2312 */
    Slice bytes =
        S("<meta charset=gb2312><p>\xBD\xCC\xD3\xFD\xB9\xA4\xD7\xF7\x81\x39\xEE\x39</p>");
    Reading reading = reading_of(bytes, "x.htm", NULL);
    assert_string_equal(reading.blocks.p, "P 教育工作㐀\n");
    assert_string_equal(reading.about.p, "x.htm|x||html|GB18030\n");
    reading_release(&reading);
    reading = reading_of(S("<meta charset=gb2312><p>教育工作</p>"), "x.htm", NULL);
    assert_string_equal(reading.blocks.p, "P 教育工作\n");
    reading_release(&reading);
    reading = reading_of(S("<meta charset=utf-8><p>\xBD\xCC\xD3\xFD\xB9\xA4\xD7\xF7</p>"),
                         "x.htm", NULL);
    assert_string_equal(reading.blocks.p, "P 教育工作\n");
    assert_string_equal(reading.diags.p, "encoding-misdeclared 0-0 utf-8\n");
    reading_release(&reading);
}

static void repeat(Buf *out, const char *text, int n) {
    for (int i = 0; i < n; i++)
        buf_add(out, slice_of(text));
}

static void hostile_pages_are_bounded(void **state) {
    (void)state;
    static const struct {
        const char *before, *again;
        int n;
        const char *after, *blocks, *fault;
    } rows[] = {
        {"<html>", "<div>", 100000, "x", "", "nested deeper than 256"},
        {"<html>", "<font size=2>", 100000, "<p>正文", "P 正文\n", ""},
        {"<html><p>x</p>", "</span>", 100000, "", "P x\n", ""},
        {"<html><p ", "a=1 ", 100000, ">x", "", "attributes"},
        {"<html>x", "<!--", 100000, "", "P x\n", ""},
        {"<html><p>文", "&amp;", 3, "&#0;&#x110000;&nosuch;<", NULL, NULL},
        {"<html><table>", "<tr><td colspan=1000 rowspan=1000>1", 300, "", NULL, NULL},
        {"<html><table>", "<table><tr><td>", 300, "x", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Buf page = {0};
        buf_add(&page, slice_of(rows[i].before));
        repeat(&page, rows[i].again, rows[i].n);
        buf_add(&page, slice_of(rows[i].after));
        Reading reading = reading_of(buf_slice(&page), "x.html", NULL);
        if (rows[i].blocks)
            assert_string_equal(reading.blocks.p, rows[i].blocks);
        if (rows[i].fault)
            assert_non_null(strstr(reading.faults.p, rows[i].fault));
        reading_release(&reading);
        buf_release(&page);
    }
}

static void nul_bytes_do_not_end_a_page(void **state) {
    (void)state;
    Reading reading =
        reading_of((Slice){"<html><p>a\0b</p><p>c</p>", 25}, "x.html", NULL);
    assert_string_equal(reading.blocks.p, "P ab\nP c\n");
    reading_release(&reading);
}

static void contents_count_more_than_names(void **state) {
    (void)state;
    Reading reading = reading_of(S("\n <!DOCTYPE html><p>页面</p>"), "x.doc", NULL);
    assert_string_equal(reading.blocks.p, "P 页面\n");
    reading_release(&reading);
    reading = reading_of(S("<一、不是标签>\n"), "x.txt", NULL);
    assert_string_equal(reading.blocks.p, "L <一、不是标签>\n");
    reading_release(&reading);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_become_blocks),
        cmocka_unit_test(title_and_metadata_are_kept),
        cmocka_unit_test(declared_encoding_is_followed_with_sense),
        cmocka_unit_test(hostile_pages_are_bounded),
        cmocka_unit_test(nul_bytes_do_not_end_a_page),
        cmocka_unit_test(contents_count_more_than_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
