/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Title, notice, chrome, contents, signature, annexes, glossary, the summary before a
 * plan. All sentences were written for these tests. */
#include "base/base.h"

#include "check.h"
#include "outlining.h"

/* Every line has its role. */
static void a_page_with_notice_and_annex(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"首页 > 信息公开 > 工作计划\n"
         "某市教育局2025年工作要点\n"
         "发布时间：2025-02-18 09:30 来源：某市教育局 浏览次数：128 字体：【大 中 小】\n"
         "各县（区）教育局：\n"
         "现将《某市教育局2025年工作要点》印发给你们，请认真执行。\n"
         "某市教育局\n"
         "2025年2月16日\n"
         "（此件公开发布）\n"
         "某市教育局2025年工作要点\n"
         "今年的总体要求是守正创新。\n"
         "一、抓学习\n"
         "1.读书。每天一小时。每周一交流。\n"
         "附件：任务清单\n"
         "某市教育局办公室\n"
         "2025年2月16日\n"
         "附件1\n"
         "任务清单\n"
         "1.建库。三月完成。四月使用。\n"
         "责任编辑：某某\n"
         "上一条：某通知\n"
         "扫一扫在手机打开当前页",
         "[某市教育局2025年工作要点]\n"
         "(notice) # 首页 > 信息公开 > 工作计划\n"
         "(notice) # 发布时间：2025-02-18 09:30 来源：某市教育局 浏览次数：128 字体：【大 中 小】\n"
         "(notice) < 各县（区）教育局：\n"
         "(notice) < 现将《某市教育局2025年工作要点》印发给你们，请认真执行。\n"
         "(notice) < 某市教育局\n"
         "(notice) < 2025年2月16日\n"
         "(notice) < （此件公开发布）\n"
         "< 今年的总体要求是守正创新。\n"
         "section 一、 抓学习\n"
         "  task 1. 读书\n"
         "    - 每天一小时。\n"
         "    - 每周一交流。\n"
         "< 附件：任务清单\n"
         "< 某市教育局办公室\n"
         "< 2025年2月16日\n"
         "(annex) < 附件1\n"
         "(annex) section 任务清单\n"
         "  (annex) task 1. 建库\n"
         "    (annex) - 三月完成。\n"
         "    (annex) - 四月使用。\n"
         "# 责任编辑：某某\n"
         "# 上一条：某通知\n"
         "# 扫一扫在手机打开当前页\n"},
    };
    check_outlines(cases);
}

/* Its measures are of another part. */
static void a_summary_does_not_count(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"2023年工作总结和2024年工作计划\n"
         "\n"
         "2023年，全区教育平稳运行。\n"
         "\n"
         "一、2023年工作总结\n"
         "（一）党建工作。开展培训。建好支部。\n"
         "（二）教学工作。质量提升。名次前移。\n"
         "二、2024年工作计划\n"
         "（一）党建工作。继续培训。压实责任。\n"
         "（二）教学工作。狠抓常规。提升质量。",
         "[2023年工作总结和2024年工作计划]\n"
         "< 2023年，全区教育平稳运行。\n"
         "(summary) section 一、 2023年工作总结\n"
         "  (summary) task （一） 党建工作\n"
         "    (summary) - 开展培训。\n"
         "    (summary) - 建好支部。\n"
         "  (summary) task （二） 教学工作\n"
         "    (summary) - 质量提升。\n"
         "    (summary) - 名次前移。\n"
         "section 二、 2024年工作计划\n"
         "  task （一） 党建工作\n"
         "    - 继续培训。\n"
         "    - 压实责任。\n"
         "  task （二） 教学工作\n"
         "    - 狠抓常规。\n"
         "    - 提升质量。\n"},
        {"各位代表：\n"
         "我代表政府作报告。\n"
         "过去一年工作回顾\n"
         "过去一年，全县上下同心协力，教育、医疗、就业等民生事业都取得了新的进步，群众的满意度稳步提升。\n"
         "今年工作安排\n"
         "今年要继续把民生放在首位，办好教育、医疗、就业等实事，努力让发展成果更多更公平地惠及全县人民群众。",
         "< 各位代表：\n"
         "< 我代表政府作报告。\n"
         "(summary) section 过去一年工作回顾\n"
         "  (summary) - 过去一年，全县上下同心协力，教育、医疗、就业等民生事业都取得了新的进步，群众的满意度稳步提升。\n"
         "section 今年工作安排\n"
         "  - 今年要继续把民生放在首位，办好教育、医疗、就业等实事，努力让发展成果更多更公平地惠及全县人民群众。\n"},
    };
    check_outlines(cases);
}

