/* SPDX-License-Identifier: GPL-3.0-or-later */
/* targets, duties, deadlines: every fact the measures state, with plan, task and
 * sentence. */
#include "base/base.h"

#include "command/commands_p.h"
#include "command/fact_lists.h"
#include "command/facts.h"
#include "command/session.h"
#include "command/wording.h"
#include "base/file.h"

#define OPTION_PLAN                                                                      \
    {                                                                                    \
        "plan", 'p', OPTION_LIST, offsetof(FactSettings, plans), "PLAN", NULL,           \
            "only this plan (may be repeated)", "只看该计划（可重复）"         \
    }
#define OPTION_THEME                                                                     \
    {                                                                                    \
        "theme", 't', OPTION_TEXT, offsetof(FactSettings, theme), "CODE", NULL,          \
            "only measures with this theme", "只看该主题的举措"                  \
    }

/* One plan while its facts are listed. */
typedef struct {
    const FactSettings *settings;
    const PlanInfo *plan;
    PlanTree tree;
    MeasureList measures; /* those the filters let through */
    Table *table;
} Listing;

typedef void (*ListFacts)(Listing *listing);

/* The measure of a node; NULL when the filters leave it out. Rows ascend by node. */
static const MeasureRow *measure_of(const Listing *listing, uint32_t node) {
    size_t low = 0, high = listing->measures.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (measure_node(listing->measures.at[middle].id) < node)
            low = middle + 1;
        else
            high = middle;
    }
    bool found =
        low < listing->measures.n && measure_node(listing->measures.at[low].id) == node;
    return found ? &listing->measures.at[low] : NULL;
}

/* The first measure that stands under a node (or is it): facts of a task are shown with
 * it. */
static const MeasureRow *measure_under(const Listing *listing, uint32_t node) {
    const PlanTree *tree = &listing->tree;
    for (size_t i = 0; i < listing->measures.n; i++) {
        const MeasureRow *measure = &listing->measures.at[i];
        uint32_t at = measure_node(measure->id);
        while (at != node && at != 0)
            at = tree->nodes.at[at].parent;
        if (at == node)
            return measure;
    }
    return NULL;
}

static bool is_unit(const FactSettings *settings, Slice unit) {
    return settings->unit.n == 0 || slice_contains(unit, settings->unit);
}

/* As written or as compared: 小时 is kept in 分钟. */
static bool is_target_unit(const FactSettings *settings, const Target *target) {
    return is_unit(settings, target->unit_norm) || is_unit(settings, target->unit);
}

/* Where a fact stands, and the words it is about: a measure, or the heading of a task
 * that states no more than that. False when the filters leave it out. */
static bool place_and_text(const Listing *listing, uint32_t node, Cell *place,
                           Cell *text) {
    Arena *arena = listing->table->arena;
    const MeasureRow *measure = measure_under(listing, node);
    if (measure) {
        *place = cell_text(arena, wording_place(&measure->section, &measure->subsection,
                                                &measure->task, arena));
        *text = cell_with(arena, cell_text(arena, measure->text), &measure->id, 1);
        return true;
    }
    const PlanNode *task = &listing->tree.nodes.at[node];
    bool bare = task->part == PART_PLAN && task->kind == NODE_TASK &&
                listing->settings->theme.n == 0;
    if (!bare)
        return false;
    Heading heading = {slice_at(listing->tree.text, task->number),
                       plan_node_heading(&listing->tree, node, arena)};
    *place =
        cell_text(arena, wording_place(&(Heading){0}, &(Heading){0}, &heading, arena));
    *text = (Cell){0};
    return true;
}

static Cell place_cell(const MeasureRow *measure, Arena *arena) {
    return cell_text(arena, wording_place(&measure->section, &measure->subsection,
                                          &measure->task, arena));
}

/* ---- targets ---- */

