/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts about a plan, each from a short page written for the test. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "plan/metadata.h"
#include "plan/parse.h"
#include "plan/places.h"
#include "read/read.h"

typedef struct {
    const char *what, *page, *key, *value, *rule;
} Row;

#define BODY                                                                                                                                                           \
    "一、抓好队伍建设\n1.开展培训。组织青年教师集中学习。举办校长论坛。\n2.规范管理。完善考核办法。落实轮岗制度。\n" \
    "二、守牢安全底线\n3.排查隐患。每月检查一次。建立整改台账。\n"

static const Row rows[] = {
    {"the body's own year over the title",
     "2031年柳溪县教育局工作要点\n\n2030年是提质增效的一年，全县教育工作要稳中求进。\n" BODY,
     "year", "2030", "statement"},
    {"the last year of a summary with a plan",
     "柳溪县教育局2029年工作总结和2030年工作计划\n\n" BODY, "year", "2030", "title"},
    {"a year in a range is none", "柳溪县教育发展规划（2026—2030年）\n\n" BODY, "year",
     "", ""},
    {"a part of the plan headed by its year",
     "政府工作报告\n\n一、2029年工作回顾\n过去一年，成效明显。各项任务完成。\n二、2030年重点工作\n（一）办好教育\n新建学校。扩充学位。\n",
     "year", "2030", "heading"},
    {"a number on a line of its own",
     "柳溪县教育局关于印发2030年工作要点的通知\n柳教发〔2030〕7号\n\n各学校：\n现将要点印发给你们，请认真落实。\n\n柳溪县教育局\n2030年2月9日\n\n柳溪县教育局2030年工作要点\n\n" BODY,
     "doc_number", "柳教发〔2030〕7号", "line"},
    {"the signature's day over the page's",
     "发布时间：2030-03-01 来源：柳溪县教育局\n柳溪县教育局关于印发2030年工作要点的通知\n柳教发〔2030〕7号\n\n各学校：\n现将要点印发给你们，请认真落实。\n\n柳溪县教育局\n2030年2月9日\n\n柳溪县教育局2030年工作要点\n\n" BODY,
     "issued", "2030-02-09", "signature"},
    {"the page's day where there is no other",
     "发布时间：2030-03-01 08:30 来源：柳溪县教育局\n柳溪县教育局2030年工作要点\n\n" BODY,
     "issued", "2030-03-01", "label-published"},
    {"a day in Chinese numerals",
     "柳溪县教育局2030年工作要点\n（二〇三〇年三月八日）\n\n" BODY, "issued",
     "2030-03-08", "signature"},
    {"the place in the page's path, where nothing nearer tells it",
     "首页 > 政务公开 > 柳溪县教育局 > 规划信息\n\n2030年教育工作计划\n\n2030-03-01 08:30 来源: 县教育局\n\n" BODY,
     "region", "柳溪县", "breadcrumb"},
    {"the title's place over that of the page's path",
     "首页 > 政务公开 > 柳溪县教育局 > 规划信息\n\n东岭县教育局2030年工作计划\n\n" BODY,
     "region", "东岭县", "title"},
    {"the publisher in the title", "柳溪县教育和体育局2030年工作要点\n\n" BODY,
     "publisher", "柳溪县教育和体育局", "title"},
    {"a title over two lines, office and plan",
     "柳溪县教育局\n2030年工作要点\n（柳教发〔2030〕7号 2030年3月2日）\n\n" BODY, "title",
     "柳溪县教育局2030年工作要点", "title"},
    {"a day behind the number",
     "柳溪县教育局\n2030年工作要点\n（柳教发〔2030〕7号 2030年3月2日）\n\n" BODY,
     "issued", "2030-03-02", "signature"},
    {"a piece of a collection", "【篇一】柳溪县教育局2030年工作计划\n\n" BODY, "title",
     "柳溪县教育局2030年工作计划", "title"},
    {"a number in full-width figures",
     "柳溪县教育局２０３０年工作要点\n柳教发〔２０３０〕７号\n\n" BODY, "doc_number",
     "柳教发〔２０３０〕７号", "line"},
    {"a report to the people's congress",
     "政府工作报告\n——2030年1月8日在柳溪县第九届人民代表大会第二次会议上\n县长 某某\n\n" BODY,
     "publisher", "柳溪县人民政府", "derived"},
    {"a city's district", "合肥市包河区教育体育局2030年工作计划\n\n" BODY, "region",
     "合肥市包河区", "title"},
    {"the province of a prefecture", "合肥市包河区教育体育局2030年工作计划\n\n" BODY,
     "province", "安徽省", "title"},
    {"the level of a district", "合肥市包河区教育体育局2030年工作计划\n\n" BODY, "level",
     "county", "title"},
    {"a summary with a plan is a kind of its own",
     "柳溪县教育局2029年工作总结和2030年工作计划\n\n" BODY, "kind", "总结和计划",
     "title"},
    {"the collection's number is not the title's", "2030年教育局工作计划篇3\n\n" BODY,
     "title", "2030年教育局工作计划", "title"},
};

