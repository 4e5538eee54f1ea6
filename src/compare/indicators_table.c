/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "compare/indicators.h"

#define INDICATOR_COLUMNS(X)                                                             \
    X(INDICATOR, "indicator", T("indicator", "指标"), COLUMN_TEXT, 0)                    \
    X(UNIT, "unit", T("unit", "单位"), COLUMN_TEXT, 0)                                   \
    X(PER, "per", T("per", "频次或对象"), COLUMN_TEXT, 0)                                \
    X(KIND, "kind", T("kind", "类别"), COLUMN_TEXT, 0)                                   \
    X(UNTIL, "until", T("until", "期限"), COLUMN_TEXT, 0)                                \
    X(PLAN, "plan", T("plan", "计划"), COLUMN_TEXT, 0)                                   \
    X(PLAN_NAME, "plan_name", T("plan", "计划"), COLUMN_TEXT, 0)                         \
    X(COMPARATOR, "comparator", T("cmp", "比较"), COLUMN_TEXT, 0)                        \
    X(TARGET, "target", T("target", "目标值"), COLUMN_TEXT, 0)                           \
    X(VALUE, "value", T("value", "数值"), COLUMN_REAL, 2)                                \
    X(HIGH, "high", T("to", "至"), COLUMN_REAL, 2)                                       \
    X(BASELINE, "baseline", T("from", "基数"), COLUMN_REAL, 2)                           \
    X(WRITTEN, "written", T("as written", "原文写法"), COLUMN_TEXT, 0)                   \
    X(HARDNESS, "hardness", T("hardness", "力度"), COLUMN_TEXT, 0)                       \
    X(REDACTED, "redacted", T("masked", "遮蔽"), COLUMN_TEXT, 0)                         \
    X(RANK, "rank", T("rank", "排名"), COLUMN_COUNT, 0)                                  \
    X(RANKED, "ranked", T("of", "参排计划"), COLUMN_COUNT, 0)                            \
    X(STANDING, "standing", T("rank", "名次"), COLUMN_TEXT, 0)                           \
    X(DEMAND, "demand", T("more demanding", "要求更高"), COLUMN_TEXT, 0)                 \
    X(LEAST, "least", T("lowest", "最低"), COLUMN_REAL, 2)                               \
    X(MOST, "most", T("highest", "最高"), COLUMN_REAL, 2)                                \
    X(PLANS, "plans", T("plans", "计划数"), COLUMN_COUNT, 0)                             \
    X(OBJECT, "object", T("object", "对象"), COLUMN_TEXT, 0)                             \
    X(EXCERPT, "excerpt", T("in the text", "原文"), COLUMN_TEXT, 0)                      \
    X(SENTENCE, "sentence", T("sentence", "原句"), COLUMN_TEXT, 0)                       \
    X(CHARTED, "charted", T("in the chart", "入图"), COLUMN_COUNT, 0)                    \
    X(PANEL, "panel", T("panel", "图中分格"), COLUMN_TEXT, 0)                            \
    X(AMOUNT, "amount", T("target", "目标值"), COLUMN_REAL, 2)                           \
    X(AMOUNT_LOW, "amount_low", T("from", "下限"), COLUMN_REAL, 2)                       \
    X(AMOUNT_HIGH, "amount_high", T("to", "上限"), COLUMN_REAL, 2)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    INDICATOR_COLUMNS(X)
#undef X
};

enum { CHARTED_INDICATORS = 12 };

typedef struct {
    Table *table;
    const Corpus *corpus;
    const IndicatorChoice *shown;
    size_t n_rows, n_counts, n_doubled, n_masked, n_charted, n_mixed;
} Making;

/* ---- Which ---- */

/* Its unit as compared, or as one of its targets is written (小时 is compared in 分钟).
 */
static bool has_unit(const Indicator *indicator, Slice unit) {
    if (unit.n == 0 || slice_contains(indicator->unit, unit))
        return true;
    for (size_t i = 0; i < indicator->n; i++)
        for (size_t k = 0; k < indicator->at[i].n; k++)
            if (slice_contains(indicator->at[i].at[k].row->target.unit, unit))
                return true;
    return false;
}

/* Its name, or what one of its targets calls it: GDP is 地区生产总值. */
static bool has_name(const Indicator *indicator, Slice name) {
    if (slice_contains(indicator->name, name))
        return true;
    for (size_t i = 0; i < indicator->n; i++)
        for (size_t k = 0; k < indicator->at[i].n; k++)
            if (slice_contains(indicator->at[i].at[k].row->target.object, name))
                return true;
    return false;
}

