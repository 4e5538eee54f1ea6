/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and dates: every way of writing them that plans use, and the words that only
 * look like numbers. */
#include "base/base.h"

#include "check.h"
#include "plan/numeral.h"

typedef struct {
    const char *text;
    double value, high; /* high 0: no range */
    double scale;
    NumeralKind kind;
    const char *written, *rest; /* rest: what stands behind all that was read */
} Row;

static const Row rows[] = {
    {"320名", 320, 0, 1, NUMERAL_PLAIN, "320", "名"},
    {"1,200个", 1200, 0, 1, NUMERAL_PLAIN, "1,200", "个"},
    {"1，200个", 1200, 0, 1, NUMERAL_PLAIN, "1，200", "个"},
    {"12,345,678元", 12345678, 0, 1, NUMERAL_PLAIN, "12,345,678", "元"},
    {"2025,200人", 2025, 0, 1, NUMERAL_PLAIN, "2025", ",200人"},
    {"3,20人", 3, 0, 1, NUMERAL_PLAIN, "3", ",20人"},
    {"１２．５亩", 12.5, 0, 1, NUMERAL_PLAIN, "１２．５", "亩"},
    {"7.02万人次", 7.02, 0, 1e4, NUMERAL_PLAIN, "7.02", "人次"},
    {"3.5亿元", 3.5, 0, 1e8, NUMERAL_PLAIN, "3.5", "元"},
    {"5千米", 5, 0, 1, NUMERAL_PLAIN, "5", "千米"},
    {"5千人", 5, 0, 1e3, NUMERAL_PLAIN, "5", "人"},
    {"3百分点", 3, 0, 1, NUMERAL_PLAIN, "3", "百分点"},
    {"95%以上", 95, 0, 1, NUMERAL_PERCENT, "95", "以上"},
    {"95％", 95, 0, 1, NUMERAL_PERCENT, "95", ""},
    {"3‰", 3, 0, 1, NUMERAL_PERMILLE, "3", ""},
    {"百分之九十五", 95, 0, 1, NUMERAL_PERCENT, "九十五", ""},
    {"百分百", 100, 0, 1, NUMERAL_PERCENT, "百分百", ""},
    {"千分之三", 3, 0, 1, NUMERAL_PERMILLE, "三", ""},
    {"七成", 7, 0, 1, NUMERAL_PLAIN, "七", "成"},
    {"半数以上", 0.5, 0, 1, NUMERAL_FRACTION, "半数", "以上"},
    {"三分之一", 1.0 / 3, 0, 1, NUMERAL_FRACTION, "三分之一", ""},
    {"2/3的学校", 2.0 / 3, 0, 1, NUMERAL_FRACTION, "2/3", "的学校"},
    {"两所", 2, 0, 1, NUMERAL_PLAIN, "两", "所"},
    {"两百名", 200, 0, 1, NUMERAL_PLAIN, "两百", "名"},
    {"三百余名", 300, 0, 1, NUMERAL_PLAIN, "三百", "名"},
    {"一百零五人", 105, 0, 1, NUMERAL_PLAIN, "一百零五", "人"},
    {"一百五", 150, 0, 1, NUMERAL_PLAIN, "一百五", ""},
    {"三万五", 35000, 0, 1, NUMERAL_PLAIN, "三万五", ""},
    {"三万零五", 30005, 0, 1, NUMERAL_PLAIN, "三万零五", ""},
    {"十二万三千人", 123000, 0, 1, NUMERAL_PLAIN, "十二万三千", "人"},
    {"两亿三千万元", 230000000, 0, 1, NUMERAL_PLAIN, "两亿三千万", "元"},
    {"十五个", 15, 0, 1, NUMERAL_PLAIN, "十五", "个"},
    {"二〇二五", 2025, 0, 1, NUMERAL_PLAIN, "二〇二五", ""},
    {"两三个", 2, 3, 1, NUMERAL_PLAIN, "两三", "个"},
    {"七八名", 7, 8, 1, NUMERAL_PLAIN, "七八", "名"},
    {"三五天", 3, 5, 1, NUMERAL_PLAIN, "三五", "天"},
    {"二三十人", 20, 30, 1, NUMERAL_PLAIN, "二三十", "人"},
    {"十几所", 11, 19, 1, NUMERAL_PLAIN, "十几", "所"},
    {"5至8次", 5, 8, 1, NUMERAL_PLAIN, "5至8", "次"},
    {"5-8次", 5, 8, 1, NUMERAL_PLAIN, "5-8", "次"},
    {"5～8次", 5, 8, 1, NUMERAL_PLAIN, "5～8", "次"},
    {"一至两项", 1, 2, 1, NUMERAL_PLAIN, "一至两", "项"},
    {"5-20%", 5, 20, 1, NUMERAL_PERCENT, "5-20", ""},
    {"5%-20%", 5, 20, 1, NUMERAL_PERCENT, "5%-20", ""},
    {"5万至8万名", 5, 8, 1e4, NUMERAL_PLAIN, "5万至8", "名"},
    {"8-5", 8, 0, 1, NUMERAL_PLAIN, "8", "-5"},
    {"十分钟", 10, 0, 1, NUMERAL_PLAIN, "十", "分钟"},
};

