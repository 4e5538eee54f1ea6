/* SPDX-License-Identifier: GPL-3.0-or-later */
/* indicators: which targets are the same quantity, which are not, and who asks for most.
 */
#include "base/base.h"

#include <math.h>

#include "check.h"
#include "compare/indicators.h"
#include "corpus_maker.h"
#include "plan/targets.h"

/* Plans whose measures are sentences; targets are read from them as from any plan. */
typedef struct {
    CorpusMaker maker;
    VEC(TargetRow) rows;
    const Corpus *corpus;
    IndicatorList list;
} Fixture;

static void begin(Fixture *fixture) {
    *fixture = (Fixture){0};
    corpus_begin(&fixture->maker, "a b");
}

static void add_plan(Fixture *fixture, const char *slug) {
    corpus_plan(&fixture->maker, slug)->year = 2025;
}

static void add_sentence(Fixture *fixture, const char *words, const char *heading) {
    Arena *arena = &fixture->maker.arena;
    Slice text = slice_of(words);
    CorpusMeasure *measure = corpus_measure(&fixture->maker, "a");
    TargetList found = {0};
    targets_find(text, 0, arena, &found);
    for (size_t i = 0; i < found.n; i++) {
        TargetRow row = {.measure = measure->id, .target = found.at[i], .text = text};
        row.written = slice_at(text, found.at[i].span);
        row.before = slice_sub(text, 0, found.at[i].span.at);
        row.behind = slice_sub(text, found.at[i].span.end, text.n);
        row.task = slice_of(heading);
        vec_push(&fixture->rows, row);
    }
    vec_release(&found);
}

static void align(Fixture *fixture) {
    fixture->corpus = corpus_end(&fixture->maker);
    TargetRowList targets = {fixture->rows.at, fixture->rows.n};
    indicators_align(fixture->corpus, &targets, NULL, &fixture->maker.arena,
                     &fixture->list);
}

static void release(Fixture *fixture) {
    vec_release(&fixture->rows);
    corpus_release(&fixture->maker);
}

/* Two plans with a sentence each. */
static void pair(Fixture *fixture, const char *one, const char *two) {
    begin(fixture);
    add_plan(fixture, "one");
    add_sentence(fixture, one, NULL);
    add_plan(fixture, "two");
    add_sentence(fixture, two, NULL);
    align(fixture);
}

/* ---- Together and apart ---- */

static const struct {
    const char *one, *two, *label;
} together[] = {
    {"新增义务教育学位2780个。", "增加公办学位1.2万个。", "新增学位（个）"},
    {"新增学前教育席位500个。", "全市新增学位3000个。", "新增学位（个）"},
    {"确保学生每天体育锻炼不少于1小时。", "中小学生每天综合体育活动时间不低于2小时。",
     "每天体育活动（分钟）"},
    {"地区生产总值增长5%左右。", "力争全省经济增长5.5%以上。", "地区生产总值增长（%）"},
    {"CPI涨幅2%左右。", "居民消费价格指数上涨2%以内。", "居民消费价格增长（%）"},
    {"城镇新增就业30万人。", "实现新增城镇就业18万人以上。", "新增城镇就业（人）"},
    {"粮食产量1600亿斤以上。", "粮食产量稳定在1300万吨以上。", "粮食产量（吨）"},
    {"新培育10个概念验证中心、20个中试平台。", "建设中试平台5家。", "新增中试平台（个）"},
    {"培训骨干教师300名。", "轮训骨干教师200名。", "培训骨干教师（人）"},
    {"学前三年毛入园率达到93%。", "学前教育毛入园率由91%提高到92.5%。", "毛入园率（%）"},
    {"将起始年级平均班额控制在45人以内。", "起始年级平均班额不超过42人。",
     "起始年级平均班额（人）"},
    {"新建和改造提升高标准农田20万亩。", "新建改造高标准农田600万亩以上。",
     "新增改造高标准农田（亩）"},
    {"美育课程课时总量不低于总课时的9%。", "确保美育课程课时总量达到总课时的10%。",
     "美育课程课时总量占总课时（%）"},
    {"公开招聘教师86名，其中体育教师30名。",
     "招聘体育教师、美术教师60名，其中体育教师25名。", "招聘体育教师（人）"},
    {"开展骨干教师培训200人次。", "培训骨干教师300人次。", "培训骨干教师（人次）"},
    {"总体近视率控制在48%以内。", "儿童青少年近视率降至50%以下。",
     "儿童青少年近视率（%）"},
    {"中小学生体质健康优良率达到55%。", "国家学生体质健康标准优良率达56%。",
     "学生体质健康优良率（%）"},
    {"新增各级各类学位1.5万个，其中义务教育学位9000个。", "增加公办幼儿学位600个。",
     "新增学位（个）"},
    {"新建公办园3所。", "新增公办幼儿园5所。", "新增幼儿园（所）"},
    {"常住人口城镇化率提升至67%左右。", "全省常住人口城镇化率达到71%。",
     "常住人口城镇化率（%）"},
    {"十二是改造农村危房4600户。", "改造农村危房6000户以上。", "改造农村危房（户）"},
    {"打造20个“好房子”示范项目。", "再建设好房子示范项目3个。",
     "新增好房子示范项目（个）"},
    {"居民人均可支配收入增长6%。", "全省居民人均可支配收入提高5%。",
     "居民人均可支配收入增长（%）"},
    {"校内新建实训基地3处，校外增设实训基地2处。", "新增实训基地5个。",
     "新增实训基地（处）"},
    {"热供应达到10万户。", "热供应达到12万户。", "热供应（户）"},
    {"地区生产总值按增长5%安排。", "地区生产总值增长4.5%—5%。", "地区生产总值增长（%）"},
    {"让每个学生至少参加一项艺术活动。", "使每名学生能够参加至少2项艺术活动。",
     "每名学生参加艺术活动（项）"},
    {"责任督学每月入校督导不少于一次。", "每月责任督学入校督导至少2次。",
     "每月责任督学入校督导（次）"},
    {"建立2个美育特色县（市、区）学生艺术团。", "打造美育特色县学生艺术团3个。",
     "新增美育特色县学生艺术团（个）"},
};

