/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample: measures drawn for people to code, as a sheet for each of them. */
#include "base/base.h"

#include "base/file.h"
#include "command/coding_sheet.h"
#include "command/commands_p.h"
#include "command/pipeline.h"
#include "compare/sample.h"
#include "present/csv.h"
#include "present/sheet.h"

enum { N_DEFAULT = 200, SEED_DEFAULT = 1 };

typedef struct {
    SliceList coders, plans;
    int64_t n, seed, least;
    bool force;
} SampleSettings;

static const Option options[] = {
    {"coder", 0, OPTION_LIST, offsetof(SampleSettings, coders), "NAME", NULL,
     "who is to code (may be repeated: all get the same measures)",
     "编码员姓名（可重复；各人得到相同的举措）"},
    {"number", 'n', OPTION_COUNT, offsetof(SampleSettings, n), "N", NULL,
     "how many measures (200)", "抽取举措数（默认 200）"},
    {"seed", 0, OPTION_COUNT, offsetof(SampleSettings, seed), "N", NULL,
     "of the random choice (1)", "随机种子（默认 1）"},
    {"least", 0, OPTION_COUNT, offsetof(SampleSettings, least), "N", NULL,
     "at least so many of each theme the machine found, beyond the even chance",
     "机器判定的每个主题至少抽取多少条（超出等概率部分）"},
    {"plan", 'p', OPTION_LIST, offsetof(SampleSettings, plans), "PLAN", NULL,
     "only of this plan (may be repeated)", "只从该计划抽取（可重复）"},
    {"force", 0, OPTION_FLAG, offsetof(SampleSettings, force), NULL, NULL,
     "write over sheets that are there", "覆盖已有的编码表"},
};

typedef struct {
    Context *context;
    const SampleSettings *settings;
    Slice folder;
    Store *store;
    Scheme *scheme;
    PlanList plans;
    ThemeList themes;
    MeasureList measures;
    Sample sample;
    Table sheet, codebook;
} Making;

static bool draw(Making *making, Err *err) {
    const SampleSettings *settings = making->settings;
    Arena *arena = &making->context->arena;
    int64_t *ids = ARENA_ARRAY(arena, int64_t, settings->plans.n);
    for (size_t i = 0; i < settings->plans.n; i++) {
        if (!store_find_plan(making->store, settings->plans.at[i], &ids[i], err))
            return false;
    }
    MeasureFilter filter = {.plans = settings->plans.n ? ids : NULL,
                            .n_plans = settings->plans.n};
    if (!store_plans(making->store, arena, &making->plans, err) ||
        !store_themes(making->store, arena, &making->themes, err) ||
        !store_measures(making->store, &filter, arena, &making->measures, err))
        return false;
    if (making->measures.n == 0)
        return err_set(err, T("%s: no measures to draw from", "%s：没有可抽取的举措"),
                       store_path(making->store));
    SampleHow how = {settings->n ? (size_t)settings->n : N_DEFAULT,
                     settings->seed ? (uint64_t)settings->seed : SEED_DEFAULT,
                     (size_t)settings->least};
    making->sample =
        sample_measures(&making->measures, &making->plans, &making->themes, how, arena);
    return true;
}

/* What the coder reads first, and what a reviewer asks later. */
static void add_notes(Making *making, Slice coder) {
    const SampleSettings *settings = making->settings;
    Table *sheet = &making->sheet;
    sheet->notes.n = 0;
    table_note(sheet,
               T("For %.*s. Please code each row on its own, without looking at "
                 "anybody's codes.",
                 "编码员：%.*s。请独立编码，不要参看他人的结果。"),
               SLICE_ARG(coder));
    table_note(sheet, "%s",
               T("Code what the measure itself says is to be done; section and task only "
                 "settle what a short measure is about.",
                 "按举措本身要做的事编码；部分与任务标题只用于判断简短举措所指。"));
    table_note(sheet, "%s",
               T("Choose a code from the list in \"code 1\", further ones in the next "
                 "columns. Several may also stand in one cell, with , ; or 、 between.",
                 "在“编码1”的下拉列表中选择主题，另有主题则填入后面各列；也可在一格内填"
                 "多个，以 、，；隔开。"));
    table_note(
        sheet, "%s",
        T("\"-\" says: read, and none of the themes. A row left empty is not coded.",
          "“-”表示已读且不属于任何主题；整行留空表示未编码。"));
    table_note(
        sheet, "%s",
        T("Please leave the columns \"key\" and \"measure\" as they are: they lead "
          "back to the sentence.",
          "请勿改动“键”和“举措”两列：它们用于对应原句。"));
    table_note(sheet,
               T("Then: plancmp import-codes FILE --coder %.*s",
                 "完成后：plancmp import-codes 文件 --coder %.*s"),
               SLICE_ARG(coder));
    table_note(
        sheet,
        T("%zu of %zu measures, drawn at even chance in strata of theme and plan, seed "
          "%lld%s; scheme %.*s (%.*s).",
          "抽取 %zu 条（共 %zu 条举措），按主题与计划分层、等概率，种子 %lld%s；主题方案 "
          "%.*s（%.*s）。"),
        making->sample.n, making->measures.n,
        (long long)(settings->seed ? settings->seed : SEED_DEFAULT),
        settings->least ? T(", rare themes topped up", "，罕见主题已补足") : "",
        SLICE_ARG(making->themes.name), SLICE_ARG(slice_sub(making->themes.hash, 0, 12)));
}

