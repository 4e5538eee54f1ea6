/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How marker styles nest: levels settled by the document, counts that run on, restart,
 * skip and repeat, markers inside a line, items. All sentences were written for these
 * tests. */
#include "base/base.h"

#include "check.h"
#include "outlining.h"

/* The same style lies at another depth in another plan. */
static void levels_follow_the_document(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"某县教育局2024年工作要点\n"
         "\n"
         "今年工作的总体思路是稳中求进。\n"
         "\n"
         "一、加强学习\n"
         "（一）理论学习\n"
         "1.办好读书班。每月举办一期。全年不少于十期。\n"
         "2.用好书屋。添置图书三千册。周末照常开放。\n"
         "（二）业务学习\n"
         "3.开展研训。组织赛课。评选优课。\n"
         "二、改进作风\n"
         "（一）下沉一线\n"
         "4.走访学校。做到全覆盖。一校一册。",
         "[某县教育局2024年工作要点]\n"
         "< 今年工作的总体思路是稳中求进。\n"
         "section 一、 加强学习\n"
         "  subsection （一） 理论学习\n"
         "    task 1. 办好读书班\n"
         "      - 每月举办一期。\n"
         "      - 全年不少于十期。\n"
         "    task 2. 用好书屋\n"
         "      - 添置图书三千册。\n"
         "      - 周末照常开放。\n"
         "  subsection （二） 业务学习\n"
         "    task 3. 开展研训\n"
         "      - 组织赛课。\n"
         "      - 评选优课。\n"
         "section 二、 改进作风\n"
         "  subsection （一） 下沉一线\n"
         "    task 4. 走访学校\n"
         "      - 做到全覆盖。\n"
         "      - 一校一册。\n"},
        {"一、總體要求\n"
         "（一）堅持黨的領導。加強理論學習。落實工作責任。\n"
         "（二）堅持改革創新。破除體制障礙。激發辦學活力。\n"
         "第一節 說明\n"
         "本計劃自發佈之日起施行。",
         "section 一、 總體要求\n"
         "  subsection （一） 堅持黨的領導\n"
         "    - 加強理論學習。\n"
         "    - 落實工作責任。\n"
         "  subsection （二） 堅持改革創新\n"
         "    - 破除體制障礙。\n"
         "    - 激發辦學活力。\n"
         "    subsection 第一節 說明\n"
         "      - 本計劃自發佈之日起施行。\n"},
        {"(一)、加强领导。成立专班。定期会商。\n"
         "(二)、压实责任。签订责任书。逐级考核。",
         "task (一)、 加强领导\n"
         "  - 成立专班。\n"
         "  - 定期会商。\n"
         "task (二)、 压实责任\n"
         "  - 签订责任书。\n"
         "  - 逐级考核。\n"},
    };
    check_outlines(cases);
}

/* 三、 over 一是 over 26. */
static void an_ordinal_phrase_may_be_a_heading(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"三、建设队伍\n"
         "\n"
         "一是选好班长。\n"
         "\n"
         "26.选拔校长。①公开竞聘。②组织考察。\n"
         "\n"
         "27.培养后备。①建立名单。②跟岗锻炼。\n"
         "\n"
         "二是用好骨干。\n"
         "\n"
         "28.评选名师。①设立工作室。②定期考核。\n"
         "\n"
         "四、保障投入\n"
         "\n"
         "29.落实预算。①足额拨付。②按月通报。",
         "section 三、 建设队伍\n"
         "  subsection 一是 选好班长\n"
         "    task 26. 选拔校长\n"
         "      - ①公开竞聘。\n"
         "      - ②组织考察。\n"
         "    task 27. 培养后备\n"
         "      - ①建立名单。\n"
         "      - ②跟岗锻炼。\n"
         "  subsection 二是 用好骨干\n"
         "    task 28. 评选名师\n"
         "      - ①设立工作室。\n"
         "      - ②定期考核。\n"
         "section 四、 保障投入\n"
         "  task 29. 落实预算\n"
         "    - ①足额拨付。\n"
         "    - ②按月通报。\n"
         "! number-gap 三、\n"
         "! number-gap 26.\n"},
    };
    check_outlines(cases);
}

