/* SPDX-License-Identifier: GPL-3.0-or-later */
/* similar and map: distances by hand, the correspondence analysis of the smoke table with
 * its published values, and the edges. */
#include "base/base.h"

#include "check.h"
#include "compare/map.h"
#include "compare/similar.h"
#include "corpus_maker.h"

static Table similar(const Corpus *corpus, SimilarOptions options, Arena *arena) {
    Table table = {0};
    Err err = {0};
    check_ok(similar_table(corpus, &options, arena, &table, &err), &err);
    return table;
}

static Table mapped(const Corpus *corpus, MapOptions options, Arena *arena) {
    Table table = {0};
    Err err = {0};
    check_ok(map_table(corpus, &options, arena, &table, &err), &err);
    return table;
}

static size_t row_of(const Table *table, const char *key, const char *value,
                     const char *other_key, const char *other_value) {
    for (size_t i = 0; i < table_rows(table); i++) {
        if (slice_equal(corpus_text(table, i, key), slice_of(value)) &&
            slice_equal(corpus_text(table, i, other_key), slice_of(other_value)))
            return i;
    }
    fail_msg("no row %s %s", value, other_value);
    return 0;
}

/* The counts (12,0,3,5) and (6,2,0,5): cosine .9017892519 by reference; a third plan is
 * the first doubled. */
static const Corpus *three_plans(CorpusMaker *maker) {
    static const size_t counts[3][4] = {{12, 0, 3, 5}, {6, 2, 0, 5}, {24, 0, 6, 10}};
    static const char *const slugs[] = {"one", "two", "three"};
    static const char *const codes[] = {"a", "b", "c", "d"};
    corpus_begin(maker, "a b c d");
    for (size_t i = 0; i < 3; i++) {
        corpus_plan(maker, slugs[i]);
        for (size_t k = 0; k < 4; k++)
            corpus_measures(maker, counts[i][k], codes[k]);
        corpus_measures(maker, 4, ""); /* without a theme: no part of it */
    }
    return corpus_end(maker);
}

static void distances_by_hand(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    Table table = similar(three_plans(&maker), (SimilarOptions){0}, &arena);
    assert_int_equal(table_rows(&table), 9);
    size_t row = row_of(&table, "plan", "one", "other", "two");
    check_close(corpus_number(&table, row, "cosine"), 0.9017892519, 1e-9);
    check_close(corpus_number(&table, row, "likeness"),
                1 - corpus_number(&table, row, "js_distance"), 1e-12);
    check_close(corpus_number(&table, row, "measures"), 20, 0);
    /* Four themes: 3 / (8 ln 2) (1/20 + 1/13) bits. */
    check_close(corpus_number(&table, row, "chance"),
                sqrt(3 / (8 * log(2)) * (1.0 / 20 + 1.0 / 13)), 1e-12);
    /* 0 of 20 against 2 of 13, 3 of 20 against none; 12/20 - 6/13 is less than 2/13. */
    check_slice(corpus_text(&table, row, "theme"), "b");
    check_close(corpus_number(&table, row, "difference"), -2.0 / 13, 1e-12);
    assert_int_equal(corpus_cell(&table, row, "difference")->n_measures, 2);
    row = row_of(&table, "plan", "one", "other", "three");
    check_close(corpus_number(&table, row, "likeness"), 1, 1e-9);
    check_close(corpus_number(&table, row, "joined_at"), 0, 1e-9);
    row = row_of(&table, "plan", "two", "other", "two");
    check_close(corpus_number(&table, row, "likeness"), NAN, 0);
    assert_true(corpus_noted(&table, "Nearest: one and three"));
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* What is alike stands together, by both likenesses and linkages. */
static void alike_plans_stand_together(void **state) {
    static const SimilarOptions options[] = {
        {0}, {.likeness = LIKENESS_COSINE}, {.ward = true}};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        CorpusMaker maker;
        Arena arena = {0};
        Table table = similar(three_plans(&maker), options[i], &arena);
        Slice first = corpus_text(&table, 0, "plan");
        Slice middle = corpus_text(&table, 3, "plan");
        assert_false(slice_equal(middle, S("two")));
        assert_true(slice_equal(first, S("two")) ||
                    slice_equal(corpus_text(&table, 6, "plan"), S("two")));
        table_release(&table);
        arena_release(&arena);
        corpus_release(&maker);
    }
}

static void too_few_and_too_many(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    Err err = {0};
    Table table = {0};
    corpus_begin(&maker, "a b");
    corpus_plan(&maker, "coded");
    corpus_measures(&maker, 3, "a");
    corpus_plan(&maker, "bare");
    corpus_plan(&maker, "uncoded");
    corpus_measures(&maker, 3, "");
    const Corpus *corpus = corpus_end(&maker);
    assert_false(similar_table(corpus, &(SimilarOptions){0}, &arena, &table, &err));
    assert_true(slice_contains(slice_of(err.text), S("not 1")));
    assert_false(map_table(corpus, &(MapOptions){0}, &arena, &table, &err));
    corpus_release(&maker);

    corpus_begin(&maker, "a b");
    for (size_t i = 0; i < SIMILAR_MOST + 1; i++) {
        corpus_plan(&maker, arena_format(&arena, "p%zu", i).p);
        corpus_measures(&maker, 1 + i % 3, i % 2 ? "a" : "b");
    }
    corpus = corpus_end(&maker);
    assert_false(similar_table(corpus, &(SimilarOptions){0}, &arena, &table, &err));
    assert_true(slice_contains(slice_of(err.text), S("501 plans make 125250 pairs")));
    corpus_release(&maker);
    arena_release(&arena);
}

