/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learned coder on plans whose codes are known: it must find what the rules do not
 * know, must not see what it is judged by, and must say what it went by. */
#include "base/base.h"

#include "check.h"
#include "store_check.h"
#include "theme/learn.h"
#include "theme/linear_p.h"
#include "theme_maker.h"

enum { TASKS = 30, IN_TASK = 4, MEASURES = TASKS * IN_TASK, FOLDS = 5 };
enum { SPORTS, LIGHT, RARE, ALL, THEMES };

static const char themes_text[] =
    "[{\"code\": \"sports\", \"en\": \"Sports\", \"zh\": \"体育\","
    "  \"rules\": [{\"terms\": [\"体育\"]}]},"
    " {\"code\": \"light\", \"en\": \"Light\", \"zh\": \"灯\","
    "  \"rules\": [{\"terms\": [\"灯塔\"]}]},"
    " {\"code\": \"rare\", \"en\": \"Rare\", \"zh\": \"少\","
    "  \"rules\": [{\"terms\": [\"罕见\"]}]},"
    " {\"code\": \"all\", \"en\": \"All\", \"zh\": \"全\","
    "  \"rules\": [{\"terms\": [\"罕见\"]}]}]";

/* A plan of TASKS tasks. The rules know 体育 and 灯塔; what people give as LIGHT is told
 * by 星光驿站, which the rules do not know. */
typedef struct {
    Arena arena;
    Scheme *scheme;
    PlanMaker maker;
    uint32_t nodes[MEASURES];
    bool given[MEASURES * THEMES];
    size_t fold[MEASURES];
    LearnTask task;
} Lesson;

static const char *const fillers[] = {
    "落实各项要求", "加强组织领导", "完善工作机制", "健全考核办法",
    "推进重点项目", "做好宣传引导", "开展专题培训", "强化督促检查",
    "压实各方责任", "优化服务流程", "深化改革创新", "总结推广经验",
    "建立协调制度", "组织现场观摩", "召开推进会议", "编制实施方案",
};

static void add_measure(Lesson *lesson, size_t i, uint32_t task) {
    bool sports = maker_below(&lesson->maker, 3) == 0;
    bool light = maker_below(&lesson->maker, 4) == 0;
    size_t n = sizeof fillers / sizeof *fillers;
    char text[256];
    snprintf(text, sizeof text, "①%s，%s%s，%s%s。",
             fillers[maker_below(&lesson->maker, (uint32_t)n)],
             sports ? "广泛开展体育活动" : "稳步推进各项活动",
             light ? "，建设星光驿站" : "",
             fillers[maker_below(&lesson->maker, (uint32_t)n)],
             fillers[maker_below(&lesson->maker, (uint32_t)n)]);
    lesson->nodes[i] = maker_leaf(&lesson->maker, task, NODE_MEASURE, PART_PLAN, text);
    bool *given = lesson->given + i * THEMES;
    given[SPORTS] = sports;
    given[LIGHT] = light;
    given[RARE] = i < 3;
    given[ALL] = i >= 3;
}

static void lesson_begin(Lesson *lesson) {
    *lesson = (Lesson){.scheme = scheme_of(themes_text)};
    maker_begin(&lesson->maker, "星光驿站工作计划"); /* the title is not looked at */
    for (size_t task = 0; task < TASKS; task++) {
        char heading[64];
        snprintf(heading, sizeof heading, "重点任务之%zu", task);
        uint32_t node = maker_heading(&lesson->maker, 0, NODE_TASK, "1.", heading);
        for (size_t i = 0; i < IN_TASK; i++) {
            add_measure(lesson, task * IN_TASK + i, node);
            lesson->fold[task * IN_TASK + i] = task % FOLDS;
        }
    }
    maker_end(&lesson->maker);
    lesson->task = (LearnTask){lesson->given, lesson->fold, FOLDS, 8};
}

static void lesson_end(Lesson *lesson) {
    maker_release(&lesson->maker);
    scheme_free(lesson->scheme);
    arena_release(&lesson->arena);
}

static LearnSet *set_of(const Lesson *lesson) {
    LearnSet *set = learn_set_new(lesson->scheme);
    learn_set_add(set, &lesson->maker.tree, lesson->nodes, MEASURES);
    return set;
}

