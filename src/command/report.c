/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report: charts, tables and one page, index.html, in which every number opens its
 * sentences. */
#include "base/base.h"

#include "base/file.h"
#include "command/charting.h"
#include "command/commands_p.h"
#include "command/doubts.h"
#include "command/evidence.h"
#include "command/plans.h"
#include "command/session.h"
#include "present/report.h"
#include "present/xlsx.h"

typedef struct {
    SliceList plans;
    Slice title, coder;
} ReportSettings;

static const Option options[] = {
    {"plan", 'p', OPTION_LIST, offsetof(ReportSettings, plans), "PLAN", NULL,
     "only this plan (may be repeated)", "只写该计划（可重复）"},
    {"coder", 0, OPTION_TEXT, offsetof(ReportSettings, coder), "NAME", NULL,
     "whose codes: a person's (over the rules'), model, or rules",
     "采用谁的编码：某编码员（优先于规则）、model 或 rules"},
    {"title", 0, OPTION_TEXT, offsetof(ReportSettings, title), "TEXT", NULL,
     "the heading of the page", "页面标题"},
};

/* Everything the page is made of lives here until it is written. */
typedef struct {
    Context *context;
    const ReportSettings *settings;
    Store *store;
    Arena *arena;
    AnalysisSettings analysis;
    Corpus corpus;
    PlanList plans; /* of the corpus */
    Table evidence, themes, names, overview, doubts, sources;
    Table results[24], views[24]; /* of the analyses: all columns, and as people read it
                                   */
    Report report;
} Making;

static Table pairs_table(Arena *arena, const char *name) {
    Table table = table_new(arena, name, (Slice){0});
    table_column(&table, (Column){"code", T("code", "代码"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"name", T("name", "名称"), COLUMN_TEXT, 0});
    return table;
}

static void add_pair(Table *table, Slice code, Slice name) {
    Cell *row = table_row(table);
    row[0] = cell_text(table->arena, code);
    row[1] = cell_text(table->arena, name);
}

static bool take_plans(Making *making, Err *err) {
    PlanList all = {0};
    if (!store_plans(making->store, making->arena, &all, err))
        return false;
    PlanInfo *chosen = ARENA_ARRAY(making->arena, PlanInfo, making->corpus.n_plans);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++) {
        for (size_t k = 0; k < making->corpus.n_plans; k++) {
            if (all.at[i].id == making->corpus.plans[k].id)
                chosen[n++] = all.at[i];
        }
    }
    making->plans = (PlanList){chosen, n};
    return true;
}

static void name_things(Making *making) {
    making->themes = pairs_table(making->arena, "themes");
    making->names = pairs_table(making->arena, "names");
    for (size_t i = 0; i < making->corpus.n_themes; i++)
        add_pair(&making->themes, making->corpus.themes[i].code,
                 theme_name(&making->corpus.themes[i]));
    for (size_t i = 0; i < making->corpus.n_plans; i++)
        add_pair(&making->names, making->corpus.plans[i].slug,
                 making->corpus.plans[i].label);
}

/* Which bytes were read, by which version: so that the report can be made again. */
static void list_sources(Making *making) {
    making->sources =
        table_new(making->arena, "sources", slice_of(T("What was read", "读入的文件")));
    table_column(&making->sources, (Column){"plan", T("plan", "计划"), COLUMN_TEXT, 0});
    table_column(&making->sources, (Column){"file", T("file", "文件"), COLUMN_TEXT, 0});
    table_column(&making->sources,
                 (Column){"format", T("format", "格式"), COLUMN_TEXT, 0});
    table_column(&making->sources,
                 (Column){"encoding", T("encoding", "编码"), COLUMN_TEXT, 0});
    table_column(&making->sources, (Column){"sha256", "SHA-256", COLUMN_TEXT, 0});
    for (size_t i = 0; i < making->plans.n; i++) {
        const PlanInfo *plan = &making->plans.at[i];
        Cell *row = table_row(&making->sources);
        *row++ = cell_text(making->arena, plan->slug);
        *row++ = cell_text(making->arena, path_base(plan->source));
        *row++ = cell_text(making->arena, plan->format);
        *row++ = cell_text(making->arena, plan->encoding);
        *row++ = cell_text(making->arena, plan->sha256);
    }
}

/* Each measure stands in the page with its sentence: at some hundred thousand no browser
 * opens it. */
