/* SPDX-License-Identifier: GPL-3.0-or-later */
/* remove: takes plans out of the project. */
#include "base/base.h"

#include "command/commands_p.h"
#include "command/session.h"

static bool remove_all(Store *store, const SliceList *names, Err *err) {
    /* All or nothing: a misspelt last name must not leave the first ones removed. */
    if (!store_begin(store, err))
        return false;
    for (size_t i = 0; i < names->n; i++) {
        int64_t id = 0;
        if (!store_find_plan(store, names->at[i], &id, err) ||
            !store_remove_plan(store, id, err)) {
            store_rollback(store);
            return false;
        }
    }
    return store_commit(store, err);
}

static int run(Context *context, const void *settings, const SliceList *arguments) {
    (void)settings;
    Err err = {0};
    Store *store = session_open(context, STORE_WRITE);
    if (!store)
        return EXIT_FAILED;
    int status = remove_all(store, arguments, &err) ? EXIT_DONE : command_fail(&err);
    store_close(store);
    return status;
}

static const Example examples[] = {
    {"plancmp remove coast-2023", "takes one plan out; the file itself stays",
     "从项目中移除一份计划；原文件不受影响"},
};

const Command command_remove = {
    .name = "remove",
    .group = GROUP_PLANS,
    .arguments = "PLAN…",
    .en = "take plans out of the project",
    .zh = "从项目中移除计划",
    COMMAND_EXAMPLES(examples),
    .least = 1,
    .most = SIZE_MAX,
    .no_format = true,
    .no_output = true,
    .run = run,
};
