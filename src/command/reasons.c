/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/reasons.h"

enum { NAMES_SHOWN = 8 };

/* ---- Plans ---- */

/* What may have changed about a plan, the first that did being the cause of the others.
 */
typedef enum {
    CHANGE_NONE,
    CHANGE_ADDED,
    CHANGE_REMOVED,
    CHANGE_DOCUMENT,
    CHANGE_WORDS,
    CHANGE_FACTS,
    CHANGE_CODES,
    N_CHANGES
} Change;

static const char *change_sentence(Change change) {
    switch (change) {
    case CHANGE_ADDED: return T("Plans added since", "此后新增的计划");
    case CHANGE_REMOVED: return T("Plans removed since", "此后移除的计划");
    case CHANGE_DOCUMENT:
        return T("Plans whose document has changed (SHA-256)",
                 "文件内容已变（SHA-256 不同）的计划");
    case CHANGE_WORDS:
        return T("Plans read otherwise from the same document",
                 "文件未变但解析结果不同的计划");
    case CHANGE_FACTS:
        return T("Plans whose metadata, settings or file name have changed",
                 "元数据、设置或文件名已变的计划");
    case CHANGE_CODES:
        return T("Plans whose theme codes have changed", "主题编码已变的计划");
    case CHANGE_NONE:
    case N_CHANGES: break;
    }
    BUG("change %d", (int)change);
}

static int by_slug(const void *a, const void *b) {
    return slice_compare(((const PlanPrint *)a)->slug, ((const PlanPrint *)b)->slug);
}

/* A record is not sure to be in order. */
static PlanPrint *sorted(const PlanPrintList *plans, Arena *keep) {
    PlanPrint *copy = ARENA_ARRAY(keep, PlanPrint, plans->n);
    if (plans->n) {
        memcpy(copy, plans->at, plans->n * sizeof *copy);
        qsort(copy, plans->n, sizeof *copy, by_slug);
    }
    return copy;
}

static Change change_of(const PlanPrint *then, const PlanPrint *now) {
    if (!slice_equal(then->document, now->document))
        return CHANGE_DOCUMENT;
    if (!slice_equal(then->words, now->words))
        return CHANGE_WORDS;
    if (!slice_equal(then->facts, now->facts))
        return CHANGE_FACTS;
    return slice_equal(then->codes, now->codes) ? CHANGE_NONE : CHANGE_CODES;
}

typedef struct {
    size_t n[N_CHANGES];
    Buf names[N_CHANGES]; /* the first few */
} Changes;

static void add_change(Changes *changes, Change change, Slice slug) {
    if (change == CHANGE_NONE)
        return;
    if (changes->n[change]++ < NAMES_SHOWN)
        buf_format(&changes->names[change], "%s%.*s",
                   changes->n[change] > 1 ? T(", ", "、") : "", SLICE_ARG(slug));
}

static void compare_plans(const RecordRun *then, const RecordRun *now, Arena *keep,
                          Changes *changes) {
    const PlanPrint *old = sorted(&then->plans, keep), *new = sorted(&now->plans, keep);
    size_t i = 0, k = 0;
    while (i < then->plans.n || k < now->plans.n) {
        int order = i == then->plans.n  ? 1
                    : k == now->plans.n ? -1
                                        : by_slug(old + i, new + k);
        if (order < 0)
            add_change(changes, CHANGE_REMOVED, old[i].slug);
        else if (order > 0)
            add_change(changes, CHANGE_ADDED, new[k].slug);
        else
            add_change(changes, change_of(old + i, new + k), new[k].slug);
        i += order <= 0;
        k += order >= 0;
    }
}

static void tell_plans(Changes *changes, Arena *keep, SliceList *reasons) {
    for (int i = CHANGE_NONE + 1; i < N_CHANGES; i++) {
        size_t n = changes->n[i];
        if (n == 0)
            continue;
        Slice names = buf_slice(&changes->names[i]);
        const char *rest = n > NAMES_SHOWN ? T(", …", "等") : "";
        vec_push(reasons,
                 arena_format(keep, T("%s: %zu (%.*s%s).", "%s：%zu 份（%.*s%s）。"),
                              change_sentence((Change)i), n, SLICE_ARG(names), rest));
    }
}

/* ---- Versions ---- */

static void tell_tools(const RecordRun *then, const RecordRun *now, Arena *keep,
                       SliceList *reasons) {
    for (size_t i = 0; i < now->tools.n; i++) {
        Slice name = now->tools.at[i].name, is = now->tools.at[i].value;
        Slice was = record_value(&then->tools, name);
        if (slice_equal(is, was))
            continue;
        Slice none = slice_of(T("none", "无"));
        was = was.n ? was : none;
        is = is.n ? is : none;
        vec_push(reasons, arena_format(keep,
                                       T("%.*s: then %.*s, now %.*s.",
                                         "%.*s：当时为 %.*s，现在为 %.*s。"),
                                       SLICE_ARG(name), SLICE_ARG(was), SLICE_ARG(is)));
    }
    if (!slice_equal(then->scheme, now->scheme))
        vec_push(reasons, slice_of(T("Another theme scheme is in use than then.",
                                     "使用的主题方案与当时不同。")));
}

void reasons_between(const RecordRun *then, const RecordRun *now, bool differs,
                     Arena *keep, SliceList *reasons) {
    SliceList found = {0};
    Changes changes = {0};
    tell_tools(then, now, keep, &found);
    compare_plans(then, now, keep, &changes);
    tell_plans(&changes, keep, &found);
    if (found.n && !differs)
        vec_push(&found, slice_of(T("What has changed since makes no difference here.",
                                    "上述变化对结果没有影响。")));
    if (!found.n && differs)
        vec_push(
            &found,
            slice_of(T(
                "Nothing that is recorded has changed since: neither plans, scheme nor versions.",
                "记录在案的计划、主题方案与软件版本均未变化。")));
    /* Several runs of one folder have changed alike. */
    for (size_t i = 0; i < found.n; i++) {
        bool told = false;
        for (size_t k = 0; k < reasons->n; k++)
            told = told || slice_equal(reasons->at[k], found.at[i]);
        if (!told)
            vec_push(reasons, found.at[i]);
    }
    for (int i = 0; i < N_CHANGES; i++)
        buf_release(&changes.names[i]);
    vec_release(&found);
}
