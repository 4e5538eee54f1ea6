/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables a format tells of, as task lists: merged cells, repeated heads, rows that are
 * headings, tables that are not understood, layout tables. All words were written for
 * these tests. */
#include "base/base.h"

#include "check.h"
#include "outlining.h"

typedef struct {
    const char *text;
    unsigned row, column, rows, columns;
} CellRow;

enum { NO_CELL = 99 };

/* A document of cells; a row of NO_CELL is a line outside of the table. */
static void check_cells(const CellRow *cells, size_t n, const char *expected) {
    Buf text = {0};
    Document document = {0};
    Arena keep = {0};
    for (size_t i = 0; i < n; i++) {
        size_t at = text.n;
        buf_add(&text, slice_of(cells[i].text));
        Block block = {.kind = cells[i].row == NO_CELL ? BLOCK_LINE : BLOCK_CELL,
                       .span = {at, text.n},
                       .table = 1,
                       .row = cells[i].row,
                       .column = cells[i].column,
                       .rows = cells[i].rows ? cells[i].rows : 1,
                       .columns = cells[i].columns ? cells[i].columns : 1};
        vec_push(&document.blocks, block);
        buf_add(&text, S("\n"));
    }
    document.text = buf_slice(&text);
    check_slice(outlining_of_document(&document, &keep), expected);
    vec_release(&document.blocks);
    buf_release(&text);
    arena_release(&keep);
}

#define CHECK_CELLS(cells, expected)                                                     \
    check_cells((cells), sizeof(cells) / sizeof *(cells), (expected))

static void a_row_is_a_task(void **state) {
    (void)state;
    static const CellRow cells[] = {
        {"序号", 0, 0, 0, 0},
        {"工作任务", 0, 1, 0, 0},
        {"工作措施", 0, 2, 0, 0},
        {"责任科室", 0, 3, 0, 0},
        {"完成时限", 0, 4, 0, 0},
        {"1", 1, 0, 0, 0},
        {"扩建校舍", 1, 1, 0, 0},
        {"完成招标。开工建设。", 1, 2, 0, 0},
        {"基建科、财务科", 1, 3, 0, 0},
        {"10月底", 1, 4, 0, 0},
        {"2", 2, 0, 0, 0},
        {"改善食堂", 2, 1, 0, 0},
        {"更换灶具", 2, 2, 0, 0},
        {"后勤科", 2, 3, 0, 0},
        {"全年", 2, 4, 0, 0},
    };
    CHECK_CELLS(cells,
                "# 序号\n# 工作任务\n# 工作措施\n# 责任科室\n# 完成时限\n"
                "task 1 扩建校舍\n  = R:基建科 R:财务科\n  - 完成招标。\n  - 开工建设。\n"
                "task 2 改善食堂\n  = R:后勤科\n  - 更换灶具\n");
}

/* A task over two rows, a heading over all columns, the head once more on the next page.
 */
static void merged_cells_and_repeated_heads(void **state) {
    (void)state;
    static const CellRow cells[] = {
        {"类别", 0, 0, 0, 0},     {"重点任务", 0, 1, 0, 0}, {"具体内容", 0, 2, 0, 0},
        {"牵头单位", 0, 3, 0, 0}, {"配合单位", 0, 4, 0, 0}, {"一、校园建设", 1, 0, 2, 0},
        {"扩建校舍", 1, 1, 2, 0}, {"完成设计", 1, 2, 0, 0}, {"教育局", 1, 3, 0, 0},
        {"住建局", 1, 4, 0, 0},   {"启动施工", 2, 2, 0, 0}, {"住建局", 2, 3, 0, 0},
        {"类别", 3, 0, 0, 0},     {"重点任务", 3, 1, 0, 0}, {"具体内容", 3, 2, 0, 0},
        {"牵头单位", 3, 3, 0, 0}, {"配合单位", 3, 4, 0, 0}, {"二、队伍建设", 4, 0, 0, 5},
        {"招聘教师", 5, 1, 0, 0}, {"面向高校", 5, 2, 0, 0}, {"人事科", 5, 3, 0, 0},
    };
    CHECK_CELLS(
        cells,
        "# 类别\n# 重点任务\n# 具体内容\n# 牵头单位\n# 配合单位\n"
        "section 一、 校园建设\n  task 扩建校舍\n    = L:教育局 S:住建局 L:住建局\n"
        "    - 完成设计\n    - 启动施工\n"
        "# 类别\n# 重点任务\n# 具体内容\n# 牵头单位\n# 配合单位\n"
        "section 二、 队伍建设\n  task 招聘教师\n    = L:人事科\n    - 面向高校\n");
}

/* The main unit leads only beside one that supports it; what was done does not count;
 * telephones are no duties. */
static void columns_say_what_cells_are(void **state) {
    (void)state;
    static const CellRow cells[] = {
        {"任务", 0, 0, 0, 0},       {"主要责任单位", 0, 1, 0, 0},
        {"协同单位", 0, 2, 0, 0},   {"进展情况", 0, 3, 0, 0},
        {"监督电话", 0, 4, 0, 0},   {"3.办好赛事。", 1, 0, 0, 0},
        {"体育局", 1, 1, 0, 0},     {"公安局", 1, 2, 0, 0},
        {"已办两场。", 1, 3, 0, 0}, {"12345", 1, 4, 0, 0},
    };
    CHECK_CELLS(
        cells,
        "# 任务\n# 主要责任单位\n# 协同单位\n# 进展情况\n# 监督电话\n"
        "task 3.\n  = L:体育局 S:公安局\n  - 办好赛事。\n  (summary) - 已办两场。\n# 12345\n");
}

static void a_table_not_understood_is_kept_apart(void **state) {
    (void)state;
    static const CellRow cells[] = {
        {"姓名", 0, 0, 0, 0},
        {"年龄", 0, 1, 0, 0},
        {"张某", 1, 0, 0, 0},
        {"三十", 1, 1, 0, 0},
    };
    CHECK_CELLS(
        cells,
        "(annex) - 姓名\n(annex) - 年龄\n(annex) - 张某\n(annex) - 三十\n! table-not-understood 姓名\n! no-plan-found \n");
}

/* A page laid out in a table of one column is text. */
static void a_layout_table_is_text(void **state) {
    (void)state;
    static const CellRow cells[] = {
        {"一、学习", 0, 0, 0, 0},
        {"1.读书。每日一章。每周一评。", 1, 0, 0, 0},
    };
    CHECK_CELLS(
        cells, "section 一、 学习\n  task 1. 读书\n    - 每日一章。\n    - 每周一评。\n");
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_a_task),
        cmocka_unit_test(merged_cells_and_repeated_heads),
        cmocka_unit_test(columns_say_what_cells_are),
        cmocka_unit_test(a_table_not_understood_is_kept_apart),
        cmocka_unit_test(a_layout_table_is_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
