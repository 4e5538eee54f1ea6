/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of the document counts: the review of the past year before a plan does not,
 * nor does a document that is nothing but a review. */
#include "base/base.h"

#include "plan/build_p.h"
#include "plan/diagnostics.h"
#include "plan/scan_p.h"

enum { CUE_BYTES = 20000 };

static bool is_chapter(const PlanTree *tree, size_t i) {
    const PlanNode *node = &tree->nodes.at[i];
    return node->parent == 0 && node->part == PART_PLAN && node->kind >= NODE_SECTION &&
           node->kind <= NODE_TASK;
}

static void mark(PlanNode *node) {
    bool text = node->kind != NODE_CHROME && node->kind != NODE_PREAMBLE;
    if (text && node->part == PART_PLAN)
        node->part = PART_SUMMARY;
}

/* Words that leave no doubt, so that they are believed where no chapter follows, the text
 * being cut. */
static bool is_review(Slice heading) {
    static const Word words[] = {W("总结"), W("總結"), W("回顾"), W("回顧"),
                                 W("成绩"), W("成效"), W("亮点")};
    return HAS_ANY(heading, words);
}

/* The first chapters look back; what comes after the first that does not is plan. True
 * when there is any. */
static bool mark_chapters(PlanTree *tree) {
    size_t chapters = 0, seen = 0;
    for (size_t i = 1; i < tree->nodes.n; i++)
        chapters += is_chapter(tree, i);
    bool back = true, inside = false, any = false;
    for (size_t i = 1; i < tree->nodes.n; i++) {
        if (is_chapter(tree, i)) {
            Slice heading = slice_at(tree->text, tree->nodes.at[i].heading);
            seen++;
            bool believed = seen < chapters || (seen == 1 && is_review(heading));
            inside = back = back && believed && wording_is_summary(heading);
            any = any || inside;
        }
        if (inside)
            mark(&tree->nodes.at[i]);
    }
    return any;
}

static size_t count_words(Slice text, const Word *words, size_t n) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        Slice word = word_slice(words[i]);
        for (size_t at = slice_find(text, word, 0); at != SIZE_MAX;
             at = slice_find(text, word, at + word.n))
            count++;
    }
    return count;
}

/* Titles mislead: 工作总结 may stand over a plan. The text speaks of what was, more than
 * of what shall be. */
static bool looks_back(Slice text) {
    static const Word past[] = {W("已"),   W("以来"),     W("累计"),
                                W("同比"), W("荣获"),     W("一年来"),
                                W("过去"), W("汇报如下"), W("总结如下")};
    static const Word coming[] = {W("将"),     W("力争"), W("确保"), W("计划"),
                                  W("年底前"), W("要"),   W("拟")};
    Slice head = utf8_cut(text, CUE_BYTES);
    return count_words(head, past, sizeof past / sizeof *past) >
           count_words(head, coming, sizeof coming / sizeof *coming);
}

void parts_settle(Outline *o) {
    PlanTree *tree = o->tree;
    Slice title = slice_at(o->text, o->title);
    bool only = wording_is_summary(title) && !wording_is_plan(title) && !o->report;
    if (!mark_chapters(tree) && only && looks_back(o->text))
        for (size_t i = 1; i < tree->nodes.n; i++)
            mark(&tree->nodes.at[i]);
    size_t measures = 0, counted = 0;
    for (size_t i = 1; i < tree->nodes.n; i++) {
        measures += tree->nodes.at[i].kind == NODE_MEASURE;
        counted +=
            tree->nodes.at[i].kind == NODE_MEASURE && tree->nodes.at[i].part == PART_PLAN;
    }
    if (measures && !counted)
        diagnose(tree, "no-plan-found", o->title);
}
