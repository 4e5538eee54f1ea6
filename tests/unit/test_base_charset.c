/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encodings of Chinese files: told apart, decoded, and doubted where they should be. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include <unicode/ucnv.h>

#include "base/charset.h"
#include "base/utf8.h"

static const char plan[] =
    "云河区教育局2024年工作要点\n一、加强党的建设\n1. 落实立德树人根本任务，推进“五育”并举。"
    "（责任单位：基教科）\n①每天不少于1小时体育活动；②开展心理健康教育。\n";
static const char traditional[] =
    "教育局二○二四年工作要點\n一、加強學校管理，提高教學質量。\n二、推進學前教育發展，落實安全責任。\n";

/* The text in another encoding, by ICU. */
static Buf encoded(const char *text, const char *encoding) {
    Buf out = {0};
    UErrorCode status = U_ZERO_ERROR;
    buf_reserve(&out, 8 * strlen(text) + 16);
    int32_t n = ucnv_convert(encoding, "UTF-8", out.p, (int32_t)out.cap, text,
                             (int32_t)strlen(text), &status);
    if (U_FAILURE(status))
        fail_msg("%s: %s", encoding, u_errorName(status));
    out.n = (size_t)n;
    return out;
}

static Charset decode(Slice bytes, const char *given, const char *declared, Buf *out) {
    Charset charset;
    Err err = {0};
    buf_clear(out);
    if (!charset_decode(bytes, slice_of(given), slice_of(declared), out, &charset, &err))
        fail_msg("%s", err.text);
    assert_int_equal(utf8_valid_length(buf_slice(out)), out->n);
    return charset;
}

static void encodings_are_told_apart(void **state) {
    (void)state;
    static const struct {
        const char *text, *encoding, *found;
    } rows[] = {
        {plan, "UTF-8", "UTF-8"},
        {plan, "gb18030", "GB18030"},
        {plan, "gbk", "GB18030"},
        {plan, "UTF-16LE", "UTF-16LE"},
        {plan, "UTF-16BE", "UTF-16BE"},
        {traditional, "Big5", "Big5"},
        {traditional, "UTF-8", "UTF-8"},
        {traditional, "UTF-16LE", "UTF-16LE"},
        {traditional, "gb18030", "GB18030"},
        {plan, "HZ", "HZ-GB-2312"},
        {"All of this is plain ASCII.\n", "UTF-8", "UTF-8"},
        {"教育", "gb18030", "GB18030"},
        {"工作要点：一、加强管理。", "UTF-16BE", "UTF-16BE"},
        {"2024 plan of a district, a text in English without Chinese", "UTF-16LE",
         "UTF-16LE"},
    };
    Buf out = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Buf bytes = encoded(rows[i].text, rows[i].encoding);
        Charset charset = decode(buf_slice(&bytes), "", "", &out);
        if (!slice_equal(charset.encoding, slice_of(rows[i].found)))
            fail_msg("row %zu (%s) read as %.*s, %.2f", i, rows[i].encoding,
                     SLICE_ARG(charset.encoding), charset.confidence);
        assert_string_equal(out.p, rows[i].text);
        assert_int_equal(charset.broken, 0);
        assert_true(charset.confidence > 0.3 && charset.confidence <= 1);
        buf_release(&bytes);
    }
    buf_release(&out);
}

static void marks_settle_and_are_dropped(void **state) {
    (void)state;
    Buf out = {0};
    Charset charset = decode((Slice){"\xEF\xBB\xBF教", 6}, "", "gb2312", &out);
    assert_string_equal(out.p, "教");
    assert_string_equal(charset.rule, "bom");
    decode((Slice){"\xFF\xFE\x59\x65", 4}, "", "", &out);
    assert_string_equal(out.p, "教");
    decode((Slice){"\xFE\xFF\x65\x59", 4}, "", "", &out);
    assert_string_equal(out.p, "教");
    decode((Slice){"\x84\x31\x95\x33\xBD\xCC", 6}, "", "", &out);
    assert_string_equal(out.p, "教");
    charset = decode((Slice){"\xEF\xBB\xBF教", 6}, "utf8", "", &out);
    assert_string_equal(out.p, "教");
    assert_string_equal(charset.rule, "given");
    buf_release(&out);
}

