/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole small files, written aside and renamed so that a full disk leaves no half file behind. */
#include "base/base.h"

#include <errno.h>
#include <unistd.h>

#include "present/chart_p.h"

bool file_write(const char *folder, const char *name, Slice bytes, Err *err) {
    Arena arena = {0};
    const char *path = arena_format(&arena, "%s/%s", folder, name).p;
    const char *aside = arena_format(&arena, "%s.tmp", path).p;
    FILE *file = fopen(aside, "wb");
    bool ok = file && fwrite(bytes.n ? bytes.p : "", 1, bytes.n, file) == bytes.n;
    ok = ok && fflush(file) == 0;
    int failure = errno;
    if (file && fclose(file) != 0 && ok) {
        ok = false;
        failure = errno;
    }
    if (ok && rename(aside, path) != 0) {
        ok = false;
        failure = errno;
    }
    if (!ok) {
        err_set(err, T("%s: cannot be written: %s", "%s：无法写入：%s"), path,
                err_errno(failure));
        if (file)
            unlink(aside);
    }
    arena_release(&arena);
    return ok;
}

bool file_read(const char *folder, const char *name, Buf *out, Err *err) {
    Arena arena = {0};
    const char *path = arena_format(&arena, "%s/%s", folder, name).p;
    FILE *file = fopen(path, "rb");
    bool ok = file != NULL;
    char bytes[1 << 14];
    for (size_t n = 1; ok && n > 0;) {
        n = fread(bytes, 1, sizeof bytes, file);
        buf_add(out, (Slice){bytes, n});
    }
    if (!ok || ferror(file))
        ok = err_set(err, T("%s: cannot be read: %s", "%s：无法读取：%s"), path,
                     err_errno(errno));
    if (file)
        fclose(file);
    arena_release(&arena);
    return ok;
}
