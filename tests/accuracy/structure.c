/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many real layouts are parsed right: title, year, day of issue, document number and
 * every numbered heading.
 *
 *   structure CORPUS GOLD.jsonl [-v]     -v lists what is otherwise
 *
 * A document's headings are right when its numbered nodes are those of the gold in order,
 * with kind, level, number and heading (white space aside); nodes the gold calls optional
 * may be there or not. Exit 1 when a figure is below what the README states. */
#include "base/base.h"

#include "base/file.h"
#include "base/json.h"
#include "plan/metadata.h"
#include "plan/parse.h"
#include "read/read.h"

#define FLOOR 0.95

enum { FACT_TITLE, FACT_YEAR, FACT_ISSUED, FACT_NUMBER, FACT_HEADINGS, FACTS };
static const char *const fact_names[FACTS] = {"title", "plan year", "issued",
                                              "document number", "numbered headings"};

typedef struct {
    const Json *gold;
    Slice name;
    bool list;
    bool right[FACTS];
} Case;

typedef struct {
    Slice kind, number, heading;
    int64_t level;
} Heading;
typedef VEC(Heading) HeadingList;

static Slice without_space(Slice text, Arena *keep) {
    Buf out = {0};
    while (text.n) {
        Slice trimmed = slice_trim_start(text);
        text = trimmed;
        size_t n = 0;
        while (n < text.n && slice_trim_start(slice_sub(text, n, text.n)).n == text.n - n)
            n++;
        buf_add(&out, slice_sub(text, 0, n));
        text = slice_sub(text, n, text.n);
    }
    Slice squeezed = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return squeezed;
}

static Slice gold_text(const Json *value, Arena *keep) {
    if (json_is_number(value))
        return arena_format(keep, "%.0f", json_number(value));
    return without_space(json_string(value), keep);
}

static void judge_fact(Case *judged, int fact, Slice want, Slice have) {
    judged->right[fact] = slice_equal(want, have);
    if (judged->list && !judged->right[fact])
        printf("%.*s\t%s\twant %.*s\thave %.*s\n", SLICE_ARG(judged->name),
               fact_names[fact], SLICE_ARG(want), SLICE_ARG(have));
}

static void gold_headings(const Json *list, Arena *keep, HeadingList *headings) {
    for (const Json *item = json_first(list); item; item = json_next(item))
        vec_push(headings, (Heading){json_string(json_get(item, "kind")),
                                     gold_text(json_get(item, "number"), keep),
                                     gold_text(json_get(item, "heading"), keep),
                                     (int64_t)json_number(json_get(item, "level"))});
}

static void our_headings(const PlanTree *tree, Arena *keep, HeadingList *headings) {
    for (uint32_t i = 1; i < tree->nodes.n; i++) {
        const PlanNode *node = &tree->nodes.at[i];
        Slice number = without_space(slice_at(tree->text, node->number), keep);
        if (number.n == 0 || node->kind == NODE_CHROME || node->kind == NODE_PREAMBLE)
            continue;
        Slice kind =
            node->kind == NODE_MEASURE ? S("item") : slice_of(node_kind_word(node->kind));
        Slice heading = without_space(plan_node_heading(tree, i, keep), keep);
        vec_push(headings, (Heading){kind, number, heading, node->level});
    }
}

static bool same_heading(const Heading *a, const Heading *b) {
    return slice_equal(a->kind, b->kind) && slice_equal(a->number, b->number) &&
           slice_equal(a->heading, b->heading) && a->level == b->level;
}

/* The gold of long reports lists their headings only: there, items are neither asked for
 * nor counted against us. */
static bool lists_items(const HeadingList *want) {
    for (size_t i = 0; i < want->n; i++) {
        if (slice_equal(want->at[i].kind, S("item")))
            return true;
    }
    return want->n == 0;
}

static bool is_optional(const HeadingList *optional, const Heading *heading) {
    for (size_t i = 0; i < optional->n; i++) {
        if (slice_equal(optional->at[i].number, heading->number))
            return true;
    }
    return false;
}

static void print_heading(const Case *judged, const char *what, const Heading *heading) {
    printf("%.*s\theadings\t%s %.*s %lld %.*s | %.*s\n", SLICE_ARG(judged->name), what,
           SLICE_ARG(heading->kind), (long long)heading->level,
           SLICE_ARG(heading->number), SLICE_ARG(heading->heading));
}

