/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scheme: theme schemes as files: their tests and faults, what a change does to the
 * codes, and putting one to use. */
#include "base/base.h"

#include "base/file.h"
#include "command/commands_p.h"
#include "command/pipeline.h"
#include "theme/check.h"
#include "theme/diff.h"

typedef struct {
    bool measures, all, strict;
    SliceList plans;
} SchemeSettings;

static const Option options[] = {
    {"measures", 0, OPTION_FLAG, offsetof(SchemeSettings, measures), NULL, NULL,
     "diff: every measure whose codes change, instead of the shares",
     "diff：列出编码变化的每条举措，而不是占比"},
    {"all", 0, OPTION_FLAG, offsetof(SchemeSettings, all), NULL, NULL,
     "diff: also the themes that do not change", "diff：也列出没有变化的主题"},
    {"plan", 'p', OPTION_LIST, offsetof(SchemeSettings, plans), "PLAN", NULL,
     "look only at this plan (may be repeated)", "只看该计划（可重复）"},
    {"strict", 0, OPTION_FLAG, offsetof(SchemeSettings, strict), NULL, NULL,
     "check: exit 1 on any finding, not only on an example that fails",
     "check：有任何发现即以 1 退出，而不只是例句未通过"},
};

/* ---- Schemes by name ---- */

static bool is_word(Slice name, const char *word) {
    return slice_equal(name, slice_of(word)) && file_kind(name) == FILE_ABSENT;
}

/* A file; "builtin"; "project": the one that codes the project. */
static Scheme *open_scheme(Store *store, Slice name, Err *err) {
    if (is_word(name, "builtin"))
        return pipeline_builtin_scheme(err);
    if (!is_word(name, "project"))
        return scheme_load(name, err);
    if (store)
        return pipeline_scheme_in_use(store, err);
    err_set(err, "%s",
            T("\"project\" needs a project file (-d)", "“project”需要项目文件（-d）"));
    return NULL;
}

/* The project's plans are looked at where there is a project; NULL without a message
 * where there is none. */
static bool open_project(const Context *context, Store **store) {
    *store = NULL;
    if (file_kind(context->global.database) == FILE_ABSENT)
        return true;
    *store = session_open(context, STORE_READ);
    return *store;
}

typedef void PlanVisit(void *context, const PlanTree *tree, Slice slug);

static bool is_chosen(const int64_t *chosen, size_t n, int64_t plan) {
    bool is = n == 0;
    for (size_t i = 0; i < n && !is; i++)
        is = chosen[i] == plan;
    return is;
}

static bool visit_plans(Store *store, const SliceList *names, Arena *arena,
                        PlanVisit *visit, void *context) {
    Err err = {0};
    PlanList plans = {0};
    int64_t *chosen = ARENA_ARRAY(arena, int64_t, names->n);
    bool ok = store_plans(store, arena, &plans, &err);
    for (size_t i = 0; ok && i < names->n; i++)
        ok = store_find_plan(store, names->at[i], &chosen[i], &err);
    for (size_t i = 0; ok && i < plans.n; i++) {
        if (!is_chosen(chosen, names->n, plans.at[i].id))
            continue;
        Arena scratch = {0};
        PlanTree tree = {0};
        ok = store_load_tree(store, plans.at[i].id, &scratch, &tree, &err);
        if (ok)
            visit(context, &tree, plans.at[i].slug);
        plan_tree_release(&tree);
        arena_release(&scratch);
    }
    if (!ok)
        command_fail(&err);
    return ok;
}

/* ---- check ---- */