/* The headings come again. */
static void contents_are_chrome(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"某区2024年教育工作要点\n"
         "\n"
         "目 录\n"
         "\n"
         "一、总体要求........1\n"
         "二、重点任务........2\n"
         "（一）扩学位........2\n"
         "\n"
         "一、总体要求\n"
         "坚持公平优质。\n"
         "二、重点任务\n"
         "（一）扩学位\n"
         "新建学校一所，改建两所，全年新增学位两千个，让孩子在家门口上学。",
         "[某区2024年教育工作要点]\n"
         "# 目 录\n"
         "# 一、总体要求........1\n"
         "# 二、重点任务........2\n"
         "# （一）扩学位........2\n"
         "section 一、 总体要求\n"
         "  - 坚持公平优质。\n"
         "section 二、 重点任务\n"
         "  task （一） 扩学位\n"
         "    - 新建学校一所，改建两所，全年新增学位两千个，让孩子在家门口上学。\n"},
        {"# 某区教育局2024年工作要点\n"
         "\n"
         "发布日期：2024-03-01\n"
         "\n"
         "## 一、总体要求\n"
         "\n"
         "坚持公平优质。\n"
         "\n"
         "## 二、重点任务\n"
         "\n"
         "### （一）扩学位\n"
         "\n"
         "**1. 新建学校。** 建成两所。开工一所。\n"
         "\n"
         "2. 改建学校。完成三所。配齐设备。",
         "[某区教育局2024年工作要点]\n"
         "# #\n"
         "# 发布日期：2024-03-01\n"
         "# ##\n"
         "section 一、 总体要求\n"
         "  - 坚持公平优质。\n"
         "# ##\n"
         "section 二、 重点任务\n"
         "# ###\n"
         "  subsection （一） 扩学位\n"
         "# **\n"
         "    task 1. 新建学校\n"
         "# **\n"
         "      - 建成两所。\n"
         "      - 开工一所。\n"
         "    task 2. 改建学校\n"
         "      - 完成三所。\n"
         "      - 配齐设备。\n"},
    };
    check_outlines(cases);
}

/* Addressees and signature are no measures. */
static void a_notice_that_is_the_plan(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"关于做好2024年学校体育工作的通知\n"
         "\n"
         "各中小学：\n"
         "\n"
         "为落实上级要求，现就有关事项通知如下。\n"
         "\n"
         "一、开足课程\n"
         "每周不少于四节。\n"
         "\n"
         "二、办好赛事\n"
         "（一）春季运动会。四月举行。各校参赛。\n"
         "（二）秋季联赛。十月举行。分组进行。\n"
         "\n"
         "某县教育局\n"
         "2024年3月1日",
         "[关于做好2024年学校体育工作的通知]\n"
         "< 各中小学：\n"
         "< 为落实上级要求，现就有关事项通知如下。\n"
         "section 一、 开足课程\n"
         "  - 每周不少于四节。\n"
         "section 二、 办好赛事\n"
         "  task （一） 春季运动会\n"
         "    - 四月举行。\n"
         "    - 各校参赛。\n"
         "  task （二） 秋季联赛\n"
         "    - 十月举行。\n"
         "    - 分组进行。\n"
         "< 某县教育局\n"
         "< 2024年3月1日\n"},
    };
    check_outlines(cases);
}

