/* SPDX-License-Identifier: GPL-3.0-or-later */
/* code: has a machine code plans that are in the project: the learned coder. */
#include "base/base.h"

#include "base/progress.h"
#include "command/commands_p.h"
#include "command/learned.h"
#include "command/session.h"
#include "compare/corpus.h"

typedef struct {
    Slice coder;
    bool anyway;
} CodeSettings;

static const Option options[] = {
    {"coder", 0, OPTION_TEXT, offsetof(CodeSettings, coder), "NAME", NULL,
     "the machine that codes: model", "由哪个机器编码者编码：model"},
    {"anyway", 0, OPTION_FLAG, offsetof(CodeSettings, anyway), NULL, NULL,
     "by the model in every theme that was trained, also where it does not beat the rules",
     "凡已训练的主题都用模型，包括未优于规则的主题"},
};

/* ---- What changes ---- */

/* Measures of PART_PLAN, by theme. */
typedef struct {
    VEC(int64_t) rules, model, gained, lost, changed;
} Changes;

typedef struct {
    Store *store;
    Learned learned;
    Coder *coder;
    bool anyway;
    Changes *by_theme;
    VEC(int64_t) changed; /* measures with other codes in any theme */
    size_t n_plans, n_measures;
} Work;

static bool is_used(const Work *work, const ThemeModel *theme) {
    return theme->offered || work->anyway;
}

static const ThemeModel *model_of(const Work *work, size_t theme) {
    for (size_t i = 0; i < model_n(work->learned.model); i++) {
        const ThemeModel *model = model_at(work->learned.model, i);
        if (model->theme == theme)
            return is_used(work, model) ? model : NULL;
    }
    return NULL;
}

/* Codings ascend by node and theme: the place of one, or where it would stand. */
static bool has_coding(const PlanCoding *coding, uint32_t node, uint32_t theme) {
    size_t low = 0, high = coding->codings.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const Coding *row = &coding->codings.at[middle];
        if (row->node < node || (row->node == node && row->theme < theme))
            low = middle + 1;
        else
            high = middle;
    }
    return low < coding->codings.n && coding->codings.at[low].node == node &&
           coding->codings.at[low].theme == theme;
}

static void note_measure(Work *work, int64_t id, const PlanCoding *rules,
                         const PlanCoding *model) {
    bool changed = false;
    for (uint32_t theme = 0; theme < work->learned.themes.n; theme++) {
        Changes *changes = &work->by_theme[theme];
        bool ruled = has_coding(rules, measure_node(id), theme);
        bool coded = has_coding(model, measure_node(id), theme);
        if (ruled)
            vec_push(&changes->rules, id);
        if (coded)
            vec_push(&changes->model, id);
        if (coded && !ruled)
            vec_push(&changes->gained, id);
        if (ruled && !coded)
            vec_push(&changes->lost, id);
        if (coded != ruled)
            vec_push(&changes->changed, id);
        changed = changed || coded != ruled;
    }
    if (changed)
        vec_push(&work->changed, id);
    work->n_measures++;
}

static bool code_plan(Work *work, int64_t plan, Err *err) {
    Arena scratch = {0};
    PlanTree tree = {0};
    PlanCoding rules = {0}, model = {0};
    bool ok = store_load_tree(work->store, plan, &scratch, &tree, err);
    if (ok) {
        coder_code_plan(work->coder, &tree, &rules);
        model_code_plan(work->learned.model, work->coder, &tree, work->anyway, &model);
        ok = store_put_coding(work->store, plan, "model", &model, err);
    }
    for (uint32_t i = 0; ok && i < tree.nodes.n; i++) {
        if (tree.nodes.at[i].kind == NODE_MEASURE && tree.nodes.at[i].part == PART_PLAN)
            note_measure(work, measure_id(plan, i), &rules, &model);
    }
    work->n_plans += ok;
    plan_coding_release(&rules);
    plan_coding_release(&model);
    plan_tree_release(&tree);
    arena_release(&scratch);
    return ok;
}