static Model *learned(Lesson *lesson, LearnedTheme *themes) {
    Progress progress = progress_new(true, "");
    LearnSet *set = set_of(lesson);
    Model *model = learn(set, &lesson->task, &progress, themes, &lesson->arena);
    learn_set_free(set);
    return model;
}

/* ---- What it finds ---- */

static size_t count_right(const Lesson *lesson, const LearnedTheme *themes,
                          uint32_t theme) {
    size_t n = 0;
    for (size_t i = 0; i < MEASURES; i++)
        n += (themes[theme].held_out[i] >= .5) == lesson->given[i * THEMES + theme];
    return n;
}

static void finds_what_the_rules_do_not_know(void **state) {
    (void)state;
    Lesson lesson;
    LearnedTheme themes[THEMES];
    lesson_begin(&lesson);
    LearnSet *set = set_of(&lesson);
    for (size_t i = 0; i < MEASURES; i++) {
        assert_false(learn_set_ruled(set, i, LIGHT));
        assert_int_equal(learn_set_ruled(set, i, SPORTS),
                         lesson.given[i * THEMES + SPORTS]);
    }
    learn_set_free(set);
    Model *model = learned(&lesson, themes);
    assert_int_equal(count_right(&lesson, themes, LIGHT), MEASURES);
    assert_int_equal(count_right(&lesson, themes, SPORTS), MEASURES);
    assert_int_equal(model_n(model), 2);
    assert_int_equal(model_n_offered(model), 0);
    const ThemeModel *light = model_at(model, 1);
    assert_int_equal(light->theme, LIGHT);
    ModelTraits for_it = model_traits(model, light, false, 3, &lesson.arena);
    assert_int_equal(for_it.n, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(for_it.at[i].kind, 'm');
        assert_true(slice_contains(S("建设星光驿站"), for_it.at[i].name));
    }
    model_free(model);
    lesson_end(&lesson);
}

static void says_why_a_theme_is_not_trained(void **state) {
    (void)state;
    Lesson lesson;
    LearnedTheme themes[THEMES];
    lesson_begin(&lesson);
    model_free(learned(&lesson, themes));
    assert_int_equal(themes[RARE].state, LEARN_FEW);
    assert_int_equal(themes[RARE].n_positive, 3);
    assert_null(themes[RARE].held_out);
    assert_int_equal(themes[ALL].state, LEARN_MANY);
    /* Eight measures, but all in two folds: leaving both out leaves none. */
    for (size_t i = 0; i < MEASURES; i++)
        lesson.given[i * THEMES + RARE] = lesson.fold[i] < 2;
    model_free(learned(&lesson, themes));
    assert_int_equal(themes[RARE].state, LEARN_NARROW);
    lesson.task.least = MEASURES;
    Model *model = learned(&lesson, themes);
    assert_int_equal(model_n(model), 0);
    model_free(model);
    lesson_end(&lesson);
}

/* ---- What it must not see ---- */

static void is_not_told_what_it_is_judged_by(void **state) {
    (void)state;
    Lesson lesson;
    LearnedTheme before[THEMES], after[THEMES];
    lesson_begin(&lesson);
    model_free(learned(&lesson, before));
    for (size_t i = 0; i < MEASURES; i++) {
        if (lesson.fold[i] == 2)
            lesson.given[i * THEMES + LIGHT] = !lesson.given[i * THEMES + LIGHT];
    }
    model_free(learned(&lesson, after));
    size_t changed = 0;
    for (size_t i = 0; i < MEASURES; i++) {
        double a = before[LIGHT].held_out[i], b = after[LIGHT].held_out[i];
        if (lesson.fold[i] == 2)
            check_close(a, b, 0);
        else
            changed += a < b || a > b;
    }
    assert_true(changed > MEASURES / 2); /* the others did learn from it */
    lesson_end(&lesson);
}

/* Codes drawn at random: no n-gram tells them, so nothing may be found. Were a fold's
 * codes to leak, the coder would be right. */
