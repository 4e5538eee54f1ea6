/* SPDX-License-Identifier: GPL-3.0-or-later */
/* List numbers as Word and browsers write them. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "read/numeral.h"

static const struct {
    const char *format;
    unsigned value;
    const char *text;
} rows[] = {
    {"decimal", 0, "0"},
    {"decimal", 4294967295u, "4294967295"},
    {"decimalZero", 7, "07"},
    {"decimalZero", 10, "10"},
    {"decimalFullWidth", 120, "１２０"},
    {"decimalEnclosedCircle", 1, "①"},
    {"decimalEnclosedCircle", 20, "⑳"},
    {"decimalEnclosedCircle", 21, "21"},
    {"decimalEnclosedCircle", 0, "0"},
    {"decimalEnclosedParen", 3, "⑶"},
    {"decimalEnclosedFullstop", 12, "⒓"},
    {"ideographEnclosedCircle", 10, "㊉"},
    {"ideographEnclosedCircle", 11, "11"},
    {"ideographTraditional", 2, "乙"},
    {"ideographZodiac", 12, "亥"},
    {"ideographZodiacTraditional", 1, "甲子"},
    {"ideographZodiacTraditional", 60, "癸亥"},
    {"ideographDigital", 10, "一〇"},
    {"ideographDigital", 25, "二五"},
    {"chineseCounting", 1, "一"},
    {"chineseCounting", 10, "十"},
    {"chineseCounting", 11, "十一"},
    {"chineseCounting", 20, "二十"},
    {"chineseCounting", 99, "九十九"},
    {"chineseCounting", 100, "一○○"},
    {"chineseCountingThousand", 0, "零"},
    {"chineseCountingThousand", 10, "十"},
    {"chineseCountingThousand", 19, "十九"},
    {"chineseCountingThousand", 100, "一百"},
    {"chineseCountingThousand", 101, "一百零一"},
    {"chineseCountingThousand", 110, "一百一十"},
    {"chineseCountingThousand", 1010, "一千零一十"},
    {"chineseCountingThousand", 1001, "一千零一"},
    {"chineseCountingThousand", 10010, "一万零一十"},
    {"chineseCountingThousand", 100000, "十万"},
    {"japaneseCounting", 10, "十"},
    {"japaneseCounting", 110, "百十"},
    {"japaneseCounting", 101, "百一"},
    {"japaneseCounting", 1234, "千二百三十四"},
    {"chineseLegalSimplified", 10, "壹拾"},
    {"chineseLegalSimplified", 25, "贰拾伍"},
    {"chineseLegalSimplified", 105, "壹佰零伍"},
    {"ideographLegalTraditional", 3, "參"},
    {"upperRoman", 1994, "MCMXCIV"},
    {"lowerRoman", 4, "iv"},
    {"upperRoman", 4000, "4000"},
    {"lowerLetter", 26, "z"},
    {"lowerLetter", 28, "bb"},
    {"lower-alpha", 28, "ab"},
    {"upperLetter", 0, "0"},
    {"none", 3, ""},
    {"bullet", 3, ""},
    {"cjk-ideographic", 12, "十二"},
};

static void formats(void **state) {
    (void)state;
    Buf out = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf_clear(&out);
        buf_add(&out, S(""));
        assert_true(numeral_format(slice_of(rows[i].format), rows[i].value, &out));
        if (strcmp(out.p, rows[i].text) != 0)
            fail_msg("%s %u: %s, not %s", rows[i].format, rows[i].value, out.p,
                     rows[i].text);
    }
    buf_clear(&out);
    assert_false(numeral_format(S("klingon"), 7, &out));
    assert_string_equal(out.p, "7");
    buf_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(formats)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