static void same_quantities(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof together / sizeof *together; i++) {
        Fixture fixture;
        pair(&fixture, together[i].one, together[i].two);
        if (fixture.list.n == 0 || fixture.list.at[0].n_plans != 2)
            fail_msg("apart: %s %s", together[i].one, together[i].two);
        check_slice(fixture.list.at[0].label, together[i].label);
        release(&fixture);
    }
}

static const struct {
    const char *one, *two;
} different[] = {
    {"新增学位500个。", "小学学位总数达到500个。"},
    {"培训教师100名。", "招聘教师100名。"},
    {"地区生产总值增长5%。", "地区生产总值年均增长5%。"},
    {"新增幼儿园3所。", "新增幼儿园学位300个。"},
    {"改造村小厨房28间。", "新建村小厨房28间。"},
    {"培训社会体育指导员300名。", "培训社会体育指导员300人次。"},
    {"人均可支配收入增长6%。", "人均可支配收入提高6个百分点。"},
    {"每周开展劳动教育1次。", "每月开展劳动教育1次。"},
    {"体育活动学生参与率达到90%。", "体育活动学生参与率提高3%。"},
    /* too little is said */
    {"上线手环平台，覆盖学生2.6万名。", "开展托管，惠及学生5200名。"},
    {"建成大数据中枢，接入学校720所。", "建成运动平台，接入学校60所。"},
    {"签订党风廉政责任书，签订率100%。", "签订安全责任书，签订率达到100%。"},
    {"新增康复专业，首批招生80人。", "新增救援专业，首批招生50人。"},
    {"安排省级财政资金3亿元。", "统筹安排省级财政资金5亿元。"},
    {"推进2000个省级重点项目。", "抓好30个省级重点项目。"},
    {"与企业签订协议，满意度达到95%。", "课后服务家长满意度达到93%。"},
    {"整体提升100所学校。", "新增学校100所。"},
    {"每天校内、校外各1小时体育活动。", "每天校内、校外各2小时体育活动。"},
    {"专任教师占比95%，其中骨干教师不少于20%。", "骨干教师占比20%。"},
    {"建设劳动教育基地，创建示范校5所。", "推进智慧校园，创建示范校3所。"},
    {"每个假期巡查不少于5轮。", "每个假期检查不少于3轮。"},
    {"新增退役军人就业4000人。", "新增残疾人就业6500人。"},
    /* not clear which is which */
    {"城乡居民人均可支配收入分别增长7%左右和8%左右。",
     "城乡居民人均可支配收入分别增长5%、6.5%左右。"},
    {"申报示范幼儿园1所、市级2所。", "评选示范党支部5所、市级2所。"},
};

