/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels before a colon in duty clauses and table headings. Text is folded: narrow,
 * without white space. */
#ifndef PLAN_LABELS_P_H
#define PLAN_LABELS_P_H

#include "plan/tree.h"

typedef enum { LABEL_NONE, LABEL_DUTY, LABEL_DEADLINE, LABEL_OTHER } LabelKind;

typedef struct {
    LabelKind kind;
    DutyRole role;
    bool is_main;
    size_t end; /* behind the label, and behind its colon where it has one */
    bool colon;
} Label;

/* The label that begins at byte `at`; kind LABEL_NONE when there is none. */
Label label_at(Slice text, size_t at);
/* The length of the word at the end of text that units are known by (局, 科, 中心,
 * 学校…); 0 when there is none. */
size_t label_unit_suffix(Slice text);

#endif
