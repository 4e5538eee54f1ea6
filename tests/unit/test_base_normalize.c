/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding, and above all the way back to the published text. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/normalize.h"
#include "base/utf8.h"

static void folds(void **state) {
    (void)state;
    static const struct {
        const char *text, *folded;
        unsigned flags;
    } rows[] = {
        {"（１）ＡＢＣ％", "(1)ABC%", 0},
        {"①每天　１小时", "1每天 1小时", 0},
        {"⼯作⽅案", "工作方案", 0}, /* radicals, as PDF files have them */
        {"㈠㎡", "(一)m2", 0},
        {"", "", 0},
        {"ABC党", "abc党", FOLD_CASE},
        {"教學 質量", "教学质量", FOLD_SIMPLIFIED | FOLD_SPACE},
        {"工\xC2\xA0作 要　点\xE2\x80\x8B", "工作要点", FOLD_SPACE},
        {"\xEF\xB7\xBA", "صلى الله عليه وسلم", 0},
        {"e\xCC\x81", "\xC3\xA9", 0},
    };
    Arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Folded folded = text_fold(&arena, slice_of(rows[i].text), rows[i].flags);
        if (!slice_equal(folded.text, slice_of(rows[i].folded)))
            fail_msg("row %zu: %.*s", i, SLICE_ARG(folded.text));
    }
    arena_release(&arena);
}

static void leads_back(void **state) {
    (void)state;
    Arena arena = {0};
    Slice text = S("一、ＡＢ①㎡　党 建。");
    Folded folded = text_fold(&arena, text, FOLD_SPACE);
    assert_true(slice_equal(folded.text, S("一、AB1m2党建。")));
    static const struct {
        const char *needle, *original;
    } rows[] = {
        {"AB", "ＡＢ"},    {"B1", "Ｂ①"}, {"m2", "㎡"},     {"2", "㎡"},
        {"党建", "党 建"}, {"1", "①"},    {"一、", "一、"}, {"建。", "建。"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Slice needle = slice_of(rows[i].needle);
        size_t at = slice_find(folded.text, needle, 0);
        Span span = fold_back(&folded, (Span){at, at + needle.n});
        assert_true(slice_equal(slice_at(text, span), slice_of(rows[i].original)));
    }
    Span whole = fold_back(&folded, (Span){0, folded.text.n});
    assert_true(slice_equal(slice_at(text, whole), text));
    assert_int_equal(fold_back(&folded, (Span){folded.text.n, folded.text.n}).at, text.n);
    assert_int_equal(fold_back(&folded, (Span){3, 3}).at, 3);
    arena_release(&arena);
}

static void marks_without_end_are_bounded(void **state) {
    (void)state;
    Arena arena = {0};
    Buf text = {0};
    buf_add(&text, S("a"));
    for (int i = 0; i < 10000; i++)
        buf_add(&text, S("\xCC\x81"));
    Folded folded = text_fold(&arena, buf_slice(&text), 0);
    assert_int_equal(utf8_valid_length(folded.text), folded.text.n);
    for (size_t i = 0; i < folded.text.n; i++)
        assert_true(folded.begin[i] < folded.end[i] && folded.end[i] <= text.n);
    buf_release(&text);
    arena_release(&arena);
}

static void traditional_characters_have_simple_forms(void **state) {
    (void)state;
    assert_int_equal(rune_simplified(utf8_decode(S("學"), 0).rune),
                     utf8_decode(S("学"), 0).rune);
    assert_int_equal(rune_simplified(utf8_decode(S("黨"), 0).rune),
                     utf8_decode(S("党"), 0).rune);
    assert_int_equal(rune_simplified(utf8_decode(S("党"), 0).rune),
                     utf8_decode(S("党"), 0).rune);
    assert_int_equal(rune_simplified('a'), 'a');
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds),
        cmocka_unit_test(leads_back),
        cmocka_unit_test(marks_without_end_are_bounded),
        cmocka_unit_test(traditional_characters_have_simple_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
