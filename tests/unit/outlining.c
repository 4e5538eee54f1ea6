/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "check.h"
#include "outlining.h"
#include "plan/parse.h"

Document outlining_document(Slice text) {
    Document document = {.text = text};
    for (size_t at = 0; at < text.n;) {
        size_t end = slice_find(text, S("\n"), at);
        end = end == SIZE_MAX ? text.n : end;
        if (slice_trim(slice_sub(text, at, end)).n) {
            Block block = {
                .kind = BLOCK_LINE, .span = {at, end}, .rows = 1, .columns = 1};
            vec_push(&document.blocks, block);
        }
        at = end + 1;
    }
    return document;
}

static unsigned depth_of(const PlanTree *tree, uint32_t i) {
    unsigned depth = 0;
    for (; i; i = tree->nodes.at[i].parent)
        depth++;
    return depth;
}

static void add_words(Buf *out, const char *before, Slice words) {
    if (words.n)
        buf_format(out, "%s%.*s", before, SLICE_ARG(words));
}

static void add_node(Buf *out, const PlanTree *tree, uint32_t i, Arena *keep) {
    const PlanNode *node = &tree->nodes.at[i];
    static const char *const leaves[] = {
        [NODE_PREAMBLE] = "<", [NODE_MEASURE] = "-", [NODE_CHROME] = "#"};
    for (unsigned k = 1; k < depth_of(tree, i); k++)
        buf_add(out, S("  "));
    if (node->part != PART_PLAN)
        buf_format(out, "(%s) ", plan_part_word(node->part));
    bool leaf = node->kind == NODE_PREAMBLE || node->kind == NODE_MEASURE ||
                node->kind == NODE_CHROME;
    buf_add(out, slice_of(leaf ? leaves[node->kind] : node_kind_word(node->kind)));
    if (!leaf)
        add_words(out, " ", slice_at(tree->text, node->number));
    add_words(out, " ",
              leaf ? plan_node_text(tree, i, keep) : plan_node_heading(tree, i, keep));
    buf_add(out, S("\n"));
}

static void add_duties(Buf *out, const PlanTree *tree, uint32_t node) {
    bool any = false;
    for (size_t i = 0; i < tree->duties.n; i++) {
        const Duty *duty = &tree->duties.at[i];
        if (duty->node != node)
            continue;
        for (unsigned k = 0; !any && k < depth_of(tree, node); k++)
            buf_add(out, S("  "));
        buf_format(out, "%s%c:%.*s", any ? " " : "= ", "RLS"[duty->role],
                   SLICE_ARG(duty->unit));
        any = true;
    }
    if (any)
        buf_add(out, S("\n"));
}

Slice outlining_of_document(const Document *document, Arena *keep) {
    PlanTree tree = {0};
    Err err = {0};
    plan_parse(document, &tree);
    check_ok(plan_tree_check(&tree, &err), &err);
    Buf out = {0};
    Slice title = plan_node_heading(&tree, 0, keep);
    if (title.n)
        buf_format(&out, "[%.*s]\n", SLICE_ARG(title));
    for (uint32_t i = 0; i < tree.nodes.n; i++) {
        if (i)
            add_node(&out, &tree, i, keep);
        add_duties(&out, &tree, i);
    }
    for (size_t i = 0; i < tree.diags.n; i++)
        buf_format(&out, "! %s %.*s\n", tree.diags.at[i].code,
                   SLICE_ARG(tree.diags.at[i].detail));
    Slice text = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    plan_tree_release(&tree);
    return text;
}

Slice outlining_of(const char *text, Arena *keep) {
    Document document = outlining_document(slice_of(text));
    Slice outline = outlining_of_document(&document, keep);
    vec_release(&document.blocks);
    return outline;
}

void check_outline_at(const char *text, const char *expected, const char *file,
                      int line) {
    Arena keep = {0};
    Slice outline = outlining_of(text, &keep);
    if (!slice_equal(outline, slice_of(expected))) {
        print_error("of\n%s\nexpected\n%s\nfound\n%.*s\n", text, expected,
                    SLICE_ARG(outline));
        _fail(file, line);
    }
    arena_release(&keep);
}

void check_outlines_at(const OutlineCase *cases, size_t n, const char *file, int line) {
    for (size_t i = 0; i < n; i++)
        check_outline_at(cases[i].text, cases[i].outline, file, line);
}