static void numbers_are_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Row *row = &rows[i];
        Slice text = slice_of(row->text);
        Numeral n;
        if (!numeral_at(text, 0, &n))
            fail_msg("%s: no number", row->text);
        check_close(n.value, row->value, 1e-12);
        check_close(n.has_high ? n.high : 0, row->high, 1e-12);
        check_close(n.scale, row->scale, 1e-12);
        if (n.kind != row->kind)
            fail_msg("%s: kind %d", row->text, (int)n.kind);
        check_slice(slice_at(text, n.written), row->written);
        check_slice(slice_sub(text, n.span.end, text.n), row->rest);
        assert_false(n.redacted);
    }
}

static void masked_numbers_are_redacted(void **state) {
    (void)state;
    static const char *const masked[][2] = {
        {"x所", "x"},           {"XX名", "XX"}, {"*个", "*"},   {"＊＊次", "＊＊"},
        {"×项", "×"},           {"╳家", "╳"},   {"○○人", "○○"}, {"xx.x%", "xx.x"},
        {"**.**亿元", "**.**"}, {"*x名", "*x"}, {"2x所", "2x"}, {"x-x门", "x-x"},
        {"x—x所", "x—x"},       {"x余名", "x"},
    };
    for (size_t i = 0; i < sizeof masked / sizeof *masked; i++) {
        Slice text = slice_of(masked[i][0]);
        Numeral n;
        if (!numeral_at(text, 0, &n) || !n.redacted)
            fail_msg("%s: not read as masked", masked[i][0]);
        check_slice(slice_at(text, n.written), masked[i][1]);
        check_close(n.value, 0, 0);
    }
}

static void other_words_hold_no_number(void **state) {
    (void)state;
    static const char *const words[] = {
        "统一思想",         "唯一标准", "一体推进", "一般要求",
        "一系列",           "进一步",   "百姓",     "万一",
        "十分重要",         "Excel",    "max",      "一律",
        "1234567890123456", "之一",     "一并",     "同一"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        Numeral n;
        if (numeral_next(slice_of(words[i]), 0, &n))
            fail_msg("%s: \"%.*s\" taken for a number", words[i],
                     SLICE_ARG(slice_at(slice_of(words[i]), n.span)));
    }
}

static void a_product_is_no_number(void **state) {
    (void)state;
    Numeral n;
    assert_false(numeral_at(S("4×100米"), 0, &n));
    assert_false(numeral_at(S("4×100米"), 1, &n));
}

