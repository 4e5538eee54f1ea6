/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run is noted with, once it is done: asked anew from the project file and the
 * machine, so that no command has to collect it. */
#include "base/base.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/words.h"
#include "command/commands_p.h"
#include "command/record.h"
#include "command/session.h"
#include "present/chart.h"
#include "present/font.h"
#include "present/xlsx.h"

bool record_is_place(const Option *option) {
    static const char *const places[] = {"FILE", "DIR", "PATH"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (option->value && strcmp(option->value, places[i]) == 0)
            return true;
    }
    return false;
}

/* ---- The command ---- */

static bool add_options(const Context *context, RecordRun *run, Arena *keep, Err *err) {
    const Command *command = context->command;
    for (size_t i = 0; i < command->n_options; i++) {
        const Option *row = &command->options[i];
        OptionSet one = {row, 1, (void *)(uintptr_t)context->settings};
        size_t before = run->command.n;
        if (command->folder && strcmp(row->name, command->folder) == 0)
            continue;
        options_words(&one, keep, &run->command);
        if (run->command.n > before && record_is_place(row))
            return err_set(
                err,
                T("--record: a table made with --%s cannot be made again from the project file alone",
                  "--record：使用 --%s 的表格无法仅凭项目文件重新生成"),
                row->name);
    }
    return true;
}

static bool note_command(Context *context, RecordRun *run, Arena *keep, Err *err) {
    const Command *command = context->command;
    vec_push(&run->command, slice_of(command->name));
    if (!add_options(context, run, keep, err))
        return false;
    if (!command->no_format) {
        OptionSet file = command_file_options(&context->global);
        options_words(&file, keep, &run->command);
    }
    bool only_folder = command->folder && !*command->folder;
    if (only_folder || context->arguments->n == 0)
        return true;
    vec_push(&run->command, S("--"));
    for (size_t i = 0; i < context->arguments->n; i++)
        vec_push(&run->command, context->arguments->at[i]);
    return true;
}

/* ---- What it was made with, and of ---- */

static bool has_ending(const SliceList *names, Slice ending) {
    for (size_t i = 0; i < names->n; i++) {
        if (slice_ends(names->at[i], ending))
            return true;
    }
    return false;
}

static bool note_tools(const SliceList *names, RecordRun *run, Arena *keep, Err *err) {
    enum { MOST_TOOLS = 5 };
    RecordPair *tools = ARENA_ARRAY(keep, RecordPair, MOST_TOOLS);
    size_t n = 0;
    tools[n++] = (RecordPair){S("plancmp"), slice_of(command_version())};
    tools[n++] = (RecordPair){S("icu"), words_version(keep)};
    if (has_ending(names, S(".xlsx")))
        tools[n++] = (RecordPair){S("libxlsxwriter"), slice_of(xlsx_version())};
    if (has_ending(names, S(".png"))) {
        Font font = {0};
        if (!font_find(keep, &font, err))
            return false;
        tools[n++] = (RecordPair){S("gnuplot"), chart_gnuplot_version(keep)};
        tools[n++] = (RecordPair){S("font"), font.family};
    }
    run->tools = (RecordPairs){tools, n};
    return true;
}

static bool note_input(const Context *context, RecordRun *run, Arena *keep, Err *err) {
    ThemeList themes = {0};
    Store *store =
        store_open(arena_cstring(keep, context->global.database), STORE_READ, err);
    bool ok = store && store_themes(store, keep, &themes, err) &&
              store_prints(store, keep, &run->plans, err);
    run->scheme = themes.hash;
    store_close(store);
    return ok;
}

static int by_name(const void *a, const void *b) {
    return slice_compare(((const RecordPair *)a)->name, ((const RecordPair *)b)->name);
}

static bool note_files(Slice folder, const SliceList *names, RecordRun *run, Arena *keep,
                       Err *err) {
    RecordPair *files = ARENA_ARRAY(keep, RecordPair, names->n);
    size_t n = 0;
    Buf bytes = {0};
    bool ok = true;
    for (size_t i = 0; i < names->n && ok; i++) {
        buf_clear(&bytes);
        ok = file_read(path_join(keep, folder, names->at[i]), SIZE_MAX, &bytes, err);
        files[n++] = (RecordPair){names->at[i], hash_sha256(keep, buf_slice(&bytes))};
    }
    buf_release(&bytes);
    if (n)
        qsort(files, n, sizeof *files, by_name);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || !slice_equal(files[kept - 1].name, files[i].name))
            files[kept++] = files[i];
    }
    run->files = (RecordPairs){files, kept};
    return ok;
}

/* ---- Beside earlier runs ---- */

static bool same_command(const RecordRun *a, const RecordRun *b) {
    if (a->command.n != b->command.n)
        return false;
    for (size_t i = 0; i < a->command.n; i++) {
        if (!slice_equal(a->command.at[i], b->command.at[i]))
            return false;
    }
    return true;
}

/* An earlier run keeps what was not written again. Of a folder made again by the same
 * command (whole) it keeps nothing. */
static void hand_over(RecordRun *old, const RecordRun *run, Arena *keep) {
    RecordPair *left = ARENA_ARRAY(keep, RecordPair, old->files.n);
    size_t n = 0;
    for (size_t i = 0; i < old->files.n; i++) {
        if (record_value(&run->files, old->files.at[i].name).n == 0)
            left[n++] = old->files.at[i];
    }
    old->files = (RecordPairs){left, n};
}

static void add_run(Record *record, RecordRun *run, bool whole, Arena *keep) {
    size_t kept = 0;
    for (size_t i = 0; i < record->runs.n; i++) {
        RecordRun *old = &record->runs.at[i];
        hand_over(old, run, keep);
        if (old->files.n == 0 || (whole && same_command(old, run)))
            vec_release(&old->command);
        else
            record->runs.at[kept++] = *old;
    }
    record->runs.n = kept;
    vec_push(&record->runs, *run);
    run->command = (SliceList){0};
}

bool record_keep(Context *context, Err *err) {
    Arena *keep = &context->arena;
    RecordRun run = {.language = slice_of(lang_get() == LANG_ZH ? "zh" : "en")};
    SliceList names = context->written;
    Slice folder = context->folder, one = path_base(context->global.output);
    if (!context->command->folder) {
        names = (SliceList){.at = &one, .n = 1};
        folder = path_folder(context->global.output);
    }
    Record record = {0};
    Buf text = {0};
    bool found = false;
    bool ok = record_read(folder, keep, &record, &found, err) &&
              note_command(context, &run, keep, err) &&
              note_tools(&names, &run, keep, err) &&
              note_input(context, &run, keep, err) &&
              note_files(folder, &names, &run, keep, err);
    if (ok) {
        add_run(&record, &run, context->command->folder != NULL, keep);
        record_write(&record, &text);
        ok = file_write(path_join(keep, folder, S(RECORD_NAME)), buf_slice(&text), err);
    }
    buf_release(&text);
    vec_release(&run.command);
    record_release(&record);
    return ok;
}
