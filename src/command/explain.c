/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain: the measures behind a cell of a coverage table, with the words that spoke for
 * the theme. */
#include "base/base.h"

#include "command/commands_p.h"
#include "command/explain.h"
#include "command/session.h"
#include "command/wording.h"
#include "compare/corpus.h"

typedef struct {
    bool near;
    Slice coder;
} ExplainSettings;

static const Option options[] = {
    {"near", 0, OPTION_FLAG, offsetof(ExplainSettings, near), NULL, NULL,
     "the measures that the theme just missed, and why", "差一点编入的举措及其原因"},
    {"coder", 0, OPTION_TEXT, offsetof(ExplainSettings, coder), "NAME", NULL,
     "whose codes: a person's (over the rules'), model, or rules",
     "采用谁的编码：某编码员（优先于规则）、model 或 rules"},
};

enum { COLUMN_NUMBER, COLUMN_PLACE, COLUMN_TEXT_MARKED, COLUMN_WORDS };

static Table measures_table(Arena *arena, Slice title) {
    Table table = table_new(arena, "explain", title);
    const Column columns[] = {
        {"number", T("no.", "序号"), COLUMN_COUNT, 0},
        {"place", T("place", "位置"), COLUMN_TEXT, 0},
        {"text", T("measure, hits marked 【】", "举措（命中处标【】）"), COLUMN_TEXT, 0},
        {"evidence", T("evidence", "依据"), COLUMN_TEXT, 0},
    };
    table_columns(&table, columns, sizeof columns / sizeof *columns);
    return table;
}

static bool is_of_theme(const ThemeList *themes, uint32_t coded, size_t theme) {
    return coded == theme || themes->at[coded].parent == theme;
}

/* Whether the same word has already spoken for the same theme from the same place. */
static bool is_repeated(const EvidenceList *hits, size_t i) {
    for (size_t k = 0; k < i; k++) {
        const EvidenceHit *hit = &hits->at[k];
        if (hit->theme == hits->at[i].theme &&
            hit->from_heading == hits->at[i].from_heading &&
            slice_equal(hit->term, hits->at[i].term))
            return true;
    }
    return false;
}

typedef struct {
    Store *store;
    ThemeList themes;
    size_t theme;
    PlanTree tree;
    MeasureList measures;
    const char *coder; /* NULL: the rules */
    bool model;
    PlanCoding coding; /* the learned coder's */
} Cellar;

/* Whether the learned coder, not a rule, gave a theme of a measure. */
static bool is_learned(const EvidenceList *hits, uint32_t theme) {
    bool is = false;
    for (size_t i = 0; i < hits->n && !is; i++)
        is = hits->at[i].theme == theme && hits->at[i].rule == EVIDENCE_LEARNED;
    return is;
}

#define MOST_SHOWN 0.99 /* of a probability: rounding must not make it certain */

/* "校园安全" or, with its probability, "校园安全（概率 0.93）". */
static void add_theme(const Cellar *cellar, const MeasureRow *measure,
                      const EvidenceList *hits, uint32_t theme, Buf *out) {
    buf_format(out, "%s%.*s", out->n ? "; " : "",
               SLICE_ARG(theme_name(&cellar->themes.at[theme])));
    for (size_t i = 0; is_learned(hits, theme) && i < cellar->coding.codings.n; i++) {
        const Coding *coding = &cellar->coding.codings.at[i];
        if (coding->node == measure_node(measure->id) && coding->theme == theme)
            buf_format(out, T(" (probability %s%.2f)", "（概率 %s%.2f）"),
                       coding->weight > MOST_SHOWN ? "> " : "",
                       coding->weight > MOST_SHOWN ? MOST_SHOWN : coding->weight);
    }
    buf_add(out, S(": "));
}

/* "校园安全: 防溺水、应急演练; heading: 安全" */
static Slice evidence_words(const Cellar *cellar, const MeasureRow *measure,
                            const EvidenceList *hits, Arena *arena) {
    Buf out = {0};
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < hits->n; i++) {
        const EvidenceHit *hit = &hits->at[i];
        if (!is_of_theme(&cellar->themes, hit->theme, cellar->theme) ||
            is_repeated(hits, i))
            continue;
        if (hit->theme != last)
            add_theme(cellar, measure, hits, hit->theme, &out);
        else
            buf_add(&out, S("、"));
        buf_add(&out, hit->term);
        if (hit->from_heading)
            buf_format(&out, "%s", T(" (in the heading)", "（出自标题）"));
        last = hit->theme;
    }
    Slice words = arena_copy(arena, buf_slice(&out));
    buf_release(&out);
    return words;
}

static int compare_spans(const void *a, const void *b) {
    const Span *left = a, *right = b;
    return left->at != right->at ? (left->at > right->at) - (left->at < right->at)
                                 : (left->end < right->end) - (left->end > right->end);
}

/* The plan's own bytes of the measure with its hits marked, line breaks taken out
 * afterwards. */
static Slice marked_text(const PlanTree *tree, const MeasureRow *measure,
                         const ThemeList *themes, const EvidenceList *hits, size_t theme,
                         Arena *arena) {
    VEC(Span) spans = {0};
    for (size_t i = 0; i < hits->n; i++) {
        const EvidenceHit *hit = &hits->at[i];
        bool inside =
            hit->span.at >= measure->span.at && hit->span.end <= measure->span.end;
        if (inside && is_of_theme(themes, hit->theme, theme))
            vec_push(&spans, hit->span);
    }
    if (spans.n)
        qsort(spans.at, spans.n, sizeof *spans.at, compare_spans);
    Slice marked = wording_mark(tree->text, measure->span, spans.at, spans.n, arena);
    vec_release(&spans);
    return marked;
}

