/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "theme_maker.h"

Scheme *scheme_from(const char *text) {
    Err err = {0};
    Scheme *scheme = scheme_parse(slice_of(text), S("s.json"), (Slice){0}, &err);
    if (!scheme)
        fail_msg("%s", err.text);
    return scheme;
}

Scheme *scheme_of(const char *themes) {
    Buf text = {0};
    buf_format(&text, "{\"scheme\": \"test\", \"themes\": %s}", themes);
    Scheme *scheme = scheme_from(text.p);
    buf_release(&text);
    return scheme;
}

void check_scheme_fails(const char *text, const char *message) {
    Err err = {0};
    Scheme *scheme = scheme_parse(slice_of(text), S("s.json"), (Slice){0}, &err);
    assert_null(scheme);
    assert_string_equal(err.text, message);
}

uint32_t make_measure(PlanMaker *maker, const char *section, const char *task,
                      const char *text) {
    uint32_t parent = 0;
    maker_begin(maker, "计划");
    if (section)
        parent = maker_heading(maker, parent, NODE_SECTION, "一、", section);
    if (task)
        parent = maker_heading(maker, parent, NODE_TASK, "1.", task);
    uint32_t measure = maker_leaf(maker, parent, NODE_MEASURE, PART_PLAN, text);
    maker_end(maker);
    return measure;
}

void check_codes_under(const Scheme *scheme, const char *section, const char *task,
                       const char *text, const char *codes) {
    PlanMaker maker;
    PlanCoding coding = {0};
    Buf got = {0};
    make_measure(&maker, section, task, text);
    scheme_code_plan(scheme, &maker.tree, &coding);
    for (size_t i = 0; i < coding.codings.n; i++) {
        Slice code = scheme_theme(scheme, coding.codings.at[i].theme)->code;
        buf_format(&got, "%s%.*s", i ? "," : "", SLICE_ARG(code));
    }
    if (!slice_equal(buf_slice(&got), slice_of(strcmp(codes, "-") ? codes : "")))
        fail_msg("%s: coded '%s', not '%s'", text, got.p ? got.p : "", codes);
    buf_release(&got);
    plan_coding_release(&coding);
    maker_release(&maker);
}

void check_codes(const Scheme *scheme, const char *text, const char *codes) {
    check_codes_under(scheme, NULL, NULL, text, codes);
}