static void gb2312_means_gb18030(void **state) {
    (void)state;
    /* 镕 is in GBK only; 㐂 takes four bytes, which GBK has not; 𠮷 lies beyond the first
     * plane */
    static const char text[] = "教育部门负责人朱镕基、㐂、𠮷田：加强管理，落实责任。";
    Buf bytes = encoded(text, "gb18030"), out = {0};
    static const char *const names[] = {"gb2312",     "GBK",     "x-gbk",
                                        "GB_2312-80", "GB18030", "cp936"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Charset charset = decode(buf_slice(&bytes), "", names[i], &out);
        assert_string_equal(out.p, text);
        assert_string_equal(charset.rule, "declared");
        assert_true(charset.confidence >= 1);
        decode(buf_slice(&bytes), names[i], "", &out);
        assert_string_equal(out.p, text);
    }
    buf_release(&bytes);
    buf_release(&out);
}

static void lies_are_seen_through(void **state) {
    (void)state;
    Buf out = {0};
    Charset charset = decode(slice_of(plan), "", "gb2312", &out);
    assert_string_equal(charset.encoding.p, "UTF-8");
    assert_string_equal(out.p, plan);
    Buf bytes = encoded(plan, "gb18030");
    static const char *const names[] = {"utf-8", "big5", "iso-8859-1", "no-such-thing",
                                        "utf-16"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        charset = decode(buf_slice(&bytes), "", names[i], &out);
        if (!slice_equal(charset.encoding, S("GB18030")))
            fail_msg("declared %s: read as %.*s", names[i], SLICE_ARG(charset.encoding));
        assert_string_equal(out.p, plan);
    }
    buf_release(&bytes);
    buf_release(&out);
}

static void the_users_word_counts(void **state) {
    (void)state;
    Buf out = {0};
    Charset charset = decode(slice_of(plan), "Big5", "", &out);
    assert_string_equal(charset.encoding.p, "Big5");
    assert_string_not_equal(out.p, plan);
    Err err = {0};
    assert_false(charset_decode(S("x"), S("klingon"), S(""), &out, &charset, &err));
    assert_non_null(strstr(err.text, "klingon"));
    buf_release(&out);
}

static void broken_bytes_are_kept_in_place(void **state) {
    (void)state;
    Buf out = {0};
    Slice bytes = {"教育工作要点\xFF加强\xE6\x95", 27};
    Charset charset = decode(bytes, "", "", &out);
    assert_string_equal(charset.encoding.p, "UTF-8");
    assert_string_equal(out.p, "教育工作要点\xEF\xBF\xBD加强\xEF\xBF\xBD");
    assert_int_equal(charset.broken, 2);
    assert_int_equal(charset.bytes[0], 18);
    assert_int_equal(charset.places[0], 18);
    assert_int_equal(charset.bytes[1], 25);
    assert_int_equal(charset.places[1], 27);
    Buf gb = encoded("教育工作要点：加强管理", "gb18030");
    buf_add(&gb, (Slice){"\xFF\n", 2});
    Buf more = encoded("落实责任。", "gb18030");
    buf_add(&gb, buf_slice(&more));
    charset = decode(buf_slice(&gb), "", "", &out);
    assert_string_equal(charset.encoding.p, "GB18030");
    assert_string_equal(out.p, "教育工作要点：加强管理\xEF\xBF\xBD\n落实责任。");
    assert_int_equal(charset.broken, 1);
    assert_int_equal(charset.bytes[0], 22);
    assert_int_equal(charset.places[0], 33);
    buf_release(&gb);
    buf_release(&more);
    buf_release(&out);
}

static void long_texts_cross_all_chunks(void **state) {
    (void)state;
    Buf text = {0}, out = {0};
    for (int i = 0; i < 20000; i++)
        buf_add(&text, i % 7 ? S("教育𠮷") : S("a教。"));
    static const char *const names[] = {"gb18030", "UTF-16LE", "UTF-16BE"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Buf bytes = encoded(text.p, names[i]);
        decode(buf_slice(&bytes), names[i], "", &out);
        assert_int_equal(out.n, text.n);
        assert_memory_equal(out.p, text.p, text.n);
        decode(buf_slice(&bytes), "", "", &out);
        assert_int_equal(out.n, text.n);
        buf_release(&bytes);
    }
    buf_release(&text);
    buf_release(&out);
}

