/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "check.h"

#include "base/file.h"
#include "base/utf8.h"
#include "chart_check.h"

int chart_set_up(void **state) {
    ChartFixture *fixture = calloc(1, sizeof *fixture);
    Err err = {0};
    if (!fixture || !folder_temporary(&fixture->arena, &fixture->folder, &err))
        return -1;
    *state = fixture;
    return font_find(&fixture->arena, &fixture->font, &err) ? 0 : -1;
}

int chart_tear_down(void **state) {
    ChartFixture *fixture = *state;
    folder_remove(fixture->folder);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

void chart_need_gnuplot(ChartFixture *fixture) {
    if (chart_gnuplot_version(&fixture->arena).n)
        return;
    if (getenv("CI"))
        fail_msg("gnuplot is not installed");
    skip();
}

void chart_need_font(ChartFixture *fixture) {
    if (fixture->font.family.n)
        return;
    if (getenv("CI"))
        fail_msg("no Chinese font is installed");
    skip();
}

ChartSpec chart_grid_spec(ChartKind kind) {
    bool heat = kind == CHART_HEAT;
    return (ChartSpec){.kind = kind,
                       .row = heat ? "theme" : "plan",
                       .column = heat ? "plan" : "theme",
                       .value = "share",
                       .low = heat ? NULL : "low",
                       .high = heat ? NULL : "high",
                       .only = heat ? NULL : "core",
                       .subtitle = S("共 1,432 条措施；须线为 95% 区间"),
                       .caption = S("来源：各区县公开的工作计划")};
}

ChartFiles chart_drawn(ChartFixture *fixture, const Table *table, const ChartSpec *spec,
                       const char *stem) {
    ChartPlace place = {arena_cstring(&fixture->arena, fixture->folder), stem,
                        fixture->font};
    ChartFiles files = {0};
    Err err = {0};
    check_ok(chart_draw(table, spec, &place, &fixture->arena, &files, &err), &err);
    return files;
}

Slice chart_file(ChartFixture *fixture, const char *stem, const char *suffix) {
    Buf bytes = {0};
    Err err = {0};
    check_ok(file_read(arena_format(&fixture->arena, "%.*s/%s%s",
                                    SLICE_ARG(fixture->folder), stem, suffix),
                       0, &bytes, &err),
             &err);
    Slice text = arena_copy(&fixture->arena, buf_slice(&bytes));
    buf_release(&bytes);
    return text;
}

/* ---- The labels of an SVG ---- */

static Slice between(Slice text, Slice before, Slice after) {
    size_t at = slice_find(text, before, 0);
    assert_true(at != SIZE_MAX);
    Slice rest = slice_sub(text, at + before.n, text.n);
    size_t end = slice_find(rest, after, 0);
    assert_true(end != SIZE_MAX);
    return slice_sub(rest, 0, end);
}

static double number_between(Slice text, Slice before, Slice after) {
    double number = 0;
    assert_true(slice_real(between(text, before, after), &number));
    return number;
}

/* In font sizes; a rough rule of its own, so that the program's table is not checked with
 * itself. */
static double rough_width(Slice text) {
    double width = 0;
    for (size_t at = 0; at < text.n;) {
        Rune rune = utf8_decode(text, at);
        if (rune.rune == '&')
            rune.length = slice_find(text, S(";"), at) + 1 - at;
        width += rune.rune >= 0x2E80 ? 1.0 : 0.5;
        at += rune.length;
    }
    return width;
}

static void place_label(SvgLabel *label, Slice group) {
    double x = number_between(group, S("translate("), S(","));
    double y = number_between(slice_sub(group, slice_find(group, S(","), 0), group.n),
                              S(","), S(")"));
    double size = number_between(group, S("font-size=\""), S("\""));
    Slice anchor = between(group, S("text-anchor=\""), S("\""));
    double width = rough_width(label->text) * size;
    double share = slice_equal(anchor, S("start"))    ? 0
                   : slice_equal(anchor, S("middle")) ? 0.5
                                                      : 1;
    label->slanted = slice_contains(group, S("rotate(-45)"));
    if (label->slanted) {
        *label = (SvgLabel){label->text,
                            x - size * 0.7,
                            x + width * 0.707,
                            y - width * 0.707 - size * 0.7,
                            y,
                            true};
    } else {
        label->left = x - share * width;
        label->right = label->left + width;
        label->top = y - size * 0.8;
        label->bottom = y + size * 0.15;
    }
}

SvgPicture svg_picture(Slice svg) {
    SvgPicture picture = {0};
    picture.width = number_between(svg, S("viewBox=\"0 0 "), S(" "));
    Slice box = between(svg, S("viewBox=\"0 0 "), S("\""));
    assert_true(slice_real(slice_cut(box, S(" ")).tail, &picture.height));
    size_t at = 0;
    while ((at = slice_find(svg, S("<g transform=\"translate("), at)) != SIZE_MAX) {
        Slice group = slice_sub(svg, at, slice_find(svg, S("</g>"), at));
        at += group.n;
        if (!slice_contains(group, S("<text>")))
            continue;
        SvgLabel label = {.text = between(group, S("<text>"), S("</text>"))};
        if (label.text.n == 0)
            continue; /* a mark of an axis without a label */
        place_label(&label, group);
        vec_push(&picture.labels, label);
    }
    return picture;
}

/* Inside a tag a quote that closes is followed by a space or the tag's end: gnuplot's SVG
 * is rewritten. */
static void check_tags(Slice svg) {
    bool in_tag = false;
    char quote = 0;
    for (size_t i = 0; i + 1 < svg.n; i++) {
        char c = svg.p[i];
        if (!in_tag || quote == 0)
            in_tag = c == '<' ? true : c == '>' ? false : in_tag;
        if (in_tag && quote == 0 && (c == '"' || c == '\''))
            quote = c;
        else if (in_tag && quote == c) {
            quote = 0;
            assert_non_null(strchr(" \n/>?", svg.p[i + 1]));
        }
    }
    assert_int_equal(quote, 0);
    assert_false(in_tag && svg.p[svg.n - 2] != '>');
}

void svg_check_layout(Slice svg) {
    check_tags(svg);
    SvgPicture picture = svg_picture(svg);
    assert_true(picture.labels.n > 3);
    for (size_t i = 0; i < picture.labels.n; i++) {
        const SvgLabel *a = &picture.labels.at[i];
        if (a->left < 0 || a->top < 0 || a->right > picture.width ||
            a->bottom > picture.height)
            fail_msg("label %.*s leaves the picture", SLICE_ARG(a->text));
        for (size_t j = 0; j < i; j++) {
            const SvgLabel *b = &picture.labels.at[j];
            bool apart = a->right <= b->left || b->right <= a->left ||
                         a->bottom <= b->top || b->bottom <= a->top;
            if (!apart && !a->slanted && !b->slanted)
                fail_msg("labels %.*s and %.*s overlap", SLICE_ARG(a->text),
                         SLICE_ARG(b->text));
        }
    }
    vec_release(&picture.labels);
}
