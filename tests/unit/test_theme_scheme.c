/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scheme files that load, and many that must not: each with the place of its fault. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/file.h"
#include "theme_maker.h"

#define HEAD "{\"scheme\": \"t\", \"themes\": ["
#define THEME "\"code\": \"a\", \"en\": \"A\", \"zh\": \"甲\""

static void faults_name_line_and_column(void **unused) {
    (void)unused;
    check_scheme_fails("{\n \"scheme\": \"t\",\n \"themes\": [}\n",
                       "s.json:3:13: no JSON value");
    check_scheme_fails("[]", "s.json:1:1: an object {…} is wanted here");
    check_scheme_fails("{\"scheme\": \"t\"}", "s.json:1:1: the scheme has no themes");
    check_scheme_fails("{\"themes\": []}", "s.json:1:1: \"scheme\" is missing or empty");
    check_scheme_fails(
        HEAD "{" THEME ",\n  \"colours\": 1}]}",
        "s.json:2:14: unknown key \"colours\"; known are: code en zh core "
        "colour definition includes excludes threshold reach group heading "
        "scope not negation rules examples themes");
    check_scheme_fails(HEAD "{\"code\": \"a\", \"en\": \"A\"}]}",
                       "s.json:1:28: \"zh\" is missing or empty");
    check_scheme_fails(HEAD "{" THEME ", \"colour\": \"red\"}]}",
                       "s.json:1:74: a colour is written #rrggbb");
    check_scheme_fails(HEAD "{" THEME ", \"core\": 1}]}",
                       "s.json:1:72: \"core\" must be true or false");
    check_scheme_fails(HEAD "{" THEME ", \"threshold\": 0}]}",
                       "s.json:1:77: \"threshold\" must be a number from 0.001 to 1000");
    check_scheme_fails(HEAD "{" THEME ", \"scope\": \"page\"}]}",
                       "s.json:1:73: \"scope\" must be one of \"clause\", \"sentence\", "
                       "\"measure\", \"heading+measure\"");
}

static void codes_are_checked(void **unused) {
    (void)unused;
    check_scheme_fails(HEAD "{" THEME "},\n {" THEME "}]}",
                       "s.json:2:11: the code \"a\" is there already");
    check_scheme_fails(HEAD "{" THEME
                            ", \"themes\": [{\"code\": \"b\", \"en\": \"B\", \"zh\": "
                            "\"乙\"}]}]}",
                       "s.json:1:84: the code of a subtheme begins with \"a.\"");
    check_scheme_fails(HEAD "{" THEME
                            ", \"themes\": [{\"code\": \"a.b\", \"en\": \"B\", \"zh\": "
                            "\"乙\",\n\"themes\": [{\"code\": \"a.b.c\"}]}]}]}",
                       "s.json:2:11: themes are nested two deep at most");
    check_scheme_fails(
        HEAD "{\"code\": \"甲\", \"en\": \"A\", \"zh\": \"甲\"}]}",
        "s.json:1:37: a code is made of a-z, 0-9, \"_\", \"-\" and single dots");
    check_scheme_fails(HEAD "{" THEME
                            ", \"rules\": [{\"terms\": [\"x\"], \"unless\": [\"b\"]}]}]}",
                       "s.json:1:102: \"b\" is no code of another theme");
}

static void rings_are_refused(void **unused) {
    (void)unused;
    check_scheme_fails(
        HEAD "{" THEME ", \"rules\": [{\"terms\": [\"x\"], \"unless\": [\"b\"]}]},\n"
             "{\"code\": \"b\", \"en\": \"B\", \"zh\": \"乙\", \"rules\": [{\"terms\": "
             "[\"y\"], \"unless\": [\"a\"]}]}]}",
        "s.json:1:74: themes give way to each other in a ring (\"unless\")");
}

static void check_rule_fails(const char *rule, const char *what) {
    Buf text = {0}, message = {0};
    buf_format(&text, HEAD "{" THEME ", \"rules\": [\n%s]}]}", rule);
    buf_format(&message, "s.json:2:%s", what);
    check_scheme_fails(text.p, message.p);
    buf_release(&text);
    buf_release(&message);
}

