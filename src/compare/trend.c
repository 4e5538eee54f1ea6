/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why: "the weight of sports has grown" is said after one look at two bars; here it takes
 * three years, a test and an interval. */
#include "base/base.h"

#include <math.h>

#include "compare/comparable.h"
#include "compare/phrases.h"
#include "compare/series.h"
#include "compare/tally.h"
#include "compare/trajectory.h"
#include "compare/trend.h"

#define TREND_COLUMNS(X)                                                                 \
    X(REGION, "region", T("region", "地区"), COLUMN_TEXT, 0)                             \
    X(THEME, "theme", T("code", "代码"), COLUMN_TEXT, 0)                                 \
    X(THEME_NAME, "theme_name", T("theme", "主题"), COLUMN_TEXT, 0)                      \
    X(TOP, "top", T("top level", "一级主题"), COLUMN_COUNT, 0)                           \
    X(DEPTH, "depth", T("depth", "层级"), COLUMN_COUNT, 0)                               \
    X(CORE, "core", T("core", "核心"), COLUMN_COUNT, 0)                                  \
    X(LINE, "line", T("line", "线"), COLUMN_TEXT, 0)                                     \
    X(LINE_NAME, "line_name", T("line name", "线名"), COLUMN_TEXT, 0)                    \
    X(PLAN, "plan", T("plan", "计划"), COLUMN_TEXT, 0)                                   \
    X(PLAN_NAME, "plan_name", T("plan name", "计划名称"), COLUMN_TEXT, 0)                \
    X(YEAR, "year", T("year", "年度"), COLUMN_COUNT, 0)                                  \
    X(MEASURES, "measures", T("measures", "举措数"), COLUMN_COUNT, 0)                    \
    X(OF, "of", T("of", "举措总数"), COLUMN_COUNT, 0)                                    \
    X(SHARE_OF, "share", T("share", "占比"), COLUMN_SHARE, 1)                            \
    X(SHARE_LOW, "share_low", T("share, low", "占比下限"), COLUMN_SHARE, 1)              \
    X(SHARE_HIGH, "share_high", T("share, high", "占比上限"), COLUMN_SHARE, 1)           \
    X(BEFORE, "before", T("year before", "上一年度"), COLUMN_COUNT, 0)                   \
    X(CHANGE, "change", T("change to the year before", "较上一年度之差"), COLUMN_SHARE,  \
      1)                                                                                 \
    X(CHANGE_LOW, "change_low", T("change, low", "差的下限"), COLUMN_SHARE, 1)           \
    X(CHANGE_HIGH, "change_high", T("change, high", "差的上限"), COLUMN_SHARE, 1)        \
    X(YEARS, "years", T("years", "年数"), COLUMN_COUNT, 0)                               \
    X(FROM, "from", T("from", "首年"), COLUMN_COUNT, 0)                                  \
    X(TO, "to", T("to", "末年"), COLUMN_COUNT, 0)                                        \
    X(FIRST_SHARE, "first_share", T("first share", "首年占比"), COLUMN_SHARE, 1)         \
    X(LAST_SHARE, "last_share", T("last share", "末年占比"), COLUMN_SHARE, 1)            \
    X(DIFFERENCE, "difference", T("last - first", "末年减首年"), COLUMN_SHARE, 1)        \
    X(LOW, "difference_low", T("low", "下限"), COLUMN_SHARE, 1)                          \
    X(HIGH, "difference_high", T("high", "上限"), COLUMN_SHARE, 1)                       \
    X(SLOPE, "slope", T("slope a year", "年均变化"), COLUMN_SHARE, 1)                    \
    X(STATISTIC, "statistic", T("statistic", "统计量"), COLUMN_REAL, 2)                  \
    X(P, "p", "p", COLUMN_REAL, 4)                                                       \
    X(P_ADJUSTED, "p_adjusted", T("p adjusted", "校正 p"), COLUMN_REAL, 4)               \
    X(ABSENCE_P, "absence_p", T("p of absence", "缺失 p"), COLUMN_REAL, 4)               \
    X(TYPE, "type", T("type", "类型代码"), COLUMN_TEXT, 0)                               \
    X(READING, "reading", T("reading", "解读"), COLUMN_TEXT, 0)                          \
    X(PRESENT, "present", T("occurs", "出现过"), COLUMN_COUNT, 0)                        \
    X(CHARTED, "charted", T("in the chart", "入图"), COLUMN_COUNT, 0)                    \
    X(LAST, "last", T("last year", "末年行"), COLUMN_COUNT, 0)                           \
    X(TELLING, "telling", T("something to tell", "有结论"), COLUMN_COUNT, 0)             \
    X(SUMMARY, "summary", T("in the summary", "入摘要"), COLUMN_COUNT, 0)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    TREND_COLUMNS(X)
