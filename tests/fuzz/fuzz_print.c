/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pdftotext puts out, made into paragraphs. */
#include "fuzz_read.h"
#include "read/pdf_p.h"
#include "read/read_p.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Slice output = {(const char *)data, size};
    if (utf8_valid_length(output) != size) /* refused before */
        return 0;
    Arena scratch = {0};
    PdfLines lines = {0};
    Document document = {0};
    unsigned pages = 0;
    pdf_cut(&scratch, output, &lines, &pages);
    pdf_mark_furniture(&lines, pages, &document);
    pdf_add_blocks(&lines, &document);
    fuzz_check(&document);
    document_release(&document);
    vec_release(&lines);
    arena_release(&scratch);
    return 0;
}
