/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of Chinese, Latin and mixed text, with their places. */
#include "base/base.h"

#include "base/words.h"
#include "check.h"

/* The words with blanks between. */
static const char *split(Arena *arena, const char *text) {
    Err err = {0};
    WordSplitter *splitter = words_open(&err);
    if (!splitter)
        fail_msg("%s", err.text);
    WordList words = {0};
    Buf out = {0};
    words_split(splitter, slice_of(text), &words);
    for (size_t i = 0; i < words.n; i++) {
        if (i)
            buf_add_byte(&out, ' ');
        buf_add(&out, slice_at(slice_of(text), words.at[i].span));
    }
    const char *shown = arena_cstring(arena, buf_slice(&out));
    buf_release(&out);
    vec_release(&words);
    words_close(splitter);
    return shown;
}

static void chinese(void **state) {
    (void)state;
    Arena arena = {0};
    assert_string_equal(split(&arena, "加强教师队伍建设，"), "加强 教师 队伍 建设");
    assert_string_equal(split(&arena, "（一）学校体育；"), "一 学校 体育");
    arena_release(&arena);
}

static void mixed(void **state) {
    (void)state;
    Arena arena = {0};
    assert_string_equal(split(&arena, "用 AI 赋能 12 所学校"), "用 AI 赋 能 12 所 学校");
    assert_string_equal(split(&arena, ""), "");
    assert_string_equal(split(&arena, "。，　"), "");
    arena_release(&arena);
}

/* Words ascend, do not overlap, and lie on characters; whatever the text. */
static void places(void **state) {
    (void)state;
    static const char *const texts[] = {"𠀀𠀁学校\xEF\xBF\xBD体育",
                                        "①②③ e\xCC\x81t\xC3\xA9",
                                        "一二三四五六七八九十百千万"};
    Err err = {0};
    WordSplitter *splitter = words_open(&err);
    assert_non_null(splitter);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        WordList words = {0};
        Slice text = slice_of(texts[i]);
        words_split(splitter, text, &words);
        size_t at = 0;
        for (size_t k = 0; k < words.n; k++) {
            assert_true(words.at[k].span.at >= at);
            assert_true(words.at[k].span.end > words.at[k].span.at);
            assert_true(words.at[k].span.end <= text.n);
            assert_int_not_equal(text.p[words.at[k].span.at] & 0xC0, 0x80);
            at = words.at[k].span.end;
        }
        vec_release(&words);
    }
    words_close(splitter);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese),
        cmocka_unit_test(mixed),
        cmocka_unit_test(places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
