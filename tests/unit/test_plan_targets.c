/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets: one row a rule, what is one and what is none. */
#include "base/base.h"

#include "check.h"
#include "plan/targets.h"

/* Each found target as "comparator value unit", joined by "; ". */
static Slice list_targets(const char *text, Arena *keep) {
    TargetList found = {0};
    targets_find(slice_of(text), 0, keep, &found);
    Slice all = {0};
    for (size_t i = 0; i < found.n; i++) {
        const Target *t = &found.at[i];
        const char *sign = comparator_word(t->comparator);
        all = arena_format(keep, "%.*s%s%s%.*s|%.*s", SLICE_ARG(all), i ? ";" : "",
                           strcmp(sign, "=") ? sign : "", SLICE_ARG(t->value_text),
                           SLICE_ARG(t->unit));
    }
    vec_release(&found);
    return all;
}

static const struct {
    const char *text, *targets;
} rows[] = {
    /* number + unit + object, in either order, several in one measure */
    {"新建公办幼儿园6所，新增学位1,800个。", "6|所;1,800|个"},
    {"培训骨干教师300人次、班主任150名。", "300|人次;150|名"},
    {"改造操场2.4万平方米，投入资金1.2亿元。", "2.4|万平方米;1.2|亿元"},
    {"新建足球场１２片。", "12|片"},
    {"每周上好3节体育课+2节活动课。", "3|节;2|节"},
    {"建设10个两业融合试点、12个500千伏站点。", "10|个;12|个"},
    {"对全县46所寄宿制学校开展检查。", "46|所"},
    {"把30 \n 所学校纳入试点。", "30|所"},
    /* comparators */
    {"每天锻炼不少于1小时。", ">=1|小时"},
    {"满意度不低于93%。", ">=93|%"},
    {"至少建成示范校3所。", ">=3|所"},
    {"每学期至少开展2次家访、3次班会。", ">=2|次;>=3|次"},
    {"培育示范园20所以上。", ">=20|所"},
    {"产值突破3亿元。", ">3|亿元"},
    {"惠及学生超过2万名。", ">2|万名"},
    {"惠及乡村教师1100余名。", ">1100|名"},
    {"近视率控制在49%以内。", "<=49|%"},
    {"进校园事项不超过10项。", "<=10|项"},
    {"起始年级班额控制在42人左右。", "~42|人"},
    {"辍学率低于1%。", "<1|%"},
    {"覆盖率达到100%。", "100|%"},
    {"美育课时不低于总课时的9%。", ">=9|%"},
    {"专任教师占比小学、初中分别不低于65%和85%。", ">=65|%;>=85|%"},
    {"必修课程不低于6个学分（相当于108课时）。", ">=6|个学分"},
    /* Chinese numerals, shares */
    {"新建公办幼儿园两所。", "两|所"},
    {"帮助三百余名学生补习。", ">三百|名"},
    {"普惠园覆盖率达到百分之九十五。", "九十五|%"},
    {"白名单机构占比达到九成以上。", ">=九|成"},
    {"入户家访不少于三成。", ">=三|成"},
    {"压减三分之一以上。", ">=三分之一|"},
    {"让每名学生至少掌握一项艺术技能。", ">=一|项"},
    {"每学期开展一次心理筛查。", "一|次"},
    {"组建装备、康养两个产教联合体。", "两|个"},
    {"与三家企业共建产业学院。", "三|家"},
    {"及格率提高3个百分点。", "3|个百分点"},
    {"加快两所学校教学楼扩建。", "两|所"},
    {"签约率达到百分百。", "百分百|%"},
    {"上线人数突破1000人大关。", ">1000|人"},
    {"超过85%的学生掌握技能。", ">85|%"},
    /* ranges */
    {"开展集中研讨8至10次。", "8至10|次"},
    {"掌握1-2项运动技能。", "1-2|项"},
    {"抽查学校8所至10所。", "8至10|所"},
    {"增长5%-20%。", "5%-20|%"},
    /* baseline and goal */
    {"配备率由71%提高到85%。", "85|%"},
    {"将现有的12个专业整合为8个专业。", "8|个"},
    {"课间由10分钟延长至15分钟。", "15|分钟"},
    /* masks */
    {"每周开设x节艺术课。", "x|节"},
    {"达标率达到**.*%以上。", ">=**.*|%"},
    {"打造x-x处基地。", "x-x|处"},
    /* names that hold numbers */
    {"落实“三会一课”制度，推进“1319”工程。", ""},
    {"推进3+1+2高考改革。", ""},
    {"实施“x+N”模式和1+X证书制度。", ""},
    {"庆祝第39个教师节，办好第26届宣传周。", ""},
    {"开通12345热线，推进5G和K12资源建设。", ""},
    {"组织高2020级诊断考试。", ""},
    {"落实八项规定精神和五项管理要求。", ""},
    {"增强四个意识、坚定四个自信、做到两个维护。", ""},
    {"推进一校一品、一生一策。", ""},
    {"贯彻省委十二届三次全会精神。", ""},
    {"推进教育园区二期、核电三期建设。", ""},
    {"巩固安防6个“100%建设”成果。", ""},
    {"打造15分钟健身圈，开通24小时热线。", ""},
    {"建设400米跑道。", ""},
    {"建好30万吨级码头。", ""},
    {"印发教育信息化2.0行动计划。", ""},
    {"开展百名校长进课堂活动。", ""},
    {"围绕3个方面抓好落实。", ""},
    {"本会议学习二十大精神，统一思想，进一步提高认识。", ""},
    {"坚持稳增长、防风险、保民生三项基本任务。", ""},
    {"实现两个100%，落实三个一。", ""},
    /* dates and times by which */
    {"2025年3月底前完成，6月5日公示。", ""},
    {"七个工作日内反馈。", ""},
    /* past facts */
    {"去年培训教师300名。", ""},
    {"目前已建成幼儿园20所。", ""},
    {"完成了12所学校改造。", ""},
    /* whom it is about */
    {"培训35岁以下教师。", ""},
    {"撤并不足30人的教学点。", ""},
    {"奖励600分以上考生。", ""},
    {"消除56人以上大班额。", ""},
    {"为离家10公里以上的学生安排寄宿。", ""},
    {"为海拔1500米以上的学校配备取暖设备。", ""},
    {"对满意度低于80%的学校进行约谈。", ""},
    {"发挥6所示范园的带动作用。", ""},
    {"围绕4个专题开展研讨5次。", "5|次"},
    {"严禁新产生55人以上大班额。", ""},
    {"考核从全市前50名、前100名上线人数等层面评价。", ""},
    {"优良率较上年提高1.5个百分点，与去年相比增长2%。", "1.5|个百分点;2|%"},
    {"上年培训300人，比去年多20人。", ""},
    {"每月演练2次，落实24小时值班制度。", "2|次"},
    {"更新器材200件套、仪器30台（件）。", "200|件套;30|台(件)"},
    {"占比控制在5%以内（含5%）。", "<=5|%"},
    {"新建球場3個，舉辦比賽不少於20場，投入50萬元。", "3|個;>=20|場;50|萬元"},
    /* the measure's own number */
    {"①新建学校2所。", "2|所"},
    {"12.新建学校2所。", "2|所"},
    {"", ""},
};

