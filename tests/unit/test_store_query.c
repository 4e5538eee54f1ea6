/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists, measures, counts, search and people's codings over two small plans. */
#include "base/base.h"

#include "check.h"
#include "store_check.h"

typedef struct {
    Store *store;
    Arena keep;
    PlanMaker east, west;
    int64_t east_id, west_id;
} Fixture;

/* 东区: a section with two tasks, a summary; 西区: measures straight under a section. */
static void make_east(PlanMaker *maker) {
    maker_begin(maker, "东区教育局2023年工作要点");
    maker_leaf(maker, 0, NODE_CHROME, PART_PLAN, "首页 > 体育公告");
    maker_leaf(maker, 0, NODE_PREAMBLE, PART_PLAN, "为办好体育，制定本要点。");
    uint32_t section = maker_heading(maker, 0, NODE_SECTION, "一、", "强化学校体育");
    uint32_t part = maker_heading(maker, section, NODE_SUBSECTION, "（一）", "体教融合");
    uint32_t task = maker_heading(maker, part, NODE_TASK, "1.", "办好运动会");
    uint32_t measure =
        maker_leaf(maker, task, NODE_MEASURE, PART_PLAN, "①每年举办体育\n节3次。");
    maker_target(maker, measure, "3次", 3);
    maker_hit(maker, measure, 0, "体育");
    maker_hit(maker, measure, 1, "3次");
    measure = maker_leaf(maker, task, NODE_MEASURE, PART_PLAN, "②ＡＢ类赛事按ab标准。");
    maker_hit(maker, measure, 4, "赛事");
    maker_duty(maker, task, DUTY_LEAD, "体卫科");
    task = maker_heading(maker, section, NODE_TASK, "2.", "配齐教师");
    maker_leaf(maker, task, NODE_MEASURE, PART_PLAN, "6月底前招聘教师。");
    maker_deadline(maker, task + 1, "6月底前", 0, 20230630);
    uint32_t summary = maker_heading(maker, 0, NODE_SECTION, "二、", "去年工作");
    maker_leaf(maker, summary, NODE_MEASURE, PART_SUMMARY, "去年建成体育馆。");
    maker_hit(maker, summary + 1, 0, "体育馆");
    maker_metadatum(maker, "title", "东区教育局2024年工作要点", "title", false);
    maker_metadatum(maker, "title", "东区教育局2023年工作要点", "header", true);
    maker_metadatum(maker, "year", "2023", "body", true);
    maker_end(maker);
}

static void make_west(PlanMaker *maker) {
    maker_begin(maker, "西区教育局2024年工作要点");
    uint32_t section = maker_heading(maker, 0, NODE_SECTION, "一、", "安全工作");
    maker_leaf(maker, section, NODE_MEASURE, PART_PLAN, "抓好校园安全。");
    maker_hit(maker, section + 1, 3, "安全");
    uint32_t task = maker_heading(maker, section, NODE_TASK, "1.", "消防");
    maker_leaf(maker, task, NODE_MEASURE, PART_PLAN, "检查消防安全，再查安全。");
    maker_leaf(maker, section, NODE_MEASURE, PART_PLAN, "总结经验。");
    maker_metadatum(maker, "title", "西区教育局2024年工作要点", "header", true);
    maker_end(maker);
}

static int set_up(void **state) {
    Fixture *fixture = memory_grow(NULL, 1, sizeof *fixture);
    *fixture = (Fixture){.store = check_store()};
    check_scheme(fixture->store, 6);
    make_east(&fixture->east);
    make_west(&fixture->west);
    fixture->west_id =
        check_put(fixture->store, &fixture->west, "x/西区 2024.txt", 1, &fixture->keep)
            .plan;
    fixture->east_id =
        check_put(fixture->store, &fixture->east, "x/East（2023）.txt", 2, &fixture->keep)
            .plan;
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    Fixture *fixture = *state;
    check_store_end(fixture->store);
    maker_release(&fixture->east);
    maker_release(&fixture->west);
    arena_release(&fixture->keep);
    free(fixture);
    return 0;
}