static bool write_csv(const Table *table, Slice path, Err *err) {
    Buf bytes = {0};
    table_csv(table,
              (CsvStyle){.bom = true, .crlf = true, .headings = true, .guard = true},
              &bytes);
    bool ok = file_write(path, buf_slice(&bytes), err);
    buf_release(&bytes);
    return ok;
}

static bool write_new(const Making *making, Slice path, Err *err) {
    return making->settings->force || file_kind(path) == FILE_ABSENT ||
           err_set(err,
                   T("%.*s is there already, perhaps with codes in it; --force writes "
                     "over it",
                     "%.*s 已存在，其中可能已有编码；确要覆盖请加 --force"),
                   SLICE_ARG(path));
}

typedef struct {
    Slice xlsx, csv;
} SheetPaths;

static SheetPaths sheet_paths(const Making *making, Slice coder) {
    Arena *arena = &making->context->arena;
    Slice slug = slug_of(coder, arena);
    return (SheetPaths){
        path_join(arena, making->folder,
                  arena_format(arena, "codes-%.*s.xlsx", SLICE_ARG(slug))),
        path_join(arena, making->folder,
                  arena_format(arena, "codes-%.*s.csv", SLICE_ARG(slug))),
    };
}

static bool write_coder(Making *making, Slice coder, Err *err) {
    SheetPaths paths = sheet_paths(making, coder);
    FillSheet sheet = {.rows = &making->sheet,
                       .first_fill = SHEET_CODE_1,
                       .n_lists = SHEET_CODE_4 - SHEET_CODE_1 + 1,
                       .codebook = &making->codebook};
    add_notes(making, coder);
    return fill_sheet_write(&sheet, paths.xlsx, err) &&
           write_csv(&making->sheet, paths.csv, err);
}

/* Every path is looked at before anything is written. */
static bool write_all(Making *making, Err *err) {
    const SliceList *coders = &making->settings->coders;
    Arena *arena = &making->context->arena;
    for (size_t i = 0; i < coders->n; i++) {
        SheetPaths paths = sheet_paths(making, coders->at[i]);
        for (size_t k = 0; k < i; k++) {
            if (slice_equal(paths.csv, sheet_paths(making, coders->at[k]).csv))
                return err_set(err,
                               T("%.*s and %.*s would share one file; tell their names "
                                 "apart",
                                 "%.*s 与 %.*s 会写入同一文件，请区分姓名"),
                               SLICE_ARG(coders->at[k]), SLICE_ARG(coders->at[i]));
        }
        if (!write_new(making, paths.xlsx, err) || !write_new(making, paths.csv, err))
            return false;
    }
    if (!folder_make(making->folder, err))
        return false;
    making->codebook = coding_codebook(making->scheme, arena);
    making->sheet = coding_sheet(&making->measures, &making->plans, making->sample.at,
                                 making->sample.n, arena);
    bool ok = write_csv(&making->codebook,
                        path_join(arena, making->folder, S("codebook.csv")), err);
    for (size_t i = 0; ok && i < coders->n; i++)
        ok = write_coder(making, coders->at[i], err);
    return ok;
}

static void tell(const Making *making) {
    printf(T("%zu of %zu measures drawn", "从以下举措中抽取：%zu / %zu"),
           making->sample.n, making->measures.n);
    if (making->sample.added)
        printf(T(" (%zu of them for --least)", "（其中 %zu 条为 --least 补足）"),
               making->sample.added);
    printf("\n");
    for (size_t i = 0; i < making->settings->coders.n; i++) {
        SheetPaths paths = sheet_paths(making, making->settings->coders.at[i]);
        printf("%.*s, %.*s\n", SLICE_ARG(paths.xlsx), SLICE_ARG(paths.csv));
    }
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    Err err = {0};
    Making making = {.context = context,
                     .settings = settings,
                     .folder = arguments->n ? arguments->at[0] : S("coding")};
    if (making.settings->coders.n == 0) {
        err_set(&err, "%s",
                T("say who is to code: --coder NAME", "请指定编码员：--coder 姓名"));
        command_fail(&err);
        return EXIT_USAGE;
    }
    making.store = session_open(context, STORE_READ);
    if (!making.store)
        return EXIT_FAILED;
    bool ok = (making.scheme = pipeline_scheme_in_use(making.store, &err)) &&
              draw(&making, &err) && write_all(&making, &err);
    int status = ok ? EXIT_DONE : command_fail(&err);
    if (ok)
        tell(&making);
    table_release(&making.sheet);
    table_release(&making.codebook);
    if (making.scheme)
        scheme_free(making.scheme);
    store_close(making.store);
    return status;
}

static const Example examples[] = {
    {"plancmp sample --coder 张三 --coder 李四",
     "the same 200 measures for two people, as coding/codes-….xlsx and .csv",
     "为两人抽取相同的 200 条举措，写入 coding/codes-….xlsx 与 .csv"},
    {"plancmp sample sheets -n 400 --least 5 --coder 张三",
     "more, and at least five of each theme", "抽取更多，且每个主题至少五条"},
};

const Command command_sample = {
    .name = "sample",
    .group = GROUP_PEOPLE,
    .arguments = "[FOLDER]",
    .en = "draw measures for people to code, as blind coding sheets",
    .zh = "抽取举措供人工编码，生成不显示机器编码的编码表",
    .more_en =
        "Each sheet has drop-down codes and the codebook on its second page. Nothing of "
        "the machine's codes\nis shown. Filled in, it comes back with import-codes.",
    .more_zh =
        "编码表带下拉选项，第二页为编码手册，不显示机器编码。填好后用 import-codes "
        "读回。",
    COMMAND_EXAMPLES(examples),
    .most = 1,
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(SampleSettings),
    .no_format = true,
    .no_output = true,
    .run = run,
};
