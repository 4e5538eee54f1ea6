/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model as a project keeps it. */
#include "base/base.h"

#include <math.h>

#include "base/json.h"
#include "theme/model_p.h"

/* To be raised whenever the same text would get other traits or values. */
enum { FORMAT = 1 };

/* ---- Writing ---- */

static void write_real(Buf *out, const char *key, double value) {
    buf_format(out, ",\"%s\":", key);
    json_write_real(out, value);
}

static void write_theme(const Model *model, const ThemeModel *theme, Slice code,
                        Buf *out) {
    buf_add(out, S("{\"code\":"));
    json_write_string(out, code);
    buf_format(out, ",\"offered\":%s", theme->offered ? "true" : "false");
    write_real(out, "positive", (double)theme->n_positive);
    write_real(out, "cost", theme->cost);
    write_real(out, "weight", theme->weight);
    write_real(out, "rules_f1", theme->rules_f1);
    write_real(out, "f1", theme->f1);
    write_real(out, "difference", theme->difference);
    write_real(out, "low", theme->low);
    write_real(out, "high", theme->high);
    write_real(out, "slope", theme->sigmoid.slope);
    write_real(out, "offset", theme->sigmoid.offset);
    write_real(out, "bias", theme->bias);
    buf_add(out, S(",\"weights\":["));
    for (size_t i = 0; i < model->traits.words.n; i++) {
        if (i)
            buf_add_byte(out, ',');
        json_write_real(out, theme->weights[i]);
    }
    buf_add(out, S("]}"));
}

void model_write(const Model *model, const Scheme *scheme, Buf *out) {
    buf_format(out, "{\"format\":%d,\n\"traits\":[", FORMAT);
    for (size_t i = 0; i < model->traits.words.n; i++) {
        if (i)
            buf_add_byte(out, ',');
        json_write_string(out, model->traits.words.at[i]);
    }
    buf_add(out, S("],\n\"themes\":["));
    for (size_t i = 0; i < model->themes.n; i++) {
        const ThemeModel *theme = &model->themes.at[i];
        buf_add(out, i ? S(",\n") : S("\n"));
        write_theme(model, theme, scheme_theme(scheme, theme->theme)->code, out);
    }
    buf_add(out, S("]}\n"));
}

/* ---- Reading ---- */

static bool is_kind(char kind) {
    return kind == TRAIT_MEASURE || kind == TRAIT_HEADING || kind == TRAIT_CODED ||
           kind == TRAIT_WEAK || kind == TRAIT_LENT;
}

static bool read_traits(const Json *list, Model *model) {
    if (!json_is_array(list))
        return false;
    for (const Json *item = json_first(list); item; item = json_next(item)) {
        Slice word = json_string(item);
        size_t n = model->traits.words.n;
        if (word.n < 2 || !is_kind(word.p[0]) ||
            dictionary_add(&model->traits, word) != n)
            return false;
    }
    return true;
}

static double read_real(const Json *object, const char *key) {
    const Json *value = json_get(object, key);
    return json_is_number(value) ? json_number(value) : NAN;
}

static const double *read_weights(const Json *list, Model *model) {
    size_t n = 0;
    double *weights = ARENA_ARRAY(&model->arena, double, model->traits.words.n);
    for (const Json *item = json_first(list); item; item = json_next(item)) {
        if (n == model->traits.words.n || !json_is_number(item) ||
            !isfinite(json_number(item)))
            return NULL;
        weights[n++] = json_number(item);
    }
    return n == model->traits.words.n ? weights : NULL;
}

/* Themes ascend, so that each stands there once. */
static bool read_theme(const Json *object, const Scheme *scheme, Model *model) {
    double positive = read_real(object, "positive");
    ThemeModel theme = {
        .theme = scheme_find(scheme, json_string(json_get(object, "code"))),
        .n_positive = positive >= 0 && positive <= UINT32_MAX ? (size_t)positive : 0,
        .cost = read_real(object, "cost"),
        .weight = read_real(object, "weight"),
        .sigmoid = {read_real(object, "slope"), read_real(object, "offset")},
        .bias = read_real(object, "bias"),
        .weights = read_weights(json_get(object, "weights"), model),
        .offered = json_bool(json_get(object, "offered")),
        .rules_f1 = read_real(object, "rules_f1"),
        .f1 = read_real(object, "f1"),
        .difference = read_real(object, "difference"),
        .low = read_real(object, "low"),
        .high = read_real(object, "high"),
    };
    bool follows = model->themes.n == 0 || vec_last(&model->themes)->theme < theme.theme;
    if (theme.theme == UINT32_MAX || !follows || !theme.weights ||
        !isfinite(theme.sigmoid.slope) || !isfinite(theme.sigmoid.offset) ||
        !isfinite(theme.bias))
        return false;
    vec_push(&model->themes, theme);
    return true;
}

static bool read_model(const Json *root, const Scheme *scheme, Model *model) {
    const Json *themes = json_get(root, "themes");
    if (json_number(json_get(root, "format")) != FORMAT ||
        !read_traits(json_get(root, "traits"), model) || !json_is_array(themes))
        return false;
    for (const Json *item = json_first(themes); item; item = json_next(item)) {
        if (!read_theme(item, scheme, model))
            return false;
    }
    return true;
}

Model *model_parse(Slice text, const Scheme *scheme, Err *err) {
    Json *root = json_parse(text, S("model"), err);
    if (!root)
        return NULL;
    Model *model = memory_grow(NULL, 1, sizeof *model);
    *model = (Model){0};
    if (!read_model(root, scheme, model)) {
        err_set(err, "%s",
                T("the learned model is damaged or of another version of plancmp; learn "
                  "again: plancmp learn",
                  "已存的模型已损坏或出自其他版本的 plancmp；请重新学习：plancmp learn"));
        model_free(model);
        model = NULL;
    }
    json_free(root);
    return model;
}
