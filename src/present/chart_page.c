/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One picture: its layout in pixels and its gnuplot script. Knows no kind of chart. */
#include "base/base.h"

#include <math.h>

#include "base/file.h"
#include "base/utf8.h"
#include "present/chart_p.h"

enum { LEAST_WIDTH = 560 };

static const struct {
    const char *name, *weight;
    int size;
    const char *colour;
} styles[] = {
#define X(style, weight, size, colour) {#style, weight, size, colour},
    CHART_STYLES(X)
#undef X
};

int chart_style_size(ChartStyle style) {
    return styles[style].size;
}

double chart_text_width(Slice text, ChartStyle style) {
    return (double)text_width(text, rune_width_em) * styles[style].size / 100;
}

static bool needs_chinese_font(Slice text) {
    for (size_t at = 0; at < text.n;) {
        Rune rune = utf8_decode(text, at);
        if (rune.rune >= 0x2E80)
            return true;
        at += rune.length;
    }
    return false;
}

static size_t legend_number(Chart *chart, Slice text) {
    for (size_t i = 0; i < chart->legend.n; i++) {
        if (slice_equal(chart->legend.at[i], text))
            return i + 1;
    }
    vec_push(&chart->legend, arena_copy(chart->scratch, text));
    return chart->legend.n;
}

Slice chart_text(Chart *chart, Slice text, ChartStyle style, double most) {
    Slice clean = text_clean(chart->scratch, text);
    if (chart->place->font.family.n == 0 && needs_chinese_font(clean))
        return arena_format(chart->scratch, "[%zu]", legend_number(chart, clean));
    if (most > 0)
        return text_cut(chart->scratch, clean, rune_width_em,
                        (size_t)(most * 100 / styles[style].size));
    return clean;
}

/* A quote stands as a variable: gnuplot knows '' inside single quotes, but not at the
 * start of a string, and its macros (@NAME) are looked for by counting quotes. */
void chart_quote(Buf *out, Slice text) {
    buf_add_byte(out, '\'');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\'')
            buf_add(out, S("'.QUOTE.'"));
        else
            buf_add_byte(out, text.p[i]);
    }
    buf_add_byte(out, '\'');
}

void chart_field(Buf *out, Slice text) {
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        buf_add_byte(out, c < 0x20 ? ' ' : c == '"' ? '\'' : (char)c);
    }
}

Slice chart_show(const Chart *chart, double value) {
    Buf shown = {0};
    bool share = chart->value->type == COLUMN_SHARE;
    Cell cell = {.type = CELL_REAL, .as.real = share ? value / 100 : value};
    cell_show(chart->value, &cell, &shown);
    Slice text = arena_copy(chart->scratch, buf_slice(&shown));
    buf_release(&shown);
    return text;
}

double chart_step(double most, int steps) {
    static const double bases[] = {1, 2, 5, 10};
    if (!(most > 0))
        return 1;
    double power = pow(10, floor(log10(most / steps)));
    for (size_t i = 0; i < 4; i++) {
        if (most <= bases[i] * power * steps * (1 + 1e-9))
            return bases[i] * power;
    }
    return 10 * power;
}

static const char *align_word(LabelAlign align) {
    static const char *const words[] = {
        [LABEL_LEFT] = "left", [LABEL_CENTRE] = "center", [LABEL_RIGHT] = "right"};
    return words[align];
}

void chart_page_label(ChartPage *page, double x, double y, Slice text, LabelPlace place) {
    if (text.n == 0)
        return;
    Buf *out = &page->script;
    buf_add(out, S("set label "));
    chart_quote(out, text);
    buf_format(out, " at screen px(%.1f), screen py(%.1f) %s", x, y,
               align_word(place.align));
    if (place.rotate)
        buf_format(out, " rotate by %d", place.rotate);
    buf_format(out, " @%s front\n", styles[place.style].name);
}

void chart_page_line(ChartPage *page, const double from[2], const double to[2],
                     const char *colour) {
    buf_format(
        &page->script,
        "set arrow from screen px(%.1f), screen py(%.1f) to screen px(%.1f), screen py(%.1f) "
        "nohead linewidth 1 linecolor rgb '%s' front\n",
        from[0], from[1], to[0], to[1], colour);
}