static void different_quantities(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof different / sizeof *different; i++) {
        Fixture fixture;
        pair(&fixture, different[i].one, different[i].two);
        assert_true(fixture.list.n_targets >= 2);
        for (size_t k = 0; k < fixture.list.n; k++)
            if (fixture.list.at[k].n_plans != 1)
                fail_msg("joined: %s %s", different[i].one, different[i].two);
        release(&fixture);
    }
}

/* ---- Kinds and times ---- */

static void kinds_stand_apart(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    add_plan(&fixture, "one");
    add_sentence(&fixture, "新增义务教育学位1800个、学前学位360个。", NULL);
    add_plan(&fixture, "three");
    add_sentence(&fixture, "新建公办幼儿园两所，新增学位720个。", NULL);
    add_plan(&fixture, "two");
    add_sentence(&fixture, "新增义务教育学位2400个。", NULL);
    align(&fixture);
    const Indicator *places = &fixture.list.at[0];
    check_slice(places->label, "新增学位（个）");
    assert_int_equal(places->n_plans, 3);
    assert_int_equal(places->n_targets, 4);
    assert_int_equal(places->n, 2);
    check_slice(places->at[0].kind, "义务教育");
    assert_int_equal(places->at[0].at[0].rank, 1);
    check_close(places->at[0].at[0].value, 2400, 0);
    assert_int_equal(places->at[0].at[1].rank, 2);
    check_slice(places->at[1].kind, "学前教育");
    check_close(places->at[1].at[0].value, 720, 0);
    release(&fixture);
}

static void times_stand_apart(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    add_plan(&fixture, "one");
    add_sentence(&fixture, "到2030年，森林覆盖率达到40%。", NULL);
    add_plan(&fixture, "three");
    add_sentence(&fixture, "森林覆盖率达到45%。", "“十五五”时期主要目标");
    add_plan(&fixture, "two");
    add_sentence(&fixture, "为“十五五”开好局，2025年森林覆盖率达到39%。", NULL);
    align(&fixture);
    assert_int_equal(fixture.list.n, 1);
    const Indicator *forest = &fixture.list.at[0];
    assert_int_equal(forest->n, 2);
    check_slice(forest->at[0].until, "2030");
    assert_int_equal(forest->at[0].n_plans, 2);
    check_slice(forest->at[1].until, "");
    assert_int_equal(forest->at[1].at[0].rank, 0);
    release(&fixture);
}

/* ---- Ranks ---- */

static const IndicatorTarget *of_plan(const IndicatorClass *class, uint32_t plan) {
    for (size_t i = 0; i < class->n; i++)
        if (class->at[i].plan == plan)
            return &class->at[i];
    fail_msg("plan %u has no target", plan);
    return NULL;
}

static void ranked(void **state) {
    (void)state;
    static const char *const sentences[] = {
        "公开招聘骨干教师100名。", "公开招聘骨干教师300名以上。",
        "公开招聘骨干教师100人。", "公开招聘骨干教师50名，补充骨干教师80名。",
        "公开招聘骨干教师xx名。"};
    static const char *const slugs[] = {"a", "b", "c", "d", "e"};
    Fixture fixture;
    begin(&fixture);
    for (size_t i = 0; i < 5; i++) {
        add_plan(&fixture, slugs[i]);
        add_sentence(&fixture, sentences[i], NULL);
    }
    align(&fixture);
    const IndicatorClass *class = &fixture.list.at[0].at[0];
    assert_int_equal(class->n, 6);
    assert_int_equal(class->n_plans, 5);
    assert_int_equal(class->n_valued, 4);
    assert_int_equal(of_plan(class, 1)->rank, 1);
    assert_int_equal(of_plan(class, 0)->rank, 2);
    assert_int_equal(of_plan(class, 2)->rank, 2);
    assert_int_equal(of_plan(class, 3)->rank, 4);
    check_close(of_plan(class, 3)->value, 80, 0); /* the more demanding of its two */
    assert_true(isnan(of_plan(class, 4)->value));
    assert_int_equal(of_plan(class, 4)->rank, 0);
    check_close(class->least, 50, 0);
    check_close(class->most, 300, 0);
    release(&fixture);
}

