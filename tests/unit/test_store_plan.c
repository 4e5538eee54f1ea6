/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans into the database and back; what a second reading keeps. */
#include "base/base.h"

#include <sqlite3.h>

#include "check.h"
#include "store_check.h"

static void check_loaded(Store *store, int64_t plan, const PlanMaker *maker) {
    Arena keep = {0};
    PlanTree tree;
    PlanCoding coding;
    Err err;
    check_ok(store_load_tree(store, plan, &keep, &tree, &err), &err);
    check_ok(store_load_coding(store, plan, NULL, &coding, &err), &err);
    check_trees_equal(&tree, &maker->tree);
    check_codings_equal(&coding, &maker->coding);
    plan_tree_release(&tree);
    plan_coding_release(&coding);
    arena_release(&keep);
}

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
        check_loaded(store, put.plan, &maker);
        maker_release(&maker);
        arena_release(&keep);
    }
    check_store_end(store);
}

/* Names as people write them, and what they become. */
static void test_slugs(void **state) {
    (void)state;
    static const struct {
        const char *name, *slug;
    } cases[] = {
        {"2023年工作要点", "2023年工作要点"},
        {"East District (2023) FINAL", "east-district-2023-final"},
        {"Ａ区２０２３", "a区2023"},
        {"  ..//  ", "plan"},
        {"", "plan"},
        {"a—b…c", "a-b-c"},
        {"-a-", "a"},
        {"\xff\xfe坏", "坏"},
        {"甲乙市人民政府办公室关于加强学校体育工作的实施意见(ABC-12-140979)",
         "甲乙市人民政府办公室"},
        {"甲乙市教育局关于印发2024年全市教育工作要点的通知 (A-1)", "甲乙市教育局-2024"},
        {"甲乙市中小学校园安全工作方案-ABC-CLI-12-1402836-二次印发稿",
         "甲乙市中小学校园安全工作方案-abc-cli-12"},
        {"关于进一步加强和改进全市中小学校体育工作的若干意见的通知",
         "关于进一步加强和改进全市中小学校体育工作"},
        {"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
         "abcdefghijklmnopqrstuvwxyzabcdefghijklmn"},
        {"east-district-education-bureau-work-plan-2024-final",
         "east-district-education-bureau-work-plan"},
        {"一二三四五六七八九十一二三四五六七八九十一",
         "一二三四五六七八九十一二三四五六七八九十"},
    };
    Arena keep = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_slice(slug_of(slice_of(cases[i].name), &keep), cases[i].slug);
    arena_release(&keep);
}

static void test_same_names(void **state) {
    (void)state;
    Arena keep = {0};
    Store *store = check_store();
    PlanMaker maker;
    maker_random(&maker, 1, 5, 3);
    maker.coding.codings.n = maker.coding.evidence.n = 0;
    check_scheme(store, 3);
    check_slice(check_put(store, &maker, "plan 1", 1, &keep).slug, "plan-1");
    check_slice(check_put(store, &maker, "plan/1", 2, &keep).slug, "plan-1-2");
    check_slice(check_put(store, &maker, "plan_1", 3, &keep).slug, "plan-1-3");
    const char *long_names[][2] = {
        {"甲乙市教育局关于印发2024年全市体育工作要点的通知", "甲乙市教育局-2024"},
        {"甲乙市教育局关于印发2024年全市安全工作要点的通知",
         "甲乙市教育局-印发2024年全市安全工作要点"},
        {"甲乙市教育局关于印发2024年全市安全工作要点的函件",
         "甲乙市教育局-印发2024年全市安全工作要点-2"},
    };
    for (size_t i = 0; i < 3; i++)
        check_slice(check_put(store, &maker, long_names[i][0], 4 + i, &keep).slug,
                    long_names[i][1]);
    maker_release(&maker);
    arena_release(&keep);
    check_store_end(store);
}

static size_t count_plans(Store *store, Arena *keep) {
    PlanList plans;
    Err err;
    check_ok(store_plans(store, keep, &plans, &err), &err);
    return plans.n;
}

