/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The different values of a column, numbered by first appearance, through a hash table
 * that orders nothing. */
#include "base/base.h"

#include "present/keys_p.h"

typedef struct {
    Slice *names;  /* [rows] by number */
    size_t *slots; /* number + 1, 0 is free */
    size_t mask;
} Index;

static Index index_new(size_t rows, Arena *arena) {
    size_t size = 16;
    while (size < rows * 2)
        size *= 2;
    return (Index){ARENA_ARRAY(arena, Slice, rows), ARENA_ARRAY(arena, size_t, size),
                   size - 1};
}

/* The slot that holds the name, or the free one where it belongs. */
static size_t *index_slot(Index *index, Slice name) {
    size_t at = (size_t)slice_hash(name) & index->mask;
    while (index->slots[at] && !slice_equal(index->names[index->slots[at] - 1], name))
        at = (at + 1) & index->mask;
    return &index->slots[at];
}

Keys keys_of(const Table *table, size_t column, const bool *keep_row, Arena *keep) {
    size_t rows = table_rows(table);
    Arena scratch = {0};
    Index index = index_new(rows, &scratch);
    Buf shown = {0};
    Keys keys = {0, ARENA_ARRAY(keep, size_t, rows), ARENA_ARRAY(keep, size_t, rows)};
    for (size_t row = 0; row < rows; row++) {
        keys.of_row[row] = SIZE_MAX;
        if (keep_row && !keep_row[row])
            continue;
        buf_clear(&shown);
        cell_show(&table->columns.at[column], table_cell(table, row, column), &shown);
        size_t *slot = index_slot(&index, buf_slice(&shown));
        if (*slot == 0) {
            index.names[keys.n] = arena_copy(&scratch, buf_slice(&shown));
            keys.first[keys.n++] = row;
            *slot = keys.n;
        }
        keys.of_row[row] = *slot - 1;
    }
    buf_release(&shown);
    arena_release(&scratch);
    return keys;
}
