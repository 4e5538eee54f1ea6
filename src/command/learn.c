/* SPDX-License-Identifier: GPL-3.0-or-later */
/* learn: a coder from people's codes, held against the rules. */
#include "base/base.h"

#include "base/json.h"
#include "command/analyses.h"
#include "command/commands_p.h"
#include "command/learned.h"
#include "command/pipeline.h"
#include "command/session.h"
#include "command/wording.h"
#include "compare/heldout.h"
#include "theme/learn.h"

enum {
    FOLDS_DEFAULT = 5,
    FOLDS_LEAST = 3,
    FOLDS_MOST = 20,
    DRAWS_DEFAULT = 5000,
    DRAWS_LEAST = 1000, /* the intervals reach far into the tails */
    SEED_DEFAULT = 1,
    POSITIVES_LEAST = 8,
};

typedef struct {
    SliceList people;
    Slice by;
    int64_t folds, seed, draws;
    bool show, tidy;
} LearnSettings;

static const Option options[] = {
    {"from", 0, OPTION_LIST, offsetof(LearnSettings, people), "NAME", NULL,
     "only from the codes of this person (may be repeated)",
     "只用该编码员的编码（可重复）"},
    {"show", 0, OPTION_FLAG, offsetof(LearnSettings, show), NULL, NULL,
     "what was learned: the n-grams that speak for each theme; with THEME those of one",
     "查看学到了什么：各主题所依据的字串；加主题名则只看该主题"},
    {"folds", 0, OPTION_COUNT, offsetof(LearnSettings, folds), "N", NULL,
     "of the cross-validation (5)", "交叉验证的折数（默认 5）"},
    {"by", 0, OPTION_CHOICE, offsetof(LearnSettings, by), "WHAT", "task|plan",
     "what is left out as a whole: task, or plan: how well it does in new plans (task)",
     "整体留出的单位：task 任务，plan 计划（检验对新计划是否有效）（默认 task）"},
    {"seed", 0, OPTION_COUNT, offsetof(LearnSettings, seed), "N", NULL,
     "of folds and bootstrap (1)", "分折与自助法的随机种子（默认 1）"},
    {"draws", 0, OPTION_COUNT, offsetof(LearnSettings, draws), "N", NULL,
     "of the bootstrap (5000)", "自助法重抽样次数（默认 5000）"},
    {"tidy", 0, OPTION_FLAG, offsetof(LearnSettings, tidy), NULL, NULL, "all columns",
     "显示全部列"},
};

/* ---- Learning ---- */

typedef struct {
    const LearnSettings *settings;
    Store *store;
    Scheme *scheme;
    Lessons lessons;
    LearnSet *set;
    LearnedTheme *learned; /* by theme */
    Model *model;
    HeldOut held;
    Verdict *verdicts; /* by theme */
} Course;

static size_t folds_of(const LearnSettings *settings) {
    return settings->folds ? (size_t)settings->folds : FOLDS_DEFAULT;
}

static bool load_lessons(Course *course, const SliceList *plans, Arena *keep, Err *err) {
    const LearnSettings *settings = course->settings;
    LessonOptions wanted = {
        .plans = *plans,
        .people = settings->people,
        .by_plan = slice_equal(settings->by, S("plan")),
        .folds = folds_of(settings),
        .seed = settings->seed ? (uint64_t)settings->seed : SEED_DEFAULT,
    };
    course->held.by_plan = wanted.by_plan;
    course->held.folds = wanted.folds;
    course->held.how = (Resampling){
        wanted.seed, settings->draws ? (size_t)settings->draws : DRAWS_DEFAULT, 0.95};
    course->scheme = pipeline_scheme_in_use(course->store, err);
    return course->scheme &&
           lessons_load(course->store, &wanted, keep, &course->lessons, err);
}

