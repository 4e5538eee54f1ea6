/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines: as written and as days, in sentences, in duty clauses and in table cells. */
#include "base/base.h"

#include "check.h"
#include "plan/deadlines.h"

static const struct {
    const char *text;
    bool labelled;
    int year;
    const char *written; /* NULL: none */
    int from, to;
} rows[] = {
    {"6月底前完成改造。", false, 2025, "6月底前", 20250101, 20250630},
    {"于2月底前报送。", false, 2024, "2月底前", 20240101, 20240229},
    {"12月31日前发放到位。", false, 2025, "12月31日前", 20250101, 20251231},
    {"2025年8月底前投用。", false, 2025, "2025年8月底前", 20250101, 20250831},
    {"２０２５年８月底前投用。", false, 2025, "２０２５年８月底前", 20250101, 20250831},
    {"二〇二五年八月底前投用。", false, 2025, "二〇二五年八月底前", 20250101, 20250831},
    {"六月底前投用。", false, 2025, "六月底前", 20250101, 20250630},
    {"年底前封顶。", false, 2025, "年底前", 20250101, 20251231},
    {"2025年底前封顶。", false, 2025, "2025年底前", 20250101, 20251231},
    {"年内上线。", false, 2025, "年内", 20250101, 20251231},
    {"第三季度开工。", false, 2025, "第三季度", 20250701, 20250930},
    {"第四季度前开工。", false, 2025, "第四季度前", 20250101, 20250930},
    {"上半年完成招标。", false, 2025, "上半年", 20250101, 20250630},
    {"9月上旬开赛。", false, 2025, "9月上旬", 20250901, 20250910},
    {"10月末上报。", false, 2025, "10月末", 20250101, 20251031},
    {"5月至9月每天巡查。", false, 2025, "5月至9月", 20250501, 20250930},
    {"3-6月开展排查。", false, 2025, "3-6月", 20250301, 20250630},
    {"10月20日至11月10日办展。", false, 2025, "10月20日至11月10日", 20251020, 20251110},
    {"9月1日—30日办展。", false, 2025, "9月1日—30日", 20250901, 20250930},
    {"到2027年底实现全覆盖。", false, 2025, "到2027年底", 20250101, 20271231},
    {"覆盖率2026年达到40%。", false, 2025, "2026年", 20260101, 20261231},
    {"明年6月底前完成。", false, 2025, "明年6月底前", 20250101, 20260630},
    {"开学前完成检修。", false, 2025, "开学前", 0, 0},
    {"6月底前完成。", false, 0, "6月底前", 0, 0},
    {"2026年6月底前完成。", false, 0, "2026年6月底前", 20260101, 20260630},
    /* in a sentence these tell how or when, not by when */
    {"全年开展活动10场。", false, 2025, NULL, 0, 0},
    {"每季度召开一次会议。", false, 2025, NULL, 0, 0},
    {"5月18日开幕。", false, 2025, NULL, 0, 0},
    {"截至9月底已完成。", false, 2025, NULL, 0, 0},
    {"2025年工作要点。", false, 2025, NULL, 0, 0},
    {"为期6个月的培训。", false, 2025, NULL, 0, 0},
    {"2024-2025学年度。", false, 2025, NULL, 0, 0},
    /* what stands behind 完成时限： */
    {"全年", true, 2025, "全年", 20250101, 20251231},
    {"长期", true, 2025, "长期", 20250101, 0},
    {"每季度", true, 2025, "每季度", 20250101, 20251231},
    {"每月", true, 2025, "每月", 20250101, 20251231},
    {"6月", true, 2025, "6月", 20250601, 20250630},
    {"2025年6月", true, 2025, "2025年6月", 20250601, 20250630},
    {"6月30日", true, 2025, "6月30日", 20250630, 20250630},
    {"2025-06-30", true, 2024, "2025-06-30", 20250630, 20250630},
    {"2025年12月底", true, 2025, "2025年12月底", 20250101, 20251231},
    {"第二季度", true, 2025, "第二季度", 20250401, 20250630},
    {"持续推进", true, 2025, "持续推进", 20250101, 0},
    {"", true, 2025, NULL, 0, 0},
};

