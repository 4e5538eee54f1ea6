/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is charged with a task: "（牵头单位：A、B；配合单位：C）", "责任科室：A",
 * "（A牵头，B、C配合）", and the cells of a task table. Finds such clauses in text and
 * splits them into units with roles; knows nothing of the outline. */
#ifndef PLAN_DUTIES_H
#define PLAN_DUTIES_H

#include "base/base.h"
#include "plan/tree.h"

typedef struct {
    DutyRole role;
    Span span;  /* as written, in the text the clause was given in */
    Slice unit; /* without white space; brackets as published */
} DutyUnit;

typedef VEC(DutyUnit) DutyUnitList;

/* The first duty clause at or after byte `from`: a bracket (also one that a cut text
 * leaves open, then to the end of its line), or a label and colon at the start of a line
 * or behind a full stop or blank, to the end of the line. Takes time linear in the text
 * passed over. */
bool duty_next_clause(Slice text, size_t from, Span *clause);

/* The units of one clause in order, appended. A clause of a deadline alone has none. */
void duties_of_clause(Slice text, Span span, Arena *keep, DutyUnitList *units);

/* The units of a table cell, all in the role its column gives. */
void duties_of_cell(Slice text, Span cell, DutyRole role, Arena *keep,
                    DutyUnitList *units);

/* Whether a label or column heading ("责任单位", "牵头科室（单位）", "协同配合单位")
 * charges anyone, and how; "分管领导", "联系人" and 完成时限 do not. is_main says it
 * names the foremost of several (主要责任单位): set against a supporting column or label
 * it leads. */
bool duty_role_of(Slice label, DutyRole *role, bool *is_main);

/* Names that mean the same unit: {"教体局": "教育和体育局"}. Longer keys win; a place may
 * stand before the key: 市教体局 becomes 市教育和体育局. */
typedef struct {
    Slice from, to;
} DutyAlias;
typedef VEC(DutyAlias) DutyAliasList;
/* json: an object of texts; name is the file's for messages. Slices live in keep. */
bool duty_aliases_read(Slice json, Slice name, Arena *keep, DutyAliasList *aliases,
                       Err *err);
Slice duty_alias(const DutyAliasList *aliases, Slice unit, Arena *keep);

typedef struct {
    bool first_leads; /* of a clause of responsible units the first is the lead, the
                         others support it */
    const DutyAliasList *aliases; /* may be NULL */
} DutyOptions;
/* Changes roles and normalised names of tree->duties; spans stay. */
void plan_apply_duty_options(PlanTree *tree, const DutyOptions *options);

#endif
