/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Precision, recall and F1 of the default scheme against hand codes.
 *
 *   themes SEEDS UNITS.tsv GOLD.tsv [-v]     -v lists every measure that was coded
 * otherwise
 *   themes --sentences SET SENTENCES.tsv [-v]
 *
 * The plans are read and parsed from SEEDS, so that headings and context are the real
 * ones; a row of UNITS is found by its text. A row of SENTENCES (set, title, section,
 * task, text, codes) is a plan of one measure. Exit 1 when a figure is below what the
 * README states. */
#include "base/base.h"

#include "base/file.h"
#include "plan/parse.h"
#include "read/read.h"
#include "theme/coder.h"

typedef struct {
    const char *of;
    double core, all;
} Floor;
static const Floor seeds_floor = {"measures of the two seed plans", 0.95, 0.88};
static const Floor sentences_floors[] = {
    {"typical", 0.84, 0.84},
    {"paraphrased", 0.78, 0.77},
    {"short", 0.86, 0.85},
    {"official", 0.90, 0.87},
};

extern const char themes_json[];
extern const size_t themes_json_size;

typedef struct {
    Slice text; /* of the measure, as read by people */
    SliceList codes;
} Coded;

typedef struct {
    size_t met, missed, surplus;
} Score;

typedef struct {
    Scheme *scheme;
    VEC(Coded) coded;
    Arena keep;
} Reading;

static Slice column(Slice line, size_t n) {
    Cut cut = slice_cut(line, S("\t"));
    for (; n; n--)
        cut = slice_cut(cut.tail, S("\t"));
    return cut.head;
}

static bool next_line(Slice *rest, Slice *line) {
    if (rest->n == 0)
        return false;
    Cut cut = slice_cut(*rest, S("\n"));
    *line = cut.head;
    *rest = cut.tail;
    return true;
}

static void take_document(void *context, Document *document) {
    Reading *reading = context;
    PlanTree tree = {0};
    PlanCoding coding = {0};
    plan_parse(document, &tree);
    scheme_code_plan(reading->scheme, &tree, &coding);
    size_t at = 0;
    for (uint32_t i = 0; i < tree.nodes.n; i++) {
        if (tree.nodes.at[i].kind != NODE_MEASURE)
            continue;
        Coded coded = {.text = plan_node_text(&tree, i, &reading->keep)};
        for (; at < coding.codings.n && coding.codings.at[at].node <= i; at++) {
            if (coding.codings.at[at].node == i)
                vec_push(
                    &coded.codes,
                    scheme_theme(reading->scheme, coding.codings.at[at].theme)->code);
        }
        vec_push(&reading->coded, coded);
    }
    plan_coding_release(&coding);
    plan_tree_release(&tree);
}

static void fault(void *context, const Err *err) {
    (void)context;
    fprintf(stderr, "%s\n", err->text);
}

static const Coded *find_coded(const Reading *reading, Slice text) {
    for (size_t i = 0; i < reading->coded.n; i++) {
        if (slice_equal(reading->coded.at[i].text, text))
            return &reading->coded.at[i];
    }
    return NULL;
}

static Slice unit_text(Slice units, Slice id) {
    Slice line;
    while (next_line(&units, &line)) {
        if (slice_equal(column(line, 0), id))
            return column(line, 4);
    }
    return (Slice){0};
}

static bool holds(const SliceList *list, Slice code) {
    for (size_t i = 0; i < list->n; i++) {
        if (slice_equal(list->at[i], code))
            return true;
    }
    return false;
}

static bool is_core(const Scheme *scheme, uint32_t theme) {
    const ThemeInfo *info = scheme_theme(scheme, theme);
    uint32_t top = info->parent == UINT32_MAX ? theme : info->parent;
    return scheme_theme(scheme, top)->core;
}