static void test_plans(void **state) {
    Fixture *fixture = *state;
    PlanList plans;
    Err err;
    check_ok(store_plans(fixture->store, &fixture->keep, &plans, &err), &err);
    assert_int_equal(plans.n, 2);
    const PlanInfo *east = &plans.at[0];
    check_slice(east->slug, "x-east-2023-txt");
    check_slice(plans.at[1].slug, "x-西区-2024-txt");
    check_slice(east->title, "东区教育局2023年工作要点");
    check_slice(east->year, "2023");
    check_slice(east->region, "");
    assert_int_equal(east->n_sections, 2);
    assert_int_equal(east->n_subsections, 1);
    assert_int_equal(east->n_tasks, 2);
    assert_int_equal(east->n_measures, 3);
    assert_int_equal(east->n_other_measures, 1);
    assert_int_equal(east->n_targets, 1);
    assert_int_equal(east->n_duties, 1);
    assert_int_equal(east->n_deadlines, 1);
    assert_int_equal(east->chars, 11 + 12 + 9);
    assert_true(east->coded);
}

static void check_found(Fixture *fixture, const char *name, int64_t plan) {
    int64_t found;
    Err err;
    check_ok(store_find_plan(fixture->store, slice_of(name), &found, &err), &err);
    assert_int_equal(found, plan);
}

static void test_find_plan(void **state) {
    Fixture *fixture = *state;
    check_found(fixture, "x-east-2023-txt", fixture->east_id);
    check_found(fixture, "x-e", fixture->east_id);
    check_found(fixture, "X/西", fixture->west_id); /* as a slug it is x-西 */
    check_found(fixture, "x/西区 2024.txt", fixture->west_id);
    check_found(fixture, "西区教育局", fixture->west_id);
    int64_t found;
    Err err;
    assert_false(store_find_plan(fixture->store, S("工作要点"), &found, &err));
    assert_non_null(strstr(err.text, "x-east-2023-txt"));
    assert_non_null(strstr(err.text, "x-西区-2024-txt"));
    assert_non_null(strstr(err.text, check_store_path()));
    assert_false(store_find_plan(fixture->store, S("x"), &found, &err));
    assert_false(store_find_plan(fixture->store, S("nowhere"), &found, &err));
    assert_non_null(strstr(err.text, "nowhere"));
    assert_false(store_find_plan(fixture->store, S(""), &found, &err));
}

static void test_measures(void **state) {
    Fixture *fixture = *state;
    MeasureList list;
    Err err;
    check_ok(
        store_measures(fixture->store, &(MeasureFilter){0}, &fixture->keep, &list, &err),
        &err);
    assert_int_equal(list.n, 6);
    const MeasureRow *row = &list.at[0];
    assert_int_equal(row->plan, fixture->east_id);
    assert_int_equal(measure_plan(row->id), fixture->east_id);
    check_slice(row->section.number, "一、");
    check_slice(row->section.text, "强化学校体育");
    check_slice(row->subsection.text, "体教融合");
    check_slice(row->task.number, "1.");
    check_slice(row->task.text, "办好运动会");
    check_slice(row->text, "①每年举办体育节3次。");
    check_slice(slice_at(fixture->east.tree.text, row->span), "①每年举办体育\n节3次。");
    assert_int_equal(row->ordinal, 1);
    assert_int_equal(row->chars, 11);
    assert_int_equal(row->n_targets, 1);
    assert_int_equal(row->n_duties, 1);
    assert_int_equal(row->n_themes, 2);
    assert_int_equal(row->themes[1], 1);
    assert_int_equal(list.at[1].n_duties, 1); /* the task's */
    assert_int_equal(list.at[2].n_deadlines, 1);
    assert_int_equal(list.at[2].position, 3);
    check_slice(list.at[2].subsection.text, "");
    check_slice(list.at[3].task.text, "");
    /* Both straight under the section. */
    assert_int_equal(list.at[3].task_id, list.at[5].task_id);
    assert_int_not_equal(list.at[3].task_id, list.at[4].task_id);
}

static size_t count(Fixture *fixture, MeasureFilter filter) {
    MeasureList list;
    Incidence incidence;
    Err err;
    check_ok(store_measures(fixture->store, &filter, &fixture->keep, &list, &err), &err);
    check_ok(store_incidence(fixture->store, &filter, &fixture->keep, &incidence, &err),
             &err);
    assert_int_equal(incidence.n, list.n);
    for (size_t i = 0; i < list.n; i++) {
        assert_int_equal(incidence.at[i].id, list.at[i].id);
        assert_int_equal(incidence.at[i].position, list.at[i].position);
        assert_int_equal(incidence.at[i].chars, list.at[i].chars);
        assert_int_equal(incidence.at[i].n_themes, list.at[i].n_themes);
        for (size_t k = 0; k < list.at[i].n_themes; k++)
            assert_int_equal(incidence.themes_of[incidence.at[i].themes_at + k],
                             list.at[i].themes[k]);
    }
    return list.n;
}

