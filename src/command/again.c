/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing of a record reaches the child as it stands: its words are parsed by the rows of
 * the one command they may belong to, and written again from what was understood. */
#include "base/base.h"

#include <unistd.h>

#include "base/child.h"
#include "base/file.h"
#include "command/again.h"

enum { SECONDS = 7200, PATH_BYTES = 4096 };

/* ---- What a record may ask for ---- */

typedef struct {
    const Command *command;
    SliceList words;     /* its options, written anew */
    SliceList arguments; /* without the folder */
} Request;

static const Command *find_command(Slice name) {
    for (size_t i = 0; command_at(i); i++) {
        if (slice_equal(slice_of(command_at(i)->name), name))
            return command_is_repeatable(command_at(i)) ? command_at(i) : NULL;
    }
    return NULL;
}

static bool refuse(const RecordRun *run, Err *err) {
    return err_set(
        err,
        T("the record asks for something else than an analysis, a chart, a report or "
          "an export (%.*s); it is not run",
          "记录要求运行的不是分析、图表、报告或导出（%.*s），不予执行"),
        SLICE_ARG(run->command.at[0]));
}

/* The options that are set, none of which may name a place. */
static bool take_words(const RecordRun *run, Request *request, const void *settings,
                       Arena *keep, Err *err) {
    for (size_t i = 0; i < request->command->n_options; i++) {
        const Option *row = &request->command->options[i];
        OptionSet one = {row, 1, (void *)(uintptr_t)settings};
        size_t before = request->words.n;
        options_words(&one, keep, &request->words);
        if (request->words.n > before && record_is_place(row))
            return refuse(run, err);
    }
    return true;
}

static bool parse_words(const RecordRun *run, Request *request, void *settings,
                        Arena *keep, Err *err) {
    const Command *command = request->command;
    GlobalSettings global = {0};
    OptionSet sets[2] = {{command->options, command->n_options, settings},
                         command_file_options(&global)};
    size_t n = run->command.n - 1;
    char **argv = ARENA_ARRAY(keep, char *, n + 1);
    for (size_t i = 0; i < n; i++)
        argv[i] = (char *)(uintptr_t)arena_cstring(keep, run->command.at[i + 1]);
    bool ok = options_parse(sets, command->no_format ? 1 : 2, (int)n, argv,
                            &request->arguments, err) &&
              take_words(run, request, settings, keep, err);
    if (ok)
        options_words(&sets[1], keep, &request->words);
    return ok;
}

static bool understand(const RecordRun *run, Request *request, Arena *keep, Err *err) {
    request->command = find_command(run->command.at[0]);
    if (!request->command)
        return refuse(run, err);
    void *settings = arena_alloc(keep, request->command->settings_size);
    bool ok = parse_words(run, request, settings, keep, err);
    options_release(
        &(OptionSet){request->command->options, request->command->n_options, settings});
    if (!ok)
        return false;
    const Command *command = request->command;
    bool only_folder = command->folder && !*command->folder;
    bool whole = only_folder ? request->arguments.n == 0
                             : request->arguments.n >= command->least &&
                                   request->arguments.n <= command->most;
    /* A table is one file, and a folder is no table. */
    return (whole && (command->folder || run->files.n == 1)) || refuse(run, err);
}

/* ---- The child ---- */

static const char *own_program(const Context *context, Arena *keep) {
    char path[PATH_BYTES];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path);
    return n > 0 && n < PATH_BYTES ? arena_cstring(keep, (Slice){path, (size_t)n})
                                   : context->argv[0];
}

static void add_argument(SliceList *line, Arena *keep, const char *option, Slice value) {
    vec_push(line, arena_format(keep, "--%s=%.*s", option, SLICE_ARG(value)));
}

static void compose(const Context *context, const RecordRun *run, const Request *request,
                    Slice folder, Arena *keep, SliceList *line) {
    const Command *command = request->command;
    add_argument(line, keep, "database", context->global.database);
    add_argument(line, keep, "lang", run->language);
    vec_push(line, S("--quiet"));
    vec_push(line, slice_of(command->name));
    for (size_t i = 0; i < request->words.n; i++)
        vec_push(line, request->words.at[i]);
    if (!command->folder) {
        add_argument(line, keep, "output",
                     path_join(keep, folder, run->files.at[0].name));
        vec_push(line, S("--record"));
    } else if (*command->folder) {
        add_argument(line, keep, command->folder, folder);
    }
    vec_push(line, S("--"));
    if (command->folder && !*command->folder)
        vec_push(line, folder);
    for (size_t i = 0; i < request->arguments.n; i++)
        vec_push(line, request->arguments.at[i]);
}

static bool run_child(const Context *context, const SliceList *line, Arena *keep,
                      Err *err) {
    const char **argv = ARENA_ARRAY(keep, const char *, line->n + 2);
    argv[0] = own_program(context, keep);
    for (size_t i = 0; i < line->n; i++)
        argv[i + 1] = arena_cstring(keep, line->at[i]);
    Child child = {.argv = argv, .seconds = SECONDS};
    ChildResult result = {0};
    bool ok = child_run(&child, &result, err);
    if (ok && result.status != EXIT_DONE) {
        Slice why = child_complaint(&result);
        Cut own = slice_cut(why, S("plancmp: "));
        ok = err_set(err, "%.*s", SLICE_ARG(own.found && !own.head.n ? own.tail : why));
    }
    child_release(&result);
    return ok;
}

bool run_again(Context *context, const RecordRun *run, Slice folder, Record *now,
               Err *err) {
    Arena *keep = &context->arena;
    Request request = {0};
    SliceList line = {0};
    bool found = false;
    bool ok = understand(run, &request, keep, err) && folder_make(folder, err);
    if (ok) {
        compose(context, run, &request, folder, keep, &line);
        ok = run_child(context, &line, keep, err) &&
             record_read(folder, keep, now, &found, err);
    }
    if (ok && (!found || now->runs.n != 1))
        ok = err_set(err, "%s", T("it left no record", "它没有留下记录"));
    vec_release(&line);
    vec_release(&request.words);
    vec_release(&request.arguments);
    return ok;
}

Slice run_words(const RecordRun *run, Arena *keep) {
    Buf line = {0};
    buf_add(&line, S("plancmp"));
    for (size_t i = 0; i < run->command.n; i++) {
        Slice word = run->command.at[i];
        if (!slice_equal(word, S("--")))
            buf_format(&line, " %.*s", SLICE_ARG(word));
    }
    Slice words = arena_copy(keep, buf_slice(&line));
    buf_release(&line);
    return words;
}
