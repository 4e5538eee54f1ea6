/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export: the whole content as JSON lines, one measure, plan or node a line. The keys are
 * a promise: they are listed in the README and only ever added to. */
#include "base/base.h"

#include "command/commands_p.h"
#include "command/facts.h"
#include "command/measure_names.h"
#include "command/nodes.h"
#include "command/session.h"
#include "present/json.h"

typedef struct {
    Slice jsonl;
    SliceList plans;
    bool all;
    Slice coder;
} ExportSettings;

static const Option options[] = {
    {"coder", 0, OPTION_TEXT, offsetof(ExportSettings, coder), "NAME", NULL,
     "measures: whose themes: a person's (over the rules'), model, or rules",
     "measures：采用谁的编码：某编码员（优先于规则）、model 或 rules"},
    {"jsonl", 0, OPTION_CHOICE, offsetof(ExportSettings, jsonl), "WHAT",
     "measures|plans|nodes", "what a line holds", "每行的内容"},
    {"plan", 'p', OPTION_LIST, offsetof(ExportSettings, plans), "PLAN", NULL,
     "only this plan (may be repeated)", "只导出该计划（可重复）"},
    {"all", 'a', OPTION_FLAG, offsetof(ExportSettings, all), NULL, NULL,
     "measures: those of summary, notice and annex too",
     "举措：连同总结、通知、附件中的条目"},
};

typedef struct {
    Store *store;
    PlanList plans;
    ThemeList themes;
    Arena *arena;
    Buf out;
    const char *coder; /* NULL: the rules */
} Export;

static const PlanInfo *plan_of(const PlanList *plans, int64_t id) {
    for (size_t i = 0; i < plans->n; i++) {
        if (plans->at[i].id == id)
            return &plans->at[i];
    }
    BUG("no plan %lld", (long long)id);
}

static void add_heading(JsonWriter *writer, const char *key, const Heading *heading) {
    if (heading->number.n == 0 && heading->text.n == 0) {
        json_add_null(writer, key);
        return;
    }
    json_open_object(writer, key);
    json_add_text(writer, "number", heading->number);
    json_add_text(writer, "title", heading->text);
    json_close(writer);
}

static void add_duties(JsonWriter *writer, const PlanTree *tree, uint32_t measure,
                       uint32_t task) {
    json_open_array(writer, "duties");
    for (size_t i = 0; i < tree->duties.n; i++) {
        const Duty *duty = &tree->duties.at[i];
        if (duty->node != measure && duty->node != task)
            continue;
        json_open_object(writer, NULL);
        json_add_text(writer, "unit", duty->unit);
        json_add_text(writer, "role", slice_of(duty_role_word(duty->role)));
        json_close(writer);
    }
    json_close(writer);
}

static void add_targets(JsonWriter *writer, const PlanTree *tree, uint32_t measure) {
    json_open_array(writer, "targets");
    for (size_t i = 0; i < tree->targets.n; i++) {
        const Target *target = &tree->targets.at[i];
        if (target->measure == measure)
            facts_target_json(writer, tree, target);
    }
    json_close(writer);
}

static void add_deadlines(JsonWriter *writer, const PlanTree *tree, uint32_t measure,
                          uint32_t task) {
    json_open_array(writer, "deadlines");
    for (size_t i = 0; i < tree->deadlines.n; i++) {
        const Deadline *deadline = &tree->deadlines.at[i];
        if (deadline->node == measure || deadline->node == task)
            facts_deadline_json(writer, tree, deadline);
    }
    json_close(writer);
}

