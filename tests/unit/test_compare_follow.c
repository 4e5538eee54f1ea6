/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of measures and targets from one year to the next. */
#include "base/base.h"

#include <math.h>

#include "check.h"
#include "compare/follow.h"
#include "compare/pledged.h"
#include "corpus_maker.h"
#include "plan/targets.h"

/* Plans of 甲区 whose measures are sentences; targets are read from them as from any
 * plan. */
typedef struct {
    CorpusMaker maker;
    VEC(Slice) texts;
    VEC(TargetRow) rows;
    TargetRowList targets;
    FollowQuestion question;
    Table table;
} Fixture;

static const CorpusChoice all = {0};

static void begin(Fixture *made) {
    *made = (Fixture){0};
    corpus_begin(&made->maker, "a a.x b");
}

static void add_plan(Fixture *made, const char *slug, const char *region, int year) {
    CorpusPlan *plan = corpus_plan(&made->maker, slug);
    plan->region = slice_of(region);
    plan->year = year;
}

static void add_targets(Fixture *made, int64_t measure, Slice text) {
    TargetList found = {0};
    targets_find(text, 0, &made->maker.arena, &found);
    for (size_t i = 0; i < found.n; i++) {
        TargetRow row = {.measure = measure, .target = found.at[i], .text = text};
        row.before = slice_sub(text, 0, found.at[i].span.at);
        row.behind = slice_sub(text, found.at[i].span.end, text.n);
        vec_push(&made->rows, row);
    }
    vec_release(&found);
}

static void add(Fixture *made, const char *codes, const char *words) {
    CorpusMeasure *measure = corpus_measure(&made->maker, codes);
    vec_push(&made->texts, slice_of(words));
    add_targets(made, measure->id, slice_of(words));
}

static const FollowQuestion *asked(Fixture *made) {
    made->targets = (TargetRowList){made->rows.at, made->rows.n};
    made->question = (FollowQuestion){.corpus = corpus_end(&made->maker),
                                      .choice = &all,
                                      .texts = made->texts.at,
                                      .targets = &made->targets,
                                      .level = 0.95};
    return &made->question;
}

typedef bool (*Make)(const FollowQuestion *question, Arena *keep, Table *table, Err *err);

static const Table *made_by(Fixture *made, Make make) {
    Err err = {0};
    table_release(&made->table);
    check_ok(make(&made->question, &made->maker.arena, &made->table, &err), &err);
    return &made->table;
}

static void release(Fixture *made) {
    table_release(&made->table);
    vec_release(&made->texts);
    vec_release(&made->rows);
    corpus_release(&made->maker);
}

/* The row of a sentence of the later year, or of a dropped one of the earlier. */
static size_t row_of(const Table *table, const char *column, const char *words) {
    for (size_t i = 0; i < table_rows(table); i++) {
        const Cell *cell = corpus_cell(table, i, column);
        if (cell->type == CELL_TEXT && slice_contains(cell->as.text, slice_of(words)))
            return i;
    }
    fail_msg("no row with %s in %s", words, column);
    return SIZE_MAX;
}

static void check_state(const Table *table, size_t row, const char *state) {
    check_slice(corpus_text(table, row, "state"), state);
}

/* One kept, one reworded, one dropped without and one with something near, one new; then
 * nothing changes in the third year. */
static void three_years(Fixture *made) {
    begin(made);
    add_plan(made, "p-2024", "甲区", 2024);
    add(made, "a", "四年级学生游泳普及率达到80%。");
    add(made, "a.x b", "招募赛事志愿者1000名，设置医疗点15个。");
    add(made, "b", "组织网络评论员参加业务轮训。");
    add(made, "b", "成立望湖实验学校教育集团，成员校达到14所。");
    add_plan(made, "p-2025", "甲区", 2025);
    for (int year = 2025; year <= 2026; year++) {
        if (year == 2026)
            add_plan(made, "p-2026", "甲区", 2026);
        add(made, "a", "四年级学生游泳普及率达到85%。");
        add(made, "b", "招募赛事志愿者1500名，沿途配齐自动除颤设备。");
        add(made, "b", "教育集团扩大到4个，成员校达到22所。");
        add(made, "", "建设农村电子商务服务站。");
    }
    asked(made);
}

