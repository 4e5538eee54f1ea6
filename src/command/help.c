/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help: everything it says comes from the command rows. */
#include "base/base.h"

#include "base/utf8.h"
#include "command/command.h"
#include "command/commands_p.h"

static const char *group_title(CommandGroup group) {
    switch (group) {
    case GROUP_PLANS: return T("Plans", "读入与查看计划");
    case GROUP_THEMES: return T("Themes", "主题编码");
    case GROUP_PEOPLE: return T("People's codes", "人工编码");
    case GROUP_ANSWERS: return T("Answers", "分析与比较");
    case GROUP_OUTPUT: return T("Charts, reports, data", "图表、报告与数据");
    case GROUP_TOOL: return T("The tool", "工具");
    case GROUPS: break;
    }
    BUG("group %d", (int)group);
}

/* A full line goes on in the next; lists keep their lines. */
static void help_more(Slice more, Buf *out) {
    enum { FULL = 80 };
    Cut cut = {.tail = more, .found = true};
    Buf paragraph = {0};
    while (cut.found) {
        cut = slice_cut(cut.tail, S("\n"));
        buf_add(&paragraph, cut.head);
        bool goes_on =
            cut.found && utf8_columns(cut.head) > FULL && !slice_starts(cut.tail, S(" "));
        if (goes_on) {
            buf_add(&paragraph, slice_of(T(" ", "")));
            continue;
        }
        options_wrap(buf_slice(&paragraph), 0, out);
        buf_add_byte(out, '\n');
        buf_clear(&paragraph);
    }
    buf_release(&paragraph);
}

void help_one(const Command *command, Buf *out) {
    for (size_t i = 0; i < command->n_examples; i++) {
        const Example *example = &command->examples[i];
        buf_format(out, "  %s\n      ", example->line);
        options_wrap(slice_of(T(example->en, example->zh)), 6, out);
        buf_add_byte(out, '\n');
    }
    if (command->n_examples)
        buf_add_byte(out, '\n');
    buf_format(out, T("Usage: plancmp %s%s%s\n", "用法：plancmp %s%s%s\n"), command->name,
               *command->arguments ? " " : "", command->arguments);
    options_wrap(slice_of(T(command->en, command->zh)), 0, out);
    buf_add_byte(out, '\n');
    if (command->more_en) {
        buf_add_byte(out, '\n');
        help_more(slice_of(T(command->more_en, command->more_zh)), out);
    }
    if (command->n_options) {
        buf_format(out, "%s", T("\nOptions\n", "\n选项\n"));
        options_help(&(OptionSet){command->options, command->n_options, NULL}, out);
    }
    buf_format(out, "%s", T("\nOptions of every command\n", "\n通用选项\n"));
    command_global_help(command, out);
}

static void help_group(CommandGroup group, Buf *out) {
    bool titled = false;
    for (size_t i = 0; command_at(i); i++) {
        const Command *command = command_at(i);
        if (command->group != group)
            continue;
        if (!titled)
            buf_format(out, "\n%s\n", group_title(group));
        titled = true;
        buf_format(out, "  %-13s ", command->name);
        options_wrap(slice_of(T(command->en, command->zh)), 16, out);
        buf_add_byte(out, '\n');
    }
}

void help_overview(Buf *out) {
    buf_format(
        out, "%s",
        T("plancmp reads district work plans, codes their measures by theme and compares them.\n\n"
          "  plancmp add plans/                read every plan of a folder into plans.db\n"
          "  plancmp coverage                  which themes each plan covers, and how much\n"
          "  plancmp explain sports PLAN       the sentences behind a number\n"
          "  plancmp report output             charts and a report: output/index.html\n",
          "plancmp 读入各区县的年度工作计划，按主题给每条举措编码，并加以比较。\n\n"
          "  plancmp add plans/                把文件夹里的计划读入 plans.db\n"
          "  plancmp coverage                  各计划覆盖哪些主题、分量多少\n"
          "  plancmp explain sports 计划       一个数字背后的原句\n"
          "  plancmp report output             图表与报告：output/index.html\n"));
    for (CommandGroup group = 0; group < GROUPS; group++)
        help_group(group, out);
    buf_format(out, "%s",
               T("\nMore on one command: plancmp help COMMAND\n",
                 "\n某个命令的详细说明：plancmp help 命令\n"));
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    (void)context;
    (void)settings;
    Buf help = {0};
    if (arguments->n == 0) {
        help_overview(&help);
    } else {
        const Command *command = command_lookup(arguments->at[0]);
        if (!command) {
            Err err = {0};
            err_set(&err, T("there is no command \"%.*s\"", "没有命令“%.*s”"),
                    SLICE_ARG(arguments->at[0]));
            command_fail(&err);
            return EXIT_USAGE;
        }
        help_one(command, &help);
    }
    fwrite(help.p, 1, help.n, stdout);
    buf_release(&help);
    return EXIT_DONE;
}

static const Example examples[] = {
    {"plancmp help coverage", "what coverage does, its options and examples",
     "coverage 命令的说明、选项与示例"},
};

const Command command_help = {
    .name = "help",
    .group = GROUP_TOOL,
    .arguments = "[COMMAND]",
    .en = "this overview, or help on one command",
    .zh = "总览，或某个命令的说明",
    COMMAND_EXAMPLES(examples),
    .most = 1,
    .no_format = true,
    .no_output = true,
    .run = run,
};
