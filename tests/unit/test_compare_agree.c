/* SPDX-License-Identifier: GPL-3.0-or-later */
/* agree and sample over a small database, where every number can be counted by hand.
 * (Published values of the coefficients themselves: test_stat_agreement, _alpha.) */
#include "base/base.h"

#include "check.h"
#include "compare/agree.h"
#include "compare/sample.h"
#include "corpus_maker.h"
#include "store_check.h"

enum { MEASURES = 10 };

typedef struct {
    Store *store;
    Arena arena;
    int64_t plan;
    Span spans[MEASURES];
} Study;

static void give(Study *study, const char *coder, size_t measure, const char *theme) {
    Err err;
    HumanCode code = {study->spans[measure], slice_of(theme), slice_of(coder), S("")};
    check_ok(store_add_human(study->store, study->plan, &code, &err), &err);
}

/* Ten measures; the machine gives t0 to 0-3 and t3 to 4-5. Anna reads all: t0 on 0, 1, 2,
 * 4. Bert reads 0-7: t0 on 0, 1, t0.1 on 2. */
static void begin(Study *study) {
    PlanMaker maker;
    *study = (Study){.store = check_store()};
    check_scheme(study->store, 6);
    maker_begin(&maker, "plan");
    for (uint32_t i = 0; i < MEASURES; i++) {
        char text[64];
        snprintf(text, sizeof text, "第%u条举措要做的事。", i);
        uint32_t node = maker_leaf(&maker, 0, NODE_MEASURE, PART_PLAN, text);
        if (i < 4)
            maker_hit(&maker, node, 0, "举措");
        else if (i < 6)
            maker_hit(&maker, node, 3, "举措");
    }
    maker_end(&maker);
    study->plan = check_put(study->store, &maker, "a.txt", 1, &study->arena).plan;
    maker_release(&maker);
    MeasureList measures = {0};
    Err err;
    check_ok(
        store_measures(study->store, &(MeasureFilter){0}, &study->arena, &measures, &err),
        &err);
    assert_int_equal(measures.n, MEASURES);
    for (size_t i = 0; i < MEASURES; i++)
        study->spans[i] = measures.at[i].span;
    static const char *const anna[MEASURES] = {"t0", "t0", "t0", "", "t0",
                                               "",   "",   "",   "", ""};
    static const char *const bert[8] = {"t0", "t0", "t0.1", "", "", "", "", ""};
    for (size_t i = 0; i < MEASURES; i++)
        give(study, "anna", i, anna[i]);
    for (size_t i = 0; i < 8; i++)
        give(study, "bert", i, bert[i]);
}

static void end(Study *study) {
    check_store_end(study->store);
    arena_release(&study->arena);
}

static const AgreeOptions usual = {.how = {1, 500, 0.95}};

static Table agreed(Study *study, const AgreeOptions *options) {
    AgreeStudy agree;
    Err err;
    check_ok(agree_load(study->store, options, &study->arena, &agree, &err), &err);
    return agree_table(&agree, options, &study->arena);
}

/* The row of a pair and theme; SIZE_MAX. */
static size_t row_of(const Table *table, const char *reference, const char *coder,
                     const char *theme) {
    const char *const wanted[] = {reference, coder, theme};
    for (size_t row = 0; row < table_rows(table); row++) {
        bool is = true;
        for (size_t c = 0; c < 3; c++)
            is = is &&
                 slice_equal(table_cell(table, row, c)->as.text, slice_of(wanted[c]));
        if (is)
            return row;
    }
    return SIZE_MAX;
}

