/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "base/file.h"
#include "base/json.h"
#include "command/manifest.h"
#include "plan/metadata.h"

typedef struct {
    Slice path, folder, text;
    Json *root;
    Arena *keep;
    Manifest *manifest;
} Loading;

static bool fail_at(const Loading *loading, const Json *value, Err *err, const char *what,
                    Slice about) {
    JsonPlace place = json_place(loading->text, loading->root, value);
    return err_set(err, "%.*s:%zu:%zu: %s: \"%.*s\"", SLICE_ARG(loading->path),
                   place.line, place.column, what, SLICE_ARG(about));
}

static const char *known_key(Slice key) {
    for (size_t i = 0; plan_metadata_key(i); i++) {
        if (slice_equal(key, slice_of(plan_metadata_key(i))))
            return plan_metadata_key(i);
    }
    return NULL;
}

static bool take_fact(Loading *loading, const Json *item, GivenFact *fact, Err *err) {
    Slice key = json_key(item);
    fact->key = known_key(key);
    if (!fact->key)
        return fail_at(loading, item, err, T("there is no such key", "没有这个键"), key);
    if (json_is_number(item) && strcmp(fact->key, "year") == 0)
        fact->value = arena_format(loading->keep, "%.0f", json_number(item));
    else
        fact->value = arena_copy(loading->keep, json_string(item));
    if (!plan_metadata_valid(fact->key, fact->value))
        return fail_at(loading, item, err, T("no value for this key", "该键的取值无效"),
                       key);
    return true;
}

static size_t count_items(const Json *list) {
    size_t n = 0;
    for (const Json *item = json_first(list); item; item = json_next(item))
        n++;
    return n;
}

static bool take_entry(Loading *loading, const Json *object, Err *err) {
    Slice file = json_string(json_get(object, "file"));
    if (file.n == 0)
        return fail_at(loading, object, err, T("an entry needs a key", "条目缺少键"),
                       S("file"));
    ManifestEntry entry = {.path = path_join(loading->keep, loading->folder, file)};
    if (file_kind(entry.path) == FILE_ABSENT)
        return fail_at(loading, json_get(object, "file"), err,
                       T("there is no such file", "没有这个文件"), file);
    if (manifest_find(loading->manifest, entry.path))
        return fail_at(loading, json_get(object, "file"), err,
                       T("the file is named twice", "文件重复列出"), file);
    GivenFact *facts = ARENA_ARRAY(loading->keep, GivenFact, count_items(object));
    for (const Json *item = json_first(object); item; item = json_next(item)) {
        if (!slice_equal(json_key(item), S("file")) &&
            !take_fact(loading, item, &facts[entry.n++], err))
            return false;
    }
    entry.facts = facts;
    vec_push(&loading->manifest->entries, entry);
    return true;
}

static bool take_all(Loading *loading, Err *err) {
    for (const Json *item = json_first(loading->root); item; item = json_next(item)) {
        if (!slice_equal(json_key(item), S("plans")))
            return fail_at(loading, item, err, T("there is no such key", "没有这个键"),
                           json_key(item));
    }
    const Json *plans = json_get(loading->root, "plans");
    if (!json_is_array(plans))
        return fail_at(loading, loading->root, err, T("a list is needed", "需要一个列表"),
                       S("plans"));
    for (const Json *item = json_first(plans); item; item = json_next(item)) {
        if (!take_entry(loading, item, err))
            return false;
    }
    return true;
}

static bool load_one(Slice path, Arena *keep, Manifest *manifest, Err *err) {
    Buf text = {0};
    Loading loading = {.path = path, .keep = keep, .manifest = manifest};
    Slice base = path_base(path);
    loading.folder = slice_sub(path, 0, path.n - base.n);
    while (loading.folder.n > 1 && slice_ends(loading.folder, S("/")))
        loading.folder = slice_sub(loading.folder, 0, loading.folder.n - 1);
    bool ok = file_read(path, 0, &text, err);
    if (ok) {
        loading.text = buf_slice(&text);
        loading.root = json_parse(loading.text, path, err);
        ok = loading.root && take_all(&loading, err);
        json_free(loading.root);
    }
    buf_release(&text);
    return ok;
}

static bool load_folder(Slice path, Arena *keep, Manifest *manifest, Err *err) {
    FileList list = {0};
    bool ok = file_list(keep, path, &list, err);
    for (size_t i = 0; ok && i < list.paths.n; i++) {
        if (slice_equal(path_base(list.paths.at[i]), S("manifest.json")))
            ok = load_one(list.paths.at[i], keep, manifest, err);
    }
    file_list_release(&list);
    return ok;
}

bool manifest_load(Slice path, Arena *keep, Manifest *manifest, Err *err) {
    FileKind kind = file_kind(path);
    if (kind == FILE_FOLDER)
        return load_folder(path, keep, manifest, err);
    if (kind != FILE_REGULAR)
        return true;
    Slice folder = slice_sub(path, 0, path.n - path_base(path).n);
    Slice beside = arena_format(keep, "%.*smanifest.json", SLICE_ARG(folder));
    return file_kind(beside) != FILE_REGULAR || load_one(beside, keep, manifest, err);
}

void manifest_release(Manifest *manifest) {
    vec_release(&manifest->entries);
}

const ManifestEntry *manifest_find(const Manifest *manifest, Slice path) {
    for (size_t i = 0; i < manifest->entries.n; i++) {
        if (slice_equal(manifest->entries.at[i].path, path))
            return &manifest->entries.at[i];
    }
    return NULL;
}