static Table targets_table(Arena *arena) {
    Table table = table_new(arena, "targets", slice_of(T("Targets", "目标")));
    const Column columns[] = {
        {"plan", T("plan", "计划"), COLUMN_TEXT, 0},
        {"object", T("object", "对象"), COLUMN_TEXT, 0},
        {"comparator", T("cmp", "比较"), COLUMN_TEXT, 0},
        {"value", T("value", "数值"), COLUMN_REAL, 2},
        {"high", T("to", "至"), COLUMN_REAL, 2},
        {"baseline", T("from", "基数"), COLUMN_REAL, 2},
        {"unit", T("unit", "单位"), COLUMN_TEXT, 0},
        {"written", T("as written", "原文写法"), COLUMN_TEXT, 0},
        {"words", T("target", "目标值"), COLUMN_TEXT, 0},
        {"hardness", T("hardness", "力度"), COLUMN_TEXT, 0},
        {"redacted", T("masked", "遮蔽"), COLUMN_TEXT, 0},
        {"place", T("place", "位置"), COLUMN_TEXT, 0},
        {"text", T("measure", "举措"), COLUMN_TEXT, 0},
    };
    table_columns(&table, columns, sizeof columns / sizeof *columns);
    return table;
}

static const char *hardness_name(Hardness hardness) {
    switch (hardness) {
    case HARDNESS_PLAIN: return "";
    case HARDNESS_FIRM: return T("firm", "确保");
    case HARDNESS_STRIVE: return T("strive", "力争");
    case HARDNESS_EXPLORE: return T("explore", "探索");
    }
    BUG("hardness %d", (int)hardness);
}

static void add_target(Listing *listing, const Target *target) {
    const MeasureRow *measure = measure_of(listing, target->measure);
    bool wanted = measure && is_target_unit(listing->settings, target) &&
                  (!listing->settings->redacted || target->redacted);
    if (!wanted)
        return;
    Arena *arena = listing->table->arena;
    Cell *row = table_row(listing->table);
    *row++ = cell_text(arena, listing->plan->slug);
    *row++ = cell_text(arena, target->object);
    *row++ = cell_text(arena, slice_of(facts_comparator(target->comparator)));
    row[0] = target->redacted ? (Cell){0} : cell_real(target->value_norm);
    row[1] = target->has_high && !target->redacted
                 ? cell_real(facts_in_norm(target, target->high))
                 : (Cell){0};
    row[2] = target->has_baseline ? cell_real(facts_in_norm(target, target->baseline))
                                  : (Cell){0};
    row += 3;
    *row++ = cell_text(arena, target->unit_norm);
    *row++ = cell_text(arena, slice_at(listing->tree.text, target->span));
    *row++ = cell_text(arena, facts_target_words(target, arena));
    *row++ = cell_text(arena, slice_of(hardness_name(target->hardness)));
    *row++ = cell_text(arena, slice_of(target->redacted ? T("yes", "是") : ""));
    *row++ = place_cell(measure, arena);
    *row = cell_with(arena, cell_text(arena, measure->text), &measure->id, 1);
}

static void list_targets(Listing *listing) {
    for (size_t i = 0; i < listing->tree.targets.n; i++)
        add_target(listing, &listing->tree.targets.at[i]);
}

/* ---- duties ---- */

static Table duties_table(Arena *arena) {
    Table table = table_new(arena, "duties", slice_of(T("Duties", "责任分工")));
    const Column columns[] = {
        {"plan", T("plan", "计划"), COLUMN_TEXT, 0},
        {"unit", T("unit", "单位"), COLUMN_TEXT, 0},
        {"role", T("role", "角色"), COLUMN_TEXT, 0},
        {"written", T("as written", "原文写法"), COLUMN_TEXT, 0},
        {"place", T("place", "位置"), COLUMN_TEXT, 0},
        {"text", T("first measure", "首条举措"), COLUMN_TEXT, 0},
    };
    table_columns(&table, columns, sizeof columns / sizeof *columns);
    return table;
}

static void list_duties(Listing *listing) {
    Arena *arena = listing->table->arena;
    for (size_t i = 0; i < listing->tree.duties.n; i++) {
        const Duty *duty = &listing->tree.duties.at[i];
        Cell place, text;
        if (!is_unit(listing->settings, duty->unit) ||
            !place_and_text(listing, duty->node, &place, &text))
            continue;
        Cell *row = table_row(listing->table);
        *row++ = cell_text(arena, listing->plan->slug);
        *row++ = cell_text(arena, duty->unit);
        *row++ = cell_text(arena, slice_of(facts_role(duty->role)));
        *row++ = cell_text(arena, slice_at(listing->tree.text, duty->span));
        *row++ = place;
        *row = text;
    }
}

