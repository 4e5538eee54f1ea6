/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measures as an outline, plan by plan: what a reader without JavaScript unfolds, and
 * where the page's script takes the sentences behind a cell from; so each stands in the
 * page once. */
#include "base/base.h"

#include <inttypes.h>

#include "base/utf8.h"
#include "present/report_p.h"
#include "present/text_p.h"

static int by_id(const void *left, const void *right) {
    const EvidenceRow *a = left, *b = right;
    return a->id < b->id ? -1 : a->id > b->id;
}

static bool find_columns(ReportEvidence *evidence, Err *err) {
    const struct {
        const char *key;
        size_t *column;
        bool needed;
    } columns[] = {
        {"id", &evidence->id, true},
        {"plan", &evidence->plan, true},
        {"section", &evidence->section, false},
        {"subsection", &evidence->subsection, false},
        {"task", &evidence->task, false},
        {"number", &evidence->number, false},
        {"text", &evidence->text, true},
        {"themes", &evidence->themes, false},
        {"hits", &evidence->hits, false},
        {"note", &evidence->note, false},
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        *columns[i].column = table_find_column(evidence->table, columns[i].key);
        if (columns[i].needed && *columns[i].column == SIZE_MAX)
            return err_set(
                err, T("report: the evidence has no column %s", "报告：证据表没有 %s 列"),
                columns[i].key);
    }
    return true;
}

static Slice text_at(const ReportEvidence *evidence, size_t row, size_t column) {
    if (column == SIZE_MAX)
        return (Slice){0};
    const Cell *cell = table_cell(evidence->table, row, column);
    return cell->type == CELL_TEXT ? cell->as.text : (Slice){0};
}

static int64_t id_at(const ReportEvidence *evidence, size_t row) {
    return table_cell(evidence->table, row, evidence->id)->as.count;
}

bool evidence_open(const Report *report, Arena *scratch, ReportEvidence *evidence,
                   Err *err) {
    *evidence = (ReportEvidence){.table = report->evidence};
    if (!report->evidence)
        return true;
    if (!find_columns(evidence, err))
        return false;
    size_t n = table_rows(evidence->table);
    evidence->rows = ARENA_ARRAY(scratch, EvidenceRow, n);
    evidence->plans = ARENA_ARRAY(scratch, Slice, n);
    for (size_t row = 0; row < n; row++) {
        Slice plan = text_at(evidence, row, evidence->plan);
        evidence->rows[row] = (EvidenceRow){id_at(evidence, row), row};
        if (row == 0 || !slice_equal(plan, evidence->plans[evidence->n_plans - 1]))
            evidence->plans[evidence->n_plans++] = plan;
    }
    evidence->n_rows = n;
    if (n)
        qsort(evidence->rows, n, sizeof *evidence->rows, by_id);
    for (size_t i = 1; i < n; i++) {
        if (evidence->rows[i].id == evidence->rows[i - 1].id)
            return err_set(err,
                           T("report: measure %" PRId64 " stands twice in the evidence",
                             "报告：证据表中举措 %" PRId64 " 重复出现"),
                           evidence->rows[i].id);
    }
    return true;
}

