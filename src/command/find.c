/* SPDX-License-Identifier: GPL-3.0-or-later */
/* find: a word in its sentences, or all measures of a theme. */
#include "base/base.h"

#include "command/commands_p.h"
#include "command/session.h"
#include "command/wording.h"

typedef struct {
    SliceList plans;
    Slice theme, coder;
    bool everywhere, uncoded;
    int64_t limit;
} FindSettings;

static const Option options[] = {
    {"plan", 'p', OPTION_LIST, offsetof(FindSettings, plans), "PLAN", NULL,
     "only in this plan (may be repeated)", "只在该计划中查找（可重复）"},
    {"theme", 't', OPTION_TEXT, offsetof(FindSettings, theme), "CODE", NULL,
     "only measures with this theme; a WORD is then not needed",
     "只看该主题的举措；此时可不给词语"},
    {"coder", 0, OPTION_TEXT, offsetof(FindSettings, coder), "NAME", NULL,
     "with --theme, --uncoded: whose codes", "与 --theme、--uncoded 合用：采用谁的编码"},
    {"uncoded", 0, OPTION_FLAG, offsetof(FindSettings, uncoded), NULL, NULL,
     "only measures without any theme", "只看没有任何主题的举措"},
    {"everywhere", 'a', OPTION_FLAG, offsetof(FindSettings, everywhere), NULL, NULL,
     "also in page furniture (breadcrumbs, dates, links)",
     "也查找页面信息（导航、日期、链接等）"},
    {"limit", 'n', OPTION_COUNT, offsetof(FindSettings, limit), "N", NULL,
     "at most so many hits", "最多显示多少条"},
};

static Table hits_table(Arena *arena, Slice title) {
    Table table = table_new(arena, "find", title);
    const Column columns[] = {
        {"plan", T("plan", "计划"), COLUMN_TEXT, 0},
        {"kind", T("kind", "类别"), COLUMN_TEXT, 0},
        {"place", T("place", "位置"), COLUMN_TEXT, 0},
        {"text", T("text", "原文"), COLUMN_TEXT, 0},
        {"hits", T("hits", "命中"), COLUMN_COUNT, 0},
    };
    table_columns(&table, columns, sizeof columns / sizeof *columns);
    return table;
}

static Slice slug_by_id(const PlanList *plans, int64_t id) {
    for (size_t i = 0; i < plans->n; i++) {
        if (plans->at[i].id == id)
            return plans->at[i].slug;
    }
    BUG("no plan %lld", (long long)id);
}

static bool choose_plans(Store *store, const SliceList *names, Arena *arena,
                         int64_t **ids, Err *err) {
    *ids = names->n ? ARENA_ARRAY(arena, int64_t, names->n) : NULL;
    for (size_t i = 0; i < names->n; i++) {
        if (!store_find_plan(store, names->at[i], &(*ids)[i], err))
            return false;
    }
    return true;
}

static void add_search_rows(Table *table, const PlanList *plans,
                            const SearchList *found) {
    Arena *arena = table->arena;
    for (size_t i = 0; i < found->n; i++) {
        const SearchHit *hit = &found->at[i];
        Cell *row = table_row(table);
        row[0] = cell_text(arena, slug_by_id(plans, hit->plan));
        row[1] = cell_text(arena, slice_of(node_kind_name(hit->kind)));
        row[2] = cell_text(
            arena, wording_place(&hit->section, &hit->subsection, &hit->task, arena));
        row[3] = cell_text(arena, wording_mark(hit->text, (Span){0, hit->text.n},
                                               hit->hits, hit->n_hits, arena));
        row[4] = cell_with(arena, cell_count((int64_t)hit->n_hits), &hit->id, 1);
    }
    if (found->more)
        table_note(table, "%s",
                   T("There are more: raise --limit.", "还有更多，可加大 --limit。"));
}

static bool search_word(Store *store, const FindSettings *find, Slice word, Table *table,
                        Err *err) {
    Arena *arena = table->arena;
    PlanList plans = {0};
    SearchList found = {0};
    int64_t *ids = NULL;
    if (!store_plans(store, arena, &plans, err) ||
        !choose_plans(store, &find->plans, arena, &ids, err))
        return false;
    Search search = {word, ids, find->plans.n, find->everywhere, (size_t)find->limit};
    if (!store_search(store, &search, arena, &found, err))
        return false;
    add_search_rows(table, &plans, &found);
    table_note(table, T("%zu places in %zu plans.", "%zu 处，项目共 %zu 份计划。"),
               found.n, plans.n);
    return true;
}

