/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers are unsure of or left out: stable codes with their wording. The detail
 * of a Diag is what it is about: a page, an encoding, a number of bytes. */
#ifndef READ_DIAGNOSTICS_H
#define READ_DIAGNOSTICS_H

#include "base/base.h"

/* code, English, Chinese */
#define READ_DIAGNOSTICS(X)                                                              \
    X("encoding-doubtful", "the encoding was guessed with little confidence",            \
      "编码判断把握不大")                                                                \
    X("encoding-misdeclared", "the page declares another encoding than it has",          \
      "声明的编码与实际不符")                                                            \
    X("encoding-broken-bytes", "bytes that the encoding does not know, at this offset",  \
      "该字节位置处无法按编码解读")                                                      \
    X("encoding-broken-total", "places with bytes that the encoding does not know",      \
      "无法按编码解读的位置总数")                                                        \
    X("mojibake", "text that was decoded wrongly before it came here",                   \
      "文字在此之前已经乱码")                                                            \
    X("control-characters", "control characters were left out", "已略去控制字符")        \
    X("hidden-text", "bytes of text that the page hides were left out",                  \
      "已略去网页隐藏的文字（字节数）")                                                  \
    X("number-format", "an automatic number in a format not known, written in decimal",  \
      "未知的自动编号格式，按阿拉伯数字写出")                                            \
    X("number-without-text", "an automatic number of an empty paragraph was left out",   \
      "已略去空段落的自动编号")                                                          \
    X("page-without-text", "a page without text: scanned?",                              \
      "该页没有文字，可能是扫描件")                                                      \
    X("page-suspicious", "a page with few Chinese characters", "该页汉字比例过低")       \
    X("page-furniture", "headers, footers or page numbers were left out",                \
      "已略去页眉、页脚或页码")                                                          \
    X("page-with-table", "a page with a table in print, whose cells are not told apart", \
      "该页有表格，未能还原单元格")                                                      \
    X("pdf-without-cmaps", "Chinese fonts cannot be read without this package",          \
      "缺少该软件包，无法读取中文字体")

/* The wording of a code in the language in use; NULL where it is not one of these. */
const char *read_diagnostic_text(const char *code);

#endif