size_t evidence_find(const ReportEvidence *evidence, int64_t id) {
    size_t low = 0, high = evidence->n_rows;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (evidence->rows[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < evidence->n_rows && evidence->rows[low].id == id;
    return found ? evidence->rows[low].row : SIZE_MAX;
}

size_t evidence_plan_number(const ReportEvidence *evidence, Slice plan) {
    for (size_t i = 0; i < evidence->n_plans; i++) {
        if (slice_equal(evidence->plans[i], plan))
            return i + 1;
    }
    return 0;
}

Slice report_name(const Table *names, Slice code) {
    for (size_t row = 0; names && row < table_rows(names); row++) {
        if (slice_equal(table_cell(names, row, 0)->as.text, code))
            return table_cell(names, row, 1)->as.text;
    }
    return code;
}

/* ---- A measure's text with its hits marked ---- */

typedef struct {
    size_t at, end;
    Slice code;
} Hit;
typedef VEC(Hit) HitList;

/* "3-9:sports" and so on; what does not lie on characters of the text is passed over. */
static void read_hits(Slice written, Slice text, HitList *hits) {
    while (written.n) {
        Cut word = slice_cut(written, S(" "));
        written = word.tail;
        Cut parts = slice_cut(word.head, S(":")), range = slice_cut(parts.head, S("-"));
        int64_t at = 0, end = 0;
        if (!slice_int(range.head, &at) || !slice_int(range.tail, &end) || at < 0 ||
            end <= at || (uint64_t)end > text.n)
            continue;
        size_t from = (size_t)at, to = (size_t)end;
        bool whole = utf8_cut(text, from).n == from && utf8_cut(text, to).n == to;
        if (whole)
            vec_push(hits, (Hit){from, to, parts.tail});
    }
}

/* The next place after `at` where a hit begins or ends. */
static size_t next_edge(const HitList *hits, size_t at, size_t end) {
    for (size_t i = 0; i < hits->n; i++) {
        if (hits->at[i].at > at && hits->at[i].at < end)
            end = hits->at[i].at;
        if (hits->at[i].end > at && hits->at[i].end < end)
            end = hits->at[i].end;
    }
    return end;
}

/* Whether an earlier hit over the same place has the code already. */
static bool named_before(const HitList *hits, size_t i, size_t at) {
    for (size_t j = 0; j < i; j++) {
        const Hit *hit = &hits->at[j];
        if (hit->at <= at && hit->end > at && slice_equal(hit->code, hits->at[i].code))
            return true;
    }
    return false;
}

static void add_marked(Buf *out, Slice text, Slice written) {
    HitList hits = {0};
    read_hits(written, text, &hits);
    for (size_t at = 0; at < text.n;) {
        size_t end = next_edge(&hits, at, text.n), themes = 0;
        for (size_t i = 0; i < hits.n; i++) {
            if (hits.at[i].at > at || hits.at[i].end <= at || named_before(&hits, i, at))
                continue;
            buf_add(out, themes++ ? S(" ") : S("<mark data-t=\""));
            html_add_attribute(out, hits.at[i].code);
        }
        if (themes)
            buf_add(out, S("\">"));
        html_add_text(out, slice_sub(text, at, end));
        if (themes)
            buf_add(out, S("</mark>"));
        at = end;
    }
    vec_release(&hits);
}

/* ---- The outline ---- */

static void add_themes(ReportPage *page, Slice codes) {
    if (codes.n == 0)
        return;
    buf_add(page->out, S("<i>"));
    for (bool first = true; codes.n; first = false) {
        Cut code = slice_cut(codes, S(" "));
        codes = code.tail;
        if (!first)
            buf_add(page->out, S(" · "));
        html_add_text(page->out, report_name(page->report->themes, code.head));
    }
    buf_add(page->out, S("</i>"));
}

static void add_measure(ReportPage *page, size_t row) {
    const ReportEvidence *evidence = &page->evidence;
    Slice themes = text_at(evidence, row, evidence->themes);
    buf_format(page->out, "<li id=m%zu", row + 1);
    if (themes.n) {
        buf_add(page->out, S(" data-t=\""));
        html_add_attribute(page->out, themes);
        buf_add_byte(page->out, '"');
    }
    buf_add_byte(page->out, '>');
    add_marked(page->out, text_at(evidence, row, evidence->text),
               text_at(evidence, row, evidence->hits));
    Slice note = text_at(evidence, row, evidence->note);
    if (note.n) {
        buf_add(page->out, S("<em>"));
        html_add_text(page->out, note);
        buf_add(page->out, S("</em>"));
    }
    add_themes(page, themes);
    buf_add_byte(page->out, '\n');
}

static void add_heading(ReportPage *page, const char *tag, Slice number, Slice text) {
    buf_format(page->out, "<%s>", tag);
    html_add_text(page->out, number);
    if (number.n && text.n)
        buf_add_byte(page->out, ' ');
    html_add_text(page->out, text);
    buf_format(page->out, "</%s>\n", tag);
}

/* Opens the headings that differ from the row before; true when a new list must begin. */
static bool add_headings(ReportPage *page, size_t row, bool first) {
    const ReportEvidence *evidence = &page->evidence;
    const struct {
        const char *tag;
        size_t number, text;
    } levels[] = {{"h4", SIZE_MAX, evidence->section},
                  {"h5", SIZE_MAX, evidence->subsection},
                  {"h6", evidence->number, evidence->task}};
    bool fresh = first;
    for (size_t i = 0; i < 3; i++) {
        Slice number = text_at(evidence, row, levels[i].number),
              text = text_at(evidence, row, levels[i].text);
        bool same = row > 0 &&
                    slice_equal(text, text_at(evidence, row - 1, levels[i].text)) &&
                    slice_equal(number, text_at(evidence, row - 1, levels[i].number));
        if (same && !fresh)
            continue;
        if (!fresh)
            buf_add(page->out, S("</ul>\n"));
        fresh = true;
        if (text.n || number.n)
            add_heading(page, levels[i].tag, number, text);
    }
    return fresh;
}

static size_t add_plan(ReportPage *page, size_t row, size_t number) {
    const ReportEvidence *evidence = &page->evidence;
    Slice plan = text_at(evidence, row, evidence->plan);
    size_t end = row;
    while (end < evidence->n_rows &&
           slice_equal(plan, text_at(evidence, end, evidence->plan)))
        end++;
    buf_format(page->out, "<details class=plan id=p%zu><summary>", number);
    html_add_text(page->out, report_name(page->report->plans, plan));
    buf_format(page->out, T(" <small>%zu measures</small>", " <small>%zu 条举措</small>"),
               end - row);
    buf_add(page->out, S("</summary>\n"));
    for (size_t i = row; i < end; i++) {
        if (add_headings(page, i, i == row))
            buf_add(page->out, S("<ul>\n"));
        add_measure(page, i);
    }
    buf_add(page->out, S("</ul></details>\n"));
    return end;
}

void evidence_outline(ReportPage *page) {
    size_t row = 0;
    for (size_t number = 1; row < page->evidence.n_rows; number++)
        row = add_plan(page, row, number);
}
