/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a measure carries a theme, and why not: every hit of every rule in the measure and
 * the headings above it, what became of it, and how near each theme came. */
#ifndef THEME_EXPLAIN_H
#define THEME_EXPLAIN_H

#include "base/table.h"
#include "theme/coder.h"

/* enum, word, English, Chinese */
#define FATES(X)                                                                         \
    X(FATE_COUNTS, "counts", "counts", "计入")                                           \
    X(FATE_TOO_WEAK, "too-weak", "counts, but the theme stays below its threshold",      \
      "计入，但主题未达阈值")                                                            \
    X(FATE_EXCLUDED, "excluded", "stands in an excluded phrase", "处在排除语之中")       \
    X(FATE_PASSING, "passing", "is named in passing", "仅为顺带提及")                    \
    X(FATE_NEGATED, "negated", "is negated", "被否定词否定")                             \
    X(FATE_COVERED, "covered", "lies within a longer hit", "被更长的命中覆盖")           \
    X(FATE_UNMET, "unmet", "the rule's other conditions do not hold",                    \
      "规则的其他条件未满足")                                                            \
    X(FATE_NO_CONTEXT, "no-context", "the context the rule asks for is missing",         \
      "缺少规则要求的语境")                                                              \
    X(FATE_UNLESS, "unless", "gives way to another theme", "让位于其他主题")             \
    X(FATE_NOT_LENT, "not-lent", "stands in a heading that does not lend it here",       \
      "在标题中，但此处不借用")
typedef enum {
#define X(name, word, en, zh) name,
    FATES(X)
#undef X
} Fate;
const char *fate_word(Fate fate);
const char *fate_name(Fate fate); /* in the language in use */

typedef struct {
    uint32_t theme, rule; /* rule: of the theme */
    Span span;            /* of the plan's text */
    bool from_heading;
    double weight;
    Fate fate;
    Span by; /* what excluded, negated or covered it; empty otherwise */
} ExplainedHit;

typedef struct {
    uint32_t theme;
    double weight, threshold;
    bool coded;
} ExplainedTheme;

typedef struct {
    VEC(ExplainedHit) hits;     /* by theme, place, rule */
    VEC(ExplainedTheme) themes; /* those with a hit, in scheme order */
} Explanation;
void explanation_release(Explanation *explanation);

/* Replaces the explanation by that of one measure. */
void coder_explain(Coder *coder, const PlanTree *tree, uint32_t measure,
                   Explanation *explanation);

/* As a Table, a row a hit: theme, result (coded, near miss, no), weight, threshold, hit,
 * place (text, heading), rule, fate, by. */
Table explanation_table(const Explanation *explanation, const Scheme *scheme,
                        const PlanTree *tree, Arena *arena);

#endif
