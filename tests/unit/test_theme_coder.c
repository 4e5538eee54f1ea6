/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scheme's rules mean for a measure: terms and conditions, scopes, exclusions,
 * weights, overlap, headings. */
#include "base/base.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "theme_maker.h"

#define A "\"code\": \"a\", \"en\": \"A\", \"zh\": \"甲\""
#define B "\"code\": \"b\", \"en\": \"B\", \"zh\": \"乙\""
#define C "\"code\": \"c\", \"en\": \"C\", \"zh\": \"丙\""
#define RULES(...) ", \"rules\": [" __VA_ARGS__ "]}"

static Scheme *one_rule(const char *rule) {
    Buf text = {0};
    buf_format(&text, "[{" A ", \"rules\": [%s]}]", rule);
    Scheme *scheme = scheme_of(text.p);
    buf_release(&text);
    return scheme;
}

static void terms_are_found_folded(void **unused) {
    (void)unused;
    Scheme *scheme = one_rule("{\"terms\": [\"５＋２\", \"校外 培训\", \"AED\"]}");
    check_codes(scheme, "落实5+2", "a");
    check_codes(scheme, "校外培\n  训机构", "a");
    check_codes(scheme, "“校外”培训", "a");
    check_codes(scheme, "配备aed", "a");
    check_codes(scheme, "校外的培训", "-");
    scheme_free(scheme);
}

static void excluded_phrases_strike(void **unused) {
    (void)unused;
    Scheme *scheme = scheme_from(
        "{\"scheme\": \"t\", \"not\": [\"教体局\"], \"themes\": [{" A
        ", \"not\": [\"体育馆\"]" RULES("{\"terms\": [\"体\", \"体育\"], \"not\": "
                                        "[\"文体活动\"]}") "]}");
    check_codes(scheme, "教体局", "-");
    check_codes(scheme, "文体活动在体育馆", "-");
    check_codes(scheme, "教体局抓体育", "a");
    check_codes(scheme, "体育馆", "-"); /* the longer hit and the shorter are both inside
                                         */
    check_codes(scheme, "体育", "a");
    scheme_free(scheme);
}

static void what_is_named_in_passing_does_not_count(void **unused) {
    (void)unused;
    Scheme *scheme =
        scheme_from("{\"scheme\": \"t\", \"passing\": [\"(联合|会同)[^,。]*?部门\"], "
                    "\"themes\": [{" A RULES("{\"terms\": [\"消防\"]}") ", {" B RULES(
                        "{\"all\": [\"公安\", \"学校\"]}") "]}");
    check_codes(scheme, "联合公安、消防等部门检查学校", "-");
    check_codes(scheme, "联合公安、消防等部门开展消防演练", "a");
    check_codes(scheme, "开展消防演练，会同有关部门", "a");
    check_codes(scheme, "联合公安，走进学校", "-");
    check_codes(scheme, "公安走进学校", "b");
    scheme_free(scheme);
    check_scheme_fails("{\"scheme\": \"t\",\n \"passing\": [\"(\"], \"themes\": []}",
                       "s.json:2:14: bad regular expression, at byte 2: "
                       "missing closing parenthesis");
}

static void organising_borrows_no_theme(void **unused) {
    (void)unused;
    Scheme *scheme = scheme_from(
        "{\"scheme\": \"t\", \"organising\": [\"明确责任分工\"], \"themes\": [{" A RULES(
            "{\"terms\": [\"体育\"], \"heading\": \"lend\"}") "]}");
    check_codes_under(scheme, "工作", "体育", "完善机制", "a");
    check_codes_under(scheme, "工作", "体育", "完善机制，明确责任分工", "-");
    check_codes_under(scheme, "工作", "体育", "办好体育，明确责任分工", "a");
    scheme_free(scheme);
}

