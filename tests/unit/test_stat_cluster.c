/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clustering against R's hclust: heights, merges, order, cuts and the cophenetic
 * correlation. */
#include "base/base.h"

#include "../reference/r_data.h"
#include "check.h"
#include "stat/cluster.h"
#include "stat/distance.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static int make_arena(void **state) {
    static Arena arena;
    *state = &arena;
    return 0;
}

static int drop_arena(void **state) {
    arena_release(*state);
    return 0;
}

static Grid euclid(Arena *keep, const double *item, size_t n, size_t width) {
    double *d = ARENA_ARRAY(keep, double, n *n);
    for (size_t i = 0; i < n * n; i++)
        d[i] = distance_euclid(item + i / n * width, item + i % n * width, width);
    return (Grid){d, n, n};
}

static void us_arrests(void **state) {
    static const struct {
        Linkage linkage;
        double last, correlation;
        const ptrdiff_t *merge;
        const size_t *order, *cut;
    } rows[] = {
        {LINKAGE_AVERAGE, 152.313999381, 0.765898317727, AVERAGE_MERGE, AVERAGE_ORDER,
         AVERAGE_CUT},
        {LINKAGE_WARD_D2, 700.878601949, 0.760961253226, WARD_D2_MERGE, WARD_D2_ORDER,
         WARD_D2_CUT},
        {LINKAGE_COMPLETE, 293.622751162, 0.763692574411, COMPLETE_MERGE, COMPLETE_ORDER,
         COMPLETE_CUT},
        {LINKAGE_SINGLE, 38.52791196, 0.570250532487, SINGLE_MERGE, SINGLE_ORDER,
         SINGLE_CUT},
    };
    Grid distance = euclid(*state, US_ARRESTS, 50, 4);
    for (size_t i = 0; i < COUNT(rows); i++) {
        Dendrogram tree;
        Err err = {0};
        check_ok(dendrogram_build(*state, distance, rows[i].linkage, &tree, &err), &err);
        check_close(tree.step[0].height, 2.29128784748, 1e-9);
        check_close(tree.step[48].height, rows[i].last, 1e-9);
        check_close(dendrogram_correlation(&tree, distance), rows[i].correlation, 1e-9);
        for (size_t s = 0; s < 49; s++) {
            assert_int_equal(tree.step[s].first, rows[i].merge[2 * s]);
            assert_int_equal(tree.step[s].second, rows[i].merge[2 * s + 1]);
        }
        assert_memory_equal(tree.order, rows[i].order, 50 * sizeof *tree.order);
        size_t group[50];
        dendrogram_cut(&tree, 4, group);
        assert_memory_equal(group, rows[i].cut, sizeof group);
    }
}

/* Heights never fall, and an item is 0 from itself. */
static void cophenetic(void **state) {
    Grid distance = euclid(*state, US_ARRESTS, 50, 4);
    Dendrogram tree;
    check_ok(dendrogram_build(*state, distance, LINKAGE_SINGLE, &tree, NULL), NULL);
    double *square = ARENA_ARRAY(*state, double, 50 * 50);
    dendrogram_cophenetic(&tree, square);
    for (size_t i = 0; i < 50; i++) {
        assert_true(square[i * 50 + i] == 0);
        for (size_t j = 0; j < 50; j++) {
            assert_true(square[i * 50 + j] == square[j * 50 + i]);
            /* single linkage never lifts a pair above its distance */
            assert_true(square[i * 50 + j] <= grid_at(distance, i, j));
        }
    }
    for (size_t s = 1; s < 49; s++)
        assert_true(tree.step[s].height >= tree.step[s - 1].height);
}

static void few_items(void **state) {
    Dendrogram tree;
    Err err = {0};
    check_ok(dendrogram_build(*state, (Grid){NULL, 0, 0}, LINKAGE_AVERAGE, &tree, &err),
             &err);
    assert_int_equal(tree.n, 0);
    dendrogram_cut(&tree, 1, NULL);
    assert_true(isnan(dendrogram_correlation(&tree, (Grid){NULL, 0, 0})));
    static const double one[] = {0}, two[] = {0, 3, 3, 0};
    check_ok(dendrogram_build(*state, (Grid){one, 1, 1}, LINKAGE_WARD_D2, &tree, &err),
             &err);
    assert_int_equal(tree.order[0], 0);
    size_t group[2];
    dendrogram_cut(&tree, 1, group);
    assert_int_equal(group[0], 0);
    check_ok(dendrogram_build(*state, (Grid){two, 2, 2}, LINKAGE_WARD_D2, &tree, &err),
             &err);
    assert_true(tree.step[0].first == -1 && tree.step[0].second == -2);
    check_close(tree.step[0].height, 3, 1e-15);
    assert_true(isnan(dendrogram_correlation(&tree, (Grid){two, 2, 2})));
    dendrogram_cut(&tree, 2, group);
    assert_true(group[0] == 0 && group[1] == 1);
    /* All the same: every linkage gives the same tree, and no correlation. */
    static const double same[16] = {0};
    for (Linkage linkage = LINKAGE_AVERAGE; linkage <= LINKAGE_SINGLE; linkage++) {
        check_ok(dendrogram_build(*state, (Grid){same, 4, 4}, linkage, &tree, &err),
                 &err);
        assert_true(tree.order[0] == 3 && tree.step[2].height == 0);
        assert_true(isnan(dendrogram_correlation(&tree, (Grid){same, 4, 4})));
    }
}

static void bad_distances(void **state) {
    static const struct {
        double cell[4];
        size_t cols;
        const char *message;
    } rows[] = {
        {{0, NAN, 1, 0}, 2, "items 1 and 2 is nan"},
        {{0, -1, 1, 0}, 2, "items 1 and 2 is -1"},
        {{0, INFINITY, 1, 0}, 2, "items 1 and 2 is inf"},
        {{0, 1, 1, 0}, 4, "1 by 4 distances are not square"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Dendrogram tree;
        Err err = {0};
        Grid grid = {rows[i].cell, 4 / rows[i].cols, rows[i].cols};
        assert_false(dendrogram_build(*state, grid, LINKAGE_AVERAGE, &tree, &err));
        if (!strstr(err.text, rows[i].message))
            fail_msg("\"%s\" is not in \"%s\"", rows[i].message, err.text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(us_arrests),
        cmocka_unit_test(cophenetic),
        cmocka_unit_test(few_items),
        cmocka_unit_test(bad_distances),
    };
    return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
