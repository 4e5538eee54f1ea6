/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans into the database and back. */
#include "base/base.h"

#include <unistd.h>

#include "check.h"
#include "store_check.h"

static void test_round_trip(void **state) {
    (void)state;
    Store *store = check_store();
    check_scheme(store, 9);
    for (uint64_t seed = 1; seed <= 40; seed++) {
        Arena keep = {0};
        PlanMaker maker;
        maker_random(&maker, seed, seed * 3 % 50, 9);
        PlanPut put = check_put(store, &maker, "a/plan.txt", seed, &keep);
        assert_int_equal(put.result, seed == 1 ? PUT_ADDED : PUT_REPLACED);
        PlanTree tree;
        PlanCoding coding;
        Err err;
        check_ok(store_load_tree(store, put.plan, &keep, &tree, &err), &err);
        check_ok(store_load_coding(store, put.plan, NULL, &coding, &err), &err);
        check_trees_equal(&tree, &maker.tree);
        check_codings_equal(&coding, &maker.coding);
        plan_tree_release(&tree);
        plan_coding_release(&coding);
        maker_release(&maker);
        arena_release(&keep);
    }
    check_store_end(store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
