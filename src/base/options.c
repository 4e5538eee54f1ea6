/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "base/options.h"
#include "base/utf8.h"

typedef struct {
    const Option *row;
    void *settings;
} Found;

typedef struct {
    int argc, next;
    char **argv;
} Arguments;

static bool is_choice(const char *choices, Slice value) {
    Cut cut = {.tail = slice_of(choices), .found = true};
    while (cut.found) {
        cut = slice_cut(cut.tail, S("|"));
        if (slice_equal(cut.head, value))
            return true;
    }
    return false;
}

static bool store_value(Found found, Slice value, Err *err) {
    void *into = (char *)found.settings + found.row->offset;
    const char *name = found.row->name;
    if (value.n == 0)
        return err_set(err, T("--%s needs a value", "--%s 需要一个值"), name);
    switch (found.row->kind) {
    case OPTION_FLAG: BUG("flag --%s has no value", name);
    case OPTION_TEXT: *(Slice *)into = value; return true;
    case OPTION_LIST: vec_push((SliceList *)into, value); return true;
    case OPTION_COUNT:
        if (slice_int(value, (int64_t *)into) && *(int64_t *)into >= 0)
            return true;
        return err_set(
            err,
            T("--%s: \"%.*s\" is not a whole number from 0", "--%s：“%.*s”不是非负整数"),
            name, SLICE_ARG(value));
    case OPTION_REAL:
        if (slice_real(value, (double *)into))
            return true;
        return err_set(err, T("--%s: \"%.*s\" is not a number", "--%s：“%.*s”不是数"),
                       name, SLICE_ARG(value));
    case OPTION_CHOICE:
        if (!is_choice(found.row->choices, value))
            return err_set(
                err,
                T("--%s: \"%.*s\" is not one of %s", "--%s：“%.*s”不在可选值 %s 之中"),
                name, SLICE_ARG(value), found.row->choices);
        *(Slice *)into = value;
        return true;
    }
    BUG("option kind %d", (int)found.row->kind);
}

static bool find_long(const OptionSet *sets, size_t n_sets, Slice name, Found *found,
                      Err *err) {
    size_t matches = 0;
    for (size_t s = 0; s < n_sets; s++) {
        for (size_t i = 0; i < sets[s].n; i++) {
            const Option *row = &sets[s].rows[i];
            if (!slice_starts(slice_of(row->name), name))
                continue;
            *found = (Found){row, sets[s].settings};
            if (name.n == strlen(row->name))
                return true;
            matches++;
        }
    }
    if (matches == 1 && name.n)
        return true;
    if (matches > 1 && name.n)
        return err_set(err, T("--%.*s could be several options", "--%.*s 可以是多个选项"),
                       SLICE_ARG(name));
    return err_set(err, T("there is no option --%.*s", "没有选项 --%.*s"),
                   SLICE_ARG(name));
}

static bool find_letter(const OptionSet *sets, size_t n_sets, char letter, Found *found) {
    for (size_t s = 0; s < n_sets; s++) {
        for (size_t i = 0; i < sets[s].n; i++) {
            if (sets[s].rows[i].letter == letter) {
                *found = (Found){&sets[s].rows[i], sets[s].settings};
                return true;
            }
        }
    }
    return false;
}

static bool set_flag(Found found) {
    *(bool *)(void *)((char *)found.settings + found.row->offset) = true;
    return true;
}

static bool next_value(Arguments *arguments, Found found, Slice *value, Err *err) {
    if (arguments->next >= arguments->argc)
        return err_set(err, T("--%s needs a value", "--%s 需要一个值"), found.row->name);
    *value = slice_of(arguments->argv[arguments->next++]);
    return true;
}

static bool parse_long(const OptionSet *sets, size_t n_sets, Slice text,
                       Arguments *arguments, Err *err) {
    Found found = {0};
    Cut cut = slice_cut(text, S("="));
    if (!find_long(sets, n_sets, cut.head, &found, err))
        return false;
    if (found.row->kind == OPTION_FLAG) {
        if (cut.found)
            return err_set(err, T("--%s takes no value", "--%s 不带值"), found.row->name);
        return set_flag(found);
    }
    if (!cut.found && !next_value(arguments, found, &cut.tail, err))
        return false;
    return store_value(found, cut.tail, err);
}

/* "-d FILE", "-dFILE", "-qv" */
static bool parse_letters(const OptionSet *sets, size_t n_sets, Slice text,
                          Arguments *arguments, Err *err) {
    for (size_t i = 0; i < text.n; i++) {
        Found found = {0};
        if (!find_letter(sets, n_sets, text.p[i], &found))
            return err_set(err, T("there is no option -%.*s", "没有选项 -%.*s"),
                           SLICE_ARG(slice_sub(text, i, i + 1)));
        if (found.row->kind == OPTION_FLAG) {
            set_flag(found);
            continue;
        }
        Slice value = slice_sub(text, i + 1, text.n);
        if (value.n == 0 && !next_value(arguments, found, &value, err))
            return false;
        return store_value(found, value, err);
    }
    return true;
}