static void declarations_are_found(void **state) {
    (void)state;
    static const struct {
        const char *bytes, *name;
    } rows[] = {
        {"<html><head><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">",
         "gb2312"},
        {"<META CHARSET='GBK'/>", "GBK"},
        {"<meta charset = utf-8>", ""},
        {"<?xml version=\"1.0\" encoding=\"GB18030\"?><html>", "GB18030"},
        {"charset=utf-8 but no such tag", ""},
        {"<meta charset=", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(slice_equal(charset_declared(slice_of(rows[i].bytes)),
                                slice_of(rows[i].name)));
}

static void mojibake_is_named(void **state) {
    (void)state;
    Buf as_gbk = {0};
    decode(slice_of(plan), "gbk", "", &as_gbk);
    assert_string_equal(charset_mojibake(buf_slice(&as_gbk)).kind, "utf-8-as-gbk");
    Buf latin = {0};
    decode(slice_of(plan), "iso-8859-1", "", &latin);
    assert_string_equal(charset_mojibake(buf_slice(&latin)).kind, "as-latin-1");
    Mojibake found = charset_mojibake(S("教育锟斤拷工作锟斤拷"));
    assert_string_equal(found.kind, "replaced");
    assert_int_equal(found.place.at, 6);
    assert_int_equal(found.count, 2);
    assert_string_equal(charset_mojibake(S("烫烫烫烫")).kind, "uninitialised");
    assert_null(charset_mojibake(slice_of(plan)).kind);
    assert_null(charset_mojibake(slice_of(traditional)).kind);
    assert_null(
        charset_mojibake(S("Übergrößenträger: façade, déjà vu, ©2024 °C ±5 · × ")).kind);
    assert_null(charset_mojibake(S("")).kind);
    buf_release(&as_gbk);
    buf_release(&latin);
}

static void chinese_looks_more_so_than_noise(void **state) {
    (void)state;
    Buf wrong = {0};
    decode(slice_of(plan), "gbk", "", &wrong);
    assert_true(charset_plausibility(slice_of(plan)) > 0.7);
    assert_true(charset_plausibility(slice_of(traditional)) > 0.7);
    assert_true(charset_plausibility(buf_slice(&wrong)) < 0.4);
    buf_release(&wrong);
}

/* Any bytes decode to valid UTF-8 in every encoding, without a fault and within their
 * size. */
static void any_bytes_decode(void **state) {
    (void)state;
    static const char *const names[] = {"",       "utf-8",    "gbk", "big5",
                                        "utf-16", "utf-16le", "hz"};
    uint32_t seed = 20240229;
    Buf out = {0};
    for (int round = 0; round < 2000; round++) {
        char bytes[64];
        size_t n = seed % sizeof bytes;
        for (size_t i = 0; i < n; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(seed >> 24);
        }
        seed = seed * 1664525 + 1013904223;
        Charset charset = decode((Slice){bytes, n}, names[round % 7], "", &out);
        assert_true(charset.confidence >= 0 && charset.confidence <= 1);
        for (size_t i = 0; i < charset.n_places; i++) {
            assert_true(charset.bytes[i] < n);
            assert_true(charset.places[i] < out.n);
            assert_memory_equal(out.p + charset.places[i], "\xEF\xBF\xBD", 3);
        }
    }
    buf_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_told_apart),
        cmocka_unit_test(marks_settle_and_are_dropped),
        cmocka_unit_test(gb2312_means_gb18030),
        cmocka_unit_test(lies_are_seen_through),
        cmocka_unit_test(the_users_word_counts),
        cmocka_unit_test(broken_bytes_are_kept_in_place),
        cmocka_unit_test(long_texts_cross_all_chunks),
        cmocka_unit_test(declarations_are_found),
        cmocka_unit_test(mojibake_is_named),
        cmocka_unit_test(chinese_looks_more_so_than_noise),
        cmocka_unit_test(any_bytes_decode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