#undef X
};

/* With more series than this the summary holds only what can be told. */
enum { MOST_WITH_CORE = 20 };

typedef struct {
    Table *table;
    const Corpus *corpus;
    const CorpusChoice *choice;
    const TrendOptions *options;
    const PlanGroups *groups; /* each plan on its own */
    ThemeTally tally;
    bool several;   /* series */
    bool with_core; /* in the summary */
} Making;

/* One theme of one series. */
typedef struct {
    const Series *series;
    uint32_t theme;
    YearCounts counts;
    Trajectory trajectory;
    TrajectoryType type;
} Line;

/* ---- Numbers ---- */

static const CorpusPlan *plan_at(const Making *making, const Series *series, size_t i) {
    return &making->corpus->plans[series->plans[i]];
}

static const ThemeCount *count_at(const Making *making, const Line *line, size_t i) {
    size_t group = making->groups->of_plan[line->series->plans[i]];
    return tally_at(&making->tally, group, line->theme);
}

static Line line_of(const Making *making, const Series *series, uint32_t theme,
                    Arena *scratch) {
    Line line = {.series = series, .theme = theme};
    double *year = ARENA_ARRAY(scratch, double, series->n);
    double *hits = ARENA_ARRAY(scratch, double, series->n);
    double *n = ARENA_ARRAY(scratch, double, series->n);
    for (size_t i = 0; i < series->n; i++) {
        year[i] = plan_at(making, series, i)->year;
        hits[i] = count_at(making, &line, i)->hits;
        n[i] = (double)plan_at(making, series, i)->n;
    }
    line.counts = (YearCounts){year, hits, n, series->n};
    line.trajectory = trajectory_of(line.counts, making->options->level);
    return line;
}

/* Themes and subthemes are two families: a subtheme's measures are its theme's too. */
static void decide_types(const Making *making, Line *lines, size_t n, Arena *scratch) {
    Trajectory **family = ARENA_ARRAY(scratch, Trajectory *, n);
    for (int top = 0; top <= 1; top++) {
        size_t members = 0;
        for (size_t i = 0; i < n; i++) {
            if (theme_is_top(making->corpus, lines[i].theme) == top)
                family[members++] = &lines[i].trajectory;
        }
        trajectories_adjust(family, members);
    }
    for (size_t i = 0; i < n; i++)
        lines[i].type = trajectory_type(&lines[i].trajectory, making->options->level,
                                        making->options->margin);
}

static bool is_telling(const Line *line, double level) {
    return trajectory_tells(&line->trajectory, line->type, level);
}

/* ---- Words ---- */

static const char *type_name(TrajectoryType type) {
    switch (type) {
    case TRAJECTORY_GROWING: return T("growing", "成长");
    case TRAJECTORY_DECLINING: return T("declining", "衰退");
    case TRAJECTORY_STEADY: return T("steady", "持续");
    case TRAJECTORY_INTERMITTENT: return T("intermittent", "间断");
    default: return "";
    }
}

static Slice absent_years(const Line *line, Arena *keep) {
    Slice *years = ARENA_ARRAY(keep, Slice, line->counts.years);
    size_t n = 0;
    for (size_t i = 0; i < line->counts.years; i++) {
        if (line->counts.n[i] > 0 && line->counts.hits[i] <= 0)
            years[n++] = arena_format(keep, "%.0f", line->counts.year[i]);
    }
    return phrase_list(years, n, 4, keep);
}