static void conditions_hold_in_their_scope(void **unused) {
    (void)unused;
    Scheme *clause =
        one_rule("{\"all\": [[\"学生\", \"学校\"], \"体育\"], \"none\": [\"局\"]}");
    check_codes(clause, "学校开展体育", "a");
    check_codes(clause, "学校开展，体育", "-");
    check_codes(clause, "学校体育局", "-");
    check_codes(clause, "局，学校体育", "a");
    scheme_free(clause);
    Scheme *sentence =
        one_rule("{\"all\": [\"学生\", \"体育\"], \"scope\": \"sentence\"}");
    check_codes(sentence, "学生，体育", "a");
    check_codes(sentence, "学生。体育", "-");
    check_codes(sentence, "学生；体育", "-");
    scheme_free(sentence);
    Scheme *measure = one_rule("{\"all\": [\"学生\", \"体育\"], \"scope\": \"measure\"}");
    check_codes(measure, "学生。体育", "a");
    scheme_free(measure);
    Scheme *nested =
        one_rule("{\"any\": [{\"all\": [\"甲\", \"乙\"]}, {\"all\": [\"丙\", {\"any\": "
                 "[\"丁\", \"戊\"]}], \"none\": [\"己\"]}]}");
    check_codes(nested, "甲乙", "a");
    check_codes(nested, "甲丙", "-");
    check_codes(nested, "丙戊", "a");
    check_codes(nested, "丙戊己", "-");
    scheme_free(nested);
}

static void near_counts_characters(void **unused) {
    (void)unused;
    Scheme *near = one_rule("{\"near\": [\"新建\", \"学校\"], \"within\": 2}");
    check_codes(near, "新建学校", "a");
    check_codes(near, "新建两所学校", "a");
    check_codes(near, "新建两三所学校", "-");
    check_codes(near, "学校要新建", "a");
    check_codes(near, "新建三四五所，新建一所学校", "a"); /* the second begins anew */
    scheme_free(near);
    Scheme *ordered = one_rule(
        "{\"near\": [\"甲\", [\"乙\", \"丙\"], \"丁\"], \"within\": 1, \"ordered\": true}");
    check_codes(ordered, "甲一乙一丁", "a");
    check_codes(ordered, "甲丙丁", "a");
    check_codes(ordered, "丁乙甲", "-");
    check_codes(ordered, "甲一二乙丁", "-");
    scheme_free(ordered);
}

static void patterns_see_folded_text(void **unused) {
    (void)unused;
    Scheme *scheme = one_rule("{\"regex\": \"每(天|日).{0,6}[0-9.]+小时\"}");
    check_codes(scheme, "每天锻炼１小时", "a");
    check_codes(scheme, "每日 不少于 1.5 小时", "a");
    check_codes(scheme, "每周1小时", "-");
    scheme_free(scheme);
}

/* A pattern that would take for ever says nothing, and soon. */
static void patterns_are_bounded(void **unused) {
    (void)unused;
    Scheme *scheme = one_rule("{\"regex\": \"(a+)+b\"}");
    Buf text = {0};
    for (size_t i = 0; i < 3000; i++)
        buf_add_byte(&text, 'a');
    check_codes(scheme, text.p, "-");
    buf_release(&text);
    scheme_free(scheme);
}

/* Where the fast way of matching has no room, the slow one is taken. */
static void patterns_may_go_deep(void **unused) {
    (void)unused;
    Scheme *scheme = one_rule("{\"regex\": \"^((甲|乙)(甲|乙)?)*丙\"}");
    Buf text = {0};
    for (size_t i = 0; i < 800; i++)
        buf_add(&text, i % 2 ? S("甲") : S("乙"));
    buf_add(&text, S("丙"));
    check_codes(scheme, text.p, "a");
    buf_release(&text);
    scheme_free(scheme);
}

