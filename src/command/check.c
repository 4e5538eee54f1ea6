/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check: the trust report. What reader and parser decided and what they doubted, plan by
 * plan. */
#include "base/base.h"

#include "command/commands_p.h"
#include "command/doubts.h"
#include "command/session.h"

typedef struct {
    bool strict;
} CheckSettings;

static const Option options[] = {
    {"strict", 0, OPTION_FLAG, offsetof(CheckSettings, strict), NULL, NULL,
     "exit 1 when there is any doubt", "只要有存疑之处就以 1 退出"},
};

enum { CONFIDENT_PERCENT = 80 };

static void add_row(Table *table, Slice plan, const char *code, Slice words,
                    Slice detail) {
    Cell *row = table_row(table);
    *row++ = cell_text(table->arena, plan);
    *row++ = cell_text(table->arena, slice_of(code));
    *row++ = cell_text(table->arena, words);
    *row = cell_text(table->arena, detail);
}

/* A chosen value and every other that contradicts it. */
static bool add_conflicts(Store *store, const PlanInfo *plan, Table *table, size_t *n,
                          Err *err) {
    MetadatumList list = {0};
    if (!store_metadata(store, plan->id, table->arena, &list, err))
        return false;
    const Metadatum *chosen = NULL;
    for (size_t i = 0; i < list.n; i++) {
        const Metadatum *datum = &list.at[i];
        if (datum->chosen)
            chosen = datum;
        /* Names and titles are written in many ways; years, days and numbers are not. */
        bool exact =
            strcmp(datum->key, "year") == 0 || strcmp(datum->key, "doc_number") == 0;
        bool same_key = chosen && strcmp(chosen->key, datum->key) == 0;
        if (!exact || !same_key || datum->chosen ||
            slice_equal(datum->value, chosen->value))
            continue;
        Slice detail = arena_format(
            table->arena,
            T("%s: %.*s (%s) against %.*s (%s)", "%s：%.*s（%s）与 %.*s（%s）"),
            strcmp(datum->key, "year") == 0 ? T("year", "年度")
                                            : T("document number", "文号"),
            SLICE_ARG(chosen->value), chosen->rule, SLICE_ARG(datum->value), datum->rule);
        add_row(table, plan->slug, "metadata-conflict",
                slice_of(T("facts that contradict each other", "元数据相互矛盾")),
                detail);
        (*n)++;
    }
    return true;
}

static void add_encoding(const PlanInfo *plan, Table *table) {
    double percent = plan->confidence * 100;
    bool unsure = percent < CONFIDENT_PERCENT;
    add_row(
        table, plan->slug, unsure ? "encoding-unsure" : "encoding",
        slice_of(unsure ? T("encoding is unsure", "编码把握不大")
                        : T("read as", "读入编码")),
        arena_format(table->arena, "%.*s, %.0f%%", SLICE_ARG(plan->encoding), percent));
}

static bool check_plan(Store *store, const PlanInfo *plan, Table *table, size_t *n,
                       Err *err) {
    Table doubts = {0};
    PlanList one = {plan, 1};
    add_encoding(plan, table);
    *n += plan->confidence * 100 < CONFIDENT_PERCENT;
    if (!doubts_table(store, &one, table->arena, &doubts, err))
        return false;
    for (size_t i = 0; i < table_rows(&doubts); i++) {
        Cell *row = table_row(table);
        for (size_t k = 0; k < doubts.columns.n; k++)
            row[k] = *table_cell(&doubts, i, k);
    }
    *n += table_rows(&doubts);
    table_release(&doubts);
    return add_conflicts(store, plan, table, n, err);
}

static bool is_sure(const Table *table, size_t row) {
    Slice code = table_cell(table, row, 1)->as.text;
    return slice_equal(code, S("encoding"));
}

/* What is doubtful first, then the decisions that are sure; each in the order of the
 * plans. */
static void sort_by_weight(Table *table) {
    size_t n = table_rows(table), columns = table->columns.n, to = 0;
    Cell *sorted = ARENA_ARRAY(table->arena, Cell, n * columns);
    for (int sure = 0; sure <= 1; sure++) {
        for (size_t row = 0; row < n; row++) {
            if (is_sure(table, row) != sure)
                continue;
            for (size_t c = 0; c < columns; c++)
                sorted[to++] = *table_cell(table, row, c);
        }
    }
    for (size_t i = 0; i < to; i++)
        table->cells.at[i] = sorted[i];
}

static bool check_all(Store *store, const SliceList *names, Table *table, size_t *n,
                      Err *err) {
    PlanList plans = {0};
    if (!store_plans(store, table->arena, &plans, err))
        return false;
    size_t looked_at = 0;
    for (size_t i = 0; i < plans.n; i++) {
        bool chosen = false;
        if (!session_is_chosen(store, names, plans.at[i].id, &chosen, err) ||
            (chosen && !check_plan(store, &plans.at[i], table, n, err)))
            return false;
        looked_at += chosen;
    }
    sort_by_weight(table);
    table_note(table, T("%zu doubts in %zu plans.", "存疑 %zu 处，计划 %zu 份。"), *n,
               looked_at);
    return true;
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    const CheckSettings *check = settings;
    Err err = {0};
    size_t n = 0;
    Store *store = session_open(context, STORE_READ);
    if (!store)
        return EXIT_FAILED;
    Table table = doubts_empty_table(&context->arena, "check",
                                     slice_of(T("Trust report", "读入质量检查")));
    int status = check_all(store, arguments, &table, &n, &err)
                     ? session_show(context, &table, NULL)
                     : command_fail(&err);
    table_release(&table);
    store_close(store);
    return status == EXIT_DONE && check->strict && n ? EXIT_FAILED : status;
}

static const Example examples[] = {
    {"plancmp check", "encodings, gaps in numbering, conflicts of year, odd pages",
     "编码、缺号、年度矛盾、可疑页面"},
    {"plancmp check coast-2023 --strict", "exit status 1 when anything is found",
     "发现任何问题即以 1 退出"},
};

const Command command_check = {
    .name = "check",
    .group = GROUP_PLANS,
    .arguments = "[PLAN…]",
    .en = "the trust report: what reader and parser decided and doubted",
    .zh = "读入质量检查：编码判断、缺号、矛盾与可疑之处",
    COMMAND_EXAMPLES(examples),
    .most = SIZE_MAX,
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(CheckSettings),
    .repeatable = true,
    .run = run,
};
