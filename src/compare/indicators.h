/* SPDX-License-Identifier: GPL-3.0-or-later */
/* targets --compare: the same indicator across plans. trend aligns the targets of one
 * region's years by the same rule.
 *
 * Two targets belong to one indicator when all of these are equal:
 * 1. the family of the unit: units of one size (斤, 吨) and counters of places and things
 *    (个, 所, 处, 家, 座) are one family; people (人), visits (人次), shares (%) and
 *    percentage points stay apart from all others;
 * 2. how the quantity moves or what is done: 增长 and 下降 by so much, 新增, 改造, 招聘,
 * 培训 …; a level that stands or is to be reached is none of these. A count for which the
 *    clause has neither a verb nor a comparison is like others of its kind only. What a
 *    list's later item or a 其中 does is said before it;
 * 3. for what time or whom: 每天, 每周, 每名学生;
 * 4. the noun phrase, folded, without what may stand around it: dates, 力争 and its like,
 *    全市, the verb, the comparison, 的, and without its kind: level of schooling (小学),
 *    of government (省级), ownership (公办), place (校内). Some forty quantities that
 * policy knows under several names are one (席位 and 学位, GDP and 地区生产总值). Nothing
 * is joined for being similar. A target whose noun phrase is not told clearly (a list's
 * remnant, "分别", a number inside) or says too little (活动, 覆盖率, 参赛学生) is
 * compared with nothing.
 *
 * Inside an indicator, only targets of the same kind and for the same time (2030, when
 * another year than the plan's own is named) are ranked with each other: a class. The
 * result depends on the targets alone, not on the order of the plans. */
#ifndef COMPARE_INDICATORS_H
#define COMPARE_INDICATORS_H

#include "base/table.h"
#include "compare/corpus.h"

/* One target in its indicator. Values are in the indicator's unit, NaN where there is
 * none. */
typedef struct {
    const TargetRow *row;
    uint32_t plan;                /* index into the corpus' plans */
    double value, high, baseline; /* value is NaN when the number is masked */
    bool strictest; /* of its plan's targets in the class the most demanding one (where
                       the class has no direction: the highest); never a masked one */
    uint32_t rank;  /* of a strictest one, 1 the most demanding plan of the class; plans
                       with the same value share a rank; 0: not strictest, or alone in
                       its class, or the class has no direction */
} IndicatorTarget;

/* Targets of one kind for one time. */
typedef struct {
    Slice kind;  /* "义务教育", "公办 学前教育"; empty when none is named */
    Slice until; /* "2030"; empty: the plan's own year, or none named */
    int demand;  /* > 0: more is more demanding, < 0: less is; 0: the plans want both, no
                    ranks */
    const IndicatorTarget *at; /* by rank, then unranked ones; equal ones by plan and
                                  place */
    size_t n;
    size_t n_plans;     /* with a target in it */
    size_t n_valued;    /* plans with a number that is not masked */
    double least, most; /* of the values and upper ends; NaN when all are masked */
} IndicatorClass;

typedef struct {
    Slice key;   /* stable, the same in every database: for matching and sorting */
    Slice label; /* 新增学位（个）, 每天体育活动（分钟） */
    Slice name;  /* 新增学位 */
    Slice unit;  /* that most of its targets are given in */
    Slice per;   /* 每天; empty when there is none */
    bool core;   /* one of its measures is coded with a core theme */
    const IndicatorClass *at; /* most plans first, then by kind and time */
    size_t n;
    size_t n_plans, n_targets;
} Indicator;

typedef struct {
    const Indicator *at; /* most plans first, then core themes, then by key */
    size_t n;
    size_t n_targets;              /* of the corpus, aligned or not */
    const TargetRow *const *apart; /* compared with nothing: not clear enough */
    size_t n_apart;
} IndicatorList;

/* Aligns the targets of the corpus' measures, of those with a theme of the choice (NULL
 * or no themes: of all). Other targets in `targets` (as store_targets gives them) are
 * passed over. Time n log n. */
void indicators_align(const Corpus *corpus, const TargetRowList *targets,
                      const CorpusChoice *choice, Arena *keep, IndicatorList *indicators);

/* What of it is shown. */
typedef struct {
    bool all;   /* also indicators that one plan alone has */
    Slice unit; /* only those in this unit, as written or as compared; empty: any */
    Slice name; /* only those whose name, or a target's own name for it, holds this;
                   empty: any */
} IndicatorChoice;

/* One row a target, indicator by indicator, class by class, in their order. Themes of the
 * choice: only targets of measures with one of them are aligned.
 * Columns: indicator, unit, per; kind, until (of the class); plan, plan_name; comparator,
 * target (as people read it: "≥ 1.2万人"); value, high, baseline (in unit; empty when
 * masked or not there); written; hardness; redacted; rank, ranked (of so many plans;
 * empty where there is no rank), standing (both: "1/8"); demand ("higher", "lower", ""
 * where the plans want both); least, most (of the class); plans (of the indicator);
 * object; excerpt (the clauses around the number, which is in 【】), sentence; the last
 * two and value have the measure's id. For the chart: charted (1 for one target a plan of
 * the class with most numbers, of the first twelve indicators with two or more that
 * differ, or whose name was asked for), panel, and amount, amount_low, amount_high, in 万
 * or 亿 of the unit where numbers are large.
 */
Table indicators_table(const Corpus *corpus, const TargetRowList *targets,
                       const CorpusChoice *choice, const IndicatorChoice *shown,
                       Arena *keep);

/* A target as people read it: "86 → ≥ 90%", "≥ 1.2万人", "masked (x)"; how firmly it is
 * meant, empty where nothing is said. In the language in use. */
Slice indicator_target(const Target *target, Arena *keep);
const char *indicator_hardness(Hardness hardness);

#endif