static void negation_looks_back_in_the_clause(void **unused) {
    (void)unused;
    Scheme *scheme =
        one_rule("{\"terms\": [\"补课\"], \"negation\": {\"words\": [\"严禁\", "
                 "\"杜绝\"], \"within\": 3}}");
    check_codes(scheme, "开展补课", "a");
    check_codes(scheme, "严禁补课", "-");
    check_codes(scheme, "严禁任何人补课", "-");
    check_codes(scheme, "严禁任何教师补课", "a");
    check_codes(scheme, "严禁，补课", "a");
    check_codes(scheme, "补课，严禁", "a");
    scheme_free(scheme);
}

static void weights_reach_a_threshold(void **unused) {
    (void)unused;
    Scheme *scheme = scheme_of("[{" A ", \"threshold\": 1" RULES(
        "{\"terms\": [{\"term\": \"甲\", \"weight\": 0.3}, {\"term\": "
        "\"乙\", \"weight\": 0.7}]}, {\"terms\": [\"丙\"], "
        "\"weight\": -1}, {\"all\": [\"丁\", \"戊\"], "
        "\"weight\": 0.7}") "]");
    check_codes(scheme, "甲甲甲甲", "-"); /* a term counts once */
    check_codes(scheme, "甲乙", "a");
    check_codes(scheme, "甲丁戊", "a");
    check_codes(scheme, "甲乙丙", "-");
    scheme_free(scheme);
}

/* "longest": the weight of a hit within a longer one of its theme does not count. */
static void overlap_is_the_schemes_to_say(void **unused) {
    (void)unused;
    static const char themes[] = "\"themes\": [{" A RULES(
        "{\"terms\": [{\"term\": \"安全\", \"weight\": 0.5}, {\"term\": \"安全教育\", \"weight\": "
        "0.5}]}") ", {" B RULES("{\"terms\": [\"教育\"]}") "]}";
    Buf text = {0};
    buf_format(&text, "{\"scheme\": \"t\", %s", themes);
    Scheme *longest = scheme_from(text.p);
    check_codes(longest, "安全教育", "b");
    check_codes(longest, "安全教育，安全", "a,b");
    scheme_free(longest);
    buf_clear(&text);
    buf_format(&text, "{\"scheme\": \"t\", \"overlap\": {\"within\": \"all\"}, %s",
               themes);
    Scheme *all = scheme_from(text.p);
    check_codes(all, "安全教育", "a,b");
    scheme_free(all);
    buf_clear(&text);
    buf_format(&text, "{\"scheme\": \"t\", \"overlap\": {\"across\": \"longest\"}, %s",
               themes);
    Scheme *across = scheme_from(text.p);
    check_codes(across, "安全教育", "-");
    check_codes(across, "教育", "b");
    scheme_free(across);
    buf_release(&text);
}

static void headings_lend_to_elliptic_measures(void **unused) {
    (void)unused;
    Scheme *scheme = scheme_of("[{" A ", \"heading\": \"lend\", \"reach\": 2" RULES(
        "{\"terms\": [\"培训\"]}") ", {" B
                                   ", \"reach\": 2" RULES(
                                       "{\"terms\": [\"幼儿\"], \"heading\": \"always\"}") ", {" C
                                       RULES("{\"terms\": [\"督导\"]}") "]");
    check_codes_under(scheme, "工作", "治理培训", "完善标准", "a");
    check_codes_under(scheme, "工作", "治理培训", "强化督导", "c");
    check_codes_under(scheme, "治理培训", "工作", "完善标准", "a");
    check_codes_under(scheme, "幼儿教育", "工作", "完善标准", "b");
    check_codes_under(scheme, "幼儿教育", "工作", "强化督导", "b,c");
    check_codes_under(scheme, "幼儿教育", "治理培训", "完善标准", "a,b");
    check_codes_under(scheme, "治理培训", "幼儿教育", "完善标准", "b"); /* the nearest
                                                                           speaks */
    check_codes_under(scheme, "督导", "督导", "完善标准", "-"); /* headings: "none" */
    scheme_free(scheme);
}

