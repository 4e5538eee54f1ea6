/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify: the same input, the same bytes. Runs what made an output again and compares,
 * file by file, by SHA-256. */
#include "base/base.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/progress.h"
#include "command/again.h"
#include "command/analyses.h"
#include "command/commands_p.h"
#include "command/reasons.h"
#include "command/session.h"

enum { EXIT_DIFFERS = 1, EXIT_BROKEN = 3 };

/* fault: the output is not what the same input gives. */
#define VERDICTS(X)                                                                      \
    X(SAME, "same", false, T("same", "一致"))                                            \
    X(DIFFERS, "differs", true, T("is made otherwise now", "现在生成的内容不同"))        \
    X(ALTERED, "altered", true, T("was changed after it was made", "生成之后被改动过"))  \
    X(MISSING, "missing", true, T("is missing", "缺失"))                                 \
    X(GONE, "gone", true, T("was made then, not now", "当时生成，现在不再生成"))         \
    X(ADDED, "added", true, T("is made now, not then", "现在生成，当时没有"))            \
    X(PICTURE, "picture", false,                                                         \
      T("picture, not compared: pixels depend on the installed drawing library",         \
        "位图未比对：像素取决于本机的绘图库"))                                           \
    X(SURPLUS, "surplus", false, T("in no record", "不在记录之中"))                      \
    X(FAILED, "failed", true, T("cannot be made again", "无法重新生成"))

typedef enum {
#define X(verdict, word, fault, reading) VERDICT_##verdict,
    VERDICTS(X)
#undef X
        N_VERDICTS
} Verdict;

static bool is_fault(Verdict verdict) {
    static const bool faults[] = {
#define X(verdict, word, fault, reading) fault,
        VERDICTS(X)
#undef X
    };
    return faults[verdict];
}

static const char *verdict_word(Verdict verdict) {
    static const char *const words[] = {
#define X(verdict, word, fault, reading) (word),
        VERDICTS(X)
#undef X
    };
    return words[verdict];
}

static const char *verdict_reading(Verdict verdict) {
    const char *const readings[] = {
#define X(verdict, word, fault, reading) (reading),
        VERDICTS(X)
#undef X
    };
    return readings[verdict];
}

typedef struct {
    Context *context;
    Arena *arena;
    Slice folder; /* of the output */
    Slice only;   /* one file of it; empty: all */
    Record record;
    bool *asked; /* [runs] those that made what is verified */
    Table table;
    size_t counts[N_VERDICTS];
    SliceList reasons;
    Progress progress;
} Verifying;

/* ---- Which output ---- */

static bool locate(Verifying *verifying, Slice output, Err *err) {
    FileKind kind = file_kind(output);
    if (kind != FILE_FOLDER && kind != FILE_REGULAR)
        return err_set(
            err, T("%.*s: there is no such file or folder", "%.*s：没有这个文件或文件夹"),
            SLICE_ARG(output));
    verifying->folder = kind == FILE_FOLDER ? output : path_folder(output);
    if (kind == FILE_REGULAR && !slice_equal(path_base(output), S(RECORD_NAME)))
        verifying->only = path_base(output);
    return true;
}

static bool is_asked(const Verifying *verifying, const RecordRun *run) {
    return verifying->only.n == 0 || record_value(&run->files, verifying->only).n > 0;
}

static bool read_record(Verifying *verifying, Slice output, Err *err) {
    bool found = false;
    size_t n = 0;
    if (!record_read(verifying->folder, verifying->arena, &verifying->record, &found,
                     err))
        return false;
    verifying->asked = ARENA_ARRAY(verifying->arena, bool, verifying->record.runs.n);
    for (size_t i = 0; i < verifying->record.runs.n; i++) {
        verifying->asked[i] = is_asked(verifying, &verifying->record.runs.at[i]);
        n += verifying->asked[i];
    }
    return n > 0 ||
           err_set(
               err,
               T("nothing tells how %.*s was made: a report or chart leaves " RECORD_NAME
                 " in its folder, a table only with -o FILE --record",
                 "没有关于 %.*s 来历的记录：report 与 chart 会在其文件夹中留下 " RECORD_NAME
                 "，表格须以 -o 文件 --record 生成"),
               SLICE_ARG(output));
}

