/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan_tree_check finds each broken promise of tree.h, and the parser breaks none on what
 * no plan looks like: mixtures of markers, brackets, labels, tables and white space, and
 * texts made to be slow. */
#include "base/base.h"

#include "check.h"
#include "outlining.h"
#include "plan/parse.h"

static const char sample[] =
    "某局工作要点\n一、学习\n1.读书。每日一章。①选书。②写评。（责任单位：甲科）\n2.交流。每周一次。\n";

static void parse_sample(Document *document, PlanTree *tree) {
    *document = outlining_document(slice_of(sample));
    plan_parse(document, tree);
}

static void release(Document *document, PlanTree *tree) {
    plan_tree_release(tree);
    vec_release(&document->blocks);
}

static uint32_t first_of(const PlanTree *tree, NodeKind kind) {
    uint32_t i = 0;
    while (tree->nodes.at[i].kind != kind)
        i++;
    return i;
}

/* Breaks the tree in the n-th way; false when there is no such way. */
static bool break_tree(PlanTree *tree, unsigned way) {
    uint32_t task = first_of(tree, NODE_TASK), measure = first_of(tree, NODE_MEASURE);
    PlanNode *nodes = tree->nodes.at;
    Piece *pieces = tree->pieces.at;
    switch (way) {
    case 0: nodes[0].kind = NODE_SECTION; return true;
    case 1: nodes[0].span.end--; return true;
    case 2: nodes[task].parent = task; return true;
    case 3:
        nodes[measure].parent = measure - 1 == task ? 0 : task, nodes[measure].level += 3;
        return true;
    case 4: nodes[task].level = 0; return true;
    case 5: nodes[task].ordinal++; return true;
    case 6: nodes[measure].body = (Span){0, 0}; return true;
    case 7: /* with the white space behind it */
        nodes[tree->nodes.n - 1].body.end = tree->text.n;
        return true;
    case 8: nodes[task].heading.at++; return true; /* inside a character */
    case 9: nodes[task].heading = nodes[0].heading; return true;
    case 10: pieces[1].span.at++; return true;
    case 11: pieces[1].node = 0, pieces[1].kind = PIECE_MEASURE; return true;
    case 12: tree->pieces.n--; return true;
    case 13: tree->duties.at[0].span.at = 0; return true;
    case 14: tree->duties.at[0].node = 9999; return true;
    case 15: nodes[measure].kind = NODE_SECTION; return true;
    case 16: nodes[task].span.end = nodes[task].span.at + 3; return true;
    case 17: tree->nodes.n = 0; return true;
    default: return false;
    }
}

static void each_broken_promise_is_found(void **state) {
    (void)state;
    bool more = true;
    for (unsigned way = 0; more; way++) {
        Document document;
        PlanTree tree = {0};
        Err err = {0};
        parse_sample(&document, &tree);
        check_ok(plan_tree_check(&tree, &err), &err);
        more = break_tree(&tree, way);
        if (more && plan_tree_check(&tree, &err))
            fail_msg("way %u is not found", way);
        if (more)
            assert_true(err.text[0] != '\0');
        release(&document, &tree);
    }
}

static void texts_read_as_written(void **state) {
    (void)state;
    Document document;
    PlanTree tree = {0};
    Arena keep = {0};
    parse_sample(&document, &tree);
    uint32_t task = first_of(&tree, NODE_TASK);
    check_slice(plan_node_heading(&tree, 0, &keep), "某局工作要点");
    check_slice(plan_node_heading(&tree, task, &keep), "读书");
    check_slice(slice_at(tree.text, tree.nodes.at[task].number), "1.");
    assert_int_equal(plan_ancestor(&tree, task, NODE_SECTION),
                     tree.nodes.at[task].parent);
    assert_int_equal(plan_ancestor(&tree, task, NODE_SUBSECTION), UINT32_MAX);
    assert_int_equal(plan_ancestor(&tree, task, NODE_PLAN), 0);
    arena_release(&keep);
    release(&document, &tree);
}

/* ---- What no plan looks like ---- */

static const char *const scraps[] = {
    "一、",
    "二、",
    "三、",
    "（一）",
    "（二）",
    "(一)",
    "1.",
    "2.",
    "3.",
    "1、",
    "2、",
    "（1）",
    "（2）",
    "①",
    "②",
    "③",
    "一是",
    "二是",
    "第一，",
    "第二，",
    "首先，",
    "其次，",
    "——",
    "● ",
    "- ",
    "第一章",
    "第二条",
    "第一节",
    "a.",
    "b.",
    "I.",
    "II.",
    "1.1 ",
    "1.2 ",
    "加强学习",
    "推进改革",
    "工作要点",
    "2023年",
    "工作总结",
    "。",
    "。",
    "，",
    "；",
    "：",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "　　",
    "  ",
    "（责任单位：甲局、乙局）",
    "责任单位：甲科",
    "（甲局负责）",
    "(牵头单位:",
    "）",
    "“",
    "”",
    "《",
    "》",
    "附件",
    "附件1",
    "目录",
    "12",
    "序号\n工作任务\n责任单位\n",
    "5\n",
    "| ",
    "序号 | 任务 | 责任单位 |\n",
    "1 | 甲 | 乙 |\n",
    "各位代表：\n",
    "各区教育局：\n",
    "现将要点印发给你们，请执行。\n",
    "某市教育局\n",
    "2023年3月1日\n",
    "— 3 —\n",
    "来源：网络\n",
    "下载\n",
    "上一篇：甲\n",
    "相关报道：\n",
    "某市教育局2023年工作要点\n",
    "全面提高质量，办好每一所学校，落实各项任务，推动工作再上新的台阶",
    "［1］甲：乙\n",
    "［2］丙：丁\n",
    "［3］戊：己\n",
    "!",
    "?",
    ".",
    "12.5%",
    "\t",
    "\xC2\xA0",
    "\xE2\x80\x8B",
    "\xEF\xBB\xBF",
};