static void weak_words_are_backed_by_headings(void **unused) {
    (void)unused;
    Scheme *scheme = scheme_of("[{" A RULES(
        "{\"terms\": [{\"term\": \"整治\", \"weight\": 0.5}]}, {\"terms\": [\"纪律\"], "
        "\"heading\": \"lend\", \"body\": false, \"weight\": 0.5}") ", {" B
                                   RULES("{\"terms\": [\"食堂\"]}") "]");
    check_codes_under(scheme, NULL, "严肃纪律", "整治食堂", "a,b");
    check_codes_under(scheme, NULL, "严肃纪律", "办好食堂", "b");
    check_codes_under(scheme, NULL, "工作", "整治食堂", "b");
    check_codes(scheme, "严肃纪律", "-"); /* not looked for in the text */
    scheme_free(scheme);
}

static void reach_ends(void **unused) {
    (void)unused;
    Scheme *scheme = scheme_of("[{" A ", \"heading\": \"always\", \"reach\": 1" RULES(
        "{\"terms\": [\"幼儿\"]}") "]");
    check_codes_under(scheme, "学校", "幼儿", "完善", "a");
    check_codes_under(scheme, "幼儿", "学校", "完善", "-");
    scheme_free(scheme);
}

static void groups_hear_the_nearest_heading(void **unused) {
    (void)unused;
    Scheme *scheme = scheme_of(
        "[{" A ", \"group\": \"stage\", \"reach\": 2, \"heading\": \"always\"" RULES(
            "{\"terms\": [\"幼儿\"]}") ", {" B
                                       ", \"group\": \"stage\", \"reach\": 2, \"heading\": \"always\"" RULES(
                                           "{\"terms\": [\"高中\"]}") ", {" C
                                           RULES("{\"terms\": [\"督导\"]}") "]");
    check_codes_under(scheme, "幼儿", "工作", "督导", "a,c");
    check_codes_under(scheme, "幼儿", "高中", "督导", "b,c");
    check_codes_under(scheme, "幼儿和高中", "工作", "督导", "c"); /* of two: only to lend
                                                                   */
    check_codes_under(scheme, "幼儿和高中", "工作", "完善", "a,b");
    check_codes_under(scheme, "幼儿和高中", "高中", "督导", "b,c");
    scheme_free(scheme);
}

static void rules_may_look_at_headings_too(void **unused) {
    (void)unused;
    Scheme *scheme =
        one_rule("{\"all\": [\"排查\", \"校园\"], \"scope\": \"heading+measure\"}");
    check_codes_under(scheme, "校园", "工作", "排查隐患", "a");
    check_codes_under(scheme, "工作", "校园排查", "完善", "-"); /* some of it must be in
                                                                   the text */
    check_codes(scheme, "排查校园", "a");
    check_codes(scheme, "排查", "-");
    scheme_free(scheme);
}

static void contexts_are_asked_for(void **unused) {
    (void)unused;
    Scheme *scheme =
        one_rule("{\"terms\": [\"隐患\"], \"context\": [\"学校\", \"计划\"]}");
    PlanMaker maker;
    PlanCoding coding = {0};
    make_measure(&maker, NULL, NULL, "排查隐患"); /* the plan's title is 计划 */
    scheme_code_plan(scheme, &maker.tree, &coding);
    assert_int_equal(coding.codings.n, 1);
    maker_release(&maker);
    plan_coding_release(&coding);
    scheme_free(scheme);
    Scheme *other = one_rule("{\"terms\": [\"隐患\"], \"context\": [\"学校\"]}");
    check_codes(other, "排查隐患", "-");
    check_codes(other, "学校排查隐患", "a");
    check_codes_under(other, "学校工作", "工作", "排查隐患", "a");
    scheme_free(other);
}