/* ---- Verdicts ---- */

enum { COLUMN_FILE, COLUMN_VERDICT, COLUMN_READING, COLUMN_TELLING, COLUMN_COMMAND };

static void add_row(Verifying *verifying, Slice file, Verdict verdict,
                    const RecordRun *run) {
    Cell *row = table_row(&verifying->table);
    row[COLUMN_FILE] = cell_text(verifying->arena, file);
    row[COLUMN_VERDICT] = cell_text(verifying->arena, slice_of(verdict_word(verdict)));
    row[COLUMN_READING] = cell_text(verifying->arena, slice_of(verdict_reading(verdict)));
    row[COLUMN_TELLING] = cell_count(verdict != VERDICT_SAME);
    if (run)
        row[COLUMN_COMMAND] =
            cell_text(verifying->arena, run_words(run, verifying->arena));
    verifying->counts[verdict]++;
}

/* The hash of a file of the output as it lies there; empty: missing. */
static bool hash_here(const Verifying *verifying, Slice file, Slice *hash, Err *err) {
    Slice path = path_join(verifying->arena, verifying->folder, file);
    Buf bytes = {0};
    *hash = (Slice){0};
    if (file_kind(path) != FILE_REGULAR)
        return true;
    bool ok = file_read(path, SIZE_MAX, &bytes, err);
    if (ok)
        *hash = hash_sha256(verifying->arena, buf_slice(&bytes));
    buf_release(&bytes);
    return ok;
}

/* Whether a file is a picture whose drawing, the .svg beside it, came out the same. */
static bool is_same_drawing(Slice file, const RecordRun *then, const RecordRun *now,
                            Arena *scratch) {
    if (!slice_ends(file, S(".png")))
        return false;
    Slice drawing = arena_format(scratch, "%.*s.svg", SLICE_ARG(path_stem(file)));
    Slice was = record_value(&then->files, drawing);
    return was.n && slice_equal(was, record_value(&now->files, drawing));
}

static Verdict judge(const RecordPair *then, Slice here, Slice now, bool same_drawing) {
    if (here.n == 0)
        return VERDICT_MISSING;
    if (slice_equal(here, now))
        return VERDICT_SAME;
    if (!slice_equal(here, then->value))
        return VERDICT_ALTERED;
    if (now.n == 0)
        return VERDICT_GONE;
    return same_drawing ? VERDICT_PICTURE : VERDICT_DIFFERS;
}

static bool in_some_run(const Verifying *verifying, Slice file) {
    for (size_t i = 0; i < verifying->record.runs.n; i++) {
        if (record_value(&verifying->record.runs.at[i].files, file).n)
            return true;
    }
    return false;
}

static bool is_wanted(const Verifying *verifying, Slice file) {
    return verifying->only.n == 0 || slice_equal(verifying->only, file);
}

/* Whether the new run differs from the old in any file, in *differs. */
static bool compare_files(Verifying *verifying, const RecordRun *then,
                          const RecordRun *now, bool *differs, Err *err) {
    for (size_t i = 0; i < then->files.n; i++) {
        const RecordPair *file = &then->files.at[i];
        Slice here = {0}, made = record_value(&now->files, file->name);
        if (!is_wanted(verifying, file->name))
            continue;
        if (!hash_here(verifying, file->name, &here, err))
            return false;
        bool drawing = is_same_drawing(file->name, then, now, verifying->arena);
        add_row(verifying, file->name, judge(file, here, made, drawing), then);
        *differs = *differs || !slice_equal(file->value, made);
    }
    for (size_t i = 0; i < now->files.n; i++) {
        const RecordPair *file = &now->files.at[i];
        if (!is_wanted(verifying, file->name) || in_some_run(verifying, file->name))
            continue;
        add_row(verifying, file->name, VERDICT_ADDED, then);
        *differs = true;
    }
    return true;
}

/* ---- Runs ---- */

