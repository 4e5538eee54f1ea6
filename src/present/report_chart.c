/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of the report: the SVG itself in the page, links to its files under it. */
#include "base/base.h"

#include "base/file.h"
#include "present/report_p.h"

static void add_links(ReportPage *page, const ReportBlock *block, const char *stem) {
    const struct {
        const char *suffix, *name;
    } kinds[] = {{".svg", "SVG"},
                 {".png", "PNG"},
                 {".csv", "CSV"},
                 {".gp", "gnuplot"},
                 {".dat", T("data", "数据")},
                 {"-legend.html", T("legend", "图例")}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        Slice name = arena_format(page->scratch, "%s%s", stem, kinds[i].suffix);
        if (file_kind(path_join(page->scratch, slice_of(block->folder), name)) !=
            FILE_REGULAR)
            continue;
        buf_add(page->out, S(" <a class=file href=\""));
        html_add_attribute(page->out, slice_of(block->href ? block->href : ""));
        html_add_attribute(page->out, name);
        buf_format(page->out, "\">%s</a>", kinds[i].name);
    }
}

bool report_chart(ReportPage *page, const ReportBlock *block) {
    for (size_t i = 0; i < block->files.n; i++) {
        const char *stem = block->files.stems[i];
        Slice name = arena_format(page->scratch, "%s.svg", stem);
        Buf svg = {0};
        if (!file_read(path_join(page->scratch, slice_of(block->folder), name), 0, &svg,
                       page->err)) {
            buf_release(&svg);
            return false;
        }
        size_t begin = slice_find(buf_slice(&svg), S("<svg"), 0);
        buf_add(page->out, S("<figure><div class=scroll tabindex=0>\n"));
        if (begin != SIZE_MAX)
            buf_add(page->out, slice_sub(buf_slice(&svg), begin, svg.n));
        buf_add(page->out, S("</div><figcaption>"));
        html_add_text(page->out, block->text);
        add_links(page, block, stem);
        buf_add(page->out, S("</figcaption></figure>\n"));
        buf_release(&svg);
    }
    return true;
}
