/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import-codes: a filled-in coding sheet into the project, all of it or nothing. */
#include "base/base.h"

#include "command/commands_p.h"
#include "command/codings_read.h"
#include "command/session.h"
#include "plan/metadata.h"

enum { FAULTS_SHOWN = 200 };

typedef struct {
    Slice coder, encoding, date;
    bool dry_run;
} ImportSettings;

static const Option options[] = {
    {"coder", 0, OPTION_TEXT, offsetof(ImportSettings, coder), "NAME", NULL,
     "whose codes these are", "编码员姓名"},
    {"encoding", 'e', OPTION_TEXT, offsetof(ImportSettings, encoding), "NAME", NULL,
     "encoding of a CSV sheet, instead of finding it out",
     "指定 CSV 的编码，不再自动判断"},
    {"date", 0, OPTION_TEXT, offsetof(ImportSettings, date), "YYYY-MM-DD", NULL,
     "the day they were made, kept with them", "编码日期，随编码保存"},
    {"dry-run", 0, OPTION_FLAG, offsetof(ImportSettings, dry_run), NULL, NULL,
     "only check the sheet", "只检查，不写入"},
};

static bool settings_are_sound(const ImportSettings *settings, Err *err) {
    Slice coder = settings->coder;
    if (slice_trim(coder).n == 0)
        return err_set(
            err, "%s",
            T("say whose codes these are: --coder NAME", "请指定编码员：--coder 姓名"));
    if (slice_equal(coder, S("rules")) || slice_equal(coder, S("model")))
        return err_set(err,
                       T("\"%.*s\" is a machine's name; choose another for a person",
                         "“%.*s”是机器编码的名称，请为编码员另取名"),
                       SLICE_ARG(coder));
    for (size_t i = 0; i < coder.n; i++) {
        if ((unsigned char)coder.p[i] < 0x20)
            return err_set(err, "%s",
                           T("a coder's name has no line ends or tabs",
                             "编码员姓名不能含换行或制表符"));
    }
    return !settings->date.n || plan_metadata_valid("issued", settings->date) ||
           err_set(err, T("\"%.*s\" is no day: YYYY-MM-DD", "“%.*s”不是日期：YYYY-MM-DD"),
                   SLICE_ARG(settings->date));
}

static int show_faults(Slice path, const SheetCodings *codings) {
    size_t n = codings->faults.n;
    for (size_t i = 0; i < n && i < FAULTS_SHOWN; i++) {
        const SheetFault *fault = &codings->faults.at[i];
        fprintf(stderr, T("%.*s: row %zu: %.*s\n", "%.*s：第 %zu 行：%.*s\n"),
                SLICE_ARG(path), fault->row, SLICE_ARG(fault->what));
    }
    Err err = {0};
    err_set(&err,
            T("%.*s: %zu faults, nothing was imported%s",
              "%.*s：共 %zu 处错误，未导入任何编码%s"),
            SLICE_ARG(path), n,
            n > FAULTS_SHOWN ? T(" (the first 200 are shown)", "（仅列出前 200 处）")
                             : "");
    return command_fail(&err);
}

/* ---- Into the store ---- */