static void note_failure(Verifying *verifying, const RecordRun *run, const Err *why) {
    Slice words = run_words(run, verifying->arena);
    for (size_t i = 0; i < run->files.n; i++) {
        if (is_wanted(verifying, run->files.at[i].name))
            add_row(verifying, run->files.at[i].name, VERDICT_FAILED, run);
    }
    vec_push(&verifying->reasons,
             arena_format(verifying->arena, "%.*s: %s", SLICE_ARG(words), why->text));
}

static bool verify_run(Verifying *verifying, const RecordRun *run, Slice folder,
                       Err *err) {
    Record now = {0};
    Err why = {0};
    bool ok = true, differs = false;
    progress_step(&verifying->progress, run_words(run, verifying->arena));
    if (run_again(verifying->context, run, folder, &now, &why)) {
        ok = compare_files(verifying, run, &now.runs.at[0], &differs, err);
        reasons_between(run, &now.runs.at[0], differs, verifying->arena,
                        &verifying->reasons);
    } else {
        note_failure(verifying, run, &why);
    }
    record_release(&now);
    return ok;
}

static bool verify_runs(Verifying *verifying, Err *err) {
    Slice folder = {0};
    if (!folder_temporary(verifying->arena, &folder, err))
        return false;
    bool ok = true;
    for (size_t i = 0; i < verifying->record.runs.n && ok; i++) {
        Slice place = path_join(verifying->arena, folder,
                                arena_format(verifying->arena, "%zu", i + 1));
        if (verifying->asked[i])
            ok = verify_run(verifying, &verifying->record.runs.at[i], place, err);
        folder_remove(place);
    }
    progress_clear(&verifying->progress);
    folder_remove(folder);
    return ok;
}

static bool is_told(const Verifying *verifying, Slice file) {
    for (size_t row = 0; row < table_rows(&verifying->table); row++) {
        if (slice_equal(table_cell(&verifying->table, row, COLUMN_FILE)->as.text, file))
            return true;
    }
    return false;
}

/* Whose else the files of the folder are; of a folder that a report or charts wrote. */
static bool list_surplus(Verifying *verifying, Err *err) {
    FileList files = {0};
    bool folder = false;
    for (size_t i = 0; i < verifying->record.runs.n; i++)
        folder = folder || verifying->record.runs.at[i].files.n > 1;
    if (verifying->only.n || !folder)
        return true;
    bool ok = file_list(verifying->arena, verifying->folder, &files, err);
    for (size_t i = 0; i < files.paths.n; i++) {
        Slice name = path_base(files.paths.at[i]);
        Slice path = path_join(verifying->arena, verifying->folder, name);
        if (!slice_equal(path, files.paths.at[i]) || slice_equal(name, S(RECORD_NAME)) ||
            is_told(verifying, name))
            continue;
        add_row(verifying, name, VERDICT_SURPLUS, NULL);
    }
    file_list_release(&files);
    return ok;
}

/* ---- Telling ---- */

static size_t faults(const Verifying *verifying) {
    size_t n = 0;
    for (size_t i = 0; i < N_VERDICTS; i++)
        n += is_fault((Verdict)i) ? verifying->counts[i] : 0;
    return n;
}

static void summarise(Verifying *verifying) {
    size_t made = table_rows(&verifying->table) - verifying->counts[VERDICT_SURPLUS];
    table_note(
        &verifying->table,
        T("Files: %zu. The same: %zu; not the same: %zu; pictures not compared: %zu.",
          "共 %zu 个文件：一致 %zu 个，不一致 %zu 个，未比对的位图 %zu 个。"),
        made, verifying->counts[VERDICT_SAME], faults(verifying),
        verifying->counts[VERDICT_PICTURE]);
    if (verifying->counts[VERDICT_PICTURE])
        table_note(
            &verifying->table, "%s",
            T("Of a picture that is not compared the .svg is the same, and the .png is as it was made.",
              "未比对的位图，其矢量图（.svg）一致，且位图自生成后未被改动。"));
    for (size_t i = 0; i < verifying->reasons.n; i++)
        table_note(&verifying->table, "%.*s", SLICE_ARG(verifying->reasons.at[i]));
}