static bool check_size(const Corpus *corpus, Err *err) {
    enum { MOST_MEASURES = 200000 };
    return corpus->n_measures <= MOST_MEASURES ||
           err_set(
               err,
               T("%zu plans with %zu measures are too many for one page (at most %d measures); "
                 "name some plans (-p), or take tables and charts: plancmp coverage -o FILE, "
                 "plancmp chart",
                 "%zu 份计划共 %zu 条举措，一个页面容纳不下（最多 %d 条）；请用 -p 指定部分计划，"
                 "或改用表格与图表：plancmp coverage -o 文件、plancmp chart"),
               corpus->n_plans, corpus->n_measures, MOST_MEASURES);
}

static bool load(Making *making, Err *err) {
    making->analysis.choice.plans = making->settings->plans;
    making->analysis.choice.coder = making->settings->coder;
    analysis_defaults(&making->analysis);
    if (!corpus_load(making->store, &making->analysis.choice, making->arena,
                     &making->corpus, err) ||
        !check_size(&making->corpus, err) || !take_plans(making, err) ||
        !evidence_table(making->store, &making->corpus, making->arena, &making->evidence,
                        err) ||
        !doubts_table(making->store, &making->plans, making->arena, &making->doubts, err))
        return false;
    making->overview = plans_table(&making->plans, making->arena);
    name_things(making);
    list_sources(making);
    return true;
}

static void add_heading(Making *making, const char *text) {
    report_add(&making->report, .kind = REPORT_HEADING, .text = slice_of(text));
}

/* A table that fills more than a screen or two stays behind its title, so that the page
 * can still be leafed through. */
static void add_table(Making *making, const Table *table) {
    enum { OPEN_ROWS = 60 };
    report_add(&making->report, .kind = REPORT_TABLE, .table = table,
               .folded = table_rows(table) > OPEN_ROWS);
}

static bool add_analysis(Making *making, size_t i, Err *err) {
    const Analysis *analysis = analysis_at(i);
    Table *table = &making->results[i], *view = &making->views[i];
    AnalysisInput input = {making->store, &making->corpus, &making->analysis};
    bool shown = false;
    Err why = {0};
    add_heading(making, T(analysis->section_en, analysis->section_zh));
    /* One question without an answer here is no reason to leave out the others. */
    if (!analysis_fill(analysis, &input, making->arena, table, &why)) {
        report_add(&making->report, .kind = REPORT_TEXT,
                   .text = arena_copy(making->arena, slice_of(why.text)));
        return true;
    }
    if (!analysis_view(analysis, &input, true, table, view, &shown, err))
        return false;
    if (analysis->grid.row)
        report_add(&making->report, .kind = REPORT_GRID, .table = table,
                   .grid = analysis->grid);
    else
        add_table(making, shown ? view : table);
    for (size_t k = 0; k < analysis->n_charts; k++) {
        ChartFiles files = {0};
        size_t most = analysis->charts[k].most_plans;
        if ((most && making->corpus.n_plans > most) ||
            !chart_has_values(table, &analysis->charts[k].spec))
            continue;
        if (!charting_draw(making->context, analysis, k, table, &files, err))
            return false;
        report_add(&making->report, .kind = REPORT_CHART,
                   .folder = arena_cstring(making->arena, making->context->folder),
                   .href = "", .files = files);
    }
    return charting_write_csv(making->context, table, err);
}

static void add_method(Making *making) {
    add_heading(making, T("Method and sources", "方法与出处"));
    report_add(
        &making->report, .kind = REPORT_TEXT,
        .text = slice_of(T(
            "The unit of counting is the measure: a circled item, a table row, or a sentence. Themes are coded "
            "by written rules; every hit is marked in its sentence. Only the plan itself is counted, not "
            "the notice around it, last year's summary, or annexes.",
            "计数单位是“举措”：带圈序号的一项、表格的一行或一个句子。主题按成文规则编码，每处命中都在原句中标出。"
            "只统计计划正文，不含外层通知、上年总结与附件。")));
    if (making->corpus.coder_note.n)
        report_add(&making->report, .kind = REPORT_TEXT,
                   .text = making->corpus.coder_note);
    report_add(
        &making->report, .kind = REPORT_TEXT,
        .text = slice_of(T(
            "These plans are read whole, they are no sample. The intervals describe the uncertainty of the "
            "process that writes and codes measures: where they overlap widely, a difference of shares "
            "should not be called one.",
            "这些计划是全文读入，而非抽样。区间描述撰写与编码过程的不确定性：区间大幅重叠时，不应把占比之差当作差异。")));
    report_add(&making->report, .kind = REPORT_TEXT,
               .text = arena_format(making->arena,
                                    T("Made by plancmp %s; theme scheme %.*s.",
                                      "由 plancmp %s 生成；主题方案：%.*s。"),
                                    command_version(), SLICE_ARG(making->corpus.scheme)));
    report_add(&making->report, .kind = REPORT_TABLE, .table = &making->sources,
               .plan = "plan", .folded = true);
}