static void measures_from_year_to_year(void **state) {
    (void)state;
    Fixture made;
    three_years(&made);
    const Table *table = made_by(&made, follow_measures);
    assert_int_equal(table_rows(table), 6 + 4);
    check_state(table, 0, "kept");
    check_slice(corpus_text(table, 0, "before"), "四年级学生游泳普及率达到80%。");
    check_slice(corpus_text(table, 0, "after"), "四年级学生游泳普及率达到85%。");
    assert_int_equal(corpus_cell(table, 0, "before")->measures[0], measure_id(1, 0));
    assert_int_equal(corpus_cell(table, 0, "after")->measures[0], measure_id(2, 0));
    assert_true(corpus_number(table, 0, "similarity") >= NEAREST_SAME);
    check_slice(corpus_text(table, 0, "years"), "2024 → 2025");
    check_state(table, 1, "reworded");
    check_slice(corpus_text(table, 1, "themes"), "b");
    check_state(table, 2, "dropped");
    check_slice(corpus_text(table, 2, "before"), "组织网络评论员参加业务轮训。");
    assert_int_equal(corpus_cell(table, 2, "after")->type, CELL_NONE);
    assert_int_equal(corpus_cell(table, 2, "near")->type, CELL_NONE);
    check_close(corpus_number(table, 2, "place"), 3, 0);
    check_state(table, 3, "dropped");
    check_slice(corpus_text(table, 3, "near"), "教育集团扩大到4个，成员校达到22所。");
    assert_true(corpus_number(table, 3, "near_similarity") < NEAREST_REWORDED);
    check_state(table, 4, "new");
    check_state(table, 5, "new");
    check_slice(corpus_text(table, 5, "after"), "建设农村电子商务服务站。");
    for (size_t i = 6; i < 10; i++) {
        check_state(table, i, "kept");
        check_close(corpus_number(table, i, "similarity"), 1, 1e-12);
    }
    assert_true(corpus_noted(table,
                             "甲区, 2024 → 2025: of 4 measures 1 kept, 1 reworded, 2 "
                             "dropped; 2 of 4 are new."));
    release(&made);
}

static size_t theme_row(const Table *table, const char *theme, int from) {
    for (size_t i = 0; i < table_rows(table); i++) {
        if (slice_equal(corpus_text(table, i, "theme"), slice_of(theme)) &&
            corpus_number(table, i, "from_year") == from)
            return i;
    }
    fail_msg("no row of %s", theme);
    return SIZE_MAX;
}