static void test_results(void **state) {
    (void)state;
    Arena keep = {0};
    Err err;
    Store *store = check_store();
    check_scheme(store, 9);
    PlanMaker one, two;
    maker_random(&one, 1, 20, 9);
    maker_random(&two, 2, 20, 9);
    PlanPut first = check_put(store, &one, "one", 1, &keep);
    assert_int_equal(first.result, PUT_ADDED);
    assert_int_equal(check_put(store, &one, "one", 1, &keep).result, PUT_UNCHANGED);
    /* The same bytes elsewhere. */
    PlanPut put = check_put(store, &one, "copy", 1, &keep);
    assert_int_equal(put.result, PUT_DUPLICATE);
    check_slice(put.slug, "one");
    assert_int_equal(count_plans(store, &keep), 1);
    PlanInput input = check_input(&one, "copy", 1, &keep);
    input.keep_duplicate = true;
    check_ok(store_put_plan(store, &input, &put, &keep, &err), &err);
    assert_int_equal(put.result, PUT_ADDED);
    /* Another parser. */
    input = check_input(&one, "one", 1, &keep);
    input.parse_key = S("parser 2");
    check_ok(store_foresee(store, &input, true, &put, &keep, &err), &err);
    assert_int_equal(put.result, PUT_REPARSED);
    check_ok(store_put_plan(store, &input, &put, &keep, &err), &err);
    assert_int_equal(put.result, PUT_REPARSED);
    assert_int_equal(put.plan, first.plan);
    /* Another text of the same bytes, then other bytes. */
    input.tree = &two.tree;
    input.coding = &two.coding;
    input.source.text = two.tree.text;
    check_ok(store_put_plan(store, &input, &put, &keep, &err), &err);
    assert_int_equal(put.result, PUT_REPLACED);
    check_loaded(store, first.plan, &two);
    put = check_put(store, &one, "one", 3, &keep);
    assert_int_equal(put.result, PUT_REPLACED);
    assert_int_equal(put.plan, first.plan);
    check_slice(put.slug, "one");
    check_loaded(store, first.plan, &one);
    check_ok(store_remove_plan(store, first.plan, &err), &err);
    assert_false(store_remove_plan(store, first.plan, &err));
    assert_int_equal(count_plans(store, &keep), 1);
    maker_release(&one);
    maker_release(&two);
    arena_release(&keep);
    check_store_end(store);
}