static void rules_are_checked(void **unused) {
    (void)unused;
    check_rule_fails("{}", "1: a rule or condition without terms or conditions");
    check_rule_fails("{\"terms\": []}", "11: no terms here");
    check_rule_fails("{\"terms\": [\"\"]}", "12: the term is empty");
    check_rule_fails("{\"terms\": [\" “” \"]}", "12: the term is empty");
    check_rule_fails("{\"terms\": [1]}", "12: a term or \"@list\" is wanted here");
    check_rule_fails("{\"terms\": [\"@x\"]}", "12: there is no list \"x\"");
    check_rule_fails("{\"terms\": [\"x\"], \"any\": [\"y\"]}",
                     "11: \"terms\" stands alone; with conditions use \"any\"");
    check_rule_fails("{\"terms\": [{\"term\": \"x\", \"weigth\": 2}]}",
                     "36: unknown key \"weigth\"; known are: term weight");
    check_rule_fails("{\"none\": [\"x\"]}", "1: the rule would hold for any text");
    check_rule_fails("{\"any\": [\"y\", {\"none\": [\"x\"]}]}",
                     "1: the rule would hold for any text");
    check_rule_fails("{\"near\": [\"x\"]}",
                     "10: \"near\" takes two parts, or more when \"ordered\"");
    check_rule_fails("{\"near\": [\"x\", \"y\", \"z\"]}",
                     "10: \"near\" takes two parts, or more when \"ordered\"");
    check_rule_fails("{\"any\": [\"x\"], \"within\": 3}",
                     "26: only \"near\" takes \"within\" and \"ordered\"");
    check_rule_fails(
        "{\"all\": [{\"any\": [\"x\"], \"nope\": 1}]}",
        "33: unknown key \"nope\"; known are: any all none near within ordered regex");
    check_rule_fails(
        "{\"regex\": \"a(\"}",
        "11: bad regular expression, at byte 3: missing closing parenthesis");
    check_rule_fails("{\"regex\": \"\"}",
                     "11: a regular expression of 1 to 2000 bytes is wanted");
    check_rule_fails("{\"terms\": [\"x\"], \"body\": false, \"heading\": \"none\"}",
                     "1: the rule looks neither at the measure nor at its headings");
    check_rule_fails("{\"terms\": [\"x\"], \"negation\": {}}",
                     "30: \"words\" is missing");
}

static void long_terms_are_refused(void **unused) {
    (void)unused;
    Buf rule = {0};
    buf_add(&rule, S("{\"terms\": [\""));
    for (size_t i = 0; i < 201; i++)
        buf_add(&rule, S("长"));
    buf_add(&rule, S("\"]}"));
    check_rule_fails(rule.p, "12: the term is longer than 600 bytes");
    buf_release(&rule);
}

static void lists_may_hold_lists_but_not_themselves(void **unused) {
    (void)unused;
    check_scheme_fails(
        "{\"scheme\": \"t\", \"lists\": {\"a\": [\"@b\"],\n \"b\": [\"x\", \"@a\"]}, "
        "\"themes\": [{" THEME ", \"rules\": [{\"terms\": [\"@a\"]}]}]}",
        "s.json:2:13: the list \"a\" holds itself");
    Scheme *scheme = scheme_from(
        "{\"scheme\": \"t\", \"lists\": {\"a\": [\"甲\", \"@b\"], \"b\": [\"乙\"]}, "
        "\"themes\": [{" THEME ", \"rules\": [{\"terms\": [\"@a\"]}]}]}");
    check_codes(scheme, "有乙", "a");
    check_codes(scheme, "有甲", "a");
    check_codes(scheme, "有丙", "-");
    scheme_free(scheme);
}

/* ---- Includes ---- */

static Slice put(Arena *arena, Slice folder, const char *name, const char *text) {
    Err err = {0};
    Slice path = path_join(arena, folder, slice_of(name));
    if (!file_write(path, slice_of(text), &err))
        fail_msg("%s", err.text);
    return path;
}