static void more_than_is_seen(void **state) {
    (void)state;
    static const char *const texts[] = {"三百余名", "200多场", "3万余人", "3余万人"};
    for (size_t i = 0; i < 4; i++) {
        Numeral n;
        assert_true(numeral_at(slice_of(texts[i]), 0, &n));
        assert_true(n.more);
    }
}

static void numbers_are_found_in_order(void **state) {
    (void)state;
    Slice text = S("统一采购课桌320套，其中两百套给K12学校，余下三分之一缓办");
    static const double values[] = {320, 200, 1.0 / 3};
    size_t n = 0;
    Numeral numeral;
    for (size_t at = 0; numeral_next(text, at, &numeral); at = numeral.span.end)
        check_close(numeral.value, n < 3 ? values[n] : -1, 1e-12), n++;
    assert_int_equal(n, 3);
}

static const struct {
    const char *text;
    int year, month, day;
    const char *written;
} dates[] = {
    {"2025年3月20日印发", 2025, 3, 20, "2025年3月20日"},
    {"2025 年 3 月 20 日", 2025, 3, 20, "2025 年 3 月 20 日"},
    {"２０２５年３月", 2025, 3, 0, "２０２５年３月"},
    {"2025年", 2025, 0, 0, "2025年"},
    {"2025-03-20", 2025, 3, 20, "2025-03-20"},
    {"2025/3/20", 2025, 3, 20, "2025/3/20"},
    {"2025.3.20", 2025, 3, 20, "2025.3.20"},
    {"20250320", 2025, 3, 20, "20250320"},
    {"二〇二五年三月二十日", 2025, 3, 20, "二〇二五年三月二十日"},
    {"二○二五年", 0, 0, 0, ""},
    {"二00九年三月十七日", 2009, 3, 17, "二00九年三月十七日"},
    {"2024年2月29日", 2024, 2, 29, "2024年2月29日"},
    {"2025年2月29日", 2025, 2, 0, "2025年2月"},
    {"2025年13月", 2025, 0, 0, "2025年"},
    {"2025-13-01", 0, 0, 0, ""},
    {"12345", 0, 0, 0, ""},
    {"1850年", 0, 0, 0, ""},
};

static void dates_are_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        NumeralDate date = {0};
        bool found = numeral_date(slice_of(dates[i].text), 0, &date);
        if (found != (dates[i].year > 0))
            fail_msg("%s: %s", dates[i].text, found ? "taken for a date" : "no date");
        assert_int_equal(date.year, dates[i].year);
        assert_int_equal(date.month, dates[i].month);
        assert_int_equal(date.day, dates[i].day);
        check_slice(slice_at(slice_of(dates[i].text), date.span), dates[i].written);
    }
}

static void the_next_date_is_found(void **state) {
    (void)state;
    NumeralDate date;
    Slice text = S("字号12025年之后，于2025年6月1日起");
    assert_true(numeral_next_date(text, 0, &date));
    check_slice(slice_at(text, date.span), "2025年6月1日");
    assert_false(numeral_next_date(text, date.span.end, &date));
}

/* Long runs of figures, masks and numerals end in time. */
static void long_runs_are_passed(void **state) {
    (void)state;
    static const char *const units[] = {"9", "x", "一", "十", "1,", "5-", "百分之"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        Buf text = {0};
        for (size_t k = 0; k < 20000; k++)
            buf_add(&text, slice_of(units[i]));
        Numeral n;
        NumeralDate date;
        size_t found = 0;
        for (size_t at = 0; numeral_next(buf_slice(&text), at, &n); at = n.span.end)
            found++;
        assert_true(found <= 20000);
        (void)numeral_next_date(buf_slice(&text), 0, &date);
        buf_release(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read),
        cmocka_unit_test(masked_numbers_are_redacted),
        cmocka_unit_test(other_words_hold_no_number),
        cmocka_unit_test(a_product_is_no_number),
        cmocka_unit_test(more_than_is_seen),
        cmocka_unit_test(numbers_are_found_in_order),
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(the_next_date_is_found),
        cmocka_unit_test(long_runs_are_passed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
