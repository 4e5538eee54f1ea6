/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Correspondence analysis against R's ca, classical scaling against R's cmdscale. */
#include "base/base.h"

#include "../reference/r_data.h"
#include "check.h"
#include "stat/contingency.h"
#include "stat/ordination.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))
#define GRID(cells, cols) ((Grid){(cells), COUNT(cells) / (cols), (cols)})

static const double EXACT = 1e-9;

static const double SMOKE[] = {4,  2, 3,  2,  4,  3,  7,  4, 25, 10,
                               12, 4, 18, 24, 33, 13, 10, 6, 7,  2};
static const double HAIR_EYE[] = {68, 20, 15, 5,  119, 84, 54, 29,
                                  26, 17, 14, 14, 7,   94, 10, 16};

static int make_arena(void **state) {
    static Arena arena;
    *state = &arena;
    return 0;
}

static int drop_arena(void **state) {
    arena_release(*state);
    return 0;
}

static Correspondence analyse(Arena *keep, Grid counts) {
    Correspondence ca;
    Err err = {0};
    check_ok(correspondence_analysis(keep, counts, &ca, &err), &err);
    return ca;
}

static void check_all(const double *actual, const double *expected, size_t n,
                      size_t stride, double sign) {
    for (size_t i = 0; i < n; i++)
        check_close(actual[i * stride], sign * expected[i], EXACT);
}

/* R: summary(ca::ca(smoke)). Rows SM JM SE JE SC, columns none light medium heavy. R's
 * first axis has the largest row (SE) negative and its second SM negative, so both turn
 * round here. */
static void smoke(void **state) {
    Correspondence ca = analyse(*state, GRID(SMOKE, 4));
    assert_int_equal(ca.axes, 3);
    check_close(ca.inertia, .0851898604778, EXACT);
    static const double singular[] = {.273421114557, .100085865697, .0203365208395};
    static const double inertia[] = {.0747591058858, .0100171805122, .000413574079856};
    static const double share[] = {.877558731361, .117586535018, .00485473362131};
    check_all(ca.singular, singular, 3, 1, 1);
    check_all(ca.axis_inertia, inertia, 3, 1, 1);
    check_all(ca.axis_share, share, 3, 1, 1);
    static const double mass[] = {.0569948186528, .0932642487047, .264248704663,
                                  .455958549223, .129533678756};
    static const double distance[] = {.216559029562, .356921027698, .380779048144,
                                      .240024740192, .216169195539};
    static const double row_inertia[] = {.00267293236339, .011881176996, .0383141288020,
                                         .0262686273553, .00605299496113};
    check_all(ca.rows.mass, mass, 5, 1, 1);
    check_all(ca.rows.distance, distance, 5, 1, 1);
    check_all(ca.rows.inertia, row_inertia, 5, 1, 1);
    static const double row_1[] = {-.0657683838803, .2589584214304, -.3805948870502,
                                   .2329519082227, -.2010891218841};
    static const double row_2[] = {-.1937370036216, -.2433045749015, -.0106599072049,
                                   .0577439077532, .0789112309292};
    static const double col_1[] = {-.3933084485787, .0994559207934, .1963209563953,
                                   .2937759852437};
    static const double col_2[] = {-.0304920711092, .1410642892002, .0073591085868,
                                   -.1977656563490};
    check_all(ca.rows.principal, row_1, 5, 3, -1);
    check_all(ca.rows.principal + 1, row_2, 5, 3, -1);
    check_all(ca.cols.principal, col_1, 4, 3, -1);
    check_all(ca.cols.principal + 1, col_2, 4, 3, -1);
    static const double contribution[] = {.00329765803647, .08365871230225,
                                          .51200554896482, .33097394703672,
                                          .07006413365974};
    static const double quality[] = {.0922320256583, .5263999125139, .9990329480523,
                                     .9419341184951, .8653455059348};
    check_all(ca.rows.contribution, contribution, 5, 3, 1);
    check_all(ca.rows.quality, quality, 5, 3, 1);
}

/* Inertias of R's author (12 x 26, wider than tall) and HairEyeColor. */
static void inertias(void **state) {
    static const double author[] = {.00766386063993, .00368832368639, .00241120120778};
    static const double hair[] = {.208772651651, .022226614574, .0025984392242};
    Correspondence ca = analyse(*state, GRID(AUTHOR, 26));
    assert_int_equal(ca.axes, 11);
    check_all(ca.axis_inertia, author, 3, 1, 1);
    check_close(ca.inertia, .0187348225567, EXACT);
    ca = analyse(*state, GRID(HAIR_EYE, 4));
    check_all(ca.axis_inertia, hair, 3, 1, 1);
    check_close(ca.inertia, .233597705449, EXACT);
    double n = 592;
    check_close(ca.inertia, contingency_association(GRID(HAIR_EYE, 4)).chi2 / n, 1e-12);
}

static double column_sum(const double *value, size_t n, size_t stride) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += value[i * stride];
    return sum;
}

/* Parts sum to 1 on every axis and point; turning the table on its side swaps rows and
 * columns (up to sign). */
