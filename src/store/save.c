/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the tree of one plan. Runs within the transaction of the caller; failures stick
 * to the connection. */
#include "base/base.h"

#include "store/save_p.h"
#include "store/words_p.h"

static void gather_facts(Saving *saving) {
    const PlanTree *tree = saving->tree;
    NodeFacts *facts = saving->facts;
    for (size_t i = 0; i < tree->targets.n; i++)
        facts[tree->targets.at[i].measure].targets++;
    for (size_t i = 0; i < tree->duties.n; i++)
        facts[tree->duties.at[i].node].duties++;
    for (size_t i = 0; i < tree->deadlines.n; i++)
        facts[tree->deadlines.at[i].node].deadlines++;
    for (uint32_t i = 1; i < tree->nodes.n; i++) {
        const PlanNode *node = &tree->nodes.at[i];
        const NodeFacts *above = &facts[node->parent];
        facts[i].duties += above->duties;
        facts[i].deadlines += above->deadlines;
        facts[i].section = node->kind == NODE_SECTION ? i : above->section;
        facts[i].subsection = node->kind == NODE_SUBSECTION ? i : above->subsection;
        facts[i].task = node->kind == NODE_TASK ? i : above->task;
    }
}

static bool has_body(NodeKind kind) {
    return kind == NODE_MEASURE || kind == NODE_PREAMBLE || kind == NODE_CHROME;
}

static void save_text(Saving *saving, Stmt *stmt, uint32_t i) {
    const PlanTree *tree = saving->tree;
    Slice text = has_body(tree->nodes.at[i].kind)
                     ? plan_node_text(tree, i, &saving->scratch)
                     : plan_node_heading(tree, i, &saving->scratch);
    saving->facts[i].chars = count_chars(text);
    if (!text.n)
        return;
    stmt_bind_int(stmt, "@node", saving->base + i);
    stmt_bind_text(stmt, "@text", text);
    stmt_run(stmt);
}

void bind_span(Stmt *stmt, const char *at, const char *end, Span span) {
    stmt_bind_int(stmt, at, (int64_t)span.at);
    stmt_bind_int(stmt, end, (int64_t)span.end);
}

static void bind_above(Saving *saving, Stmt *stmt, const char *name, bool measure,
                       uint32_t node) {
    if (measure && node)
        stmt_bind_int(stmt, name, saving->base + node);
    else
        stmt_bind_null(stmt, name);
}

static const char insert_node[] =
    "INSERT INTO node (id, parent, kind, part, ordinal, level, span_at, span_end, number_at, number_end,"
    " heading_at, heading_end, body_at, body_end, number, section, subsection, task,"
    " chars, targets, duties, deadlines)"
    " VALUES (@id, @parent, @kind, @part, @ordinal, @level, @span_at, @span_end, @number_at, @number_end,"
    " @heading_at, @heading_end, @body_at, @body_end, @number, @section, @subsection, @task,"
    " @chars, @targets, @duties, @deadlines)";

static void save_node(Saving *saving, Stmt *stmt, uint32_t i) {
    const PlanNode *node = &saving->tree->nodes.at[i];
    const NodeFacts *facts = &saving->facts[i];
    bool measure = node->kind == NODE_MEASURE;
    stmt_bind_int(stmt, "@id", saving->base + i);
    stmt_bind_int(stmt, "@parent", saving->base + node->parent);
    stmt_bind_text(stmt, "@kind", node_kind_words[node->kind]);
    stmt_bind_text(stmt, "@part", plan_part_words[node->part]);
    stmt_bind_int(stmt, "@ordinal", node->ordinal);
    stmt_bind_int(stmt, "@level", node->level);
    bind_span(stmt, "@span_at", "@span_end", node->span);
    bind_span(stmt, "@number_at", "@number_end", node->number);
    bind_span(stmt, "@heading_at", "@heading_end", node->heading);
    bind_span(stmt, "@body_at", "@body_end", node->body);
    if (span_empty(node->number))
        stmt_bind_null(stmt, "@number");
    else
        stmt_bind_text(stmt, "@number", slice_at(saving->tree->text, node->number));
    bind_above(saving, stmt, "@section", measure, facts->section);
    bind_above(saving, stmt, "@subsection", measure, facts->subsection);
    bind_above(saving, stmt, "@task", measure, facts->task);
    stmt_bind_int(stmt, "@chars", facts->chars);
    stmt_bind_int(stmt, "@targets", measure ? facts->targets : 0);
    stmt_bind_int(stmt, "@duties", measure ? facts->duties : 0);
    stmt_bind_int(stmt, "@deadlines", measure ? facts->deadlines : 0);
    stmt_run(stmt);
}