static size_t count_word(Slice text, Slice word, Span *hits, size_t most) {
    size_t n = 0;
    for (size_t at = slice_find(text, word, 0); at != SIZE_MAX && word.n && n < most;
         at = slice_find(text, word, at + word.n))
        hits[n++] = (Span){at, at + word.n};
    return n;
}

/* Measures of a theme (or of none), that hold the word when there is one. */
static bool list_measures(Store *store, const FindSettings *find, Slice word,
                          Table *table, Err *err) {
    Arena *arena = table->arena;
    PlanList plans = {0};
    MeasureList measures = {0};
    int64_t *ids = NULL;
    if (!store_plans(store, arena, &plans, err) ||
        !choose_plans(store, &find->plans, arena, &ids, err))
        return false;
    MeasureFilter filter = {.plans = ids,
                            .n_plans = find->plans.n,
                            .theme = find->theme,
                            .coder =
                                find->coder.n ? arena_cstring(arena, find->coder) : NULL,
                            .uncoded = find->uncoded};
    if (!store_measures(store, &filter, arena, &measures, err))
        return false;
    size_t shown = 0;
    for (size_t i = 0;
         i < measures.n && (find->limit == 0 || shown < (size_t)find->limit); i++) {
        const MeasureRow *measure = &measures.at[i];
        Span hits[256];
        size_t n = count_word(measure->text, word, hits, 256);
        if (word.n && n == 0)
            continue;
        Cell *row = table_row(table);
        row[0] = cell_text(arena, slug_by_id(&plans, measure->plan));
        row[1] = cell_text(arena, slice_of(node_kind_name(NODE_MEASURE)));
        row[2] = cell_text(arena, wording_place(&measure->section, &measure->subsection,
                                                &measure->task, arena));
        row[3] = cell_text(arena, wording_mark(measure->text, (Span){0, measure->text.n},
                                               hits, n, arena));
        row[4] = cell_with(arena, cell_count((int64_t)n), &measure->id, 1);
        shown++;
    }
    table_note(table, T("%zu measures.", "%zu 条举措。"), shown);
    return true;
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    const FindSettings *find = settings;
    Slice word = arguments->n ? arguments->at[0] : S("");
    bool by_theme = find->theme.n || find->uncoded;
    Err err = {0};
    if (word.n == 0 && !by_theme) {
        err_set(&err, "%s",
                T("give a WORD, or --theme CODE", "请给出词语，或用 --theme 指定主题"));
        command_fail(&err);
        return EXIT_USAGE;
    }
    Store *store = session_open(context, STORE_READ);
    if (!store)
        return EXIT_FAILED;
    Slice title = arena_format(&context->arena, T("\"%.*s\"", "“%.*s”"),
                               SLICE_ARG(word.n ? word : find->theme));
    Table table = hits_table(&context->arena, title);
    FindSettings asked = *find;
    bool ok = wording_theme_code(store, &asked.theme, &context->arena, &err) &&
              (by_theme ? list_measures(store, &asked, word, &table, &err)
                        : search_word(store, &asked, word, &table, &err));
    int status = ok ? session_show(context, &table, NULL) : command_fail(&err);
    table_release(&table);
    store_close(store);
    return status;
}

static const Example examples[] = {
    {"plancmp find 课后服务", "every sentence with these words, hits marked 【】",
     "含有该词的每一句，命中处标【】"},
    {"plancmp find --theme safety.food -p PLAN", "all measures of a theme in one plan",
     "某计划中某主题的全部举措"},
};

const Command command_find = {
    .name = "find",
    .group = GROUP_PLANS,
    .arguments = "[WORD]",
    .en = "a word in its sentences, with plan and task",
    .zh = "在原句中查找词语，给出计划与任务",
    COMMAND_EXAMPLES(examples),
    .most = 1,
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(FindSettings),
    .repeatable = true,
    .run = run,
};
