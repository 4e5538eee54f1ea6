/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "compare/map.h"
#include "compare/profiles.h"
#include "stat/distance.h"
#include "stat/ordination.h"

#define MAP_COLUMNS(X)                                                                   \
    X(POINT, "point", T("point", "点"), COLUMN_TEXT, 0)                                  \
    X(NAME, "name", T("name", "名称"), COLUMN_TEXT, 0)                                   \
    X(KIND, "kind", T("kind code", "类别代码"), COLUMN_TEXT, 0)                          \
    X(KIND_NAME, "kind_name", T("kind", "类别"), COLUMN_TEXT, 0)                         \
    X(MEASURES, "measures", T("measures", "举措数"), COLUMN_REAL, 1)                     \
    X(X, "x", making->axis[0], COLUMN_REAL, 3)                                           \
    X(Y, "y", making->axis[1], COLUMN_REAL, 3)                                           \
    X(MASS, "mass", T("mass", "质量"), COLUMN_SHARE, 1)                                  \
    X(INERTIA, "inertia_share", T("of the inertia", "占总惯量"), COLUMN_SHARE, 1)        \
    X(PART_X, "contribution_x", T("to axis 1", "对第一轴贡献"), COLUMN_SHARE, 1)         \
    X(PART_Y, "contribution_y", T("to axis 2", "对第二轴贡献"), COLUMN_SHARE, 1)         \
    X(QUALITY, "quality", T("quality", "代表质量"), COLUMN_SHARE, 1)                     \
    X(CHARTED, "charted", T("in the chart", "入图"), COLUMN_COUNT, 0)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    MAP_COLUMNS(X)
#undef X
};

enum { AXES = 2, NAMED_THEMES = 3 };

typedef struct {
    Table *table;
    const Profiles *profiles;
    const char *axis[AXES]; /* headings */
    Correspondence ca;
} Making;

static void add_columns(Making *making) {
#define X(name, key, heading, type, digits)                                              \
    table_column(making->table, (Column){key, heading, type, digits});
    MAP_COLUMNS(X)
#undef X
}

static void name_axis(Making *making, size_t axis, double share) {
    making->axis[axis] =
        arena_format(making->table->arena, T("axis %zu (%.1f %%)", "第 %zu 轴（%.1f%%）"),
                     axis + 1, share * 100)
            .p;
}

/* All measures of a group with a theme, ascending by place. */
static Cell with_plan(const Making *making, Cell cell, size_t row) {
    const Profiles *profiles = making->profiles;
    const Corpus *corpus = profiles->corpus;
    VEC(int64_t) ids = {0};
    for (size_t i = 0; i < corpus->n_measures; i++) {
        const CorpusMeasure *measure = &corpus->measures[i];
        if (profiles->groups.of_plan[measure->plan] == profiles->group[row] &&
            measure->n_themes)
            vec_push(&ids, measure->id);
    }
    cell = cell_with(making->table->arena, cell, ids.at, ids.n);
    vec_release(&ids);
    return cell;
}

static Cell with_theme(const Making *making, Cell cell, uint32_t theme) {
    const Profiles *profiles = making->profiles;
    VEC(int64_t) ids = {0};
    for (size_t i = 0; i < profiles->counts.rows; i++) {
        const ThemeCount *count = tally_at(&profiles->tally, profiles->group[i], theme);
        for (size_t k = 0; k < (size_t)count->hits; k++)
            vec_push(&ids, count->measures[k]);
    }
    cell = cell_with(making->table->arena, cell, ids.at, ids.n);
    vec_release(&ids);
    return cell;
}

static Cell *add_point(const Making *making, Slice code, Slice name, bool plan) {
    Arena *keep = making->table->arena;
    Cell *row = table_row(making->table);
    row[COLUMN_POINT] = cell_text(keep, code);
    row[COLUMN_NAME] = cell_text(keep, name);
    row[COLUMN_KIND] = cell_text(keep, plan ? S("plan") : S("theme"));
    row[COLUMN_KIND_NAME] =
        cell_text(keep, slice_of(plan ? T("plans", "计划") : T("themes", "主题")));
    return row;
}

static double coordinate(const Correspondence *ca, const double *value, size_t point,
                         size_t axis) {
    return axis < ca->axes ? value[point * ca->axes + axis] : 0;
}

static void fill_point(const Making *making, const CorrespondencePoints *points, size_t i,
                       Cell *row) {
    const Correspondence *ca = &making->ca;
    row[COLUMN_X] = cell_real(coordinate(ca, points->principal, i, 0));
    row[COLUMN_Y] = cell_real(coordinate(ca, points->principal, i, 1));
    row[COLUMN_MASS] = cell_real(points->mass[i]);
    row[COLUMN_INERTIA] = cell_real(points->inertia[i] / ca->inertia);
    row[COLUMN_PART_X] = cell_real(coordinate(ca, points->contribution, i, 0));
    row[COLUMN_PART_Y] = cell_real(coordinate(ca, points->contribution, i, 1));
    row[COLUMN_QUALITY] = cell_real(coordinate(ca, points->quality, i, 0) +
                                    coordinate(ca, points->quality, i, 1));
    /* Rare themes lie far out and tell little: their names would fill the picture. */
    bool rare = points->mass[i] * (double)points->n < 0.2;
    row[COLUMN_CHARTED] =
        cell_count(points == &ca->rows || (points->mass[i] > 0 && !rare));
}

