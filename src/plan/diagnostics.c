/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes and wording of the parser's doubts, and the one way to record one. */
#include "base/base.h"

#include "base/utf8.h"
#include "plan/build_p.h"
#include "plan/diagnostics.h"

static const struct {
    const char *code, *en, *zh;
} rows[] = {
#define X(code, en, zh) {code, en, zh},
    PLAN_DIAGNOSTICS(X)
#undef X
};

enum { DETAIL_BYTES = 60 };

const char *plan_diagnostic_text(const char *code) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].code, code) == 0)
            return T(rows[i].en, rows[i].zh);
    return code;
}

void diagnose(PlanTree *tree, const char *code, Span place) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].code, code) == 0) {
            Slice detail = utf8_cut(slice_at(tree->text, place), DETAIL_BYTES);
            vec_push(&tree->diags, (Diag){rows[i].code, place, detail});
            return;
        }
    BUG("no diagnostic %s", code);
}
