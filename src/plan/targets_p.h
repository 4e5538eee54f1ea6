/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A quantity read from a measure, before it is decided whether it is a target. */
#ifndef PLAN_TARGETS_P_H
#define PLAN_TARGETS_P_H

#include "plan/numeral.h"
#include "plan/tree.h"
#include "plan/units.h"

/* Places are bytes of the folded text of one measure. */
typedef struct {
    Slice text;
    Numeral numeral;
    const Unit *unit;
    Span unit_span; /* "万平方米" of 1.54万平方米; empty for 百分之九十五 */
    Span second;    /* "至15" of 10名至15名 */
    size_t at, end; /* from the number to behind the unit and its 以上, 左右 */
    size_t sentence; /* where its sentence begins: behind 。; ! ? */
    size_t clause;   /* likewise behind a comma, colon or bracket */
    size_t clause_end;
    Comparator comparator;
    bool prefixed; /* a comparator before it: 不少于, 达到, 控制在 */
    bool adjoined; /* that stands right before the number */
    bool suffixed; /* one behind it: 以上 */
    bool has_baseline, baseline_redacted;
    double baseline;
    Span period; /* 每学期; empty when there is none */
    Hardness hardness;
} Quantity;

/* NULL when it is a target, else a stable word for the reason why not. */
const char *quantity_refusal(const Quantity *quantity);

/* The words in the list that lie in `where`: the place behind the last of them; SIZE_MAX
 * when none does. */
size_t words_last(Slice where, const char *const *words, size_t n);
bool words_any(Slice where, const char *const *words, size_t n);
/* The one of the words that `where` begins, ends with: its length; 0 when none does. The
 * longest wins. */
size_t words_start(Slice where, const char *const *words, size_t n);
size_t words_end(Slice where, const char *const *words, size_t n);
#define WORDS(list) (list), sizeof(list) / sizeof *(list)

#endif
