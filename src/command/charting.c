/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "base/file.h"
#include "command/charting.h"
#include "present/csv.h"
#include "present/font.h"

bool charting_has_rows(const Analysis *analysis, size_t k, const Table *table) {
    const char *only = analysis->charts[k].spec.only;
    size_t column = only ? table_find_column(table, only) : SIZE_MAX;
    for (size_t row = 0; row < table_rows(table); row++)
        if (column == SIZE_MAX || table_cell(table, row, column)->as.count != 0)
            return true;
    return false;
}

bool charting_draw(const Analysis *analysis, size_t k, const Table *table, Slice folder,
                   Arena *keep, ChartFiles *files, Err *err) {
    ChartPlace place = {.folder = arena_cstring(keep, folder),
                        .stem = analysis->charts[k].name};
    ChartSpec spec = analysis_chart_spec(analysis, k, table, keep);
    return font_find(keep, &place.font, err) &&
           chart_draw(table, &spec, &place, keep, files, err);
}

bool charting_write_csv(const Table *table, Slice folder, Arena *scratch, Err *err) {
    Buf csv = {0};
    table_csv(table,
              (CsvStyle){.bom = true, .crlf = true, .headings = true, .guard = true},
              &csv);
    Slice path = path_join(scratch, folder, arena_format(scratch, "%s.csv", table->name));
    bool ok = file_write(path, buf_slice(&csv), err);
    buf_release(&csv);
    return ok;
}