static void compare(const Reading *reading, Slice codes, const Coded *coded,
                    Score *scores) {
    SliceList wanted = {0};
    for (Cut cut = {.tail = codes, .found = true}; cut.found;) {
        cut = slice_cut(cut.tail, S(","));
        if (!slice_equal(cut.head, S("-")))
            vec_push(&wanted, slice_trim(cut.head));
    }
    for (uint32_t theme = 0; theme < scheme_n_themes(reading->scheme); theme++) {
        Slice code = scheme_theme(reading->scheme, theme)->code;
        bool want = holds(&wanted, code), have = coded && holds(&coded->codes, code);
        scores[theme].met += want && have;
        scores[theme].missed += want && !have;
        scores[theme].surplus += !want && have;
    }
    for (size_t i = 0; i < wanted.n; i++) {
        if (scheme_find(reading->scheme, wanted.at[i]) == UINT32_MAX)
            fprintf(stderr, "the scheme has no theme %.*s\n", SLICE_ARG(wanted.at[i]));
    }
    vec_release(&wanted);
}

static bool differs(Slice codes, const Coded *coded) {
    size_t n = 0, same = 0;
    for (Cut cut = {.tail = codes, .found = true}; cut.found;) {
        cut = slice_cut(cut.tail, S(","));
        if (slice_equal(cut.head, S("-")))
            continue;
        n++;
        same += coded && holds(&coded->codes, slice_trim(cut.head));
    }
    return !coded || n != same || n != coded->codes.n;
}

static void print_difference(Slice id, Slice codes, const Coded *coded, Slice text) {
    printf("%.*s\twant %.*s\thave", SLICE_ARG(id), SLICE_ARG(codes));
    for (size_t i = 0; coded && i < coded->codes.n; i++)
        printf(" %.*s", SLICE_ARG(coded->codes.at[i]));
    printf("\t%.*s\n", SLICE_ARG(text));
}

static double f1(Score score) {
    size_t all = 2 * score.met + score.missed + score.surplus;
    return all ? 2.0 * (double)score.met / (double)all : 1;
}

static void print_score(const char *name, Slice code, Score score) {
    size_t found = score.met + score.surplus, wanted = score.met + score.missed;
    printf("%s%-20.*s F1 %.3f  precision %.3f (%zu of %zu)  recall %.3f (%zu of %zu)\n",
           name, SLICE_ARG(code), f1(score),
           found ? (double)score.met / (double)found : 1, score.met, found,
           wanted ? (double)score.met / (double)wanted : 1, score.met, wanted);
}

static int report(const Reading *reading, const Score *scores, size_t measures,
                  const Floor *floor) {
    Score core = {0}, all = {0};
    for (uint32_t theme = 0; theme < scheme_n_themes(reading->scheme); theme++) {
        Score *sums[] = {&all, &core};
        for (size_t k = 0; k < (is_core(reading->scheme, theme) ? 2u : 1u); k++) {
            sums[k]->met += scores[theme].met;
            sums[k]->missed += scores[theme].missed;
            sums[k]->surplus += scores[theme].surplus;
        }
        if (floor == &seeds_floor)
            print_score("themes: ", scheme_theme(reading->scheme, theme)->code,
                        scores[theme]);
    }
    printf("themes: %zu %s\n", measures, floor->of);
    print_score("themes: ", S("core, micro"), core);
    print_score("themes: ", S("all, micro"), all);
    return f1(core) >= floor->core && f1(all) >= floor->all ? 0 : 1;
}

static int score(Reading *reading, Slice units, Slice gold, bool list) {
    Score *scores = ARENA_ARRAY(&reading->keep, Score, scheme_n_themes(reading->scheme));
    size_t measures = 0;
    Slice line;
    next_line(&gold, &line);
    while (next_line(&gold, &line)) {
        Slice id = column(line, 0), codes = column(line, 1), text = unit_text(units, id);
        const Coded *coded = find_coded(reading, text);
        compare(reading, codes, coded, scores);
        measures++;
        if (list && differs(codes, coded))
            print_difference(id, codes, coded, text);
    }
    return report(reading, scores, measures, &seeds_floor);
}

/* ---- Sentences in the manner of other bureaus ---- */

static void forget_coded(Reading *reading) {
    for (size_t i = 0; i < reading->coded.n; i++)
        vec_release(&reading->coded.at[i].codes);
    reading->coded.n = 0;
}

