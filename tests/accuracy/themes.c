/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Precision, recall and F1 of the scheme against hand codes, theme by theme and over all.
 *
 *   themes UNITS.tsv GOLD.tsv [SCHEME.json] [-v]
 *
 * UNITS has a row for each measure: id, section, subsection, task, text; GOLD: id, codes.
 * -v lists the measures whose codes differ. Exit 0 when micro F1 reaches 0.95 over the
 * core themes and 0.88 over all. */
#include "base/base.h"

#include "base/file.h"
#include "theme/coder.h"

extern const char themes_json[];
extern const size_t themes_json_size;

static const double core_goal = 0.95, all_goal = 0.88;

typedef struct {
    size_t right, surplus, missed;
} Score;

typedef struct {
    const Scheme *scheme;
    Buf text;
    PlanTree tree;
    SliceList ids;
    VEC(uint32_t) nodes; /* of the ids */
    PlanCoding coding;
    Score *scores;  /* by theme */
    size_t unknown; /* gold codes the scheme does not have */
} Run;

static bool next_line(Slice *rest, Slice *line) {
    if (rest->n == 0)
        return false;
    Cut cut = slice_cut(*rest, S("\n"));
    *line = cut.head;
    *rest = cut.tail;
    return true;
}

static Slice column(Slice line, size_t n) {
    Cut cut = slice_cut(line, S("\t"));
    for (; n; n--)
        cut = slice_cut(cut.tail, S("\t"));
    return cut.head;
}

static uint32_t add_node(Run *run, NodeKind kind, uint32_t parent, Slice text) {
    PlanNode node = {
        .kind = kind, .parent = parent, .span = {run->text.n, run->text.n + text.n}};
    if (kind == NODE_MEASURE)
        node.body = node.span;
    else
        node.heading = node.span;
    buf_add(&run->text, text);
    buf_add_byte(&run->text, '\n');
    vec_push(&run->tree.nodes, node);
    return (uint32_t)run->tree.nodes.n - 1;
}

/* One tree of all units; each has headings of its own, which the coder does not mind. */
static void read_units(Run *run, Slice units) {
    static const NodeKind kinds[] = {NODE_SECTION, NODE_SUBSECTION, NODE_TASK};
    Slice line;
    vec_push(&run->tree.nodes, (PlanNode){.kind = NODE_PLAN});
    next_line(&units, &line);
    while (next_line(&units, &line)) {
        uint32_t parent = 0;
        for (size_t i = 0; i < 3; i++) {
            if (column(line, i + 1).n)
                parent = add_node(run, kinds[i], parent, column(line, i + 1));
        }
        vec_push(&run->ids, column(line, 0));
        vec_push(&run->nodes, add_node(run, NODE_MEASURE, parent, column(line, 4)));
    }
    run->tree.text = buf_slice(&run->text);
}

static uint32_t find_node(const Run *run, Slice id) {
    for (size_t i = 0; i < run->ids.n; i++) {
        if (slice_equal(run->ids.at[i], id))
            return run->nodes.at[i];
    }
    return UINT32_MAX;
}

/* 1 wanted, 2 coded. */
static void mark_codes(Run *run, uint32_t node, Slice codes, uint8_t *marks) {
    while (codes.n && !slice_equal(codes, S("-"))) {
        Cut cut = slice_cut(codes, S(","));
        uint32_t theme = scheme_find(run->scheme, cut.head);
        if (theme == UINT32_MAX)
            run->unknown++;
        else
            marks[theme] |= 1;
        codes = cut.tail;
    }
    for (size_t i = 0; i < run->coding.codings.n; i++) {
        if (run->coding.codings.at[i].node == node)
            marks[run->coding.codings.at[i].theme] |= 2;
    }
}

static void list_measure(const Run *run, Slice id, uint32_t node, const uint8_t *marks) {
    bool differs = false;
    for (uint32_t i = 0; i < scheme_n_themes(run->scheme); i++)
        differs |= marks[i] == 1 || marks[i] == 2;
    if (!differs)
        return;
    printf("%.*s", SLICE_ARG(id));
    for (uint32_t i = 0; i < scheme_n_themes(run->scheme); i++) {
        if (marks[i])
            printf(" %s%.*s", &"-\0+\0="[(marks[i] - 1) * 2],
                   SLICE_ARG(scheme_theme(run->scheme, i)->code));
    }
    printf("\t%.*s\n",
           SLICE_ARG(slice_at(run->tree.text, run->tree.nodes.at[node].body)));
}