static void add_measure(Export *export, const PlanTree *tree, const MeasureRow *measure) {
    JsonWriter writer = {.out = &export->out};
    json_open_object(&writer, NULL);
    Slice slug = plan_of(&export->plans, measure->plan)->slug;
    Arena scratch = {0};
    json_add_text(&writer, "plan", slug);
    json_add_text(&writer, "id", measure_name(slug, measure, &scratch));
    arena_release(&scratch);
    json_add_text(&writer, "part", slice_of(plan_part_word(measure->part)));
    add_heading(&writer, "section", &measure->section);
    add_heading(&writer, "subsection", &measure->subsection);
    add_heading(&writer, "task", &measure->task);
    json_add_count(&writer, "ordinal", measure->ordinal);
    json_add_text(&writer, "text", measure->text);
    json_open_array(&writer, "themes");
    for (size_t i = 0; i < measure->n_themes; i++)
        json_add_text(&writer, NULL, export->themes.at[measure->themes[i]].code);
    json_close(&writer);
    uint32_t node = measure_node(measure->id), task = measure_node(measure->task_id);
    add_targets(&writer, tree, node);
    add_duties(&writer, tree, node, task);
    add_deadlines(&writer, tree, node, task);
    json_close(&writer);
    buf_add_byte(&export->out, '\n');
}

static bool export_measures(Export *export, const PlanInfo *plan, bool all, Err *err) {
    MeasureFilter filter = {.plans = &plan->id, .n_plans = 1, .coder = export->coder};
    filter.parts = all ? (1u << PLAN_PARTS_COUNT) - 1 : 0;
    MeasureList measures = {0};
    PlanTree tree = {0};
    Arena arena = {0};
    bool ok = store_measures(export->store, &filter, &arena, &measures, err) &&
              store_load_tree(export->store, plan->id, &arena, &tree, err);
    for (size_t i = 0; ok && i < measures.n; i++)
        add_measure(export, &tree, &measures.at[i]);
    plan_tree_release(&tree);
    arena_release(&arena);
    return ok;
}

static bool export_plan(Export *export, const PlanInfo *plan, bool all, Err *err) {
    (void)all;
    (void)err;
    JsonWriter writer = {.out = &export->out};
    json_open_object(&writer, NULL);
    json_add_text(&writer, "plan", plan->slug);
#define X(key) json_add_text(&writer, #key, plan->key);
    PLAN_FACTS(X)
#undef X
    json_add_text(&writer, "source", plan->source);
    json_add_text(&writer, "format", plan->format);
    json_add_text(&writer, "encoding", plan->encoding);
    json_add_real(&writer, "encoding_confidence", plan->confidence);
    json_add_text(&writer, "sha256", plan->sha256);
    json_add_count(&writer, "sections", plan->n_sections);
    json_add_count(&writer, "subsections", plan->n_subsections);
    json_add_count(&writer, "tasks", plan->n_tasks);
    json_add_count(&writer, "measures", plan->n_measures);
    json_add_count(&writer, "targets", plan->n_targets);
    json_add_count(&writer, "duties", plan->n_duties);
    json_add_count(&writer, "characters", (int64_t)plan->chars);
    json_close(&writer);
    buf_add_byte(&export->out, '\n');
    return true;
}

static void add_node(Export *export, const PlanTree *tree, Slice slug, uint32_t index) {
    const PlanNode *node = &tree->nodes.at[index];
    JsonWriter writer = {.out = &export->out};
    Arena arena = {0};
    json_open_object(&writer, NULL);
    json_add_text(&writer, "plan", slug);
    json_add_text(&writer, "kind", slice_of(node_kind_word(node->kind)));
    json_add_text(&writer, "part", slice_of(plan_part_word(node->part)));
    json_add_count(&writer, "level", node->level);
    json_add_text(&writer, "number", slice_at(tree->text, node->number));
    json_add_text(&writer, "heading", plan_node_heading(tree, index, &arena));
    json_add_text(&writer, "text", plan_node_text(tree, index, &arena));
    json_open_array(&writer, "span");
    json_add_count(&writer, NULL, (int64_t)node->span.at);
    json_add_count(&writer, NULL, (int64_t)node->span.end);
    json_close(&writer);
    json_close(&writer);
    buf_add_byte(&export->out, '\n');
    arena_release(&arena);
}

