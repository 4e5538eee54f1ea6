/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every real document beside the checkout: the tree keeps all promises, the seeds have
 * their known outline, and each report its chapters. */
#include "base/base.h"

#include "check.h"
#include "plan/parse.h"
#include "read/read.h"

typedef struct {
    size_t documents, kinds[NODE_KINDS_COUNT], measures[PLAN_PARTS_COUNT], with_duty;
    size_t least_sections;
} Corpus;

static void count_document(void *context, Document *document) {
    Corpus *corpus = context;
    PlanTree tree = {0};
    Err err = {0};
    plan_parse(document, &tree);
    if (!plan_tree_check(&tree, &err))
        fail_msg("%.*s: %s", SLICE_ARG(document->source), err.text);
    size_t sections = 0;
    for (size_t i = 0; i < tree.nodes.n; i++) {
        const PlanNode *node = &tree.nodes.at[i];
        corpus->kinds[node->kind]++;
        sections += node->kind == NODE_SECTION;
        if (node->kind == NODE_MEASURE)
            corpus->measures[node->part]++;
    }
    for (size_t i = 0; i < tree.nodes.n; i++) {
        bool charged = false;
        for (size_t k = 0; k < tree.duties.n; k++)
            charged = charged || tree.duties.at[k].node == i;
        corpus->with_duty += charged && tree.nodes.at[i].kind == NODE_TASK;
    }
    if (sections < corpus->least_sections)
        corpus->least_sections = sections;
    corpus->documents++;
    plan_tree_release(&tree);
}

static void report_fault(void *context, const Err *err) {
    (void)context;
    fail_msg("%s", err->text);
}

static Corpus read_corpus(const char *inside) {
    Corpus corpus = {.least_sections = SIZE_MAX};
    ReadOptions options = {0};
    ReadSink sink = {
        .document = count_document, .fault = report_fault, .context = &corpus};
    read_path(slice_of(corpus_path(inside)), &options, &sink);
    return corpus;
}

static void seeds_have_their_outline(void **state) {
    (void)state;
    Corpus coast = read_corpus("seeds/coast-2023.txt");
    assert_int_equal(coast.kinds[NODE_SECTION], 5);
    assert_int_equal(coast.kinds[NODE_SUBSECTION], 9);
    assert_int_equal(coast.kinds[NODE_TASK], 54);
    assert_int_equal(coast.measures[PART_PLAN], 184);
    assert_int_equal(coast.with_duty, 54);
    Corpus bazhou = read_corpus("seeds/bazhou-2023.txt");
    assert_int_equal(bazhou.kinds[NODE_SECTION], 9);
    assert_int_equal(bazhou.kinds[NODE_TASK], 36);
    assert_int_equal(bazhou.measures[PART_PLAN], 181);
}

static void reports_have_chapters_and_a_review(void **state) {
    (void)state;
    Corpus corpus = read_corpus("provinces-2026");
    assert_int_equal(corpus.documents, 16);
    assert_true(corpus.least_sections >= 3);
    assert_true(corpus.measures[PART_SUMMARY] > 1500);
    assert_true(corpus.measures[PART_PLAN] > 3000);
    assert_true(corpus.kinds[NODE_TASK] > 300);
}

static void policies_are_read(void **state) {
    (void)state;
    Corpus corpus = read_corpus("arts-education");
    assert_int_equal(corpus.documents, 64);
    assert_true(corpus.kinds[NODE_SECTION] > 64 * 3);
    assert_true(corpus.kinds[NODE_TASK] > 64 * 9);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(seeds_have_their_outline),
        cmocka_unit_test(reports_have_chapters_and_a_review),
        cmocka_unit_test(policies_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