/* Reads the row as a plan; its only measure's codes are in reading->coded. */
static bool read_row(Reading *reading, const ReadSink *sink, Slice row) {
    Buf text = {0};
    buf_format(&text, "%.*s\n\n一、%.*s\n（一）%.*s\n①%.*s\n", SLICE_ARG(column(row, 1)),
               SLICE_ARG(column(row, 2)), SLICE_ARG(column(row, 3)),
               SLICE_ARG(column(row, 4)));
    forget_coded(reading);
    bool ok = read_bytes(buf_slice(&text), S("row.txt"), &(ReadOptions){0}, sink) &&
              reading->coded.n == 1;
    buf_release(&text);
    if (!ok)
        fprintf(stderr, "not one measure: %.*s\n", SLICE_ARG(row));
    return ok;
}

static int score_sentences(Reading *reading, const ReadSink *sink, Slice rows,
                           const Floor *floor, bool list) {
    Score *scores = ARENA_ARRAY(&reading->keep, Score, scheme_n_themes(reading->scheme));
    size_t n = 0;
    Slice row;
    next_line(&rows, &row);
    while (next_line(&rows, &row)) {
        if (!slice_equal(column(row, 0), slice_of(floor->of)))
            continue;
        if (!read_row(reading, sink, row))
            return 2;
        Slice codes = column(row, 5);
        const Coded *coded = reading->coded.at;
        compare(reading, codes, coded, scores);
        n++;
        if (list && differs(codes, coded))
            print_difference(column(row, 3), codes, coded, column(row, 4));
    }
    return report(reading, scores, n, floor);
}

static const Floor *floor_of(const char *set) {
    for (size_t i = 0; i < sizeof sentences_floors / sizeof *sentences_floors; i++) {
        if (strcmp(sentences_floors[i].of, set) == 0)
            return &sentences_floors[i];
    }
    return NULL;
}

/* ---- The two ways ---- */

static int run_sentences(Reading *reading, int argc, char **argv, Err *err) {
    ReadSink sink = {.document = take_document, .fault = fault, .context = reading};
    const Floor *floor = floor_of(argv[2]);
    Buf rows = {0};
    int status = 2;
    if (!floor)
        err_set(err, "no set %s", argv[2]);
    else if (file_read(slice_of(argv[3]), 0, &rows, err))
        status = score_sentences(reading, &sink, buf_slice(&rows), floor, argc > 4);
    buf_release(&rows);
    return status;
}

static int run_seeds(Reading *reading, int argc, char **argv, Err *err) {
    ReadSink sink = {.document = take_document, .fault = fault, .context = reading};
    Buf units = {0}, gold = {0};
    int status = 2;
    if (file_read(slice_of(argv[2]), 0, &units, err) &&
        file_read(slice_of(argv[3]), 0, &gold, err) &&
        read_path(slice_of(argv[1]), NULL, &sink))
        status = score(reading, buf_slice(&units), buf_slice(&gold), argc > 4);
    buf_release(&units);
    buf_release(&gold);
    return status;
}

int main(int argc, char **argv) {
    Err err = {0};
    Reading reading = {0};
    if (argc < 4) {
        fputs("themes SEEDS UNITS.tsv GOLD.tsv [-v]\n"
              "themes --sentences SET SENTENCES.tsv [-v]\n",
              stderr);
        return 2;
    }
    reading.scheme = scheme_parse((Slice){themes_json, themes_json_size},
                                  S("themes.json"), (Slice){0}, &err);
    bool sentences = strcmp(argv[1], "--sentences") == 0;
    int status = !reading.scheme ? 2
                 : sentences     ? run_sentences(&reading, argc, argv, &err)
                                 : run_seeds(&reading, argc, argv, &err);
    if (*err.text)
        fprintf(stderr, "%s\n", err.text);
    forget_coded(&reading);
    vec_release(&reading.coded);
    scheme_free(reading.scheme);
    arena_release(&reading.keep);
    return status;
}
