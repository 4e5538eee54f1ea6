/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of print to paragraphs. Chinese print indents a paragraph's first line by two
 * characters and fills its lines to the margin, so that indent and width tell where one
 * ends. It does not know what the text says. */
#include "base/base.h"

#include "base/normalize.h"
#include "base/utf8.h"
#include "read/pdf_p.h"
#include "read/read_p.h"

enum {
    GAP = 3,    /* spaces within a line that divide cells */
    EDGE = 2,   /* lines at a page's top and bottom that may be furniture */
    SLACK = 6,  /* columns that a full line may lack: punctuation does not begin a line */
    INDENT = 2, /* columns at least, of a first line */
    COLUMNS = 1024, /* of a line, counted */
    LINES_MIN = 4,  /* to tell indents by */
    FULL_MIN = 40,  /* columns of a line that fills a page; shorter ones are a list */
};

/* ---- Lines
 * ---------------------------------------------------------------------------------- */

static bool is_wide(uint32_t rune) {
    return rune_columns(rune, 2) == 2;
}

/* Radicals that fonts map characters to (⼯ for 工) and spaces that pdftotext sees
 * between Chinese characters and digits are artefacts of print, not of the text. */
static void add_line_text(Slice raw, Buf *out) {
    uint32_t before = ' ';
    for (size_t at = 0; at < raw.n;) {
        Rune next = utf8_decode(raw, at);
        size_t begin = at;
        at += next.length;
        Rune after = at < raw.n ? utf8_decode(raw, at) : (Rune){' ', 0};
        bool lone = next.rune == ' ' && before != ' ' && after.rune != ' ';
        if (lone && (is_wide(before) || is_wide(after.rune)))
            continue;
        before = next.rune;
        if (next.rune < 0x2E80 || next.rune > 0x2FD5) {
            buf_add(out, slice_sub(raw, begin, at));
            continue;
        }
        Arena scratch = {0};
        buf_add(out, text_fold(&scratch, slice_sub(raw, begin, at), 0).text);
        arena_release(&scratch);
    }
}

static bool has_gaps(Slice text) {
    size_t spaces = 0;
    for (size_t i = 0; i < text.n; i++) {
        spaces = text.p[i] == ' ' ? spaces + 1 : 0;
        if (spaces == GAP)
            return true;
    }
    return false;
}

/* Quotes and circled numbers take two columns in Chinese print. */
static unsigned columns_of(Slice text) {
    unsigned n = 0;
    for (size_t at = 0; at < text.n && n < COLUMNS - 2;) {
        Rune next = utf8_decode(text, at);
        n += (unsigned)rune_columns(next.rune, 2);
        at += next.length;
    }
    return n;
}

void pdf_cut(Arena *keep, Slice output, PdfLines *lines, unsigned *pages) {
    Buf clean = {0};
    *pages = 0;
    if (slice_ends(output, S("\f")))
        output.n--;
    for (Cut page = {.tail = output, .found = true}; page.found;) {
        page = slice_cut(page.tail, S("\f"));
        ++*pages;
        for (Cut line = {.tail = page.head, .found = true}; line.found;) {
            line = slice_cut(line.tail, S("\n"));
            Slice text = slice_trim(line.head);
            if (text.n == 0)
                continue;
            buf_clear(&clean);
            add_line_text(text, &clean);
            size_t indent = (size_t)(text.p - line.head.p);
            vec_push(lines,
                     (PdfLine){.text = arena_copy(keep, buf_slice(&clean)),
                               .page = *pages,
                               .indent = columns_of(slice_sub(line.head, 0, indent)),
                               .width = columns_of(slice_trim_end(line.head)),
                               .gaps = has_gaps(text)});
        }
    }
    buf_release(&clean);
}

/* ---- Headers, footers, page numbers
 * ------------------------------------------------------------- */

/* The line with its digits as # and without spaces: what is the same on all pages. */
static Slice pattern_of(Arena *keep, Slice text) {
    Buf out = {0};
    for (size_t i = 0; i < text.n; i++) {
        bool digit = text.p[i] >= '0' && text.p[i] <= '9';
        if (digit && out.n && out.p[out.n - 1] == '#')
            continue;
        if (text.p[i] != ' ')
            buf_add_byte(&out, digit ? '#' : text.p[i]);
    }
    Slice pattern = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return pattern;
}