static void machine_against_a_person(void **state) {
    (void)state;
    Study study;
    begin(&study);
    Table table = agreed(&study, &usual);
    size_t row = row_of(&table, "anna", "rules", "t0");
    assert_true(row != SIZE_MAX);
    static const struct {
        const char *key;
        double value;
    } expected[] = {
        {"n", 10},
        {"both", 3},
        {"only_reference", 1},
        {"only_coder", 1},
        {"neither", 5},
        {"percent", 0.8},
        {"kappa", 0.28 / 0.48},
        {"alpha", 1 - (1 - 0.28 / 0.48) * 0.95},
        {"precision", 0.75},
        {"recall", 0.75},
        {"f1", 0.75},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        check_close(corpus_number(&table, row, expected[i].key), expected[i].value,
                    1e-12);
    /* The cell leads to the measure: 4 is Anna's alone. */
    const Cell *cell =
        table_cell(&table, row, table_find_column(&table, "only_reference"));
    assert_int_equal(cell->n_measures, 1);
    row = row_of(&table, "anna", "rules", "*");
    check_close(corpus_number(&table, row, "both"), 3, 0);
    check_close(corpus_number(&table, row, "only_reference"), 1, 0);
    check_close(corpus_number(&table, row, "only_coder"), 3, 0);
    check_close(corpus_number(&table, row, "percent"), 0.7, 1e-12);
    check_close(corpus_number(&table, row, "f1"), 0.6, 1e-12);
    double low = corpus_number(&table, row, "f1_low");
    double high = corpus_number(&table, row, "f1_high");
    assert_true(low < 0.6 && 0.6 < high && low >= 0 && high <= 1);
    assert_true(isnan(corpus_number(&table, row, "kappa")));
    /* Nobody gave t0.2: no row. */
    assert_true(row_of(&table, "anna", "rules", "t0.2") == SIZE_MAX);
    table_release(&table);
    end(&study);
}

static void people_among_themselves(void **state) {
    (void)state;
    Study study;
    begin(&study);
    Table table = agreed(&study, &usual);
    /* Only what both have read counts; a subtheme is its theme. */
    size_t row = row_of(&table, "anna", "bert", "t0");
    check_close(corpus_number(&table, row, "n"), 8, 0);
    check_close(corpus_number(&table, row, "both"), 3, 0);
    check_close(corpus_number(&table, row, "only_reference"), 1, 0);
    check_close(corpus_number(&table, row, "only_coder"), 0, 0);
    assert_true(isnan(corpus_number(&table, row, "precision")));
    assert_true(row_of(&table, "bert", "anna", "t0") == SIZE_MAX);
    assert_true(row_of(&table, "people", "", "*") == SIZE_MAX);
    table_release(&table);
    give(&study, "cora", 0, "t0");
    give(&study, "cora", 1, "");
    table = agreed(&study, &usual);
    row = row_of(&table, "people", "", "t0");
    /* Units with two codes or more: 0-7. */
    check_close(corpus_number(&table, row, "n"), 8, 0);
    assert_true(corpus_number(&table, row, "alpha") < 1);
    assert_true(row_of(&table, "people", "", "*") != SIZE_MAX);
    table_release(&table);
    end(&study);
}

static void disagreements_are_listed(void **state) {
    (void)state;
    Study study;
    begin(&study);
    AgreeStudy agree;
    Err err;
    check_ok(agree_load(study.store, &usual, &study.arena, &agree, &err), &err);
    DisagreementList list = agree_disagreements(&agree, &study.arena);
    /* rules-anna: 3, 4, 5; anna-bert: 2, 4; rules-bert: 2, 3, 4, 5. */
    assert_int_equal(list.n, 9);
    end(&study);
}

static void a_choice_of_coders_and_what_is_wrong(void **state) {
    (void)state;
    Study study;
    begin(&study);
    AgreeStudy agree;
    Err err = {0};
    Slice names[] = {S("anna"), S("bert")};
    AgreeOptions options = usual;
    options.coders.at = names;
    options.coders.n = 2;
    Table table = agreed(&study, &options);
    assert_true(row_of(&table, "anna", "rules", "*") == SIZE_MAX);
    table_release(&table);
    names[1] = S("nobody");
    assert_false(agree_load(study.store, &options, &study.arena, &agree, &err));
    assert_non_null(strstr(err.text, "nobody"));
    check_ok(store_remove_human(study.store, 0, S("anna"), &err), &err);
    check_ok(store_remove_human(study.store, 0, S("bert"), &err), &err);
    assert_false(agree_load(study.store, &usual, &study.arena, &agree, &err));
    end(&study);
}

static void codes_are_put_in_place_of_earlier_ones(void **state) {
    (void)state;
    Study study;
    begin(&study);
    HumanCode codes[] = {{study.spans[0], S("t3"), S("anna"), S("")},
                         {study.spans[0], S("t0"), S("anna"), S("")},
                         {study.spans[9], S(""), S("anna"), S("")}};
    size_t replaced = 0;
    Err err;
    check_ok(store_put_humans(study.store, study.plan, codes, 3, &replaced, &err), &err);
    assert_int_equal(replaced, 2);
    HumanList humans;
    check_ok(store_humans(study.store, 0, S("anna"), &study.arena, &humans, &err), &err);
    assert_int_equal(humans.n, MEASURES + 1);
    check_slice(humans.at[0].theme, "t0");
    check_slice(humans.at[1].theme, "t3");
    /* A span that is none: nothing of the call stays. */
    codes[1].span.end = SIZE_MAX;
    assert_false(store_put_humans(study.store, study.plan, codes, 3, &replaced, &err));
    check_ok(store_humans(study.store, 0, S("anna"), &study.arena, &humans, &err), &err);
    assert_int_equal(humans.n, MEASURES + 1);
    CoderList coders;
    check_ok(store_coders(study.store, &study.arena, &coders, &err), &err);
    assert_int_equal(coders.n, 3);
    check_slice(coders.at[0].name, "rules");
    check_slice(coders.at[2].name, "bert");
    assert_true(!coders.at[0].person && coders.at[1].person);
    end(&study);
}

/* ---- Samples ---- */

static Sample draw(Study *study, SampleHow how) {
    PlanList plans;
    ThemeList themes;
    MeasureList measures;
    Err err;
    check_ok(store_plans(study->store, &study->arena, &plans, &err), &err);
    check_ok(store_themes(study->store, &study->arena, &themes, &err), &err);
    check_ok(
        store_measures(study->store, &(MeasureFilter){0}, &study->arena, &measures, &err),
        &err);
    return sample_measures(&measures, &plans, &themes, how, &study->arena);
}

/* Over many seeds every measure is drawn equally often, and each stratum (4, 2 and 4
 * measures of ten) has its share in each sample of five. */
static void every_measure_has_the_same_chance(void **state) {
    (void)state;
    enum { SEEDS = 2000 };
    Study study;
    begin(&study);
    size_t drawn[MEASURES] = {0};
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        Sample sample = draw(&study, (SampleHow){.n = 5, .seed = seed});
        size_t strata[3] = {0};
        assert_int_equal(sample.n, 5);
        for (size_t i = 0; i < sample.n; i++) {
            drawn[sample.at[i]]++;
            strata[sample.at[i] < 4 ? 0 : sample.at[i] < 6 ? 1 : 2]++;
        }
        assert_true(strata[0] == 2 && strata[1] == 1 && strata[2] == 2);
    }
    for (size_t i = 0; i < MEASURES; i++) /* 4 standard errors */
        check_close((double)drawn[i] / SEEDS, 0.5, 0.09);
    end(&study);
}

static void a_sample_is_topped_up_and_bounded(void **state) {
    (void)state;
    Study study;
    begin(&study);
    Sample sample = draw(&study, (SampleHow){.n = 100, .seed = 1});
    assert_int_equal(sample.n, MEASURES);
    sample = draw(&study, (SampleHow){.n = 1, .seed = 1, .least = 2});
    assert_int_equal(sample.n, 1 + sample.added);
    size_t strata[3] = {0};
    for (size_t i = 0; i < sample.n; i++)
        strata[sample.at[i] < 4 ? 0 : sample.at[i] < 6 ? 1 : 2]++;
    assert_true(strata[0] == 2 && strata[1] == 2 && strata[2] == 2);
    end(&study);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(machine_against_a_person),
        cmocka_unit_test(people_among_themselves),
        cmocka_unit_test(disagreements_are_listed),
        cmocka_unit_test(a_choice_of_coders_and_what_is_wrong),
        cmocka_unit_test(codes_are_put_in_place_of_earlier_ones),
        cmocka_unit_test(every_measure_has_the_same_chance),
        cmocka_unit_test(a_sample_is_topped_up_and_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