/* Are never tasks. */
static void chapters_and_parts(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"第一章总体要求\n"
         "第一节指导思想\n"
         "坚持育人为本。\n"
         "第二节主要目标\n"
         "到年底实现全覆盖。\n"
         "第二章 重点任务\n"
         "第一节 扩大学位\n"
         "新建学校两所。\n"
         "第二节 提高质量\n"
         "开展视导。",
         "section 第一章 总体要求\n"
         "  subsection 第一节 指导思想\n"
         "    - 坚持育人为本。\n"
         "  subsection 第二节 主要目标\n"
         "    - 到年底实现全覆盖。\n"
         "section 第二章 重点任务\n"
         "  subsection 第一节 扩大学位\n"
         "    - 新建学校两所。\n"
         "  subsection 第二节 提高质量\n"
         "    - 开展视导。\n"},
        {"第一部分 2023年工作总结\n"
         "一、主要成绩\n"
         "（一）质量提升。中考成绩前移。\n"
         "（二）条件改善。新建两校。\n"
         "二、存在问题\n"
         "学位不足。\n"
         "第二部分 2024年工作打算\n"
         "一、总体思路\n"
         "守正创新。\n"
         "二、主要任务\n"
         "（一）扩学位。建两校。改三校。\n"
         "（二）提质量。抓课堂。抓教研。",
         "(summary) section 第一部分 2023年工作总结\n"
         "  (summary) subsection 一、 主要成绩\n"
         "    (summary) task （一） 质量提升\n"
         "      (summary) - 中考成绩前移。\n"
         "    (summary) task （二） 条件改善\n"
         "      (summary) - 新建两校。\n"
         "  (summary) subsection 二、 存在问题\n"
         "    (summary) - 学位不足。\n"
         "section 第二部分 2024年工作打算\n"
         "  subsection 一、 总体思路\n"
         "    - 守正创新。\n"
         "  subsection 二、 主要任务\n"
         "    task （一） 扩学位\n"
         "      - 建两校。\n"
         "      - 改三校。\n"
         "    task （二） 提质量\n"
         "      - 抓课堂。\n"
         "      - 抓教研。\n"},
    };
    check_outlines(cases);
}

/* What does not fit a count is kept and told of. */
static void counts_run_on_skip_and_repeat(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"一、甲项工作\n"
         "1．修订章程。召开会议。形成草案。\n"
         "３．公开征求意见。张贴公告。汇总建议。\n"
         "3．再次修改。逐条审读。提交表决。\n"
         "二、乙项工作\n"
         "1．培训骨干。集中三天。考核发证。",
         "section 一、 甲项工作\n"
         "  task 1． 修订章程\n"
         "    - 召开会议。\n"
         "    - 形成草案。\n"
         "  task ３． 公开征求意见\n"
         "    - 张贴公告。\n"
         "    - 汇总建议。\n"
         "  task 3． 再次修改\n"
         "    - 逐条审读。\n"
         "    - 提交表决。\n"
         "section 二、 乙项工作\n"
         "  task 1． 培训骨干\n"
         "    - 集中三天。\n"
         "    - 考核发证。\n"
         "! number-gap ３．\n"
         "! number-repeat 3．\n"},
        {"3、完成招生，阳光分班。5、开展家访，建立档案。\n"
         "6、4月18日召开推进会，分解任务。\n"
         "7、于5月、6月举办两次培训。8、12月底前完成总结。\n"
         "三、群众体育\n"
         "1、春节前办好两项赛事，即：长跑和拔河。\n"
         "2、秋季办好运动会。",
         "task 3、\n"
         "  - 完成招生，阳光分班。\n"
         "task 5、\n"
         "  - 开展家访，建立档案。\n"
         "task 6、\n"
         "  - 4月18日召开推进会，分解任务。\n"
         "task 7、\n"
         "  - 于5月、6月举办两次培训。\n"
         "task 8、\n"
         "  - 12月底前完成总结。\n"
         "section 三、 群众体育\n"
         "  task 1、\n"
         "    - 春节前办好两项赛事，即：长跑和拔河。\n"
         "  task 2、\n"
         "    - 秋季办好运动会。\n"
         "! number-gap 3、\n"
         "! number-gap 5、\n"
         "! number-gap 三、\n"},
    };
    check_outlines(cases);
}