/* The measures from first on that are of one plan. */
static bool add_plan(Course *course, size_t first, size_t n, Err *err) {
    Arena scratch = {0};
    PlanTree tree = {0};
    uint32_t *nodes = ARENA_ARRAY(&scratch, uint32_t, n);
    const MeasureRow *const *measures = course->lessons.measures + first;
    for (size_t i = 0; i < n; i++)
        nodes[i] = measure_node(measures[i]->id);
    bool ok = store_load_tree(course->store, measures[0]->plan, &scratch, &tree, err);
    if (ok)
        learn_set_add(course->set, &tree, nodes, n);
    plan_tree_release(&tree);
    arena_release(&scratch);
    return ok;
}

static bool fill_set(Course *course, Arena *keep, Err *err) {
    const Lessons *lessons = &course->lessons;
    course->set = learn_set_new(course->scheme);
    bool ok = true;
    for (size_t i = 0, n; ok && i < lessons->n; i += n) {
        for (n = 1; i + n < lessons->n &&
                    lessons->measures[i + n]->plan == lessons->measures[i]->plan;
             n++)
            continue;
        ok = add_plan(course, i, n, err);
    }
    size_t n_themes = lessons->themes.n;
    bool *ruled = ARENA_ARRAY(keep, bool, lessons->n *n_themes);
    for (size_t i = 0; ok && i < lessons->n; i++) {
        for (uint32_t theme = 0; theme < n_themes; theme++)
            ruled[i * n_themes + theme] = learn_set_ruled(course->set, i, theme);
    }
    course->held.ruled = ruled;
    return ok;
}

static const char *why_not(const LearnedTheme *learned, size_t n, Arena *keep) {
    Slice why = {0};
    switch (learned->state) {
    case LEARN_TRAINED: return NULL;
    case LEARN_FEW:
        why = arena_format(
            keep,
            T("not trained: %zu with it, needs %d", "未训练：编入 %zu 条，需 %d 条"),
            learned->n_positive, POSITIVES_LEAST);
        break;
    case LEARN_MANY:
        why = arena_format(
            keep,
            T("not trained: %zu without it, needs %d", "未训练：未编入 %zu 条，需 %d 条"),
            n - learned->n_positive, POSITIVES_LEAST);
        break;
    case LEARN_NARROW:
        why = slice_of(T("not trained: in too few tasks", "未训练：分布过窄"));
        break;
    }
    return arena_cstring(keep, why);
}

static void train(Course *course, bool quiet, Arena *keep) {
    const Lessons *lessons = &course->lessons;
    size_t n = lessons->themes.n;
    LearnTask task = {lessons->given, lessons->fold, course->held.folds, POSITIVES_LEAST};
    Progress progress = progress_new(quiet, T("training", "训练"));
    course->learned = ARENA_ARRAY(keep, LearnedTheme, n);
    course->model = learn(course->set, &task, &progress, course->learned, keep);
    progress_clear(&progress);
    const double **probability = ARENA_ARRAY(keep, const double *, n);
    const char **why = ARENA_ARRAY(keep, const char *, n);
    for (size_t i = 0; i < n; i++) {
        probability[i] = course->learned[i].held_out;
        why[i] = why_not(&course->learned[i], lessons->n, keep);
    }
    course->held.lessons = lessons;
    course->held.probability = probability;
    course->held.why = why;
    course->verdicts = ARENA_ARRAY(keep, Verdict, n);
    heldout_judge(&course->held, course->verdicts);
    for (size_t i = 0; i < model_n(course->model); i++) {
        ThemeModel *theme = model_at(course->model, i);
        const Verdict *verdict = &course->verdicts[theme->theme];
        theme->offered = verdict->offered;
        theme->rules_f1 = verdict->rules_f1;
        theme->f1 = verdict->f1;
        theme->difference = verdict->difference;
        theme->low = verdict->interval.lower;
        theme->high = verdict->interval.upper;
    }
}

