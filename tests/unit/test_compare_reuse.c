/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reuse: passages copied with and without edits, who can have copied from whom, and what
 * is left as a plan's own. */
#include "base/base.h"

#include "check.h"
#include "compare/reuse.h"
#include "corpus_maker.h"

/* Three sentences without a run of 13 characters in common. */
#define LAKE "沿湖各校每周二下午组织学生分批观察水鸟并写成自然笔记"
#define BOAT "码头小学把渡船模型制作列入劳动周，由退休船工担任校外导师"
#define RICE "稻田课堂按插秧、除草、收割三个时节排课，家长可以随堂同行"

typedef struct {
    CorpusMaker maker;
    VEC(Slice) texts;
    Arena arena;
    Origins origins;
} Fixture;

static void begin(Fixture *fixture) {
    *fixture = (Fixture){0};
    corpus_begin(&fixture->maker, "a a.b c");
}

/* A plan and its place: "county|澜江省|云禾区|2025-03-06". */
static CorpusPlan *plan(Fixture *fixture, const char *slug, const char *place) {
    CorpusPlan *made = corpus_plan(&fixture->maker, slug);
    Slice *const fields[] = {&made->level, &made->province, &made->region, &made->issued};
    Slice left = slice_of(place);
    for (size_t i = 0; i < 4; i++) {
        Cut cut = slice_cut(left, S("|"));
        *fields[i] = cut.head;
        left = cut.tail;
    }
    return made;
}

static CorpusMeasure *measure(Fixture *fixture, const char *codes, const char *text) {
    vec_push(&fixture->texts, slice_of(text));
    return corpus_measure(&fixture->maker, codes);
}

static const Origins *find(Fixture *fixture) {
    Err err = {0};
    check_ok(origins_of_texts(corpus_end(&fixture->maker), fixture->texts.at,
                              (OriginOptions){0}, &fixture->arena, &fixture->origins,
                              &err),
             &err);
    return &fixture->origins;
}

static void end(Fixture *fixture) {
    origins_release(&fixture->origins);
    vec_release(&fixture->texts);
    arena_release(&fixture->arena);
    corpus_release(&fixture->maker);
}

/* Characters of a plan with this origin; "all" for all. */
static double characters(Fixture *fixture, const char *slug, const char *origin) {
    Table table =
        reuse_shares((Reuse){&fixture->origins, &fixture->maker.corpus}, &fixture->arena);
    bool all = strcmp(origin, "all") == 0;
    double found = -1;
    for (size_t i = 0; i < table_rows(&table); i++) {
        if (slice_equal(corpus_text(&table, i, "plan"), slice_of(slug)) &&
            slice_equal(corpus_text(&table, i, "origin"), slice_of(all ? "own" : origin)))
            found = corpus_number(&table, i, all ? "all_characters" : "characters");
    }
    table_release(&table);
    return found;
}

static Table passages(Fixture *fixture) {
    return reuse_passages((Reuse){&fixture->origins, &fixture->maker.corpus},
                          &fixture->arena);
}

/* ---- Characters ---- */

static void characters_that_count(void **state) {
    static const char text[] = "①学校（Ａ区）　每 天，１小时。學";
    static const uint32_t expected[] = {0x5B66, 0x6821, 'a',    0x533A, 0x6BCF,
                                        0x5929, '1',    0x5C0F, 0x65F6, 0x5B66};
    (void)state;
    Arena arena = {0};
    StreamRunes runes = {0};
    stream_runes(slice_of(text), &arena, &runes);
    assert_int_equal(runes.n, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < runes.n; i++)
        assert_int_equal(runes.at[i].rune, expected[i]);
    assert_int_equal(runes.at[0].at, strlen("①"));
    vec_release(&runes);
    arena_release(&arena);
}

/* ---- Passages ---- */

