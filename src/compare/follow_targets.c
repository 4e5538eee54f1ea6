/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "compare/follow_p.h"

#define TARGET_COLUMNS(X)                                                                \
    X(REGION, "region", T("region", "地区"), COLUMN_TEXT, 0)                             \
    X(FROM, "from_year", T("from", "前一年度"), COLUMN_COUNT, 0)                         \
    X(TO, "to_year", T("to", "后一年度"), COLUMN_COUNT, 0)                               \
    X(YEARS, "years", T("years", "年度"), COLUMN_TEXT, 0)                                \
    X(STATE, "state", T("state code", "状态代码"), COLUMN_TEXT, 0)                       \
    X(STATE_NAME, "state_name", T("state", "状态"), COLUMN_TEXT, 0)                      \
    X(INDICATOR, "indicator", T("indicator", "指标"), COLUMN_TEXT, 0)                    \
    X(KIND, "kind", T("kind", "类别"), COLUMN_TEXT, 0)                                   \
    X(UNTIL, "until", T("until", "期限"), COLUMN_TEXT, 0)                                \
    X(DEMAND, "demand", T("more demanding", "要求更高"), COLUMN_TEXT, 0)                 \
    X(EARLIER_TARGET, "earlier_target", T("earlier", "前一年度目标"), COLUMN_TEXT, 0)    \
    X(LATER_TARGET, "later_target", T("later", "后一年度目标"), COLUMN_TEXT, 0)          \
    X(EARLIER_VALUE, "earlier_value", T("earlier value", "前一年度数值"), COLUMN_REAL,   \
      2)                                                                                 \
    X(LATER_VALUE, "later_value", T("later value", "后一年度数值"), COLUMN_REAL, 2)      \
    X(CHANGE, "change", T("change", "变化"), COLUMN_REAL, 2)                             \
    X(UNIT, "unit", T("unit", "单位"), COLUMN_TEXT, 0)                                   \
    X(EARLIER_HARDNESS, "earlier_hardness", T("earlier firmness", "前一年度力度"),       \
      COLUMN_TEXT, 0)                                                                    \
    X(LATER_HARDNESS, "later_hardness", T("later firmness", "后一年度力度"),             \
      COLUMN_TEXT, 0)                                                                    \
    X(MATCHED, "matched", T("matched by", "配对依据"), COLUMN_TEXT, 0)                   \
    X(EARLIER, "earlier", T("earlier plan", "前一计划"), COLUMN_TEXT, 0)                 \
    X(LATER, "later", T("later plan", "后一计划"), COLUMN_TEXT, 0)                       \
    X(BEFORE, "before", T("earlier sentence", "前一年度原文"), COLUMN_TEXT, 0)           \
    X(AFTER, "after", T("later sentence", "后一年度原文"), COLUMN_TEXT, 0)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    TARGET_COLUMNS(X)
#undef X
};

static const Target *own_target(const PledgedTarget *target) {
    return &target->row->target;
}

/* The indicator, where one of the two tells it; else what the parser read before the
 * number. */
static Slice name_of(const Pledged *pledged) {
    const PledgedTarget *sides[] = {pledged->later, pledged->earlier};
    Slice name = {0};
    for (size_t i = 0; i < 2; i++) {
        if (sides[i] && sides[i]->indicator)
            return sides[i]->indicator->name;
        if (sides[i] && own_target(sides[i])->object.n > name.n)
            name = own_target(sides[i])->object;
    }
    return name;
}

/* The unit of earlier_value and later_value. */
static Slice unit_of(const Pledged *pledged, const PledgedTarget *target) {
    bool norm = pledged->by == PLEDGED_BY_SENTENCE || !target->indicator;
    return norm ? own_target(target)->unit_norm : target->indicator->unit;
}

static void describe(const YearPair *pair, const Pledged *pledged, Arena *keep,
                     Cell *row) {
    const PledgedTarget *target = pledged->later ? pledged->later : pledged->earlier;
    row[COLUMN_REGION] = cell_text(keep, pair->series->region);
    row[COLUMN_FROM] = cell_count(pair_plan(pair, pair->earlier)->year);
    row[COLUMN_TO] = cell_count(pair_plan(pair, pair->later)->year);
    row[COLUMN_YEARS] = cell_text(keep, pair_years(pair, keep));
    row[COLUMN_EARLIER] = cell_text(keep, pair_plan(pair, pair->earlier)->slug);
    row[COLUMN_LATER] = cell_text(keep, pair_plan(pair, pair->later)->slug);
    row[COLUMN_STATE] = cell_text(keep, slice_of(pledged_word(pledged->state)));
    row[COLUMN_STATE_NAME] = cell_text(keep, slice_of(pledged_name(pledged->state)));
    row[COLUMN_INDICATOR] = cell_text(keep, name_of(pledged));
    row[COLUMN_UNIT] = cell_text(keep, unit_of(pledged, target));
    row[COLUMN_DEMAND] =
        cell_text(keep, slice_of(pledged->demand > 0   ? T("higher", "越高")
                                 : pledged->demand < 0 ? T("lower", "越低")
                                                       : ""));
    static const char *const matched[] = {[PLEDGED_BY_NOTHING] = "",
                                          [PLEDGED_BY_INDICATOR] = "indicator",
                                          [PLEDGED_BY_SENTENCE] = "sentence"};
    row[COLUMN_MATCHED] = cell_text(keep, slice_of(matched[pledged->by]));
    if (target->class) {
        row[COLUMN_KIND] = cell_text(keep, target->class->kind);
        row[COLUMN_UNTIL] = cell_text(keep, target->class->until);
    }
}