static void targets_are_found(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena keep = {0};
        Slice found = list_targets(rows[i].text, &keep);
        if (!slice_equal(found, slice_of(rows[i].targets)))
            fail_msg("%s: found \"%.*s\", wanted \"%s\"", rows[i].text, SLICE_ARG(found),
                     rows[i].targets);
        arena_release(&keep);
    }
}

static const struct {
    const char *text;
    double value_norm;
    const char *unit_norm, *object;
} units[] = {
    {"改造操场1.54万平方米。", 15400, "平方米", "改造操场"},
    {"改造操场1.54万㎡。", 15400, "平方米", "改造操场"},
    {"新建步道65千米。", 65, "公里", "步道"},
    {"投入2.5亿元。", 2.5e8, "元", "投入"},
    {"投入三万五千元。", 35000, "元", "投入"},
    {"每天锻炼不少于1小时。", 60, "分钟", "每天锻炼"},
    {"引进教师20名。", 20, "人", "教师"},
    {"补充20位教师。", 20, "人", "教师"},
    {"举办讲座20场次。", 20, "场", "讲座"},
    {"占比达到七成。", 70, "%", "占比"},
    {"新增省级示范园3所。", 3, "所", "省级示范园"},
    {"培育3个省级学科基地，推动发展。", 3, "个", "省级学科基地"},
};

static void values_are_normalised(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        Arena keep = {0};
        TargetList found = {0};
        targets_find(slice_of(units[i].text), 0, &keep, &found);
        if (found.n != 1)
            fail_msg("%s: %zu targets", units[i].text, found.n);
        check_close(found.at[0].value_norm, units[i].value_norm, 1e-12);
        check_slice(found.at[0].unit_norm, units[i].unit_norm);
        check_slice(found.at[0].object, units[i].object);
        vec_release(&found);
        arena_release(&keep);
    }
}

static Target only_target(const char *text, Arena *keep) {
    TargetList found = {0};
    targets_find(slice_of(text), 0, keep, &found);
    if (found.n != 1)
        fail_msg("%s: %zu targets", text, found.n);
    Target target = found.at[0];
    vec_release(&found);
    return target;
}

