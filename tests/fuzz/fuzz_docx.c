/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The XML of Word files: document, styles and numbering, divided by lines of "----". */
#include "fuzz_read.h"
#include "read/docx_p.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const names[] = {"word/document.xml", "word/styles.xml",
                                        "word/numbering.xml"};
    Package package = {.main = slice_of(names[0]),
                       .styles = slice_of(names[1]),
                       .numbering = slice_of(names[2])};
    Cut cut = {.tail = {(const char *)data, size}, .found = true};
    for (size_t i = 0; i < 3 && cut.found; i++) {
        cut = slice_cut(cut.tail, S("\n----\n"));
        Part part = {.name = slice_of(names[i])};
        buf_add(&part.bytes, cut.head);
        vec_push(&package.parts, part);
    }
    Document document = {0};
    Err err = {0};
    if (docx_read_package(&package, &document, &err))
        fuzz_check(&document);
    document_release(&document);
    package_release(&package);
    return 0;
}