static bool is_shown(const Making *making, const Indicator *indicator) {
    const IndicatorChoice *shown = making->shown;
    return (shown->all || indicator->n_plans > 1) && has_unit(indicator, shown->unit) &&
           has_name(indicator, shown->name);
}

/* ---- Words ---- */

const char *indicator_hardness(Hardness hardness) {
    switch (hardness) {
    case HARDNESS_PLAIN: return "";
    case HARDNESS_FIRM: return T("firm", "确保");
    case HARDNESS_STRIVE: return T("strive", "力争");
    case HARDNESS_EXPLORE: return T("explore", "探索");
    }
    BUG("hardness %d", (int)hardness);
}

static const struct {
    const char *word, *sign;
} comparators[] = {
    [COMPARE_EXACT] = {"=", ""},  [COMPARE_AT_LEAST] = {">=", "≥ "},
    [COMPARE_MORE] = {">", "> "}, [COMPARE_AT_MOST] = {"<=", "≤ "},
    [COMPARE_LESS] = {"<", "< "}, [COMPARE_ABOUT] = {"~", "≈ "},
};

/* 百分之九十五 has the unit % and its figures in Chinese: shown as 95%. */
static Slice amount_of(const Target *target, Arena *keep) {
    bool figures = false;
    for (size_t i = 0; i < target->value_text.n; i++)
        figures = figures || (unsigned char)target->value_text.p[i] < 128;
    if (!figures && !target->redacted && slice_equal(target->unit, S("%")))
        return arena_format(keep, "%.10g%%", target->value_norm);
    return arena_format(keep, "%.*s%.*s", SLICE_ARG(target->value_text),
                        SLICE_ARG(target->unit));
}

Slice indicator_target(const Target *target, Arena *keep) {
    Buf words = {0};
    if (target->has_baseline)
        buf_format(&words, "%.10g → ", target->baseline);
    if (target->redacted)
        buf_format(&words, T("masked (%.*s)", "遮蔽（%.*s）"),
                   SLICE_ARG(amount_of(target, keep)));
    else
        buf_format(&words, "%s%.*s", comparators[target->comparator].sign,
                   SLICE_ARG(amount_of(target, keep)));
    Slice result = arena_copy(keep, buf_slice(&words));
    buf_release(&words);
    return result;
}

/* Without the line breaks of the layout and the blanks around them. */
static void add_unbroken(Buf *out, Slice text) {
    for (Cut cut = slice_cut(text, S("\n"));; cut = slice_cut(cut.tail, S("\n"))) {
        buf_add(out, cut.found ? slice_trim_end(cut.head) : cut.head);
        if (!cut.found)
            return;
        cut.tail = slice_trim_start(cut.tail);
    }
}

/* A target's sentence up to its number, and from behind it. */
typedef struct {
    Slice before, behind;
} Sentence;

static Sentence sentence_of(const TargetRow *row) {
    static const char *const stops[] = {"。", "；", ";", "！", "？"};
    Slice before = row->before, behind = row->behind;
    size_t from = 0, to = behind.n;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        Slice stop = slice_of(stops[i]);
        for (size_t at = slice_find(before, stop, from); at != SIZE_MAX;
             at = slice_find(before, stop, from))
            from = at + stop.n;
        size_t end = slice_find(behind, stop, 0);
        if (end != SIZE_MAX && end + stop.n < to)
            to = end + stop.n;
    }
    return (Sentence){slice_sub(before, from, before.n), slice_sub(behind, 0, to)};
}

/* Of a long sentence the clauses around the number: whole ones, as few as give some
 * words. */
static Sentence excerpt_of(Sentence sentence) {
    enum { SOME_WORDS = 24, FEW_WORDS = 6 }; /* bytes */
    static const char *const pauses[] = {"，", ",", "：", ":"};
    Slice before = sentence.before, behind = sentence.behind;
    size_t from = 0, to = behind.n;
    for (size_t i = 0; i < sizeof pauses / sizeof *pauses; i++) {
        Slice pause = slice_of(pauses[i]);
        for (size_t at = slice_find(before, pause, 0); at != SIZE_MAX;
             at = slice_find(before, pause, at + 1))
            if (before.n - at - pause.n >= SOME_WORDS && at + pause.n > from)
                from = at + pause.n;
        size_t end = slice_find(behind, pause, 0);
        if (end != SIZE_MAX && end >= FEW_WORDS && end < to)
            to = end;
        else if (end == 0)
            to = 0;
    }
    return (Sentence){slice_sub(before, from, before.n), slice_sub(behind, 0, to)};
}

