/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small helpers that the files of the room share. */
#include "base/base.h"

#include <stdarg.h>

#include "base/utf8.h"
#include "store/store_p.h"
#include "store/words_p.h"

uint32_t count_chars(Slice text) {
    size_t n = 0;
    for (size_t at = 0; at < text.n;) {
        Rune rune = utf8_decode(text, at);
        n += !rune_is_space(rune.rune);
        at += rune.length;
    }
    return (uint32_t)n;
}

void *keep_array(Arena *keep, const void *items, size_t n, size_t size) {
    void *copy = arena_alloc_array(keep, n, size);
    if (n)
        memcpy(copy, items, n * size);
    return copy;
}

bool err_suffix(Err *err, const char *format, ...) {
    if (!err)
        return false;
    char words[256];
    va_list list;
    va_start(list, format);
    vsnprintf(words, sizeof words, format, list);
    va_end(list);
    Err old = *err;
    return err_set(err, "%s%s", old.text, words);
}

void bind_nodes(Stmt *stmt, int64_t plan) {
    stmt_bind_int(stmt, "@from", measure_id(plan, 0));
    stmt_bind_int(stmt, "@to", measure_id(plan, MAX_NODES - 1));
}

static void no_such_plan(Store *store, int64_t plan) {
    db_fail(store->db, T("no plan with the number %lld", "没有编号为 %lld 的计划"),
            (long long)plan);
}

Slice plan_text(Store *store, int64_t plan, Arena *keep) {
    Stmt *stmt = db_stmt(store->db, "SELECT text FROM plan WHERE id = @plan");
    stmt_bind_int(stmt, "@plan", plan);
    Slice text = {0};
    if (stmt_step(stmt))
        text = arena_copy(keep, stmt_text(stmt, 0));
    else
        no_such_plan(store, plan);
    stmt_end(stmt);
    return text;
}

size_t word_value(Db *db, const Slice *words, size_t n, Slice word) {
    size_t value = word_find(words, n, word);
    if (value < n)
        return value;
    db_fail(
        db,
        T("the database is damaged: unknown word '%.*s'", "数据库已损坏：未知的词“%.*s”"),
        SLICE_ARG(word));
    return 0;
}

static int by_slug(const void *a, const void *b) {
    return slice_compare(((const PlanName *)a)->slug, ((const PlanName *)b)->slug);
}

static int by_id(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

PlanName *plan_names(Store *store, const int64_t *plans, size_t n_plans, Arena *keep,
                     size_t *n) {
    int64_t *wanted = keep_array(keep, plans, plans ? n_plans : 0, sizeof *plans);
    qsort(wanted, plans ? n_plans : 0, sizeof *wanted, by_id);
    VEC(PlanName) names = {0};
    Stmt *stmt = db_stmt(store->db, "SELECT id, slug FROM plan");
    while (stmt_step(stmt)) {
        int64_t id = stmt_int(stmt, 0);
        if (!plans || bsearch(&id, wanted, n_plans, sizeof *wanted, by_id))
            vec_push(&names, (PlanName){id, arena_copy(keep, stmt_text(stmt, 1))});
    }
    if (names.n)
        qsort(names.at, names.n, sizeof *names.at, by_slug);
    PlanName *kept = keep_array(keep, names.at, names.n, sizeof *names.at);
    *n = names.n;
    vec_release(&names);
    return kept;
}
