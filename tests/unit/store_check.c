/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <unistd.h>

#include "check.h"
#include "store_check.h"

static char folder[64], path[96];

Store *check_store(void) {
    snprintf(folder, sizeof folder, "/tmp/plancmp-store-XXXXXX");
    if (!mkdtemp(folder))
        fail_msg("no temporary folder");
    snprintf(path, sizeof path, "%s/plans.db", folder);
    return check_reopen(STORE_CREATE);
}

const char *check_store_path(void) {
    return path;
}

Store *check_reopen(StoreMode mode) {
    Err err;
    Store *store = store_open(path, mode, &err);
    check_ok(store != NULL, &err);
    return store;
}

void check_store_end(Store *store) {
    store_close(store);
    unlink(path);
    if (rmdir(folder) != 0)
        fail_msg("%s is not empty after the test", folder);
}

void check_scheme(Store *store, size_t n) {
    Arena scratch = {0};
    ThemeInfo *themes = ARENA_ARRAY(&scratch, ThemeInfo, n);
    for (unsigned i = 0; i < n; i++) {
        unsigned top = i / 3 * 3;
        themes[i] = (ThemeInfo){
            .code = i == top ? arena_format(&scratch, "t%u", i)
                             : arena_format(&scratch, "t%u.%u", top, i),
            .en = S("theme"),
            .zh = S("主题"),
            .parent = i == top ? UINT32_MAX : top,
            .core = i < 3,
            .colour = S("#336699"),
        };
    }
    SchemeSource scheme = {
        .hash = arena_format(&scratch, "hash-%zu", n),
        .name = S("test"),
        .text = S("{}"),
        .themes = themes,
        .n_themes = n,
    };
    Err err;
    check_ok(store_use_scheme(store, &scheme, &err), &err);
    arena_release(&scratch);
}

PlanInput check_input(const PlanMaker *maker, const char *source, uint64_t version,
                      Arena *keep) {
    return (PlanInput){
        .source =
            {
                .source = slice_of(source),
                .name = slice_of(source),
                .format = S("text"),
                .encoding = S("UTF-8"),
                .confidence = 1,
                .sha256 = arena_format(keep, "%064llx", (unsigned long long)version),
                .text = maker->tree.text,
                .blocks = S("blocks\0packed"),
            },
        .parse_key = S("parser 1"),
        .tree = &maker->tree,
        .coding = &maker->coding,
    };
}

PlanPut check_put(Store *store, const PlanMaker *maker, const char *source,
                  uint64_t version, Arena *keep) {
    PlanInput input = check_input(maker, source, version, keep);
    PlanPut put;
    Err err;
    check_ok(store_put_plan(store, &input, &put, keep, &err), &err);
    return put;
}

/* ---- Comparing ---- */

static void check_span(Span a, Span b) {
    assert_int_equal(a.at, b.at);
    assert_int_equal(a.end, b.end);
}

static void check_text(Slice a, Slice b) {
    if (!slice_equal(a, b))
        fail_msg("'%.*s' is not '%.*s'", SLICE_ARG(a), SLICE_ARG(b));
}

static void check_nodes(const PlanTree *a, const PlanTree *b) {
    assert_int_equal(a->nodes.n, b->nodes.n);
    for (size_t i = 0; i < a->nodes.n; i++) {
        const PlanNode *x = &a->nodes.at[i], *y = &b->nodes.at[i];
        assert_int_equal(x->kind, y->kind);
        assert_int_equal(x->part, y->part);
        assert_int_equal(x->parent, y->parent);
        assert_int_equal(x->ordinal, y->ordinal);
        assert_int_equal(x->level, y->level);
        check_span(x->span, y->span);
        check_span(x->number, y->number);
        check_span(x->heading, y->heading);
        check_span(x->body, y->body);
    }
    assert_int_equal(a->pieces.n, b->pieces.n);
    for (size_t i = 0; i < a->pieces.n; i++) {
        assert_int_equal(a->pieces.at[i].kind, b->pieces.at[i].kind);
        assert_int_equal(a->pieces.at[i].node, b->pieces.at[i].node);
        check_span(a->pieces.at[i].span, b->pieces.at[i].span);
    }
}