static Table findings_table(Arena *arena, Slice title) {
    Table table = table_new(arena, "scheme-check", title);
    table_column(&table, (Column){"line", T("line", "行"), COLUMN_COUNT, 0});
    table_column(&table, (Column){"theme", T("theme", "主题"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"finding", T("finding", "类别"), COLUMN_TEXT, 0});
    table_column(&table,
                 (Column){"term", T("term or sentence", "词语或例句"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"detail", T("detail", "说明"), COLUMN_TEXT, 0});
    return table;
}

static Slice text_at(const Table *table, size_t row, const char *key) {
    size_t column = table_find_column(table, key);
    const Cell *cell = column == SIZE_MAX ? NULL : table_cell(table, row, column);
    return cell && cell->type == CELL_TEXT ? cell->as.text : (Slice){0};
}

/* Rows of one of the three checks as rows of the findings; its notes come along. */
static void add_findings(Table *findings, const Table *from, const char *finding,
                         const char *term_key) {
    Arena *arena = findings->arena;
    for (size_t i = 0; i < table_rows(from); i++) {
        Cell *row = table_row(findings);
        row[0] = *table_cell(from, i, 0);
        row[1] = *table_cell(from, i, 1);
        row[2] =
            cell_text(arena, finding ? slice_of(finding) : text_at(from, i, "finding"));
        row[3] = cell_text(arena, text_at(from, i, term_key));
        row[4] = cell_text(arena, text_at(from, i, finding ? "kind" : "detail"));
    }
    for (size_t i = 0; i < from->notes.n; i++)
        table_note(findings, "%.*s", SLICE_ARG(from->notes.at[i]));
}

static void add_examples(Table *findings, const Table *failed) {
    Arena *arena = findings->arena;
    for (size_t i = 0; i < table_rows(failed); i++) {
        Slice coded = text_at(failed, i, "coded"), hits = text_at(failed, i, "hits");
        bool wanted = slice_equal(text_at(failed, i, "wanted"), S("yes"));
        Cell *row = table_row(findings);
        row[0] = *table_cell(failed, i, 0);
        row[1] = *table_cell(failed, i, 1);
        row[2] = cell_text(arena, wanted ? S("example-missed") : S("example-false"));
        row[3] = cell_text(arena, text_at(failed, i, "text"));
        row[4] = cell_text(
            arena, arena_format(arena, T("coded %.*s; hits %.*s", "编入 %.*s；命中 %.*s"),
                                SLICE_ARG(coded.n ? coded : S("-")),
                                SLICE_ARG(hits.n ? hits : S("-"))));
    }
    for (size_t i = 0; i < failed->notes.n; i++)
        table_note(findings, "%.*s", SLICE_ARG(failed->notes.at[i]));
}

static void visit_use(void *context, const PlanTree *tree, Slice slug) {
    (void)slug;
    scheme_use_add(context, tree);
}

static bool add_dead(const Scheme *scheme, Store *store, const SliceList *plans,
                     Table *findings) {
    SchemeUse *use = scheme_use_new(scheme);
    bool ok = visit_plans(store, plans, findings->arena, visit_use, use);
    if (ok) {
        Table dead = scheme_use_dead(use, findings->arena);
        add_findings(findings, &dead, "dead", "term");
        table_release(&dead);
    }
    scheme_use_free(use);
    return ok;
}

static bool fill_findings(const Scheme *scheme, Store *store,
                          const SchemeSettings *settings, Table *findings, bool *failed) {
    Arena *arena = findings->arena;
    Table examples = scheme_check_examples(scheme, arena);
    Table lint = scheme_lint(scheme, arena);
    *failed = table_rows(&examples) > 0;
    add_examples(findings, &examples);
    add_findings(findings, &lint, NULL, "term");
    table_note(findings, T("%zu findings of lint.", "静态检查发现 %zu 处。"),
               table_rows(&lint));
    table_release(&examples);
    table_release(&lint);
    if (store)
        return add_dead(scheme, store, &settings->plans, findings);
    table_note(findings, "%s",
               T("There is no project file (-d), so terms that no plan uses were not "
                 "looked for.",
                 "没有项目文件（-d），未检查语料中从未出现的词语。"));
    return true;
}

static int run_check(Context *context, const SchemeSettings *settings,
                     const SliceList *arguments) {
    Err err = {0};
    Store *store = NULL;
    if (!open_project(context, &store))
        return EXIT_FAILED;
    Scheme *scheme = open_scheme(store, arguments->at[1], &err);
    int status = EXIT_FAILED;
    if (scheme) {
        bool failed = false;
        Slice name = scheme_name(scheme), version = scheme_version(scheme);
        Slice title = arena_format(&context->arena,
                                   T("Scheme %.*s %.*s: %zu themes, %zu terms",
                                     "主题方案 %.*s %.*s：%zu 个主题，%zu 个词语"),
                                   SLICE_ARG(name), SLICE_ARG(version),
                                   scheme_n_themes(scheme), scheme_n_terms(scheme));
        Table findings = findings_table(&context->arena, title);
        if (fill_findings(scheme, store, settings, &findings, &failed))
            status = session_show(context, &findings, NULL);
        if (failed || (settings->strict && table_rows(&findings)))
            status = EXIT_FAILED;
        table_release(&findings);
    } else {
        command_fail(&err);
    }
    if (scheme)
        scheme_free(scheme);
    store_close(store);
    return status;
}

/* ---- diff ---- */

static void visit_diff(void *context, const PlanTree *tree, Slice slug) {
    scheme_diff_add(context, tree, slug);
}

static int show_diff(Context *context, const SchemeSettings *settings, Store *store,
                     const Scheme *before, const Scheme *after) {
    int status = EXIT_FAILED;
    SchemeDiff *diff = scheme_diff_new(before, after);
    if (visit_plans(store, &settings->plans, &context->arena, visit_diff, diff)) {
        Table table = settings->measures
                          ? scheme_diff_measures(diff, &context->arena)
                          : scheme_diff_shares(diff, settings->all, &context->arena);
        if (!settings->measures)
            table_note(&table, "%s",
                       T("The measures themselves: --measures.",
                         "查看具体举措请加 --measures。"));
        status = session_show(context, &table, NULL);
        table_release(&table);
    }
    scheme_diff_free(diff);
    return status;
}

static int run_diff(Context *context, const SchemeSettings *settings,
                    const SliceList *arguments) {
    Err err = {0};
    Store *store = session_open(context, STORE_READ);
    if (!store)
        return EXIT_FAILED;
    Scheme *before = open_scheme(store, arguments->at[1], &err);
    Scheme *after = before ? open_scheme(store, arguments->at[2], &err) : NULL;
    int status =
        after ? show_diff(context, settings, store, before, after) : command_fail(&err);
    if (after)
        scheme_free(after);
    if (before)
        scheme_free(before);
    store_close(store);
    return status;
}

/* ---- use ---- */

static int run_use(Context *context, const SchemeSettings *settings,
                   const SliceList *arguments) {
    (void)settings;
    Err err = {0};
    Pipeline pipeline = {0};
    size_t n = 0;
    if (!pipeline_open(context, STORE_WRITE, arguments->at[1], &pipeline))
        return EXIT_FAILED;
    int status = EXIT_DONE;
    if (pipeline_refresh(&pipeline, &n, &err))
        printf(
            T("%zu plans coded with %.*s (%.*s)\n", "%zu 份计划已按 %.*s（%.*s）编码\n"),
            n, SLICE_ARG(scheme_name(pipeline.scheme)),
            SLICE_ARG(slice_sub(scheme_hash(pipeline.scheme), 0, 12)));
    else
        status = command_fail(&err);
    pipeline_close(&pipeline);
    return status;
}

/* ---- The command ---- */

static const struct {
    const char *word;
    size_t n; /* arguments with the word itself */
    int (*run)(Context *context, const SchemeSettings *settings,
               const SliceList *arguments);
} actions[] = {{"check", 2, run_check}, {"diff", 3, run_diff}, {"use", 2, run_use}};

static int run(Context *context, const void *settings, const SliceList *arguments) {
    Err err = {0};
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (slice_equal(arguments->at[0], slice_of(actions[i].word)) &&
            arguments->n == actions[i].n)
            return actions[i].run(context, settings, arguments);
    }
    err_set(&err, "%s",
            T("usage: plancmp scheme check FILE | diff A B | use FILE",
              "用法：plancmp scheme check 文件 | diff 甲 乙 | use 文件"));
    command_fail(&err);
    return EXIT_USAGE;
}

static const Example examples[] = {
    {"plancmp scheme check themes.json",
     "runs its example sentences, and names terms that do nothing",
     "运行其例句，并指出不起作用的词语"},
    {"plancmp scheme diff project themes.json",
     "what an edited scheme would do to the share of each theme",
     "修改后的方案会使各主题占比如何变化"},
    {"plancmp scheme diff builtin themes.json --measures",
     "every measure whose codes change", "编码变化的每条举措"},
    {"plancmp scheme use themes.json", "codes the project with it",
     "用该方案为项目重新编码"},
};

const Command command_scheme = {
    .name = "scheme",
    .group = GROUP_THEMES,
    .arguments = "check FILE | diff A B | use FILE",
    .en = "test a theme scheme, compare two versions, put one to use",
    .zh = "检查主题方案，比较两个版本，启用一个方案",
    .more_en =
        "FILE, A, B: a scheme file; builtin: the one that comes with the program; "
        "project: the one in use.\n"
        "check exits 1 when one of the scheme's own example sentences fails. What the "
        "plans of the project\n"
        "never use is listed as \"dead\".",
    .more_zh = "文件、甲、乙：方案文件；builtin 为内置方案；project 为项目当前方案。\n"
               "方案自带的例句有未通过者，check 以 1 退出。项目计划中从未出现的词语列为 "
               "dead。",
    COMMAND_EXAMPLES(examples),
    .least = 1,
    .most = 3,
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(SchemeSettings),
    .run = run,
};