/* 2.5, 3+1+2, 26th, 3.15. */
static void numbers_in_text_are_no_markers(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"一、投入\n"
         "1.新建校舍2.5万平方米。增长5.5%左右。另有1.54万册图书。\n"
         "2.完成2024.3版教材更新。按照3+1+2方案选课。推进“1319”行动。\n"
         "3.办好第26届推普周。结合3.15活动宣传。整改率达到99.5%。",
         "section 一、 投入\n"
         "  task 1. 新建校舍2.5万平方米\n"
         "    - 增长5.5%左右。\n"
         "    - 另有1.54万册图书。\n"
         "  task 2. 完成2024.3版教材更新\n"
         "    - 按照3+1+2方案选课。\n"
         "    - 推进“1319”行动。\n"
         "  task 3. 办好第26届推普周\n"
         "    - 结合3.15活动宣传。\n"
         "    - 整改率达到99.5%。\n"},
    };
    check_outlines(cases);
}

/* With all their sentences; what stands before the first is cut by itself. */
static void circled_items_are_measures(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"一、重点任务\n"
         "1.校园安全。①开展检查。发现隐患立即整改。②组织演练。③加强值守;\n"
         "节假日领导带班。\n"
         "2.食品卫生。先摸底，再整治。①建立台账。②公开菜谱。",
         "section 一、 重点任务\n"
         "  task 1. 校园安全\n"
         "    - ①开展检查。发现隐患立即整改。\n"
         "    - ②组织演练。\n"
         "    - ③加强值守;节假日领导带班。\n"
         "  task 2. 食品卫生\n"
         "    - 先摸底，再整治。\n"
         "    - ①建立台账。\n"
         "    - ②公开菜谱。\n"},
    };
    check_outlines(cases);
}

/* Dashes, bullets, ordinal words, letters, Roman numerals, enclosed figures. */
static void other_items(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"抓好以下三件事。\n"
         "——办好学前教育。新增学位。\n"
         "——办好义务教育。缩小差距。\n"
         "——办好高中教育。提高质量。",
         "< 抓好以下三件事。\n"
         "- ——办好学前教育。新增学位。\n"
         "- ——办好义务教育。缩小差距。\n"
         "- ——办好高中教育。提高质量。\n"},
        {"一、基本原则\n"
         "● 以人为本。尊重学生。\n"
         "● 依法办事。公开公平。\n"
         "二、实施步骤\n"
         "首先，宣传发动。召开会议。其次，组织实施。逐项推进。最后，总结提高。形成经验。",
         "section 一、 基本原则\n"
         "  - ● 以人为本。尊重学生。\n"
         "  - ● 依法办事。公开公平。\n"
         "section 二、 实施步骤\n"
         "  - 首先，宣传发动。召开会议。\n"
         "  - 其次，组织实施。逐项推进。\n"
         "  - 最后，总结提高。形成经验。\n"},
        {"ⅰ．准备\n"
         "完成摸底调查。\n"
         "ⅱ．实施\n"
         "全面铺开。",
         "section ⅰ． 准备\n"
         "  - 完成摸底调查。\n"
         "section ⅱ． 实施\n"
         "  - 全面铺开。\n"},
        {"一、宣传\n"
         "a. 办好专栏。每周更新。\n"
         "b. 办好简报。每月一期。\n"
         "⒈ 用好广播。早晚播报。\n"
         "⒉ 用好橱窗。按季更换。",
         "section 一、 宣传\n"
         "  - a. 办好专栏。每周更新。\n"
         "  - b. 办好简报。每月一期。\n"
         "  task ⒈ 用好广播\n"
         "    - 早晚播报。\n"
         "  task ⒉ 用好橱窗\n"
         "    - 按季更换。\n"},
        {"一、甲\n"
         "（一）乙。一要抓早。二要抓细。三要抓实。\n"
         "（二）丙：第一，摸清底数。第二，建立清单。第三，逐项销号。",
         "section 一、 甲\n"
         "  task （一） 乙\n"
         "    - 一要抓早。\n"
         "    - 二要抓细。\n"
         "    - 三要抓实。\n"
         "  task （二） 丙\n"
         "    - 第一，摸清底数。\n"
         "    - 第二，建立清单。\n"
         "    - 第三，逐项销号。\n"},
        {"一、学习\n"
         "（1）办好刊物，征文投稿。\n"
         "（2）办好讲座。每月一次。请进专家。",
         "section 一、 学习\n"
         "  - （1）办好刊物，征文投稿。\n"
         "  - （2）办好讲座。每月一次。请进专家。\n"},
    };
    check_outlines(cases);
}