static const Metadatum *chosen(const PlanTree *tree, const char *key) {
    for (size_t i = 0; i < tree->metadata.n; i++) {
        if (tree->metadata.at[i].chosen && strcmp(tree->metadata.at[i].key, key) == 0)
            return &tree->metadata.at[i];
    }
    return NULL;
}

typedef struct {
    const Row *row;
    size_t documents;
} Trial;

static void try_row(void *context, Document *document) {
    Trial *trial = context;
    const Row *row = trial->row;
    PlanTree tree = {0};
    plan_parse(document, &tree);
    const Metadatum *datum = chosen(&tree, row->key);
    Slice value = datum ? datum->value : (Slice){0};
    if (!slice_equal(value, slice_of(row->value)) ||
        (datum && strcmp(datum->rule, row->rule) != 0))
        fail_msg("%s: %s is \"%.*s\" by %s, not \"%s\" by %s", row->what, row->key,
                 SLICE_ARG(value), datum ? datum->rule : "none", row->value, row->rule);
    trial->documents++;
    plan_tree_release(&tree);
}

static void no_fault(void *context, const Err *err) {
    (void)context;
    fail_msg("%s", err->text);
}

static void each_fact_by_its_rule(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Trial trial = {.row = &rows[i]};
        ReadSink sink = {.document = try_row, .fault = no_fault, .context = &trial};
        assert_true(
            read_bytes(slice_of(rows[i].page), S("page.txt"), &(ReadOptions){0}, &sink));
        assert_int_equal(trial.documents, 1);
    }
}

static void places(void **state) {
    (void)state;
    static const struct {
        const char *name, *region, *level, *province;
    } cases[] = {
        {"福州市教育局", "福州市", "city", "福建省"},
        {"苏州市吴中区教育局", "苏州市吴中区", "county", "江苏省"},
        {"江阴市教育局", "江阴市", "county", ""},
        {"重庆市渝中区教育委员会", "重庆市渝中区", "county", "重庆市"},
        {"内蒙古自治区教育厅", "内蒙古自治区", "province", "内蒙古自治区"},
        {"新疆维吾尔自治区喀什地区教育局", "新疆维吾尔自治区喀什地区", "city",
         "新疆维吾尔自治区"},
        {"县教育局", "", NULL, ""},
        {"某市教育局", "", NULL, ""},
        {"X县教育局", "", NULL, ""},
        {"全市教育工作", "", NULL, ""},
        {"", "", NULL, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Place place = place_of_name(slice_of(cases[i].name));
        bool level = cases[i].level
                         ? place.level && strcmp(place.level, cases[i].level) == 0
                         : !place.level;
        if (!slice_equal(place.region, slice_of(cases[i].region)) || !level ||
            !slice_equal(place.province, slice_of(cases[i].province)))
            fail_msg("%s: region \"%.*s\", level %s, province \"%.*s\"", cases[i].name,
                     SLICE_ARG(place.region), place.level ? place.level : "none",
                     SLICE_ARG(place.province));
    }
}

static void given_facts_win(void **state) {
    (void)state;
    PlanTree tree = {0};
    plan_give_metadatum(&tree, "region", S("柳溪县"), "manifest");
    assert_true(slice_equal(plan_metadatum(&tree, "region"), S("柳溪县")));
    plan_give_metadatum(&tree, "region", S("柳溪市"), "hand");
    assert_true(slice_equal(plan_metadatum(&tree, "region"), S("柳溪市")));
    plan_tree_release(&tree);
}

static void values_are_checked(void **state) {
    (void)state;
    assert_true(plan_metadata_valid("year", S("2030")));
    assert_false(plan_metadata_valid("year", S("30")));
    assert_false(plan_metadata_valid("year", S("20x0")));
    assert_true(plan_metadata_valid("issued", S("2030-02-28")));
    assert_false(plan_metadata_valid("issued", S("2030-02-30")));
    assert_false(plan_metadata_valid("issued", S("2030-2-28")));
    assert_true(plan_metadata_valid("level", S("county")));
    assert_false(plan_metadata_valid("level", S("village")));
    assert_false(plan_metadata_valid("title", S("")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fact_by_its_rule),
        cmocka_unit_test(places),
        cmocka_unit_test(given_facts_win),
        cmocka_unit_test(values_are_checked),
    };
    return cmocka_run_group_tests_name("plan: metadata", tests, NULL, NULL);
}
