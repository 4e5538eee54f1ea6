/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart: draws the charts of an analysis into a folder. */
#include "base/base.h"

#include "base/file.h"
#include "command/charting.h"
#include "command/commands_p.h"
#include "command/session.h"
#include "command/wording.h"
#include "compare/groups.h"

typedef struct {
    AnalysisSettings analysis;
    SliceList plans;
    Slice folder;
} ChartSettings;

static const Option options[] = {
    {"to", 0, OPTION_TEXT, offsetof(ChartSettings, folder), "DIR", NULL,
     "the folder they are written to (output)", "图表写入的文件夹（默认 output）"},
    {"plan", 'p', OPTION_LIST, offsetof(ChartSettings, plans), "PLAN", NULL,
     "only this plan (may be repeated)", "只画该计划（可重复）"},
    {"theme", 't', OPTION_LIST, offsetof(ChartSettings, analysis.choice.themes), "CODE",
     NULL, "only this theme and its subthemes (may be repeated)",
     "只画该主题及其子主题（可重复）"},
    {"own", 0, OPTION_FLAG, offsetof(ChartSettings, analysis.own), NULL, NULL,
     "only measures in the plans' own words", "只看各计划的自有表述"},
    {"coder", 0, OPTION_TEXT, offsetof(ChartSettings, analysis.choice.coder), "NAME",
     NULL, "whose codes: a person's (over the rules'), model, or rules",
     "采用谁的编码：某编码员（优先于规则）、model 或 rules"},
    {"by", 0, OPTION_CHOICE, offsetof(ChartSettings, analysis.by), "FACT", GROUP_WORDS,
     "compare: groups of plans by a fact about them", "compare：按计划的属性分组"},
    {"indicator", 'i', OPTION_TEXT, offsetof(ChartSettings, analysis.indicator), "NAME",
     NULL, "targets: only indicators whose name holds this",
     "targets：只画名称含此文字的指标"},
};

static bool draw_all(Context *context, const Analysis *analysis, const Table *table,
                     Err *err) {
    Slice folder = context->folder;
    bool ok = folder_make(folder, err);
    for (size_t k = 0; ok && k < analysis->n_charts; k++) {
        ChartFiles files = {0};
        ok = charting_draw(context, analysis, k, table, &files, err);
        for (size_t i = 0; ok && i < files.n; i++)
            printf("%.*s/%s.png\n", SLICE_ARG(folder), files.stems[i]);
        if (ok && files.numbered)
            fprintf(
                stderr,
                T("plancmp: no font with Chinese: labels are numbers, see %.*s/%s-legend.html\n",
                  "plancmp：没有中文字体，标签以编号代替，见 %.*s/%s-legend.html\n"),
                SLICE_ARG(folder), analysis->charts[k].name);
    }
    return ok;
}

static bool chart_analysis(Context *context, Store *store, const Analysis *analysis,
                           ChartSettings *settings, Err *err) {
    Corpus corpus = {0};
    if (!analysis_load(analysis, store, &settings->analysis, &context->arena, &corpus,
                       err))
        return false;
    Table table = {0};
    AnalysisInput input = {store, &corpus, &settings->analysis};
    bool ok = analysis_fill(analysis, &input, &context->arena, &table, err) &&
              draw_all(context, analysis, &table, err) &&
              charting_write_csv(context, &table, err);
    table_release(&table);
    return ok;
}

/* An option that the analysis itself does not take would be passed over in silence. */
static bool check_options(const Analysis *analysis, const ChartSettings *settings,
                          Err *err) {
    const struct {
        bool given;
        const char *name;
    } asked[] = {{settings->analysis.choice.themes.n > 0, "theme"},
                 {settings->analysis.own, "own"},
                 {settings->analysis.choice.coder.n > 0, "coder"},
                 {settings->analysis.by.n > 0, "by"}};
    const Command *command = analysis->command;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        bool taken = !asked[i].given;
        for (size_t k = 0; k < command->n_options; k++)
            taken = taken || strcmp(command->options[k].name, asked[i].name) == 0;
        if (!taken)
            return err_set(err, T("%s takes no --%s", "%s 没有 --%s 选项"), command->name,
                           asked[i].name);
    }
    return true;
}

