/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See check.h. Linked with every unit test program. */
#include "base/base.h"

#include <unistd.h>

#include "check.h"

void check_close_at(double actual, double expected, double tolerance, const char *what,
                    const char *file, int line) {
    double scale = expected == 0 ? 1 : fabs(expected);
    bool same = isnan(expected) ? isnan(actual) : actual == expected;
    if (!same && isfinite(expected))
        same = fabs(actual - expected) <= tolerance * scale;
    if (same)
        return;
    print_error("%s:%d: %s is %.17g, not %.17g (off by %.3g, allowed %.3g)\n", file, line,
                what, actual, expected, fabs(actual - expected), tolerance * scale);
    _fail(file, line);
}

void check_slice_at(Slice actual, const char *expected, const char *what,
                    const char *file, int line) {
    size_t n = strlen(expected);
    if (actual.n == n && (n == 0 || memcmp(actual.p, expected, n) == 0))
        return;
    print_error("%s:%d: %s is \"%.*s\" (%zu bytes), not \"%s\" (%zu bytes)\n", file, line,
                what, SLICE_ARG(actual), actual.n, expected, n);
    _fail(file, line);
}

void check_ok_at(bool ok, const Err *err, const char *what, const char *file, int line) {
    if (ok)
        return;
    print_error("%s:%d: %s failed: %s\n", file, line, what, err->text);
    _fail(file, line);
}

static const char *data_path(const char *variable, const char *otherwise,
                             const char *inside) {
    static char paths[4][4096];
    static unsigned next;
    char *path = paths[next++ % 4];
    const char *top = getenv(variable);
    if (!top || !*top)
        top = otherwise;
    int n = snprintf(path, sizeof paths[0], "%s/%s", top, inside);
    if (n < 0 || (size_t)n >= sizeof paths[0])
        fail_msg("path too long: %s/%s", top, inside);
    if (access(path, R_OK) == 0)
        return path;
    const char *ci = getenv("CI");
    if (ci && strcmp(ci, "true") == 0)
        fail_msg("%s is not there (%s says where to look)", path, variable);
    print_error("%s is not there (%s says where to look)\n", path, variable);
    skip();
    return path;
}

const char *corpus_path(const char *inside) {
    return data_path("PLANCMP_CORPUS", "../shared/corpus", inside);
}

const char *gold_path(const char *inside) {
    return data_path("PLANCMP_GOLD", "../shared/gold", inside);
}