/* Bullets before a count that begins behind them are its first items. */
static void bullets_that_lost_their_numbers(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"二、主要工作\n"
         "（一）体育工作\n"
         "- 提升素养。每天锻炼不少于1小时。\n"
         "- 改造场馆，开齐课程。\n"
         "3.做好体质测试，十月末上报数据。\n"
         "4.推进校园足球，办好“校长杯”比赛。开展联赛。",
         "section 二、 主要工作\n"
         "  subsection （一） 体育工作\n"
         "    task - 提升素养\n"
         "      - 每天锻炼不少于1小时。\n"
         "    task -\n"
         "      - 改造场馆，开齐课程。\n"
         "    task 3.\n"
         "      - 做好体质测试，十月末上报数据。\n"
         "    task 4.\n"
         "      - 推进校园足球，办好“校长杯”比赛。\n"
         "      - 开展联赛。\n"
         "! number-gap 二、\n"},
    };
    check_outlines(cases);
}

/* Where the line ends were lost. */
static void markers_inside_a_line(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"今年工作要点如下。 一、抓好党建，筑牢根基 1.建好支部。按期换届。按时学习。 2.管好党员。逐月谈心。逐季评议。 二、抓好教学 3.上好课。精心备课。认真批改。",
         "< 今年工作要点如下。\n"
         "section 一、 抓好党建，筑牢根基\n"
         "  task 1. 建好支部\n"
         "    - 按期换届。\n"
         "    - 按时学习。\n"
         "  task 2. 管好党员\n"
         "    - 逐月谈心。\n"
         "    - 逐季评议。\n"
         "section 二、 抓好教学\n"
         "  task 3. 上好课\n"
         "    - 精心备课。\n"
         "    - 认真批改。\n"},
        {"某区教育局2023年工作计划今年以来，全区学校稳步发展。一、加强队伍1.招聘教师。面向社会。择优录取。2.培训教师。分批进行。全员覆盖。二、改善条件1.维修校舍。暑期完工。2.添置设备。秋季到位。",
         "[某区教育局2023年工作计划]\n"
         "< 今年以来，全区学校稳步发展。\n"
         "section 一、 加强队伍\n"
         "  task 1. 招聘教师\n"
         "    - 面向社会。\n"
         "    - 择优录取。\n"
         "  task 2. 培训教师\n"
         "    - 分批进行。\n"
         "    - 全员覆盖。\n"
         "section 二、 改善条件\n"
         "  task 1. 维修校舍\n"
         "    - 暑期完工。\n"
         "  task 2. 添置设备\n"
         "    - 秋季到位。\n"},
        {"一、目标　　入学率达到要求，辍学率下降。　　二、措施　　落实控辍责任，开展家访。",
         "section 一、 目标\n"
         "  - 入学率达到要求，辍学率下降。\n"
         "section 二、 措施\n"
         "  - 落实控辍责任，开展家访。\n"},
        {"一、工程\n"
         "（一）校舍工程。一是新建教学楼；二是改造食堂；三是修缮围墙。\n"
         "（二）师资工程。重点做好两件事：一是公开招聘，补足缺额。二是在岗培训，提高水平。",
         "section 一、 工程\n"
         "  task （一） 校舍工程\n"
         "    - 一是新建教学楼；\n"
         "    - 二是改造食堂；\n"
         "    - 三是修缮围墙。\n"
         "  task （二） 师资工程\n"
         "    - 重点做好两件事：\n"
         "    - 一是公开招聘，补足缺额。\n"
         "    - 二是在岗培训，提高水平。\n"},
        {"一、清单\n"
         "1.办学条件。（1）新建校舍两栋。（2）改造操场一处。\n"
         "2.教师队伍。\n"
         "（1）招聘教师。面向高校毕业生。\n"
         "（2）交流教师。城乡双向。",
         "section 一、 清单\n"
         "  task 1. 办学条件\n"
         "    - （1）新建校舍两栋。\n"
         "    - （2）改造操场一处。\n"
         "  task 2. 教师队伍\n"
         "    - （1）招聘教师。面向高校毕业生。\n"
         "    - （2）交流教师。城乡双向。\n"},
    };
    check_outlines(cases);
}