/* Those behind the analysis' name, then those of --plan. */
static SliceList plans_asked(const SliceList *given, const SliceList *arguments,
                             Arena *keep) {
    SliceList asked = {0};
    asked.at = ARENA_ARRAY(keep, Slice, arguments->n + given->n);
    for (size_t i = 1; i < arguments->n; i++)
        asked.at[asked.n++] = arguments->at[i];
    for (size_t i = 0; i < given->n; i++)
        asked.at[asked.n++] = given->at[i];
    return asked;
}

static Slice names_of_charts(Arena *keep) {
    Buf names = {0};
    for (size_t i = 0; analysis_at(i); i++) {
        if (analysis_at(i)->n_charts)
            buf_format(&names, "%s%s", names.n ? " " : "", analysis_at(i)->command->name);
    }
    Slice all = arena_copy(keep, buf_slice(&names));
    buf_release(&names);
    return all;
}

static int run(Context *context, const void *given, const SliceList *arguments) {
    ChartSettings settings = *(const ChartSettings *)given;
    Err err = {0};
    Slice name = arguments->n ? arguments->at[0] : S("coverage");
    const Analysis *analysis = analysis_find(name);
    if (!analysis || analysis->n_charts == 0) {
        Slice all = names_of_charts(&context->arena);
        err_set(&err,
                T("there is no chart of \"%.*s\"; there are: %.*s",
                  "没有“%.*s”的图表；可画：%.*s"),
                SLICE_ARG(name), SLICE_ARG(all));
        command_fail(&err);
        return EXIT_USAGE;
    }
    if (!check_options(analysis, &settings, &err)) {
        command_fail(&err);
        return EXIT_USAGE;
    }
    settings.analysis.choice.plans =
        plans_asked(&settings.plans, arguments, &context->arena);
    analysis_defaults(&settings.analysis);
    context->folder = settings.folder.n ? settings.folder : S("output");
    Store *store = session_open(context, STORE_READ);
    if (!store)
        return EXIT_FAILED;
    int status = chart_analysis(context, store, analysis, &settings, &err)
                     ? EXIT_DONE
                     : command_fail(&err);
    store_close(store);
    return status;
}

static const Example examples[] = {
    {"plancmp chart", "coverage as heat map and bars, into output/",
     "把主题覆盖画成热力图与柱状图，存入 output/"},
    {"plancmp chart coverage coast bazhou --to slides", "two plans only, into slides/",
     "只画两份计划，存入 slides/"},
    {"plancmp chart targets --indicator 学位", "the same indicator across plans",
     "同一指标各计划的目标值"},
    {"plancmp chart compare coast bazhou", "how far apart they are, theme by theme",
     "逐主题画出两份计划的差异"},
};

const Command command_chart = {
    .name = "chart",
    .group = GROUP_OUTPUT,
    .arguments = "[ANALYSIS [PLAN…]]",
    .en = "charts of an analysis: SVG, PNG, the gnuplot script and its data",
    .zh = "画图：SVG、PNG 及 gnuplot 脚本与数据",
    .more_en =
        "Each picture is NAME.svg and NAME.png; NAME.gp and NAME.dat beside them are the gnuplot script and its\n"
        "data, to change colours or labels and run again: gnuplot NAME.gp",
    .more_zh =
        "每张图为 NAME.svg 与 NAME.png；NAME.gp 与 NAME.dat 是其 gnuplot 脚本和数据，\n"
        "可自行修改颜色、标签后重新运行：gnuplot NAME.gp",
    COMMAND_EXAMPLES(examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(ChartSettings),
    .no_format = true,
    .no_output = true,
    .repeatable = true,
    .folder = "to",
    .run = run,
};