/* ---- deadlines ---- */

static Table deadlines_table(Arena *arena) {
    Table table = table_new(arena, "deadlines", slice_of(T("Deadlines", "完成时限")));
    const Column columns[] = {
        {"plan", T("plan", "计划"), COLUMN_TEXT, 0},
        {"written", T("as written", "原文写法"), COLUMN_TEXT, 0},
        {"from", T("from", "起"), COLUMN_TEXT, 0},
        {"to", T("to", "止"), COLUMN_TEXT, 0},
        {"place", T("place", "位置"), COLUMN_TEXT, 0},
        {"text", T("measure", "举措"), COLUMN_TEXT, 0},
    };
    table_columns(&table, columns, sizeof columns / sizeof *columns);
    return table;
}

static void list_deadlines(Listing *listing) {
    Arena *arena = listing->table->arena;
    for (size_t i = 0; i < listing->tree.deadlines.n; i++) {
        const Deadline *deadline = &listing->tree.deadlines.at[i];
        Cell place, text;
        if (!place_and_text(listing, deadline->node, &place, &text))
            continue;
        Cell *row = table_row(listing->table);
        *row++ = cell_text(arena, listing->plan->slug);
        *row++ = cell_text(arena, slice_at(listing->tree.text, deadline->span));
        *row++ = cell_text(arena, facts_day(deadline->from, arena));
        *row++ = cell_text(arena, facts_day(deadline->to, arena));
        *row++ = place;
        *row = text;
    }
}

/* ---- What the three share ---- */

static bool list_plan(Store *store, const FactSettings *settings, const PlanInfo *plan,
                      ListFacts list, Table *table, Err *err) {
    Arena arena = {0};
    Listing listing = {.settings = settings, .plan = plan, .table = table};
    MeasureFilter filter = {.plans = &plan->id, .n_plans = 1, .theme = settings->theme};
    bool ok = store_measures(store, &filter, &arena, &listing.measures, err) &&
              store_load_tree(store, plan->id, &arena, &listing.tree, err);
    if (ok) {
        DutyOptions duties = {settings->first_leads, settings->alias_list};
        plan_apply_duty_options(&listing.tree, &duties);
        list(&listing);
    }
    plan_tree_release(&listing.tree);
    arena_release(&arena);
    return ok;
}

static bool list_all(Store *store, const FactSettings *given, ListFacts list,
                     Table *table, Err *err) {
    PlanList plans = {0};
    FactSettings asked = *given, *settings = &asked;
    if (!store_plans(store, table->arena, &plans, err) ||
        !wording_theme_code(store, &asked.theme, table->arena, err))
        return false;
    for (size_t i = 0; i < plans.n; i++) {
        bool chosen = false;
        if (!session_is_chosen(store, &settings->plans, plans.at[i].id, &chosen, err))
            return false;
        if (chosen && !list_plan(store, settings, &plans.at[i], list, table, err))
            return false;
    }
    table_note(table, T("%zu rows.", "共 %zu 行。"), table_rows(table));
    return true;
}

/* What a terminal has room for: these columns of the table. */
static Table narrow_table(const Table *table, const char *const *keys) {
    Table narrow = table_new(table->arena, table->name, table->title);
    size_t from[16], n = 0;
    for (; keys[n]; n++) {
        from[n] = table_find_column(table, keys[n]);
        table_column(&narrow, table->columns.at[from[n]]);
    }
    for (size_t i = 0; i < table_rows(table); i++) {
        Cell *row = table_row(&narrow);
        for (size_t k = 0; k < n; k++)
            row[k] = *table_cell(table, i, from[k]);
    }
    for (size_t i = 0; i < table->notes.n; i++)
        vec_push(&narrow.notes, table->notes.at[i]);
    return narrow;
}

typedef struct {
    ListFacts list;
    const char *const *terminal; /* the columns shown to people; NULL: all */
} ListKind;