static void verbatim_copy(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    plan(&fixture, "city", "city|澜江省|岚桥市|2025-02-01");
    measure(&fixture, "a", LAKE "。");
    measure(&fixture, "a", BOAT);
    plan(&fixture, "county", "county|澜江省|云禾区|2025-03-01");
    measure(&fixture, "c", RICE);
    measure(&fixture, "a.b", "今年起，" LAKE);
    find(&fixture);
    check_close(characters(&fixture, "county", "city"), 26, 0);
    check_close(characters(&fixture, "county", "above"), 26, 0);
    check_close(characters(&fixture, "county", "own"),
                characters(&fixture, "county", "all") - 26, 0);
    check_close(characters(&fixture, "city", "own"), characters(&fixture, "city", "all"),
                0);
    Table table = passages(&fixture);
    assert_int_equal(table_rows(&table), 1);
    check_slice(corpus_text(&table, 0, "plan"), "county");
    check_slice(corpus_text(&table, 0, "source"), "city");
    check_slice(corpus_text(&table, 0, "origin"), "city");
    check_slice(corpus_text(&table, 0, "passage"), LAKE);
    check_slice(corpus_text(&table, 0, "source_passage"), LAKE);
    check_close(corpus_number(&table, 0, "similarity"), 1, 0);
    check_close(corpus_number(&table, 0, "measure"), 2, 0);
    const Cell *cell = corpus_cell(&table, 0, "passage");
    assert_int_equal(cell->n_measures, 1);
    assert_int_equal(cell->measures[0], fixture.maker.measures.at[3].id);
    cell = corpus_cell(&table, 0, "source_passage");
    assert_int_equal(cell->measures[0], fixture.maker.measures.at[0].id);
    table_release(&table);
    end(&fixture);
}

/* Replaced, added, left out: one passage, and what changed is not counted as copied. */
static void edited_copy(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    plan(&fixture, "city", "city|澜江省|岚桥市|2025-02-01");
    measure(
        &fixture, "a",
        "沿湖各校每周二下午组织学生分批观察水鸟并写成自然笔记，年底前评选十篇结集印发");
    plan(&fixture, "county", "county|澜江省|云禾区|2025-03-01");
    measure(&fixture, "a",
            "沿湖各校每周三下午组织学生分批观察水鸟并写成图文自然笔记，年底前结集印发");
    find(&fixture);
    Table table = passages(&fixture);
    assert_int_equal(table_rows(&table), 1);
    /* 沿湖各校每周, 下午…写成, 自然笔记年底前; the last four characters are too few to
     * bridge four that were left out. */
    check_close(corpus_number(&table, 0, "characters"), 6 + 15 + 7, 0);
    check_close(corpus_number(&table, 0, "similarity"), 28.0 / 31, 1e-12);
    check_close(characters(&fixture, "county", "city"), 28, 0);
    check_close(characters(&fixture, "county", "own"), 3 + 4, 0);
    table_release(&table);
    end(&fixture);
}

static void too_short_or_across_tasks(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    plan(&fixture, "city", "city|澜江省|岚桥市|2025-02-01");
    measure(&fixture, "a", "沿湖各校每周二下午组织学生分批观察水鸟");
    measure(&fixture, "a", "并写成自然笔记和读书心得");
    plan(&fixture, "county", "county|澜江省|云禾区|2025-03-01");
    measure(&fixture, "a", "沿湖各校每周二下午组织学生分批观察水鸟");
    measure(&fixture, "a", "并写成自然笔记和读书心得");
    find(&fixture); /* 19 and 12 characters, in two tasks */
    check_close(characters(&fixture, "county", "above"), 0, 0);
    end(&fixture);

    begin(&fixture);
    plan(&fixture, "city", "city|澜江省|岚桥市|2025-02-01");
    measure(&fixture, "a", "沿湖各校每周二下午组织学生分批观察水鸟")->task = 7;
    measure(&fixture, "a", "并写成自然笔记和读书心得")->task = 7;
    plan(&fixture, "county", "county|澜江省|云禾区|2025-03-01");
    measure(&fixture, "a", "沿湖各校每周二下午组织学生分批观察水鸟")->task = 8;
    measure(&fixture, "a", "并写成自然笔记和读书心得")->task = 8;
    find(&fixture); /* the same in one task */
    check_close(characters(&fixture, "county", "above"), 31, 0);
    Table table = passages(&fixture);
    assert_int_equal(table_rows(&table), 1);
    assert_int_equal(corpus_cell(&table, 0, "passage")->n_measures, 2);
    table_release(&table);
    end(&fixture);
}

