/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/explain.h"
#include "command/learned.h"
#include "command/measure_key.h"
#include "command/pipeline.h"
#include "command/wording.h"
#include "compare/corpus.h"
#include "theme/explain.h"

/* One plan, its measures, and the rules that coded them. */
typedef struct {
    Store *store;
    Scheme *scheme;
    Coder *coder;
    ThemeList themes;
    int64_t plan;
    PlanTree tree;
    MeasureList measures;
    Explanation explanation;
} Asking;

static void asking_close(Asking *asking) {
    explanation_release(&asking->explanation);
    plan_tree_release(&asking->tree);
    if (asking->coder)
        coder_free(asking->coder);
    if (asking->scheme)
        scheme_free(asking->scheme);
    store_close(asking->store);
}

static bool asking_open(Asking *asking, Slice plan, Arena *arena, Err *err) {
    if (!store_find_plan(asking->store, plan, &asking->plan, err) ||
        !store_themes(asking->store, arena, &asking->themes, err))
        return false;
    asking->scheme = pipeline_scheme_in_use(asking->store, err);
    if (!asking->scheme)
        return false;
    asking->coder = coder_new(asking->scheme);
    int64_t *ids = ARENA_NEW(arena, int64_t);
    *ids = asking->plan;
    MeasureFilter filter = {
        .plans = ids, .n_plans = 1, .parts = (1u << PLAN_PARTS_COUNT) - 1};
    return store_measures(asking->store, &filter, arena, &asking->measures, err) &&
           store_load_tree(asking->store, asking->plan, arena, &asking->tree, err);
}

static void ask(Asking *asking, const MeasureRow *measure) {
    coder_explain(asking->coder, &asking->tree, measure_node(measure->id),
                  &asking->explanation);
}

/* ---- One measure ---- */

static const MeasureRow *nth_measure(const MeasureList *measures, int64_t n) {
    for (size_t i = 0; i < measures->n; i++) {
        if (measures->at[i].part == PART_PLAN && measures->at[i].position == n)
            return &measures->at[i];
    }
    return NULL;
}

static bool find_measure(Asking *asking, Slice name, Arena *arena,
                         const MeasureRow **found, Err *err) {
    MeasureKey key;
    Cut cut = slice_cut(name, S(":"));
    int64_t n = 0;
    bool keyed = measure_key_parse(name, &key);
    if (!keyed && !slice_int(cut.tail, &n))
        return err_set(
            err,
            T("\"%.*s\" names no measure: PLAN:N, or the key of a coding sheet; for a theme "
              "give a plan too: explain THEME PLAN",
              "“%.*s”不是举措：应为 计划:序号，或编码表中的键；查看主题请同时给出计划：explain "
              "主题 计划"),
            SLICE_ARG(name));
    if (!asking_open(asking, keyed ? key.slug : cut.head, arena, err))
        return false;
    *found = keyed ? measure_by_key(measure_keys(&asking->measures, arena), &key)
                   : nth_measure(&asking->measures, n);
    return *found ||
           err_set(err, T("%.*s: the plan has no such measure", "%.*s：计划中没有该举措"),
                   SLICE_ARG(name));
}

static void note_measure(const Asking *asking, const MeasureRow *measure, Table *table) {
    Arena *arena = table->arena;
    Buf codes = {0};
    for (size_t i = 0; i < measure->n_themes; i++)
        buf_format(&codes, "%s%.*s", i ? "、" : "",
                   SLICE_ARG(theme_name(&asking->themes.at[measure->themes[i]])));
    table_note(table, "%.*s",
               SLICE_ARG(wording_place(&measure->section, &measure->subsection,
                                       &measure->task, arena)));
    table_note(
        table, T("Coded by the rules: %.*s.", "规则编码：%.*s。"),
        SLICE_ARG(codes.n ? buf_slice(&codes) : slice_of(T("no theme", "无主题"))));
    buf_release(&codes);
}

int explain_measure(Context *context, Slice name) {
    Err err = {0};
    const MeasureRow *measure = NULL;
    Asking asking = {.store = session_open(context, STORE_READ)};
    if (!asking.store)
        return EXIT_FAILED;
    int status = EXIT_FAILED;
    if (find_measure(&asking, name, &context->arena, &measure, &err)) {
        ask(&asking, measure);
        Table table = explanation_table(&asking.explanation, asking.scheme, &asking.tree,
                                        &context->arena);
        table.title = measure->text;
        note_measure(&asking, measure, &table);
        status = session_show(context, &table, NULL);
        table_release(&table);
    } else {
        command_fail(&err);
    }
    asking_close(&asking);
    return status;
}