/* With the number in 【】. */
static Slice marked(Sentence sentence, Slice written, Arena *keep) {
    Buf out = {0};
    add_unbroken(&out, slice_trim_start(sentence.before));
    buf_add(&out, S("【"));
    add_unbroken(&out, written);
    buf_add(&out, S("】"));
    add_unbroken(&out, slice_trim_end(sentence.behind));
    Slice text = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return text;
}

static void put_sentence(const TargetRow *row, Arena *keep, Cell *cells) {
    Sentence whole = sentence_of(row), part = excerpt_of(whole);
    Slice sentence = marked(whole, row->written, keep);
    Slice excerpt = marked(part, row->written, keep);
    if (part.before.n < whole.before.n)
        excerpt = arena_format(keep, "…%.*s", SLICE_ARG(excerpt));
    if (part.behind.n < whole.behind.n)
        excerpt = arena_format(keep, "%.*s…", SLICE_ARG(excerpt));
    cells[COLUMN_SENTENCE] = cell_with(keep, cell_text(keep, sentence), &row->measure, 1);
    cells[COLUMN_EXCERPT] = cell_with(keep, cell_text(keep, excerpt), &row->measure, 1);
}

/* Large numbers in 万 and 亿: axes hold short numbers. */
static double amount_scale(const IndicatorClass *group, const char **word) {
    double most = isnan(group->most) ? 0 : group->most;
    *word = most >= 1e9 ? "亿" : most >= 1e5 ? "万" : "";
    return most >= 1e9 ? 1e-8 : most >= 1e5 ? 1e-4 : 1;
}

static Slice panel_name(const Indicator *indicator, const IndicatorClass *group,
                        Arena *keep) {
    const char *scale;
    Buf name = {0};
    amount_scale(group, &scale);
    buf_add(&name, indicator->name);
    if (group->kind.n)
        buf_format(&name, "·%.*s", SLICE_ARG(group->kind));
    if (group->until.n)
        buf_format(&name, "·%.*s", SLICE_ARG(group->until));
    if (indicator->unit.n)
        buf_format(&name, "（%s%.*s）", scale, SLICE_ARG(indicator->unit));
    Slice result = arena_copy(keep, buf_slice(&name));
    buf_release(&name);
    return result;
}

/* ---- Rows ---- */

typedef struct {
    const Indicator *indicator;
    const IndicatorClass *group;
    const IndicatorTarget *target;
    bool charted;
} RowOf;

/* All plans with a number ask for the same. */
static bool is_even(const IndicatorClass *group) {
    for (size_t i = 0; i < group->n; i++)
        if (group->at[i].rank > 1)
            return false;
    return group->demand != 0 || group->least == group->most;
}

/* "3/8"; where all ask for the same there is no first. */
static Slice standing_of(const IndicatorClass *group, const IndicatorTarget *target,
                         Arena *keep) {
    if (is_even(group))
        return slice_of(T("all equal", "持平"));
    return arena_format(keep, "%u/%zu", target->rank, group->n_valued);
}

static void put_numbers(const RowOf *of, Arena *keep, Cell *row) {
    const IndicatorTarget *target = of->target;
    const IndicatorClass *group = of->group;
    row[COLUMN_VALUE] =
        cell_with(keep, cell_real(target->value), &target->row->measure, 1);
    row[COLUMN_HIGH] = cell_real(target->high);
    row[COLUMN_BASELINE] = cell_real(target->baseline);
    row[COLUMN_LEAST] = cell_real(group->least);
    row[COLUMN_MOST] = cell_real(group->most);
    if (target->rank) {
        row[COLUMN_RANK] = cell_count(target->rank);
        row[COLUMN_RANKED] = cell_count((int64_t)group->n_valued);
        row[COLUMN_STANDING] = cell_text(keep, standing_of(group, target, keep));
    }
    row[COLUMN_CHARTED] = cell_count(of->charted);
    if (!of->charted)
        return;
    const char *word;
    double scale = amount_scale(group, &word);
    double high = isnan(target->high) ? target->value : target->high;
    row[COLUMN_PANEL] = cell_text(keep, panel_name(of->indicator, group, keep));
    row[COLUMN_AMOUNT] =
        cell_with(keep, cell_real(target->value * scale), &target->row->measure, 1);
    row[COLUMN_AMOUNT_LOW] = cell_real(target->value * scale);
    row[COLUMN_AMOUNT_HIGH] = cell_real(high * scale);
}