#define INCLUDING                                                                        \
    "{\"scheme\": \"t\", \"include\": [\"lists/a.json\"], \"themes\": [{" THEME          \
    ", \"rules\": [{\"terms\": [\"@sport\"]}]}]}"

static void files_are_included(void **unused) {
    (void)unused;
    Arena arena = {0};
    Err err = {0};
    Slice folder;
    assert_true(folder_temporary(&arena, &folder, &err));
    assert_true(folder_make(path_join(&arena, folder, S("lists")), &err));
    Slice path = put(&arena, folder, "s.json", INCLUDING);
    put(&arena, folder, "lists/a.json",
        "{\"include\": [\"b.json\"], \"lists\": {\"sport\": [\"体育\", \"@more\"]}}");
    put(&arena, folder, "lists/b.json", "{\"lists\": {\"more\": [\"健身\"]}}");
    Scheme *scheme = scheme_load(path, &err);
    if (!scheme)
        fail_msg("%s", err.text);
    check_codes(scheme, "全民健身", "a");
    /* The text a project keeps needs no files, and is the same scheme. */
    Scheme *again = scheme_parse(scheme_text(scheme), S("kept"), (Slice){0}, &err);
    if (!again)
        fail_msg("%s", err.text);
    assert_true(slice_equal(scheme_hash(again), scheme_hash(scheme)));
    assert_true(slice_equal(scheme_text(again), scheme_text(scheme)));
    check_codes(again, "全民健身", "a");
    scheme_free(again);
    scheme_free(scheme);
    folder_remove(folder);
    arena_release(&arena);
}

static void check_include_fails(const char *a, const char *what) {
    Arena arena = {0};
    Err err = {0};
    Slice folder;
    assert_true(folder_temporary(&arena, &folder, &err));
    assert_true(folder_make(path_join(&arena, folder, S("lists")), &err));
    Slice path = put(&arena, folder, "s.json", INCLUDING);
    if (a)
        put(&arena, folder, "lists/a.json", a);
    assert_null(scheme_load(path, &err));
    if (!slice_contains(slice_of(err.text), slice_of(what)))
        fail_msg("'%s' does not say '%s'", err.text, what);
    folder_remove(folder);
    arena_release(&arena);
}

static void bad_includes_are_named(void **unused) {
    (void)unused;
    check_include_fails(NULL, "s.json:1:29: ");
    check_include_fails("{\"include\": [\"a.json\"]}", "a.json:1:14: \"");
    check_include_fails("{\"include\": [\"a.json\"]}", "includes itself");
    check_include_fails("{\"include\": [\"../lists/a.json\"]}", "too deep");
    check_include_fails("{\"include\": [\"/etc/passwd\"]}", "relative path");
    check_include_fails("{\"lists\": {\"sport\": [\"\"]}}",
                        "a.json:1:22: the term is empty");
    check_include_fails("{\"lists\": {\"sport\": \"x\"}}",
                        "a.json:1:21: a list needs a name");
    check_include_fails("{\"themes\": []}", "a.json:1:12: unknown key \"themes\"");
    check_include_fails("{", "a.json:1:2: ");
    check_scheme_fails(INCLUDING, "s.json:1:29: nothing can be included here");
}

/* ---- Sizes ---- */

static void add_terms(Buf *text, size_t n) {
    for (size_t i = 0; i < n; i++) {
        buf_format(text, "%s\"词%zu", i ? "," : "", i * 7919 % 1000003);
        buf_add_rune(text, (uint32_t)(0x4E00 + i % 20000));
        buf_add_byte(text, '"');
    }
}

static void a_hundred_thousand_terms_load(void **unused) {
    (void)unused;
    Buf text = {0};
    buf_add(&text, S(HEAD "{" THEME ", \"rules\": [{\"terms\": ["));
    add_terms(&text, 100000);
    buf_add(&text, S("]}]}]}"));
    Scheme *scheme = scheme_from(text.p);
    assert_int_equal(scheme_n_terms(scheme), 100000);
    check_codes(scheme, "这里有词7919万吗", "-");
    Buf hit = {0};
    buf_format(&hit, "这里有词%d", 7919);
    buf_add_rune(&hit, 0x4E01);
    check_codes(scheme, hit.p, "a");
    buf_release(&hit);
    scheme_free(scheme);
    buf_release(&text);
}

