/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <math.h>

#include "base/utf8.h"
#include "compare/phrases.h"

Slice phrase_p(double p, Arena *keep) {
    if (isnan(p))
        return slice_of(T("p not defined", "p 无定义"));
    if (p < 0.001)
        return S("p < 0.001");
    return arena_format(keep, "p = %.3f", p);
}

Slice phrase_list(const Slice *names, size_t n, size_t most, Arena *keep) {
    Buf out = {0};
    for (size_t i = 0; i < n && i < most; i++) {
        if (i)
            buf_add(&out, slice_of(T(", ", "、")));
        buf_add(&out, names[i]);
    }
    if (n > most)
        buf_format(&out, T(" and %zu more", "，另有 %zu 项"), n - most);
    Slice list = arena_copy(keep, buf_slice(&out));
    buf_release(&out);
    return list;
}

Slice phrase_short(Slice name, Arena *keep) {
    Slice cut = utf8_cut(name, 48);
    return cut.n < name.n ? arena_format(keep, "%.*s…", SLICE_ARG(cut)) : name;
}