/* One character over and over, a seed at every place, a gap up to both ends. */
static void hostile_repetition(void **state) {
    (void)state;
    Fixture fixture;
    Buf text = {0};
    for (size_t i = 0; i < 20000; i++)
        buf_add(&text, i % 14 == 13 ? S("湖") : S("一"));
    begin(&fixture);
    plan(&fixture, "first", "city|澜江省|岚桥市|2025-02-01");
    measure(&fixture, "a", "一一一一一一一一一一一一一一一一一一一一一一一一一");
    plan(&fixture, "second", "county|澜江省|云禾区|2025-03-01");
    measure(&fixture, "a", text.p);
    plan(&fixture, "third", "county|澜江省|云禾区|2025-03-01");
    measure(&fixture, "a", text.p);
    plan(&fixture, "empty", "county|澜江省|栖川县|2025-03-01");
    find(&fixture);
    check_close(characters(&fixture, "third", "city") +
                    characters(&fixture, "third", "unsure"),
                20000, 0);
    check_close(characters(&fixture, "empty", "all"), 0, 0);
    buf_release(&text);
    end(&fixture);
}

/* ---- Who from whom ---- */

static Lineage between(const char *plan_place, const char *other_place) {
    Fixture fixture;
    begin(&fixture);
    CorpusPlan one = *plan(&fixture, "one", plan_place);
    CorpusPlan other = *plan(&fixture, "other", other_place);
    Lineage lineage = plan_lineage(&one, &other);
    end(&fixture);
    return lineage;
}

static void lineages(void **state) {
    static const struct {
        const char *plan, *other;
        Lineage lineage;
    } rows[] = {
        {"city|甲省|岚桥市|2016-05-01", "province|甲省|甲省|2016-01-01",
         LINEAGE_PROVINCE},
        {"city|甲省|岚桥市|2016-05-01", "province|乙省|乙省|2016-01-01", LINEAGE_PEER},
        {"city|甲省|岚桥市|2016-05-01", "province|甲省|甲省|2016-09-01", LINEAGE_NONE},
        {"city|甲省|岚桥市|2016-05-01", "province|甲省|甲省|", LINEAGE_PROVINCE},
        {"province|甲省|甲省|2016-05-01", "national|||2015-05-01", LINEAGE_NATIONAL},
        {"|||2016-05-01", "national|||2015-05-01", LINEAGE_NATIONAL},
        {"|||", "national|||2015-05-01", LINEAGE_UNSURE},
        {"national|||2015-05-01", "province|甲省|甲省|", LINEAGE_NONE},
        {"county|甲省|云禾区|2016-05-01", "city|甲省|岚桥市|2016-05-01", LINEAGE_CITY},
        {"county|甲省|岚桥市云禾区|2016-05-01", "city|甲省|岚桥市|2016-01-01",
         LINEAGE_CITY},
        {"county|甲省|沙汀市云禾区|2016-05-01", "city|甲省|岚桥市|2016-01-01",
         LINEAGE_PEER},
        {"county|甲省|云禾区|2016-05-01", "county|甲省|云禾区|2015-05-01",
         LINEAGE_EARLIER},
        {"county|甲省|云禾区|2016-05-01", "county|甲省|栖川县|2015-05-01", LINEAGE_PEER},
        {"county|甲省|云禾区|2016-05-01", "county|甲省|栖川县|2016-05-01",
         LINEAGE_UNSURE},
        {"county|甲省|云禾区|", "county|甲省|栖川县|2016-05-01", LINEAGE_UNSURE},
        {"county|甲省|云禾区|2016-05-01", "county|甲省|栖川县|2017-05-01", LINEAGE_NONE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (between(rows[i].plan, rows[i].other) != rows[i].lineage)
            fail_msg("row %zu: %d", i, (int)between(rows[i].plan, rows[i].other));
    }
}

/* Annual plans of one year: the level decides, though the county was first. */
static void one_year_level_decides(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    plan(&fixture, "city", "city|澜江省|岚桥市|2025-02-18")->year = 2025;
    measure(&fixture, "a", LAKE);
    plan(&fixture, "county", "county|澜江省|云禾区|2025-01-17")->year = 2025;
    measure(&fixture, "a", LAKE);
    find(&fixture);
    check_close(characters(&fixture, "county", "city"), 26, 0);
    check_close(characters(&fixture, "city", "own"), 26, 0);
    end(&fixture);
}

/* A cascade: what the nation wrote stays the nation's, what the province added is its. */
static void cascade(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    plan(&fixture, "nation", "national|||2015-09-15");
    measure(&fixture, "a", LAKE);
    plan(&fixture, "province", "province|甲省|甲省|2016-01-01");
    measure(&fixture, "a", LAKE);
    measure(&fixture, "a", BOAT);
    plan(&fixture, "city", "city|甲省|岚桥市|2016-05-01");
    measure(&fixture, "a", LAKE);
    measure(&fixture, "c", BOAT);
    measure(&fixture, "c", RICE);
    find(&fixture);
    check_close(characters(&fixture, "nation", "own"), 26, 0);
    check_close(characters(&fixture, "province", "national"), 26, 0);
    check_close(characters(&fixture, "province", "province"), 0, 0);
    check_close(characters(&fixture, "city", "national"), 26, 0);
    check_close(characters(&fixture, "city", "province"), 27, 0);
    check_close(characters(&fixture, "city", "above"), 53, 0);
    check_close(characters(&fixture, "city", "own"), 25, 0);

    Table themes = reuse_themes((Reuse){&fixture.origins, &fixture.maker.corpus},
                                &(CorpusChoice){0}, &fixture.arena);
    for (size_t i = 0; i < table_rows(&themes); i++) {
        if (!slice_equal(corpus_text(&themes, i, "theme"), S("c")) ||
            !slice_equal(corpus_text(&themes, i, "origin"), S("above")))
            continue;
        check_close(corpus_number(&themes, i, "characters"), 27, 0);
        check_close(corpus_number(&themes, i, "all_characters"), 52, 0);
        assert_int_equal(corpus_cell(&themes, i, "share")->n_measures, 1);
    }
    table_release(&themes);
    end(&fixture);
}

/* The same sentence in five provinces: for the first it is its own, for those after three
 * others a formula; in between it is another's. */
static void formula(void **state) {
    static const char *const places[] = {
        "province|甲省|甲省|2026-01-01", "province|乙省|乙省|2026-01-02",
        "province|丙省|丙省|2026-01-03", "province|丁省|丁省|2026-01-04",
        "province|戊省|戊省|2026-01-05",
    };
    static const char *const slugs[] = {"p1", "p2", "p3", "p4", "p5"};
    static const char *const origins[] = {"own", "peer", "peer", "formula", "formula"};
    (void)state;
    Fixture fixture;
    begin(&fixture);
    for (size_t i = 0; i < 5; i++) {
        plan(&fixture, slugs[i], places[i]);
        measure(&fixture, "a", LAKE);
    }
    find(&fixture);
    for (size_t i = 0; i < 5; i++)
        check_close(characters(&fixture, slugs[i], origins[i]), 26, 0);
    end(&fixture);
}

static void last_year(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture);
    plan(&fixture, "y1", "county|澜江省|云禾区|2024-03-01")->year = 2024;
    measure(&fixture, "a", LAKE);
    plan(&fixture, "y2", "county|澜江省|云禾区|2025-03-01")->year = 2025;
    measure(&fixture, "a", LAKE);
    measure(&fixture, "a", RICE);
    find(&fixture);
    check_close(characters(&fixture, "y2", "earlier"), 26, 0);
    check_close(characters(&fixture, "y2", "own"), 25, 0);
    check_close(characters(&fixture, "y1", "own"), 26, 0);
    end(&fixture);
}