/* All plans or those named, in one transaction. */
static bool code_plans(const Context *context, Work *work, const SliceList *names,
                       Err *err) {
    Arena scratch = {0};
    PlanList plans = {0};
    Progress progress = progress_new(context->global.quiet, T("coding", "编码"));
    bool ok = store_begin(work->store, err);
    bool begun = ok;
    ok = ok && store_plans(work->store, &scratch, &plans, err);
    for (size_t i = 0; ok && i < plans.n; i++) {
        bool chosen;
        ok = session_is_chosen(work->store, names, plans.at[i].id, &chosen, err);
        if (!ok || !chosen)
            continue;
        progress_step(&progress, plans.at[i].slug);
        ok = code_plan(work, plans.at[i].id, err);
    }
    progress_clear(&progress);
    if (ok && session_log_run(context, work->store, err)) {
        ok = store_commit(work->store, err);
    } else {
        if (begun)
            store_rollback(work->store);
        ok = false;
    }
    arena_release(&scratch);
    return ok;
}

/* ---- The Table ---- */

static int compare_ids(const void *left, const void *right) {
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static Cell ids_cell(Arena *keep, int64_t *ids, size_t n) {
    if (n > 1)
        qsort(ids, n, sizeof *ids, compare_ids);
    return cell_with(keep, cell_count((int64_t)n), ids, n);
}

static void add_theme_row(const Work *work, uint32_t theme, const ThemeModel *model,
                          Table *table) {
    Arena *keep = table->arena;
    Changes *changes = &work->by_theme[theme];
    const ThemeInfo *info = &work->learned.themes.at[theme];
    Cell *row = table_row(table);
    row[0] = cell_text(keep, info->code);
    row[1] = cell_text(keep, theme_name(info));
    row[2] = ids_cell(keep, changes->rules.at, changes->rules.n);
    row[3] = ids_cell(keep, changes->model.at, changes->model.n);
    row[4] = ids_cell(keep, changes->gained.at, changes->gained.n);
    row[5] = ids_cell(keep, changes->lost.at, changes->lost.n);
    row[6] = ids_cell(keep, changes->changed.at, changes->changed.n);
    row[7] = cell_text(
        keep, slice_of(model->offered ? T("better than the rules", "优于规则")
                                      : T("not better: forced", "未优于规则，强制使用")));
}

static void add_rows(Work *work, Table *table) {
    Cell *row = table_row(table);
    row[0] = cell_text(table->arena, S("*"));
    row[1] = cell_text(table->arena,
                       slice_of(T("measures with other codes", "编码有变的举措")));
    row[6] = ids_cell(table->arena, work->changed.at, work->changed.n);
    for (uint32_t i = 0; i < work->learned.themes.n; i++) {
        const ThemeModel *model = model_of(work, i);
        if (model)
            add_theme_row(work, i, model, table);
    }
}

static Table work_table(Work *work, Arena *keep) {
    Table table = table_new(keep, "code",
                            slice_of(T("Coded by the learned coder", "模型编码结果")));
    const Column columns[] = {
        {"theme", T("code", "代码"), COLUMN_TEXT, 0},
        {"theme_name", T("theme", "主题"), COLUMN_TEXT, 0},
        {"rules", T("rules", "规则编入"), COLUMN_COUNT, 0},
        {"model", T("model", "模型编入"), COLUMN_COUNT, 0},
        {"gained", T("only the model", "仅模型"), COLUMN_COUNT, 0},
        {"lost", T("only the rules", "仅规则"), COLUMN_COUNT, 0},
        {"changed", T("changed", "编码有变"), COLUMN_COUNT, 0},
        {"held_out", T("on held-out measures", "留出检验"), COLUMN_TEXT, 0},
    };
    table_columns(&table, columns, sizeof columns / sizeof *columns);
    add_rows(work, &table);
    size_t used = table_rows(&table) - 1;
    table_note(
        &table,
        T("Plans: %zu; measures: %zu, of which %zu have other codes than by the rules. The model "
          "decides on %zu of %zu themes, the rules on the others.",
          "%zu 份计划，%zu 条举措，其中 %zu 条的编码与规则不同。%zu 个主题由模型判定（共 %zu 个），其余由规则判定。"),
        work->n_plans, work->n_measures, work->changed.n, used, work->learned.themes.n);
    if (work->anyway)
        table_note(
            &table, "%s",
            T("--anyway: the model decides on every theme that was trained, also where it "
              "does not beat the rules on held-out measures.",
              "--anyway：凡已训练的主题都由模型判定，包括留出检验未优于规则的主题。"));
    table_note(
        &table, "%s",
        T("Use it: --coder model in any analysis; why: plancmp explain THEME PLAN "
          "--coder model.",
          "使用：在任一分析中加 --coder model；查看依据：plancmp explain 主题 计划 "
          "--coder model。"));
    return table;
}

/* ---- The command ---- */

static bool check_use(const Work *work, Err *err) {
    const Model *model = work->learned.model;
    if (model_n(model) == 0)
        return err_set(
            err, "%s",
            T("the model was trained for no theme: people gave each to too few "
              "measures; code more and learn again",
              "模型没有训练任何主题：各主题的人工编入举措都太少；请编码更多举措后重新学习"));
    if (model_n_offered(model) || work->anyway)
        return true;
    return err_set(
        err,
        T("on held-out measures the model beats the rules in none of its %zu themes, so the "
          "rules remain (see: plancmp learn); --anyway codes with it all the same",
          "在留出举措上，模型的 %zu 个主题均未优于规则，故仍用规则（见 plancmp learn）；如仍要用模型编码，请加 "
          "--anyway"),
        model_n(model));
}

static void work_close(Work *work) {
    for (size_t i = 0; work->by_theme && i < work->learned.themes.n; i++) {
        vec_release(&work->by_theme[i].rules);
        vec_release(&work->by_theme[i].model);
        vec_release(&work->by_theme[i].gained);
        vec_release(&work->by_theme[i].lost);
        vec_release(&work->by_theme[i].changed);
    }
    vec_release(&work->changed);
    if (work->coder)
        coder_free(work->coder);
    learned_close(&work->learned);
    store_close(work->store);
}

static int run_model(Context *context, bool anyway, const SliceList *names) {
    Err err = {0};
    Arena *keep = &context->arena;
    Work work = {.store = session_open(context, STORE_WRITE), .anyway = anyway};
    if (!work.store)
        return EXIT_FAILED;
    bool ok =
        learned_open(work.store, keep, &work.learned, &err) && check_use(&work, &err);
    if (ok) {
        work.coder = coder_new(work.learned.scheme);
        work.by_theme = ARENA_ARRAY(keep, Changes, work.learned.themes.n);
        ok = code_plans(context, &work, names, &err);
    }
    int status = EXIT_FAILED;
    if (ok) {
        Table table = work_table(&work, keep);
        status = session_show(context, &table, NULL);
        table_release(&table);
    } else {
        command_fail(&err);
    }
    work_close(&work);
    return status;
}

static int run(Context *context, const void *given, const SliceList *arguments) {
    const CodeSettings *settings = given;
    Err err = {0};
    if (slice_equal(settings->coder, S("model")))
        return run_model(context, settings->anyway, arguments);
    if (settings->coder.n == 0)
        err_set(&err, "%s",
                T("say which machine codes: --coder model",
                  "请指定机器编码者：--coder model"));
    else if (slice_equal(settings->coder, S("rules")))
        err_set(&err, "%s",
                T("the rules code by themselves: at add, scheme use and rebuild",
                  "规则编码在 add、scheme use 与 rebuild 时自动进行"));
    else
        err_set(
            &err,
            T("\"%.*s\" is no machine; a person's codes come in by: plancmp "
              "import-codes SHEET --coder %.*s",
              "“%.*s”不是机器编码者；人工编码请用：plancmp import-codes 编码表 --coder %.*s"),
            SLICE_ARG(settings->coder), SLICE_ARG(settings->coder));
    command_fail(&err);
    return EXIT_USAGE;
}

static const Example examples[] = {
    {"plancmp code --coder model", "all plans, after plancmp learn",
     "learn 之后为全部计划编码"},
    {"plancmp coverage --coder model", "then in any analysis", "之后可用于任一分析"},
    {"plancmp explain 校园安全 coast --coder model", "and why", "并可查看依据"},
};

const Command command_code = {
    .name = "code",
    .group = GROUP_PEOPLE,
    .arguments = "[PLAN…]",
    .en = "code plans with the learned coder, where it beats the rules",
    .zh = "用学习得到的模型编码（仅限其优于规则的主题）",
    .more_en =
        "Themes that the model is not offered for keep the rules' codes. Refused where it is offered\n"
        "for none. Plans that are added or read again later must be coded again.",
    .more_zh =
        "未启用模型的主题沿用规则编码；没有任何主题启用时拒绝编码。此后新增或重新读入的计划需再次编码。",
    COMMAND_EXAMPLES(examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(CodeSettings),
    .run = run,
};
