/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from argv to a command's run and back to an exit status. */
#include "base/base.h"

#include <errno.h>

#include "base/options.h"
#include "command/analyses.h"
#include "command/command.h"
#include "command/commands_p.h"
#include "command/record.h"

#define FORMATS "table|csv|json|jsonl|markdown|xlsx"

static const Option global_rows[] = {
    {"database", 'd', OPTION_TEXT, offsetof(GlobalSettings, database), "FILE", NULL,
     "the project file (plans.db)", "项目文件（默认 plans.db）"},
    {"format", 'f', OPTION_CHOICE, offsetof(GlobalSettings, format), "FORMAT", FORMATS,
     "how tables are printed", "表格的输出格式"},
    {"output", 'o', OPTION_TEXT, offsetof(GlobalSettings, output), "FILE", NULL,
     "write to a file instead of the terminal", "写入文件而不是终端"},
    {"bom", 0, OPTION_FLAG, offsetof(GlobalSettings, bom), NULL, NULL,
     "CSV with a byte order mark, so that Excel reads the Chinese",
     "CSV 带 BOM，便于 Excel 正确显示中文"},
    {"record", 0, OPTION_FLAG, offsetof(GlobalSettings, record), NULL, NULL,
     "with -o: note in plancmp.json beside the file how it was made, for verify",
     "与 -o 合用：在旁边的 plancmp.json 记下文件的来历，供 verify 核对"},
    {"lang", 0, OPTION_CHOICE, offsetof(GlobalSettings, lang), "LANG", "zh|en",
     "language of messages and headings (from the locale)",
     "提示与表头的语言（默认取自系统区域）"},
    {"quiet", 'q', OPTION_FLAG, offsetof(GlobalSettings, quiet), NULL, NULL,
     "no progress lines", "不显示进度"},
    {"help", 'h', OPTION_FLAG, offsetof(GlobalSettings, help), NULL, NULL,
     "help on the command", "显示帮助"},
};

static const OptionSet command_global_options = {
    global_rows, sizeof global_rows / sizeof *global_rows, NULL};

OptionSet command_file_options(GlobalSettings *settings) {
    static const Option rows[] = {
        {"format", 'f', OPTION_CHOICE, offsetof(GlobalSettings, format), "FORMAT",
         FORMATS, NULL, NULL},
        {"bom", 0, OPTION_FLAG, offsetof(GlobalSettings, bom), NULL, NULL, NULL, NULL},
    };
    return (OptionSet){rows, sizeof rows / sizeof *rows, settings};
}

bool command_is_repeatable(const Command *command) {
    return command->repeatable || analysis_find(slice_of(command->name));
}

static bool refuses(const Command *command, Slice option) {
    if (slice_equal(option, S("record")))
        return command->no_output || !command_is_repeatable(command);
    bool format = slice_equal(option, S("format")) || slice_equal(option, S("bom"));
    return format ? command->no_format
                  : slice_equal(option, S("output")) && command->no_output;
}

void command_global_help(const Command *command, Buf *out) {
    for (size_t i = 0; i < command_global_options.n; i++) {
        if (!refuses(command, slice_of(global_rows[i].name)))
            options_help(&(OptionSet){&global_rows[i], 1, NULL}, out);
    }
}

static const Command *const commands[] = {
#define X(name) &command_##name,
    COMMANDS(X)
#undef X
};

const Command *command_at(size_t i) {
    return i < sizeof commands / sizeof *commands ? commands[i] : NULL;
}

const Command *command_lookup(Slice name) {
    const Command *match = NULL;
    size_t matches = 0;
    for (size_t i = 0; command_at(i); i++) {
        Slice known = slice_of(command_at(i)->name);
        if (slice_equal(known, name))
            return command_at(i);
        if (name.n && slice_starts(known, name)) {
            match = command_at(i);
            matches++;
        }
    }
    return matches == 1 ? match : NULL;
}

int command_fail(const Err *err) {
    fprintf(stderr, "plancmp: %s\n", err->text);
    return EXIT_FAILED;
}

static int usage_error(const Err *err, const char *name) {
    fprintf(stderr, "plancmp%s%s: %s\n", name ? " " : "", name ? name : "", err->text);
    fprintf(stderr, T("Try: plancmp help%s%s\n", "请看：plancmp help%s%s\n"),
            name ? " " : "", name ? name : "");
    return EXIT_USAGE;
}

/* A command's output must not be lost in silence: a full disk or a closed pipe is a
 * failure. */
static int flush_output(int status) {
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    if (status == EXIT_DONE && errno != EPIPE)
        fprintf(stderr, T("plancmp: standard output: %s\n", "plancmp：标准输出：%s\n"),
                err_errno(errno));
    return status == EXIT_DONE ? EXIT_FAILED : status;
}

static bool check_count(const Command *command, size_t n, Err *err) {
    if (n < command->least)
        return err_set(
            err,
            T("too few arguments; usage: plancmp %s %s", "参数太少；用法：plancmp %s %s"),
            command->name, command->arguments);
    if (n > command->most)
        return err_set(err,
                       T("too many arguments; usage: plancmp %s %s",
                         "参数太多；用法：plancmp %s %s"),
                       command->name, command->arguments);
    return true;
}

/* ---- What of --format, --bom and -o goes together ---- */

/* -o coverage.csv says which format is meant. */
static Slice format_of_file(Slice path) {
    static const char *const endings[][2] = {{".csv", "csv"},
                                             {".json", "json"},
                                             {".jsonl", "jsonl"},
                                             {".md", "markdown"},
                                             {".xlsx", "xlsx"}};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (slice_ends(path, slice_of(endings[i][0])))
            return slice_of(endings[i][1]);
    }
    return S("table");
}