bool options_parse(const OptionSet *sets, size_t n_sets, int argc, char **argv,
                   SliceList *rest, Err *err) {
    Arguments arguments = {.argc = argc, .argv = argv};
    bool only_rest = false;
    while (arguments.next < argc) {
        Slice text = slice_of(argv[arguments.next++]);
        bool ok = true;
        if (only_rest || text.n < 2 || text.p[0] != '-')
            vec_push(rest, text);
        else if (slice_equal(text, S("--")))
            only_rest = true;
        else if (slice_starts(text, S("--")))
            ok = parse_long(sets, n_sets, slice_sub(text, 2, text.n), &arguments, err);
        else
            ok = parse_letters(sets, n_sets, slice_sub(text, 1, text.n), &arguments, err);
        if (!ok)
            return false;
    }
    return true;
}

/* ---- Settings as words ---- */

/* The shortest digits that slice_real reads as the same number. */
static Slice real_words(Arena *keep, double value) {
    Slice words = {0};
    for (int decimals = 0; decimals <= 17; decimals++) {
        double back = 0;
        words = arena_format(keep, "%.*f", decimals, value);
        if (slice_real(words, &back) && back == value)
            break;
    }
    return words;
}

static void add_value(const Option *row, Slice value, Arena *keep, SliceList *words) {
    if (value.n)
        vec_push(words, arena_format(keep, "--%s=%.*s", row->name, SLICE_ARG(value)));
}

static void add_words(const Option *row, const void *from, Arena *keep,
                      SliceList *words) {
    switch (row->kind) {
    case OPTION_FLAG:
        if (*(const bool *)from)
            vec_push(words, arena_format(keep, "--%s", row->name));
        return;
    case OPTION_TEXT:
    case OPTION_CHOICE: add_value(row, *(const Slice *)from, keep, words); return;
    case OPTION_LIST: {
        const SliceList *list = from;
        for (size_t i = 0; i < list->n; i++)
            add_value(row, list->at[i], keep, words);
        return;
    }
    case OPTION_COUNT: {
        int64_t count = *(const int64_t *)from;
        if (count)
            add_value(row, arena_format(keep, "%lld", (long long)count), keep, words);
        return;
    }
    case OPTION_REAL: {
        double real = *(const double *)from;
        if (real < 0 || real > 0)
            add_value(row, real_words(keep, real), keep, words);
        return;
    }
    }
    BUG("option kind %d", (int)row->kind);
}

void options_words(const OptionSet *set, Arena *keep, SliceList *words) {
    for (size_t i = 0; i < set->n; i++)
        add_words(&set->rows[i], (const char *)set->settings + set->rows[i].offset, keep,
                  words);
}

void options_release(const OptionSet *set) {
    for (size_t i = 0; i < set->n; i++) {
        char *settings = set->settings;
        if (set->rows[i].kind == OPTION_LIST)
            vec_release((SliceList *)(void *)(settings + set->rows[i].offset));
    }
}

/* ---- Help ---- */

enum { TEXT_COLUMN = 30, HELP_COLUMNS = 100 };

/* Whether a line may end between these. */
static bool may_end(uint32_t before, uint32_t after) {
    static const char closing[] = "，。、；：）》”";
    char bytes[4] = {0};
    if (before == ' ')
        return true;
    return before >= 0x2e80 && after >= 0x80 &&
           !slice_contains(slice_of(closing),
                           (Slice){bytes, utf8_encode(after, bytes)}) &&
           before != 0xff08;
}

/* How much of text stands on a line of so many columns. */
static size_t line_fit(Slice text, size_t columns) {
    size_t fit = 0, used = 0;
    uint32_t before = 0;
    for (size_t at = 0; at < text.n;) {
        Rune rune = utf8_decode(text, at);
        if (before && may_end(before, rune.rune))
            fit = at;
        used += (size_t)rune_columns(rune.rune, 1);
        if (used > columns && fit)
            return fit;
        before = rune.rune;
        at += rune.length;
    }
    return text.n;
}

void options_wrap(Slice text, size_t indent, Buf *out) {
    while (text.n) {
        size_t fit = line_fit(text, HELP_COLUMNS - indent);
        buf_add(out, slice_trim_end(slice_sub(text, 0, fit)));
        text = slice_sub(text, fit, text.n);
        if (text.n)
            buf_format(out, "\n%*s", (int)indent, "");
    }
}

void options_help(const OptionSet *set, Buf *out) {
    for (size_t i = 0; i < set->n; i++) {
        const Option *row = &set->rows[i];
        Buf head = {0};
        if (row->letter)
            buf_format(&head, "  -%c, --%s", row->letter, row->name);
        else
            buf_format(&head, "      --%s", row->name);
        if (row->kind != OPTION_FLAG)
            buf_format(&head, " %s", row->value ? row->value : "VALUE");
        size_t used = utf8_columns(buf_slice(&head));
        buf_add(out, buf_slice(&head));
        if (used + 2 > TEXT_COLUMN)
            buf_format(out, "\n%*s", TEXT_COLUMN, "");
        else
            buf_format(out, "%*s", (int)(TEXT_COLUMN - used), "");
        Buf text = {0};
        buf_format(&text, "%s", T(row->en, row->zh));
        if (row->kind == OPTION_CHOICE)
            buf_format(&text, " (%s)", row->choices);
        options_wrap(buf_slice(&text), TEXT_COLUMN, out);
        buf_add_byte(out, '\n');
        buf_release(&text);
        buf_release(&head);
    }
}
