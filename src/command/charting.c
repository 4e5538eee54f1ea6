/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "base/file.h"
#include "command/charting.h"
#include "present/csv.h"
#include "present/font.h"

/* The files of a chart that are there, for the record. */
static void note_files(Context *context, const char *stem, const ChartFiles *files) {
    static const char *const endings[] = {"svg", "png", "gp", "dat"};
    for (size_t i = 0; i < files->n; i++) {
        for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
            vec_push(&context->written,
                     arena_format(&context->arena, "%s.%s", files->stems[i], endings[k]));
    }
    if (!files->numbered)
        return;
    vec_push(&context->written, arena_format(&context->arena, "%s-legend.txt", stem));
    vec_push(&context->written, arena_format(&context->arena, "%s-legend.html", stem));
}

bool charting_draw(Context *context, const Analysis *analysis, size_t k,
                   const Table *table, ChartFiles *files, Err *err) {
    Arena *keep = &context->arena;
    ChartPlace place = {.folder = arena_cstring(keep, context->folder),
                        .stem = analysis->charts[k].name};
    ChartSpec spec = analysis_chart_spec(analysis, k, table, keep);
    if (!font_find(keep, &place.font, err) ||
        !chart_draw(table, &spec, &place, keep, files, err))
        return false;
    note_files(context, place.stem, files);
    return true;
}

bool charting_write_csv(Context *context, const Table *table, Err *err) {
    Buf csv = {0};
    table_csv(table,
              (CsvStyle){.bom = true, .crlf = true, .headings = true, .guard = true},
              &csv);
    Slice name = arena_format(&context->arena, "%s.csv", table->name);
    vec_push(&context->written, name);
    bool ok = file_write(path_join(&context->arena, context->folder, name),
                         buf_slice(&csv), err);
    buf_release(&csv);
    return ok;
}