static void finds_nothing_in_random_codes(void **state) {
    (void)state;
    Lesson lesson;
    LearnedTheme themes[THEMES];
    lesson_begin(&lesson);
    for (size_t round = 0; round < 5; round++) {
        size_t given = 0, hits = 0, found = 0;
        for (size_t i = 0; i < MEASURES; i++)
            lesson.given[i * THEMES + RARE] = maker_below(&lesson.maker, 3) == 0;
        model_free(learned(&lesson, themes));
        for (size_t i = 0; i < MEASURES; i++) {
            bool is = lesson.given[i * THEMES + RARE];
            bool coded = themes[RARE].held_out[i] >= .5;
            given += is;
            found += coded;
            hits += is && coded;
        }
        /* At best by chance: a third of what it codes. */
        assert_true(given > MEASURES / 5);
        assert_true(2 * hits <= found + 6);
    }
    lesson_end(&lesson);
}

/* A word that stands in one measure alone is no trait of any training part: nothing
 * changes, not even the length by which its own measure is divided. */
static void a_word_of_one_measure_changes_nothing(void **state) {
    (void)state;
    Lesson lesson;
    LearnedTheme before[THEMES], after[THEMES];
    lesson_begin(&lesson);
    model_free(learned(&lesson, before));
    PlanMaker other;
    maker_begin(&other, "计划");
    for (uint32_t i = 1; i < lesson.maker.tree.nodes.n; i++) {
        const PlanNode *node = &lesson.maker.tree.nodes.at[i];
        if (node->kind == NODE_TASK) {
            maker_heading(&other, 0, NODE_TASK, "1.",
                          arena_cstring(&lesson.arena,
                                        slice_at(lesson.maker.tree.text, node->heading)));
            continue;
        }
        Slice text = slice_at(lesson.maker.tree.text, node->body);
        if (i == lesson.nodes[7])
            text = arena_format(&lesson.arena, "%.*s麒麟凤凰貔貅。", SLICE_ARG(text));
        maker_leaf(&other, node->parent, NODE_MEASURE, PART_PLAN,
                   arena_cstring(&lesson.arena, text));
    }
    maker_end(&other);
    maker_release(&lesson.maker);
    lesson.maker = other;
    model_free(learned(&lesson, after));
    assert_memory_equal(before[LIGHT].held_out, after[LIGHT].held_out,
                        MEASURES * sizeof(double));
    lesson_end(&lesson);
}

static void the_same_again_is_the_same(void **state) {
    (void)state;
    Lesson lesson;
    LearnedTheme themes[THEMES];
    lesson_begin(&lesson);
    Buf first = {0}, second = {0};
    Model *model = learned(&lesson, themes);
    model_write(model, lesson.scheme, &first);
    model_free(model);
    srand(77); /* liblinear's other solvers draw by rand() */
    model = learned(&lesson, themes);
    model_write(model, lesson.scheme, &second);
    assert_true(slice_equal(buf_slice(&first), buf_slice(&second)));
    model_free(model);
    buf_release(&first);
    buf_release(&second);
    lesson_end(&lesson);
}

/* ---- Coding with it ---- */

static void check_evidence(const Lesson *lesson, const PlanCoding *coding) {
    for (size_t i = 0; i < coding->codings.n; i++) {
        const Coding *row = &coding->codings.at[i];
        if (i)
            assert_true(row[-1].node < row->node ||
                        (row[-1].node == row->node && row[-1].theme < row->theme));
        if (row->theme == LIGHT)
            assert_true(row->weight >= .5 && row->weight < 1);
        else
            check_close(row->weight, 1, 0);
    }
    size_t named = 0;
    for (size_t i = 0; i < coding->evidence.n; i++) {
        const Evidence *row = &coding->evidence.at[i];
        Slice words = slice_at(lesson->maker.tree.text, row->span);
        if (i && row[-1].node == row->node && row[-1].theme == row->theme)
            assert_true(row[-1].span.end <= row->span.at);
        assert_int_equal(row->rule == EVIDENCE_LEARNED, row->theme == LIGHT);
        assert_true(row->weight > 0);
        named += row->theme == LIGHT && slice_contains(words, S("星光驿站"));
    }
    size_t given = 0;
    for (size_t i = 0; i < MEASURES; i++)
        given += lesson->given[i * THEMES + LIGHT];
    assert_int_equal(named, given);
}

