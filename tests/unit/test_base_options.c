/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options: parsing, and settings written as words again. */
#include "base/base.h"

#include "base/options.h"
#include "check.h"

typedef struct {
    bool own, tidy;
    Slice title, test;
    SliceList plans;
    int64_t top;
    double level;
} Settings;

static const Option rows[] = {
    {"own", 0, OPTION_FLAG, offsetof(Settings, own), NULL, NULL, "", ""},
    {"tidy", 'y', OPTION_FLAG, offsetof(Settings, tidy), NULL, NULL, "", ""},
    {"title", 't', OPTION_TEXT, offsetof(Settings, title), "TEXT", NULL, "", ""},
    {"test", 0, OPTION_CHOICE, offsetof(Settings, test), "TEST", "auto|g2", "", ""},
    {"plan", 'p', OPTION_LIST, offsetof(Settings, plans), "PLAN", NULL, "", ""},
    {"top", 'n', OPTION_COUNT, offsetof(Settings, top), "N", NULL, "", ""},
    {"level", 0, OPTION_REAL, offsetof(Settings, level), "P", NULL, "", ""},
};

static OptionSet set_of(Settings *settings) {
    return (OptionSet){rows, sizeof rows / sizeof *rows, settings};
}

static void parse(Settings *settings, int argc, const char *const *argv, Slice *rest) {
    OptionSet set = set_of(settings);
    SliceList found = {0};
    Err err = {0};
    check_ok(options_parse(&set, 1, argc, (char **)(uintptr_t)argv, &found, &err), &err);
    *rest = found.n ? found.at[0] : (Slice){0};
    vec_release(&found);
}

/* However they were written, the words are those of the long names, in the order of the
 * rows, and they parse to the same settings. */
static void words_of_settings(void **state) {
    static const char *const given[] = {"-p",   "甲 区",   "-yn7", "--tit", "a=b --own",
                                        "rest", "--level", "0.95", "-p乙",  "--test=g2"};
    static const char *const expected[] = {
        "--tidy",    "--title=a=b --own", "--test=g2",    "--plan=甲 区",
        "--plan=乙", "--top=7",           "--level=0.95",
    };
    enum { N = sizeof expected / sizeof *expected };
    (void)state;
    Arena arena = {0};
    Settings settings = {0}, again = {0};
    SliceList words = {0};
    Slice rest;
    parse(&settings, sizeof given / sizeof *given, given, &rest);
    check_slice(rest, "rest");
    OptionSet set = set_of(&settings);
    options_words(&set, &arena, &words);
    assert_int_equal(words.n, N);
    const char *argv[N];
    for (size_t i = 0; i < N; i++) {
        check_slice(words.at[i], expected[i]);
        argv[i] = arena_cstring(&arena, words.at[i]);
    }
    parse(&again, N, argv, &rest);
    assert_int_equal(rest.n, 0);
    assert_true(again.tidy && !again.own);
    check_slice(again.title, "a=b --own");
    assert_int_equal(again.plans.n, 2);
    check_slice(again.plans.at[1], "乙");
    assert_int_equal(again.top, 7);
    assert_true(again.level >= settings.level && again.level <= settings.level);
    options_release(&set);
    set = set_of(&again);
    options_release(&set);
    assert_int_equal(again.plans.n, 0);
    vec_release(&words);
    arena_release(&arena);
}

static void nothing_was_set(void **state) {
    (void)state;
    Arena arena = {0};
    Settings settings = {0};
    SliceList words = {0};
    OptionSet set = set_of(&settings);
    options_words(&set, &arena, &words);
    assert_int_equal(words.n, 0);
    vec_release(&words);
    arena_release(&arena);
}

static void numbers_read_back(void **state) {
    static const struct {
        const char *written, *word;
    } numbers[] = {
        {"0.1", "--level=0.1"},     {"0.950", "--level=0.95"},
        {"-2.5", "--level=-2.5"},   {"100", "--level=100"},
        {"0.001", "--level=0.001"}, {"0.333333333333", "--level=0.333333333333"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        Arena arena = {0};
        Settings settings = {0};
        SliceList words = {0};
        Slice rest;
        const char *argv[] = {"--level", numbers[i].written};
        parse(&settings, 2, argv, &rest);
        OptionSet set = set_of(&settings);
        options_words(&set, &arena, &words);
        assert_int_equal(words.n, 1);
        check_slice(words.at[0], numbers[i].word);
        vec_release(&words);
        arena_release(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_settings),
        cmocka_unit_test(nothing_was_set),
        cmocka_unit_test(numbers_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