static void add_row(Making *making, const RowOf *of) {
    Arena *keep = making->table->arena;
    const IndicatorClass *group = of->group;
    const Target *target = &of->target->row->target;
    const CorpusPlan *plan = &making->corpus->plans[of->target->plan];
    Cell *row = table_row(making->table);
    row[COLUMN_INDICATOR] = cell_text(keep, of->indicator->label);
    row[COLUMN_UNIT] = cell_text(keep, of->indicator->unit);
    row[COLUMN_PER] = cell_text(keep, of->indicator->per);
    row[COLUMN_KIND] = cell_text(keep, group->kind);
    row[COLUMN_UNTIL] = cell_text(keep, group->until);
    row[COLUMN_PLAN] = cell_text(keep, plan->slug);
    row[COLUMN_PLAN_NAME] = cell_text(keep, plan->label);
    row[COLUMN_COMPARATOR] =
        cell_text(keep, slice_of(comparators[target->comparator].word));
    row[COLUMN_TARGET] = cell_text(keep, indicator_target(target, keep));
    row[COLUMN_WRITTEN] = cell_text(keep, of->target->row->written);
    row[COLUMN_HARDNESS] =
        cell_text(keep, slice_of(indicator_hardness(target->hardness)));
    row[COLUMN_REDACTED] =
        cell_text(keep, slice_of(target->redacted ? T("yes", "是") : ""));
    row[COLUMN_DEMAND] = cell_text(keep, slice_of(group->demand > 0 ? T("higher", "越高")
                                                  : group->demand < 0 ? T("lower", "越低")
                                                                      : ""));
    row[COLUMN_PLANS] = cell_count((int64_t)of->indicator->n_plans);
    row[COLUMN_OBJECT] = cell_text(keep, target->object);
    put_sentence(of->target->row, keep, row);
    put_numbers(of, keep, row);
    making->n_rows++;
    making->n_masked += target->redacted;
    making->n_counts += of->target->rank > 0 && of->indicator->per.n == 0 &&
                        !slice_equal(of->indicator->unit, S("%"));
}

/* The class that a chart shows: the one with most plans that give a number. */
static const IndicatorClass *charted_class(const Indicator *indicator) {
    const IndicatorClass *best = NULL;
    for (size_t i = 0; i < indicator->n; i++)
        if (indicator->at[i].n_valued > 1 &&
            (!best || indicator->at[i].n_valued > best->n_valued))
            best = &indicator->at[i];
    return best;
}

static void add_indicator(Making *making, const Indicator *indicator) {
    const IndicatorClass *charted = charted_class(indicator);
    bool differs = charted && !is_even(charted);
    bool drawn = charted && making->n_charted < CHARTED_INDICATORS &&
                 (differs || making->shown->name.n);
    making->n_charted += drawn;
    for (size_t i = 0; i < indicator->n; i++) {
        const IndicatorClass *group = &indicator->at[i];
        making->n_doubled += group->n > group->n_plans;
        making->n_mixed += group->demand == 0 && group->n_valued > 1;
        for (size_t k = 0; k < group->n; k++) {
            bool first = group->at[k].strictest && !isnan(group->at[k].value);
            add_row(making, &(RowOf){indicator, group, &group->at[k],
                                     drawn && group == charted && first});
        }
    }
}

/* ---- Notes ---- */

