/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where headings end, how lines join, where sentences end, whose a duty clause is. All
 * sentences were written for these tests. */
#include "base/base.h"

#include "check.h"
#include "outlining.h"

/* At a stop, a colon, a line end, wide blanks; a marker may stand on a line of its own.
 */
static void headings_end(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"一、任务\n"
         "（一）抓党建：强化政治功能\n"
         "1.读书。每天一课。每周一评。\n"
         "（二）抓质量：强化内涵发展\n"
         "1.教研。每周一次。每月一评。",
         "section 一、 任务\n"
         "  subsection （一） 抓党建：强化政治功能\n"
         "    task 1. 读书\n"
         "      - 每天一课。\n"
         "      - 每周一评。\n"
         "  subsection （二） 抓质量：强化内涵发展\n"
         "    task 1. 教研\n"
         "      - 每周一次。\n"
         "      - 每月一评。\n"},
        {"一、要点\n"
         "1.加强管理：建立值班制度，落实巡查责任，严格出入登记，做好台账记录。每周通报。\n"
         "2.幼有善育：达标工程落地。新增托位。公办园扩容。\n"
         "3.工作时间：三月至六月，共四个月。\n"
         "4.\n"
         "狠抓常规。每日巡课。每周小结。\n"
         "5.改善条件  更新课桌椅。维修屋面。",
         "section 一、 要点\n"
         "  task 1. 加强管理\n"
         "    - 建立值班制度，落实巡查责任，严格出入登记，做好台账记录。\n"
         "    - 每周通报。\n"
         "  task 2. 幼有善育：达标工程落地\n"
         "    - 新增托位。\n"
         "    - 公办园扩容。\n"
         "  task 3. 工作时间\n"
         "    - 三月至六月，共四个月。\n"
         "  task 4. 狠抓常规\n"
         "    - 每日巡课。\n"
         "    - 每周小结。\n"
         "  task 5. 改善条件\n"
         "    - 更新课桌椅。\n"
         "    - 维修屋面。\n"},
        {"一、加强组织领导，确保各项任务落到实处\n"
         "1.成立专班\n"
         "2.明确责任人\n"
         "二、强化督查\n"
         "（责任领导：某某）\n"
         "1.定期调度",
         "section 一、 加强组织领导，确保各项任务落到实处\n"
         "  task 1. 成立专班\n"
         "  task 2. 明确责任人\n"
         "section 二、 强化督查\n"
         "  = R:某某\n"
         "  task 1. 定期调度\n"},
        {"一、工作目标\n"
         "【安全目标】\n"
         "全年不发生责任事故，安全教育覆盖每一所学校，隐患整改率达到百分之百，师生满意。\n"
         "【质量目标】\n"
         "全区教学质量稳步上升，各学段巩固率达标，学生体质健康合格率持续提高。",
         "section 一、 工作目标\n"
         "  task 【安全目标】\n"
         "    - 全年不发生责任事故，安全教育覆盖每一所学校，隐患整改率达到百分之百，师生满意。\n"
         "  task 【质量目标】\n"
         "    - 全区教学质量稳步上升，各学段巩固率达标，学生体质健康合格率持续提高。\n"},
    };
    check_outlines(cases);
}

/* Unless text of its own follows. */
static void a_lone_sentence_is_no_heading(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"一、任务\n"
         "1、修订完善章程，报教代会审议。\n"
         "2、落实每周例会。\n"
         "安排专人记录，次日印发纪要。\n"
         "3、做好年度统计上报。\n"
         "4、开展满意度调查；汇总意见。",
         "section 一、 任务\n"
         "  task 1、\n"
         "    - 修订完善章程，报教代会审议。\n"
         "  task 2、 落实每周例会\n"
         "    - 安排专人记录，次日印发纪要。\n"
         "  task 3、\n"
         "    - 做好年度统计上报。\n"
         "  task 4、\n"
         "    - 开展满意度调查；汇总意见。\n"},
        {"一、任务\n"
         "1.更新器材80套。（责任科室：装备科）\n"
         "2.抓好巡查。（责任科室：安全科）\n"
         "3.抓好培训。每月一课。每季一考。（责任科室：人事科）\n"
         "4.抓好考核。每月通报。每季排名。（责任科室：人事科）\n"
         "5.抓好宣传。每周发稿。每月评优。（责任科室：人事科）",
         "section 一、 任务\n"
         "  task 1.\n"
         "    = R:装备科\n"
         "    - 更新器材80套。\n"
         "  task 2. 抓好巡查\n"
         "    = R:安全科\n"
         "  task 3. 抓好培训\n"
         "    = R:人事科\n"
         "    - 每月一课。\n"
         "    - 每季一考。\n"
         "  task 4. 抓好考核\n"
         "    = R:人事科\n"
         "    - 每月通报。\n"
         "    - 每季排名。\n"
         "  task 5. 抓好宣传\n"
         "    = R:人事科\n"
         "    - 每周发稿。\n"
         "    - 每月评优。\n"},
    };
    check_outlines(cases);
}

