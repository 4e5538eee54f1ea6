/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every real document, read, parsed and coded, comes back from the database as it went
 * in. */
#include "base/base.h"

#include "check.h"
#include "plan/parse.h"
#include "read/read.h"
#include "store_check.h"
#include "theme/coder.h"

extern const char themes_json[];
extern const size_t themes_json_size;

typedef struct {
    Store *store;
    Scheme *scheme;
    size_t documents, measures;
} Corpus;

static void use_scheme(Corpus *corpus) {
    Err err;
    Arena arena = {0};
    Slice text = {themes_json, themes_json_size};
    corpus->scheme = scheme_parse(text, S("themes.json"), (Slice){0}, &err);
    check_ok(corpus->scheme != NULL, &err);
    SchemeSource source = {
        .hash = scheme_hash(corpus->scheme),
        .name = scheme_name(corpus->scheme),
        .text = text,
        .n_themes = scheme_n_themes(corpus->scheme),
    };
    ThemeInfo *themes = ARENA_ARRAY(&arena, ThemeInfo, source.n_themes);
    for (uint32_t i = 0; i < source.n_themes; i++)
        themes[i] = *scheme_theme(corpus->scheme, i);
    source.themes = themes;
    check_ok(store_use_scheme(corpus->store, &source, &err), &err);
    ThemeList list;
    check_ok(store_themes(corpus->store, &arena, &list, &err), &err);
    assert_int_equal(list.n, source.n_themes);
    for (size_t i = 0; i < list.n; i++) {
        assert_true(slice_equal(list.at[i].code, themes[i].code));
        assert_true(slice_equal(list.at[i].zh, themes[i].zh));
        assert_int_equal(list.at[i].parent, themes[i].parent);
    }
    arena_release(&arena);
}

static void check_measures(Store *store, int64_t plan, const PlanTree *tree,
                           Corpus *corpus) {
    Arena keep = {0};
    Err err;
    MeasureList list;
    MeasureFilter filter = {.plans = &plan, .n_plans = 1, .parts = ~0u};
    check_ok(store_measures(store, &filter, &keep, &list, &err), &err);
    size_t n = 0;
    for (uint32_t i = 0; i < tree->nodes.n; i++) {
        if (tree->nodes.at[i].kind != NODE_MEASURE)
            continue;
        assert_true(n < list.n);
        assert_int_equal(measure_node(list.at[n].id), i);
        assert_true(slice_equal(list.at[n].text, plan_node_text(tree, i, &keep)));
        uint32_t task = plan_ancestor(tree, i, NODE_TASK);
        Slice heading =
            task == UINT32_MAX ? (Slice){0} : plan_node_heading(tree, task, &keep);
        assert_true(slice_equal(list.at[n].task.text, heading));
        n++;
    }
    assert_int_equal(n, list.n);
    corpus->measures += n;
    arena_release(&keep);
}

static void put_document(void *context, Document *document) {
    Corpus *corpus = context;
    Arena keep = {0};
    Err err;
    PlanTree tree = {0}, loaded;
    PlanCoding coding = {0}, loaded_coding;
    plan_parse(document, &tree);
    scheme_code_plan(corpus->scheme, &tree, &coding);
    PlanInput input = {
        .source = {.source = document->source,
                   .name = document->name,
                   .format = document->format,
                   .encoding = document->encoding,
                   .confidence = document->confidence,
                   .sha256 = document->sha256,
                   .text = document->text},
        .parse_key = S(PLAN_PARSER_VERSION),
        .tree = &tree,
        .coding = &coding,
    };
    PlanPut put;
    check_ok(store_put_plan(corpus->store, &input, &put, &keep, &err), &err);
    assert_int_equal(put.result, PUT_ADDED);
    check_ok(store_load_tree(corpus->store, put.plan, &keep, &loaded, &err), &err);
    check_ok(store_load_coding(corpus->store, put.plan, NULL, &loaded_coding, &err),
             &err);
    check_trees_equal(&loaded, &tree);
    check_codings_equal(&loaded_coding, &coding);
    check_measures(corpus->store, put.plan, &tree, corpus);
    corpus->documents++;
    plan_tree_release(&tree);
    plan_tree_release(&loaded);
    plan_coding_release(&coding);
    plan_coding_release(&loaded_coding);
    arena_release(&keep);
}

static void report_fault(void *context, const Err *err) {
    (void)context;
    fail_msg("%s", err->text);
}

static void test_corpus(void **state) {
    (void)state;
    static const char *const folders[] = {"seeds", "provinces-2026", "arts-education"};
    corpus_path("seeds"); /* skips where there is none, before anything is made */
    Corpus corpus = {.store = check_store()};
    use_scheme(&corpus);
    store_batch(corpus.store);
    ReadOptions options = {0};
    ReadSink sink = {.document = put_document, .fault = report_fault, .context = &corpus};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        read_path(slice_of(corpus_path(folders[i])), &options, &sink);
    Err err;
    check_ok(store_batch_end(corpus.store, &err), &err);
    assert_true(corpus.documents >= 82);
    assert_true(corpus.measures > 5000);
    check_ok(store_check(corpus.store, &err), &err);
    scheme_free(corpus.scheme);
    check_store_end(corpus.store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_corpus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
