/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nearest: cosines by hand, the best measure of another plan, and the alignment of two
 * plans one to one. */
#include "base/base.h"

#include <math.h>

#include "check.h"
#include "compare/nearest.h"
#include "corpus_maker.h"

typedef struct {
    CorpusMaker maker;
    Arena arena;
    NearestIndex index;
} Fixture;

/* Plans of measures with these texts; "/" stands between plans, " " between measures,
 * "-" is a measure without words. */
static const Corpus *fixture(Fixture *made, const char *plans) {
    VEC(Slice) texts = {0};
    size_t n = 0;
    *made = (Fixture){0};
    corpus_begin(&made->maker, "a");
    for (Slice left = slice_of(plans); left.n;) {
        Cut plan = slice_cut(left, S("/"));
        left = plan.tail;
        corpus_plan(&made->maker, arena_format(&made->arena, "p%zu", n++).p);
        for (Slice measures = slice_trim(plan.head); measures.n;) {
            Cut cut = slice_cut(measures, S(" "));
            corpus_measure(&made->maker, "a");
            vec_push(&texts, slice_equal(cut.head, S("-")) ? (Slice){0} : cut.head);
            measures = cut.tail;
        }
    }
    const Corpus *corpus = corpus_end(&made->maker);
    made->index = nearest_build(corpus, texts.at, &made->arena);
    vec_release(&texts);
    return corpus;
}

static void release(Fixture *made) {
    arena_release(&made->arena);
    corpus_release(&made->maker);
}

static void find(Fixture *made, uint32_t plan, uint32_t other, Nearest *found) {
    NearestPlan ready = nearest_plan(&made->index, plan, &made->arena);
    nearest_find(&ready, other, found);
}

/* Three measures. 甲乙 stands in two of them, ln(4/2); every other pair in one, ln(4/1),
 * twice as much: (1,2)/sqrt 5 against (1,2)/sqrt 5 with 甲乙 in common is 1/5. */
static void by_hand(void **state) {
    (void)state;
    Fixture made;
    Nearest found[3];
    fixture(&made, "甲乙丙 / 甲乙丁 戊己");
    find(&made, 0, 1, found);
    assert_int_equal(found[0].measure, 1);
    check_close(found[0].similarity, 0.2, 1e-9);
    find(&made, 1, 0, found);
    check_close(found[0].similarity, 0.2, 1e-9);
    release(&made);
    /* Two measures, 甲乙 in both, twice in the first: 2 ln 1.5 and 乙甲 ln 3. */
    double often = 2 * log(1.5), once = log(3);
    fixture(&made, "甲乙甲乙 / 甲乙");
    find(&made, 0, 1, found);
    check_close(found[0].similarity,
                round(100 * often / sqrt(often * often + once * once)) / 100, 1e-12);
    release(&made);
}

/* Width, case, punctuation, traditional forms and list marks make no difference. */
static void folded(void **state) {
    (void)state;
    Fixture made;
    Nearest found[3];
    fixture(&made, "①開展ＡＩ課程，新增学位１２个。 / ③开展ai课程;新增“学位”12个");
    find(&made, 0, 1, found);
    check_close(found[0].similarity, 1, 0);
    assert_int_equal(nearest_kind(found[0].similarity), NEAREST_IS_SAME);
    release(&made);
}

/* Of equals the first; nothing in common, no words and no measures are no measure. */
static void first_of_equals_and_none(void **state) {
    (void)state;
    Fixture made;
    Nearest found[3];
    fixture(&made, "建设校园 - 天地玄黄 / 日月 建设校园 建设校园。 / ");
    find(&made, 0, 1, found);
    assert_int_equal(found[0].measure, 4);
    check_close(found[0].similarity, 1, 0);
    for (size_t i = 1; i < 3; i++) {
        assert_int_equal(found[i].measure, NO_MEASURE);
        check_close(found[i].similarity, 0, 0);
    }
    find(&made, 0, 2, found);
    assert_int_equal(found[0].measure, NO_MEASURE);
    NearestPlan ready = nearest_plan(&made.index, 2, &made.arena);
    assert_int_equal(nearest_align(&ready, 0, 0, &made.arena).n, 0);
    release(&made);
}

/* 组建教师团队 of the first plan is nearest to the second plan's 组建教师团队 and to
 * nothing else; 组建教师队伍 must do with what is left. */