static void score_gold(Run *run, Slice gold, bool list) {
    size_t n = scheme_n_themes(run->scheme);
    uint8_t *marks = memory_grow(NULL, n, 1);
    Slice line;
    next_line(&gold, &line);
    while (next_line(&gold, &line)) {
        uint32_t node = find_node(run, column(line, 0));
        if (node == UINT32_MAX)
            continue;
        memset(marks, 0, n);
        mark_codes(run, node, column(line, 1), marks);
        for (size_t i = 0; i < n; i++) {
            run->scores[i].right += marks[i] == 3;
            run->scores[i].surplus += marks[i] == 2;
            run->scores[i].missed += marks[i] == 1;
        }
        if (list)
            list_measure(run, column(line, 0), node, marks);
    }
    free(marks);
}

static double print_score(const char *name, Score score) {
    double found = (double)(score.right + score.surplus),
           wanted = (double)(score.right + score.missed);
    double precision = found > 0 ? (double)score.right / found : 1;
    double recall = wanted > 0 ? (double)score.right / wanted : 1;
    double f1 = found + wanted > 0 ? 2 * (double)score.right / (found + wanted) : 1;
    printf("%-18s %6zu %6zu %6zu  %.3f  %.3f  %.3f\n", name, score.right, score.surplus,
           score.missed, precision, recall, f1);
    return f1;
}

static int report(const Run *run) {
    Score core = {0}, all = {0};
    printf("%-18s %6s %6s %6s  %-5s  %-5s  %s\n", "theme", "right", "extra", "missed",
           "prec.", "rec.", "F1");
    for (uint32_t i = 0; i < scheme_n_themes(run->scheme); i++) {
        Arena arena = {0};
        Score score = run->scores[i];
        const ThemeInfo *theme = scheme_theme(run->scheme, i);
        if (score.right + score.surplus + score.missed)
            print_score(arena_cstring(&arena, theme->code), score);
        arena_release(&arena);
        Score *sums[] = {&all, theme->core ? &core : NULL};
        for (size_t k = 0; k < 2 && sums[k]; k++) {
            sums[k]->right += score.right;
            sums[k]->surplus += score.surplus;
            sums[k]->missed += score.missed;
        }
    }
    all.missed += run->unknown;
    bool ok = print_score("micro, core", core) >= core_goal;
    ok &= print_score("micro, all", all) >= all_goal;
    printf("goals: core %.2f, all %.2f: %s\n", core_goal, all_goal,
           ok ? "reached" : "not reached");
    return ok ? 0 : 1;
}

static Scheme *open_scheme(const char *path, Err *err) {
    if (path)
        return scheme_load(slice_of(path), err);
    return scheme_parse((Slice){themes_json, themes_json_size}, S("themes.json"),
                        (Slice){0}, err);
}

int main(int argc, char **argv) {
    bool list = argc > 3 && strcmp(argv[argc - 1], "-v") == 0;
    int n = list ? argc - 1 : argc;
    Buf units = {0}, gold = {0};
    Err err = {0};
    Run run = {0};
    if (n < 3 || !file_read(slice_of(argv[1]), 0, &units, &err) ||
        !file_read(slice_of(argv[2]), 0, &gold, &err)) {
        fprintf(stderr, "%s\n",
                *err.text ? err.text : "themes UNITS.tsv GOLD.tsv [SCHEME.json] [-v]");
        return 2;
    }
    Scheme *scheme = open_scheme(n > 3 ? argv[3] : NULL, &err);
    if (!scheme) {
        fprintf(stderr, "%s\n", err.text);
        return 2;
    }
    run.scheme = scheme;
    run.scores = memory_grow(NULL, scheme_n_themes(scheme), sizeof *run.scores);
    memset(run.scores, 0, scheme_n_themes(scheme) * sizeof *run.scores);
    read_units(&run, buf_slice(&units));
    scheme_code_plan(scheme, &run.tree, &run.coding);
    score_gold(&run, buf_slice(&gold), list);
    int status = report(&run);
    free(run.scores);
    plan_coding_release(&run.coding);
    buf_release(&run.text);
    buf_release(&units);
    buf_release(&gold);
    vec_release(&run.tree.nodes);
    vec_release(&run.ids);
    vec_release(&run.nodes);
    scheme_free(scheme);
    return status;
}