static void what_goes_with_a_target(void **state) {
    (void)state;
    Arena keep = {0};
    Target t = only_target("配备率由71%提高到85%", &keep);
    assert_true(t.has_baseline);
    check_close(t.baseline, 71, 1e-12);
    t = only_target("规模由8000人扩大到1.2万人", &keep);
    check_close(t.baseline * 1e4, 8000, 1e-12);
    check_close(t.value_norm, 12000, 1e-12);
    t = only_target("确保入学率达到98%", &keep);
    assert_int_equal(t.hardness, HARDNESS_FIRM);
    t = only_target("力争入学率达到98%", &keep);
    assert_int_equal(t.hardness, HARDNESS_STRIVE);
    t = only_target("探索建设特色高中3所", &keep);
    assert_int_equal(t.hardness, HARDNESS_EXPLORE);
    t = only_target("入学率达到98%", &keep);
    assert_int_equal(t.hardness, HARDNESS_PLAIN);
    t = only_target("每学期家访不少于2次", &keep);
    assert_true(t.per_period);
    check_slice(t.period, "每学期");
    t = only_target("每周上好课，开展活动3次", &keep);
    check_slice(t.period, "每周");
    t = only_target("每天晨读，新增图书20册", &keep);
    assert_false(t.per_period);
    t = only_target("城镇化率年均提高1个百分点", &keep);
    check_slice(t.period, "年均");
    t = only_target("收入年均稳步增长，城镇化率达到69%", &keep);
    assert_false(t.per_period); /* an average is of its own clause */
    t = only_target("美育课程不得低于72个学时", &keep);
    check_slice(t.unit_norm, "学时");
    check_slice(t.object, "美育课程");
    t = only_target("集中研讨8至10次", &keep);
    assert_true(t.has_high);
    check_close(t.high, 10, 1e-12);
    t = only_target("新建幼儿园x所", &keep);
    assert_true(t.redacted);
    check_close(t.value_norm, 0, 0);
    arena_release(&keep);
}

static void spans_lead_back_to_the_text(void **state) {
    (void)state;
    Slice text = S("新建学校　１\n２ 所，其余照旧");
    Arena keep = {0};
    TargetList found = {0};
    targets_find(text, 100, &keep, &found);
    assert_int_equal(found.n, 0); /* a blank between figures parts numbers: 2所 would be a
                                     guess */
    text = S("新建学校　１２\n 所，其余照旧");
    targets_find(text, 100, &keep, &found);
    assert_int_equal(found.n, 1);
    Span span = found.at[0].span;
    check_slice(slice_sub(text, span.at - 100, span.end - 100), "１２\n 所");
    vec_release(&found);
    arena_release(&keep);
}

static void add_node(PlanTree *tree, NodeKind kind, PlanPart part, const char *body) {
    size_t at = slice_find(tree->text, slice_of(body), 0);
    vec_push(&tree->nodes,
             (PlanNode){.kind = kind, .part = part, .body = {at, at + slice_of(body).n}});
}

static void a_plan_counts_its_own_measures_only(void **state) {
    (void)state;
    PlanTree tree = {.text = S("全年建校3所。建园2所。建馆4座。")};
    add_node(&tree, NODE_PLAN, PART_PLAN, "");
    add_node(&tree, NODE_MEASURE, PART_SUMMARY, "全年建校3所。");
    add_node(&tree, NODE_MEASURE, PART_PLAN, "建园2所。");
    add_node(&tree, NODE_PREAMBLE, PART_PLAN, "建馆4座。");
    for (int again = 0; again < 2; again++) {
        plan_find_targets(&tree);
        assert_int_equal(tree.targets.n, 1);
        assert_int_equal(tree.targets.at[0].measure, 2);
        check_slice(slice_at(tree.text, tree.targets.at[0].span), "2所");
    }
    vec_release(&tree.nodes);
    vec_release(&tree.targets);
    arena_release(&tree.arena);
}

/* A measure of a megabyte, such as a broken table makes, ends in time. */
static void a_long_measure_ends(void **state) {
    (void)state;
    static const char *const pieces[] = {"建校3所、", "每",    "“",
                                         "由3所",     "第4、", "两个"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        Buf text = {0};
        Arena keep = {0};
        TargetList found = {0};
        for (size_t k = 0; k < 4000; k++)
            buf_add(&text, slice_of(pieces[i]));
        targets_find(buf_slice(&text), 0, &keep, &found);
        assert_true(found.n <= 4000);
        vec_release(&found);
        arena_release(&keep);
        buf_release(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(targets_are_found),
        cmocka_unit_test(values_are_normalised),
        cmocka_unit_test(what_goes_with_a_target),
        cmocka_unit_test(spans_lead_back_to_the_text),
        cmocka_unit_test(a_plan_counts_its_own_measures_only),
        cmocka_unit_test(a_long_measure_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