/* The same corpus twice; and in another order of plans. */
static void same_again(void **state) {
    (void)state;
    Fixture one, two;
    begin(&one);
    begin(&two);
    Fixture *const both[] = {&one, &two};
    for (size_t i = 0; i < 2; i++) {
        plan(both[i], "a", "city|甲省|岚桥市|2016-05-01");
        measure(both[i], "a", LAKE "，" RICE);
        plan(both[i], "b", "county|甲省|云禾区|2016-06-01");
        measure(both[i], "a", RICE);
        measure(both[i], "c", BOAT);
        plan(both[i], "c", "county|甲省|栖川县|2016-07-01");
        measure(both[i], "c", BOAT "，" LAKE);
        find(both[i]);
    }
    Table first = passages(&one), second = passages(&two);
    assert_true(table_rows(&first) == 3);
    corpus_check_same(&first, &second);
    table_release(&first);
    table_release(&second);
    end(&one);
    end(&two);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_that_count),
        cmocka_unit_test(verbatim_copy),
        cmocka_unit_test(edited_copy),
        cmocka_unit_test(too_short_or_across_tasks),
        cmocka_unit_test(hostile_repetition),
        cmocka_unit_test(lineages),
        cmocka_unit_test(one_year_level_decides),
        cmocka_unit_test(cascade),
        cmocka_unit_test(formula),
        cmocka_unit_test(last_year),
        cmocka_unit_test(same_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