static void save_nodes(Saving *saving) {
    Stmt *texts =
        db_stmt(saving->db, "INSERT INTO node_text (node, text) VALUES (@node, @text)");
    for (uint32_t i = 0; i < saving->tree->nodes.n; i++)
        save_text(saving, texts, i);
    Stmt *nodes = db_stmt(saving->db, insert_node);
    for (uint32_t i = 0; i < saving->tree->nodes.n; i++)
        save_node(saving, nodes, i);
}

static void save_pieces(Saving *saving) {
    Stmt *stmt =
        db_stmt(saving->db, "INSERT INTO piece (plan, span_at, span_end, kind, node)"
                            " VALUES (@plan, @span_at, @span_end, @kind, @node)");
    for (size_t i = 0; i < saving->tree->pieces.n; i++) {
        const Piece *piece = &saving->tree->pieces.at[i];
        stmt_bind_int(stmt, "@plan", saving->plan);
        bind_span(stmt, "@span_at", "@span_end", piece->span);
        stmt_bind_text(stmt, "@kind", piece_kind_words[piece->kind]);
        stmt_bind_int(stmt, "@node", saving->base + piece->node);
        stmt_run(stmt);
    }
}

void save_tree(Store *store, int64_t plan, Slice parse_key, const PlanTree *tree) {
    Saving saving = {
        .db = store->db, .plan = plan, .base = measure_id(plan, 0), .tree = tree};
    if (tree->nodes.n >= MAX_NODES) {
        db_fail(store->db,
                T("%zu nodes in one plan; at most %d can be stored",
                  "一份计划有 %zu 个节点，最多可存 %d 个"),
                tree->nodes.n, MAX_NODES - 1);
        return;
    }
    saving.facts = ARENA_ARRAY(&saving.scratch, NodeFacts, tree->nodes.n);
    gather_facts(&saving);
    save_nodes(&saving);
    save_pieces(&saving);
    save_duties(&saving);
    save_targets(&saving);
    save_deadlines(&saving);
    save_metadata(&saving);
    save_diagnostics(&saving);
    save_counts(&saving, parse_key);
    arena_release(&saving.scratch);
}

/* Deletes the rows of all tables in one statement list; each names the plan or the range
 * of its nodes. */
void drop_parsed(Store *store, int64_t plan) {
    static const char *const by_node[] = {
        "DELETE FROM node WHERE id BETWEEN @from AND @to",
        "DELETE FROM node_text WHERE node BETWEEN @from AND @to",
        "DELETE FROM duty WHERE node BETWEEN @from AND @to",
        "DELETE FROM target WHERE node BETWEEN @from AND @to",
        "DELETE FROM deadline WHERE node BETWEEN @from AND @to",
        "DELETE FROM coding WHERE node BETWEEN @from AND @to",
        "DELETE FROM evidence WHERE node BETWEEN @from AND @to",
    };
    static const char *const by_plan[] = {
        "DELETE FROM parsed WHERE plan = @plan",
        "DELETE FROM piece WHERE plan = @plan",
        "DELETE FROM metadatum WHERE plan = @plan",
        "DELETE FROM diagnostic WHERE plan = @plan",
        "DELETE FROM coded WHERE plan = @plan",
    };
    for (size_t i = 0; i < sizeof by_node / sizeof *by_node; i++) {
        Stmt *stmt = db_stmt(store->db, by_node[i]);
        bind_nodes(stmt, plan);
        stmt_run(stmt);
    }
    for (size_t i = 0; i < sizeof by_plan / sizeof *by_plan; i++) {
        Stmt *stmt = db_stmt(store->db, by_plan[i]);
        stmt_bind_int(stmt, "@plan", plan);
        stmt_run(stmt);
    }
}
