/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show: the tree of one plan, as the parser understood it. */
#include "base/base.h"

#include "base/json.h"
#include "command/commands_p.h"
#include "command/facts.h"
#include "command/nodes.h"
#include "command/session.h"

typedef struct {
    bool all, full;
} ShowSettings;

static const Option options[] = {
    {"all", 'a', OPTION_FLAG, offsetof(ShowSettings, all), NULL, NULL,
     "page furniture, notice and summary too", "连同页面信息、通知与总结部分"},
    {"full", 'l', OPTION_FLAG, offsetof(ShowSettings, full), NULL, NULL,
     "whole sentences, not cut to one line", "显示完整句子，不截成一行"},
};

enum { LINE_COLUMNS = 100, LABEL_COLUMNS = 14 };

static void put_facts(Store *store, const PlanInfo *plan, Arena *arena, Buf *out) {
    const struct {
        const char *name;
        Slice value;
    } facts[] = {
        {T("year", "年度"), plan->year},
        {T("region", "地区"), plan->region},
        {T("province", "省份"), plan->province},
        {T("publisher", "发布机构"), plan->publisher},
        {T("number", "文号"), plan->doc_number},
        {T("kind", "文种"), plan->kind},
        {T("issued", "日期"), plan->issued},
        {T("source", "来源文件"), plan->source},
        {T("encoding", "编码"), plan->encoding},
    };
    (void)store;
    (void)arena;
    buf_format(out, "%.*s  (%.*s)\n", SLICE_ARG(plan->title.n ? plan->title : plan->slug),
               SLICE_ARG(plan->slug));
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (facts[i].value.n)
            buf_format(out, "  %s: %.*s\n", facts[i].name, SLICE_ARG(facts[i].value));
    }
    buf_format(
        out,
        T("  %u sections, %u subsections, %u tasks, %u measures, %u duties, %u targets\n\n",
          "  %u 个部分、%u 个分部、%u 项任务、%u 条举措、%u 项责任、%u 个目标\n\n"),
        plan->n_sections, plan->n_subsections, plan->n_tasks, plan->n_measures,
        plan->n_duties, plan->n_targets);
}

static void put_duties(const PlanTree *tree, uint32_t node, size_t indent, Buf *out) {
    bool any = false;
    DutyRole role = DUTY_RESPONSIBLE;
    for (size_t i = 0; i < tree->duties.n; i++) {
        const Duty *duty = &tree->duties.at[i];
        if (duty->node != node)
            continue;
        if (!any)
            buf_format(out, "%*s[%s: ", (int)indent, "", facts_role(duty->role));
        else if (duty->role != role)
            buf_format(out, "; %s: ", facts_role(duty->role));
        else
            buf_add(out, S("、"));
        buf_add(out, duty->unit);
        role = duty->role;
        any = true;
    }
    if (any)
        buf_add(out, S("]\n"));
}

static void put_node(const PlanTree *tree, uint32_t index, const ShowSettings *show,
                     Arena *arena, Buf *out) {
    const PlanNode *node = &tree->nodes.at[index];
    size_t indent = 2 * (node->level ? node->level - 1 : 0);
    bool worded = node->kind == NODE_MEASURE || node->kind == NODE_PREAMBLE ||
                  node->kind == NODE_CHROME;
    Slice text = worded ? plan_node_text(tree, index, arena)
                        : plan_node_heading(tree, index, arena);
    if (!show->full && worded)
        text = session_fit(arena, text, LINE_COLUMNS - indent);
    buf_format(out, "%*s", (int)indent, "");
    if (node->kind == NODE_PREAMBLE || node->kind == NODE_CHROME)
        buf_format(out, "(%s) ", node_kind_name(node->kind));
    if (worded) {
        if (node->kind == NODE_MEASURE && span_empty(node->number))
            buf_add(out, S("- "));
        buf_add(out, text);
    } else {
        session_heading(&(Heading){slice_at(tree->text, node->number), text}, out);
    }
    buf_add_byte(out, '\n');
}

