/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures and their themes lie in two tables, both in the order of node ids: they are
 * read side by side, plan by plan, which is faster than a join and the same for long and
 * short results. */
#include "base/base.h"

#include "store/measures_p.h"

/* ---- Who codes ---- */

static bool is_person(Store *store, Slice name) {
    Stmt *stmt =
        db_stmt(store->db, "SELECT 1 FROM human_coding WHERE coder = @coder LIMIT 1");
    stmt_bind_text(stmt, "@coder", name);
    bool is = stmt_step(stmt);
    stmt_end(stmt);
    return is;
}

static void fail_coder(Store *store, Slice name) {
    if (slice_equal(name, S("model"))) {
        db_fail(store->db,
                T("the learned coder has coded no plans here; run: plancmp code --coder "
                  "model",
                  "学习模型尚未编码任何计划；请运行：plancmp code --coder model"));
        return;
    }
    Buf names = {0};
    Stmt *stmt = db_stmt(
        store->db, "SELECT name FROM coder WHERE scheme = (SELECT value FROM meta WHERE"
                   " key = 'scheme') UNION SELECT coder FROM human_coding ORDER BY 1");
    while (stmt_step(stmt))
        buf_format(&names, "%s%.*s", names.n ? T(", ", "、") : "",
                   SLICE_ARG(stmt_text(stmt, 0)));
    db_fail(store->db,
            T("no coder '%.*s'; there are: %.*s", "没有编码员“%.*s”，现有：%.*s"),
            SLICE_ARG(name), SLICE_ARG(buf_slice(&names)));
    buf_release(&names);
}

static void choose_coder(Walk *walk) {
    Store *store = walk->store;
    Slice name = slice_of(walk->filter->coder);
    if (!name.n || slice_equal(name, S("rules"))) {
        walk->coder = coder_id(store, "rules");
        return;
    }
    walk->coder = coder_id(store, walk->filter->coder);
    if (walk->coder)
        return;
    walk->person = is_person(store, name);
    if (!walk->person) {
        fail_coder(store, name);
        return;
    }
    walk->coder = coder_id(store, "rules");
    Err err;
    if (!store_humans(store, 0, name, walk->keep, &walk->humans, &err))
        db_fail_as(store->db, &err);
}

/* ---- Which themes ---- */

static void choose_themes(Walk *walk) {
    Slice code = walk->filter->theme;
    if (!code.n)
        return;
    size_t top = theme_find(&walk->themes, code);
    if (top == SIZE_MAX) {
        db_fail(walk->store->db,
                T("no theme '%.*s' in the scheme in use", "使用中的方案没有主题“%.*s”"),
                SLICE_ARG(code));
        return;
    }
    walk->wanted = ARENA_ARRAY(walk->keep, bool, walk->themes.n);
    for (size_t i = 0; i < walk->themes.n; i++) {
        size_t above = i;
        /* As many steps as there are themes, should a foreign file hold a circle. */
        for (size_t n = 0; above != top && n < walk->themes.n &&
                           walk->themes.at[above].parent != UINT32_MAX;
             n++)
            above = walk->themes.at[above].parent;
        walk->wanted[i] = above == top;
    }
}

bool walk_init(Walk *walk, Store *store, const MeasureFilter *filter, Arena *keep) {
    *walk = (Walk){.store = store, .filter = filter, .keep = keep};
    walk->parts = filter->parts ? filter->parts : 1u << PART_PLAN;
    Err err;
    if (!store_themes(store, keep, &walk->themes, &err))
        db_fail_as(store->db, &err);
    size_t n;
    walk->first_theme = first_theme_id(store, &n);
    choose_coder(walk);
    choose_themes(walk);
    return !db_failed(store->db);
}

void walk_release(Walk *walk) {
    vec_release(&walk->machine);
    vec_release(&walk->human);
}

/* ---- A plan ---- */