static void bare_themes_give_way(void **unused) {
    (void)unused;
    Scheme *scheme = scheme_of(
        "[{" A ", \"heading\": \"lend\", \"rules\": [{\"terms\": [\"体育\"], \"unless\": "
        "[\"children\", \"b\"]}], \"themes\": [{\"code\": \"a.x\", \"en\": \"X\", \"zh\": \"子\", "
        "\"heading\": \"lend\"" RULES(
            "{\"terms\": [\"体育课\"]}, {\"terms\": [\"球\"], \"unless\": "
            "[\"b\"]}") "]}, {" B RULES("{\"terms\": [\"产业\"]}") "]");
    check_codes(scheme, "体育", "a");
    check_codes(scheme, "体育课", "a.x");
    check_codes(scheme, "体育，体育课", "a.x");
    check_codes(scheme, "体育，球", "a.x"); /* though the subtheme comes by such a rule
                                               itself */
    check_codes(scheme, "体育产业", "b");
    check_codes_under(scheme, NULL, "体育课", "发展体育", "a.x");
    check_codes_under(scheme, NULL, "体育", "完善", "a");
    scheme_free(scheme);
}

/* Each rule is judged after all that the themes it gives way to may come by. */
static void giving_way_goes_in_rounds(void **unused) {
    (void)unused;
    Scheme *scheme =
        scheme_of("[{" A RULES("{\"terms\": [\"甲\"], \"unless\": [\"b\"]}") ", {" B
                      RULES("{\"terms\": [\"乙\"], \"unless\": [\"c\"]}") ", {" C RULES(
                          "{\"terms\": [\"丙\"]}") "]");
    check_codes(scheme, "甲", "a");
    check_codes(scheme, "甲乙", "b");
    check_codes(scheme, "甲乙丙", "a,c");
    scheme_free(scheme);
}

static void evidence_names_place_and_rule(void **unused) {
    (void)unused;
    Scheme *scheme = scheme_of(
        "[{" A ", \"heading\": \"lend\", \"rules\": [{\"terms\": [\"无\"]}, "
        "{\"terms\": [\"培训\", \"培训机构\"]}, {\"all\": [\"严\", \"管\"]}]}]");
    PlanMaker maker;
    PlanCoding coding = {0};
    make_measure(&maker, NULL, NULL, "严管校外培 训机构");
    scheme_code_plan(scheme, &maker.tree, &coding);
    Slice text = maker.tree.text;
    assert_int_equal(coding.codings.n, 1);
    assert_true(coding.codings.at[0].weight == 2);
    assert_int_equal(coding.evidence.n, 3);
    assert_true(slice_equal(slice_at(text, coding.evidence.at[0].span), S("严")));
    assert_int_equal(coding.evidence.at[0].rule, 2);
    assert_true(slice_equal(slice_at(text, coding.evidence.at[1].span), S("管")));
    assert_true(slice_equal(slice_at(text, coding.evidence.at[2].span), S("培 训机构")));
    assert_int_equal(coding.evidence.at[2].rule, 1);
    assert_false(coding.evidence.at[2].from_heading);
    maker_release(&maker);
    make_measure(&maker, NULL, "培训", "完善");
    scheme_code_plan(scheme, &maker.tree, &coding);
    assert_int_equal(coding.evidence.n, 1);
    assert_true(coding.evidence.at[0].from_heading);
    assert_true(
        slice_equal(slice_at(maker.tree.text, coding.evidence.at[0].span), S("培训")));
    maker_release(&maker);
    plan_coding_release(&coding);
    scheme_free(scheme);
}

/* Texts made of nothing but hits, each rule kind; and a plan with nothing. Bounded time
 * is the test. */
