/* SPDX-License-Identifier: GPL-3.0-or-later */
/* themes: the scheme that codes the project. */
#include "base/base.h"

#include "command/commands_p.h"
#include "command/session.h"
#include "compare/corpus.h"

static int run(Context *context, const void *settings, const SliceList *arguments) {
    (void)settings;
    (void)arguments;
    Err err = {0};
    ThemeList themes = {0};
    Store *store = session_open(context, STORE_READ);
    if (!store)
        return EXIT_FAILED;
    if (!store_themes(store, &context->arena, &themes, &err)) {
        store_close(store);
        return command_fail(&err);
    }
    Table table = table_new(&context->arena, "themes", slice_of(T("Themes", "主题")));
    table_column(&table, (Column){"theme", T("code", "代码"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"en", T("English", "英文名"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"zh", T("Chinese", "中文名"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"core", T("core", "核心"), COLUMN_TEXT, 0});
    for (size_t i = 0; i < themes.n; i++) {
        Cell *row = table_row(&table);
        row[0] = cell_text(&context->arena, themes.at[i].code);
        row[1] = cell_text(&context->arena, themes.at[i].en);
        row[2] = cell_text(&context->arena, themes.at[i].zh);
        row[3] =
            cell_text(&context->arena, slice_of(themes.at[i].core ? T("yes", "是") : ""));
    }
    table_note(&table, T("Scheme: %.*s, hash %.*s.", "主题方案：%.*s，哈希 %.*s。"),
               SLICE_ARG(themes.name), SLICE_ARG(themes.hash));
    int status = session_show(context, &table, NULL);
    table_release(&table);
    store_close(store);
    return status;
}

static const Example examples[] = {
    {"plancmp themes", "codes and names of the scheme in use",
     "当前方案的主题代码与名称"},
};

const Command command_themes = {
    .name = "themes",
    .group = GROUP_THEMES,
    .arguments = "",
    .en = "the themes of the scheme that codes the project",
    .zh = "列出当前主题方案的主题",
    COMMAND_EXAMPLES(examples),
    .repeatable = true,
    .run = run,
};