static void add_target(const FollowMaking *making, const YearPair *pair,
                       const Pledged *pledged) {
    Arena *keep = making->table->arena;
    Cell *row = table_row(making->table);
    describe(pair, pledged, keep, row);
    static const struct {
        int target, value, hardness, sentence;
    } columns[] = {
        {COLUMN_EARLIER_TARGET, COLUMN_EARLIER_VALUE, COLUMN_EARLIER_HARDNESS,
         COLUMN_BEFORE},
        {COLUMN_LATER_TARGET, COLUMN_LATER_VALUE, COLUMN_LATER_HARDNESS, COLUMN_AFTER}};
    for (size_t i = 0; i < 2; i++) {
        const PledgedTarget *target = i ? pledged->later : pledged->earlier;
        if (!target)
            continue;
        const int64_t *id = &target->row->measure;
        double value = i ? pledged->later_value : pledged->earlier_value;
        row[columns[i].target] = cell_with(
            keep, cell_text(keep, indicator_target(own_target(target), keep)), id, 1);
        row[columns[i].value] = cell_with(keep, cell_real(value), id, 1);
        row[columns[i].hardness] =
            cell_text(keep, slice_of(indicator_hardness(own_target(target)->hardness)));
        row[columns[i].sentence] = pair_sentence(making, pair, target->measure);
    }
    row[COLUMN_CHANGE] = cell_real(pledged->later_value - pledged->earlier_value);
}

static bool is_shown(const FollowMaking *making, const YearPair *pair,
                     const Pledged *pledged) {
    return (pledged->earlier && pair_shows(making, pair, pledged->earlier->measure)) ||
           (pledged->later && pair_shows(making, pair, pledged->later->measure));
}

/* "提高 12 项、降低 3 项…": only states that occur. */
static void note_pair(Table *table, const YearPair *pair, const size_t *counts) {
    Arena scratch = {0};
    Buf list = {0};
    size_t earlier = 0, later = 0;
    for (int state = 0; state < PLEDGED_STATES_COUNT; state++) {
        earlier += state == PLEDGED_NEW ? 0 : counts[state];
        later += state == PLEDGED_DROPPED ? 0 : counts[state];
        if (counts[state])
            buf_format(&list, T("%s%s %zu", "%s%s %zu 项"), list.n ? T("; ", "；") : "",
                       pledged_name((PledgedState)state), counts[state]);
    }
    if (list.n == 0)
        buf_add(&list, slice_of(T("nothing to follow", "没有可对照的目标")));
    table_note(table,
               T("%.*s, %.*s (%zu and %zu targets): %.*s.",
                 "%.*s %.*s（目标 %zu 项与 %zu 项）：%.*s。"),
               SLICE_ARG(pair->series->region), SLICE_ARG(pair_years(pair, &scratch)),
               earlier, later, SLICE_ARG(buf_slice(&list)));
    buf_release(&list);
    arena_release(&scratch);
}

static void add_targets(const FollowMaking *making, const YearPair *pair) {
    Arena scratch = {0};
    size_t counts[PLEDGED_STATES_COUNT] = {0};
    PledgedList list = pledged_find(pair->targets, pair->earlier, pair->later,
                                    &pair->followed, &scratch);
    for (int state = 0; state < PLEDGED_STATES_COUNT; state++) {
        for (size_t i = 0; i < list.n; i++) {
            const Pledged *pledged = &list.at[i];
            if ((int)pledged->state != state || !is_shown(making, pair, pledged))
                continue;
            add_target(making, pair, pledged);
            counts[state]++;
        }
    }
    if (making->table->notes.n < FOLLOW_MOST_NOTES)
        note_pair(making->table, pair, counts);
    arena_release(&scratch);
}

bool follow_targets(const FollowQuestion *question, Arena *keep, Table *table, Err *err) {
    const Column columns[] = {
#define X(name, key, heading, type, digits) {key, heading, type, digits},
        TARGET_COLUMNS(X)
#undef X
    };
    *table = table_new(keep, "trend-targets",
                       slice_of(T("Targets from year to year", "目标的逐年变化")));
    table_columns(table, columns, sizeof columns / sizeof *columns);
    if (!follow_make(question, table, add_targets, err))
        return false;
    table_note(
        table, "%s",
        T("Targets of one indicator are held against each other (same quantity, unit, kind and time), first "
          "those of sentences that belong together; matched by sentence: the only number of its unit in two such "
          "sentences. Raised and lowered are of what is asked for: of an upper limit the lower number is the "
          "higher target; where the words ask for neither, more counts as more. A lower number may also mean that less "
          "is left to do.",
          "同一指标（对象、单位、类别、期限相同）的目标逐年对照，先看前后对应的举措；按原文配对（sentence）指两句"
          "对应举措中该单位唯一的数字。目标提高、降低就要求高低而言：上限类目标数字越低要求越高；措辞未明示方向的，以多为高。数字降低"
          "也可能是因为余下的任务减少。"));
    return true;
}
