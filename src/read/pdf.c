/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF through pdftotext, a program of its own: what a hostile file does to it, it does
 * not do to us. Its -layout keeps indents, by which Chinese print marks paragraphs;
 * without it lines come in the same order, but bare. */
#include "base/base.h"

#include "base/child.h"
#include "base/utf8.h"
#include "read/pdf_p.h"
#include "read/read_p.h"

#define MEMORY_MAX ((size_t)2 << 30)

static bool run_pdftotext(const Source *source, ChildResult *result, Err *err) {
    static const char *const argv[] = {"pdftotext", "-layout", "-enc", "UTF-8", "-eol",
                                       "unix",      "-",       "-",    NULL};
    Child child = {.argv = argv,
                   .input = source->bytes,
                   .seconds = source->options->seconds,
                   .memory = MEMORY_MAX,
                   .output = *source->left,
                   .package = "poppler-utils"};
    if (!child_run(&child, result, err))
        return false;
    Slice said = buf_slice(&result->errors);
    if (slice_contains(said, S("Incorrect password")))
        return err_set(err, T("is encrypted: a password is needed", "已加密，需要密码"));
    if (result->status == 0)
        return true;
    Slice why = child_complaint(result);
    return err_set(err, T("pdftotext cannot read it: %.*s", "pdftotext 无法读取：%.*s"),
                   SLICE_ARG(why));
}

/* How many Han characters, and others that show, a page has. */
typedef struct {
    size_t han, others;
} PageText;

static PageText page_text(const PdfLines *lines, unsigned page) {
    PageText sum = {0};
    for (size_t i = 0; i < lines->n; i++) {
        const PdfLine *line = &lines->at[i];
        if (line->page != page || line->furniture)
            continue;
        for (size_t at = 0; at < line->text.n;) {
            Rune next = utf8_decode(line->text, at);
            at += next.length;
            if (rune_is_han(next.rune))
                sum.han++;
            else if (!rune_is_space(next.rune))
                sum.others++;
        }
    }
    return sum;
}

enum { FEW = 5, MANY = 100 };

/* Names the pages that are pictures, or whose fonts hide what their signs mean. True when
 * any page has text. */
static bool check_pages(const PdfLines *lines, unsigned pages, Document *document) {
    bool any = false;
    for (unsigned page = 1; page <= pages; page++) {
        PageText text = page_text(lines, page);
        Slice number = arena_format(&document->arena, "%u", page);
        any |= text.han + text.others > 0;
        if (text.han + text.others < FEW)
            document_diag(document, "page-without-text", (Span){0}, number);
        else if (text.others > MANY && text.han * 5 < text.others)
            document_diag(document, "page-suspicious", (Span){0}, number);
    }
    return any;
}

static bool read_output(const ChildResult *result, Document *document, Err *err) {
    Arena scratch = {0};
    PdfLines lines = {0};
    unsigned pages = 0;
    bool fonts = slice_contains(buf_slice(&result->errors), S("Missing language pack"));
    if (fonts)
        document_diag(document, "pdf-without-cmaps", (Span){0}, S("poppler-data"));
    pdf_cut(&scratch, buf_slice(&result->out), &lines, &pages);
    pdf_mark_furniture(&lines, pages, document);
    bool ok = check_pages(&lines, pages, document);
    if (ok)
        pdf_add_blocks(&lines, document);
    else if (fonts)
        err_set(err,
                T("its Chinese fonts cannot be read without the package poppler-data",
                  "缺少软件包 poppler-data，无法读取其中的中文字体"));
    else
        err_set(
            err,
            T("no text on any of its %u pages: scanned pictures, which need OCR first",
              "全部 %u 页均无文字：可能是扫描件，需先做文字识别"),
            pages);
    vec_release(&lines);
    arena_release(&scratch);
    return ok;
}

bool pdf_read(const Source *source, Document *document, Err *err) {
    ChildResult result;
    bool ok = run_pdftotext(source, &result, err);
    if (ok && utf8_valid_length(buf_slice(&result.out)) != result.out.n)
        ok = err_set(
            err, T("pdftotext put out what is not UTF-8", "pdftotext 的输出不是 UTF-8"));
    if (ok)
        ok = read_output(&result, document, err);
    child_release(&result);
    return ok;
}
