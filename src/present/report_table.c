/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of the report, as they are. Cells with measures are links: to the first measure,
 * and for the page's script to the list of all. */
#include "base/base.h"

#include <inttypes.h>

#include "present/evidence_p.h"
#include "present/report_p.h"

/* The number of a cell's list; cells side by side often have the same measures. */
static size_t list_number(ReportPage *page, const Cell *cell) {
    Cell known = {0};
    for (size_t back = 1; back <= 4 && back <= page->lists.n; back++) {
        known.measures = page->lists.at[page->lists.n - back].ids;
        known.n_measures = page->lists.at[page->lists.n - back].n;
        if (cell_same_evidence(&known, cell))
            return page->lists.n - back;
    }
    vec_push(&page->lists, (ReportList){cell->measures, cell->n_measures});
    return page->lists.n - 1;
}

/* The row of the measure that stands first in the page. */
static bool first_measure(ReportPage *page, const Table *table, const Cell *cell,
                          size_t *first) {
    *first = SIZE_MAX;
    for (size_t i = 0; i < cell->n_measures; i++) {
        size_t row = evidence_find(&page->evidence, cell->measures[i]);
        *first = row < *first ? row : *first;
        if (row == SIZE_MAX)
            return err_set(page->err,
                           T("report: table %s counts measure %" PRId64
                             ", which the evidence does not have",
                             "报告：表 %s 统计了证据表中没有的举措 %" PRId64),
                           table->name, cell->measures[i]);
    }
    return true;
}

bool report_cell(ReportPage *page, const Table *table, const Cell *cell, Slice shown) {
    if (cell->n_measures == 0) {
        html_add_text(page->out, shown);
        return true;
    }
    size_t first = 0;
    if (!first_measure(page, table, cell, &first))
        return false;
    buf_format(page->out, "<a href=#m%zu data-l=%zu>", first + 1,
               list_number(page, cell));
    html_add_text(page->out, shown);
    buf_add(page->out, S("</a>"));
    return true;
}

void report_notes(ReportPage *page, const Table *table) {
    if (table->notes.n == 0)
        return;
    buf_add(page->out, S("<ul class=notes>\n"));
    for (size_t i = 0; i < table->notes.n; i++) {
        buf_add(page->out, S("<li>"));
        html_add_text(page->out, table->notes.at[i]);
        buf_add_byte(page->out, '\n');
    }
    buf_add(page->out, S("</ul>\n"));
}

static void add_head(ReportPage *page, const Table *table, size_t hidden) {
    buf_add(page->out, S("<thead><tr>"));
    for (size_t c = 0; c < table->columns.n; c++) {
        const Column *column = &table->columns.at[c];
        if (c == hidden)
            continue;
        buf_add(page->out, column->type == COLUMN_TEXT ? S("<th>") : S("<th class=n>"));
        html_add_text(page->out, slice_of(column->heading));
    }
    buf_add(page->out, S("</thead><tbody>\n"));
}

/* The outline that a row's first shown text links to; 0: none. */
static size_t row_outline(const ReportPage *page, const Table *table, size_t row,
                          size_t hidden) {
    if (hidden == SIZE_MAX)
        return 0;
    const Cell *cell = table_cell(table, row, hidden);
    return cell->type == CELL_TEXT ? evidence_plan_number(&page->evidence, cell->as.text)
                                   : 0;
}

static bool add_row(ReportPage *page, const Table *table, size_t row, size_t hidden) {
    Buf shown = {0};
    size_t outline = row_outline(page, table, row, hidden);
    bool ok = true;
    buf_add(page->out, S("<tr>"));
    for (size_t c = 0; c < table->columns.n && ok; c++) {
        const Column *column = &table->columns.at[c];
        const Cell *cell = table_cell(table, row, c);
        if (c == hidden)
            continue;
        bool text = column->type == COLUMN_TEXT, link = text && outline;
        buf_add(page->out, text ? S("<td>") : S("<td class=n>"));
        if (link)
            buf_format(page->out, "<a href=#p%zu>", outline);
        buf_clear(&shown);
        cell_show(column, cell, &shown);
        ok = report_cell(page, table, cell, buf_slice(&shown));
        if (link)
            buf_add(page->out, S("</a>"));
        outline = link ? 0 : outline;
    }
    buf_add_byte(page->out, '\n');
    buf_release(&shown);
    return ok;
}

bool report_table(ReportPage *page, const ReportBlock *block) {
    const Table *table = block->table;
    size_t hidden = block->plan ? table_find_column(table, block->plan) : SIZE_MAX;
    if (block->plan && hidden == SIZE_MAX)
        return err_set(page->err,
                       T("report: table %s has no column %s", "报告：表 %s 没有 %s 列"),
                       table->name, block->plan);
    buf_add(page->out, block->folded ? S("<details class=table><summary>")
                                     : S("<div class=table><h3>"));
    html_add_text(page->out, table->title);
    buf_add(page->out, block->folded ? S("</summary>\n") : S("</h3>\n"));
    buf_add(page->out, S("<div class=scroll tabindex=0 role=region aria-label=\""));
    html_add_attribute(page->out, table->title);
    buf_add(page->out, S("\"><table>"));
    add_head(page, table, hidden);
    bool ok = true;
    for (size_t row = 0; row < table_rows(table) && ok; row++)
        ok = add_row(page, table, row, hidden);
    buf_add(page->out, S("</table></div>\n"));
    report_notes(page, table);
    buf_add(page->out, block->folded ? S("</details>\n") : S("</div>\n"));
    return ok;
}
