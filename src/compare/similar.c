/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "compare/similar.h"
#include "compare/profiles.h"
#include "stat/cluster.h"
#include "stat/distance.h"

#define SIMILAR_COLUMNS(X)                                                               \
    X(PLAN, "plan", T("plan", "计划"), COLUMN_TEXT, 0)                                   \
    X(PLAN_NAME, "plan_name", T("plan name", "计划名称"), COLUMN_TEXT, 0)                \
    X(OTHER, "other", T("other", "另一计划"), COLUMN_TEXT, 0)                            \
    X(OTHER_NAME, "other_name", T("other name", "另一计划名称"), COLUMN_TEXT, 0)         \
    X(MEASURES, "measures", T("measures", "举措数"), COLUMN_COUNT, 0)                    \
    X(OTHER_MEASURES, "other_measures", T("of the other", "另一计划举措数"),             \
      COLUMN_COUNT, 0)                                                                   \
    X(LIKENESS, "likeness", T("likeness", "相似度"), COLUMN_SHARE, 0)                    \
    X(COSINE, "cosine", T("cosine", "余弦"), COLUMN_REAL, 3)                             \
    X(DISTANCE, "js_distance", T("JS distance", "JS 距离"), COLUMN_REAL, 3)              \
    X(CHANCE, "chance", T("by chance", "偶然所致"), COLUMN_REAL, 3)                      \
    X(JOINED, "joined_at", T("joined at", "合并高度"), COLUMN_REAL, 3)                   \
    X(THEME, "theme", T("theme", "主题代码"), COLUMN_TEXT, 0)                            \
    X(THEME_NAME, "theme_name", T("differ most in", "差异最大的主题"), COLUMN_TEXT, 0)   \
    X(DIFFERENCE, "difference", T("difference", "占比之差"), COLUMN_SHARE, 1)

enum {
#define X(name, key, heading, type, digits) COLUMN_##name,
    SIMILAR_COLUMNS(X)
#undef X
};

enum { EVIDENCE_PLANS = 60 };

Likeness likeness_of(Slice word) {
    return slice_equal(word, S("cosine")) ? LIKENESS_COSINE : LIKENESS_JS;
}

static const char *likeness_name(Likeness likeness) {
    static const char *const names[][2] = {
#define X(likeness, word, en, zh) {en, zh},
        LIKENESSES(X)
#undef X
    };
    return T(names[likeness][0], names[likeness][1]);
}

typedef struct {
    const SimilarOptions *options;
    Profiles profiles;
    double *cosine, *distance, *joined; /* square */
    Dendrogram tree;
} Similar;

static bool build_tree(Similar *similar, Arena *keep, Err *err) {
    size_t n = similar->profiles.counts.rows, cols = similar->profiles.counts.cols;
    similar->cosine = ARENA_ARRAY(keep, double, n *n);
    similar->distance = ARENA_ARRAY(keep, double, n *n);
    similar->joined = ARENA_ARRAY(keep, double, n *n);
    double *apart = ARENA_ARRAY(keep, double, n *n);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < n; k++) {
            const double *a = profile_at(&similar->profiles, i),
                         *b = profile_at(&similar->profiles, k);
            size_t at = i * n + k;
            similar->cosine[at] = fmin(1, similarity_cosine(a, b, cols));
            similar->distance[at] = fmin(1, distance_js(a, b, cols, LOG_BITS));
            apart[at] = similar->options->likeness == LIKENESS_COSINE
                            ? 1 - similar->cosine[at]
                            : similar->distance[at];
        }
    }
    Grid grid = {.cell = apart, .rows = n, .cols = n};
    Linkage linkage = similar->options->ward ? LINKAGE_WARD_D2 : LINKAGE_AVERAGE;
    if (!dendrogram_build(keep, grid, linkage, &similar->tree, err))
        return false;
    dendrogram_cophenetic(&similar->tree, similar->joined);
    return true;
}

/* The column where the shares of two rows differ most; the first of equals. */
static size_t greatest_difference(const Similar *similar, size_t a, size_t b,
                                  double *difference) {
    size_t best = 0;
    *difference = 0;
    for (size_t i = 0; i < similar->profiles.counts.cols; i++) {
        double share_a = profile_at(&similar->profiles, a)[i] / similar->profiles.n[a];
        double share_b = profile_at(&similar->profiles, b)[i] / similar->profiles.n[b];
        if (fabs(share_a - share_b) > fabs(*difference)) {
            *difference = share_a - share_b;
            best = i;
        }
    }
    return best;
}

