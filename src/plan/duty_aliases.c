/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of unit names that mean the same. */
#include "base/base.h"

#include "base/json.h"
#include "plan/duties.h"

static bool read_alias(Slice text, Slice name, const Json *root, const Json *item,
                       Err *err) {
    if (json_is_string(item) && slice_trim(json_string(item)).n &&
        slice_trim(json_key(item)).n)
        return true;
    JsonPlace place = json_place(text, root, item);
    return err_set(
        err,
        T("%.*s:%zu:%zu: the name for \"%.*s\" must be a text, and neither may be empty",
          "%.*s:%zu:%zu：“%.*s”的规范名称须是文字，两者都不能为空"),
        SLICE_ARG(name), place.line, place.column, SLICE_ARG(json_key(item)));
}

bool duty_aliases_read(Slice json, Slice name, Arena *keep, DutyAliasList *aliases,
                       Err *err) {
    Json *root = json_parse(json, name, err);
    if (!root)
        return false;
    bool ok = json_is_object(root) ||
              err_set(err,
                      T("%.*s: an object {\"alias\": \"unit\"} is wanted",
                        "%.*s：须是 {\"别名\": \"单位\"} 形式的对象"),
                      SLICE_ARG(name));
    for (const Json *item = ok ? json_first(root) : NULL; ok && item;
         item = json_next(item)) {
        ok = read_alias(json, name, root, item, err);
        if (ok)
            vec_push(aliases,
                     (DutyAlias){arena_copy(keep, slice_trim(json_key(item))),
                                 arena_copy(keep, slice_trim(json_string(item)))});
    }
    json_free(root);
    return ok;
}