static int run_list(Context *context, const void *settings, Table table, ListKind kind) {
    Err err = {0};
    Store *store = session_open(context, STORE_READ);
    if (!store)
        return EXIT_FAILED;
    int status = EXIT_FAILED;
    if (!list_all(store, settings, kind.list, &table, &err)) {
        command_fail(&err);
    } else if (kind.terminal) {
        Table narrow = narrow_table(&table, kind.terminal);
        status = session_show(context, &table, &narrow);
        table_release(&narrow);
    } else {
        status = session_show(context, &table, NULL);
    }
    table_release(&table);
    store_close(store);
    return status;
}

int fact_lists_targets(Context *context, const FactSettings *settings) {
    static const char *const columns[] = {"plan",     "object", "words",
                                          "hardness", "text",   NULL};
    return run_list(context, settings, targets_table(&context->arena),
                    (ListKind){list_targets, columns});
}

static bool read_aliases(Slice path, Arena *keep, DutyAliasList *aliases, Err *err) {
    Buf text = {0};
    bool ok =
        path.n == 0 || (file_read(path, 0, &text, err) &&
                        duty_aliases_read(buf_slice(&text), path, keep, aliases, err));
    buf_release(&text);
    return ok;
}

static int run_duties(Context *context, const void *given, const SliceList *arguments) {
    FactSettings settings = *(const FactSettings *)given;
    DutyAliasList aliases = {0};
    Err err = {0};
    (void)arguments;
    settings.alias_list = &aliases;
    int status = EXIT_FAILED;
    if (read_aliases(settings.aliases, &context->arena, &aliases, &err))
        status = run_list(context, &settings, duties_table(&context->arena),
                          (ListKind){list_duties, NULL});
    else
        command_fail(&err);
    vec_release(&aliases);
    return status;
}

static int run_deadlines(Context *context, const void *settings,
                         const SliceList *arguments) {
    (void)arguments;
    return run_list(context, settings, deadlines_table(&context->arena),
                    (ListKind){list_deadlines, NULL});
}

static const Option duty_options[] = {
    OPTION_PLAN,
    OPTION_THEME,
    {"unit", 'u', OPTION_TEXT, offsetof(FactSettings, unit), "NAME", NULL,
     "only units whose name holds this", "只看名称含此文字的单位"},
    {"aliases", 0, OPTION_TEXT, offsetof(FactSettings, aliases), "FILE", NULL,
     "names that mean the same unit, as JSON: {\"教体局\": \"教育和体育局\"}",
     "同一单位的不同名称（JSON）：{\"教体局\": \"教育和体育局\"}"},
    {"first-leads", 0, OPTION_FLAG, offsetof(FactSettings, first_leads), NULL, NULL,
     "of several responsible units the first leads, the others support",
     "多个责任单位中，首位视为牵头，其余视为配合"},
};

static const Option deadline_options[] = {OPTION_PLAN, OPTION_THEME};

static const Example duty_examples[] = {
    {"plancmp duties -p coast-2023 --unit 督导",
     "what the units with 督导 in their name are charged with",
     "名称含“督导”的单位承担哪些任务"},
    {"plancmp workload", "the same summed up: units by themes, and what nobody owns",
     "按单位、主题汇总，并列出无人负责的举措"},
};

static const Example deadline_examples[] = {
    {"plancmp deadlines --theme infra", "what is to be built, and by when",
     "办学条件类举措的完成时限"},
};

const Command command_duties = {
    .name = "duties",
    .group = GROUP_ANSWERS,
    .arguments = "",
    .en = "who is charged with what: responsible, lead and supporting units",
    .zh = "责任分工：责任、牵头与配合单位",
    COMMAND_EXAMPLES(duty_examples),
    COMMAND_OPTIONS(duty_options),
    .settings_size = sizeof(FactSettings),
    .repeatable = true,
    .run = run_duties,
};

const Command command_deadlines = {
    .name = "deadlines",
    .group = GROUP_ANSWERS,
    .arguments = "",
    .en = "by when: deadlines as written and as days",
    .zh = "完成时限：原文写法与起止日期",
    COMMAND_EXAMPLES(deadline_examples),
    COMMAND_OPTIONS(deadline_options),
    .settings_size = sizeof(FactSettings),
    .repeatable = true,
    .run = run_deadlines,
};