static Slice reading_of(const Making *making, const Line *line, Arena *keep) {
    const Trajectory *trajectory = &line->trajectory;
    bool tells = is_telling(line, making->options->level);
    bool hint = trajectory->interval.lower > 0 || trajectory->interval.upper < 0;
    switch (line->type) {
    case TRAJECTORY_NONE: return slice_of(T("no measures to compare", "无举措可比"));
    case TRAJECTORY_NEVER: return slice_of(T("in no year", "各年均无"));
    case TRAJECTORY_PAIR:
        if (tells)
            return slice_of(trajectory->difference > 0
                                ? T("detectably up", "显著上升")
                                : T("detectably down", "显著下降"));
        return slice_of(
            hint ? T("a hint only, not after correction", "仅为迹象，校正后不显著")
                 : T("no detectable difference", "无显著差异"));
    case TRAJECTORY_GROWING:
    case TRAJECTORY_DECLINING: return slice_of(type_name(line->type));
    case TRAJECTORY_STEADY:
        return arena_format(keep,
                            T("steady within %g points", "持续：变动在 ±%g 个百分点内"),
                            making->options->margin * 100);
    case TRAJECTORY_INTERMITTENT:
        return arena_format(keep, T("intermittent, none in %.*s", "间断：%.*s 年无"),
                            SLICE_ARG(absent_years(line, keep)));
    case TRAJECTORY_UNDECIDED:
        return slice_of(
            hint ? T("a hint only, not after correction", "仅为迹象，校正后不显著")
                 : T("not decided", "证据不足"));
    }
    BUG("trajectory %d", (int)line->type);
}

static Slice line_name(const Making *making, const Line *line, Arena *keep) {
    Slice name = tally_theme_name(making->corpus, line->theme);
    if (making->several)
        name = arena_format(keep, "%.*s · %.*s", SLICE_ARG(line->series->region),
                            SLICE_ARG(name));
    const char *type = type_name(line->type);
    return *type ? arena_format(keep, T("%.*s: %s", "%.*s：%s"), SLICE_ARG(name), type)
                 : name;
}

/* ---- Rows ---- */

static void describe(const Making *making, const Line *line, Cell *row) {
    Arena *keep = making->table->arena;
    const Corpus *corpus = making->corpus;
    uint32_t theme = line->theme;
    bool top = theme_is_top(corpus, theme);
    Slice code = tally_theme_code(corpus, theme);
    row[COLUMN_REGION] = cell_text(keep, line->series->region);
    row[COLUMN_THEME] = cell_text(keep, code);
    row[COLUMN_THEME_NAME] = cell_text(keep, tally_theme_name(corpus, theme));
    row[COLUMN_TOP] = cell_count(top);
    row[COLUMN_DEPTH] = cell_count(top ? 1 : 2);
    row[COLUMN_CORE] = cell_count(theme != NO_THEME && top && corpus->themes[theme].core);
    row[COLUMN_LINE] =
        cell_text(keep, arena_format(keep, "%.*s %.*s", SLICE_ARG(line->series->region),
                                     SLICE_ARG(code)));
    row[COLUMN_LINE_NAME] = cell_text(keep, line_name(making, line, keep));
}

/* The measures of two years, for a cell that stands on both. */
static Cell with_both(const Making *making, const Line *line, double number,
                      const size_t years[2]) {
    Arena scratch = {0};
    const ThemeCount *a = count_at(making, line, years[0]),
                     *b = count_at(making, line, years[1]);
    size_t n_a = (size_t)a->hits, n_b = (size_t)b->hits, n = 0;
    int64_t *ids = ARENA_ARRAY(&scratch, int64_t, n_a + n_b);
    /* Ids of one plan stand together, those of the plan added first before. */
    bool a_first = n_b == 0 || (n_a && a->measures[0] < b->measures[0]);
    const ThemeCount *order[] = {a_first ? a : b, a_first ? b : a};
    for (size_t i = 0; i < 2; i++) {
        for (size_t k = 0; k < (size_t)order[i]->hits; k++)
            ids[n++] = order[i]->measures[k];
    }
    Cell cell = cell_with(making->table->arena, cell_real(number), ids, n);
    arena_release(&scratch);
    return cell;
}