static void nesting_is_bounded(void **unused) {
    (void)unused;
    Buf text = {0};
    buf_add(&text, S(HEAD "{" THEME ", \"rules\": ["));
    for (size_t i = 0; i < 40; i++)
        buf_add(&text, S("{\"all\": ["));
    buf_add(&text, S("\"x\""));
    for (size_t i = 0; i < 40; i++)
        buf_add(&text, S("]}"));
    buf_add(&text, S("]}]}"));
    check_scheme_fails(text.p, "s.json:1:344: nested too deep");
    buf_release(&text);
}

static void hash_is_of_what_is_said(void **unused) {
    (void)unused;
    Scheme *a = scheme_from(HEAD "{" THEME ", \"rules\": [{\"terms\": [\"x\"]}]}]}");
    Scheme *b = scheme_from(
        "{ \"themes\" : [ {\"zh\":\"甲\",\"code\":\"a\", \"en\": \"\\u0041\", "
        "\"rules\": [{\"terms\": [\"x\"]}]} ],\n\"scheme\": \"t\" }");
    Scheme *c = scheme_from(HEAD "{" THEME ", \"rules\": [{\"terms\": [\"y\"]}]}]}");
    assert_int_equal(scheme_hash(a).n, 64);
    assert_true(slice_equal(scheme_hash(a), scheme_hash(b)));
    assert_false(slice_equal(scheme_hash(a), scheme_hash(c)));
    scheme_free(a);
    scheme_free(b);
    scheme_free(c);
}

static void themes_are_told(void **unused) {
    (void)unused;
    Arena arena = {0};
    Scheme *scheme = scheme_of(
        "[{\"code\": \"a\", \"en\": \"A\", \"zh\": \"甲\", \"core\": true, \"colour\": \"#12aB90\", "
        "\"definition\": {\"en\": \"d\", \"zh\": \"定义\"}, \"includes\": \"both\", \"rules\": "
        "[{\"name\": \"first\", \"terms\": [\"x\"]}, {\"terms\": [\"w\", \"x\", \"y\", \"z\"]}], "
        "\"themes\": [{\"code\": \"a.b\", \"en\": \"B\", \"zh\": \"乙\"}]}, "
        "{\"code\": \"c\", \"en\": \"C\", \"zh\": \"丙\"}]");
    assert_int_equal(scheme_n_themes(scheme), 3);
    const ThemeInfo *info = scheme_theme(scheme, 0);
    assert_true(info->core);
    assert_true(slice_equal(info->colour, S("#12aB90")));
    assert_true(info->parent == UINT32_MAX);
    assert_true(scheme_theme(scheme, 1)->parent == 0);
    assert_true(scheme_find(scheme, S("c")) == 2);
    assert_true(scheme_find(scheme, S("d")) == UINT32_MAX);
    assert_true(slice_equal(scheme_notes(scheme, 0).definition_zh, S("定义")));
    assert_true(slice_equal(scheme_notes(scheme, 0).includes_zh, S("both")));
    assert_true(slice_equal(scheme_rule_label(scheme, 0, 0, &arena), S("first")));
    assert_true(slice_equal(scheme_rule_label(scheme, 0, 1, &arena), S("x|w|y|…")));
    scheme_free(scheme);
    arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_name_line_and_column),
        cmocka_unit_test(codes_are_checked),
        cmocka_unit_test(rings_are_refused),
        cmocka_unit_test(rules_are_checked),
        cmocka_unit_test(long_terms_are_refused),
        cmocka_unit_test(lists_may_hold_lists_but_not_themselves),
        cmocka_unit_test(files_are_included),
        cmocka_unit_test(bad_includes_are_named),
        cmocka_unit_test(a_hundred_thousand_terms_load),
        cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(hash_is_of_what_is_said),
        cmocka_unit_test(themes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
