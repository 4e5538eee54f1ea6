/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list: the plans of the project. */
#include "base/base.h"

#include "command/commands_p.h"
#include "command/plans.h"
#include "command/session.h"

typedef struct {
    bool metadata;
} ListSettings;

static const Option options[] = {
    {"metadata", 'm', OPTION_FLAG, offsetof(ListSettings, metadata), NULL, NULL,
     "every fact about every plan, with its source and what contradicts it",
     "逐项列出元数据、来源及相互矛盾之处"},
};

/* A value beside the chosen one agrees with it or contradicts it. */
static const char *state_of(const Metadatum *datum, const MetadatumList *list) {
    if (datum->chosen)
        return T("chosen", "采用");
    for (size_t i = 0; i < list->n; i++) {
        const Metadatum *other = &list->at[i];
        if (other->chosen && strcmp(other->key, datum->key) == 0)
            return slice_equal(other->value, datum->value) ? T("agrees", "一致")
                                                           : T("contradicts", "矛盾");
    }
    return T("not chosen", "未采用");
}

static bool add_metadata(Store *store, const PlanInfo *plan, Table *table, Err *err) {
    MetadatumList list = {0};
    if (!store_metadata(store, plan->id, table->arena, &list, err))
        return false;
    for (size_t i = 0; i < list.n; i++) {
        const Metadatum *datum = &list.at[i];
        Cell *row = table_row(table);
        *row++ = cell_text(table->arena, plan->slug);
        *row++ = cell_text(table->arena, slice_of(datum->key));
        *row++ = cell_text(table->arena, datum->value);
        *row++ = cell_text(table->arena, slice_of(state_of(datum, &list)));
        *row++ = cell_text(table->arena, slice_of(datum->source));
        *row++ = cell_text(table->arena, slice_of(datum->rule));
    }
    return true;
}

static bool metadata_table(Store *store, const PlanList *plans, Arena *arena,
                           Table *table, Err *err) {
    *table =
        table_new(arena, "metadata", slice_of(T("Facts about the plans", "计划元数据")));
    const Column columns[] = {
        {"plan", T("plan", "计划"), COLUMN_TEXT, 0},
        {"key", T("fact", "项目"), COLUMN_TEXT, 0},
        {"value", T("value", "取值"), COLUMN_TEXT, 0},
        {"state", T("state", "状态"), COLUMN_TEXT, 0},
        {"source", T("source", "来源"), COLUMN_TEXT, 0},
        {"rule", T("rule", "规则"), COLUMN_TEXT, 0},
    };
    table_columns(table, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < plans->n; i++) {
        if (!add_metadata(store, &plans->at[i], table, err))
            return false;
    }
    table_note(table, "%s",
               T("Correct a wrong value by hand: plancmp set PLAN key=value",
                 "取值有误时可手工更正：plancmp set 计划 键=值"));
    return true;
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    const ListSettings *list = settings;
    (void)arguments;
    Err err = {0};
    PlanList plans = {0};
    Table table = {0};
    Store *store = session_open(context, STORE_READ);
    if (!store)
        return EXIT_FAILED;
    bool ok = store_plans(store, &context->arena, &plans, &err);
    if (ok && list->metadata)
        ok = metadata_table(store, &plans, &context->arena, &table, &err);
    else if (ok)
        table = plans_table(&plans, &context->arena);
    if (ok && plans.n == 0)
        table_note(&table, "%s",
                   T("There are no plans yet; add some: plancmp add PATH",
                     "还没有计划；请先读入：plancmp add 路径"));
    int status = ok ? session_show(context, &table, NULL) : command_fail(&err);
    table_release(&table);
    store_close(store);
    return status;
}

static const Example examples[] = {
    {"plancmp list", "every plan with its year, region and counts",
     "所有计划的年度、地区与各项数量"},
    {"plancmp list --metadata", "where each fact comes from, and conflicts",
     "每项元数据的来源与冲突"},
};

const Command command_list = {
    .name = "list",
    .group = GROUP_PLANS,
    .arguments = "",
    .en = "the plans of the project",
    .zh = "列出项目中的计划",
    COMMAND_EXAMPLES(examples),
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(ListSettings),
    .repeatable = true,
    .run = run,
};