static bool load(Cellar *cellar, Slice theme, Slice plan, Arena *arena, Err *err) {
    int64_t id = 0;
    if (!store_find_plan(cellar->store, plan, &id, err) ||
        !store_themes(cellar->store, arena, &cellar->themes, err))
        return false;
    cellar->theme = wording_find_theme(&cellar->themes, theme);
    if (cellar->theme == SIZE_MAX)
        return wording_no_theme(theme, err);
    int64_t *ids = ARENA_NEW(arena, int64_t);
    *ids = id;
    MeasureFilter filter = {.plans = ids,
                            .n_plans = 1,
                            .theme = cellar->themes.at[cellar->theme].code,
                            .coder = cellar->coder};
    return store_measures(cellar->store, &filter, arena, &cellar->measures, err) &&
           store_load_tree(cellar->store, id, arena, &cellar->tree, err) &&
           (!cellar->model ||
            store_load_coding(cellar->store, id, "model", &cellar->coding, err));
}

static bool fill(const Cellar *cellar, Table *table, Err *err) {
    Arena *arena = table->arena;
    for (size_t i = 0; i < cellar->measures.n; i++) {
        const MeasureRow *measure = &cellar->measures.at[i];
        EvidenceList hits = {0};
        if (!store_evidence(cellar->store, measure->id, cellar->model ? "model" : NULL,
                            arena, &hits, err))
            return false;
        Cell *row = table_row(table);
        row[COLUMN_NUMBER] =
            cell_with(arena, cell_count(measure->position), &measure->id, 1);
        row[COLUMN_PLACE] =
            cell_text(arena, wording_place(&measure->section, &measure->subsection,
                                           &measure->task, arena));
        row[COLUMN_TEXT_MARKED] =
            cell_text(arena, marked_text(&cellar->tree, measure, &cellar->themes, &hits,
                                         cellar->theme, arena));
        Slice words = evidence_words(cellar, measure, &hits, arena);
        if (measure->by_person)
            words = arena_format(arena, T("coded by %s%s%.*s", "%s 编码%s%.*s"),
                                 cellar->coder, words.n ? "; " : "", SLICE_ARG(words));
        row[COLUMN_WORDS] = cell_text(arena, words);
    }
    table_note(table,
               T("%zu measures; coded with %.*s (%.*s).",
                 "共 %zu 条举措；主题方案：%.*s（%.*s）。"),
               cellar->measures.n, SLICE_ARG(cellar->themes.name),
               SLICE_ARG(slice_sub(cellar->themes.hash, 0, 12)));
    return true;
}

static int explain_cell(Context *context, Slice coder, const SliceList *arguments) {
    Err err = {0};
    Cellar cellar = {.store = session_open(context, STORE_READ)};
    cellar.coder = coder.n ? arena_cstring(&context->arena, coder) : NULL;
    cellar.model = slice_equal(coder, S("model"));
    if (!cellar.store)
        return EXIT_FAILED;
    int status = EXIT_FAILED;
    if (load(&cellar, arguments->at[0], arguments->at[1], &context->arena, &err)) {
        Slice title = arena_format(&context->arena, T("%.*s in %.*s", "%.*s：%.*s"),
                                   SLICE_ARG(theme_name(&cellar.themes.at[cellar.theme])),
                                   SLICE_ARG(arguments->at[1]));
        Table table = measures_table(&context->arena, title);
        status = fill(&cellar, &table, &err) ? session_show(context, &table, NULL)
                                             : command_fail(&err);
        table_release(&table);
    } else {
        command_fail(&err);
    }
    plan_coding_release(&cellar.coding);
    plan_tree_release(&cellar.tree);
    store_close(cellar.store);
    return status;
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    const ExplainSettings *explain = settings;
    if (arguments->n == 2 && explain->near)
        return explain_near(context, arguments->at[0], arguments->at[1]);
    if (arguments->n == 1 && !explain->near)
        return slice_equal(explain->coder, S("model"))
                   ? explain_opinions(context, arguments->at[0])
                   : explain_measure(context, arguments->at[0]);
    if (arguments->n == 2)
        return explain_cell(context, explain->coder, arguments);
    Err err = {0};
    err_set(&err, "%s", T("--near needs THEME and PLAN", "--near 需要主题与计划"));
    command_fail(&err);
    return EXIT_USAGE;
}

static const Example examples[] = {
    {"plancmp explain sports coast-2023",
     "the measures on sports, and which words made them so",
     "体育主题的全部举措，以及判定所依据的词语"},
    {"plancmp explain 校园安全 coast-2023", "a theme by its name", "也可用主题名称"},
    {"plancmp explain --near safety coast-2023",
     "measures a rule hit that do not carry the theme, and why",
     "被规则命中而未编入的举措及原因"},
    {"plancmp explain coast-2023:17", "one measure: every hit and what became of it",
     "一条举措：每处命中及其处理"},
    {"plancmp explain coast-2023:17 --coder model",
     "one measure: how sure the learned coder is of each theme, and why",
     "一条举措：学习模型对各主题的概率及依据"},
};

const Command command_explain = {
    .name = "explain",
    .group = GROUP_THEMES,
    .arguments = "THEME PLAN | PLAN:N",
    .en = "the measures behind a number, with the words that decided",
    .zh = "一个数字背后的举措，以及判定所依据的词语",
    COMMAND_EXAMPLES(examples),
    .least = 1,
    .most = 2,
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(ExplainSettings),
    .repeatable = true,
    .run = run,
};
