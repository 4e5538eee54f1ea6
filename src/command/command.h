/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands are rows: parsing, `help`, the manual page and shell completion come from
 * them.
 *
 * To add a command: write command/NAME.c with one `const Command command_NAME`, declare
 * it in COMMANDS below in its group's place, add a test under tests/cli/, and name it in
 * the README if a new user needs it. To add an analysis: write it in compare/, then add a
 * row to command/analyses.c; nothing else. */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "base/base.h"
#include "base/options.h"

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* Options every command takes. */
typedef struct {
    Slice database; /* -d, plans.db */
    Slice lang;     /* --lang */
    Slice format;   /* --format of what is printed */
    Slice output;   /* -o: a file instead of the terminal */
    bool bom;       /* CSV with a byte order mark, for Excel */
    bool record;    /* with -o: note beside the file how it was made (record.h) */
    bool quiet;     /* no progress */
    bool help;
} GlobalSettings;

typedef struct Command Command;

typedef struct {
    GlobalSettings global;
    int argc; /* the whole command line, for the log of runs */
    char **argv;
    const Command *command; /* what is run, and what it was given */
    const void *settings;
    const SliceList *arguments;
    Slice folder;      /* of a command with `folder`: where it wrote */
    SliceList written; /* the names of its files there, in the order of writing */
    Arena arena;       /* lives as long as the command */
} Context;

typedef struct {
    const char *line;    /* "plancmp coverage coast-2023" */
    const char *en, *zh; /* what it shows */
} Example;

typedef enum {
    GROUP_PLANS,
    GROUP_THEMES,
    GROUP_PEOPLE,
    GROUP_ANSWERS,
    GROUP_OUTPUT,
    GROUP_TOOL,
    GROUPS
} CommandGroup;

struct Command {
    const char *name;
    CommandGroup group;
    const char *arguments;         /* as shown in usage: "PATH…"; "" for none */
    const char *en, *zh;           /* summary, one line */
    const char *more_en, *more_zh; /* further lines of help; NULL for none */
    const Example *examples;       /* shown first in help */
    size_t n_examples;
    size_t least, most; /* how many arguments; most SIZE_MAX for any number */
    const Option *options;
    size_t n_options;
    size_t settings_size; /* of the struct the options write to, zeroed before; 0 for none
                           */
    bool no_format;       /* prints no table: --format and --bom are refused */
    bool no_output;       /* writes no single file: -o is refused */
    /* Writes nothing but what -o or its folder holds, and that by the project file and
     * its options alone: `verify` may run it again. Analyses do so without saying. */
    bool repeatable;
    /* Writes a folder of files, with a record of how they were made: the option that
     * names the folder; "" when its only argument does; NULL: none. Its run fills
     * Context.folder and .written. */
    const char *folder;
    /* The exit status. An error has been printed (command_fail) when it is not EXIT_DONE.
     */
    int (*run)(Context *context, const void *settings, const SliceList *arguments);
};

#define COMMAND_OPTIONS(rows)                                                            \
    .options = (rows), .n_options = sizeof(rows) / sizeof *(rows)
#define COMMAND_EXAMPLES(rows)                                                           \
    .examples = (rows), .n_examples = sizeof(rows) / sizeof *(rows)

const Command *command_lookup(Slice name); /* by name or unique beginning; NULL when there
                                              is none */
const Command *command_at(size_t i); /* the i-th of all, in help order; NULL behind the
                                        last */

/* Runs the whole program: parses, looks the command up, runs it, flushes. The exit
 * status. */
int command_main(int argc, char **argv);

/* Whether `verify` may run it again. */
bool command_is_repeatable(const Command *command);
/* The options of every command that decide on the bytes of a file: its format. */
OptionSet command_file_options(GlobalSettings *settings);

/* "plancmp: message" on stderr, and EXIT_FAILED. */
int command_fail(const Err *err);

void help_one(const Command *command, Buf *out);
void help_overview(Buf *out);
/* The help lines of the options of every command, without those that the command
 * refuses. */
void command_global_help(const Command *command, Buf *out);

#endif
