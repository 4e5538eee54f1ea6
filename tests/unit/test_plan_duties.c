/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Duty clauses: where they stand, how they split, what labels mean, names that mean the
 * same. */
#include "base/base.h"

#include "base/file.h"
#include "check.h"
#include "plan/duties.h"

/* "R:甲 L:乙": role letter and unit. */
static Slice list_units(const DutyUnitList *units, Arena *keep) {
    Slice all = {0};
    for (size_t i = 0; i < units->n; i++)
        all = arena_format(keep, "%.*s%s%c:%.*s", SLICE_ARG(all), i ? " " : "",
                           "RLS"[units->at[i].role], SLICE_ARG(units->at[i].unit));
    return all;
}

static const struct {
    const char *clause, *units;
} clauses[] = {
    {"（责任单位：基教科、体卫艺科）", "R:基教科 R:体卫艺科"},
    {"(责任科室:基教科,人事科;各学校)", "R:基教科 R:人事科 R:各学校"},
    {"（责任股室：法制办、信访办）", "R:法制办 R:信访办"},
    {"（责任领导：张某某）", "R:张某某"},
    {"（牵头单位：教育局；配合单位：财政局、人社局）", "L:教育局 S:财政局 S:人社局"},
    {"（牵头部门：教育局，配合部门：财政局、文联）", "L:教育局 S:财政局 S:文联"},
    {"（牵头处室：基教处；协办处室：督导室；完成时限：6月底）", "L:基教处 S:督导室"},
    {"（主要责任单位：教育局；协同单位：财政局）", "L:教育局 S:财政局"},
    {"（主要责任单位：教育局、财政局）", "R:教育局 R:财政局"},
    {"（牵头：教研室；配合：各学校）", "L:教研室 S:各学校"},
    {"【参与单位：团市委、妇联】", "S:团市委 S:妇联"},
    {"〔责任单位：市教育局、各县（市、区）政府〕", "R:市教育局 R:各县（市、区）政府"},
    {"(责任单位<处室>:各市<州>、县<市、区>教育局,厅属学校)",
     "R:各市<州>、县<市、区>教育局 R:厅属学校"},
    {"（责任单位：各市、州、县人民政府，省教育厅等）",
     "R:各市、州、县人民政府 R:省教育厅"},
    {"（责任单位：各区、市政府，市教育局）", "R:各区、市政府 R:市教育局"},
    {"（责任单位：各县区、市直有关单位）", "R:各县区 R:市直有关单位"},
    {"（责任单位：各镇、街道）", "R:各镇 R:街道"},
    {"（责任单位：教育和体育局、党建和人事科）", "R:教育和体育局 R:党建和人事科"},
    {"（责任单位：教育局和体育局及各学校）", "R:教育局 R:体育局 R:各学校"},
    {"（责任单位：教研室、各中小学和幼儿园）", "R:教研室 R:各中小学 R:幼儿园"},
    {"（责任单位：校园安全与应急中心）", "R:校园安全与应急中心"},
    {"（责任单位：市教育局、市财政局等部门）", "R:市教育局 R:市财政局"},
    {"（责任单位：基\n教科、体卫\n 艺科）", "R:基教科 R:体卫艺科"},
    {"（责任单位：基教科 体卫艺科）", "R:基教科 R:体卫艺科"},
    {"（责任单位：秘书科、教研", "R:秘书科 R:教研"},
    {"责任单位：基教科、人事科。", "R:基教科 R:人事科"},
    {"（市教育局牵头，市财政局、市人社局配合）", "L:市教育局 S:市财政局 S:市人社局"},
    {"（省教育厅、省财政厅，各市政府按职责分工负责）",
     "R:省教育厅 R:省财政厅 R:各市政府"},
    {"（市教育局负责）", "R:市教育局"},
    {"（完成时限：2025年6月底）", ""},
    {"（责任单位：）", ""},
    {"（见附件）", ""},
    {"责任领导：钱某　责任股室：督导室、办公室　完成时间：全年",
     "R:钱某 R:督导室 R:办公室"},
    {"牵头单位：督导室 配合单位：各园 时限：9月", "L:督导室 S:各园"},
    {"责任领导：钱某责任股室：督导室完成时间：全年", "R:钱某 R:督导室"},
    {"（每所学校负责）", "R:每所学校"},
};

static void clauses_split(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++) {
        Arena keep = {0};
        DutyUnitList units = {0};
        Slice text = slice_of(clauses[i].clause);
        duties_of_clause(text, (Span){0, text.n}, &keep, &units);
        Slice found = list_units(&units, &keep);
        if (!slice_equal(found, slice_of(clauses[i].units)))
            fail_msg("%s: found \"%.*s\", wanted \"%s\"", clauses[i].clause,
                     SLICE_ARG(found), clauses[i].units);
        vec_release(&units);
        arena_release(&keep);
    }
}