/* ---- The map ---- */

/* The staff groups of the smoke data (Greenacre) as plans, the kinds of smokers as
 * themes. */
static const Corpus *smoke(CorpusMaker *maker) {
    static const size_t counts[5][4] = {
        {4, 2, 3, 2}, {4, 3, 7, 4}, {25, 10, 12, 4}, {18, 24, 33, 13}, {10, 6, 7, 2}};
    static const char *const slugs[] = {"1-sm", "2-jm", "3-se", "4-je", "5-sc"};
    static const char *const codes[] = {"none", "light", "medium", "heavy"};
    corpus_begin(maker, "none light medium heavy");
    for (size_t i = 0; i < 5; i++) {
        corpus_plan(maker, slugs[i]);
        for (size_t k = 0; k < 4; k++)
            corpus_measures(maker, counts[i][k], codes[k]);
    }
    return corpus_end(maker);
}

/* Published values; each axis with the sign that makes its largest plan positive. */
static void smoke_map(void **state) {
    static const double x[] = {0.0657683838803, -0.2589584214304, 0.3805948870502,
                               -0.2329519082227, 0.2010891218841};
    static const double y[] = {0.1937370036216, 0.2433045749015, 0.0106599072049,
                               -0.0577439077532, -0.0789112309292};
    static const double mass[] = {.0569948186528, .0932642487047, .264248704663,
                                  .455958549223, .129533678756};
    static const double part[] = {3.29765803647, 83.65871230225, 512.00554896482,
                                  330.97394703672, 70.06413365974};
    static const double theme_x[] = {0.3933084485787, -0.0994559207934, -0.1963209563953,
                                     -0.2937759852437};
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    Table table = mapped(smoke(&maker), (MapOptions){0}, &arena);
    assert_int_equal(table_rows(&table), 9);
    for (size_t i = 0; i < 5; i++) {
        check_close(corpus_number(&table, i, "x"), x[i], 1e-9);
        check_close(corpus_number(&table, i, "y"), y[i], 1e-9);
        check_close(corpus_number(&table, i, "mass"), mass[i], 1e-9);
        check_close(corpus_number(&table, i, "contribution_x"), part[i] / 1000, 1e-9);
    }
    for (size_t i = 0; i < 4; i++)
        check_close(corpus_number(&table, 5 + i, "x"), theme_x[i], 1e-9);
    check_close(corpus_number(&table, 0, "inertia_share"),
                .00267293236339 / .0851898604778, 1e-9);
    assert_true(corpus_noted(&table, "total inertia 0.0852"));
    assert_true(corpus_noted(&table, "Axis 1 is 51 % the work of one plan, 3-se"));
    assert_true(slice_contains(
        slice_of(table.columns.at[table_find_column(&table, "x")].heading), S("87.8")));
    assert_int_equal(corpus_cell(&table, 5, "measures")->n_measures, 61);
    assert_int_equal(corpus_cell(&table, 0, "measures")->n_measures, 11);
    Table again = mapped(&maker.corpus, (MapOptions){0}, &arena);
    corpus_check_same(&table, &again);
    table_release(&again);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

/* Distances on the plane are those between three plans, which always lie in one. */
static void scaling_keeps_distances(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    const Corpus *corpus = three_plans(&maker);
    Table points = mapped(corpus, (MapOptions){.mds = true}, &arena);
    Table pairs = similar(corpus, (SimilarOptions){0}, &arena);
    assert_int_equal(table_rows(&points), 3);
    size_t one = row_of(&points, "point", "one", "kind", "plan");
    size_t two = row_of(&points, "point", "two", "kind", "plan");
    double x = corpus_number(&points, one, "x") - corpus_number(&points, two, "x");
    double y = corpus_number(&points, one, "y") - corpus_number(&points, two, "y");
    size_t row = row_of(&pairs, "plan", "one", "other", "two");
    check_close(hypot(x, y), corpus_number(&pairs, row, "js_distance"), 1e-9);
    check_close(corpus_number(&points, 0, "quality"), NAN, 0);
    table_release(&points);
    table_release(&pairs);
    arena_release(&arena);
    corpus_release(&maker);
}

/* All alike: no axis, no inertia, and no number that is none. */
static void identical_plans(void **state) {
    (void)state;
    CorpusMaker maker;
    Arena arena = {0};
    corpus_begin(&maker, "a b");
    for (size_t i = 0; i < 4; i++) {
        corpus_plan(&maker, arena_format(&arena, "p%zu", i).p);
        corpus_measures(&maker, 2, "a");
        corpus_measures(&maker, 3, "b");
    }
    const Corpus *corpus = corpus_end(&maker);
    Table table = mapped(corpus, (MapOptions){0}, &arena);
    check_close(corpus_number(&table, 0, "x"), 0, 0);
    check_close(corpus_number(&table, 0, "inertia_share"), NAN, 0);
    table_release(&table);
    table = similar(corpus, (SimilarOptions){0}, &arena);
    check_close(corpus_number(&table, 1, "likeness"), 1, 1e-9);
    assert_int_equal(corpus_cell(&table, 1, "theme")->type, CELL_NONE);
    table_release(&table);
    arena_release(&arena);
    corpus_release(&maker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_by_hand),
        cmocka_unit_test(alike_plans_stand_together),
        cmocka_unit_test(too_few_and_too_many),
        cmocka_unit_test(smoke_map),
        cmocka_unit_test(scaling_keeps_distances),
        cmocka_unit_test(identical_plans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