static void check_counts(const Table *table, size_t row, const double *counts) {
    static const char *const keys[] = {"earlier_measures", "kept",           "reworded",
                                       "dropped",          "later_measures", "new"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        check_close(corpus_number(table, row, keys[i]), counts[i], 0);
}

static void counts_by_theme(void **state) {
    (void)state;
    Fixture made;
    three_years(&made);
    const Table *table = made_by(&made, follow_themes);
    size_t row = theme_row(table, "", 2024);
    check_counts(table, row, (double[]){4, 1, 1, 2, 4, 2});
    check_close(corpus_number(table, row, "kept_share"), 0.5, 1e-12);
    /* Wilson 2/4, by R: prop.test(2, 4, correct = FALSE). */
    check_close(corpus_number(table, row, "kept_low"), 0.1500390, 1e-6);
    check_close(corpus_number(table, row, "kept_high"), 0.8499610, 1e-6);
    assert_int_equal(corpus_cell(table, row, "kept")->n_measures, 2);
    assert_int_equal(corpus_cell(table, row, "new")->n_measures, 2);
    /* The reworded measure counts in the themes of its earlier sentence. */
    check_counts(table, theme_row(table, "a", 2024), (double[]){2, 1, 1, 0, 1, 0});
    check_counts(table, theme_row(table, "a.x", 2024), (double[]){1, 0, 1, 0, 0, 0});
    check_counts(table, theme_row(table, "b", 2024), (double[]){3, 0, 1, 2, 2, 1});
    check_counts(table, theme_row(table, "-", 2024), (double[]){0, 0, 0, 0, 1, 1});
    check_counts(table, theme_row(table, "", 2025), (double[]){4, 4, 0, 0, 4, 0});
    release(&made);
}

/* A theme is asked for: what has it in either year is shown. */
static void of_one_theme(void **state) {
    (void)state;
    Fixture made;
    three_years(&made);
    Slice code = S("a");
    CorpusChoice choice = {.themes = {&code, 1, 1}};
    made.question.choice = &choice;
    const Table *table = made_by(&made, follow_measures);
    assert_int_equal(table_rows(table), 3);
    check_state(table, 1, "reworded"); /* a.x in the earlier year, b in the later */
    table = made_by(&made, follow_targets);
    for (size_t i = 0; i < table_rows(table); i++)
        assert_true(!slice_contains(corpus_text(table, i, "indicator"), S("成员校")));
    table = made_by(&made, follow_themes);
    check_slice(corpus_text(table, 0, "theme"), "a");
    release(&made);
}

/* The same question of one region among others has the same answer. */
static void other_regions_change_nothing(void **state) {
    (void)state;
    Fixture alone, among;
    three_years(&alone);
    three_years(&among);
    add_plan(&among, "z-2024", "乙区", 2024);
    add(&among, "a", "四年级学生游泳普及率达到80%。");
    add(&among, "a", "招募赛事志愿者900名。");
    add_plan(&among, "z-2025", "乙区", 2025);
    add(&among, "a", "招募赛事志愿者900名。");
    asked(&among);
    const Table *one = made_by(&alone, follow_measures);
    const Table *two = made_by(&among, follow_measures);
    size_t at = 0;
    while (!slice_equal(corpus_text(two, at, "region"), S("甲区")))
        at++;
    for (size_t i = 0; i < table_rows(one); i++) {
        check_close(corpus_number(one, i, "place"), corpus_number(two, at + i, "place"),
                    0);
        check_close(corpus_number(one, i, "similarity"),
                    corpus_number(two, at + i, "similarity"), 0);
    }
    release(&alone);
    release(&among);
}

/* ---- Targets ---- */

static const struct {
    const char *earlier, *later, *state;
    double earlier_value, later_value;
    const char *matched;
} pledges[] = {
    {"学生体质健康优良率达到55%以上。", "学生体质健康优良率达到58%以上。", "raised", 55,
     58, "indicator"},
    {"学生体质健康优良率达到58%以上。", "学生体质健康优良率达到55%以上。", "lowered", 58,
     55, "indicator"},
    {"学生体质健康优良率达到55%以上。", "学生体质健康优良率力争达到55%。", "kept", 55, 55,
     "indicator"},
    /* Less is wanted. */
    {"将儿童青少年总体近视率控制在48%以内。", "将儿童青少年总体近视率控制在45%以内。",
     "raised", 48, 45, "indicator"},
    {"将儿童青少年总体近视率控制在48%以内。", "将儿童青少年总体近视率控制在50%以内。",
     "lowered", 48, 50, "indicator"},
    /* One promise in two units, and words for figures. */
    {"学生每天校内体育活动不少于90分钟。", "学生每天校内体育活动不少于2小时。", "raised",
     90, 120, "indicator"},
    {"四年级学生游泳普及率达到90%。", "四年级学生游泳普及率达到九成。", "kept", 90, 90,
     "indicator"},
    /* Masked in one of the years. */
    {"招聘教师x名，其中体育教师25名。", "招聘教师86名，其中体育教师25名。", "masked", NAN,
     86, "indicator"},
    /* Words too general for an indicator, but the sentence says of what. */
    {"小学课后服务参与率达到92%以上。", "小学课后服务开齐课程，参与率达到95%以上。",
     "raised", 92, 95, "sentence"},
};

/* Other measures, so that words which both years share are not all there is. */
static void add_others(Fixture *made) {
    static const char *const others[] = {
        "加强党员干部日常监督。", "推进城乡结对帮扶。", "修缮老旧校舍门窗。",
        "举办书画展览。",         "清理网络有害信息。", "规范民办机构年检。",
        "开展消防隐患排查。",     "编印家庭教育读本。", "慰问离退休老同志。",
        "组织教研员下校听课。",   "健全信访接待制度。", "推广普通话宣传周。",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        add(made, "b", others[i]);
}

static void targets_from_year_to_year(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof pledges / sizeof *pledges; i++) {
        Fixture made;
        begin(&made);
        add_plan(&made, "p-2024", "甲区", 2024);
        add(&made, "a", pledges[i].earlier);
        add_plan(&made, "p-2025", "甲区", 2025);
        add(&made, "a", pledges[i].later);
        add_others(&made);
        asked(&made);
        const Table *table = made_by(&made, follow_targets);
        size_t row = 0;
        while (row < table_rows(table) &&
               !slice_equal(corpus_text(table, row, "state"), slice_of(pledges[i].state)))
            row++;
        if (row == table_rows(table))
            fail_msg("%s: not %s but %.*s", pledges[i].later, pledges[i].state,
                     SLICE_ARG(corpus_text(table, 0, "state")));
        check_close(corpus_number(table, row, "earlier_value"), pledges[i].earlier_value,
                    1e-12);
        check_close(corpus_number(table, row, "later_value"), pledges[i].later_value,
                    1e-12);
        check_slice(corpus_text(table, row, "matched"), pledges[i].matched);
        check_slice(corpus_text(table, row, "before"), pledges[i].earlier);
        check_slice(corpus_text(table, row, "after"), pledges[i].later);
        assert_int_equal(corpus_cell(table, row, "later_target")->measures[0],
                         measure_id(2, 0));
        release(&made);
    }
}

/* A number of another kind is not the same target: how much it grows is not how high it
 * is, and another time is another target. */
static void other_quantities_are_dropped_and_new(void **state) {
    static const char *const pairs[][2] = {
        {"特殊类型招生控制线上线人数增长8%以上。", "特殊类型招生控制线上线人数达到60%。"},
        {"学前三年毛入园率达到93%。", "到2030年学前三年毛入园率达到98%。"},
        {"新增学位500个。", "培训教师500名。"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        Fixture made;
        begin(&made);
        add_plan(&made, "p-2024", "甲区", 2024);
        add(&made, "a", pairs[i][0]);
        add_plan(&made, "p-2025", "甲区", 2025);
        add(&made, "a", pairs[i][1]);
        asked(&made);
        const Table *table = made_by(&made, follow_targets);
        assert_int_equal(table_rows(table), 2);
        check_state(table, 0, "dropped");
        check_state(table, 1, "new");
        check_close(corpus_number(table, 0, "later_value"), NAN, 0);
        check_close(corpus_number(table, 1, "earlier_value"), NAN, 0);
        release(&made);
    }
}

/* Two targets of one indicator: those of sentences that belong together first, then the
 * most demanding with the most demanding. */
static void several_of_one_indicator(void **state) {
    (void)state;
    Fixture made;
    begin(&made);
    add_plan(&made, "p-2024", "甲区", 2024);
    add(&made, "a", "新建村级幼儿园，新增学位360个。");
    add(&made, "a", "改扩建城区小学，新增学位900个。");
    add(&made, "a", "通过盘活闲置校舍，新增学位50个。");
    add_plan(&made, "p-2025", "甲区", 2025);
    add(&made, "a", "改扩建城区小学，新增学位800个。");
    add(&made, "a", "新建村级幼儿园，新增学位420个。");
    add(&made, "a", "在开发区引进社会力量举办学校，新增学位60个。");
    add(&made, "a", "其余新增学位10个。");
    asked(&made);
    const Table *table = made_by(&made, follow_targets);
    size_t row = row_of(table, "after", "村级幼儿园");
    check_state(table, row, "raised");
    check_close(corpus_number(table, row, "earlier_value"), 360, 0);
    row = row_of(table, "after", "城区小学");
    check_state(table, row, "lowered");
    check_close(corpus_number(table, row, "change"), -100, 0);
    row = row_of(table, "after", "开发区");
    check_state(table, row, "raised");
    check_slice(corpus_text(table, row, "before"), "通过盘活闲置校舍，新增学位50个。");
    check_state(table, row_of(table, "after", "其余"), "new");
    assert_true(corpus_noted(table, "甲区, 2024 → 2025 (3 and 4 targets): raised 2; "
                                    "lowered 1; new 1."));
    release(&made);
}

static void empty_plans_and_one_year(void **state) {
    (void)state;
    Fixture made;
    static const Make makes[] = {follow_measures, follow_themes, follow_targets};
    begin(&made);
    add_plan(&made, "p-2023", "甲区", 2023);
    add_plan(&made, "p-2024", "甲区", 2024);
    add(&made, "a", "新增学位500个。");
    add_plan(&made, "p-2025", "甲区", 2025);
    asked(&made);
    const Table *table = made_by(&made, follow_measures);
    assert_int_equal(table_rows(table), 2);
    check_state(table, 0, "new");
    check_state(table, 1, "dropped");
    table = made_by(&made, follow_targets);
    assert_int_equal(table_rows(table), 2);
    table = made_by(&made, follow_themes);
    check_close(corpus_number(table, 0, "kept_share"), NAN, 0);
    release(&made);
    begin(&made);
    add_plan(&made, "p-2025", "甲区", 2025);
    add(&made, "a", "新增学位500个。");
    asked(&made);
    for (size_t i = 0; i < 3; i++) {
        Err err = {0};
        assert_false(makes[i](&made.question, &made.maker.arena, &made.table, &err));
        assert_non_null(strstr(err.text, "a trend takes two years"));
    }
    made.table = (Table){0};
    release(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_from_year_to_year),
        cmocka_unit_test(counts_by_theme),
        cmocka_unit_test(of_one_theme),
        cmocka_unit_test(other_regions_change_nothing),
        cmocka_unit_test(targets_from_year_to_year),
        cmocka_unit_test(other_quantities_are_dropped_and_new),
        cmocka_unit_test(several_of_one_indicator),
        cmocka_unit_test(empty_plans_and_one_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