static void test_filters(void **state) {
    Fixture *fixture = *state;
    assert_int_equal(
        count(fixture, (MeasureFilter){.plans = &fixture->east_id, .n_plans = 1}), 3);
    assert_int_equal(
        count(fixture, (MeasureFilter){.plans = &fixture->east_id, .n_plans = 0}), 0);
    assert_int_equal(count(fixture, (MeasureFilter){.theme = S("t0")}), 1);
    /* t3 and t3.4 */
    assert_int_equal(count(fixture, (MeasureFilter){.theme = S("t3")}), 2);
    assert_int_equal(count(fixture, (MeasureFilter){.theme = S("t3.4")}), 1);
    assert_int_equal(count(fixture, (MeasureFilter){.theme = S("t3.5")}), 0);
    assert_int_equal(count(fixture, (MeasureFilter){.uncoded = true}), 3);
    assert_int_equal(count(fixture, (MeasureFilter){.parts = 1u << PART_SUMMARY}), 1);
    assert_int_equal(
        count(fixture, (MeasureFilter){.parts = 1u << PART_SUMMARY | 1u << PART_PLAN}),
        7);
    MeasureFilter wrong = {.theme = S("t9")};
    MeasureList list;
    Err err;
    assert_false(store_measures(fixture->store, &wrong, &fixture->keep, &list, &err));
    assert_non_null(strstr(err.text, "t9"));
    wrong = (MeasureFilter){.coder = "nobody"};
    assert_false(store_measures(fixture->store, &wrong, &fixture->keep, &list, &err));
    assert_non_null(strstr(err.text, "nobody"));
    assert_non_null(strstr(err.text, "rules"));
}

static void test_incidence(void **state) {
    Fixture *fixture = *state;
    Incidence incidence;
    Err err;
    check_ok(store_incidence(fixture->store, &(MeasureFilter){0}, &fixture->keep,
                             &incidence, &err),
             &err);
    assert_int_equal(incidence.plans.n, 2);
    assert_int_equal(incidence.themes.n, 6);
    check_slice(incidence.themes.at[4].code, "t3.4");
    assert_int_equal(incidence.themes.at[4].parent, 3);
    assert_int_equal(incidence.themes.at[3].parent, UINT32_MAX);
    assert_int_equal(incidence.n_clusters, 4);
    uint32_t clusters[] = {0, 0, 1, 2, 3, 2};
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(incidence.at[i].cluster, clusters[i]);
        assert_int_equal(incidence.at[i].plan, i / 3);
    }
}

static void test_evidence(void **state) {
    Fixture *fixture = *state;
    MeasureFilter filter = {.theme = S("t0")};
    MeasureList list;
    EvidenceList hits;
    Err err;
    check_ok(store_measures(fixture->store, &filter, &fixture->keep, &list, &err), &err);
    check_ok(
        store_evidence(fixture->store, list.at[0].id, NULL, &fixture->keep, &hits, &err),
        &err);
    assert_int_equal(hits.n, 2);
    check_slice(hits.at[0].term, "体育");
    assert_int_equal(hits.at[1].theme, 1);
    check_slice(hits.at[1].term, "3次");
    check_ok(store_evidence(fixture->store, list.at[0].id, "model", &fixture->keep, &hits,
                            &err),
             &err);
    assert_int_equal(hits.n, 0);
}

static SearchList search(Fixture *fixture, Search what) {
    SearchList list;
    Err err;
    check_ok(store_search(fixture->store, &what, &fixture->keep, &list, &err), &err);
    return list;
}