void chart_page_box(ChartPage *page, const double box[4], const char *colour) {
    buf_format(
        &page->script,
        "set object rectangle from screen px(%.1f), screen py(%.1f) to screen px(%.1f), screen py(%.1f) "
        "fillstyle solid 1.0 noborder fillcolor rgb '%s' front\n",
        box[0], box[1], box[0] + box[2], box[1] + box[3], colour);
}

/* Lines of a paragraph, wrapped to the page. */
typedef struct {
    SliceList lines;
    ChartStyle style;
    int height; /* of one line */
} Paragraph;

static Paragraph paragraph(Chart *chart, Slice text, double width, ChartStyle style) {
    Paragraph made = {.style = style, .height = styles[style].size * 14 / 10};
    if (text.n) {
        Slice shown = chart_text(chart, text, style, 0);
        text_wrap(shown, rune_width_em, (size_t)(width * 100 / styles[style].size),
                  &made.lines);
    }
    return made;
}

static double paragraph_height(const Paragraph *text) {
    return (double)text->lines.n * text->height;
}

static double paragraph_put(ChartPage *page, Paragraph *text, double y) {
    for (size_t i = 0; i < text->lines.n; i++) {
        double middle = y + ((double)i + 0.5) * text->height;
        chart_page_label(page, CHART_MARGIN, middle, text->lines.at[i],
                         (LabelPlace){.style = text->style});
    }
    y += paragraph_height(text);
    vec_release(&text->lines);
    return y;
}

static Slice with_page_number(const ChartPage *page, Slice text) {
    if (page->pages == 1)
        return text;
    return arena_format(page->chart->scratch, "%.*s (%zu/%zu)", SLICE_ARG(text),
                        page->number, page->pages);
}

bool chart_pages_fit(const Chart *chart, size_t pages, Err *err) {
    enum { MOST_PAGES = 60 };
    return pages <= MOST_PAGES ||
           err_set(
               err,
               T("the chart %s would take %zu pictures, the most is %d; name some "
                 "plans or themes, or save the table (-o FILE)",
                 "图表 %s 需要 %zu 张图，最多 %d 张；请指定部分计划或主题，或导出表格（-o 文件）"),
               chart->place->stem, pages, MOST_PAGES);
}

ChartPage chart_page(Chart *chart, size_t number, size_t pages, ChartRoom room) {
    const ChartSpec *spec = chart->spec;
    ChartPage page = {.chart = chart, .number = number, .pages = pages, .room = room};
    page.stem =
        number == 1
            ? chart->place->stem
            : arena_format(chart->scratch, "%s-%zu", chart->place->stem, number).p;
    double wide = fmax(room.left + room.width + room.right, room.least);
    page.width = ceil(fmax(LEAST_WIDTH, 2 * CHART_MARGIN + wide));
    double text = page.width - 2 * CHART_MARGIN;
    Slice title =
        with_page_number(&page, spec->title.n ? spec->title : chart->table->title);
    static const char warning[] =
        "No Chinese font was found: numbers in brackets are explained in %s-legend.txt";
    Slice told = chart->place->font.family.n
                     ? (Slice){0}
                     : arena_format(chart->scratch, warning, chart->place->stem);
    Paragraph head = paragraph(chart, title, text, STYLE_TITLE);
    Paragraph sub = paragraph(chart, spec->subtitle, text, STYLE_SUBTITLE);
    Paragraph caption = paragraph(chart, spec->caption, text, STYLE_NOTE);
    Paragraph font = paragraph(chart, told, text, STYLE_WARNING);
    page.left = CHART_MARGIN + room.left;
    page.top =
        CHART_MARGIN + paragraph_height(&head) + paragraph_height(&sub) + 10 + room.above;
    double foot = page.top + room.height + room.below + 8;
    page.height = ceil(foot + paragraph_height(&caption) + paragraph_height(&font) +
                       CHART_MARGIN - 4);
    double y = paragraph_put(&page, &head, CHART_MARGIN);
    paragraph_put(&page, &sub, y);
    y = paragraph_put(&page, &caption, foot);
    paragraph_put(&page, &font, y);
    return page;
}