/* Page numbers that say so by their dress; a bare number needs its like on other pages.
 */
static bool is_dressed_number(Slice pattern) {
    static const char *const dresses[] = {
        "-#-",         "—#—",          "–#–",         "―#―",   "－#－",
        "─#─",         "~#~",          "·#·",         "第#页", "第#页共#页",
        "第#页,共#页", "第#页，共#页", "第#页/共#页", "#/#",   "Page#",
        "Page#of#",    "－#—",         "——#——",       "--#--",
    };
    for (size_t i = 0; i < sizeof dresses / sizeof *dresses; i++) {
        if (slice_equal(pattern, slice_of(dresses[i])))
            return true;
    }
    return false;
}

typedef struct {
    Slice pattern;
    size_t line;
} Edge;

static int by_pattern(const void *a, const void *b) {
    const Edge *left = a, *right = b;
    int order = slice_compare(left->pattern, right->pattern);
    return order ? order : (left->line > right->line) - (left->line < right->line);
}

/* Whether line i is among the first or last lines of its page. */
static bool is_at_edge(const PdfLines *lines, size_t i) {
    unsigned page = lines->at[i].page;
    bool top = i < EDGE || lines->at[i - EDGE].page != page;
    return top || i + EDGE >= lines->n || lines->at[i + EDGE].page != page;
}

static void mark(PdfLines *lines, const Edge *edges, size_t n, unsigned pages,
                 Document *document) {
    const PdfLine *first = &lines->at[edges[0].line];
    bool dressed = is_dressed_number(edges[0].pattern);
    size_t on = 1; /* so many pages: edges are in the order of lines */
    for (size_t i = 1; i < n; i++)
        on += lines->at[edges[i].line].page != lines->at[edges[i - 1].line].page;
    bool often = on >= 3 || (on == 2 && pages == 2), mostly = on * 2 >= pages;
    if (!dressed && !(often && mostly))
        return;
    size_t kept = first->gaps && !dressed; /* a table's header row, repeated, is read once
                                            */
    for (size_t i = kept; i < n; i++)
        lines->at[edges[i].line].furniture = true;
    document_diag(document, "page-furniture", (Span){0}, first->text);
}

void pdf_mark_furniture(PdfLines *lines, unsigned pages, Document *document) {
    Arena scratch = {0};
    VEC(Edge) edges = {0};
    for (size_t i = 0; i < lines->n; i++) {
        if (is_at_edge(lines, i))
            vec_push(&edges, (Edge){pattern_of(&scratch, lines->at[i].text), i});
    }
    if (edges.n)
        qsort(edges.at, edges.n, sizeof *edges.at, by_pattern);
    for (size_t i = 0, next; i < edges.n; i = next) {
        next = i + 1;
        while (next < edges.n && slice_equal(edges.at[i].pattern, edges.at[next].pattern))
            next++;
        mark(lines, edges.at + i, next - i, pages, document);
    }
    vec_release(&edges);
    arena_release(&scratch);
}

/* ---- Paragraphs
 * --------------------------------------------------------------------------------- */

typedef struct {
    unsigned margin; /* columns before lines that do not begin a paragraph */
    unsigned full;   /* the width of a full line */
    bool indented;   /* first lines stand out, so that paragraphs can be told */
} Measure;

/* The least value that at least `share` of the counted have or are below. */
static unsigned quantile(const size_t counts[COLUMNS], size_t n, double share) {
    size_t sum = 0;
    for (unsigned i = 0; i < COLUMNS; i++) {
        sum += counts[i];
        if (sum && (double)sum >= share * (double)n)
            return i;
    }
    return COLUMNS - 1;
}

/* Of one page, or of all when page is 0: pages printed on both sides have two margins. */
static Measure measure_of(const PdfLines *lines, unsigned page) {
    size_t indents[COLUMNS] = {0}, widths[COLUMNS] = {0}, n = 0, in = 0;
    for (size_t i = 0; i < lines->n; i++) {
        const PdfLine *line = &lines->at[i];
        if (line->furniture || line->gaps || (page && line->page != page))
            continue;
        n++;
        indents[line->indent]++;
        widths[line->width]++;
    }
    Measure measure = {.margin = quantile(indents, n, 0.1),
                       .full = quantile(widths, n, 0.9)};
    for (unsigned i = measure.margin + INDENT; i < COLUMNS; i++)
        in += indents[i];
    measure.indented = n >= LINES_MIN && in * 20 >= n && (n - in) * 20 >= n;
    return measure;
}