static bool export_nodes(Export *export, const PlanInfo *plan, bool all, Err *err) {
    (void)all;
    PlanTree tree = {0};
    Arena arena = {0};
    bool ok = store_load_tree(export->store, plan->id, &arena, &tree, err);
    for (uint32_t i = 0; ok && i < tree.nodes.n; i++)
        add_node(export, &tree, plan->slug, i);
    plan_tree_release(&tree);
    arena_release(&arena);
    return ok;
}

typedef bool (*Exporter)(Export *export, const PlanInfo *plan, bool all, Err *err);
static const struct {
    const char *what;
    Exporter export;
} exporters[] = {
    {"measures", export_measures}, {"plans", export_plan}, {"nodes", export_nodes}};

static bool export_all(Export *export, const ExportSettings *settings, Err *err) {
    Exporter exporter = exporters[0].export;
    for (size_t i = 0; i < sizeof exporters / sizeof *exporters; i++) {
        if (slice_equal(settings->jsonl, slice_of(exporters[i].what)))
            exporter = exporters[i].export;
    }
    if (!store_plans(export->store, export->arena, &export->plans, err) ||
        !store_themes(export->store, export->arena, &export->themes, err))
        return false;
    for (size_t i = 0; i < export->plans.n; i++) {
        bool chosen = false;
        if (!session_is_chosen(export->store, &settings->plans, export->plans.at[i].id,
                               &chosen, err))
            return false;
        if (chosen && !exporter(export, &export->plans.at[i], settings->all, err))
            return false;
    }
    return true;
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    (void)arguments;
    Err err = {0};
    Export export = {.store = session_open(context, STORE_READ),
                     .arena = &context->arena};
    if (!export.store)
        return EXIT_FAILED;
    Slice coder = ((const ExportSettings *)settings)->coder;
    export.coder = coder.n ? arena_cstring(&context->arena, coder) : NULL;
    bool ok = export_all(&export, settings, &err);
    int status = ok ? session_write(context, buf_slice(&export.out)) : command_fail(&err);
    buf_release(&export.out);
    store_close(export.store);
    return status;
}

static const Example examples[] = {
    {"plancmp export --jsonl measures -o measures.jsonl",
     "one measure a line: plan, section, task, text, themes",
     "每行一条举措：计划、部分、任务、原文、主题"},
    {"plancmp export --jsonl nodes -p coast-2023", "every node of one plan with its span",
     "某计划的全部节点及其字节范围"},
};

const Command command_export = {
    .name = "export",
    .group = GROUP_OUTPUT,
    .arguments = "[--jsonl measures|plans|nodes]",
    .en = "all content as JSON lines",
    .zh = "把全部内容导出为 JSON 行",
    .more_en =
        "measures: plan, id (as in the evidence of -f json, and for explain), part, section, subsection, task {number, title}, ordinal, text, themes [codes],\n"
        "  targets [{text, comparator, value_text, value, high, baseline, unit, unit_text, "
        "object,\n"
        "  hardness, redacted}], duties [{unit, role}], deadlines [{text, from, to}]\n"
        "plans: plan, title, year, region, level, province, publisher, doc_number, kind, issued, source,\n"
        "  format, encoding, encoding_confidence, sha256, and counts\n"
        "nodes: plan, kind, part, level, number, heading, text, span [from, to] in bytes of the text",
    .more_zh =
        "measures：plan, id（与 -f json 的 evidence 一致，可用于 explain）, part, section, subsection, task {number, title}, ordinal, text, themes [代码],\n"
        "  targets [{text, comparator, value_text, value, high, baseline, unit, unit_text, "
        "object,\n"
        "  hardness, redacted}], duties [{unit, role}], deadlines [{text, from, to}]\n"
        "plans：plan, title, year, region, level, province, publisher, doc_number, kind, issued, source,\n"
        "  format, encoding, encoding_confidence, sha256 及各项数量\n"
        "nodes：plan, kind, part, level, number, heading, text, span [起, 止]（正文的字节位置）",
    COMMAND_EXAMPLES(examples),
    COMMAND_OPTIONS(options),
    .settings_size = sizeof(ExportSettings),
    .no_format = true,
    .repeatable = true,
    .run = run,
};