/* 1、 2、 in mid sentence. */
static void page_marks_of_share_sites(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"工作总结.docx\n"
         "1、2023年工作总结和2024年工作计划 一、过去一年工作总结 全区教育稳步前进。新建学校三所，改造操场五处，添置设备一批，群众满意度进\n"
         "2、一步提高。二、今年工作计划 继续推进学位建设，新建学校两所。加强教师培训，提\n"
         "3、高课堂质量。",
         "[2023年工作总结和2024年工作计划]\n"
         "# 工作总结.docx\n"
         "# 1、\n"
         "(summary) section 一、 过去一年工作总结\n"
         "  (summary) - 全区教育稳步前进。\n"
         "  (summary) - 新建学校三所，改造操场五处，添置设备一批，群众满意度进一步提高。\n"
         "# 2、\n"
         "section 二、 今年工作计划\n"
         "  - 继续推进学位建设，新建学校两所。\n"
         "  - 加强教师培训，提高课堂质量。\n"
         "# 3、\n"},
    };
    check_outlines(cases);
}

/* Where lines count on from 1; 3月 is no number. */
static void numbers_that_lost_their_stops(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"（一）基本原则\n"
         "1坚持育人为本。尊重学生成长。面向全体。\n"
         "2坚持改革创新。破除制度障碍。激发活力。\n"
         "3坚持协同推进。整合各方资源。形成合力。\n"
         "（二）主要目标\n"
         "3月底前完成摸底。\n"
         "4月底前完成整改。\n"
         "（三）保障措施\n"
         "1加强领导。成立专班。定期会商。\n"
         "2加大投入。安排经费。专款专用。",
         "section （一） 基本原则\n"
         "  task 1 坚持育人为本\n"
         "    - 尊重学生成长。\n"
         "    - 面向全体。\n"
         "  task 2 坚持改革创新\n"
         "    - 破除制度障碍。\n"
         "    - 激发活力。\n"
         "  task 3 坚持协同推进\n"
         "    - 整合各方资源。\n"
         "    - 形成合力。\n"
         "section （二） 主要目标\n"
         "  - 3月底前完成摸底。\n"
         "  - 4月底前完成整改。\n"
         "section （三） 保障措施\n"
         "  task 1 加强领导\n"
         "    - 成立专班。\n"
         "    - 定期会商。\n"
         "  task 2 加大投入\n"
         "    - 安排经费。\n"
         "    - 专款专用。\n"},
    };
    check_outlines(cases);
}

/* Are sentences, not headings. */
static void articles_of_rules(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"总则\n"
         "第一条 为规范管理，制定本办法。\n"
         "第二条 本办法适用于各学校。教师应当遵守。\n"
         "第三条 教师应当具备下列条件：\n"
         "（一）热爱学生，品行良好。\n"
         "（二）取得教师资格。",
         "# 总则\n"
         "task 第一条\n"
         "  - 为规范管理，制定本办法。\n"
         "task 第二条\n"
         "  - 本办法适用于各学校。\n"
         "  - 教师应当遵守。\n"
         "task 第三条 教师应当具备下列条件\n"
         "  task （一）\n"
         "    - 热爱学生，品行良好。\n"
         "  task （二）\n"
         "    - 取得教师资格。\n"},
    };
    check_outlines(cases);
}

/* Text after the last of them is its own. */
static void a_plan_of_lone_headings(void **state) {
    (void)state;
    static const OutlineCase cases[] = {
        {"1.第一项\n"
         "2.第二项\n"
         "工作一切顺利。",
         "task 1. 第一项\n"
         "task 2. 第二项\n"
         "  - 工作一切顺利。\n"},
    };
    check_outlines(cases);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_follow_the_document),
        cmocka_unit_test(an_ordinal_phrase_may_be_a_heading),
        cmocka_unit_test(chapters_and_parts),
        cmocka_unit_test(counts_run_on_skip_and_repeat),
        cmocka_unit_test(numbers_in_text_are_no_markers),
        cmocka_unit_test(circled_items_are_measures),
        cmocka_unit_test(other_items),
        cmocka_unit_test(bullets_that_lost_their_numbers),
        cmocka_unit_test(markers_inside_a_line),
        cmocka_unit_test(page_marks_of_share_sites),
        cmocka_unit_test(numbers_that_lost_their_stops),
        cmocka_unit_test(articles_of_rules),
        cmocka_unit_test(a_plan_of_lone_headings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
