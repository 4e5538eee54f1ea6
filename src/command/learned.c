/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "command/learned.h"
#include "command/pipeline.h"
#include "compare/corpus.h"

static bool check_stored(Store *store, const Learned *learned, Err *err) {
    const StoredModel *stored = &learned->stored;
    if (!stored->text.n)
        return err_set(err,
                       T("%s has no learned model yet; make one from people's codes: "
                         "plancmp learn",
                         "%s 尚无学习得到的模型；请先从人工编码学习：plancmp learn"),
                       store_path(store));
    if (!slice_equal(stored->scheme, learned->themes.hash))
        return err_set(
            err,
            T("the model was learned with another theme scheme (%.*s; in use is %.*s); "
              "learn again: plancmp learn",
              "模型学习时的主题方案（%.*s）与现用方案（%.*s）不同；请重新学习：plancmp learn"),
            SLICE_ARG(slice_sub(stored->scheme, 0, 12)),
            SLICE_ARG(slice_sub(learned->themes.hash, 0, 12)));
    return true;
}

bool learned_open(Store *store, Arena *keep, Learned *learned, Err *err) {
    *learned = (Learned){0};
    if (!store_themes(store, keep, &learned->themes, err) ||
        !store_load_model(store, keep, &learned->stored, err) ||
        !check_stored(store, learned, err))
        return false;
    learned->scheme = pipeline_scheme_in_use(store, err);
    if (learned->scheme)
        learned->model = model_parse(learned->stored.text, learned->scheme, err);
    if (!learned->scheme)
        return false;
    return learned->model || err_prefix(err, "%s", store_path(store));
}

void learned_close(Learned *learned) {
    model_free(learned->model);
    if (learned->scheme)
        scheme_free(learned->scheme);
    learned->model = NULL;
    learned->scheme = NULL;
}

Slice learned_trait_words(const Learned *learned, const ModelTrait *trait, Arena *keep) {
    size_t theme = theme_find(&learned->themes, trait->name);
    Slice name = theme == SIZE_MAX ? trait->name : theme_name(&learned->themes.at[theme]);
    switch (trait->kind) {
    case 'h':
        return arena_format(keep, T("%.*s (in a heading)", "%.*s（标题中）"),
                            SLICE_ARG(trait->name));
    case 'c':
        return arena_format(keep, T("[rules: %.*s]", "［规则编入%.*s］"),
                            SLICE_ARG(name));
    case 'w':
        return arena_format(
            keep, T("[rules: %.*s, under its threshold]", "［规则：%.*s未达阈值］"),
            SLICE_ARG(name));
    case 'l':
        return arena_format(keep,
                            T("[rules: %.*s, by a heading]", "［规则：标题提示%.*s］"),
                            SLICE_ARG(name));
    default: return trait->name;
    }
}