/* ---- One measure, by the learned coder ---- */

enum { TRAITS_SHOWN = 8 };
static const double probability_shown = 0.05; /* themes below are only counted */

static Table opinions_table(Arena *arena, Slice title) {
    Table table = table_new(arena, "explain-model", title);
    table_column(&table, (Column){"theme", T("theme", "主题"), COLUMN_TEXT, 0});
    table_column(&table,
                 (Column){"probability", T("probability", "概率"), COLUMN_REAL, 3});
    table_column(&table, (Column){"result", T("result", "结果"), COLUMN_TEXT, 0});
    table_column(&table, (Column){"trait", T("what", "依据"), COLUMN_TEXT, 0});
    table_column(&table,
                 (Column){"contribution", T("contribution", "贡献"), COLUMN_REAL, 3});
    return table;
}

static const char *opinion_word(const ThemeModel *theme, double probability) {
    bool given = probability >= 0.5;
    if (theme->offered)
        return given ? T("coded", "已编入") : T("no", "未编入");
    return given ? T("yes, but not offered", "会编入，但未启用")
                 : T("no, and not offered", "不编入，未启用");
}

static size_t add_opinions(const Asking *asking, const Learned *learned, uint32_t node,
                           Table *table) {
    Arena *arena = table->arena;
    size_t left_out = 0;
    const ModelOpinion *opinions = model_opinions(
        learned->model, asking->coder, &asking->tree, node, TRAITS_SHOWN, arena);
    for (size_t i = 0; i < model_n(learned->model); i++) {
        const ThemeModel *theme = model_at(learned->model, i);
        const ModelOpinion *opinion = &opinions[i];
        left_out += opinion->probability < probability_shown;
        if (opinion->probability < probability_shown)
            continue;
        for (size_t k = 0; k < opinion->traits.n; k++) {
            const ModelTrait *trait = &opinion->traits.at[k];
            Cell *row = table_row(table);
            row[0] = cell_text(arena, asking->themes.at[theme->theme].code);
            row[1] = cell_real(opinion->probability);
            row[2] =
                cell_text(arena, slice_of(opinion_word(theme, opinion->probability)));
            row[3] = cell_text(arena, learned_trait_words(learned, trait, arena));
            row[4] = cell_real(trait->weight);
        }
    }
    return left_out;
}

int explain_opinions(Context *context, Slice name) {
    Err err = {0};
    Arena *arena = &context->arena;
    const MeasureRow *measure = NULL;
    Learned learned = {0};
    Asking asking = {.store = session_open(context, STORE_READ)};
    if (!asking.store)
        return EXIT_FAILED;
    int status = EXIT_FAILED;
    if (learned_open(asking.store, arena, &learned, &err) &&
        find_measure(&asking, name, arena, &measure, &err)) {
        Table table = opinions_table(arena, measure->text);
        size_t left_out =
            add_opinions(&asking, &learned, measure_node(measure->id), &table);
        note_measure(&asking, measure, &table);
        table_note(
            &table,
            T("Of %zu themes with a model %zu have a probability below %g and are not "
              "listed; of each the %d weightiest traits are shown.",
              "有模型的主题共 %zu 个，其中 %zu 个概率低于 %g，未列出；每个主题列出贡献最大的 %d "
              "项依据。"),
            model_n(learned.model), left_out, probability_shown, TRAITS_SHOWN);
        status = session_show(context, &table, NULL);
        table_release(&table);
    } else {
        command_fail(&err);
    }
    learned_close(&learned);
    asking_close(&asking);
    return status;
}

/* ---- What a theme just missed ---- */

static Table near_table(Arena *arena, Slice title) {
    Table table = table_new(arena, "explain-near", title);
    table_column(&table, (Column){"number", T("no.", "序号"), COLUMN_COUNT, 0});
    table_column(&table, (Column){"place", T("place", "位置"), COLUMN_TEXT, 0});
    table_column(&table,
                 (Column){"text", T("measure, hits marked 【】", "举措（命中处标【】）"),
                          COLUMN_TEXT, 0});
    table_column(&table, (Column){"weight", T("weight", "权重"), COLUMN_REAL, 2});
    table_column(&table, (Column){"threshold", T("threshold", "阈值"), COLUMN_REAL, 2});
    table_column(&table, (Column){"why", T("why not", "未编入的原因"), COLUMN_TEXT, 0});
    return table;
}