static void hostile_texts_are_coded(void **unused) {
    (void)unused;
    Scheme *scheme = scheme_of("[{" A ", \"not\": [\"校外\", \"外校\"]" RULES(
        "{\"terms\": [\"校\", \"外\"]}, {\"near\": [\"校\", \"外\"], \"within\": 50}, {\"near\": "
        "[\"外\", \"校\", \"训\"], \"within\": 9, \"ordered\": true}, {\"all\": [\"校\", \"外\"], "
        "\"none\": [\"训\"]}, {\"terms\": [\"外\"], \"negation\": {\"words\": [\"校\"], "
        "\"within\": 200}}") "]");
    Buf text = {0};
    for (size_t i = 0; i < 60000; i++)
        buf_add(&text, i % 3 ? S("校") : S("外"));
    check_codes(scheme, text.p, "a");
    buf_release(&text);
    PlanTree empty = {0};
    PlanCoding coding = {0};
    scheme_code_plan(scheme, &empty, &coding);
    assert_int_equal(coding.codings.n, 0);
    plan_coding_release(&coding);
    scheme_free(scheme);
}

typedef struct {
    const Scheme *scheme;
    const PlanTree *tree;
    PlanCoding coding;
} Job;

static void *run_job(void *context) {
    Job *job = context;
    Coder *coder = coder_new(job->scheme);
    for (size_t i = 0; i < 20; i++)
        coder_code_plan(coder, job->tree, &job->coding);
    coder_free(coder);
    return NULL;
}

/* One scheme, several threads, the same bytes from each. */
static void threads_share_a_scheme(void **unused) {
    (void)unused;
    Scheme *scheme =
        one_rule("{\"terms\": [\"学校\", \"学\", \"教师\"]}, {\"regex\": \"[0-9]+所\"}, "
                 "{\"near\": [\"学\", \"所\"]}");
    PlanMaker maker = {0};
    maker_random(&maker, 11, 300, 1);
    Job jobs[4];
    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++) {
        jobs[i] = (Job){.scheme = scheme, .tree = &maker.tree};
        assert_int_equal(pthread_create(&threads[i], NULL, run_job, &jobs[i]), 0);
    }
    for (size_t i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 1; i < 4; i++) {
        assert_int_equal(jobs[i].coding.codings.n, jobs[0].coding.codings.n);
        assert_int_equal(jobs[i].coding.evidence.n, jobs[0].coding.evidence.n);
        for (size_t k = 0; k < jobs[0].coding.evidence.n; k++) {
            const Evidence *a = &jobs[0].coding.evidence.at[k],
                           *b = &jobs[i].coding.evidence.at[k];
            assert_true(a->node == b->node && a->rule == b->rule &&
                        a->span.at == b->span.at);
        }
    }
    for (size_t i = 0; i < 4; i++)
        plan_coding_release(&jobs[i].coding);
    maker_release(&maker);
    scheme_free(scheme);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_are_found_folded),
        cmocka_unit_test(excluded_phrases_strike),
        cmocka_unit_test(what_is_named_in_passing_does_not_count),
        cmocka_unit_test(organising_borrows_no_theme),
        cmocka_unit_test(conditions_hold_in_their_scope),
        cmocka_unit_test(near_counts_characters),
        cmocka_unit_test(patterns_see_folded_text),
        cmocka_unit_test(patterns_are_bounded),
        cmocka_unit_test(patterns_may_go_deep),
        cmocka_unit_test(negation_looks_back_in_the_clause),
        cmocka_unit_test(weights_reach_a_threshold),
        cmocka_unit_test(overlap_is_the_schemes_to_say),
        cmocka_unit_test(headings_lend_to_elliptic_measures),
        cmocka_unit_test(weak_words_are_backed_by_headings),
        cmocka_unit_test(reach_ends),
        cmocka_unit_test(groups_hear_the_nearest_heading),
        cmocka_unit_test(rules_may_look_at_headings_too),
        cmocka_unit_test(contexts_are_asked_for),
        cmocka_unit_test(bare_themes_give_way),
        cmocka_unit_test(giving_way_goes_in_rounds),
        cmocka_unit_test(evidence_names_place_and_rule),
        cmocka_unit_test(hostile_texts_are_coded),
        cmocka_unit_test(threads_share_a_scheme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
