/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Command line options as rows: the rows give parsing, help, the manual page and shell
 * completion. */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include "base/base.h"

typedef enum {
    OPTION_FLAG,   /* bool: --name */
    OPTION_TEXT,   /* Slice: --name VALUE or --name=VALUE; the empty value is an error */
    OPTION_LIST,   /* SliceList: may be given many times, in order */
    OPTION_COUNT,  /* int64_t: a whole number from 0 */
    OPTION_REAL,   /* double */
    OPTION_CHOICE, /* Slice: one of `choices`, words divided by '|' */
} OptionKind;

typedef struct {
    const char *name; /* without dashes: "format" */
    char letter;      /* 'f' for -f; 0 for none */
    OptionKind kind;
    size_t offset;       /* of the value in the settings, as of offsetof */
    const char *value;   /* the name of its value in help: "FILE"; NULL for flags */
    const char *choices; /* OPTION_CHOICE */
    const char *en, *zh; /* what it does, one line */
} Option;

/* A list of rows and the settings they write to; several lists are looked through in
 * order. */
typedef struct {
    const Option *rows;
    size_t n;
    void *settings;
} OptionSet;

/* Reads arguments: options of any set in any place, "--" ends them, all else goes to
 * `rest`. Long names may be shortened as long as they stay the only one. On an unknown
 * option or a bad value: false, and the message names it. Texts point into argv. */
bool options_parse(const OptionSet *sets, size_t n_sets, int argc, char **argv,
                   SliceList *rest, Err *err);

/* Appends text in lines of at most 100 columns, further ones set in; no line end behind
 * it. */
void options_wrap(Slice text, size_t indent, Buf *out);

/* The words that would set these settings again, one "--name" or "--name=value" each, in
 * the order of the rows; what is zero or empty was not given. Texts live in keep. */
void options_words(const OptionSet *set, Arena *keep, SliceList *words);

/* Gives back the lists of the settings, which alone are on the heap. */
void options_release(const OptionSet *set);

/* Help lines of one set: "  -f, --format FORMAT   text". */
void options_help(const OptionSet *set, Buf *out);

#endif