static void test_search(void **state) {
    Fixture *fixture = *state;
    SearchList list = search(fixture, (Search){.word = S("体育")});
    assert_int_equal(list.n, 4); /* preamble, section, measure over a line break, summary
                                  */
    assert_int_equal(list.at[0].kind, NODE_PREAMBLE);
    assert_int_equal(list.at[1].kind, NODE_SECTION);
    check_slice(list.at[1].section.text, "强化学校体育");
    check_slice(list.at[2].task.text, "办好运动会");
    check_slice(list.at[2].subsection.number, "（一）");
    check_slice(slice_at(list.at[2].text, list.at[2].hits[0]), "体育");
    assert_int_equal(list.at[3].part, PART_SUMMARY);
    assert_int_equal(search(fixture, (Search){.word = S("体育"), .everywhere = true}).n,
                     5);
    assert_int_equal(search(fixture, (Search){.word = S("体育节")}).n, 1);
    list = search(fixture, (Search){.word = S("aB")});
    assert_int_equal(list.n, 1);
    assert_int_equal(list.at[0].n_hits, 2);
    check_slice(slice_at(list.at[0].text, list.at[0].hits[0]), "ＡＢ");
    check_slice(slice_at(list.at[0].text, list.at[0].hits[1]), "ab");
    assert_int_equal(search(fixture, (Search){.word = S("按ＡＢ")}).n, 1);
    assert_int_equal(search(fixture, (Search){.word = S("次。a")}).n, 0);
    list = search(fixture, (Search){.word = S("安全"), .limit = 1});
    assert_int_equal(list.n, 1);
    assert_true(list.more);
    list = search(fixture,
                  (Search){.word = S("安全"), .plans = &fixture->east_id, .n_plans = 1});
    assert_int_equal(list.n, 0);
    assert_false(list.more);
    Err err;
    assert_false(store_search(fixture->store, &(Search){.word = {0}}, &fixture->keep,
                              &list, &err));
}

static void test_metadata(void **state) {
    Fixture *fixture = *state;
    MetadatumList list;
    Err err;
    check_ok(store_set(fixture->store, fixture->east_id, S("year"), S("2025"), &err),
             &err);
    check_ok(store_set(fixture->store, fixture->east_id, S("read.encoding"), S("GB18030"),
                       &err),
             &err);
    check_ok(
        store_metadata(fixture->store, fixture->east_id, &fixture->keep, &list, &err),
        &err);
    assert_int_equal(list.n, 4);
    check_slice(list.at[0].value, "东区教育局2023年工作要点");
    assert_true(list.at[0].chosen);
    assert_false(list.at[1].chosen);
    check_slice(list.at[2].value, "2025");
    assert_string_equal(list.at[2].source, "hand");
    assert_true(list.at[2].chosen);
    check_slice(list.at[3].value, "2023");
    assert_false(list.at[3].chosen);
    PlanList plans;
    check_ok(store_plans(fixture->store, &fixture->keep, &plans, &err), &err);
    check_slice(plans.at[0].year, "2025");
    SettingList settings;
    check_ok(
        store_settings(fixture->store, fixture->east_id, &fixture->keep, &settings, &err),
        &err);
    assert_int_equal(settings.n, 2);
    check_slice(settings.at[0].key, "read.encoding");
    check_ok(store_set(fixture->store, fixture->east_id, S("year"), S(""), &err), &err);
    check_ok(store_plans(fixture->store, &fixture->keep, &plans, &err), &err);
    check_slice(plans.at[0].year, "2023");
    assert_false(store_set(fixture->store, 99, S("year"), S("2025"), &err));
}

/* Wang gives the first measure t3, says that the second has no theme, and leaves the
 * third to the rules. */
static void test_person(void **state) {
    Fixture *fixture = *state;
    MeasureFilter filter = {.plans = &fixture->east_id, .n_plans = 1};
    MeasureList list;
    Err err;
    check_ok(store_measures(fixture->store, &filter, &fixture->keep, &list, &err), &err);
    HumanCode code = {list.at[0].span, S("t3"), S("wang"), S("2024-01-02")};
    check_ok(store_add_human(fixture->store, fixture->east_id, &code, &err), &err);
    /* Once is enough. */
    check_ok(store_add_human(fixture->store, fixture->east_id, &code, &err), &err);
    code = (HumanCode){list.at[1].span, S(""), S("wang"), S("")};
    check_ok(store_add_human(fixture->store, fixture->east_id, &code, &err), &err);
    HumanList humans;
    check_ok(store_humans(fixture->store, 0, S(""), &fixture->keep, &humans, &err), &err);
    assert_int_equal(humans.n, 2);
    assert_int_equal(humans.at[0].measure, list.at[0].id);
    check_slice(humans.at[0].text, "①每年举办体育\n节3次。");
    MeasureList coded;
    filter.coder = "wang";
    check_ok(store_measures(fixture->store, &filter, &fixture->keep, &coded, &err), &err);
    assert_int_equal(coded.at[0].n_themes, 1);
    assert_int_equal(coded.at[0].themes[0], 3);
    assert_true(coded.at[0].by_person);
    assert_int_equal(coded.at[1].n_themes, 0);
    assert_true(coded.at[1].by_person);
    assert_false(coded.at[2].by_person);
    assert_int_equal(count(fixture, (MeasureFilter){.theme = S("t3"), .coder = "wang"}),
                     2);
    code = (HumanCode){{1, 4}, S("t3"), S("wang"), S("")}; /* within a character */
    assert_false(store_add_human(fixture->store, fixture->east_id, &code, &err));
    check_ok(store_remove_human(fixture->store, 0, S("wang"), &err), &err);
    check_ok(store_humans(fixture->store, 0, S(""), &fixture->keep, &humans, &err), &err);
    assert_int_equal(humans.n, 0);
}

