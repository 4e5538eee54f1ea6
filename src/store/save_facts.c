/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing what a plan states: duties, targets, deadlines, metadata, doubts, and the
 * counts of all of it. */
#include "base/base.h"

#include <math.h>

#include "store/save_p.h"
#include "store/words_p.h"

static void bind_place(Saving *saving, Stmt *stmt, uint32_t node, size_t ordinal) {
    stmt_bind_int(stmt, "@node", saving->base + node);
    stmt_bind_int(stmt, "@ordinal", (int64_t)ordinal);
}

void save_duties(Saving *saving) {
    Stmt *stmt =
        db_stmt(saving->db,
                "INSERT INTO duty (node, ordinal, role, unit, written, span_at, span_end,"
                " clause_at, clause_end) VALUES (@node, @ordinal, @role, @unit, @written,"
                " @span_at, @span_end, @clause_at, @clause_end)");
    for (size_t i = 0; i < saving->tree->duties.n; i++) {
        const Duty *duty = &saving->tree->duties.at[i];
        bind_place(saving, stmt, duty->node, i);
        stmt_bind_text(stmt, "@role", duty_role_words[duty->role]);
        stmt_bind_text(stmt, "@unit", duty->unit);
        stmt_bind_text(stmt, "@written", slice_at(saving->tree->text, duty->span));
        bind_span(stmt, "@span_at", "@span_end", duty->span);
        bind_span(stmt, "@clause_at", "@clause_end", duty->clause);
        stmt_run(stmt);
    }
}

static void bind_real_if(Stmt *stmt, const char *name, bool has, double value) {
    if (has && isfinite(value))
        stmt_bind_real(stmt, name, value);
    else
        stmt_bind_null(stmt, name);
}

static const char insert_target[] =
    "INSERT INTO target (node, ordinal, comparator, hardness, redacted, value, high, baseline, value_norm,"
    " per_period, value_text, unit, unit_norm, object, period, span_at, span_end)"
    " VALUES (@node, @ordinal, @comparator, @hardness, @redacted, @value, @high, @baseline, @value_norm,"
    " @per_period, @value_text, @unit, @unit_norm, @object, @period, @span_at, @span_end)";

void save_targets(Saving *saving) {
    Stmt *stmt = db_stmt(saving->db, insert_target);
    for (size_t i = 0; i < saving->tree->targets.n; i++) {
        const Target *target = &saving->tree->targets.at[i];
        bind_place(saving, stmt, target->measure, i);
        stmt_bind_text(stmt, "@comparator", comparator_words[target->comparator]);
        stmt_bind_text(stmt, "@hardness", hardness_words[target->hardness]);
        stmt_bind_int(stmt, "@redacted", target->redacted);
        bind_real_if(stmt, "@value", !target->redacted, target->value);
        bind_real_if(stmt, "@high", target->has_high, target->high);
        bind_real_if(stmt, "@baseline", target->has_baseline, target->baseline);
        bind_real_if(stmt, "@value_norm", !target->redacted, target->value_norm);
        stmt_bind_int(stmt, "@per_period", target->per_period);
        stmt_bind_text(stmt, "@value_text", target->value_text);
        stmt_bind_text(stmt, "@unit", target->unit);
        stmt_bind_text(stmt, "@unit_norm", target->unit_norm);
        stmt_bind_text(stmt, "@object", target->object);
        stmt_bind_text(stmt, "@period", target->period);
        bind_span(stmt, "@span_at", "@span_end", target->span);
        stmt_run(stmt);
    }
}

static void bind_date(Stmt *stmt, const char *name, int date) {
    if (date)
        stmt_bind_int(stmt, name, date);
    else
        stmt_bind_null(stmt, name);
}

void save_deadlines(Saving *saving) {
    Stmt *stmt = db_stmt(
        saving->db,
        "INSERT INTO deadline (node, ordinal, from_date, to_date, written, span_at, span_end)"
        " VALUES (@node, @ordinal, @from_date, @to_date, @written, @span_at, @span_end)");
    for (size_t i = 0; i < saving->tree->deadlines.n; i++) {
        const Deadline *deadline = &saving->tree->deadlines.at[i];
        bind_place(saving, stmt, deadline->node, i);
        bind_date(stmt, "@from_date", deadline->from);
        bind_date(stmt, "@to_date", deadline->to);
        stmt_bind_text(stmt, "@written", slice_at(saving->tree->text, deadline->span));
        bind_span(stmt, "@span_at", "@span_end", deadline->span);
        stmt_run(stmt);
    }
}