static Cell share_cell(const Making *making, const Line *line, size_t i) {
    const ThemeCount *count = count_at(making, line, i);
    return cell_with(
        making->table->arena,
        cell_real(line->counts.n[i] > 0 ? line->counts.hits[i] / line->counts.n[i] : NAN),
        count->measures, (size_t)count->hits);
}

static void add_year(const Making *making, const Line *line, size_t i, Cell *row) {
    Arena *keep = making->table->arena;
    const CorpusPlan *plan = plan_at(making, line->series, i);
    const ThemeCount *count = count_at(making, line, i);
    const double *hits = line->counts.hits, *n = line->counts.n;
    double level = making->options->level;
    Interval interval = share_wilson(hits[i], n[i], level);
    row[COLUMN_PLAN] = cell_text(keep, plan->slug);
    row[COLUMN_PLAN_NAME] = cell_text(keep, plan->label);
    row[COLUMN_YEAR] = cell_count(plan->year);
    row[COLUMN_MEASURES] = cell_with(keep, cell_count((int64_t)count->hits),
                                     count->measures, (size_t)count->hits);
    row[COLUMN_OF] = cell_count((int64_t)plan->n);
    row[COLUMN_SHARE_OF] = share_cell(making, line, i);
    row[COLUMN_SHARE_LOW] = cell_real(interval.lower);
    row[COLUMN_SHARE_HIGH] = cell_real(interval.upper);
    if (i == 0 || !(n[i] > 0) || !(n[i - 1] > 0))
        return;
    SharePair pair = {hits[i], n[i], hits[i - 1], n[i - 1]};
    interval = difference_newcombe(pair, level);
    row[COLUMN_BEFORE] = cell_count((int64_t)line->counts.year[i - 1]);
    row[COLUMN_CHANGE] = with_both(making, line, hits[i] / n[i] - hits[i - 1] / n[i - 1],
                                   (size_t[]){i - 1, i});
    row[COLUMN_CHANGE_LOW] = cell_real(interval.lower);
    row[COLUMN_CHANGE_HIGH] = cell_real(interval.upper);
}

static void add_whole(const Making *making, const Line *line, Cell *row) {
    const Trajectory *trajectory = &line->trajectory;
    Arena *keep = making->table->arena;
    row[COLUMN_YEARS] = cell_count((int64_t)trajectory->years);
    if (trajectory->years >= 2) {
        row[COLUMN_FROM] = cell_count((int64_t)line->counts.year[trajectory->first]);
        row[COLUMN_TO] = cell_count((int64_t)line->counts.year[trajectory->last]);
        row[COLUMN_FIRST_SHARE] = share_cell(making, line, trajectory->first);
        row[COLUMN_LAST_SHARE] = share_cell(making, line, trajectory->last);
        row[COLUMN_DIFFERENCE] =
            with_both(making, line, trajectory->difference,
                      (size_t[]){trajectory->first, trajectory->last});
    }
    row[COLUMN_LOW] = cell_real(trajectory->interval.lower);
    row[COLUMN_HIGH] = cell_real(trajectory->interval.upper);
    row[COLUMN_SLOPE] = cell_real(trajectory->test.slope);
    row[COLUMN_STATISTIC] = cell_real(trajectory->test.chi2);
    row[COLUMN_P] = cell_real(trajectory->test.p);
    row[COLUMN_P_ADJUSTED] = cell_real(trajectory->p_adjusted);
    row[COLUMN_ABSENCE_P] = cell_real(trajectory->absence_adjusted);
    row[COLUMN_TYPE] = cell_text(keep, slice_of(trajectory_word(line->type)));
    row[COLUMN_READING] = cell_text(keep, reading_of(making, line, keep));
    row[COLUMN_PRESENT] = cell_count(trajectory->present > 0);
    row[COLUMN_TELLING] = cell_count(is_telling(line, making->options->level));
}

