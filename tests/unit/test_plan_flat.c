/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables laid out as text: rows with bars, one cell a line. All sentences were written
 * for these tests. */
#include "base/base.h"

#include "check.h"
#include "outlining.h"

/* Each row is a task. */
static void rows_with_bars(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"序号 | 工作任务 | 具体措施 | 牵头单位 | 配合单位 | 完成时限 | 备注 |\n"
         "1 | 扩建校舍 | 完成设计。启动施工。 | 教育局 | 住建局、财政局 | 10月底前 | 无 |\n"
         "2 | 更新设备 | 采购电脑。 | 装备中心 | 各学校 | 12月底前 | |",
         "# 序号 | 工作任务 | 具体措施 | 牵头单位 | 配合单位 | 完成时限 | 备注 |\n"
         "task 1 扩建校舍\n"
         "  = L:教育局 S:住建局 S:财政局\n"
         "  - 完成设计。\n"
         "  - 启动施工。\n"
         "# 无\n"
         "task 2 更新设备\n"
         "  = L:装备中心 S:各学校\n"
         "  - 采购电脑。\n"},
        {"序号	工作任务	具体措施	责任单位	完成时限\n"
         "1	扩学位	新建两校。	基建科	10月底\n"
         "2	提质量	开展视导。	教研室	全年",
         "# 序号	工作任务	具体措施	责任单位	完成时限\n"
         "task 1 扩学位\n"
         "  = R:基建科\n"
         "  - 新建两校。\n"
         "task 2 提质量\n"
         "  = R:教研室\n"
         "  - 开展视导。\n"},
        {"| 序号 | 重点工作 | 责任部门 |\n"
         "|---|---|---|\n"
         "| 1 | 办好运动会。 | 体卫艺科 |\n"
         "| 2 | 建好健身圈。 | 群体科 |",
         "# | 序号 | 重点工作 | 责任部门 |\n"
         "# |---|---|---|\n"
         "task 1\n"
         "  = R:体卫艺科\n"
         "  - 办好运动会。\n"
         "task 2\n"
         "  = R:群体科\n"
         "  - 建好健身圈。\n"},
    };
    check_outlines(cases);
}

/* With headings between the rows. */
static void one_cell_a_line(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"任务分解表\n"
         "序号\n"
         "重点任务\n"
         "责任单位\n"
         "完成时间\n"
         "一、校园建设\n"
         "1\n"
         "改造运动场两处。\n"
         "基建科\n"
         "6月底\n"
         "2\n"
         "更换课桌椅\n"
         "五百套。\n"
         "装备科、各学校\n"
         "8月底\n"
         "二、队伍建设\n"
         "3\n"
         "招聘教师三十名。\n"
         "人事科\n"
         "9月底",
         "[任务分解表]\n"
         "# 序号\n"
         "# 重点任务\n"
         "# 责任单位\n"
         "# 完成时间\n"
         "section 一、 校园建设\n"
         "  task 1\n"
         "    = R:基建科\n"
         "    - 改造运动场两处。\n"
         "  task 2\n"
         "    = R:装备科 R:各学校\n"
         "    - 更换课桌椅\n"
         "    - 五百套。\n"
         "section 二、 队伍建设\n"
         "  task 3\n"
         "    = R:人事科\n"
         "    - 招聘教师三十名。\n"},
    };
    check_outlines(cases);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_with_bars),
        cmocka_unit_test(one_cell_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