static void spans_are_as_written(void **state) {
    (void)state;
    Arena keep = {0};
    DutyUnitList units = {0};
    Slice text = S("做好工作。（责任单位：基\n教科、人事科等）");
    Span clause;
    assert_true(duty_next_clause(text, 0, &clause));
    duties_of_clause(text, clause, &keep, &units);
    assert_int_equal(units.n, 2);
    check_slice(slice_at(text, units.at[0].span), "基\n教科");
    check_slice(slice_at(text, units.at[1].span), "人事科");
    vec_release(&units);
    arena_release(&keep);
}

static void clauses_are_found(void **state) {
    (void)state;
    Slice text =
        S("一、抓安全（重点）。排查隐患(含校车)。（责任单位：安全科（应急办）、各学校）\n"
          "二、抓教学（2025年）。\n责任科室：教研室\n推进改革。牵头单位：基教科\n"
          "落实责任：人人有责。压实责任单位主体责任（市教育局牵头，市财政局配合）。");
    static const char *const wanted[] = {"（责任单位：安全科（应急办）、各学校）",
                                         "责任科室：教研室", "牵头单位：基教科",
                                         "（市教育局牵头，市财政局配合）"};
    size_t n = 0;
    Span clause;
    for (size_t at = 0; duty_next_clause(text, at, &clause); at = clause.end) {
        assert_true(n < 4);
        check_slice(slice_at(text, clause), wanted[n++]);
    }
    assert_int_equal(n, 4);
}

static void an_open_bracket_ends_with_its_line(void **state) {
    (void)state;
    Slice text = S("（责任单位：秘书科、\n下一项工作（重点）");
    Span clause;
    assert_true(duty_next_clause(text, 0, &clause));
    check_slice(slice_at(text, clause), "（责任单位：秘书科、");
}

static const struct {
    const char *label;
    int role; /* -1: charges no one */
    bool is_main;
} labels[] = {
    {"责任单位", DUTY_RESPONSIBLE, false},
    {"责 任 科 室", DUTY_RESPONSIBLE, false},
    {"主要责任单位", DUTY_RESPONSIBLE, true},
    {"牵头单位", DUTY_LEAD, false},
    {"牵头科室（单位）", DUTY_LEAD, false},
    {"主办单位", DUTY_LEAD, false},
    {"协同配合单位", DUTY_SUPPORT, false},
    {"配合部门", DUTY_SUPPORT, false},
    {"参与单位", DUTY_SUPPORT, false},
    {"责任单位及责任人", DUTY_RESPONSIBLE, false},
    {"牵头责任单位", DUTY_LEAD, false},
    {"承办股室", DUTY_RESPONSIBLE, false},
    {"责任领导", DUTY_RESPONSIBLE, false},
    {"分管领导", -1, false},
    {"完成时限", -1, false},
    {"工作任务", -1, false},
    {"责任", -1, false},
    {"责任单位说明", -1, false},
    {"单位", -1, false},
    {"", -1, false},
};

static void labels_give_roles(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        DutyRole role = DUTY_RESPONSIBLE;
        bool is_main = false;
        bool found = duty_role_of(slice_of(labels[i].label), &role, &is_main);
        if (found != (labels[i].role >= 0))
            fail_msg("%s: %s", labels[i].label, found ? "taken for a duty" : "no duty");
        if (found) {
            assert_int_equal(role, labels[i].role);
            assert_int_equal(is_main, labels[i].is_main);
        }
    }
}