/* Its sentences are measures. */
static void a_plan_without_headings(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"某县2024年体育工作要点\n"
         "\n"
         "加强场地建设，年内新建三处。推进开放共享。\n"
         "\n"
         "办好赛事活动，吸引群众参与。",
         "[某县2024年体育工作要点]\n"
         "- 加强场地建设，年内新建三处。\n"
         "- 推进开放共享。\n"
         "- 办好赛事活动，吸引群众参与。\n"},
    };
    check_outlines(cases);
}

/* ［1］ ［2］ ［3］ at the end. */
static void a_glossary_is_an_annex(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"某某局关于印发2024年要点的通知\n"
         "各科室：\n"
         "请遵照执行。\n"
         "一、学习\n"
         "1.开班。两期。全员。\n"
         "［1］三会一课：支部党员大会等。\n"
         "［2］一校一品：一所学校一个品牌。\n"
         "［3］双减：减轻两项负担。",
         "[某某局关于印发2024年要点的通知]\n"
         "< 各科室：\n"
         "< 请遵照执行。\n"
         "section 一、 学习\n"
         "  task 1. 开班\n"
         "    - 两期。\n"
         "    - 全员。\n"
         "(annex) - ［1］三会一课：支部党员大会等。\n"
         "(annex) - ［2］一校一品：一所学校一个品牌。\n"
         "(annex) - ［3］双减：减轻两项负担。\n"},
    };
    check_outlines(cases);
}

/* 附件：1.… 2.… names what is annexed, before the plan and behind it. */
static void a_list_of_annexes(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"某厅关于印发2018年工作要点的通知\n"
         "各市（州）教育局：\n"
         "现将要点印发给你们，请认真执行。\n"
         "附件：1.某厅2018年工作要点\n"
         "2.任务分工表\n"
         "某厅\n"
         "2018年3月2日\n"
         "附件1\n"
         "某厅2018年工作要点\n"
         "一、抓学习\n"
         "1.读书。每天一小时。每周一交流。",
         "[某厅2018年工作要点]\n"
         "(notice) < 各市（州）教育局：\n"
         "(notice) < 现将要点印发给你们，请认真执行。\n"
         "(notice) < 附件：1.某厅2018年工作要点\n"
         "(notice) < 2.任务分工表\n"
         "(notice) < 某厅\n"
         "(notice) < 2018年3月2日\n"
         "(notice) < 附件1\n"
         "section 一、 抓学习\n"
         "  task 1. 读书\n"
         "    - 每天一小时。\n"
         "    - 每周一交流。\n"},
        {"某区教育局2018年工作方案\n"
         "一、目标\n"
         "办好托管。建好队伍。\n"
         "二、内容\n"
         "（一）托管。看护学生。辅导作业。\n"
         "附件：\n"
         "1.申请表\n"
         "2.承诺书\n"
         "某区教育局\n"
         "2018年3月2日",
         "[某区教育局2018年工作方案]\n"
         "section 一、 目标\n"
         "  - 办好托管。\n"
         "  - 建好队伍。\n"
         "section 二、 内容\n"
         "  task （一） 托管\n"
         "    - 看护学生。\n"
         "    - 辅导作业。\n"
         "< 附件：\n"
         "< 1.申请表\n"
         "< 2.承诺书\n"
         "< 某区教育局\n"
         "< 2018年3月2日\n"},
    };
    check_outlines(cases);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_with_notice_and_annex),
        cmocka_unit_test(a_list_of_annexes),
        cmocka_unit_test(a_summary_does_not_count),
        cmocka_unit_test(contents_are_chrome),
        cmocka_unit_test(a_notice_that_is_the_plan),
        cmocka_unit_test(a_plan_without_headings),
        cmocka_unit_test(a_glossary_is_an_annex),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
