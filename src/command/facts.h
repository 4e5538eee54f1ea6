/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets, duties and deadlines in words and in JSON: for export and for the lists of
 * facts. */
#ifndef COMMAND_FACTS_H
#define COMMAND_FACTS_H

#include "plan/tree.h"
#include "present/json.h"

/* "=", ">=", ">", "<=", "<", "~" */
const char *facts_comparator(Comparator comparator);
/* "plain", "firm", "strive", "explore" */
const char *facts_hardness(Hardness hardness);
/* In the language in use: 责任, 牵头, 配合. */
const char *facts_role(DutyRole role);
/* A day as YYYY-MM-DD; empty for 0. */
Slice facts_day(int day, Arena *keep);

/* high or baseline of a target, which stand as written beside value, in unit_norm. */
double facts_in_norm(const Target *target, double written);
/* "30 → 40", ">= 1", "2–3", "x" for a masked one: as people read it. */
Slice facts_target_words(const Target *target, Arena *keep);

/* One object {text, comparator, value, high, baseline, unit, object, hardness, redacted}
 * / {text, from, to}; value, high, baseline and days that are not known are null. */
void facts_target_json(JsonWriter *writer, const PlanTree *tree, const Target *target);
void facts_deadline_json(JsonWriter *writer, const PlanTree *tree,
                         const Deadline *deadline);

#endif