void save_metadata(Saving *saving) {
    Stmt *stmt = db_stmt(
        saving->db,
        "INSERT INTO metadatum (plan, ordinal, key, value, source, rule, place_at, place_end,"
        " chosen) VALUES (@plan, @ordinal, @key, @value, @source, @rule, @place_at,"
        " @place_end, @chosen)");
    for (size_t i = 0; i < saving->tree->metadata.n; i++) {
        const Metadatum *metadatum = &saving->tree->metadata.at[i];
        stmt_bind_int(stmt, "@plan", saving->plan);
        stmt_bind_int(stmt, "@ordinal", (int64_t)i);
        stmt_bind_text(stmt, "@key", slice_of(metadatum->key));
        stmt_bind_text(stmt, "@value", metadatum->value);
        stmt_bind_text(stmt, "@source", slice_of(metadatum->source));
        stmt_bind_text(stmt, "@rule", slice_of(metadatum->rule));
        bind_span(stmt, "@place_at", "@place_end", metadatum->place);
        stmt_bind_int(stmt, "@chosen", metadatum->chosen);
        stmt_run(stmt);
    }
}

void save_diagnostics(Saving *saving) {
    Stmt *stmt = db_stmt(
        saving->db,
        "INSERT INTO diagnostic (plan, ordinal, code, place_at, place_end, detail)"
        " VALUES (@plan, @ordinal, @code, @place_at, @place_end, @detail)");
    for (size_t i = 0; i < saving->tree->diags.n; i++) {
        const Diag *diag = &saving->tree->diags.at[i];
        stmt_bind_int(stmt, "@plan", saving->plan);
        stmt_bind_int(stmt, "@ordinal", (int64_t)i);
        stmt_bind_text(stmt, "@code", slice_of(diag->code));
        bind_span(stmt, "@place_at", "@place_end", diag->place);
        stmt_bind_text(stmt, "@detail", diag->detail);
        stmt_run(stmt);
    }
}

void save_counts(Saving *saving, Slice parse_key) {
    const PlanTree *tree = saving->tree;
    int64_t counts[NODE_KINDS_COUNT] = {0}, others = 0, chars = 0, targets = 0;
    for (size_t i = 0; i < tree->nodes.n; i++) {
        const PlanNode *node = &tree->nodes.at[i];
        bool counted = node->part == PART_PLAN;
        counts[node->kind] += counted;
        if (node->kind != NODE_MEASURE)
            continue;
        others += !counted;
        chars += counted ? saving->facts[i].chars : 0;
        targets += counted ? saving->facts[i].targets : 0;
    }
    Stmt *stmt = db_stmt(
        saving->db,
        "INSERT INTO parsed (plan, parse_key, sections, subsections, tasks, measures, others,"
        " chars, targets, duties, deadlines, diagnostics) VALUES (@plan, @parse_key, @sections,"
        " @subsections, @tasks, @measures, @others, @chars, @targets, @duties, @deadlines,"
        " @diagnostics)");
    stmt_bind_int(stmt, "@plan", saving->plan);
    stmt_bind_text(stmt, "@parse_key", parse_key);
    stmt_bind_int(stmt, "@sections", counts[NODE_SECTION]);
    stmt_bind_int(stmt, "@subsections", counts[NODE_SUBSECTION]);
    stmt_bind_int(stmt, "@tasks", counts[NODE_TASK]);
    stmt_bind_int(stmt, "@measures", counts[NODE_MEASURE]);
    stmt_bind_int(stmt, "@others", others);
    stmt_bind_int(stmt, "@chars", chars);
    stmt_bind_int(stmt, "@targets", targets);
    stmt_bind_int(stmt, "@duties", (int64_t)tree->duties.n);
    stmt_bind_int(stmt, "@deadlines", (int64_t)tree->deadlines.n);
    stmt_bind_int(stmt, "@diagnostics", (int64_t)tree->diags.n);
    stmt_run(stmt);
}