static bool settle_format(const Command *command, GlobalSettings *global, Err *err) {
    const struct {
        bool given;
        const char *name;
    } options[] = {{global->format.n > 0, "format"},
                   {global->bom, "bom"},
                   {global->output.n > 0, "output"},
                   {global->record, "record"}};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        if (options[i].given && refuses(command, slice_of(options[i].name)))
            return err_set(err,
                           T("--%s does nothing here; usage: plancmp %s%s%s",
                             "--%s 在此不起作用；用法：plancmp %s%s%s"),
                           options[i].name, command->name, *command->arguments ? " " : "",
                           command->arguments);
    }
    if (global->format.n == 0)
        global->format = format_of_file(global->output);
    if (global->record && !global->output.n)
        return err_set(err, "%s",
                       T("--record goes with -o FILE: it tells how the file was made",
                         "--record 须与 -o 文件 合用：它记录该文件的来历"));
    if (global->bom && !slice_equal(global->format, S("csv")))
        return err_set(err,
                       T("--bom goes with --format csv, not %.*s",
                         "--bom 只用于 --format csv，而不是 %.*s"),
                       SLICE_ARG(global->format));
    if (slice_equal(global->format, S("xlsx")) && !global->output.n &&
        !command->no_format)
        return err_set(err, "%s",
                       T("--format xlsx needs -o FILE", "--format xlsx 需要 -o 文件"));
    return true;
}

static int run_command(Context *context, const Command *command, SliceList *arguments,
                       void *settings) {
    Err err = {0};
    OptionSet sets[2] = {{command->options, command->n_options, settings},
                         command_global_options};
    sets[1].settings = &context->global;
    SliceList rest = {0};
    /* The command's name is the first argument that is no option; only the arguments
     * behind it remain. */
    if (!options_parse(sets, 2, context->argc - 1, context->argv + 1, &rest, &err))
        return vec_release(&rest), usage_error(&err, command->name);
    for (size_t i = 1; i < rest.n; i++)
        vec_push(arguments, rest.at[i]);
    vec_release(&rest);
    if (context->global.help) {
        Buf help = {0};
        help_one(command, &help);
        fwrite(help.p, 1, help.n, stdout);
        buf_release(&help);
        return EXIT_DONE;
    }
    if (!check_count(command, arguments->n, &err) ||
        !settle_format(command, &context->global, &err))
        return usage_error(&err, command->name);
    context->command = command;
    context->settings = settings;
    context->arguments = arguments;
    int status = command->run(context, settings, arguments);
    bool recorded = command->folder || context->global.record;
    if (status == EXIT_DONE && recorded && !record_keep(context, &err))
        status = command_fail(&err);
    vec_release(&context->written);
    return status;
}

/* Where the command's name stands: behind the global options. 0 when there is none. */
static int name_position(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        Slice text = slice_of(argv[i]);
        if (text.n < 2 || text.p[0] != '-')
            return i;
        GlobalSettings ignored = {0};
        OptionSet set = command_global_options;
        set.settings = &ignored;
        SliceList rest = {0};
        Err err = {0};
        /* An option whose value is the next word: skip that word as well. */
        bool alone = options_parse(&set, 1, 1, argv + i, &rest, &err);
        vec_release(&rest);
        if (!alone)
            i++;
    }
    return 0;
}

static int run_without_name(int argc, char **argv) {
    Err err = {0};
    GlobalSettings global = {0};
    OptionSet set = command_global_options;
    set.settings = &global;
    SliceList rest = {0};
    if (argc == 2 && strcmp(argv[1], "--version") == 0)
        return printf("plancmp %s\n", command_version()), EXIT_DONE;
    bool ok = options_parse(&set, 1, argc - 1, argv + 1, &rest, &err);
    vec_release(&rest);
    if (!ok)
        return usage_error(&err, NULL);
    Buf help = {0};
    help_overview(&help);
    fwrite(help.p, 1, help.n, global.help ? stdout : stderr);
    buf_release(&help);
    return global.help ? EXIT_DONE : EXIT_USAGE;
}

/* Errors in the options themselves are told in the language asked for, too. */
static void settle_language(int argc, char **argv) {
    lang_set(lang_from_environment());
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        Cut cut = slice_cut(slice_of(argv[i]), S("="));
        if (!slice_equal(cut.head, S("--lang")) || (!cut.found && i + 1 == argc))
            continue;
        Slice lang = cut.found ? cut.tail : slice_of(argv[i + 1]);
        if (slice_equal(lang, S("zh")) || slice_equal(lang, S("en")))
            lang_set(slice_equal(lang, S("zh")) ? LANG_ZH : LANG_EN);
    }
}

int command_main(int argc, char **argv) {
    settle_language(argc, argv);
    int at = name_position(argc, argv);
    if (at == 0)
        return flush_output(run_without_name(argc, argv));
    const Command *command = command_lookup(slice_of(argv[at]));
    if (!command) {
        Err err = {0};
        err_set(&err, T("there is no command \"%s\"", "没有命令“%s”"), argv[at]);
        return usage_error(&err, NULL);
    }
    Context context = {.argc = argc, .argv = argv};
    context.global.database = S("plans.db");
    SliceList arguments = {0};
    void *settings = arena_alloc(&context.arena, command->settings_size);
    int status = run_command(&context, command, &arguments, settings);
    vec_release(&arguments);
    options_release(&(OptionSet){command->options, command->n_options, settings});
    arena_release(&context.arena);
    return flush_output(status);
}