/* Whether an analysis has an answer for these plans, and needs no arguments. */
static bool has_section(const Analysis *analysis, const Corpus *corpus) {
    return !analysis->asked_only && corpus->n_plans >= analysis->least_plans &&
           (!analysis->most_plans || corpus->n_plans <= analysis->most_plans) &&
           (!analysis->has_answer || analysis->has_answer(corpus));
}

static bool compose(Making *making, Err *err) {
    Report *report = &making->report;
    report->title = making->settings->title.n
                        ? making->settings->title
                        : slice_of(T("Work plans compared", "工作计划比较报告"));
    report->subtitle = arena_format(
        making->arena, T("%zu plans, %zu measures", "%zu 份计划，%zu 条举措"),
        making->corpus.n_plans, making->corpus.n_measures);
    report->evidence = &making->evidence;
    report->themes = &making->themes;
    report->plans = &making->names;
    add_heading(making, T("The plans", "计划一览"));
    report_add(report, .kind = REPORT_TABLE, .table = &making->overview, .plan = "plan");
    for (size_t i = 0; analysis_at(i); i++) {
        if (has_section(analysis_at(i), &making->corpus) && !add_analysis(making, i, err))
            return false;
    }
    add_heading(making, T("Plan by plan", "逐份计划"));
    report_add(report, .kind = REPORT_PLANS);
    if (table_rows(&making->doubts)) {
        add_heading(making, T("Doubts", "存疑之处"));
        report_add(report, .kind = REPORT_TABLE, .table = &making->doubts, .plan = "plan",
                   .folded = true);
    }
    add_method(making);
    return true;
}

static Slice path_in_folder(Making *making, Slice name) {
    vec_push(&making->context->written, name);
    return path_join(making->arena, making->context->folder, name);
}

/* All tables in one workbook for the annex, with the measures behind the numbers on its
 * last sheet. */
static bool write_workbook(Making *making, Err *err) {
    const Table *tables[2 + sizeof making->results / sizeof *making->results] = {
        &making->overview};
    size_t n = 1;
    for (size_t i = 0; i < sizeof making->results / sizeof *making->results; i++) {
        if (making->results[i].columns.n)
            tables[n++] = &making->results[i];
    }
    if (table_rows(&making->doubts))
        tables[n++] = &making->doubts;
    Workbook book = {tables, n, &making->evidence, &making->names, &making->themes};
    Slice path = path_in_folder(making, S("tables.xlsx"));
    return xlsx_write(&book, path, err) && printf("%.*s\n", SLICE_ARG(path)) > 0;
}

static bool write_page(Making *making, Err *err) {
    Buf page = {0};
    Slice path = path_in_folder(making, S("index.html"));
    bool ok = folder_make(making->context->folder, err) && load(making, err) &&
              compose(making, err) && report_html(&making->report, &page, err) &&
              file_write(path, buf_slice(&page), err);
    if (ok) {
        printf("%.*s\n", SLICE_ARG(path));
        ok = write_workbook(making, err);
    }
    buf_release(&page);
    return ok;
}

static void release(Making *making) {
    Table *tables[] = {&making->evidence, &making->themes, &making->names,
                       &making->overview, &making->doubts, &making->sources};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        table_release(tables[i]);
    for (size_t i = 0; i < sizeof making->results / sizeof *making->results; i++) {
        table_release(&making->results[i]);
        table_release(&making->views[i]);
    }
    vec_release(&making->report.blocks);
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    Err err = {0};
    context->folder = arguments->n ? arguments->at[0] : S("output");
    Making making = {
        .context = context,
        .settings = settings,
        .arena = &context->arena,
        .store = session_open(context, STORE_READ),
    };
    if (!making.store)
        return EXIT_FAILED;
    int status = write_page(&making, &err) ? EXIT_DONE : command_fail(&err);
    release(&making);
    store_close(making.store);
    return status;
}

static const Example examples[] = {
    {"plancmp report output",
     "charts, tables and output/index.html: open it in a browser",
     "生成图表、数据表与 output/index.html，用浏览器打开"},
    {"plancmp report briefing -p coast -p bazhou --title 两地比较",
     "two plans, with a heading of your own", "只比较两份计划，并自拟标题"},
};

const Command command_report = {
    .name = "report",
    .group = GROUP_OUTPUT,
    .arguments = "[DIR]",
    .en = "a page with tables and charts in which every number opens its sentences",
    .zh = "生成报告页面：每个数字都可点开原句",
    COMMAND_EXAMPLES(examples),
    .most = 1,
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(ReportSettings),
    .no_format = true,
    .no_output = true,
    .repeatable = true,
    .folder = "",
    .run = run,
};
