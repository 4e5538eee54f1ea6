/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scheme file from hostile bytes: it loads or names its fault; one that loads is
 * linted, runs its examples and comes back the same from its own text. */
#include "base/base.h"

#include "theme/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use(const Scheme *scheme) {
    Arena arena = {0};
    Err err = {0};
    Table lint = scheme_lint(scheme, &arena);
    Table examples = scheme_check_examples(scheme, &arena);
    table_release(&lint);
    table_release(&examples);
    Scheme *again = scheme_parse(scheme_text(scheme), S("again"), (Slice){0}, &err);
    if (!again)
        BUG("its own text fails: %s", err.text);
    if (!slice_equal(scheme_hash(again), scheme_hash(scheme)))
        BUG("its own text is another scheme");
    scheme_free(again);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Err err = {0};
    Slice text = {(const char *)data, size};
    Scheme *scheme =
        size > 100000 ? NULL : scheme_parse(text, S("fuzz"), (Slice){0}, &err);
    if (scheme)
        use(scheme);
    else if (size <= 100000 && !*err.text)
        BUG("it failed without a word");
    scheme_free(scheme);
    return 0;
}
