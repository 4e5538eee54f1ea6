/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "command/commands_p.h"
#include "command/measure_names.h"
#include "command/session.h"
#include "present/csv.h"
#include "present/json.h"
#include "present/markdown.h"
#include "present/terminal.h"
#include "present/xlsx.h"

Store *session_open(const Context *context, StoreMode mode) {
    Err err = {0};
    Arena arena = {0};
    Slice path = context->global.database;
    Store *store = NULL;
    if (mode != STORE_CREATE && file_kind(path) == FILE_ABSENT)
        err_set(&err,
                T("%.*s: there is no such project file; make one: plancmp add PATH",
                  "%.*s：没有这个项目文件；请先读入计划：plancmp add 路径"),
                SLICE_ARG(path));
    else
        store = store_open(arena_cstring(&arena, path), mode, &err);
    arena_release(&arena);
    if (!store)
        command_fail(&err);
    return store;
}

int session_write(const Context *context, Slice bytes) {
    Err err = {0};
    if (context->global.output.n) {
        if (!file_write(context->global.output, bytes, &err))
            return command_fail(&err);
        return EXIT_DONE;
    }
    fwrite(bytes.p, 1, bytes.n, stdout); /* command_main looks at ferror */
    return EXIT_DONE;
}

static TerminalStyle terminal_style(const Context *context) {
    TerminalStyle style = {0};
    struct winsize size;
    if (context->global.output.n || !isatty(STDOUT_FILENO))
        return style;
    style.colour = !getenv("NO_COLOR");
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        style.columns = size.ws_col;
    return style;
}

typedef void (*Renderer)(const Context *context, const Table *tidy, const Table *wide,
                         Buf *out);

static void render_terminal(const Context *context, const Table *tidy, const Table *wide,
                            Buf *out) {
    table_print(wide ? wide : tidy, terminal_style(context), out);
}

static void render_markdown(const Context *context, const Table *tidy, const Table *wide,
                            Buf *out) {
    (void)context;
    table_markdown(wide ? wide : tidy, out);
}

static void render_csv(const Context *context, const Table *tidy, const Table *wide,
                       Buf *out) {
    (void)wide;
    /* With --bom the file is for a spreadsheet: headings people read, and no text that
     * runs as a formula. */
    bool bom = context->global.bom;
    table_csv(tidy, (CsvStyle){.bom = bom, .crlf = bom, .headings = bom, .guard = bom},
              out);
}

static void render_jsonl(const Context *context, const Table *tidy, const Table *wide,
                         Buf *out) {
    (void)context;
    (void)wide;
    table_jsonl(tidy, out);
}

static const struct {
    const char *format;
    Renderer render;
} renderers[] = {
    {"table", render_terminal},
    {"markdown", render_markdown},
    {"csv", render_csv},
    {"jsonl", render_jsonl},
};

static bool has_evidence(const Table *table) {
    for (size_t i = 0; i < table->cells.n; i++) {
        if (table->cells.at[i].n_measures)
            return true;
    }
    return false;
}

/* Its measures are named as people name them, which takes another look into the project
 * file. */
static int write_json(const Context *context, const Table *table) {
    MeasureNaming naming = {0};
    Arena arena = {0};
    Err err = {0};
    bool ok = true;
    if (has_evidence(table)) {
        Store *store =
            store_open(arena_cstring(&arena, context->global.database), STORE_READ, &err);
        ok = store && measure_naming(store, &arena, &naming, &err);
        store_close(store);
    }
    int status = ok ? EXIT_DONE : command_fail(&err);
    if (ok) {
        Buf out = {0};
        table_json(table, &naming, &out);
        status = session_write(context, buf_slice(&out));
        buf_release(&out);
    }
    arena_release(&arena);
    return status;
}

static int write_workbook(const Context *context, const Table *table) {
    Err err = {0};
    Workbook book = {.tables = &table, .n = 1};
    if (context->global.output.n == 0)
        err_set(&err, "%s",
                T("--format xlsx needs -o FILE", "--format xlsx 需要 -o 文件"));
    else if (xlsx_write(&book, context->global.output, &err))
        return EXIT_DONE;
    return command_fail(&err);
}

int session_show(const Context *context, const Table *tidy, const Table *wide) {
    if (slice_equal(context->global.format, S("xlsx")))
        return write_workbook(context, tidy);
    if (slice_equal(context->global.format, S("json")))
        return write_json(context, tidy);
    for (size_t i = 0; i < sizeof renderers / sizeof *renderers; i++) {
        if (!slice_equal(context->global.format, slice_of(renderers[i].format)))
            continue;
        Buf out = {0};
        renderers[i].render(context, tidy, wide, &out);
        int status = session_write(context, buf_slice(&out));
        buf_release(&out);
        return status;
    }
    BUG("format %.*s has no renderer", SLICE_ARG(context->global.format));
}

bool session_log_run(const Context *context, Store *store, Err *err) {
    Buf line = {0};
    for (int i = 0; i < context->argc; i++)
        buf_format(&line, "%s%s", i ? " " : "", context->argv[i]);
    bool ok = store_log_run(store, (Slice){0}, slice_of(command_version()),
                            buf_slice(&line), err);
    buf_release(&line);
    return ok;
}

bool session_is_chosen(Store *store, const SliceList *names, int64_t plan, bool *chosen,
                       Err *err) {
    *chosen = names->n == 0;
    for (size_t i = 0; i < names->n; i++) {
        int64_t id = 0;
        if (!store_find_plan(store, names->at[i], &id, err))
            return false;
        *chosen = *chosen || id == plan;
    }
    return true;
}

Slice session_fit(Arena *keep, Slice text, size_t columns) {
    Buf out = {0};
    size_t used = 0;
    for (size_t at = 0; at < text.n;) {
        Rune rune = utf8_decode(text, at);
        at += rune.length;
        uint32_t shown = rune_is_space(rune.rune) || rune.rune < 0x20 ? ' ' : rune.rune;
        size_t width = (size_t)rune_columns(shown, 1);
        size_t room = columns - (at < text.n);
        if (used + width > room) {
            buf_add(&out, S("…"));
            break;
        }
        buf_add_rune(&out, shown);
        used += width;
    }
    Slice fitted = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return fitted;
}

void session_heading(const Heading *heading, Buf *out) {
    buf_add(out, heading->number);
    /* "1. " and "第一章 ", but "一、" and "（一）" stand close. */
    bool word =
        heading->number.n && (heading->number.p[heading->number.n - 1] & 0x80) == 0;
    bool chapter = slice_starts(heading->number, S("第")) &&
                   !slice_ends(heading->number, S("、")) &&
                   !slice_ends(heading->number, S("，"));
    if ((word || chapter) && heading->text.n)
        buf_add_byte(out, ' ');
    buf_add(out, heading->text);
}
