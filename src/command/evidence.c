/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <inttypes.h>

#include "command/evidence.h"
#include "command/session.h"

enum {
    COLUMN_ID,
    COLUMN_PLAN,
    COLUMN_SECTION,
    COLUMN_SUBSECTION,
    COLUMN_TASK,
    COLUMN_NUMBER,
    COLUMN_WORDS,
    COLUMN_THEMES,
    COLUMN_HITS,
    COLUMN_NOTE
};

static void add_columns(Table *table) {
    const Column columns[] = {
        {"id", "id", COLUMN_COUNT, 0},
        {"plan", T("plan", "计划"), COLUMN_TEXT, 0},
        {"section", T("section", "部分"), COLUMN_TEXT, 0},
        {"subsection", T("subsection", "分部"), COLUMN_TEXT, 0},
        {"task", T("task", "任务"), COLUMN_TEXT, 0},
        {"number", T("number", "编号"), COLUMN_TEXT, 0},
        {"text", T("measure", "举措"), COLUMN_TEXT, 0},
        {"themes", T("themes", "主题"), COLUMN_TEXT, 0},
        {"hits", T("hits", "命中"), COLUMN_TEXT, 0},
        {"note", T("note", "说明"), COLUMN_TEXT, 0},
    };
    table_columns(table, columns, sizeof columns / sizeof *columns);
}

bool evidence_place(Slice plan_text, const MeasureRow *measure, Span hit, Span *place) {
    size_t j = 0;
    bool begun = false;
    if (hit.at < measure->span.at || hit.end > measure->span.end)
        return false;
    /* The words are the span without some white space, at places with a blank more: walk
     * both side by side. */
    for (size_t i = measure->span.at; i < hit.end; i++) {
        if (j < measure->text.n && measure->text.p[j] != plan_text.p[i] &&
            measure->text.p[j] == ' ')
            j++;
        bool same = j < measure->text.n && measure->text.p[j] == plan_text.p[i];
        if (i == hit.at && same) {
            place->at = j;
            begun = true;
        }
        j += same;
    }
    place->end = j;
    return begun && place->end > place->at &&
           slice_equal(slice_at(measure->text, *place), slice_at(plan_text, hit));
}

static Slice heading_words(const Heading *heading, Arena *keep) {
    Buf out = {0};
    session_heading(heading, &out);
    Slice words = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return words;
}

static Slice theme_codes(const Corpus *corpus, const MeasureRow *measure, Arena *keep) {
    Buf out = {0};
    for (size_t i = 0; i < measure->n_themes; i++)
        buf_format(&out, "%s%.*s", i ? " " : "",
                   SLICE_ARG(corpus->themes[measure->themes[i]].code));
    Slice codes = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return codes;
}

static bool carries(const MeasureRow *measure, uint32_t theme) {
    bool does = false;
    for (size_t i = 0; i < measure->n_themes && !does; i++)
        does = measure->themes[i] == theme;
    return does;
}

/* "12-24:sports.school 40-52:safety"; hits in headings go into the note instead. Of a
 * measure that a person coded, only the hits for that person's codes. */
static void add_hits(const Corpus *corpus, Slice plan_text, const MeasureRow *measure,
                     const EvidenceList *list, Cell *row, Arena *keep) {
    Buf hits = {0}, note = {0};
    size_t headings = 0;
    if (measure->by_person)
        buf_format(&note, T("coded by %.*s", "%.*s 编码"), SLICE_ARG(corpus->coder));
    for (size_t i = 0; i < list->n; i++) {
        const EvidenceHit *hit = &list->at[i];
        if (measure->by_person && !carries(measure, hit->theme))
            continue;
        Slice code = corpus->themes[hit->theme].code;
        Span place;
        if (evidence_place(plan_text, measure, hit->span, &place))
            buf_format(&hits, "%s%zu-%zu:%.*s", hits.n ? " " : "", place.at, place.end,
                       SLICE_ARG(code));
        else if (hit->from_heading)
            buf_format(&note, "%s%s%.*s: %.*s", note.n ? "; " : "",
                       headings++ ? "" : T("from the heading: ", "标题："),
                       SLICE_ARG(theme_name(&corpus->themes[hit->theme])),
                       SLICE_ARG(hit->term));
    }
    row[COLUMN_HITS] = cell_text(keep, buf_slice(&hits));
    row[COLUMN_NOTE] = cell_text(keep, buf_slice(&note));
    buf_release(&hits);
    buf_release(&note);
}

static bool add_measure(Store *store, const Corpus *corpus, const CorpusPlan *plan,
                        Slice plan_text, const MeasureRow *measure, Table *table,
                        Err *err) {
    Arena arena = {0};
    EvidenceList list = {0};
    if (!store_evidence(store, measure->id, corpus_machine(corpus), &arena, &list, err)) {
        arena_release(&arena);
        return false;
    }
    Arena *keep = table->arena;
    Cell *row = table_row(table);
    row[COLUMN_ID] = cell_count(measure->id);
    row[COLUMN_PLAN] = cell_text(keep, plan->slug);
    row[COLUMN_SECTION] = cell_text(keep, heading_words(&measure->section, keep));
    row[COLUMN_SUBSECTION] = cell_text(keep, heading_words(&measure->subsection, keep));
    row[COLUMN_TASK] = cell_text(keep, measure->task.text);
    row[COLUMN_NUMBER] = cell_text(keep, measure->task.number);
    row[COLUMN_WORDS] = cell_text(keep, measure->text);
    row[COLUMN_THEMES] = cell_text(keep, theme_codes(corpus, measure, keep));
    add_hits(corpus, plan_text, measure, &list, row, keep);
    arena_release(&arena);
    return true;
}

static bool add_plan(Store *store, const Corpus *corpus, const CorpusPlan *plan,
                     Table *table, Err *err) {
    Arena arena = {0};
    PlanSource source = {0};
    MeasureList measures = {0};
    MeasureFilter filter = {
        .plans = &plan->id,
        .n_plans = 1,
        .coder = corpus->coder.n ? arena_cstring(&arena, corpus->coder) : NULL};
    bool ok = store_load_source(store, plan->id, &arena, &source, err) &&
              store_measures(store, &filter, &arena, &measures, err);
    for (size_t i = 0; ok && i < measures.n; i++)
        ok = add_measure(store, corpus, plan, source.text, &measures.at[i], table, err);
    arena_release(&arena);
    return ok;
}

bool evidence_table(Store *store, const Corpus *corpus, Arena *keep, Table *table,
                    Err *err) {
    *table = table_new(keep, "evidence", slice_of(T("Measures", "举措")));
    add_columns(table);
    for (size_t i = 0; i < corpus->n_plans; i++) {
        if (!add_plan(store, corpus, &corpus->plans[i], table, err))
            return false;
    }
    return true;
}