static void deadlines_are_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        DeadlineList found = {0};
        Slice text = slice_of(rows[i].text);
        deadlines_find(text, 0, rows[i].year, rows[i].labelled, &found);
        if (found.n != (rows[i].written ? 1 : 0))
            fail_msg("%s: %zu deadlines, first \"%.*s\"", rows[i].text, found.n,
                     SLICE_ARG(found.n ? slice_at(text, found.at[0].span) : (Slice){0}));
        if (found.n) {
            check_slice(slice_at(text, found.at[0].span), rows[i].written);
            if (found.at[0].from != rows[i].from || found.at[0].to != rows[i].to)
                fail_msg("%s: %d to %d", rows[i].text, found.at[0].from, found.at[0].to);
        }
        vec_release(&found);
    }
}

static void several_keep_their_order(void **state) {
    (void)state;
    DeadlineList found = {0};
    Slice text = S("4月底前签约，8月\n底前发规程；年底前办结。");
    deadlines_find(text, 50, 2025, false, &found);
    assert_int_equal(found.n, 3);
    check_slice(slice_sub(text, found.at[1].span.at - 50, found.at[1].span.end - 50),
                "8月\n底前");
    assert_int_equal(found.at[2].to, 20251231);
    vec_release(&found);
}

static void labels_are_known(void **state) {
    (void)state;
    assert_true(deadline_label(S("完成时限")));
    assert_true(deadline_label(S("完 成 时 间")));
    assert_true(deadline_label(S("时间节点：")));
    assert_false(deadline_label(S("责任单位")));
    assert_false(deadline_label(S("完成时限说明")));
}

static void add_piece(PlanTree *tree, PieceKind kind, const char *text) {
    size_t at = slice_find(tree->text, slice_of(text), 0);
    vec_push(&tree->pieces, (Piece){kind, {at, at + slice_of(text).n}, 1});
}

static void a_plan_gathers_measures_and_clauses(void **state) {
    (void)state;
    PlanTree tree = {
        .text = S(
            "每季度排查，6月底前整改。（责任单位：安全科；完成时限：全年）（责任单位：2月科）每月")};
    vec_push(&tree.nodes, (PlanNode){.kind = NODE_PLAN});
    vec_push(&tree.nodes, (PlanNode){.kind = NODE_MEASURE, .part = PART_PLAN});
    add_piece(&tree, PIECE_MEASURE, "每季度排查，6月底前整改。");
    add_piece(&tree, PIECE_DUTY, "（责任单位：安全科；完成时限：全年）");
    add_piece(&tree, PIECE_DUTY, "（责任单位：2月科）");
    add_piece(&tree, PIECE_DUTY, "每月");
    static const char *const wanted[] = {"6月底前", "全年", "每月"};
    for (int again = 0; again < 2; again++) {
        plan_find_deadlines(&tree, 2025);
        assert_int_equal(tree.deadlines.n, 3);
        for (size_t i = 0; i < 3; i++) {
            check_slice(slice_at(tree.text, tree.deadlines.at[i].span), wanted[i]);
            assert_int_equal(tree.deadlines.at[i].node, 1);
        }
    }
    tree.nodes.at[1].part = PART_SUMMARY;
    plan_find_deadlines(&tree, 2025);
    assert_int_equal(tree.deadlines.n, 2);
    vec_release(&tree.nodes);
    vec_release(&tree.pieces);
    vec_release(&tree.deadlines);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deadlines_are_read),
        cmocka_unit_test(several_keep_their_order),
        cmocka_unit_test(labels_are_known),
        cmocka_unit_test(a_plan_gathers_measures_and_clauses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
