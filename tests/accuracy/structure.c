/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outline and the metadata against the expected parse of real layouts.
 *
 *   structure GOLD.jsonl LAYOUTS.jsonl CORPUS [-v]
 *
 * A document is right when each of its numbered nodes has its level, kind, number and
 * heading, in order. Documents named by a path are read from CORPUS; of these, reports of
 * pages, gold lists no items and, of the review of the past year, only the chapter. What
 * is wrong is listed; -v also lists metadata that differ. */
#include "base/base.h"

#include "base/file.h"
#include "base/json.h"
#include "plan/parse.h"
#include "read/read.h"

typedef struct {
    Slice id, text;
} Layout;

typedef struct {
    unsigned level;
    Slice kind, number, heading;
} Heading;
typedef VEC(Heading) HeadingList;

typedef struct {
    size_t documents, outlines, chrome, chrome_found, chrome_counted, facts[4],
        facts_right[4];
} Score;

static const char *const fact_keys[][2] = {{"title", "title"},
                                           {"plan_year", "year"},
                                           {"issued", "issued"},
                                           {"doc_number", "doc_number"}};

typedef struct {
    const Json *gold;
    Slice name;
    bool verbose;
    Score *score;
    bool seen;
} Judge;

/* Without line breaks and blanks, as people copy headings. */
static Slice folded(Slice s, Arena *keep) {
    Buf out = {0};
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\n')
            buf_add_byte(&out, s.p[i]);
    Slice copy = arena_copy(keep, slice_trim(buf_slice(&out)));
    buf_release(&out);
    return copy;
}

static void want_nodes(const Json *list, Arena *keep, HeadingList *want) {
    for (const Json *node = json_first(list); node; node = json_next(node)) {
        Heading heading = {(unsigned)json_number(json_get(node, "level")),
                           json_string(json_get(node, "kind")),
                           json_string(json_get(node, "number")),
                           folded(json_string(json_get(node, "heading")), keep)};
        vec_push(want, heading);
    }
}

static bool is_optional(const Json *gold, Slice number) {
    for (const Json *node = json_first(json_get(gold, "optional_nodes")); node;
         node = json_next(node))
        if (slice_equal(json_string(json_get(node, "number")), number))
            return true;
    return false;
}

static void found_nodes(const Judge *judge, const PlanTree *tree, Arena *keep,
                        HeadingList *found) {
    bool report = json_get(judge->gold, "plan_section") != NULL;
    for (uint32_t i = 0; i < tree->nodes.n; i++) {
        const PlanNode *node = &tree->nodes.at[i];
        Slice number = slice_at(tree->text, node->number);
        bool item = node->kind == NODE_MEASURE;
        bool review = node->part == PART_SUMMARY && node->kind != NODE_SECTION;
        if (!number.n || (item && is_optional(judge->gold, number)) ||
            (report && (item || review)))
            continue;
        Slice kind = item ? S("item") : slice_of(node_kind_word(node->kind));
        vec_push(found, (Heading){node->level, kind, number,
                                  folded(plan_node_heading(tree, i, keep), keep)});
    }
}

static bool is_same(const Heading *a, const Heading *b) {
    return a->level == b->level && slice_equal(a->kind, b->kind) &&
           slice_equal(a->number, b->number) && slice_equal(a->heading, b->heading);
}

static bool holds(const HeadingList *list, const Heading *heading) {
    for (size_t i = 0; i < list->n; i++)
        if (is_same(&list->at[i], heading))
            return true;
    return false;
}

static void list_missing(const char *sign, const HeadingList *of, const HeadingList *in) {
    for (size_t i = 0; i < of->n; i++) {
        const Heading *h = &of->at[i];
        if (!holds(in, h))
            printf("    %s level %u %.*s %.*s %.*s\n", sign, h->level, SLICE_ARG(h->kind),
                   SLICE_ARG(h->number), SLICE_ARG(h->heading));
    }
}

static void judge_outline(const Judge *judge, const PlanTree *tree, Arena *keep) {
    HeadingList want = {0}, found = {0};
    want_nodes(json_get(judge->gold, "nodes"), keep, &want);
    want_nodes(json_get(judge->gold, "annex_nodes"), keep, &want);
    found_nodes(judge, tree, keep, &found);
    bool right = want.n == found.n;
    for (size_t i = 0; right && i < want.n; i++)
        right = is_same(&want.at[i], &found.at[i]);
    judge->score->outlines += right;
    if (!right) {
        printf("%.*s: the outline differs\n", SLICE_ARG(judge->name));
        list_missing("-", &want, &found);
        list_missing("+", &found, &want);
    }
    vec_release(&want);
    vec_release(&found);
}

static bool is_kind_with(const PlanTree *tree, NodeKind kind, Slice line, bool whole,
                         Arena *keep) {
    for (uint32_t i = 0; i < tree->nodes.n; i++) {
        if (tree->nodes.at[i].kind != kind)
            continue;
        Slice text = plan_node_text(tree, i, keep);
        if (whole ? slice_equal(text, line) : slice_contains(text, line))
            return true;
    }
    return false;
}