static void identities(void **state) {
    Correspondence ca = analyse(*state, GRID(AUTHOR, 26));
    for (size_t axis = 0; axis < ca.axes; axis++) {
        check_close(column_sum(ca.rows.contribution + axis, 12, ca.axes), 1, 1e-10);
        check_close(column_sum(ca.cols.contribution + axis, 26, ca.axes), 1, 1e-10);
    }
    for (size_t i = 0; i < 26; i++)
        check_close(column_sum(ca.cols.quality + i * ca.axes, ca.axes, 1), 1, 1e-8);
    double *turned = ARENA_ARRAY(*state, double, 12 * 26);
    for (size_t i = 0; i < 12 * 26; i++)
        turned[i % 26 * 12 + i / 26] = AUTHOR[i];
    Correspondence other = analyse(*state, (Grid){turned, 26, 12});
    check_all(other.axis_inertia, ca.axis_inertia, 11, 1, 1);
    for (size_t i = 0; i < 12 * ca.axes; i++)
        check_close(fabs(other.cols.principal[i]), fabs(ca.rows.principal[i]), 1e-7);
}

/* Empty rows and columns are NaN and change nothing else. */
static void empty_points(void **state) {
    double padded[6 * 5] = {0};
    for (size_t i = 0; i < 5; i++)
        memcpy(padded + (i + (i > 1)) * 5, SMOKE + i * 4, 4 * sizeof *padded);
    Correspondence ca = analyse(*state, GRID(padded, 5));
    check_close(ca.inertia, .0851898604778, EXACT);
    assert_int_equal(ca.axes, 3);
    assert_true(isnan(ca.rows.principal[2 * 3]) && isnan(ca.rows.distance[2]));
    assert_true(isnan(ca.cols.quality[4 * 3]) && ca.cols.mass[4] == 0);
    check_close(ca.rows.principal[3 * 3], .3805948870502, EXACT);
}

static void edges(void **state) {
    /* No association: no axes. */
    static const double independent[] = {1, 2, 2, 4, 3, 6};
    Correspondence ca = analyse(*state, GRID(independent, 2));
    assert_int_equal(ca.axes, 0);
    check_close(ca.inertia, 0, 0);
    static const struct {
        double cell[4];
        const char *message;
    } bad[] = {
        {{0, 0, 0, 0}, "there are 0 and 0"},
        {{1, 2, 0, 0}, "there are 1 and 2"},
        {{1, NAN, 0, 0}, "row 1, column 2: nan"},
        {{1, 2, -3, 0}, "row 2, column 1: -3"},
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        Err err = {0};
        assert_false(correspondence_analysis(*state, GRID(bad[i].cell, 2), &ca, &err));
        if (!strstr(err.text, bad[i].message))
            fail_msg("\"%s\" is not in \"%s\"", bad[i].message, err.text);
    }
    assert_false(correspondence_analysis(*state, (Grid){NULL, 0, 0}, &ca, NULL));
}

/* R: cmdscale(eurodist, k = 2, eig = TRUE). */
static void eurodist(void **state) {
    double *square = ARENA_ARRAY(*state, double, 21 * 21);
    size_t at = 0;
    for (size_t j = 0; j < 21; j++) {
        for (size_t i = j + 1; i < 21; i++)
            square[i * 21 + j] = square[j * 21 + i] = EURODIST[at++];
    }
    Scaling map;
    Err err = {0};
    check_ok(scaling_classical(*state, (Grid){square, 21, 21}, 2, &map, &err), &err);
    check_close(map.fit_absolute, .753754315508, EXACT);
    check_close(map.fit_positive, .867913429648, EXACT);
    check_close(map.eigenvalue[0], 19538377.0895, EXACT);
    /* R's second axis has Stockholm, the farthest, at -1836.79: it turns round here. */
    check_close(map.point[0], 2290.2746796315, EXACT);
    check_close(map.point[1], -1798.802928085, EXACT);
    check_close(map.point[19 * 2 + 1], 1836.7905503932, EXACT);
}

/* Points on a plane come back with their distances; no more axes than there are. */
static void scaling_edges(void **state) {
    static const double square[] = {0, 3, 5, 3, 0, 4, 5, 4, 0};
    Scaling map;
    Err err = {0};
    check_ok(scaling_classical(*state, GRID(square, 3), 5, &map, &err), &err);
    assert_int_equal(map.axes, 2);
    check_close(map.fit_positive, 1, 1e-12);
    double across = hypot(map.point[0] - map.point[4], map.point[1] - map.point[5]);
    check_close(across, 5, 1e-12);
    check_ok(scaling_classical(*state, (Grid){NULL, 0, 0}, 2, &map, &err), &err);
    static const double zero[4] = {0}, broken[] = {0, NAN, NAN, 0};
    check_ok(scaling_classical(*state, GRID(zero, 2), 2, &map, &err), &err);
    assert_true(map.axes == 0 && isnan(map.fit_absolute));
    check_ok(scaling_classical(*state, (Grid){zero, 1, 1}, 2, &map, &err), &err);
    assert_int_equal(map.axes, 0);
    assert_false(scaling_classical(*state, GRID(broken, 2), 2, &map, &err));
    assert_non_null(strstr(err.text, "items 1 and 2"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(smoke),         cmocka_unit_test(inertias),
        cmocka_unit_test(identities),    cmocka_unit_test(empty_points),
        cmocka_unit_test(edges),         cmocka_unit_test(eurodist),
        cmocka_unit_test(scaling_edges),
    };
    return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
