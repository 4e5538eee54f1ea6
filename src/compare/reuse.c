/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "compare/reuse.h"

/* ---- Sums ---- */

/* Rows of the tables: the sum of what is above stands before its parts. */
enum { ABOVE = ORIGINS_COUNT };
static const int shown_origins[] = {
    ABOVE,          ORIGIN_NATIONAL, ORIGIN_PROVINCE, ORIGIN_CITY, ORIGIN_FORMULA,
    ORIGIN_EARLIER, ORIGIN_PEER,     ORIGIN_UNSURE,   ORIGIN_OWN,
};
enum { SHOWN_ORIGINS = sizeof shown_origins / sizeof *shown_origins };

typedef struct {
    int64_t characters;
    VEC(int64_t) ids;
} Part;

/* Of a plan or a theme. */
typedef struct {
    Part of[ORIGINS_COUNT + 1];
    int64_t total;
} Parts;

static void parts_add(Parts *parts, const OriginTally *tally, int64_t measure) {
    for (size_t i = 0; i < ORIGINS_COUNT; i++) {
        parts->of[i].characters += (int64_t)tally->of[i];
        if (origin_is_above((Origin)i))
            parts->of[ABOVE].characters += (int64_t)tally->of[i];
    }
    parts->total += (int64_t)tally->total;
    Origin chief = origin_chief(tally);
    vec_push(&parts->of[chief].ids, measure);
    if (origin_is_above(chief))
        vec_push(&parts->of[ABOVE].ids, measure);
}

static void parts_release(Parts *parts) {
    for (size_t i = 0; i <= ORIGINS_COUNT; i++)
        vec_release(&parts->of[i].ids);
}

/* The plan of the corpus searched that a shown plan is. */
static size_t searched_plan(Reuse reuse, const CorpusPlan *plan) {
    const Corpus *corpus = reuse.origins->corpus;
    for (size_t i = 0; i < corpus->n_plans; i++) {
        if (corpus->plans[i].id == plan->id)
            return i;
    }
    BUG("plan %.*s was not searched", SLICE_ARG(plan->slug));
}

/* ---- Shares ---- */

static const Column origin_columns[] = {
    {"origin", NULL, COLUMN_TEXT, 0},          {"origin_name", NULL, COLUMN_TEXT, 0},
    {"depth", NULL, COLUMN_COUNT, 0},          {"characters", NULL, COLUMN_COUNT, 0},
    {"all_characters", NULL, COLUMN_COUNT, 0}, {"share", NULL, COLUMN_SHARE, 1},
};

static void add_origin_columns(Table *table) {
    const char *const headings[] = {
        T("code of origin", "来源代码"), T("origin", "来源"), T("depth", "层级"),
        T("characters", "字数"),         T("of", "总字数"),   T("share", "占比"),
    };
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
        Column column = origin_columns[i];
        column.heading = headings[i];
        table_column(table, column);
    }
}

static void fill_origin(Arena *keep, const Parts *parts, int origin, Cell *cells) {
    const Part *part = &parts->of[origin];
    bool above = origin == ABOVE;
    double share = parts->total ? (double)part->characters / (double)parts->total : NAN;
    cells[0] = cell_text(keep, above ? S("above") : slice_of(origin_key((Origin)origin)));
    cells[1] = cell_text(keep, slice_of(above ? T("copied from above", "承自上级")
                                              : origin_name((Origin)origin)));
    cells[2] = cell_count(!above && origin_is_above((Origin)origin) ? 2 : 1);
    cells[3] = cell_with(keep, cell_count(part->characters), part->ids.at, part->ids.n);
    cells[4] = cell_count(parts->total);
    cells[5] = cell_with(keep, cell_real(share), part->ids.at, part->ids.n);
}