static void add_plans(const Making *making, bool analysed) {
    const Profiles *profiles = making->profiles;
    for (size_t i = 0; i < profiles->counts.rows; i++) {
        const PlanGroup *group = profile_group(profiles, i);
        Cell *row = add_point(making, group->key, group->name, true);
        row[COLUMN_MEASURES] = with_plan(making, cell_real(profiles->n[i]), i);
        row[COLUMN_CHARTED] = cell_count(1);
        if (analysed)
            fill_point(making, &making->ca.rows, i, row);
    }
}

static void add_themes(const Making *making) {
    const Profiles *profiles = making->profiles;
    for (size_t i = 0; i < profiles->counts.cols; i++) {
        double n = 0;
        for (size_t k = 0; k < profiles->counts.rows; k++)
            n += grid_at(profiles->counts, k, i);
        if (n <= 0)
            continue;
        uint32_t theme = profiles->themes[i];
        Cell *row = add_point(making, tally_theme_code(profiles->corpus, theme),
                              tally_theme_name(profiles->corpus, theme), false);
        row[COLUMN_MEASURES] = with_theme(making, cell_real(n), theme);
        fill_point(making, &making->ca.cols, i, row);
    }
}

/* ---- What stands under the table ---- */

/* The themes that make an axis, on one side: those that contribute more than their even
 * share, the greatest first. */
static Slice side_of(const Making *making, size_t axis, double sign, Arena *scratch) {
    const Correspondence *ca = &making->ca;
    const CorrespondencePoints *themes = &ca->cols;
    bool *taken = ARENA_ARRAY(scratch, bool, themes->n);
    Buf out = {0};
    for (size_t round = 0; round < NAMED_THEMES; round++) {
        size_t best = SIZE_MAX;
        double most = 1.0 / (double)themes->n;
        for (size_t i = 0; i < themes->n; i++) {
            double part = themes->contribution[i * ca->axes + axis];
            if (!taken[i] && themes->principal[i * ca->axes + axis] * sign > 0 &&
                part > most) {
                most = part;
                best = i;
            }
        }
        if (best == SIZE_MAX)
            break;
        taken[best] = true;
        Slice name =
            tally_theme_name(making->profiles->corpus, making->profiles->themes[best]);
        buf_format(&out, "%s%.*s (%.0f %%)", out.n ? T(", ", "、") : "", SLICE_ARG(name),
                   most * 100);
    }
    Slice text = out.n ? arena_copy(scratch, buf_slice(&out)) : S("–");
    buf_release(&out);
    return text;
}

static void note_axis(const Making *making, size_t axis) {
    const Correspondence *ca = &making->ca;
    if (axis >= ca->axes)
        return;
    Arena scratch = {0};
    table_note(
        making->table,
        T("Axis %zu holds %.1f %% of the inertia. Towards + it is made by %.*s; towards - by %.*s.",
          "第 %zu 轴解释总惯量的 %.1f%%。正向主要由%.*s构成；负向主要由%.*s构成。"),
        axis + 1, ca->axis_share[axis] * 100,
        SLICE_ARG(side_of(making, axis, 1, &scratch)),
        SLICE_ARG(side_of(making, axis, -1, &scratch)));
    const Profiles *profiles = making->profiles;
    for (size_t i = 0; i < ca->rows.n; i++) {
        double part = ca->rows.contribution[i * ca->axes + axis];
        if (part > 0.5)
            table_note(
                making->table,
                T("Axis %zu is %.0f %% the work of one plan, %.*s: without it the map would look different.",
                  "第 %zu 轴有 %.0f%% 由一份计划（%.*s）决定：去掉它，图会明显不同。"),
                axis + 1, part * 100, SLICE_ARG(profile_group(profiles, i)->name));
    }
    arena_release(&scratch);
}