static bool is_of(const ThemeList *themes, uint32_t theme, size_t wanted) {
    return theme == wanted || themes->at[theme].parent == wanted;
}

static bool carries(const Asking *asking, const MeasureRow *measure, size_t wanted) {
    bool does = false;
    for (size_t i = 0; i < measure->n_themes && !does; i++)
        does = is_of(&asking->themes, measure->themes[i], wanted);
    return does;
}

/* The heaviest of the theme and its subthemes. */
static void add_weight(const Asking *asking, size_t wanted, Cell *row) {
    const ExplainedTheme *heaviest = NULL;
    for (size_t i = 0; i < asking->explanation.themes.n; i++) {
        const ExplainedTheme *theme = &asking->explanation.themes.at[i];
        if (is_of(&asking->themes, theme->theme, wanted) &&
            (!heaviest || theme->weight > heaviest->weight))
            heaviest = theme;
    }
    if (heaviest) {
        row[3] = cell_real(heaviest->weight);
        row[4] = cell_real(heaviest->threshold);
    }
}

static void add_near(const Asking *asking, const MeasureRow *measure, size_t wanted,
                     Table *table) {
    Arena *arena = table->arena;
    Buf why = {0};
    VEC(Span) spans = {0};
    for (size_t i = 0; i < asking->explanation.hits.n; i++) {
        const ExplainedHit *hit = &asking->explanation.hits.at[i];
        if (!is_of(&asking->themes, hit->theme, wanted))
            continue;
        Slice words = slice_at(asking->tree.text, hit->span);
        Slice by = slice_at(asking->tree.text, hit->by);
        buf_format(&why, "%s%.*s%s: %s%s%.*s", why.n ? "; " : "", SLICE_ARG(words),
                   hit->from_heading ? T(" (heading)", "（标题）") : "",
                   fate_name(hit->fate), by.n ? ": " : "", SLICE_ARG(by));
        bool inside =
            hit->span.at >= measure->span.at && hit->span.end <= measure->span.end;
        if (inside && (spans.n == 0 || hit->span.at >= vec_last(&spans)->end))
            vec_push(&spans, hit->span);
    }
    if (why.n) {
        Cell *row = table_row(table);
        row[0] = cell_with(arena, cell_count(measure->position), &measure->id, 1);
        row[1] = cell_text(arena, wording_place(&measure->section, &measure->subsection,
                                                &measure->task, arena));
        row[2] = cell_text(arena, wording_mark(asking->tree.text, measure->span, spans.at,
                                               spans.n, arena));
        add_weight(asking, wanted, row);
        row[5] = cell_text(arena, buf_slice(&why));
    }
    vec_release(&spans);
    buf_release(&why);
}

int explain_near(Context *context, Slice theme, Slice plan) {
    Err err = {0};
    Arena *arena = &context->arena;
    Asking asking = {.store = session_open(context, STORE_READ)};
    if (!asking.store)
        return EXIT_FAILED;
    int status = EXIT_FAILED;
    size_t wanted = SIZE_MAX;
    bool ok = asking_open(&asking, plan, arena, &err);
    if (ok) {
        wanted = wording_find_theme(&asking.themes, theme);
        ok = wanted != SIZE_MAX || wording_no_theme(theme, &err);
    }
    if (ok) {
        Slice title = arena_format(
            arena, T("%.*s just missed in %.*s", "%.*s：%.*s 中差一点编入的举措"),
            SLICE_ARG(theme_name(&asking.themes.at[wanted])), SLICE_ARG(plan));
        Table table = near_table(arena, title);
        for (size_t i = 0; i < asking.measures.n; i++) {
            const MeasureRow *measure = &asking.measures.at[i];
            if (measure->part != PART_PLAN || carries(&asking, measure, wanted))
                continue;
            ask(&asking, measure);
            add_near(&asking, measure, wanted, &table);
        }
        table_note(&table,
                   T("%zu measures that a rule of the theme hit and that do not "
                     "carry it. One of them in full: plancmp explain %.*s:NO.",
                     "共 %zu 条举措被该主题的规则命中而未编入。查看其中一条：plancmp "
                     "explain %.*s:序号。"),
                   table_rows(&table), SLICE_ARG(plan));
        status = session_show(context, &table, NULL);
        table_release(&table);
    } else {
        command_fail(&err);
    }
    asking_close(&asking);
    return status;
}