static void test_machine(void **state) {
    Fixture *fixture = *state;
    PlanCoding coding = {0};
    Err err;
    MeasureFilter filter = {.plans = &fixture->west_id, .n_plans = 1};
    MeasureList list;
    check_ok(store_measures(fixture->store, &filter, &fixture->keep, &list, &err), &err);
    vec_push(&coding.codings, (Coding){measure_node(list.at[2].id), 5, 0.75});
    check_ok(store_put_coding(fixture->store, fixture->west_id, "model", &coding, &err),
             &err);
    assert_int_equal(
        count(fixture, (MeasureFilter){.theme = S("t3.5"), .coder = "model"}), 1);
    assert_int_equal(count(fixture, (MeasureFilter){.theme = S("t3.5")}), 0);
    coding.codings.at[0].node = 0;
    vec_push(&coding.evidence,
             (Evidence){.node = 0, .theme = 5, .span = {0, 3}, .weight = 1});
    assert_false(
        store_put_coding(fixture->store, fixture->west_id, "model", &coding, &err));
    assert_int_equal(
        count(fixture, (MeasureFilter){.theme = S("t3.5"), .coder = "model"}), 1);
    plan_coding_release(&coding);
}

static void test_doubts_and_runs(void **state) {
    Fixture *fixture = *state;
    DiagList diags;
    RunList runs;
    Err err;
    check_ok(
        store_diagnostics(fixture->store, fixture->east_id, &fixture->keep, &diags, &err),
        &err);
    assert_int_equal(diags.n, 0);
    check_ok(store_log_run(fixture->store, S("2024-05-06"), S("0.1"), S("plancmp add x"),
                           &err),
             &err);
    check_ok(store_runs(fixture->store, &fixture->keep, &runs, &err), &err);
    assert_int_equal(runs.n, 1);
    check_slice(runs.at[0].command, "plancmp add x");
}

/* Which of a plan's four prints are another than before, as letters. */
static const char *changed(Fixture *f, PlanPrintList *before, size_t plan) {
    static char letters[5];
    PlanPrintList now;
    Err err;
    check_ok(store_prints(f->store, &f->keep, &now, &err), &err);
    const PlanPrint *a = &before->at[plan], *b = &now.at[plan];
    size_t n = 0;
    if (!slice_equal(a->document, b->document))
        letters[n++] = 'd';
    if (!slice_equal(a->words, b->words))
        letters[n++] = 'w';
    if (!slice_equal(a->facts, b->facts))
        letters[n++] = 'f';
    if (!slice_equal(a->codes, b->codes))
        letters[n++] = 'c';
    letters[n] = 0;
    *before = now;
    return letters;
}

static void prints(void **state) {
    Fixture *f = *state;
    PlanPrintList before;
    Err err;
    check_ok(store_prints(f->store, &f->keep, &before, &err), &err);
    assert_int_equal(before.n, 2);
    check_slice(before.at[0].slug, "x-east-2023-txt");
    assert_int_equal(before.at[0].document.n, 64);
    assert_int_equal(before.at[0].words.n, 16);
    assert_false(slice_equal(before.at[0].words, before.at[1].words));
    assert_string_equal(changed(f, &before, 0), "");
    check_ok(store_set(f->store, f->east_id, S("region"), S("东区"), &err), &err);
    assert_string_equal(changed(f, &before, 0), "f");
    assert_string_equal(changed(f, &before, 1), "");
    HumanCode code = {.span = {0, 3}, .theme = S("t0"), .coder = S("张三")};
    check_ok(store_add_human(f->store, f->east_id, &code, &err), &err);
    assert_string_equal(changed(f, &before, 0), "c");
    check_ok(store_put_coding(f->store, f->east_id, "model", &f->east.coding, &err),
             &err);
    assert_string_equal(changed(f, &before, 0), "c");
}

