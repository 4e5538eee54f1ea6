/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "check.h"
#include "corpus_maker.h"

static uint32_t theme_of(const CorpusMaker *maker, Slice code) {
    for (uint32_t i = 0; i < maker->themes.n; i++) {
        if (slice_equal(maker->themes.at[i].code, code))
            return i;
    }
    return UINT32_MAX;
}

void corpus_begin(CorpusMaker *maker, const char *codes) {
    *maker = (CorpusMaker){0};
    for (Slice left = slice_of(codes); left.n;) {
        Cut cut = slice_cut(left, S(" "));
        Cut parts = slice_cut(cut.head, S("."));
        uint32_t parent = parts.found ? theme_of(maker, parts.head) : UINT32_MAX;
        vec_push(&maker->themes, (ThemeInfo){.code = cut.head,
                                             .en = cut.head,
                                             .zh = cut.head,
                                             .parent = parent,
                                             .core = maker->themes.n < 2});
        left = cut.tail;
    }
}

CorpusPlan *corpus_plan(CorpusMaker *maker, const char *slug) {
    vec_push(&maker->plans, (CorpusPlan){.id = (int64_t)maker->plans.n + 1,
                                         .slug = slice_of(slug),
                                         .title = slice_of(slug),
                                         .label = slice_of(slug),
                                         .first = maker->measures.n});
    return vec_last(&maker->plans);
}

CorpusMeasure *corpus_measure(CorpusMaker *maker, const char *codes) {
    CorpusPlan *plan = vec_last(&maker->plans);
    CorpusMeasure measure = {.id = measure_id(plan->id, (uint32_t)plan->n),
                             .plan = (uint32_t)maker->plans.n - 1,
                             .task = (uint32_t)maker->measures.n,
                             .position = (uint32_t)++plan->n,
                             .characters = 20};
    uint32_t *themes = ARENA_ARRAY(&maker->arena, uint32_t, maker->themes.n);
    for (Slice left = slice_of(codes); left.n;) {
        Cut cut = slice_cut(left, S(" "));
        uint32_t theme = theme_of(maker, cut.head);
        assert_int_not_equal(theme, UINT32_MAX);
        themes[measure.n_themes++] = theme;
        left = cut.tail;
    }
    measure.themes = themes;
    vec_push(&maker->measures, measure);
    return vec_last(&maker->measures);
}

void corpus_measures(CorpusMaker *maker, size_t n, const char *codes) {
    for (size_t i = 0; i < n; i++)
        corpus_measure(maker, codes);
}

const Corpus *corpus_end(CorpusMaker *maker) {
    maker->corpus = (Corpus){.plans = maker->plans.at,
                             .n_plans = maker->plans.n,
                             .themes = maker->themes.at,
                             .n_themes = maker->themes.n,
                             .measures = maker->measures.at,
                             .n_measures = maker->measures.n,
                             .scheme = S("test (0)")};
    return &maker->corpus;
}

void corpus_release(CorpusMaker *maker) {
    vec_release(&maker->themes);
    vec_release(&maker->plans);
    vec_release(&maker->measures);
    arena_release(&maker->arena);
}

const Corpus *corpus_toy(CorpusMaker *maker) {
    static const char *const codes[] = {"t1", "t2", "t3", "t4", "t5"};
    static const size_t counts[2][5] = {{40, 25, 10, 5, 20}, {30, 30, 30, 8, 2}};
    corpus_begin(maker, "t1 t2 t3 t4 t5");
    for (size_t plan = 0; plan < 2; plan++) {
        corpus_plan(maker, plan ? "second" : "first");
        for (size_t i = 0; i < 5; i++)
            corpus_measures(maker, counts[plan][i], codes[i]);
    }
    return corpus_end(maker);
}

const Cell *corpus_cell(const Table *table, size_t row, const char *key) {
    size_t column = table_find_column(table, key);
    if (column == SIZE_MAX)
        fail_msg("table %s has no column %s", table->name, key);
    assert_true(row < table_rows(table));
    return table_cell(table, row, column);
}

double corpus_number(const Table *table, size_t row, const char *key) {
    const Cell *cell = corpus_cell(table, row, key);
    assert_true(cell->type != CELL_TEXT);
    return cell->type == CELL_COUNT  ? (double)cell->as.count
           : cell->type == CELL_REAL ? cell->as.real
                                     : NAN;
}

Slice corpus_text(const Table *table, size_t row, const char *key) {
    const Cell *cell = corpus_cell(table, row, key);
    assert_int_equal(cell->type, CELL_TEXT);
    return cell->as.text;
}

bool corpus_noted(const Table *table, const char *words) {
    for (size_t i = 0; i < table->notes.n; i++) {
        if (slice_contains(table->notes.at[i], slice_of(words)))
            return true;
    }
    return false;
}

static void check_same_cell(const Cell *a, const Cell *b) {
    assert_int_equal(a->type, b->type);
    if (a->type == CELL_TEXT)
        assert_true(slice_equal(a->as.text, b->as.text));
    if (a->type == CELL_COUNT)
        assert_int_equal(a->as.count, b->as.count);
    if (a->type == CELL_REAL)
        assert_memory_equal(&a->as.real, &b->as.real, sizeof a->as.real);
    assert_int_equal(a->n_measures, b->n_measures);
    if (a->n_measures)
        assert_memory_equal(a->measures, b->measures,
                            a->n_measures * sizeof *a->measures);
}

void corpus_check_same(const Table *a, const Table *b) {
    assert_int_equal(a->columns.n, b->columns.n);
    assert_int_equal(a->cells.n, b->cells.n);
    assert_int_equal(a->notes.n, b->notes.n);
    for (size_t i = 0; i < a->cells.n; i++)
        check_same_cell(&a->cells.at[i], &b->cells.at[i]);
    for (size_t i = 0; i < a->notes.n; i++)
        assert_true(slice_equal(a->notes.at[i], b->notes.at[i]));
}
