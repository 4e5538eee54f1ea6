/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include "read/diagnostics.h"
#include "read/read_p.h"

typedef struct {
    const char *code, *english, *chinese;
} Wording;

static const Wording wordings[] = {
#define ROW(code, english, chinese) {code, english, chinese},
    READ_DIAGNOSTICS(ROW)
#undef ROW
};

static const Wording *find_wording(const char *code) {
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        if (strcmp(wordings[i].code, code) == 0)
            return &wordings[i];
    }
    return NULL;
}

const char *read_diagnostic_text(const char *code) {
    const Wording *wording = find_wording(code);
    return wording ? T(wording->english, wording->chinese) : NULL;
}

void document_diag(Document *document, const char *code, Span place, Slice detail) {
    if (!find_wording(code))
        BUG("the diagnostic %s has no wording", code);
    vec_push(&document->diags, (Diag){code, place, arena_copy(&document->arena, detail)});
}