/* The distance that sampling alone makes: the divergence of two samples of one profile of
 * k themes is (k - 1) / (8 ln 2) (1/n + 1/m) bits on average, since 8 ln 2 times it over
 * (1/n + 1/m) is the likelihood-ratio statistic, whose mean is k - 1. */
static double chance_distance(const Similar *similar, size_t a, size_t b) {
    double themes = -1;
    for (size_t i = 0; i < similar->profiles.counts.cols; i++)
        themes +=
            profile_at(&similar->profiles, a)[i] + profile_at(&similar->profiles, b)[i] >
            0;
    double bits =
        themes / (8 * log(2)) * (1 / similar->profiles.n[a] + 1 / similar->profiles.n[b]);
    return fmin(1, sqrt(bits));
}

static int by_id(const void *a, const void *b) {
    int64_t one = *(const int64_t *)a, two = *(const int64_t *)b;
    return (one > two) - (one < two);
}

/* With the measures of a theme in two groups. */
static Cell with_theme(const Similar *similar, Cell cell, uint32_t theme,
                       const size_t pair[2], Arena *keep) {
    if (similar->profiles.counts.rows > EVIDENCE_PLANS)
        return cell;
    VEC(int64_t) ids = {0};
    for (size_t i = 0; i < 2; i++) {
        const ThemeCount *count =
            tally_at(&similar->profiles.tally, similar->profiles.group[pair[i]], theme);
        for (size_t k = 0; k < (size_t)count->hits; k++)
            vec_push(&ids, count->measures[k]);
    }
    if (ids.n)
        qsort(ids.at, ids.n, sizeof *ids.at, by_id);
    cell = cell_with(keep, cell, ids.at, ids.n);
    vec_release(&ids);
    return cell;
}

static void add_pair(Table *table, const Similar *similar, size_t a, size_t b) {
    Arena *keep = table->arena;
    size_t n = similar->profiles.counts.rows, at = a * n + b;
    const PlanGroup *one = profile_group(&similar->profiles, a);
    const PlanGroup *two = profile_group(&similar->profiles, b);
    double difference = 0;
    uint32_t theme =
        similar->profiles.themes[greatest_difference(similar, a, b, &difference)];
    double likeness = similar->options->likeness == LIKENESS_COSINE
                          ? similar->cosine[at]
                          : 1 - similar->distance[at];
    const size_t pair[2] = {a, b};
    Cell *row = table_row(table);
    row[COLUMN_PLAN] = cell_text(keep, one->key);
    row[COLUMN_PLAN_NAME] = cell_text(keep, one->name);
    row[COLUMN_OTHER] = cell_text(keep, two->key);
    row[COLUMN_OTHER_NAME] = cell_text(keep, two->name);
    row[COLUMN_MEASURES] = cell_count((int64_t)lround(similar->profiles.n[a]));
    row[COLUMN_OTHER_MEASURES] = cell_count((int64_t)lround(similar->profiles.n[b]));
    row[COLUMN_JOINED] = cell_real(similar->joined[at]);
    if (a == b)
        return;
    row[COLUMN_LIKENESS] = with_theme(similar, cell_real(likeness), theme, pair, keep);
    row[COLUMN_COSINE] = cell_real(similar->cosine[at]);
    row[COLUMN_DISTANCE] = cell_real(similar->distance[at]);
    row[COLUMN_CHANCE] = cell_real(chance_distance(similar, a, b));
    if (difference == 0)
        return;
    row[COLUMN_THEME] =
        cell_text(keep, tally_theme_code(similar->profiles.corpus, theme));
    row[COLUMN_THEME_NAME] =
        cell_text(keep, tally_theme_name(similar->profiles.corpus, theme));
    row[COLUMN_DIFFERENCE] =
        with_theme(similar, cell_real(difference), theme, pair, keep);
}

/* ---- What stands under the table ---- */

/* The pair with the greatest or the least likeness by distance. */
static void note_extremes(Table *table, const Similar *similar) {
    size_t n = similar->profiles.counts.rows, near = 1, far = 1;
    for (size_t i = 0; i < n * n; i++) {
        if (i / n >= i % n)
            continue;
        if (similar->distance[i] < similar->distance[near])
            near = i;
        if (similar->distance[i] > similar->distance[far])
            far = i;
    }
    const Profiles *profiles = &similar->profiles;
    table_note(
        table,
        T("Nearest: %.*s and %.*s (Jensen-Shannon distance %.3f); farthest: %.*s and %.*s (%.3f).",
          "最相近：%.*s 与 %.*s（Jensen-Shannon 距离 %.3f）；最相异：%.*s 与 %.*s（%.3f）。"),
        SLICE_ARG(profile_group(profiles, near / n)->name),
        SLICE_ARG(profile_group(profiles, near % n)->name), similar->distance[near],
        SLICE_ARG(profile_group(profiles, far / n)->name),
        SLICE_ARG(profile_group(profiles, far % n)->name), similar->distance[far]);
}