/* The same plans put in the other order have other ids and the same prints. */
static void prints_in_any_order(void **state) {
    Fixture *f = *state;
    PlanPrintList before, after;
    Err err;
    check_ok(store_prints(f->store, &f->keep, &before, &err), &err);
    check_ok(store_remove_plan(f->store, f->west_id, &err), &err);
    int64_t again = check_put(f->store, &f->west, "x/西区 2024.txt", 1, &f->keep).plan;
    assert_true(again > f->east_id);
    check_ok(store_prints(f->store, &f->keep, &after, &err), &err);
    assert_int_equal(after.n, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_true(slice_equal(before.at[i].slug, after.at[i].slug));
        assert_true(slice_equal(before.at[i].words, after.at[i].words));
        assert_true(slice_equal(before.at[i].facts, after.at[i].facts));
        assert_true(slice_equal(before.at[i].codes, after.at[i].codes));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* A clause beside a task charges its measures; measures of a summary have no workload. */
static void duties_of_measures(void **state) {
    Fixture *f = *state;
    Err err = {0};
    DutyList duties = {0};
    check_ok(store_duties(f->store, NULL, 0, &f->keep, &duties, &err), &err);
    assert_int_equal(duties.n, 2);
    for (size_t i = 0; i < 2; i++) {
        check_slice(duties.at[i].unit, "体卫科");
        assert_int_equal(duties.at[i].role, DUTY_LEAD);
        assert_int_equal(measure_plan(duties.at[i].measure), f->east_id);
    }
    assert_true(duties.at[0].measure < duties.at[1].measure);
    check_ok(store_duties(f->store, &f->west_id, 1, &f->keep, &duties, &err), &err);
    assert_int_equal(duties.n, 0);
}

/* With the words around the number as published, and the headings; what is written in a
 * summary is no target. */
static void targets_of_measures(void **state) {
    Fixture *f = *state;
    Err err = {0};
    TargetRowList targets = {0};
    PlanMaker more;
    maker_begin(&more, "北区教育局2024年工作要点");
    uint32_t section = maker_heading(&more, 0, NODE_SECTION, "一、", "去年工作");
    uint32_t measure =
        maker_leaf(&more, section, NODE_MEASURE, PART_SUMMARY, "去年建成4所学校。");
    maker_target(&more, measure, "4所", 4);
    section = maker_heading(&more, 0, NODE_SECTION, "二、", "今年工作");
    measure = maker_leaf(&more, section, NODE_MEASURE, PART_PLAN, "建5所、改6所。");
    maker_target(&more, measure, "5所", 5);
    maker_target(&more, measure, "6所", 6);
    maker_metadatum(&more, "title", "北区教育局2024年工作要点", "header", true);
    maker_end(&more);
    int64_t north = check_put(f->store, &more, "x/zz.txt", 3, &f->keep).plan;
    check_ok(store_targets(f->store, NULL, 0, &f->keep, &targets, &err), &err);
    assert_int_equal(targets.n, 3);
    const TargetRow *row = &targets.at[0];
    assert_int_equal(measure_plan(row->measure), f->east_id);
    check_slice(row->before, "①每年举办体育\n节");
    check_slice(row->written, "3次");
    check_slice(row->behind, "。");
    check_slice(row->text, "①每年举办体育节3次。");
    check_slice(row->section, "强化学校体育");
    check_slice(row->subsection, "体教融合");
    check_slice(row->task, "办好运动会");
    check_close(row->target.value_norm, 3, 0);
    check_slice(targets.at[1].before, "建");
    check_slice(targets.at[2].before, "建5所、改");
    check_slice(targets.at[2].task, "");
    assert_int_equal(targets.at[2].measure, measure_id(north, measure));
    check_ok(store_targets(f->store, &f->west_id, 1, &f->keep, &targets, &err), &err);
    assert_int_equal(targets.n, 0);
    maker_release(&more);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(targets_of_measures),  TEST(duties_of_measures),
        TEST(test_plans),           TEST(test_find_plan),
        TEST(test_measures),        TEST(test_filters),
        TEST(test_incidence),       TEST(test_evidence),
        TEST(test_search),          TEST(test_metadata),
        TEST(test_person),          TEST(test_machine),
        TEST(test_doubts_and_runs), TEST(prints),
        TEST(prints_in_any_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