static int show(Verifying *verifying) {
    static const char *const telling[] = {"file", "reading", NULL};
    static const char *const nothing[] = {NULL};
    summarise(verifying);
    bool all = verifying->counts[VERDICT_SAME] == table_rows(&verifying->table);
    Table view = analysis_columns(&verifying->table, all ? nothing : telling, "telling");
    int status = session_show(verifying->context, &verifying->table, &view);
    table_release(&view);
    if (status != EXIT_DONE || verifying->counts[VERDICT_FAILED])
        return EXIT_BROKEN;
    return faults(verifying) ? EXIT_DIFFERS : EXIT_DONE;
}

static void start_table(Verifying *verifying) {
    verifying->table =
        table_new(verifying->arena, "verify",
                  slice_of(T("Made again and compared", "重新生成并逐一比对")));
    table_column(&verifying->table, (Column){"file", T("file", "文件"), COLUMN_TEXT, 0});
    table_column(&verifying->table,
                 (Column){"verdict", T("verdict", "判定"), COLUMN_TEXT, 0});
    table_column(&verifying->table,
                 (Column){"reading", T("reading", "结果"), COLUMN_TEXT, 0});
    table_column(&verifying->table,
                 (Column){"telling", T("worth telling", "需要说明"), COLUMN_COUNT, 0});
    table_column(&verifying->table,
                 (Column){"command", T("command", "命令"), COLUMN_TEXT, 0});
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    (void)settings;
    Err err = {0};
    Verifying verifying = {
        .context = context,
        .arena = &context->arena,
        .progress = progress_new(context->global.quiet, T("making again", "重新生成")),
    };
    Store *store = session_open(context, STORE_READ); /* tells what is wrong with it */
    if (!store)
        return EXIT_BROKEN;
    store_close(store);
    start_table(&verifying);
    int status = EXIT_BROKEN;
    if (locate(&verifying, arguments->at[0], &err) &&
        read_record(&verifying, arguments->at[0], &err) &&
        verify_runs(&verifying, &err) && list_surplus(&verifying, &err))
        status = show(&verifying);
    else
        command_fail(&err);
    table_release(&verifying.table);
    vec_release(&verifying.reasons);
    record_release(&verifying.record);
    return status;
}

static const Example examples[] = {
    {"plancmp verify output", "does plans.db still give this report, byte for byte?",
     "用 plans.db 重新生成报告，逐字节核对是否一致"},
    {"plancmp coverage -o annex.csv --record && plancmp verify annex.csv",
     "the same for one table", "核对单张表格"},
};

const Command command_verify = {
    .name = "verify",
    .group = GROUP_OUTPUT,
    .arguments = "OUTPUT",
    .en = "make a report, charts or a table again and compare, byte for byte",
    .zh = "重新生成报告、图表或表格，逐字节核对",
    .more_en =
        "OUTPUT is a folder that report or chart wrote, or one file of it, or a table written with\n"
        "-o FILE --record. " RECORD_NAME
        " beside it tells how it was made: the command, the language, the version of\n"
        "plancmp and of what it draws with, the theme scheme, and the SHA-256 of every plan and of every file.\n"
        "The command is run again over plans.db (or -d), in a temporary folder; where a file differs, the notes say\n"
        "what has changed since: a plan, its metadata or codes, the scheme, a version. The bytes of a .png depend on\n"
        "the drawing library of the machine: where only they differ, it is told but counts as the same.\n"
        "\n"
        "Exit status: 0 all the same, 1 something differs, 2 wrong usage, 3 it could not be made again.",
    .more_zh =
        "OUTPUT 是 report 或 chart 写出的文件夹（或其中一个文件），或以 -o 文件 --record 生成的表格。"
        "旁边的 " RECORD_NAME
        " 记录了来历：命令、语言、plancmp 及绘图软件的版本、主题方案，"
        "以及每份计划、每个文件的 SHA-256。\n"
        "命令按 plans.db（或 -d）在临时文件夹中重新运行；如有文件不一致，会说明其间变了什么：哪份计划、"
        "元数据或编码、主题方案、软件版本。.png 的字节取决于本机的绘图库，仅此不同时只作说明，视为一致。\n"
        "\n"
        "退出码：0 全部一致；1 有不一致；2 用法错误；3 无法重新生成。",
    COMMAND_EXAMPLES(examples),
    .least = 1,
    .most = 1,
    .run = run,
};