static void note_method(Table *table, const Similar *similar) {
    table_note(
        table,
        T("Profiles are the shares of %zu themes at the top in fractional counts (a measure of m themes 1/m in each), "
          "measures without a theme left out. Likeness: %s. js_distance (base 2): 0 the same profile, 1 nothing in common.",
          "以 %zu 个一级主题的占比为结构（含 m 个主题的举措在每个主题计 1/m，未编码举措不计）。相似度：%s。"
          "js_distance（以 2 为底）：0 为结构相同，1 为毫无共同。"),
        similar->profiles.counts.cols, likeness_name(similar->options->likeness));
    table_note(
        table, "%s",
        T("by chance: the distance that two plans of these sizes with the same profile have on average; a distance "
          "near it is no difference to speak of. Measures of one task belong together, so that chance makes more.",
          "“偶然所致”：同样规模、结构相同的两份计划平均会有的距离；与之接近者不宜视为差异。"
          "同一任务的举措彼此相关，实际的偶然差异更大。"));
    size_t n = similar->profiles.counts.rows;
    if (n < 3)
        return;
    double fit = dendrogram_correlation(
        &similar->tree, (Grid){.cell = similar->distance, .rows = n, .cols = n});
    const char *linkage =
        similar->options->ward ? "Ward.D2" : T("average linkage", "类平均法");
    table_note(
        table,
        T("Order: hierarchical clustering, %s; its heights correlate %.2f with the distances (below 0.7 the tree tells little).",
          "排序：层次聚类（%s）；合并高度与距离的相关系数为 %.2f（低于 0.7 时聚类树参考价值有限）。"),
        linkage, fit);
}

static void add_notes(Table *table, const Similar *similar) {
    profiles_note(table, &similar->profiles);
    note_extremes(table, similar);
    note_method(table, similar);
    profiles_note_left(table, &similar->profiles);
    if (similar->profiles.counts.rows <= EVIDENCE_PLANS)
        table_note(
            table, "%s",
            T("A likeness opens the measures of the theme in which the two differ most.",
              "点开相似度所见，为两者差异最大的主题的举措。"));
}

static Slice title_of(const SimilarOptions *options) {
    return slice_of(options->by == GROUP_PLAN
                        ? T("How alike the plans are", "各计划主题结构的相似程度")
                        : T("How alike the groups are", "各组主题结构的相似程度"));
}

static void fill(const Similar *similar, Table *table) {
    size_t n = similar->profiles.counts.rows;
#define X(name, key, heading, type, digits)                                              \
    table_column(table, (Column){key, heading, type, digits});
    SIMILAR_COLUMNS(X)
#undef X
    for (size_t i = 0; i < n * n; i++)
        add_pair(table, similar, similar->tree.order[i / n], similar->tree.order[i % n]);
    add_notes(table, similar);
}

bool similar_table(const Corpus *corpus, const SimilarOptions *options, Arena *keep,
                   Table *table, Err *err) {
    Arena scratch = {0};
    Similar similar = {.options = options};
    profiles_take(corpus, options->by, &scratch, &similar.profiles);
    size_t n = similar.profiles.counts.rows;
    bool ok = true;
    if (n > SIMILAR_MOST)
        ok = err_set(
            err,
            T("%zu plans make %zu pairs: similar takes at most %d; name some, group them (--by), or draw a map",
              "%zu 份计划有 %zu 对：similar 最多 %d 份；请指定部分计划、用 --by 分组，或改用 map"),
            n, n * (n - 1) / 2, SIMILAR_MOST);
    else if (n < 2)
        ok = err_set(err,
                     T("similar needs two plans with coded measures, not %zu",
                       "similar 需要两份以上有已编码举措的计划，现有 %zu 份"),
                     n);
    ok = ok && build_tree(&similar, &scratch, err);
    if (ok) {
        *table = table_new(keep, "similar", title_of(options));
        fill(&similar, table);
    }
    arena_release(&scratch);
    return ok;
}