static int compare_codings(const void *left, const void *right) {
    const SheetCoding *a = left, *b = right;
    if (a->plan != b->plan)
        return a->plan < b->plan ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static bool put_plan(Store *store, const ImportSettings *settings,
                     const SheetCoding *codings, size_t n, size_t *replaced, Err *err) {
    VEC(HumanCode) codes = {0};
    for (size_t i = 0; i < n; i++) {
        HumanCode code = {codings[i].span, {0}, settings->coder, settings->date};
        for (size_t k = 0; k < codings[i].n_themes; k++) {
            code.theme = codings[i].themes[k];
            vec_push(&codes, code);
        }
        if (codings[i].n_themes == 0)
            vec_push(&codes, code);
    }
    size_t taken = 0;
    bool ok = store_put_humans(store, codings->plan, codes.at, codes.n, &taken, err);
    *replaced += taken;
    vec_release(&codes);
    return ok;
}

static bool put_all(const Context *context, Store *store, const ImportSettings *settings,
                    SheetCodings *codings, size_t *replaced, Err *err) {
    size_t all = codings->codings.n;
    SheetCoding *at = codings->codings.at;
    if (all > 1)
        qsort(at, all, sizeof *at, compare_codings);
    if (!store_begin(store, err))
        return false;
    bool ok = true;
    for (size_t i = 0, n; ok && i < all; i += n) {
        for (n = 1; i + n < all && at[i + n].plan == at[i].plan; n++)
            continue;
        ok = put_plan(store, settings, at + i, n, replaced, err);
    }
    if (ok && session_log_run(context, store, err))
        return store_commit(store, err);
    store_rollback(store);
    return false;
}

static void tell(const ImportSettings *settings, const SheetCodings *codings,
                 size_t replaced) {
    size_t codes = 0, none = 0;
    for (size_t i = 0; i < codings->codings.n; i++) {
        codes += codings->codings.at[i].n_themes;
        none += codings->codings.at[i].n_themes == 0;
    }
    printf(
        T("%.*s: %zu measures coded: %zu codes, %zu measures without a theme; %zu rows "
          "left blank",
          "%.*s：已编码举措 %zu 条，编码 %zu 个，其中无主题 %zu 条；留空 %zu 行"),
        SLICE_ARG(settings->coder), codings->codings.n, codes, none, codings->blank);
    if (replaced)
        printf(T("; %zu earlier codes of the same measures replaced",
                 "；替换同一举措的旧编码 %zu 个"),
               replaced);
    printf("%s\n", settings->dry_run
                       ? T(" (only checked, nothing written)", "（仅检查，未写入）")
                       : "");
}

static int import(const Context *context, Store *store, const ImportSettings *settings,
                  Slice path) {
    Err err = {0};
    Arena arena = {0};
    SheetBook book = {0};
    SheetCodings codings = {0};
    size_t replaced = 0;
    int status = EXIT_FAILED;
    bool ok = sheet_read(path, settings->encoding, &arena, &book, &err);
    if (ok && !sheet_codings_read(store, &book, &arena, &codings, &err))
        ok = err_prefix(&err, "%.*s", SLICE_ARG(path));
    if (ok && codings.faults.n == 0 && codings.codings.n == 0)
        ok = err_set(&err, T("%.*s: no row has a code", "%.*s：没有任何一行填写编码"),
                     SLICE_ARG(path));
    if (ok && codings.faults.n) {
        status = show_faults(path, &codings);
    } else if (ok && (settings->dry_run ||
                      put_all(context, store, settings, &codings, &replaced, &err))) {
        tell(settings, &codings, replaced);
        status = EXIT_DONE;
    } else {
        command_fail(&err);
    }
    sheet_codings_release(&codings);
    arena_release(&arena);
    return status;
}

static int run(Context *context, const void *given, const SliceList *arguments) {
    ImportSettings settings = *(const ImportSettings *)given;
    Err err = {0};
    if (!settings_are_sound(&settings, &err)) {
        command_fail(&err);
        return EXIT_USAGE;
    }
    settings.coder = slice_trim(settings.coder);
    Store *store = session_open(context, settings.dry_run ? STORE_READ : STORE_WRITE);
    if (!store)
        return EXIT_FAILED;
    int status = import(context, store, &settings, arguments->at[0]);
    store_close(store);
    return status;
}

static const Example examples[] = {
    {"plancmp import-codes coding/codes-张三.xlsx --coder 张三",
     "what a coder filled in, as Excel, WPS or LibreOffice saved it",
     "读回编码员填好的表（Excel、WPS、LibreOffice 保存的均可）"},
    {"plancmp import-codes codes.csv --coder 张三 --dry-run", "only check it, row by row",
     "只逐行检查"},
};

const Command command_import_codes = {
    .name = "import-codes",
    .group = GROUP_PEOPLE,
    .arguments = "SHEET",
    .en = "a filled-in coding sheet into the project",
    .zh = "把填好的编码表读回项目",
    .more_en =
        "XLSX, or CSV in UTF-8 or GB18030. Codes are theme codes or names, several in one cell with , ; or 、\n"
        "between, or in several columns. \"-\" says \"read, and none of the themes\"; a row "
        "without any code\nis not coded. A fault in any row is named with its row, and "
        "then nothing is imported. A measure\nthe coder has coded before is replaced.",
    .more_zh =
        "XLSX，或 UTF-8、GB18030 的 CSV。编码可写主题代码或名称，一格多个用 、，；隔开，也可分列。\n"
        "“-”表示已读且无主题；没有任何编码的行视为未编码。任何一行有错都会指出行号，且不导入任何内容。\n"
        "该编码员先前对同一举措的编码会被替换。",
    COMMAND_EXAMPLES(examples),
    .least = 1,
    .most = 1,
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(ImportSettings),
    .run = run,
};