static void note_analysis(const Making *making) {
    const Correspondence *ca = &making->ca;
    double plane = coordinate(ca, ca->axis_share, 0, 0);
    plane += ca->axes > 1 ? ca->axis_share[1] : 0;
    table_note(
        making->table,
        T("Correspondence analysis of fractional counts, %zu × %zu; total inertia %.4f, of which the plane shows %.1f %%. "
          "Signs of the axes are arbitrary.",
          "对分数计数（%zu × %zu）的对应分析；总惯量 %.4f，平面解释 %.1f%%。坐标轴正负号无意义。"),
        making->profiles->counts.rows, making->profiles->counts.cols, ca->inertia,
        plane * 100);
    note_axis(making, 0);
    note_axis(making, 1);
    table_note(
        making->table, "%s",
        T("Plans near each other give like weights; a plan lies towards the themes it gives more than others do. The distance "
          "between a plan and a theme has no meaning of its own. Points of low quality (below 30 %) are badly shown by the plane.",
          "相近的计划主题结构相近；计划偏向其着力多于他人的主题。计划与主题之间的距离本身没有意义。代表质量低于 30% 的点，"
          "在平面上的位置不可靠。"));
}

static bool analyse(Making *making, Arena *scratch, Err *err) {
    if (!correspondence_analysis(scratch, making->profiles->counts, &making->ca, err))
        return false;
    for (size_t i = 0; i < AXES; i++)
        name_axis(making, i, i < making->ca.axes ? making->ca.axis_share[i] : 0);
    add_columns(making);
    add_plans(making, true);
    add_themes(making);
    profiles_note(making->table, making->profiles);
    note_analysis(making);
    return true;
}

/* ---- Classical scaling ---- */

static double *distances(const Profiles *profiles, Arena *scratch) {
    size_t n = profiles->counts.rows;
    double *cell = ARENA_ARRAY(scratch, double, n *n);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = i + 1; k < n; k++)
            cell[i * n + k] = cell[k * n + i] =
                distance_js(profile_at(profiles, i), profile_at(profiles, k),
                            profiles->counts.cols, LOG_BITS);
    }
    return cell;
}

static bool check_size(size_t n, Err *err) {
    if (n <= SCALING_MOST)
        return true;
    return err_set(
        err,
        T("classical scaling of %zu plans would take many minutes: at most %d; name some, group them (--by), or leave out "
          "--method mds",
          "对 %zu 份计划做多维尺度分析耗时过长：最多 %d 份；请指定部分计划、用 --by 分组，或改用对应分析（不加 --method mds）"),
        n, SCALING_MOST);
}

static bool scale(Making *making, Arena *scratch, Err *err) {
    const Profiles *profiles = making->profiles;
    size_t n = profiles->counts.rows;
    Scaling scaling = {0};
    if (!check_size(n, err))
        return false;
    Grid grid = {.cell = distances(profiles, scratch), .rows = n, .cols = n};
    if (!scaling_classical(scratch, grid, AXES, &scaling, err))
        return false;
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += fmax(scaling.eigenvalue[i], 0);
    for (size_t i = 0; i < AXES; i++)
        name_axis(making, i, i < scaling.axes ? scaling.eigenvalue[i] / sum : 0);
    add_columns(making);
    size_t first = table_rows(making->table);
    add_plans(making, false);
    for (size_t i = 0; i < n; i++) {
        Cell *row = table_cell(making->table, first + i, 0);
        row[COLUMN_X] = cell_real(scaling.axes > 0 ? scaling.point[i * scaling.axes] : 0);
        row[COLUMN_Y] =
            cell_real(scaling.axes > 1 ? scaling.point[i * scaling.axes + 1] : 0);
    }
    profiles_note(making->table, profiles);
    table_note(
        making->table,
        T("Classical scaling of Jensen-Shannon distances (base 2) between the theme shares; goodness of fit %.2f. Distances "
          "on the map stand for distances between plans; the axes themselves mean nothing.",
          "对主题占比之间的 Jensen-Shannon 距离（以 2 为底）做经典多维尺度分析；拟合优度 %.2f。图上的距离表示计划之间的距离，"
          "坐标轴本身没有含义。"),
        scaling.fit_positive);
    if (n > SCALING_SLOW)
        table_note(making->table,
                   T("%zu plans: the work grows with the third power of their number.",
                     "共 %zu 份计划：计算量随份数的三次方增长。"),
                   n);
    return true;
}

bool map_table(const Corpus *corpus, const MapOptions *options, Arena *keep, Table *table,
               Err *err) {
    Arena scratch = {0};
    Profiles profiles = {0};
    profiles_take(corpus, options->by, &scratch, &profiles);
    size_t n = profiles.counts.rows;
    bool ok = n >= 3 || err_set(err,
                                T("map needs three plans with coded measures, not %zu",
                                  "map 需要三份以上有已编码举措的计划，现有 %zu 份"),
                                n);
    if (ok) {
        *table = table_new(
            keep, "map",
            slice_of(options->mds
                         ? T("Distances between plans", "计划之间的距离")
                         : T("Plans and the themes they lean to", "计划与其侧重的主题")));
        Making making = {.table = table, .profiles = &profiles};
        ok = options->mds ? scale(&making, &scratch, err)
                          : analyse(&making, &scratch, err);
        profiles_note_left(table, &profiles);
    }
    arena_release(&scratch);
    return ok;
}
