/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report page: head, contents, blocks, and the data its script needs. */
#include "base/base.h"

#include <inttypes.h>

#include "base/json.h"
#include "present/json.h"
#include "present/report_p.h"

extern const char report_css[], report_js[];
extern const size_t report_css_size, report_js_size;

/* Words of the script, by key. */
static void add_words(JsonWriter *writer) {
    const struct {
        const char *key, *text;
    } words[] = {
        {"measures", T("measures", "条举措")},
        {"close", T("Close", "关闭")},
        {"copy", T("Copy", "复制")},
        {"copied", T("Copied", "已复制")},
        {"more", T("Show more", "显示更多")},
        {"open", T("in its plan", "在计划中查看")},
        {"search", T("Search measures", "搜索举措")},
        {"allPlans", T("all plans", "全部计划")},
        {"allThemes", T("all themes", "全部主题")},
        {"filter", T("Filter rows", "筛选行")},
        {"fold", T("Hide subthemes", "收起子主题")},
        {"unfold", T("Show subthemes", "展开子主题")},
        {"none", T("No measure fits.", "没有符合的举措。")},
        {"hint",
         T("Click a number for the sentences behind it; arrow keys move between cells.",
           "点击数字查看背后的原文；方向键在单元格间移动。")},
    };
    json_open_object(writer, "words");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        json_add_text(writer, words[i].key, slice_of(words[i].text));
    json_close(writer);
}

static void add_names(JsonWriter *writer, const char *key, const Table *names) {
    json_open_array(writer, key);
    for (size_t row = 0; names && row < table_rows(names); row++) {
        json_open_array(writer, NULL);
        json_add_text(writer, NULL, table_cell(names, row, 0)->as.text);
        json_add_text(writer, NULL, table_cell(names, row, 1)->as.text);
        json_close(writer);
    }
    json_close(writer);
}

static int by_row(const void *a, const void *b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* The measures of a cell by their numbers in the page. */
static void add_list(JsonWriter *writer, const ReportPage *page, const ReportList *list) {
    Arena arena = {0};
    size_t *rows = ARENA_ARRAY(&arena, size_t, list->n);
    for (size_t i = 0; i < list->n; i++)
        rows[i] = evidence_find(&page->evidence, list->ids[i]);
    qsort(rows, list->n, sizeof *rows, by_row);
    json_open_array(writer, NULL);
    for (size_t i = 0; i < list->n; i++)
        json_add_count(writer, NULL, (int64_t)rows[i] + 1);
    json_close(writer);
    arena_release(&arena);
}

static void add_data(ReportPage *page) {
    JsonWriter writer = {.out = page->out};
    buf_add(page->out, S("<script type=\"application/json\" id=data>\n"));
    json_open_object(&writer, NULL);
    add_words(&writer);
    add_names(&writer, "themes", page->report->themes);
    json_break(&writer);
    json_open_array(&writer, "lists");
    for (size_t i = 0; i < page->lists.n; i++)
        add_list(&writer, page, &page->lists.at[i]);
    json_close(&writer);
    json_close(&writer);
    buf_add(page->out, S("</script>\n<script>\n"));
    buf_add(page->out, (Slice){report_js, report_js_size});
    buf_add(page->out, S("</script>\n"));
}

static void add_head(ReportPage *page) {
    Buf *out = page->out;
    buf_format(out, "<!doctype html>\n<html lang=%s>\n<head>\n<meta charset=\"utf-8\">\n",
               T("en", "zh-CN"));
    buf_add(
        out,
        S("<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
          "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n<title>"));
    html_add_text(out, page->report->title);
    buf_add(out, S("</title>\n<style>\n"));
    buf_add(out, (Slice){report_css, report_css_size});
    buf_add(out, S("</style>\n</head>\n<body>\n<header><h1>"));
    html_add_text(out, page->report->title);
    buf_add(out, S("</h1>"));
    if (page->report->subtitle.n) {
        buf_add(out, S("<p>"));
        html_add_text(out, page->report->subtitle);
        buf_add(out, S("</p>"));
    }
    buf_format(out, "</header>\n<nav aria-label=\"%s\">", T("Contents", "目录"));
    size_t number = 0;
    for (size_t i = 0; i < page->report->blocks.n; i++) {
        const ReportBlock *block = &page->report->blocks.at[i];
        if (block->kind != REPORT_HEADING)
            continue;
        buf_format(out, "<a href=#s%zu>", ++number);
        html_add_text(out, block->text);
        buf_add(out, S("</a> "));
    }
    buf_add(out, S("</nav>\n<div id=tools></div>\n<main>\n"));
}

static bool add_heading(ReportPage *page, const ReportBlock *block) {
    buf_format(page->out, "%s<section><h2 id=s%zu>", page->headings ? "</section>\n" : "",
               page->headings + 1);
    page->headings++;
    html_add_text(page->out, block->text);
    buf_add(page->out, S("</h2>\n"));
    return true;
}

static bool add_paragraph(ReportPage *page, const ReportBlock *block) {
    buf_add(page->out, S("<p>"));
    html_add_text(page->out, block->text);
    buf_add(page->out, S("</p>\n"));
    return true;
}

static bool add_plans(ReportPage *page, const ReportBlock *block) {
    (void)block;
    evidence_outline(page);
    return true;
}

static bool add_blocks(ReportPage *page) {
    static bool (*const kinds[])(ReportPage *, const ReportBlock *) = {
        [REPORT_HEADING] = add_heading, [REPORT_TEXT] = add_paragraph,
        [REPORT_TABLE] = report_table,  [REPORT_GRID] = report_grid,
        [REPORT_CHART] = report_chart,  [REPORT_PLANS] = add_plans};
    for (size_t i = 0; i < page->report->blocks.n; i++) {
        const ReportBlock *block = &page->report->blocks.at[i];
        if (!kinds[block->kind](page, block))
            return false;
    }
    buf_add(page->out, page->headings ? S("</section>\n</main>\n") : S("</main>\n"));
    return true;
}

bool report_html(const Report *report, Buf *out, Err *err) {
    Arena scratch = {0};
    ReportPage page = {.report = report, .scratch = &scratch, .out = out, .err = err};
    bool ok = evidence_open(report, &scratch, &page.evidence, err);
    if (ok) {
        add_head(&page);
        ok = add_blocks(&page);
    }
    if (ok) {
        add_data(&page);
        buf_add(out, S("</body>\n</html>\n"));
    }
    vec_release(&page.lists);
    arena_release(&scratch);
    return ok;
}