static void read_machine(Walk *walk, int64_t plan) {
    Db *db = walk->store->db;
    Stmt *stmt = db_stmt(
        db,
        "SELECT node, theme FROM coding WHERE node BETWEEN @from AND @to AND coder = @coder"
        " ORDER BY node, theme");
    bind_nodes(stmt, plan);
    stmt_bind_int(stmt, "@coder", walk->coder);
    while (stmt_step(stmt)) {
        int64_t theme = stmt_int(stmt, 1) - walk->first_theme;
        if (theme < 0 || (size_t)theme >= walk->themes.n)
            db_fail(db,
                    T("the database is damaged: unknown theme %lld",
                      "数据库已损坏：未知的主题 %lld"),
                    (long long)stmt_int(stmt, 1));
        vec_push(&walk->machine, (NodeTheme){stmt_int(stmt, 0), (uint32_t)theme});
    }
}

static int compare_node_themes(const void *a, const void *b) {
    const NodeTheme *x = a, *y = b;
    if (x->node != y->node)
        return x->node < y->node ? -1 : 1;
    return (x->theme > y->theme) - (x->theme < y->theme);
}

/* A theme that the scheme in use no longer has counts as none. */
static void read_human(Walk *walk, int64_t plan) {
    for (size_t i = 0; i < walk->humans.n; i++) {
        const HumanRow *row = &walk->humans.at[i];
        if (row->plan != plan || !row->measure)
            continue;
        size_t theme = theme_find(&walk->themes, row->theme);
        vec_push(
            &walk->human,
            (NodeTheme){row->measure, theme == SIZE_MAX ? UINT32_MAX : (uint32_t)theme});
    }
    if (walk->human.n)
        qsort(walk->human.at, walk->human.n, sizeof *walk->human.at, compare_node_themes);
    size_t n = 0;
    for (size_t i = 0; i < walk->human.n; i++) {
        if (!n || compare_node_themes(&walk->human.at[n - 1], &walk->human.at[i]) != 0)
            walk->human.at[n++] = walk->human.at[i];
    }
    walk->human.n = n;
}

void walk_plan(Walk *walk, int64_t plan) {
    walk->machine.n = walk->human.n = 0;
    walk->next_machine = walk->next_human = 0;
    memset(walk->positions, 0, sizeof walk->positions);
    read_machine(walk, plan);
    if (walk->person)
        read_human(walk, plan);
}

/* ---- A measure ---- */

static size_t run_of(const NodeTheme *rows, size_t n, size_t *next, int64_t id) {
    while (*next < n && rows[*next].node < id)
        ++*next;
    size_t length = 0;
    while (*next + length < n && rows[*next + length].node == id)
        length++;
    return length;
}

static bool theme_fits(const Walk *walk, const Taken *taken) {
    if (walk->filter->uncoded)
        return taken->n_themes == 0;
    if (!walk->wanted)
        return true;
    for (size_t i = 0; i < taken->n_themes; i++) {
        if (walk->wanted[taken->themes[i].theme])
            return true;
    }
    return false;
}

static int compare_ids(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static bool id_fits(const MeasureFilter *filter, int64_t id) {
    return !filter->ids || (filter->n_ids && bsearch(&id, filter->ids, filter->n_ids,
                                                     sizeof id, compare_ids));
}

Taken walk_measure(Walk *walk, int64_t id, PlanPart part) {
    Taken taken = {.position = ++walk->positions[part]};
    size_t n = run_of(walk->human.at, walk->human.n, &walk->next_human, id);
    if (n) {
        taken.by_person = true;
        taken.themes = walk->human.at + walk->next_human;
        taken.n_themes = n - (taken.themes[n - 1].theme == UINT32_MAX);
    } else {
        taken.n_themes =
            run_of(walk->machine.at, walk->machine.n, &walk->next_machine, id);
        taken.themes = taken.n_themes ? walk->machine.at + walk->next_machine : NULL;
    }
    taken.taken = (walk->parts >> part & 1u) && id_fits(walk->filter, id) &&
                  theme_fits(walk, &taken);
    return taken;
}