static void add_method(Table *table, Reuse reuse) {
    const Origins *origins = reuse.origins;
    table_note(table,
               T("%zu of %zu plans shown; sources are searched in all %zu.",
                 "显示 %zu 份计划（库中共 %zu 份）；来源在全部 %zu 份中查找。"),
               reuse.shown->n_plans, origins->corpus->n_plans, origins->corpus->n_plans);
    table_note(
        table,
        T("A passage has at least %zu identical characters, %d of them in a row; punctuation, white space and "
          "list marks do not count. A changed stretch of up to %d characters is bridged, and is not counted as copied.",
          "相同段落：至少 %zu 字相同，其中连续相同 %d 字以上；不计标点、空白与序号。改动不超过 %d 字的可跨越，改动处不计为相同。"),
        origins->options.least, SEED_LENGTH, GAP_MOST);
    table_note(
        table,
        T("A character with several origins counts for the highest: national, formula (its %d characters stand in "
          "plans, not later, of %zu other provinces, and in no national document), province, city, own earlier plan, others. "
          "Copied from above means: also in a superior's plan that is not later (annual plans of one year: whatever the day); "
          "whether that took it from a document outside the database is not known.",
          "一字有多个来源时只计一次，依次归为：国家文件、多省通用表述（连续 %d 字已见于其他 %zu 个省份不晚于本计划的文件，而不见于国家文件）、本省、本市、本地早前计划、他地。"
          "“承自上级”指上级不晚于本计划的文件（同一年度的年度计划不论日期）中已有相同文字；库外文件是否为源头无从得知。"),
        SEED_LENGTH, origins->options.provinces);
}

static void note_undated(Table *table, Reuse reuse) {
    size_t undated = 0, unplaced = 0;
    for (size_t i = 0; i < reuse.shown->n_plans; i++) {
        const CorpusPlan *plan = &reuse.shown->plans[i];
        undated += plan->issued.n == 0 && plan->year == 0;
        unplaced += plan->level.n == 0;
    }
    if (undated || unplaced)
        table_note(
            table,
            T("%zu plans have no date and %zu no level, so that their superiors or the order of copying "
              "are not known: their origins are understated.",
              "有 %zu 份计划缺日期、%zu 份缺层级，其上级或先后无法判断，来源可能少计。"),
            undated, unplaced);
}

static void add_plan_shares(Table *table, Reuse reuse, const CorpusPlan *shown) {
    const Origins *origins = reuse.origins;
    size_t searched = searched_plan(reuse, shown);
    const CorpusPlan *plan = &origins->corpus->plans[searched];
    Parts parts = {0};
    size_t place = origins->streams.first[searched];
    for (size_t i = plan->first; i < plan->first + plan->n; i++) {
        OriginTally tally = origins_of_measure(origins, (uint32_t)i, &place);
        parts_add(&parts, &tally, origins->corpus->measures[i].id);
    }
    for (size_t i = 0; i < SHOWN_ORIGINS; i++) {
        Cell *row = table_row(table);
        row[0] = cell_text(table->arena, shown->slug);
        row[1] = cell_text(table->arena, shown->label);
        row[2] = cell_text(table->arena, shown->level);
        row[3] = cell_text(table->arena, shown->issued);
        fill_origin(table->arena, &parts, shown_origins[i], row + 4);
    }
    parts_release(&parts);
}