static bool is_full(const Measure *measure, const PdfLine *line) {
    return measure->full >= FULL_MIN && line->width + SLACK >= measure->full;
}

static bool ends_sentence(Slice text) {
    static const char *const ends[] = {"。", "！", "？", "：", "；",
                                       "!",  "?",  ":",  ";",  "."};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (slice_ends(text, slice_of(ends[i])))
            return true;
    }
    return false;
}

/* A title of two lines: both stand in the middle, the first is long, the second is no
 * note or number of its own. */
static bool is_split_title(const Measure *measure, const PdfLine *before,
                           const PdfLine *line) {
    unsigned left = before->indent - measure->margin,
             next_left = line->indent - measure->margin;
    bool middle = before->indent >= measure->margin &&
                  line->indent > measure->margin + 2 * INDENT && next_left > left &&
                  line->width + next_left <= measure->full + SLACK &&
                  line->width + next_left + SLACK >= measure->full;
    bool is_long =
        (before->width - before->indent) * 5 >= (measure->full - measure->margin) * 3;
    bool note = slice_starts(line->text, S("（")) || slice_starts(line->text, S("—")) ||
                slice_ends(before->text, S("号")) || slice_ends(line->text, S("号"));
    return middle && is_long && !note && !ends_sentence(before->text) &&
           before->page == line->page;
}

/* Whether the line goes on what the one before began: where first lines are indented, one
 * that is not, after a full one; elsewhere one after a full line that ends in mid
 * sentence. */
static bool goes_on(const Measure *measure, const PdfLine *before, const PdfLine *line) {
    if (before->gaps || line->gaps || line->page > before->page + 1)
        return false;
    if (is_split_title(measure, before, line))
        return true;
    if (!measure->indented)
        return is_full(measure, before) && !ends_sentence(before->text);
    return line->indent < measure->margin + INDENT && is_full(measure, before);
}

static void add_joined(Buf *out, Slice text) {
    if (out->n) {
        Rune before = utf8_decode_before(buf_slice(out), out->n),
             next = utf8_decode(text, 0);
        if (!is_wide(before.rune) && !is_wide(next.rune))
            buf_add_byte(out, ' ');
    }
    buf_add(out, text);
}

static void note_tables(const PdfLines *lines, Document *document) {
    for (size_t i = 0, next; i < lines->n; i = next) {
        size_t rows = 0;
        for (next = i; next < lines->n && lines->at[next].page == lines->at[i].page;
             next++)
            rows += lines->at[next].gaps && !lines->at[next].furniture;
        if (rows >= 3)
            document_diag(document, "page-with-table", (Span){0},
                          arena_format(&document->arena, "%u", lines->at[i].page));
    }
}

/* The measure of a page: its own, or where it has few lines that of the document. */
static Measure measure_of_page(const PdfLines *lines, unsigned page, const Measure *all) {
    Measure own = measure_of(lines, page);
    if (!own.indented || !all->indented)
        return *all;
    return own;
}

void pdf_add_blocks(const PdfLines *lines, Document *document) {
    Builder builder = {.document = document};
    Measure all = measure_of(lines, 0), measure = all, last = all;
    const PdfLine *before = NULL;
    Block model = {0};
    Buf text = {0};
    for (size_t i = 0; i < lines->n; i++) {
        const PdfLine *line = &lines->at[i];
        if (line->furniture)
            continue;
        last = measure;
        if (!before || before->page != line->page)
            measure = measure_of_page(lines, line->page, &all);
        /* over a page's end the line before is full by its own page's measure */
        bool full = before && is_full(&last, before);
        bool on = before && goes_on(&measure, before, line) &&
                  (before->page == line->page || full);
        if (!on) {
            build_block(&builder, &model, buf_slice(&text));
            buf_clear(&text);
            model.page = line->page;
            model.kind = all.indented && !line->gaps ? BLOCK_PARAGRAPH : BLOCK_LINE;
        }
        add_joined(&text, line->text);
        before = line;
    }
    build_block(&builder, &model, buf_slice(&text));
    build_finish(&builder);
    note_tables(lines, document);
    buf_release(&text);
}
