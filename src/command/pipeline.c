/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "base/file.h"
#include "command/blocks.h"
#include "command/pipeline.h"

/* plans/themes.json, compiled in. */
extern const char themes_json[];
extern const size_t themes_json_size;

static Scheme *builtin_scheme(Err *err) {
    return scheme_parse((Slice){themes_json, themes_json_size}, S("themes.json"), (Slice){0}, err);
}

/* The project's own scheme stays in use, but a newer release's default takes the place of an older default. */
static Scheme *default_scheme(Store *store, Buf *text, Err *err) {
    Arena arena = {0};
    ThemeList themes = {0};
    Scheme *scheme = NULL;
    if (store_themes(store, &arena, &themes, err)) {
        Scheme *builtin = builtin_scheme(err);
        bool own = builtin && themes.n && !slice_equal(themes.name, scheme_name(builtin));
        if (own) {
            buf_add(text, themes.text);
            scheme_free(builtin);
            scheme = scheme_parse(buf_slice(text), themes.name, (Slice){0}, err);
        } else if (builtin) {
            buf_add(text, (Slice){themes_json, themes_json_size});
            scheme = builtin;
        }
    }
    arena_release(&arena);
    return scheme;
}

static bool use_scheme(Pipeline *pipeline, Err *err) {
    size_t n = scheme_n_themes(pipeline->scheme);
    Arena arena = {0};
    ThemeInfo *themes = ARENA_ARRAY(&arena, ThemeInfo, n);
    for (uint32_t i = 0; i < n; i++)
        themes[i] = *scheme_theme(pipeline->scheme, i);
    SchemeSource source = {
        .hash = scheme_hash(pipeline->scheme),
        .name = scheme_name(pipeline->scheme),
        .text = buf_slice(&pipeline->scheme_text),
        .themes = themes,
        .n_themes = n,
    };
    bool ok = store_use_scheme(pipeline->store, &source, err);
    arena_release(&arena);
    return ok;
}

static bool load_scheme(Pipeline *pipeline, Slice path, Err *err) {
    if (path.n == 0)
        pipeline->scheme = default_scheme(pipeline->store, &pipeline->scheme_text, err);
    else if (file_read(path, 0, &pipeline->scheme_text, err))
        pipeline->scheme = scheme_load(path, err);
    return pipeline->scheme != NULL;
}

bool pipeline_open(const Context *context, StoreMode mode, Slice scheme, Pipeline *pipeline) {
    Err err = {0};
    *pipeline = (Pipeline){.store = session_open(context, mode)};
    if (!pipeline->store)
        return false;
    /* A rebuild puts its scheme in after the old derived rows are gone. */
    if (load_scheme(pipeline, scheme, &err) && (mode == STORE_REBUILD || use_scheme(pipeline, &err))) {
        pipeline->coder = coder_new(pipeline->scheme);
        return true;
    }
    command_fail(&err);
    pipeline_close(pipeline);
    return false;
}

void pipeline_close(Pipeline *pipeline) {
    if (pipeline->coder)
        coder_free(pipeline->coder);
    if (pipeline->scheme)
        scheme_free(pipeline->scheme);
    buf_release(&pipeline->scheme_text);
    store_close(pipeline->store);
    *pipeline = (Pipeline){0};
}

static PlanSource source_of(const Document *document, Slice blocks) {
    return (PlanSource){
        .source = document->source,
        .name = document->name,
        .title = document->title,
        .format = document->format,
        .encoding = document->encoding,
        .confidence = document->confidence,
        .sha256 = document->sha256,
        .text = document->text,
        .blocks = blocks,
    };
}

/* Parses and codes into input, whose tree and coding point to the two others. */
static void parse_and_code(Pipeline *pipeline, const Document *document, PlanInput *input, PlanTree *tree,
                           PlanCoding *coding) {
    plan_parse(document, tree);
    for (size_t i = 0; i < document->diags.n; i++)
        vec_push(&tree->diags, document->diags.at[i]);
    coder_code_plan(pipeline->coder, tree, coding);
    input->tree = tree;
    input->coding = coding;
}

bool pipeline_put(Pipeline *pipeline, const Document *document, bool force, PlanPut *put, Arena *keep, Err *err) {
    Buf blocks = {0};
    blocks_pack(document, &blocks);
    PlanInput input = {
        .source = source_of(document, buf_slice(&blocks)),
        .parse_key = S(PLAN_PARSER_VERSION),
        .keep_duplicate = force,
    };
    bool ok = store_foresee(pipeline->store, &input, true, put, keep, err);
    if (ok && put->result != PUT_UNCHANGED && put->result != PUT_DUPLICATE) {
        PlanTree tree = {0};
        PlanCoding coding = {0};
        parse_and_code(pipeline, document, &input, &tree, &coding);
        ok = store_put_plan(pipeline->store, &input, put, keep, err);
        plan_coding_release(&coding);
        plan_tree_release(&tree);
    }
    buf_release(&blocks);
    return ok;
}

/* One plan again from what the store holds of it. */
static bool parse_again(Pipeline *pipeline, int64_t plan, Err *err) {
    Arena arena = {0};
    PlanInput input = {.parse_key = S(PLAN_PARSER_VERSION)};
    bool ok = store_load_source(pipeline->store, plan, &arena, &input.source, err);
    if (ok) {
        Document document = {
            .text = input.source.text,
            .source = input.source.source,
            .name = input.source.name,
            .title = input.source.title,
            .format = input.source.format,
            .encoding = input.source.encoding,
            .confidence = input.source.confidence,
            .sha256 = input.source.sha256,
        };
        PlanTree tree = {0};
        PlanCoding coding = {0};
        ok = blocks_unpack(input.source.blocks, &document, err);
        if (ok) {
            parse_and_code(pipeline, &document, &input, &tree, &coding);
            ok = store_put_parsed(pipeline->store, plan, &input, err);
        } else {
            err_prefix(err, "%.*s", SLICE_ARG(input.source.source));
        }
        plan_coding_release(&coding);
        plan_tree_release(&tree);
        vec_release(&document.blocks);
    }
    arena_release(&arena);
    return ok;
}

bool pipeline_refresh(Pipeline *pipeline, size_t *n, Err *err) {
    Arena arena = {0};
    PlanIds plans = {0};
    bool ok = store_stale_plans(pipeline->store, S(PLAN_PARSER_VERSION), &arena, &plans, err);
    *n = plans.n;
    if (ok && plans.n)
        ok = store_begin(pipeline->store, err);
    for (size_t i = 0; ok && i < plans.n; i++)
        ok = parse_again(pipeline, plans.at[i], err);
    if (ok && plans.n)
        ok = store_commit(pipeline->store, err);
    else if (plans.n)
        store_rollback(pipeline->store);
    arena_release(&arena);
    return ok;
}

bool pipeline_rebuild(Pipeline *pipeline, size_t *n, Err *err) {
    Arena arena = {0};
    PlanIds plans = {0};
    bool ok = store_rebuild_begin(pipeline->store, err);
    bool begun = ok;
    ok = ok && use_scheme(pipeline, err) && store_plan_ids(pipeline->store, &arena, &plans, err);
    for (size_t i = 0; ok && i < plans.n; i++)
        ok = parse_again(pipeline, plans.at[i], err);
    if (ok)
        ok = store_commit(pipeline->store, err);
    else if (begun)
        store_rollback(pipeline->store);
    *n = plans.n;
    arena_release(&arena);
    return ok;
}