static int64_t rows_of(const char *sql) {
    sqlite3 *db;
    sqlite3_stmt *stmt;
    assert_int_equal(sqlite3_open_v2(check_store_path(), &db, SQLITE_OPEN_READONLY, NULL),
                     SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return n;
}

/* Nothing of a plan that was removed stays behind, whoever removes it. */
static void test_remove(void **state) {
    (void)state;
    static const char *const tables[] = {"parsed",     "node",   "node_text", "piece",
                                         "duty",       "target", "deadline",  "metadatum",
                                         "diagnostic", "coded",  "coding",    "evidence"};
    Arena keep = {0};
    Err err;
    Store *store = check_store();
    check_scheme(store, 9);
    PlanMaker maker;
    maker_random(&maker, 4, 60, 9);
    PlanPut put = check_put(store, &maker, "one", 1, &keep);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        assert_true(rows_of(arena_format(&keep, "SELECT count(*) FROM %s", tables[i]).p) >
                    0);
    check_ok(store_remove_plan(store, put.plan, &err), &err);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        assert_int_equal(
            rows_of(arena_format(&keep, "SELECT count(*) FROM %s", tables[i]).p), 0);
    maker_release(&maker);
    arena_release(&keep);
    check_store_end(store);
}

/* What any SQL tool sees through the views is what the program reads. */
static void test_views(void **state) {
    (void)state;
    Arena keep = {0};
    Store *store = check_store();
    check_scheme(store, 9);
    PlanMaker maker;
    maker_random(&maker, 5, 80, 9);
    check_put(store, &maker, "one", 1, &keep);
    const PlanCoding *coding = &maker.coding;
    assert_int_equal(rows_of("SELECT count(*) FROM evidence_hit"), coding->evidence.n);
    assert_int_equal(rows_of("SELECT count(*) FROM measure_theme"), coding->codings.n);
    assert_int_equal(rows_of("SELECT count(*) FROM outline"), maker.tree.nodes.n);
    assert_int_equal(rows_of("SELECT year FROM plan_overview"), 2025);
    int64_t sum = 0, headings = 0;
    for (size_t i = 0; i < coding->evidence.n; i++) {
        sum += (int64_t)coding->evidence.at[i].span.at;
        headings += coding->evidence.at[i].from_heading;
    }
    assert_int_equal(rows_of("SELECT sum(span_at) FROM evidence_hit"), sum);
    assert_int_equal(rows_of("SELECT sum(from_heading) FROM evidence_hit"), headings);
    assert_int_equal(
        rows_of(
            "SELECT count(*) FROM evidence_hit JOIN measure ON measure.id = measure"
            " WHERE NOT from_heading AND instr(text, term) = 0 AND instr(term, char(10)) = 0"),
        0);
    maker_release(&maker);
    arena_release(&keep);
    check_store_end(store);
}

static void make_notes(PlanMaker *maker, const char *first, const char *second,
                       const char *third) {
    maker_begin(maker, "要点");
    const char *texts[] = {first, second, third};
    for (size_t i = 0; i < 3; i++)
        if (*texts[i])
            maker_leaf(maker, 0, NODE_MEASURE, PART_PLAN, texts[i]);
    maker_end(maker);
}

static void check_passage(Store *store, size_t i, const char *text,
                          const PlanMaker *maker, size_t at) {
    Arena keep = {0};
    HumanList humans;
    Err err;
    check_ok(store_humans(store, 0, S(""), &keep, &humans, &err), &err);
    assert_true(i < humans.n);
    const HumanRow *row = &humans.at[i];
    assert_int_equal(row->found, text != NULL);
    if (text) {
        check_slice(slice_at(maker->tree.text, row->span), text);
        assert_int_equal(row->span.at, at);
        assert_int_not_equal(row->measure, 0);
    }
    arena_release(&keep);
}

/* A changed file keeps its slug, what was set by hand, and people's codings where their
 * passages went. */
static void test_second_reading(void **state) {
    (void)state;
    Arena keep = {0};
    Err err;
    Store *store = check_store();
    check_scheme(store, 3);
    PlanMaker one, two, three;
    make_notes(&one, "加强安全。", "办好体育。", "加强安全。");
    make_notes(&two, "新的一条，很长很长。加强\n安全。", "加强安全。", "办好艺术。");
    make_notes(&three, "办好体育。", "", "");
    PlanPut put = check_put(store, &one, "one", 1, &keep);
    check_ok(store_set(store, put.plan, S("year"), S("2023"), &err), &err);
    HumanCode second = {one.tree.nodes.at[2].body, S("t1"), S("li"), S("")};
    HumanCode third = {one.tree.nodes.at[3].body, S("t0"), S("li"), S("2024-02-03")};
    check_ok(store_add_human(store, put.plan, &second, &err), &err);
    check_ok(store_add_human(store, put.plan, &third, &err), &err);

    PlanPut again = check_put(store, &two, "one", 2, &keep);
    assert_int_equal(again.plan, put.plan);
    assert_int_equal(again.lost_codings, 1);
    check_passage(store, 0, NULL, NULL, 0);
    /* Still the second of two. */
    check_passage(store, 1, "加强安全。", &two, two.tree.nodes.at[2].body.at);
    SettingList settings;
    check_ok(store_settings(store, put.plan, &keep, &settings, &err), &err);
    assert_int_equal(settings.n, 1);

    again = check_put(store, &three, "one", 3, &keep);
    assert_int_equal(again.lost_codings, 1);
    check_passage(store, 0, "办好体育。", &three,
                  three.tree.nodes.at[1].body.at); /* found
                                                      again
                                                    */
    maker_release(&one);
    maker_release(&two);
    maker_release(&three);
    arena_release(&keep);
    check_store_end(store);
}

/* The stored document alone gives the same derived rows again. */
static void test_rebuild(void **state) {
    (void)state;
    Arena keep = {0};
    Err err;
    Store *store = check_store();
    check_scheme(store, 9);
    PlanMaker maker;
    maker_random(&maker, 6, 30, 9);
    PlanPut put = check_put(store, &maker, "one", 1, &keep);
    PlanIds ids;
    check_ok(store_stale_plans(store, S("parser 1"), &keep, &ids, &err), &err);
    assert_int_equal(ids.n, 0);
    check_ok(store_stale_plans(store, S("parser 2"), &keep, &ids, &err), &err);
    assert_int_equal(ids.n, 1);
    check_ok(store_rebuild_begin(store, &err), &err);
    check_scheme(store, 9);
    check_ok(store_plan_ids(store, &keep, &ids, &err), &err);
    assert_int_equal(ids.n, 1);
    PlanInput input = check_input(&maker, "one", 1, &keep);
    check_ok(store_load_source(store, ids.at[0], &keep, &input.source, &err), &err);
    check_slice(input.source.source, "one");
    assert_true(slice_equal(input.source.text, maker.tree.text));
    assert_true(slice_equal(input.source.blocks, S("blocks\0packed")));
    check_ok(store_put_parsed(store, ids.at[0], &input, &err), &err);
    check_ok(store_commit(store, &err), &err);
    check_loaded(store, put.plan, &maker);
    check_ok(store_check(store, &err), &err);
    maker_release(&maker);
    arena_release(&keep);
    check_store_end(store);
}

/* A newer version of the scheme: old codings go, plans are to be coded again, other
 * schemes' stay. */
static void test_schemes(void **state) {
    (void)state;
    Arena keep = {0};
    Err err;
    Store *store = check_store();
    PlanMaker maker;
    maker_random(&maker, 7, 30, 3);
    PlanInput input = check_input(&maker, "one", 1, &keep);
    PlanPut put;
    /* Coded by no scheme. */
    assert_false(store_put_plan(store, &input, &put, &keep, &err));
    assert_non_null(strstr(err.text, check_store_path()));
    check_scheme(store, 3);
    put = check_put(store, &maker, "one", 1, &keep);
    check_scheme(store, 3); /* in use already */
    PlanIds ids;
    check_ok(store_stale_plans(store, S(""), &keep, &ids, &err), &err);
    assert_int_equal(ids.n, 0);
    check_scheme(store, 6);
    check_ok(store_stale_plans(store, S(""), &keep, &ids, &err), &err);
    assert_int_equal(ids.n, 1);
    assert_int_equal(rows_of("SELECT count(*) FROM coding"), 0);
    assert_int_equal(rows_of("SELECT count(*) FROM scheme"), 2);
    check_ok(store_put_coding(store, put.plan, "rules", &maker.coding, &err), &err);
    check_loaded(store, put.plan, &maker);
    maker_release(&maker);
    arena_release(&keep);
    check_store_end(store);
}

/* A batch commits by itself, but never within a transaction that the caller holds; what
 * fails takes only itself. */
static void test_batch(void **state) {
    (void)state;
    Arena keep = {0};
    Err err;
    Store *store = check_store();
    check_scheme(store, 3);
    store_batch(store);
    for (uint64_t i = 1; i <= 200; i++) {
        PlanMaker maker;
        maker_random(&maker, i, 3, 3);
        bool nested = i % 3 == 0, fails = i % 50 == 0;
        if (nested || fails)
            check_ok(store_begin(store, &err), &err);
        PlanPut put =
            check_put(store, &maker, arena_format(&keep, "%u", (unsigned)i).p, i, &keep);
        if (nested)
            check_ok(store_set(store, put.plan, S("year"), S("2020"), &err), &err);
        if (fails)
            store_rollback(store);
        else if (nested)
            check_ok(store_commit(store, &err), &err);
        maker_release(&maker);
        /* Another connection sees whole batches only. */
        int64_t seen = rows_of("SELECT count(*) FROM plan");
        assert_true(seen == 0 || seen >= 15); /* those taken back count as put */
    }
    check_ok(store_batch_end(store, &err), &err);
    assert_int_equal(rows_of("SELECT count(*) FROM plan"), 196);
    assert_int_equal(rows_of("SELECT count(*) FROM setting"), 65);
    arena_release(&keep);
    check_store_end(store);
}

static void test_broken_tree(void **state) {
    (void)state;
    Arena keep = {0};
    Err err;
    Store *store = check_store();
    PlanMaker maker;
    maker_random(&maker, 8, 10, 3);
    PlanInput input = check_input(&maker, "one", 1, &keep);
    input.coding = NULL;
    maker.tree.nodes.at[3].body.end += 1; /* within a character */
    PlanPut put;
    assert_false(store_put_plan(store, &input, &put, &keep, &err));
    maker.tree.nodes.at[3].body.end -= 1;
    assert_int_equal(count_plans(store, &keep), 0);
    input.source.sha256 = S("short");
    assert_false(store_put_plan(store, &input, &put, &keep, &err));
    assert_int_equal(count_plans(store, &keep), 0);
    maker_release(&maker);
    arena_release(&keep);
    check_store_end(store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),     cmocka_unit_test(test_slugs),
        cmocka_unit_test(test_same_names),     cmocka_unit_test(test_results),
        cmocka_unit_test(test_remove),         cmocka_unit_test(test_views),
        cmocka_unit_test(test_second_reading), cmocka_unit_test(test_rebuild),
        cmocka_unit_test(test_schemes),        cmocka_unit_test(test_batch),
        cmocka_unit_test(test_broken_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