static void add_line(const Making *making, const Line *line) {
    Cell *whole = ARENA_ARRAY(making->table->arena, Cell, making->table->columns.n);
    describe(making, line, whole);
    add_whole(making, line, whole);
    bool shown = whole[COLUMN_TELLING].as.count ||
                 (making->with_core && whole[COLUMN_CORE].as.count);
    bool top = line->theme != NO_THEME && theme_is_top(making->corpus, line->theme);
    bool asked = !making->several || making->choice->themes.n;
    whole[COLUMN_CHARTED] =
        cell_count(line->trajectory.present && top && (asked || shown));
    for (size_t i = 0; i < line->series->n; i++) {
        bool last = i + 1 == line->series->n;
        Cell *row = table_row(making->table);
        memcpy(row, whole, making->table->columns.n * sizeof *row);
        add_year(making, line, i, row);
        row[COLUMN_LAST] = cell_count(last);
        row[COLUMN_SUMMARY] = cell_count(last && shown);
    }
}

static bool is_asked(const Making *making, uint32_t theme) {
    return theme == NO_THEME ? making->choice->themes.n == 0
                             : corpus_shows_theme(making->choice, making->corpus, theme);
}

/* All themes are judged together, also those that are not shown: none is surer for being
 * looked at alone. */
static size_t add_series(const Making *making, const Series *series) {
    Arena scratch = {0};
    const Corpus *corpus = making->corpus;
    Line *lines = ARENA_ARRAY(&scratch, Line, corpus->n_themes + 1);
    size_t n = 0, told = 0;
    for (uint32_t theme = 0; theme < corpus->n_themes; theme++)
        lines[n++] = line_of(making, series, theme, &scratch);
    lines[n++] = line_of(making, series, NO_THEME, &scratch);
    decide_types(making, lines, n, &scratch);
    for (size_t i = 0; i < n; i++) {
        if (!is_asked(making, lines[i].theme))
            continue;
        add_line(making, &lines[i]);
        told += is_telling(&lines[i], making->options->level);
    }
    arena_release(&scratch);
    return told;
}

/* ---- Notes ---- */

static void note_series(Table *table, const Corpus *corpus, const Series *series) {
    Arena scratch = {0};
    Slice *years = ARENA_ARRAY(&scratch, Slice, series->n);
    for (size_t i = 0; i < series->n; i++)
        years[i] = arena_format(&scratch, T("%d (%zu measures)", "%d（%zu 条举措）"),
                                corpus->plans[series->plans[i]].year,
                                corpus->plans[series->plans[i]].n);
    Slice list = phrase_list(years, series->n, series->n, &scratch);
    table_note(table, T("%.*s: %.*s; coded with %.*s.", "%.*s：%.*s；主题方案：%.*s。"),
               SLICE_ARG(series->region), SLICE_ARG(list), SLICE_ARG(corpus->scheme));
    arena_release(&scratch);
}

static void note_many(const Making *making, const SeriesList *list, size_t told) {
    size_t plans = 0;
    for (size_t i = 0; i < list->n; i++)
        plans += list->at[i].n;
    table_note(
        making->table,
        T("%zu regions with two years or more, %zu plans; in them %zu themes of which "
          "something can be told; coded with %.*s.",
          "有两年以上计划的地区 %zu 个，计划 %zu 份；可下结论的地区主题共 %zu 项；主题方案：%.*s。"),
        list->n, plans, told, SLICE_ARG(making->corpus->scheme));
}

static void note_types(Table *table, const TrendOptions *options, size_t most_years) {
    if (most_years < 3) {
        table_note(
            table, "%s",
            T("Two years make no trend: only their difference is told, and no type.",
              "仅有两年，不构成趋势：只报告两年之差，不作类型判断。"));
        return;
    }
    table_note(
        table,
        T("growing, declining: the trend test after correction and the interval of last - first leave out 0; "
          "steady: in each year, that interval inside %g points, the share no less than that; intermittent: none in a year although the "
          "other years make that unlikely. All else is not decided, which does not mean unchanged.",
          "成长、衰退：校正后趋势检验显著，且首末年之差的区间不含 0；持续：每年都有，该区间在 ±%g 个百分点内，且占比不低于此幅度；"
          "间断：某年为零，而按其余年份应当出现。其余为“证据不足”，并不等于没有变化。"),
        options->margin * 100);
    table_note(
        table, "%s",
        T("With three to six plans of this length a trend test has little power: read the "
          "shares with their intervals first.",
          "只有三至六份这样篇幅的计划时，趋势检验的功效很低：请先看各年占比及其区间。"));
}

