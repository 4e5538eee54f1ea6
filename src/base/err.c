/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <errno.h>
#include <stdarg.h>

#include "base/utf8.h"

static void cut_at_character(Err *err, int wanted) {
    if (wanted < (int)sizeof err->text)
        return;
    Slice whole = {err->text, sizeof err->text - 1};
    err->text[utf8_valid_length(whole)] = '\0';
}

bool err_set(Err *err, const char *format, ...) {
    if (!err)
        return false;
    va_list list;
    va_start(list, format);
    int n = vsnprintf(err->text, sizeof err->text, format, list);
    va_end(list);
    cut_at_character(err, n);
    return false;
}

bool err_prefix(Err *err, const char *format, ...) {
    if (!err)
        return false;
    Err prefix, old = *err;
    va_list list;
    va_start(list, format);
    int n = vsnprintf(prefix.text, sizeof prefix.text, format, list);
    va_end(list);
    cut_at_character(&prefix, n);
    n = snprintf(err->text, sizeof err->text, "%s: %s", prefix.text, old.text);
    cut_at_character(err, n);
    return false;
}

const char *err_errno(int number) {
    switch (number) {
    case ENOENT: return T("no such file or folder", "文件或文件夹不存在");
    case EACCES:
    case EPERM: return T("permission denied", "没有权限");
    case EISDIR: return T("is a folder", "是一个文件夹");
    case ENOTDIR: return T("not a folder", "不是文件夹");
    case ENOSPC: return T("no space left on the disk", "磁盘空间不足");
    case EROFS: return T("the file system is read-only", "文件系统只读");
    case EEXIST: return T("already exists", "已经存在");
    case ENAMETOOLONG: return T("the name is too long", "名称过长");
    case ELOOP: return T("too many links", "链接层数过多");
    case EMFILE: return T("too many open files", "打开的文件过多");
    case EIO: return T("input/output error", "读写出错");
    case EFBIG: return T("the file is too large", "文件过大");
    case EPIPE: return T("the reader has gone", "读取方已关闭");
    default: return strerror(number);
    }
}

void bug(const char *file, int line, const char *format, ...) {
    va_list list;
    va_start(list, format);
    fprintf(stderr, "plancmp: BUG at %s:%d: ", file, line);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
    abort();
}