static void codes_where_it_is_offered(void **state) {
    (void)state;
    Lesson lesson;
    LearnedTheme themes[THEMES];
    lesson_begin(&lesson);
    Model *model = learned(&lesson, themes);
    Coder *coder = coder_new(lesson.scheme);
    PlanCoding rules = {0}, coding = {0};
    coder_code_plan(coder, &lesson.maker.tree, &rules);
    model_code_plan(model, coder, &lesson.maker.tree, false, &coding);
    assert_int_equal(coding.codings.n, rules.codings.n);
    assert_int_equal(coding.evidence.n, rules.evidence.n);
    assert_memory_equal(coding.codings.at, rules.codings.at,
                        rules.codings.n * sizeof(Coding));
    model_at(model, 1)->offered = true;
    model_code_plan(model, coder, &lesson.maker.tree, false, &coding);
    check_evidence(&lesson, &coding);
    for (size_t i = 0; i < MEASURES; i++) {
        bool coded = false;
        for (size_t k = 0; k < coding.codings.n; k++)
            coded = coded || (coding.codings.at[k].node == lesson.nodes[i] &&
                              coding.codings.at[k].theme == LIGHT);
        assert_int_equal(coded, lesson.given[i * THEMES + LIGHT]);
    }
    /* All that were trained: SPORTS by its model too, with the rules' own hits. */
    model_code_plan(model, coder, &lesson.maker.tree, true, &coding);
    size_t hits = 0;
    for (size_t i = 0; i < coding.evidence.n; i++) {
        const Evidence *row = &coding.evidence.at[i];
        hits += row->theme == SPORTS && row->rule == 0 &&
                slice_equal(slice_at(lesson.maker.tree.text, row->span), S("体育"));
    }
    assert_int_equal(hits, rules.codings.n);
    plan_coding_release(&rules);
    plan_coding_release(&coding);
    coder_free(coder);
    model_free(model);
    lesson_end(&lesson);
}

/* The probability told of one measure is that of its coding; contributions add up to its
 * value. */
static void tells_what_it_goes_by(void **state) {
    (void)state;
    Lesson lesson;
    LearnedTheme themes[THEMES];
    lesson_begin(&lesson);
    Model *model = learned(&lesson, themes);
    Coder *coder = coder_new(lesson.scheme);
    PlanCoding coding = {0};
    const ThemeModel *light = model_at(model, 1);
    model_code_plan(model, coder, &lesson.maker.tree, true, &coding);
    size_t coded = 0;
    for (size_t i = 0; i < coding.codings.n; i++) {
        const Coding *row = &coding.codings.at[i];
        if (row->theme != LIGHT)
            continue;
        const ModelOpinion *opinions = model_opinions(model, coder, &lesson.maker.tree,
                                                      row->node, SIZE_MAX, &lesson.arena);
        check_close(opinions[1].probability, row->weight, 0);
        double value = light->bias;
        for (size_t k = 0; k < opinions[1].traits.n; k++) {
            value += opinions[1].traits.at[k].weight;
            if (k)
                assert_true(fabs(opinions[1].traits.at[k].weight) <=
                            fabs(opinions[1].traits.at[k - 1].weight));
        }
        check_close(sigmoid_probability(light->sigmoid, value), row->weight, 1e-9);
        coded++;
    }
    assert_true(coded > 10);
    plan_coding_release(&coding);
    coder_free(coder);
    model_free(model);
    lesson_end(&lesson);
}