static void judge_headings(Case *judged, const PlanTree *tree, Arena *keep) {
    HeadingList want = {0}, have = {0}, optional = {0};
    gold_headings(json_get(judged->gold, "nodes"), keep, &want);
    gold_headings(json_get(judged->gold, "optional_nodes"), keep, &optional);
    gold_headings(json_get(judged->gold, "annex_nodes"), keep, &optional);
    our_headings(tree, keep, &have);
    size_t i = 0, k = 0;
    bool right = true, items = lists_items(&want);
    while (i < want.n || k < have.n) {
        if (i < want.n && k < have.n && same_heading(&want.at[i], &have.at[k])) {
            i++;
            k++;
            continue;
        }
        bool over = i >= want.n ||
                    (k < have.n && !slice_equal(want.at[i].number, have.at[k].number));
        bool unlisted = k < have.n && !items && slice_equal(have.at[k].kind, S("item"));
        if (k < have.n && (unlisted || (over && is_optional(&optional, &have.at[k])))) {
            k++;
            continue;
        }
        right = false;
        if (judged->list && i < want.n)
            print_heading(judged, "want", &want.at[i]);
        if (judged->list && k < have.n)
            print_heading(judged, "have", &have.at[k]);
        i += i < want.n;
        k += k < have.n;
    }
    judged->right[FACT_HEADINGS] = right;
    vec_release(&want);
    vec_release(&have);
    vec_release(&optional);
}

static void judge(void *context, Document *document) {
    Case *judged = context;
    PlanTree tree = {0};
    Arena keep = {0};
    plan_parse(document, &tree);
    static const struct {
        const char *gold, *ours;
    } keys[] = {{"title", "title"},
                {"plan_year", "year"},
                {"issued", "issued"},
                {"doc_number", "doc_number"}};
    for (int i = 0; i < FACT_HEADINGS; i++)
        judge_fact(judged, i, gold_text(json_get(judged->gold, keys[i].gold), &keep),
                   without_space(plan_metadatum(&tree, keys[i].ours), &keep));
    judge_headings(judged, &tree, &keep);
    plan_tree_release(&tree);
    arena_release(&keep);
}

static void fault(void *context, const Err *err) {
    (void)context;
    fprintf(stderr, "%s\n", err->text);
}

/* The text of a layout by its id, out of the JSON lines; empty when it is not there. */
static Slice layout_text(Slice layouts, Slice id, Json **root) {
    for (Cut cut = {.tail = layouts, .found = true}; cut.found;) {
        cut = slice_cut(cut.tail, S("\n"));
        Json *line =
            slice_trim(cut.head).n ? json_parse(cut.head, S("layouts"), NULL) : NULL;
        if (line && slice_equal(json_string(json_get(line, "id")), id)) {
            *root = line;
            return json_string(json_get(line, "text"));
        }
        json_free(line);
    }
    return (Slice){0};
}

static bool run_case(Case *judged, Slice corpus, Slice layouts, Arena *keep) {
    ReadSink sink = {.document = judge, .fault = fault, .context = judged};
    Json *root = NULL;
    Slice text = layout_text(layouts, judged->name, &root);
    bool ok = false;
    if (root)
        ok = read_bytes(text, arena_format(keep, "%.*s.txt", SLICE_ARG(judged->name)),
                        &(ReadOptions){0}, &sink);
    else
        ok = read_path(path_join(keep, corpus, judged->name), NULL, &sink);
    json_free(root);
    return ok;
}

static int report(const size_t *right, size_t n) {
    int status = 0;
    for (int i = 0; i < FACTS; i++) {
        printf("structure: %-18s right in %zu of %zu documents\n", fact_names[i],
               right[i], n);
        if ((double)right[i] < FLOOR * (double)n)
            status = 1;
    }
    return status;
}

static int score(Slice corpus, Slice layouts, Slice gold, bool list) {
    size_t right[FACTS] = {0}, n = 0;
    for (Cut cut = {.tail = gold, .found = true}; cut.found;) {
        cut = slice_cut(cut.tail, S("\n"));
        if (slice_trim(cut.head).n == 0)
            continue;
        Arena keep = {0};
        Err err = {0};
        Json *root = json_parse(cut.head, S("gold"), &err);
        if (!root) {
            fprintf(stderr, "%s\n", err.text);
            return 2;
        }
        Case judged = {
            .gold = root, .name = json_string(json_get(root, "doc")), .list = list};
        run_case(&judged, corpus, layouts, &keep);
        for (int i = 0; i < FACTS; i++)
            right[i] += judged.right[i];
        n++;
        json_free(root);
        arena_release(&keep);
    }
    return report(right, n);
}

int main(int argc, char **argv) {
    Buf layouts = {0}, gold = {0};
    Err err = {0};
    Arena keep = {0};
    if (argc < 3 ||
        !file_read(path_join(&keep, slice_of(argv[1]), S("layouts-dev.jsonl")), 0,
                   &layouts, &err) ||
        !file_read(slice_of(argv[2]), 0, &gold, &err)) {
        fprintf(stderr, "%s\n",
                *err.text ? err.text : "structure CORPUS GOLD.jsonl [-v]");
        return 2;
    }
    int status =
        score(slice_of(argv[1]), buf_slice(&layouts), buf_slice(&gold), argc > 3);
    buf_release(&layouts);
    buf_release(&gold);
    arena_release(&keep);
    return status;
}
