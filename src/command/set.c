/* SPDX-License-Identifier: GPL-3.0-or-later */
/* set: corrects facts about a plan by hand; they win over what the document says and
 * survive a new reading. */
#include "base/base.h"

#include "command/commands_p.h"
#include "command/session.h"
#include "plan/metadata.h"

static bool is_key(Slice key) {
    for (size_t i = 0; plan_metadata_key(i); i++) {
        if (slice_equal(key, slice_of(plan_metadata_key(i))))
            return true;
    }
    return false;
}

static bool check_pair(Slice text, Cut *pair, Arena *arena, Err *err) {
    *pair = slice_cut(text, S("="));
    if (!pair->found)
        return err_set(
            err, T("\"%.*s\" is not of the form key=value", "“%.*s”不是“键=值”的形式"),
            SLICE_ARG(text));
    if (!is_key(pair->head))
        return err_set(
            err,
            T("there is no key \"%.*s\"; keys: title year region level province publisher doc_number kind issued",
              "没有键“%.*s”；可用：title year region level province publisher doc_number kind issued"),
            SLICE_ARG(pair->head));
    if (pair->tail.n &&
        !plan_metadata_valid(arena_cstring(arena, pair->head), pair->tail))
        return err_set(err,
                       T("\"%.*s\" is no value for %.*s", "“%.*s”不能作为 %.*s 的取值"),
                       SLICE_ARG(pair->tail), SLICE_ARG(pair->head));
    return true;
}

static bool set_all(Store *store, const SliceList *arguments, Arena *arena, Err *err) {
    int64_t plan = 0;
    if (!store_find_plan(store, arguments->at[0], &plan, err))
        return false;
    for (size_t i = 1; i < arguments->n; i++) {
        Cut pair;
        if (!check_pair(arguments->at[i], &pair, arena, err) ||
            !store_set(store, plan, pair.head, slice_trim(pair.tail), err))
            return false;
    }
    return true;
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    (void)settings;
    Err err = {0};
    Store *store = session_open(context, STORE_WRITE);
    if (!store)
        return EXIT_FAILED;
    bool ok = store_begin(store, &err);
    if (ok) {
        ok = set_all(store, arguments, &context->arena, &err);
        if (ok)
            ok = store_commit(store, &err);
        else
            store_rollback(store);
    }
    store_close(store);
    return ok ? EXIT_DONE : command_fail(&err);
}

static const Example examples[] = {
    {"plancmp set coast-2023 region=滨海市 level=county",
     "what the masks of the re-post have hidden", "补上转载时被遮蔽的地区"},
    {"plancmp set coast-2023 region=", "takes the correction back", "撤销更正"},
};

const Command command_set = {
    .name = "set",
    .group = GROUP_PLANS,
    .arguments = "PLAN KEY=VALUE…",
    .en = "correct facts about a plan by hand",
    .zh = "手工更正计划的元数据",
    .more_en =
        "Keys: title year region level (national|province|city|county) province publisher doc_number kind\n"
        "issued (YYYY-MM-DD). A correction wins over the document and stays when the file is read again.",
    .more_zh =
        "键：title year region level（national|province|city|county）province publisher doc_number kind\n"
        "issued（YYYY-MM-DD）。更正优先于文件内容，重新读入后仍然有效。",
    COMMAND_EXAMPLES(examples),
    .least = 2,
    .most = SIZE_MAX,
    .no_format = true,
    .no_output = true,
    .run = run,
};