/* Where plans set limits the lowest asks for most, of a range its upper end. */
static void limits(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    add_plan(&fixture, "a");
    add_sentence(&fixture, "近视率控制在50%以内。", NULL);
    add_plan(&fixture, "b");
    add_sentence(&fixture, "近视率降低至48%。", NULL);
    add_plan(&fixture, "c");
    add_sentence(&fixture, "近视率45%—49%。", NULL);
    align(&fixture);
    const IndicatorClass *class = &fixture.list.at[0].at[0];
    assert_true(class->demand < 0);
    assert_int_equal(of_plan(class, 1)->rank, 1);
    assert_int_equal(of_plan(class, 2)->rank, 2);
    assert_int_equal(of_plan(class, 0)->rank, 3);
    check_close(of_plan(class, 2)->high, 49, 0);
    check_close(class->most, 50, 0);
    release(&fixture);
    pair(&fixture, "起始年级平均班额45人。", "起始年级平均班额42人左右。");
    class = &fixture.list.at[0].at[0]; /* a burden, though no plan says so */
    assert_true(class->demand < 0);
    assert_int_equal(of_plan(class, 1)->rank, 1);
    release(&fixture);
    pair(&fixture, "重复信访量下降25%。", "重复信访量下降20%。");
    class = &fixture.list.at[0].at[0];
    assert_true(class->demand > 0);
    release(&fixture);
    pair(&fixture, "近视率控制在50%以内。", "近视率不低于40%。");
    class = &fixture.list.at[0].at[0];
    assert_int_equal(class->demand, 0);
    assert_int_equal(class->at[0].rank, 0);
    assert_int_equal(class->at[1].rank, 0);
    release(&fixture);
}

/* Values and baselines are in the unit that most targets have. */
static void units(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    add_plan(&fixture, "a");
    add_sentence(&fixture, "粮食产量由800亿斤提高到900亿斤。", NULL);
    add_plan(&fixture, "b");
    add_sentence(&fixture, "粮食产量达到1000亿斤。", NULL);
    add_plan(&fixture, "c");
    add_sentence(&fixture, "粮食产量稳定在1300万吨以上。", NULL);
    align(&fixture);
    const IndicatorClass *class = &fixture.list.at[0].at[0];
    check_slice(fixture.list.at[0].unit, "斤");
    check_close(of_plan(class, 0)->baseline, 800e8, 1e-12);
    check_close(of_plan(class, 2)->value, 260e8, 1e-12);
    assert_int_equal(of_plan(class, 1)->rank, 1);
    assert_int_equal(of_plan(class, 2)->rank, 3);
    release(&fixture);
}

/* The same plans under names that turn their order round give the same indicators. */
static void any_order(void **state) {
    (void)state;
    static const char *const sentences[] = {
        "新增义务教育学位1800个，每天体育锻炼1小时。", "新增学位2000个。",
        "每天体育活动不少于2小时，新增义务教育学位700个。"};
    Fixture forth, back;
    begin(&forth);
    begin(&back);
    for (size_t i = 0; i < 3; i++) {
        add_plan(&forth, "p");
        add_sentence(&forth, sentences[i], NULL);
        add_plan(&back, "p");
        add_sentence(&back, sentences[2 - i], NULL);
    }
    align(&forth);
    align(&back);
    assert_int_equal(forth.list.n, back.list.n);
    for (size_t i = 0; i < forth.list.n; i++) {
        const Indicator *x = &forth.list.at[i], *y = &back.list.at[i];
        assert_true(slice_equal(x->key, y->key));
        assert_int_equal(x->n, y->n);
        for (size_t k = 0; k < x->n; k++)
            for (uint32_t plan = 0; plan < x->at[k].n; plan++) {
                const IndicatorTarget *target = &x->at[k].at[plan];
                const IndicatorTarget *other = of_plan(&y->at[k], 2 - target->plan);
                check_close(other->value, target->value, 0);
                assert_int_equal(other->rank, target->rank);
            }
    }
    release(&forth);
    release(&back);
}

/* ---- The table ---- */

static Table table_of(Fixture *fixture, IndicatorChoice shown) {
    fixture->corpus = corpus_end(&fixture->maker);
    TargetRowList targets = {fixture->rows.at, fixture->rows.n};
    return indicators_table(fixture->corpus, &targets, &(CorpusChoice){0}, &shown,
                            &fixture->maker.arena);
}