static bool save(const Context *context, const Course *course, Err *err) {
    Buf people = {0}, text = {0};
    const Lessons *lessons = &course->lessons;
    for (size_t i = 0; i < lessons->n_people; i++) {
        buf_add_byte(&people, i ? ',' : '[');
        json_write_string(&people, lessons->people[i]);
    }
    buf_add_byte(&people, ']');
    model_write(course->model, course->scheme, &text);
    StoredModel stored = {
        .scheme = lessons->themes.hash,
        .people = buf_slice(&people),
        .tool = slice_of(command_version()),
        .text = buf_slice(&text),
        .n = (int64_t)lessons->n,
        .folds = (int64_t)course->held.folds,
        .seed = (int64_t)course->held.how.seed,
    };
    bool ok = store_begin(course->store, err);
    if (ok && store_put_model(course->store, &stored, err) &&
        session_log_run(context, course->store, err)) {
        ok = store_commit(course->store, err);
    } else if (ok) {
        store_rollback(course->store);
        ok = false;
    }
    buf_release(&people);
    buf_release(&text);
    return ok;
}

static const char *const terminal_columns[] = {
    "theme_name", "positive", "rules_f1", "f1",     "difference",
    "low",        "high",     "brier",    "result", NULL};

static int run_learn(Context *context, const LearnSettings *settings,
                     const SliceList *plans) {
    Err err = {0};
    Arena *keep = &context->arena;
    Course course = {.settings = settings, .store = session_open(context, STORE_WRITE)};
    if (!course.store)
        return EXIT_FAILED;
    int status = EXIT_FAILED;
    bool ok = load_lessons(&course, plans, keep, &err) && fill_set(&course, keep, &err);
    if (ok) {
        train(&course, context->global.quiet, keep);
        ok = save(context, &course, &err);
    }
    if (ok) {
        Table table = heldout_table(&course.held, course.verdicts, keep);
        Table view = analysis_columns(&table, terminal_columns, NULL);
        status = session_show(context, &table, settings->tidy ? NULL : &view);
        table_release(&view);
        table_release(&table);
    } else {
        command_fail(&err);
    }
    model_free(course.model);
    learn_set_free(course.set);
    if (course.scheme)
        scheme_free(course.scheme);
    store_close(course.store);
    return status;
}

/* ---- Showing ---- */

enum { SHOWN_ALL = 8, SHOWN_ONE = 20 };

static Slice traits_cell(const Learned *learned, const ThemeModel *theme, bool against,
                         Arena *keep) {
    Buf out = {0};
    ModelTraits traits = model_traits(learned->model, theme, against, SHOWN_ALL, keep);
    for (size_t i = 0; i < traits.n; i++) {
        Slice words = learned_trait_words(learned, &traits.at[i], keep);
        buf_format(&out, "%s%.*s", i ? T(", ", "、") : "", SLICE_ARG(words));
    }
    Slice cell = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return cell;
}

static Table all_table(const Learned *learned, Arena *keep) {
    Table table =
        table_new(keep, "learned", slice_of(T("The learned coder", "学习模型")));
    const Column columns[] = {
        {"theme", T("code", "代码"), COLUMN_TEXT, 0},
        {"theme_name", T("theme", "主题"), COLUMN_TEXT, 0},
        {"offered", T("offered", "启用"), COLUMN_TEXT, 0},
        {"positive", T("with it", "人工编入"), COLUMN_COUNT, 0},
        {"rules_f1", T("rules F1", "规则 F1"), COLUMN_REAL, 3},
        {"f1", T("model F1", "模型 F1"), COLUMN_REAL, 3},
        {"low", T("low", "差的下限"), COLUMN_REAL, 3},
        {"high", T("high", "差的上限"), COLUMN_REAL, 3},
        {"for", T("speaks for it", "支持"), COLUMN_TEXT, 0},
        {"against", T("speaks against it", "反对"), COLUMN_TEXT, 0},
    };
    table_columns(&table, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < model_n(learned->model); i++) {
        const ThemeModel *theme = model_at(learned->model, i);
        const ThemeInfo *info = &learned->themes.at[theme->theme];
        Cell *row = table_row(&table);
        row[0] = cell_text(keep, info->code);
        row[1] = cell_text(keep, theme_name(info));
        row[2] =
            cell_text(keep, slice_of(theme->offered ? T("yes", "是") : T("no", "否")));
        row[3] = cell_count((int64_t)theme->n_positive);
        row[4] = cell_real(theme->rules_f1);
        row[5] = cell_real(theme->f1);
        row[6] = cell_real(theme->low);
        row[7] = cell_real(theme->high);
        row[8] = cell_text(keep, traits_cell(learned, theme, false, keep));
        row[9] = cell_text(keep, traits_cell(learned, theme, true, keep));
    }
    return table;
}