static void cells_split(void **state) {
    (void)state;
    static const struct {
        const char *cell, *units;
    } cells[] = {
        {"区工信局、区住建局，各乡镇人民政府、街道办事处。",
         "S:区工信局 S:区住建局 S:各乡镇人民政府 S:街道办事处"},
        {"基教科\n人事科", "S:基教科 S:人事科"},
        {"基础教\n育科", "S:基础教育科"},
        {"牵头：基教科；配合：人事科", "L:基教科 S:人事科"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        Arena keep = {0};
        DutyUnitList units = {0};
        Slice text = slice_of(cells[i].cell);
        duties_of_cell(text, (Span){0, text.n}, DUTY_SUPPORT, &keep, &units);
        Slice found = list_units(&units, &keep);
        if (!slice_equal(found, slice_of(cells[i].units)))
            fail_msg("%s: found \"%.*s\"", cells[i].cell, SLICE_ARG(found));
        vec_release(&units);
        arena_release(&keep);
    }
}

static void aliases_apply(void **state) {
    (void)state;
    Arena keep = {0};
    DutyAliasList aliases = {0};
    Err err = {0};
    check_ok(
        duty_aliases_read(
            S("{\"教体局\": \"教育和体育局\", \"体局\": \"错\", \"基教科\": \"基础教育科\"}"),
            S("a.json"), &keep, &aliases, &err),
        &err);
    check_slice(duty_alias(&aliases, S("教体局"), &keep), "教育和体育局");
    check_slice(duty_alias(&aliases, S("澄湖区教体局"), &keep), "澄湖区教育和体育局");
    check_slice(duty_alias(&aliases, S("县基教科"), &keep), "县基础教育科");
    check_slice(duty_alias(&aliases, S("文教体局"), &keep), "文教体局");
    check_slice(duty_alias(&aliases, S("财政局"), &keep), "财政局");
    check_slice(duty_alias(NULL, S("教体局"), &keep), "教体局");
    assert_false(
        duty_aliases_read(S("{\"a\":\n 3}"), S("a.json"), &keep, &aliases, &err));
    assert_non_null(strstr(err.text, "a.json:2:"));
    assert_false(duty_aliases_read(S("[]"), S("a.json"), &keep, &aliases, &err));
    assert_false(duty_aliases_read(S("{"), S("a.json"), &keep, &aliases, &err));
    vec_release(&aliases);
    arena_release(&keep);
}

static void the_first_listed_may_lead(void **state) {
    (void)state;
    PlanTree tree = {0};
    static const DutyRole given[] = {DUTY_RESPONSIBLE, DUTY_RESPONSIBLE, DUTY_LEAD,
                                     DUTY_RESPONSIBLE, DUTY_RESPONSIBLE};
    static const DutyRole wanted[] = {DUTY_LEAD, DUTY_SUPPORT, DUTY_LEAD,
                                      DUTY_RESPONSIBLE, DUTY_LEAD};
    static const size_t at[] = {10, 10, 40, 40, 70};
    for (size_t i = 0; i < 5; i++)
        vec_push(&tree.duties, (Duty){.node = 1,
                                      .role = given[i],
                                      .clause = {at[i], at[i] + 9},
                                      .unit = S("教体局")});
    DutyAlias alias = {S("教体局"), S("教育和体育局")};
    DutyAliasList aliases = {&alias, 1, 1};
    plan_apply_duty_options(&tree,
                            &(DutyOptions){.first_leads = true, .aliases = &aliases});
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(tree.duties.at[i].role, wanted[i]);
        check_slice(tree.duties.at[i].unit, "教育和体育局");
    }
    vec_release(&tree.duties);
    arena_release(&tree.arena);
}

/* The re-posted plan names its units plainly, parted by 、 and a comma: a plain cut must
 * agree, task by task. */
static void all_duties_of_a_real_plan(void **state) {
    (void)state;
    Buf file = {0};
    Err err = {0};
    check_ok(file_read(slice_of(corpus_path("seeds/coast-2023.txt")), 0, &file, &err),
             &err);
    Slice text = buf_slice(&file), label = S("(责任单位:");
    size_t tasks = 0;
    Span clause;
    for (size_t at = 0; duty_next_clause(text, at, &clause); at = clause.end) {
        Arena keep = {0};
        DutyUnitList units = {0};
        duties_of_clause(text, clause, &keep, &units);
        assert_true(slice_starts(slice_at(text, clause), label));
        Slice names = slice_sub(text, clause.at + label.n, clause.end - 1);
        size_t n = 0;
        while (names.n) {
            size_t comma = slice_find(names, S(","), 0),
                   pause = slice_find(names, S("、"), 0);
            size_t end = comma < pause ? comma : pause < names.n ? pause : names.n;
            assert_true(n < units.n && units.at[n].role == DUTY_RESPONSIBLE);
            assert_true(slice_equal(units.at[n++].unit, slice_sub(names, 0, end)));
            names = slice_sub(
                names, end == names.n ? end : end + (comma < pause ? 1 : S("、").n),
                names.n);
        }
        assert_int_equal(n, units.n);
        tasks++;
        vec_release(&units);
        arena_release(&keep);
    }
    assert_int_equal(tasks, 54);
    buf_release(&file);
}

static void broken_text_ends_in_time(void **state) {
    (void)state;
    static const char *const pieces[] = {"（",   "（责任单位：", "责任单位：", "、",
                                         "及局", "（）",         "各市、",     " 局"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        Buf text = {0};
        for (size_t k = 0; k < 5000; k++)
            buf_add(&text, slice_of(pieces[i]));
        Span clause;
        for (size_t at = 0; duty_next_clause(buf_slice(&text), at, &clause);
             at = clause.end) {
            Arena keep = {0};
            DutyUnitList units = {0};
            duties_of_clause(buf_slice(&text), clause, &keep, &units);
            vec_release(&units);
            arena_release(&keep);
        }
        buf_release(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clauses_split),
        cmocka_unit_test(spans_are_as_written),
        cmocka_unit_test(clauses_are_found),
        cmocka_unit_test(an_open_bracket_ends_with_its_line),
        cmocka_unit_test(labels_give_roles),
        cmocka_unit_test(cells_split),
        cmocka_unit_test(aliases_apply),
        cmocka_unit_test(the_first_listed_may_lead),
        cmocka_unit_test(all_duties_of_a_real_plan),
        cmocka_unit_test(broken_text_ends_in_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
