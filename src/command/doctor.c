/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doctor: whether everything is there that the tool needs on this machine, and whether
 * the project file is sound. */
#include "base/base.h"

#include "base/file.h"
#include "command/commands_p.h"
#include "command/session.h"
#include "present/chart.h"
#include "present/font.h"

enum { COLUMN_WHAT, COLUMN_STATE, COLUMN_DETAIL };

static void add_row(Table *table, const char *what, bool fine, Slice detail) {
    Cell *row = table_row(table);
    row[COLUMN_WHAT] = cell_text(table->arena, slice_of(what));
    row[COLUMN_STATE] = cell_text(
        table->arena, slice_of(fine ? T("fine", "正常") : T("missing", "缺少")));
    row[COLUMN_DETAIL] = cell_text(table->arena, detail);
}

/* Where a program of this name lies on the PATH; empty when nowhere. */
static Slice program_path(Arena *arena, const char *name) {
    Cut cut = {.tail = slice_of(getenv("PATH")), .found = true};
    while (cut.found) {
        cut = slice_cut(cut.tail, S(":"));
        Slice path = path_join(arena, cut.head, slice_of(name));
        if (cut.head.n && file_kind(path) == FILE_REGULAR)
            return path;
    }
    return (Slice){0};
}

static const struct {
    const char *name, *en, *zh, *package;
} programs[] = {
    {"pdftotext", "PDF files", "读取 PDF", "poppler-utils"},
    {"soffice", "old .doc, .wps, .rtf, .odt files", "读取旧版 .doc、.wps、.rtf、.odt",
     "libreoffice-writer-nogui"},
};

static void check_programs(Table *table) {
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        Slice path = program_path(table->arena, programs[i].name);
        Slice detail =
            path.n ? path
                   : arena_format(table->arena,
                                  T("needed for %s; package %s", "%s需要；软件包 %s"),
                                  T(programs[i].en, programs[i].zh), programs[i].package);
        add_row(table, programs[i].name, path.n > 0, detail);
    }
}

/* Charts are drawn without a Chinese font, but with numbers for labels: worth telling, no
 * failure. */
static bool check_charts(Table *table) {
    Err err = {0};
    Font font = {0};
    Slice gnuplot = chart_gnuplot_version(table->arena);
    add_row(table, "gnuplot", gnuplot.n > 0,
            gnuplot.n ? gnuplot
                      : slice_of(T("needed for charts; package gnuplot-nox",
                                   "画图需要；软件包 gnuplot-nox")));
    bool found = font_find(table->arena, &font, &err) && font.family.n;
    Slice detail = err.text[0] ? slice_of(err.text) : font.why;
    if (found)
        detail = arena_format(table->arena, "%.*s: %.*s", SLICE_ARG(font.family),
                              SLICE_ARG(font.why));
    add_row(table, T("Chinese font", "中文字体"), found, detail);
    return gnuplot.n > 0;
}

static bool check_project(Context *context, Table *table) {
    Err err = {0};
    PlanList plans = {0};
    Slice path = context->global.database;
    if (file_kind(path) == FILE_ABSENT) {
        add_row(table, T("project file", "项目文件"), true,
                arena_format(table->arena, T("%.*s: not made yet", "%.*s：尚未建立"),
                             SLICE_ARG(path)));
        return true;
    }
    Store *store = store_open(arena_cstring(table->arena, path), STORE_READ, &err);
    bool ok = store && store_check(store, &err) &&
              store_plans(store, table->arena, &plans, &err);
    Slice detail =
        ok ? arena_format(table->arena,
                          T("%.*s: sound, %zu plans", "%.*s：完好，%zu 份计划"),
                          SLICE_ARG(path), plans.n)
           : slice_of(err.text);
    Cell *row = table_row(table);
    row[COLUMN_WHAT] = cell_text(table->arena, slice_of(T("project file", "项目文件")));
    row[COLUMN_STATE] =
        cell_text(table->arena, slice_of(ok ? T("fine", "正常") : T("broken", "损坏")));
    row[COLUMN_DETAIL] = cell_text(table->arena, detail);
    store_close(store);
    return ok;
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    (void)settings;
    (void)arguments;
    Table table = table_new(&context->arena, "doctor",
                            slice_of(T("What this machine has", "运行环境检查")));
    table_column(&table, (Column){"what", T("what", "项目"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"state", T("state", "状态"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"detail", T("detail", "说明"), COLUMN_TEXT, 0});
    add_row(&table, "plancmp", true, slice_of(command_version()));
    bool charts = check_charts(&table);
    check_programs(&table);
    bool project = check_project(context, &table);
    int status = session_show(context, &table, NULL);
    table_release(&table);
    return status == EXIT_DONE && charts && project ? EXIT_DONE : EXIT_FAILED;
}

static const Example examples[] = {
    {"plancmp doctor", "fonts, gnuplot, helpers, and whether plans.db is sound",
     "字体、gnuplot、辅助程序，以及 plans.db 是否完好"},
};

const Command command_doctor = {
    .name = "doctor",
    .group = GROUP_TOOL,
    .arguments = "",
    .en = "what this machine has of what the tool needs",
    .zh = "检查本机环境与项目文件",
    COMMAND_EXAMPLES(examples),
    .run = run,
};