static void judge_chrome(const Judge *judge, const PlanTree *tree, Arena *keep) {
    for (const Json *item = json_first(json_get(judge->gold, "chrome")); item;
         item = json_next(item)) {
        Slice line = slice_trim(json_string(item));
        bool found = is_kind_with(tree, NODE_CHROME, line, true, keep);
        bool counted = line.n > 9 && is_kind_with(tree, NODE_MEASURE, line, false, keep);
        judge->score->chrome++;
        judge->score->chrome_found += found;
        judge->score->chrome_counted += counted;
        if (!found)
            printf("%.*s: not told as chrome: %.*s\n", SLICE_ARG(judge->name),
                   SLICE_ARG(line));
    }
}

static void judge_facts(const Judge *judge, const PlanTree *tree, Arena *keep) {
    for (size_t i = 0; i < sizeof fact_keys / sizeof *fact_keys; i++) {
        const Json *value = json_get(judge->gold, fact_keys[i][0]);
        Slice want = json_is_number(value)
                         ? arena_format(keep, "%d", (int)json_number(value))
                         : json_string(value);
        Slice found = plan_metadatum(tree, fact_keys[i][1]);
        bool right = slice_equal(want, found);
        judge->score->facts[i]++;
        judge->score->facts_right[i] += right;
        if (!right && judge->verbose)
            printf("%.*s: %s is “%.*s”, not “%.*s”\n", SLICE_ARG(judge->name),
                   fact_keys[i][1], SLICE_ARG(want), SLICE_ARG(found));
    }
}

static void judge_document(void *context, Document *document) {
    Judge *judge = context;
    Arena keep = {0};
    PlanTree tree = {0};
    Err err = {0};
    plan_parse(document, &tree);
    if (!plan_tree_check(&tree, &err))
        printf("%.*s: %s\n", SLICE_ARG(judge->name), err.text);
    judge->seen = true;
    judge->score->documents++;
    judge_outline(judge, &tree, &keep);
    judge_chrome(judge, &tree, &keep);
    judge_facts(judge, &tree, &keep);
    plan_tree_release(&tree);
    arena_release(&keep);
}

static void report_fault(void *context, const Err *err) {
    (void)context;
    fprintf(stderr, "%s\n", err->text);
}

/* The text of a layout by its id; absent for documents of the corpus. */
static bool layout_text(Slice layouts, Slice id, Json **line, Slice *text) {
    while (layouts.n) {
        Cut cut = slice_cut(layouts, S("\n"));
        layouts = cut.tail;
        Err err = {0};
        *line = slice_trim(cut.head).n ? json_parse(cut.head, S("layouts"), &err) : NULL;
        if (*line && slice_equal(json_string(json_get(*line, "id")), id)) {
            *text = json_string(json_get(*line, "text"));
            return true;
        }
        json_free(*line);
        *line = NULL;
    }
    return false;
}

static void judge_line(Slice line, Slice layouts, Slice corpus, bool verbose,
                       Score *score) {
    Err err = {0};
    Arena keep = {0};
    Json *gold = json_parse(line, S("gold"), &err), *layout = NULL;
    if (!gold) {
        fprintf(stderr, "%s\n", err.text);
        return;
    }
    Judge judge = {gold, json_string(json_get(gold, "doc")), verbose, score, false};
    ReadOptions options = {0};
    ReadSink sink = {
        .document = judge_document, .fault = report_fault, .context = &judge};
    Slice text;
    if (layout_text(layouts, judge.name, &layout, &text))
        read_bytes(text, arena_format(&keep, "%.*s.txt", SLICE_ARG(judge.name)), &options,
                   &sink);
    else
        read_path(
            arena_format(&keep, "%.*s/%.*s", SLICE_ARG(corpus), SLICE_ARG(judge.name)),
            &options, &sink);
    if (!judge.seen)
        fprintf(stderr, "%.*s was not read\n", SLICE_ARG(judge.name));
    json_free(layout);
    json_free(gold);
    arena_release(&keep);
}

static void print_share(const char *what, size_t part, size_t whole) {
    printf("%-28s %4zu of %4zu  %.3f\n", what, part, whole,
           whole ? (double)part / (double)whole : 0);
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: structure GOLD.jsonl LAYOUTS.jsonl CORPUS [-v]\n");
        return 2;
    }
    Buf gold = {0}, layouts = {0};
    Err err = {0};
    if (!file_read(slice_of(argv[1]), 0, &gold, &err) ||
        !file_read(slice_of(argv[2]), 0, &layouts, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 3;
    }
    Score score = {0};
    bool verbose = argc > 4 && strcmp(argv[4], "-v") == 0;
    for (Slice rest = buf_slice(&gold); rest.n;) {
        Cut cut = slice_cut(rest, S("\n"));
        if (slice_trim(cut.head).n)
            judge_line(cut.head, buf_slice(&layouts), slice_of(argv[3]), verbose, &score);
        rest = cut.tail;
    }
    print_share("outlines right", score.outlines, score.documents);
    print_share("chrome lines told", score.chrome_found, score.chrome);
    print_share("chrome lines as measures", score.chrome_counted, score.chrome);
    for (size_t i = 0; i < sizeof fact_keys / sizeof *fact_keys; i++)
        print_share(fact_keys[i][1], score.facts_right[i], score.facts[i]);
    buf_release(&gold);
    buf_release(&layouts);
    return 0;
}