static uint64_t next_random(uint64_t *random) {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    return *random;
}

static unsigned pick(uint64_t *random, unsigned n) {
    return (unsigned)(next_random(random) % n);
}

static void change_blocks(Document *document, unsigned mode, uint64_t *random) {
    unsigned row = 0, column = 0;
    for (size_t i = 0; i < document->blocks.n; i++) {
        Block *block = &document->blocks.at[i];
        if (mode == 1)
            block->kind = BLOCK_PARAGRAPH;
        if (mode == 2)
            block->kind = (BlockKind)pick(random, 5);
        if (mode == 3 && pick(random, 3))
            block->kind = BLOCK_CELL;
        if (block->kind != BLOCK_CELL)
            continue;
        block->table = 1;
        block->row = row;
        block->column = column;
        block->rows = 1 + pick(random, 2);
        block->columns = 1 + pick(random, 2);
        column += block->columns;
        if (pick(random, 3) == 0) {
            row++;
            column = 0;
        }
    }
}

static void check_one(Slice text, unsigned mode, uint64_t *random) {
    Document document = outlining_document(text);
    PlanTree tree = {0};
    Err err = {0};
    change_blocks(&document, mode, random);
    plan_parse(&document, &tree);
    if (!plan_tree_check(&tree, &err))
        fail_msg("%s, in mode %u of\n%.*s", err.text, mode, SLICE_ARG(text));
    release(&document, &tree);
}

static void mixtures_keep_every_promise(void **state) {
    (void)state;
    uint64_t random = UINT64_C(88172645463325252);
    for (int round = 0; round < 3000; round++) {
        Buf text = {0};
        unsigned n = 1 + pick(&random, round % 10 ? 60 : 400);
        for (unsigned i = 0; i < n; i++)
            buf_add(&text,
                    slice_of(scraps[pick(&random, sizeof scraps / sizeof *scraps)]));
        check_one(buf_slice(&text), pick(&random, 5), &random);
        buf_release(&text);
    }
}

/* ---- What is made to be slow ---- */

static const struct {
    const char *before, *again;
    size_t times;
} slow[] = {
    {"一、总则\n", "（", 300000},
    {"一、总则\n", "加强学习，提高认识。", 60000},
    {"", "①②③", 50000},
    {"", "一、\n", 50000},
    {"", "“", 300000},
    {"", "1. ", 100000},
    {"", "目录\n", 50000},
    {"", "(a", 200000},
    {"", "| a | b\n", 50000},
    {"", "一是", 150000},
    {"", "短行\n", 50000},
    {"", "加强建设推进工作，\n", 50000},
    {"", "（责任单位：", 50000},
    {"", "责任单位：甲、乙；", 50000},
    {"", "工作要点通知印发\n", 50000},
    {"", "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n", 10000},
    {"一、甲\n", "附件\n2023年1月1日\n某某局\n", 20000},
    {"", "相关报道\n", 50000},
    {"一、甲\n",
     "小标题一行\n这一段文字用来看看标题行的识别是否随着长度成比例地增长而不会越来越慢。\n",
     10000},
    {"一、甲\n", "这一行没有写完\n", 50000},
    {"", "", 0},
    {"", " \n　", 1},
};

/* Each takes well under a second; a quadratic step would take minutes. */
static void time_grows_with_the_text(void **state) {
    (void)state;
    uint64_t random = 1;
    for (size_t i = 0; i < sizeof slow / sizeof *slow; i++) {
        Buf text = {0};
        buf_add(&text, slice_of(slow[i].before));
        for (size_t k = 0; k < slow[i].times; k++)
            buf_add(&text, slice_of(slow[i].again));
        clock_t begin = clock();
        check_one(buf_slice(&text), 0, &random);
        double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
        if (seconds > 20)
            fail_msg("%s %zu times took %.1f s", slow[i].again, slow[i].times, seconds);
        buf_release(&text);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_broken_promise_is_found),
        cmocka_unit_test(texts_read_as_written),
        cmocka_unit_test(mixtures_keep_every_promise),
        cmocka_unit_test(time_grows_with_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
