/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/blocks.h"
#include "command/pipeline.h"
#include "plan/metadata.h"

/* plans/themes.json, compiled in. */
extern const char themes_json[];
extern const size_t themes_json_size;

Scheme *pipeline_builtin_scheme(Err *err) {
    return scheme_parse((Slice){themes_json, themes_json_size}, S("themes.json"),
                        (Slice){0}, err);
}

Scheme *pipeline_scheme_in_use(Store *store, Err *err) {
    Arena arena = {0};
    ThemeList themes = {0};
    Scheme *scheme = NULL;
    if (store_themes(store, &arena, &themes, err)) {
        if (themes.text.n)
            scheme = scheme_parse(themes.text, themes.name, (Slice){0}, err);
        else
            err_set(err, T("%s has no theme scheme yet", "%s 尚无主题方案"),
                    store_path(store));
    }
    arena_release(&arena);
    return scheme;
}

/* The project's own scheme stays in use, but a newer release's default takes the place of
 * an older default. */
static Scheme *default_scheme(Store *store, Buf *text, Err *err) {
    Arena arena = {0};
    ThemeList themes = {0};
    Scheme *scheme = NULL;
    if (store_themes(store, &arena, &themes, err)) {
        Scheme *builtin = pipeline_builtin_scheme(err);
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
    else if ((pipeline->scheme = scheme_load(path, err)))
        buf_add(&pipeline->scheme_text, scheme_text(pipeline->scheme)); /* with what it
                                                                           includes */
    return pipeline->scheme != NULL;
}

bool pipeline_open(const Context *context, StoreMode mode, Slice scheme,
                   Pipeline *pipeline) {
    Err err = {0};
    *pipeline = (Pipeline){.store = session_open(context, mode)};
    if (!pipeline->store)
        return false;
    /* A rebuild puts its scheme in after the old derived rows are gone. */
    if (load_scheme(pipeline, scheme, &err) &&
        (mode == STORE_REBUILD || use_scheme(pipeline, &err))) {
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

/* ---- Facts given from outside, kept as settings "manifest.KEY" ---- */

static const char given_prefix[] = "manifest.";

static Slice given_value(const ManifestEntry *given, const char *key) {
    for (size_t i = 0; given && i < given->n; i++) {
        if (strcmp(given->facts[i].key, key) == 0)
            return given->facts[i].value;
    }
    return (Slice){0};
}

static Slice setting_value(const SettingList *settings, Slice key) {
    for (size_t i = 0; i < settings->n; i++) {
        if (slice_equal(settings->at[i].key, key))
            return settings->at[i].value;
    }
    return (Slice){0};
}

/* Brings the plan's settings in line with the manifest; changed tells whether anything
 * was different. */
static bool keep_given(Pipeline *pipeline, int64_t plan, const ManifestEntry *given,
                       bool *changed, Err *err) {
    Arena arena = {0};
    SettingList settings = {0};
    bool ok = store_settings(pipeline->store, plan, &arena, &settings, err);
    *changed = false;
    for (size_t i = 0; ok && plan_metadata_key(i); i++) {
        Slice key = arena_format(&arena, "%s%s", given_prefix, plan_metadata_key(i));
        Slice value = given_value(given, plan_metadata_key(i));
        if (slice_equal(setting_value(&settings, key), value))
            continue;
        *changed = true;
        ok = store_set(pipeline->store, plan, key, value, err);
    }
    arena_release(&arena);
    return ok;
}

static void give_settings(const SettingList *settings, PlanTree *tree) {
    for (size_t i = 0; i < settings->n; i++) {
        Slice key = settings->at[i].key;
        if (!slice_starts(key, slice_of(given_prefix)))
            continue;
        key = slice_sub(key, sizeof given_prefix - 1, key.n);
        plan_give_metadatum(tree, arena_cstring(&tree->arena, key), settings->at[i].value,
                            "manifest");
    }
}

/* ---- Parsing ---- */

/* Parses and codes into input, whose tree and coding point to the two others. */
static void parse_and_code(Pipeline *pipeline, const Document *document, PlanInput *input,
                           PlanTree *tree, PlanCoding *coding) {
    plan_parse(document, tree);
    for (size_t i = 0; i < document->diags.n; i++)
        vec_push(&tree->diags, document->diags.at[i]);
    coder_code_plan(pipeline->coder, tree, coding);
    input->tree = tree;
    input->coding = coding;
}

static Document stored_document(const PlanSource *source) {
    return (Document){
        .text = source->text,
        .source = source->source,
        .name = source->name,
        .title = source->title,
        .format = source->format,
        .encoding = source->encoding,
        .confidence = source->confidence,
        .sha256 = source->sha256,
    };
}

/* One plan again from what the store holds of it. */
static bool parse_again(Pipeline *pipeline, int64_t plan, Err *err) {
    Arena arena = {0};
    SettingList settings = {0};
    Document document = {0};
    PlanTree tree = {0};
    PlanCoding coding = {0};
    PlanInput input = {.parse_key = S(PLAN_PARSER_VERSION)};
    bool ok = store_load_source(pipeline->store, plan, &arena, &input.source, err) &&
              store_settings(pipeline->store, plan, &arena, &settings, err);
    if (ok) {
        document = stored_document(&input.source);
        ok = blocks_unpack(input.source.blocks, &arena, &document, err);
        if (!ok)
            err_prefix(err, "%.*s", SLICE_ARG(input.source.source));
    }
    if (ok) {
        parse_and_code(pipeline, &document, &input, &tree, &coding);
        give_settings(&settings, &tree);
        ok = store_put_parsed(pipeline->store, plan, &input, err);
    }
    plan_coding_release(&coding);
    plan_tree_release(&tree);
    vec_release(&document.blocks);
    vec_release(&document.diags);
    arena_release(&arena);
    return ok;
}

static bool put_new(Pipeline *pipeline, const Incoming *incoming, PlanInput *input,
                    PlanPut *put, Arena *keep, Err *err) {
    PlanTree tree = {0};
    PlanCoding coding = {0};
    bool changed = false;
    parse_and_code(pipeline, incoming->document, input, &tree, &coding);
    for (size_t i = 0; incoming->given && i < incoming->given->n; i++)
        plan_give_metadatum(&tree, incoming->given->facts[i].key,
                            incoming->given->facts[i].value, "manifest");
    /* Two steps, since a batch may be committed between them: facts that were lost to a
     * crash are seen as changed the next time the file is added. */
    bool ok = store_put_plan(pipeline->store, input, put, keep, err) &&
              (put->result == PUT_DUPLICATE ||
               keep_given(pipeline, put->plan, incoming->given, &changed, err));
    plan_coding_release(&coding);
    plan_tree_release(&tree);
    return ok;
}

static bool put_changed_facts(Pipeline *pipeline, const Incoming *incoming, PlanPut *put,
                              Err *err) {
    bool changed = false;
    if (!store_begin(pipeline->store, err))
        return false;
    if (!keep_given(pipeline, put->plan, incoming->given, &changed, err) ||
        (changed && !parse_again(pipeline, put->plan, err))) {
        store_rollback(pipeline->store);
        return false;
    }
    if (changed)
        put->result = PUT_REPARSED;
    return store_commit(pipeline->store, err);
}

bool pipeline_put(Pipeline *pipeline, const Incoming *incoming, PlanPut *put, Arena *keep,
                  Err *err) {
    Buf blocks = {0};
    blocks_pack(incoming->document, &blocks);
    PlanInput input = {
        .source = source_of(incoming->document, buf_slice(&blocks)),
        .parse_key = S(PLAN_PARSER_VERSION),
        .keep_duplicate = incoming->keep_duplicate,
    };
    bool ok = store_foresee(pipeline->store, &input, true, put, keep, err);
    if (ok && put->result == PUT_UNCHANGED)
        ok = put_changed_facts(pipeline, incoming, put, err);
    else if (ok && put->result != PUT_DUPLICATE)
        ok = put_new(pipeline, incoming, &input, put, keep, err);
    buf_release(&blocks);
    return ok;
}

bool pipeline_refresh(Pipeline *pipeline, size_t *n, Err *err) {
    Arena arena = {0};
    PlanIds plans = {0};
    bool ok =
        store_stale_plans(pipeline->store, S(PLAN_PARSER_VERSION), &arena, &plans, err);
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
    ok = ok && use_scheme(pipeline, err) &&
         store_plan_ids(pipeline->store, &arena, &plans, err);
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
