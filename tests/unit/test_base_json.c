/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON in and out: places of errors, strictness, values found again, text that stands in
 * a script. */
#include "base/base.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/json.h"

static void check_fails(Slice text, const char *message) {
    Err err = {0};
    Json *root = json_parse(text, S("a.json"), &err);
    assert_null(root);
    assert_string_equal(err.text, message);
}

static void check_parses(const char *text) {
    Err err = {0};
    Json *root = json_parse(slice_of(text), S("a.json"), &err);
    if (!root)
        fail_msg("%s: %s", text, err.text);
    json_free(root);
}

static void errors_name_line_and_column(void **state) {
    (void)state;
    check_fails(S(""), "a.json:1:1: the text ends where a value should stand");
    check_fails(S("{\n  \"a\": 1,\n  \"b\" 2\n}"),
                "a.json:3:7: \":\" is wanted after a key");
    check_fails(S("{\"键\": 甲}"), "a.json:1:7: no JSON value"); /* columns are characters
                                                                  */
    check_fails(S("[1, 2,]"), "a.json:1:7: no JSON value");
    check_fails(S("[1 2]"), "a.json:1:4: \",\" or the closing bracket is wanted here");
    check_fails(S("{a: 1}"), "a.json:1:2: a key in double quotes is wanted here");
    check_fails(S("{} x"), "a.json:1:4: text after the end of the value");
    check_fails(S("[\"a\nb\"]"),
                "a.json:1:4: a bare control character or line end in a string");
    check_fails(S("[\"abc"), "a.json:1:2: the string does not end");
    check_fails(S("[\"\\x\"]"), "a.json:1:3: unknown escape in a string");
    check_fails(S("[\"\\u12g4\"]"), "a.json:1:5: \\u needs four hexadecimal digits");
    check_fails(S("[\"\\u0000\"]"), "a.json:1:5: a NUL character in a string");
    check_fails(S("[\"\\ud800\"]"), "a.json:1:5: half a surrogate pair");
    check_fails(S("[\"\\udc00\"]"), "a.json:1:5: half a surrogate pair");
    check_fails(S("[01]"), "a.json:1:2: not a number as JSON writes them");
    check_fails(S("[1.]"), "a.json:1:2: not a number as JSON writes them");
    check_fails(S("[1e999]"), "a.json:1:2: the number is too large");
    check_fails(S("[\"a\", \"\xff\"]"), "a.json: byte 8: not UTF-8");
    check_fails(S("[1]\0"), "a.json:1:4: text after the end of the value");
    check_fails(S("[\n\xEF\xBB\xBF]"), "a.json:2:1: no JSON value");
}

static void doubled_keys_are_errors(void **state) {
    (void)state;
    check_fails(S("{\"a\": 1,\n \"b\": {\"c\": 1, \"\\u0063\": 2}}"),
                "a.json:2:26: the key \"c\" stands here a second time");
    check_parses("[{\"a\": 1}, {\"a\": 1}]");
}

static void depth_is_bounded(void **state) {
    (void)state;
    Buf text = {0};
    for (size_t i = 0; i < 64; i++)
        buf_add_byte(&text, '[');
    for (size_t i = 0; i < 64; i++)
        buf_add_byte(&text, ']');
    check_parses(text.p);
    buf_clear(&text);
    for (size_t i = 0; i < 1000000; i++)
        buf_add_byte(&text, '[');
    check_fails(buf_slice(&text), "a.json:1:65: nested too deep");
    buf_release(&text);
}

static void values_are_read(void **state) {
    (void)state;
    Err err = {0};
    Slice text = S(
        "\xEF\xBB\xBF{\"名\": \"双减 \\ud83d\\ude00\", \"n\": -1.5e2,\n \"yes\": true, \"list\": [1, \"a\"]}");
    Json *root = json_parse(text, S("a.json"), &err);
    assert_non_null(root);
    assert_true(json_is_object(root));
    assert_true(slice_equal(json_string(json_get(root, "名")), S("双减 😀")));
    assert_true(json_number(json_get(root, "n")) == -150);
    assert_true(json_bool(json_get(root, "yes")));
    const Json *list = json_get(root, "list"), *item = json_first(list);
    assert_true(json_is_array(list));
    assert_true(slice_equal(json_key(list), S("list")));
    assert_true(json_is_number(item));
    item = json_next(item);
    assert_true(json_is_string(item));
    assert_null(json_next(item));
    assert_int_equal(json_key(item).n, 0);
    assert_null(json_get(root, "absent"));
    assert_null(json_get(list, "x"));
    assert_null(json_get(NULL, "x"));
    assert_true(json_number(list) == 0);
    assert_int_equal(json_string(NULL).n, 0);
    JsonPlace place = json_place(text, root, item);
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 27);
    place = json_place(text, root, root);
    assert_int_equal(place.line, 1);
    assert_int_equal(place.column, 1);
    json_free(root);
    json_free(NULL);
}

static void check_string(Slice in, const char *out) {
    Buf buf = {0};
    json_write_string(&buf, in);
    assert_string_equal(buf.p, out);
    buf_release(&buf);
}

static void strings_are_escaped(void **state) {
    (void)state;
    check_string(S(""), "\"\"");
    check_string(S("课后服务"), "\"课后服务\"");
    check_string(S("a\"\\\n\t\x01\x7f"), "\"a\\\"\\\\\\n\\t\\u0001\\u007f\"");
    check_string(S("a\0b"), "\"a\\u0000b\"");
    check_string(S("</script><!-- <b>"), "\"\\u003c/script>\\u003c!-- <b>\"");
    check_string(S("\xE2\x80\xA8"), "\"\\u2028\"");
    check_string(S("甲\xff乙"), "\"甲\\ufffd乙\"");
}

static void check_real(double value, const char *out) {
    Buf buf = {0};
    json_write_real(&buf, value);
    assert_string_equal(buf.p, out);
    buf_release(&buf);
}

static void reals_read_back(void **state) {
    (void)state;
    check_real(0, "0");
    check_real(0.1, "0.1");
    check_real(100, "100");
    check_real(1.0 / 3, "0.3333333333333333");
    check_real(-2.5e-7, "-2.5e-07");
    check_real(NAN, "null");
    check_real(INFINITY, "null");
    srand(7);
    for (int i = 0; i < 2000; i++) {
        double value = (double)rand() / (1 + rand() % 1000) * (i % 2 ? 1e-9 : 1);
        Buf buf = {0};
        json_write_real(&buf, value);
        assert_true(strtod(buf.p, NULL) == value);
        buf_release(&buf);
    }
}

/* Whatever the scanner takes, cJSON must take too, and cut texts must fail with a place.
 */
static void every_cut_fails_cleanly(void **state) {
    (void)state;
    Slice whole =
        S("{\"a\": [1, -2.5e+3, \"x\\u4e2d\\n\", true, null, {\"b\": {}}], \"c\": \"\"}");
    for (size_t n = 0; n < whole.n; n++) {
        Err err = {0};
        assert_null(json_parse(slice_sub(whole, 0, n), S("cut"), &err));
        assert_true(slice_starts(slice_of(err.text), S("cut:1:")));
    }
    check_parses(whole.p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_name_line_and_column),
        cmocka_unit_test(doubled_keys_are_errors),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(values_are_read),
        cmocka_unit_test(strings_are_escaped),
        cmocka_unit_test(reals_read_back),
        cmocka_unit_test(every_cut_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