static void check_duties(const PlanTree *a, const PlanTree *b) {
    assert_int_equal(a->duties.n, b->duties.n);
    for (size_t i = 0; i < a->duties.n; i++) {
        const Duty *x = &a->duties.at[i], *y = &b->duties.at[i];
        assert_int_equal(x->node, y->node);
        assert_int_equal(x->role, y->role);
        check_span(x->clause, y->clause);
        check_span(x->span, y->span);
        check_text(x->unit, y->unit);
    }
    assert_int_equal(a->deadlines.n, b->deadlines.n);
    for (size_t i = 0; i < a->deadlines.n; i++) {
        const Deadline *x = &a->deadlines.at[i], *y = &b->deadlines.at[i];
        assert_int_equal(x->node, y->node);
        assert_int_equal(x->from, y->from);
        assert_int_equal(x->to, y->to);
        check_span(x->span, y->span);
    }
}

static void check_targets(const PlanTree *a, const PlanTree *b) {
    assert_int_equal(a->targets.n, b->targets.n);
    for (size_t i = 0; i < a->targets.n; i++) {
        const Target *x = &a->targets.at[i], *y = &b->targets.at[i];
        assert_int_equal(x->measure, y->measure);
        assert_int_equal(x->comparator, y->comparator);
        assert_int_equal(x->hardness, y->hardness);
        assert_int_equal(x->redacted, y->redacted);
        assert_int_equal(x->has_high, y->has_high);
        assert_int_equal(x->has_baseline, y->has_baseline);
        assert_int_equal(x->per_period, y->per_period);
        check_close(x->value, y->value, 0);
        check_close(x->high, y->high, 0);
        check_close(x->baseline, y->baseline, 0);
        check_close(x->value_norm, y->value_norm, 0);
        check_span(x->span, y->span);
        check_text(x->value_text, y->value_text);
        check_text(x->unit, y->unit);
        check_text(x->unit_norm, y->unit_norm);
        check_text(x->object, y->object);
        check_text(x->period, y->period);
    }
}

static void check_metadata(const PlanTree *a, const PlanTree *b) {
    assert_int_equal(a->metadata.n, b->metadata.n);
    for (size_t i = 0; i < a->metadata.n; i++) {
        const Metadatum *x = &a->metadata.at[i], *y = &b->metadata.at[i];
        assert_string_equal(x->key, y->key);
        assert_string_equal(x->source, y->source);
        assert_string_equal(x->rule, y->rule);
        assert_int_equal(x->chosen, y->chosen);
        check_text(x->value, y->value);
        check_span(x->place, y->place);
    }
    assert_int_equal(a->diags.n, b->diags.n);
    for (size_t i = 0; i < a->diags.n; i++) {
        assert_string_equal(a->diags.at[i].code, b->diags.at[i].code);
        check_text(a->diags.at[i].detail, b->diags.at[i].detail);
        check_span(a->diags.at[i].place, b->diags.at[i].place);
    }
}

void check_trees_equal(const PlanTree *a, const PlanTree *b) {
    check_text(a->text, b->text);
    check_nodes(a, b);
    check_duties(a, b);
    check_targets(a, b);
    check_metadata(a, b);
}

void check_codings_equal(const PlanCoding *a, const PlanCoding *b) {
    assert_int_equal(a->codings.n, b->codings.n);
    for (size_t i = 0; i < a->codings.n; i++) {
        assert_int_equal(a->codings.at[i].node, b->codings.at[i].node);
        assert_int_equal(a->codings.at[i].theme, b->codings.at[i].theme);
        check_close(a->codings.at[i].weight, b->codings.at[i].weight, 0);
    }
    assert_int_equal(a->evidence.n, b->evidence.n);
    for (size_t i = 0; i < a->evidence.n; i++) {
        const Evidence *x = &a->evidence.at[i], *y = &b->evidence.at[i];
        assert_int_equal(x->node, y->node);
        assert_int_equal(x->theme, y->theme);
        assert_int_equal(x->rule, y->rule);
        assert_int_equal(x->from_heading, y->from_heading);
        check_close(x->weight, y->weight, 0);
        check_span(x->span, y->span);
    }
}