static void one_to_one(void **state) {
    (void)state;
    Fixture made;
    fixture(&made, "组建教师队伍 组建教师团队 新增学位 / 教师团队组建 组建教师团队 食堂");
    NearestPlan ready = nearest_plan(&made.index, 0, &made.arena);
    NearestPairs pairs = nearest_align(&ready, 1, 0, &made.arena);
    assert_int_equal(pairs.n, 2);
    assert_int_equal(pairs.at[0].measure, 0);
    assert_int_equal(pairs.at[0].other, 3);
    assert_int_equal(pairs.at[1].measure, 1);
    assert_int_equal(pairs.at[1].other, 4);
    check_close(pairs.at[1].similarity, 1, 0);
    assert_true(pairs.at[0].similarity < 1);
    pairs = nearest_align(&ready, 1, 0.999, &made.arena);
    assert_int_equal(pairs.n, 1);
    assert_int_equal(pairs.at[0].measure, 1);
    release(&made);
}

/* The same sentence twice in both plans: first to first, second to second. */
static void equals_in_order(void **state) {
    (void)state;
    Fixture made;
    fixture(&made, "召开会议 召开会议 / 召开会议 召开会议 召开会议");
    NearestPlan ready = nearest_plan(&made.index, 0, &made.arena);
    NearestPairs pairs = nearest_align(&ready, 1, NEAREST_SAME, &made.arena);
    assert_int_equal(pairs.n, 2);
    assert_int_equal(pairs.at[0].other, 2);
    assert_int_equal(pairs.at[1].other, 3);
    release(&made);
}

/* More pairs of characters than the table of them begins with, against cosines computed
 * without an index. */
static void many_against_the_definition(void **state) {
    enum { PLANS = 2, EACH = 60, LENGTH = 24, RUNES = 26, MEASURES = PLANS * EACH };
    (void)state;
    static uint32_t runes[MEASURES][LENGTH];
    static Slice texts[MEASURES];
    CorpusMaker maker;
    Arena arena = {0};
    uint64_t seed = 7;
    corpus_begin(&maker, "a");
    for (size_t i = 0; i < MEASURES; i++) {
        Buf text = {0};
        if (i % EACH == 0)
            corpus_plan(&maker, i ? "b" : "a");
        corpus_measure(&maker, "a");
        for (size_t k = 0; k < LENGTH; k++) {
            seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            runes[i][k] = 'a' + (uint32_t)(seed >> 33) % RUNES;
            buf_add_rune(&text, runes[i][k]);
        }
        texts[i] = arena_copy(&arena, buf_slice(&text));
        buf_release(&text);
    }
    NearestIndex index = nearest_build(corpus_end(&maker), texts, &arena);
    NearestPlan ready = nearest_plan(&index, 0, &arena);
    Nearest found[EACH];
    nearest_find(&ready, 1, found);
    static double tf[MEASURES][RUNES * RUNES], df[RUNES * RUNES];
    for (size_t i = 0; i < MEASURES; i++) {
        for (size_t k = 0; k + 1 < LENGTH; k++) {
            size_t g = (runes[i][k] - 'a') * RUNES + runes[i][k + 1] - 'a';
            df[g] += tf[i][g]++ == 0;
        }
    }
    for (size_t i = 0; i < EACH; i++) {
        double best = 0;
        for (size_t j = EACH; j < MEASURES; j++) {
            double product = 0, a = 0, b = 0;
            for (size_t g = 0; g < RUNES * RUNES; g++) {
                double idf = df[g] > 0 ? log((MEASURES + 1) / df[g]) : 0;
                product += tf[i][g] * tf[j][g] * idf * idf;
                a += tf[i][g] * tf[i][g] * idf * idf;
                b += tf[j][g] * tf[j][g] * idf * idf;
            }
            best = fmax(best, product / sqrt(a * b));
        }
        assert_true(fabs(found[i].similarity - best) < 0.005 + 1e-6);
    }
    arena_release(&arena);
    corpus_release(&maker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(folded),
        cmocka_unit_test(first_of_equals_and_none),
        cmocka_unit_test(one_to_one),
        cmocka_unit_test(equals_in_order),
        cmocka_unit_test(many_against_the_definition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