static bool is_shown(const PlanNode *node, const ShowSettings *show) {
    if (show->all)
        return true;
    return node->kind != NODE_CHROME && node->part == PART_PLAN;
}

static void put_tree(const PlanTree *tree, const ShowSettings *show, Arena *arena,
                     Buf *out) {
    PlanPart part = PART_PLAN;
    for (uint32_t i = 1; i < tree->nodes.n; i++) {
        const PlanNode *node = &tree->nodes.at[i];
        if (!is_shown(node, show))
            continue;
        if (node->part != part && node->kind != NODE_CHROME) {
            part = node->part;
            buf_format(out, "== %s ==\n", plan_part_word(part));
        }
        put_node(tree, i, show, arena, out);
        /* A task's duties stand at its end: behind the last node below it. */
        uint32_t last = i;
        for (uint32_t up = i; up != 0; up = tree->nodes.at[up].parent) {
            bool ends = last + 1 >= tree->nodes.n || tree->nodes.at[last + 1].parent < up;
            if (ends)
                put_duties(tree, up, 2 * tree->nodes.at[up].level, out);
        }
    }
}

static void put_doubts(Store *store, int64_t plan, Arena *arena, Buf *out) {
    DiagList diags = {0};
    if (!store_diagnostics(store, plan, arena, &diags, NULL) || diags.n == 0)
        return;
    buf_format(
        out,
        T("\n%zu doubts; see: plancmp check\n", "\n存疑 %zu 处；请看：plancmp check\n"),
        diags.n);
}

static bool find_info(Store *store, Slice name, Arena *arena, PlanInfo *info, Err *err) {
    int64_t id = 0;
    PlanList plans = {0};
    if (!store_find_plan(store, name, &id, err) ||
        !store_plans(store, arena, &plans, err))
        return false;
    for (size_t i = 0; i < plans.n; i++) {
        if (plans.at[i].id == id)
            *info = plans.at[i];
    }
    return true;
}

static int show_plan(Context *context, Store *store, const ShowSettings *show,
                     Slice name) {
    Err err = {0};
    PlanInfo info = {0};
    PlanTree tree = {0};
    if (!find_info(store, name, &context->arena, &info, &err) ||
        !store_load_tree(store, info.id, &context->arena, &tree, &err))
        return command_fail(&err);
    int status = EXIT_DONE;
    if (slice_equal(context->global.format, S("table"))) {
        Buf out = {0};
        put_facts(store, &info, &context->arena, &out);
        put_tree(&tree, show, &context->arena, &out);
        put_doubts(store, info.id, &context->arena, &out);
        status = session_write(context, buf_slice(&out));
        buf_release(&out);
    } else {
        Table table = nodes_table(&tree, info.slug, &context->arena);
        status = session_show(context, &table, NULL);
        table_release(&table);
    }
    plan_tree_release(&tree);
    return status;
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    Store *store = session_open(context, STORE_READ);
    if (!store)
        return EXIT_FAILED;
    int status = EXIT_DONE;
    for (size_t i = 0; i < arguments->n && status == EXIT_DONE; i++)
        status = show_plan(context, store, settings, arguments->at[i]);
    store_close(store);
    return status;
}

static const Example examples[] = {
    {"plancmp show coast-2023", "its sections, tasks and measures, one line each",
     "逐行显示各部分、任务与举措"},
    {"plancmp show coast --full --all",
     "whole sentences, and what was set aside as page furniture",
     "完整句子，并显示被归为页面信息的内容"},
};

const Command command_show = {
    .name = "show",
    .group = GROUP_PLANS,
    .arguments = "PLAN…",
    .en = "the tree of a plan, as it was understood",
    .zh = "以树形显示计划的结构",
    COMMAND_EXAMPLES(examples),
    .least = 1,
    .most = SIZE_MAX,
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(ShowSettings),
    .repeatable = true,
    .run = run,
};