static void add_traits(const Learned *learned, const ThemeModel *theme, bool against,
                       Table *table) {
    Arena *keep = table->arena;
    ModelTraits traits = model_traits(learned->model, theme, against, SHOWN_ONE, keep);
    for (size_t i = 0; i < traits.n; i++) {
        Cell *row = table_row(table);
        row[0] =
            cell_text(keep, slice_of(against ? T("against", "反对") : T("for", "支持")));
        row[1] = cell_text(keep, learned_trait_words(learned, &traits.at[i], keep));
        row[2] = cell_real(traits.at[i].weight);
    }
}

static Table theme_table(const Learned *learned, const ThemeModel *theme, Arena *keep) {
    const ThemeInfo *info = &learned->themes.at[theme->theme];
    Table table = table_new(keep, "learned-theme", theme_name(info));
    table_column(&table, (Column){"side", T("speaks", "方向"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"trait", T("what", "依据"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"weight", T("weight", "权重"), COLUMN_REAL, 3});
    add_traits(learned, theme, false, &table);
    add_traits(learned, theme, true, &table);
    table_note(
        &table,
        T("Held-out F1 %.3f, the rules' %.3f; difference %.3f, interval %.3f to %.3f: %s.",
          "留出 F1 %.3f，规则 %.3f；差 %.3f，区间 %.3f 至 %.3f：%s。"),
        theme->f1, theme->rules_f1, theme->difference, theme->low, theme->high,
        theme->offered ? T("offered", "启用")
                       : T("not offered, the rules remain", "不启用，仍用规则"));
    table_note(
        &table,
        T("Trained on %zu measures with it of %lld; cost %g, weight of these %.2f; "
          "probability = 1 / (1 + exp(-(%.4f value + %.4f))).",
          "训练用编入举措 %zu 条（共 %lld 条）；惩罚参数 %g，编入类权重 %.2f；"
          "概率 = 1 / (1 + exp(-(%.4f × 值 + %.4f)))。"),
        theme->n_positive, (long long)learned->stored.n, theme->cost, theme->weight,
        theme->sigmoid.slope, theme->sigmoid.offset);
    return table;
}

/* From the JSON array that is stored. */
static Slice people_words(Slice people, Arena *keep) {
    Buf out = {0};
    Json *names = json_parse(people, S("people"), NULL);
    for (const Json *name = json_first(names); name; name = json_next(name))
        buf_format(&out, "%s%.*s", out.n ? T(", ", "、") : "",
                   SLICE_ARG(json_string(name)));
    Slice words = arena_copy(keep, buf_slice(&out));
    json_free(names);
    buf_release(&out);
    return words;
}

static void note_stored(const Learned *learned, Table *table) {
    const StoredModel *stored = &learned->stored;
    Slice people = people_words(stored->people, table->arena);
    table_note(
        table,
        T("Learned from %lld measures coded by %.*s, %lld folds, seed %lld, plancmp "
          "%.*s, theme scheme %.*s (%.*s).",
          "学习自 %lld 条举措，编码员 %.*s；%lld 折，种子 %lld，plancmp %.*s，主题方案 "
          "%.*s（%.*s）。"),
        (long long)stored->n, SLICE_ARG(people), (long long)stored->folds,
        (long long)stored->seed, SLICE_ARG(stored->tool), SLICE_ARG(learned->themes.name),
        SLICE_ARG(slice_sub(stored->scheme, 0, 12)));
    table_note(
        table, "%s",
        T("n-grams of 1 to 3 characters; those that are part of a heavier one are left "
          "out. Weights are of the model trained on all measures.",
          "字串长 1 至 3 字，已含于更重字串者不再列出。权重属于用全部举措训练的模型。"));
}

static const ThemeModel *find_theme(const Learned *learned, Slice name, Err *err) {
    size_t theme = wording_find_theme(&learned->themes, name);
    if (theme == SIZE_MAX) {
        wording_no_theme(name, err);
        return NULL;
    }
    for (size_t i = 0; i < model_n(learned->model); i++) {
        if (model_at(learned->model, i)->theme == theme)
            return model_at(learned->model, i);
    }
    err_set(err,
            T("%.*s was not trained: too few measures with or without it",
              "%.*s 未训练：编入或未编入的举措太少"),
            SLICE_ARG(theme_name(&learned->themes.at[theme])));
    return NULL;
}

static int run_show(Context *context, const SliceList *arguments) {
    Err err = {0};
    Arena *keep = &context->arena;
    Store *store = session_open(context, STORE_READ);
    if (!store)
        return EXIT_FAILED;
    int status = EXIT_FAILED;
    Learned learned = {0};
    bool ok = learned_open(store, keep, &learned, &err);
    const ThemeModel *theme = NULL;
    if (ok && arguments->n)
        ok = (theme = find_theme(&learned, arguments->at[0], &err)) != NULL;
    if (ok) {
        Table table =
            theme ? theme_table(&learned, theme, keep) : all_table(&learned, keep);
        note_stored(&learned, &table);
        status = session_show(context, &table, NULL);
        table_release(&table);
    } else {
        command_fail(&err);
    }
    learned_close(&learned);
    store_close(store);
    return status;
}

/* ---- The command ---- */

static bool settings_are_sound(const LearnSettings *settings, size_t n, Err *err) {
    size_t folds = folds_of(settings);
    if (folds < FOLDS_LEAST || folds > FOLDS_MOST)
        return err_set(err,
                       T("--folds is a number from %d to %d, not %zu",
                         "--folds 应为 %d 至 %d，而不是 %zu"),
                       FOLDS_LEAST, FOLDS_MOST, folds);
    if (settings->draws && settings->draws < DRAWS_LEAST)
        return err_set(
            err, T("--draws is at least %d, not %lld", "--draws 至少为 %d，而不是 %lld"),
            DRAWS_LEAST, (long long)settings->draws);
    return !settings->show || n <= 1 ||
           err_set(err, "%s", T("--show takes one THEME", "--show 只接一个主题"));
}

static int run(Context *context, const void *given, const SliceList *arguments) {
    const LearnSettings *settings = given;
    Err err = {0};
    if (!settings_are_sound(settings, arguments->n, &err)) {
        command_fail(&err);
        return EXIT_USAGE;
    }
    return settings->show ? run_show(context, arguments)
                          : run_learn(context, settings, arguments);
}

static const Example examples[] = {
    {"plancmp learn", "learns from all codes by people; is it better than the rules?",
     "从全部人工编码学习，并检验是否优于规则"},
    {"plancmp learn --from 张三 --by plan", "one person's codes; how well in a new plan?",
     "只用一位编码员的编码，检验对新计划是否有效"},
    {"plancmp learn --show 校园安全", "what speaks for a theme, and against it",
     "哪些字串支持或反对某主题"},
    {"plancmp code --coder model", "then: code the plans, where it is better",
     "之后：在优于规则的主题上用模型编码"},
};

const Command command_learn = {
    .name = "learn",
    .group = GROUP_PEOPLE,
    .arguments = "[PLAN…] | --show [THEME]",
    .en = "a coder learned from people's codes, held against the rules",
    .zh = "从人工编码学习编码模型，并与规则比较",
    .more_en =
        "A linear model for each theme, of character n-grams and of what the rules say. Every figure is of\n"
        "measures that the model did not see. It is offered only for themes where it beats the rules there;\n"
        "everywhere else the rules remain. The model is kept in the project file until the next learn.",
    .more_zh =
        "每个主题一个线性模型，依据字串与规则的判断。全部成绩都在模型未见过的举措上计算。只有优于规则的主题才启用，\n"
        "其余仍用规则。模型保存在项目文件中，直到下次学习。",
    COMMAND_EXAMPLES(examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(LearnSettings),
    .run = run,
};