static void add_notes(const Making *making, const SeriesList *list, size_t told) {
    Table *table = making->table;
    double level = making->options->level * 100;
    size_t most = 0;
    for (size_t i = 0; i < list->n; i++)
        most = list->at[i].n > most ? list->at[i].n : most;
    if (making->several)
        note_many(making, list, told);
    else
        note_series(table, making->corpus, &list->at[0]);
    table_note(
        table,
        T("Shares of measures with Wilson intervals, differences with Newcombe intervals, at %g %%; p: "
          "Cochran-Armitage against the calendar years, corrected over all themes (subthemes apart). Measures "
          "of one task go together, which these intervals do not allow for.",
          "举措占比附 Wilson 区间，占比之差附 Newcombe 区间（%g%%）；p 值采用 Cochran-Armitage "
          "趋势检验（按年份），并在全部主题间（子主题另计）校正。同一任务内的举措相互关联，这些区间未予考虑。"),
        level);
    note_types(table, making->options, most);
    if (making->several)
        table_note(
            table, "%s",
            making->with_core
                ? T("The summary shows the core themes and those of which something can be told; "
                    "name a region for all.",
                    "摘要只列核心主题与可下结论的主题；给出地区名可看全部。")
                : T("The summary shows the themes of which something can be told; name a region "
                    "for all.",
                    "摘要只列可下结论的主题；给出地区名可看全部。"));
    for (size_t i = 0; i < making->corpus->n_plans; i++) {
        if (making->corpus->plans[i].n == 0)
            table_note(table,
                       T("%.*s has no measures: its shares are not defined.",
                         "%.*s 没有举措，占比无定义。"),
                       SLICE_ARG(making->corpus->plans[i].slug));
    }
}

/* Lengths and kinds are held against each other within a region. */
static void warn(Table *table, const Corpus *corpus, const SeriesList *list) {
    Arena scratch = {0};
    if (list->n == 1) {
        SeriesCorpus own = series_corpus(corpus, &list->at[0], &scratch);
        comparable_warn(table, &own.corpus);
    }
    arena_release(&scratch);
}

/* ---- The whole ---- */

static void add_columns(Table *table) {
    const Column columns[] = {
#define X(name, key, heading, type, digits) {key, heading, type, digits},
        TREND_COLUMNS(X)
#undef X
    };
    table_columns(table, columns, sizeof columns / sizeof *columns);
}

static Slice title_of(const Corpus *corpus, const SeriesList *list, Arena *keep) {
    const Series *series = &list->at[0];
    if (list->n > 1)
        return slice_of(
            T("Themes over the years, region by region", "各地区主题的逐年变化"));
    return arena_format(keep, T("%.*s, themes from %d to %d", "%.*s %d～%d 年主题变化"),
                        SLICE_ARG(series->region), corpus->plans[series->plans[0]].year,
                        corpus->plans[series->plans[series->n - 1]].year);
}

bool trend_table(const Corpus *corpus, const CorpusChoice *choice,
                 const TrendOptions *options, Arena *keep, Table *table, Err *err) {
    SeriesList list;
    if (!series_find(corpus, keep, &list, err))
        return false;
    PlanGroups groups = plan_groups(corpus, GROUP_PLAN, keep);
    Making making = {.table = table,
                     .corpus = corpus,
                     .choice = choice,
                     .options = options,
                     .groups = &groups,
                     .tally = theme_tally(corpus, &groups, keep),
                     .several = list.n > 1,
                     .with_core = list.n <= MOST_WITH_CORE};
    *table = table_new(keep, "trend", title_of(corpus, &list, keep));
    add_columns(table);
    size_t told = 0;
    for (size_t i = 0; i < list.n; i++)
        told += add_series(&making, &list.at[i]);
    add_notes(&making, &list, told);
    series_notes(table, corpus, &list);
    warn(table, corpus, &list);
    return true;
}