static void add_head(const ChartPage *page, Buf *out) {
    Slice family = page->chart->place->font.family;
    buf_format(
        out,
        "# %s: drawn by plancmp. To restyle it change this file and run: gnuplot %s.gp\n"
        "# Positions are pixels from the top left, through px() and py(); the numbers stand in %s.dat.\n"
        "W = %.1f\nH = %.1f\nQUOTE = \"'\"\nFONT = ",
        page->stem, page->stem, page->stem, page->width, page->height);
    chart_quote(out, family.n ? family : S("sans"));
    buf_format(
        out,
        "\nDATA = '%s.dat'\n"
        "px(x) = x / W\npy(y) = 1 - y / H\n"
        "set encoding utf8\nset datafile separator \"\\t\"\nset datafile missing 'NaN'\n"
        "unset key\nunset border\nunset xtics\nunset ytics\nunset colorbox\n"
        "set lmargin at screen px(%.1f)\nset rmargin at screen px(%.1f)\n"
        "set tmargin at screen py(%.1f)\nset bmargin at screen py(%.1f)\n",
        page->stem, page->left, page->left + page->room.width, page->top,
        page->top + page->room.height);
    buf_add(out, S("# How each kind of text looks.\n"));
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        buf_format(out, "%s = \"font FONT.'%s,%d' textcolor rgb '%s'\"\n", styles[i].name,
                   styles[i].weight, styles[i].size, styles[i].colour);
}

static void add_loop(const ChartPage *page, Buf *out) {
    buf_format(
        out,
        "do for [format in 'svg png'] {\n"
        "    if (format eq 'svg') {\n"
        "        set terminal svg size W,H fixed font FONT.',12' background 'white' noenhanced\n"
        "        set output '%s.svg'\n"
        "    } else {\n"
        "        set terminal pngcairo size 2*W,2*H font FONT.',12' fontscale 1.5 linewidth 2 pointscale 2 "
        "background 'white' noenhanced\n"
        "        set output '%s.png'\n"
        "    }\n",
        page->stem, page->stem);
    buf_add(out, buf_slice(&page->draw));
    buf_add(out, S("    unset output\n}\n"));
}

Slice chart_path(const Chart *chart, const char *stem, const char *suffix) {
    return arena_format(chart->scratch, "%s/%s%s", chart->place->folder, stem, suffix);
}

static bool finish_svg(const ChartPage *page, Err *err) {
    const Chart *chart = page->chart;
    Slice path = chart_path(chart, page->stem, ".svg");
    Slice title = chart->spec->title.n ? chart->spec->title : chart->table->title;
    Buf raw = {0}, ours = {0};
    bool ok = file_read(path, 0, &raw, err);
    if (ok &&
        !svg_finish(buf_slice(&raw), page->stem, title, chart->place->font.family, &ours))
        ok = err_set(
            err,
            T("%.*s: gnuplot wrote no whole SVG", "%.*s：gnuplot 没有写出完整的 SVG"),
            SLICE_ARG(path));
    ok = ok && file_write(path, buf_slice(&ours), err);
    buf_release(&raw);
    buf_release(&ours);
    return ok;
}

bool chart_page_finish(ChartPage *page, Err *err) {
    const Chart *chart = page->chart;
    Buf script = {0};
    add_head(page, &script);
    buf_add(&script, buf_slice(&page->script));
    add_loop(page, &script);
    bool ok =
        file_write(chart_path(chart, page->stem, ".gp"), buf_slice(&script), err) &&
        file_write(chart_path(chart, page->stem, ".dat"), buf_slice(&page->data), err) &&
        gnuplot_run(chart->place->folder, page->stem, &chart->place->font, err) &&
        finish_svg(page, err);
    buf_release(&script);
    buf_release(&page->script);
    buf_release(&page->draw);
    buf_release(&page->data);
    return ok;
}