static void is_the_same_after_storing(void **state) {
    (void)state;
    Lesson lesson;
    LearnedTheme themes[THEMES];
    Err err = {0};
    lesson_begin(&lesson);
    Model *model = learned(&lesson, themes);
    model_at(model, 1)->offered = true;
    model_at(model, 1)->f1 = .75;
    Buf text = {0}, again = {0};
    model_write(model, lesson.scheme, &text);
    Model *read = model_parse(buf_slice(&text), lesson.scheme, &err);
    assert_non_null(read);
    model_write(read, lesson.scheme, &again);
    assert_true(slice_equal(buf_slice(&text), buf_slice(&again)));
    PlanCoding one = {0}, two = {0};
    Coder *coder = coder_new(lesson.scheme);
    model_code_plan(model, coder, &lesson.maker.tree, true, &one);
    model_code_plan(read, coder, &lesson.maker.tree, true, &two);
    assert_true(one.evidence.n > 0);
    check_codings_equal(&one, &two);
    plan_coding_release(&one);
    plan_coding_release(&two);
    coder_free(coder);
    model_free(read);
    /* Cut anywhere: an error, never half a model. */
    for (size_t n = 0; n < text.n - 2; n += 1 + text.n / 200)
        assert_null(model_parse(slice_sub(buf_slice(&text), 0, n), lesson.scheme, &err));
    static const char *const broken[] = {
        "{}",
        "[]",
        "{\"format\":2,\"traits\":[],\"themes\":[]}",
        "{\"format\":1,\"traits\":[\"m甲\"],\"themes\":[{\"code\":\"light\",\"weights\":[]}]}",
        "{\"format\":1,\"traits\":[\"x甲\"],\"themes\":[]}",
        "{\"format\":1,\"traits\":[\"m甲\",\"m甲\"],\"themes\":[]}",
        "{\"format\":1,\"traits\":[\"m甲\"],\"themes\":[{\"code\":\"light\",\"weights\":[1e999],"
        "\"slope\":1,\"offset\":0,\"bias\":0}]}",
        "{\"format\":1,\"traits\":[],\"themes\":[{\"code\":\"none\",\"weights\":[],\"slope\":1,"
        "\"offset\":0,\"bias\":0}]}",
        "{\"format\":1,\"traits\":[],\"themes\":[{\"code\":\"light\",\"weights\":[1],\"slope\":1,"
        "\"offset\":0,\"bias\":0}]}",
        "{\"format\":1,\"traits\":[],\"themes\":[{\"code\":\"light\",\"weights\":[],\"slope\":null,"
        "\"offset\":0,\"bias\":0}]}",
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        assert_null(model_parse(slice_of(broken[i]), lesson.scheme, &err));
    read =
        model_parse(S("{\"format\":1,\"traits\":[],\"themes\":[]}"), lesson.scheme, &err);
    assert_int_equal(model_n(read), 0); /* what was broken above was broken for a reason
                                         */
    model_free(read);
    buf_release(&text);
    buf_release(&again);
    model_free(model);
    lesson_end(&lesson);
}

/* ---- The solver ---- */

/* At the minimum of w.w / 2 + sum of C_i log(1 + exp(-y_i w.x_i)) the gradient is 0. */
static void the_solver_finds_the_minimum(void **state) {
    (void)state;
    enum { ROWS = 7, FEATURES = 3 };
    static const double x[ROWS][FEATURES] = {{1, 0, 1}, {.5, 1, 1}, {0, 2, 1},  {1, 1, 1},
                                             {2, 0, 1}, {0, 1, 1},  {.2, .1, 1}};
    static const bool y[ROWS] = {1, 0, 0, 1, 1, 0, 0};
    LinearProblem *problem = linear_new(FEATURES);
    for (size_t i = 0; i < ROWS; i++) {
        Entry row[FEATURES];
        for (uint32_t k = 0; k < FEATURES; k++)
            row[k] = (Entry){k, x[i][k]};
        linear_add(problem, row, FEATURES);
    }
    const LinearSetting setting = {2, 1.5};
    double w[FEATURES] = {0}, size = 0, start = 0;
    linear_train(problem, y, setting, w);
    for (size_t k = 0; k < FEATURES; k++) {
        double at = w[k], at_zero = 0;
        for (size_t i = 0; i < ROWS; i++) {
            double value = 0, sign = y[i] ? 1 : -1, c = y[i] ? 3 : 2;
            for (size_t j = 0; j < FEATURES; j++)
                value += w[j] * x[i][j];
            at -= c * sign * x[i][k] / (1 + exp(sign * value));
            at_zero -= c * sign * x[i][k] / 2;
        }
        size += at * at;
        start += at_zero * at_zero;
    }
    assert_true(sqrt(size) <= .01 * 3 / ROWS * sqrt(start));
    assert_true(w[0] > 0 && w[1] < 0);
    linear_free(problem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_the_rules_do_not_know),
        cmocka_unit_test(says_why_a_theme_is_not_trained),
        cmocka_unit_test(is_not_told_what_it_is_judged_by),
        cmocka_unit_test(finds_nothing_in_random_codes),
        cmocka_unit_test(a_word_of_one_measure_changes_nothing),
        cmocka_unit_test(the_same_again_is_the_same),
        cmocka_unit_test(codes_where_it_is_offered),
        cmocka_unit_test(tells_what_it_goes_by),
        cmocka_unit_test(is_the_same_after_storing),
        cmocka_unit_test(the_solver_finds_the_minimum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