static void as_table(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    add_plan(&fixture, "one");
    add_sentence(&fixture, "力争覆盖率之外，公办园占比由50%提高到60%以上。", NULL);
    add_plan(&fixture, "two");
    add_sentence(&fixture, "公办园占比达到xx%，新增托位240个。", NULL);
    Table table = table_of(&fixture, (IndicatorChoice){0});
    assert_int_equal(table_rows(&table), 2);
    check_slice(corpus_text(&table, 0, "indicator"), "公办园占比（%）");
    check_slice(corpus_text(&table, 0, "target"), "50 → ≥ 60%");
    check_slice(corpus_text(&table, 0, "hardness"), "strive");
    check_slice(corpus_text(&table, 0, "demand"), "higher");
    check_close(corpus_number(&table, 0, "baseline"), 50, 0);
    check_close(corpus_number(&table, 0, "rank"), NAN, 0); /* alone with a number */
    assert_int_equal(corpus_cell(&table, 0, "value")->measures[0],
                     fixture.rows.at[0].measure);
    check_slice(corpus_text(&table, 1, "target"), "masked (xx%)");
    check_slice(corpus_text(&table, 1, "redacted"), "yes");
    check_close(corpus_number(&table, 1, "value"), NAN, 0);
    check_close(corpus_number(&table, 1, "charted"), 0, 0);
    check_slice(corpus_text(&table, 1, "sentence"),
                "公办园占比达到【xx%】，新增托位240个。");
    check_slice(corpus_text(&table, 0, "written"), "60%以上");
    assert_true(corpus_noted(
        &table, "2 plans with 3 targets; indicators that two or more plans share: 1"));
    assert_true(corpus_noted(&table, "not ranked: 1"));
    table_release(&table);
    table = table_of(&fixture, (IndicatorChoice){.all = true, .unit = S("个")});
    assert_int_equal(table_rows(&table), 1);
    check_slice(corpus_text(&table, 0, "indicator"), "新增托位（个）");
    table_release(&table);
    table = table_of(&fixture, (IndicatorChoice){.name = S("公办园")});
    assert_int_equal(table_rows(&table), 2);
    table_release(&table);
    table = table_of(&fixture, (IndicatorChoice){.unit = S("光年")});
    assert_int_equal(table_rows(&table), 0);
    assert_true(corpus_noted(&table, "fits the filters"));
    table_release(&table);
    release(&fixture);
}

/* Charted is one target a plan, where plans differ; what is asked for by name always. */
static void charted(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    add_plan(&fixture, "one");
    add_sentence(&fixture, "新增托位240个，每周劳动实践不少于1课时。", NULL);
    add_plan(&fixture, "two");
    add_sentence(&fixture, "新增托位12万个、新增托位5个，每周劳动实践1课时。", NULL);
    Table table = table_of(&fixture, (IndicatorChoice){0});
    assert_int_equal(table_rows(&table), 5);
    double sum = 0;
    for (size_t i = 0; i < 5; i++)
        sum += corpus_number(&table, i, "charted");
    check_close(sum, 2, 0);
    size_t row = slice_equal(corpus_text(&table, 0, "unit"), S("个")) ? 0 : 2;
    check_close(corpus_number(&table, row, "amount"), 12, 1e-12);
    check_slice(corpus_text(&table, row, "panel"), "新增托位（万个）");
    table_release(&table);
    table = table_of(&fixture, (IndicatorChoice){.name = S("劳动")});
    assert_int_equal(table_rows(&table), 2);
    check_close(corpus_number(&table, 0, "charted"), 1, 0);
    check_slice(corpus_text(&table, 0, "standing"), "all equal");
    table_release(&table);
    release(&fixture);
    begin(&fixture);
    add_plan(&fixture, "one");
    add_sentence(&fixture, "每名学生参加1至2项艺术活动。", NULL);
    add_plan(&fixture, "two");
    add_sentence(&fixture, "每名学生参加1至2项艺术活动。", NULL);
    table = table_of(&fixture, (IndicatorChoice){0});
    check_slice(corpus_text(&table, 1, "standing"), "all equal");
    check_close(corpus_number(&table, 1, "charted"), 0, 0);
    table_release(&table);
    release(&fixture);
}

static void nothing(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    Table table = table_of(&fixture, (IndicatorChoice){0});
    assert_int_equal(table_rows(&table), 0);
    assert_true(corpus_noted(&table, "No targets were found"));
    table_release(&table);
    add_plan(&fixture, "one");
    add_sentence(&fixture, "新增托位240个。", NULL);
    table = table_of(&fixture, (IndicatorChoice){0});
    assert_true(corpus_noted(&table, "One plan alone"));
    table_release(&table);
    release(&fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_quantities),
        cmocka_unit_test(different_quantities),
        cmocka_unit_test(kinds_stand_apart),
        cmocka_unit_test(times_stand_apart),
        cmocka_unit_test(ranked),
        cmocka_unit_test(limits),
        cmocka_unit_test(units),
        cmocka_unit_test(any_order),
        cmocka_unit_test(as_table),
        cmocka_unit_test(charted),
        cmocka_unit_test(nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