/* In hard-wrapped text, after a comma, around a page number. */
static void broken_lines_join(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"2024年，全县教育要抓好队伍建设，改\n"
         "进课堂教学，办好每一所学校，努力让家\n"
         "长满意。\n"
         "一、加强师德\n"
         "（一）严格考核。健全师德档案，实行年度考\n"
         "核，结果与评优挂钩。\n"
         "（二）树立典型。评选师德标兵，组织事迹报\n"
         "告会，用身边事教育身边人。",
         "< 2024年，全县教育要抓好队伍建设，改进课堂教学，办好每一所学校，努力让家长满意。\n"
         "section 一、 加强师德\n"
         "  task （一） 严格考核\n"
         "    - 健全师德档案，实行年度考核，结果与评优挂钩。\n"
         "  task （二） 树立典型\n"
         "    - 评选师德标兵，组织事迹报告会，用身边事教育身边人。\n"},
        {"一、加强学习\n"
         "（一）理论学习。每月集中学习一次，做到有计划、有\n"
         "— 3 —\n"
         "记录、有考核。年底汇总。\n"
         "（二）业务学习。每周教研。每月赛课。",
         "section 一、 加强学习\n"
         "  task （一） 理论学习\n"
         "    - 每月集中学习一次，做到有计划、有记录、有考核。\n"
         "# — 3 —\n"
         "    - 年底汇总。\n"
         "  task （二） 业务学习\n"
         "    - 每周教研。\n"
         "    - 每月赛课。\n"},
    };
    check_outlines(cases);
}

/* Outside of quotation marks and brackets; unbalanced ones protect nothing. */
static void sentences_end(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"一、措施\n"
         "各校要制定《安全守则。试行》，说“坚持到底。不松懈”的决心不变。同时（见附表。）上报。\n"
         "打击“黑车。落实接送制度。做好登记。\n"
         "引导学生“好学上进，家校配合更紧密。课堂更活跃！效果如何？年底评估.明年推广.",
         "section 一、 措施\n"
         "  - 各校要制定《安全守则。试行》，说“坚持到底。不松懈”的决心不变。\n"
         "  - 同时（见附表。）上报。\n"
         "  - 打击“黑车。\n"
         "  - 落实接送制度。\n"
         "  - 做好登记。\n"
         "  - 引导学生“好学上进，家校配合更紧密。\n"
         "  - 课堂更活跃！\n"
         "  - 效果如何？\n"
         "  - 年底评估.\n"
         "  - 明年推广.\n"},
    };
    check_outlines(cases);
}

/* At the end of a task, of an item, on a line of their own, without label, unclosed. */
static void duty_clauses(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"一、任务\n"
         "1.改造操场。完成排水。铺设跑道。\n"
         "2.更换灯具。(责任单位：后勤股、各学校)\n"
         "3.检修电路。排查老旧线路。更换开关。（牵头单位：安全股；配合单位：后勤股）",
         "section 一、 任务\n"
         "  task 1. 改造操场\n"
         "    - 完成排水。\n"
         "    - 铺设跑道。\n"
         "  task 2. 更换灯具\n"
         "    = R:后勤股 R:各学校\n"
         "  task 3. 检修电路\n"
         "    = L:安全股 S:后勤股\n"
         "    - 排查老旧线路。\n"
         "    - 更换开关。\n"},
        {"五河县工作要点\n"
         "\n"
         "一、任务\n"
         "1.做好资助。资助学生三百人。（责任单位：资助中心，各学校；完成时限：全年）\n"
         "2.做好体检。（省教育厅牵头，省卫健委配合）\n"
         "3.做好宣传。①办好网站。(责任科室：办公室)②办好微信。(责任科室：电教站)\n"
         "4.做好信访。接访登记。\n"
         "责任单位：信访办、各学校\n"
         "5.做好安保（如值班巡逻）工作。配齐保安。(责任单位：安全股、",
         "[五河县工作要点]\n"
         "section 一、 任务\n"
         "  task 1. 做好资助\n"
         "    = R:资助中心 R:各学校\n"
         "    - 资助学生三百人。\n"
         "  task 2. 做好体检\n"
         "    = L:省教育厅 S:省卫健委\n"
         "  task 3. 做好宣传\n"
         "    - ①办好网站。\n"
         "      = R:办公室\n"
         "    - ②办好微信。\n"
         "      = R:电教站\n"
         "  task 4. 做好信访\n"
         "    = R:信访办 R:各学校\n"
         "    - 接访登记。\n"
         "  task 5. 做好安保（如值班巡逻）工作\n"
         "    = R:安全股\n"
         "    - 配齐保安。\n"
         "! unbalanced-bracket (责任单位：安全股、\n"},
        {"某局2024年工作要点\n"
         "以上就是小编为大家带来的工作要点。\n"
         "一、学习（责任科室：办公室）\n"
         "1.读书（牵头：机关党委；配合：各科室）每月一本，撰写心得。\n"
         "2.讲课。（牵头：教研室）每月一讲，全员参加。每季评比。\n"
         "第 3 页 共 10 页\n"
         "二、作风\n"
         "3.下沉。每周一天。每月一报。\n"
         "转载请注明出处",
         "[某局2024年工作要点]\n"
         "# 以上就是小编为大家带来的工作要点。\n"
         "section 一、 学习\n"
         "  = R:办公室\n"
         "  task 1. 读书\n"
         "    = L:机关党委 S:各科室\n"
         "    - 每月一本，撰写心得。\n"
         "  task 2. 讲课\n"
         "    = L:教研室\n"
         "    - 每月一讲，全员参加。\n"
         "    - 每季评比。\n"
         "# 第 3 页 共 10 页\n"
         "section 二、 作风\n"
         "  task 3. 下沉\n"
         "    - 每周一天。\n"
         "    - 每月一报。\n"
         "# 转载请注明出处\n"},
    };
    check_outlines(cases);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_end),
        cmocka_unit_test(a_lone_sentence_is_no_heading),
        cmocka_unit_test(broken_lines_join),
        cmocka_unit_test(sentences_end),
        cmocka_unit_test(duty_clauses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