Table reuse_shares(Reuse reuse, Arena *keep) {
    Table table =
        table_new(keep, "reuse",
                  slice_of(T("Where each plan's text comes from", "各计划文字的来源")));
    table_column(&table, (Column){"plan", T("plan", "计划"), COLUMN_TEXT, 0});
    table_column(&table,
                 (Column){"plan_name", T("plan name", "计划名称"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"level", T("level", "层级"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"issued", T("issued", "发布日期"), COLUMN_TEXT, 0});
    add_origin_columns(&table);
    for (size_t i = 0; i < reuse.shown->n_plans; i++)
        add_plan_shares(&table, reuse, &reuse.shown->plans[i]);
    add_method(&table, reuse);
    note_undated(&table, reuse);
    table_note(
        &table, "%s",
        T("A number opens the measures in which this origin has the most characters.",
          "点开数字所见，为以该来源为主的举措。"));
    return table;
}

/* ---- By theme ---- */

static void add_theme_shares(Table *table, Reuse reuse, uint32_t theme,
                             const OriginTally *tallies) {
    const Corpus *corpus = reuse.origins->corpus;
    const ThemeInfo *info = &corpus->themes[theme];
    Parts parts = {0};
    for (size_t i = 0; i < reuse.shown->n_plans; i++) {
        size_t searched = searched_plan(reuse, &reuse.shown->plans[i]);
        const CorpusPlan *plan = &corpus->plans[searched];
        for (size_t k = plan->first; k < plan->first + plan->n; k++) {
            if (measure_has_theme(corpus, &corpus->measures[k], theme))
                parts_add(&parts, &tallies[k], corpus->measures[k].id);
        }
    }
    for (size_t i = 0; i < SHOWN_ORIGINS; i++) {
        Cell *row = table_row(table);
        row[0] = cell_text(table->arena, info->code);
        row[1] = cell_text(table->arena, theme_name(info));
        row[2] = cell_count(info->parent == UINT32_MAX);
        fill_origin(table->arena, &parts, shown_origins[i], row + 3);
    }
    parts_release(&parts);
}

/* A tally for each measure of the corpus searched. */
static const OriginTally *tally_all(const Origins *origins, Arena *keep) {
    const Corpus *corpus = origins->corpus;
    OriginTally *tallies = ARENA_ARRAY(keep, OriginTally, corpus->n_measures);
    for (size_t plan = 0; plan < corpus->n_plans; plan++) {
        size_t place = origins->streams.first[plan];
        size_t first = corpus->plans[plan].first;
        for (size_t i = first; i < first + corpus->plans[plan].n; i++)
            tallies[i] = origins_of_measure(origins, (uint32_t)i, &place);
    }
    return tallies;
}

Table reuse_themes(Reuse reuse, const CorpusChoice *choice, Arena *keep) {
    Table table = table_new(
        keep, "reuse-themes",
        slice_of(T("Where the text of each theme comes from", "各主题文字的来源")));
    table_column(&table, (Column){"theme", T("code", "代码"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"theme_name", T("theme", "主题"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"top", T("top level", "一级主题"), COLUMN_COUNT, 0});
    add_origin_columns(&table);
    Arena scratch = {0};
    const OriginTally *tallies = tally_all(reuse.origins, &scratch);
    const Corpus *corpus = reuse.origins->corpus;
    for (uint32_t theme = 0; theme < corpus->n_themes; theme++) {
        if (corpus_shows_theme(choice, corpus, theme))
            add_theme_shares(&table, reuse, theme, tallies);
    }
    arena_release(&scratch);
    add_method(&table, reuse);
    note_undated(&table, reuse);
    table_note(&table, "%s",
               T("A measure of several themes counts in each.",
                 "一条举措属多个主题时，在每个主题中各计一次。"));
    return table;
}

/* ---- Passages ---- */

enum {
    COLUMN_PLAN,
    COLUMN_PLAN_NAME,
    COLUMN_MEASURE,
    COLUMN_ORIGIN,
    COLUMN_ORIGIN_NAME,
    COLUMN_SOURCE,
    COLUMN_SOURCE_NAME,
    COLUMN_SOURCE_MEASURE,
    COLUMN_CHARACTERS,
    COLUMN_SIMILARITY,
    COLUMN_PASSAGE,
    COLUMN_SOURCE_PASSAGE
};

static void add_passage_columns(Table *table) {
    const Column columns[] = {
        [COLUMN_PLAN] = {"plan", T("plan", "计划"), COLUMN_TEXT, 0},
        [COLUMN_PLAN_NAME] = {"plan_name", T("plan name", "计划名称"), COLUMN_TEXT, 0},
        [COLUMN_MEASURE] = {"measure", T("measure", "举措序号"), COLUMN_COUNT, 0},
        [COLUMN_ORIGIN] = {"origin", T("code of origin", "来源代码"), COLUMN_TEXT, 0},
        [COLUMN_ORIGIN_NAME] = {"origin_name", T("origin", "来源"), COLUMN_TEXT, 0},
        [COLUMN_SOURCE] = {"source", T("source", "来源计划"), COLUMN_TEXT, 0},
        [COLUMN_SOURCE_NAME] = {"source_name", T("source name", "来源名称"), COLUMN_TEXT,
                                0},
        [COLUMN_SOURCE_MEASURE] = {"source_measure",
                                   T("measure of source", "来源举措序号"), COLUMN_COUNT,
                                   0},
        [COLUMN_CHARACTERS] = {"characters", T("characters", "相同字数"), COLUMN_COUNT,
                               0},
        [COLUMN_SIMILARITY] = {"similarity", T("similarity", "相似度"), COLUMN_REAL, 2},
        [COLUMN_PASSAGE] = {"passage", T("passage", "段落"), COLUMN_TEXT, 0},
        [COLUMN_SOURCE_PASSAGE] = {"source_passage", T("in the source", "来源段落"),
                                   COLUMN_TEXT, 0},
    };
    table_columns(table, columns, sizeof columns / sizeof *columns);
}

/* The text between two places with the measures it stands in. */
static Cell passage_cell(const Origins *origins, size_t at, size_t end, Arena *keep) {
    const Streams *streams = &origins->streams;
    VEC(int64_t) ids = {0};
    for (size_t i = at; i < end; i++) {
        int64_t id = origins->corpus->measures[streams->measure[i]].id;
        if (ids.n == 0 || *vec_last(&ids) != id)
            vec_push(&ids, id);
    }
    Slice text = streams_text(streams, at, end, keep);
    Cell cell = {.type = CELL_TEXT, .as.text = text};
    cell = cell_with(keep, cell, ids.at, ids.n);
    vec_release(&ids);
    return cell;
}

static void add_passage(Table *table, const Origins *origins, const CorpusPlan *plan,
                        const Passage *passage) {
    Arena *keep = table->arena;
    const Corpus *corpus = origins->corpus;
    const CorpusPlan *source = &corpus->plans[passage->source];
    const uint32_t *measure = origins->streams.measure;
    Origin origin = origin_of_lineage(plan_lineage(plan, source));
    Cell *row = table_row(table);
    row[COLUMN_PLAN] = cell_text(keep, plan->slug);
    row[COLUMN_PLAN_NAME] = cell_text(keep, plan->label);
    row[COLUMN_MEASURE] = cell_count(corpus->measures[measure[passage->at]].position);
    row[COLUMN_ORIGIN] = cell_text(keep, slice_of(origin_key(origin)));
    row[COLUMN_ORIGIN_NAME] = cell_text(keep, slice_of(origin_name(origin)));
    row[COLUMN_SOURCE] = cell_text(keep, source->slug);
    row[COLUMN_SOURCE_NAME] = cell_text(keep, source->label);
    row[COLUMN_SOURCE_MEASURE] =
        cell_count(corpus->measures[measure[passage->source_at]].position);
    row[COLUMN_CHARACTERS] = cell_count(passage->matched);
    row[COLUMN_SIMILARITY] = cell_real(passage_similarity(passage));
    row[COLUMN_PASSAGE] = passage_cell(origins, passage->at, passage->end, keep);
    row[COLUMN_SOURCE_PASSAGE] =
        passage_cell(origins, passage->source_at, passage->source_end, keep);
}

Table reuse_passages(Reuse reuse, Arena *keep) {
    const Origins *origins = reuse.origins;
    Table table = table_new(
        keep, "reuse-passages",
        slice_of(T("Passages found in an earlier plan", "与早前文件相同的段落")));
    add_passage_columns(&table);
    for (size_t i = 0; i < reuse.shown->n_plans; i++) {
        size_t plan = searched_plan(reuse, &reuse.shown->plans[i]);
        for (size_t k = origins->first_passage[plan];
             k < origins->first_passage[plan + 1]; k++)
            add_passage(&table, origins, &origins->corpus->plans[plan],
                        &origins->passages.found.at[k]);
    }
    add_method(&table, reuse);
    note_undated(&table, reuse);
    table_note(
        &table, "%s",
        T("Where passages overlap, a superior's is shown before others', the longest first; the same text may "
          "stand in more plans. Formulas of several provinces are listed only where a source is in the database.",
          "段落重叠时先列上级文件，再取最长者；同样文字可能还见于其他计划。多省通用表述仅在库中有来源文件时列出。"));
    return table;
}