static void add_notes(const Making *making, const IndicatorList *list) {
    Table *table = making->table;
    size_t shared = 0;
    for (size_t i = 0; i < list->n; i++)
        shared += list->at[i].n_plans > 1;
    table_note(
        table,
        T("%zu plans with %zu targets; indicators that two or more plans share: %zu.",
          "%zu 份计划、%zu 项目标；两份以上计划共有的指标 %zu 个。"),
        making->corpus->n_plans, list->n_targets, shared);
    table_note(
        table, "%s",
        T("One indicator: same unit, same action (added, trained, growth …), same period, "
          "same object apart from its kind (level of schooling or government, ownership). "
          "Ranked only within one kind and one time.",
          "指标对齐条件：单位同类，动作相同（新增、培训、增长等），频次相同，对象除学段、层级、公办民办外一致；"
          "只在同一类别、同一期限内排名。"));
    if (making->n_rows)
        table_note(
            table, "%s",
            T("Rank 1 asks for most: the highest number, or the lowest where plans set "
              "limits; of a range the weaker end; equal numbers share a rank.",
              "第 1 名要求最高：数值最大者；属控制上限的，数值最小者；区间取要求较低的一端；数值相同并列。"));
    if (making->n_counts)
        table_note(
            table, "%s",
            T("Numbers of things and people are not divided by the size of the region: a city "
              "promises more than its districts.",
              "数量为绝对值，未按人口或规模折算：市与区县同列时，市的数值自然更大。"));
    if (making->n_doubled)
        table_note(
            table,
            T("Where a plan has several targets in one class (%zu classes), all are shown "
              "and the most demanding is ranked.",
              "同一计划在同一指标下有多项目标的（%zu 处），全部列出，以要求最高的一项参排。"),
            making->n_doubled);
    if (making->n_masked)
        table_note(table,
                   T("Masked numbers are shown and not ranked: %zu.",
                     "%zu 个数值在原文中被遮蔽，只列出，不参排。"),
                   making->n_masked);
    if (making->n_mixed)
        table_note(table,
                   T("%zu classes have no ranks: some plans set a floor, others a limit.",
                     "%zu 处有的计划定下限、有的定上限，不作排名。"),
                   making->n_mixed);
    if (list->n_apart)
        table_note(
            table,
            T("%zu of %zu targets do not say clearly enough what they count to be compared; "
              "see: plancmp targets",
              "%zu 项目标（共 %zu 项）未写明所指对象，未作比较；可用 plancmp targets 查看。"),
            list->n_apart, list->n_targets);
}

/* As many decimals as its numbers need, at most two. */
static void fit_digits(Table *table, size_t column) {
    int digits = 0;
    for (size_t row = 0; row < table_rows(table); row++) {
        const Cell *cell = table_cell(table, row, column);
        if (cell->type != CELL_REAL)
            continue;
        double tenths = cell->as.real * 10, hundredths = tenths * 10;
        if (digits < 1 && fabs(tenths - 10 * round(cell->as.real)) > 1e-5)
            digits = 1;
        if (fabs(hundredths - 10 * round(tenths)) > 1e-4)
            digits = 2;
    }
    table->columns.at[column].digits = digits;
}

/* Why there is nothing to see. */
static void note_empty(const Making *making, const IndicatorList *list) {
    Table *table = making->table;
    const IndicatorChoice *shown = making->shown;
    if (making->n_rows)
        return;
    if (list->n_targets == 0)
        table_note(table, "%s", T("No targets were found.", "没有找到量化目标。"));
    else if (shown->unit.n || shown->name.n)
        table_note(table, "%s",
                   T("No shared indicator fits the filters; see all with --all.",
                     "没有符合筛选条件的共有指标；可加 --all 查看全部。"));
    else if (making->corpus->n_plans < 2)
        table_note(table, "%s",
                   T("One plan alone shares nothing; see its indicators with --all.",
                     "只有一份计划，无从比较；可加 --all 查看其指标。"));
    else
        table_note(table, "%s",
                   T("No two plans share an indicator; see all with --all.",
                     "各计划没有共有的指标；可加 --all 查看全部。"));
}

Table indicators_table(const Corpus *corpus, const TargetRowList *targets,
                       const CorpusChoice *choice, const IndicatorChoice *shown,
                       Arena *keep) {
    Table table =
        table_new(keep, "targets", slice_of(T("Targets compared", "同类目标比较")));
    const Column columns[] = {
#define X(name, key, heading, type, digits) {key, heading, type, digits},
        INDICATOR_COLUMNS(X)
#undef X
    };
    table_columns(&table, columns, sizeof columns / sizeof *columns);
    IndicatorList list;
    indicators_align(corpus, targets, choice, keep, &list);
    Making making = {.table = &table, .corpus = corpus, .shown = shown};
    for (size_t i = 0; i < list.n; i++)
        if (is_shown(&making, &list.at[i]))
            add_indicator(&making, &list.at[i]);
    for (size_t column = COLUMN_AMOUNT; column <= COLUMN_AMOUNT_HIGH; column++)
        fit_digits(&table, column);
    add_notes(&making, &list);
    note_empty(&making, &list);
    return table;
}
