/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measures behind cells, compared and counted. */
#include "base/base.h"

#include "present/evidence_p.h"

bool table_column_has_evidence(const Table *table, size_t column) {
    for (size_t row = 0; row < table_rows(table); row++) {
        if (table_cell(table, row, column)->n_measures)
            return true;
    }
    return false;
}

bool cell_same_evidence(const Cell *a, const Cell *b) {
    if (a->n_measures != b->n_measures)
        return false;
    return a->measures == b->measures || a->n_measures == 0 ||
           memcmp(a->measures, b->measures, a->n_measures * sizeof *a->measures) == 0;
}
